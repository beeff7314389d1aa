"""The display of records and reports in Jupyter."""

from __future__ import annotations

import pytest

from gaba_analogs.record import StructureRecord
from gaba_analogs.report import verify


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
    assert "InChIKey should be <code>KPYSYYIEGFHWSV-QMMMGPOBSA-N</code>" in html


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a&b<i>"])
def test_text_is_escaped(text):
    """Nothing that a record states becomes markup."""
    html = StructureRecord(name=text)._repr_html_() + verify({"name": text}, names=False)._repr_html_()

    assert text not in html
