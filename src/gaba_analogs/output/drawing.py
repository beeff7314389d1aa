"""The structures that a record states, drawn beside one another, with what differs highlighted.

Fields that agree on everything share one drawing. The drawings of a record share one orientation,
that of the first; a picture is a few numbers and letters, which the page turns into SVG.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any, cast

import numpy as np  # noqa: F401 - before RDKit loads it, which prints what a Ctrl-C raises meanwhile, and goes on
from rdkit import Chem
from rdkit.Chem import rdCIPLabeler, rdDepictor, rdFMCS, rdMolAlign
from rdkit.Chem.Draw import rdMolDraw2D
from rdkit.Chem.EnumerateStereoisomers import EnumerateStereoisomers, GetStereoisomerCount, StereoEnumerationOptions

from gaba_analogs.chemistry.structure import Structure, inchi_of, key_of, quiet
from gaba_analogs.names import default_parser, unavailable_reason
from gaba_analogs.notation.inchi import Layers, read_inchi, read_layers
from gaba_analogs.notation.inchikey import read_inchikey
from gaba_analogs.notation.stereo_layers import StereoKey
from gaba_analogs.record.fields import BY_NAME, Kind, of_kind
from gaba_analogs.regex import regex
from gaba_analogs.results.findings import RecordReport, Severity

_FIRST = (Kind.SMILES, Kind.MOLBLOCK, Kind.SYSTEMATIC_NAME, Kind.INCHI, Kind.CONNECTIVITY_SMILES)
DRAWABLE = tuple(name for kind in _FIRST for name in of_kind(kind))
"""Fields that state a structure, the one whose text is drawn first."""

LARGEST = 150
"""Largest structure [atoms] that is drawn: more could not be told apart on a page."""
LARGEST_COMPARED = 80
"""Largest structures [atoms] whose common part is looked for."""
PATIENCE = 1
"""Time [s] for the common part of two structures."""
MOST_ISOMERS = 32
"""Most stereoisomers [-] that are tried for the one that a key belongs to."""

_ASPECTS = ("composition", "connectivity", "mobile hydrogens", "protonation", "stereo", "isotopes")
_HIGHLIGHT = "#FF7F00"
_SCALE = 10
_GAP = 2.0  # between components, in the units of RDKit's layout, whose bonds are 1.5 long

Shape = dict[str, object]
"""A picture: ``size``, and paths by kind, in tenths of a pixel."""


@dataclass
class Panel:
    """What one group of fields states.

    Parameters
    ----------
    fields
        Canonical field names.
    structure
        What they state; None where nothing can be drawn.
    remark
        What the picture is, or why there is none; empty where it speaks for itself.
    differing, differing_bonds
        Atoms and bonds (from 0) that differ from the first panel; in the first, from any other.
    notes, bond_notes
        Atom, or bond, (from 0) to the configuration that is written beside it.
    shape
        The picture.
    layout
        The molecule as it is laid out, to be drawn in another form.
    """

    fields: list[str]
    structure: Structure | None = None
    remark: str = ""
    differing: set[int] = field(default_factory=set)
    differing_bonds: set[int] = field(default_factory=set)
    notes: dict[int, str] = field(default_factory=dict)
    bond_notes: dict[int, str] = field(default_factory=dict)
    shape: Shape | None = None
    layout: Chem.Mol | None = None

    @property
    def mol(self) -> Chem.Mol | None:
        """Molecule to draw."""
        return None if self.structure is None else self.structure.mol


def draw(report: RecordReport) -> list[Panel]:
    """Draw what the fields of a record state; what they state alike is drawn once.

    Examples
    --------
    >>> from gaba_analogs.api.verify import verify
    >>> r_baclofen, s_key = "NC[C@H](CC(=O)O)c1ccc(Cl)cc1", "KPYSYYIEGFHWSV-QMMMGPOBSA-N"
    >>> panels = draw(verify({"smiles": r_baclofen, "inchikey": s_key.replace("QMMMGPOB", "MRVPVSSY")}, names=False))
    >>> [(panel.fields, panel.notes) for panel in panels]
    [(['smiles'], {2: 'R'}), (['inchikey'], {2: 'S'})]
    """
    with quiet():
        panels = _panels(report)
        drawn = [panel for panel in panels if panel.mol is not None]
        if drawn:
            _depict(drawn)
        return panels


def _panels(report: RecordReport) -> list[Panel]:
    """Unite the fields that agree; the group that is believed comes first."""
    places = {name: _place(name, report) for name in DRAWABLE if getattr(report.record, name)}
    panels: list[Panel] = []
    for name, place in places.items():
        if not place and any(places.values()) and name not in report.suspects:
            continue  # neither compared nor accused: a tool's limit, or a name that was not read
        home = next((p for p in panels if place and _alike(places[p.fields[0]], place)), None)
        if home is None:
            panels.append(Panel([name]))
        else:
            home.fields.append(name)
    panels.sort(key=lambda panel: (all(name in report.suspects for name in panel.fields), -len(panel.fields)))
    for panel in panels:
        _read(panel, report)
    if report.record.inchikey and panels:
        _join_key(panels, report, places)
    return panels


def _place(name: str, report: RecordReport) -> dict[str, int]:
    """Give the number of the group that a field belongs to, by aspect."""
    return {
        aspect: number
        for aspect in _ASPECTS
        for number, group in enumerate(report.agreement.get(aspect, ()))
        if name in group
    }


def _alike(one: dict[str, int], other: dict[str, int]) -> bool:
    return bool(one) and all(other.get(aspect, number) == number for aspect, number in one.items())


def _read(panel: Panel, report: RecordReport) -> None:
    """Perceive the first field that can be drawn."""
    panel.fields.sort(key=DRAWABLE.index)
    for name in panel.fields:
        structure = _structure(name, str(getattr(report.record, name)))
        if structure is None or structure.mol is None:
            continue
        if structure.mol.GetNumAtoms() > LARGEST:
            panel.remark = f"{structure.mol.GetNumAtoms()} atoms are too many to be drawn"
            return
        panel.structure = structure
        if structure.fault is not None and not structure.fault.limit:
            panel.remark = "as written, although it cannot exist"
        return
    panel.remark = "cannot be read as a structure"


def _structure(name: str, text: str) -> Structure | None:
    kind = BY_NAME[name].kind
    if kind in {Kind.SMILES, Kind.CONNECTIVITY_SMILES}:
        return Structure.from_smiles(text)
    if kind is Kind.MOLBLOCK:
        return Structure.from_molblock(text)
    if kind is Kind.INCHI:
        value = read_inchi(text).value
        return None if value is None else Structure.from_inchi(value)
    if unavailable_reason() is not None:
        return None
    (parsed,) = default_parser().parse([text])
    return None if parsed.smiles is None else Structure.from_smiles(parsed.smiles)


# --------------------------------------------------------------------------------------------------
# The key
# --------------------------------------------------------------------------------------------------


def _join_key(panels: list[Panel], report: RecordReport, places: dict[str, dict[str, int]]) -> None:
    """Put the key to the structure that it fits; else look for the stereoisomer that it belongs to."""
    place = _place("inchikey", report)
    home = next((p for p in panels if _alike(place, places[p.fields[0]])), None)
    disputed = "inchikey" in report.suspects or any(
        "inchikey" in finding.fields and finding.severity is Severity.ERROR for finding in report.findings
    )
    if home is not None:
        home.fields.append("inchikey")
        return
    if not place and not disputed:
        return
    key = read_inchikey(str(report.record.inchikey)).value
    found = next((s for p in panels if p.structure is not None and (s := _with_key(p.structure, key))), None)
    remark = "drawn from what the key was found to belong to" if found else "a key cannot be read backwards"
    panels.append(Panel(["inchikey"], found, remark))


def _with_key(structure: Structure, key: str | None) -> Structure | None:
    """Find the stereoisomer of a structure that has the key."""
    mol = structure.mol
    if key is None or mol is None or structure.inchikey[:14] != key[:14]:
        return None
    for isomer in _isomers(mol):
        if key_of(inchi_of(isomer)) == key:
            return Structure.from_smiles(Chem.MolToSmiles(isomer))
    return None


def _isomers(mol: Chem.Mol) -> Iterator[Chem.Mol]:
    """Give the flat form, then every stereoisomer where they are few."""
    flat = Chem.Mol(mol)
    Chem.RemoveStereochemistry(flat)
    yield flat
    options: Any = StereoEnumerationOptions(onlyUnassigned=False, unique=True, maxIsomers=MOST_ISOMERS)  # type: ignore[no-untyped-call]  # RDKit
    if GetStereoisomerCount(mol, options=options) <= MOST_ISOMERS:  # type: ignore[no-untyped-call]  # likewise
        yield from EnumerateStereoisomers(Chem.Mol(mol), options=options)  # type: ignore[no-untyped-call]  # likewise


# --------------------------------------------------------------------------------------------------
# What differs
# --------------------------------------------------------------------------------------------------


def _depict(panels: Sequence[Panel]) -> None:
    """Lay out the first structure, the others along it, and draw them."""
    first, *others = panels
    ready: list[Chem.Mol] = [_prepared(panel) for panel in panels]
    _lay_out(ready[0])
    for panel, mol in zip(others, ready[1:], strict=True):
        pairs = _compare(first, panel)
        _leave_open(panel, mol)
        kept = _one_side(panel, pairs)
        if not _lay_along(ready[0], mol, kept) or not _is_faithful(panel, mol):
            _lay_out(mol)
            _turn_along(ready[0], mol, kept)
    _leave_open(first, ready[0])
    for panel, mol in zip(panels, ready, strict=True):
        panel.layout = mol
        panel.shape = _picture(panel, mol)


def _prepared(panel: Panel) -> Chem.Mol:
    """Give a copy to draw, with alternating double bonds where that is possible."""
    assert panel.mol is not None  # noqa: S101 - draw() keeps those that can be drawn
    mol = Chem.Mol(panel.mol)
    mol.RemoveAllConformers()
    try:
        Chem.Kekulize(mol)
    except (ValueError, RuntimeError):
        mol = Chem.Mol(panel.mol)
        mol.RemoveAllConformers()
    return mol


def _leave_open(panel: Panel, mol: Chem.Mol) -> None:
    """Let a double bond whose geometry this side does not specify be drawn crossed."""
    for index, note in panel.bond_notes.items():
        if note == "?":
            mol.GetBondWithIdx(index).SetStereo(Chem.BondStereo.STEREOANY)


def _one_side(panel: Panel, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the atoms on the larger side of double bonds whose geometry differs: the other side moves."""
    mol = panel.mol
    cut = sorted(index for index, note in panel.bond_notes.items() if note != "?")
    if mol is None or not cut or not pairs:
        return pairs
    parts: Sequence[tuple[int, ...]] = Chem.GetMolFrags(Chem.FragmentOnBonds(mol, cut, addDummies=False))
    longest = max(parts, key=len)
    largest = set(longest)
    for bond in (mol.GetBondWithIdx(index) for index in cut):
        if {bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()} & largest:
            largest |= {bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()}
    return [(i, j) for i, j in pairs if j in largest]


