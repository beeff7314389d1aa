"""One stated structure, parsed once, and its facts: the only RDKit perception of the verification.

An InChI needs of a SMILES what is written there: atoms, bonds, hydrogens, marks. Aromaticity, rings
and hybridization, a quarter of the cost of a record, are perceived when something asks for them.

RDKit is a witness with faults of its own. Its clean-up step rewrites halogen oxo acids and rejects
hypervalent halogens, so every structure also gives the InChI of what was drawn, without that step;
a molfile's InChI is made from its text; a stated InChI counts as understood only when it survives
the way into a molecule and back.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from rdkit import Chem, rdBase
from rdkit.Chem import rdCIPLabeler, rdinchi, rdqueries
from rdkit.Chem.rdMolDescriptors import CalcMolFormula

from gaba_analogs.composition import Composition
from gaba_analogs.notation.formula import read_formula, read_plain_formula
from gaba_analogs.notation.inchi import Layers, read_layers
from gaba_analogs.notation.repairs import Repair
from gaba_analogs.notation.text import clean, plain_digits

MAXIMUM_SMILES = 20_000
"""Longest SMILES [characters] that is parsed; 1,023 atoms, InChI's limit, need far fewer."""

MAXIMUM_ATOMS = 1023
"""Largest structure [heavy atoms] that a standard InChI describes."""

_AS_DRAWN = (
    Chem.SanitizeFlags.SANITIZE_ALL
    ^ Chem.SanitizeFlags.SANITIZE_CLEANUP
    ^ Chem.SanitizeFlags.SANITIZE_CLEANUP_ORGANOMETALLICS
    ^ Chem.SanitizeFlags.SANITIZE_PROPERTIES
)
_AS_WRITTEN = (
    Chem.SanitizeFlags.SANITIZE_CLEANUP
    | Chem.SanitizeFlags.SANITIZE_PROPERTIES
    | Chem.SanitizeFlags.SANITIZE_KEKULIZE
    | Chem.SanitizeFlags.SANITIZE_FINDRADICALS
)
_PLAIN_SMILES = re.compile(rf"[A-Za-z0-9@+\-()=#/\\%.:\[\]]{{1,{MAXIMUM_SMILES}}}")
_SMILES_PREFIX = re.compile(r"^(?:smiles\s*[=:]\s*)", re.IGNORECASE)
_BRACKET_STEREO = re.compile(r"\[[^\[\]@]*@[^\[\]]*\]")
_WILDCARD = re.compile(r"\*|\[R(?:\d*|#\d*)\]|\[Xx?\d*\]")
_WITHOUT_NUMBERING = "-AuxNone"
_ORGANIC = frozenset({"C", "N", "O", "F"})

quiet = rdBase.BlockLogs
"""Context manager that keeps RDKit from printing, and restores what was set before."""


@dataclass(frozen=True)
class Fault:
    """Why a structure text cannot be read as chemistry.

    Parameters
    ----------
    kind
        ``syntax``, ``valence``, ``aromaticity``, ``size`` or ``wildcard``.
    message
        The fault in plain words.
    limit
        True where the tool cannot decide rather than the text being wrong.
    """

    kind: str
    message: str
    limit: bool = False


@cache
def _mobile_acid() -> Chem.Mol:
    """Match phosphorus and sulfur whose hydroxyl and oxo groups share one hydrogen, and so are alike."""
    return Chem.MolFromSmarts("[P,S;!$(*(=*)=*)](=[O,S])[OX2H1,OX1-,SX2H1,SX1-]")


@cache
def _with_unpaired_electrons() -> Chem.QueryAtom:
    return rdqueries.NumRadicalElectronsGreaterQueryAtom(0)


@cache
def _with_chiral_tag() -> Chem.QueryAtom:
    return rdqueries.HasChiralTagQueryAtom()


@cache
def _imidic_acid() -> Chem.Mol:
    return Chem.MolFromSmarts("[OX2H,SX2H][CX3]=[NX2]")


@cache
def _unsanitized() -> Chem.SmilesParserParams:
    params = Chem.SmilesParserParams()
    params.sanitize = False  # type: ignore[assignment]  # RDKit's stubs give properties the wrong type
    params.removeHs = False  # type: ignore[assignment]  # likewise
    return params


