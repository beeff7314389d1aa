"""Run the catalogue over one record's facts, and turn what it finds into a report."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import NamedTuple

from gaba_analogs.agreement import agreement
from gaba_analogs.checks import ACROSS, CATALOGUE, Check
from gaba_analogs.checks.kit import CannotTell, Fault, StatedInChI
from gaba_analogs.checks.registry import FAMILY as REGISTRY
from gaba_analogs.checks.registry import REGISTRY_CHECKS
from gaba_analogs.corrections import corrections
from gaba_analogs.diagnosis import Diagnosis, Evidence, diagnose
from gaba_analogs.facts import Facts, Witness, systematic_synonyms
from gaba_analogs.findings import Finding, RecordReport, Severity, Skip, Verdict
from gaba_analogs.names import ParsedName
from gaba_analogs.notation.chirality import Chirality
from gaba_analogs.notation.formula import FormulaText
from gaba_analogs.notation.identifiers import IDENTIFIER_FORMS
from gaba_analogs.notation.inchikey import InChIKey
from gaba_analogs.notation.number import NumberText, read_charge
from gaba_analogs.record import FIELDS, StructureRecord
from gaba_analogs.relation import relate
from gaba_analogs.structure import Structure, key_of
from gaba_analogs.words import FIELD_WORDS, phrase

_ORDER = {name: position for position, name in enumerate(FIELDS)}
_SEVERITIES = list(Severity)


@dataclass
class Found:
    """One fault between fields: the first are the subject of its message."""

    check: Check
    fault: Fault
    subjects: tuple[str, ...]
    objects: tuple[str, ...] = ()


@dataclass
class Run:
    """The state of one record's examination."""

    facts: Facts
    found: list[Found] = field(default_factory=list)
    passed: dict[str, None] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    agreed: set[str] = field(default_factory=set)
    confirmed: set[tuple[str, str]] = field(default_factory=set)
    undecided: bool = False

    def note(self, check: Check, outcome: object, subjects: tuple[str, ...], objects: tuple[str, ...] = ()) -> None:
        """Book one outcome of a check."""
        if outcome is None:
            self.passed[check.code] = None
            if objects:
                if check.code not in _CID_PARTS:
                    self.agreed.update(subjects, objects)
                self.confirmed.update((_plain_code(check), subject) for subject in subjects)
        elif isinstance(outcome, CannotTell):
            self.skipped.setdefault(check.code, outcome.reason)
        elif isinstance(outcome, Fault):
            self.found.append(Found(check, outcome, subjects, objects))

    def stands_alone(self, fields: tuple[str, ...]) -> bool:
        """Tell whether no other field has the composition of these: then their own fault condemns them."""
        homes = [c.fields for c in self.facts.compositions if set(c.fields) & set(fields)]
        return len(fields) == 1 or all(set(home) <= set(fields) for home in homes)

    def vouched(self, found: Found) -> bool:
        """Tell whether the value that a fault blames passed the same check against other fields."""
        return (_plain_code(found.check), found.subjects[0]) in self.confirmed


_REGISTRY_SIDES = {code: (subject, thing) for code, *_, subject, thing in REGISTRY_CHECKS}
"""Registry check to the field that it is about, and what that is compared with."""

_CID_PARTS = {code for code, sides in _REGISTRY_SIDES.items() if sides == ("pubchem_cid", "structure")}
"""Checks that compare the structure of the CID in one aspect: only all of them together tell that it agrees."""


def _plain_code(check: Check) -> str:
    """Give the code under which a field is compared with stated fields and with its CID alike."""
    return check.code.removeprefix("cid-")


