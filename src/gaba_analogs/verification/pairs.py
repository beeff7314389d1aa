"""A stream of records, about which a registry was asked already, verified in bounded memory."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator

from gaba_analogs.names import unavailable_reason
from gaba_analogs.results.findings import RecordReport, Severity
from gaba_analogs.verification.plan import Choice
from gaba_analogs.verification.verifier import Pair, Verifier

CHUNK = 128
"""Records [-] that are verified, and whose names are read, together."""


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
    verifier = Verifier(choice, names_unread, name_timeout)
    iterator = iter(pairs)
    while chunk := list(itertools.islice(iterator, CHUNK)):
        yield from verifier.verify(chunk)
