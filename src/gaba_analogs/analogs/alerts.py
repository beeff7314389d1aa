"""Structural alerts of published catalogues, as remarks: what screening groups flag, not whether a compound is bad.

The catalogues are those of RDKit, and each alert has the reference that RDKit states for it. They were made to triage
libraries for high-throughput screening; approved drugs have alerts too, so each alert comes with bundled compounds
that share it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rdkit.Chem import rdfiltercatalog

from gaba_analogs.analogs.family import compounds
from gaba_analogs.analogs.molecule import CompoundLike, as_molecule
from gaba_analogs.regex import regex

CATALOGUES: Mapping[str, str] = MappingProxyType(
    {
        "PAINS": "found in many assays, whatever the target",
        "BRENK": "possibly toxic, or of unfavourable pharmacokinetics",
        "NIH": "reactive, and other groups that disturb assays",
    }
)
"""RDKit's catalogues, and what their authors flag."""

_DASH = regex(r"(?<=\d)D(?=\d)")
_DOI = regex(r"doi:\s*(10\.\S+?)\.?$")


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert that a compound has.

    Parameters
    ----------
    catalogue
        ``PAINS``, ``BRENK`` or ``NIH``; see :data:`CATALOGUES`.
    name
        Name of the alert in the catalogue, such as ``Michael acceptor 1``.
    atoms
        Indices (from 0) of the atoms that match, in the molecule as given.
    reference, doi
        Publication of the catalogue, as RDKit states it.
    """

    catalogue: str
    name: str
    atoms: tuple[int, ...]
    reference: str
    doi: str | None


def alerts(compound: CompoundLike) -> tuple[Alert, ...]:
    """Return the alerts of a compound, each with the atoms of all its matches.

    Parameters
    ----------
    compound
        See :func:`~gaba_analogs.analogs.molecule.as_molecule`.

    Examples
    --------
    >>> [(alert.catalogue, alert.name) for alert in alerts("vigabatrin")]
    [('BRENK', 'isolated alkene')]
    >>> alerts("baclofen")
    ()
    """
    mol = as_molecule(compound)
    found = []
    for name in CATALOGUES:
        for entry in _catalogue(name).GetMatches(mol):
            atoms = {pair[1] for match in entry.GetFilterMatches(mol) for pair in match.atomPairs}
            reference = _DASH.sub("-", entry.GetProp("Reference"))
            doi = _DOI.search(reference)
            title = entry.GetDescription().replace("_", " ")
            found.append(Alert(name, title, tuple(sorted(atoms)), reference, doi[1] if doi else None))
    return tuple(found)


@cache
def shared_alerts() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return the keys of the bundled compounds that have an alert, by catalogue and name of the alert."""
    shared: dict[tuple[str, str], list[str]] = {}
    for key, compound in compounds().items():
        for alert in alerts(compound):
            shared.setdefault((alert.catalogue, alert.name), []).append(key)
    return MappingProxyType({alert: tuple(keys) for alert, keys in shared.items()})


@cache
def _catalogue(name: str) -> rdfiltercatalog.FilterCatalog:
    known = rdfiltercatalog.FilterCatalogParams.FilterCatalogs
    return rdfiltercatalog.FilterCatalog(getattr(known, name))
