"""Verification: records in, reports out."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from gaba_analogs.findings import Finding, RecordReport, Verdict
from gaba_analogs.names import opsin_version, unavailable_reason
from gaba_analogs.record import StructureRecord
from gaba_analogs.summary import Summary
from gaba_analogs.verification.catalogue import CATALOGUE
from gaba_analogs.verification.plan import Choice
from gaba_analogs.verification.verifier import Pair, Verifier

if TYPE_CHECKING:
    import pandas as pd

    from gaba_analogs.pubchem.lookup import PubChem

CHUNK = 128
"""Records [-] that are verified, and whose names are read, together."""


def verify(
    record: StructureRecord | Mapping[str, str] | str,
    *,
    names: bool = True,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
    pubchem: PubChem | None = None,
) -> RecordReport:
    """Check every stated field of one record against every other.

    Parameters
    ----------
    record
        A record, a mapping of canonical field names to text, or the name of a bundled compound.
    names
        False to leave systematic names unread.
    select, ignore
        Codes of the checks to run (None for all), and of those to leave out.
    pubchem
        Where to ask what the registry says of the record; None to ask nobody.

    Returns
    -------
    RecordReport
        Verdict, suspects, corrections and findings.

    Examples
    --------
    >>> report = verify(
    ...     {"smiles": "CC(C)CC(CN)CC(=O)O", "inchikey": "AYXYPKUFHZROOJ-ZETCQYMHSA-N"}, names=False
    ... )
    >>> report.verdict.value, report.suspects, report.findings[0].message
    ('underspecified', ('smiles',), 'stereo missing in SMILES')
    """
    return next(verify_records([as_record(record)], names=names, select=select, ignore=ignore, pubchem=pubchem))


def as_record(record: StructureRecord | Mapping[str, str] | str) -> StructureRecord:
    """Make a record of a mapping, or find the bundled one of a name.

    Raises
    ------
    UnknownCompoundError
        When no bundled compound has the name.
    TypeError
        When the mapping has a key that is no field name.
    """
    if isinstance(record, StructureRecord):
        return record
    if isinstance(record, str):
        from gaba_analogs.analogs.family import find  # noqa: PLC0415  # only for names

        return find(record).to_record()
    return StructureRecord(**record)  # type: ignore[arg-type]  # keys are checked by the constructor


def verify_records(
    records: Iterable[StructureRecord],
    *,
    names: bool = True,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
    pubchem: PubChem | None = None,
) -> Iterator[RecordReport]:
    """Check a stream of records; one report per record, in order, in bounded memory.

    Parameters
    ----------
    records
        Records from a reader.
    names, select, ignore, pubchem
        As for `verify`.

    Yields
    ------
    RecordReport
        A record that makes a check fail unexpectedly is reported unverified, with the reason.
    """
    pairs: Iterable[Pair] = ((record, None) for record in records)
    if pubchem is not None:
        from gaba_analogs.pubchem.consultation import Consultant  # noqa: PLC0415  # only where PubChem is asked

        pairs = Consultant(pubchem).pairs(records)
    return verify_pairs(pairs, names=names, select=select, ignore=ignore)


def verify_pairs(
    pairs: Iterable[Pair],
    *,
    names: bool = True,
    select: Collection[str] | None = None,
    ignore: Collection[str] = (),
) -> Iterator[RecordReport]:
    """Check records about which PubChem was asked already; otherwise as `verify_records`."""
    names_unread = unavailable_reason() if names else "names were not read (--no-names)"
    choice = Choice(None if select is None else frozenset(select), frozenset(ignore))
    verifier = Verifier(choice, names_unread)
    iterator = iter(pairs)
    while chunk := list(itertools.islice(iterator, CHUNK)):
        yield from verifier.verify(chunk)


@dataclass(frozen=True)
class Report:
    """The reports of one run.

    Parameters
    ----------
    records
        One report per record, in input order.
    versions
        Programs that the result depends on.
    options
        What the run was asked.
    conflicts
        Findings across the records of the input.
    """

    records: tuple[RecordReport, ...]
    versions: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)
    conflicts: tuple[Finding, ...] = ()

    @property
    def summary(self) -> Summary:
        """Counts by verdict and code."""
        summary = Summary()
        for report in self.records:
            summary.add(report)
        return summary

    def to_frame(self) -> pd.DataFrame:
        """Give one row per record: name, verdict, suspects, corrections, codes, messages."""
        import pandas as pd  # noqa: PLC0415  # slow to load, used here only

        from gaba_analogs.render.table import row  # noqa: PLC0415  # likewise

        return pd.DataFrame([row(report) for report in self.records])

    def _repr_html_(self) -> str:
        from gaba_analogs.render.notebook import report_list_html  # noqa: PLC0415  # only in Jupyter

        return report_list_html(self)

    def __repr__(self) -> str:
        counts = ", ".join(f"{number} {verdict}" for verdict in Verdict if (number := self.summary.verdicts[verdict]))
        return f"<Report on {len(self.records)} records: {counts or 'none read'}>"


def verify_frame(
    frame: pd.DataFrame,
    *,
    mapping: Mapping[str, str] | None = None,
    names: bool = True,
    pubchem: PubChem | None = None,
) -> Report:
    """Check every row of a DataFrame.

    Parameters
    ----------
    frame
        One record per row; columns are recognised by their usual spellings.
    mapping
        Field to column, where the spelling is not recognised.
    names
        False to leave systematic names unread.
    pubchem
        Where to ask what the registry says of the records; None to ask nobody.

    Returns
    -------
    Report
        ``.to_frame()`` gives it as a DataFrame again.
    """
    from gaba_analogs.readers.table import records_from_frame  # noqa: PLC0415  # pandas only where it is used

    records = tuple(verify_records(records_from_frame(frame, mapping=mapping), names=names, pubchem=pubchem))
    return Report(records, versions(), {"names": names, **({} if pubchem is None else {"pubchem": pubchem.policy})})


@cache
def versions() -> dict[str, str]:
    """Give the versions that a result depends on."""
    from rdkit import __version__ as rdkit_version  # noqa: PLC0415  # local name
    from rdkit.Chem import rdinchi  # noqa: PLC0415  # likewise

    found = {
        "gaba_analogs": version("gaba_analogs"),
        "rdkit": rdkit_version,
        "inchi": str(rdinchi.GetInchiVersion()),
    }
    opsin = opsin_version()
    return {**found, **({"opsin": opsin} if opsin else {})}


__all__ = ["CATALOGUE", "Report", "as_record", "verify", "verify_frame", "verify_pairs", "verify_records", "versions"]
