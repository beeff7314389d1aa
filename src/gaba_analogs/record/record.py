"""What a source states about one substance, as typed, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import NamedTuple

from gaba_analogs.errors import InputError
from gaba_analogs.record.fields import FIELDS


class Place(NamedTuple):
    """Where a record was read.

    Parameters
    ----------
    source
        The input as the user named it: a path, a bundled name, ``<stdin>``; None in Python.
    line
        First line [-] of the record in its file, counted from 1.
    row
        Number [-] of the record in its input, counted from 1.
    label
        Label of the row in the index of its DataFrame; None elsewhere.
    """

    source: str | None = None
    line: int | None = None
    row: int | None = None
    label: str | None = None

    def __str__(self) -> str:
        """``file.csv:12`` where a line is known, else ``file.csv row 3``; in Python ``row 3``, or that of the index."""
        source = self.source or "record"
        if self.line is not None:
            return f"{source}:{self.line}"
        row = self.row if self.label is None else self.label
        if row is None:
            return source
        return f"{source} row {row}" if self.source else f"row {row}"


NOWHERE = Place()
"""The place of a record made in Python."""


@dataclass(frozen=True, kw_only=True)
class StructureRecord:
    """What was *stated*, as text; None where nothing was stated.

    Numbers keep their written digits: ``"213.66"`` is a statement about rounding. Python numbers
    become text, and NaN and ``pandas.NA`` become None. What is not
    stated is the class's None, so that a record costs, in time and when it is sent to another
    process, what it states.

    Parameters
    ----------
    name
        Title of the record, trivial or trade name.
    smiles, inchi, inchikey, molblock
        Structure identifiers; a molblock is a whole MDL molfile, V2000 or V3000.
    connectivity_smiles
        SMILES that is meant to carry connectivity only (PubChem's ConnectivitySMILES, formerly
        CanonicalSMILES).
    formula
        Molecular formula in any notation.
    element_counts
        Element counts stated beside a formula (an infobox that gives both); otherwise the counts
        are the formula.
    molecular_weight
        Average mass [g/mol].
    monoisotopic_mass
        Monoisotopic or exact mass [Da].
    charge
        Net charge [e].
    hrms
        Accurate mass as papers report it: "HRMS (ESI) calcd for ..., found ...".
    elemental_analysis
        Elemental analysis as papers report it: "Anal. Calcd for ...: C, ...; found: C, ...".
    iupac_name
        Systematic name.
    synonyms
        Further names, separated by ``|``, ``;`` or line breaks.
    chirality
        Stated chirality, for example "Racemic mixture".
    cas, unii, ec_number, pubchem_cid, chembl_id, chebi_id, drugbank_id, kegg_id
        Registry identifiers, as are ``chemspider_id``, ``iuphar_id``, ``dtxsid``, ``dtxcid``, ``hmdb_id``,
        ``lipidmaps_id``, ``metanetx_id`` and ``atc_code``.
    own_id
        Identifier of a list of one's own, which a column is named as for a comparison with a reference table.
    place
        Where the record was read.
    labels
        What the source calls a field, where the name matters (``EXACT_MASS`` for
        ``monoisotopic_mass``).
    problem
        Why the reader could not read the record as a whole (a ragged row); None when it could.
    identity
        What tells the record from all others of its source, as its identifier column states it; None where no
        column was named as such.
    carried
        Title to text of the columns that are passed through to a report; None where there are none.
    """

    name: str | None = None
    smiles: str | None = None
    connectivity_smiles: str | None = None
    inchi: str | None = None
    inchikey: str | None = None
    formula: str | None = None
    element_counts: str | None = None
    molecular_weight: str | None = None
    monoisotopic_mass: str | None = None
    charge: str | None = None
    hrms: str | None = None
    elemental_analysis: str | None = None
    iupac_name: str | None = None
    synonyms: str | None = None
    chirality: str | None = None
    cas: str | None = None
    unii: str | None = None
    ec_number: str | None = None
    pubchem_cid: str | None = None
    chembl_id: str | None = None
    chebi_id: str | None = None
    drugbank_id: str | None = None
    kegg_id: str | None = None
    chemspider_id: str | None = None
    iuphar_id: str | None = None
    dtxsid: str | None = None
    dtxcid: str | None = None
    hmdb_id: str | None = None
    lipidmaps_id: str | None = None
    metanetx_id: str | None = None
    atc_code: str | None = None
    own_id: str | None = None
    molblock: str | None = None
    place: Place = NOWHERE
    labels: Mapping[str, str] = field(default_factory=dict, compare=False)
    problem: str | None = None
    identity: str | None = None
    carried: Mapping[str, str] | None = field(default=None, compare=False)

    @classmethod
    def made_of(
        cls, stated: Mapping[str, str | None], place: Place, labels: Mapping[str, str], problem: str | None = None
    ) -> StructureRecord:
        """Make the record of a table's row in a tenth of the constructor's time; keys are not checked.

        Parameters
        ----------
        stated
            Texts by canonical field name.
        place, labels, problem
            As for the constructor.

        Examples
        --------
        >>> gaba = {"name": "GABA", "smiles": "NCCCC(=O)O"}
        >>> StructureRecord.made_of(gaba, Place(), {}) == StructureRecord(**gaba)
        True
        """
        record = object.__new__(cls)
        values = {**stated, "place": place, "labels": labels, "problem": problem}
        object.__setattr__(record, "__dict__", values)
        return record

    def __post_init__(self) -> None:
        if not isinstance(self.place, Place):
            raise InputError(f"place: expected a Place, got {self.place!r}")
        for name in FIELDS:
            value = self.__dict__.get(name)
            if value is not None and type(value) is not str:
                from gaba_analogs.record.values import text_of  # noqa: PLC0415  # only for what is no text yet

                object.__setattr__(self, name, text_of(value, name))

    def __repr__(self) -> str:
        parts = [f"{name}={value!r}" for name, value in self.stated()]
        parts += [f"place={self.place!r}"] if self.place != NOWHERE else []
        parts += [f"problem={self.problem!r}"] if self.problem is not None else []
        parts += [f"identity={self.identity!r}"] if self.identity is not None else []
        return f"StructureRecord({', '.join(parts)})"

    def _repr_html_(self) -> str:
        from gaba_analogs.record.display import table_html  # noqa: PLC0415  # only in Jupyter

        return table_html(self.stated())

    @property
    def called(self) -> str | None:
        """What people call the record: its identifier, its name, or both; None where it has neither.

        Examples
        --------
        >>> StructureRecord(name="GABA", identity="GB-7").called, StructureRecord(name="GABA").called
        ('GB-7 (GABA)', 'GABA')
        """
        if self.identity is None or self.identity == self.name:
            return self.name
        return f"{self.identity} ({self.name})" if self.name else self.identity

    def stated(self) -> Iterable[tuple[str, str]]:
        """Give each field that holds something, with its text, in canonical order.

        Examples
        --------
        >>> list(StructureRecord(name="GABA", smiles="NCCCC(=O)O").stated())
        [('name', 'GABA'), ('smiles', 'NCCCC(=O)O')]
        """
        return self.texts().items()

    def texts(self) -> dict[str, str]:
        """Give the text of each field that holds something, in canonical order."""
        values = self.__dict__
        return {name: value for name in _in_order(tuple(values)) if (value := values[name])}


@lru_cache(maxsize=256)
def _in_order(attributes: tuple[str, ...]) -> tuple[str, ...]:
    """Give the fields among the attributes of a record in canonical order: all rows of a table have the same."""
    return tuple(name for name in FIELDS if name in attributes)


_OTHERS = {"place", "labels", "problem", "identity", "carried"}
_ATTRIBUTES = tuple(f.name for f in fields(StructureRecord) if f.name not in _OTHERS)
if _ATTRIBUTES != FIELDS:
    _ODD = ", ".join(sorted({*_ATTRIBUTES} ^ {*FIELDS})) or "their order"
    raise TypeError(f"StructureRecord and the table of fields differ: {_ODD}")