def examine(
    record: StructureRecord,
    facts: Facts,
    parsed: Mapping[str, ParsedName],
    *,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
    no_names: str | None = None,
) -> RecordReport:
    """Check settled facts and report.

    Parameters
    ----------
    record
        The record as stated.
    facts
        Its facts, settled.
    parsed
        Names that OPSIN was asked, by their text.
    select, ignore
        Codes to run (None for all), and codes to leave out.
    no_names
        Why names were not read; None when they were.
    """
    run = Run(facts)
    choice = _Choice(frozenset(select) if select is not None else None, frozenset(ignore), facts.registry is not None)
    for check, absence in _plan(choice, _absence(facts, parsed, no_names)):
        if absence is not None:
            run.skipped[check.code] = absence
            continue
        for arguments, subjects, objects in _bindings(check, facts, parsed):
            run.note(check, check.function(*arguments), subjects, objects)
        if facts.name_limit and check.needs == ("structure", "other"):
            run.skipped.setdefault(check.code, facts.name_limit)
        if check.code not in run.passed and check.code not in run.skipped and not _has(run.found, check.code):
            if check.needs[0] in _OCCASIONAL:
                run.passed[check.code] = None
            elif check.family == REGISTRY:
                run.skipped[check.code] = _why_not_asked(check, facts, no_names)
            else:
                run.skipped[check.code] = _why_not(check.needs, facts, no_names)
    _believe_registry(run)
    _believe_labels(run)
    _believe_racemates(run)
    _limits_between_witnesses(run)
    _condemn_keys_of_faulty_inchis(run)
    _condemn_masses_of_faulty_formulas(run)
    run.found = [f for f in run.found if (select is None or f.check.code in select) and f.check.code not in ignore]
    return _report(record, run)


class _Choice(NamedTuple):
    """Which checks were asked for.

    Parameters
    ----------
    select, ignore
        Codes to run (None for all), and codes to leave out.
    registry
        True where PubChem was asked.
    """

    select: frozenset[str] | None
    ignore: frozenset[str]
    registry: bool

    def includes(self, check: Check) -> bool:
        """Tell whether a check is to run."""
        return (
            check.family != ACROSS
            and (self.registry or check.family != REGISTRY)
            and (self.select is None or check.code in self.select)
            and check.code not in self.ignore
        )


class _Absence(NamedTuple):
    """What a record lacks, so that checks of it have nothing to look at.

    Parameters
    ----------
    facts
        First facts of checks that the record does not state.
    second_structure
        Why no two structures are compared; None where some are.
    names_unread
        Why the names it states were not read; None where they were, or there are none.
    """

    facts: frozenset[str]
    second_structure: str | None
    names_unread: str | None

    def reason(self, check: Check) -> str | None:
        """Say why a check cannot look; None where it may."""
        first = check.needs[0]
        if check.needs == ("structure", "other"):
            return self.second_structure
        if check.family == REGISTRY or first not in self.facts:
            return None
        if self.names_unread is not None and ("iupac_name" in check.needs or "synonym" in check.needs):
            return self.names_unread
        return _missing(first, alone=True)


@lru_cache(maxsize=256)
def _plan(choice: _Choice, absence: _Absence) -> tuple[tuple[Check, str | None], ...]:
    """List the checks to run, each with the reason why it cannot look at records that lack so much."""
    return tuple((check, absence.reason(check)) for check in CATALOGUE.values() if choice.includes(check))


@cache
def _stated_firsts() -> frozenset[str]:
    """List the first facts of checks that records state; what is missing of the others is as it should be."""
    firsts = {check.needs[0] for check in CATALOGUE.values() if check.family != ACROSS}
    return frozenset(firsts - _OCCASIONAL - {"structure", "name_stereo"})


def _absence(facts: Facts, parsed: Mapping[str, ParsedName], no_names: str | None) -> _Absence:
    missing = frozenset(name for name in _stated_firsts() if next(_firsts(name, facts, parsed), None) is None)
    unread = no_names if not facts.texts.keys().isdisjoint(("iupac_name", "synonyms")) else None
    return _Absence(missing, _why_no_pairs(facts), unread)


