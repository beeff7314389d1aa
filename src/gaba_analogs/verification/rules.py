"""What findings mean together: each rule reads them in the light of the whole record."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from gaba_analogs.checks import configuration, pairs, readable
from gaba_analogs.checks.forms import labels_of_mass
from gaba_analogs.checks.inchikey import inchikey_mismatch
from gaba_analogs.checks.kit import Check, Fault
from gaba_analogs.chemistry.key_search import explain_stereo
from gaba_analogs.chemistry.relation import relate, skeleton_graph
from gaba_analogs.chemistry.structure import Structure, key_of
from gaba_analogs.chemistry.toolkit import pattern
from gaba_analogs.evidence.facts import Facts
from gaba_analogs.evidence.values import CompositionWitness, StatedInChI, Witness
from gaba_analogs.names import ParsedName
from gaba_analogs.notation.chirality import Chirality
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.formula import FormulaText
from gaba_analogs.notation.inchikey import FLAT_BLOCK, InChIKey
from gaba_analogs.notation.number import NumberText
from gaba_analogs.notation.stereodescriptors import stereo_claims
from gaba_analogs.record.fields import ASPECTS, Kind, of_kind
from gaba_analogs.record.kinds import IDENTIFIERS, MASSES
from gaba_analogs.record.words import FIELD_WORDS
from gaba_analogs.regex import regex
from gaba_analogs.registry.reference import ReferenceAnswer
from gaba_analogs.results.findings import Severity, SkipKind
from gaba_analogs.verification.catalogue import CATALOGUE
from gaba_analogs.verification.diagnosis import Diagnosis
from gaba_analogs.verification.ions import let_other_masses_decide
from gaba_analogs.verification.run import Found, Run
from gaba_analogs.verification.titles import let_titles_vote
from gaba_analogs.verification.unsound import condemn_unsound_structures

_MASSES = frozenset(of_kind(*MASSES))
_EXACT = frozenset(of_kind(Kind.MONOISOTOPIC_MASS))

_NAMES = ("iupac_name", "name")
"""Fields whose text may state a configuration."""

_TAUTOMERS_IN_WORDS = (
    (
        regex("imid(?:ate|ic|othio)", re.IGNORECASE),
        "[#6][#6](=[NX2])[OX2,O-,SX2,S-]",
        "[#6](=[#6,#7])[#6](=[O,S])[#7;H1,H2,-]",
    ),
    (regex("diazen|azo(?=[- )]|benz|naphth)", re.IGNORECASE), "[#6]N=N[#6]", "[#6]=[NX2][#7;H1,-]"),
)
"""Words of a group, its pattern, and that of its tautomer, of which the double bond of the labels is another."""

_NUMBERS = frozenset(of_kind(*IDENTIFIERS))
"""Fields whose number stands for one compound of a registry."""


def believe_registry(run: Run) -> None:
    """Book which structures registries confirm; a number that says more than a confirmed one contradicts it."""
    facts = run.facts
    if facts.registry is None and not facts.references:
        return
    for witness in facts.witnesses:
        for registered in facts.registered_anywhere:
            if _agrees(registered.structure, witness):
                members = tuple(f for f in witness.members if f not in registered.fields)
                for aspect in ASPECTS:
                    run.agree(aspect, registered.fields, members)
        confirming = _confirming(facts, witness.structure) if run.found else set()
        for found in run.found if confirming else ():
            if found.objects == witness.members and _is_of_another_number(found, confirming):
                found.fault = replace(found.fault, less=None)
                found.check = replace(found.check, severity=Severity.ERROR)
                found.objects = (*found.objects, *sorted(confirming))


def believe_rows_of_compositions(run: Run) -> None:
    """Let a number whose row has the composition of the record contradict one whose row has another."""
    answers = _answers_about_numbers(run.facts)
    about = [f for f in run.found if f.check.aspect == "composition" and _is_of_another_number(f, set())]
    for known in run.facts.compositions if answers and about else ():
        same = {a.field for a in answers if any(entry.composition == known.composition for entry in a.entries)}
        for found in about:
            if found.fault.less is None and {*found.objects} <= {*known.fields} and found.subjects[0] not in same:
                found.objects = (*found.objects, *sorted(same))


def _answers_about_numbers(facts: Facts) -> list[ReferenceAnswer]:
    """Give what reference tables answer about the identifiers of a record; none where they were not asked."""
    return [answer for answer in facts.references or () if answer.field in _NUMBERS & facts.texts.keys()]


def _is_of_another_number(found: Found, confirming: set[str]) -> bool:
    """Tell whether a number is of another compound, or says more, than those by which a structure is found."""
    if found.subjects[0] not in _NUMBERS - confirming:
        return False
    of_table = found.check.scope.asks_references and found.check.severity is Severity.ERROR
    return found.fault.less == "b" or (found.fault.less is None and of_table)


def _confirming(facts: Facts, structure: Structure) -> set[str]:
    """Name the fields by which registries find a structure."""
    answers = _answers_about_numbers(facts)
    found = {answer.field for answer in answers if any(entry.is_same(structure) for entry in answer.entries)}
    if facts.registry is not None:
        found |= facts.registry.leading_to(structure.inchikey) & facts.texts.keys()
    return found


def _agrees(registered: Structure, witness: Witness) -> bool:
    """Tell whether the structure of the CID is a stated one, in every aspect that its fields speak of."""
    if registered.inchi == witness.structure.inchi:
        return True
    relation = relate(registered, witness.structure)
    return witness.connectivity_only and relation.skeleton is None and relation.protonation is None


def believe_labels(run: Run) -> None:
    """Read a mass that fits the labelled form as more than an unlabelled field says, not as its contradiction."""
    facts = run.facts
    _doubt_lone_labels(run)
    _contrast_lone_labels(run)
    labelled = {tuple(sorted(c.composition.elements.items())) for c in facts.compositions if c.composition.isotopes}
    for found in run.found:
        if found.check.aspect != "mass" or found.subjects[0] not in _MASSES:
            continue
        home = facts.composition_of(found.objects)
        if home is None or home.isotopes:
            continue
        drawn = run.confirmed_elsewhere(found) and tuple(sorted(home.elements.items())) in labelled
        keyed = not drawn and _key_may_be_labelled(facts) and _has_labels(found, home, facts)
        if drawn or keyed or _is_labelled_mass(found, home, facts):
            found.objects = _speaking_of_labels(found.objects, facts, keyed=keyed)
            found.fault = Fault(
                "{a} is that of the isotope-labelled form of {b}",
                "isotope labels missing in {a}: {b} fits the labelled form",
                less="b",
            )


def _is_labelled_mass(found: Found, plain: Composition, facts: Facts) -> bool:
    """Tell whether a mass is that of the labelled form that a name states."""
    return any(
        found.weighs(replace(plain, isotopes=words.labels), facts)
        for _, words in facts.name_isotopes
        if found.check.aspect == "mass"
        and all(0 < count <= plain.elements.get(symbol, 0) for (_, symbol), count in words.labels.items())
    )


def _key_may_be_labelled(facts: Facts) -> bool:
    """Tell whether the second block of the key is that of no stereoisomer of the structures, but may be of labels."""
    key = facts.inchikey.value if facts.inchikey else None
    if key is None or key[15:23] == FLAT_BLOCK:
        return False
    same = [w.structure for w in facts.witnesses if w.structure.inchikey[:14] == key[:14]]
    if not same or any(structure.inchikey[15:23] == key[15:23] for structure in same):
        return False
    phrases = [explain_stereo(structure, key[15:23]) for structure in same]
    return all(phrase is None or phrase.kind.startswith("labels") for phrase in phrases)


def _has_labels(found: Found, plain: Composition, facts: Facts) -> bool:
    """Tell whether a mass is that of a labelled form."""
    mass, monoisotopic = facts.values.get(found.subjects[0]), found.subjects[0] in _EXACT
    return isinstance(mass, NumberText) and labels_of_mass(mass, plain, monoisotopic=monoisotopic) is not None


def _is_labelled(key: InChIKey, structure: Structure) -> bool:
    """Tell whether a key is that of a labelled form of a structure."""
    if key.skeleton != structure.inchikey[:14] or key.stereo == structure.inchikey[15:23]:
        return False
    phrase = explain_stereo(structure, key.stereo)
    return phrase is not None and phrase.kind == "labels-missing" and phrase.less == "b"


def _speaking_of_labels(fields: tuple[str, ...], facts: Facts, *, keyed: bool) -> tuple[str, ...]:
    """Leave out a formula without labels, which says nothing about them, and a key that has them, if any are left."""
    silent = {"formula"} if facts.formula is not None and not facts.formula.isotopes_stated else set()
    silent |= {"inchikey"} if keyed else set()
    return tuple(f for f in fields if f not in silent) or fields


def _doubt_lone_labels(run: Run) -> None:
    """Read labels of one field as a contradiction where a mass beside it is that of the unlabelled compound.

    One field that has labels too many explains more than several that leave them out.
    """
    if not any(found.fault.less for found in run.found):
        return
    masses = {(one, other) for aspect, one, other in run.agreed if aspect == "mass" and one in _MASSES}
    against = {(f.subjects[0], o) for f in run.found if f.subjects[0] in _MASSES for o in f.objects}
    key = run.facts.inchikey
    for found in run.found:
        if key is not None and found.subjects == ("inchikey",) and found.fault.less == "b" and len(found.objects) > 1:
            homes = (w.structure for w in run.facts.witnesses if set(w.members) & set(found.objects))
            if any(field in found.objects for _, field in masses) and any(_is_labelled(key, home) for home in homes):
                found.fault = replace(found.fault, less=None)
                found.check = replace(found.check, severity=Severity.ERROR)
            continue
        if (
            found.check.aspect not in {"isotopes", "composition"}
            or found.fault.less not in {"a", "b"}
            or not found.objects
        ):
            continue
        plain, labelled = (
            (found.subjects, found.objects) if found.fault.less == "a" else (found.objects, found.subjects)
        )
        borne_out = {mass for mass, field in masses if field in plain}
        if len(labelled) == 1 and any((mass, labelled[0]) in against for mass in borne_out):
            found.fault = replace(found.fault, less=None)
            found.check = replace(found.check, severity=Severity.ERROR)


def _contrast_lone_labels(run: Run) -> None:
    """Let masses of the unlabelled compound contradict the labels that one field alone has.

    Where a name has them too, or the key is that of the labelled compound, it is the masses that leave them out.
    """
    facts = run.facts
    for home in facts.compositions:
        labelling = _labelling(home, facts) if home.composition.isotopes else ()
        if len(labelling) != 1:
            continue
        plain = replace(home.composition, isotopes={})
        beside = [found for found in run.found if labelling[0] in found.objects]
        weighed = [found for found in beside if found.subjects[0] in _MASSES and found.weighs(plain, facts)]
        for found in weighed:
            found.objects = labelling
            found.fault = replace(found.fault, blame=None, mirror="{a} {has} isotope labels that {b} leaves out")
        for found in beside if weighed else ():
            if found.subjects == ("inchikey",) and found.fault.less == "a" and _lacks_labels_alone(labelling[0], facts):
                found.fault = replace(found.fault, less=None)
                found.check = replace(found.check, severity=Severity.ERROR)


def _labelling(home: CompositionWitness, facts: Facts) -> tuple[str, ...]:
    """Give the fields that have the labels of a composition, names included, those left out that are silent on them."""
    silent = {"connectivity_smiles"} | {name for name in home.fields if _is_silent_on_labels(facts.values.get(name))}
    if not any("inchikey" in w.members and w.structure.composition == home.composition for w in facts.witnesses):
        silent.add("inchikey")
    read = (
        f
        for f, name in (*facts.titles, *facts.synonyms)
        if Structure.from_smiles(name.smiles or "").composition.isotopes
    )
    drawn = (field for field in home.fields if field not in silent)
    return tuple(dict.fromkeys([*drawn, *(field for field, _ in facts.name_isotopes), *read]))


def _is_silent_on_labels(value: object) -> bool:
    return isinstance(value, FormulaText) and not value.isotopes_stated


def _lacks_labels_alone(field: str, facts: Facts) -> bool:
    """Tell whether the key is that of the structure of a field but for the labels."""
    key = facts.inchikey
    structure = next((w.structure for w in facts.witnesses if field in w.fields), None)
    if key is None or structure is None:
        return False
    if key.stereo == FLAT_BLOCK and not structure.layers.has_stereo:
        return True
    phrase = explain_stereo(structure, key.stereo)
    return phrase is not None and phrase.kind == "labels-missing" and phrase.less == "a"


def believe_racemates(run: Run) -> None:
    """Read "says more" as a contradiction where the record states a racemate.

    A flat structure or key is right for a stated racemate of one centre, so a structure or key that specifies the
    centre beside it does not say more: it says something else. One that specifies a double bond does say more.
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
        for w in (*facts.witnesses, *facts.registered_anywhere)
        if not w.structure.layers.has_stereo and len(w.structure.possible_centres) == 1
        for f in w.members
    }
    if any(_is_flat_key_of(facts, w.structure) for w in facts.witnesses if len(w.structure.possible_centres) == 1):
        one_centre.add("inchikey")
    unhanded = {f for w in facts.witnesses if not w.structure.layers.centres for f in w.members}
    if any(w.structure.open_double_bonds for w in facts.witnesses):
        unhanded.add("inchikey")
    for found in run.found:
        if found.fault.less not in {"a", "b"} or found.check.aspect != "stereo":
            continue
        flat, full = (found.subjects, found.objects) if found.fault.less == "a" else (found.objects, found.subjects)
        if not set(flat) <= one_centre or set(full) & {*racemic, *unhanded}:
            continue
        found.check = check_of(configuration.chirality_mismatch)
        found.subjects = full
        found.objects = tuple(dict.fromkeys((*flat, *racemic)))
        found.fault = Fault(
            "{a} {specifies} one enantiomer, but {b} {b_specifies} the racemate",
            "{a} {specifies} the racemate, but {b} {b_specifies} one enantiomer",
        )


