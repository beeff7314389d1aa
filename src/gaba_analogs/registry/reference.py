"""Facts for the checks: what a reference table gives for an identifier of a record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.composition import Composition
from gaba_analogs.notation.formula import read_formula
from gaba_analogs.record import Place, StructureRecord

if TYPE_CHECKING:
    from gaba_analogs.chemistry.structure import Structure


@dataclass(eq=False)
class ReferenceEntry:
    """One row of a reference table, as stated.

    Parameters
    ----------
    place
        Where it stands.
    name, smiles, inchi, inchikey, molblock, formula, molecular_weight, monoisotopic_mass
        What it states of the compound; None where nothing is stated.
    numbers
        (field, identifier) of its other identifiers, in one spelling.
    number
        Number [-] of the row in its table, counted from 1.
    """

    place: Place
    name: str | None = None
    smiles: str | None = None
    inchi: str | None = None
    inchikey: str | None = None
    molblock: str | None = None
    formula: str | None = None
    molecular_weight: str | None = None
    monoisotopic_mass: str | None = None
    numbers: tuple[tuple[str, str], ...] = ()
    number: int = 0

    @classmethod
    def made_of(
        cls, stated: Mapping[str, str], place: Place, numbers: tuple[tuple[str, str], ...], number: int
    ) -> Self:
        """Make the entry of a row in a third of the constructor's time; names are not checked."""
        entry = object.__new__(cls)
        entry.__dict__ = {**stated, "place": place, "numbers": numbers, "number": number}
        return entry

    def __getstate__(self) -> dict[str, object]:
        """Leave out computed values, so that an entry can be sent to another process."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @cached_property
    def structure(self) -> Structure | None:
        """The structure; None where the row states none that can be read.

        Of a drawing and an InChI that differ, the InChI counts where the key is its hash.
        """
        from gaba_analogs.chemistry.structure import quiet  # noqa: PLC0415 - loads RDKit, for workers only

        with quiet():
            stated = list(self._stated())
            named = (structure for structure in stated if self.inchikey in {None, structure.inchikey})
            return next(named, stated[0] if stated else None)

    def _stated(self) -> Iterator[Structure]:
        from gaba_analogs.chemistry.structure import Structure  # noqa: PLC0415 - likewise

        ways = (
            (Structure.from_smiles, self.smiles),
            (Structure.from_inchi, self.inchi),
            (Structure.from_molblock, self.molblock),
        )
        for read, text in ways:
            structure = read(text) if text else None
            if structure is not None and structure.known:
                yield structure

    @cached_property
    def composition(self) -> Composition | None:
        """The composition of structure or formula; None where the row gives none, or several."""
        if self.structure is not None:
            return self.structure.composition
        readings = read_formula(self.formula).readings if self.formula else ()
        return readings[0] if len(readings) == 1 else None

    def is_same(self, structure: Structure) -> bool:
        """Tell whether key, InChI or SMILES of the row is that of a structure, the first of them that it states."""
        if self.inchi:
            return self.inchi == structure.inchi
        if self.inchikey:
            return self.inchikey == structure.inchikey
        if self.smiles and self.smiles == structure.text:
            return True
        return self.structure is not None and self.structure.inchi == structure.inchi

    @property
    def is_drawn(self) -> bool:
        """True where the row states a structure that may be read."""
        return bool(self.smiles or self.inchi or self.molblock)

    @property
    def label(self) -> str:
        """The row for use in a sentence: ``Baclofen, UNII_Records.txt:118``."""
        return f"{self.name}, {self.place}" if self.name else str(self.place)


class ReferenceSource(Protocol):
    """What gives compounds for identifiers: a local table, or a database on the network.

    It can be sent to another process.
    """

    @property
    def name(self) -> str:
        """Its name, as it appears in reports."""

    @property
    def source(self) -> str:
        """Its name, as the user gave it."""

    @property
    def index(self) -> str | None:
        """Path of what a process that asks it has to see; None where only this machine may ask."""

    def look_up(self, records: Sequence[StructureRecord]) -> list[tuple[ReferenceAnswer, ...]]:
        """Give the answers for every record: one for each of its identifiers that are known here."""

    def of_keys(self, keys: Collection[str]) -> list[ReferenceAnswer]:
        """Give what is known under InChIKeys."""


class ReferenceAnswer(NamedTuple):
    """What a reference table gives for one identifier of a record.

    Parameters
    ----------
    field
        The field that states the identifier.
    value
        The identifier, in one spelling.
    source
        The table's name, as it appears in reports.
    entries
        The rows with this identifier, in order; none if the table does not know it.
    unread
        True where there are more rows than were read.
    failure
        Why the table could not be asked; None if it was.
    """

    field: str
    value: str
    source: str
    entries: tuple[ReferenceEntry, ...] = ()
    unread: bool = False
    failure: str | None = None

    @property
    def is_drawn(self) -> bool:
        """True where a row states a structure that may be read."""
        return any(entry.is_drawn for entry in self.entries)

    @property
    def is_keyed(self) -> bool:
        """True where a row states an InChIKey."""
        return any(entry.inchikey for entry in self.entries)
