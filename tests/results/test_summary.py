"""The counts of a run, and the exit code that follows from them."""

from __future__ import annotations

from itertools import product

import pytest

from gaba_analogs.record import StructureRecord
from gaba_analogs.results.findings import RECORD, Finding, RecordReport, Severity, Skip, SkipKind, Verdict
from gaba_analogs.results.gate import FOUND, UNABLE, Gate
from gaba_analogs.results.summary import MOST_REASONS, OTHER_REASONS, Summary

VERIFIED, UNDERSPECIFIED, INCONSISTENT, UNVERIFIED = Verdict
GABA = StructureRecord(name="GABA")
WRONG = Finding("formula-mismatch", Severity.ERROR, ("formula", "smiles"), "the formula is another")
ODD = Finding("formula-not-hill", Severity.WARNING, ("formula",), "not in the Hill order")
KNOWN = Finding("chirality-unread", Severity.INFO, ("chirality",), "not understood")
BROKEN = Skip("formula-mismatch", SkipKind.BROKEN, "internal error in formula-mismatch: IndexError")
UNREADABLE = Skip(RECORD, SkipKind.UNREADABLE, "the record ends in the middle of a line")


def summed(*reports, conflicts=()):
    """Count some reports."""
    summary = Summary()
    for report in reports:
        summary.add(report)
    summary.add_conflicts(conflicts)
    return summary


def report(verdict, *findings, skipped=()):
    """Make a report."""
    return RecordReport(GABA, verdict, findings=findings, skipped=skipped)


# -- counts --------------------------------------------------------------------------------------------------


def test_records_are_counted_by_verdict():
    """Each record counts under its verdict; one that never occurred counts 0."""
    summary = summed(report(VERIFIED), report(VERIFIED), report(INCONSISTENT, WRONG))

    assert summary.records == 3
    assert {verdict: summary.verdicts[verdict] for verdict in Verdict} == {
        VERIFIED: 2,
        UNDERSPECIFIED: 0,
        INCONSISTENT: 1,
        UNVERIFIED: 0,
    }


def test_a_code_counts_once_a_record():
    """A record with the same finding about two fields counts once under its code."""
    summary = summed(report(INCONSISTENT, WRONG, WRONG, ODD), report(INCONSISTENT, WRONG))

    assert dict(summary.codes) == {"formula-mismatch": 2, "formula-not-hill": 1}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_worst_severity_of_a_code_is_kept(order):
    """A code that occurred as an error and as a warning is an error, in whatever order."""
    as_error, as_warning = (
        report(INCONSISTENT, WRONG),
        report(UNDERSPECIFIED, Finding(WRONG.code, Severity.WARNING, (), "")),
    )
    summary = summed(*((as_error, as_warning)[position] for position in order))

    assert summary.severities == {"formula-mismatch": Severity.ERROR}


def test_records_are_counted_by_verdict_and_finding():
    """A record counts once for each code and severity that it has, under its verdict."""
    summary = summed(report(VERIFIED, ODD, ODD), report(VERIFIED, KNOWN), report(UNDERSPECIFIED, ODD), report(VERIFIED))

    assert dict(summary.open) == {
        (VERIFIED, ODD.code, Severity.WARNING): 1,
        (VERIFIED, KNOWN.code, Severity.INFO): 1,
        (UNDERSPECIFIED, ODD.code, Severity.WARNING): 1,
    }


def test_conflicts_are_counted_apart_from_records():
    """What concerns several records counts under conflicts, and in no record."""
    twice = Finding("duplicate-structure", Severity.INFO, ("inchikey",), "twice")
    summary = summed(report(VERIFIED), conflicts=(twice, twice))

    assert dict(summary.conflicts) == {"duplicate-structure": 2}
    assert (summary.records, dict(summary.codes)) == (1, {})


def test_records_that_could_not_be_examined_are_counted_by_reason():
    """Why a record could not be examined at all is counted; why a check could not look is not."""
    cannot = Skip("skeleton-mismatch", SkipKind.CANNOT_TELL, "a limit of RDKit")
    summary = summed(
        report(UNVERIFIED, skipped=(UNREADABLE,)), report(UNVERIFIED, skipped=(cannot,)), report(UNVERIFIED)
    )

    assert dict(summary.given_up) == {UNREADABLE.reason: 1}


def test_reasons_do_not_grow_with_the_input():
    """Beyond so many different reasons they are counted together."""
    summary = Summary()
    summary.give_up({f"reason {number}": 1 for number in range(MOST_REASONS + 7)})
    summary.give_up({"reason 0": 1})

    assert len(summary.given_up) == MOST_REASONS + 1
    assert (summary.given_up["reason 0"], summary.given_up[OTHER_REASONS]) == (2, 7)


@pytest.mark.parametrize(
    ("skipped", "broken", "given_up"),
    [
        pytest.param((BROKEN,), 1, 0, id="a-check"),
        pytest.param((BROKEN, Skip("charge-mismatch", SkipKind.BROKEN, "also")), 1, 0, id="two-checks-of-one-record"),
        pytest.param((Skip(RECORD, SkipKind.BROKEN, "internal error"),), 1, 0, id="the-whole-record"),
        pytest.param((UNREADABLE,), 0, 1, id="an-unreadable-record"),
        pytest.param((), 0, 0, id="none"),
    ],
)
def test_records_that_met_an_error_of_ours_are_counted(skipped, broken, given_up):
    """Each such record counts once, and is not among those that could not be examined."""
    summary = summed(report(UNVERIFIED, skipped=skipped))

    assert (summary.broken, sum(summary.given_up.values())) == (broken, given_up)


