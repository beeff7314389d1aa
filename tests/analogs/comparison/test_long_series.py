"""Long series: rows are compounds, which are sorted, filtered and exported."""

from __future__ import annotations

import zipfile

import pandas as pd
import pytest
from rdkit import Chem

from browsing import opened
from gaba_analogs.analogs.comparison.compare import compare
from gaba_analogs.analogs.family import compounds
from gaba_analogs.errors import OutputError

NAMES = [key for key in compounds() if key not in {"baclofen-hydrochloride", "sodium-oxybate"}][:14]
VALUES = {name: f"{5 + 0.25 * number:g}" for number, name in enumerate(NAMES)} | {
    NAMES[3]: "<4.5",
    NAMES[4]: "7.2 ± 0.1",
}


@pytest.fixture(scope="module")
def series():
    """Fourteen compounds with values of one's own, one of them a bound, and one that cannot be read."""
    return compare([*NAMES, "no such compound"], activity={"GABA-B pKi": VALUES}, assay="rat <cortex>")


class TestRows:
    """The table with one row per compound."""

    def test_columns(self, series):
        """Own values are numbers beside their signs; descriptors have units; notes are joined."""
        rows = series.rows()

        assert rows.index.tolist() == NAMES
        assert rows["GABA-B pKi"].dtype == float
        assert rows.loc[NAMES[3], "GABA-B pKi: sign"] == "<"
        assert rows.loc[NAMES[4], "GABA-B pKi: ±"] == 0.1
        assert rows.loc["baclofen", "molecular_weight [g/mol]"] == pytest.approx(213.66, abs=0.01)
        assert rows.loc["baclofen", "stereo"] == "racemate (RS)"
        assert "masked (R)-baclofen" in rows.loc["arbaclofen-placarbil", "notes"]

    def test_no_column_for_signs_without_need(self):
        """Plain values have one column."""
        rows = compare(["GABA"], activity={"pKi": {"GABA": 7.6}}).rows()

        assert [name for name in rows if name.startswith("pKi")] == ["pKi"]

    def test_two_assays(self):
        """Values of two assays have a column each, named after the assay."""
        frame = pd.DataFrame({"SMILES": ["NCCCC(=O)O", "NCCC(=O)O"], "pKi": [7.6, 5.0], "assay": ["rat", "human"]})
        rows = compare(frame, structure="SMILES", activity={"pKi": "pKi"}, assay="assay").rows()

        assert rows[["pKi, rat", "pKi, human"]].notna().to_numpy().tolist() == [[True, False], [False, True]]

    def test_both_forms(self):
        """Each form has a row."""
        rows = compare(["GABA", "baclofen"], form="both").rows()

        assert rows.index.tolist() == [(name, form) for name in ("GABA", "baclofen") for form in ("neutral", "pH 7.4")]


class TestPage:
    """What Jupyter shows."""

    def test_rows_above_twelve(self, series):
        """Above twelve compounds each has a row; twelve still have a column each."""
        assert "ga-rows" in series._repr_html_()
        assert "ga-rows" not in compare(NAMES[:12])._repr_html_()

    def test_escaped(self, series):
        """What the caller wrote is text, not markup."""
        names = {f"<img src=x>{n}": "GABA" for n in range(13)}

        assert "<img" not in compare(names)._repr_html_()
        assert "<cortex>" not in series._repr_html_()

    def test_nothing_from_elsewhere(self, series):
        """The page asks no server for anything."""
        page = series._repr_html_().replace("http://www.w3.org", "").replace("http://www.rdkit.org", "")

        assert "src=" not in page
        assert "http:" not in page.partition("<script>")[2]

    def test_text_is_short(self):
        """A note of many compounds names five of them, and says how many more there are."""
        text = str(compare({f"C{n}": f"NCC({'C' * n})CC(=O)O" for n in range(1, 20)}))

        assert "C1, C2, C3, C4, C5 and 14 more: form at pH 7.4 assumed" in text

    def test_sorts_and_filters(self, series, tmp_path):
        """A click on a title sorts, another turns the order; filters take comparisons and parts of words."""
        path = tmp_path / "series.html"
        series.save(path)
        pytest.importorskip("selenium", reason="selenium is not installed: pip install .[test]")
        browser = opened(tmp_path / "profile")
        try:
            browser.get(path.as_uri())
            names = "return [...document.querySelectorAll('.ga-rows tbody tr')].filter(r=>r.style.display!='none')"
            names += ".map(r=>r.cells[0].textContent)"
            click = "[...document.querySelectorAll('.ga-rows thead tr')[0].cells]"
            click += ".find(c=>c.textContent==arguments[0]).click()"
            typed = "let i=document.querySelector(`input[aria-label='filter ${arguments[0]}']`);i.value=arguments[1];"
            typed += "i.dispatchEvent(new Event('input'))"

            browser.execute_script(click, "GABA-B pKi")
            assert browser.execute_script(names)[0] == NAMES[3]
            browser.execute_script(click, "GABA-B pKi")
            assert browser.execute_script(names)[0] == NAMES[-1]
            browser.execute_script(typed, "GABA-B pKi", ">=8")
            assert set(browser.execute_script(names)) == {NAMES[12], NAMES[13]}
            browser.execute_script(typed, "GABA-B pKi", "")
            browser.execute_script(typed, "name", "BACLOFEN")
            assert set(browser.execute_script(names)) == {name for name in NAMES if "baclofen" in name}
            assert browser.find_element("css selector", ".ga-count").text.endswith("of 14")
            assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []
        finally:
            browser.quit()


