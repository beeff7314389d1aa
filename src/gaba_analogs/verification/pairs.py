"""A stream of records, about which a registry was asked already, verified in bounded memory."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from gaba_analogs.batches import batches
from gaba_analogs.names import unavailable_reason
from gaba_analogs.results.findings import RecordReport, Severity
from gaba_analogs.verification.plan import Choice
from gaba_analogs.verification.verifier import Pair, Verifier

CHUNK = 512
"""Most records [-] that are verified, and whose names are read, together.

With a quarter of them a record takes a twentieth longer: the processor does the same thing fewer times in a row.
"""


def verify_pairs(
    pairs: Iterable[Pair],
    *,
    names: bool = True,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
    weights: tuple[tuple[str, Severity], ...] = (),
    name_timeout: float = 10.0,
) -> Iterator[RecordReport]:
    """Check records about which PubChem was asked already; otherwise as `verify_records`.

    OPSIN may spend `name_timeout` [s] on one name; `weights` gives checks another severity than theirs.
    """
    names_unread = unavailable_reason() if names else "names were not read (--no-names)"
    choice = Choice(None if select is None else frozenset(select), frozenset(ignore), weights=weights)
    verifier = verifier_for(choice, names_unread, name_timeout)
    chunks = batches(pairs, CHUNK)
    while (reports := _next_reports(chunks, verifier)) is not None:
        yield from reports


@lru_cache(maxsize=16)
def verifier_for(choice: Choice, names_unread: str | None, name_timeout: float) -> Verifier:
    """Give what verifies in one way in this process, and keeps what the records before had in common."""
    return Verifier(choice, names_unread, name_timeout)


def _next_reports(chunks: Iterator[list[Pair]], verifier: Verifier) -> list[RecordReport] | None:
    """Read and verify the next records, while Python's garbage collector waits: nearly everything is freed without it.

    None at the end of the records.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        chunk = next(chunks, None)
        return None if chunk is None else verifier.verify(chunk)
    finally:
        if was_enabled:
            gc.enable()
