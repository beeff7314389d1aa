"""Files of the atlas's sources written again with corrected values, not one other byte changed, and the difference.

A format that ``--fix`` writes is written by its writer. In a file that needs a layout the place of a value is
found by trial: it is the one at which the file, read anew by the layout, states the corrected value and differs
in nothing else.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from atlas_layouts import Layout, Row

import gaba_analogs as ga
from gaba_analogs.correcting.collected import Collected
from gaba_analogs.correcting.writers import writer_of

CONTEXT = 1
"""Lines [-] of a difference that stand around what is changed."""

SPELLINGS: tuple[Callable[[str], str], ...] = (str, lambda text: json.dumps(text, ensure_ascii=False)[1:-1])
"""How a value may stand in a file."""

Wanted = Mapping[int, Mapping[str, str]]
"""Number of a record in its file [-], counted from 1, to field to corrected value."""


def by_writer(path: Path, reports: Iterable[tuple[ga.RecordReport, Mapping[str, str]]], columns: Any) -> bytes:  # noqa: ANN401
    """Write a file again as ``--fix`` does, without a column of changes.

    Parameters
    ----------
    path
        The file.
    reports
        The reports on the records that are corrected, in their order, with field to corrected value.
    columns
        Field to column, as the file is read with.
    """
    collected = Collected()
    try:
        for report, values in reports:
            collected.add(report, values)
        pieces = writer_of(str(path), columns).corrected(collected, column=False) if collected else None
        return path.read_bytes() if pieces is None else b"".join(pieces)
    finally:
        collected.close()


def by_trial(path: Path, layout: Layout, wanted: Wanted) -> bytes:
    """Write a file again in which a layout finds the records.

    A value that has no place of its own, such as one that the layout computes, stays.
    """
    content = path.read_bytes()
    rows = list(layout([path]))
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder, path.name)
        for number, values in wanted.items():
            for field, value in values.items():
                expected = [*rows]
                expected[number - 1] = {**rows[number - 1], field: value}
                for attempt in places(content, text(rows[number - 1][field]), value):
                    trial.write_bytes(attempt)
                    if read_alike(layout, trial, expected):
                        content, rows = attempt, expected
                        break
    return content


def places(content: bytes, stated: str, value: str) -> Iterator[bytes]:
    """Give the content with each occurrence of a stated value replaced in turn."""
    for spell in SPELLINGS:
        old, new = spell(stated).encode(), spell(value).encode()
        for found in re.finditer(rb"(?<![\w.])" + re.escape(old) + rb"(?![\w.])", content):
            yield content[: found.start()] + new + content[found.end() :]


def read_alike(layout: Layout, path: Path, expected: Sequence[Row]) -> bool:
    """Tell whether a file states the expected rows."""
    try:
        rows = list(layout([path]))
    except ValueError:  # no JSON any more
        return False
    return len(rows) == len(expected) and all(
        row.keys() == other.keys() and all(same(row[name], other[name]) for name in row)
        for row, other in zip(rows, expected, strict=True)
    )


def same(one: Any, other: Any) -> bool:  # noqa: ANN401
    """Tell whether two values are the same, a number and its text included."""
    if isinstance(one, int | float) and isinstance(other, str):
        return float(other) == one
    return bool(one == other)


def text(value: Any) -> str:  # noqa: ANN401
    """Give a value as a file states it."""
    return value if isinstance(value, str) else json.dumps(value)


# -- differences -----------------------------------------------------------------------------------


def difference(path: str, before: bytes, after: bytes) -> bytes:
    r"""Give the unified difference of two contents that have the same number of lines, as ``git apply`` reads it.

    Parameters
    ----------
    path
        The file, in its repository.

    Examples
    --------
    >>> print(difference("gaba.txt", b"name GABA\nmass 103.12\n", b"name GABA\nmass 103.0633\n").decode(), end="")
    diff --git a/gaba.txt b/gaba.txt
    --- a/gaba.txt
    +++ b/gaba.txt
    @@ -1,2 +1,2 @@
     name GABA
    -mass 103.12
    +mass 103.0633
    """
    old, new = lines(before), lines(after)
    changed = [number for number, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
    if not changed:
        return b""
    end = "\t" if " " in path else ""
    head = f"diff --git a/{path} b/{path}\n--- a/{path}{end}\n+++ b/{path}{end}\n"
    return head.encode() + b"".join(hunk(old, new, first, last) for first, last in spans(changed, len(old)))


def lines(content: bytes) -> list[bytes]:
    """Split a content behind its line feeds."""
    return re.findall(rb"[^\n]*\n|[^\n]+$", content)


def spans(changed: Sequence[int], count: int) -> Iterator[tuple[int, int]]:
    """Give first line and line behind the last [-] of each hunk, counted from 0."""
    first, last = changed[0], changed[0]
    for number in changed[1:]:
        if number - last > 2 * CONTEXT:
            yield max(0, first - CONTEXT), min(count, last + 1 + CONTEXT)
            first = number
        last = number
    yield max(0, first - CONTEXT), min(count, last + 1 + CONTEXT)


def hunk(old: Sequence[bytes], new: Sequence[bytes], first: int, last: int) -> bytes:
    """Write the lines of one hunk, runs of changed ones as removed and then as added."""
    size = last - first
    written = [f"@@ -{first + 1},{size} +{first + 1},{size} @@\n".encode()]
    added: list[bytes] = []
    for one, other in zip(old[first:last], new[first:last], strict=True):
        if one == other:
            written += [*added, marked(b" ", one)]
            added = []
        else:
            written.append(marked(b"-", one))
            added.append(marked(b"+", other))
    return b"".join([*written, *added])


def marked(sign: bytes, line: bytes) -> bytes:
    """Write a line of a hunk."""
    return sign + line + (b"" if line.endswith(b"\n") else b"\n\\ No newline at end of file\n")
