"""Which relative of a structure an InChIKey belongs to.

A key cannot be read backwards, but the usual relatives of a structure can be hashed and compared:
its enantiomer, epimers, flat and labelled forms, salts, ions and tautomers.
"""

from __future__ import annotations

import itertools
import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from rdkit import Chem

from gaba_analogs.chemistry.atoms import composition_of, fixed_charge, radical_atoms
from gaba_analogs.chemistry.inchi_software import first_block_of, inchi_of, key_of, skeleton_block_of
from gaba_analogs.chemistry.key_stereo import (
    FULLER,
    StereoText,
    explain_in_text,
    explain_labels_in_text,
    stereo_text,
)
from gaba_analogs.chemistry.marks import is_assigned, with_inverted, with_other_geometry, without_marks
from gaba_analogs.chemistry.relation import Phrase
from gaba_analogs.chemistry.repeated import repeated
from gaba_analogs.chemistry.ring_chain import open_forms, ring_forms
from gaba_analogs.chemistry.stereoisomers import MOST_PARTLY_OPEN, completions
from gaba_analogs.chemistry.structure import Structure, StructureKey
from gaba_analogs.chemistry.toolkit import atoms_of, bonds_of
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.inchi import read_layers
from gaba_analogs.notation.inchi_texts import beside, components, with_acidic_hydrogen_lost, with_hydrogen_moved

MAXIMUM_TRIES = 128
"""Most relatives [-] that are hashed before a key is called unexplained."""

_CARBON = 6
_ACIDS = {
    "hydrochloride": "Cl",
    "hydrobromide": "Br",
    "dihydrochloride": "Cl.Cl",
    "sulfate": "OS(=O)(=O)O",
    "mesylate": "CS(=O)(=O)O",
    "maleate": "OC(=O)/C=C\\C(=O)O",
    "fumarate": "OC(=O)/C=C/C(=O)O",
}
"""What makes a salt of a base: of a molecule with nitrogen."""
_ANIONS = {"chloride": "[Cl-]", "bromide": "[Br-]", "iodide": "[I-]", "mesylate": "CS(=O)(=O)[O-]"}
"""What makes a salt of a cation that has no proton to lose."""
_METALS = {"sodium salt": "[Na+]", "potassium salt": "[K+]"}
_COUNTER_IONS = {"[F-]": "fluoride", "[Na+]": "sodium", "[K+]": "potassium", "[Li+]": "lithium"} | {
    smiles: word for word, smiles in _ANIONS.items()
}
"""What stands beside an ion that has no proton to lose or take up, by its canonical SMILES."""
_WATER = {"hydrate": "O"}
_MOST_ANIONS = 4
"""Anions [-] of a compound of which the metal salts are tried."""
_TWICE = 2
_LETTERS = 2
"""Most letters [-] of a block that a typing error changes."""


@cache
def _partner(smiles: str) -> Chem.Mol:
    return Chem.MolFromSmiles(smiles)


@cache
def _partner_inchi(smiles: str) -> str:
    return inchi_of(_partner(smiles))


def key_of_mol(mol: Chem.Mol) -> str:
    """Hash a changed molecule; empty where it has no InChI."""
    return key_of(inchi_of(mol))


def explain_stereo(structure: Structure, second_block: str) -> Phrase | None:
    """Return which stereoisomer of a structure has the stated second block; None if none has.

    Examples
    --------
    >>> r = Structure.from_smiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1")
    >>> explain_stereo(r, "MRVPVSSY").forward
    '{a} {is} that of the enantiomer of {b}'
    """
    return _explained_stereo(structure.key, second_block)


@lru_cache(maxsize=256)
def _explained_stereo(key: StructureKey, second_block: str) -> Phrase | None:
    structure = key.structure
    mol, text = structure.mol, _text_of(key)
    if mol is None:
        return None
    relatives = _found(itertools.islice(_stereo_relatives(mol, structure), MAXIMUM_TRIES), second_block)
    if relatives is not None:
        return relatives
    in_text = None if text is None else explain_in_text(structure, text, second_block)
    if in_text is not None:
        return in_text
    labelled = None if text is None else explain_labels_in_text(structure, text, second_block)
    if labelled is not None or (text is not None and text.tries_all_completions):
        return labelled
    return _found(_fuller(mol), second_block)


def _found(relatives: Iterable[tuple[Chem.Mol, Phrase]], second_block: str) -> Phrase | None:
    return next((phrase for mol, phrase in relatives if key_of_mol(mol)[15:23] == second_block), None)


@lru_cache(maxsize=256)
def _text_of(key: StructureKey) -> StereoText | None:
    return stereo_text(key.structure)


