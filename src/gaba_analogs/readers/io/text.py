"""Bytes to lines: encoding, line ends, and what is no text at all."""

from __future__ import annotations

import codecs
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import AnyStr, BinaryIO, Generic, TypeVar

from gaba_analogs.errors import InputError, NoRecordsError, system_reason
from gaba_analogs.readers.io.compression import compression_of, decompressed

CHUNK_BYTES = 1 << 18
HEAD_BYTES = 1 << 18
LONGEST_LINE_BYTES = 1 << 28
LARGEST_WHOLE = 1 << 28
"""Most characters [-] of a text in a format that is read as a whole."""
SAMPLE_LINES = 60
SAMPLE_CHARACTERS = 1 << 20

BINARY_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document: copy the record into a text file"),
    (b"\x89PNG", "a PNG image: enter the record as text"),
    (b"\xff\xd8\xff", "a JPEG image: enter the record as text"),
    (b"GIF8", "a GIF image: enter the record as text"),
    (b"7z\xbc\xaf", "a 7z archive: unpack it first"),
    (b"\x89HDF", "an HDF5 file: export the table as CSV or Parquet"),
    (b"SQLite format 3", "an SQLite database: export the table as CSV or Parquet"),
    (b"ARROW1", "an Arrow file: write it as Parquet"),
    (b"FEA1", "a Feather file: write it as Parquet"),
    (b"\x7fELF", "a program, not a structure file"),
)

BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32), 127])
T = TypeVar("T")


class Peekable(Generic[T]):
    """An iterator whose first items can be looked at before they are taken.

    An `InputError` met while looking ahead is kept and raised in its place, after the items that
    stand before it.
    """

    def __init__(self, items: Iterable[T]) -> None:
        self._items = iter(items)
        self._ahead: deque[T] = deque()
        self._error: InputError | None = None

    def __iter__(self) -> Iterator[T]:
        while True:
            while self._ahead:
                yield self._ahead.popleft()
            if self._error is not None:
                raise self._error
            for item in self._items:
                yield item
                if self._ahead or self._error:
                    break
            else:
                return

    def __next__(self) -> T:
        if self._ahead:
            return self._ahead.popleft()
        if self._error is not None:
            raise self._error
        return next(self._items)

    def blocks(self, count: int) -> Iterator[list[T]]:
        """Give the items in lists of at most `count` [-], which is quicker than one by one."""
        while True:
            block: list[T] = []
            try:
                block.extend(islice(self if self._ahead or self._error else self._items, count))
            except InputError as error:
                self._error = error
            if block:
                yield block
            elif self._error is not None:
                raise self._error
            else:
                return

    def peek(self, count: int, size: int) -> list[T]:
        """Give the next items, at most `count`, and no more once their lengths reach `size`."""
        seen = sum(len(item) for item in self._ahead if isinstance(item, str | bytes))
        while len(self._ahead) < count and seen < size and self._error is None:
            try:
                item = next(self._items)
            except StopIteration:
                break
            except InputError as error:
                self._error = error
                break
            self._ahead.append(item)
            seen += len(item) if isinstance(item, str | bytes) else 1
        return list(self._ahead)[:count]


