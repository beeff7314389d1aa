"""Own activities: read, put on one scale, and never mixed."""

from __future__ import annotations

import math
import re

import pandas as pd
import pytest

from gaba_analogs.analogs.comparison.compare import ActivityColumn, compare
from gaba_analogs.errors import InputError

# IC50 of (R)- and (S)-baclofen, 15 nM and 1.77 uM: Froestl et al., J. Med. Chem. 1995, 38, 3297; the rest is made up.
ROWS = pd.DataFrame(
    {
        "ID": ["R-bac", "S-bac", "SKF", "butyl", "GABA", "broken"],
        "SMILES": [
            "NC[C@H](CC(=O)O)c1ccc(Cl)cc1",
            "NC[C@@H](CC(=O)O)c1ccc(Cl)cc1",
            "NCCCP(C)(=O)O",
            "CCCCP(=O)(O)CCCN",
            "NCCCC(=O)O",
            "C1CC",
        ],
        "pKi": ["7.82 ± 0.10", 5.75, 7.5, "<4.5", None, 9.0],
        "IC50": ["15", "1.77", "30", ">30000", "", "1"],
        "unit": ["nM", "uM", "nM", "nM", "nM", "nM"],
        "lab": ["lab 7"] * 6,
        "logD": [-0.96, -0.96, None, None, None, None],
    }
)


def own(**more):
    """Compare the rows with their pKi."""
    return compare(ROWS, structure="SMILES", name="ID", activity={"GABA-B pKi": "pKi"}, assay="rat cortex", **more)


def test_rows_are_read():
    """Value, qualifier, uncertainty and assay are read; empty cells are no values, and a bad row shifts no other."""
    table = own()
    rows = table.measured("GABA-B pKi").set_index("name")

    assert table.names == ("R-bac", "S-bac", "SKF", "butyl", "GABA")
    assert rows["number"].to_dict() == {"R-bac": 7.82, "S-bac": 5.75, "SKF": 7.5, "butyl": 4.5}
    assert rows.loc["R-bac", ["uncertainty", "qualifier"]].tolist() == [0.1, "="]
    assert rows.loc["butyl", "qualifier"] == "<"
    assert set(rows["assay"]) == {"rat cortex"}
    assert set(rows["source_key"]) == {"own data"}


def test_kind_of_uncertainty():
    """What an uncertainty is, a standard deviation or error, is kept with it."""
    frame = ROWS.iloc[:2].assign(sem=[0.1, 0.2])
    column = ActivityColumn("pKi", uncertainty="sem", uncertainty_kind="SE")
    rows = compare(frame, structure="SMILES", name="ID", activity={"pKi": column}).measured("pKi")

    assert rows.loc[rows["source_key"] == "own data", "uncertainty"].tolist() == [0.1, 0.2]
    assert rows.loc[rows["source_key"] == "own data", "uncertainty_kind"].tolist() == ["SE", "SE"]


def test_units_convert():
    """1.77 uM over 15 nM is 118, as the paper says; the unit may stand in a column of its own."""
    table = compare(
        ROWS, structure="SMILES", name="ID", activity={"IC50": ActivityColumn("IC50", unit="unit", assay="lab")}
    )

    assert table.ratio("S-bac", "R-bac", "IC50", assay="lab 7").value == pytest.approx(118)
    assert table.ratio("butyl", "SKF", "IC50").qualifier == ">"
    assert table.activity("IC50", assay="lab 7").set_index("name").loc["S-bac", "p_activity"] == pytest.approx(
        5.752, abs=1e-3
    )


@pytest.mark.parametrize("name", ["Ki [nM]", "Ki (nM)", "Ki_nM", "Ki, nM"])
def test_unit_in_the_name(name):
    """The name of a property or column may say its unit."""
    table = compare({"x": "NCCCC(=O)O"}, activity={name: {"x": 10}}, assay="a")

    assert table.activity(name)["p_activity"].tolist() == [8.0]


def test_ratio_of_logarithms():
    """A difference of 2.07 in pKi is a ratio of 117 in Ki, with the uncertainty of the logarithm."""
    ratio = own().ratio("S-bac", "R-bac", "pKi")

    assert ratio.value == pytest.approx(10**2.07)
    assert ratio.uncertainty == pytest.approx(10**2.07 * math.log(10) * 0.1)
    assert own().ratio("butyl", "SKF", "pKi").qualifier == ">"


