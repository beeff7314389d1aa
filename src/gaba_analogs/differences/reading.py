"""The findings of a report that was written as JSON or JSON Lines."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from gaba_analogs.errors import InputError, system_reason
from gaba_analogs.results.findings import Severity, Verdict


class Told(NamedTuple):
    """A finding as a report tells it.

    Parameters
    ----------
    fingerprint
        By what it is known again.
    code, severity, field, message
        As in the report; the field is the first.
    stated
        What the field states; None where the finding is about no single value.
    record
        How the record is called; None where it has no name.
    place
        Where the record stands, as ``drugs.csv:2``.
    accepted
        True where a baseline accepted it.
    """

    fingerprint: str
    code: str
    severity: Severity
    field: str
    message: str
    stated: str | None
    record: str | None
    place: str
    accepted: bool

    @property
    def who(self) -> tuple[str | None, str, str]:
        """What stays the same where only the value of the field, or what is said of it, changes."""
        return self.record, self.code, self.field


@dataclass
class Findings:
    """The findings of one report.

    Parameters
    ----------
    path
        The report.
    told
        The findings about records, in order.
    conflicts
        Those across records; None where they were not looked for, or the report has no place for them.
    verdicts
        Number of records [-] by verdict.
    """

    path: Path
    told: list[Told] = field(default_factory=list)
    conflicts: list[Told] | None = None
    verdicts: Counter[Verdict] = field(default_factory=Counter)

    @property
    def records(self) -> int:
        """Number of records [-]."""
        return self.verdicts.total()


def read_findings(path: Path) -> Findings:
    """Read a report; only what is wrong is kept in memory.

    Raises
    ------
    InputError
        It is no report as JSON or JSON Lines, or one without fingerprints.
    """
    found = Findings(path)
    try:
        with path.open(encoding="utf-8-sig") as file:
            first = file.readline()
            if '"record"' in first[:200] and '"verdict"' in first:
                for number, line in enumerate(itertools.chain([first], file), start=1):
                    if line.strip():
                        _add_record(found, json.loads(line), f"line {number}")
                return found
            document = json.loads(first + file.read())
    except FileNotFoundError:
        raise InputError("no such file", path=str(path)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {system_reason(error)}", path=str(path)) from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"not a report as JSON or JSON Lines ({error})", path=str(path)) from None
    if not isinstance(document, dict) or not isinstance(document.get("records"), list):
        raise InputError("not a report: write one with --format json or jsonl", path=str(path))
    for number, record in enumerate(document["records"], start=1):
        _add_record(found, record, f"record {number}")
    options = document.get("options")
    if isinstance(options, dict) and options.get("cross_record"):
        found.conflicts = []
        for conflict in document.get("conflicts", ()):
            places = [_place(place) for place in conflict.get("places", ())]
            found.conflicts.append(_told(found, conflict, None, ", ".join(places), "a conflict"))
    return found


def _add_record(found: Findings, report: Any, where: str) -> None:  # noqa: ANN401 - whatever JSON holds
    try:
        found.verdicts[Verdict(report["verdict"])] += 1
        findings, record = report["findings"], report["record"]
        name, identity = record["name"], record.get("id")
    except (KeyError, TypeError, ValueError):
        raise InputError(f"{where} is none of a report", path=str(found.path)) from None
    called = identity if identity is not None else name
    for finding in findings:
        found.told.append(_told(found, finding, called, _place(record), where))


def _told(found: Findings, finding: Any, record: str | None, place: str, where: str) -> Told:  # noqa: ANN401 - likewise
    try:
        return Told(
            fingerprint=finding["fingerprint"],
            code=finding["code"],
            severity=Severity(finding["severity"]),
            field=next(iter(finding["fields"]), ""),
            message=finding["message"],
            stated=finding["stated"],
            record=record,
            place=place,
            accepted=bool(finding.get("accepted")),
        )
    except (KeyError, TypeError, ValueError):
        if isinstance(finding, dict) and "code" in finding and "fingerprint" not in finding:
            message = "its findings have no fingerprints: write the report again with this version"
            raise InputError(message, path=str(found.path)) from None
        raise InputError(f"{where} holds a finding that is none", path=str(found.path)) from None


def _place(record: Any) -> str:  # noqa: ANN401 - likewise
    source, line, row = (record.get(key) for key in ("source", "line", "row"))
    if line is not None:
        return f"{source or 'record'}:{line}"
    return f"{source or ''} row {row}".strip() if row is not None else source or ""
