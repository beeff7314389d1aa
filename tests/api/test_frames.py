"""DataFrames: verified with their index, corrected with their types."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

import gaba_analogs as ga

# Gabapentin: PubChem CID 3446; 171.24 g/mol.
GABAPENTIN = {"name": "gabapentin", "SMILES": "NCC1(CC(=O)O)CCCCC1", "Formula": "C9H17NO2", "MW": 171.24, "CID": 3446}
WRONG = {**GABAPENTIN, "MW": 117.24}
MISTYPED = {**GABAPENTIN, "Formula": "C9H15NO2"}


def table(*rows, index=None, **types):
    """Give a DataFrame of records."""
    return pd.DataFrame(list(rows), index=index).astype(types)


INDEXES = {
    "labels": ["a", "b"],
    "dates": pd.to_datetime(["2024-01-01", "2024-01-02"]),
    "two-levels": pd.MultiIndex.from_tuples([("x", 1), ("x", 2)], names=["batch", "vial"]),
    "named": pd.Index([7, 3], name="compound"),
}


@pytest.mark.parametrize("index", INDEXES.values(), ids=INDEXES)
def test_index_is_kept(index):
    """The table of a report has the frame's index, so that both join, also where the frame has a column "name"."""
    frame = table(GABAPENTIN, WRONG, index=index)
    joined = frame.join(ga.verify_frame(frame, names=False).to_frame())

    assert joined.index.equals(frame.index)
    assert list(joined["verdict"]) == ["verified", "inconsistent"]
    assert list(joined["name"]) == ["gabapentin", "gabapentin"]


def test_index_of_a_part():
    """A part of a report keeps its part of the index."""
    report = ga.verify_frame(table(GABAPENTIN, WRONG, index=["a", "b"]), names=False)

    assert list(report[1:].to_frame().index) == ["b"]


def test_index_with_repeated_labels():
    """Labels need not be unique: a row for a row."""
    report = ga.verify_frame(table(GABAPENTIN, WRONG, index=["a", "a"]), names=False)

    assert list(report.to_frame()["verdict"]) == ["verified", "inconsistent"]


@pytest.mark.parametrize(
    ("frame", "complaint"),
    [
        pytest.param([GABAPENTIN], "expected a pandas DataFrame, got a list: use verify_records", id="list"),
        pytest.param("drugs.csv", "expected a pandas DataFrame, got a str", id="path"),
        pytest.param(None, "expected a pandas DataFrame, got a NoneType", id="none"),
        pytest.param(pd.Series(GABAPENTIN), "expected a pandas DataFrame, got a Series", id="series"),
        pytest.param(pd.DataFrame(), "the DataFrame has no columns", id="empty"),
        pytest.param(
            pd.DataFrame({"supplier": ["A"]}),
            "no column recognised; found supplier: name one with mapping=",
            id="other",
        ),
    ],
)
@pytest.mark.parametrize("function", [ga.verify_frame, ga.fix_frame])
def test_what_is_no_table_of_records(function, frame, complaint):
    """What cannot be a table of records is refused in one line, in words of Python."""
    with pytest.raises(ga.InputError) as error:
        function(frame)

    assert str(error.value).startswith(complaint)


@pytest.mark.parametrize(
    ("mapping", "complaint"),
    [
        ({"inchikey": "KEI"}, "no column 'KEI' in the DataFrame; found .*: did you mean 'KEY'"),
        ({"InChIKey": "KEY"}, "unknown field 'InChIKey' in the column mapping: did you mean inchikey"),
        ("KEY", "mapping: expected {field: column}, got a str"),
        (["KEY"], "mapping: expected {field: column}, got a list"),
    ],
)
def test_what_is_no_mapping(mapping, complaint):
    """A mapping that leads nowhere is refused in one line, with what may have been meant."""
    with pytest.raises(ga.InputError, match=complaint):
        ga.verify_frame(pd.DataFrame({"SMILES": ["C"], "KEY": ["A"]}), mapping=mapping)


@pytest.mark.parametrize("function", [ga.verify_frame, ga.fix_frame])
def test_misspelt_columns_are_told(function):
    """A column whose title is nearly that of a field is named in one warning, with the mapping that reads it."""
    frame = table(WRONG).rename(columns={"Formula": "Fromula", "MW": "Molwieght"}).assign(logP=1.0, supplier="A")
    own = {"formula": "Fromula", "molecular_weight": "Molwieght"}

    with pytest.warns(UserWarning, match="did you mean") as warned:
        function(frame, names=False)
    assert [str(one.message) for one in warned] == [
        f"columns not read: Fromula, Molwieght: did you mean mapping={own}?"
    ]
    assert warned[0].filename == __file__