def _why_no_pairs(facts: Facts) -> str | None:
    """Say why no two structures are compared; None where some are."""
    if len(facts.witnesses) > 1:
        return None
    if facts.name_limit:
        return facts.name_limit
    if not facts.witnesses:
        return _missing("structure", alone=True)
    return "one structure is stated" if len(facts.witnesses[0].members) == 1 else "all stated structures are one"


def _has(found: list[Found], code: str) -> bool:
    return any(f.check.code == code for f in found)


# -- binding facts to parameters ---------------------------------------------------------------

_Binding = tuple[tuple[object, ...], tuple[str, ...], tuple[str, ...]]


def _bindings(check: Check, facts: Facts, parsed: Mapping[str, ParsedName]) -> Iterator[_Binding]:
    """Give arguments, subject fields and object fields of every way to call a check."""
    if check.needs == ("structure", "other"):
        yield from _pairs(check, facts)
        return
    if check.family == REGISTRY:
        yield from _registry_bindings(check, facts)
        return
    first, *rest = check.needs
    for value, subject in _firsts(first, facts, parsed):
        if not rest:
            yield (value,), (subject,), ()
        elif not _is_readable(value):
            continue
        elif rest == ["inchi"]:
            stated = facts.values.get("inchi")
            if isinstance(stated, StatedInChI) and stated.text.value is not None:
                yield (value, stated), (subject,), ("inchi",)
        elif rest == ["structure"]:
            for witness in _speaking(check, facts):
                if subject == "inchikey" and not witness.with_key and any(w.with_key for w in facts.witnesses):
                    continue
                if subject not in witness.fields:
                    objects = witness.fields if subject == "inchikey" else witness.members
                    yield (value, witness.structure), (subject,), tuple(objects)
        else:
            for known in facts.compositions:
                others = tuple(f for f in known.fields if f != subject)
                if (others and subject not in known.fields) or (others and first in {"formula", "element_counts"}):
                    yield (value, known.composition), (subject,), others


def _registry_bindings(check: Check, facts: Facts) -> Iterator[_Binding]:
    """Bind what PubChem says to the structures, or to a value that is compared with the stated CID."""
    subject, thing = _REGISTRY_SIDES[check.code]
    if facts.registry is None or subject not in facts.texts:
        return
    if not thing:
        yield (facts.registry,), (subject,), ()
    elif thing == "structure":
        witnesses = _speaking(check, facts)
        if not facts.witnesses and subject != "pubchem_cid" and facts.registered is not None:
            witnesses = [facts.registered]
        for witness in witnesses:
            yield (facts.registry, witness.structure), (subject,), witness.members
        return
    value = facts.values.get(subject)
    if (
        value is not None
        and thing in facts.texts
        and _is_readable(value)
        and not _is_key_of_a_structure(subject, facts)
    ):
        yield (value, facts.registry), (subject,), (thing,)


def _is_key_of_a_structure(field: str, facts: Facts) -> bool:
    """Tell whether a field is the stated key, and a stated structure has it: then the structure is compared."""
    return field == "inchikey" and any(witness.with_key for witness in facts.witnesses)


def _is_readable(value: object) -> bool:
    """Tell whether a value was understood, so that it can be compared."""
    if isinstance(value, FormulaText | NumberText):
        return bool(value.readings)
    if isinstance(value, InChIKey):
        return value.value is not None
    if isinstance(value, Chirality):
        return value.kind is not None
    return not isinstance(value, str) or read_charge(value) is not None


def _speaking(check: Check, facts: Facts) -> list[Witness]:
    """Give the witnesses that say something on what a check is about."""
    if check.aspect not in {"stereo", "isotopes"}:
        return facts.witnesses
    return [w for w in facts.witnesses if not w.connectivity_only]


def _pairs(check: Check, facts: Facts) -> Iterator[_Binding]:
    witnesses = _speaking(check, facts)
    for position, witness in enumerate(witnesses):
        for other in witnesses[position + 1 :]:
            yield (witness.structure, other.structure), witness.members, other.members


