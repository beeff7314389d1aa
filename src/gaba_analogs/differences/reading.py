"""The findings of a report that was written as JSON or JSON Lines."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from gaba_analogs.errors import InputError, system_reason
from gaba_analogs.results.findings import RECORD, Severity, SkipKind, Verdict


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
    unexamined
        Number of records [-] that could not be examined.
    """

    path: Path
    told: list[Told] = field(default_factory=list)
    conflicts: list[Told] | None = None
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    unexamined: int = 0

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
        if path.is_char_device():  # some never end
            raise InputError("a device is no report", path=str(path))
        with path.open(encoding="utf-8-sig") as file:
            first = file.readline()
            document = _complete(first)
            if isinstance(document, dict) and "record" in document:
                for number, line in enumerate(itertools.chain([first], file), start=1):
                    if line.strip():
                        _add_record(found, json.loads(line), f"line {number}")
                return found
            rest = file.read()
            if document is None or rest.strip():
                document = json.loads(first + rest)
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
        for number, conflict in enumerate(_list_of(found, document, "conflicts", "the report"), start=1):
            where = f"conflict {number}"
            places = [_place(place) for place in _list_of(found, conflict, "places", where)]
            found.conflicts.append(_told(found, conflict, None, ", ".join(places), where))
    return found


def _complete(line: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Read a line that is a document by itself; None for one that is not."""
    try:
        return json.loads(line)
    except json.JSONDecodeError:
        return None


def _list_of(found: Findings, holder: Any, key: str, where: str) -> list[Any]:  # noqa: ANN401 - whatever JSON holds
    """Give a list of objects; none where it is left out."""
    values = holder.get(key, []) if isinstance(holder, dict) else None
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise InputError(f"{where} is not as in a report", path=str(found.path))
    return values


def _add_record(found: Findings, report: Any, where: str) -> None:  # noqa: ANN401 - whatever JSON holds
    findings, skipped = (_list_of(found, report, key, where) for key in ("findings", "skipped"))
    try:
        found.verdicts[Verdict(report["verdict"])] += 1
        record = report["record"]
        name, identity = record["name"], record.get("id")
    except (AttributeError, KeyError, TypeError, ValueError):
        raise InputError(f"{where} is not as in a report", path=str(found.path)) from None
    called = identity if identity is not None else name
    if not isinstance(called, str | None):
        raise InputError(f"{where} is not as in a report", path=str(found.path))
    found.unexamined += any(skip.get("code") == RECORD or skip.get("kind") == SkipKind.BROKEN for skip in skipped)
    for finding in findings:
        found.told.append(_told(found, finding, called, _place(record), where))


def _told(found: Findings, finding: Any, record: str | None, place: str, where: str) -> Told:  # noqa: ANN401 - likewise
    try:
        return Told(
            fingerprint=_of_type(finding["fingerprint"], str),
            code=_of_type(finding["code"], str),
            severity=Severity(finding["severity"]),
            field=_of_type(next(iter(finding["fields"]), ""), str),
            message=_of_type(finding["message"], str),
            stated=_of_type(finding["stated"], str, type(None)),
            record=record,
            place=place,
            accepted=_of_type(finding.get("accepted", False), bool),
        )
    except (KeyError, TypeError, ValueError):
        if isinstance(finding, dict) and "code" in finding and "fingerprint" not in finding:
            message = "its findings have no fingerprints: write the report again with this version"
            raise InputError(message, path=str(found.path)) from None
        raise InputError(f"{where} holds a finding that is not as in a report", path=str(found.path)) from None


def _of_type(value: Any, *kinds: type) -> Any:  # noqa: ANN401 - likewise
    if not isinstance(value, kinds):
        raise TypeError
    return value


def _place(record: Any) -> str:  # noqa: ANN401 - likewise
    source, line, row = (record.get(key) for key in ("source", "line", "row"))
    if line is not None:
        return f"{source or 'record'}:{line}"
    return f"{source or ''} row {row}".strip() if row is not None else source or ""
