"""Drawings of ChemDraw (CDXML, CDX) and Marvin (MRV), and MOL2 files: RDKit turns each structure into a molfile.

A text beside a drawn structure is its name, or states what its label says, as ChemDraw's "Chemical Formula: C4H9NO2".
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from gaba_analogs.errors import InputError, NoRecordsError
from gaba_analogs.readers.io.apart import Piece, Result, apart
from gaba_analogs.readers.io.text import bounded, too_long
from gaba_analogs.readers.labelled.entries import LONGEST_ENTRY_LINES, begun_by, collected
from gaba_analogs.readers.labelled.pages import PAGE
from gaba_analogs.readers.xml.elements import record_elements
from gaba_analogs.record import FIELDS, Place, StructureRecord
from gaba_analogs.regex import regex

if TYPE_CHECKING:
    from rdkit.Chem import Mol

CDX_MAGIC = b"VjCD0100"
"""What a binary ChemDraw file begins with."""

FARTHEST = 60.0
"""Most points [pt] between a structure and the text that belongs to it: four bonds."""

TOGETHER = 64
"""Most molecules [-] that are parsed together, in one process."""
LONGEST_NUMBER = 30
"""Most characters [-] of a number that is copied for each structure."""
UNREADABLE = "RDKit cannot read this structure: save it as a molfile"
WITHOUT_HYDROGENS = "atoms lack hydrogens, which a MOL2 file has to state: add them"
_MOL2 = regex(r"@<TRIPOS>MOLECULE")


class Box(NamedTuple):
    """What a structure or a text covers on the page [pt]: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def distance(self, other: Box) -> float:
        """Give the gap [pt] between two boxes; 0 where they overlap.

        Examples
        --------
        >>> Box(0, 0, 10, 10).distance(Box(2, 14, 8, 20))
        4.0
        """
        across = max(other.left - self.right, self.left - other.right, 0.0)
        along = max(other.top - self.bottom, self.top - other.bottom, 0.0)
        return math.hypot(across, along)


def read_cdxml(content: Iterable[bytes], name: str) -> Iterator[StructureRecord]:
    """Read a ChemDraw drawing in XML, one record per structure.

    Parameters
    ----------
    content
        The drawing, in pieces.
    name
        The input as the user named it.

    Raises
    ------
    InputError
        The drawing is damaged, or holds no structure.
    """
    document = _document(b"".join(bounded(content, name)), name)
    fragments = list(_outermost(document, "fragment"))
    if not fragments:
        raise NoRecordsError("no structure in this drawing", path=name)
    beside = _texts(document, fragments)
    scale = document.get("BondLength", "")[:LONGEST_NUMBER]
    numbered = enumerate(fragments, start=1)
    while together := list(islice(numbered, TOGETHER)):
        blocks = [_alone(part, scale) for _, part in together]
        for (number, _), drawn in zip(together, _apart(_of_cdxml, blocks), strict=True):
            yield _record(drawn, Place(name, row=number), collected(PAGE.items(beside.get(number, []))))


def read_cdx(content: bytes, name: str) -> Iterator[StructureRecord]:
    """Read a binary ChemDraw drawing, one record per structure; texts are not read.

    Raises
    ------
    InputError
        The drawing is damaged, or holds no structure.
    """
    number = 0
    for number, drawn in enumerate(_binary(content, name), start=1):
        yield _record(drawn, Place(name, row=number), {})
    if not number:
        raise NoRecordsError("no structure in this drawing", path=name)


def read_mrv(content: Iterable[bytes], name: str) -> Iterator[StructureRecord]:
    """Read a Marvin document, one record per molecule; its title is the name.

    Raises
    ------
    InputError
        The document is damaged, or holds no molecule.
    """
    number = 0
    for structure in _document(b"".join(bounded(content, name)), name).iter("MChemicalStruct"):
        for molecule in structure.findall("molecule"):
            number += 1
            body = ET.tostring(molecule, encoding="unicode")
            block = f"<cml><MDocument><MChemicalStruct>{body}</MChemicalStruct></MDocument></cml>"
            title = (molecule.get("title") or "").strip()
            yield _record(_apart(_of_mrv, [block])[0], Place(name, row=number), {"name": title})
    if not number:
        raise NoRecordsError("no molecule in this Marvin document", path=name)


def read_mol2(lines: Iterable[str], name: str) -> Iterator[StructureRecord]:
    """Read a MOL2 file, one record per molecule.

    Raises
    ------
    InputError
        The file holds no molecule.
    """
    number = 0
    entries = begun_by(_MOL2)(lines, name)
    while together := list(islice(entries, TOGETHER)):
        blocks = ["\n".join([*entry, ""]) if len(entry) <= LONGEST_ENTRY_LINES else "" for _, entry in together]
        for (line, entry), drawn in zip(together, _apart(_of_mol2, blocks), strict=True):
            number += 1
            title = entry[1].strip() if len(entry) > 1 else ""
            stated = {"name": "" if not title.strip("*") else title}
            problem = too_long(entry, LONGEST_ENTRY_LINES)
            if problem is None and drawn is not None and drawn.lacks_hydrogens:
                problem = WITHOUT_HYDROGENS
            if problem is not None:
                yield StructureRecord.made_of({**stated}, Place(name, line, number), {}, problem)
            else:
                yield _record(drawn, Place(name, line, number), stated)
    if not number:
        raise NoRecordsError("no molecule in this MOL2 file", path=name)