class Structure:
    """A structure as one field states it.

    Parameters
    ----------
    mol
        Perceived molecule; None where RDKit rejects it (`fault` says why).
    text
        The text it was read from, repaired.
    notes
        Repairs that were made to the notation.
    fault
        Why RDKit cannot read it; None when it can.

    Examples
    --------
    >>> gaba = Structure.from_smiles("NCCCC(=O)O")
    >>> gaba.inchikey, gaba.composition.formula
    ('BTCSSZJGUNDROE-UHFFFAOYSA-N', 'C4H9NO2')
    """

    def __init__(
        self,
        mol: Chem.Mol | None,
        text: str,
        *,
        notes: tuple[str, ...] = (),
        fault: Fault | None = None,
        inchi: str | None = None,
        kind: str = "smiles",
    ) -> None:
        self._given = mol
        self.text = text
        self.notes = notes
        self.fault = fault
        self.kind = kind
        self.trailing: str | None = None
        self._stated_inchi = inchi

    @classmethod
    def from_smiles(cls, text: str) -> Structure:
        """Parse a SMILES or CXSMILES; whatever follows it is kept apart in `trailing`.

        Examples
        --------
        >>> Structure.from_smiles("c1ccnc1").fault.kind
        'aromaticity'
        """
        if _is_plain(text) and (written := _mol_as_written(text)) is not None:
            return _WrittenStructure(text, written)
        value, notes = clean(text)
        bare = _SMILES_PREFIX.sub("", value)
        if bare != value:
            notes.append(Repair.SMILES_PREFIX)
        hyphens = plain_digits(bare) if not bare.isascii() else bare
        if hyphens != bare:
            notes.append(Repair.TYPOGRAPHY)
        smiles, *rest = hyphens.split(maxsplit=1) or [""]
        tail = rest[0].strip() if rest else ""
        if len(smiles) > MAXIMUM_SMILES:
            message = f"{len(smiles):,} characters are more than any SMILES that InChI can describe"
            return cls(None, smiles, fault=Fault("size", message, limit=True))
        if _WILDCARD.search(smiles):
            message = "a wildcard or R group stands for no definite structure"
            return cls(None, smiles, notes=tuple(notes), fault=Fault("wildcard", message, limit=True))
        extended = f"{smiles} {tail}" if tail.startswith("|") else smiles
        mol = _mol_from_smiles(extended)
        if mol is None and extended != smiles:
            mol = _mol_from_smiles(smiles)
        fault = None if mol is not None else _smiles_fault(smiles)
        if fault is not None and fault.kind == "valence":
            mol = _mol_as_drawn(smiles)
        made = cls(mol, smiles, notes=tuple(notes), fault=fault)
        made.trailing = tail or None
        return made

    @classmethod
    def from_molblock(cls, text: str) -> Structure:
        """Parse an MDL molfile, V2000 or V3000; its InChI is made from the text itself."""
        lines = text.split("\n", 5)
        if len(lines) > 3 and re.search(r"V[23]000\s*$", lines[2]):
            text = f"\n{text}"
        made = _DrawnStructure(text, _inchi_of_molblock(text))
        if not made.known and made.mol is None:
            made.fault = Fault("syntax", "neither RDKit nor the InChI software can read the molfile")
        return made

    @classmethod
    def from_inchi(cls, value: str) -> Structure:
        """Parse a repaired InChI (``InChI=1S/...``); the parse is lazy.

        Examples
        --------
        >>> Structure.from_inchi("InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)").is_reproducible
        True
        """
        return _InChIStructure(value)

    @cached_property
    def mol(self) -> Chem.Mol | None:
        """Perceived molecule; None where RDKit rejects it."""
        return self._perceived()

    def _perceived(self) -> Chem.Mol | None:
        """Give the molecule, which those who know a cheaper way to their facts make only now."""
        return self._given

    # -- identity ------------------------------------------------------------------------------

    @cached_property
    def inchi(self) -> str:
        """Standard InChI; an empty string where there is none."""
        if self._stated_inchi is not None:
            return self._stated_inchi
        if self.mol is None or self.fault is not None:
            return self.inchi_as_drawn
        return inchi_of(self.mol)

    @cached_property
    def inchi_as_drawn(self) -> str:
        """Standard InChI without RDKit's clean-up and valence model; empty where there is none."""
        if self.kind != "smiles" or (self.fault is not None and self.fault.kind in {"syntax", "size", "wildcard"}):
            return ""
        mol = _mol_as_drawn(self.text)
        return "" if mol is None else inchi_of(mol)

    @cached_property
    def inchikey(self) -> str:
        """Standard InChIKey; empty where there is no InChI."""
        return key_of(self.inchi)

    @property
    def known(self) -> bool:
        """True when the structure could be described at all."""
        return bool(self.inchi)

    def variants(self) -> Iterator[str]:
        """Give every InChI that stands for this text, the usual one first; later ones are made on demand."""
        if self.inchi:
            yield self.inchi
        if self.inchi_as_drawn and self.inchi_as_drawn != self.inchi:
            yield self.inchi_as_drawn
        if self.mol is not None and self.mol.GetStereoGroups():
            yield from (i for i in self._relative_variants() if i != self.inchi)

    def _relative_variants(self) -> Iterator[str]:
        """Give the mirror image and the flat form: what a racemate may be recorded as."""
        if self.mol is None:
            return
        mirror, flat = Chem.Mol(self.mol), Chem.Mol(self.mol)
        members = {a.GetIdx() for group in self.mol.GetStereoGroups() for a in group.GetAtoms()}
        for index in members:
            mirror.GetAtomWithIdx(index).InvertChirality()
            flat.GetAtomWithIdx(index).SetChiralTag(Chem.ChiralType.CHI_UNSPECIFIED)
        for mol in (flat, mirror):
            Chem.AssignStereochemistry(mol, cleanIt=True, force=True)
            yield inchi_of(mol)

    def adopt(self, inchi: str) -> None:
        """Settle on the variant that another field confirms."""
        if self.inchi != inchi:
            for fact in ("inchikey", "layers", "composition"):
                self.__dict__.pop(fact, None)
            self.__dict__["inchi"] = inchi
        if self.fault is not None and inchi == self.inchi_as_drawn:
            self.fault = None

    @property
    def racemic(self) -> bool:
        """True when enhanced stereo marks (``|&1:1|``) make it a mixture of mirror images."""
        return self.mol is not None and any(
            g.GetGroupType() == Chem.StereoGroupType.STEREO_AND for g in self.mol.GetStereoGroups()
        )

    # -- facts ---------------------------------------------------------------------------------

    @cached_property
    def layers(self) -> Layers:
        """The InChI's layers."""
        return read_layers(self.inchi)

    @cached_property
    def composition(self) -> Composition:
        """Element counts, isotope labels and charge of what is drawn, hydrogens included."""
        mol = self.mol
        if mol is None and self.kind == "smiles":
            mol = _mol_as_drawn(self.text)
        if mol is None:
            return self.layers.composition or Composition({})
        return composition_of(mol)

    @property
    def charge(self) -> int:
        """Net charge [e]."""
        return self.composition.charge

    @cached_property
    def heavy_atoms(self) -> int:
        """Atoms [-] other than hydrogen."""
        return sum(n for e, n in self.composition.elements.items() if e != "H")

    @cached_property
    def radicals(self) -> tuple[Chem.Atom, ...]:
        """Bonded main-group atoms with unpaired electrons."""
        return () if self.mol is None else _radicals(self.mol)

    def bracket_text(self, index: int) -> str:
        """Give the text in square brackets of one SMILES atom (index from 0); empty for a plain one."""
        atoms = re.findall(r"\[[^\]]*\]|Cl|Br|[BCNOPSFIbcnops]", self.text)
        return atoms[index] if index < len(atoms) and atoms[index].startswith("[") else ""

    def written_number(self, index: int) -> int:
        """Give the number [-] of an atom in the text, counted from 1, of its index in the molecule.

        Examples
        --------
        >>> Structure.from_smiles("[H]N([H])C[C@H](CC(=O)O)c1ccc(Cl)cc1").written_number(2)
        5
        """
        return index + 1

    @cached_property
    def has_metal(self) -> bool:
        """True when a metal atom is there, where drawn bonds are conventions."""
        return self.mol is None or any(is_metal(a) for a in self.mol.GetAtoms())

    @cached_property
    def stereo_marks_written(self) -> int:
        """Tetrahedral marks [-] in the SMILES text."""
        return len(_BRACKET_STEREO.findall(self.text)) if self.kind == "smiles" else 0

    @cached_property
    def stereo_marks_kept(self) -> int:
        """Tetrahedral marks [-] that belong to real stereocentres."""
        if self.mol is None:
            return 0
        return len(self.mol.GetAtomsMatchingQuery(_with_chiral_tag()))

    @cached_property
    def cip_labels(self) -> tuple[tuple[int, str], ...]:
        """(atom number from 0, label) of every assigned centre, by the 2020 CIP algorithm.

        Source: Hanson et al., J. Chem. Inf. Model. 2018, 58, 1755, doi:10.1021/acs.jcim.8b00324.

        Examples
        --------
        >>> Structure.from_smiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1").cip_labels  # (R)-baclofen
        ((2, 'R'),)
        """
        if self.mol is None:
            return ()
        mol = Chem.Mol(self.mol)
        try:
            rdCIPLabeler.AssignCIPLabels(mol, maxRecursiveIterations=1_250_000)
        except RuntimeError:
            return ()
        return tuple((a.GetIdx(), a.GetProp("_CIPCode")) for a in mol.GetAtoms() if a.HasProp("_CIPCode"))

    @cached_property
    def bond_labels(self) -> tuple[str, ...]:
        """E or Z of every specified double bond."""
        if self.mol is None:
            return ()
        mol = Chem.Mol(self.mol)
        try:
            rdCIPLabeler.AssignCIPLabels(mol, maxRecursiveIterations=1_250_000)
        except RuntimeError:
            return ()
        return tuple(b.GetProp("_CIPCode") for b in mol.GetBonds() if b.HasProp("_CIPCode"))

    @cached_property
    def possible_centres(self) -> tuple[tuple[int, bool], ...]:
        """(atom number from 0, specified) of every atom that can be a tetrahedral stereocentre."""
        if self.mol is None:
            return ()
        acids = {match[0] for match in self.mol.GetSubstructMatches(_mobile_acid())}
        found = Chem.FindPotentialStereo(Chem.Mol(self.mol), cleanIt=False, flagPossible=True)
        return tuple(
            (s.centeredOn, s.specified == Chem.StereoSpecified.Specified)
            for s in found
            if s.type == Chem.StereoType.Atom_Tetrahedral and s.centeredOn not in acids
        )

    @cached_property
    def has_certain_labels(self) -> bool:
        """False where a molecule made from an InChI may carry a mobile hydrogen on the wrong atom.

        An amide may come back as its imidic acid, and then the CIP label of a centre beside it changes.
        """
        return self.mol is not None and not (self.kind == "inchi" and self.mol.HasSubstructMatch(_imidic_acid()))

    @cached_property
    def open_double_bonds(self) -> int:
        """Double bonds [-] that could be E or Z and are not specified."""
        if self.mol is None:
            return 0
        found = Chem.FindPotentialStereo(Chem.Mol(self.mol), cleanIt=False, flagPossible=True)
        return sum(
            s.type == Chem.StereoType.Bond_Double and s.specified == Chem.StereoSpecified.Unspecified for s in found
        )

    @cached_property
    def is_meso(self) -> bool:
        """True when it has assigned centres and equals its mirror image."""
        layers = self.layers
        return bool(layers.centres) and "m" not in layers.main

    @cached_property
    def canonical_atoms(self) -> tuple[tuple[int, ...], ...]:
        """Per InChI component, the molecule's atom index (from 0) of every InChI number in turn."""
        if self.mol is None:
            return ()
        match = re.search(r"/N:([\d,;]+)", rdinchi.MolToInchi(self.mol)[4])
        parts = match[1].split(";") if match else []
        return tuple(tuple(int(n) - 1 for n in part.split(",") if n) for part in parts)

    @cached_property
    def components(self) -> tuple[Chem.Mol, ...]:
        """The disconnected parts, unsanitized."""
        return () if self.mol is None else tuple(Chem.GetMolFrags(self.mol, asMols=True, sanitizeFrags=False))

    @cached_property
    def smiles(self) -> str | None:
        """Canonical SMILES that gives this InChI again; None where RDKit cannot write one."""
        if self.mol is None:
            return None
        text = str(Chem.MolToSmiles(self.mol))
        back = _mol_from_smiles(text)
        if back is None or inchi_of(back) != self.inchi or _is_contrived(back):
            return None
        return text

    @property
    def is_reproducible(self) -> bool:
        """True when the InChI survives the way through a molecule; always so for a drawn structure."""
        return True

    @property
    def regenerated(self) -> tuple[str, ...]:
        """The InChIs that come back; for a drawn structure its own."""
        return (self.inchi,) if self.inchi else ()


