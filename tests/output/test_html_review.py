"""The review in a real browser: worked through by the keyboard, kept, exported, carried out, merged, printed."""

from __future__ import annotations

import base64
import csv
import io
import os
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

import gaba_analogs as ga
from gaba_analogs.cli.main import main
from gaba_analogs.record import Place
from gaba_analogs.results.acceptance import Accepted, with_accepted
from gaba_analogs.results.decisions import COLUMNS
from gaba_analogs.results.findings import Finding, Severity

pytest.importorskip("selenium", reason="selenium is not installed: pip install .[test]")
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from browsing import PATIENCE, visit, write

pytestmark = pytest.mark.slow

# PubChem: GABA (CID 119), baclofen (2284), gabapentin (3446). A wrong formula, a wrong mass, a wrong check digit, and a
# formula and a SMILES that only a third field could decide between.
TABLE = """\
no,name,SMILES,InChI,InChIKey,formula,MW,CAS
GB-1,GABA,NCCCC(=O)O,"InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)",BTCSSZJGUNDROE-UHFFFAOYSA-N,C4H7NO2,103.12,56-12-2
GB-2,baclofen,NCC(CC(=O)O)c1ccc(Cl)cc1,,,C10H12ClNO2,113.66,1134-47-0
GB-3,gabapentin,NCC1(CC(=O)O)CCCCC1,,,C9H17NO2,171.24,60142-96-4
GB-4,propanol,CCCO,,,C2H6O,,
"""


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """Give a folder with the table, in which the command is run and downloads arrive."""
    monkeypatch.chdir(tmp_path)
    Path("drugs.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def reports(folder):
    """Give the reports on the table."""
    return list(ga.verify_records(ga.read(folder / "drugs.csv", identity="no"), names=False))


@pytest.fixture
def address(folder, reports, browser) -> str:
    """Give the page on the table, opened for the first time."""
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    address = write(folder / "review.html", reports)
    visit(browser, address)
    browser.execute_script("localStorage.clear()")
    visit(browser, address)
    return address


def press(browser, *keys: str) -> None:
    """Press keys one after the other, wherever the focus is."""
    for key in keys:
        browser.switch_to.active_element.send_keys(key)


def progress(browser) -> str:
    """Give the line that counts what is left."""
    return browser.execute_script("return document.getElementById('progress').textContent")


def current(browser) -> str:
    """Give the case that the keys act upon."""
    return browser.find_element(By.CSS_SELECTOR, ".case.current").get_attribute("aria-label")


def exported(browser, folder) -> list[dict[str, str]]:
    """Export the decisions, and read them."""
    (folder / "decisions.csv").unlink(missing_ok=True)
    browser.execute_script("document.activeElement.blur()")
    press(browser, "x")
    WebDriverWait(browser, PATIENCE).until(lambda _: (folder / "decisions.csv").exists())
    time.sleep(0.2)
    return list(csv.DictReader(io.StringIO((folder / "decisions.csv").read_text("utf-8-sig"))))


def take(browser, folder, text: str) -> str:
    """Import a file, and give what the page says of it."""
    path = folder / "theirs.csv"
    path.write_text(text, encoding="utf-8")
    browser.find_element(By.ID, "file").send_keys(str(path))
    line = browser.find_element(By.ID, "imported")
    WebDriverWait(browser, PATIENCE).until(lambda _: line.text)
    return line.text


def theirs(reports, place: int, decision: str, correction: str = "") -> str:
    """Write the decision of somebody else on the first finding of a record."""
    report = reports[place]
    finding = report.findings[0]
    known = [report.fingerprint_of(finding), "g" + 31 * "0", "", finding.code, finding.fields[0], ""]
    return ",".join(COLUMNS) + "\n" + ",".join([*known, decision, correction, "seen in the book", "Bob"]) + "\n"


@pytest.mark.usefixtures("address")
def test_by_the_keyboard_alone(browser, folder):
    """Next, accept, reject, edit, comment, undo: the counts follow, and the cursor goes on to what is left."""
    assert progress(browser) == "4 of 4 cases left"
    press(browser, "j")
    assert current(browser) == "Decision on formula of GB-1 (GABA)"
    press(browser, "a")
    assert (progress(browser), current(browser)) == (
        "3 of 4 cases left \u00b7 1 accepted",
        "Decision on molecular weight of GB-2 (baclofen)",
    )
    press(browser, "r", "k", "u", "e")
    browser.switch_to.active_element.send_keys(Keys.CONTROL, "a")
    press(browser, "214.1" + Keys.ENTER)
    assert current(browser) == "Decision on CAS number of GB-3 (gabapentin)"
    press(browser, "c", "the number of 1996" + Keys.ENTER, "r")

    assert progress(browser) == "1 of 4 cases left \u00b7 2 accepted \u00b7 1 rejected"
    rows = exported(browser, folder)
    assert {(row["record"], row["decision"], row["correction"], row["comment"]) for row in rows} == {
        ("GB-1 (GABA)", "accept", "C4H9NO2", ""),
        ("GB-2 (baclofen)", "accept", "214.1", ""),
        ("GB-3 (gabapentin)", "reject", "", "the number of 1996"),
    }


@pytest.mark.usefixtures("address")
def test_command_carries_out_what_was_exported(browser, folder):
    """The file of the page is understood by the command to the letter."""
    browser.find_element(By.ID, "reviewer").send_keys("Ann")
    browser.execute_script("document.activeElement.blur()")
    press(browser, "j", "a", "a", "r")
    exported(browser, folder)
    own = ["--id", "no", "--no-names", "--workers", "1", "--decisions", "decisions.csv", "--decisions-log", "log.csv"]
    main(["drugs.csv", *own, "--fix", "--output", "fixed.csv", "--write-baseline", "known.toml"])

    with Path("log.csv").open(encoding="utf-8", newline="") as file:
        log = [(row["record"], row["outcome"], row["by"]) for row in csv.DictReader(file)]
    assert {*log} == {
        ("GB-1 (GABA)", "applied", "Ann"),
        ("GB-2 (baclofen)", "applied", "Ann"),
        ("GB-3 (gabapentin)", "rejected", "Ann"),
    }
    fixed = Path("fixed.csv").read_text("utf-8")
    assert ",C4H9NO2,103.12," in fixed
    assert ",213.66,1134-47-0" in fixed
    assert "60142-96-4" in fixed
    assert 'reason = "by Ann"' in Path("known.toml").read_text("utf-8")


def test_progress_is_kept(browser, folder, address, reports):
    """Decisions outlast a reload and a second run on the same table, and are not those of another report."""
    press(browser, "j", "a", "r")
    visit(browser, address)
    assert progress(browser) == "2 of 4 cases left \u00b7 1 accepted \u00b7 1 rejected"
    visit(browser, write(folder / "again.html", reports))
    assert progress(browser) == "2 of 4 cases left \u00b7 1 accepted \u00b7 1 rejected"
    visit(browser, write(folder / "other.html", reports[1:]))
    assert progress(browser) == "3 of 3 cases left"


@pytest.mark.usefixtures("address")
def test_filter_by_decision(browser):
    """What is undecided, accepted or rejected can be listed by itself."""
    press(browser, "j", "a", "r")
    for value, names in (("undecided", ["GB-3 (gabapentin)", "GB-4 (propanol)"]), ("rejected", ["GB-2 (baclofen)"])):
        browser.find_element(By.CSS_SELECTOR, f"#review option[value='{value}']").click()
        assert [heading.text for heading in browser.find_elements(By.CSS_SELECTOR, "#list h3")] == names


def test_errors_and_warnings_are_told_apart(browser, folder):
    """What is left is counted by kind and listed by kind, and a record has its errors first."""
    rows = ("name,SMILES,MW,charge", "GABA,NCCCC(=O)O,103.12,high", "baclofen,NCC(CC(=O)O)c1ccc(Cl)cc1,113.66,high")
    Path("charges.csv").write_text("\n".join(rows), encoding="utf-8")
    visit(browser, write(folder / "charges.html", ga.verify_records(ga.read("charges.csv"), names=False)))

    assert progress(browser) == "3 of 3 cases left (1 error, 2 warnings)"
    said = [node.text for node in browser.find_elements(By.CSS_SELECTOR, ".settles")]
    assert ["molecular weight" in text for text in said] == [True, False, False]
    browser.find_element(By.CSS_SELECTOR, "#review option[value='undecided errors']").click()
    assert progress(browser).endswith("2 in this view")
    assert len(browser.find_elements(By.CSS_SELECTOR, "#list > li")) == 1


@pytest.mark.usefixtures("address")
def test_filtered_review_goes_on(browser):
    """Where only what is undecided is listed, a decided record leaves the list and the next one is at hand."""
    browser.find_element(By.CSS_SELECTOR, "#review option[value='undecided']").click()
    browser.execute_script("document.activeElement.blur()")
    press(browser, "j", "a")
    assert current(browser) == "Decision on molecular weight of GB-2 (baclofen)"
    press(browser, "r", "r")
    assert [heading.text for heading in browser.find_elements(By.CSS_SELECTOR, "#list h3")] == ["GB-4 (propanol)"]


@pytest.mark.parametrize("width", [1280, 800, 400])
def test_case_is_not_covered(browser, address, width):
    """The filter, which stays at the top however many lines it takes, covers no heading of a case that is gone to."""
    visit(browser, address, width=width)
    press(browser, "j", "j")
    tops = (
        "return ['#filter', 'article:has(.current) h3'].map(one => document.querySelector(one).getBoundingClientRect())"
    )
    bar, heading = browser.execute_script(tops)

    assert heading["top"] >= bar["bottom"] or bar["bottom"] <= 0


@pytest.mark.usefixtures("address")
def test_record_that_does_not_decide(browser, folder):
    """Where two fields contradict each other, accepting asks which one is to be corrected."""
    press(browser, "j", "j", "j", "j", "a")
    radios = browser.find_elements(By.CSS_SELECTOR, ".editor input[type=radio]")
    assert {radio.get_attribute("value") for radio in radios} == {"formula", "smiles"}
    next(radio for radio in radios if radio.get_attribute("value") == "formula").click()
    field = browser.find_element(By.CSS_SELECTOR, ".editor input[type=text]")
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys("C2H6O", Keys.ENTER)
    assert "stated value" in browser.find_element(By.CSS_SELECTOR, ".editor .fault").text
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys("C3H8O", Keys.ENTER)

    (row,) = exported(browser, folder)
    assert (row["field"], row["value"], row["correction"]) == ("formula", "C2H6O", "C3H8O")


@pytest.mark.usefixtures("address")
def test_contradictions_are_settled(browser, folder, reports):
    """A colleague's decision is taken where there is none, and shown where there is another."""
    press(browser, "j", "a")
    assert "1 decision taken" in take(browser, folder, theirs(reports, 2, "reject"))
    browser.execute_script("document.getElementById('imported').textContent = ''")
    assert "1 contradiction to settle" in take(browser, folder, theirs(reports, 0, "reject"))
    assert "Bob rejects: seen in the book" in browser.find_element(By.CSS_SELECTOR, ".contradiction").text
    assert [row["decision"] for row in exported(browser, folder) if row["record"] == "GB-1 (GABA)"] == ["", ""]
    browser.find_element(By.CSS_SELECTOR, "#review option[value='contradicted']").click()
    browser.execute_script("document.activeElement.blur()")
    press(browser, "j", "m")

    assert browser.find_elements(By.CSS_SELECTOR, ".contradiction") == []
    assert progress(browser) == "2 of 4 cases left \u00b7 0 in this view \u00b7 1 accepted \u00b7 1 rejected"


@pytest.mark.usefixtures("address")
@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        pytest.param(lambda text: text.replace("reject", "rejct"), "line 2: decision: rejct is neither", id="decision"),
        pytest.param(lambda text: text.replace("comment", "coment"), "line 1: coment: unknown column", id="column"),
        pytest.param(lambda text: text + '"', "line 3: a quotation mark never closes", id="quotation"),
        pytest.param(lambda text: text.replace("Bob", "Bob,x"), "line 2: 11 cells", id="cells"),
        pytest.param(lambda text: re.sub("\ng", "\nx", text), "line 2: fingerprint: x", id="fingerprint"),
    ],
)
def test_bad_file_is_refused_whole(browser, folder, reports, change, complaint):
    """The line and the column are named, and nothing is taken."""
    said = take(browser, folder, change(theirs(reports, 0, "reject")))

    assert complaint in said
    assert said.endswith("Nothing was imported.")
    assert progress(browser) == "4 of 4 cases left"


