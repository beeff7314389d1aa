"""By what the records of one compound are known, at the level at which they are duplicates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import blake2b

from gaba_analogs.across.relative import structure_in, structure_of
from gaba_analogs.chemistry.inchi_software import inchi_with_fixed_hydrogens
from gaba_analogs.chemistry.kinship import isomer, parents_of
from gaba_analogs.chemistry.structure import Structure, quiet
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.comparison import USUAL_LEVEL
from gaba_analogs.results.findings import RecordReport

_CORE = 25
"""Characters [-] of an InChIKey that do not say how many protons a compound has."""


def mark_of(report: RecordReport, key: str, level: str) -> str | None:
    """Give by what the records of one compound are known; None where it is by their key.

    Parameters
    ----------
    report
        The report on a record.
    key
        The standard InChIKey of its structure.
    level
        One of `LEVELS`.
    """
    return None if level == USUAL_LEVEL else _MARKS[level](report, key)


def _exact(report: RecordReport, key: str) -> str:
    """Mark a key by where the record draws hydrogens that can move, if there are any."""
    drawn = _drawing(report.record)
    with quiet():
        if drawn is None or drawn.mol is None or drawn.inchikey != key:
            return key
        fixed = inchi_with_fixed_hydrogens(drawn.mol).partition("/f")[2]
    return f"{key} {blake2b(fixed.encode(), digest_size=8).hexdigest()}" if fixed else key


def _drawing(record: StructureRecord) -> Structure | None:
    if record.smiles:
        return structure_in("smiles", record.smiles)
    return structure_in("molblock", record.molblock) if record.molblock else None


def _parent(report: RecordReport, key: str) -> str:
    structure = structure_of(report)
    parents = parents_of(structure.inchi) if structure is not None and structure.inchikey == key else ()
    return "+".join(sorted(isomer(one.inchi, racemic=one.racemic).core for one in parents)) or key[:_CORE]


_MARKS: Mapping[str, Callable[[RecordReport, str], str]] = {
    "exact": _exact,
    "parent": _parent,
}