# ------------------------------------------------------------------------------------------------
# Structures


class _Drawn(NamedTuple):
    """A structure as a molfile, and whether it lacks hydrogens that its file has to state."""

    molblock: str
    lacks_hydrogens: bool = False


def _apart(parse: Callable[[Piece], Result], pieces: Sequence[Piece]) -> list[Result | None]:
    """Parse in a process apart, with RDKit loaded once for all of them."""
    from rdkit import Chem, rdBase  # noqa: F401, PLC0415 - only for drawings

    return apart(parse, pieces)


def _binary(content: bytes, name: str) -> Sequence[_Drawn | None]:
    (found,) = _apart(_of_cdx, [content])
    if found is None:
        raise InputError("damaged drawing (it crashes RDKit, or takes it too long)", path=name)
    if isinstance(found, str):
        raise InputError(f"damaged drawing ({found})", path=name)
    return found


def _alone(fragment: ET.Element, scale: str) -> bytes:
    """Write a drawing of one structure: RDKit gives up a whole drawing for one that is damaged."""
    drawing = ET.Element("CDXML", {"BondLength": scale} if scale else {})
    ET.SubElement(drawing, "page").append(fragment)
    return ET.tostring(drawing)


def _of_cdxml(content: bytes) -> _Drawn | None:
    found = _of_chemdraw(content, binary=False)
    return None if isinstance(found, str) else next(iter(found), None)


def _of_cdx(content: bytes) -> list[_Drawn | None] | str:
    return _of_chemdraw(content, binary=True)


def _of_chemdraw(content: bytes, *, binary: bool) -> list[_Drawn | None] | str:
    """Give the structures, or the reason why there are none."""
    from rdkit import Chem  # noqa: PLC0415 - only for drawings
    from rdkit.rdBase import BlockLogs  # noqa: PLC0415

    parameters = Chem.CDXMLParserParams()
    parameters.format = Chem.CDXMLFormat.CDX if binary else Chem.CDXMLFormat.CDXML
    try:
        with BlockLogs():
            found = Chem.MolsFromCDXML(content if binary else content.decode("utf-8", "replace"), parameters)
            return [_drawn(mol) for mol in found]
    except (RuntimeError, ValueError, KeyError) as error:
        return " ".join(str(error).split())[:120]


def _of_mrv(block: str) -> _Drawn | None:
    from rdkit import Chem  # noqa: PLC0415

    return _parsed(Chem.MolFromMrvBlock, block)


def _of_mol2(block: str) -> _Drawn | None:
    from rdkit import Chem  # noqa: PLC0415

    return _parsed(Chem.MolFromMol2Block, block)


def _parsed(parse: Callable[[str], Mol | None], block: str) -> _Drawn | None:
    from rdkit.rdBase import BlockLogs  # noqa: PLC0415

    try:
        with BlockLogs():
            return _drawn(parse(block))
    except (RuntimeError, ValueError):
        return None


def _drawn(mol: Mol | None) -> _Drawn | None:
    from rdkit import Chem  # noqa: PLC0415

    if mol is None or not mol.GetNumAtoms():
        return None
    block = Chem.MolToMolBlock(mol, forceV3000=bool(mol.GetStereoGroups()))
    return _Drawn(block, any(atom.GetNumRadicalElectrons() for atom in mol.GetAtoms()))


def _record(drawn: _Drawn | None, place: Place, stated: dict[str, str]) -> StructureRecord:
    own: dict[str, str | None] = {field: text for field, text in stated.items() if text and field in FIELDS}
    if drawn is None:
        return StructureRecord.made_of(own, place, {}, UNREADABLE)
    return StructureRecord.made_of({**own, "molblock": drawn.molblock}, place, {})


# ------------------------------------------------------------------------------------------------
# Texts beside structures


def _document(content: bytes, name: str) -> ET.Element:
    """Parse a document, whose entities are refused."""
    roots = [element for _, element in record_elements([content], name, lambda _: (1, None))]
    if not roots:
        raise InputError("the drawing is empty", path=name)
    return roots[0]


def _outermost(element: ET.Element, tag: str) -> Iterator[ET.Element]:
    """Give the elements of a kind that do not lie within another structure, as the parts of an abbreviation do."""
    for part in element:
        if part.tag == tag:
            yield part
        elif part.tag != "fragment":
            yield from _outermost(part, tag)


def _texts(document: ET.Element, fragments: Sequence[ET.Element]) -> dict[int, list[str]]:
    """Give the lines of the texts that stand nearest to each structure, by its number from 1."""
    boxes = {number: box for number, part in enumerate(fragments, start=1) if (box := _box(part)) is not None}
    beside: dict[int, list[str]] = {}
    for text in _outermost(document, "t"):
        box = _box(text)
        lines = "".join(run.text or "" for run in text.iter("s")).split("\n")
        if box is None or not boxes or not any(line.strip() for line in lines):
            continue
        nearest = min(boxes, key=lambda number: boxes[number].distance(box))
        if boxes[nearest].distance(box) <= FARTHEST:
            beside.setdefault(nearest, []).extend(lines)
    return beside


def _box(element: ET.Element) -> Box | None:
    try:
        left, top, right, bottom = map(float, element.get("BoundingBox", "").split())
    except ValueError:
        return None
    return Box(min(left, right), min(top, bottom), max(left, right), max(top, bottom))
