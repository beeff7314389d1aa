"""The HTML report in a real browser: opened, filtered, linked into, copied from, printed small and dark."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest

from gaba_analogs.api.verify import verify
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.results.findings import Finding, Severity

pytest.importorskip("selenium", reason="selenium is not installed: pip install .[test]")
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.ui import WebDriverWait

from browsing import PATIENCE, visit, write

pytestmark = pytest.mark.slow

HOSTILE = "</script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>\u202egnp\0"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder for the pages."""
    return tmp_path_factory.mktemp("pages")


def found(browser: WebDriver) -> str:
    """Give the line that says how many records are shown."""
    return browser.find_element(By.ID, "found").text


def await_found(browser: WebDriver, start: str) -> None:
    """Wait until the line about the records begins like this."""
    WebDriverWait(browser, PATIENCE).until(lambda b: found(b).startswith(start))


def choose(browser: WebDriver, name: str, value: str) -> None:
    """Choose in one of the filters."""
    browser.find_element(By.CSS_SELECTOR, f"#{name} option[value='{value}']").click()


def names(browser: WebDriver) -> list[str]:
    """Give the names of the records on the page."""
    return [heading.text for heading in browser.find_elements(By.CSS_SELECTOR, "#list h3")]


@pytest.fixture
def address(folder, reports, conflict) -> str:
    """Give a page on one record of each kind."""
    return write(folder / "each.html", reports, [conflict])


@pytest.fixture
def many(folder, verified, inconsistent) -> str:
    """Give a page on 60 records, every third of them inconsistent."""
    made = [
        replace(kind, record=replace(kind.record, name=f"compound {n}", place=Place("drugs.csv", n + 1, n)))
        for n in range(1, 61)
        for kind in [inconsistent if n % 3 == 0 else verified]
    ]
    return write(folder / "many.html", made)


def test_opens_without_complaint(browser, address):
    """The page shows its records, asks nobody for anything, and the console stays silent."""
    visit(browser, address)

    assert names(browser) == ["Baclofen", "unnamed record", "Pregabalin", "unnamed record", "GABA"]
    assert browser.get_log("browser") == []
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
    assert "one structure in 2 records" in browser.find_element(By.ID, "conflict-list").text


def test_filters(browser, many):
    """Verdict, finding, suspect and text narrow the records down; the address remembers, and leads back."""
    visit(browser, many)
    choose(browser, "verdict", "inconsistent")
    assert found(browser).startswith("20 of 60 records")
    choose(browser, "verdict", "")
    choose(browser, "code", "inchikey-mismatch")
    assert found(browser).startswith("20 of 60 records")
    choose(browser, "suspect", "inchikey")
    browser.find_element(By.ID, "text").send_keys("COMPOUND 5")
    await_found(browser, "3 of 60")
    assert names(browser) == ["compound 51", "compound 54", "compound 57"]

    visit(browser, browser.current_url)
    assert names(browser) == ["compound 51", "compound 54", "compound 57"]
    assert browser.find_element(By.ID, "text").get_attribute("value") == "COMPOUND 5"

    browser.find_element(By.ID, "clear").click()
    assert found(browser).startswith("60 records")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("KPYSYYIEGFHWSV-QMMMGPOBSA-N", 20, id="value"),
        pytest.param("drugs.csv:7", 1, id="place"),
        pytest.param("racemate", 20, id="message"),
        pytest.param("no such thing", 0, id="nothing"),
    ],
)
def test_text_search(browser, many, text, count):
    """The search looks through values, places and messages."""
    visit(browser, many)
    browser.find_element(By.ID, "text").send_keys(text)

    await_found(browser, f"{count} of 60")


def test_charts_filter(browser, many):
    """A bar of a chart is a button that filters, and releases again."""
    visit(browser, many)
    bar = browser.find_element(By.CSS_SELECTOR, "[data-filter='code=inchikey-mismatch']")
    bar.click()
    assert (found(browser)[:8], bar.get_attribute("aria-pressed")) == ("20 of 60", "true")
    bar.click()

    assert (found(browser)[:10], bar.get_attribute("aria-pressed")) == ("60 records", "false")


