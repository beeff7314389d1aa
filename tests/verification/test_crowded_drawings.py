"""Molfiles whose bonds are drawn so crowded that the InChI software leaves a centre open."""

from __future__ import annotations

import pytest
from rdkit import Chem
from rdkit.Chem import rdDepictor

from gaba_analogs.api.verify import verify
from gaba_analogs.chemistry.inchi_software import has_ambiguous_stereo

# Solifenacin, CID 154059: SMILES and InChI of PubChem.
SOLIFENACIN = "C1CN2CCC1[C@H](C2)OC(=O)N3CCC4=CC=CC=C4[C@@H]3C5=CC=CC=C5"
OTHERS = [
    pytest.param(SOLIFENACIN.replace("[C@H]", "[C@@H]"), id="epimer"),
    pytest.param(SOLIFENACIN.replace("@@", "#").replace("@", "@@").replace("#", "@"), id="enantiomer"),
]


def molfile(smiles):
    """Draw a SMILES as RDKit does, bridged rings in a crowd."""
    mol = Chem.MolFromSmiles(smiles)
    rdDepictor.Compute2DCoords(mol)
    return Chem.MolToMolBlock(mol)


def test_a_crowded_drawing_agrees_with_its_compound():
    """RDKit reads the mark that the InChI software leaves open: the record agrees with itself."""
    inchi = Chem.MolToInchi(Chem.MolFromSmiles(SOLIFENACIN))
    drawing = molfile(SOLIFENACIN)

    assert has_ambiguous_stereo(drawing)
    assert verify({"molblock": drawing, "inchi": inchi}, names=False).verdict == "verified"
    assert verify({"molblock": drawing, "inchikey": Chem.InchiToInchiKey(inchi)}, names=False).verdict == "verified"


@pytest.mark.parametrize("smiles", OTHERS)
def test_a_crowded_drawing_of_another_stereoisomer_is_not_verified(smiles):
    """The second reading excuses no other compound; the drawing says less where the crowded centre alone differs."""
    inchi = Chem.MolToInchi(Chem.MolFromSmiles(smiles))

    assert verify({"molblock": molfile(SOLIFENACIN), "inchi": inchi}, names=False).verdict != "verified"