def _is_faithful(panel: Panel, mol: Chem.Mol) -> bool:
    """Tell whether a layout shows every double bond as it is stated: a borrowed one may not."""
    if panel.structure is None or not panel.structure.layers.double_bonds:
        return True
    drawn = Chem.MolFromMolBlock(Chem.MolToMolBlock(mol))
    shown = {} if drawn is None else read_layers(inchi_of(drawn)).double_bonds
    return panel.structure.layers.double_bonds.items() <= shown.items()


def _lay_along(first: Chem.Mol, mol: Chem.Mol, pairs: Sequence[tuple[int, int]]) -> bool:
    if not pairs:
        return False
    try:
        rdDepictor.GenerateDepictionMatching2DStructure(mol, first, atomMap=list(pairs))
    except (ValueError, RuntimeError):
        return False
    _set_aside(mol, {index for _, index in pairs})
    return True


def _lay_out(mol: Chem.Mol) -> None:
    rdDepictor.Compute2DCoords(mol)
    rdDepictor.NormalizeDepiction(mol)
    rdDepictor.StraightenDepiction(mol, minimizeRotation=True)


def _turn_along(first: Chem.Mol, mol: Chem.Mol, pairs: Sequence[tuple[int, int]]) -> None:
    """Turn a layout of its own as a whole, so that what corresponds points the same way."""
    if len(pairs) < 3:
        return
    turned = Chem.Mol(mol)
    rdMolAlign.AlignMol(turned, first, atomMap=[(j, i) for i, j in pairs])
    points = turned.GetConformer().GetPositions()
    if abs(points[:, 2]).max() > 0.1:
        return
    for index, (x, y, _) in enumerate(points):
        mol.GetConformer().SetAtomPosition(index, (float(x), float(y), 0.0))


