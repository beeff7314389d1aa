"""What stands for a record, and for many; everything else is refused in one line."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import gaba_analogs as ga
from gaba_analogs.api.given import as_record, as_records, records_from

GABA = ga.StructureRecord(smiles="NCCCC(=O)O", formula="C4H9NO2")
FRAME = pd.DataFrame({"SMILES": ["NCCCC(=O)O"], "formula": ["C4H9NO2"], "supplier": ["A"]})


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(GABA, id="record"),
        pytest.param({"SMILES": "NCCCC(=O)O", "Formula": "C4H9NO2"}, id="mapping"),
        pytest.param(FRAME.iloc[0], id="row"),
    ],
)
def test_one_record(given):
    """A record, a mapping and a row of a DataFrame state the same."""
    assert as_record(given) == GABA


def test_a_name_and_a_compound_are_records():
    """The name of a bundled compound stands for its record, and so does the compound."""
    assert as_record("baclofen") == as_record(ga.find("baclofen")) == ga.find("baclofen").to_record()


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        pytest.param("baclofin", "did you mean baclofen?", id="misspelt-name"),
        pytest.param("NCCCC(=O)O", "did you mean {'smiles': 'NCCCC(=O)O'}?", id="smiles"),
        pytest.param("56-12-2", "did you mean {'cas': '56-12-2'}?", id="cas"),
        pytest.param(Path("drugs.csv"), "drugs.csv is a path, not a record", id="path"),
        pytest.param(FRAME, "use verify_frame", id="frame"),
        pytest.param(5, "got an int", id="number"),
        pytest.param(None, "got a NoneType", id="none"),
        pytest.param([GABA], "got a list", id="list"),
        *(
            pytest.param(
                {"smiles": "NCCCC(=O)O", key: 103.12},
                f"{key!r} may be one mass or another: name it molecular_weight or monoisotopic_mass",
                id=key,
            )
            for key in ("mass", "Mass [g/mol]", "Nominal mass")
        ),
        pytest.param(["smiles", "NCCCC(=O)O"], "got a list", id="list-of-text"),
        pytest.param(GABA.place, "got a Place", id="place"),
    ],
)
def test_what_is_no_record(given, complaint):
    """What is no record is refused in one line that says what to give."""
    with pytest.raises(ga.GabaAnalogsError) as error:
        as_record(given)

    assert complaint in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_is_no_record(tmp_path, monkeypatch):
    """The name of a file is answered with how to verify files."""
    monkeypatch.chdir(tmp_path)
    Path("drugs.csv").write_text("SMILES\nC\n")

    with pytest.raises(ga.InputError, match=r"verify_records\(read\('drugs.csv'\)\)"):
        as_record("drugs.csv")


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        pytest.param("drugs.csv", r"verify_records\(read\('drugs.csv'\)\)", id="text"),
        pytest.param(Path("drugs.csv"), r"verify_records\(read\('drugs.csv'\)\)", id="path"),
        pytest.param({"smiles": "C"}, "single record: use verify", id="mapping"),
        pytest.param(GABA, "single record: use verify", id="record"),
        pytest.param(FRAME, "use verify_frame", id="frame"),
        pytest.param(5, "got an int", id="number"),
        pytest.param(None, "got a NoneType", id="none"),
    ],
)
def test_what_are_no_records(given, complaint):
    """What is no collection of records is refused at once, not when the first is asked for."""
    with pytest.raises(ga.InputError, match=complaint):
        as_records(given)


def test_the_wrong_one_of_many_is_numbered():
    """Of many records the one that is none is named by its number, after those before it."""
    records = as_records(record for record in (GABA, {"smilse": "C"}))

    assert next(records) == GABA
    with pytest.raises(ga.InputError, match="record 2: no field named 'smilse': did you mean smiles"):
        next(records)


def test_a_mapping_is_for_tables():
    """A mapping of fields to columns beside records makes no sense."""
    with pytest.raises(ga.InputError, match="names the columns of a table"):
        records_from([GABA], {"smiles": "SMILES"})


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(lambda: ga.read(5), id="read"),
        pytest.param(lambda: ga.read(""), id="read-nothing"),
        pytest.param(lambda: ga.read("drugs.csv", mapping=["KEY"]), id="read-mapping"),
        pytest.param(lambda: ga.find(5), id="find"),
        pytest.param(lambda: ga.describe(5), id="describe"),
        pytest.param(lambda: ga.fetch_records("baclofen"), id="fetch-one-name-is-no-list"),
        pytest.param(lambda: ga.fetch_records(5), id="fetch-number"),
        pytest.param(lambda: ga.enantiomers(5), id="enantiomers"),
        pytest.param(lambda: ga.verify_many([GABA], timeout=0), id="no-time"),
        pytest.param(lambda: ga.verify_many([GABA], memory="2"), id="memory-of-text"),
        pytest.param(lambda: ga.verify_many([GABA], scheduler=8786), id="scheduler"),
        pytest.param(lambda: ga.StructureRecord(place="here"), id="place"),
    ],
)
def test_public_functions_refuse_in_one_line(call):
    """Whatever is given by mistake, one exception of the package says so in one line."""
    with pytest.raises(ga.GabaAnalogsError, match=r"\A[^\n]+\Z"):
        call()


def test_mappings_are_numbered():
    """Records without a place of their own get their number, so that a conflict can name them."""
    gaba = {"smiles": "NCCCC(=O)O", "formula": "C4H9NO2"}
    report = ga.verify_records([gaba, gaba], names=False, cross_record=True).report()

    assert [one.record.place.row for one in report] == [1, 2]
    assert "row 1" in report.conflicts[0].message
    assert "row 2" in report.conflicts[0].message
