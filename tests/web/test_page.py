"""The page in a real browser: pasted into, dropped on, filled in, copied from, linked to, small and dark."""

from __future__ import annotations

import json

import pytest

from published import SAMPLES

pytest.importorskip("uvicorn", reason='the extra "web" is not installed')
pytest.importorskip("selenium.webdriver", reason="selenium is not installed: pip install .[test]")
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from browsing import PATIENCE
from browsing import visit as visit_address
from gaba_analogs.web.texts import LANGUAGES, TEXTS

HOSTILE = "</script><script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>\u202egnp\0"

ARTICLE = (SAMPLES / "articles" / "baclofen.wikitext").read_text("utf-8")
# PubChem: baclofen (CID 2284); the planted error is its formula
BOX = """{{Chembox
| Name = baclofen
| Formula = C10H14ClNO2 <!-- to do -->
| SMILES = NCC(CC(=O)O)c1ccc(Cl)cc1
| StdInChIKey = KPYSYYIEGFHWSV-UHFFFAOYSA-N
}}"""
CELLS = (
    "name\tSMILES\tformula\tMW\nGABA\tNCCCC(=O)O\tC4H7NO2\t103.12\n"
    "baclofen\tNCC(CC(=O)O)c1ccc(Cl)cc1\tC10H12ClNO2\t213.66"
)
PARAGRAPH = "3a: White solid. HRMS (ESI) calcd for C10H13ClNO2 [M+H]+ 214.0729, found 214.0633."


def visit(browser, server, path="/", **how):
    """Open the page afresh."""
    visit_address(browser, server.address + path, **how)
    browser.get_log("browser")


def await_ready(browser):
    """Wait until the page has answered."""
    WebDriverWait(browser, PATIENCE).until(
        lambda b: b.execute_script("return document.documentElement.dataset.ready") == "yes"
    )


def paste(browser, text):
    """Paste a text and ask."""
    browser.execute_script("document.getElementById('text').value = arguments[0]", text)
    browser.find_element(By.ID, "verify").click()
    await_ready(browser)


def verdict(browser):
    """Give the verdict as it is shown."""
    return browser.find_element(By.ID, "verdict").text


def copied(browser, button):
    """Press a button that copies, and give what was copied."""
    browser.execute_script("delete document.documentElement.dataset.copied")
    browser.find_element(By.ID, button).click()
    return WebDriverWait(browser, PATIENCE).until(
        lambda b: b.execute_script("return document.documentElement.dataset.copied")
    )


def in_report(browser, script):
    """Run a script in the frame of the report, once it is there."""
    browser.switch_to.frame(browser.find_element(By.CSS_SELECTOR, "#report iframe"))
    try:
        await_ready(browser)
        return browser.execute_script(script)
    finally:
        browser.switch_to.default_content()


def test_whole_article(browser, server):
    """The seed article pasted whole is verified, and its report drawn in a frame as high as it is."""
    visit(browser, server)
    paste(browser, ARTICLE)

    assert verdict(browser) == "verified"
    assert in_report(browser, "return document.querySelectorAll('figure svg').length") >= 1
    assert in_report(browser, "return innerHeight >= document.documentElement.scrollHeight")
    assert browser.get_log("browser") == []


def test_planted_error(browser, server):
    """A wrong formula in an infobox is found; the corrected text keeps everything else, comments too."""
    visit(browser, server)
    paste(browser, BOX)

    assert verdict(browser) == "inconsistent"
    assert copied(browser, "copy-text") == BOX.replace("C10H14ClNO2", "C10H12ClNO2")
    assert copied(browser, "copy-wikitext") == "| Formula = C10H12ClNO2"


def test_cells(browser, server):
    """Cells of a spreadsheet are verified row by row, and the corrected row can be copied back as cells."""
    visit(browser, server)
    paste(browser, CELLS)

    assert verdict(browser) == "1 inconsistent, 1 verified"
    assert copied(browser, "copy-cells") == "name\tsmiles\tformula\tmolecular_weight\nGABA\tNCCCC(=O)O\tC4H9NO2\t103.12"


