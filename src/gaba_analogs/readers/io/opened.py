"""One input, opened: whatever its reader wants of it, bytes, lines or a file to seek in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO

from gaba_analogs.readers.io.compression import Readable
from gaba_analogs.readers.io.text import Peekable, Stream

if TYPE_CHECKING:
    from gaba_analogs.readers.notes import InputNotes

IN_MEMORY_BYTES = 1 << 24
"""Most bytes [-] of a copy that is kept in memory."""


class OpenedInput:
    """An input whose first bytes have been looked at; it can be read once.

    Parameters
    ----------
    file
        Where the bytes come from; a pipe will do.
    name
        The input as the user named it.
    notes
        What is to be told of it, where somebody asks.
    """

    def __init__(self, file: BinaryIO, name: str, notes: InputNotes | None = None) -> None:
        self.name = name
        self.notes = notes
        self._file = file
        self._stream = Stream(file, name)

    @property
    def head(self) -> bytes:
        """The first bytes, decompressed."""
        return self._stream.head

    @cached_property
    def lines(self) -> Peekable[str]:
        """The lines, without their ends.

        Raises
        ------
        InputError
            The content is not text.
        """
        return self._stream.lines()

    def in_utf8(self) -> Iterable[bytes]:
        """Give the content in UTF-8, if it is text in another Unicode encoding, else as it is."""
        return self._stream.in_utf8()

    def as_file(self) -> BinaryIO:
        """Give the content, decompressed, as a file that cannot be sought in."""
        return Readable(self._stream)  # type: ignore[return-value]  # a BinaryIO in all but name

    @property
    def bytes_taken(self) -> int:
        """How many bytes [-] of the input were read, as they are stored; 0 where that is not known."""
        return self._file.tell() if self._file.seekable() else 0

    @contextmanager
    def seekable(self) -> Iterator[BinaryIO]:
        """Give a file to seek in: the input itself, or a temporary copy if it is compressed or a pipe."""
        if self._file.seekable() and not self._stream.is_compressed:
            self._file.seek(0)
            yield self._file
            return
        with tempfile.SpooledTemporaryFile(IN_MEMORY_BYTES) as copy:
            for chunk in self._stream:
                copy.write(chunk)
            copy.seek(0)
            yield copy  # type: ignore[misc]  # a SpooledTemporaryFile is a BinaryIO in all but name
