"""The rule of the exit code: the same for one record and for a whole run."""

from __future__ import annotations

from itertools import product

import pytest

from gaba_analogs.record import StructureRecord
from gaba_analogs.results.findings import RECORD, Finding, RecordReport, Severity, Skip, SkipKind, Verdict
from gaba_analogs.results.gate import FOUND, UNABLE, Gate, Outcome
from gaba_analogs.results.summary import Summary

WARNING = Finding("formula-not-hill", Severity.WARNING, ("formula",), "not in Hill order")
INFO = Finding("name-not-understood", Severity.INFO, ("name",), "not understood")


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize(
    ("findings", "strict", "allow"),
    list(product([(), (INFO,), (WARNING,)], [False, True], [(), ("underspecified",)])),
)
def test_a_record_fails_where_the_command_does(verdict, findings, strict, allow):
    """One record passes, fails or says nothing exactly where a run over it ends with 0, 1 or 2."""
    report = RecordReport(StructureRecord(name="GABA"), verdict, findings=findings)
    summary = Summary()
    summary.add(report)
    gate = Gate(strict=strict, allow=allow)

    assert (
        gate.exit_code(summary)
        == {Outcome.PASSED: 0, Outcome.FAILED: FOUND, Outcome.SKIPPED: UNABLE}[gate.outcome(report)]
    )


@pytest.mark.parametrize("severity", list(Severity))
@pytest.mark.parametrize("strict", [False, True])
def test_a_conflict_fails_where_the_command_does(severity, strict):
    """Likewise for conflicts across the records."""
    verified, summary = RecordReport(StructureRecord(name="GABA"), Verdict.VERIFIED), Summary()
    summary.add(verified)
    summary.add_conflicts([Finding("duplicate-structure", severity, ("inchikey",), "twice")])

    gate = Gate(strict=strict)

    assert gate.fails_on(severity) == (gate.exit_code(summary) == FOUND)


def test_unverified_is_skipped():
    """A record with nothing to compare neither passes nor fails."""
    assert Gate().outcome(RecordReport(StructureRecord(), Verdict.UNVERIFIED)) is Outcome.SKIPPED


@pytest.mark.parametrize(
    "skip",
    [
        Skip(RECORD, SkipKind.CANNOT_TELL, "took longer than 10 s"),
        Skip(RECORD, SkipKind.UNREADABLE, "not valid JSON"),
        Skip("formula-mismatch", SkipKind.BROKEN, "internal error"),
    ],
)
@pytest.mark.parametrize("strict", [False, True])
def test_a_record_that_could_not_be_examined_is_no_success(skip, strict):
    """It fails a run beside a verified record, and a gate that looks at records one by one."""
    lost = RecordReport(StructureRecord(), Verdict.UNVERIFIED, skipped=(skip,))
    summary = Summary()
    summary.add(RecordReport(StructureRecord(name="GABA"), Verdict.VERIFIED))
    summary.add(lost)

    expected = (FOUND, Outcome.FAILED) if strict else (UNABLE, Outcome.UNEXAMINED)

    assert (Gate(strict).exit_code(summary), Gate(strict).outcome(lost)) == expected


def test_an_unread_input_is_no_success():
    """A run that verified a record but could not read an input ends with 2."""
    summary = Summary()
    summary.add(RecordReport(StructureRecord(name="GABA"), Verdict.VERIFIED))

    assert (Gate().exit_code(summary), Gate().exit_code(summary, unread=1)) == (0, UNABLE)


def test_a_warning_of_one_record_fails_a_strict_run():
    """A warning fails a strict run although another verified record has none."""
    summary = Summary()
    summary.add(RecordReport(StructureRecord(name="GABA"), Verdict.VERIFIED))
    summary.add(RecordReport(StructureRecord(name="baclofen"), Verdict.VERIFIED, findings=(WARNING,)))

    assert Gate(strict=True).exit_code(summary) == FOUND