def test_paragraph(browser, server):
    """A paragraph of supporting information is checked, and the wrong mass named."""
    visit(browser, server)
    paste(browser, PARAGRAPH)

    assert verdict(browser) == "inconsistent"
    assert "has 214.0629" in in_report(browser, "return document.body.innerText")


def test_link(browser, server):
    """A link holds the record behind the hash, and shows the same report to whoever opens it."""
    visit(browser, server)
    paste(browser, BOX)
    address = copied(browser, "copy-link")
    visit(browser, server, address.removeprefix(server.address))

    assert "#r=" in address
    assert "formula" not in address.lower()
    assert browser.find_element(By.ID, "text").get_attribute("value") == BOX
    assert verdict(browser) == "inconsistent"


def test_damaged_link(browser, server):
    """A link that was cut off is told, and asks nothing of the server."""
    visit(browser, server, "/#r=AAAA")
    WebDriverWait(browser, PATIENCE).until(lambda b: b.find_element(By.ID, "error").is_displayed())

    assert not browser.find_element(By.ID, "result").is_displayed()


DROP = """
const file = new File([arguments[0]], "drugs.csv", { type: "text/csv" });
const data = new DataTransfer();
data.items.add(file);
const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
document.getElementById("drop").dispatchEvent(event);
"""


def test_dropped_file(browser, server):
    """A file that is dropped is verified, with its name as the source."""
    visit(browser, server)
    browser.execute_script(DROP, "name,smiles,formula\nGABA,NCCCC(=O)O,C4H9NO2\n")
    WebDriverWait(browser, PATIENCE).until(verdict)

    assert verdict(browser) == "verified"
    assert "drugs.csv" in in_report(browser, "return document.querySelector('.top').textContent")


def test_chosen_file(browser, server, tmp_path):
    """A file that is chosen with the button is verified too."""
    path = tmp_path / "gaba.smi"
    path.write_text("NCCCC(=O)O GABA\n", encoding="utf-8")
    visit(browser, server)
    browser.find_element(By.ID, "file").send_keys(str(path))
    WebDriverWait(browser, PATIENCE).until(verdict)

    assert verdict(browser) == "unverified"


def test_fields(browser, server):
    """The form takes single fields, and shows what the structure makes them beside what is stated."""
    visit(browser, server)
    browser.find_element(By.CSS_SELECTOR, "#fields summary").click()
    inputs = {label.text.strip(): label for label in browser.find_elements(By.CSS_SELECTOR, "#grid label")}
    inputs["SMILES"].find_element(By.TAG_NAME, "input").send_keys("NCCCC(=O)O")
    inputs["formula"].find_element(By.TAG_NAME, "input").send_keys("C4H7NO2")
    browser.find_element(By.ID, "compute").click()
    output = inputs["formula"].find_element(By.TAG_NAME, "output")
    WebDriverWait(browser, PATIENCE).until(lambda _: output.text)
    browser.find_element(By.ID, "verify").click()
    await_ready(browser)

    assert (output.text, output.get_attribute("class")) == ("computed: C4H9NO2", "other")
    assert verdict(browser) == "inconsistent"


def test_errors_are_told(browser, server):
    """What is no record is told in a line that a screen reader reads at once, and so is an empty field."""
    visit(browser, server)
    paste(browser, "hello")
    told = browser.find_element(By.ID, "error")

    assert told.get_attribute("role") == "alert"
    assert "no record recognised" in told.text
    paste(browser, "")
    assert told.text == TEXTS["nothing"]["en"]


def test_hostile_text_stays_text(browser, server):
    """Markup in any field is shown as text: nothing of it runs, in the page or in the report."""
    visit(browser, server)
    record = {"name": HOSTILE, "smiles": HOSTILE, "formula": f"C{HOSTILE}", "hrms": f"HRMS {HOSTILE} found 1.2345"}
    paste(browser, json.dumps(record))

    assert browser.execute_script("return window.hacked === undefined")
    assert in_report(browser, "return window.hacked === undefined && !document.querySelector('img')")