def test_eudismic_ratio():
    """The eutomer is the stronger of two mirror images; no other pair is one."""
    rows = own().eudismic_ratios("pKi")

    assert rows[["eutomer", "distomer"]].to_numpy().tolist() == [["R-bac", "S-bac"]]
    assert rows["eudismic_index"].item() == pytest.approx(2.07)
    bundled = compare(["(R)-phaclofen", "(S)-phaclofen"]).eudismic_ratios()
    assert bundled[["eutomer", "qualifier"]].to_numpy().tolist() == [["(R)-phaclofen", ">"]]


def test_matched_pairs_have_differences():
    """Every matched pair says how much stronger the second compound is, and whether that is a bound."""
    pairs = own().pairs(all_pairs=True).set_index(["from", "to"])

    assert pairs.loc[("R-bac", "S-bac"), "delta GABA-B pKi"] == pytest.approx(-2.07)
    assert pairs.loc[("SKF", "butyl"), ["delta GABA-B pKi", "qualifier GABA-B pKi"]].tolist() == [-3.0, "<"]


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        pytest.param((7.0, 5.9), "activity cliff", id="13-fold"),
        pytest.param((7.0, 6.0), "", id="10-fold"),
        pytest.param((7.0, "<5.9"), "activity cliff", id="at-least-13-fold"),
        pytest.param((7.0, ">5.9"), "", id="bound-the-other-way"),
    ],
)
def test_cliffs(values, verdict):
    """Only what differs by more than the threshold is called a cliff."""
    given = dict(zip(("H", "Cl"), values, strict=True))
    rows = compare({"H": "phenibut", "Cl": "baclofen"}, activity={"pKi": given}, assay="a").sali("pKi")

    assert rows["verdict"].tolist() == [verdict]
    assert rows.attrs["threshold"] == 10.0


def test_matrix():
    """The groups span a matrix of potencies: the group on phosphorus turns an agonist into an antagonist."""
    matrix = own().r_group_matrix("pKi", rows="on_acid", columns="acid")

    assert matrix.loc["methyl", "phosphinic acid"] == 7.5
    assert matrix.loc["butyl", "phosphinic acid"] == "butyl <4.50"
    assert matrix.loc["", "carboxylic acid"] == "R-bac 7.82; S-bac 5.75"


def test_efficiency():
    """Ligand efficiency is 1.37 pKi per heavy atom; LLE needs a measured logD, and says so."""
    table = compare(ROWS, structure="SMILES", name="ID", activity={"pKi": "pKi", "logD7.4": "logD"}, assay="a")
    rows = table.efficiency("pKi").set_index("name")

    assert rows.loc["R-bac", "le"] == pytest.approx(1.37 * 7.82 / 14, abs=1e-3)
    assert rows.loc["R-bac", "lle"] == pytest.approx(7.82 + 0.96)
    assert rows.loc["SKF", "lle"] is None
    assert rows.loc["SKF", "reason"] == "no measured logD, and WLOGP does not hold for a zwitterion"
    neutral = compare({"x": "CCO"}, activity={"pKi": {"x": 5.0}}).efficiency().iloc[0]
    assert neutral["log_d_source"] == "WLOGP"


def test_nothing_that_was_not_asked_for():
    """Values of other isomers are listed on request only."""
    table = compare(["phaclofen"])

    assert set(table.measured()["compound_key"]) == {"phaclofen"}
    assert set(table.activity("IC50", assay="cortex")["compound_key"]) == {"phaclofen"}
    assert table.sali().empty


def test_own_values_come_first():
    """Where no property is named, the values of one's own are meant."""
    table = compare(["baclofen", "GABA"], activity={"pKi": {"baclofen": 7.2, "GABA": 7.5}})

    assert table.activity()["property"].unique().tolist() == ["pKi"]


def test_own_and_bundled_are_not_mixed():
    """An own value and a bundled one are of different sources, which a ratio refuses to mix."""
    table = compare({"R": "(R)-baclofen", "S": "(S)-baclofen"}, activity={"GABA-B binding IC50": {"S": "2 uM"}})

    assert table.ratio("S", "R", "IC50").source_key != "own data"
    with pytest.raises(InputError, match="cannot share one axis"):
        table.activity("IC50")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"activity": {"Ki": "pKi"}}, "the unit of 'Ki' is not stated"),
        ({"activity": {"pKi": "pIC50"}}, "no column 'pIC50': choose from ID"),
        ({"activity": {"pKi": "ID"}}, "pKi of R-bac: cannot read 'R-bac'"),
        ({"activity": {"pKi": {"R-bac": "nd"}}}, "no value of 'pKi' for any compound"),
        ({"activity": {"pKi": {"R-bac": 7.8, "S-back": 5.8}}}, "pKi: 'S-back' is not one of the compounds: did you"),
        ({"activity": "pKi"}, "activity must map properties to columns or values: activity={'GABA-B pKi': 'pKi'}"),
        ({"structure": "smiles"}, "no column 'smiles'"),
    ],
)
def test_refusals(arguments, words):
    """What cannot be read is refused in words, with what to do."""
    with pytest.raises(InputError, match=words):
        compare(ROWS, **{"structure": "SMILES", "name": "ID", **arguments})


