"""How an input of a format is written again with other values, all else as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Literal

from gaba_analogs.dataclass import dataclass
from gaba_analogs.regex import regex

Kind = Literal["table", "article", "entries", "document", "workbook"]
"""Where a value has its place: a cell of a row, a box of a page, a line of an entry, an object of a document, a cell
of a sheet."""

Spelling = Callable[[str], str]
"""Writes a value as it stands in a text."""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """How an input is written again.

    Parameters
    ----------
    kind
        Where a value has its place.
    spellings
        How values may stand in a text; they are tried in this order.
    below
        The line of an entry below which its values stand, for example the last of a molfile; None where they stand
        anywhere.
    """

    kind: Kind
    spellings: Sequence[Spelling] = (str,)
    below: re.Pattern[str] | None = None


def _in_json(text: str) -> str:
    return json.dumps(text)[1:-1]


def _in_unicode_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _in_json_of_php(text: str) -> str:
    return _in_json(text).replace("/", r"\/")


def _in_obo(text: str) -> str:
    return re.sub(r'(["\\])', r"\\\1", text)


TABLE = Rewriting("table")
ARTICLE = Rewriting("article")
WORKBOOK = Rewriting("workbook")
LINES = Rewriting("entries")
BELOW_MOLFILE = Rewriting("entries", below=regex(r"M {2}END"))
JSON_TEXT = Rewriting("entries", (_in_unicode_json, _in_json, _in_json_of_php))
JSON_DOCUMENT = Rewriting("document", JSON_TEXT.spellings)
OBO_TEXT = Rewriting("entries", (str, _in_obo))
