"""Conflicts across the records of one input: duplicates, shared identifiers, swapped and shifted cells.

They are findings about the input; they never change the verdict of a record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self, overload

from gaba_analogs.across.checks import CROSS_RECORD_CHECKS
from gaba_analogs.results.comparison import USUAL, USUAL_LEVEL, Comparison
from gaba_analogs.results.findings import Finding, RecordReport

if TYPE_CHECKING:
    from gaba_analogs.across.entry import Entry
    from gaba_analogs.across.store import Store


class CrossRecord:
    """Collects the records of one input, and finds conflicts between them.

    Memory is bounded: what does not fit goes to a temporary file, which is deleted when the collection is
    closed or the process ends.

    Parameters
    ----------
    memory
        Size [bytes] that the collection may have in memory; None for the default.
    comparison
        At which level records are duplicates, which values they should have in common, and which relations are stated.

    Attributes
    ----------
    stated
        What became of the stated relations, with how many [-], after `conflicts`.

    Raises
    ------
    GabaAnalogsError
        From any method, if the temporary folder is full.

    Examples
    --------
    >>> from gaba_analogs import StructureRecord, Verdict
    >>> gaba = StructureRecord(name="GABA", inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N")
    >>> with CrossRecord() as cross:
    ...     for _ in range(2):
    ...         cross.add(RecordReport(gaba, Verdict.UNVERIFIED))
    ...     [finding.code for finding in cross.conflicts()]
    ['duplicate-structure']
    """

    def __init__(self, *, memory: int | None = None, comparison: Comparison = USUAL) -> None:
        from gaba_analogs.across.database import MEMORY  # noqa: PLC0415 - loads SQLite
        from gaba_analogs.across.store import Store  # noqa: PLC0415 - likewise

        mark = "key" if comparison.level == USUAL_LEVEL else "mark"
        self._store = Store(MEMORY if memory is None else memory, mark)
        self._comparison = comparison
        self.stated: Counter[str] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release memory and disk space; the conflicts can no longer be read."""
        self._store.close()

    def add(self, record_report: RecordReport) -> None:
        """Add one record."""
        from gaba_analogs.across.entry import entry_of  # noqa: PLC0415 - with the store

        self._store.add(entry_of(record_report, self._comparison))

    def add_entries(self, entry: Entry) -> None:
        """Add one record whose `entry_of` was computed in another process; in input order."""
        self._store.add(entry)

    def conflicts(self, *, select: Collection[str] | None = None, ignore: Collection[str] = ()) -> Conflicts:
        """Find conflicts among the records added so far.

        Parameters
        ----------
        select, ignore
            Codes of the checks to run (None for all), and of those to skip.

        Returns
        -------
        Conflicts
            Sorted by severity, then by check, then in input order; valid until the next call.
        """
        from gaba_analogs.across import groups  # noqa: PLC0415 - with the store

        positions = {code: position for position, (code, _, _) in enumerate(CROSS_RECORD_CHECKS)}
        chosen = {code for code in positions if (select is None or code in select) and code not in ignore}
        groups.prepare(self._store)
        # Swaps and shifts come first: the values that they explain need no other finding.
        for search, codes in (
            (groups.swaps, {"keys-swapped", "identifier-two-structures"}),
            (groups.shifts, {"row-shifted", "identifier-two-structures"}),
            (groups.identifiers_of_several_structures, {"identifier-two-structures"}),
            (groups.identities_of_several_structures, {"id-two-structures"}),
            (groups.names_of_several_structures, {"name-two-structures"}),
            (groups.repeated_structures, {"inchikey-two-names", "duplicate-structure"}),
            (self._relations, {"relation-mismatch"}),
            (groups.values_of_duplicates, {"duplicate-values-differ"}),
            (groups.structures_of_several_identifiers, {"structure-two-identifiers"}),
        ):
            if codes & chosen:
                self._store.keep(
                    (positions[finding.code], first, finding)
                    for first, finding in search(self._store)
                    if finding.code in chosen
                )
        return Conflicts(self._store)

    def _relations(self, store: Store) -> Iterator[tuple[int, Finding]]:
        from gaba_analogs.across.stated_relations import relations_stated  # noqa: PLC0415 - loads RDKit

        self.stated.clear()
        return relations_stated(store, self.stated) if self._comparison.relations else iter(())


class Conflicts(Sequence[Finding]):
    """Findings across records, read from the store one by one, so that a million take no memory."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._count = store.number_of_conflicts()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Finding]:
        return self._store.conflicts()

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> list[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | list[Finding]:
        wanted = range(self._count)[index]
        if isinstance(wanted, int):
            return next(self._store.conflicts(wanted))
        return [self[position] for position in wanted]


__all__ = ["CROSS_RECORD_CHECKS", "Conflicts", "CrossRecord"]
