"""What a wrong record asks of the toolkit: an InChI costs more than all else that is done for a record."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from rdkit.Chem import rdinchi

from gaba_analogs.api.verify import verify
from gaba_analogs.chemistry.key_search import explain_skeleton
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.record import StructureRecord

# data/compounds.csv (PubChem CID 2284)
BACLOFEN = StructureRecord(
    name="baclofen",
    smiles="NCC(CC(=O)O)c1ccc(Cl)cc1",
    inchi="InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)",
    inchikey="KPYSYYIEGFHWSV-UHFFFAOYSA-N",
    formula="C10H12ClNO2",
    molecular_weight="213.66",
    cas="1134-47-0",
)


@pytest.mark.parametrize(
    ("wrong", "made", "read"),
    [
        pytest.param({}, 1, 0, id="nothing"),
        pytest.param({"cas": "1134-47-1"}, 1, 0, id="check-digit"),
        pytest.param({"molecular_weight": "213.0557"}, 1, 0, id="exact-for-average-mass"),
        pytest.param({"formula": "C10H14ClNO2"}, 1, 0, id="two-hydrogens-more"),
        pytest.param({"inchikey": "KPYSYAIEGFHWSV-UHFFFAOYSA-N"}, 1, 0, id="key-mistyped"),
        pytest.param({"inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N"}, 1, 0, id="key-of-another"),
        pytest.param({"inchi": "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"}, 2, 1, id="inchi-of-another"),
        pytest.param({"smiles": "NCCCC(=O)O"}, 2, 1, id="smiles-of-another"),
        pytest.param({"smiles": "NCC(CC(=O)O)c1ccc(Cl)cc1("}, 1, 1, id="smiles-damaged"),
    ],
)
def test_an_inchi_is_made_for_what_is_drawn_and_read_only_beside_another(monkeypatch, wrong, made, read):
    """A wrong number or key asks for no more than the InChI of the drawing, a wrong structure for both."""
    explain_skeleton(Structure.from_smiles("NCCCC(=O)O"), "AAAAAAAAAAAAAA")  # makes the InChIs of counter-ions, once
    calls: Counter[str] = Counter()
    for name in ("MolToInchi", "InchiToMol"):
        original = getattr(rdinchi, name)

        def counted(*arguments, _name=name, _original=original):
            calls[_name] += 1
            return _original(*arguments)

        monkeypatch.setattr(rdinchi, name, counted)

    verify(replace(BACLOFEN, **wrong), names=False)

    assert (calls["MolToInchi"], calls["InchiToMol"]) == (made, read)