def test_the_counts_as_the_schema_has_them():
    """Every verdict is listed, frequent codes come first."""
    summary = summed(
        report(INCONSISTENT, ODD, WRONG), report(INCONSISTENT, WRONG), report(UNVERIFIED, skipped=(BROKEN,))
    )

    assert summary.to_dict() == {
        "records": 3,
        "verdicts": {"verified": 0, "underspecified": 0, "inconsistent": 2, "unverified": 1},
        "codes": {"formula-mismatch": 2, "formula-not-hill": 1},
        "columns": [],
        "conflicts": {},
        "accepted": 0,
        "internal_errors": 1,
    }
    assert next(iter(summary.to_dict()["codes"])) == "formula-mismatch"


# -- exit code -----------------------------------------------------------------------------------------------

# Verdict of the only record, then the code: as it is, with --strict, with --allow underspecified, with both.
VERDICTS = [
    pytest.param(VERIFIED, 0, 0, 0, 0, id="verified"),
    pytest.param(UNDERSPECIFIED, FOUND, FOUND, 0, 0, id="underspecified"),
    pytest.param(INCONSISTENT, FOUND, FOUND, FOUND, FOUND, id="inconsistent"),
    pytest.param(UNVERIFIED, UNABLE, FOUND, UNABLE, FOUND, id="unverified"),
]


@pytest.mark.parametrize(("verdict", "plain", "strict", "allowed", "both"), VERDICTS)
def test_exit_code_of_one_record(verdict, plain, strict, allowed, both):
    """Faults end with 1, nothing verified with 2, and only an accepted verdict with 0."""
    summary = summed(report(verdict))
    found = [
        Gate(strict=is_strict, allow=allow).exit_code(summary)
        for allow, is_strict in product([(), ("underspecified",)], [False, True])
    ]

    assert found == [plain, strict, allowed, both]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_an_allowed_verdict_passes(verdict):
    """Whatever verdict is allowed counts as verified, strictly as well."""
    summary = summed(report(verdict))

    assert [Gate(strict=strict, allow=(verdict.value,)).exit_code(summary) for strict in (False, True)] == [0, 0]


@pytest.mark.parametrize("strict", [False, True])
def test_nothing_examined_is_never_success(strict):
    """No record is no success."""
    assert Gate(strict=strict).exit_code(Summary()) == UNABLE


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        pytest.param((VERIFIED, UNVERIFIED), 0, id="some-could-not-be-compared"),
        pytest.param((VERIFIED, INCONSISTENT), FOUND, id="one-is-wrong"),
        pytest.param((UNVERIFIED, INCONSISTENT), FOUND, id="the-worst-counts"),
        pytest.param((UNVERIFIED, UNVERIFIED), UNABLE, id="none-could"),
    ],
)
def test_exit_code_of_several_records(verdicts, code):
    """One fault fails the run; one verified record is enough where there is none."""
    assert Gate().exit_code(summed(*map(report, verdicts))) == code


@pytest.mark.parametrize(
    ("verdict", "code"), [(VERIFIED, UNABLE), (INCONSISTENT, FOUND), (UNDERSPECIFIED, FOUND), (UNVERIFIED, UNABLE)]
)
@pytest.mark.parametrize("cause", ["unread", "broken"])
def test_what_could_not_be_read_or_done_is_told(verdict, code, cause):
    """An input that could not be read, or an error of ours, is 2, unless a record is wrong."""
    skipped = (BROKEN,) if cause == "broken" else ()
    summary = summed(report(VERIFIED), report(verdict, skipped=skipped))

    assert Gate().exit_code(summary, unread=1 if cause == "unread" else 0) == code


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_torn_row_is_told_whatever_the_others_say(verdict, strict):
    """A row that could not be read is an error of the input, also where another record is wrong."""
    torn = RecordReport(
        StructureRecord(problem="row has 2 cells but the header has 3"), UNVERIFIED, skipped=(UNREADABLE,)
    )

    assert Gate(strict=strict).exit_code(summed(report(verdict), torn)) == UNABLE


@pytest.mark.parametrize(
    ("verdict", "allow", "strict", "code"),
    [
        pytest.param(VERIFIED, (), False, 0, id="warnings-do-not-fail"),
        pytest.param(VERIFIED, (), True, FOUND, id="but-strictly-they-do"),
        pytest.param(UNDERSPECIFIED, ("underspecified",), True, 0, id="those-of-an-accepted-verdict-are-accepted"),
        pytest.param(VERIFIED, ("underspecified",), True, FOUND, id="others-are-not"),
    ],
)
def test_warnings(verdict, allow, strict, code):
    """Only the strict rule fails on a warning, unless the record's verdict was accepted."""
    assert Gate(strict=strict, allow=allow).exit_code(summed(report(verdict, ODD))) == code


@pytest.mark.parametrize(
    ("severity", "strict", "code"),
    [
        (Severity.ERROR, False, 0),
        (Severity.WARNING, False, 0),
        (Severity.INFO, False, 0),
        (Severity.ERROR, True, FOUND),
        (Severity.WARNING, True, FOUND),
        (Severity.INFO, True, 0),
    ],
)
def test_conflicts_across_records(severity, strict, code):
    """What concerns several records fails under the strict rule alone, and only where it is more than an info."""
    conflict = Finding("name-two-structures", severity, ("name",), "two structures")

    assert Gate(strict=strict).exit_code(summed(report(VERIFIED), conflicts=(conflict,))) == code


def test_infos_never_fail():
    """An info is no warning."""
    assert Gate(strict=True).exit_code(summed(report(VERIFIED, KNOWN))) == 0


def test_a_summary_says_itself():
    """In Python the counts are readable as they are."""
    summary = summed(report(VERIFIED), report(VERIFIED), report(INCONSISTENT, WRONG))

    assert str(summary) == "3 records: 2 verified, 1 inconsistent"
    assert str(Summary()) == "no records"