def _firsts(name: str, facts: Facts, parsed: Mapping[str, ParsedName]) -> Iterator[tuple[object, str]]:
    """Give every value a parameter stands for, with the field it belongs to."""
    if name == "smiles":
        yield from ((s, f) for f, s in facts.drawn if f in {"smiles", "connectivity_smiles"})
    elif name == "trailing":
        yield from (((s.text, s.trailing), f) for f, s in facts.drawn if s.trailing)
    elif name == "name_stereo":
        yield from ((claims, f) for f, claims in facts.name_stereo)
    elif name == "identifier":
        yield from (((f, facts.texts[f]), f) for f in IDENTIFIER_FORMS if f in facts.texts)
    elif name == "notes":
        yield from ((note, note[0]) for note in facts.notes)
    elif name == "placeholder":
        yield from ((item, item[0]) for item in facts.placeholders)
    elif name == "misplaced":
        yield from ((item, item[0]) for item in facts.misplaced)
    elif name == "mass":
        yield from ((facts.values[f], f) for f in ("molecular_weight", "monoisotopic_mass") if f in facts.values)
    elif name == "synonym":
        names = [parsed[s] for s in systematic_synonyms(facts.texts.get("synonyms")) if s in parsed]
        yield from ((n, "synonyms") for n in names if n.smiles is not None)
    elif name in facts.values:
        yield facts.values[name], name


_OCCASIONAL = frozenset({"notes", "placeholder", "misplaced", "trailing"})
"""Facts whose absence is as it should be."""

_FACT_WORDS = {
    **FIELD_WORDS,
    "structure": "structure",
    "other": "second, different structure",
    "composition": "composition",
    "name_stereo": "stereodescriptor in a name",
    "identifier": "database identifier",
    "notes": "notation to repair",
    "placeholder": "placeholder",
    "misplaced": "misplaced value",
    "trailing": "text behind a SMILES",
    "mass": "mass",
    "synonym": "systematic synonym",
}


def _why_not(needs: tuple[str, ...], facts: Facts, no_names: str | None) -> str:
    """Say which fact a check lacked."""
    names = {"iupac_name", "synonyms"} & facts.texts.keys()
    if no_names is not None and names and ("iupac_name" in needs or "synonym" in needs):
        return no_names
    if needs[0] == "structure" and facts.witnesses:
        return "all stated structures are one"
    if needs[0] == "name_stereo" and facts.name_stereo and facts.witnesses:
        return "the name was compared as a structure"
    missing = needs[0] if next(_firsts(needs[0], facts, {}), None) is None else needs[-1]
    return _missing(missing, alone=missing == needs[0])


def _why_not_asked(check: Check, facts: Facts, no_names: str | None) -> str:
    """Say what a comparison with PubChem lacked."""
    subject, thing = _REGISTRY_SIDES[check.code]
    absent = next((f for f in (subject, thing) if f in FIELDS and f not in facts.texts), None)
    if absent is not None:
        return _missing(absent, alone=True)
    if subject == "iupac_name" and no_names is not None:
        return no_names
    if _is_key_of_a_structure(subject, facts):
        return "the key was compared as a structure"
    return _missing(thing if thing == "structure" else subject, alone=False)


@cache
def _missing(fact: str, *, alone: bool) -> str:
    return f"no {_FACT_WORDS.get(fact, fact)} {'stated' if alone else 'to compare with'}"


# -- evidence ------------------------------------------------------------------------------------


