"""The front door of verification: what may be asked, and what one bad record costs."""

from __future__ import annotations

import pandas as pd
import pytest

from gaba_analogs import internal_errors
from gaba_analogs.api.frames import verify_frame
from gaba_analogs.api.verify import verify, verify_records
from gaba_analogs.errors import UnknownCompoundError
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.findings import SkipKind, Verdict
from gaba_analogs.verification import verifier

# Wikipedia, "Pregabalin": a flat SMILES beside the InChI of the S enantiomer.
PREGABALIN = {
    "name": "pregabalin",
    "smiles": "CC(C)CC(CN)CC(=O)O",
    "inchi": "InChI=1S/C8H17NO2/c1-6(2)3-7(5-9)4-8(10)11/h6-7H,3-5,9H2,1-2H3,(H,10,11)/t7-/m0/s1",
    "formula": "C8H17NO2",
}


def test_bundled_name():
    """The name of a bundled compound stands for its record."""
    assert verify("baclofen", names=False).verdict is Verdict.VERIFIED


def test_unknown_name():
    """A misspelt name is answered with the nearest one."""
    with pytest.raises(UnknownCompoundError, match="did you mean baclofen"):
        verify("baclofin")


@pytest.mark.parametrize(
    ("options", "verdict"),
    [
        pytest.param({}, Verdict.UNDERSPECIFIED, id="every-check"),
        pytest.param({"ignore": ["stereo-missing"]}, Verdict.VERIFIED, id="ignored"),
        pytest.param({"select": ["formula-mismatch"]}, Verdict.VERIFIED, id="not-selected"),
        pytest.param({"select": ["stereo-missing"]}, Verdict.UNDERSPECIFIED, id="selected"),
    ],
)
def test_ignored_checks_say_nothing(options, verdict):
    """A check that is left out neither accuses nor leaves the record unverified."""
    report = verify(PREGABALIN, names=False, **options)

    assert report.verdict is verdict
    assert (report.suspects == ("smiles",)) == (verdict is Verdict.UNDERSPECIFIED)


def test_unreadable_row_keeps_its_place():
    """One row in is one row out, in order, with the reason."""
    records = [StructureRecord(**PREGABALIN), StructureRecord(problem="row has 5 cells but the header has 4")]
    reports = list(verify_records(records, names=False))

    assert [r.verdict for r in reports] == [Verdict.UNDERSPECIFIED, Verdict.UNVERIFIED]
    assert reports[1].skipped[0].reason == "row has 5 cells but the header has 4"


def test_unexpected_failure_costs_one_record(monkeypatch):
    """A record over which a check breaks down is unverified, and the next one still comes out."""
    identify = verifier.identify_witnesses

    def broken(facts, parsed, **options):
        if facts.texts.get("name") == "breaks":
            raise RuntimeError("toolkit failed")
        identify(facts, parsed, **options)

    monkeypatch.delenv(internal_errors.RAISE, raising=False)
    monkeypatch.setattr(verifier, "identify_witnesses", broken)
    reports = list(verify_records([StructureRecord(name="breaks"), StructureRecord(**PREGABALIN)], names=False))

    assert [r.verdict for r in reports] == [Verdict.UNVERIFIED, Verdict.UNDERSPECIFIED]
    assert reports[0].skipped[0].kind is SkipKind.BROKEN
    assert "toolkit failed" in reports[0].skipped[0].reason


def test_frame():
    """A DataFrame comes back as a DataFrame, a row for a row."""
    frame = pd.DataFrame({"Name": ["GABA", "GABA"], "SMILES": ["NCCCC(=O)O"] * 2, "formula": ["C4H9NO2", "C4H7NO2"]})
    result = verify_frame(frame, names=False).to_frame()

    assert list(result["verdict"]) == ["verified", "inconsistent"]
