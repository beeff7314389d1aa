"""Values that are unmistakable by their form: the search for lists, placeholders and misplaced values finds none."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaba_analogs.evidence import facts
from gaba_analogs.evidence.facts import read_facts
from gaba_analogs.readers import read
from gaba_analogs.record import StructureRecord

COMPOUNDS = Path(__file__).parents[2] / "data" / "compounds.csv"

CELLS = {
    "inchi": ["InChI=1S/CH4/h1H4", "InChI=1S/CH4/h1H4InChI=1S/H2O/h1H2", "InChI=1S/CH4/h1H4, InChI=1S/H2O/h1H2"],
    "inchikey": ["BTCSSZJGUNDROE-UHFFFAOYSA-N", "BTCSSZJGUNDROE-UHFFFAOYSA-N/VNWKTOKETHGBQD-UHFFFAOYSA-N", "N/A"],
    "formula": ["C4H9NO2", "C10H14N2Na2O8", "C4H9NO2; C5H9NO2", "C4H9NO2, HCl", "C2H6O, C2H6O", "various", "NA"],
    "cas": ["56-12-2", "0-00-0", "56-12-2; 28805-76-7", "200-258-6", "2012-05-12", "NOCAS_867123"],
    "molecular_weight": ["103.12", "0.00", "-1.0", "103.12, 103.12", "1,154.75", "56-12-2"],
    "monoisotopic_mass": ["103.0633", "0.0", "103.0633; 103.0633", "103.0633 | 104.1"],
}


def told(record: StructureRecord) -> str:
    """Write all that was read of a record; structures have no value that could be compared."""
    return repr({name: value for name, value in vars(read_facts(record)).items() if name not in {"drawn", "values"}})


@pytest.mark.parametrize("field", facts._UNMISTAKABLE)
def test_nothing_else_is_found(field: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record is read alike with the short cut and without it, whatever its cells hold."""
    records = [StructureRecord(**{field: cell}) for cell in CELLS[field]]
    records += [StructureRecord(**{field: cell}) for one in read(COMPOUNDS) if (cell := getattr(one, field))]
    with_it = [told(record) for record in records]
    monkeypatch.setattr(facts, "_UNMISTAKABLE", {})

    assert with_it == [told(record) for record in records]