def _is_flat_key_of(facts: Facts, structure: Structure) -> bool:
    key = facts.inchikey
    return key is not None and key.stereo == FLAT_BLOCK and key.skeleton == structure.inchikey[:14]


def contrast_racemic_drawings(run: Run) -> None:
    """Book the R or S of a name that contradicts a drawing marked as the racemate of its one stereocentre.

    The InChI and key beside such a drawing are those of the enantiomer drawn, and contradict neither.
    """
    marked = tuple(
        field
        for field, structure in run.facts.drawn
        if field not in _NAMES and structure.racemic and len(structure.possible_centres) == 1
    )
    for name in _NAMES if marked else ():
        claims = stereo_claims(run.facts.texts.get(name, ""))
        if len(claims.rs) == 1 and not (claims.racemic or claims.relative or claims.trademark):
            letter = claims.rs[0][1]
            fault = Fault(
                f"{{a}} {{says}} {letter}, but {{b}} {{b_is}} marked racemic",
                f"{{a}} {{is}} marked racemic, but {{b}} {{b_says}} {letter}",
            )
            run.found.append(Found(check_of(configuration.name_stereo_mismatch), fault, (name,), marked))


def doubt_trademarks(run: Run) -> None:
    """Let an R that may be a trademark give a warning."""
    doubtful = {field for field, claims in run.facts.name_stereo if claims.trademark}
    for found in run.found if doubtful else ():
        if found.check.function is configuration.name_stereo_mismatch and doubtful.issuperset(found.subjects):
            found.check = replace(found.check, severity=Severity.WARNING)


