"""A stated drawing with the marks of another structure: its atoms, bonds and tautomer stay as they were drawn."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache, reduce
from typing import TYPE_CHECKING, NamedTuple

from rdkit import Chem

from gaba_analogs.chemistry.atoms import composition_of
from gaba_analogs.chemistry.inchi_software import inchi_of, numbering_of
from gaba_analogs.chemistry.lone_pairs import misread_centres, unmistakable_smiles
from gaba_analogs.chemistry.marks import flattened
from gaba_analogs.chemistry.mobile_hydrogens import Drawing, System, Tautomers
from gaba_analogs.chemistry.stereo import StereoElement, stereo_elements
from gaba_analogs.chemistry.stereoisomers import completions
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.chemistry.toolkit import pattern
from gaba_analogs.notation.composition import Composition, has_heavy_atoms_of
from gaba_analogs.notation.inchi import Skeleton, read_layers
from gaba_analogs.regex import regex

if TYPE_CHECKING:
    from rdkit.Chem.MolStandardize import rdMolStandardize

_ROUNDS = 4
"""Most times [-] that marks are compared with the wanted ones: in a symmetric molecule a mark may renumber atoms."""

_UNUSUAL = ("[OX2H,SX2H][CX3]=[NX2]", "[NX2H1]=c", "[OX2H,SX2H]c:[nX2]")
"""Imidic acids, imines of aromatic rings and lactims, which nobody draws where an amide or amine is meant."""

_MOBILE = ("[nH]", "[NX3H1,NX3H2]C=[NX2]")
"""Where a hydrogen may be on one of several nitrogens, which an InChI leaves open."""

_PARTED = "[N,O,S;-1]-[#6;+1;X3]"
"""A negative atom beside a carbocation, which nobody draws: RDKit has found no other way to place the hydrogens."""

_SPECIAL = regex(r"[@/\\]|\[(?!nH\])|=(?:F|Cl|Br|I)|(?:F|Cl|Br|I)[(=\d]")
"""A mark, a charge or a halogen of several bonds: what RDKit might read in a SMILES otherwise than it wrote it."""

_MOST_COMPONENTS = 4
"""Components [-] of a drawing of which one may be too many."""


def redrawn_as_stated(stated: Structure, wanted: str) -> str | None:
    """Put the stereo marks of an InChI on a stated SMILES, or on what is left of it without some of its components.

    Parameters
    ----------
    stated
        The drawing.
    wanted
        Standard InChI that the new SMILES has to give.

    Examples
    --------
    >>> salt = Structure.from_smiles("NCCCC(=O)O.Cl")
    >>> redrawn_as_stated(salt, "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)")
    'NCCCC(=O)O'
    """
    target = read_layers(wanted)
    if target.composition is not None and not _has_atoms_for(stated.composition, target.composition):
        return None
    if stated.mol is None:
        return None
    whole = redrawn(stated.mol, wanted, stated.layers.skeleton if stated.is_as_usual else None)
    parts = (redrawn(part, wanted) for part in without_components(stated.mol))
    return whole if whole is not None else next((text for text in parts if text is not None), None)


def _has_atoms_for(drawn: Composition, wanted: Composition) -> bool:
    """Tell whether a drawing has as many heavy atoms of every element as are wanted, or more."""
    return all(drawn.elements.get(element, 0) >= n for element, n in wanted.elements.items() if element != "H")


def redrawn(mol: Chem.Mol, wanted: str, skeleton: Skeleton | None = None) -> str | None:
    """Put the stereo marks of an InChI on a drawing of the same skeleton, and write it as a SMILES.

    Parameters
    ----------
    mol
        The drawing; its own marks are taken off.
    wanted
        Standard InChI that the SMILES has to give.
    skeleton
        That of the drawing; None where it is not known yet.

    Returns
    -------
    str or None
        None where no marks give the InChI: the drawing is another compound, or has other isotope labels.

    Examples
    --------
    >>> flat = Chem.MolFromSmiles("CC[CH](C(N)=O)N1CCCC1=O")
    >>> redrawn(flat, "InChI=1S/C8H14N2O2/c1-2-6(8(9)12)10-5-3-4-7(10)11/h6H,2-5H2,1H3,(H2,9,12)/t6-/m0/s1")
    'CC[C@@H](C(N)=O)N1CCCC1=O'
    """
    known = read_layers(wanted).composition
    if known is not None and not has_heavy_atoms_of(composition_of(mol), known):
        return None
    target = read_layers(wanted)
    if skeleton is not None and skeleton != target.skeleton:
        return None
    flat = flattened(mol)
    inchi = inchi_of(flat) if skeleton is None or not target.has_stereo else None
    if inchi is not None and read_layers(inchi).skeleton != target.skeleton:
        return None
    marked = flat if inchi == wanted else _marked(flat, wanted)
    if marked is None:
        return None
    for text in unmistakable_smiles(marked):
        back = Chem.MolFromSmiles(text)
        if back is not None and inchi_of(back) == wanted:
            return text
    return None


def _marked(flat: Chem.Mol, wanted: str) -> Chem.Mol | None:
    """Mark the stereo elements as an InChI has them."""
    target = read_layers(wanted)
    aim = {**target.centres, **target.double_bonds}
    elements = [element for element in stereo_elements(flat) if not element.specified and element.can_be_marked]
    first = dict.fromkeys(range(len(elements)), True)
    for _ in range(_ROUNDS):
        changed = Chem.Mol(flat)
        for position, way in first.items():
            elements[position].mark(changed, first=way)
        numbering = numbering_of(changed)
        if numbering.inchi == wanted:
            return changed
        layers = read_layers(numbering.inchi)
        own = {**layers.centres, **layers.double_bonds}
        places = {
            index: (component, number)
            for component, atoms in enumerate(numbering.atoms)
            for number, index in enumerate(atoms, 1)
        }
        for position in list(first):
            key = _key(elements[position], places)
            if key not in aim:
                del first[position]
            elif key in own and own[key] != aim[key]:
                first[position] = not first[position]
    return next((mol for mol in completions(flat) if inchi_of(mol) == wanted), None)


def _key(element: StereoElement, places: Mapping[int | None, tuple[int, int]]) -> tuple[int, int | str] | None:
    """Return the key by which the layers of an InChI list a stereo element; None if it has no number."""
    ends = [places.get(index) for index in element.atoms]
    known = [end for end in ends if end is not None]
    if len(known) < len(ends):
        return None
    component, number = known[0]
    return (
        (component, number)
        if element.is_centre
        else (component, "-".join(map(str, sorted((n for _, n in known), reverse=True))))
    )


def without_components(mol: Chem.Mol) -> Iterator[Chem.Mol]:
    """Yield what is left of a drawing without one of its components, and each component alone.

    Examples
    --------
    >>> [Chem.MolToSmiles(part) for part in without_components(Chem.MolFromSmiles("NCCCC(=O)O.Cl"))]
    ['Cl', 'NCCCC(=O)O']
    """
    if not 1 < len(Chem.GetMolFrags(mol)) <= _MOST_COMPONENTS:
        return
    parts = Chem.GetMolFrags(mol, asMols=True, sanitizeFrags=False)
    for part in parts:  # an atom with a bond too many must not end the record
        Chem.SanitizeMol(part, catchErrors=True)
    for left_out in range(len(parts)):
        rest = [part for position, part in enumerate(parts) if position != left_out]
        yield reduce(Chem.CombineMols, rest)
    if len(parts) > 2:
        yield from parts


def usual_smiles(structure: Structure) -> str | None:
    """Write a structure as chemists draw it; None where its InChI leaves open which of several tautomers is meant.

    Examples
    --------
    >>> usual_smiles(Structure.from_inchi("InChI=1S/C8H9NO2/c1-6(10)9-7-2-4-8(11)5-3-7/h2-5,11H,1H3,(H,9,10)"))
    'CC(=O)Nc1ccc(O)cc1'
    """
    if structure.mol is None:
        return None
    known = structure.kind == "inchi" and structure.is_reproducible
    return usual_tautomer(structure.mol, structure.inchi, known=known)


def usual_tautomer(mol: Chem.Mol, wanted: str, *, known: bool = False) -> str | None:
    """Write a molecule that RDKit made of an InChI as chemists draw it: amides, not imidic acids.

    Parameters
    ----------
    mol
        The molecule.
    wanted
        Standard InChI that the SMILES has to give.
    known
        True where the molecule was made of it, and gives it back: then a SMILES without marks and charges does as well.

    Returns
    -------
    str or None
        None where no usual tautomer gives the InChI, or where it leaves open which of several is meant.

    Examples
    --------
    >>> imidic = Chem.MolFromSmiles("CC(O)=Nc1ccc(O)cc1")  # paracetamol
    >>> usual_tautomer(imidic, "InChI=1S/C8H9NO2/c1-6(10)9-7-2-4-8(11)5-3-7/h2-5,11H,1H3,(H,9,10)")
    'CC(=O)Nc1ccc(O)cc1'
    >>> parted = Chem.MolFromSmiles("[NH-][C+](N)N[N+](=O)[O-]")  # nitroguanidine, as a damaged InChI has it
    >>> usual_tautomer(parted, "InChI=1S/CH4N4O2/c2-1(3)4-5(6)7/h2,4H,3H2")
    """
    if mol.HasSubstructMatch(pattern(_PARTED)):
        return None
    if not _may_be_drawn_otherwise(mol, wanted):
        text = str(Chem.MolToSmiles(mol))
        if known and not _SPECIAL.search(text):
            return text
        if misread_centres(text):
            text = next(unmistakable_smiles(mol), text)
        return text if Structure.from_smiles(text).inchi == wanted else None
    tautomers = Tautomers.of(mol, wanted, made_of_it=known)
    found = [] if tautomers is None else [_best(tautomers, wanted, system) for system in tautomers.systems]
    chosen = [best for best in found if best is not None]
    if tautomers is None or len(chosen) < len(found):
        return None
    alone = chosen[0] if len(chosen) == 1 else None
    usual = tautomers.drawn([best.drawing for best in chosen]) if alone is None else alone.mol
    if usual is None or _is_unusual(usual):
        return None
    proven = alone is not None and alone.proven
    return str(Chem.MolToSmiles(usual)) if proven or inchi_of(usual) == wanted else None


def _may_be_drawn_otherwise(mol: Chem.Mol, wanted: str) -> bool:
    """Tell whether a molecule has a nitrogen beside which a hydrogen may be drawn in another place."""
    layers = read_layers(wanted)
    composition = layers.composition
    if composition is not None and "N" not in composition.elements:
        return False
    patterns = (*_UNUSUAL, *_MOBILE) if layers.shares_hydrogen_of_nitrogen else _UNUSUAL
    return any(mol.HasSubstructMatch(pattern(smarts)) for smarts in patterns)


class _Drawn(NamedTuple):
    """A drawing of one conjugated system, the molecule that has it, and whether this is known to have the InChI."""

    drawing: Drawing
    mol: Chem.Mol
    proven: bool = False


def _best(tautomers: Tautomers, wanted: str, system: System) -> _Drawn | None:
    """Choose the best of the usual drawings of one conjugated system; None where there is none, or more than one."""
    usual = []
    for drawing in system.drawings or ():
        made = tautomers.drawn([drawing])
        if made is not None and not _is_unusual(made, system.atoms):
            usual.append(_Drawn(drawing, made))
    if len(usual) == 1:
        return usual[0]
    found: dict[str, _Drawn] = {}
    for one in usual:
        found.setdefault(str(Chem.MolToSmiles(one.mol)), one)
    if len(found) == 1:
        return next(iter(found.values()))
    scores = {text: int(_tautomer_enumerator().ScoreTautomer(one.mol)) for text, one in found.items()}
    for score in sorted(set(scores.values()), reverse=True):
        alike = (found[text] for text in found if scores[text] == score)
        best = [one._replace(proven=True) for one in alike if inchi_of(one.mol) == wanted]
        if best:
            return best[0] if len(best) == 1 else None
    return None


@cache
def _tautomer_enumerator() -> rdMolStandardize.TautomerEnumerator:
    """Return the enumerator, which knows how usual a tautomer is."""
    from rdkit.Chem.MolStandardize import rdMolStandardize  # noqa: PLC0415  # slow to load, rarely needed

    return rdMolStandardize.TautomerEnumerator()


def _is_unusual(mol: Chem.Mol, atoms: Collection[int] | None = None) -> bool:
    """Tell whether a molecule, or some atoms of it, are drawn as nobody draws them."""
    found = (match for smarts in _UNUSUAL for match in mol.GetSubstructMatches(pattern(smarts)))
    return any(atoms is None or not set(match).isdisjoint(atoms) for match in found)