class _DrawnStructure(Structure):
    """A molfile: its InChI is made from the text, its molecule when something asks for it."""

    def __init__(self, text: str, inchi: str) -> None:
        super().__init__(None, text, inchi=inchi or None, kind="molblock")

    def _perceived(self) -> Chem.Mol | None:
        try:
            return Chem.MolFromMolBlock(self.text)
        except (RuntimeError, ValueError):
            return None


class _WrittenStructure(Structure):
    """A SMILES that RDKit reads as it stands; it is perceived in full only when something asks for the molecule."""

    def __init__(self, text: str, written: Chem.Mol) -> None:
        super().__init__(None, text)
        self._written = written

    def _perceived(self) -> Chem.Mol | None:
        return _mol_from_smiles(self.text)

    @cached_property
    def inchi(self) -> str:
        """Standard InChI; an empty string where there is none.

        A mark may mean nothing while another centre is open (1,4-disubstituted cyclohexanes): there
        the perceived molecule decides.
        """
        inchi = inchi_of(self._written)
        return inchi_of(self.mol) if "?" in inchi and "@" in self.text and self.mol is not None else inchi

    @cached_property
    def composition(self) -> Composition:
        """Element counts, isotope labels and charge of what is written, hydrogens included."""
        return composition_of(self._written)

    @cached_property
    def radicals(self) -> tuple[Chem.Atom, ...]:
        """Bonded main-group atoms with unpaired electrons."""
        return _radicals(self._written) if "[" in self.text else ()

    def written_number(self, index: int) -> int:
        """Give the number [-] of an atom in the text, counted from 1, of its index in the molecule."""
        return self._written_numbers.get(index, index + 1)

    @cached_property
    def _written_numbers(self) -> dict[int, int]:
        """Number of every atom but hydrogen: written hydrogens count in the text, and are not in the molecule."""
        if "[H]" not in self.text or self.mol is None:
            return {}
        return dict(zip(_heavy_indices(self.mol), (i + 1 for i in _heavy_indices(self._written)), strict=True))


