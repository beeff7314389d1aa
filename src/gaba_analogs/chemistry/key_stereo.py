"""Which stereoisomer of a structure a key belongs to, tried in the text of its InChI.

A text is written and hashed a hundred times faster than a molecule, so elements can be left open, specified or inverted
several at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations, islice, product

from rdkit import Chem

from gaba_analogs.chemistry.inchi_software import Numbering, key_of, numbering_of
from gaba_analogs.chemistry.key_labels import label_layers
from gaba_analogs.chemistry.relation import Phrase, elements_in_words
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.chemistry.toolkit import atoms_of, bonds_of
from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.stereo_layers import StereoKey, StereoLayers, in_order, stereo_layers

MOST_TRIES = 6561
"""Most texts [-] that are hashed for one kind of difference: those of eight open elements, each +, - or open."""

_MOST_OPEN = 8
_MOST_FILLINGS = 20_000
_MOST_COMPLETIONS = 243
_MOST_WITH_LABELS = 35_000

Signs = Mapping[StereoKey, str]


@dataclass(frozen=True)
class StereoText:
    """The InChI of a structure with all its stereo elements, open ones included.

    Parameters
    ----------
    layers
        The stereo layers.
    signs
        Parity of every element; ``?`` where it is open.
    atoms
        Index in the molecule of each stereocentre.
    numbering
        The InChI numbers of all atoms.
    settled
        False where elements or groups are equivalent by connections: then the InChI of an isomer may number its
        atoms anew, and what is not found may exist all the same.
    """

    layers: StereoLayers
    signs: Signs
    atoms: Mapping[StereoKey, int]
    numbering: Numbering
    settled: bool

    @property
    def tries_all_completions(self) -> bool:
        """True where every way to specify its open elements is tried."""
        return self.settled and sum(sign == "?" for sign in self.signs.values()) <= _MOST_OPEN


def stereo_text(structure: Structure) -> StereoText | None:
    """Read the stereo elements of a structure in its InChI; None where its molecule does not give that InChI."""
    mol, layers = structure.mol, stereo_layers(structure.inchi)
    if mol is None or layers is None:
        return None
    standard, perceived = numbering_of(mol), numbering_of(mol, open_stereo=True)
    if standard.inchi != structure.inchi:
        return None
    numbers = {
        index: (component, number)
        for component, atoms in enumerate(standard.atoms)
        for number, index in enumerate(atoms, start=1)
        if index is not None
    }
    atoms: dict[StereoKey, int] = {numbers[index]: index for index in perceived.centres if index in numbers}
    signs: dict[StereoKey, str] = dict.fromkeys(atoms, "?")
    for ends in perceived.double_bonds:
        if ends <= numbers.keys():
            (component, first), (_, second) = sorted((numbers[index] for index in ends), reverse=True)
            signs[component, f"{first}-{second}"] = "?"
    settled = layers.components == 1 and not structure.has_metal and not _has_equivalents(mol, perceived)
    return StereoText(layers, in_order({**signs, **layers.signs}), atoms, standard, settled)


def _has_equivalents(mol: Chem.Mol, perceived: Numbering) -> bool:
    """Tell whether stereocentres, or groups on one element, are equivalent by their connections."""
    bare = Chem.RWMol(mol)
    for atom in atoms_of(bare):
        atom.SetFormalCharge(0)
        atom.SetNumExplicitHs(0)
        atom.SetNoImplicit(True)
        atom.SetIsAromatic(False)
        atom.SetIsotope(0)
    for bond in bonds_of(bare):
        bond.SetBondType(Chem.BondType.SINGLE)
        bond.SetIsAromatic(False)
    ranks = list(Chem.CanonicalRankAtoms(bare, breakTies=False, includeChirality=False, includeIsotopes=False))
    centres = [ranks[index] for index in perceived.centres]
    hubs = {*perceived.centres, *(index for bond in perceived.double_bonds for index in bond)}
    groups = ([ranks[other.GetIdx()] for other in mol.GetAtomWithIdx(index).GetNeighbors()] for index in hubs)
    return len(set(centres)) < len(centres) or any(len(set(group)) < len(group) for group in groups)


def explain_in_text(structure: Structure, text: StereoText, second_block: str) -> Phrase | None:
    """Return which stereoisomer has the stated second block, as far as texts tell; None if none has.

    Examples
    --------
    >>> glucose = Structure.from_smiles("OC[C@H]1O[C@@H](O)[C@H](O)[C@@H](O)[C@@H]1O")
    >>> explain_in_text(glucose, stereo_text(glucose), "GASJEMHN").forward  # D-glucose, its anomeric carbon open
    'stereo missing in {a}: it leaves C (atom 5) open'
    """
    specified = [key for key, sign in text.signs.items() if sign != "?"]
    unspecified = [key for key, sign in text.signs.items() if sign == "?"]
    for left_open in islice(_subsets(specified), MOST_TRIES):
        opened = {**text.signs, **dict.fromkeys(left_open, "?")}
        if _has_block(text.layers, opened, second_block):
            return _fewer(_named(structure, text, left_open))
        if text.layers.after and _has_block(text.layers, opened, second_block, labels=False):
            return _LABELS_AND_STEREO
    for filled in _fillings(unspecified, _MOST_FILLINGS):
        if _has_block(text.layers, {**text.signs, **filled}, second_block):
            return FULLER
    centres = [key for key in specified if isinstance(key[1], int)]
    for inverted in islice(_inversions(centres), MOST_TRIES):
        turned = {key: "+" if text.signs[key] == "-" else "-" for key in inverted}
        if _has_block(text.layers, {**text.signs, **turned}, second_block):
            return _diastereomer(len(inverted))
    for inverted in islice(_with_double_bonds(specified), MOST_TRIES):
        turned = {key: "+" if text.signs[key] == "-" else "-" for key in inverted}
        if _has_block(text.layers, {**text.signs, **turned}, second_block):
            return _isomer(elements_in_words(set(inverted)))
    mixed = ((left_open, filled) for left_open in _subsets(specified) for filled in _fillings(unspecified, MOST_TRIES))
    for left_open, filled in islice(mixed, MOST_TRIES):
        if _has_block(text.layers, {**text.signs, **dict.fromkeys(left_open, "?"), **filled}, second_block):
            return _OTHERS
    return None


def explain_labels_in_text(structure: Structure, text: StereoText, second_block: str) -> Phrase | None:
    """Return which labelled form of an unlabelled structure has the stated second block; None if no usual one has.

    Examples
    --------
    >>> glycine = Structure.from_smiles("NCC(=O)O")
    >>> explain_labels_in_text(glycine, stereo_text(glycine), "LBPDFUHN").backward  # (15N)glycine
    'isotope labels missing in {a}'
    """
    if structure.mol is None or text.layers.after:
        return None
    unspecified = [key for key, sign in text.signs.items() if sign == "?"]
    fuller = [{**text.signs, **filled} for filled in _fillings(unspecified, _MOST_COMPLETIONS)]
    choices = [(text.signs, _LABELLED), *((signs, _LABELLED_AND_FULLER) for signs in fuller)]
    if len(unspecified) < len(text.signs):
        choices.insert(1, (dict.fromkeys(text.signs, "?"), _LABELLED_AND_FLAT))
    layers_of_labels = label_layers(structure.mol, text.numbering.atoms)
    labelled = [replace(text.layers, after=layer) for layer in dict.fromkeys(layers_of_labels)]
    for (signs, phrase), layers in islice(product(choices, labelled), _MOST_WITH_LABELS):
        if _has_block(layers, signs, second_block):
            return phrase
    return None


def _has_block(layers: StereoLayers, signs: Signs, second_block: str, *, labels: bool = True) -> bool:
    return any(key_of(inchi)[15:23] == second_block for inchi in layers.written(signs, labels=labels))


def _subsets(keys: Sequence[StereoKey]) -> Iterator[tuple[StereoKey, ...]]:
    """Return the subsets that leave few elements out, or few in, first."""
    sizes = sorted(range(1, len(keys) + 1), key=lambda size: (min(size, len(keys) - size), size))
    for size in sizes:
        yield from combinations(keys, size)


def _inversions(centres: Sequence[StereoKey]) -> Iterator[tuple[StereoKey, ...]]:
    """Return the subsets of at least two centres that are not all of them, small ones first."""
    for size in range(2, len(centres)):
        yield from combinations(centres, size)


def _with_double_bonds(keys: Sequence[StereoKey]) -> Iterator[tuple[StereoKey, ...]]:
    """Return the subsets with a double bond: first of double bonds alone, then with centres, small ones first."""
    bonds = [key for key in keys if isinstance(key[1], str)]
    for size in range(1, len(bonds) + 1):
        yield from combinations(bonds, size)
    if bonds and len(bonds) < len(keys):
        every = (subset for size in range(2, len(keys) + 1) for subset in combinations(keys, size))
        yield from (subset for subset in every if 0 < sum(key in bonds for key in subset) < len(subset))


def _fillings(keys: Sequence[StereoKey], most: int) -> Iterator[dict[StereoKey, str]]:
    """Return the ways to specify open elements: first all of them, then some; none where all would be too many."""
    if not keys or 2 ** len(keys) > most:
        return
    partly = (signs for signs in product("?+-", repeat=len(keys)) if "?" in signs and set(signs) != {"?"})
    choices = chain(product("+-", repeat=len(keys)), partly)
    yield from (dict(zip(keys, signs, strict=True)) for signs in islice(choices, most))


def _named(structure: Structure, text: StereoText, keys: Sequence[StereoKey]) -> str:
    """Name elements: a single stereocentre by its atom."""
    if len(keys) == 1 and keys[0] in text.atoms and structure.mol is not None:
        index = text.atoms[keys[0]]
        return f"{structure.mol.GetAtomWithIdx(index).GetSymbol()} (atom {structure.written_number(index)})"
    return elements_in_words(set(keys))


def _fewer(what: str) -> Phrase:
    lacking = f"stereo missing in {{a}}: it leaves {what} open"
    return Phrase("partial", lacking, f"{{a}} {{specifies}} {what} that {{b}} {{b_leaves}} open", "a")


def _diastereomer(count: int) -> Phrase:
    centres = elements_in_words({(0, number) for number in range(count)}).replace("stereo", "")
    return Phrase(
        "epimer",
        f"{{a}} {{is}} that of a diastereomer of {{b}}: {centres} are opposite",
        f"{{a}} {{is}} a diastereomer of what {{b}} stands for: {centres} are opposite",
    )


def _isomer(what: str) -> Phrase:
    return Phrase(
        "geometry",
        f"{{a}} {{is}} that of a stereoisomer of {{b}}: {what} opposite",
        f"{{a}} {{is}} a stereoisomer of what {{b}} stands for: {what} opposite",
    )


FULLER = Phrase("partial", "{a} {specifies} stereo elements that {b} {b_leaves} open", "stereo missing in {a}", "b")
"""A key that specifies what the structure leaves open."""

_LABELLED = Phrase(
    "labels-missing", "{a} {is} that of an isotope-labelled form of {b}", "isotope labels missing in {a}", "b"
)
_LABELLED_AND_FULLER = Phrase(
    "labels-missing",
    "{a} {is} that of an isotope-labelled stereoisomer of {b}",
    "stereo and isotope labels missing in {a}",
    "b",
)
_LABELLED_AND_FLAT = Phrase(
    "labels-missing",
    "{a} {is} isotope-labelled, unlike {b}, and lacks its stereo",
    "{a} {specifies} stereo that {b} {b_leaves} open, and lacks its isotope labels",
    "both",
)
_LABELS_AND_STEREO = Phrase(
    "labels-missing",
    "stereo and isotope labels missing in {a}",
    "{a} {specifies} stereo and isotope labels that {b} {b_leaves} out",
    "a",
)
_OTHERS = Phrase(
    "partial",
    "{a} and {b} specify different stereo elements",
    "{a} and {b} specify different stereo elements",
    "both",
)
