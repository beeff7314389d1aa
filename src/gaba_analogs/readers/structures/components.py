"""Entries of the Chemical Component Dictionary of the Protein Data Bank, in mmCIF, one after another.

Sources: PDBx/mmCIF dictionary (mmcif.wwpdb.org), categories ``chem_comp``, ``pdbx_chem_comp_descriptor`` and
``pdbx_chem_comp_identifier``; CIF 1.1 syntax (iucr.org/resources/cif/spec/version1.1). The SMILES of OpenEye is
compared with the one of CACTVS, which leaves stereochemistry out. Coordinates are passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gaba_analogs.errors import InputError, NoRecordsError
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.regex import regex

if TYPE_CHECKING:
    from gaba_analogs.readers.notes import InputNotes

COMPONENT, DESCRIPTORS, NAMES = "_chem_comp", "_pdbx_chem_comp_descriptor", "_pdbx_chem_comp_identifier"
"""The categories that are read."""

LONGEST_TEXT_LINES = 10_000

_READ = frozenset({COMPONENT, DESCRIPTORS, NAMES})
_VALUE = regex(r"""'((?:[^']|'(?=\S))*)'(?=\s|$)|"((?:[^"]|"(?=\S))*)"(?=\s|$)|(\S+)""")
_NOT_STATED = frozenset({"?", "."})
_STATED: Mapping[str, str] = {
    "name": "name",
    "pdbx_synonyms": "synonyms",
    "formula": "formula",
    "formula_weight": "molecular_weight",
    "pdbx_formal_charge": "charge",
}
"""Items of a component, and the fields that they state."""

_SMILES = (("SMILES_CANONICAL", "OpenEye"), ("SMILES_CANONICAL", "CACTVS"), ("SMILES", "ACDLabs"), ("SMILES", ""))
_FLAT = (("SMILES", "CACTVS"), ("SMILES", "OpenEye"))
_IUPAC = ("ACDLabs", "OpenEye", "")
_MARKS = ("@", "/", "\\", "|")
"""Signs of stereochemistry, and of CACTVS's own notation of coordinate bonds, which no other program reads."""


def is_components(lines: Sequence[str]) -> bool:
    """Whether a text begins with an entry of the Chemical Component Dictionary.

    Examples
    --------
    >>> is_components(["data_ATP", "#", "_chem_comp.id   ATP"])
    True
    """
    return any(line.startswith("_chem_comp.") for line in lines) and not any(
        line.startswith("_entry.id") for line in lines
    )


@dataclass(slots=True)
class _Component:
    """One entry: the line on which it begins, and the rows of its categories, items to values."""

    line: int
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)


def read_components(lines: Iterable[str], name: str, *, notes: InputNotes | None = None) -> Iterator[StructureRecord]:
    """Read entries of the dictionary, one record per component.

    Parameters
    ----------
    lines
        The input.
    name
        The input as the user named it.
    notes
        What to tell of the fields that were read.

    Raises
    ------
    InputError
        No entry states a structure or a formula, or a text in one never ends.
    """
    number = 0
    for component in _components(lines, name):
        stated = _stated(component)
        if stated:
            number += 1
            if notes is not None:
                notes.fields.update({field: field for field in stated if field not in notes.fields})
            yield StructureRecord.made_of(stated, Place(name, component.line, number), {})
    if not number:
        raise NoRecordsError("no component in this CIF: its entries state no formula or structure", path=name)


def _stated(component: _Component) -> dict[str, str | None]:
    rows = component.rows
    own = next(iter(rows.get(COMPONENT, [])), {})
    stated: dict[str, str | None] = {field: own[item] for item, field in _STATED.items() if own.get(item)}
    if not stated.get("name") and own.get("id"):
        stated["name"] = own["id"]
    descriptors = rows.get(DESCRIPTORS, [])
    smiles = _first(descriptors, _SMILES, but="|")
    flat = _first([row for row in descriptors if not any(mark in row.get("descriptor", "") for mark in _MARKS)], _FLAT)
    found = {
        "smiles": smiles,
        "connectivity_smiles": flat if flat != smiles else "",
        "inchi": _first(descriptors, (("InChI", ""),)),
        "inchikey": _first(descriptors, (("InChIKey", ""),)),
        "iupac_name": next((text for program in _IUPAC if (text := _name(rows.get(NAMES, []), program))), ""),
    }
    return stated | {field: text for field, text in found.items() if text}


