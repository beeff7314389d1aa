"""One compound as PubChem describes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from gaba_analogs.errors import GabaAnalogsError
from gaba_analogs.notation.characters import plain_signs
from gaba_analogs.notation.identifiers import cas_check_digit, unii_check_character
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.regex import regex
from gaba_analogs.registry.pubchem.errors import RegistryUnavailableError

if TYPE_CHECKING:
    from gaba_analogs.chemistry.structure import Structure

_CAS = regex(r"(?:CAS[- ]?(?:RN)?[-: ]*)?(\d{2,7}-\d{2}-\d)", re.IGNORECASE)
_UNII = regex(r"(?:UNII[-: ]*)?([0-9A-Z]{10})", re.IGNORECASE)
_SYNONYMS_IN_RECORD = 50
_BULKY = ("coords", "count", "vbalt")


@dataclass(frozen=True)
class RegistryEntry:
    """One compound in PubChem.

    Parameters
    ----------
    cid
        PubChem's compound identifier.
    title
        The name of its PubChem page.
    smiles
        SMILES with stereochemistry and isotopes (``Absolute``, formerly ``Isomeric``).
    connectivity_smiles
        SMILES of the connectivity only (``Connectivity``, formerly ``Canonical``).
    inchi, inchikey, formula
        Structure and composition, as computed by PubChem.
    molecular_weight
        Average mass [g/mol], as written.
    monoisotopic_mass
        Monoisotopic mass [Da], as written.
    exact_mass
        Mass [Da] of the most abundant isotopologue.
    charge
        Net charge [e].
    iupac_name
        PubChem's preferred computed name.
    iupac_names
        Its computed names in every style (preferred, CAS-like, traditional, ...), each once.
    synonyms
        Names and numbers given by depositors, best first.
    retrieved
        When the data were retrieved.
    """

    cid: int
    title: str | None = None
    smiles: str | None = None
    connectivity_smiles: str | None = None
    inchi: str | None = None
    inchikey: str | None = None
    formula: str | None = None
    molecular_weight: str | None = None
    monoisotopic_mass: str | None = None
    exact_mass: float | None = None
    charge: int = 0
    iupac_name: str | None = None
    iupac_names: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    retrieved: date | None = None

    @classmethod
    def from_answer(
        cls,
        compound: Mapping[str, object],
        *,
        title: str | None = None,
        synonyms: Iterable[str] = (),
        retrieved: date | None = None,
    ) -> RegistryEntry | None:
        """Read one of ``PC_Compounds``, of any year; None for a structure without a CID.

        Parameters
        ----------
        compound
            The compound, decimal fractions as text.
        title, synonyms
            From PubChem's other answers.
        retrieved
            When the answers were retrieved.

        Raises
        ------
        RegistryUnavailableError
            This is not a compound record of PubChem's.
        """
        from pubchempy import Compound, PubChemPyError  # noqa: PLC0415  # only for an answer

        from gaba_analogs.readers.json.pubchem import records  # noqa: PLC0415  # likewise

        try:
            parsed = Compound(dict(compound))
            cid, charge, exact_mass = int(parsed.cid or 0), int(parsed.charge), parsed.exact_mass
            (stated,) = records([compound], None)
            names = tuple(dict.fromkeys(_iupac_names(compound)))
        except (PubChemPyError, GabaAnalogsError, LookupError, TypeError, ValueError, AttributeError) as error:
            raise RegistryUnavailableError("cannot read PubChem's answer: a compound is incomplete") from error
        if cid <= 0:
            return None
        return cls(
            cid=cid,
            title=title,
            smiles=stated.smiles,
            connectivity_smiles=stated.connectivity_smiles,
            inchi=stated.inchi,
            inchikey=stated.inchikey,
            formula=stated.formula,
            molecular_weight=stated.molecular_weight,
            monoisotopic_mass=stated.monoisotopic_mass,
            exact_mass=exact_mass,
            charge=charge,
            iupac_name=stated.iupac_name,
            iupac_names=names,
            synonyms=tuple(synonyms),
            retrieved=retrieved,
        )

    def __getstate__(self) -> dict[str, object]:
        """Leave out computed values, so that an entry can be sent to another process."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @cached_property
    def cas(self) -> tuple[str, ...]:
        """CAS Registry Numbers among the synonyms, best first."""
        found = (match[1] for text in self.synonyms if (match := _CAS.fullmatch(text.strip())))
        return tuple(dict.fromkeys(n for n in found if int(n[-1]) == cas_check_digit(n[:-2].replace("-", ""))))

    @cached_property
    def unii(self) -> tuple[str, ...]:
        """UNIIs among the synonyms, best first."""
        found = (match[1].upper() for text in self.synonyms if (match := _UNII.fullmatch(text.strip())))
        return tuple(dict.fromkeys(u for u in found if _is_unii(u)))

    @cached_property
    def structure(self) -> Structure | None:
        """The structure; None if PubChem gives none that can be read."""
        from gaba_analogs.chemistry.structure import Structure, quiet  # noqa: PLC0415 - loads RDKit, for workers only

        with quiet():
            drawn = Structure.from_smiles(self.smiles) if self.smiles else None
            if drawn is not None and drawn.known and (self.inchikey is None or drawn.inchikey == self.inchikey):
                return drawn
            stated = Structure.from_inchi(self.inchi) if self.inchi else None
            return stated if stated is not None and stated.known else None

    @property
    def label(self) -> str:
        """The compound for use in a sentence: ``44602 (Arbaclofen)``."""
        return f"{self.cid} ({self.title})" if self.title else str(self.cid)

    def is_called(self, name: str) -> bool:
        """Whether the entry has a name, in any spelling.

        Examples
        --------
        >>> RegistryEntry(119, "gamma-Aminobutyric acid", synonyms=("GABA",)).is_called("gaba")
        True
        """
        own = (self.title, self.iupac_name, *self.iupac_names, *self.synonyms)
        return spelling(name) in {spelling(text) for text in own if text}

    def to_record(self) -> StructureRecord:
        """Return the entry as a record, for verification."""
        return StructureRecord(
            name=self.title or self.iupac_name,
            smiles=self.smiles,
            connectivity_smiles=self.connectivity_smiles,
            inchi=self.inchi,
            inchikey=self.inchikey,
            formula=self.formula,
            molecular_weight=self.molecular_weight,
            monoisotopic_mass=self.monoisotopic_mass,
            charge=str(self.charge),
            iupac_name=self.iupac_name,
            synonyms="|".join(self.synonyms[:_SYNONYMS_IN_RECORD]) or None,
            cas=self.cas[0] if self.cas else None,
            unii=self.unii[0] if self.unii else None,
            pubchem_cid=str(self.cid),
            place=Place(source=f"PubChem CID {self.cid}" + (f", {self.retrieved}" if self.retrieved else "")),
        )