def read(*values, name="Ki [nM]", **columns):
    """Read values of compounds from the columns of a table."""
    column = ActivityColumn("v", unit="nM" if name == "Ki" else None, **{title: title for title in columns})
    frame = pd.DataFrame({"SMILES": "NCCCC(=O)O", "v": [*values], **columns})
    rows = compare(frame, structure="SMILES", activity={name: column}, assay="a").measured(name)
    return rows[rows["source_key"] == "own data"]


@pytest.mark.parametrize(
    ("name", "text", "number"),
    [
        ("pKi", "7,2", 7.2),
        ("pKi", "7,234", 7.234),
        ("Ki [nM]", "7,2", 7.2),
        ("Ki [nM]", "0,125", 0.125),
        ("Ki [nM]", "10,000", 10000.0),
        ("Ki [nM]", ">1,234,567", 1234567.0),
        ("Ki [nM]", "1,234.5", 1234.5),
        ("Ki [nM]", "7.2E-3", 0.0072),
    ],
)
def test_commas(name, text, number):
    """A comma before three digits marks thousands, which no logarithm has; any other is a decimal comma."""
    assert read(text, name=name)["number"].tolist() == [number]


@pytest.mark.parametrize(
    ("signs", "values", "read_as"),
    [
        (["'>'", "=", None], ["1", "1", "1"], [">", "=", "="]),  # ChEMBL's dumps put relations into quotation marks
        (["≥", "≈", "=<"], ["1", "1", "1"], [">=", "~", "<="]),
        ([">>", "=", ""], ["1", "<1", "~1"], [">", "<", "~"]),
        ([">", ">", "="], [">1", "1", "=1"], [">", ">", "="]),
    ],
)
def test_qualifiers(signs, values, read_as):
    """A bound is one in whatever spelling, in a column of its own or beside the number."""
    assert read(*values, name="Ki", qualifier=signs)["qualifier"].tolist() == read_as


@pytest.mark.parametrize(
    ("values", "columns", "words"),
    [
        (["1e999"], {}, "cannot read '1e999' as a number"),
        (["inf"], {}, "cannot read 'inf' as a number"),
        (["1,23,4"], {}, "cannot read '1,23,4' as a number"),
        (["10-20"], {}, "cannot read '10-20' as a number"),
        ([-5.0], {}, "'-5.0' is no concentration, which is above 0"),
        ([0], {}, "'0' is no concentration"),
        (["1e-400"], {}, "'1e-400' is no concentration"),
        ([[1, 2]], {}, "as a number"),
        (["1"], {"qualifier": ["more than"]}, "'more than': write one of"),
        (["1"], {"qualifier": [3]}, "'3': write one of"),
        ([">1"], {"qualifier": ["<"]}, "'<' and '>': write one of"),
        (["1"], {"uncertainty": ["x"]}, "cannot read 'x' as an uncertainty"),
        (["1"], {"uncertainty": [-1]}, "cannot read '-1' as an uncertainty"),
        (["1"], {"uncertainty": ["inf"]}, "cannot read 'inf' as an uncertainty"),
    ],
)
def test_a_value_that_is_none_is_refused(values, columns, words):
    """No bound is taken for a value, and nothing is dropped in silence."""
    with pytest.raises(InputError, match=re.escape(words)):
        read(*values, name="Ki", **columns)


def test_a_logarithm_has_no_unit():
    """A concentration in a column of logarithms is a mistake of the table."""
    with pytest.raises(InputError, match=r"'7\.2 nM' has a unit"):
        read("7.2 nM", name="pKi")


def test_an_uncertainty_is_read_as_a_value_is():
    """Sign and decimal comma are those of the values."""
    assert read("7", "7", name="pKi", uncertainty=["±0.1", "0,2"])["uncertainty"].tolist() == [0.1, 0.2]


def test_two_columns_of_one_title_are_refused():
    """Which of them is meant cannot be told."""
    frame = pd.DataFrame([["NCCCC(=O)O", 1, 2]], columns=["SMILES", "v", "v"])
    with pytest.raises(InputError, match="there are 2 columns 'v'"):
        compare(frame, structure="SMILES", activity={"Ki [nM]": "v"})


def test_columns_need_a_frame():
    """A column of values asks for a DataFrame."""
    with pytest.raises(InputError, match="no DataFrame"):
        compare(["baclofen"], activity={"pKi": "pKi"})