def leave_labels_of_tautomers(run: Run) -> None:
    """Do not compare the labels of a name with those of another tautomer, whose double bonds are elsewhere.

    The E of an azo dye is that of its N=N; the Z of the hydrazone that is drawn is that of its C=N.
    """
    facts = run.facts
    code = check_of(configuration.name_stereo_mismatch).code
    if not facts.name_stereo and not any(found.check.code == code for found in run.found):
        return
    read = {field: name for field, name in (*facts.synonyms, *facts.titles) if name.smiles and not name.ambiguous}
    labelled = {field for found in run.found if found.check.code == code for field in found.subjects if field in read}
    for field in sorted(labelled):
        named = Structure.from_smiles(read[field].smiles or "")
        if any(_is_tautomer(named, witness.structure) for witness in facts.witnesses):
            _leave_labels(run, code, field)
    for field, claims in facts.name_stereo:
        if claims.ez and not claims.rs and field not in read and _words_of_tautomer(facts.texts[field], facts):
            _leave_labels(run, code, field)
    for field in sorted({f for found in run.found if found.check.code == code for f in found.subjects}):
        meant = Structure.from_smiles(read[field].smiles or "") if field in read else None
        if any(_may_be_amidine_of(meant, witness.structure) for witness in facts.witnesses):
            _leave_labels(run, code, field, saying=configuration.NO_DOUBLE_BOND)