def _set_aside(mol: Chem.Mol, placed: set[int]) -> None:
    """Move the components without a counterpart to the right of the others."""
    conformer = mol.GetConformer()
    components = Chem.GetMolFrags(mol)
    lone = [component for component in components if not placed & set(component)]
    rest = [index for component in components if placed & set(component) for index in component]
    for component in lone:
        edge = max(conformer.GetAtomPosition(index).x for index in rest)
        middle = sum(conformer.GetAtomPosition(index).y for index in rest) / len(rest)
        own = [conformer.GetAtomPosition(index) for index in component]
        right, up = edge + _GAP - min(p.x for p in own), middle - sum(p.y for p in own) / len(own)
        for index, point in zip(component, own, strict=True):
            conformer.SetAtomPosition(index, (point.x + right, point.y + up, 0.0))
        rest.extend(component)


def _compare(one: Panel, other: Panel) -> list[tuple[int, int]]:
    """Mark what differs in both panels, and give the atoms that correspond."""
    a, b = one.structure, other.structure
    assert a is not None  # noqa: S101 - draw() keeps those that can be drawn
    assert b is not None  # noqa: S101 - likewise
    pairs = _same_numbers(a, b)
    if pairs:
        _mark_stereo(one, other)
        if a.layers.protons != b.layers.protons:
            _mark_atoms(one, other, pairs)
        elif a.layers.labels != b.layers.labels:
            _mark_isotopes(one, other, pairs)
        return pairs
    pairs = _common_part(one.mol, other.mol)
    if 2 * len(pairs) >= min(_size(one.mol), _size(other.mol)):
        _mark_unmatched(one, other, pairs)
        _mark_atoms(one, other, pairs)
        _mark_bonds(one, other, pairs)
        return pairs
    return []


