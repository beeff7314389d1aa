"""One stated structure, parsed once, and its properties.

An InChI needs of a SMILES what is written there: atoms, bonds, hydrogens, marks. Aromaticity, rings
and hybridization, a quarter of the cost of a record, are perceived when something asks for them.

RDKit is a witness with faults of its own. Its clean-up step rewrites halogen oxo acids and rejects
hypervalent halogens, so every structure also gives the InChI of what was drawn, without that step;
a molfile's InChI is made from its text; a stated InChI counts as understood only when it survives
the way into a molecule and back.

Atom indices refer to the molecule (`mol`) unless stated otherwise. Those of the text (`as_written`) differ, because
hydrogens that are written there are not atoms of `mol`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from itertools import chain
from typing import NamedTuple

from rdkit import Chem

from gaba_analogs.chemistry.atoms import composition_of, holds_metal, is_metal, radical_atoms
from gaba_analogs.chemistry.axes import chiral_units, may_be_chiral_without_centre
from gaba_analogs.chemistry.cip import cip_labels
from gaba_analogs.chemistry.inchi_software import (
    MAXIMUM_ATOMS,
    Numbering,
    has_ambiguous_stereo,
    inchi_as_molfile,
    inchi_of,
    inchi_of_molblock,
    key_of,
    molfile_of,
    numbering_of,
    round_trips,
)
from gaba_analogs.chemistry.lone_pairs import misread_centres, unmistakable_smiles
from gaba_analogs.chemistry.macrocycles import has_rigid_macrocycle
from gaba_analogs.chemistry.marks import TETRAHEDRAL, assign_anew, flattened, mirror_image, with_inverted
from gaba_analogs.chemistry.metal_bonds import metal_forms
from gaba_analogs.chemistry.molfile_faults import molfile_fault
from gaba_analogs.chemistry.open_structures import open_composition_of_molblock, open_composition_of_smiles
from gaba_analogs.chemistry.parsing import (
    has_geometry_beside_hydrogens,
    mol_as_drawn,
    mol_as_redrawn,
    mol_as_written,
    mol_by_rdkit,
    mol_perceived,
)
from gaba_analogs.chemistry.relative_stereo import as_one_relative_group, relative_forms
from gaba_analogs.chemistry.resonance import resonance_forms
from gaba_analogs.chemistry.smiles_faults import Fault, smiles_fault, wildcard_fault
from gaba_analogs.chemistry.stereo import Stereo
from gaba_analogs.chemistry.stereoisomers import MAXIMUM_OPEN, completions
from gaba_analogs.chemistry.toolkit import atoms_of, pattern, quiet
from gaba_analogs.chemistry.written_atoms import written_indices
from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.inchi import Layers, read_layers
from gaba_analogs.notation.repairs import Repair
from gaba_analogs.notation.smiles import usual_brackets
from gaba_analogs.notation.text import clean, plain_digits
from gaba_analogs.once import cached_property
from gaba_analogs.regex import regex

__all__ = [
    "MAXIMUM_ATOMS",
    "MAXIMUM_OPEN",
    "MAXIMUM_SMILES",
    "TETRAHEDRAL",
    "Fault",
    "Structure",
    "StructureKey",
    "completions",
    "composition_of",
    "inchi_of",
    "is_metal",
    "key_of",
    "quiet",
]

MAXIMUM_SMILES = 20_000
"""Longest SMILES [characters] that is parsed; 1,023 atoms, InChI's limit, need far fewer."""

_PLAIN_SMILES = regex(rf"[A-Za-z0-9@+\-()=#/\\%.:\[\]]{{1,{MAXIMUM_SMILES}}}")
_SMILES_PREFIX = regex(r"^(?:smiles\s*[=:]\s*)", re.IGNORECASE)
_BRACKET_STEREO = regex(r"\[[^\[\]@]*@[^\[\]]*\]")
_DIFFERENT_ELEMENTS = regex(r"Cl|Br|[^HCNOSFhcnos\d()\[\]@+\-=#/\\%.:~]")
_WILDCARD = regex(r"\*|\[R(?:\d*|#\d*)\]|\[Xx?\d*\]")
_RELATIVE_COLLECTION = regex(r"MDLV30/STE(?:RAC|REL)\d")
_RELATIVE_FLAG = regex(r"^\|(?:\$[^$|]*\$,|[^$|,]*,)*r[,|]")
_HALOGEN = regex(r"\s(?:Cl|Br|I)\s")
_CHLORINE = 17
_HALOGENS = frozenset({_CHLORINE, 35, 53})
_CHIRAL_FLAG = "_MolFileChiralFlag"
_IN_INCHI = frozenset({"allene", "spiro", "nitrogen", "metal"})
_IMIDIC_ACID = "[OX2H,SX2H][CX3]=[NX2]"


