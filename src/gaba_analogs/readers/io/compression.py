"""Compressed bytes to bytes and back: gzip, bzip2, xz and zstd, in bounded memory."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import BinaryIO, Protocol

from gaba_analogs.errors import InputError

SUFFIXES: Mapping[str, str] = {
    ".gz": "gzip",
    ".gzip": "gzip",
    ".bgz": "gzip",
    ".bz2": "bzip2",
    ".xz": "xz",
    ".zst": "zstd",
    ".zstd": "zstd",
}
"""Endings that say how a file is compressed and nothing about its format."""

MAGIC: Mapping[bytes, str] = {
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\0": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
}
"""First bytes of each kind of compressed data."""

LARGEST_PIECE = 1 << 18
"""Bytes [-] given at a time, however well the data are compressed."""


class _Member(Protocol):
    """What decompresses one member of the data; several may follow each other in a file."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class _GzipMember:
    """Gzip with the interface of bzip2 and xz: data not yet decompressed are kept inside."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._member.eof

    @property
    def unused_data(self) -> bytes:
        return self._member.unused_data

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        kept = self._member.unconsumed_tail
        return self._member.decompress(kept + data if kept else data, max_length)


_MEMBERS: Mapping[str, Callable[[], _Member]] = {
    "gzip": _GzipMember,
    "bzip2": bz2.BZ2Decompressor,
    "xz": lzma.LZMADecompressor,
}


def compression_of(start: bytes) -> str | None:
    """Name the kind of compression by the first bytes of the data; None where there is none.

    Examples
    --------
    >>> compression_of(b"BZh91AY&SY"), compression_of(b"name,smiles")
    ('bzip2', None)
    """
    return next((kind for magic, kind in MAGIC.items() if start.startswith(magic)), None)


def without_compression_suffix(name: str) -> str:
    """Give a file's name without the ending that says how it is compressed.

    Examples
    --------
    >>> without_compression_suffix("chembl_36_chemreps.txt.gz")
    'chembl_36_chemreps.txt'
    """
    return name[: len(name) - len(_suffix(name))]


def compression_promised(name: str) -> str | None:
    """Name the kind of compression that a file's name promises; None where it promises none.

    Examples
    --------
    >>> compression_promised("drugs.csv.bz2"), compression_promised("drugs.csv")
    ('bzip2', None)
    """
    return SUFFIXES.get(_suffix(name))


def _suffix(name: str) -> str:
    return next((suffix for suffix in SUFFIXES if name.lower().endswith(suffix)), "")


def decompressed(chunks: Iterable[bytes], kind: str, name: str) -> Iterator[bytes]:
    """Decompress data, several members after each other included.

    Everything that can be decompressed comes before the report of the damage.

    Parameters
    ----------
    chunks
        The compressed data.
    kind
        As `compression_of` names it.
    name
        The input as the user named it.

    Raises
    ------
    InputError
        The data are damaged or end early.
    """
    if kind == "zstd":
        yield from _zstd(chunks, name)
        return
    member = _MEMBERS[kind]()
    for chunk in chunks:
        data = chunk
        while data:
            if member.eof:
                data = data.lstrip(b"\0")
                if not data:
                    break
                member = _MEMBERS[kind]()
            piece = _piece(member, data, kind, name)
            while piece:
                yield piece
                piece = b"" if member.eof else _piece(member, b"", kind, name)
            data = member.unused_data if member.eof else b""
    if not member.eof:
        raise _truncated(kind, name)


class _Writable(Protocol):
    """What bytes are written to."""

    def write(self, data: bytes, /) -> object: ...


@contextmanager
def compressing(file: BinaryIO, kind: str | None) -> Iterator[_Writable]:
    """Give what compresses the bytes that are written to it into a file, which stays open.

    Parameters
    ----------
    file
        Where the compressed bytes go.
    kind
        As `compression_of` names it; None to write the bytes as they are.
    """
    if kind is None:
        yield file
        return
    if kind == "zstd":
        import pyarrow as pa  # noqa: PLC0415 - importing it takes longer than writing most files

        with pa.CompressedOutputStream(pa.PythonFile(_Kept(file), mode="w"), "zstd") as stream:
            yield stream
        return
    with _WRITERS[kind](file) as writer:
        yield writer


class _Kept(io.RawIOBase):
    """A file that is not closed with what writes to it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # the stub takes any buffer
        return self._file.write(data)


_WRITERS: Mapping[str, Callable[[BinaryIO], AbstractContextManager[_Writable]]] = {
    "gzip": lambda file: gzip.GzipFile(fileobj=file, mode="wb", compresslevel=6, mtime=0),
    "bzip2": partial(bz2.BZ2File, mode="wb"),
    "xz": partial(lzma.LZMAFile, mode="wb"),
}


def _piece(member: _Member, data: bytes, kind: str, name: str) -> bytes:
    try:
        return member.decompress(data, LARGEST_PIECE)
    except (zlib.error, lzma.LZMAError, OSError, ValueError, EOFError) as error:
        raise _damaged(error, kind, name) from error


def _truncated(kind: str, name: str) -> InputError:
    return InputError(f"the {kind} data end early: the file is truncated, fetch it again", path=name)


def _damaged(error: Exception, kind: str, name: str) -> InputError:
    return InputError(f"the {kind} data are damaged ({error}): fetch the file again", path=name)


class Readable(io.RawIOBase):
    """Chunks as a file, for a library that needs one."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = b""

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # the stub wants any buffer
        """Fill a buffer from the chunks."""
        self._rest = self._rest or next(self._chunks, b"")
        count = min(len(buffer), len(self._rest))
        buffer[:count], self._rest = self._rest[:count], self._rest[count:]
        return count


_ZSTD_PIECE = 4096
"""Bytes read from Arrow at a time: those it has read of a piece when it meets damage are lost."""


def _zstd(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Decompress zstd data with Arrow, which has it for Parquet; Python itself has it since 3.14."""
    import pyarrow as pa  # noqa: PLC0415 - importing it takes longer than reading most files

    with pa.CompressedInputStream(pa.PythonFile(Readable(chunks), mode="r"), "zstd") as stream:
        while True:
            try:
                piece: bytes = stream.read(_ZSTD_PIECE)
            except (pa.ArrowException, OSError, ValueError) as error:
                raise _damaged(error, "zstd", name) from error
            if not piece:
                return
            yield piece