def without_bulk(compound: Mapping[str, object]) -> dict[str, object]:
    """Leave out what verification never uses: coordinates and counts."""
    kept = {key: value for key, value in compound.items() if key not in _BULKY}
    props = compound.get("props")
    if isinstance(props, list):
        kept["props"] = [prop for prop in props if _label(prop) != "Fingerprint"]
    return kept


def spelling(name: str) -> str:
    """Normalise a name: case, white space, dashes and primes do not count.

    Examples
    --------
    >>> spelling("γ–Amino butyric acid") == spelling("γ-aminobutyric Acid")
    True
    """
    plain = plain_signs(name).casefold().replace("±", "+-").replace("+/-", "+-")
    return re.sub(r"\s+", "", plain)


def _iupac_names(compound: Mapping[str, object]) -> Iterable[str]:
    props = compound.get("props")
    for prop in props if isinstance(props, list) else ():
        if _label(prop) == "IUPAC Name" and isinstance(text := prop["value"].get("sval"), str):
            yield text


def _label(prop: object) -> object:
    urn = prop.get("urn") if isinstance(prop, dict) else None
    return urn.get("label") if isinstance(urn, dict) else None


def _is_unii(text: str) -> bool:
    return (
        any(c.isdigit() for c in text) and any(c.isalpha() for c in text) and text[9] == unii_check_character(text[:9])
    )