def test_pages(browser, many):
    """Pages turn, and hold 25 records each."""
    visit(browser, many)
    choose(browser, "order", "input")
    browser.find_element(By.XPATH, "//button[text()='Next']").click()

    assert names(browser)[0] == "compound 26"
    assert "page=2" in browser.current_url
    assert len(names(browser)) == 25


def test_deep_link(browser, many):
    """An address of a record leads to it, on whatever page it stands, and opens it."""
    visit(browser, f"{many}#record-58")
    card = browser.switch_to.active_element

    assert card.get_attribute("id") == "record-58"
    assert "compound 58" in card.text
    assert "C4H9NO2" in card.text


def test_deep_link_wins_over_the_filter(browser, many):
    """A link to a record that the filter hides shows it all the same."""
    visit(browser, f"{many}#verdict=inconsistent")
    assert found(browser).startswith("20 of 60")
    browser.execute_script("location.hash = 'record-58'")
    WebDriverWait(browser, PATIENCE).until(lambda b: b.switch_to.active_element.get_attribute("id") == "record-58")

    assert found(browser).startswith("60 records")


def test_copy(browser, many):
    """The button puts the correction, to the letter, where it can be pasted."""
    visit(browser, f"{many}#record-3")
    button = browser.find_element(By.CSS_SELECTOR, "#record-3 .copy")
    button.click()
    WebDriverWait(browser, PATIENCE).until(lambda _: button.text == "Copied")
    browser.find_element(By.ID, "text").send_keys(Keys.CONTROL, "v")

    assert browser.find_element(By.ID, "text").get_attribute("value") == "KPYSYYIEGFHWSV-UHFFFAOYSA-N"


def test_keyboard(browser, many):
    """A verified record opens by the keyboard alone, and the focus is seen."""
    visit(browser, f"{many}#verdict=verified")
    summary = browser.find_element(By.CSS_SELECTOR, "#list summary")
    browser.execute_script("arguments[0].focus()", summary)
    summary.send_keys(Keys.ENTER)
    WebDriverWait(browser, PATIENCE).until(
        lambda b: "NCCCC(=O)O" in b.find_element(By.CSS_SELECTOR, "#list details").text
    )

    assert browser.execute_script("return getComputedStyle(arguments[0]).outlineStyle", summary) == "solid"


def test_check_is_explained(browser, address):
    """The code of a finding leads to the page of its check."""
    visit(browser, address)
    browser.find_element(By.CSS_SELECTOR, "#list a[href='#check-stereo-missing']").click()
    details = browser.find_element(By.ID, "check-stereo-missing")
    WebDriverWait(browser, PATIENCE).until(lambda _: details.get_property("open"))
    WebDriverWait(browser, PATIENCE).until(lambda _: "Why it matters" in details.text)

    assert "Blind spots" in details.text


def test_differing_characters_are_marked(browser, address):
    """Of two keys, the block in which they differ is marked, in both."""
    visit(browser, address)
    marks = [mark.text for mark in browser.find_elements(By.CSS_SELECTOR, "#record-2 mark")]

    assert marks == ["QMMMGPOB", "UHFFFAOY"]


def test_structures_are_drawn(browser, folder):
    """The drawings say in words what they show, and highlight what differs."""
    report = verify({"smiles": "NC[C@H](CC(=O)O)c1ccc(Cl)cc1", "inchikey": "KPYSYYIEGFHWSV-MRVPVSSYSA-N"}, names=False)
    visit(browser, write(folder / "drawn.html", [report]))
    pictures = browser.find_elements(By.CSS_SELECTOR, "figure svg")

    assert [picture.get_attribute("aria-label") for picture in pictures] == [
        "Structure stated by SMILES, 1 atom highlighted that differs",
        "Structure stated by InChIKey, 1 atom highlighted that differs",
    ]
    assert [note.text for note in browser.find_elements(By.CSS_SELECTOR, "svg .note")] == ["R", "S"]


