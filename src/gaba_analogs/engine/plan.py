"""Which checks run, and why the others could not look."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from gaba_analogs.checks import ACROSS, CATALOGUE, Check
from gaba_analogs.checks.registry import FAMILY as REGISTRY
from gaba_analogs.checks.registry import SIDES
from gaba_analogs.engine.binding import OCCASIONAL, firsts, is_key_of_a_structure
from gaba_analogs.facts import Facts
from gaba_analogs.names import ParsedName
from gaba_analogs.record import FIELDS
from gaba_analogs.words import FIELD_WORDS

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


class Choice(NamedTuple):
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


class Absence(NamedTuple):
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
def plan(choice: Choice, absence: Absence) -> tuple[tuple[Check, str | None], ...]:
    """List the checks to run, each with the reason why it cannot look at records that lack so much."""
    return tuple((check, absence.reason(check)) for check in CATALOGUE.values() if choice.includes(check))


@cache
def _stated_firsts() -> frozenset[str]:
    """List the first facts of checks that records state; what is missing of the others is as it should be."""
    firsts = {check.needs[0] for check in CATALOGUE.values() if check.family != ACROSS}
    return frozenset(firsts - OCCASIONAL - {"structure", "name_stereo"})


def absence_of(facts: Facts, parsed: Mapping[str, ParsedName], no_names: str | None) -> Absence:
    """See what a record lacks."""
    missing = frozenset(name for name in _stated_firsts() if next(firsts(name, facts, parsed), None) is None)
    unread = no_names if not facts.texts.keys().isdisjoint(("iupac_name", "synonyms")) else None
    return Absence(missing, _why_no_pairs(facts), unread)


def _why_no_pairs(facts: Facts) -> str | None:
    """Say why no two structures are compared; None where some are."""
    if len(facts.witnesses) > 1:
        return None
    if facts.name_limit:
        return facts.name_limit
    if not facts.witnesses:
        return _missing("structure", alone=True)
    return "one structure is stated" if len(facts.witnesses[0].members) == 1 else "all stated structures are one"


def why_not(needs: tuple[str, ...], facts: Facts, no_names: str | None) -> str:
    """Say which fact a check lacked."""
    names = {"iupac_name", "synonyms"} & facts.texts.keys()
    if no_names is not None and names and ("iupac_name" in needs or "synonym" in needs):
        return no_names
    if needs[0] == "structure" and facts.witnesses:
        return "all stated structures are one"
    if needs[0] == "name_stereo" and facts.name_stereo and facts.witnesses:
        return "the name was compared as a structure"
    missing = needs[0] if next(firsts(needs[0], facts, {}), None) is None else needs[-1]
    return _missing(missing, alone=missing == needs[0])


def why_not_asked(check: Check, facts: Facts, no_names: str | None) -> str:
    """Say what a comparison with PubChem lacked."""
    subject, thing = SIDES[check.code]
    absent = next((f for f in (subject, thing) if f in FIELDS and f not in facts.texts), None)
    if absent is not None:
        return _missing(absent, alone=True)
    if subject == "iupac_name" and no_names is not None:
        return no_names
    if is_key_of_a_structure(subject, facts):
        return "the key was compared as a structure"
    return _missing(thing if thing == "structure" else subject, alone=False)


@cache
def _missing(fact: str, *, alone: bool) -> str:
    return f"no {_FACT_WORDS.get(fact, fact)} {'stated' if alone else 'to compare with'}"