class _InChIStructure(Structure):
    """A structure that a stated InChI describes; the molecule is made only when something asks for it."""

    def __init__(self, value: str) -> None:
        super().__init__(None, value, inchi=value, kind="inchi")

    @cached_property
    def _round_trips(self) -> tuple[tuple[Chem.Mol, str], ...]:
        return tuple(_round_trips(self.text))

    def _perceived(self) -> Chem.Mol | None:
        """Give the molecule of the first round trip that reproduces the InChI, else of the first at all."""
        exact = [m for m, back in self._round_trips if back == self.text]
        return exact[0] if exact else self._round_trips[0][0] if self._round_trips else None

    @property
    def is_reproducible(self) -> bool:
        """True when the InChI survives the way through a molecule."""
        return any(back == self.text for _, back in self._round_trips)

    @property
    def regenerated(self) -> tuple[str, ...]:
        """The InChIs that come back; none when the InChI software refuses the text."""
        return tuple(back for _, back in self._round_trips)

    @cached_property
    def composition(self) -> Composition:
        """Element counts and charge from the layers, isotope labels from the molecule."""
        plain = self.layers.composition
        if plain is not None and not self.layers.isotopic:
            return plain
        return composition_of(self.mol) if self.mol is not None else plain or Composition({})


MAXIMUM_OPEN = 10
"""Most open stereo elements [-] of which the combinations are tried."""