@pytest.mark.parametrize(
    ("renamed", "mapping"),
    [
        pytest.param({}, None, id="usual titles"),
        pytest.param({"Formula": "Fromula"}, {"formula": "Fromula"}, id="mapped"),
        pytest.param({"Formula": "Fromula"}, {"formula": ""}, id="left unread on purpose"),
        pytest.param({"Formula": "Formulation", "MW": "Sample weight", "CID": "PubChem SID"}, None, id="other things"),
    ],
)
@pytest.mark.filterwarnings("error")
def test_other_columns_are_not_told(renamed, mapping):
    """Titles that are no misspelt fields give no warning, nor do those that the mapping names."""
    frame = table(GABAPENTIN).rename(columns=renamed).assign(InChIKye="", InChIKey="UGJMXCAKCUNAIE-UHFFFAOYSA-N")

    assert ga.verify_frame(frame, mapping=mapping, names=False).ok


def test_no_rows_are_no_success():
    """A table without rows gives an empty report, which is not in order."""
    report = ga.verify_frame(table(GABAPENTIN).iloc[:0])

    assert (len(report), report.ok, len(report.to_frame())) == (0, False, 0)


def test_columns_of_one_title():
    """Where a title stands twice, the first column that states something counts."""
    frame = pd.DataFrame([["NCCCC(=O)O", None, "C4H9NO2"]], columns=["SMILES", "Formula", "Formula"])

    assert ga.verify_frame(frame, names=False).ok


def test_columns_without_a_title_of_text():
    """Columns may be numbered; a mapping names them by these numbers."""
    frame = pd.DataFrame([["NCCCC(=O)O", "C4H9NO2"]])

    assert ga.verify_frame(frame, mapping={"smiles": 0, "formula": 1}, names=False).ok


@pytest.mark.parametrize("missing", [None, np.nan, pd.NA, pd.NaT], ids=repr)
def test_missing_cells_state_nothing(missing):
    """A missing cell is not stated, whatever it is missing by."""
    frame = pd.DataFrame({"SMILES": ["NCCCC(=O)O"], "Formula": ["C4H9NO2"], "MW": [missing]}, dtype=object)

    assert ga.verify_frame(frame, names=False)[0].record.molecular_weight is None


@pytest.mark.parametrize("workers", [1, 2])
def test_options_reach_the_rows(workers):
    """Checks that are left out say nothing, and conflicts are found, in as many processes as asked."""
    frame = table(GABAPENTIN, MISTYPED)
    ignored = {"formula-mismatch", "molecular-weight-mismatch"}
    report = ga.verify_frame(frame, names=False, ignore=ignored, cross_record=True, workers=workers)

    assert [one.suspects for one in report] == [(), ()]
    assert [finding.code for finding in report.conflicts] == ["duplicate-structure"]
    assert report.options["ignore"] == sorted(ignored)


# --- corrected ----------------------------------------------------------------------------------------


def test_corrections_and_their_log():
    """Wrong cells are corrected and logged with index, title, both values and the reason; the rest stays."""
    frame = table(GABAPENTIN, WRONG, MISTYPED, index=["a", "b", "c"])
    before = frame.copy(deep=True)
    fixed, log = ga.fix_frame(frame, names=False)

    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_frame_equal(fixed, table(*[GABAPENTIN] * 3, index=["a", "b", "c"]))
    assert list(log.columns) == ["index", "column", "was", "became", "why"]
    assert log.iloc[:, :4].to_numpy().tolist() == [
        ["b", "MW", 117.24, 171.24],
        ["c", "Formula", "C9H15NO2", "C9H17NO2"],
    ]
    assert log["why"].str.endswith("[molecular-weight-mismatch]")[0]
    assert log["why"].str.endswith("[formula-mismatch]")[1]


def test_nothing_to_correct():
    """A frame without faults comes back as it is, with an empty log."""
    frame = table(GABAPENTIN)
    fixed, log = ga.fix_frame(frame, names=False)

    pd.testing.assert_frame_equal(fixed, frame)
    assert (list(log.columns), len(log)) == (["index", "column", "was", "became", "why"], 0)