def tries_all_completions(structure: Structure) -> bool:
    """Tell whether `explain_stereo` tries every way to specify what a structure leaves open."""
    text = _text_of(structure.key)
    if text is not None and text.tries_all_completions:
        return True
    number = sum(not specified for _, specified in structure.possible_centres) + structure.open_double_bonds
    return number <= MOST_PARTLY_OPEN and not structure.may_have_unmarked_stereo


def _stereo_relatives(mol: Chem.Mol, structure: Structure) -> Iterator[tuple[Chem.Mol, Phrase]]:
    centres = [a.GetIdx() for a in atoms_of(mol) if is_assigned(a)]
    bonds = [b.GetIdx() for b in bonds_of(mol) if b.GetStereo() > Chem.BondStereo.STEREOANY]
    labelled = any(a.GetIsotope() for a in atoms_of(mol))
    if labelled:
        plain = Chem.Mol(mol)
        for atom in atoms_of(plain):
            atom.SetIsotope(0)
        yield (
            plain,
            Phrase(
                "labels-missing",
                "isotope labels missing in {a}",
                "{a} {is} isotope-labelled, unlike {b}",
                "a",
            ),
        )
    else:
        words = "{a} {is} that of an isotope-labelled form of {b}"
        for form in _labelled(mol):
            yield form, Phrase("labels-missing", words, "isotope labels missing in {a}", "b")
    if centres:
        words = "{a} {is} that of the enantiomer of {b}"
        yield (
            with_inverted(mol, centres),
            Phrase("enantiomer", words, "{a} {is} the enantiomer of what {b} stands for"),
        )
    if centres and bonds:
        yield without_marks(mol, centres, []), _fewer("its stereocentres")
        yield without_marks(mol, [], bonds), _fewer("its double bonds")
    for index in centres:
        where = f"{mol.GetAtomWithIdx(index).GetSymbol()} (atom {structure.written_number(index)})"
        words = f"{{a}} {{is}} that of the epimer of {{b}} at {where}"
        yield (
            with_inverted(mol, [index]),
            Phrase("epimer", words, f"{{a}} {{is}} an epimer of what {{b}} stands for: opposite at {where}"),
        )
        if labelled or len(centres) + len(bonds) > 1:
            yield without_marks(mol, [index], []), _fewer(where)
    for index in bonds:
        words = "{a} {is} that of the isomer of {b} with the opposite double-bond geometry"
        yield (
            with_other_geometry(mol, index),
            Phrase("geometry", words, "{a} {has} the opposite E/Z geometry to what {b} stands for"),
        )
        if labelled or len(centres) + len(bonds) > 1:
            yield without_marks(mol, [], [index]), _fewer("one double bond")
    for pair in itertools.combinations(centres, 2):
        words = "{a} {is} that of a diastereomer of {b}: two centres are opposite"
        yield (
            with_inverted(mol, pair),
            Phrase("epimer", words, "{a} {is} a diastereomer of what {b} stands for: two centres are opposite"),
        )


def _labelled(mol: Chem.Mol) -> Iterator[Chem.Mol]:
    """Return the forms with deuterium for every hydrogen, and for every one that is not on carbon."""
    with_hydrogens = Chem.AddHs(mol)
    hydrogens = [atom for atom in atoms_of(with_hydrogens) if atom.GetAtomicNum() == 1]
    everywhere = [atom.GetIdx() for atom in hydrogens]
    mobile = [atom.GetIdx() for atom in hydrogens if not any(n.GetAtomicNum() == _CARBON for n in atom.GetNeighbors())]
    for atoms in filter(None, (everywhere, mobile)):
        changed = Chem.Mol(with_hydrogens)
        for index in atoms:
            changed.GetAtomWithIdx(index).SetIsotope(2)
        yield Chem.RemoveHs(changed)


def _fewer(what: str) -> Phrase:
    return Phrase(
        "partial",
        f"stereo missing in {{a}}: it leaves {what} open",
        f"{{a}} {{specifies}} {what} that {{b}} {{b_leaves}} open",
        "a",
    )


def _fuller(mol: Chem.Mol) -> Iterator[tuple[Chem.Mol, Phrase]]:
    """Return the isomers that specify what the structure leaves open."""
    for completed in completions(mol):
        yield completed, FULLER


def explain_skeleton(
    structure: Structure, first_block: str, protonation: str | None = None
) -> tuple[str, Composition] | None:
    """Return which relative of a structure has the stated first block, and its composition; None if none has.

    The last letter of a key tells which of the compounds that share its first block it is of: a tautomer of a structure
    has the structure's own.

    Examples
    --------
    >>> baclofen = Structure.from_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1")
    >>> words, composition = explain_skeleton(baclofen, "WMNUVYYLMCMHLU")
    >>> words, composition.formula
    ('the hydrochloride of {b}', 'C10H13Cl2NO2')
    """
    own = structure.inchikey[-1:]
    return _explained_skeleton(structure.key, first_block, may_be_tautomer=protonation in {None, own})