TETRAHEDRAL = (Chem.ChiralType.CHI_TETRAHEDRAL_CW, Chem.ChiralType.CHI_TETRAHEDRAL_CCW)


def completions(mol: Chem.Mol) -> Iterator[Chem.Mol]:
    """Give the stereoisomers that specify what a molecule leaves open: first all of it, then some.

    Nothing is given where more than ten elements are open, and no partial ones beyond five.
    """
    found = [
        s
        for s in Chem.FindPotentialStereo(Chem.Mol(mol), cleanIt=False, flagPossible=True)
        if s.specified == Chem.StereoSpecified.Unspecified
    ]
    centres = [s.centeredOn for s in found if s.type == Chem.StereoType.Atom_Tetrahedral]
    bonds = [s.centeredOn for s in found if s.type == Chem.StereoType.Bond_Double]
    if not 0 < len(centres) + len(bonds) <= MAXIMUM_OPEN:
        return
    whole: list[tuple[Chem.ChiralType | str | None, ...]] = [TETRAHEDRAL] * len(centres)
    whole += [("trans", "cis")] * len(bonds)
    partly = [(None, *choice) for choice in whole] if len(whole) <= 5 else []
    for choice in itertools.chain(itertools.product(*whole), itertools.product(*partly) if partly else ()):
        if not any(choice):
            continue
        changed = Chem.Mol(mol)
        for index, tag in zip(centres, choice, strict=False):
            if isinstance(tag, Chem.ChiralType):
                changed.GetAtomWithIdx(index).SetChiralTag(tag)
        for index, geometry in zip(bonds, choice[len(centres) :], strict=True):
            if isinstance(geometry, str):
                _set_geometry(changed, index, geometry)
        yield changed


