"""The rule of the exit code for one record: never apart from the rule for a whole run."""

from __future__ import annotations

from itertools import product

import pytest

from gaba_analogs.findings import Finding, RecordReport, Severity, Verdict
from gaba_analogs.gate import Gate, Outcome
from gaba_analogs.record import StructureRecord
from gaba_analogs.summary import FOUND, Summary, exit_code

WARNING = Finding("formula-not-hill", Severity.WARNING, ("formula",), "not in Hill order")
INFO = Finding("name-not-understood", Severity.INFO, ("name",), "not understood")


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize(
    ("findings", "strict", "allow"),
    list(product([(), (INFO,), (WARNING,)], [False, True], [(), ("underspecified",)])),
)
def test_a_record_fails_where_the_command_does(verdict, findings, strict, allow):
    """One record fails exactly where a run over it ends with exit code 1."""
    report = RecordReport(StructureRecord(name="GABA"), verdict, findings=findings)
    summary = Summary()
    summary.add(report)
    failed = Gate(strict=strict, allow=allow).outcome(report) is Outcome.FAILED

    assert failed == (exit_code(summary, strict=strict, allow=allow, unread=0) == FOUND)


@pytest.mark.parametrize("severity", list(Severity))
@pytest.mark.parametrize("strict", [False, True])
def test_a_conflict_fails_where_the_command_does(severity, strict):
    """Likewise for conflicts across the records."""
    verified, summary = RecordReport(StructureRecord(name="GABA"), Verdict.VERIFIED), Summary()
    summary.add(verified)
    summary.add_conflicts([Finding("duplicate-structure", severity, ("inchikey",), "twice")])

    assert Gate(strict=strict).fails_on(severity) == (exit_code(summary, strict=strict, allow=(), unread=0) == FOUND)


def test_unverified_is_skipped():
    """A record with nothing to compare neither passes nor fails."""
    assert Gate().outcome(RecordReport(StructureRecord(), Verdict.UNVERIFIED)) is Outcome.SKIPPED