def _size(mol: Chem.Mol | None) -> int:
    return 0 if mol is None else int(mol.GetNumAtoms())


def _same_numbers(a: Structure, b: Structure) -> list[tuple[int, int]]:
    """Pair the atoms by their InChI numbers, where the skeletons are one."""
    if a.layers.skeleton != b.layers.skeleton:
        return []
    mine, theirs = a.canonical_atoms, b.canonical_atoms
    if [len(part) for part in mine] != [len(part) for part in theirs]:
        return []
    return [pair for left, right in zip(mine, theirs, strict=True) for pair in zip(left, right, strict=True)]


def _mark_stereo(one: Panel, other: Panel) -> None:
    """Highlight the centres and double bonds whose configuration differs, and write it beside them."""
    assert one.structure is not None  # noqa: S101 - as in _compare
    assert other.structure is not None  # noqa: S101 - likewise
    mine, theirs = _configuration(one.structure.layers), _configuration(other.structure.layers)
    keys = [key for key in mine.keys() | theirs.keys() if mine.get(key) != theirs.get(key)]
    for panel, known in ((one, mine), (other, theirs)):
        structure = panel.structure
        assert structure is not None  # noqa: S101 - as above
        labels = dict(structure.cip_labels)
        for key in keys:
            atoms = _atoms_of(key, structure)
            panel.differing |= set(atoms)
            if len(atoms) == 1:
                panel.notes[atoms[0]] = labels.get(atoms[0], "") if key in known else "?"
            elif len(atoms) == 2 and structure.mol is not None:
                bond = structure.mol.GetBondBetweenAtoms(*atoms)
                if bond is not None:
                    panel.differing_bonds.add(bond.GetIdx())
                    panel.bond_notes[bond.GetIdx()] = _geometry(structure.mol, bond.GetIdx()) if key in known else "?"


