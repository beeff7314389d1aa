"""The HTML report: one file that holds everything, obeys nothing a record states, and draws what disagrees."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from gaba_analogs.api.verify import verify
from gaba_analogs.output import html
from gaba_analogs.output.conflicts import MOST
from gaba_analogs.output.drawing import Panel, draw
from gaba_analogs.output.html import WHOLE, HtmlRenderer
from gaba_analogs.output.registries import ADDRESSES, bare_identifier
from gaba_analogs.record import FIELDS, Place, StructureRecord
from gaba_analogs.results.findings import RecordReport, Verdict
from gaba_analogs.results.summary import Summary
from gaba_analogs.results.wording import sentence
from gaba_analogs.verification.catalogue import CATALOGUE

MOMENT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
FOLDER = Path(html.__file__).with_name("html_report")

# Where a row of the page's data keeps what the tests look at.
NAME, VERDICT, STATED, SAID, FINDINGS, LINKS, DRAWINGS = 0, 4, 5, 6, 10, 14, 16

HOSTILE = "</script><script>alert(1)</script><!-- \u202egnp.exe\u2066 \0 \ud800 & <img src=x onerror=alert(2)>"


class _Elements(HTMLParser):
    """Every element of a page with its attributes, and the text of scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, dict[str, str | None], str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.cdata_elem is not None:
            tag, attributes = self.elements[-1]
            self.texts.append((tag, attributes, data))


def render(reports: list[RecordReport], stream: io.TextIOBase | None = None, **more) -> str:
    """Give the page on some reports."""
    stream = stream or io.StringIO()
    summary = Summary()
    renderer = HtmlRenderer(stream, versions={"rdkit": "2026.09.1"}, options={"names": False}, moment=MOMENT, **more)
    for report in reports:
        summary.add(report)
        renderer.add(report)
    renderer.finish(summary, [])
    stream.flush()
    return stream.getvalue() if isinstance(stream, io.StringIO) else ""


def parsed(page: str) -> _Elements:
    """Read a page as a browser's parser would."""
    elements = _Elements()
    elements.feed(page)
    return elements


def rows(page: str) -> list[list]:
    """Give the rows of all blocks."""
    blocks = [text for _, attributes, text in parsed(page).texts if attributes.get("class") == "records"]
    return [row for block in blocks for row in json.loads(block)]


def content(page: str) -> dict:
    """Give what stands once in the page."""
    return next(json.loads(text) for _, attributes, text in parsed(page).texts if attributes.get("id") == "content")


def test_nothing_from_elsewhere(reports):
    """The page loads nothing: no source, no import, no address but those of registries and within itself."""
    page = render(reports)
    elements = parsed(page).elements

    assert not [tag for tag, _ in elements if tag in {"link", "img", "iframe", "object", "embed", "base"}]
    assert not [attributes for _, attributes in elements if "src" in attributes or "style" in attributes]
    assert {attributes["href"][0] for _, attributes in elements if "href" in attributes} == {"#"}
    assert "@import" not in page
    assert "url(" not in page


@pytest.mark.parametrize("count", [0, 1, WHOLE + 1])
def test_counts_without_a_script(verified, count):
    """Every placeholder is filled: a browser that runs no script shows the counts."""
    page = render([verified] * count)
    without_script = page.split("<noscript>")[1].split("</noscript>")[0]

    assert not re.search("@@[A-Z]+@@", page)
    assert f"<tr><th>verified</th><td>{count:,}</td></tr>" in without_script


def test_policy_knows_script_and_style_by_their_hash(reports):
    """The Content-Security-Policy allows the two texts of the page by their SHA-256, and nothing else."""
    page = parsed(render(reports))
    policy = next(a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    working = [(tag, text) for tag, a, text in page.texts if tag == "style" or (tag == "script" and not a)]

    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert [tag for tag, _ in working] == ["style", "script"]
    for tag, text in working:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_script_never_parses_text_as_html():
    """The script has no way to turn text into elements or code."""
    script = (FOLDER / "page.js").read_text("utf-8")

    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|javascript:", script
    )


@pytest.mark.parametrize("name", ["page.html", "page.css", "page.js"])
def test_template_is_ascii(name):
    """The fixed parts fit every encoding that standard output may have."""
    assert (FOLDER / name).read_bytes().isascii()