class _Source(NamedTuple):
    """The molecule, or the text of the molfile, that an InChI was made from."""

    made_of: Chem.Mol | str
    has_atoms_of_text: bool


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

    _given: Chem.Mol | None = None
    notes: tuple[str, ...] = ()
    fault: Fault | None = None
    kind = "smiles"
    trailing: str | None = None
    _stated_inchi: str | None = None
    _adopted = False
    _confirmed = False

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
        self._stated_inchi = inchi

    @classmethod
    def from_smiles(cls, text: str) -> Structure:
        """Parse a SMILES or CXSMILES; whatever follows it is kept apart in `trailing`.

        Examples
        --------
        >>> Structure.from_smiles("c1ccnc1").fault.kind
        'aromaticity'
        """
        if _is_plain(text) and (written := mol_as_written(text)) is not None:
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
        smiles = usual_brackets(smiles)
        if len(smiles) > MAXIMUM_SMILES:
            message = f"{len(smiles):,} characters are more than any SMILES that InChI can describe"
            return cls(None, smiles, fault=Fault("size", message, limit=True))
        if _WILDCARD.search(smiles):
            generic = cls(None, smiles, notes=tuple(notes), fault=wildcard_fault(smiles))
            generic.trailing = tail if tail.startswith("|") else None
            return generic
        extended = f"{smiles} {tail}" if tail.startswith("|") else smiles
        mol = mol_perceived(extended)
        if mol is None and extended != smiles:
            mol = mol_perceived(smiles)
        fault = None if mol is not None else smiles_fault(smiles)
        if fault is not None and fault.kind == "syntax" and tail and (whole := _unbroken(smiles, tail)) is not None:
            smiles, mol, fault, tail = whole, mol_perceived(whole), None, ""
            notes.append(Repair.BROKEN_LINE)
        if fault is not None and fault.kind == "valence":
            mol = mol_as_drawn(smiles)
        made = cls(mol, smiles, notes=tuple(notes), fault=fault)
        made.trailing = tail or None
        if mol is not None and _RELATIVE_FLAG.search(tail) and not mol.GetStereoGroups():
            made._given = as_one_relative_group(mol)
        return made

    @classmethod
    def from_molblock(cls, text: str) -> Structure:
        """Parse an MDL molfile, V2000 or V3000; its InChI is made from the text itself."""
        lines = text.split("\n", 5)
        if len(lines) > 3 and re.search(r"V[23]000\s*$", lines[2]):
            text = f"\n{text}"
        made = _DrawnStructure(text, inchi_of_molblock(text))
        if not made.known and made.mol is None:
            made.fault = molfile_fault(text)
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
        """Return the molecule; subclasses make it only when it is needed."""
        return self._given

    @cached_property
    def as_written(self) -> Chem.Mol | None:
        """Molecule with every atom of the text in order, including hydrogens; None if it cannot be read."""
        if self.kind != "smiles":
            return self.mol
        if self._is_illegible:
            return None
        return mol_as_written(self.text) or mol_as_redrawn(self.text) or mol_as_drawn(self.text)

    @property
    def _is_illegible(self) -> bool:
        return self.fault is not None and self.fault.kind in {"syntax", "size", "wildcard"}

    @property
    def key(self) -> StructureKey:
        """Key for caches."""
        return StructureKey(self.kind, self.text, self.trailing, self.inchi, self)

    # -- identity ------------------------------------------------------------------------------

    @cached_property
    def inchi(self) -> str:
        """Standard InChI; an empty string where there is none."""
        if self._stated_inchi is not None:
            return self._stated_inchi
        if self.mol is None or self.fault is not None:
            return self.inchi_as_drawn
        return inchi_of(self.mol) or self._inchi_of_ions()

    def _inchi_of_ions(self) -> str:
        """Return the InChI with bonds to metals broken, for dative ones, which the InChI software does not take."""
        ions = None if self.mol is None else next(metal_forms(self.mol), None)
        return "" if ions is None else inchi_of(ions)

    @cached_property
    def inchi_as_drawn(self) -> str:
        """Standard InChI without RDKit's clean-up and valence model; empty where there is none."""
        if self.kind != "smiles" or self._is_illegible:
            return ""
        mol = mol_as_drawn(self.text)
        inchi = "" if mol is None else inchi_of(mol)
        return inchi if mol is not None and self._has_atoms_of(inchi, mol) else ""

    def _has_atoms_of(self, inchi: str, mol: Chem.Mol) -> bool:
        """Tell whether an InChI has the atoms drawn: the InChI software changes the hydrogens of impossible valences.

        Where the valence may be right after all, as of a halogen, it may add some; none that are written get lost.
        """
        known, drawn = read_layers(inchi).composition, composition_of(mol)
        if known is None:
            return True
        if self.fault is not None and self.fault.limit:
            lost = drawn.elements.get("H", 0) > known.elements.get("H", 0)
            return known.charge == drawn.charge and not lost
        return known.elements == drawn.elements and (
            self.mol is None or self.fault is not None or known == _without_labels(composition_of(self.mol))
        )

    @cached_property
    def inchikey(self) -> str:
        """Standard InChIKey; empty where there is no InChI."""
        return key_of(self.inchi)

    @property
    def is_as_written(self) -> bool:
        """True where the InChI is that of the very atoms of the text, whose valences RDKit accepts."""
        return False

    @property
    def is_accepted(self) -> bool:
        """True where RDKit makes a molecule of it."""
        return self.mol is not None

    @property
    def is_as_usual(self) -> bool:
        """True for a SMILES without a fault whose InChI is the one that RDKit and the InChI software give."""
        return self.kind == "smiles" and self.fault is None and not self._adopted and bool(self.inchi)

    @property
    def known(self) -> bool:
        """True when the structure could be described at all."""
        return bool(self.inchi)

    def variants(self) -> Iterator[str]:
        """Return all InChIs that this text may stand for, the usual one first; the others are computed on demand."""
        if self.inchi:
            yield self.inchi
        if self.inchi_as_drawn and self.inchi_as_drawn != self.inchi:
            yield self.inchi_as_drawn
        if self.other_reading:
            yield self.other_reading
        if self.other_geometry:
            yield self.other_geometry
        if self.macrocycle_reading:
            yield self.macrocycle_reading
        yield from (i for i in map(inchi_of, self._relative_forms()) if i not in {self.inchi, self.other_reading})

    @cached_property
    def other_reading(self) -> str:
        """InChI with the marks of lone-pair centres read as OpenSMILES has them; empty where RDKit agrees."""
        return "" if self._other_reading is None else numbering_of(self._other_reading.made_of).inchi

    @cached_property
    def other_geometry(self) -> str:
        """InChI with the geometry that RDKit reads beside written hydrogens; empty where it reads what is written."""
        if self.kind != "smiles" or self.mol is None or not has_geometry_beside_hydrogens(self.text):
            return ""
        other = mol_by_rdkit(self.text)
        inchi = "" if other is None else inchi_of(other)
        return inchi if inchi != self.inchi else ""

    @cached_property
    def macrocycle_reading(self) -> str:
        """InChI with the geometry that a porphyrin ring imposes, which RDKit cannot mark; empty for other compounds."""
        if self.kind != "smiles" or self.mol is None or not has_rigid_macrocycle(self.mol):
            return ""
        return inchi_as_molfile(self.mol)

    def fits_in_other_reading(self, inchikey: str) -> bool:
        """Tell whether a key is that of the other reading with its open stereo elements specified."""
        if not self.other_reading or self.mol is None or self._adopted:
            return False
        return any(key_of(inchi_of(mol)) == inchikey for mol in completions(self._reread_mol(self.mol)))

    @cached_property
    def has_variants(self) -> bool:
        """False when the text can stand for one InChI only."""
        if self.kind == "inchi":
            return self._stated_layers.is_relative
        if self.fault is not None or self.trailing or _DIFFERENT_ELEMENTS.search(self.text):
            return True
        return bool(self._misread_centres or self.other_geometry or self.macrocycle_reading)

    @cached_property
    def _stated_layers(self) -> Layers:
        """The layers of the InChI as typed; none for a drawing."""
        return read_layers(self.text if self.kind == "inchi" else "")

    @cached_property
    def _misread_centres(self) -> tuple[int, ...]:
        """Atoms of the text whose marks RDKit and OpenSMILES read in opposite ways."""
        if self.kind != "smiles" or "@" not in self.text or self._is_illegible:
            return ()
        return misread_centres(self.text)

    @cached_property
    def _other_reading(self) -> _Source | None:
        """The molecule as OpenSMILES reads the marks of centres with a lone pair; None where RDKit agrees."""
        usual = self._usual_source() if self._misread_centres else None
        if usual is None or isinstance(usual.made_of, str):
            return None
        if not usual.has_atoms_of_text:
            return _Source(self._reread_mol(usual.made_of), has_atoms_of_text=False)
        return _Source(with_inverted(usual.made_of, self._misread_centres), has_atoms_of_text=True)

    def _reread_mol(self, mol: Chem.Mol) -> Chem.Mol:
        """Return a molecule with the atoms of `mol` in that reading."""
        centres = [index for index, place in enumerate(self._written_indices) if place in self._misread_centres]
        reread = with_inverted(mol, centres)
        assign_anew(reread)
        return reread

    def _relative_forms(self) -> Iterator[Chem.Mol]:
        """Return the forms that relative stereo groups, or a relative InChI, may stand for."""
        if self.mol is not None and self._stated_layers.is_relative:
            yield mirror_image(self.mol)
            yield flattened(self.mol, bonds=False)
        elif self.mol is not None:
            drawings = [self.mol]
            if self._misread_centres and not self._adopted:
                drawings.append(self._reread_mol(self.mol))
            for drawing in drawings:
                yield from relative_forms(drawing)

    def is_resonance_form_of(self, inchi: str) -> bool:
        """Tell whether an InChI is that of another drawing of the same electrons.

        Examples
        --------
        >>> thiocyanate = Structure.from_smiles("[S-]C#N")
        >>> thiocyanate.is_resonance_form_of("InChI=1S/CNS/c2-1-3/q-1")  # S=C=[N-]
        True
        >>> thiocyanate.is_resonance_form_of("InChI=1S/CHNS/c2-1-3/h3H")  # thiocyanic acid
        False
        """
        own, other = self.layers, read_layers(inchi)
        if (own.skeleton, own.protons) == (other.skeleton, other.protons):
            return False
        return _without_labels(self.composition) == other.composition and inchi in self.resonance_readings

    @cached_property
    def resonance_readings(self) -> tuple[str, ...]:
        """InChIs of the other resonance forms of a drawing, where the InChI software leaves its hydrogens alone."""
        if self.kind == "inchi" or self.mol is None:
            return ()
        own = _without_labels(composition_of(self.mol))
        first, *others = _different(_forms(self.mol))
        usual = self.inchi if self.is_as_usual else inchi_of(first)
        odd = filter(_may_differ_as_molfile, (first, *others))
        inchis = dict.fromkeys(chain([usual], map(inchi_of, others), map(inchi_as_molfile, odd)))
        return tuple(inchi for inchi in inchis if read_layers(inchi).composition == own)

    def adopt(self, inchi: str) -> None:
        """Adopt the variant that another field confirms."""
        self._confirmed = True
        if self.inchi != inchi:
            if not self._adopted and self.other_reading == inchi and self.mol is not None:
                self.__dict__["mol"] = self._reread_mol(self.mol)
            elif not self._adopted and self.other_geometry == inchi:
                self.__dict__["mol"] = mol_by_rdkit(self.text)
            for fact in _FACTS_OF_THE_INCHI:
                self.__dict__.pop(fact, None)
            self.__dict__["inchi"] = inchi
            self._adopted = True
        if self.fault is not None and inchi == self.inchi_as_drawn:
            self.fault = None

    @property
    def racemic(self) -> bool:
        """True when stereo marks (``|&1:1|``, or /s3 in an InChI) make it a mixture of mirror images."""
        if self._stated_layers.is_racemic:
            return True
        return any(g.GetGroupType() == Chem.StereoGroupType.STEREO_AND for g in self._stereo_groups)

    @property
    def is_relative(self) -> bool:
        """True when stereo marks (``|o1:1|``, or /s2 in an InChI) leave open which mirror image it is."""
        if self._stated_layers.is_relative:
            return True
        return any(g.GetGroupType() == Chem.StereoGroupType.STEREO_OR for g in self._stereo_groups)

    @property
    def _stereo_groups(self) -> Iterable[Chem.StereoGroup]:
        """The groups of centres that are relative or racemic."""
        return () if self.mol is None else self.mol.GetStereoGroups()

    @property
    def leaves_hand_open(self) -> bool:
        """True for a molfile whose chiral flag is 0: by its format a racemate, in practice either."""
        return False

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
            mol = mol_as_drawn(self.text)
        if mol is None:
            return self.layers.composition or Composition({})
        return composition_of(mol)

    @cached_property
    def open_composition(self) -> Composition | None:
        """Atoms, R groups and charge of a drawing that leaves R groups open; None for any other.

        Examples
        --------
        >>> Structure.from_smiles("*CC(=O)O").open_composition.hill
        'C2H3O2R'
        """
        if self.fault is None or self.fault.kind != "wildcard" or self.kind != "smiles":
            return None
        return open_composition_of_smiles(self.text, self.trailing)

    @property
    def spelt_out_composition(self) -> Composition | None:
        """The same with abbreviations of groups spelt out; None where there are none."""
        return None

    @property
    def charge(self) -> int:
        """Net charge [e]."""
        return self.composition.charge

    @cached_property
    def heavy_atoms(self) -> int:
        """Atoms [-] other than hydrogen."""
        return sum(n for e, n in self.composition.elements.items() if e != "H")

    # -- atoms ---------------------------------------------------------------------------------

    @cached_property
    def radicals(self) -> tuple[Chem.Atom, ...]:
        """Bonded main-group atoms with unpaired electrons; atoms of `as_written`."""
        if self.kind == "smiles" and "[" not in self.text:
            return ()
        return () if self.as_written is None else radical_atoms(self.as_written)

    def bracket_text(self, index: int) -> str:
        """Return the bracketed text of an atom of `as_written` (index from 0); empty for one without brackets."""
        atoms = re.findall(r"\[[^\]]*\]|Cl|Br|[BCNOPSFIbcnops]", self.text)
        return atoms[index] if index < len(atoms) and atoms[index].startswith("[") else ""

    def written_number(self, index: int) -> int:
        """Return the number [-] in the text, counted from 1, of an atom of `mol`.

        Examples
        --------
        >>> Structure.from_smiles("[H]N([H])C[C@H](CC(=O)O)c1ccc(Cl)cc1").written_number(2)
        5
        """
        return self._written_indices[index] + 1

    @cached_property
    def _written_indices(self) -> tuple[int, ...]:
        """Index in `as_written` of each atom of `mol`."""
        if self.mol is None or self.as_written is None:
            return ()
        return written_indices(self.as_written, self.mol)

    @cached_property
    def canonical_atoms(self) -> tuple[tuple[int, ...], ...]:
        """Per component of the InChI, the atom index of each InChI number; empty if unknown."""
        known = self._numbering(open_stereo=False)
        if known is None or read_layers(known.inchi).skeleton != self.layers.skeleton:
            return ()
        atoms = tuple(tuple(index for index in part if index is not None) for part in known.atoms)
        return atoms if atoms == known.atoms else ()

    def _numbering(self, *, open_stereo: bool) -> Numbering | None:
        """Return the InChI numbering in atom indices of `mol`; None if no molecule gives the InChI."""
        if self.mol is None or self._source is None:
            return None
        known = numbering_of(self._source.made_of, open_stereo=open_stereo)
        if not self._source.has_atoms_of_text:
            return known
        return known.renumbered({place: index for index, place in enumerate(self._written_indices)})

    @cached_property
    def _source(self) -> _Source | None:
        """The molecule or molfile that the InChI was made from."""
        if not self._adopted:
            return self._usual_source()
        return next((one for one in self._other_sources() if numbering_of(one.made_of).inchi == self.inchi), None)

    def _usual_source(self) -> _Source | None:
        made_of = self.mol if self.fault is None else mol_as_drawn(self.text)
        return None if made_of is None else _Source(made_of, has_atoms_of_text=self.fault is not None)

    def _other_sources(self) -> Iterator[_Source]:
        """Return the molecules that the InChIs of `variants` were made from."""
        if self.mol is not None:
            yield _Source(self.mol, has_atoms_of_text=False)
        drawn = mol_as_drawn(self.text) if self.kind == "smiles" else None
        if drawn is not None:
            yield _Source(drawn, has_atoms_of_text=True)
        if self._other_reading is not None:
            yield self._other_reading
        if self.other_geometry and (other := mol_by_rdkit(self.text)) is not None:
            yield _Source(other, has_atoms_of_text=False)
        if self.macrocycle_reading and self.mol is not None:
            yield _Source(molfile_of(self.mol), has_atoms_of_text=False)
        for form in self._relative_forms():
            yield _Source(form, has_atoms_of_text=False)
        if self.mol is not None and self.inchi in self.resonance_readings:
            yield from (_Source(form, has_atoms_of_text=False) for form in _forms(self.mol))

    @cached_property
    def has_metal(self) -> bool:
        """True when a metal atom is there, where drawn bonds are conventions."""
        return not self.is_accepted or holds_metal(self.composition)

    @cached_property
    def stereo_marks_written(self) -> int:
        """Tetrahedral marks [-] in the SMILES text."""
        return len(_BRACKET_STEREO.findall(self.text)) if self.kind == "smiles" else 0

    @cached_property
    def allene_marks(self) -> int:
        """Marks [-] on the middle of an allene, which are legal in a SMILES and which RDKit drops."""
        if not self.stereo_marks_written or self.as_written is None:
            return 0
        return sum(
            "@" in self.bracket_text(atom.GetIdx())
            for atom in atoms_of(self.as_written)
            if [bond.GetBondType() for bond in atom.GetBonds()] == [Chem.BondType.DOUBLE] * 2
        )

    @cached_property
    def stereo_marks_kept(self) -> int:
        """Tetrahedral marks [-] that belong to real stereocentres, by RDKit or by the InChI software."""
        if self.mol is None:
            return 0
        kept = sum(atom.GetChiralTag() != Chem.ChiralType.CHI_UNSPECIFIED for atom in atoms_of(self.mol))
        return max(kept, len(self.layers.centres))

    @cached_property
    def _all_labels(self) -> tuple[tuple[tuple[int, str], ...], tuple[tuple[int, int, str], ...]]:
        return ((), ()) if self.mol is None else cip_labels(self.mol)

    @cached_property
    def cip_labels(self) -> tuple[tuple[int, str], ...]:
        """(atom index from 0, label) of each assigned stereocentre.

        Examples
        --------
        >>> Structure.from_smiles("NC[C@H](CC(=O)O)c1ccc(Cl)cc1").cip_labels  # (R)-baclofen
        ((2, 'R'),)
        """
        centres = {index for index, _ in self.possible_centres} if self._all_labels[0] else set()
        return tuple(found for found in self._all_labels[0] if found[0] in centres)

    @cached_property
    def bond_labels(self) -> tuple[str, ...]:
        """E or Z of every specified double bond."""
        return tuple(label for *_, label in self._all_labels[1])

    @cached_property
    def cis_trans(self) -> tuple[str, ...] | None:
        r"""Cis or trans of every specified double bond; None where one carries more than one group at an end.

        Examples
        --------
        >>> Structure.from_smiles("OC(=O)/C=C\\C(=O)O").cis_trans  # maleic acid
        ('cis',)
        >>> Structure.from_smiles("C/C=C(/C)C(=O)O").cis_trans is None  # tiglic acid
        True
        """
        if self.mol is None:
            return None
        ends = (self.mol.GetAtomWithIdx(index) for first, second, _ in self._all_labels[1] for index in (first, second))
        if any(end.GetDegree() != 2 for end in ends):
            return None
        return tuple("cis" if label in "Zz" else "trans" for label in self.bond_labels)

    @cached_property
    def _stereo(self) -> Stereo | None:
        if self.mol is None:
            return None
        some_open = "?" in self.inchi or "u" in self.layers.main.get("t", "") + self.layers.main.get("b", "")
        specified = None if some_open else (len(self.layers.centres), len(self.layers.double_bonds))
        return Stereo(self.mol, lambda: self._numbering(open_stereo=True), specified)

    @property
    def possible_centres(self) -> tuple[tuple[int, bool], ...]:
        """(atom index from 0, specified) of each tetrahedral stereocentre."""
        return () if self._stereo is None else self._stereo.centres

    @property
    def open_double_bonds(self) -> int:
        """Number of double bonds [-] that could be E or Z and are not specified."""
        found = () if self._stereo is None else self._stereo.elements
        return sum(not element.is_centre and not element.specified for element in found)

    @cached_property
    def may_be_chiral_without_centre(self) -> bool:
        """True if an axis, a helix, a plane or a metal may make it chiral, or if there is no molecule."""
        return self.mol is None or may_be_chiral_without_centre(self.mol)

    @property
    def may_have_unmarked_stereo(self) -> bool:
        """True where an InChI may specify stereo that RDKit cannot mark: allenes, porphyrins, metals."""
        numbering = self._numbering(open_stereo=True)
        if self.mol is None or self._stereo is None or numbering is None:
            return True
        marked = {frozenset(element.atoms) for element in self._stereo.elements}
        perceived = {frozenset({index}) for index in numbering.centres} | set(numbering.double_bonds)
        return not perceived <= marked or any(unit.kind in _IN_INCHI for unit in chiral_units(self.mol))

    @property
    def doubt_of_labels(self) -> str:
        """Why its CIP labels prove nothing; empty where they do.

        A molecule made from an InChI may carry a mobile hydrogen on the wrong atom: an amide may come back as its
        imidic acid, and then the CIP label of a centre beside it changes.
        """
        if self._misread_centres and not self._confirmed:
            return "RDKit and OpenSMILES read the marks of centres with a lone pair in opposite ways"
        if self.kind == "inchi" and self.mol is not None and self.mol.HasSubstructMatch(pattern(_IMIDIC_ACID)):
            return "the position of a mobile hydrogen in the InChI leaves the CIP labels open"
        return ""

    @property
    def doubt_of_geometry(self) -> str:
        """Why its E and Z prove nothing; empty where they do."""
        if self.other_geometry and not self._confirmed:
            return "RDKit and other programs read the geometry beside written hydrogens in opposite ways"
        return ""

    @cached_property
    def is_meso(self) -> bool:
        """True when it has assigned centres and equals its mirror image."""
        return bool(self.layers.centres) and not self.layers.is_chiral

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
        if misread_centres(text):
            text = next(unmistakable_smiles(self.mol), text)
        back = Structure.from_smiles(text)
        return None if back.mol is None or back.inchi != self.inchi or _is_contrived(back.mol) else text

    @property
    def is_reproducible(self) -> bool:
        """True when the InChI survives the way through a molecule; always so for a drawn structure."""
        return True

    @property
    def regenerated(self) -> tuple[str, ...]:
        """The InChIs that come back; for a drawn structure its own."""
        return (self.inchi,) if self.inchi else ()


