"""The values that only the fields together give: a judged InChI, and the witnesses of structure and composition."""

from __future__ import annotations

import re

from gaba_analogs.chemistry.atoms import holds_metal
from gaba_analogs.chemistry.structure import Structure, key_of
from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.inchi import InChIText, internal_fault
from gaba_analogs.once import cached_property
from gaba_analogs.regex import regex

_DRAGGED = regex(r"/s(?!1$)[0-9]{1,6}$")


@dataclass(frozen=True)
class StatedInChI:
    """A stated InChI: its text, its structure, and whether another field reproduces it.

    Parameters
    ----------
    text
        The text as read.
    structure
        What it describes; None where the text has not the form of an InChI.
    confirmed
        True when some drawn structure gives exactly this InChI.
    key
        The stated InChIKey; None where none is stated or it has a fault.
    """

    text: InChIText
    structure: Structure | None
    confirmed: bool = False
    key: str | None = None

    @property
    def is_standard(self) -> bool:
        """True for a text that has the form of a standard InChI."""
        return self.text.standard and self.text.value is not None

    @property
    def broken(self) -> str | None:
        """How the text contradicts itself; None where it does not, or another field reproduces it."""
        if self.structure is None or self.confirmed or self.structure.is_reproducible:
            return None
        return internal_fault(self.structure.text)

    @property
    def is_read(self) -> bool:
        """True when another field or the InChI software knows the structure that the text describes."""
        return self.structure is not None and (
            self.confirmed or (bool(self.structure.regenerated) and self.broken is None)
        )

    @cached_property
    def dragged(self) -> str | None:
        """The InChI that a spreadsheet counted up, from /s1 to /s2, /s3, /s4, ...; None where this is none."""
        text = self.text.value or ""
        last = _DRAGGED.search(text) if self.text.standard else None
        if last is None:
            return None
        back = f"{text[: last.start()]}/s1"
        return back if key_of(back) == self.key or Structure.from_inchi(back).is_reproducible else None

    @property
    def is_beyond_software(self) -> bool:
        """True when the text is sound, but holds what the InChI software does not read: clusters, bridging hydrogens.

        Its composition, connections and hash can be compared all the same.
        """
        structure = self.structure
        if structure is None or self.is_read or not self.text.limit or self.broken is not None:
            return False
        return self.text.standard and structure.layers.composition is not None

    @property
    def rewritten(self) -> str | None:
        """The InChI of the structure, where the text is certainly another; None where RDKit may be the reason.

        RDKit does not hold every InChI. What comes back counts when its hash is the stated key, or when a
        spreadsheet counted the last digit of the text up.
        """
        structure = self.structure
        if structure is None or self.confirmed or not self.text.standard or structure.is_reproducible:
            return None
        if self.dragged is not None:
            return self.dragged
        keys = {key_of(back): back for back in structure.regenerated}
        counted_up = structure.layers.main.get("s", "1") != "1"
        if not keys or (self.key not in keys and not counted_up):
            return None
        return keys.get(self.key or "", structure.regenerated[0])


@dataclass
class Witness:
    """Fields that state one and the same structure.

    Parameters
    ----------
    fields
        Canonical field names, in the order of the record.
    structure
        What they state.
    with_key
        True when the stated InChIKey is exactly that of the structure.
    stereo_unplaced
        True for a name whose configuration OPSIN could not place in the structure.
    source
        The reference table that gives the structure for the fields; None where they state it.
    """

    fields: list[str]
    structure: Structure

    with_key: bool = False
    stereo_unplaced: bool = False
    source: str | None = None

    @property
    def members(self) -> tuple[str, ...]:
        """The fields, and the stated key where it is exactly this structure's."""
        return (*self.fields, "inchikey") if self.with_key else tuple(self.fields)

    @property
    def is_silent_on_stereo(self) -> bool:
        """True when no member carries all of its stereochemistry, by what it is or for marks not placed."""
        if self.stereo_unplaced or not self.connectivity_only:
            return self.stereo_unplaced
        layers = self.structure.layers
        return not (layers.centres or layers.double_bonds or layers.labels)

    @property
    def connectivity_only(self) -> bool:
        """True when no member is meant to carry stereochemistry or isotopes."""
        return self.stereo_unplaced or self.fields == ["connectivity_smiles"]


