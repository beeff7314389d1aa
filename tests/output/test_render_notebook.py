"""The display of records and reports in Jupyter."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from gaba_analogs.analogs.family import find
from gaba_analogs.analogs.stereo.enantiomers import enantiomers
from gaba_analogs.api.verify import verify
from gaba_analogs.output.notebook import report_list_html
from gaba_analogs.record import StructureRecord
from gaba_analogs.verification.report import Report


def test_report_shows_verdict_and_correction():
    """The key of (S)-baclofen beside two (R) structures is corrected; keys from data/compounds.csv."""
    report = verify(
        {
            "name": "(R)-baclofen",
            "smiles": "NC[C@H](CC(=O)O)c1ccc(Cl)cc1",
            "inchi": "InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)/t8-/m0/s1",
            "inchikey": "KPYSYYIEGFHWSV-MRVPVSSYSA-N",
        },
        names=False,
    )
    html = report._repr_html_()

    assert "inconsistent" in html
    assert "InChIKey should be <code>KPYSYYIEGFHWSV-QMMMGPOBSA-N</code> <small>safe</small>" in html


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a&b<i>"])
def test_text_is_escaped(text):
    """Nothing that a record states becomes markup."""
    html = StructureRecord(name=text)._repr_html_() + verify({"name": text}, names=False)._repr_html_()

    assert text not in html


FAULTY = {"name": "GABA", "smiles": "NCCCC(=O)O", "formula": "C4H9NO2", "molecular_weight": "130.12"}
GOOD = {"name": "GABA", "smiles": "NCCCC(=O)O", "formula": "C4H9NO2", "molecular_weight": "103.12"}


def _report(*records):
    return Report(tuple(verify(record, names=False) for record in records))


def test_run_shows_counts_messages_and_corrections():
    """Every verdict is counted; a message is shown whole, with its code and the correction (103.12 g/mol: PubChem)."""
    report = _report(GOOD, FAULTY)
    html = report_list_html(report)

    assert "<b>2 records</b>: 1 <span" in html
    assert report.records[1].findings[0].message in html
    assert "<code>molecular-weight-mismatch</code>" in html
    assert "molecular weight should be <code>103.12</code>" in html


def test_long_run_shows_what_is_not_verified():
    """Of 101 records the only faulty one is shown; the others are counted."""
    html = report_list_html(_report(*[GOOD] * 100, FAULTY))

    assert html.count("<tr>") == 2
    assert '<td style="text-align:left;vertical-align:top">101</td>' in html
    assert "100 more" in html


def test_run_is_escaped_and_may_be_empty():
    """No name becomes markup, and a run without records says so."""
    assert "<script>" not in report_list_html(_report({"name": "<script>"}))
    assert "0 records" in report_list_html(Report(()))


S_KEY = "KPYSYYIEGFHWSV-MRVPVSSYSA-N"  # (S)-baclofen, from data/compounds.csv


def _drawings(html):
    return [ET.fromstring(svg) for svg in re.findall(r"<svg .*?</svg>", html, re.DOTALL)]  # noqa: S314 - our own


def test_structures_that_disagree_are_drawn():
    """Beside each other, named by their fields, with the configuration written where it differs."""
    html = verify({"smiles": "NC[C@H](CC(=O)O)c1ccc(Cl)cc1", "inchikey": S_KEY}, names=False)._repr_html_()
    first, second = _drawings(html)

    assert [drawing.get("aria-label") for drawing in (first, second)] == ["SMILES", "InChIKey"]
    assert "R" in "".join(first.itertext())
    assert "S" in "".join(second.itertext())
    assert "a key cannot be read backwards" not in html


def test_structures_that_agree_are_drawn_once():
    """Fields that agree share a picture."""
    html = verify({**GOOD, "inchi": "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"}, names=False)._repr_html_()

    assert [drawing.get("aria-label") for drawing in _drawings(html)] == ["SMILES and InChI"]


def test_nothing_to_draw_is_no_picture():
    """A record without a structure, or with one that cannot be read, has its table only."""
    for record in ({"cas": "56-12-2"}, {"smiles": "C1CC", "formula": "C3H6"}):
        assert _drawings(verify(record, names=False)._repr_html_()) == []


@pytest.mark.parametrize(
    "drawn",
    [verify(GOOD, names=False), find("baclofen"), enantiomers("baclofen")],
    ids=["report", "compound", "isomers"],
)
def test_drawings_stand_on_white_ground(drawn):
    """A picture brings its own white ground, so that it can be read in a dark notebook."""
    for drawing in _drawings(drawn._repr_html_()):
        ground = drawing.find("{http://www.w3.org/2000/svg}rect")
        fill = ground.get("fill") or re.search(r"fill:(#\w+)", ground.get("style"))[1]

        assert fill.lower() in {"#fff", "#ffffff"}


def test_numbers_can_be_shown():
    """A record that was stated in numbers is shown like any other."""
    assert "103.12" in verify({"molecular_weight": 103.12, "charge": float("nan")}, names=False)._repr_html_()


def test_a_field_that_says_less_is_not_marked_as_wrong():
    """A flat SMILES beside a key with stereochemistry (pregabalin, PubChem CID 5486971) gets a sign of its own."""
    flat = {"smiles": "CC(C)CC(CN)CC(=O)O", "inchikey": "AYXYPKUFHZROOJ-ZETCQYMHSA-N"}

    assert "✗" not in verify(flat, names=False)._repr_html_()