def _set_geometry(mol: Chem.Mol, index: int, geometry: str) -> None:
    bond = mol.GetBondWithIdx(index)
    begin = [n.GetIdx() for n in bond.GetBeginAtom().GetNeighbors() if n.GetIdx() != bond.GetEndAtomIdx()]
    end = [n.GetIdx() for n in bond.GetEndAtom().GetNeighbors() if n.GetIdx() != bond.GetBeginAtomIdx()]
    if begin and end:
        bond.SetStereoAtoms(begin[0], end[0])
        bond.SetStereo(Chem.BondStereo.STEREOCIS if geometry == "cis" else Chem.BondStereo.STEREOTRANS)


def key_of(inchi: str) -> str:
    """Hash an InChI; empty for an empty one.

    Notes
    -----
    Any text has a hash: a matching key proves nothing about an InChI.
    """
    if not inchi:
        return ""
    return str(rdinchi.InchiToInchiKey(inchi))


def composition_of(mol: Chem.Mol) -> Composition:
    """Give the composition of a molecule, implicit hydrogens included."""
    formula = CalcMolFormula(mol, separateIsotopes=True, abbreviateHIsotopes=False)
    plain = read_plain_formula(formula)
    if plain is not None:
        return plain
    readings = read_formula(formula).readings if "*" not in formula else ()
    charge = Chem.GetFormalCharge(mol)
    found = next((r for r in readings if r.charge == charge), None)
    if found is None:
        counts: list[tuple[int, str, int]] = []
        for atom in mol.GetAtoms():
            counts.append((atom.GetIsotope(), atom.GetSymbol(), 1))
            counts.append((0, "H", atom.GetTotalNumHs()))
        found = Composition.from_parts(counts, charge)
    return found


def _heavy_indices(mol: Chem.Mol) -> list[int]:
    return [atom.GetIdx() for atom in mol.GetAtoms() if atom.GetAtomicNum() > 1]


def _radicals(mol: Chem.Mol) -> tuple[Chem.Atom, ...]:
    found = mol.GetAtomsMatchingQuery(_with_unpaired_electrons())
    return tuple(a for a in found if a.GetDegree() and not is_metal(a))


