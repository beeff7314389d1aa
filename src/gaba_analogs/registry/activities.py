"""Measured activities from ChEMBL and the Guide to Pharmacology, in the manners of the PubChem client.

ChEMBL: https://www.ebi.ac.uk/chembl/api/data/docs; Guide to Pharmacology:
https://www.guidetopharmacology.org/webServices.jsp.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from gaba_analogs.registry.pubchem.client import Service
from gaba_analogs.registry.pubchem.errors import NotInRegistryError, RegistryUnavailableError
from gaba_analogs.registry.pubchem.service import CachedService, Fetch

PAGE = 1000
"""Most rows [-] of an answer of ChEMBL."""

MOST_PAGES = 50
"""Most answers [-] read for one compound."""

_DOCUMENTS = 50
"""Documents [-] asked for at once, so that the address stays short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One value of a compound as a database states it; None where it states nothing.

    Parameters
    ----------
    compound
        Identifier of the compound in the database.
    target, species
        What was measured, in which organism.
    type
        Ki, IC50, pKi and so on.
    relation, value, unit
        ``=``, ``<``, ``>`` and so on, the value as text, and its unit.
    assay
        Description of the assay.
    doi, pmid
        The publication.
    source
        Database.
    identifier
        Identifier of the value in the database.
    """

    compound: str
    target: str | None
    species: str | None
    type: str | None
    relation: str | None
    value: str | None
    unit: str | None
    assay: str | None
    doi: str | None
    pmid: str | None
    source: str
    identifier: str | None


class ActivityService(CachedService, ABC):
    """A database of activities with its cache; see :class:`CachedService` for the parameters."""

    def activities(self, compound: str) -> list[Activity]:
        """Get the activities of a compound.

        Parameters
        ----------
        compound
            Identifier in the database.

        Raises
        ------
        NotInRegistryError
            The database has no such compound.
        RegistryUnavailableError
            It could not be reached, and there is no cached answer.
        """
        (found,) = self._look_up("activities", [compound], self._fetch).values()
        if found.cached is None:
            raise RegistryUnavailableError(found.failure or f"{self.service.name} gave no answer")
        rows = found.cached.answer
        if not isinstance(rows, list):
            raise NotInRegistryError(f"{self.service.name} has no compound {compound}")
        return [self._read(compound, row) for row in rows if isinstance(row, dict)]

    @property
    @abstractmethod
    def _fetch(self) -> Fetch:
        """The function that asks the service for the rows of a compound."""

    @abstractmethod
    def _read(self, compound: str, row: Mapping[str, object]) -> Activity:
        """Read a row."""


class ChEMBL(ActivityService):
    """ChEMBL's REST service; GABA_ANALOGS_CHEMBL_URL names another address."""

    service = Service("ChEMBL", "https://www.ebi.ac.uk/chembl/api/data", "GABA_ANALOGS_CHEMBL_URL")
    _requests = "requests-chembl"

    @property
    def _fetch(self) -> Fetch:
        def fetch(keys: Sequence[str]) -> Mapping[str, object]:
            (compound,) = keys
            self.client.ask(f"molecule/{quote(compound)}.json")
            rows = self._pages(compound)
            papers = self._papers({str(row["document_chembl_id"]) for row in rows if row.get("document_chembl_id")})
            return {compound: [row | {"document": papers.get(str(row.get("document_chembl_id")))} for row in rows]}

        return fetch

    def _pages(self, compound: str) -> list[dict[str, object]]:
        """Read all pages; a further one is asked for as long as the answer names it."""
        rows: list[dict[str, object]] = []
        for page in range(MOST_PAGES):
            options = {"molecule_chembl_id": compound, "limit": str(PAGE), "offset": str(page * PAGE)}
            answer = self.client.ask("activity.json", None, **options)
            rows += _rows(answer, "activities")
            meta = answer.get("page_meta")
            if not isinstance(meta, dict) or not meta.get("next"):
                return rows
        raise RegistryUnavailableError(f"ChEMBL lists more than {MOST_PAGES * PAGE:,} activities of {compound}")

    def _papers(self, documents: set[str]) -> dict[str, object]:
        """Get DOI and PMID of documents, several per request."""
        papers: dict[str, object] = {}
        ordered = sorted(documents)
        for start in range(0, len(ordered), _DOCUMENTS):
            wanted = ",".join(ordered[start : start + _DOCUMENTS])
            answer = self.client.ask("document.json", None, document_chembl_id__in=wanted, limit=str(PAGE))
            for row in _rows(answer, "documents"):
                papers[str(row.get("document_chembl_id"))] = {"doi": row.get("doi"), "pubmed_id": row.get("pubmed_id")}
        return papers

    def _read(self, compound: str, row: Mapping[str, object]) -> Activity:
        paper = row.get("document")
        document: Mapping[str, object] = paper if isinstance(paper, dict) else {}
        return Activity(
            compound=compound,
            target=_text(row.get("target_pref_name")),
            species=_text(row.get("target_organism")),
            type=_text(row.get("standard_type")),
            relation=_text(row.get("standard_relation")),
            value=_text(row.get("standard_value")),
            unit=_text(row.get("standard_units")),
            assay=_text(row.get("assay_description")),
            doi=_text(document.get("doi")),
            pmid=_text(document.get("pubmed_id")),
            source=self.service.name,
            identifier=_text(row.get("activity_id")),
        )


class GuideToPharmacology(ActivityService):
    """The REST service of the IUPHAR/BPS Guide to Pharmacology; GABA_ANALOGS_GTOPDB_URL names another address."""

    service = Service(
        "Guide to Pharmacology", "https://www.guidetopharmacology.org/services", "GABA_ANALOGS_GTOPDB_URL"
    )
    _requests = "requests-gtopdb"

    @property
    def _fetch(self) -> Fetch:
        def fetch(keys: Sequence[str]) -> Mapping[str, object]:
            (ligand,) = keys
            self.client.ask(f"ligands/{quote(ligand)}")
            rows = _rows(self.client.ask(f"ligands/{quote(ligand)}/interactions"), "rows")
            targets = {str(row["targetId"]) for row in rows if row.get("targetId")}
            names = {target: self.client.ask(f"targets/{quote(target)}").get("name") for target in sorted(targets)}
            return {ligand: [row | {"target": names.get(str(row.get("targetId")))} for row in rows]}

        return fetch

    def _read(self, compound: str, row: Mapping[str, object]) -> Activity:
        papers = [paper for paper in _rows(row, "refs") if paper.get("pmid")]
        return Activity(
            compound=compound,
            target=_text(row.get("target")),
            species=_text(row.get("targetSpecies")),
            type=_text(row.get("affinityParameter") or row.get("affinityType")),
            relation="=" if row.get("affinity") else None,
            value=_text(row.get("affinity")),
            unit=None,
            assay=_text(row.get("assayDescription")),
            doi=None,
            pmid="; ".join(str(paper["pmid"]) for paper in papers) or None,
            source=self.service.name,
            identifier=_text(row.get("interactionId")),
        )


def _rows(answer: Mapping[str, object], name: str) -> list[dict[str, object]]:
    listed = answer.get(name)
    return [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []


def _text(value: object) -> str | None:
    """Return a value as text; None for nothing, a dash or blanks."""
    text = "" if value is None else str(value).strip()
    return None if text in {"", "-"} else text