class TestFiles:
    """Export."""

    def test_workbook(self, series, tmp_path):
        """A sheet of compounds with a drawing each, values with sources, what could not be read, and definitions."""
        path = tmp_path / "series.xlsx"
        series.save(path)
        sheets = pd.read_excel(path, sheet_name=None, engine="calamine")
        with zipfile.ZipFile(path) as book:
            pictures = book.read("xl/drawings/drawing1.xml").count(b"<xdr:pic>")

        assert list(sheets) == ["compounds", "measured", "not read", "definitions"]
        assert pictures == len(NAMES)
        assert sheets["compounds"]["name"].tolist() == NAMES
        assert sheets["compounds"]["GABA-B pKi"].tolist() == pytest.approx(series.rows()["GABA-B pKi"].tolist())
        assert sheets["not read"]["given"].tolist() == ["no such compound"]
        assert "tpsa [A2]" in sheets["definitions"]["column"].tolist()
        assert "own data" in sheets["measured"]["source_key"].tolist()

    def test_pictures_of_both_forms(self, tmp_path):
        """Each form has its own picture."""
        path = tmp_path / "both.xlsx"
        compare(["GABA"], form="both").save(path)
        with zipfile.ZipFile(path) as book:
            drawings = book.read("xl/drawings/drawing1.xml")

        assert b'descr="NCCCC(=O)O"' in drawings
        assert b'descr="[NH3+]CCCC(=O)[O-]"' in drawings

    def test_formulas_are_text(self, tmp_path):
        """A name that begins with = is no formula."""
        path = tmp_path / "hostile.xlsx"
        compare({"=1+1": "GABA"}).save(path)

        assert pd.read_excel(path, engine="calamine")["name"].tolist() == ["=1+1"]
        with zipfile.ZipFile(path) as book:
            assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")

    def test_sd_file(self, series, tmp_path):
        """The SD file is read back with the same names, keys and stereo forms, and has all columns."""
        path = tmp_path / "series.sdf"
        series.save(path)
        again = compare(path)

        assert again.names == series.names
        assert again.identity["inchikey"].tolist() == series.identity["inchikey"].tolist()
        with Chem.SDMolSupplier(str(path)) as mols:
            first = next(iter(mols))
        assert first.GetProp("GABA-B pKi") == "5.0"
        assert not first.GetConformer().Is3D()

    def test_racemate_in_sd_file(self, tmp_path):
        """A racemate stays one: its stereo group is written."""
        path = tmp_path / "racemate.sdf"
        compare({"mine": "NC[C@H](CC(=O)O)c1ccc(Cl)cc1 |&1:2|"}).save(path)

        assert compare(path)["mine"].stereo_form == "racemate"

    def test_csv(self, series, tmp_path):
        """The CSV file is the table of rows."""
        path = tmp_path / "series.csv"
        series.save(path)

        assert pd.read_csv(path, index_col=0)["smiles"].tolist() == series.rows()["smiles"].tolist()

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("series.doc", "unknown format; use one of .xlsx, .sdf, .csv, .html"),
            ("series", "unknown format"),
            ("no-folder/series.csv", "there is no folder"),
            ("no-folder/series.xlsx", "there is no folder"),
        ],
    )
    def test_cannot_be_written(self, series, tmp_path, name, message):
        """One line says why a file cannot be written."""
        with pytest.raises(OutputError, match=message):
            series.save(tmp_path / name)

    def test_no_path(self, series):
        """What is no path is named."""
        with pytest.raises(OutputError, match="expected a path, got"):
            series.save(7)

    def test_empty(self, tmp_path):
        """Nothing to compare makes an empty table, not an error."""
        nothing = compare(["no such"])
        for ending in ("xlsx", "sdf", "csv", "html"):
            nothing.save(tmp_path / f"empty.{ending}")

        assert pd.read_excel(tmp_path / "empty.xlsx", sheet_name="not read", engine="calamine").shape == (1, 3)