def test_comparison_of_a_comparison():
    """Own values stay when a comparison is compared again."""
    assert compare(own(), reference="SKF").ratio("S-bac", "R-bac", "pKi").value == pytest.approx(10**2.07)


def test_values_of_a_compound_that_cannot_be_read_are_passed_over():
    """What is listed as unread has told its problem already."""
    table = compare(["baclofen", "baclofin"], activity={"pKi": {"baclofen": 7.2, "baclofin": 7.0}})

    assert table.activity("pKi")["name"].tolist() == ["baclofen"]


@pytest.mark.parametrize(("assay", "source"), [(None, "(own data)"), ("rat cortex", "(rat cortex; own data)")])
def test_a_ratio_says_where_it_is_from(assay, source):
    """An assay that is not known leaves no gap."""
    table = compare(["baclofen", "GABA"], activity={"pKi": {"baclofen": 7.2, "GABA": 7.5}}, assay=assay)

    assert str(table.ratio("baclofen", "GABA", "pKi")).endswith(source)


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"baclofen": 7.2, "GABA": 7.5}, "Ki, baclofen / GABA: 2, GABA is more potent (own data)"),
        ({"baclofen": 7.5, "GABA": 7.2}, "Ki, baclofen / GABA: 0.501, baclofen is more potent (own data)"),
        ({"baclofen": "<4.5", "GABA": 6.5}, "Ki, baclofen / GABA: >100, GABA is more potent (own data)"),
        ({"baclofen": ">7", "GABA": 6.0}, "Ki, baclofen / GABA: <0.1, baclofen is more potent (own data)"),
        ({"baclofen": "<7", "GABA": 6.0}, "Ki, baclofen / GABA: >0.1 (own data)"),
    ],
)
def test_a_ratio_is_one_of_concentrations(values, text):
    """Logarithms are compared as what they stand for; which compound is more potent is said where the bounds tell."""
    assert str(compare(["baclofen", "GABA"], activity={"pKi": values}).ratio("baclofen", "GABA", "pKi")) == text


def test_an_unknown_unit_is_refused():
    """A unit that the name states is not overruled by that of the column."""
    rows = pd.DataFrame({"smiles": ["NCCCC(=O)O"], "Ki nM": [20]})
    with pytest.raises(InputError, match="the unit 'nanomol' is not known"):
        compare(rows, structure="smiles", activity={"GABA-B Ki [nanomol]": "Ki nM"})


def test_concentrations_are_no_logarithms():
    """630 (nM) under the name pKi would be a ligand efficiency of sixty."""
    with pytest.raises(InputError, match=r"'630' is too high for a negative logarithm.*'GABA-B Ki \[nM\]'"):
        compare(["baclofen"], activity={"GABA-B pKi": {"baclofen": 630}})


@pytest.mark.parametrize(
    ("given", "start"),
    [
        (["GABA"], "Comparison of 1 compound, drawn neutral, reference GABA\n"),
        ([], "Comparison of 0 compounds, drawn neutral"),
        (["GABA", "baclofen"], "Comparison of 2 compounds, drawn neutral, reference GABA\n"),
    ],
)
def test_compounds_are_counted(given, start):
    """One compound is no compounds, and none has no reference."""
    assert str(compare(given)).startswith(start)


@pytest.mark.parametrize("text", ["8.0 (n=3)", "8.0 ± 0.1 (n = 3)", "8.0, n=3"])
def test_number_of_repeats(text):
    """How often a value was measured is kept as a note."""
    values = compare(["GABA"], activity={"GABA-B pKi": {"GABA": text}}).measured("pKi")

    assert (values["number"].item(), values["note"].item()) == (8.0, "n = 3")


def test_ratio_without_a_value():
    """A compound that was not tested is named, not the property."""
    table = compare(["GABA", "baclofen"], activity={"GABA-B pKi": {"GABA": "7.6", "baclofen": "n.d."}})

    with pytest.raises(InputError, match="no numeric value of 'pKi' for baclofen"):
        table.ratio("GABA", "baclofen", "pKi")


@pytest.mark.parametrize(
    ("titles", "advice"),
    [
        pytest.param(["ID", "smiles"], "structure='smiles'", id="lower-case"),
        pytest.param(["ID", "Canonical SMILES"], "structure='Canonical SMILES'", id="two-words"),
        pytest.param(["ID", "x"], "structure=...), of ID, x", id="none-known"),
    ],
)
def test_which_column_holds_the_structures(titles, advice):
    """Where it is not named, the column that looks like it is advised."""
    with pytest.raises(InputError, match=re.escape(advice)):
        compare(pd.DataFrame([["a", "NCCCC(=O)O"]], columns=titles))
