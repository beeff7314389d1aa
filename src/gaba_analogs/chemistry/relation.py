"""How two structures differ, in the words a chemist would use.

The comparison goes layer by layer through the two standard InChIs; the molecules are asked only
where the layers alone cannot tell a tautomer from an isomer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from rdkit import Chem

from gaba_analogs.chemistry.atoms import fixed_charge, holds_metal
from gaba_analogs.chemistry.inchi_software import inchi_of
from gaba_analogs.chemistry.resonance import same_hybrid
from gaba_analogs.chemistry.ring_chain import alike_forms
from gaba_analogs.chemistry.stereoisomers import completions
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.chemistry.tautomers import is_double_bond_isomer
from gaba_analogs.chemistry.toolkit import atoms_of, bonds_of
from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.composition import has_heavy_atoms_of
from gaba_analogs.notation.formula import read_formula
from gaba_analogs.notation.inchi import Layers, bridging_hydrogens, expand, read_layers, repeat
from gaba_analogs.notation.inchi_parts import without_hydrogens
from gaba_analogs.notation.metal_drawings import is_same_organometallic, parts_of
from gaba_analogs.notation.stereo_layers import StereoKey
from gaba_analogs.once import cached_property

COUNTER_IONS = {
    "ClH": ("hydrochloride", "hydrogen chloride"),
    "BrH": ("hydrobromide", "hydrogen bromide"),
    "HI": ("hydroiodide", "hydrogen iodide"),
    "FH": ("hydrofluoride", "hydrogen fluoride"),
    "H2O": ("hydrate", "water"),
    "Na": ("sodium salt", "sodium"),
    "K": ("potassium salt", "potassium"),
    "Li": ("lithium salt", "lithium"),
    "Ca": ("calcium salt", "calcium"),
    "Mg": ("magnesium salt", "magnesium"),
    "Zn": ("zinc salt", "zinc"),
    "H3N": ("ammonium salt", "ammonia"),
    "H2O4S": ("sulfate", "sulfuric acid"),
    "H3O4P": ("phosphate", "phosphoric acid"),
    "HNO3": ("nitrate", "nitric acid"),
    "CH4O3S": ("mesylate", "methanesulfonic acid"),
    "C6H6O3S": ("besylate", "benzenesulfonic acid"),
    "C7H8O3S": ("tosylate", "toluenesulfonic acid"),
    "C2H4O2": ("acetate", "acetic acid"),
    "C2HF3O2": ("trifluoroacetate", "trifluoroacetic acid"),
    "C2H2O4": ("oxalate", "oxalic acid"),
    "C4H6O4": ("succinate", "succinic acid"),
    "C4H4O4": ("maleate or fumarate", "butenedioic acid"),
    "C4H6O6": ("tartrate", "tartaric acid"),
    "C6H8O7": ("citrate", "citric acid"),
    "C2H6O": ("ethanolate", "ethanol"),
    "CH4O": ("methanolate", "methanol"),
    "C2H6OS": ("dimethyl sulfoxide solvate", "dimethyl sulfoxide"),
}
"""Formula (Hill, neutral) of a usual counter-ion or solvent: what it makes of a parent, and its name."""

METAL_VALENCES = {"Na": 1, "K": 1, "Li": 1, "Ca": 2, "Mg": 2, "Zn": 2}
"""Hydrogens [-] that a metal counter-ion replaces."""
_MULTIPLES = {1: "", 2: "di", 3: "tri"}


@dataclass(frozen=True)
class Phrase:
    """One difference said from both sides; ``{a}`` and ``{b}`` stand for the fields.

    Parameters
    ----------
    kind
        What differs: ``components``, ``tautomer``, ``protonation``, ``hydrogens``, ``isomer``,
        ``different``, ``missing``, ``partial``, ``enantiomer``, ``epimer``, ``geometry``,
        ``labels-missing`` or ``labels``.
    forward, backward
        The difference with the first, or the second, structure as its subject.
    less
        ``a`` or ``b`` where that side only says less; None for a contradiction.
    """

    kind: str
    forward: str
    backward: str
    less: str | None = None


class Relation:
    """The differences between two structures, aspect by aspect; None where they agree.

    Examples
    --------
    >>> r = Structure.from_smiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1")
    >>> s = Structure.from_smiles("NC[C@@H](CC(=O)O)c1ccc(Cl)cc1")
    >>> Relation(r, s).stereo.forward
    '{a} {is} the enantiomer of {b}'
    """

    def __init__(self, a: Structure, b: Structure) -> None:
        self.a, self.b = a, b

    @property
    def differs(self) -> bool:
        """True when some aspect is known to differ."""
        return (self.skeleton or self.protonation or self.isotopes or self.stereo) is not None

    @cached_property
    def unclear(self) -> frozenset[str]:
        """Layers in which an InChI does not survive RDKit, so that a difference there proves nothing."""
        letters: set[str] = set()
        same_elements = self.a.composition.elements == self.b.composition.elements
        for one in (self.a, self.b):
            if not one.is_reproducible:
                letters |= lost_layers(one)
            if one.fault is not None and one.fault.limit and same_elements:
                letters |= {"formula", *"chqpbtms"}
        return frozenset(letters)

    @cached_property
    def skeleton(self) -> Phrase | None:
        """Formula, connections, hydrogens and charge of the skeleton."""
        la, lb = self.a.layers, self.b.layers
        if la.skeleton == lb.skeleton:
            return None
        if self._may_be_same and self.unclear & {"formula", "c", "h", "q"} and _differing(la, lb) <= self.unclear:
            return None
        if (
            self.is_resonance
            or self._is_bridged
            or (self.a.has_metal and self.b.has_metal and _is_same_metal_compound(self.a, self.b))
        ):
            return None
        return _components(self.a, self.b) or _same_atoms(self.a, self.b)

    @property
    def _may_be_same(self) -> bool:
        """False where atoms and charge differ, which no InChI that RDKit does not hold explains without a metal."""
        one, other = self.a.composition, self.b.composition
        same = (one.elements, one.charge) == (other.elements, other.charge)
        return same or holds_metal(self.a.composition) or holds_metal(self.b.composition)

    @property
    def _is_bridged(self) -> bool:
        """True where one drawing has hydrogens that bridge two atoms, and the other the same atoms without them."""
        if self.a.composition != self.b.composition:
            return False
        return bridging_hydrogens(self.a.layers) != bridging_hydrogens(self.b.layers)

    @cached_property
    def is_resonance(self) -> bool:
        """True for two drawings of the same electrons to which the InChI software gives different InChIs."""
        one, other = self.a, self.b
        if one.layers.skeleton == other.layers.skeleton or one.composition != other.composition:
            return False
        return one.mol is not None and other.mol is not None and same_hybrid(one.mol, other.mol)

    @cached_property
    def protonation(self) -> Phrase | None:
        """Protons added or removed as a whole (/p)."""
        change = self.a.layers.protons - self.b.layers.protons
        if self.skeleton is not None or not change or "p" in self.unclear:
            return None
        if self.a.composition == self.b.composition:  # of different skeletons, which the InChI software drew apart
            return None
        more = _count(abs(change), "proton")
        if change > 0:
            return Phrase(
                "protonation",
                f"{{a}} {{has}} {more} more than {{b}}",
                f"{{a}} {{has}} {more} fewer than {{b}}",
            )
        return Phrase("protonation", f"{{a}} {{has}} {more} fewer than {{b}}", f"{{a}} {{has}} {more} more than {{b}}")

    @cached_property
    def isotopes(self) -> Phrase | None:
        """Isotope labels (/i)."""
        la, lb = self.a.layers.labels, self.b.layers.labels
        if self.skeleton is not None or la == lb:
            return None
        if "i" in self.unclear and "+0" not in la + lb:  # RDKit drops the label of a commonest isotope, as in [12C]
            return None
        if not la or not lb:
            labelled, plain = "{a} {is} the isotope-labelled form of {b}", "isotope labels missing in {a}"
            return (
                Phrase("labels-missing", plain, labelled, "a")
                if not la
                else Phrase("labels-missing", labelled, plain, "b")
            )
        words = "{a} {has} different isotope labels from {b}"
        return Phrase("labels", words, words)

    @cached_property
    def stereo(self) -> Phrase | None:
        """Tetrahedral centres and double bonds (/t /m /s /b)."""
        if self.skeleton is not None or self.is_resonance:
            return None
        mine, theirs = (self._known_stereo(s.layers) for s in (self.a, self.b))
        if mine == theirs:
            return None
        shared = mine.keys() & theirs.keys()
        opposite = [k for k in shared if mine[k] != theirs[k]]
        if not opposite:
            return _less(mine, theirs)
        return self._completed(mine, theirs) or self._opposite(opposite, mine, theirs)

    def _known_stereo(self, layers: Layers) -> dict[StereoKey, str]:
        """Return the specified centres and double bonds of the layers that can be trusted."""
        known: dict[StereoKey, str] = {}
        if "b" not in self.unclear:
            known.update(layers.double_bonds)
        if not self.unclear & {"t", "m", "s"}:
            known.update(layers.centres)
        return known

    def _completed(self, mine: dict[StereoKey, str], theirs: dict[StereoKey, str]) -> Phrase | None:
        """Recognise a partly open structure whose completion is the other one, equivalent atoms exchanged."""
        if len(mine) == len(theirs):
            return None
        partial, full = (self.a, self.b) if len(mine) < len(theirs) else (self.b, self.a)
        if partial.mol is None or not any(inchi_of(mol) == full.inchi for mol in completions(partial.mol)):
            return None
        count = abs(len(mine) - len(theirs))
        lacking = f"stereo missing in {{a}}: {_count(count, 'stereo element')} unspecified"
        fuller = f"{{a}} {{specifies}} {_count(count, 'stereo element')} that {{b}} {{b_leaves}} open"
        if partial is self.a:
            return Phrase("partial", lacking, fuller, "a")
        return Phrase("partial", fuller, lacking, "b")

    def _opposite(self, opposite: list[StereoKey], mine: dict[StereoKey, str], theirs: dict[StereoKey, str]) -> Phrase:
        bonds = [k for k in opposite if isinstance(k[1], str)]
        centres = [k for k in opposite if k not in bonds]
        kind = kind_of_opposites(opposite, (*mine, *theirs), is_chiral=self.a.layers.is_chiral)
        if kind == "enantiomer":
            words = "{a} {is} the enantiomer of {b}"
            return Phrase("enantiomer", words, words)
        if kind == "epimer":
            where = self._where(centres)
            word = "epimer" if len(centres) == 1 else "diastereomer"
            also = f", with opposite geometry at {_count(len(bonds), 'double bond')}" if bonds else ""
            words = f"{{a}} {{is}} a{'n' if word == 'epimer' else ''} {word} of {{b}}: opposite at {where}{also}"
            return Phrase("epimer", words, words)
        words = f"{{a}} {{has}} the opposite E/Z geometry to {{b}} at {_count(len(bonds), 'double bond')}"
        return Phrase("geometry", words, words)

    def _where(self, centres: Sequence[StereoKey]) -> str:
        """Name the differing atoms by their number in the drawing that has one."""
        drawn = next((s for s in (self.a, self.b) if s.kind == "smiles" and s.mol is not None), None)
        if drawn is None or len(centres) > 4:
            return _count(len(centres), "centre")
        names = []
        for component, number in centres:
            atoms = drawn.canonical_atoms
            if not isinstance(number, int) or component >= len(atoms) or number > len(atoms[component]):
                return _count(len(centres), "centre")
            index = atoms[component][number - 1]
            names.append(f"{drawn.mol.GetAtomWithIdx(index).GetSymbol()} (SMILES atom {drawn.written_number(index)})")  # type: ignore[union-attr]  # drawn.mol is not None
        return " and ".join(sorted(names, key=len))


class _Latest(NamedTuple):
    """A pair that was asked for, and its relation."""

    a: Structure
    b: Structure
    inchis: tuple[str, str]
    relation: Relation


_latest: dict[tuple[int, int], _Latest] = {}
"""What was asked last: one check after the other asks for the same few pairs of a record."""
_MOST_LATEST = 256
"""Pairs [-] that are kept: those of the records that are verified together."""


def relate(a: Structure, b: Structure) -> Relation:
    """Return the relation of two structures, which is kept as long as other pairs are few."""
    inchis = a.inchi, b.inchi  # a structure may adopt another one
    pair = id(a), id(b)
    known = _latest.get(pair)
    if known is not None and known.a is a and known.b is b and known.inchis == inchis:
        return known.relation
    relation = Relation(a, b)
    if len(_latest) >= _MOST_LATEST:
        _latest.clear()
    _latest[pair] = _Latest(a, b, inchis, relation)
    return relation


def _less(mine: dict[StereoKey, str], theirs: dict[StereoKey, str]) -> Phrase | None:
    missing, extra = theirs.keys() - mine.keys(), mine.keys() - theirs.keys()
    if missing and extra:
        words = "{a} and {b} specify different stereo elements"
        return Phrase("partial", words, words, "both")
    if not missing and not extra:
        return None
    some = mine if missing else theirs
    what = elements_in_words(missing or extra)
    full = f"{{a}} {{specifies}} {what} that {{b}} {{b_leaves}} open"
    lacking = (
        f"stereo missing in {{a}}: {what} unspecified"
        if some
        else f"stereo missing in {{a}}: its {what} {'is' if len(missing or extra) == 1 else 'are'} unspecified"
    )
    kind = "partial" if some else "missing"
    return Phrase(kind, lacking, full, "a") if missing else Phrase(kind, full, lacking, "b")


def kind_of_opposites(opposite: Collection[StereoKey], known: Collection[StereoKey], *, is_chiral: bool) -> str:
    """Name the relation of two stereoisomers: ``enantiomer``, ``epimer`` or ``geometry``.

    Parameters
    ----------
    opposite
        Centres and double bonds that are opposite in the two.
    known
        Those that either specifies.
    is_chiral
        Whether one of them is another compound than its mirror image.
    """
    bonds = {k for k in opposite if isinstance(k[1], str)}
    centres = {*opposite} - bonds
    if not bonds and is_chiral and centres == {k for k in known if isinstance(k[1], int)}:
        return "enantiomer"
    return "epimer" if centres else "geometry"


def elements_in_words(keys: Collection[StereoKey]) -> str:
    """Count stereocentres and double bonds in words."""
    bonds = sum(isinstance(k[1], str) for k in keys)
    centres = len(keys) - bonds
    parts = [_count(n, word) for n, word in ((centres, "stereocentre"), (bonds, "double bond")) if n]
    return " and ".join(parts)


def _count(n: int, word: str) -> str:
    numbers = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return f"{numbers[n] if n < len(numbers) else n} {word}{'' if n == 1 else 's'}"


def _differing(a: Layers, b: Layers) -> set[str]:
    """Letters of the layers in which two InChIs differ."""
    letters = {letter for letter in "chqpbtms" if a.main.get(letter, "") != b.main.get(letter, "")}
    if a.formula != b.formula:
        letters.add("formula")
    if a.isotopic != b.isotopic:
        letters.add("i")
    return letters


def lost_layers(structure: Structure) -> set[str]:
    """Letters in which an InChI differs from the best that RDKit gives back."""
    own = structure.layers
    options = [_differing(own, read_layers(back)) for back in structure.regenerated]
    return min(options, key=len) if options else {"formula", *"chqpbtmsi"}


def is_single(structure: Structure) -> bool:
    """Tell whether a structure is one component alone: neither a salt nor a hydrate.

    Examples
    --------
    >>> is_single(Structure.from_smiles("CCO")), is_single(Structure.from_smiles("CCN.Cl"))
    (True, False)
    """
    return structure.layers.is_one_component


def component_list(layers: Layers) -> Counter[tuple[str, str, str, str]]:
    """Count the (formula, /c, /h, /q) of every component."""
    formulas = [f for part in layers.formula.split(".") for f in repeat(part)]
    columns = [expand(layers.main.get(letter, "")) for letter in "chq"]
    padded = [column + [""] * (len(formulas) - len(column)) for column in columns]
    return Counter(zip(formulas, *(column[: len(formulas)] for column in padded), strict=True))


def _is_same_metal_compound(a: Structure, b: Structure) -> bool:
    """Return whether two metal compounds may be drawings of one."""
    return is_same_organometallic(a.layers, b.layers) or _same_but_charges(a, b)


def _same_but_charges(a: Structure, b: Structure) -> bool:
    """Return whether two metal compounds differ only in the distribution of hydrogens and charges.

    The hydrogens of a ligand bound through carbon do not move: butyllithium is not sec-butyllithium.
    """
    if a.composition != b.composition:
        return False
    bare = [
        Counter(
            (without_hydrogens(part.formula), part.connections, part.hydrogens if part.is_ligand else "")
            for part in parts_of(s.layers)
        )
        for s in (a, b)
    ]
    return bare[0] == bare[1]


def _components(one: Structure, other: Structure) -> Phrase | None:
    """Explain a difference in salt, solvent or multiplicity."""
    la, lb = one.layers, other.layers
    if la.is_one_component and lb.is_one_component:
        return None
    a, b = component_list(la), component_list(lb)
    extra, lacking = a - b, b - a
    common = a & b
    if not common or (extra and lacking):
        shared = sum(common.values())
        if shared and any(_weight(c[0]) > 6 for c in common):
            if _names(extra) == _names(lacking):
                words = f"{{a}} {{has}} {_names(extra)} in a different form from {{b}}: ion and atom, or salt and acid"
                return Phrase("components", words, words)
            swap = f"{{a}} {{has}} {_names(extra)} where {{b}} {{b_has}} {_names(lacking)}"
            back = f"{{a}} {{has}} {_names(lacking)} where {{b}} {{b_has}} {_names(extra)}"
            return Phrase("components", swap, back)
        return None
    if len(common) == 1 and set(extra or lacking) == set(common):
        count, mirrored = (
            max(sum(a.values()), sum(b.values())),
            set((la if extra else lb).main.get("m", "")) >= {"0", "1"},
        )
        what = "both enantiomers" if mirrored and count == 2 else _count(count, "molecule")
        several, single = (
            f"{{a}} {{lists}} {what} of {{b}}",
            f"{{a}} {{is}} one of the {_count(count, 'molecule')} of {{b}}",
        )
        return Phrase("components", several, single) if extra else Phrase("components", single, several)
    few, many = (b, a) if extra else (a, b)
    if many == Counter({kind: 2 * n for kind, n in few.items()}):
        twice, once = "{a} {lists} all components of {b} twice", "{a} {has} half of the components of {b}"
        return Phrase("components", twice, once) if extra else Phrase("components", once, twice)
    alone = (other if extra else one).mol
    salt, parent = _salt_words(extra or lacking, cationic=alone is not None and fixed_charge(alone) > 0)
    return Phrase("components", salt, parent) if extra else Phrase("components", parent, salt)


def _weight(formula: str) -> int:
    readings = read_formula(formula).readings
    return sum(n for e, n in readings[0].elements.items() if e != "H") if readings else 0


def _salt_words(extra: Counter[tuple[str, str, str, str]], *, cationic: bool) -> tuple[str, str]:
    """Say what a counter-ion makes of a parent; one that is a cation for good loses an anion, not an acid."""
    names = [COUNTER_IONS.get(formula) for (formula, *_rest) in extra]
    count = next(iter(extra.values()))
    if len(names) == 1 and names[0]:
        word, other = names[0]
        anion = _anion(word, other) if cationic else None
        if anion is not None and (salt := salt_word(anion, count)):
            return f"{{a}} {{is}} the {salt} of {{b}}", f"{{a}} {{lacks}} the {salt} of {{b}}"
        if salt := salt_word(word, count):
            return f"{{a}} {{is}} the {salt} of {{b}}", f"{{a}} {{lacks}} the {other} of {{b}} ({salt})"
    listed = _names(extra)
    return f"{{a}} {{has}} in addition to {{b}} {listed}", f"{{a}} {{lacks}} {listed} of {{b}}"


def _anion(word: str, acid: str) -> str | None:
    """Give the anion of an acid: chloride of hydrogen chloride, acetate of acetic acid; None where it is no acid."""
    if acid.startswith("hydrogen "):
        return acid.removeprefix("hydrogen ")
    return word if acid.endswith(" acid") else None


def heavy_components(structure: Structure) -> frozenset[str]:
    """Give the formulas of the components without their hydrogens.

    Examples
    --------
    >>> from gaba_analogs.chemistry.structure import Structure
    >>> sorted(heavy_components(Structure.from_smiles("CN.CN.OS(=O)(=O)O")))
    ['CN', 'O4S']
    """
    formulas = {formula for part in structure.layers.formula.split(".") for formula in repeat(part)}
    return frozenset(map(without_hydrogens, formulas)) - {""}


def salt_word(word: str, count: int) -> str | None:
    """Name the salt with so many counter-ions [-]; None where no prefix says their number.

    Examples
    --------
    >>> salt_word("hydrochloride", 2), salt_word("sodium salt", 2), salt_word("hydrate", 7)
    ('dihydrochloride', 'di-(sodium salt)', None)
    """
    if count not in _MULTIPLES:
        return None
    multiple = _MULTIPLES[count]
    return f"{multiple}{word}" if " " not in word or not multiple else f"{multiple}-({word})"


def _names(parts: Counter[tuple[str, str, str, str]]) -> str:
    words = []
    for (formula, *_rest), n in parts.items():
        known = COUNTER_IONS.get(formula)
        words.append(f"{f'{n} ' if n > 1 else ''}{known[1] if known else formula}")
    return " and ".join(words)


def skeleton_graph(mol: Chem.Mol) -> str:
    """Write the heavy atoms and which of them are bonded, without bond orders, hydrogens and charges."""
    bare = Chem.RWMol(Chem.RemoveAllHs(mol, sanitize=False))
    for atom in atoms_of(bare):
        atom.SetFormalCharge(0)
        atom.SetNumExplicitHs(0)
        atom.SetNoImplicit(True)
        atom.SetIsAromatic(False)
        atom.SetIsotope(0)
        atom.SetNumRadicalElectrons(0)
        atom.SetChiralTag(Chem.ChiralType.CHI_UNSPECIFIED)
    for bond in bonds_of(bare):
        bond.SetBondType(Chem.BondType.SINGLE)
        bond.SetIsAromatic(False)
        bond.SetStereo(Chem.BondStereo.STEREONONE)
        bond.SetBondDir(Chem.BondDir.NONE)
    return str(Chem.MolToSmiles(bare))


def _same_atoms(a: Structure, b: Structure) -> Phrase:
    """Explain a skeleton difference that no component accounts for."""
    ca, cb = a.composition, b.composition
    if (
        has_heavy_atoms_of(ca, cb)
        and a.mol is not None
        and b.mol is not None
        and skeleton_graph(a.mol) == skeleton_graph(b.mol)
    ):
        hydrogens = ca.elements.get("H", 0) - cb.elements.get("H", 0)
        charges = ca.charge - cb.charge
        if not hydrogens and not charges and is_double_bond_isomer(a.mol, b.mol):
            words = "{a} {is} a constitutional isomer of {b}: a double bond elsewhere"
            return Phrase("isomer", words, words)
        if not hydrogens and not charges:
            words = "{a} {is} a different tautomer of {b}"
            return Phrase("tautomer", words, words)
        if hydrogens == charges:
            return _more_or_less("protonation", hydrogens, "proton")
        if not hydrogens:
            words = f"{{a}} {{has}} a different charge from {{b}} ({ca.charge:+d} instead of {cb.charge:+d})"
            back = f"{{a}} {{has}} a different charge from {{b}} ({cb.charge:+d} instead of {ca.charge:+d})"
            return Phrase("protonation", words, back)
        return _more_or_less("hydrogens", hydrogens, "hydrogen")
    if ca == cb and any(alike_forms(a, b)):
        configured = "" if is_ring_chain(a, b) else " in another configuration"
        words = f"{{a}} {{is}} a ring-chain tautomer of {{b}}{configured}"
        return Phrase("isomer", words, words)
    if ca.elements == cb.elements:
        words = "{a} {is} a constitutional isomer of {b}: same formula, other skeleton"
        return Phrase("isomer", words, words)
    words = "{a} {is} a different compound from {b}"
    return Phrase(
        "different",
        f"{words}: {ca.formula} against {cb.formula}",
        f"{words}: {cb.formula} against {ca.formula}",
    )


def is_ring_chain(a: Structure, b: Structure) -> bool:
    """Tell whether two structures are ring and open chain, or rings of two sizes, of one compound.

    Examples
    --------
    >>> ring, chain = "OC[C@H]1OC(O)[C@H](O)[C@@H](O)[C@@H]1O", "O=C[C@H](O)[C@@H](O)[C@H](O)[C@H](O)CO"  # D-glucose
    >>> glucose = Structure.from_smiles(chain)
    >>> is_ring_chain(Structure.from_smiles(ring), glucose)
    True
    >>> galactose = Structure.from_smiles("OC[C@H]1OC(O)[C@H](O)[C@@H](O)[C@H]1O")
    >>> is_ring_chain(galactose, glucose)
    False
    """
    if a.layers.skeleton == b.layers.skeleton:
        return False
    relations = (Relation(one, other) for one, other in alike_forms(a, b))
    return any(relation.stereo is None or relation.stereo.less is not None for relation in relations)


def _more_or_less(kind: str, difference: int, word: str) -> Phrase:
    number = _count(abs(difference), word)
    more, less = f"{{a}} {{has}} {number} more than {{b}}", f"{{a}} {{has}} {number} fewer than {{b}}"
    return Phrase(kind, more, less) if difference > 0 else Phrase(kind, less, more)