@pytest.mark.usefixtures("address")
def test_keys_are_left_alone_in_fields_and_when_switched_off(browser):
    """Typing in the search decides nothing, and the switch turns the keys off."""
    browser.find_element(By.ID, "text").send_keys("jar")
    assert progress(browser).startswith("4 of 4")
    browser.find_element(By.ID, "clear").click()
    browser.find_element(By.ID, "single").click()
    press(browser, "j", "a")
    assert progress(browser) == "4 of 4 cases left"


@pytest.mark.usefixtures("address")
def test_hostile_decisions_do_nothing(browser, folder, reports):
    """Markup in an imported file is text, and a formula is not run by a spreadsheet."""
    text = (
        theirs(reports, 2, "reject").replace("seen in the book", "<img src=x onerror=alert(1)>").replace("Bob", "'=1+1")
    )
    take(browser, folder, text)

    assert browser.find_elements(By.CSS_SELECTOR, "#list img") == []
    (row,) = exported(browser, folder)
    assert (row["comment"], row["by"]) == ("<img src=x onerror=alert(1)>", "'=1+1")
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_what_a_baseline_accepts_is_said_and_not_asked(browser, folder, reports):
    """An accepted finding is marked as such, is no case, and can be listed."""
    known = {reports[2].fingerprint_of(one): one.code for one in reports[2].findings}
    marked = [with_accepted(report, Accepted.of(known)) for report in reports]
    visit(browser, write(folder / "known.html", marked))

    assert "1 finding accepted by the baseline" in progress(browser)
    assert progress(browser).startswith("3 of 3 cases left")
    browser.find_element(By.CSS_SELECTOR, "#review option[value='baseline']").click()
    assert browser.find_element(By.CSS_SELECTOR, "#list .accepted").text == "accepted by the baseline"