def test_hostile_text_stays_text(verified):
    """Markup, control characters, lone surrogates: all come back as they were stated, and none ends its element."""
    report = replace(
        verified, record=StructureRecord(name=HOSTILE, smiles=HOSTILE, inchikey="A\u2028B", place=Place(HOSTILE, 1, 1))
    )
    page = render([report])
    row = rows(page)[0]

    assert row[NAME] == HOSTILE
    assert row[STATED][1] == HOSTILE
    assert content(page)["shared"][row[1]] == HOSTILE
    assert "<img" not in page
    assert "alert(1)</script>" not in page
    assert page.encode("utf-8")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_any_encoding_of_the_output(verified, encoding):
    """A page that declares UTF-8 is right on a stream of any other encoding as well."""
    raw = io.BytesIO()
    report = replace(verified, record=replace(verified.record, name="γ-aminobutyric acid \udc80"))
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="")
    render([report], stream)

    assert rows(raw.getvalue().decode("utf-8"))[0][NAME] == "γ-aminobutyric acid \udc80"


def test_row_says_what_the_report_says(reports):
    """Each record's verdict, fields, findings and sentence stand in its row."""
    page = render(reports)
    found, once = rows(page), content(page)

    assert [once["verdicts"][row[VERDICT]] for row in found] == [report.verdict.value for report in reports]
    assert [[finding[0] for finding in row[FINDINGS]] for row in found] == [
        [finding.code for finding in report.findings] for report in reports
    ]
    assert found[1][SAID] == "InChIKey is wrong"
    first = dict(zip(found[0][STATED][::2], found[0][STATED][1::2], strict=True))
    assert {FIELDS[number]: text for number, text in first.items()} == {
        name: text for name, text in reports[0].record.stated() if name != "name"
    }


def test_codes_are_explained(reports):
    """Every code that was found brings title and page of its check."""
    once = content(render(reports))

    assert set(once["checks"]) == {"inchikey-mismatch", "stereo-missing"}
    assert once["checks"]["stereo-missing"][0] == CATALOGUE["stereo-missing"].title
    assert once["moment"] == "2026-11-22T09:30:00+00:00"


def test_what_could_not_be_read_is_told():
    """Complaints that come up during the run are in the page."""
    unread: list[str] = []
    stream = io.StringIO()
    renderer = HtmlRenderer(stream, versions={}, options={}, unread=unread)
    unread.append("drugs.csv: no 'smiles' column")
    renderer.finish(Summary(), [])

    assert content(stream.getvalue())["unread"] == ["drugs.csv: no 'smiles' column"]


def test_many_conflicts_are_counted(conflict):
    """The page shows the first conflicts of a kind, and says how many more there are."""
    stream = io.StringIO()
    renderer = HtmlRenderer(stream, versions={}, options={})
    renderer.finish(Summary(), [conflict] * (MOST + 7))

    assert len(content(stream.getvalue())["conflicts"]) == MOST
    assert content(stream.getvalue())["more"][0].startswith("7 more")


def test_few_records_are_all_drawn(reports):
    """A small report draws verified structures too."""
    assert rows(render(reports))[0][DRAWINGS][0][2]["lines"]


def test_many_records_draw_disagreements(verified, inconsistent):
    """A large report draws the structures of records with a disagreement only."""
    found = rows(render([verified] * WHOLE + [inconsistent, verified]))

    assert [bool(row[DRAWINGS]) for row in found] == [False] * WHOLE + [True, False]


def test_large_reports_are_written_as_they_come(verified):
    """The renderer holds a block of rows at most, not the records or their drawings."""
    stream = io.StringIO()
    renderer = HtmlRenderer(stream, versions={}, options={}, moment=MOMENT)
    for number in range(2 * html.BLOCK + WHOLE):
        renderer.add(replace(verified, record=StructureRecord(name=f"GABA {number}")))

    assert renderer._waiting is None
    assert len(renderer._block) < html.BLOCK
    assert "GABA 399" in stream.getvalue()


def test_shared_values_are_bounded(verified, monkeypatch):
    """Beyond a number, values that differ from record to record are written out."""
    monkeypatch.setattr(html, "MOST_SHARED", 3)
    reports = [replace(verified, passed=(f"code-{number}",)) for number in range(9)]
    page = render(reports)

    assert len(content(page)["shared"]) == 3
    assert rows(page)[8][13] == [["code-8"]]


def test_long_values_are_cut(verified):
    """A megabyte in one cell does not make the page a megabyte longer, and the cut is told."""
    report = replace(verified, record=StructureRecord(name="x" * 1_000_000, synonyms="y" * 1_000_000))
    row = rows(render([report]))[0]

    assert row[NAME].endswith("(996,000 more characters)")
    assert len(row[STATED][1]) < 5_000


