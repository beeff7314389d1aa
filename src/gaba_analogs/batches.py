"""A stream, taken several items at a time."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

_PATIENCE = 0.5
"""Time [s] after which a batch is given though it is not full, as the next item is slow to come."""


def batches(items: Iterable[T], most: int) -> Iterator[list[T]]:
    """Give the items in lists of at most `most` [-].

    Nobody waits for a full list of a source that is slow; what came before an error of the source is given first.

    Examples
    --------
    >>> list(batches(range(5), 2))
    [[0, 1], [2, 3], [4]]
    """
    batch: list[T] = []
    end = time.monotonic() + _PATIENCE
    try:
        for item in items:
            batch.append(item)
            if len(batch) == most or time.monotonic() > end:
                full, batch = batch, []
                yield full
                end = time.monotonic() + _PATIENCE
    except Exception:
        if batch:
            yield batch
        raise
    if batch:
        yield batch
