"""How two compounds of a table are related, decided from the layers of their standard InChIs, without a molecule.

What an enantiomer, a missing stereocentre or a hydrochloride is, is what it is where two fields of a record differ
(`chemistry/relation.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from math import gcd
from typing import NamedTuple

from gaba_analogs.chemistry.inchi_software import inchi_with_fixed_hydrogens, key_of
from gaba_analogs.chemistry.relation import COUNTER_IONS, elements_in_words, kind_of_opposites, relate, salt_word
from gaba_analogs.chemistry.structure import Structure, quiet
from gaba_analogs.chemistry.toolkit import atoms_of
from gaba_analogs.notation.formula import read_formula
from gaba_analogs.notation.inchi import Layers, read_layers
from gaba_analogs.notation.inchi_parts import components, mirrored, without_labels, without_stereo
from gaba_analogs.notation.stereo_layers import StereoKey

SAME = "same compound as"
TAUTOMER = "tautomer of"
ENANTIOMER = "enantiomer of"
DIASTEREOMER = "diastereomer of"
RACEMATE = "racemate of"
STEREO_PARENT = "stereo parent of"
ISOTOPOLOGUE = "isotopologue of"
CONJUGATE_ACID = "conjugate acid of"
SALT = "salt of"
SOLVATE = "solvate of"
MIXTURE = "mixture containing"
SAME_PARENT = "of the same parent as"
STEREOISOMER = "stereoisomer of"

RELATIONS: Mapping[str, str] = {
    SAME: (
        "the standard InChI is the same; the detail says where the drawings place a proton otherwise (zwitterion), "
        "or that one is a racemate"
    ),
    TAUTOMER: "another tautomer, in a drawing with the same standard InChI or with another one",
    ENANTIOMER: "the mirror image",
    DIASTEREOMER: "opposite at some centres or double bonds, but not the mirror image",
    RACEMATE: "drawn, named or described as the racemate, or made of both enantiomers",
    STEREO_PARENT: "leaves centres or double bonds open that the other specifies; a flat structure leaves all",
    ISOTOPOLOGUE: "other isotope labels, or none",
    CONJUGATE_ACID: "has one proton more, or several, that the InChI software can move (`/p`)",
    SALT: "the other with a counter-ion; the detail names it",
    SOLVATE: "the other with water or another solvent",
    MIXTURE: "has the other among components that are no usual counter-ions or solvents",
    SAME_PARENT: "another salt or solvate of a parent that the table does not have",
    STEREOISOMER: "of which kind is open: one is partly specified, or states an InChIKey alone (or other labels)",
}
"""Every relation, the first of two compounds as its subject, and when it holds."""

_FURTHER_IONS = {
    "CH2O2": "formate",
    "C3H6O3": "lactate",
    "C4H6O5": "malate",
    "C6H12O7": "gluconate",
    "C7H6O2": "benzoate",
    "C7H6O3": "salicylate",
    "C6H5NO2": "nicotinate",
    "C8H8O3": "mandelate",
    "C2H6O3S": "esylate",
    "C2H6O6S2": "edisylate",
    "C23H16O6": "pamoate",
    "C10H8O6S2": "napadisylate",
    "C10H16O4S": "camsylate",
    "F6P": "hexafluorophosphate",
    "F6HP": "hexafluorophosphate",
    "BF4": "tetrafluoroborate",
    "ClHO4": "perchlorate",
    "CHF3O3S": "triflate",
    "CH2O3": "carbonate",
    "CHNS": "thiocyanate",
    "C4H11NO3": "tromethamine salt",
    "C7H17NO5": "meglumine salt",
    "C5H14NO": "choline salt",
    "C4H11NO2": "diolamine salt",
    "C2H7NO": "olamine salt",
    "C6H14N2O2": "lysine salt",
    "C6H14N4O2": "arginine salt",
    "C4H11N": "erbumine or diethylamine salt",
    "C6H15N": "triethylamine salt",
    "C2H3N": "acetonitrile solvate",
    "C3H8O": "isopropanolate",
    "C3H6O": "acetone solvate",
    "C3H7NO": "dimethylformamide solvate",
    "C4H8O": "tetrahydrofuran solvate",
    "C4H8O2": "ethyl acetate or dioxane solvate",
    "CHCl3": "chloroform solvate",
    "CH2Cl2": "dichloromethane solvate",
    "C7H8": "toluene solvate",
    "C3H8O2": "propylene glycolate",
    "C2H6O2": "ethylene glycolate",
}
"""Formula (Hill) of counter-ions and solvents that mass and formula of a record are not searched for."""
_FORMS = {formula: word for formula, (word, _) in COUNTER_IONS.items()} | _FURTHER_IONS
_HALIDES = {"ClH": "chloride", "BrH": "bromide", "HI": "iodide", "FH": "fluoride"}
_SOLVENT_WORDS = ("hydrate", "solvate", "anolate", "glycolate")
_METALS = frozenset(
    (
        *("Al", "Ag", "Ba", "Be", "Bi", "Ca", "Ce", "Co", "Cr", "Cs", "Cu", "Fe", "Ga", "Gd", "Hg", "K", "La"),
        *("Li", "Mg", "Mn", "Na", "Ni", "Pb", "Rb", "Sm", "Sn", "Sr", "Ti", "Tl", "V", "Y", "Zn", "Zr"),
    )
)


class Isomer(NamedTuple):
    """A compound as an InChI describes it.

    Parameters
    ----------
    key
        Its standard InChIKey.
    inchi
        Its standard InChI; None where the key alone is known.
    racemic
        Whether it is said to be a racemate.
    """

    key: str
    inchi: str | None = None
    racemic: bool = False

    @property
    def node(self) -> str:
        """By what the compound is known: its key, marked where it is a racemate and the key that of one enantiomer."""
        marked = self.racemic and self.inchi is not None and mirrored(self.inchi) != self.inchi
        return f"{self.key}*" if marked else self.key

    @property
    def core(self) -> str:
        """By what it is known in all its protonation states."""
        return f"{self.key[:25]}{self.node[27:]}"

    @property
    def layers(self) -> Layers:
        """The layers of the InChI."""
        return read_layers(self.inchi or "")

    @property
    def stereo(self) -> dict[StereoKey, str]:
        """The centres and double bonds that it specifies."""
        return {**self.layers.double_bonds, **self.layers.centres}


class Kin(NamedTuple):
    """A relation of two compounds.

    Parameters
    ----------
    relation
        One of `RELATIONS`.
    detail
        What there is to add; may be empty.
    backward
        True where the second compound is the subject.
    """

    relation: str
    detail: str = ""
    backward: bool = False


class Parent(NamedTuple):
    """A compound without its counter-ions and solvents.

    Parameters
    ----------
    inchi
        Standard InChI of the parent; that of one enantiomer where both are there.
    relation
        What the whole is to the parent.
    detail
        The counter-ions and solvents in words.
    racemic
        Whether both enantiomers of the parent are there.
    """

    inchi: str
    relation: str
    detail: str
    racemic: bool = False


# --------------------------------------------------------------------------------------------------
# Isomers
# --------------------------------------------------------------------------------------------------


def kin_of(a: Isomer, b: Isomer) -> Kin | None:
    """Give the relation of two compounds with the same skeleton; None where they differ in more than one way.

    Parameters
    ----------
    a, b
        Two compounds whose InChIKeys have the same first block.

    Examples
    --------
    >>> r = "InChI=1S/C3H7NO2/c1-2(4)3(5)6/h2H,4H2,1H3,(H,5,6)/t2-/m1/s1"
    >>> kin_of(isomer(r), isomer(mirrored(r))), kin_of(isomer(r), isomer(without_stereo(r)))
    (Kin(relation='enantiomer of', detail='', backward=False), \
Kin(relation='stereo parent of', detail='one stereocentre open', backward=True))
    """
    if a.key[-1] != b.key[-1]:
        return _protonated(a, b)
    if a.inchi is None or b.inchi is None:
        return _by_key(a, b)
    if a.layers.labels != b.layers.labels:
        if a.stereo != b.stereo or a.racemic != b.racemic:
            return None
        both = a.layers.labels and b.layers.labels
        return Kin(ISOTOPOLOGUE, "" if both else "labelled", backward=not a.layers.labels)
    if a.racemic != b.racemic:
        return _racemate(a, b) if a.racemic else _turned(_racemate(b, a))
    return _stereoisomers(a, b)


def isomer(inchi: str, *, racemic: bool = False) -> Isomer:
    """Make an isomer of a standard InChI."""
    return Isomer(key_of(inchi), inchi, racemic)


def _turned(kin: Kin | None) -> Kin | None:
    return kin and kin._replace(backward=not kin.backward)


def _protonated(a: Isomer, b: Isomer) -> Kin | None:
    """Give the relation of compounds of which one has more protons."""
    more = ord(a.key[-1]) - ord(b.key[-1])
    if a.key[:25] != b.key[:25] or a.racemic != b.racemic or "A" in {a.key[-1], b.key[-1]}:
        return None
    detail = "" if abs(more) == 1 else f"{abs(more)} protons"
    return Kin(CONJUGATE_ACID, detail, backward=more < 0)


def _by_key(a: Isomer, b: Isomer) -> Kin:
    """Give the relation of compounds of which one has a key alone."""
    if a.inchi is None and b.inchi is not None:
        found = _by_key(b, a)
        return found._replace(backward=not found.backward)
    if a.inchi is not None:
        if key_of(mirrored(a.inchi)) == b.key:
            return Kin(ENANTIOMER)
        if key_of(without_stereo(a.inchi)) == b.key:
            return Kin(STEREO_PARENT, _open(a.stereo), backward=True)
        if key_of(without_labels(a.inchi)) == b.key:
            return Kin(ISOTOPOLOGUE, "labelled")
    return Kin(STEREOISOMER, "or isotopologue: an InChIKey alone")


def _open(elements: Mapping[StereoKey, str] | set[StereoKey]) -> str:
    return f"{elements_in_words(set(elements))} open"


def _racemate(racemate: Isomer, other: Isomer) -> Kin | None:
    """Give the relation of a racemate to a compound that is none."""
    own, theirs = racemate.stereo, other.stereo
    if not theirs:
        if own:
            return Kin(STEREO_PARENT, "the other is the racemate", backward=True)
        return Kin(SAME, "stated as a racemate")
    if not own:
        single = len(other.layers.centres) == len(theirs) == 1
        return Kin(RACEMATE) if single else Kin(STEREO_PARENT, f"{_open(theirs)}, stated as a racemate")
    if own in (theirs, _inverted(theirs)):
        return Kin(RACEMATE)
    return _stereoisomers(racemate, other) and Kin(DIASTEREOMER, "the racemate")


def _inverted(signs: Mapping[StereoKey, str]) -> dict[StereoKey, str]:
    """Give the elements of the mirror image."""
    return {k: sign if isinstance(k[1], str) else "-" if sign == "+" else "+" for k, sign in signs.items()}


def _stereoisomers(a: Isomer, b: Isomer) -> Kin | None:
    mine, theirs = a.stereo, b.stereo
    opposite = [k for k in mine.keys() & theirs.keys() if mine[k] != theirs[k]]
    lacking, extra = theirs.keys() - mine.keys(), mine.keys() - theirs.keys()
    if not opposite:
        if bool(lacking) == bool(extra):
            return None
        return Kin(STEREO_PARENT, _open(lacking or extra), backward=bool(extra))
    is_same_somewhere = len(opposite) < len(mine.keys() & theirs.keys())
    if lacking or extra:
        return _of_molecules(a, b) or Kin(DIASTEREOMER if is_same_somewhere else STEREOISOMER, "partly specified")
    if kind_of_opposites(opposite, (*mine, *theirs), is_chiral=a.layers.is_chiral) == "enantiomer":
        return None if a.racemic else Kin(ENANTIOMER)
    return Kin(DIASTEREOMER, f"opposite at {elements_in_words(opposite)}")


def _of_molecules(a: Isomer, b: Isomer) -> Kin | None:
    """Ask the molecules whether one completes the other: equivalent atoms may have changed their numbers."""
    with quiet():
        phrase = relate(Structure.from_inchi(a.inchi or ""), Structure.from_inchi(b.inchi or "")).stereo
    if phrase is None or phrase.kind != "partial" or phrase.less not in {"a", "b"}:
        return None
    return Kin(STEREO_PARENT, "partly specified", backward=phrase.less == "b")


def nearest(compound: Isomer) -> set[str]:
    """Give by what the relatives are known to which the InChI itself leads: mirror image, racemate, less specified."""
    if compound.inchi is None:
        return set()
    texts = {mirrored(compound.inchi), without_stereo(compound.inchi), without_labels(compound.inchi)}
    nodes = {key_of(text) for text in texts} | {isomer(hand_free(compound.inchi), racemic=True).node}
    return nodes - {compound.node}


def hand_free(inchi: str) -> str:
    """Give the InChI by which a racemate is known: that of one of its enantiomers."""
    return min(inchi, mirrored(inchi))


# --------------------------------------------------------------------------------------------------
# Salts, solvates, mixtures
# --------------------------------------------------------------------------------------------------


def parents_of(inchi: str) -> tuple[Parent, ...]:
    """Give what is left of a compound without its counter-ions and solvents; several of a mixture.

    Returns
    -------
    tuple of Parent
        Empty where the compound is a single component, or where its InChI is not parted.

    Examples
    --------
    >>> parents_of("InChI=1S/C2H4O2.Na/c1-2(3)4;/h1H3,(H,3,4);/q;+1/p-1")
    (Parent(inchi='InChI=1S/C2H4O2/c1-2(3)4/h1H3,(H,3,4)', relation='salt of', detail='sodium salt', racemic=False),)
    """
    parts = components(inchi) if "." in inchi.split("/")[1] or inchi.split("/")[1][:1].isdigit() else None
    if parts is None:
        return ()
    counted = Counter(parts)
    others = [part for part in counted if not _is_form(part)]
    if not others:
        heaviest = max(map(_heavy_atoms, counted))
        others = [part for part in counted if _heavy_atoms(part) == heaviest and not _is_metal(part)]
    united = _united(others)
    rest = Counter({part: count for part, count in counted.items() if part not in others})
    if len(united) > 1:
        return tuple(Parent(part, MIXTURE, "", racemic) for part, racemic in united)
    if not united or (not rest and len(counted) == 1 == len(united)):
        return ()
    (part, racemic) = united[0]
    if not rest:
        return (Parent(part, RACEMATE, "both enantiomers", racemic),)
    molecules = sum(counted[other] for other in others)
    common = gcd(molecules, *rest.values())
    words = [_form_word(other, count // common, charged="/q" in part) for other, count in rest.items()]
    solvate = all(word.endswith(_SOLVENT_WORDS) for word in words)
    detail = " ".join(sorted(words, key=lambda word: word.endswith(_SOLVENT_WORDS)))
    if molecules > common:
        detail += f" ({molecules // common}:{sum(rest.values()) // common})"
    return (Parent(part, SOLVATE if solvate else SALT, detail, racemic),)


def _united(parts: list[str]) -> list[tuple[str, bool]]:
    """Unite the two enantiomers of a compound; True where both are there."""
    found: dict[str, bool] = {}
    for part in parts:
        known = hand_free(part)
        other = mirrored(part)
        both = other != part and other in parts
        found[known if both else part] = both
    return list(found.items())


def _formula(part: str) -> str:
    return part.split("/")[1]


def _is_form(part: str) -> bool:
    return _formula(part) in _FORMS or _is_metal(part)


def _is_metal(part: str) -> bool:
    return _formula(part) in _METALS


def _form_word(part: str, count: int, *, charged: bool) -> str:
    """Name a counter-ion or solvent; that of a cation is a halide, not a hydrohalide."""
    formula = _formula(part)
    word = (
        (charged and _HALIDES.get(formula))
        or _FORMS.get(formula)
        or (f"{formula} salt" if _is_metal(part) else formula)
    )
    return salt_word(word, count) or f"{word} ({count})"


@lru_cache(maxsize=4096)
def _heavy_atoms(part: str) -> int:
    readings = read_formula(_formula(part)).readings
    return sum(n for e, n in readings[0].elements.items() if e != "H") if readings else 0


# --------------------------------------------------------------------------------------------------
# Drawings
# --------------------------------------------------------------------------------------------------


def drawn_otherwise(a: str, b: str) -> Kin | None:
    """Give the relation of two drawings of one standard InChI; None where they place every hydrogen alike.

    Parameters
    ----------
    a, b
        SMILES.

    Examples
    --------
    >>> drawn_otherwise("Cc1cnc[nH]1", "Cc1c[nH]cn1").relation, drawn_otherwise("NCC(=O)O", "[NH3+]CC(=O)[O-]").detail
    ('tautomer of', 'drawn with its protons elsewhere')
    """
    if a == b:
        return None
    (one, its_charges), (other, other_charges) = _drawn(a), _drawn(b)
    if one is None or other is None or one == other:
        return None
    if its_charges == other_charges:
        return Kin(TAUTOMER, "same standard InChI")
    return Kin(SAME, "drawn with its protons elsewhere")


@lru_cache(maxsize=1024)
def _drawn(smiles: str) -> tuple[str | None, tuple[int, ...]]:
    """Give the layer of fixed hydrogens, None of what cannot be read, and the formal charges [e] of the atoms."""
    with quiet():
        mol = Structure.from_smiles(smiles).mol
        inchi = "" if mol is None else inchi_with_fixed_hydrogens(mol)
    if mol is None or not inchi:
        return None, ()
    charges = sorted(atom.GetFormalCharge() for atom in atoms_of(mol) if atom.GetFormalCharge())
    fixed = re.search(r"/h([^/]*)", inchi.partition("/f")[2])
    return fixed[1] if fixed else "", tuple(charges)