def test_what_is_ambiguous_stays():
    """A SMILES against a key, one against one, is not corrected."""
    frame = pd.DataFrame({"SMILES": ["NC[C@H](CC(=O)O)c1ccc(Cl)cc1"], "InChIKey": ["KPYSYYIEGFHWSV-MRVPVSSYSA-N"]})
    fixed, log = ga.fix_frame(frame, names=False)

    pd.testing.assert_frame_equal(fixed, frame)
    assert log.empty


@pytest.mark.parametrize(
    ("kind", "became"),
    [
        ("float64", "float64"),
        ("float32", "float32"),
        ("Float64", "Float64"),
        ("double[pyarrow]", "double[pyarrow]"),
        ("object", "object"),
        ("string", "string"),
        ("string[pyarrow]", "string"),
        ("category", "category"),
        ("int64", "float64"),
        ("Int64", "Float64"),
        ("int64[pyarrow]", "double[pyarrow]"),
    ],
)
def test_types_are_kept_where_they_can_hold_the_correction(kind, became):
    """A column keeps its type; whole numbers become decimal ones, of the same library, for a mass."""
    value = 117 if "int" in kind.lower() else "117.24" if kind.startswith("string") else 117.24
    frame = table(
        {**WRONG, "MW": value}, GABAPENTIN if "int" not in kind.lower() else {**GABAPENTIN, "MW": 171}, MW=kind
    )
    fixed, log = ga.fix_frame(frame, names=False)

    assert str(fixed["MW"].dtype) == became
    assert float(fixed["MW"].iloc[0]) == pytest.approx(171.24)
    assert len(log) == 1


@pytest.mark.parametrize(
    ("kind", "became"),
    [
        pytest.param(object, "object", id="object"),
        pytest.param(pd.ArrowDtype(pa.decimal128(20, 4)), "decimal128(20, 4)[pyarrow]", id="arrow"),
        pytest.param(pd.ArrowDtype(pa.decimal128(5, 1)), "object", id="too-few-digits"),
    ],
)
def test_decimal_numbers_stay_decimal(kind, became):
    """A column of decimal numbers is corrected with one; where its type has too few digits, it holds objects."""
    frame = table({**WRONG, "MW": Decimal("117.2")}, MW=kind)
    fixed, log = ga.fix_frame(frame, names=False)

    assert str(fixed["MW"].dtype) == became
    assert [type(value) for value in fixed["MW"]] == [Decimal]
    assert float(fixed["MW"].iloc[0]) == pytest.approx(171.24, abs=0.05)
    assert list(log["became"]) == [fixed["MW"].iloc[0]]


def test_a_column_that_cannot_be_written_to_becomes_one_of_objects():
    """A sparse column of pandas takes no new values."""
    frame = table(WRONG, GABAPENTIN)
    frame["MW"] = pd.arrays.SparseArray(frame["MW"])
    fixed, _ = ga.fix_frame(frame, names=False)

    assert list(fixed["MW"]) == [171.24, 171.24]


@pytest.mark.parametrize(
    "place",
    [
        pytest.param({"data": {"MW": [10**5000, 171.24]}}, id="cell"),
        pytest.param({"index": pd.Index([10**5000, 2], dtype=object)}, id="label"),
        pytest.param({"data": {10**5000: [1, 2]}}, id="title"),
    ],
)
def test_a_vast_number_costs_its_cell(place):
    """Python writes no integer of more than 4,300 digits: the field is unreadable, the rest of the frame is not."""
    data = {"SMILES": [GABAPENTIN["SMILES"]] * 2, "Formula": ["C9H17NO2"] * 2}
    frame = pd.DataFrame({**data, **place.get("data", {})}, index=place.get("index"), dtype=object)
    report = ga.verify_frame(frame, names=False)
    fixed, _ = ga.fix_frame(frame, names=False)

    assert report[1].verdict.value == "verified"
    assert len(fixed) == 2


def test_text_beside_numbers_stays_text():
    """A cell of text in a column that also holds numbers is corrected as text."""
    frame = table({**WRONG, "MW": "117.24"}, {**WRONG, "MW": 117.24}, MW=object)
    fixed, _ = ga.fix_frame(frame, names=False)

    assert list(fixed["MW"]) == ["171.24", 171.24]


