"""The record elements of an XML document, one at a time, so that memory does not grow with the file.

Entities that a document declares itself are refused: a few lines of them expand to gigabytes, or read
other files. Nothing is ever fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import NamedTuple
from xml.etree import ElementTree as ET
from xml.parsers import expat

from gaba_analogs.errors import InputError

LARGEST_RECORD_ELEMENTS = 1_000_000
"""Most elements [-] of one record; an HMDB metabolite has some ten thousand."""
LARGEST_RECORD_CHARACTERS = 1 << 26
"""Most characters [-] of the texts of one record."""
LARGEST_TAG_BYTES = 1 << 24
"""Most bytes [-] of a tag with its attributes: the parser begins it anew with every piece."""
CHUNK_BYTES = 1 << 16


class RecordElement(NamedTuple):
    """One record of a document.

    Parameters
    ----------
    line
        The line [-] on which it begins, counted from 1.
    element
        Its tree, names without namespaces.
    """

    line: int
    element: ET.Element


def record_elements(
    content: Iterable[bytes], name: str, depth_of: Callable[[str], tuple[int, str | None]]
) -> Iterator[RecordElement]:
    """Give the record elements of a document.

    Parameters
    ----------
    content
        The document, in pieces.
    name
        The input as the user named it.
    depth_of
        Gives, for the name of the root, the depth [-] of the records, 1 for the root itself, and their name; None for
        any name.

    Raises
    ------
    InputError
        The document is not well-formed XML, declares entities, or is in an encoding that is not read. What stood
        before the fault has been given.
    """
    building = _Building(depth_of)
    try:
        for piece in content:
            for start in range(0, len(piece), CHUNK_BYTES):
                building.feed(piece[start : start + CHUNK_BYTES])
                yield from building.taken()
        building.feed(b"", last=True)
    except expat.ExpatError as error:
        yield from building.taken()
        fault = expat.ErrorString(error.code)
        raise InputError(f"not well-formed XML: {fault}", path=name, line=error.lineno) from error
    except _RefusedError as error:
        yield from building.taken()
        raise InputError(str(error), path=name, line=building.parser.CurrentLineNumber) from error
    yield from building.taken()


class _RefusedError(Exception):
    """The document holds what is not read."""


class _Building:
    """Builds the tree of one record after the other from what the parser meets."""

    def __init__(self, depth_of: Callable[[str], tuple[int, str | None]]) -> None:
        self._depth_of = depth_of
        self._depth = 0
        self._wanted: tuple[int, str | None] = (0, None)
        self._tree: ET.TreeBuilder | None = None
        self._line = 0
        self._size = 0
        self._length = 0
        self._fed = 0
        self._ready: list[RecordElement] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._refuse_entity
        self.parser.SkippedEntityHandler = self._entity_of_elsewhere

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        """Read on. For encodings unknown to it, expat asks Python, and takes none of several bytes a character."""
        try:
            self.parser.Parse(piece, last)
            self._fed += len(piece)
        except (LookupError, ValueError) as error:
            raise _RefusedError(f"the encoding that it declares is not read ({error}): save it in UTF-8") from error
        if self._fed - self.parser.CurrentByteIndex > LARGEST_TAG_BYTES:
            raise _RefusedError(f"a tag or comment of more than {LARGEST_TAG_BYTES >> 20} MB")

    def taken(self) -> Iterator[RecordElement]:
        """Give the records that are complete."""
        ready, self._ready = self._ready, []
        return iter(ready)

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        name = qualified.rpartition(" ")[2]
        self._depth += 1
        if self._depth == 1:
            self._wanted = self._depth_of(name)
        depth, wanted = self._wanted
        if self._tree is None and self._depth == depth and wanted in {None, name}:
            self._tree, self._line, self._size = ET.TreeBuilder(), self.parser.CurrentLineNumber, 0
            self._length = 0
        if self._tree is not None:
            self._size += 1
            if self._size > LARGEST_RECORD_ELEMENTS:
                raise _RefusedError(f"a record of more than {LARGEST_RECORD_ELEMENTS:,} elements")
            self._tree.start(name, attributes)

    def _end(self, qualified: str) -> None:
        if self._tree is not None:
            self._tree.end(qualified.rpartition(" ")[2])
            if self._depth == self._wanted[0]:
                self._ready.append(RecordElement(self._line, self._tree.close()))
                self._tree = None
        self._depth -= 1

    def _text(self, text: str) -> None:
        if self._tree is not None:
            self._length += len(text)
            if self._length > LARGEST_RECORD_CHARACTERS:
                raise _RefusedError(f"a record of more than {LARGEST_RECORD_CHARACTERS >> 20} million characters")
            self._tree.data(text)

    def _entity_of_elsewhere(self, name: str, is_parameter: bool) -> None:
        """Read an entity that only another file declares as that of HTML; what HTML does not know stays as it is."""
        if not is_parameter:
            self._text(unescape(f"&{name};"))

    def _refuse_entity(self, name: str, *_: object) -> None:
        raise _RefusedError(f"the document declares an entity of its own ({name}), which is not read: expand it first")