@dataclass(frozen=True, slots=True)
class StructureKey:
    """Key of a structure in a cache; equal for the same text and InChI.

    A structure itself cannot be a key, because it may adopt another InChI.

    Parameters
    ----------
    kind, text, trailing, inchi
        Those of the structure at present.
    structure
        The structure, for the computation of the cached value.
    """

    kind: str
    text: str
    trailing: str | None
    inchi: str
    structure: Structure = field(compare=False, repr=False)


_FACTS_OF_THE_INCHI = (
    "inchikey",
    "layers",
    "composition",
    "canonical_atoms",
    "_all_labels",
    "cip_labels",
    "_source",
    "_stereo",
)


class _DrawnStructure(Structure):
    """A molfile: its InChI is made from the text, its molecule when something asks for it."""

    def __init__(self, text: str, inchi: str) -> None:
        super().__init__(None, text, inchi=inchi or None, kind="molblock")

    def _perceived(self) -> Chem.Mol | None:
        return _mol_of_molblock(self.text)

    @cached_property
    def open_composition(self) -> Composition | None:
        """Atoms, R groups and charge, where no standard InChI describes the molfile."""
        limit = self.fault is None or self.fault.kind == "wildcard"
        return open_composition_of_molblock(self.text) if limit and not self.known else None

    @property
    def spelt_out_composition(self) -> Composition | None:
        """The same with abbreviations of groups spelt out; None where nothing is open."""
        if self.open_composition is None:
            return None
        return open_composition_of_molblock(self.text, spelt_out=True)

    def variants(self) -> Iterator[str]:
        """Return all InChIs that the molfile may stand for: RDKit's too where the two read it in different ways."""
        yield from super().variants()
        if self._is_read_in_two_ways and self.mol is not None:
            yield inchi_of(self.mol)

    @cached_property
    def has_variants(self) -> bool:
        """False when the molfile can stand for one InChI only."""
        return self._is_read_in_two_ways or _RELATIVE_COLLECTION.search(self.text) is not None

    @property
    def leaves_hand_open(self) -> bool:
        """True where the chiral flag is 0 and no stereo group is stated."""
        mol = self.mol
        if mol is None or mol.GetStereoGroups():
            return False
        return not (mol.HasProp(_CHIRAL_FLAG) and mol.GetIntProp(_CHIRAL_FLAG))

    @cached_property
    def _is_read_in_two_ways(self) -> bool:
        """True where a halogen is charged or has oxygens, or a centre is drawn too crowded for the InChI software."""
        return self._has_halogen_centre or has_ambiguous_stereo(self.text)

    @cached_property
    def _has_halogen_centre(self) -> bool:
        if _HALOGEN.search(self.text) is None or self.mol is None:
            return False
        return any(a.GetAtomicNum() in _HALOGENS and a.GetDegree() > 1 for a in atoms_of(self.mol))

    @cached_property
    def as_written(self) -> Chem.Mol | None:
        """Molecule with every atom of the molfile in order, including hydrogens; None if RDKit rejects it."""
        return _mol_of_molblock(self.text, keep_hydrogens=True)

    def _usual_source(self) -> _Source | None:
        return _Source(self.text, has_atoms_of_text=True) if self._stated_inchi else super()._usual_source()