def _may_be_amidine_of(named: Structure | None, drawn: Structure) -> bool:
    """Tell whether the E or Z of a name may be that of a tautomer of an amidine: of the same atoms but protons."""
    if not drawn.layers.shares_hydrogen_between_nitrogens:
        return False
    if named is None:
        return True
    one, other = named.composition, drawn.composition
    atoms, others = ({**one.elements, "H": 0}, {**other.elements, "H": 0})
    protons = one.elements.get("H", 0) - other.elements.get("H", 0)
    return atoms == others and protons == one.charge - other.charge


def _leave_labels(run: Run, code: str, field: str, *, saying: str = "") -> None:
    kept = [
        found
        for found in run.found
        if found.check.code != code or found.subjects != (field,) or saying not in found.fault.message
    ]
    if len(kept) < len(run.found):
        run.found = kept
        run.skip(code, SkipKind.CANNOT_TELL, "the name is that of another tautomer", (field,))


def _words_of_tautomer(name: str, facts: Facts) -> bool:
    """Tell whether a name that no structure was made of has the word of a group of which a tautomer is drawn."""
    drawn = [w.structure.mol for w in facts.witnesses if w.structure.mol is not None]
    return any(
        words.search(name)
        and any(mol.HasSubstructMatch(pattern(other)) and not mol.HasSubstructMatch(pattern(named)) for mol in drawn)
        for words, named, other in _TAUTOMERS_IN_WORDS
    )