def _limits_between_witnesses(run: Run) -> None:
    """Book pairs of different InChIs between which no check could decide."""
    facts = run.facts
    for position, witness in enumerate(facts.witnesses):
        for other in facts.witnesses[position + 1 :]:
            if witness.connectivity_only or other.connectivity_only:
                continue
            if relate(witness.structure, other.structure).differs:
                continue
            drawn, stated = (other, witness) if witness.fields == ["inchi"] else (witness, other)
            if stated.fields == ["inchi"] and _is_miswritten(stated.structure, drawn.structure, facts):
                fault = Fault(
                    "{a} is not what the InChI software writes for the structure of {b}",
                    stated=stated.structure.text,
                    expected=drawn.structure.inchi,
                )
                run.found.append(Found(CATALOGUE["inchi-not-canonical"], fault, ("inchi",), drawn.members))
                continue
            run.undecided = True
            reason = "RDKit cannot hold all of the stated InChI, so that the difference proves nothing"
            run.skipped["skeleton-mismatch"] = reason
            run.passed.pop("skeleton-mismatch", None)


def _is_miswritten(stated: Structure, drawn: Structure, facts: Facts) -> bool:
    """Tell whether a stated InChI that RDKit does not give back is wrong, rather than beyond RDKit.

    It is wrong when the stated key is the drawing's and not its own, or when the drawing's InChI,
    with the same skeleton and the same stereo elements, does survive.
    """
    key = facts.inchikey.value if facts.inchikey else None
    if key is not None and key == drawn.inchikey and key != key_of(stated.text):
        return True
    one, other = stated.layers, drawn.layers
    return (
        one.skeleton == other.skeleton
        and one.centres.keys() == other.centres.keys()
        and one.double_bonds.keys() == other.double_bonds.keys()
        and Structure.from_inchi(drawn.inchi).is_reproducible
    )


def _condemn_keys_of_faulty_inchis(run: Run) -> None:
    """Blame a key that is the hash of an InChI which is at fault itself."""
    stated = run.facts.values.get("inchi")
    key = run.facts.inchikey
    if not isinstance(stated, StatedInChI) or key is None or key.value is None or stated.text.value is None:
        return
    faulty = any(f.subjects == ("inchi",) and f.fault.blame == "a" for f in run.found)
    if not faulty or key_of(stated.text.value) != key.value:
        return
    for found in run.found:
        if found.subjects == ("inchikey",) and found.fault.less is None:
            found.fault = replace(
                found.fault, blame="a", message="{a} is the hash of the faulty InChI, not that of {b}"
            )


def _believe_registry(run: Run) -> None:
    """Book which structures PubChem confirms; a number that says more than a confirmed one contradicts it."""
    facts = run.facts
    if facts.registry is None:
        return
    for witness in facts.witnesses:
        if facts.registered is not None and _agrees(facts.registered.structure, witness):
            run.agreed.update(("pubchem_cid", *witness.members))
        confirming = facts.registry.leading_to(witness.structure.inchikey) & facts.texts.keys()
        says_more = [f for f in run.found if f.fault.less == "b" and f.subjects[0] in _NUMBERS - confirming]
        for found in says_more if confirming else ():
            if found.objects == witness.members:
                found.fault = replace(found.fault, less=None)
                found.check = replace(found.check, severity=Severity.ERROR)
                found.objects = (*found.objects, *sorted(confirming))


_NUMBERS = frozenset({"pubchem_cid", "cas", "unii"})
"""Fields whose number stands for one compound of a registry."""


def _agrees(registered: Structure, witness: Witness) -> bool:
    """Tell whether the structure of the CID is a stated one, in every aspect that its fields speak of."""
    if registered.inchi == witness.structure.inchi:
        return True
    relation = relate(registered, witness.structure)
    return witness.connectivity_only and relation.skeleton is None and relation.protonation is None


