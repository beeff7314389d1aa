"""JSON documents: a short one is read as a whole, a long array an item at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain

from gaba_analogs.errors import InputError
from gaba_analogs.readers.io.text import Peekable, bounded
from gaba_analogs.readers.json.objects import AROUND, Objects, decode_at, no_objects, read_json, shallow
from gaba_analogs.readers.notes import InputNotes
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.regex import regex

SHORT = 1 << 26
"""Characters [-] up to which a document is read as a whole: it takes up to ten times as many bytes of memory."""
LONGEST_ITEM = 1 << 26
"""Characters [-] beyond which a value in a long array is refused."""

MOST_WITHOUT_OBJECT = 10_000
"""Values [-] of a long array after which an object is no longer waited for."""

_TOGETHER = 4096
_BLANKS = regex(r"[ \t\r\n]*")
_AROUND = regex(rf"[{AROUND}]*")
_LONGEST_WORD = 16
"""Characters [-] at the end of a text that may be the beginning of a number, a word or an escaped character."""


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
    if not start.startswith("[", _past(_AROUND, start, 0)):
        yield from read_json("".join(bounded(whole, name)), name, mapping=mapping, notes=notes)
        return
    objects = Objects(name, mapping, notes)
    waiting: list[StructureRecord] | None = []
    empty = True
    for number, item in enumerate(array_items(whole, name), start=1):
        empty = False
        records = shallow(objects, item, Place(name, row=number))
        if waiting is None:
            yield from records
        elif isinstance(item, dict):
            yield from chain(waiting, records)
            waiting = None
        elif len(waiting) < MOST_WITHOUT_OBJECT:
            waiting += records
        else:
            raise no_objects(f"an array whose first {MOST_WITHOUT_OBJECT:,} values are no objects", name)
    if waiting is not None:
        raise no_objects("an empty array" if empty else "an array without objects", name)
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
    window.take("[", before=_AROUND)
    if window.next_sign() == "]":
        window.take("]")
    else:
        yield window.item()
        while window.take(",]") == ",":
            yield window.item()
    if window.next_sign(_AROUND):
        raise window.fault("Extra data")


class _Window:
    """The part of a text that is in memory."""

    def __init__(self, pieces: Iterator[str], name: str) -> None:
        self._pieces = pieces
        self._name = name
        self._text = ""
        self._at = 0
        self._line = self._column = 1

    def next_sign(self, blanks: re.Pattern[str] = _BLANKS) -> str:
        """Give the next character that is no blank; empty at the end."""
        while True:
            self._at = _past(blanks, self._text, self._at)
            if self._at < len(self._text) or not self._reads_on():
                return self._text[self._at : self._at + 1]

    def take(self, awaited: str, *, before: re.Pattern[str] = _BLANKS) -> str:
        """Take the next sign, which has to be an awaited one."""
        sign = self.next_sign(before)
        if not sign or sign not in awaited:
            raise self.fault(f"Expecting {' or '.join(map(repr, awaited))}")
        self._at += 1
        return sign

    def item(self) -> object:
        """Take the next value."""
        self.next_sign()
        while True:
            try:
                value, end = decode_at(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._is_cut(error) and self._reads_on():
                    continue
                raise self.fault(error.msg, error.pos) from error
            except ValueError as error:
                raise self.fault(str(error)) from error
            if not self._is_near_end(end) or not self._reads_on():
                self._at = end
                return value

    def _is_cut(self, error: json.JSONDecodeError) -> bool:
        """Tell whether a value may only seem wrong as its end has not been read."""
        return self._is_near_end(error.pos) or error.msg.startswith("Unterminated")

    def _is_near_end(self, at: int) -> bool:
        """Tell whether a word, or a number such as ``1e`` that ``5`` follows, may go on behind what was read."""
        return at > len(self._text) - _LONGEST_WORD

    def _reads_on(self) -> bool:
        """Read twice as much of the text as is in memory, without what was taken; False at its end."""
        kept = self._text[self._at :]
        if len(kept) > LONGEST_ITEM:
            raise self.fault(f"a value of more than {LONGEST_ITEM >> 20} million characters")
        read = [kept]
        size = 0
        for piece in self._pieces:
            read.append(piece)
            size += len(piece)
            if size > len(kept):
                break
        if not size:
            return False
        self._line, self._column = self._place(self._at)
        self._text, self._at = "".join(read), 0
        return True

    def fault(self, fault: str, at: int | None = None) -> InputError:
        """Make the error for a fault in the text, where it is read if nothing else is said."""
        line, column = self._place(self._at if at is None else at)
        return InputError(f"not valid JSON: {fault} at column {column}", path=self._name, line=line)

    def _place(self, at: int) -> tuple[int, int]:
        """Give the line and the column [-] of a character in memory."""
        before = self._text.rfind("\n", 0, at)
        column = at - before if before >= 0 else self._column + at
        return self._line + self._text.count("\n", 0, at), column


def _pieces(lines: Peekable[str]) -> Iterator[str]:
    before = ""
    for block in lines.blocks(_TOGETHER):
        yield before + "\n".join(block)
        before = "\n"


def _past(blanks: re.Pattern[str], text: str, at: int) -> int:
    match = blanks.match(text, at)
    return match.end() if match else at