@lru_cache(maxsize=256)
def _explained_skeleton(
    key: StructureKey, first_block: str, *, may_be_tautomer: bool
) -> tuple[str, Composition] | None:
    structure = key.structure
    if _is_mistyped(first_block, structure.inchikey) or not structure.is_accepted:
        return None
    tautomers = _tautomers(structure) if may_be_tautomer else ()
    for relative in itertools.chain(_skeleton_relatives(structure, first_block), tautomers):
        found = relative.composition(first_block)
        if found is not None:
            return relative.words, found
    return None


def is_key_of_ring_or_chain(structure: Structure, inchikey: str) -> bool:
    """Tell whether a key is that of a ring or chain form of a structure, in a configuration that it may have.

    Examples
    --------
    >>> glucose = Structure.from_smiles("O=C[C@H](O)[C@@H](O)[C@H](O)[C@H](O)CO")
    >>> is_key_of_ring_or_chain(glucose, "WQZGKKKJIJFFOK-VFUOTHLCSA-N")  # beta-D-glucopyranose
    True
    >>> is_key_of_ring_or_chain(glucose, "WQZGKKKJIJFFOK-PHYPRBDBSA-N")  # alpha-D-galactopyranose
    False
    """
    for form in (*ring_forms(structure), *open_forms(structure)):
        if form.inchikey[:14] == inchikey[:14] and form.inchikey[-1] == inchikey[-1]:
            phrase = explain_stereo(form, inchikey[15:23])
            if form.inchikey[15:23] == inchikey[15:23] or (phrase is not None and phrase.less is not None):
                return True
    return False


def _is_mistyped(first_block: str, inchikey: str) -> bool:
    """Tell whether a block is that of a key but for two letters, as chance brings no relative's."""
    own = inchikey[: len(first_block)]
    return len(own) == len(first_block) and sum(map(operator.ne, own, first_block)) <= _LETTERS


class _Written(NamedTuple):
    """A relative of which the InChI is put together as a text.

    Parameters
    ----------
    words
        What it is.
    inchis
        Texts of which one has the first block of its key.
    isotopes
        The isotope labels, which the texts leave out.
    """

    words: str
    inchis: Iterable[str]
    isotopes: Mapping[tuple[int, str], int]

    def composition(self, first_block: str) -> Composition | None:
        """Give its composition where its key has a first block."""
        found = next((inchi for inchi in self.inchis if first_block_of(inchi) == first_block), None)
        composition = None if found is None else read_layers(found).composition
        return None if composition is None else replace(composition, isotopes=self.isotopes)


class _Drawn(NamedTuple):
    """A relative that is drawn.

    Parameters
    ----------
    words
        What it is.
    mol
        Its molecule.
    inchis
        Texts of which one has the first block of its key; None where only the molecule tells.
    """

    words: str
    mol: Chem.Mol
    inchis: Iterable[str] | None = None

    def composition(self, first_block: str) -> Composition | None:
        """Give its composition where its key has a first block."""
        if self.inchis is not None and all(first_block_of(inchi) != first_block for inchi in self.inchis):
            return None
        return composition_of(self.mol) if skeleton_block_of(self.mol) == first_block else None


def _skeleton_relatives(structure: Structure, first_block: str) -> Iterator[_Written | _Drawn]:
    """Return relatives, those that cost least first."""
    yield from _salts(structure)
    if structure.kind != "smiles" or "." in structure.text:
        yield from _parts(structure, first_block)
    if structure.radicals and structure.mol is not None:
        yield from _with_hydrogens_of_radicals(structure.mol)
    for form in (*ring_forms(structure), *open_forms(structure)):
        if form.mol is not None:
            yield _Drawn("a ring-chain tautomer of {b}", form.mol, [form.inchi])


def _with_hydrogens_of_radicals(mol: Chem.Mol) -> Iterator[_Drawn]:
    """Return a molecule with the hydrogens that one of its radicals lacks."""
    for atom in radical_atoms(mol)[:2]:
        filled = Chem.RWMol(mol)
        target = filled.GetAtomWithIdx(atom.GetIdx())
        target.SetNumExplicitHs(target.GetNumExplicitHs() + atom.GetNumRadicalElectrons())
        target.SetNumRadicalElectrons(0)
        made = _sanitized(filled.GetMol())
        if made is not None:
            yield _Drawn("{b} with the missing hydrogen", made)