def _is_tautomer(named: Structure, drawn: Structure) -> bool:
    """Tell whether two structures differ in where their hydrogens and double bonds are, and in nothing else."""
    return (
        named.mol is not None
        and drawn.mol is not None
        and named.layers.skeleton != drawn.layers.skeleton
        and named.composition.elements == drawn.composition.elements
        and skeleton_graph(named.mol) == skeleton_graph(drawn.mol)
    )


def find_limits_between_witnesses(run: Run) -> None:
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
                run.found.append(Found(check_of(readable.inchi_not_canonical), fault, ("inchi",), drawn.members))
                continue
            run.undecided = True
            skeletons = check_of(pairs.skeleton_mismatch).code
            run.passed.pop(skeletons, None)
            run.skip(skeletons, SkipKind.CANNOT_TELL, pairs.LIMIT, witness.members)


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


def condemn_keys_of_faulty_inchis(run: Run) -> None:
    """Blame a key that is the hash of an InChI which is at fault itself."""
    stated = run.facts.values.get("inchi")
    key = run.facts.inchikey
    if not isinstance(stated, StatedInChI) or key is None or key.value is None or stated.text.value is None:
        return
    faulty = any(f.subjects == ("inchi",) and f.fault.blame == "a" for f in run.found)
    if not faulty or key_of(stated.text.value) != key.value:
        return
    key = run.facts.inchikey
    for found in run.found:
        if key is not None and found.subjects == ("inchikey",) and found.fault.less is None:
            found.fault = replace(
                found.fault, blame="a", message="{a} is the hash of the faulty InChI, not that of {b}"
            )