# --------------------------------------------------------------------------------------------------
# Links
# --------------------------------------------------------------------------------------------------


# Identifiers of baclofen as their registries give them.
@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        pytest.param("cas", "1134-47-0", "1134-47-0", id="cas"),
        pytest.param("cas", "1134-47-1", None, id="cas-wrong-digit"),
        pytest.param("unii", "H789N3FKE8", "H789N3FKE8", id="unii"),
        pytest.param("unii", "H789N3FKE9", None, id="unii-wrong-character"),
        pytest.param("pubchem_cid", "CID:2284", "2284", id="pubchem"),
        pytest.param("pubchem_cid", "SID:2284", None, id="pubchem-substance"),
        pytest.param("pubchem_cid", "2284; 2285", None, id="pubchem-two"),
        pytest.param("chembl_id", "CHEMBL701", "701", id="chembl"),
        pytest.param("chebi_id", "CHEBI:2972", "2972", id="chebi"),
        pytest.param("drugbank_id", "db00181", "DB00181", id="drugbank"),
        pytest.param("drugbank_id", "DB181", None, id="drugbank-short"),
        pytest.param("kegg_id", "D00241", "D00241", id="kegg"),
        pytest.param("chemspider_id", "2197", "2197", id="chemspider"),
        pytest.param("iuphar_id", "1084", "1084", id="iuphar"),
        pytest.param("atc_code", "M03BX01", "M03BX01", id="atc"),
        pytest.param("chebi_id", "javascript:alert(1)", None, id="script"),
        pytest.param("pubchem_cid", '2284"><script>', None, id="markup"),
        pytest.param("smiles", "2284", None, id="no-registry"),
    ],
)
def test_bare_identifier(field, text, expected):
    """Only an identifier whose form and check digit hold completes an address."""
    assert bare_identifier(field, text) == expected


def test_addresses_are_https():
    """Every registry is asked over https."""
    assert all(start.startswith("https://") for start, _ in ADDRESSES.values())


def test_accused_identifier_has_no_link():
    """A finding about an identifier takes its link away."""
    good = verify({"smiles": "NCCCC(=O)O", "cas": "56-12-2"}, names=False)
    bad = verify({"smiles": "NCCCC(=O)O", "cas": "56-12-3"}, names=False)
    found = rows(render([good, bad]))

    assert found[0][LINKS] == [FIELDS.index("cas"), "56-12-2"]
    assert found[1][LINKS] == []


# --------------------------------------------------------------------------------------------------
# Drawings: names, InChIs and keys of PubChem
# --------------------------------------------------------------------------------------------------

R_BACLOFEN = "NC[C@H](CC(=O)O)c1ccc(Cl)cc1"
S_BACLOFEN_INCHI = "InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)/t8-/m1/s1"
S_BACLOFEN_KEY = "KPYSYYIEGFHWSV-MRVPVSSYSA-N"


def panels(**fields: str) -> list[Panel]:
    """Draw a record."""
    return draw(verify(fields, names=False))


def test_fields_that_agree_share_a_drawing():
    """One structure is drawn once, for all fields that state it."""
    (only,) = panels(smiles="NCCCC(=O)O", inchi="InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)")

    assert only.fields == ["smiles", "inchi"]
    assert not only.differing


def test_enantiomers_share_the_layout():
    """Mirror images lie alike, and the centre that differs carries R and S."""
    r, s = panels(smiles=R_BACLOFEN, inchi=S_BACLOFEN_INCHI)

    assert {*r.notes.values(), *s.notes.values()} == {"R", "S"}
    assert r.shape is not None
    assert s.shape is not None
    assert r.shape["size"] == s.shape["size"]
    assert len(r.differing) == len(s.differing) == 1


def test_key_is_drawn_where_its_stereoisomer_is_found():
    """A key cannot be read backwards, but the enantiomer that it belongs to can be drawn."""
    smiles, key = panels(smiles=R_BACLOFEN, inchikey=S_BACLOFEN_KEY)

    assert smiles.notes == {2: "R"}
    assert key.fields == ["inchikey"]
    assert list(key.notes.values()) == ["S"]
    assert "found to belong to" in key.remark


def test_key_of_nothing_known_is_not_drawn():
    """A key of another compound leaves a place without a drawing, and says why."""
    _, key = panels(smiles="NCCCC(=O)O", inchikey="KPYSYYIEGFHWSV-UHFFFAOYSA-N")

    assert key.shape is None
    assert key.remark == "a key cannot be read backwards"