def _first(rows: Sequence[Mapping[str, str]], choices: Sequence[tuple[str, str]], but: str = "") -> str:
    """Give the first descriptor of a kind and a program that is there."""
    for kind, program in choices:
        for row in rows:
            text = row.get("descriptor", "")
            of_program = row.get("program", "").startswith(program)
            if text and row.get("type") == kind and of_program and not (but and but in text):
                return text
    return ""


def _name(rows: Sequence[Mapping[str, str]], program: str) -> str:
    return next((row.get("identifier", "") for row in rows if row.get("program", "").startswith(program)), "")


# ------------------------------------------------------------------------------------------------
# The syntax


class _Category:
    """The items of a category as they are met: one by one, or as the titles of a loop and its rows."""

    def __init__(self) -> None:
        self.titles: list[str] = []
        self.values: list[str] = []
        self.read = False
        self._rows_began = False
        self._looped = False

    def begin(self, line: str) -> None:
        """Begin with the line of a loop, or of an item."""
        self.titles, self.values, self.read = [], [], False
        self._looped, self._rows_began = line.startswith("loop_"), False
        if not self._looped:
            self.add_title(line)

    def takes(self, line: str) -> bool:
        """Whether a line is a title of the loop that has begun."""
        return self._looped and not self._rows_began and line.startswith("_")

    def add_title(self, line: str) -> None:
        """Take a title, and the value behind it."""
        title, *value = line.split(maxsplit=1)
        self.titles.append(title)
        self.read = title.partition(".")[0] in _READ
        if value:
            self.add_values(value[0])

    def add_values(self, line: str) -> None:
        """Take the values of a line."""
        self._rows_began = True
        if self.read:
            self.values += [found[1] or found[2] or found[3] or "" for found in _VALUE.finditer(line)]

    def add_text(self, parts: Sequence[str]) -> None:
        """Take a value that stood between semicolons; its lines are one text, broken where it was long."""
        self._rows_began = True
        if self.read:
            self.values.append("".join(part.strip() for part in parts))

    def add_to(self, component: _Component | None) -> None:
        """Add the rows to the entry; items that stand alone are one row."""
        if component is None or not self.read:
            return
        items = [title.partition(".")[2] for title in self.titles]
        rows = component.rows.setdefault(self.titles[0].partition(".")[0], [])
        width = len(items)
        for start in range(0, len(self.values), width):
            row = zip(items, self.values[start : start + width], strict=False)
            stated = {item: text for item, text in row if text not in _NOT_STATED}
            if self._looped or not rows:
                rows.append(stated)
            else:
                rows[0].update(stated)


def _components(lines: Iterable[str], name: str) -> Iterator[_Component]:
    """Split at ``data_`` lines, and keep the categories that are read."""
    component: _Component | None = None
    category = _Category()
    text: list[str] | None = None
    began = 0
    for number, line in enumerate(lines, start=1):
        if text is not None:
            if line.startswith(";"):
                category.add_text(text)
                text = None
            else:
                text.append(line)
                if len(text) > LONGEST_TEXT_LINES:
                    raise InputError("a text between semicolons never ends", path=name, line=began)
        elif line.startswith(";"):
            text, began = [line[1:]], number
        elif category.takes(line):
            category.add_title(line)
        elif line.startswith(("#", "_", "loop_", "data_")):
            category.add_to(component)
            category = _Category()
            if line.startswith("data_"):
                if component is not None:
                    yield component
                component = _Component(number)
            elif not line.startswith("#"):
                category.begin(line)
        else:
            category.add_values(line)
    if text is not None:
        raise InputError("a text between semicolons never ends", path=name, line=began)
    category.add_to(component)
    if component is not None:
        yield component