def _mol_of_molblock(text: str, *, keep_hydrogens: bool = False) -> Chem.Mol | None:
    try:
        return Chem.MolFromMolBlock(text, removeHs=not keep_hydrogens)
    except (RuntimeError, ValueError):
        return None


class _WrittenStructure(Structure):
    """A SMILES that RDKit reads as it stands; it is perceived in full only when something asks for the molecule."""

    def __init__(self, text: str, written: Chem.Mol) -> None:  # what a plain SMILES has is the class's
        self.text = text
        self._written = written

    def _perceived(self) -> Chem.Mol | None:
        return mol_perceived(self.text)

    @property
    def is_as_written(self) -> bool:
        """True: the text is read as it stands."""
        return True

    @property
    def is_accepted(self) -> bool:
        """True: RDKit makes a molecule of what it reads as written."""
        return True

    @cached_property
    def as_written(self) -> Chem.Mol | None:
        """Molecule with every atom of the text in order, including hydrogens."""
        return self._written

    @property
    def _stereo_groups(self) -> Iterable[Chem.StereoGroup]:
        return ()

    @cached_property
    def inchi(self) -> str:
        """Standard InChI; an empty string where there is none.

        A mark may mean nothing while another centre is open (1,4-disubstituted cyclohexanes): there
        the perceived molecule decides.
        """
        inchi = inchi_of(self._written) or self._inchi_of_ions()
        return inchi_of(self.mol) if self._is_for_mol_to_say(inchi) and self.mol is not None else inchi

    def _is_for_mol_to_say(self, inchi: str) -> bool:
        return "?" in inchi and "@" in self.text

    def _usual_source(self) -> _Source | None:
        if self._is_for_mol_to_say(self.inchi):
            return super()._usual_source()
        return _Source(self._written, has_atoms_of_text=True)

    @cached_property
    def composition(self) -> Composition:
        """Element counts, isotope labels and charge of what is written, hydrogens included.

        A SMILES of one component without brackets has those of its InChI.
        """
        plain = "[" not in self.text and "." not in self.text
        known = self.layers.composition if plain and self.inchi else None
        return composition_of(self._written) if known is None else known