def highlighted(panel: Panel) -> set[str]:
    """Give the elements of the highlighted atoms."""
    assert panel.mol is not None
    return {panel.mol.GetAtomWithIdx(index).GetSymbol() for index in panel.differing}


def test_salt_highlights_its_counter_ion():
    """Beside gabapentin, its hydrochloride differs by the chlorine alone."""
    parent = "InChI=1S/C9H17NO2/c10-7-9(6-8(11)12)4-2-1-3-5-9/h1-7,10H2,(H,11,12)"
    drawn = {panel.fields[0]: panel for panel in panels(smiles="Cl.NCC1(CC(=O)O)CCCCC1", inchi=parent)}

    assert highlighted(drawn["smiles"]) == {"Cl"}
    assert highlighted(drawn["inchi"]) == set()


def test_ion_highlights_the_charged_atom():
    """Beside GABA, its anion differs at one oxygen."""
    drawn = panels(smiles="NCCCC(=O)[O-]", inchi="InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)")

    assert [highlighted(panel) for panel in drawn] == [{"O"}, {"O"}]
    assert [len(panel.differing) for panel in drawn] == [1, 1]


def test_label_highlights_the_isotope():
    """An isotope label is highlighted where it stands."""
    drawn = panels(smiles="[13CH2](N)CCC(=O)O", inchi="InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)")
    labelled = next(panel for panel in drawn if "smiles" in panel.fields)

    assert labelled.differing == {0}


def test_geometry_is_drawn_as_stated():
    """E and Z of crotonic acid are labelled, and are not drawn on one layout."""
    e_smiles, z_inchi = "C/C=C/C(=O)O", "InChI=1S/C4H6O2/c1-2-3-4(5)6/h2-3H,1H3,(H,5,6)/b3-2-"
    drawn = {panel.fields[0]: panel for panel in panels(smiles=e_smiles, inchi=z_inchi)}

    assert list(drawn["smiles"].bond_notes.values()) == ["E"]
    assert list(drawn["inchi"].bond_notes.values()) == ["Z"]
    assert drawn["smiles"].shape is not None
    assert drawn["inchi"].shape is not None
    assert drawn["smiles"].shape["size"] != drawn["inchi"].shape["size"]


def test_different_compounds_are_not_highlighted():
    """Where little is common, a highlight of nearly everything would say nothing."""
    drawn = panels(smiles="CCCCCCCCCC", inchi="InChI=1S/C6H6O/c7-6-4-2-1-3-5-6/h1-5,7H")

    assert [panel.differing for panel in drawn] == [set(), set()]


def test_unreadable_smiles_is_not_drawn():
    """What cannot be read has a place of its own, without a drawing."""
    drawn = panels(smiles="NCCCC(=O)O)", inchi="InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)")

    assert [(panel.fields, panel.shape is None) for panel in drawn] == [(["inchi"], False), (["smiles"], True)]
    assert drawn[1].remark == "cannot be read as a structure"


# --------------------------------------------------------------------------------------------------
# Words and colours
# --------------------------------------------------------------------------------------------------


def test_sentences(reports):
    """Each verdict is said in a sentence."""
    assert [sentence(report) for report in reports] == [
        "3 fields agree: SMILES, InChIKey and formula",
        "InChIKey is wrong",
        "either InChIKey or SMILES is wrong; a third field is needed to decide",
        "SMILES says less than the other fields",
        "nothing to compare: only CAS number is stated",
    ]


def _colours(scheme: str) -> dict[str, str]:
    """Give the custom colours of the light or the dark scheme."""
    style = (FOLDER / "page.css").read_text("utf-8")
    blocks = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", blocks[0 if scheme == "light" else 1]))


def _luminance(colour: str) -> float:
    """Give the relative luminance [-] of WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        *((front, back, 4.5) for front in ("ink", "soft", "link") for back in ("paper", "card", "faint")),
        *((verdict.value, back, 4.5) for verdict in Verdict for back in ("paper", "card", "faint")),
        ("mark-ink", "mark", 4.5),
        ("mark-ink", "card", 4.5),
        ("ink", "halo", 4.5),
        ("unverified-bar", "card", 3.0),
    ],
)
def test_contrast(scheme, front, back, least):
    """Text has the contrast of WCAG 2.2 AA, 4.5 to 1; the edges of controls 3 to 1 (success criterion 1.4.11)."""
    colours = _colours(scheme)
    light, dark = sorted((_luminance(colours[front]), _luminance(colours[back])), reverse=True)

    assert (light + 0.05) / (dark + 0.05) >= least
