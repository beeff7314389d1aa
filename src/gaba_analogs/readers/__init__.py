"""Text in, records out: what was stated, as typed, with its place.

`read` chooses the reader by the name and the content of an input. Nothing is judged here.
"""

from __future__ import annotations

import difflib
import os
import re
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO

from gaba_analogs.errors import InputError
from gaba_analogs.readers.columns import check_mapping
from gaba_analogs.readers.sdf import looks_like_sdf, looks_like_smiles_list, read_sdf, read_smiles_list
from gaba_analogs.readers.table import (
    SAMPLE_CHARACTERS,
    SAMPLE_LINES,
    Layout,
    find_layout,
    parse_json,
    read_csv_like,
    read_json,
    read_jsonl,
    read_parquet,
    records_from_frame,
    table_records,
)
from gaba_analogs.readers.text import GZIP_MAGIC, Peekable, Stream
from gaba_analogs.record import StructureRecord

__all__ = [
    "SUFFIXES",
    "read",
    "read_csv_like",
    "read_json",
    "read_jsonl",
    "read_parquet",
    "read_sdf",
    "read_smiles_list",
    "records_from_frame",
]

PARQUET_MAGIC = b"PAR1"
RECOGNITION_LINES = 20_000
STANDARD_INPUT = "<stdin>"
_JSON_START = re.compile(r'\{\s*(?:["}]|$)|\[\s*(?:[{"\]]|\[\s*["{\d]|$)')

SUFFIXES: Mapping[str, str] = {
    ".wikitext": "wikitext",
    ".wiki": "wikitext",
    ".mediawiki": "wikitext",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".sdf": "sdf",
    ".sd": "sdf",
    ".mol": "sdf",
    ".smi": "smiles",
    ".smiles": "smiles",
    ".cxsmiles": "smiles",
}
"""File name endings and the format that each promises; any other text is recognised by content."""


def read(
    source: str | os.PathLike[str],
    *,
    mapping: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[StructureRecord]:
    """Read the records of one input, lazily and in order.

    Parameters
    ----------
    source
        A path, or ``-`` for standard input. Text may be compressed with gzip under any name.
    mapping
        Field to column title (or SD tag, or JSON key); these win over the usual spellings.
    stdin
        What ``-`` stands for; the process's own standard input by default.

    Returns
    -------
    Iterator of StructureRecord
        One per row, entry, line or infobox. What could not be read of a row is its ``problem``.

    Raises
    ------
    InputError
        The input is missing, empty, binary, damaged, or states nothing that is recognised. Damage
        behind good records is reported after them.
    """
    check_mapping(mapping)
    given = os.fsdecode(os.fspath(source))
    if given == "-":
        return _records(nullcontext(stdin or sys.stdin.buffer), STANDARD_INPUT, "", mapping)
    _check_path(given)
    return _records(_file(given), given, _suffix(given), mapping)


def _check_path(given: str) -> None:
    """Raise `InputError` for a path that leads to nothing readable, before anything is opened."""
    try:
        status = Path(given).stat()
    except FileNotFoundError as error:
        raise InputError(f"no such file{_nearest(given)}", path=given) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"cannot be read ({reason}): check the path", path=given) from error
    if stat.S_ISDIR(status.st_mode):
        raise InputError("this is a folder: name the files in it", path=given)
    if stat.S_ISREG(status.st_mode):
        if not status.st_size:
            raise InputError("the input is empty: nothing to read", path=given)
        with _opened(given):
            pass


def _nearest(given: str) -> str:
    path = Path(given)
    try:
        there = sorted(found.name for found in path.parent.iterdir())
    except (OSError, ValueError):
        return ": check the path"
    near = difflib.get_close_matches(path.name, there[:10_000], n=1, cutoff=0.75)
    return f": did you mean {path.parent / near[0]}?" if near else ": check the path"


def _opened(given: str) -> BinaryIO:
    try:
        return Path(given).open("rb")
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror}): check its permissions", path=given) from error


@contextmanager
def _file(given: str) -> Iterator[BinaryIO]:
    """Open a file when the first record is asked for, not before."""
    with _opened(given) as file:
        yield file


def _suffix(given: str) -> str:
    name = Path(given).name.lower()
    return Path(name.removesuffix(".gz").removesuffix(".gzip")).suffix


def _records(
    opening: AbstractContextManager[BinaryIO], name: str, suffix: str, mapping: Mapping[str, str] | None
) -> Iterator[StructureRecord]:
    found = False
    with opening as file:
        for record in _read_stream(Stream(file, name), file, suffix, mapping):
            found = True
            yield record
    if not found:
        raise InputError("no record found: there is a header at most", path=name)


def _read_stream(
    stream: Stream, file: BinaryIO, suffix: str, mapping: Mapping[str, str] | None
) -> Iterator[StructureRecord]:
    promised = SUFFIXES.get(suffix)
    if stream.head.startswith(PARQUET_MAGIC):
        yield from _read_parquet_stream(stream, file, mapping)
        return
    lines = stream.lines()
    start = lines.peek(SAMPLE_LINES, SAMPLE_CHARACTERS)
    if not any(line.strip("\0\ufeff\x1a \t") for line in start) and len(start) < SAMPLE_LINES:
        for _ in lines:  # nothing but blank lines: raises what was met while looking ahead
            pass
        raise InputError("the input is empty: nothing to read", path=stream.name)
    if promised == "parquet":
        raise InputError("this is text, not Parquet: rename it after its format", path=stream.name)
    yield from _READERS[_content_format(promised, lines)](lines, stream.name, mapping)