def test_keyboard(browser, server):
    """Without a mouse: skip to the field, type, send with Ctrl and Enter, and be taken to the report."""
    visit(browser, server)
    browser.switch_to.active_element.send_keys(Keys.TAB)
    assert browser.switch_to.active_element.get_attribute("class") == "skip"
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    field = browser.find_element(By.ID, "text")
    field.send_keys("SMILES: NCCCC(=O)O; MW: 103.12", Keys.CONTROL, Keys.ENTER)
    WebDriverWait(browser, PATIENCE).until(verdict)
    await_ready(browser)

    assert browser.switch_to.active_element.get_attribute("id") == "result"


def test_every_control_has_a_name(browser, server):
    """Every field, button and frame has a name for a screen reader, and no identifier is given twice."""
    visit(browser, server)
    paste(browser, BOX)
    nameless = browser.execute_script(
        "return [...document.querySelectorAll('input, textarea, button, iframe, a')].filter((one) =>"
        "!(one.labels && one.labels.length) && !one.textContent.trim() && !one.title).length"
    )
    twice = browser.execute_script(
        "const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);"
        "return ids.filter((id, place) => ids.indexOf(id) !== place)"
    )

    assert (nameless, twice) == (0, [])


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_widths_and_contrast(browser, server, width, dark):
    """Nothing is wider than the screen of a telephone, and text stands out from its ground by 4.5 to 1 (WCAG AA)."""
    visit(browser, server, width=width, dark=dark)
    paste(browser, BOX)

    assert browser.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    assert browser.execute_script(CONTRAST) == []


CONTRAST = """
const level = (part) => (part /= 255) <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
const colour = (text) => text.match(/[\\d.]+/g).map(Number);
const light = ([r, g, b]) => 0.2126 * level(r) + 0.7152 * level(g) + 0.0722 * level(b);
const ground = (one) => { for (; one; one = one.parentElement) {
  const back = colour(getComputedStyle(one).backgroundColor);
  if (back.length < 4 || back[3] > 0.99) return back; } return [255, 255, 255]; };
const written = (one) => [...one.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
const shown = [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility() && !one.disabled);
return shown.filter(written).map((one) => {
  const [a, b] = [light(colour(getComputedStyle(one).color)), light(ground(one))].sort((x, y) => y - x);
  return [(a + 0.05) / (b + 0.05), one.tagName + " " + one.textContent.trim().slice(0, 30)];
}).filter(([ratio]) => ratio < 4.5).map(([ratio, what]) => what + ": " + ratio.toFixed(2));
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages(browser, server, language):
    """Each language has all texts of the table, and the page says which one it is in."""
    visit(browser, server, f"/?lang={language}")

    assert browser.execute_script("return document.documentElement.lang") == language
    assert browser.find_element(By.TAG_NAME, "h1").text == TEXTS["title"][language]
    assert browser.find_element(By.ID, "verify").text == TEXTS["verify"][language]
    assert "@@" not in browser.page_source


def test_every_text_is_in_every_language():
    """The table has no gap, and no two languages share a whole sentence."""
    gaps = [key for key, words in TEXTS.items() if words.keys() != LANGUAGES.keys() or not all(words.values())]
    shared = [key for key, words in TEXTS.items() if len(set(words.values())) == 1 and " " in words["en"]]

    assert (gaps, shared) == ([], [])


def test_examples(browser, server):
    """Each example is answered: the article is verified, the others show what the service finds."""
    visit(browser, server)
    found = []
    for button in browser.find_elements(By.CSS_SELECTOR, "#examples button"):
        button.click()
        await_ready(browser)
        found.append(verdict(browser))

    assert found == [
        "verified",
        "inconsistent",
        "2 verified, 1 underspecified, 1 inconsistent",
        "inconsistent",
        "inconsistent",
    ]