def _believe_labels(run: Run) -> None:
    """Read a mass that fits the labelled form as more than an unlabelled field says, not as its contradiction."""
    facts = run.facts
    labelled = {tuple(sorted(c.composition.elements.items())) for c in facts.compositions if c.composition.isotopes}
    for found in run.found:
        if found.subjects[0] not in _MASSES or not run.vouched(found):
            continue
        home = next((c.composition for c in facts.compositions if set(found.objects) <= set(c.fields)), None)
        if home is not None and not home.isotopes and tuple(sorted(home.elements.items())) in labelled:
            found.fault = Fault(
                "{a} is that of the isotope-labelled form of {b}",
                "isotope labels missing in {a}: {b} fits the labelled form",
                less="b",
            )


def _believe_racemates(run: Run) -> None:
    """Read "says more" as a contradiction where the record states a racemate.

    A flat structure is right for a stated racemate, so a key or InChI with stereochemistry beside
    it does not say more: it says something else.
    """
    facts = run.facts
    chirality = facts.values.get("chirality")
    racemic = [f for f, claims in facts.name_stereo if claims.racemic]
    if isinstance(chirality, Chirality) and chirality.kind == "racemate":
        racemic.append("chirality")
    name = facts.values.get("iupac_name")
    if isinstance(name, ParsedName) and name.racemic and "iupac_name" not in racemic:
        racemic.append("iupac_name")
    if not racemic:
        return
    one_centre = {
        f
        for w in (*facts.witnesses, *([facts.registered] if facts.registered is not None else []))
        if not w.structure.layers.has_stereo and len(w.structure.possible_centres) == 1
        for f in w.members
    }
    for found in run.found:
        if found.fault.less not in {"a", "b"} or found.check.aspect != "stereo":
            continue
        flat, full = (found.subjects, found.objects) if found.fault.less == "a" else (found.objects, found.subjects)
        if not set(flat) <= one_centre or set(full) & set(racemic):
            continue
        found.check = CATALOGUE["chirality-mismatch"]
        found.subjects = full
        found.objects = tuple(dict.fromkeys((*flat, *racemic)))
        found.fault = Fault(
            "{a} {specifies} one enantiomer, but {b} {b_specifies} the racemate",
            "{a} {specifies} the racemate, but {b} {b_specifies} one enantiomer",
        )


def _condemn_masses_of_faulty_formulas(run: Run) -> None:
    """Blame a mass that was computed from a formula which is at fault itself."""
    formula = run.facts.formula
    blamed = (f for f in run.found if f.subjects == ("formula",) and f.fault.blame == "a")
    if formula is None or not any(not run.vouched(f) for f in blamed):
        return
    agreeing = {f for c in run.facts.compositions if "formula" in c.fields for f in run.agreed if f in _MASSES}
    for found in run.found:
        if found.subjects[0] in agreeing and found.subjects[0] in _MASSES and "formula" not in found.objects:
            found.fault = replace(found.fault, blame="a")
            run.confirmed.discard((found.check.code, found.subjects[0]))


_MASSES = frozenset({"molecular_weight", "monoisotopic_mass"})


def _evidence(run: Run) -> Evidence:
    evidence = Evidence()
    for found in run.found:
        if found.check.code == "name-of-another" or (
            found.check.severity is not Severity.ERROR and found.fault.less is None
        ):
            continue
        fault, subjects, objects = found.fault, found.subjects, found.objects
        if fault.less is not None:
            pairs = [(a, b) for a in subjects for b in objects]
            if fault.less in {"a", "both"}:
                evidence.less.update(pairs)
            if fault.less in {"b", "both"}:
                evidence.less.update((b, a) for a, b in pairs)
        elif not objects or (fault.blame == "a" and run.stands_alone(subjects) and not run.vouched(found)):
            evidence.condemned.update(subjects)
        elif fault.blame == "b" and run.stands_alone(objects):
            evidence.condemned.update(objects)
        else:
            evidence.contradictions.update(frozenset((a, b)) for a in subjects for b in objects if a != b)
    return evidence