def test_conflicts_across_records_are_cases(browser, folder, reports):
    """A conflict is decided like a finding; its row names no record."""
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    conflict = Finding("keys-swapped", Severity.WARNING, ("inchikey",), "the InChIKeys are swapped", subject="a b")
    visit(browser, write(folder / "across.html", reports, [conflict]))
    browser.execute_script("document.activeElement.blur()")
    press(browser, "j", "r")

    (row,) = exported(browser, folder)
    assert (row["fingerprint"], row["record_fingerprint"]) == (conflict.conflict_fingerprint, "")


def test_prints_all_that_fits_the_filter(browser, folder, verified):
    """Of sixty records on three pages, paper gets all; the screen is as before."""
    made = [
        replace(verified, record=replace(verified.record, name=f"compound {n}", place=Place("drugs.csv", n, n)))
        for n in range(1, 61)
    ]
    visit(browser, write(folder / "print.html", made))
    count = "return document.querySelectorAll('#list > li').length"
    browser.execute_script(f"addEventListener('beforeprint', () => {{ window.seen = {count[7:]} }})")
    paper = base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", {})["data"])

    assert paper.startswith(b"%PDF")
    assert (browser.execute_script("return seen"), browser.execute_script(count)) == (60, 25)


def test_review_in_a_notebook(browser, folder, reports):
    """The frame of a notebook shows the page itself, and its keys work there."""
    report = ga.Report(tuple(reports))
    page = folder / "notebook.html"
    page.write_text(f"<!doctype html><title>notebook</title>{report.review()._repr_html_()}", encoding="utf-8")
    visit(browser, write(folder / "empty.html", []))
    browser.execute_script("localStorage.clear()")
    browser.get(page.as_uri())
    browser.switch_to.frame(browser.find_element(By.TAG_NAME, "iframe"))
    WebDriverWait(browser, PATIENCE).until(
        lambda b: b.execute_script("return document.documentElement.dataset.ready") == "yes"
    )
    browser.find_element(By.ID, "review-title").click()
    press(browser, "j", "r")

    assert progress(browser) == "3 of 4 cases left \u00b7 1 rejected"
    assert repr(report.review()) == (
        "<Review of 4 records: 4 inconsistent: shown in Jupyter; elsewhere save the report as HTML>"
    )
    browser.switch_to.default_content()


AXE = os.environ.get("AXE_CORE", "")


@pytest.mark.skipif(not AXE, reason="AXE_CORE does not name axe.min.js: npm install axe-core")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_fault(browser, address, dark):
    """The page, a case that is edited, and the list of keys have no fault of accessibility that axe knows."""
    script = Path(AXE).read_text(encoding="utf-8")
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    visit(browser, address, dark=dark)
    browser.execute_cdp_cmd("Runtime.evaluate", {"expression": script})
    for keys in ("", "jre", Keys.ESCAPE + "?"):
        press(browser, *keys)
        faults = browser.execute_async_script(
            "const done = arguments[0]; axe.run().then(found => done(found.violations.map(one => one.id)))"
        )
        assert faults == []
