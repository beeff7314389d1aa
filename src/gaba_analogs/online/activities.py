"""Measured activities of a compound, from ChEMBL or the Guide to Pharmacology."""

from __future__ import annotations

import re
from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from gaba_analogs.errors import InputError
from gaba_analogs.regex import regex
from gaba_analogs.registry.activities import Activity, ActivityService, ChEMBL, GuideToPharmacology

if TYPE_CHECKING:
    import pandas as pd

_CHEMBL = regex(r"CHEMBL[1-9]\d*", re.IGNORECASE)
_LIGAND = regex(r"(?:IUPHAR|GTOPDB)?[ :]*([1-9]\d*)", re.IGNORECASE)
_COLUMNS = [field.name for field in fields(Activity)]


def fetch_activities(identifier: str | int, *, service: ActivityService | None = None) -> pd.DataFrame:
    """Get the measured activities of one compound.

    Parameters
    ----------
    identifier
        ChEMBL number (``CHEMBL701``), ligand number of the Guide to Pharmacology (``1084``, ``IUPHAR 1084``), or the
        name of a bundled compound, which is asked for at ChEMBL where its number is known.
    service
        `ChEMBL()` or `GuideToPharmacology()`, with the options of `PubChem` (``offline``, ``refresh``, ``folder``);
        None for the one that the identifier belongs to, with the user's cache.

    Returns
    -------
    pandas.DataFrame
        One row per value, as the database states it: compound, target, species, type, relation, value, unit, assay,
        doi, pmid, source, identifier.

    Raises
    ------
    InputError
        The identifier is neither a number of the service nor a bundled compound that has one.
    NotInRegistryError
        The database has no such compound.
    RegistryUnavailableError
        It could not be reached.

    Examples
    --------
    >>> fetch_activities("CHEMBL701")[["target", "type", "relation", "value", "unit", "doi"]]  # doctest: +SKIP
    """
    import pandas as pd  # noqa: PLC0415  # only for a table

    number, chosen = _number(str(identifier).strip(), service)
    rows = [asdict(activity) for activity in chosen.activities(number)]
    return pd.DataFrame(rows, columns=_COLUMNS, dtype="string")


def _number(text: str, service: ActivityService | None) -> tuple[str, ActivityService]:
    """Return the number to ask for, and the service that has it."""
    if _CHEMBL.fullmatch(text) and not isinstance(service, GuideToPharmacology):
        return text.upper(), service or ChEMBL()
    ligand = _LIGAND.fullmatch(text)
    if ligand and not isinstance(service, ChEMBL):
        return ligand[1], service or GuideToPharmacology()
    from gaba_analogs.analogs.family import find  # noqa: PLC0415  # only for a name

    compound = find(text)
    if compound.chembl_id and not isinstance(service, GuideToPharmacology):
        return compound.chembl_id, service or ChEMBL()
    if compound.iuphar_id and not isinstance(service, ChEMBL):
        return compound.iuphar_id, service or GuideToPharmacology()
    asked = service.service.name if service else "ChEMBL or Guide to Pharmacology"
    raise InputError(f"{compound.key}: no {asked} number is known; give it instead of the name")
