"""Options: the same everywhere, understood once, refused in one line."""

from __future__ import annotations

import inspect
from dataclasses import fields

import pytest

import gaba_analogs as ga
from gaba_analogs.verification.options import Options

RECORD = {"smiles": "NCCCC(=O)O", "formula": "C4H9NO2"}
ONE = {"select", "ignore", "names", "pubchem", "against"}
ACROSS = {"cross_record", "duplicates", "values", "stated_relations"}
MANY = ONE | ACROSS | {"workers", "progress"}
LIMITED = {"timeout"}
TAKEN = {
    ga.verify: ONE | LIMITED,
    ga.assert_consistent: ONE,
    ga.verify_records: MANY | LIMITED,
    ga.verify_many: MANY | LIMITED,
    ga.verify_frame: MANY | LIMITED,
    ga.assert_all_consistent: MANY,
    ga.fix_frame: MANY - ACROSS,
}
DIFFERENT = {
    "workers": {ga.verify_many},
    "progress": {ga.verify_frame, ga.fix_frame},
    "timeout": {ga.verify_many},
}
"""Where a default is another on purpose: many records ask for processes and a limit, a table for a sign of life."""


def test_options_are_all_there():
    """No option is known to the value and to none of the functions."""
    assert (
        {option.name for option in fields(Options)} == MANY | LIMITED == set(inspect.signature(Options.of).parameters)
    )


@pytest.mark.parametrize("function", TAKEN, ids=lambda function: function.__name__)
def test_functions_take_the_same_options(function):
    """Every function has the options that make sense for it, of the same type and with the same default."""
    shared = inspect.signature(Options.of).parameters
    own = inspect.signature(function).parameters

    assert shared.keys() & own.keys() == TAKEN[function]
    for name in TAKEN[function]:
        assert own[name].kind is inspect.Parameter.KEYWORD_ONLY
        assert own[name].annotation == shared[name].annotation or function in DIFFERENT.get(name, ())
        assert (own[name].default == shared[name].default) == (function not in DIFFERENT.get(name, ()))


@pytest.mark.parametrize("function", TAKEN, ids=lambda function: function.__name__)
def test_functions_explain_their_options(function):
    """The help of a function names every parameter, what it raises, and shows an example."""
    text = inspect.getdoc(function)

    for name in inspect.signature(function).parameters:
        assert any(name in line.replace(" ", "").split(",") for line in text.splitlines()), name
    assert "Raises\n------" in text
    assert "Examples\n--------\n>>> " in text


def calls(option, value):
    """Give a call of each function with one option."""
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame([RECORD])
    one, many = (ga.verify, ga.assert_consistent), (ga.verify_records, ga.verify_many, ga.assert_all_consistent)
    for function, given in (
        *((f, RECORD) for f in one),
        *((f, [RECORD]) for f in many),
        (ga.verify_frame, frame),
        (ga.fix_frame, frame),
    ):
        if option in TAKEN[function]:
            yield lambda function=function, given=given: function(given, **{option: value})


@pytest.mark.parametrize(
    ("option", "value", "complaint"),
    [
        ("ignore", {"inchikey-mismtch"}, "ignore: no check named 'inchikey-mismtch': did you mean inchikey-mismatch?"),
        ("select", ["typo-of-something"], "select: no check named 'typo-of-something'"),
        ("select", "inchikey-mismtch", "select: no check named 'inchikey-mismtch': did you mean inchikey-mismatch?"),
        ("select", [], "select: no code given"),
        ("select", 5, "select: expected codes of checks, got an int"),
        ("ignore", [None], "ignore: expected codes of checks, got a NoneType"),
        ("workers", 0, "workers=0: must be at least 1"),
        ("workers", "2", "workers='2': must be at least 1"),
        ("workers", True, "workers=True: must be at least 1"),
        ("names", "no", "names='no': must be True or False"),
        ("cross_record", None, "cross_record=None: must be True or False"),
        ("duplicates", "parent", "duplicates: needs cross_record=True"),
        ("values", "pIC50", "values: needs cross_record=True"),
        ("progress", "yes", "progress='yes': must be True or False"),
        ("pubchem", ga.PubChem, "pubchem=<class 'gaba_analogs.registry.pubchem.lookup.PubChem'>: expected a PubChem"),
        ("pubchem", True, "pubchem=True: expected a PubChem, for example PubChem()"),
    ],
)
def test_what_makes_no_sense_is_refused(option, value, complaint):
    """An option that makes no sense is refused by every function, at once, in the same words."""
    for call in calls(option, value):
        with pytest.raises(ga.OptionError) as error:
            call()
        assert str(error.value).startswith(complaint)


@pytest.mark.parametrize(
    "codes", ["formula-mismatch", ["formula-mismatch"], {"formula-mismatch"}, iter(["formula-mismatch"])]
)
def test_codes_in_any_collection(codes):
    """One code may be given as text, several in any collection."""
    assert ga.verify({**RECORD, "formula": "C4H7NO2"}, names=False, ignore=codes).suspects == ()


def test_codes_in_one_text():
    """Codes may stand in one text with commas between them, as the command has it."""
    assert Options.of(select="cas-is-date, cas-malformed").select == {"cas-is-date", "cas-malformed"}


def test_codes_of_conflicts_are_codes():
    """What finds conflicts across records can be selected too."""
    report = ga.verify_records([RECORD, RECORD], names=False, cross_record=True, select="duplicate-structure").report()

    assert [finding.code for finding in report.conflicts] == ["duplicate-structure"]


@pytest.mark.parametrize("allow", ["inconsistent", "underspecifed", 5, [None]])
def test_what_cannot_be_allowed(allow):
    """A verdict that does not exist, or of a record that is wrong, cannot be allowed."""
    for call in (
        lambda: ga.assert_consistent(RECORD, allow=allow),
        lambda: ga.assert_all_consistent([RECORD], allow=allow),
    ):
        with pytest.raises(ga.OptionError, match="allow: "):
            call()


def test_one_allowed_verdict_is_no_collection_of_letters():
    """A bare text names one verdict: "underspecified" does not let "verified" or a part of it pass."""
    flat = {
        "smiles": "CC(C)CC(CN)CC(=O)O",
        "inchikey": "AYXYPKUFHZROOJ-ZETCQYMHSA-N",
    }  # pregabalin, PubChem CID 5486971

    ga.assert_consistent(flat, names=False, allow="underspecified")
    with pytest.raises(AssertionError):
        ga.assert_consistent(flat, names=False, allow="unverified")