class _InChIStructure(Structure):
    """A structure that a stated InChI describes; the molecule is made only when something asks for it."""

    def __init__(self, value: str) -> None:
        super().__init__(None, value, inchi=value, kind="inchi")

    @property
    def _stereo_groups(self) -> Iterable[Chem.StereoGroup]:
        """None: what is relative in an InChI, its layers say."""
        return ()

    @cached_property
    def _round_trips(self) -> tuple[tuple[Chem.Mol, str], ...]:
        return tuple(round_trips(self.text))

    def _perceived(self) -> Chem.Mol | None:
        """Return the molecule of the first round trip that reproduces the InChI, else of the first one."""
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


def _forms(mol: Chem.Mol) -> Iterator[Chem.Mol]:
    """Return a molecule and all other drawings of its electrons, bonds to metals broken or not."""
    for drawing in (mol, *metal_forms(mol)):
        yield drawing
        yield from resonance_forms(drawing)


def _different(forms: Iterator[Chem.Mol]) -> Iterator[Chem.Mol]:
    """Leave out drawings that are others with equivalent atoms exchanged, as of a carboxylate."""
    first = next(forms)
    yield first
    seen: set[str] = set()
    for form in forms:
        text = str(Chem.MolToSmiles(form))
        if text not in seen:
            seen.add(text)
            yield form