def test_repeated_labels_and_titles():
    """Cells are found by their place, whatever they are called."""
    good, bad = ["NCCCC(=O)O", 103.12, "C4H9NO2", "x"], ["NCCCC(=O)O", 103.12, "C4H7NO2", "y"]
    frame = pd.DataFrame([good, bad], columns=["SMILES", "MW", "Formula", "Formula"], index=["a", "a"])
    fixed, log = ga.fix_frame(frame, names=False)

    assert fixed.to_numpy().tolist() == [good, ["NCCCC(=O)O", 103.12, "C4H9NO2", "y"]]
    assert log[["index", "column", "became"]].to_numpy().tolist() == [["a", "Formula", "C4H9NO2"]]


def test_likely_corrections_are_written_on_request():
    """A date is made a CAS number again (dacarbazine, 4342-03-4) only where likely corrections are asked for."""
    table = pd.DataFrame({"SMILES": ["CN(C)N=Nc1[nH]cnc1C(N)=O"], "Formula": ["C6H10N6O"], "CAS": ["3/4/4342"]})

    assert ga.fix_frame(table, names=False).frame["CAS"].tolist() == ["3/4/4342"]
    assert ga.fix_frame(table, names=False, unsafe=True).frame["CAS"].tolist() == ["4342-03-4"]


def test_a_frame_names_index_labels():
    """A report on a frame says where a row is as the index has it, not by position."""
    row = {"SMILES": "NCCCC(=O)O", "formula": "C4H9NO2"}
    frame = pd.DataFrame([row, {**row, "formula": "C4H7NO2"}, row], index=["x", "y", "z"])
    report = ga.verify_frame(frame, names=False, cross_record=True)

    assert [str(one.record.place) for one in report] == ["row x", "row y", "row z"]
    assert any("row x, row y and row z" in conflict.message for conflict in report.conflicts)
    assert [one.record.identity for one in report] == ["x", "y", "z"]


def test_a_label_is_printed_once():
    """Where the index names the compound, its name is not repeated; a name beside the label is printed."""
    row = {"SMILES": "NCCCC(=O)O", "Formula": "C4H9NO2"}
    titles = str(
        ga.verify_frame(pd.DataFrame([row, row], index=pd.Index(["GABA", "4-Abu"], name="Title")), names=False)
    )
    labels = str(ga.verify_frame(pd.DataFrame([{**row, "Name": "GABA"}] * 2, index=["x", "y"]), names=False))

    assert "row GABA   2 fields agree" in titles
    assert "row x  GABA: 2 fields agree" in labels


# Pregabalin (CAS 148553-50-8) is S; sodium oxybate (CAS 502-85-2, 126.09 g/mol) is the salt of what is drawn here.
TITLED = pd.DataFrame(
    {
        "Title": ["(R)-pregabalin", "sodium oxybate"],
        "SMILES": ["CC(C)C[C@H](CN)CC(=O)O", "OCCCC(=O)O"],
        "Formula": ["C8H17NO2", "C4H8O3"],
        "MW": ["159.23", "126.09"],
    }
)


def test_an_index_that_is_a_field_is_checked():
    """A name in the index is compared like one in a column: R against a drawing of S, a salt against its acid."""
    report = ga.verify_frame(TITLED.set_index("Title"))

    assert [[finding.code for finding in one.findings][-1] for one in report] == [
        "name-stereo-mismatch",
        "name-component-missing",
    ]
    assert [one.suspects for one in report] == [one.suspects for one in ga.verify_frame(TITLED)]
    assert ga.fix_frame(TITLED.set_index("Title")).log.empty


def test_levels_of_an_index_are_fields():
    """Each level with the name of a field is read; one without is not."""
    frame = TITLED.assign(batch=[1, 2]).set_index(["batch", "Title", "Formula"])
    records = [one.record for one in ga.verify_frame(frame, names=False)]

    assert [(one.name, one.formula) for one in records] == [*zip(TITLED["Title"], TITLED["Formula"], strict=True)]


@pytest.mark.parametrize("index", ["Title", "name", "id", "compound"])
def test_a_column_goes_before_the_index(index):
    """An index states nothing that a column states, nor does one of identifiers, or of numbers."""
    frame = table(GABAPENTIN, index=pd.Index([7], name=index))

    assert ga.verify_frame(frame, names=False)[0].record.name == "gabapentin"
    assert ga.verify_frame(frame.drop(columns="name"), names=False)[0].record.name == (
        "7" if index in {"Title", "name"} else None
    )