def condemn_masses_of_faulty_formulas(run: Run) -> None:
    """Blame a mass that was computed from a formula which is at fault itself."""
    formula = run.facts.formula
    blamed = (f for f in run.found if f.subjects == ("formula",) and f.fault.blame == "a")
    if formula is None or not any(not run.confirmed_elsewhere(f) for f in blamed):
        return
    agreeing = {one for aspect, one, other in run.agreed if aspect == "mass" and one in _MASSES and other == "formula"}
    for found in run.found:
        if found.subjects[0] in agreeing and found.subjects[0] in _MASSES and "formula" not in found.objects:
            found.fault = replace(found.fault, blame="a")
            run.confirmed.discard((found.check.comparison, found.subjects[0]))


def excuse_connectivity(run: Run) -> None:
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


def leave_out_consequences(run: Run, diagnosis: Diagnosis) -> None:
    """Do not repeat of formula, masses, key and name that they are not those of a number that is another compound's.

    Nor of formula and masses that they are not those of a wrong key.
    """
    suspects = diagnosis.doubtful
    if not diagnosis.ambiguous and suspects == {"inchikey"}:
        _leave_out_what_follows_from_the_key(run)
    registered = {field for witness in run.facts.registered_anywhere for field in witness.fields}
    for number in sorted(registered & suspects):
        of_registries = (f for f in run.found if f.check.scope.asks_registry or f.check.scope.asks_references)
        if not any(f.subjects == (number,) and f.objects and f.fault.less is None for f in of_registries):
            continue
        repeated = [f for f in run.found if f.objects == (number,) and not suspects & set(f.subjects)]
        run.found = [f for f in run.found if f not in repeated]
        for found in repeated:
            reason = f"the {FIELD_WORDS[number]} is that of another compound"
            run.skip(found.check.code, SkipKind.LEFT_OUT, reason, found.subjects)


def _leave_out_what_follows_from_the_key(run: Run) -> None:
    """Leave out that formula and masses are not those of the key, where the structure says that the key is wrong."""
    if not any(f.check.function is inchikey_mismatch and f.fault.less is None for f in run.found):
        return
    repeated = [f for f in run.found if f.objects == ("inchikey",) and f.check.aspect in {"composition", "mass"}]
    run.found = [f for f in run.found if f not in repeated]
    for found in repeated:
        run.skip(found.check.code, SkipKind.LEFT_OUT, "the InChIKey is that of another compound", found.subjects)


@cache
def check_of(function: Callable[..., object]) -> Check:
    """Give the line of the catalogue that holds a function."""
    return next(check for check in CATALOGUE.values() if check.function is function)


RULES: tuple[Callable[[Run], None], ...] = (
    doubt_trademarks,
    leave_labels_of_tautomers,
    believe_registry,
    believe_rows_of_compositions,
    believe_labels,
    believe_racemates,
    contrast_racemic_drawings,
    find_limits_between_witnesses,
    condemn_keys_of_faulty_inchis,
    condemn_masses_of_faulty_formulas,
    condemn_unsound_structures,
    let_other_masses_decide,
    let_titles_vote,
    excuse_connectivity,
)
"""In the order in which they apply: a later one builds on what earlier ones have settled."""
