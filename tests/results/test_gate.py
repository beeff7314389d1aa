"""The rule of the exit code: the same for one record and for a whole run."""

from __future__ import annotations

from itertools import product

import pytest

from gaba_analogs.record import StructureRecord
from gaba_analogs.results.acceptance import Accepted, with_accepted
from gaba_analogs.results.findings import RECORD, Finding, RecordReport, Severity, Skip, SkipKind, Verdict
from gaba_analogs.results.gate import FOUND, UNABLE, Gate, Limit, Outcome
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

    conflict = Finding("duplicate-structure", severity, ("inchikey",), "twice")

    assert gate.fails_on(conflict) == (gate.exit_code(summary) == FOUND)


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


ERROR = Finding("formula-mismatch", Severity.ERROR, ("formula",), "two hydrogens fewer")
WRONG = RecordReport(StructureRecord(name="GABA"), Verdict.INCONSISTENT, suspects=("formula",), findings=(ERROR,))
WARNED = RecordReport(StructureRecord(name="GABA"), Verdict.VERIFIED, findings=(WARNING,))


@pytest.mark.parametrize(
    ("fail_on", "report", "fails"),
    [
        pytest.param({"inconsistent"}, WRONG, True, id="verdict"),
        pytest.param({"underspecified"}, WRONG, False, id="another-verdict"),
        pytest.param({"error"}, WRONG, True, id="severity"),
        pytest.param({"warning"}, WRONG, True, id="a-severity-includes-worse-ones"),
        pytest.param({"error"}, WARNED, False, id="but-not-lesser-ones"),
        pytest.param({"warning"}, WARNED, True, id="warning"),
        pytest.param({"formula-not-hill"}, WARNED, True, id="code"),
        pytest.param({"formula-not-hill"}, WRONG, False, id="another-code"),
        pytest.param({"never"}, WRONG, False, id="never"),
    ],
)
def test_what_fails_can_be_chosen(fail_on, report, fails):
    """Verdicts, severities and codes replace the usual rule, for a record and for a run alike."""
    summary, gate = Summary(), Gate(fail_on=fail_on)
    summary.add(report)

    assert gate.outcome(report) is (Outcome.FAILED if fails else Outcome.PASSED)
    assert gate.exit_code(summary) == (FOUND if fails else 0)


@pytest.mark.parametrize("fail_on", [None, {"never"}, {"formula-not-hill"}])
def test_what_could_not_be_examined_never_passes(fail_on):
    """A damaged row ends a run with 2, whatever was chosen to fail it."""
    torn = RecordReport(
        StructureRecord(problem="row has 2 cells but the header has 3"),
        Verdict.UNVERIFIED,
        skipped=(Skip(RECORD, SkipKind.UNREADABLE, "row has 2 cells but the header has 3"),),
    )
    summary = Summary()
    for report in (torn, RecordReport(StructureRecord(name="GABA"), Verdict.VERIFIED)):
        summary.add(report)

    assert Gate(fail_on=fail_on).decide(summary).code == UNABLE
    assert Gate(fail_on=fail_on).decide(summary).why == "1 record could not be examined"


@pytest.mark.parametrize(
    ("limit", "code"),
    [
        pytest.param(Limit(1), FOUND, id="fewer-allowed"),
        pytest.param(Limit(2), 0, id="as-many"),
        pytest.param(Limit(20, percent=True), 0, id="share"),
        pytest.param(Limit(19.9, percent=True), FOUND, id="smaller-share"),
    ],
)
def test_some_inconsistent_records_are_put_up_with(limit, code):
    """Two inconsistent records of ten pass where two, or a fifth, are allowed."""
    summary = Summary()
    for report in [WRONG] * 2 + [RecordReport(StructureRecord(name="GABA"), Verdict.VERIFIED)] * 8:
        summary.add(report)

    assert Gate(limit=limit).exit_code(summary) == code


def test_what_is_accepted_fails_nothing():
    """A record all of whose errors are accepted passes; with one error more it fails."""
    record = StructureRecord(name="GABA", formula="C4H7NO2", cas="56-12-3")
    other = Finding("cas-check-digit", Severity.ERROR, ("cas",), "check digit")
    report = RecordReport(record, Verdict.INCONSISTENT, suspects=("cas", "formula"), findings=(ERROR, other))
    one = with_accepted(report, Accepted.of({report.fingerprint_of(ERROR): ERROR.code}))
    both = with_accepted(one, Accepted.of({report.fingerprint_of(f): f.code for f in (ERROR, other)}))

    assert (Gate().outcome(one), Gate().outcome(both)) == (Outcome.FAILED, Outcome.PASSED)
    assert [finding.code for finding in Gate().blamed(one)] == ["cas-check-digit"]


def test_an_entry_of_another_code_accepts_nothing():
    """A fingerprint that stands beside the code of another check is not believed."""
    accepted = with_accepted(WRONG, Accepted.of({WRONG.fingerprint_of(ERROR): "cas-check-digit"}))

    assert accepted is WRONG