def test_a_mapping_may_name_the_index():
    """An index under another title is read as the mapping says."""
    frame = TITLED.rename(columns={"Title": "what"}).set_index("what")
    report = ga.verify_frame(frame, mapping={"name": "what"}, names=False)

    assert [one.record.name for one in report] == list(TITLED["Title"])


def test_an_index_is_not_corrected():
    """A wrong formula in the index is found and left: what is looked up by it would be lost."""
    frame = table({**GABAPENTIN, "Formula": "C9H15NO2"}).set_index("Formula")
    fixed, log = ga.fix_frame(frame, names=False)

    assert ga.verify_frame(frame, names=False)[0].suspects == ("formula",)
    pd.testing.assert_frame_equal(fixed, frame)
    assert log.empty


def test_what_an_index_lacks_is_filled_in_a_column():
    """Where the index holds no key, a column is added for it, and none where it holds all."""
    key = "UGJMXCAKCUNAIE-UHFFFAOYSA-N"  # gabapentin (PubChem CID 3446)
    without, with_key = (table(GABAPENTIN, index=pd.Index([one], name="InChIKey")) for one in (None, key))

    assert ga.fix_frame(without, names=False, fill="inchikey").frame["inchikey"].tolist() == [key]
    pd.testing.assert_frame_equal(ga.fix_frame(with_key, names=False, fill="inchikey").frame, with_key)


def test_a_column_of_a_frame_identifies_its_rows():
    """Numbers of rows are no identifiers; a column can hold them."""
    frame = pd.DataFrame({"no": ["a", "b"], "SMILES": ["NCCCC(=O)O"] * 2, "formula": ["C4H9NO2"] * 2})

    assert [one.record.identity for one in ga.verify_frame(frame, names=False)] == [None, None]
    assert [one.record.identity for one in ga.verify_frame(frame, identity="no", names=False)] == ["a", "b"]
    assert list(ga.verify_frame(frame, identity="no", names=False).to_frame().index) == [0, 1]


def test_fill():
    """Empty cells are filled and columns added, each with its source in the log; stated and inconsistent ones stay."""
    frame = pd.DataFrame(
        {
            "smiles": ["NCCCC(=O)O", "CCO", "CCO"],
            "InChIKey": [None, "", "KPYSYYIEGFHWSV-UHFFFAOYSA-N"],
            "mw": [103.1, None, None],
        },
        index=["GABA", "ethanol", "wrong"],
    )
    filled, log = ga.fix_frame(frame, names=False, fill="inchikey,molecular_weight,formula", progress=False)

    # PubChem 119 and 702
    assert filled["InChIKey"].tolist()[:2] == ["BTCSSZJGUNDROE-UHFFFAOYSA-N", "LFQSCWFLJHTTHZ-UHFFFAOYSA-N"]
    assert filled["formula"].tolist()[:2] == ["C4H9NO2", "C2H6O"]
    assert filled["mw"].tolist()[:2] == [103.1, 46.07]
    assert filled.loc["wrong"].isna().tolist() == [False, False, True, True]
    assert set(log["why"]) == {"filled from SMILES"}
    assert frame["mw"].isna().sum() == 2


@pytest.mark.parametrize(
    ("fill", "complaint"),
    [
        ("nme", "fill nme: no field of that name"),
        ("cas", "fill cas: only a reference table"),
        (5, "fill: expected names"),
    ],
)
def test_what_cannot_be_filled(fill, complaint):
    """An option that makes no sense is refused in one line."""
    with pytest.raises(ga.OptionError, match=complaint):
        ga.fix_frame(pd.DataFrame({"smiles": ["C"]}), fill=fill)


def test_number_of_a_column_behind_the_last():
    """An index without a name is no column that a number stands for; a named one is."""
    frame = pd.DataFrame({"smiles": ["NCCCC(=O)O"], "formula": ["C4H9NO2"]}, index=["NCCCC(=O)O"])

    assert ga.verify_frame(frame, mapping={"formula": 2}, names=False)[0].ok
    with pytest.raises(ga.InputError, match="no column '3' in the DataFrame; found smiles, formula"):
        ga.verify_frame(frame, mapping={"smiles": 3}, names=False)
    named = frame.rename_axis("drawing")[["formula"]]
    assert ga.verify_frame(named, mapping={"smiles": 2}, names=False)[0].record.smiles == "NCCCC(=O)O"