class Stream:
    """The content of one input, decompressed as it is read.

    Parameters
    ----------
    file
        Where the bytes come from; a pipe will do.
    name
        The input as the user named it.
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.name = name
        raw = Peekable(_chunks(file, name))
        kind = compression_of(b"".join(raw.peek(8, 8)))
        self.is_compressed = kind is not None
        self._chunks = Peekable(raw if kind is None else decompressed(raw, kind, name))
        self.head = b"".join(self._chunks.peek(HEAD_BYTES, HEAD_BYTES))

    def __iter__(self) -> Iterator[bytes]:
        return self._chunks

    def in_utf8(self) -> Iterable[bytes]:
        """Give the content of a UTF-16 or UTF-32 text in UTF-8, and any other as it stands."""
        return _in_utf8(self._chunks, encoding_of(self.head))

    def lines(self) -> Peekable[str]:
        """Give the lines as text, without their ends.

        Raises
        ------
        InputError
            The content is no text, or a line never ends.
        """
        refuse_binary(self.head, self.name)
        return Peekable(decode_lines(self._chunks, encoding_of(self.head), self.name))


def too_long(entry: Sequence[str], most: int) -> str | None:
    """Say that an entry has more lines than are read; None where it has not.

    Examples
    --------
    >>> too_long(["NAME  GABA"] * 3, 2), too_long(["NAME  GABA"], 2)
    ('the entry has more than 2 lines: shorten it, or mark its end', None)
    """
    return f"the entry has more than {most:,} lines: shorten it, or mark its end" if len(entry) > most else None


def _chunks(file: BinaryIO, name: str) -> Iterator[bytes]:
    while True:
        try:
            chunk = file.read(CHUNK_BYTES)
        except (OSError, ValueError) as error:
            reason = system_reason(error)
            raise InputError(f"cannot be read ({reason}): check the file", path=name) from error
        if not chunk:
            return
        yield chunk


def refuse_binary(head: bytes, name: str) -> None:
    """Raise `NoRecordsError` for content that is no text, saying what it is where that is known."""
    for magic, kind in BINARY_KINDS:
        if head.startswith(magic):
            raise NoRecordsError(f"this is {kind}", path=name)
    if encoding_of(head) != "utf-8":
        return
    start = head[:8192]
    controls = len(start) - len(start.translate(None, _CONTROLS))
    if controls > 0.05 * len(start) + 8:
        raise NoRecordsError(
            "this is a binary file, not text: use a table, an SD file, a SMILES list, JSON, Parquet or wikitext",
            path=name,
        )


def encoding_of(head: bytes) -> str:
    """Name the encoding of a text by its byte order mark, else by where its NUL bytes stand.

    ``utf-8`` also stands for the 8-bit encodings: `decode_lines` falls back line by line.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return encoding
    start = head[:4096]
    even, odd = start[::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if half and odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if half and even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return "gb18030" if _is_chinese(head) else "utf-8"


_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
_COMMON_PAIR = re.compile(rb"[\xb0-\xd7][\xa1-\xfe]")


def _is_chinese(head: bytes) -> bool:
    """Tell whether a text that is no UTF-8 is in GB18030: pairs of bytes that are common characters of GB 2312.

    In Windows-1252 such a pair would be two signs after each other, for example "±é".
    """
    if head.isascii():
        return False
    text = head[: head.rfind(b"\n") + 1] or head
    try:
        text.decode()
    except UnicodeDecodeError:
        pairs = common = 0
        for run in _HIGH_BYTES.findall(text):
            pairs += (len(run) + 1) // 2
            common += len(run) // 2 if len(run) % 2 == 0 and _COMMON_PAIR.match(run) else 0
        return pairs > 1 and common >= 0.8 * pairs and _is_gb18030(head)
    return False


def _is_gb18030(head: bytes) -> bool:
    """Tell whether every byte can be GB18030; a character may be cut off where the text goes on."""
    try:
        codecs.getincrementaldecoder("gb18030")().decode(head, final=len(head) < HEAD_BYTES)
    except UnicodeDecodeError:
        return False
    return True


def decode_lines(chunks: Iterable[bytes], encoding: str, name: str) -> Iterator[str]:
    r"""Give the lines of a text whatever their ends: ``\n``, ``\r\n`` or ``\r``.

    A line that is not UTF-8 is read as Windows-1252, which includes the printable part of Latin-1.
    """
    blocks = whole_lines(_in_utf8(chunks, encoding), name)
    return chain.from_iterable(
        _decode_block(block if number else block.removeprefix(codecs.BOM_UTF8)) for number, block in enumerate(blocks)
    )


def _in_utf8(chunks: Iterable[bytes], encoding: str) -> Iterable[bytes]:
    return chunks if encoding == "utf-8" else _transcode(chunks, encoding)


def _transcode(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    for chunk in chunks:
        yield without_surrogates(decoder.decode(chunk)).encode()
    yield without_surrogates(decoder.decode(b"", final=True)).encode()


def whole_lines(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Cut data after line ends, never between the two bytes of one."""
    parts: list[bytes] = []
    size = 0
    held = b""
    for piece in chunks:
        chunk = held + piece
        held = b""
        if chunk.endswith(b"\r"):
            chunk, held = chunk[:-1], b"\r"
        cut = max(chunk.rfind(b"\n"), chunk.rfind(b"\r")) + 1
        if cut:
            parts.append(chunk[:cut])
            yield b"".join(parts)
            parts, size = [], 0
        parts.append(chunk[cut:])
        size += len(chunk) - cut
        if size > LONGEST_LINE_BYTES:
            raise InputError(f"a line is longer than {LONGEST_LINE_BYTES >> 20} MB: is this a text file?", path=name)
    if last := b"".join(parts) + held:
        yield last


def bounded(pieces: Iterable[AnyStr], name: str, most: int = LARGEST_WHOLE) -> Iterator[AnyStr]:
    """Give the pieces of an input that has to be read as a whole.

    Parameters
    ----------
    pieces
        Lines, or parts of the content.
    name
        The input as the user named it.
    most
        How long [-] they may be together.

    Raises
    ------
    InputError
        They are longer.
    """
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise InputError(
                f"more than {most >> 20} million characters, which are read as a whole: split it", path=name
            )
        yield piece


def _decode_block(block: bytes) -> list[str]:
    try:
        text = block.decode()
    except UnicodeDecodeError:
        return [_decode_line(line) for line in block.splitlines()]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def _decode_line(line: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1")


def without_surrogates(text: str) -> str:
    """Join surrogate pairs; replace those that stand alone, which no text file can hold."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