def is_metal(atom: Chem.Atom) -> bool:
    """Tell whether an element is a metal, for which drawn bonds and charges are conventions."""
    return atom.GetAtomicNum() not in _NONMETALS


_NONMETALS = frozenset({0, 1, 2, 5, 6, 7, 8, 9, 10, 14, 15, 16, 17, 18, 33, 34, 35, 36, 52, 53, 54, 85, 86})


def inchi_of(mol: Chem.Mol) -> str:
    """Give the standard InChI of a molecule; empty where there is none."""
    if mol.GetNumAtoms() == 0:
        return ""
    try:
        return str(rdinchi.MolToInchi(mol, _WITHOUT_NUMBERING)[0])
    except (RuntimeError, ValueError):
        return ""


def _inchi_of_molblock(text: str) -> str:
    try:
        return str(rdinchi.MolBlockToInchi(text)[0])
    except (RuntimeError, ValueError, TypeError):
        return ""


def _is_plain(smiles: str) -> bool:
    """Tell whether a text holds nothing but SMILES characters, and no R group."""
    return _PLAIN_SMILES.fullmatch(smiles) is not None and "[R" not in smiles and "[X" not in smiles


def _mol_as_written(smiles: str) -> Chem.Mol | None:
    """Parse as far as an InChI needs it; None where that fails."""
    try:
        mol = Chem.MolFromSmiles(smiles, _unsanitized())
        if mol is None:
            return None
        Chem.SanitizeMol(mol, _AS_WRITTEN)
    except (RuntimeError, ValueError, TypeError):
        return None
    if "/" in smiles or "\\" in smiles:
        Chem.SetBondStereoFromDirections(mol)
    return mol


def _mol_from_smiles(text: str) -> Chem.Mol | None:
    try:
        return Chem.MolFromSmiles(text)
    except (RuntimeError, ValueError, TypeError):
        return None


def _is_contrived(mol: Chem.Mol) -> bool:
    """Tell whether a molecule made from an InChI is none that a chemist would draw."""
    return any(
        a.GetNumRadicalElectrons()
        or (not is_metal(a) and (abs(a.GetFormalCharge()) > 1 or (a.GetSymbol() == "C" and a.GetFormalCharge() > 0)))
        for a in mol.GetAtoms()
    )


def _mol_as_drawn(smiles: str) -> Chem.Mol | None:
    """Parse without clean-up and valence model; None where even that fails."""
    try:
        mol = Chem.MolFromSmiles(smiles, _unsanitized())
        return None if mol is None else _perceive_as_drawn(mol)
    except (RuntimeError, ValueError, TypeError):
        return None


def _perceive_as_drawn(mol: Chem.Mol) -> Chem.Mol | None:
    try:
        mol.UpdatePropertyCache(strict=False)
        Chem.SanitizeMol(mol, _AS_DRAWN)
        Chem.AssignStereochemistry(mol, cleanIt=True, force=True)
    except (RuntimeError, ValueError):
        return None
    return mol


def _round_trips(inchi: str) -> Iterator[tuple[Chem.Mol, str]]:
    """Give molecule and InChI of each way back; the first faithful one ends the search."""
    for sanitize in (True, False):
        try:
            mol = rdinchi.InchiToMol(inchi, sanitize, sanitize)[0]
        except (RuntimeError, ValueError):
            continue
        if mol is None:
            return
        if not sanitize:
            bare = Chem.Mol(mol)
            bare.UpdatePropertyCache(strict=False)
            back = inchi_of(bare)
            if back:
                yield bare, back
            if back == inchi:
                return
            mol = _perceive_as_drawn(mol)
        if mol is not None and (back := inchi_of(mol)):
            yield mol, back
            if back == inchi:
                return


