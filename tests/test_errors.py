"""Exceptions: one base class, and a message that survives the way between processes."""

from __future__ import annotations

import pickle

import pytest

from gaba_analogs.errors import (
    GabaAnalogsError,
    InputError,
    MissingExtraError,
    OptionError,
    OutputError,
    UnknownCheckError,
    UnknownCompoundError,
)

ERRORS = (
    InputError("the input is empty", path="drugs.csv", line=3),
    OptionError("workers=0: at least one is needed"),
    UnknownCheckError("ignore", "inchikey-mismtch", ["inchikey-mismatch"]),
    UnknownCompoundError("baclofin", ("baclofen",)),
    OutputError("cannot write report.docx"),
    MissingExtraError("a Dask cluster", "cluster"),
)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_travels_whole(error):
    """What a worker process raises is what its parent reads: class, message and values."""
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own

    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_one_base_class(error):
    """Whatever goes wrong can be caught as one class."""
    assert isinstance(error, GabaAnalogsError)


def test_an_extra_is_installed_from_a_checkout():
    """No package index has this package, so that its name alone installs nothing."""
    error = MissingExtraError("verify-structure serve", "web")

    assert str(error) == (
        'verify-structure serve needs the "web" extra: pip install ".[web]" in a checkout of gaba_analogs'
    )


def test_an_unknown_code_is_a_wrong_value():
    """Code that catches ValueError, as for other options, catches an unknown code too."""
    error = UnknownCheckError("select", "formla-mismatch", ["formula-mismatch"])

    assert isinstance(error, ValueError)
    assert error.suggestions == ("formula-mismatch",)


def test_any_stream_can_carry_a_message():
    """The name of a file may hold bytes that are no text, which Python gives as halves of surrogate pairs."""
    assert str(InputError("no such file", path="drugs\udcff.csv")) == "drugs\\udcff.csv: no such file"
