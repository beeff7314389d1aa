"""The options of a verification: one value for all functions and the command."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Collection, Iterable
from numbers import Integral
from typing import TYPE_CHECKING, Self, TypeAlias

from gaba_analogs.dataclass import dataclass
from gaba_analogs.errors import OptionError, UnknownCheckError
from gaba_analogs.record.values import a_kind_of
from gaba_analogs.results.comparison import LEVELS, USUAL_LEVEL, Comparison, relation_column
from gaba_analogs.results.findings import Verdict

if TYPE_CHECKING:
    from gaba_analogs.registry.pubchem.lookup import PubChem
    from gaba_analogs.registry.reference import ReferenceSource

Table: TypeAlias = "str | os.PathLike[str] | ReferenceSource"
"""A local table, or a database on the network."""
Tables: TypeAlias = "Table | Iterable[Table] | None"
"""What may be given as reference tables: paths, and tables that were opened."""


_WILD = frozenset("*?[")
LONGEST_TIMEOUT = 1e7
"""Longest time limit [s] for a record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options of a verification; `of` makes them of what a user gives.

    Parameters
    ----------
    select, ignore
        Codes of the checks to run (None for all), and of those to leave out.
    names
        False to leave systematic names unread.
    pubchem
        Where to look records up in PubChem; None not to.
    against
        Reference tables to compare with.
    workers
        Number of processes [-]: 1 for this one, None for one per core.
    cross_record
        True to look for conflicts between the records too.
    duplicates
        At which level records are duplicates: ``exact``, ``tautomer`` or ``parent``.
    values
        Columns whose values duplicates should have in common.
    stated_relations
        Columns that state how a record is related to another.
    progress
        True to show progress in a terminal or notebook.
    timeout
        Time limit [s] per record; None for none.
    """

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    names: bool = True
    pubchem: PubChem | None = None
    against: tuple[ReferenceSource, ...] = ()
    workers: int | None = 1
    cross_record: bool = False
    duplicates: str = USUAL_LEVEL
    values: tuple[str, ...] = ()
    stated_relations: tuple[str, ...] = ()
    progress: bool = False
    timeout: float | None = None

    @classmethod
    def of(
        cls,
        *,
        select: Collection[str] | None = None,
        ignore: Collection[str] = (),
        names: bool = True,
        pubchem: PubChem | None = None,
        against: Tables = None,
        workers: int | None = 1,
        cross_record: bool = False,
        duplicates: str = USUAL_LEVEL,
        values: Collection[str] = (),
        stated_relations: Collection[str] = (),
        progress: bool = False,
        timeout: float | None = None,
    ) -> Self:
        """Check and normalise what a user gives.

        Raises
        ------
        OptionError
            A value is not possible; `UnknownCheckError` for an unknown code.

        Examples
        --------
        >>> Options.of(ignore="formula-not-hill").ignore
        frozenset({'formula-not-hill'})
        >>> Options.of(ignore={"formula-not-hil"})
        Traceback (most recent call last):
        gaba_analogs.errors.UnknownCheckError: ignore: no check named 'formula-not-hil': did you mean formula-not-hill?
        """
        if workers is not None and (not isinstance(workers, Integral) or isinstance(workers, bool) or workers < 1):
            raise OptionError(f"workers={workers!r}: must be at least 1, or None for one per core")
        if pubchem is not None and (not hasattr(pubchem, "by_cids") or isinstance(pubchem, type)):
            raise OptionError(f"pubchem={pubchem!r}: expected a PubChem, for example PubChem()")
        titles = tuple(dict.fromkeys(_words("values", values, "titles of columns")))
        relations = tuple(dict.fromkeys(_words("stated_relations", stated_relations, "columns that state a relation")))
        for text in relations:
            relation_column("stated_relations:", text)
        compared = {"duplicates": duplicates != USUAL_LEVEL, "values": titles, "stated_relations": relations}
        for option, given in compared.items():
            if given and not cross_record:
                raise OptionError(f"{option}: needs cross_record=True")
        return cls(
            select=selected_codes("select", select),
            ignore=known_codes("ignore", () if ignore is None else ignore),
            names=switch("names", names),
            pubchem=pubchem,
            against=reference_tables(against),
            workers=None if workers is None else int(workers),
            cross_record=switch("cross_record", cross_record),
            duplicates=level_of_duplicates("duplicates", duplicates),
            values=titles,
            stated_relations=relations,
            progress=switch("progress", progress),
            timeout=None if timeout is None else seconds_per_record(timeout),
        )

    @property
    def comparison(self) -> Comparison:
        """How records are compared with each other."""
        return Comparison(self.duplicates, self.values, self.stated_relations)

    def stated(self) -> dict[str, object]:
        """Return the options that shape the result, for a report."""
        return {
            "names": self.names,
            "select": None if self.select is None else sorted(self.select),
            "ignore": sorted(self.ignore),
            "cross_record": self.cross_record,
            **self.comparison.stated(),
            **({} if self.pubchem is None else {"pubchem": self.pubchem.policy}),
            **({"against": [table.source for table in self.against]} if self.against else {}),
        }


def reference_tables(against: Tables, key: str | None = None) -> tuple[ReferenceSource, ...]:
    """Open reference tables, whose indexes are built the first time.

    Parameters
    ----------
    against
        Paths, tables that were opened, and services.
    key
        Column of identifiers of one's own in the files; None for none.

    Raises
    ------
    InputError
        A file cannot be read, or is no reference.
    OptionError
        Something given is neither a path nor a reference.
    """
    if against is None:
        return ()
    from gaba_analogs.references.services import IdentifierService  # noqa: PLC0415 - only where there are tables
    from gaba_analogs.references.tables import Reference  # noqa: PLC0415 - likewise

    given = [against] if isinstance(against, str | os.PathLike | Reference | IdentifierService) else against
    if not isinstance(given, Iterable):
        raise OptionError(f"against: expected the path of a reference table, got {a_kind_of(against)}")
    tables: list[ReferenceSource] = []
    for table in given:
        if isinstance(table, Reference | IdentifierService):
            tables.append(table)
        elif isinstance(table, str | os.PathLike):
            tables.append(Reference.open(table, key=key))
        else:
            raise OptionError(f"against: expected the path of a reference table, got {a_kind_of(table)}")
    return tuple(tables)


def level_of_duplicates(option: str, level: object) -> str:
    """Return a level at which records are duplicates; raise `OptionError` for what is none."""
    if not isinstance(level, str) or level not in LEVELS:
        raise OptionError(f"{option}={level!r}: must be one of {', '.join(LEVELS)}")
    return level


def switch(option: str, value: object) -> bool:
    """Return True or False, from whatever library; raise `OptionError` for anything else."""
    if not isinstance(value, int) and type(value).__name__ not in {"bool", "bool_"}:
        raise OptionError(f"{option}={value!r}: must be True or False")
    return bool(value)


def seconds_per_record(timeout: object) -> float:
    """Return a time limit [s]; raise `OptionError` for what cannot be one."""
    limit = number("timeout", timeout)
    if not 0 < limit < LONGEST_TIMEOUT:
        raise OptionError(f"timeout={limit:g}: give the seconds allowed for one record, for example 10")
    return limit


def number(option: str, value: object) -> float:
    """Return a number; raise `OptionError` for anything else."""
    if not isinstance(value, int | float):
        raise OptionError(f"{option}: expected a number, got {a_kind_of(value)}")
    return value


def selected_codes(option: str, codes: Iterable[str] | None) -> frozenset[str] | None:
    """Return the codes of the checks to run as a set; None for all.

    Raises
    ------
    OptionError
        A check does not exist, or no code is given: verifying nothing must not look like a success.
    """
    if codes is None:
        return None
    chosen = known_codes(option, codes)
    if not chosen:
        raise OptionError(f"{option}: no code given")
    return chosen


def known_codes(option: str, codes: Iterable[str]) -> frozenset[str]:
    """Return codes of checks as a set.

    Parameters
    ----------
    option
        The option that they were given to, as the user wrote it.
    codes
        The codes, or patterns such as ``cas-*``; one text can hold several, separated by commas.

    Raises
    ------
    UnknownCheckError
        A check does not exist, or none matches a pattern.

    Examples
    --------
    >>> sorted(known_codes("--ignore", "cas-is-date,cas-malformed"))
    ['cas-is-date', 'cas-malformed']
    """
    found = _words(option, codes, "codes of checks")
    if not found:
        return frozenset()
    from gaba_analogs.verification.catalogue import CATALOGUE  # noqa: PLC0415 - only where codes are given

    return frozenset(code for word in found for code in _matching(option, word, CATALOGUE))


def _matching(option: str, word: str, codes: Collection[str]) -> Iterable[str]:
    """Give the code that a word is, or those that it matches as a pattern with stars."""
    if word in codes:
        return [word]
    matching = fnmatch.filter(codes, word) if set(word) & _WILD else []
    if not matching:
        raise UnknownCheckError(option, word, codes)
    return matching


def accepted_verdicts(allow: Iterable[str]) -> frozenset[str]:
    """Return the verdicts that count as verified as a set.

    Raises
    ------
    OptionError
        A verdict does not exist, or is that of a wrong record.

    Examples
    --------
    >>> accepted_verdicts("underspecified")
    frozenset({'underspecified'})
    """
    verdicts = _words("allow", allow, "verdicts")
    possible = [verdict.value for verdict in Verdict if verdict is not Verdict.INCONSISTENT]
    unknown = next((verdict for verdict in verdicts if verdict not in possible), None)
    if unknown is not None:
        raise OptionError(f"allow: {unknown!r} cannot be allowed: choose from {', '.join(possible)}")
    return frozenset(verdicts)


def _words(option: str, given: Iterable[str], what: str) -> list[str]:
    """Split texts at commas; a single text is not split into letters."""
    texts: list[object] = [given] if isinstance(given, str) or not isinstance(given, Iterable) else list(given)
    words: list[str] = []
    for text in texts:
        if not isinstance(text, str):
            raise OptionError(f"{option}: expected {what}, got {a_kind_of(text)}")
        words += [word.strip() for word in text.split(",") if word.strip()]
    return words