@dataclass
class CompositionWitness:
    """Fields that state one and the same composition.

    Parameters
    ----------
    fields
        Canonical field names, in the order of the record.
    composition
        What they state.
    charge_known
        True when a member says how many charges there are; a formula without a sign does not.
    """

    fields: list[str]
    composition: Composition
    charge_known: bool = True


_STATED = r"^(?:[a-z]+ ?\([IV]{1,4}\)|(?:ferr|cupr|stann|mercur|cobalt|mangan|chrom)(?:ous|ic)) "
_OXIDATION = regex(_STATED, re.IGNORECASE)
_RATIO = regex(
    rf"\([IV]{{1,4}}\)|(?<!\S)(?:mono|di|tri|tetra|penta|hexa|hepta)(?:fluor|chlor|brom|iod)ide|{_STATED}",
    re.IGNORECASE,
)
"""What states the ratio of a halide: its oxidation number, as ferrous does, or its prefix."""
_PREFIX = regex(r"(?:mon|di|tri|tetr|pent|hex|hept)[ao]?(?:oxide|sul[fp]hide|nitride)\b|\(\d\+\)", re.IGNORECASE)
"""What else states how often an element is there."""
_ACID = regex(r"(?:ate|ite|ic acid|ous acid)(?:[,;]? (?:\d+ )?\w*hydrate)?$")
_SEVERAL_ACIDS = regex(r"(?<![a-z])(?:di|tri|tetr|pent|hex)[a-z]+(?:ate|ite)\b", re.IGNORECASE)
"""Two of an acid, or an acid of two: trizinc diarsorate is the former."""
_HALOGENS = frozenset({"F", "Cl", "Br", "I"})
_CENTRES = frozenset({"N", "P", "S", "Cl", "Se", "Br", "I"})
_PLAIN_METALS = frozenset({"Li", "Na", "K", "Rb", "Cs", "Mg", "Ca", "Sr", "Ba", "Al", "Zn", "Cd", "Ag"})
"""Metals that hold no oxygen of their own beside an acid."""


@dataclass(frozen=True)
class InorganicName:
    """The name of a compound without carbon: its elements are certain, its bonds and often its ratio are not.

    Parameters
    ----------
    name
        The name as stated.
    structure
        What OPSIN makes of it.
    """

    name: str
    structure: Structure

    @cached_property
    def without_water(self) -> Composition:
        """Its composition without water of crystallisation."""
        return self._composition_without("O") or self.structure.composition

    @cached_property
    def counted_elements(self) -> frozenset[str]:
        """The elements whose ratio to each other and to oxygen the name tells; empty where it tells none.

        It does of a halide by its oxidation number or prefix, of the salt of an acid by its oxidation number, and of
        an acid of one nonmetal and its salts.
        """
        elements = self.without_water.elements.keys() - {"H", "O"}
        listed = ";" in self.name
        if _SEVERAL_ACIDS.search(self.name) or (listed and not self._lists_one_acid):
            return frozenset()
        if not listed and _RATIO.search(self.name) and len(elements) == 2 and "O" not in self.without_water.elements:
            return frozenset(elements if elements & _HALOGENS else ())
        if not listed and _OXIDATION.search(self.name) and len(elements & _CENTRES) == 1 and len(elements) == 2:
            return frozenset(elements if _ACID.search(self.name) else ())
        acid = self._composition_without("[NH4+]")
        centre = elements - _PLAIN_METALS - ({"N"} if "[NH4+]" in self.structure.text else set())
        if acid is None or len(centre) != 1 or not centre <= _CENTRES or not _ACID.search(self.name):
            return frozenset()
        return frozenset(centre)

    @property
    def states_ratio(self) -> bool:
        """Whether the numbers of its atoms are certain: it says them, or its metals have one oxidation number each."""
        others = {e: n for e, n in self.without_water.elements.items() if e not in _PLAIN_METALS}
        return not holds_metal(Composition(others)) or bool(_RATIO.search(self.name) or _PREFIX.search(self.name))

    @property
    def _lists_one_acid(self) -> bool:
        """Whether its components are metals, ammonium, water and one acid, however often each is there."""
        kinds = set(self.structure.text.split(".")) - {"O", "[NH4+]"}
        acids = [
            kind for kind in kinds if not _PLAIN_METALS.issuperset(Structure.from_smiles(kind).composition.elements)
        ]
        return len(acids) == 1

    def _composition_without(self, *components: str) -> Composition | None:
        kept = [part for part in self.structure.text.split(".") if part not in components]
        return Structure.from_smiles(".".join(kept)).composition if kept else None
