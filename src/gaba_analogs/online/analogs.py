"""Compounds related to a structure, found by PubChem's fast searches."""

from __future__ import annotations

from gaba_analogs.chemistry.structure import Structure, quiet
from gaba_analogs.errors import InputError
from gaba_analogs.record import StructureRecord
from gaba_analogs.registry.pubchem.errors import RegistryUnavailableError
from gaba_analogs.registry.pubchem.lookup import PubChem


def find_analogs(
    smiles: str,
    *,
    substructure: bool = True,
    threshold: int = 90,
    limit: int = 50,
    pubchem: PubChem | None = None,
) -> list[StructureRecord]:
    """Find compounds in PubChem that contain a structure, or are similar to it.

    Parameters
    ----------
    smiles
        The structure to start from.
    substructure
        True for compounds that contain it; False for those with a similar fingerprint.
    threshold
        Minimum Tanimoto similarity [%] of PubChem's fingerprints, for a similarity search.
    limit
        Maximum number of compounds [-].
    pubchem
        The client to use; None for PubChem with the user's cache.

    Returns
    -------
    list
        The compounds as records, in PubChem's order; the structure itself is among them.

    Raises
    ------
    InputError
        The SMILES cannot be read, or a number is out of range.
    RegistryUnavailableError
        PubChem could not be asked.

    Examples
    --------
    >>> [r.name for r in find_analogs("NCC(CC(=O)O)c1ccc(Cl)cc1", limit=3)]  # doctest: +SKIP
    ['Baclofen', 'Arbaclofen', '(S)-Baclofen']
    """
    with quiet():
        structure = Structure.from_smiles(smiles)
        readable = structure.known and not structure.trailing
    if not readable:
        reason = structure.fault.message if structure.fault else "text after the SMILES"
        raise InputError(f"cannot search for {smiles!r} ({reason}): give one SMILES")
    if not 1 <= limit <= 10_000 or not 0 <= threshold <= 100:
        raise InputError(f"limit {limit}, threshold {threshold}: must be 1 to 10,000 compounds and 0 to 100 %")
    kind, options = ("fastsubstructure", {}) if substructure else ("fastsimilarity_2d", {"Threshold": str(threshold)})
    found = (pubchem or PubChem()).search(kind, structure.text, MaxRecords=str(limit), **options)
    if found.failure is not None:
        raise RegistryUnavailableError(found.failure)
    return [entry.to_record() for entry in found.entries]
