"""Whatever somebody pastes: one value, labelled values on a line or below each other, or what any reader knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from gaba_analogs.errors import InputError, NoRecordsError
from gaba_analogs.notation.formula import read_plain_formula
from gaba_analogs.readers import Say, read_content
from gaba_analogs.readers.labelled.spaced import spaced
from gaba_analogs.readers.tabular.columns import field_shown_by, normalised, recognise
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.record.fields import BY_NAME
from gaba_analogs.regex import regex

if TYPE_CHECKING:
    from gaba_analogs.readers.notes import InputNotes

NOTHING = (
    "no record recognised: paste an infobox, cells with their titles, or values with labels (SMILES: ...; CAS: ...)"
)
PASTED = "pasted"
"""What a pasted text is called in reports."""

_KNOWN = r"(?:SMILES|InChIKey|CAS(?: RN| No\.?)?|MW|Formula|UNII)"
_PIECES = regex(
    r"\n|;\s|\s\|\s|(?<=\S)\s{3,}(?=\S+\s*[:=]\s)|\.\s+(?=[A-Z][\w .]{1,30}:\s)|,\s+(?=[A-Za-z][\w .-]{1,25}:\s)"
    rf"|,\s+(?={_KNOWN}\s)"
)
_LABELLED = regex(r"\s*(?P<label>[^\t:={}|]{1,60}?)\s*(?::\s*|=\s*|\t+)(?P<value>\S.*?)\s*[;,]?\s*", re.DOTALL)
_SPACED = regex(rf"\s*(?P<label>{_KNOWN})\s+(?P<value>[^\s:=]\S*?)\s*[;,.]?\s*", re.IGNORECASE)
"""A label that is so well known that nothing need stand between it and its value."""
_PARAMETERS = regex(r"\s*\|\s*\w[\w ]*=")
"""The first line of an infobox without its braces."""
_MOST_PIECES = 80
_LONGEST = 20_000
_STRUCTURAL = frozenset(
    {"smiles", "inchi", "inchikey", "formula", "molecular_weight", "monoisotopic_mass", "cas", "name"}
)


def read_pasted(text: str, *, say: Say, notes: list[InputNotes] | None = None) -> Iterator[StructureRecord]:
    r"""Read the records of a pasted text.

    Parameters
    ----------
    text
        An infobox, cells of a spreadsheet, lines of SMILES and names, a paragraph of supporting information, labels
        with values ("SMILES: ...; CAS: ..."), or a single value.
    say, notes
        As for `readers.read`.

    Raises
    ------
    InputError
        Nothing in it is recognised.

    Examples
    --------
    >>> gaba = next(read_pasted("SMILES: NCCCC(=O)O; CAS: 56-12-2; MW 103.12", say=print))
    >>> dict(gaba.stated())
    {'smiles': 'NCCCC(=O)O', 'molecular_weight': '103.12', 'cas': '56-12-2'}
    >>> next(read_pasted("BTCSSZJGUNDROE-UHFFFAOYSA-N", say=print)).inchikey
    'BTCSSZJGUNDROE-UHFFFAOYSA-N'
    """
    bare = text.strip("\ufeff\0 \t\r\n")
    if not bare:
        raise NoRecordsError("nothing was pasted", path=PASTED)
    single = _single(bare)
    stated = {single: bare} if single is not None else _labelled(bare)
    if stated:
        return iter([StructureRecord.made_of(stated, Place(PASTED, 1, 1), {})])
    if _PARAMETERS.match(bare) and "{{" not in bare:
        text = f"{{{{Chembox\n{bare}\n}}}}"
    return _read(text, say, notes)


def _read(text: str, say: Say, notes: list[InputNotes] | None) -> Iterator[StructureRecord]:
    try:
        for record in read_content(text.encode("utf-8", "replace"), PASTED, say=say, notes=notes):
            yield replace(record, name=None) if record.name == PASTED else record  # the title of an article without one
    except NoRecordsError as error:
        raise NoRecordsError(NOTHING, path=PASTED) from error


def _single(text: str) -> str | None:
    """Name the field of a text that is one value; None for anything else."""
    if len(text.split("\n")) > 1 or "\t" in text:
        return None
    field = field_shown_by(text)
    if field is not None and field in BY_NAME and (field != "smiles" or " " not in text):
        return field
    return "formula" if " " not in text and read_plain_formula(text) is not None else None


def _labelled(text: str) -> dict[str, str]:
    """Read labels and values; nothing where not every piece has a label that states a field."""
    if len(text) > _LONGEST or "{{" in text or text.startswith(("{", "[", "<")) or text.count("\n") > _MOST_PIECES:
        return {}
    stated: dict[str, str] = {}
    strangers = 0
    for piece in filter(str.strip, _PIECES.split(text)):
        found = _SPACED.fullmatch(piece) or _LABELLED.fullmatch(piece)
        field, value = (None, "") if found is None else (_field(found["label"]), found["value"])
        if field is None and "\t" not in piece and (apart := spaced(piece.strip(" ;,"), _field)) is not None:
            field, value = apart
        if (found is None and field not in BY_NAME) or (field is None and not stated and "\t" in piece):
            return {}
        if field is None or field not in BY_NAME:
            strangers += 1
        elif field in stated:
            return {}
        else:
            stated[field] = value
        if _field(value) is not None and "\t" in piece:  # the header of a table
            return {}
    known = not _STRUCTURAL.isdisjoint(stated)
    return stated if known and len(stated) > strangers and (len(stated) > 1 or strangers == 0) else {}


def _field(label: str) -> str | None:
    if not normalised(label) or len(label) > 60:
        return None
    try:
        found = recognise([label])
    except InputError:
        return None
    return next((field for field in found.cells if field in BY_NAME), None)
