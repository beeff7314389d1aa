"""Archives (ZIP, tar) as members that are read one after the other; nothing is ever written to a path.

An archive may claim or hold more than any table does. What is unpacked is counted as it is read.
"""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from gaba_analogs.errors import InputError
from gaba_analogs.readers.io.members import Member, is_hidden
from gaba_analogs.readers.io.opened import OpenedInput

MOST_MEMBERS = 1_000_000
"""Most members [-] of an archive."""
LARGEST_UNPACKED = 1 << 38
"""Most bytes [-] that are unpacked of an archive."""
LARGEST_RATIO = 300
"""Most bytes [-] that a byte of an archive gives; tables and XML give up to 100."""
UNSUSPICIOUS = 1 << 26
"""Bytes [-] below which the ratio does not matter."""
DAMAGED = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, LZMAError, struct.error, EOFError, OSError,
    NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip
"""What the libraries for archives raise where one is damaged."""


def zip_members(source: OpenedInput) -> Iterator[Member]:
    """Give the members of a ZIP archive in its order.

    Raises
    ------
    InputError
        The archive is damaged or has too many members.
    """
    budget = _Budget(source.name)
    with source.seekable() as file:
        try:
            archive = zipfile.ZipFile(file)
        except DAMAGED as error:
            raise _damaged(error, source.name) from error
        with archive:
            for info in archive.infolist():
                budget.count_member()
                if info.filename.endswith("/"):
                    continue
                name = f"{source.name}/{_inner(info.filename)}"
                if reason := "encrypted" if info.flag_bits & 1 else _reason(info.filename):
                    yield Member(name, None, reason)
                    continue
                try:
                    content = archive.open(info)
                except DAMAGED as error:
                    yield Member(name, cast("BinaryIO", _Broken(_damaged(error, name))))
                    continue
                with content:
                    yield Member(name, cast("BinaryIO", _Counted(content, name, budget, packed=info.compress_size)))


def tar_members(source: OpenedInput) -> Iterator[Member]:
    """Give the members of a tar archive in its order, which is read as a stream.

    Raises
    ------
    InputError
        The archive is damaged or has too many members.
    """
    budget = _Budget(source.name)
    try:
        with tarfile.open(fileobj=source.as_file(), mode="r|") as archive:
            for info in archive:
                budget.count_member()
                content = archive.extractfile(info) if info.isfile() else None
                if info.isdir():
                    continue
                name = f"{source.name}/{_inner(info.name)}"
                if content is None:
                    yield Member(name, None, "no file but a link or a device")
                elif reason := _reason(info.name):
                    yield Member(name, None, reason)
                else:
                    yield Member(name, cast("BinaryIO", _Counted(content, name, budget, source=source)))
    except DAMAGED as error:
        raise _damaged(error, source.name) from error


def _reason(path: str) -> str:
    if ".." in PurePosixPath(path.replace("\\", "/")).parts or path.startswith("/"):
        return "its path leads out of the archive"
    return "hidden" if is_hidden(path) else ""


def _inner(path: str) -> str:
    shown = "".join(character if character.isprintable() else "?" for character in path)
    return shown.removeprefix("./").lstrip("/")


class _Budget:
    """What may still be unpacked of an archive."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._members = 0
        self._unpacked = 0

    def count_member(self) -> None:
        self._members += 1
        if self._members > MOST_MEMBERS:
            raise InputError(f"the archive has more than {MOST_MEMBERS:,} members", path=self._name)

    def count_bytes(self, number: int) -> int:
        """Count bytes [-] that were unpacked, and give their sum."""
        self._unpacked += number
        if self._unpacked > LARGEST_UNPACKED:
            raise InputError(f"the archive unpacks to more than {LARGEST_UNPACKED >> 30} GiB", path=self._name)
        return self._unpacked


class _Counted(io.RawIOBase):
    """The content of a member, counted as it is read; damage is an `InputError`."""

    def __init__(
        self, content: IO[bytes], name: str, budget: _Budget, *, packed: int = 0, source: OpenedInput | None = None
    ) -> None:
        self._content = content
        self._name = name
        self._budget = budget
        self._packed = packed
        self._source = source
        self._unpacked = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._content.read(size)
        except InputError:
            raise
        except DAMAGED as error:
            raise _damaged(error, self._name) from error
        self._unpacked += len(data)
        total = self._budget.count_bytes(len(data))
        unpacked, packed = (self._unpacked, self._packed) if self._source is None else (total, self._source.bytes_taken)
        if packed and unpacked > UNSUSPICIOUS and unpacked > LARGEST_RATIO * packed:
            raise InputError(f"unpacks to more than {LARGEST_RATIO} times its size: no table does", path=self._name)
        return data


class _Broken(io.RawIOBase):
    """The content of a member that cannot be opened."""

    def __init__(self, error: InputError) -> None:
        self._error = error

    def read(self, _: int = -1) -> bytes:
        raise self._error


def _damaged(error: BaseException, name: str) -> InputError:
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    return InputError(f"damaged or truncated archive ({reason})", path=name)