def _may_differ_as_molfile(mol: Chem.Mol) -> bool:
    """Tell whether RDKit gives the InChI software something else than a molfile does: perchlorates, radicals."""
    return any(
        atom.GetNumRadicalElectrons() or (atom.GetAtomicNum() == _CHLORINE and atom.GetFormalCharge() > 0)
        for atom in atoms_of(mol)
    )


def _without_labels(composition: Composition) -> Composition:
    return Composition(composition.elements, {}, composition.charge)


def _unbroken(smiles: str, rest: str) -> str | None:
    """Give a SMILES that a line break tore apart, made whole; None where the pieces are no SMILES together."""
    whole = usual_brackets(smiles + "".join(rest.split()))
    return whole if len(whole) <= MAXIMUM_SMILES and mol_perceived(whole) is not None else None


def _is_plain(smiles: str) -> bool:
    """Return whether a text has only SMILES characters, and no R group."""
    return _PLAIN_SMILES.fullmatch(smiles) is not None and "[R" not in smiles and "[X" not in smiles


def _is_contrived(mol: Chem.Mol) -> bool:
    """Return whether a molecule made from an InChI is one that no chemist would draw."""
    return any(
        a.GetNumRadicalElectrons()
        or (not is_metal(a) and (abs(a.GetFormalCharge()) > 1 or (a.GetSymbol() == "C" and a.GetFormalCharge() > 0)))
        for a in atoms_of(mol)
    )