def _read_parquet_stream(
    stream: Stream, file: BinaryIO, mapping: Mapping[str, str] | None
) -> Iterator[StructureRecord]:
    """Read Parquet in place where it can be sought in, else from a temporary copy."""
    with ExitStack() as stack:
        if file.seekable() and not _is_compressed(file):
            file.seek(0)
        else:
            copy = stack.enter_context(tempfile.TemporaryFile())
            for chunk in stream:
                copy.write(chunk)
            copy.seek(0)
            file = copy
        yield from read_parquet(file, stream.name, mapping=mapping)


def _is_compressed(file: BinaryIO) -> bool:
    here = file.tell()
    file.seek(0)
    magic = file.read(2)
    file.seek(here)
    return magic == GZIP_MAGIC


# ------------------------------------------------------------------------------------------------
# The format of a text


def _content_format(promised: str | None, lines: Peekable[str]) -> str:
    """Name the reader for a text: what its suffix promises, made precise by its first lines."""
    start = lines.peek(SAMPLE_LINES, SAMPLE_CHARACTERS)
    if promised is None:
        return _recognised_format(lines, start)
    if promised in {"json", "jsonl"}:
        return _json_format(start, promised)
    if promised == "smiles":
        return _list_format(start)
    return promised


def _recognised_format(lines: Peekable[str], start: list[str]) -> str:
    from gaba_analogs.readers.wikitext import looks_like_wikitext  # noqa: PLC0415 - a heavy import

    if _JSON_START.match("\n".join(start).lstrip("\0\ufeff \t\n")[:200]):
        return _json_format(start, None)
    more = lines.peek(RECOGNITION_LINES, SAMPLE_CHARACTERS)
    if looks_like_sdf(more):
        return "sdf"
    if looks_like_wikitext("\n".join(more)):
        return "wikitext"
    return "smiles" if _list_format(start) == "smiles" and looks_like_smiles_list(start) else "csv"


def _list_format(start: list[str]) -> str:
    """Tell a plain list of SMILES from a table that bears the name of one."""
    layout = _layout(start)
    if layout is None:
        return "smiles"
    if looks_like_smiles_list(start):
        fields = set(layout.columns.cells) - {"smiles", "connectivity_smiles", "name"}
        return "csv" if layout.header_line is not None and fields else "smiles"
    return "csv"


def _layout(start: list[str]) -> Layout | None:
    try:
        return find_layout(start, "", None, None)
    except InputError:
        return None


def _json_format(start: list[str], promised: str | None) -> str:
    """Tell JSON Lines from one JSON document: each line is whole by itself."""
    lines = [text for line in start if (text := line.strip("\0\ufeff\x1a \t"))]
    first, several = lines[0], len(lines) > 1
    closed = first.endswith("}") and not first.startswith("[")
    if promised == "jsonl":
        return "json" if several and first in {"{", "["} else "jsonl"
    if not several or not closed:
        return "json"
    return "jsonl" if _is_object(first) or lines[1].startswith("{") else "json"


def _is_object(line: str) -> bool:
    try:
        return isinstance(parse_json(line), dict)
    except ValueError:
        return False


def _csv(lines: Peekable[str], name: str, mapping: Mapping[str, str] | None) -> Iterator[StructureRecord]:
    return table_records(lines, name, mapping=mapping)


def _tsv(lines: Peekable[str], name: str, mapping: Mapping[str, str] | None) -> Iterator[StructureRecord]:
    return table_records(lines, name, delimiter="\t", mapping=mapping)


def _json(lines: Peekable[str], name: str, mapping: Mapping[str, str] | None) -> Iterator[StructureRecord]:
    return read_json("\n".join(lines), name, mapping=mapping)


def _jsonl(lines: Peekable[str], name: str, mapping: Mapping[str, str] | None) -> Iterator[StructureRecord]:
    return read_jsonl(lines, name, mapping=mapping)


def _sdf(lines: Peekable[str], name: str, mapping: Mapping[str, str] | None) -> Iterator[StructureRecord]:
    return read_sdf(lines, name, mapping=mapping)


def _smiles(lines: Peekable[str], name: str, mapping: Mapping[str, str] | None) -> Iterator[StructureRecord]:
    if mapping:
        raise InputError("a list of SMILES has no columns to name: leave --map out", path=name)
    return read_smiles_list(lines, name)


def _wikitext(lines: Peekable[str], name: str, mapping: Mapping[str, str] | None) -> Iterator[StructureRecord]:
    from gaba_analogs.readers.wikitext import read_wikitext  # noqa: PLC0415 - a heavy import

    if mapping:
        raise InputError("wikitext has no columns to name: leave --map out", path=name)
    return read_wikitext("\n".join(lines), source=name)


_READERS: Mapping[str, Callable[[Peekable[str], str, Mapping[str, str] | None], Iterator[StructureRecord]]] = {
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "jsonl": _jsonl,
    "sdf": _sdf,
    "smiles": _smiles,
    "wikitext": _wikitext,
}
