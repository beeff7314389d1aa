"""What the chemistry means for the verdict on a record."""

import pytest

from gaba_analogs import verify


def codes(**stated):
    """Give the codes of what is wrong with a record."""
    return [finding.code for finding in verify(stated).findings]


@pytest.mark.parametrize(
    "smiles",
    [
        pytest.param("C[Se](=O)O", id="methaneseleninic-acid"),
        pytest.param("CC[As](=O)(O)c1ccccc1", id="arsinic-acid"),
        pytest.param("CCC[NH+](C)Cc1ccccc1", id="ammonium-ion"),
        pytest.param("CCC1(C(=O)NC(O)=NC1=O)c1ccccc1", id="phenobarbital-enol"),
        pytest.param("C#C[GeH3]", id="germane"),
    ],
)
def test_achiral(smiles):
    """What a moving hydrogen makes equal is achiral, as stated."""
    assert codes(smiles=smiles, chirality="achiral") == []


def test_spiro_compound_is_chiral():
    """SPINOL has no carbon with four different groups, and is not achiral."""
    assert codes(smiles="Oc1cccc2CCC3(CCc4cccc(O)c34)c12", chirality="achiral") == ["chirality-mismatch"]


@pytest.mark.parametrize(
    "smiles",
    [
        "[H]N([H])C([H])([H])C([H])([H])C([H])([H])[C](=O)",
        "[H]N([H])C([H])([H])[C@]([H])(C)C([H])([H])[C](=O)",
        "[2H]N([H])C([H])([2H])C([H])([H])C([H])([H])[C](=O)",
        "[H]/N=C(\\[H])C([H])([H])C([H])([H])[C](=O)",
    ],
    ids=["gaba-acyl", "stereo", "isotopes", "double-bond"],
)
def test_written_hydrogens_do_not_break_a_check(smiles):
    """A radical behind written hydrogens is compared with the key like any other structure."""
    assert "inchikey-mismatch" in codes(smiles=smiles, inchikey="KPYSYYIEGFHWSV-UHFFFAOYSA-N")