def _excuse_connectivity(run: Run) -> None:
    """Leave a connectivity SMILES out of what says too little: it is meant to."""
    kept = []
    for found in run.found:
        if found.fault.less in {"a", "both"}:
            found.subjects = tuple(f for f in found.subjects if f != "connectivity_smiles")
        if found.fault.less in {"b", "both"}:
            found.objects = tuple(f for f in found.objects if f != "connectivity_smiles")
        if found.subjects and (found.objects or found.fault.less is None):
            kept.append(found)
    run.found = kept


# -- the report ------------------------------------------------------------------------------------


def _report(record: StructureRecord, run: Run) -> RecordReport:
    _excuse_connectivity(run)
    evidence = _evidence(run)
    diagnosis = diagnose(evidence)
    values = corrections(record, run.facts, [(f.subjects, f.fault) for f in run.found], diagnosis)
    _leave_out_consequences(run, diagnosis)
    findings = _findings(record, run, diagnosis, values)
    return RecordReport(
        record=record,
        verdict=_verdict(run, findings, evidence),
        suspects=diagnosis.suspects,
        ambiguous=diagnosis.ambiguous,
        corrections=values,
        findings=findings,
        agreement=agreement(run.facts, run.found, run.agreed),
        passed=tuple(run.passed),
        skipped=tuple(Skip(code, reason) for code, reason in run.skipped.items() if code not in run.passed),
    )


def _leave_out_consequences(run: Run, diagnosis: Diagnosis) -> None:
    """Do not repeat of formula, masses, key and name that they are not those of a CID that is another compound's."""
    suspects = set(diagnosis.suspects)
    if "pubchem_cid" not in suspects or not any(f.check.code in _CID_PARTS and f.fault.less is None for f in run.found):
        return
    repeated = [f for f in run.found if f.objects == ("pubchem_cid",) and not suspects & set(f.subjects)]
    run.found = [f for f in run.found if f not in repeated]
    run.skipped.update((f.check.code, "the PubChem CID is that of another compound") for f in repeated)


def _verdict(run: Run, findings: tuple[Finding, ...], evidence: Evidence) -> Verdict:
    if any(f.severity is Severity.ERROR for f in findings):
        return Verdict.INCONSISTENT
    if evidence.less:
        return Verdict.UNDERSPECIFIED
    compared = run.agreed or any(len(w.fields) > 1 for w in run.facts.witnesses)
    compared = compared or any(len(c.fields) > 1 for c in run.facts.compositions)
    return Verdict.VERIFIED if compared and not run.undecided else Verdict.UNVERIFIED


def _findings(
    record: StructureRecord, run: Run, diagnosis: Diagnosis, values: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Write the findings, each about the field to suspect, repeated ones merged."""
    merged: dict[tuple[str, tuple[str, ...], str], tuple[Found, list[str], Fault]] = {}
    suspects = set(diagnosis.suspects)
    for found in run.found:
        fault, subjects, objects = found.fault, found.subjects, found.objects
        if objects and fault.mirror and not suspects & set(subjects) and suspects & set(objects):
            fault = replace(fault, message=fault.mirror, stated=None, expected=None)
            subjects, objects = objects, subjects
        entry = merged.setdefault((found.check.code, subjects, fault.message), (found, [], fault))
        entry[1].extend(o for o in objects if o not in entry[1])
    out = []
    for (code, subjects, message), (found, others, fault) in merged.items():
        severity = Severity.WARNING if fault.less is not None else found.check.severity
        ordered = sorted(others, key=_ORDER.__getitem__)
        subject = subjects[0] if len(subjects) == 1 else None
        expected = fault.expected
        if (
            subject is not None
            and subject in values
            and severity is not Severity.INFO
            and (fault.expected or not fault.stated)
        ):
            expected = values[subject]
        stated = fault.stated or (getattr(record, subject) if subject and subject != "molblock" else None)
        out.append(Finding(code, severity, (*subjects, *ordered), phrase(message, subjects, ordered), stated, expected))
    return tuple(sorted(out, key=lambda f: _SEVERITIES.index(f.severity)))
