"""Esters taken apart."""

import pytest

from gaba_analogs.chemistry.hydrolysis import differ_by_hydrolysis, hydrolysed
from gaba_analogs.chemistry.structure import Structure

drawn = Structure.from_smiles


# Acids and alcohols by their SMILES in PubChem: acetic acid (CID 176), 2-aminoethanol (700), phosphoric acid (1004).
@pytest.mark.parametrize(
    ("ester", "products"),
    [
        pytest.param("CC(=O)OCCN", ["CC(=O)O.NCCO"], id="acetate"),
        pytest.param("NCCOP(=O)(O)O", ["NCCO.O=P(O)(O)O"], id="phosphate"),
        pytest.param("OCCN(CCO)CCO[N+](=O)[O-]", ["OCCN(CCO)CCO.O=[N+]([O-])O"], id="nitrate"),
        pytest.param("NCCOS(C)(=O)=O", ["NCCO.CS(=O)(=O)O"], id="mesylate"),
        pytest.param("CC(=O)OC(=O)CC", ["CC(=O)O.CCC(=O)O"], id="anhydride-once"),
        pytest.param("O=C1CCCO1", [], id="not-in-a-ring"),
        pytest.param("NCCCC(=O)O", [], id="acid"),
        pytest.param("CC(=O)NCC", [], id="amide"),
        pytest.param(
            "CC(=O)OCCOC(=O)CC",
            ["CC(=O)O.CCC(=O)OCCO", "CC(=O)OCCO.CCC(=O)O", "CC(=O)O.OCCO.CCC(=O)O"],
            id="each-then-all",
        ),
        pytest.param("*CC", [], id="no-molecule"),
    ],
)
def test_products_of_hydrolysis(ester, products):
    """Each ester gives acid and alcohol, by itself and together."""
    assert sorted(found.inchi for found in hydrolysed(drawn(ester))) == sorted(drawn(text).inchi for text in products)


def test_hydrolysis_keeps_the_configuration():
    """(R)-1-Aminopropan-2-yl acetate gives (R)-1-aminopropan-2-ol."""
    (products,) = hydrolysed(drawn("CC(=O)O[C@H](C)CN"))

    assert products.inchi == drawn("CC(=O)O.C[C@@H](O)CN").inchi


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param("CC(=O)O.OCCN", True, id="acid-and-alcohol"),
        pytest.param("CC(=O)[O-].OCC[NH3+]", True, id="ions"),
        pytest.param("CC(=O)OCCN", False, id="the-same"),
        pytest.param("CC(=O)O.OCCCN", False, id="another-alcohol"),
    ],
)
def test_structures_that_differ_by_hydrolysis(other, expected):
    """2-Aminoethyl acetate differs by hydrolysis from its acid and alcohol, charged or not."""
    assert differ_by_hydrolysis(drawn("CC(=O)OCCN"), drawn(other)) is expected
