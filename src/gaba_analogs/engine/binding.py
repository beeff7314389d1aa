"""Which facts of a record a check is called with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gaba_analogs.checks import Check
from gaba_analogs.checks.kit import StatedInChI
from gaba_analogs.checks.registry import FAMILY as REGISTRY
from gaba_analogs.checks.registry import SIDES
from gaba_analogs.facts import Facts, Witness, systematic_synonyms
from gaba_analogs.names import ParsedName
from gaba_analogs.notation.chirality import Chirality
from gaba_analogs.notation.formula import FormulaText
from gaba_analogs.notation.inchikey import InChIKey
from gaba_analogs.notation.number import NumberText, read_charge
from gaba_analogs.record.fields import Kind, of_kind

Binding = tuple[tuple[object, ...], tuple[str, ...], tuple[str, ...]]
"""Arguments of a check, the fields it is about, and those that are compared with them."""


def bindings(check: Check, facts: Facts, parsed: Mapping[str, ParsedName]) -> Iterator[Binding]:
    """Give arguments, subject fields and object fields of every way to call a check."""
    if check.needs == ("structure", "other"):
        yield from _pairs(check, facts)
        return
    if check.family == REGISTRY:
        yield from _registry_bindings(check, facts)
        return
    first, *rest = check.needs
    for value, subject in firsts(first, facts, parsed):
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


def _registry_bindings(check: Check, facts: Facts) -> Iterator[Binding]:
    """Bind what PubChem says to the structures, or to a value that is compared with the stated CID."""
    subject, thing = SIDES[check.code]
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
    if value is not None and thing in facts.texts and _is_readable(value) and not is_key_of_a_structure(subject, facts):
        yield (value, facts.registry), (subject,), (thing,)


def is_key_of_a_structure(field: str, facts: Facts) -> bool:
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


def _pairs(check: Check, facts: Facts) -> Iterator[Binding]:
    witnesses = _speaking(check, facts)
    for position, witness in enumerate(witnesses):
        for other in witnesses[position + 1 :]:
            yield (witness.structure, other.structure), witness.members, other.members


def firsts(name: str, facts: Facts, parsed: Mapping[str, ParsedName]) -> Iterator[tuple[object, str]]:
    """Give every value a parameter stands for, with the field it belongs to."""
    if name == "smiles":
        yield from ((s, f) for f, s in facts.drawn if f in {"smiles", "connectivity_smiles"})
    elif name == "trailing":
        yield from (((s.text, s.trailing), f) for f, s in facts.drawn if s.trailing)
    elif name == "name_stereo":
        yield from ((claims, f) for f, claims in facts.name_stereo)
    elif name == "identifier":
        yield from (((f, facts.texts[f]), f) for f in of_kind(Kind.IDENTIFIER) if f in facts.texts)
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


OCCASIONAL = frozenset({"notes", "placeholder", "misplaced", "trailing"})
"""Facts whose absence is as it should be."""