def _geometry(mol: Chem.Mol, index: int) -> str:
    """Give E or Z of a double bond; empty where the label cannot be found."""
    labelled = Chem.Mol(mol)
    try:
        rdCIPLabeler.AssignCIPLabels(labelled, set(), {index})
    except RuntimeError:
        return ""
    bond = labelled.GetBondWithIdx(index)
    return str(bond.GetProp("_CIPCode")) if bond.HasProp("_CIPCode") else ""


def _configuration(layers: Layers) -> dict[StereoKey, str]:
    return {**layers.double_bonds, **layers.centres}


def _atoms_of(key: StereoKey, structure: Structure) -> list[int]:
    """Give the atoms (from 0) of a centre or a double bond; none where they cannot be told."""
    component, numbers = key
    parts = structure.canonical_atoms
    wanted = [int(number) for number in str(numbers).split("-")]
    if component >= len(parts) or max(wanted) > len(parts[component]):
        return []
    return [parts[component][number - 1] for number in wanted]


def _mark_isotopes(one: Panel, other: Panel, pairs: Sequence[tuple[int, int]]) -> None:
    for i, j in pairs:
        a, b = _atom(one, i), _atom(other, j)
        if a.GetIsotope() != b.GetIsotope() or _heavy_hydrogens(a) != _heavy_hydrogens(b):
            _mark_pair(one, other, i, j)


def _heavy_hydrogens(atom: Chem.Atom) -> list[int]:
    return sorted(n.GetIsotope() for n in atom.GetNeighbors() if n.GetAtomicNum() == 1 and n.GetIsotope())


def _mark_atoms(one: Panel, other: Panel, pairs: Sequence[tuple[int, int]]) -> None:
    """Highlight atoms of another charge, number of hydrogens or isotope."""
    for i, j in pairs:
        a, b = _atom(one, i), _atom(other, j)
        facts = [(x.GetFormalCharge(), x.GetTotalNumHs(includeNeighbors=True), x.GetIsotope()) for x in (a, b)]
        if facts[0] != facts[1]:
            _mark_pair(one, other, i, j)


def _mark_pair(one: Panel, other: Panel, i: int, j: int) -> None:
    one.differing.add(i)
    other.differing.add(j)


def _atom(panel: Panel, index: int) -> Chem.Atom:
    assert panel.mol is not None  # noqa: S101 - as in _compare
    return panel.mol.GetAtomWithIdx(index)


def _mark_unmatched(one: Panel, other: Panel, pairs: Sequence[tuple[int, int]]) -> None:
    one.differing |= set(range(_size(one.mol))) - {i for i, _ in pairs}
    other.differing |= set(range(_size(other.mol))) - {j for _, j in pairs}


def _mark_bonds(one: Panel, other: Panel, pairs: Sequence[tuple[int, int]]) -> None:
    """Highlight bonds of another order, and those that only one side has."""
    there = dict(pairs)
    back = {j: i for i, j in pairs}
    for panel, rival, partner in ((one, other, there), (other, one, back)):
        assert panel.mol is not None  # noqa: S101 - as in _compare
        assert rival.mol is not None  # noqa: S101 - likewise
        for bond in panel.mol.GetBonds():
            begin, end = partner.get(bond.GetBeginAtomIdx()), partner.get(bond.GetEndAtomIdx())
            match = None if begin is None or end is None else rival.mol.GetBondBetweenAtoms(begin, end)
            if match is None or match.GetBondType() != bond.GetBondType():
                panel.differing_bonds.add(bond.GetIdx())


def _common_part(a: Chem.Mol | None, b: Chem.Mol | None) -> list[tuple[int, int]]:
    """Pair the atoms of the largest common part; none where it is not found in time."""
    if a is None or b is None or max(a.GetNumAtoms(), b.GetNumAtoms()) > LARGEST_COMPARED:
        return []
    found = rdFMCS.FindMCS(
        [a, b],
        timeout=PATIENCE,
        atomCompare=rdFMCS.AtomCompare.CompareElements,
        bondCompare=rdFMCS.BondCompare.CompareAny,
        ringMatchesRingOnly=True,
    )
    if not found.numAtoms or found.queryMol is None:
        return []
    mine, theirs = a.GetSubstructMatch(found.queryMol), b.GetSubstructMatch(found.queryMol)
    return list(zip(mine, theirs, strict=True)) if mine and theirs else []


