"""Conflicts across records where a person reads them: the first few of each kind, and the number of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from gaba_analogs.results.findings import Finding

MOST = 50
"""Conflicts [-] of one code that a person is shown."""


def first_of_each(conflicts: Iterable[Finding], more: Counter[str], most: int = MOST) -> Iterator[Finding]:
    """Give the first conflicts of each code, and count the others.

    Parameters
    ----------
    conflicts
        Worst first.
    more
        Receives the number of conflicts [-] that were left out, by code.
    most
        Conflicts [-] of one code that are given.

    Examples
    --------
    >>> from gaba_analogs.results.findings import Severity
    >>> twice = Finding("duplicate-structure", Severity.INFO, ("inchikey",), "2 identical records: d.csv:2 and :3")
    >>> more = Counter()
    >>> len(list(first_of_each([twice] * 9, more, most=2))), dict(more)
    (2, {'duplicate-structure': 7})
    """
    shown: Counter[str] = Counter()
    for finding in conflicts:
        shown[finding.code] += 1
        if shown[finding.code] <= most:
            yield finding
    more.update({code: count - most for code, count in shown.items() if count > most})


def rest(code: str, count: int) -> str:
    """Say what was left out, and where to see it.

    Examples
    --------
    >>> rest("duplicate-structure", 7)
    '7 more (--format json lists them all) [duplicate-structure]'
    """
    return f"{count:,} more (--format json lists them all) [{code}]"
