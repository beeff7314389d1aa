"""Files of decisions on findings, which the HTML report exports and ``--decisions`` carries out.

Nothing is carried out of a file that is not understood to the letter, or that contradicts another.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from gaba_analogs.configuration.tables import Row, csv_rows, inert
from gaba_analogs.configuration.toml_text import nearest_of
from gaba_analogs.record import FIELDS
from gaba_analogs.regex import regex
from gaba_analogs.results.decisions import COLUMNS, Choice, Decision, DecisionLog, Decisions
from gaba_analogs.results.fingerprints import SHAPE

LOG_COLUMNS = (*COLUMNS, "outcome", "rows", "why", "decided_in")
"""Columns of the log of a run."""
_NEEDED = ("fingerprint", "record_fingerprint", "code", "field", "value", "decision", "correction")
_UNSEEN = regex(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def read_decisions(paths: Sequence[Path], codes: Collection[str]) -> Decisions:
    """Read the decisions of one or several files.

    Parameters
    ----------
    paths
        The files, in CSV.
    codes
        The codes that there are.

    Raises
    ------
    ConfigurationError
        A file cannot be read, a decision is not understood, or contradicts another; the message names line and column.
    """
    found: dict[str, Decision] = {}
    corrections: dict[tuple[str, str], Decision] = {}
    for path in paths:
        for row in csv_rows(path, COLUMNS, _NEEDED):
            entry = _decision(row, codes)
            earlier = found.get(entry.fingerprint)
            if earlier is None or earlier.choice is None:
                found[entry.fingerprint] = entry
            elif entry.choice is not None:
                _refuse_contradiction(entry, earlier, row)
            if entry.correction:
                first = corrections.setdefault((entry.record, entry.field), entry)
                if first.correction != entry.correction:
                    raise row.fault("correction", f"another one for {entry.field} at {first.where}: keep one of them")
    return Decisions(found.values())


def _refuse_contradiction(entry: Decision, earlier: Decision, row: Row) -> None:
    if entry.choice is not earlier.choice:
        raise row.fault("decision", f"{earlier.choice} at {earlier.where}: keep one of them")
    if (entry.field, entry.correction) != (earlier.field, earlier.correction):
        raise row.fault("correction", f"another one at {earlier.where}: keep one of them")


def _decision(row: Row, codes: Collection[str]) -> Decision:
    texts = {name: row.values.get(name, "").strip() for name in COLUMNS}
    for name in ("fingerprint", "record_fingerprint"):
        if not texts[name] and name == "fingerprint":
            raise row.fault(name, "missing: export the decisions again, or remove the row")
        if texts[name] and not re.fullmatch(SHAPE, texts[name]):
            raise row.fault(name, f"{texts[name]!r} is not a fingerprint: copy it from the report, g and 31 digits")
    if texts["code"] not in codes:
        raise row.fault("code", f"no check named {texts['code']!r}{nearest_of(texts['code'], [*codes], most=0)}")
    choice, field, correction = texts["decision"], texts["field"], texts["correction"]
    if choice not in {"", *Choice}:
        raise row.fault("decision", f"{choice!r} is not a decision{nearest_of(choice.lower(), [*Choice])}")
    if field and field not in FIELDS:
        raise row.fault("field", f"no field named {field!r}{nearest_of(field.lower(), FIELDS, most=0)}")
    if correction:
        _check_correction(row, choice, field, correction, texts["value"])
    if correction and not texts["record_fingerprint"]:
        raise row.fault("record_fingerprint", "missing: a correction is written in one record only")
    return Decision(
        fingerprint=texts["fingerprint"],
        record=texts["record_fingerprint"],
        code=texts["code"],
        choice=Choice(choice) if choice else None,
        field=field,
        value=texts["value"],
        correction=correction,
        comment=" ".join(texts["comment"].split()),
        by=" ".join(texts["by"].split()),
        called=texts["record"],
        where=row.where,
    )


def _check_correction(row: Row, choice: str, field: str, correction: str, value: str) -> None:
    if choice == Choice.REJECT:
        raise row.fault("correction", "a rejected finding has none: write accept, or clear the cell")
    if not choice:
        raise row.fault("decision", "missing, though there is a correction: write accept, or clear the correction")
    if not field:
        raise row.fault("field", "missing: which one is to be corrected?")
    if correction.split() == value.split():
        raise row.fault("correction", "this is the value already: write reject to let it stand")
    if _UNSEEN.search(correction) and field != "molblock":
        raise row.fault("correction", "has a line break or another character that cannot be seen")


def write_log(log: DecisionLog, stream: TextIO) -> None:
    """Write what became of every decision, as CSV."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(LOG_COLUMNS)
    for entry, fate, rows, why in log.lines():
        cells = [*_cells(entry), fate.value, " ".join(map(str, rows)), why, entry.where]
        writer.writerow(map(inert, cells))


def _cells(entry: Decision) -> Iterator[str]:
    choice = "" if entry.choice is None else entry.choice.value
    yield from (entry.fingerprint, entry.record, entry.called, entry.code, entry.field, entry.value)
    yield from (choice, entry.correction, entry.comment, entry.by)