# --------------------------------------------------------------------------------------------------
# The picture
# --------------------------------------------------------------------------------------------------

_NUMBER = regex(r"-?\d+(?:\.\d+)?")
_ONE_DECIMAL = regex(r"(?:[A-Za-z ,]|-?\d+\.\d(?!\d))*")
_AROUND_LETTER = regex(r" ?([A-Za-z]) ?")
_FONT = regex(r"font-size:(\d+)px")


def _picture(panel: Panel, mol: Chem.Mol) -> Shape | None:
    """Draw with RDKit, and keep of its SVG what a page needs to draw it again in its own colours."""
    svg = _drawn(panel, mol, rdMolDraw2D.MolDraw2DSVG(-1, -1, -1, -1, True))
    return None if svg is None else shape_of_svg(svg)


def png_of(panel: Panel, width: int, height: int) -> bytes | None:
    """Draw what a group of fields states as a PNG; None where it cannot be drawn.

    Parameters
    ----------
    panel
        The group, as `draw` gives it.
    width, height
        Size of the picture [px].
    """
    if panel.layout is None:
        return None
    drawer = rdMolDraw2D.MolDraw2DCairo(width, height)
    with quiet():
        picture: bytes | None = _drawn(panel, panel.layout, drawer, bond=48)
    return picture


def _drawn(panel: Panel, mol: Chem.Mol, drawer: Any, bond: int = 30) -> Any:  # noqa: ANN401 - RDKit has no types
    """Draw a molecule with its differences highlighted; None where RDKit cannot. A bond is so long [px] at most."""
    for index, note in panel.notes.items():
        if note:
            mol.GetAtomWithIdx(index).SetProp("atomNote", note)
    for index, note in panel.bond_notes.items():
        if note:
            mol.GetBondWithIdx(index).SetProp("bondNote", note)
    bonds = [
        bond.GetIdx()
        for bond in mol.GetBonds()
        if bond.GetIdx() in panel.differing_bonds
        or (bond.GetBeginAtomIdx() in panel.differing and bond.GetEndAtomIdx() in panel.differing)
    ]
    options: Any = drawer.drawOptions()
    options.useBWAtomPalette()
    options.fixedBondLength = bond
    options.annotationFontScale = 0.85
    options.padding = 0.02
    options.setHighlightColour((1.0, 0.5, 0.0))
    options.prepareMolsBeforeDrawing = False
    options.minFontSize = 13
    options.additionalAtomLabelPadding = 0.08
    options.singleColourWedgeBonds = True
    try:
        ready = rdMolDraw2D.PrepareMolForDrawing(mol, kekulize=False, wavyBonds=False)
        drawer.DrawMolecule(ready, highlightAtoms=sorted(panel.differing), highlightBonds=bonds)
    except (ValueError, RuntimeError):
        return None
    drawer.FinishDrawing()
    return drawer.GetDrawingText()


def shape_of_svg(svg: str) -> Shape:
    """Reduce an RDKit drawing to its paths by kind: lines, thin lines, dashes, filled, highlights, letters."""
    size = re.search(r"viewBox='0 0 (\d+) (\d+)'", svg)
    kinds: dict[str, list[str]] = {kind: [] for kind in ("lines", "thin", "dashes", "filled", "halo", "glow")}
    circles: list[list[int]] = []
    letters: list[list[object]] = []
    for line in svg.splitlines():
        if line.startswith("<path class="):  # those without a class only join two lines, which round ends do too
            kinds[_kind(line)].append(_compact(_attribute(line, "d")))
        elif line.startswith("<ellipse"):
            circles.append([_tenths(_attribute(line, name)) for name in ("cx", "cy", "rx", "ry")])
        elif line.startswith("<text"):
            font = _FONT.search(line)
            letter: list[object] = [_tenths(_attribute(line, "x")), _tenths(_attribute(line, "y"))]
            letter += [int(font[1]) if font else 11, unescape(line.partition(">")[2].partition("</text>")[0])]
            letters.append([*letter, 1] if "class='note'" in line else letter)
    shape: Shape = {"size": [int(size[1]), int(size[2])] if size else [0, 0]}
    shape |= {kind: "".join(paths) for kind, paths in kinds.items() if paths}
    if circles:
        shape["circles"] = circles
    if letters:
        shape["letters"] = letters
    return shape


