"""Baselines: findings that people looked at and accept, each with a reason and, if they like, an expiry.

A baseline is a table in TOML or CSV. The fingerprint of an entry decides; the other columns say what was accepted, so
that people can read it. Nothing is accepted by a file that is not understood to the letter.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import astuple, dataclass, fields, replace
from datetime import date
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Self

from gaba_analogs.configuration import BASELINE_ENDINGS
from gaba_analogs.configuration.tables import Row, csv_rows, inert
from gaba_analogs.configuration.toml_text import ConfigurationError, TomlText, read_text
from gaba_analogs.errors import did_you_mean, nearest
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.acceptance import Accepted
from gaba_analogs.results.decisions import Decision
from gaba_analogs.results.findings import Finding, RecordReport
from gaba_analogs.results.fingerprints import SHAPE, UNVERIFIED, fingerprint, fingerprint_of_unverified
from gaba_analogs.writing import replacing

TABLE = "accepted"
"""Name of the array of tables in TOML."""
LONGEST = 120
"""Characters [-] of a value that a baseline shows at most."""
_SPOOL = 1 << 20
_HEAD = """\
# Findings that were looked at and accepted: verify-structure --baseline reads this, --write-baseline renews it.
# "reason" and "expires" (a date such as 2027-01-31, from which the finding counts again) are yours to edit.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding.

    Parameters
    ----------
    fingerprint
        By what it is known again; decides alone.
    code
        The check; where it is not that of the finding, nothing is accepted.
    field, record, value
        What was accepted, for people: the field, how the record is called, and what the field states.
    reason
        Why it is accepted.
    expires
        Day from which it is not accepted any more, as YYYY-MM-DD; empty for never.
    """

    fingerprint: str
    code: str
    field: str = ""
    record: str = ""
    value: str = ""
    reason: str = ""
    expires: str = ""

    @property
    def described(self) -> str:
        """What was accepted, in a line."""
        return f"{self.record or 'a record'}: {self.code}{f' ({self.field} {self.value})' if self.value else ''}"


COLUMNS = tuple(one.name for one in fields(Entry))


class Baseline:
    """The entries of a file, by fingerprint.

    Parameters
    ----------
    path
        The file.
    entries
        What it lists, in order.
    today
        The day of the run.
    """

    def __init__(self, path: Path, entries: Iterable[Entry], today: date | None = None) -> None:
        self.path = path
        self.entries: Mapping[str, Entry] = {entry.fingerprint: entry for entry in entries}
        now = (today or date.today()).isoformat()  # noqa: DTZ011 - the day where the person is
        self.expired: frozenset[str] = frozenset(f for f, e in self.entries.items() if e.expires and e.expires <= now)

    @classmethod
    def read(cls, path: Path, codes: Collection[str], today: date | None = None) -> Self:
        """Read a baseline.

        Parameters
        ----------
        path
            A TOML or CSV file.
        codes
            The codes that there are.
        today
            The day of the run; None for today.

        Raises
        ------
        ConfigurationError
            It cannot be read, or an entry is not understood; the message names line and key.
        """
        if path.suffix.lower() not in BASELINE_ENDINGS:
            raise ConfigurationError(f"{path}: a baseline ends in {' or '.join(BASELINE_ENDINGS)}")
        rows = _toml_rows(path) if path.suffix.lower() == ".toml" else csv_rows(path, COLUMNS, ("fingerprint", "code"))
        return cls(path, _checked(rows, {*codes, UNVERIFIED}), today)

    @property
    def accepted(self) -> Accepted:
        """All that is accepted today."""
        return Accepted.of(self.in_force)

    @property
    def in_force(self) -> dict[str, str]:
        """Fingerprint to code of all that is accepted today."""
        return {known: entry.code for known, entry in self.entries.items() if known not in self.expired}

    def stale(self, met: Collection[str]) -> list[Entry]:
        """Give the entries that no finding met: what they accepted was corrected, changed, or not read this time."""
        return [e for known, e in self.entries.items() if known not in met and known not in self.expired]


def entries_of(report: RecordReport, findings: Iterable[Finding], *, unverified: bool = False) -> Iterator[Entry]:
    """Give the entries that accept findings of a record, or that it could not be verified."""
    called = report.record.called or str(report.record.place)
    for finding in findings:
        field = finding.fields[0] if finding.fields else ""
        value = getattr(report.record, field, None) or finding.stated or ""
        yield _shortened(Entry(report.fingerprint_of(finding), finding.code, field, called, value))
    if unverified:
        yield _shortened(Entry(fingerprint_of_unverified(report.record), UNVERIFIED, record=called))


def entry_of_rejected(record: StructureRecord, finding: Finding, decision: Decision) -> Entry:
    """Give the entry that accepts a finding because somebody decided that the value stands.

    Parameters
    ----------
    record
        The record, as it will be read with the baseline.
    finding, decision
        The finding, and what was decided on it.
    """
    field = finding.fields[0] if finding.fields else ""
    value = getattr(record, field, None) or finding.stated or ""
    known = fingerprint(record, finding.code, finding.fields)
    called = record.called or str(record.place)
    return _shortened(Entry(known, finding.code, field, called, value, reason=decision.reason))


def entry_of_conflict(conflict: Finding) -> Entry:
    """Give the entry that accepts a conflict across records."""
    field = conflict.fields[0] if conflict.fields else ""
    places = ", ".join(map(str, conflict.places))
    return _shortened(Entry(conflict.conflict_fingerprint, conflict.code, field, places, conflict.stated or ""))


def _shortened(entry: Entry) -> Entry:
    texts = (
        " ".join(text.encode("utf-8", "backslashreplace").decode().split()) for text in (entry.record, entry.value)
    )
    record, value = (text if len(text) <= LONGEST else f"{text[:LONGEST]}…" for text in texts)
    return replace(entry, record=record, value=value)


# --- writing ------------------------------------------------------------------------------------------


class BaselineWriter:
    """Writes a baseline at the end of a run: entries that still apply, as people left them, and then the new ones.

    Memory is bounded by the number of entries.

    Parameters
    ----------
    path
        The file to write.
    before
        The baseline that is renewed; None to begin a new one.
    """

    def __init__(self, path: Path, before: Baseline | None) -> None:
        self._path, self._before = path, before
        self._known = set() if before is None else set(before.entries)
        self._met: set[str] = set()
        self._new = SpooledTemporaryFile(_SPOOL, mode="w+", encoding="utf-8", newline="")  # noqa: SIM115 - closed below
        self._toml = path.suffix.lower() == ".toml"
        self.added = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._new.close()

    def add(self, entries: Iterable[Entry]) -> None:
        """Take what is to be accepted; what is known already keeps its entry."""
        for entry in entries:
            self._met.add(entry.fingerprint)
            if entry.fingerprint not in self._known:
                self._known.add(entry.fingerprint)
                self._new.write(self._text(entry))
                self.added += 1

    def write(self, met: Collection[str] | None) -> tuple[int, int]:
        """Write the file.

        Parameters
        ----------
        met
            Fingerprints of the entries that findings met; None to keep all, where not every record was examined.

        Returns
        -------
        tuple of int
            Numbers [-] of entries that were kept, and of those that met nothing and were left out.
        """
        before = [] if self._before is None else list(self._before.entries.values())
        kept = [one for one in before if met is None or one.fingerprint in met or one.fingerprint in self._met]
        with ExitStack() as stack:
            partial = stack.enter_context(replacing(self._path))
            file = stack.enter_context(partial.open("w", encoding="utf-8", newline=""))
            file.write(_HEAD if self._toml else ",".join(COLUMNS) + "\n")
            file.writelines(map(self._text, kept))
            self._new.seek(0)
            for piece in iter(lambda: self._new.read(_SPOOL), ""):
                file.write(piece)
        return len(kept), len(before) - len(kept)

    def _text(self, entry: Entry) -> str:
        if self._toml:
            pairs = zip(COLUMNS, astuple(entry), strict=True)
            lines = [f"{name} = {_toml_value(name, text)}" for name, text in pairs if text or name == "reason"]
            return "\n".join(["", f"[[{TABLE}]]", *lines, ""])
        row = io.StringIO()
        csv.writer(row, lineterminator="\n").writerow(map(inert, astuple(entry)))
        return row.getvalue()


def _toml_value(name: str, text: str) -> str:
    return text if name == "expires" else json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


# --- reading ------------------------------------------------------------------------------------------


def _checked(rows: Iterable[Row], codes: Collection[str]) -> Iterator[Entry]:
    seen: dict[str, str] = {}
    for row in rows:
        entry = Entry(**{name: row.values.get(name, "").strip() for name in COLUMNS})
        if not entry.fingerprint:
            raise row.fault("fingerprint", "missing: an entry without it accepts nothing; remove the entry")
        if not re.fullmatch(SHAPE, entry.fingerprint):
            raise row.fault(
                "fingerprint", f"{entry.fingerprint!r} is not a fingerprint: copy it from a report, g and 31 digits"
            )
        if entry.fingerprint in seen:
            raise row.fault("fingerprint", f"already listed at {seen[entry.fingerprint]}: remove one of them")
        if entry.code not in codes:
            raise row.fault("code", f"no check named {entry.code!r}{did_you_mean(nearest(entry.code, codes))}")
        if entry.expires and not _is_day(entry.expires):
            raise row.fault("expires", f"{entry.expires!r} is no date: write it as 2027-01-31")
        seen[entry.fingerprint] = row.where
        yield entry


def _is_day(text: str) -> bool:
    try:
        return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _toml_rows(path: Path) -> Iterator[Row]:
    text = TomlText(path, read_text(path))
    text.refuse_unknown([], text.values, [TABLE])
    tables = text.values.get(TABLE, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise text.fault([TABLE], f"write each entry below [[{TABLE}]]")
    for number, table in enumerate(tables):
        text.refuse_unknown([TABLE, number], table, COLUMNS)
        for name, value in table.items():
            if not isinstance(value, str) and not (name == "expires" and type(value) is date):
                raise text.fault([TABLE, number, name], f"expected text in quotation marks, found {value!r}")
        values = {name: str(value) for name, value in table.items()}
        lines = {name: text.line([TABLE, number, name]) for name in (*COLUMNS, "")}
        yield _TomlRow(values, _at(path, text.line([TABLE, number])), lines, path)


@dataclass(frozen=True, slots=True)
class _TomlRow(Row):
    """An entry of a TOML file, each key on a line of its own."""

    lines: Mapping[str, int | None]
    path: Path

    def fault(self, key: str, message: str) -> ConfigurationError:
        line = self.lines.get(key)
        return ConfigurationError(f"{_at(self.path, line) if line else self.where}: {key}: {message}")


def _at(path: Path, line: int | None) -> str:
    return f"{path}:{line}" if line else str(path)