def _parts(structure: Structure, first_block: str) -> Iterator[_Drawn]:
    """Return a formula unit of a structure that repeats it, and components of one of which the key is."""
    several = repeated(structure)
    if several is not None and several.unit.mol is not None and len(several.unit.components) > 1:
        times = "half of" if several.times == _TWICE else "one formula unit of"
        yield _Drawn(f"{times} {{b}}", several.unit.mol, [several.unit.inchi])
    texts = components(structure.inchi) if structure.is_as_usual else ()
    told = len(texts) == structure.text.count(".") + 1
    if told and all(first_block_of(inchi) != first_block for inchi in texts):
        return
    parts = structure.components
    if len(parts) < _TWICE:
        return
    largest = max(parts, key=lambda part: part.GetNumHeavyAtoms())
    for part in {part.GetNumHeavyAtoms(): part for part in sorted(parts, key=lambda p: p is largest)}.values():
        made = _sanitized(part)
        if made is not None:
            name = _main_part(made, parts) if part is largest else "one component of {b}"
            if len({part.GetNumHeavyAtoms() for part in parts}) == 1:
                name = f"one of the {len(parts)} molecules of {{b}}"
            yield _Drawn(name, made)


def _main_part(largest: Chem.Mol, parts: Sequence[Chem.Mol]) -> str:
    """Call the largest component the free form of the whole, or an ion where no proton makes it a molecule.

    Examples
    --------
    >>> choline, chloride = (Chem.MolFromSmiles(s) for s in ("C[N+](C)(C)CCO", "[Cl-]"))
    >>> _main_part(choline, [choline, chloride])
    'the cation of {b}, without its chloride'
    """
    charge = read_layers(inchi_of(largest)).main.get("q")
    if charge is None:
        return "the free form of {b}"
    ion = "anion" if charge.startswith("-") else "cation"
    others = [Chem.MolToSmiles(part) for part in parts if part.GetNumHeavyAtoms() != largest.GetNumHeavyAtoms()]
    word = _COUNTER_IONS.get(others[0]) if len(set(others)) == 1 else None
    if word is None:
        return f"the {ion} of {{b}} alone"
    return f"the {ion} of {{b}}, without its {word if len(others) == 1 else f'{word}s'}"


@cache
def _salts_of_cation(charge: int) -> dict[str, str]:
    """Give what makes salts of a cation: as many anions as it has charges [e], and an acid for an amine beside them.

    Examples
    --------
    >>> partners = _salts_of_cation(1)
    >>> partners["chloride"], partners["chloride hydrochloride"], _salts_of_cation(2)["dibromide"]
    ('[Cl-]', '[Cl-].Cl', '[Br-].[Br-]')
    """
    prefix = {1: "", 2: "di"}.get(charge)
    if prefix is None:
        return {}
    salts = {prefix + word: ".".join([anion] * charge) for word, anion in _ANIONS.items()}
    acids = {"chloride hydrochloride": "Cl", "bromide hydrobromide": "Br"} if charge == 1 else {}
    return salts | {words: f"{salts[words.split()[0]]}.{acid}" for words, acid in acids.items()}


def _salts(structure: Structure) -> Iterator[_Written]:
    """Return salts and hydrates, put together of the InChIs of a structure and of its partner."""
    own, isotopes = structure.inchi, structure.composition.isotopes
    partners = _ACIDS | _WATER if "N" in structure.composition.elements else _WATER
    charge = fixed_charge(structure.as_written) if structure.charge > 0 and structure.as_written is not None else 0
    for name, smiles in (_salts_of_cation(charge) | _WATER if charge else partners).items():
        yield _Written(f"the {name} of {{b}}", beside(own, _partner_inchi(smiles)), isotopes)
    anions = list(itertools.islice(with_acidic_hydrogen_lost(own), _MOST_ANIONS))
    for name, smiles in _METALS.items():
        texts = itertools.chain.from_iterable(beside(anion, _partner_inchi(smiles)) for anion in anions)
        yield _Written(f"the {name} of {{b}}", texts, isotopes)


def _tautomers(structure: Structure) -> Iterator[_Written]:
    """Return the compounds with one hydrogen in another place."""
    texts = itertools.islice(with_hydrogen_moved(structure.inchi), MAXIMUM_TRIES)
    yield _Written("a tautomer of {b}", texts, structure.composition.isotopes)


def _sanitized(mol: Chem.Mol) -> Chem.Mol | None:
    made = Chem.Mol(mol)
    try:
        Chem.SanitizeMol(made)
    except (RuntimeError, ValueError):
        return None
    return made