def svg_of(shape: Shape, label: str) -> str:
    """Write a picture as SVG: dark ink on white ground, so that it can be read on a page of any colour.

    Parameters
    ----------
    shape
        The picture.
    label
        What it shows, for those who cannot see it.
    """
    width, height = (size + 2 * _MARGIN for size in cast("Sequence[int]", shape["size"]))
    corner = -_MARGIN * _SCALE
    box = f'width="{width}" height="{height}" viewBox="{corner} {corner} {width * _SCALE} {height * _SCALE}"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(label)}" {box}>']
    parts += [f'<rect x="{corner}" y="{corner}" width="100%" height="100%" rx="60" fill="#fff"/>']
    parts += [f'<path d="{shape[kind]}" {style}/>' for kind, style in _BEHIND.items() if kind in shape]
    circles = cast("Sequence[Sequence[int]]", shape.get("circles", ()))
    parts += [f'<ellipse cx="{x}" cy="{y}" rx="{rx}" ry="{ry}" fill="{_HALO}"/>' for x, y, rx, ry in circles]
    parts += [f'<path d="{shape[kind]}" {style}/>' for kind, style in _BEFORE.items() if kind in shape]
    letters = cast("Sequence[tuple[int, int, int, str, *tuple[int, ...]]]", shape.get("letters", ()))
    for x, y, size, letter, *note in letters:
        style = f'fill="{_NOTE}" font-weight="700"' if note else f'fill="{_INK}"'
        parts.append(f'<text x="{x}" y="{y}" font-size="{size * _SCALE}" {_FONTS} {style}>{escape(letter)}</text>')
    return "".join([*parts, "</svg>"])


_MARGIN = 8
_INK, _HALO, _NOTE = "#1d2126", "#ffc98f", "#7a2500"
_FONTS = 'font-family="Arial, Helvetica, Liberation Sans, DejaVu Sans, sans-serif"'
_ROUND = 'stroke-linecap="round" stroke-linejoin="round"'
_BEHIND = {
    "halo": f'fill="{_HALO}"',
    "glow": f'fill="none" stroke="{_HALO}" stroke-width="90" stroke-linecap="round"',
}
_BEFORE = {
    "lines": f'fill="none" stroke="{_INK}" stroke-width="17" {_ROUND}',
    "thin": f'fill="none" stroke="{_INK}" stroke-width="11" {_ROUND}',
    "dashes": f'fill="none" stroke="{_INK}" stroke-width="17" stroke-dasharray="30 30" {_ROUND}',
    "filled": f'fill="{_INK}" stroke="{_INK}" stroke-width="3" stroke-linejoin="round"',
}


def _kind(style: str) -> str:
    """Name what a path is by its style."""
    if _HIGHLIGHT in style:
        return "glow" if "fill:none" in style else "halo"
    if "fill:none" not in style:
        return "filled"
    if "stroke-dasharray" in style:
        return "dashes"
    return "thin" if "stroke-width:1.0px" in style else "lines"


def _attribute(line: str, name: str) -> str:
    return line.partition(f" {name}='")[2].partition("'")[0]


def _tenths(number: str) -> int:
    return round(float(number) * _SCALE)


def _compact(path: str) -> str:
    """Write a path in whole tenths: ``M 71.3,27.6 L 88.6,51.5`` is ``M713 276L886 515``.

    Examples
    --------
    >>> _compact("M 71.3,27.6 L 88.6,51.5 Z")
    'M713 276L886 515Z'
    """
    if _ONE_DECIMAL.fullmatch(path):  # as RDKit writes: the point can be left out
        path = path.replace(".", "")
    else:
        path = _NUMBER.sub(lambda number: str(_tenths(number[0])), path)
    return _AROUND_LETTER.sub(r"\1", path.replace(",", " "))
