"""An error of our own: one clause for the report, a log entry, and a traceback for whoever asks."""

from __future__ import annotations

import logging

import pytest

from gaba_analogs.internal_errors import DEBUG, RAISE, internal_error

BOOKED = pytest.mark.usefixtures("internal_errors_are_booked")


def fails(message):
    """Fail as a toolkit does."""
    raise IndexError(message)


def failing(message="list index out of range"):
    """Tell an error while it is handled."""
    try:
        return fails(message)
    except IndexError as error:
        return internal_error(error, "formula-mismatch")


LINE = fails.__code__.co_firstlineno + 2


@BOOKED
def test_the_clause_names_what_failed_and_where():
    """Check, class and message of the error, file and line: enough to find it."""
    assert failing() == (
        f"internal error in formula-mismatch: IndexError: list index out of range (test_internal_errors.py:{LINE})"
    )


@BOOKED
@pytest.mark.parametrize(
    ("message", "clause"),
    [
        pytest.param("", "IndexError:  (", id="no-message"),
        pytest.param("first\n  second\tthird", "IndexError: first second third (", id="on-one-line"),
        pytest.param("x" * 5000, f"IndexError: {'x' * 200} (", id="cut-short"),
        pytest.param("{a} 100%s", "IndexError: {a} 100%s (", id="nothing-is-filled-in"),
    ],
)
def test_the_clause_is_one_short_line(message, clause):
    """Whatever a toolkit says, the reason is one line of bounded length."""
    said = failing(message)

    assert clause in said
    assert "\n" not in said


@BOOKED
def test_the_error_is_logged_with_its_traceback(caplog):
    """A program that uses the package finds the error in its log."""
    with caplog.at_level(logging.ERROR, logger="gaba_analogs"):
        failing()
    (record,) = caplog.records

    assert (record.name, record.levelname) == ("gaba_analogs", "ERROR")
    assert record.getMessage() == "internal error in formula-mismatch"
    assert record.exc_info[0] is IndexError


@BOOKED
def test_nothing_is_printed(capsys, monkeypatch):
    """By itself an error of our own prints nothing."""
    monkeypatch.delenv(DEBUG, raising=False)
    failing()

    assert capsys.readouterr() == ("", "")


@BOOKED
def test_the_traceback_is_printed_where_it_is_asked_for(capsys, monkeypatch):
    """With the environment variable set, the whole traceback goes to standard error."""
    monkeypatch.setenv(DEBUG, "1")
    failing()
    out, err = capsys.readouterr()

    assert out == ""
    assert err.startswith("Traceback (most recent call last)")
    assert f"line {LINE}, in fails" in err
    assert err.endswith("IndexError: list index out of range\n")


def test_in_tests_the_error_is_raised(monkeypatch):
    """With the environment variable of the test suite, it is raised again as it was."""
    monkeypatch.setenv(RAISE, "1")

    with pytest.raises(IndexError, match="list index out of range"):
        failing()
