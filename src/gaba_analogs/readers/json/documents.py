"""JSON documents: a short one is read as a whole, a long array an item at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from gaba_analogs.errors import InputError
from gaba_analogs.readers.io.text import Peekable, bounded
from gaba_analogs.readers.json.objects import Objects, decode_at, json_fault, read_json, shallow
from gaba_analogs.readers.notes import InputNotes
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.regex import regex

SHORT = 1 << 26
"""Characters [-] up to which a document is read as a whole: it takes up to ten times as many bytes of memory."""
LONGEST_ITEM = 1 << 26
"""Characters [-] beyond which a value in a long array is refused."""

_TOGETHER = 4096
_BLANKS = regex(r"[\s\0\ufeff]*")


def read_document(
    lines: Peekable[str], name: str, *, mapping: Mapping[str, str] | None = None, notes: InputNotes | None = None
) -> Iterator[StructureRecord]:
    """Read a JSON document: a PubChem answer, an object or an array of objects.

    Parameters
    ----------
    lines
        The input.
    name
        The input as the user named it.
    mapping
        Field to key; overrides automatic recognition.
    notes
        What to tell of keys that state no field.

    Raises
    ------
    InputError
        The text is not JSON, has no records, or is a long document that is no array. What stood before a fault in a
        long array has been given.
    """
    pieces = _pieces(lines)
    start = ""
    for piece in pieces:
        start += piece
        if len(start) > SHORT:
            break
    else:
        yield from read_json(start, name, mapping=mapping, notes=notes)
        return
    whole = chain([start], pieces)
    if not start.startswith("[", _past_blanks(start, 0)):
        yield from read_json("".join(bounded(whole, name)), name, mapping=mapping, notes=notes)
        return
    objects = Objects(name, mapping, notes)
    for number, item in enumerate(array_items(whole, name), start=1):
        yield from shallow(objects, item, Place(name, row=number))
    objects.finish()


def array_items(pieces: Iterator[str], name: str) -> Iterator[object]:
    """Give the items of an array whose text comes in pieces; of it no more is kept than one item and one piece.

    Raises
    ------
    InputError
        The text is not JSON, or a value is too long.

    Examples
    --------
    >>> list(array_items(iter(['[{"a": 1', '}, {"b"', ": [2, 3]}]"]), "compounds.json"))
    [{'a': '1'}, {'b': ['2', '3']}]
    """
    window = _Window(pieces, name)
    window.take("[")
    if window.next_sign() == "]":
        return
    while True:
        yield window.item()
        if window.take(",]") == "]":
            return


class _Window:
    """The part of a text that is in memory."""

    def __init__(self, pieces: Iterator[str], name: str) -> None:
        self._pieces = pieces
        self._name = name
        self._text = ""
        self._at = 0
        self._line = 1

    def next_sign(self) -> str:
        """Give the next character that is no blank; empty at the end."""
        while True:
            self._at = _past_blanks(self._text, self._at)
            if self._at < len(self._text) or not self._reads_on():
                return self._text[self._at : self._at + 1]

    def take(self, awaited: str) -> str:
        """Take the next sign, which has to be an awaited one."""
        sign = self.next_sign()
        if not sign or sign not in awaited:
            raise self._fault(f"Expecting {' or '.join(map(repr, awaited))}")
        self._at += 1
        return sign

    def item(self) -> object:
        """Take the next value."""
        self.next_sign()
        while True:
            fault = ""
            try:
                value, end = decode_at(self._text, self._at)
            except ValueError as error:
                fault, end = json_fault(error), len(self._text)
            if end < len(self._text) or not self._reads_on():
                break
        if fault:
            raise self._fault(fault)
        self._at = end
        return value

    def _reads_on(self) -> bool:
        """Read twice as much of the text as is in memory, without what was taken; False at its end."""
        self._line += self._text.count("\n", 0, self._at)
        kept = self._text[self._at :]
        if len(kept) > LONGEST_ITEM:
            raise self._fault(f"a value of more than {LONGEST_ITEM >> 20} million characters")
        read = [kept]
        size = 0
        for piece in self._pieces:
            read.append(piece)
            size += len(piece)
            if size > len(kept):
                break
        self._text, self._at = "".join(read), 0
        return size > 0

    def _fault(self, fault: str) -> InputError:
        line = self._line + self._text.count("\n", 0, self._at)
        return InputError(f"not valid JSON: {fault}", path=self._name, line=line)


def _pieces(lines: Peekable[str]) -> Iterator[str]:
    for block in lines.blocks(_TOGETHER):
        yield "".join(f"{line}\n" for line in block)


def _past_blanks(text: str, at: int) -> int:
    match = _BLANKS.match(text, at)
    return match.end() if match else at