def test_hostile_text_does_nothing(browser, folder):
    """Markup in a record is shown as text, and control characters as what they are."""
    record = StructureRecord(
        name=HOSTILE,
        smiles=HOSTILE,
        pubchem_cid="javascript:alert(1)",
        chebi_id="CHEBI:2972",
        place=Place(HOSTILE, 1, 1),
    )
    finding = Finding("smiles-unreadable", Severity.ERROR, ("smiles",), HOSTILE, HOSTILE, HOSTILE)
    report = replace(verify(record, names=False), findings=(finding,), corrections={"smiles": HOSTILE})
    visit(browser, write(folder / "hostile.html", [report, report], [finding]))

    assert browser.execute_script("return window.hacked === undefined")
    assert browser.find_elements(By.CSS_SELECTOR, "img") == []
    heading = browser.find_element(By.CSS_SELECTOR, "#list h3")
    assert heading.text.startswith("</script><script>window.hacked = 1</script><img")
    assert [mark.text for mark in heading.find_elements(By.CSS_SELECTOR, ".control")] == ["U+202E", "U+0000"]
    links = browser.find_elements(By.CSS_SELECTOR, "#list a")
    outside = [link for link in links if not (link.get_dom_attribute("href") or "").startswith("#")]
    assert {link.get_dom_attribute("href") for link in outside} == {"https://www.ebi.ac.uk/chebi/CHEBI:2972"}
    assert {link.get_dom_attribute("rel") for link in outside} == {"noopener noreferrer"}
    assert browser.get_log("browser") == []


def test_hostile_address_does_nothing(browser, many):
    """What stands in the address after # is data, too."""
    visit(browser, f"{many}#verdict=<script>&code=__proto__&text=<img onerror=alert(1)>&page=-7&order=x")

    assert found(browser) == "0 of 60 records"
    assert "<img onerror=alert(1)>" in unquote(browser.find_element(By.ID, "text").get_attribute("value"))
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_narrow(browser, address):
    """Nothing sticks out of a window of 400 pixels."""
    visit(browser, address, width=400)

    assert browser.execute_script("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_dark(browser, address):
    """A dark scheme gives light text on a dark page."""
    visit(browser, address, dark=True)
    background = browser.execute_script("return getComputedStyle(document.documentElement).backgroundColor")

    assert background == "rgb(20, 23, 26)"


def test_labels(browser, address):
    """Every control has a name, every picture a text, every id is given once."""
    visit(browser, address)
    unnamed = browser.execute_script(
        "return [...document.querySelectorAll('button, select, input')].filter(e =>"
        " !(e.textContent.trim() && e.tagName === 'BUTTON') &&"
        " !e.getAttribute('aria-label') && !e.labels.length).length"
    )
    twice = browser.execute_script(
        "const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
        "return ids.filter((id, at) => ids.indexOf(id) !== at)"
    )

    assert unnamed == 0
    assert twice == []
    assert browser.find_elements(By.CSS_SELECTOR, "svg:not([aria-label])") == []


def test_no_records(browser, folder):
    """A page on nothing says so."""
    visit(browser, write(folder / "none.html", []))

    assert "No records were read." in browser.find_element(By.ID, "list").text


def test_twenty_thousand_records(browser, folder, verified, inconsistent):
    """A page on 20,000 records opens in less than 3 s, and finds one of them."""
    kinds = [verified] * 199 + [inconsistent]
    made = [
        replace(
            kinds[n % 200], record=replace(kinds[n % 200].record, name=f"compound {n}", place=Place("big.csv", n, n))
        )
        for n in range(1, 20_001)
    ]
    target = write(folder / "large.html", made)
    visit(browser, target)
    timing = json.loads(browser.execute_script("return JSON.stringify(performance.getEntriesByType('navigation')[0])"))
    assert timing["domInteractive"] < 3_000
    assert found(browser).startswith("20,000 records")
    assert len(names(browser)) == 25

    browser.find_element(By.ID, "text").send_keys("compound 19999")
    await_found(browser, "1 of 20,000")
    assert names(browser) == ["compound 19999"]