def _smiles_fault(smiles: str) -> Fault:
    """Say why RDKit rejects a SMILES."""
    try:
        mol = Chem.MolFromSmiles(smiles, _unsanitized())
    except (RuntimeError, ValueError, TypeError):
        mol = None
    if mol is None:
        return Fault("syntax", _syntax_message(smiles))
    mol.UpdatePropertyCache(strict=False)
    if mol.GetNumAtoms() == 0:
        return Fault("syntax", "it holds no atoms")
    problems = list(Chem.DetectChemistryProblems(mol))
    for problem in problems:
        if problem.GetType() == "AtomValenceException":
            atom = mol.GetAtomWithIdx(problem.GetAtomIdx())
            return Fault("valence", _valence_message(atom), limit=_may_be_right(atom))
    metal = any(is_metal(a) for a in mol.GetAtoms())
    if problems:
        mixed = re.search(r"[bcnops]\d*[=#]|[=#][bcnops]", smiles) is not None
        return Fault("aromaticity", _aromaticity_message(mol, problems[0]), limit=metal or mixed)
    return Fault("syntax", "RDKit cannot perceive it", limit=True)


def _may_be_right(atom: Chem.Atom) -> bool:
    """Tell whether an unusual valence may be real: ions such as superoxide, metals, boron clusters, halogens."""
    if atom.GetSymbol() not in _ORGANIC or atom.GetFormalCharge():
        return True
    return any(is_metal(a) or a.GetSymbol() == "B" for a in atom.GetOwningMol().GetAtoms())


def _valence_message(atom: Chem.Atom) -> str:
    bonds = int(sum(b.GetBondTypeAsDouble() for b in atom.GetBonds())) + atom.GetNumExplicitHs()
    charge = atom.GetFormalCharge()
    name = Chem.GetPeriodicTable().GetElementName(atom.GetAtomicNum()).lower()
    ion = f" of charge {charge:+d}" if charge else ""
    return f"{name} (atom {atom.GetIdx() + 1}){ion} has {bonds} bonds"


def _aromaticity_message(mol: Chem.Mol, problem: Chem.MolSanitizeException) -> str:
    indices = list(problem.GetAtomIndices()) if hasattr(problem, "GetAtomIndices") else []
    nitrogens = [
        i + 1
        for i in indices
        if (a := mol.GetAtomWithIdx(i)).GetSymbol() == "N" and a.GetDegree() == 2 and not a.GetNumExplicitHs()
    ]
    if nitrogens:
        return (
            "no alternation of single and double bonds fits the lower-case (aromatic) atoms; "
            f"an aromatic nitrogen probably lost its hydrogen ([nH] at atom {' or '.join(map(str, nitrogens))})"
        )
    return "no alternation of single and double bonds fits the lower-case (aromatic) atoms"


def _syntax_message(smiles: str) -> str:
    if smiles.count("(") != smiles.count(")"):
        return f"{smiles.count('(')} opening against {smiles.count(')')} closing parentheses"
    if smiles.count("[") != smiles.count("]"):
        return f"{smiles.count('[')} opening against {smiles.count(']')} closing square brackets"
    unknown = [
        m[0]
        for m in re.finditer(r"\[\d*([A-Za-z][a-z]?)[^\]]*\]", smiles)
        if m[1].capitalize() not in _symbols() and m[1][0].upper() not in _symbols()
    ]
    if unknown:
        return f"{unknown[0]} is no element"
    bare = re.sub(r"\[[^\]]*\]", "", smiles)
    strange = re.search(r"[^A-Za-z0-9@+\-=#$:~/\\().%\[\]]", bare)
    if strange:
        return f"the character {strange[0]!r} has no meaning in a SMILES"
    digits = re.sub(r"%\d\d|%\(\d+\)", "", bare)
    open_rings = [d for d in set(re.findall(r"\d", digits)) if digits.count(d) % 2]
    if open_rings:
        return f"ring closure {min(open_rings)} is opened and never closed"
    wrong = re.search(r"(?<!C)l|(?<!B)r|[ADEGHJKLMQRTUVWXYZadeghijkmqtuvwxyz]", bare)
    if wrong:
        return f"{wrong[0]!r} is no atom outside square brackets"
    return "it does not follow the SMILES grammar"


@cache
def _symbols() -> frozenset[str]:
    table = Chem.GetPeriodicTable()
    return frozenset(table.GetElementSymbol(n) for n in range(1, 119)) | {"D", "T"}
