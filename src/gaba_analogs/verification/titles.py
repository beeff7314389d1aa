"""What a title adds where other fields contradict each other: a vote for those that it agrees with."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from gaba_analogs.checks import names
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.evidence.facts import Facts
from gaba_analogs.names import ParsedName
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.formula import FormulaText
from gaba_analogs.notation.number import NumberText
from gaba_analogs.record.fields import Kind, of_kind
from gaba_analogs.record.kinds import MASSES
from gaba_analogs.regex import regex
from gaba_analogs.results.findings import Severity
from gaba_analogs.verification.run import Found, Run

_COUNTS = frozenset(of_kind(Kind.FORMULA, Kind.ELEMENT_COUNTS))
_MASSES = frozenset(of_kind(*MASSES))
_HALOGENS = frozenset({"Cl", "Br", "I"})
_AVERAGE = frozenset(of_kind(Kind.AVERAGE_MASS))
_COMPARED = frozenset({"composition", "connectivity", "mass"})
_COUNTED = _COMPARED | {"mobile hydrogens", "protonation"}
_TWO_RINGS = regex(
    r"bi(?!cyclo|s|carb)[a-z]{4}|diphenyl|stilbene|azobenzene|azoxybenzene|benzophenone|benzidine|benzil|benzoin|bibenzyl",
    re.IGNORECASE,
)
"""Parents of two like rings, of which the locants of one have primes."""
_SAME_LOCANT = regex(r"(?<![\d'])(\d{1,2}),\1(?![\d'])")


def lacks_primes(name: str) -> bool:
    """Tell whether a name of two like rings has a locant twice, and may have lost the primes of the other ring's.

    Examples
    --------
    >>> lacks_primes("3,3,4,4-tetrachlorobiphenyl"), lacks_primes("3,3',4,4'-tetrachlorobiphenyl")
    (True, False)
    """
    return "'" not in name and bool(_SAME_LOCANT.search(name)) and bool(_TWO_RINGS.search(name))


def let_titles_vote(run: Run) -> None:
    """Let a title contradict what contradicts the fields that it agrees with.

    A title alone may be loose, and is at most warned of. Beside two other fields that contradict each other it is a
    third witness, be it a name that was read, or words for a salt.
    """
    _vote_by_composition(run)
    disputes = [found for found in run.found if _is_dispute(found)]
    if not disputes:
        return
    _contrast_compositions(run)
    _vote_for_water(run, disputes)
    _vote_for_metals(run, disputes)
    _vote_for_halides(run, disputes)
    for field, name in (*run.facts.titles, *run.facts.synonyms):
        if field == "name" and name.smiles and not name.ambiguous and not lacks_primes(name.name):
            _vote(run, disputes, field, name)
    for found in run.found:
        if found.check.function is names.name_component_missing:
            against = {*found.objects}
            for one, other in _sides(disputes):
                if against & other and not against & one:
                    run.votes.update(frozenset((*found.subjects, member)) for member in other)


def _contrast_compositions(run: Run) -> None:
    """Let a title of another composition contradict formula and masses too, as a systematic name does."""
    facts = run.facts
    named = {
        field: Structure.from_smiles(name.smiles or "").composition
        for field, name in facts.titles
        if not lacks_primes(name.name)
    }
    for found in run.found if named else ():
        meant = named.get(found.subjects[0]) if found.check.function is names.name_mismatch else None
        home = next((c for c in facts.compositions if set(found.objects) & set(c.fields)), None)
        if meant is None or home is None or meant.elements == home.composition.elements:
            continue
        weighed = {one for aspect, one, other in run.agreed if aspect == "mass" and other in home.fields}
        beside = (weighed & _MASSES) | (set(home.fields) & _COUNTS)
        run.votes.update(frozenset((*found.subjects, field)) for field in beside)


def _vote_for_water(run: Run, disputes: Collection[Found]) -> None:
    """Let the name of a hydrate vote for the mass or the formula that has its water, against one that has none."""
    waters = {field: words.waters for field, words in run.facts.name_components if words.waters}
    for field, count in waters.items():
        water = Composition({"H": 2, "O": 1}) * count
        for one, other in _sides(disputes):
            home = run.facts.composition_of(other)
            masses = [mass for member in one if isinstance(mass := run.facts.values[member], NumberText)]
            if home is None or not one <= _AVERAGE:
                continue
            if all(_weighs(mass, home + water) for mass in masses):
                run.votes.update(frozenset((field, member)) for member in other)
            elif all(_weighs(mass, home + water * -1) for mass in masses):
                run.votes.update(frozenset((field, member)) for member in one)


def _vote_for_metals(run: Run, disputes: Collection[Found]) -> None:
    """Let the name of a metal's salt vote for the composition with that metal, against fields of one without it."""
    for field, words in run.facts.name_components:
        metals = {symbol for _, symbol in words.salts} - _HALOGENS
        for one, other in _sides(disputes) if metals else ():
            home = run.facts.composition_of(one)
            beside = run.facts.composition_of(other)
            if home is None or not metals <= home.elements.keys():
                continue
            if other <= _MASSES or (beside is not None and metals.isdisjoint(beside.elements)):
                run.votes.update(frozenset((field, member)) for member in other)


