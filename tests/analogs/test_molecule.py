"""Reading compounds, however they are given."""

from __future__ import annotations

import pytest
from rdkit import Chem

from gaba_analogs.analogs.family import compounds, find
from gaba_analogs.analogs.molecule import as_molecule, family_entry
from gaba_analogs.errors import InputError, UnknownCompoundError


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("GABA", id="name"),
        pytest.param("γ-aminobutyric acid", id="alias"),
        pytest.param("gaba", id="key"),
        pytest.param("BTCSSZJGUNDROE-UHFFFAOYSA-N", id="inchikey"),
        pytest.param("InChIKey=BTCSSZJGUNDROE-UHFFFAOYSA-N", id="inchikey-with-prefix"),
        pytest.param("NCCCC(=O)O", id="smiles"),
        pytest.param("SMILES: NCCCC(=O)O", id="smiles-with-prefix"),
        pytest.param("  NCCCC(=O)O  ", id="white-space"),
        pytest.param("NCCCC(=O)O GABA", id="smiles-with-title"),
        pytest.param("[H]N([H])CCCC(=O)O", id="explicit-hydrogens"),
        pytest.param("InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)", id="inchi"),
        pytest.param(Chem.MolFromSmiles("NCCCC(=O)O"), id="molecule"),
        pytest.param(Chem.AddHs(Chem.MolFromSmiles("NCCCC(=O)O")), id="molecule-with-hydrogens"),
        pytest.param(find("gaba"), id="compound"),
    ],
)
def test_as_molecule(text):
    """Every way to give a compound gives the same molecule."""
    assert Chem.MolToSmiles(as_molecule(text)) == "NCCCC(=O)O"


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        pytest.param("baclofin", UnknownCompoundError, "did you mean baclofen?", id="misspelt"),
        pytest.param("(R)-baclofin", UnknownCompoundError, "did you mean (R)-baclofen?", id="misspelt-isomer"),
        pytest.param("aspirin", UnknownCompoundError, "unknown compound 'aspirin'", id="unknown-name"),
        pytest.param("", UnknownCompoundError, "unknown compound ''", id="empty"),
        pytest.param("NCCC(=O", InputError, "the branch opened at character 5 is not closed", id="broken-smiles"),
        pytest.param("NCCCC(=O)(=O)O", InputError, "has 6 bonds", id="valence"),
        pytest.param("InChI=1S/nothing", InputError, "cannot read the InChI", id="broken-inchi"),
        pytest.param(float("nan"), InputError, "nan is not a compound", id="empty-cell"),
        pytest.param(Chem.Mol(), InputError, "no atoms", id="no-atoms"),
    ],
)
def test_as_molecule_unreadable(text, error, message):
    """What cannot be read is answered in one line that says why."""
    with pytest.raises(error) as caught:
        as_molecule(text)

    assert message in str(caught.value)


def test_as_molecule_gives_a_molecule_of_its_own():
    """The caller's molecule is not changed by what is done with the copy."""
    mol = Chem.MolFromSmiles("NCCCC(=O)O")

    as_molecule(mol).GetAtomWithIdx(0).SetFormalCharge(1)

    assert Chem.MolToSmiles(mol) == "NCCCC(=O)O"


@pytest.mark.parametrize("compound", compounds().values(), ids=lambda compound: compound.key)
def test_names_of_the_family_are_never_taken_for_smiles(compound):
    """A name or alias of the family gives the compound of the family."""
    for name in (compound.key, compound.name, *compound.aliases):
        assert Chem.MolToInchiKey(as_molecule(name)) == compound.inchikey


def test_family_entry_knows_zwitterions():
    """The standard key does not tell the drawn form, so the zwitterion is found too."""
    assert family_entry("[NH3+]CCCC(=O)[O-]").key == "gaba"
    assert family_entry("CCO") is None
