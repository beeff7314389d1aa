"""Compare the bundled family with PubChem: what has changed there, or is missing here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gaba_analogs.notation.number import read_mass
from gaba_analogs.record import StructureRecord
from gaba_analogs.record.words import counted
from gaba_analogs.registry.answers import Answer, Registry
from gaba_analogs.registry.entry import RegistryEntry
from gaba_analogs.registry.pubchem.consultation import consult
from gaba_analogs.registry.pubchem.lookup import PubChem

if TYPE_CHECKING:
    import pandas as pd

    from gaba_analogs.analogs.family import Compound


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one compound in which PubChem and the family differ.

    Parameters
    ----------
    key
        Key of the compound.
    field
        Canonical field name.
    ours
        The family's value; None if it states none.
    pubchem
        PubChem's value; None if it has no such compound.
    """

    key: str
    field: str
    ours: str | None
    pubchem: str | None

    def __str__(self) -> str:
        """Return the difference as one line."""
        return f"{self.key}: {self.field}: {self.ours or 'not stated'} here, {self.pubchem or 'unknown'} at PubChem"


@dataclass(frozen=True, slots=True)
class FamilyComparison:
    """The result of comparing the family with PubChem.

    Parameters
    ----------
    differences
        The differences, in the order of the family.
    compared
        Number of compounds [-] that PubChem has.
    unknown
        Keys of the compounds that PubChem does not have.
    failures
        Key to the reason why a compound was not compared.
    retrieved
        Date of the oldest answer used; None if there is none.
    """

    differences: tuple[Difference, ...]
    compared: int
    unknown: tuple[str, ...]
    failures: Mapping[str, str]
    retrieved: date | None

    def __str__(self) -> str:
        """Return the differences, one per line, and the counts."""
        lines = [str(difference) for difference in self.differences]
        reasons = dict.fromkeys(self.failures.values())
        lines += [f"not compared: {reason}" for reason in reasons]
        when = f" (as of {self.retrieved} or later)" if self.retrieved else ""
        number = len(self.differences)
        found = f"{number or 'no'} difference{'' if number == 1 else 's'}"
        lines.append(
            f"{counted(self.compared, 'compound')} compared with PubChem{when}: {found}; "
            f"{len(self.unknown)} not in PubChem, {len(self.failures)} not compared"
        )
        return "\n".join(lines)

    def to_frame(self) -> pd.DataFrame:
        """Return the differences as a table."""
        import pandas as pd  # noqa: PLC0415  # only for a table

        rows = [(d.key, d.field, d.ours, d.pubchem) for d in self.differences]
        return pd.DataFrame(rows, columns=["key", "field", "ours", "pubchem"])


def refresh_family(*, pubchem: PubChem | None = None, compounds: Iterable[Compound] | None = None) -> FamilyComparison:
    """Compare the bundled compounds with PubChem, without changing anything.

    Parameters
    ----------
    pubchem
        The client to use; None for PubChem itself, ignoring cached answers.
    compounds
        The compounds to compare; None for the whole family.

    Examples
    --------
    >>> print(refresh_family())  # doctest: +SKIP
    """
    from gaba_analogs.analogs.family import compounds as family  # noqa: PLC0415  # only here

    members = list(family().values() if compounds is None else compounds)
    records = [member.to_record() for member in members]
    differences: list[Difference] = []
    unknown, failures, dates, compared = [], {}, [], 0
    for member, record, registry in zip(
        members, records, consult(records, pubchem or PubChem(refresh=True)), strict=True
    ):
        entry = _entry(registry)
        if entry is not None:
            compared += 1
            differences += _differences(member.key, record, entry, registry)
            dates += [registry.retrieved] if registry.retrieved else []
        elif registry.failure is not None:
            failures[member.key] = registry.failure
        else:
            unknown.append(member.key)
    return FamilyComparison(tuple(differences), compared, tuple(unknown), failures, min(dates, default=None))


def _entry(registry: Registry) -> RegistryEntry | None:
    """Return the compound with the stated CID, or else with the structure."""
    answers = [answer for answer in (registry.by_cid, registry.by_inchikey) if answer is not None]
    return next((answer.entry for answer in answers if answer.entry is not None), None)


def _differences(key: str, record: StructureRecord, entry: RegistryEntry, registry: Registry) -> Iterator[Difference]:
    stated = record.pubchem_cid
    same_structure = registry.by_inchikey.entries if registry.by_inchikey is not None else ()
    if stated is None or (same_structure and stated not in {str(e.cid) for e in same_structure}):
        yield Difference(key, "pubchem_cid", stated, " or ".join(str(e.cid) for e in same_structure) or None)
    for field in ("inchikey", "inchi", "formula"):
        ours, theirs = getattr(record, field), getattr(entry, field)
        if ours and theirs and ours != theirs:
            yield Difference(key, field, ours, theirs)
    weight = read_mass(entry.molecular_weight) if entry.molecular_weight else None
    if weight is not None and weight.readings and record.molecular_weight:
        ours_read = read_mass(record.molecular_weight)
        value, digits = weight.readings[0]
        half = 0.5 * 10.0**-digits
        if ours_read.readings and not ours_read.fits(value - half, value + half):
            yield Difference(key, "molecular_weight", record.molecular_weight, entry.molecular_weight)
    yield from _number_differences(key, "cas", record.cas, entry.cas, registry.by_cas)
    yield from _number_differences(key, "unii", record.unii, entry.unii, registry.by_unii)


def _number_differences(
    key: str, field: str, stated: str | None, theirs: tuple[str, ...], answer: Answer | None
) -> Iterator[Difference]:
    """Compare a registry number with those that PubChem lists for the compound."""
    if stated is not None and stated in theirs:
        return
    if theirs:
        yield Difference(key, field, stated, " or ".join(theirs[:3]))
    elif stated is not None and answer is not None and answer.entry is not None:
        yield Difference(key, field, stated, f"that of CID {answer.entry.label}")