def _vote_for_halides(run: Run, disputes: Collection[Found]) -> None:
    """Let the name of a hydrohalide vote for the composition that has the acid, against fields of the free base."""
    for field, words in run.facts.name_components:
        for halogen in {symbol for _, symbol in words.salts} & _HALOGENS:
            for one, other in _sides(disputes):
                home = run.facts.composition_of(one)
                bases = [] if home is None else list(_without_acid(home, halogen))
                beside = run.facts.composition_of(other)
                weighed = [mass for member in other if isinstance(mass := run.facts.values.get(member), NumberText)]
                is_mass = other <= _AVERAGE and bool(weighed)
                if (beside is not None and beside in bases) or (
                    is_mass and any(all(_weighs(mass, base) for mass in weighed) for base in bases)
                ):
                    run.votes.update(frozenset((field, member)) for member in other)


def _without_acid(salt: Composition, halogen: str) -> Iterator[Composition]:
    """Give what a salt is without one, two or three molecules of hydrogen halide."""
    for count in range(1, _MOST_ACIDS + 1):
        left = {**salt.elements, **{one: salt.elements.get(one, 0) - count for one in ("H", halogen)}}
        if min(left.values()) < 0:
            return
        yield Composition({element: number for element, number in left.items() if number}, salt.isotopes, salt.charge)


_MOST_ACIDS = 3
"""Molecules [-] of a hydrogen halide that a salt may have."""


def _vote_by_composition(run: Run) -> None:
    """Let a systematic name that was set aside, for its numbering, vote by its composition."""
    named = run.facts.doubted_name
    if named is None:
        return
    fitting = {f for c in run.facts.compositions if c.composition == named.composition for f in c.fields}
    for one, other in _sides([found for found in run.found if _is_dispute(found, _COUNTED)]):
        if one & fitting and not other & fitting:
            run.votes.update(frozenset(("iupac_name", member)) for member in other)


def _is_dispute(found: Found, aspects: Collection[str] = _COMPARED) -> bool:
    """Tell whether two sides of a fault are different compounds."""
    return (
        found.check.severity is Severity.ERROR
        and found.fault.less is None
        and bool(found.objects)
        and found.check.aspect in aspects
    )


def _sides(disputes: Collection[Found]) -> Iterator[tuple[set[str], set[str]]]:
    for found in disputes:
        yield {*found.subjects}, {*found.objects}
        yield {*found.objects}, {*found.subjects}


def _vote(run: Run, disputes: Collection[Found], field: str, name: ParsedName) -> None:
    """Book what a title contradicts, by the structure it names."""
    named = Structure.from_smiles(name.smiles or "")
    alike = {other for aspect, one, other in run.agreed if aspect == "connectivity" and one == field}
    alike |= {one for aspect, one, other in run.agreed if aspect == "connectivity" and other == field}
    unlike = {
        member for found in run.found if found.subjects == (field,) for member in found.objects if _is_read(found)
    }
    fitting = {member for member in run.facts.values if _fits(run.facts, member, named)}
    for one, other in _sides(disputes):
        if field in one | other:
            continue
        if (one & alike and not other & (alike | fitting)) or (one & fitting and other <= unlike):
            run.votes.update(frozenset((field, member)) for member in other)


def _is_read(found: Found) -> bool:
    return found.check.function in {names.name_mismatch, names.synonym_mismatch}


def _fits(facts: Facts, field: str, named: Structure) -> bool:
    """Tell whether a key, formula or average mass is that of a structure."""
    value, composition = facts.values[field], named.composition
    if field == "inchikey":
        return facts.inchikey is not None and facts.inchikey.skeleton == named.inchikey[:14]
    if field in _COUNTS:
        return isinstance(value, FormulaText) and value.elements_fit(composition)
    return field in _AVERAGE and isinstance(value, NumberText) and _weighs(value, composition)


def _weighs(mass: NumberText, composition: Composition) -> bool:
    return not composition.unweighable and mass.fits(*composition.average_mass_interval)
