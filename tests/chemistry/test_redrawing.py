"""Corrected SMILES keep the drawing: no other tautomer, no lost mark."""

from __future__ import annotations

import pytest
from rdkit import Chem

from gaba_analogs.api.verify import verify
from gaba_analogs.chemistry.redrawing import redrawn, redrawn_as_stated, usual_smiles, usual_tautomer
from gaba_analogs.chemistry.structure import Structure

# InChIs: PubChem, CIDs 5284583 (levetiracetam), 444972 (fumaric acid), 6288 (L-threonine), 444305 (L-tartaric acid),
# 5997 (cholesterol), 6047 (levodopa).
LEVETIRACETAM = "InChI=1S/C8H14N2O2/c1-2-6(8(9)12)10-5-3-4-7(10)11/h6H,2-5H2,1H3,(H2,9,12)/t6-/m0/s1"
RACEMIC_LEVETIRACETAM = LEVETIRACETAM.partition("/t")[0]
FUMARIC = "InChI=1S/C4H4O4/c5-3(6)1-2-4(7)8/h1-2H,(H,5,6)(H,7,8)/b2-1+"
THREONINE = "InChI=1S/C4H9NO3/c1-2(6)3(5)4(7)8/h2-3,6H,5H2,1H3,(H,7,8)/t2-,3+/m1/s1"
TARTARIC = "InChI=1S/C4H6O6/c5-1(3(7)8)2(6)4(9)10/h1-2,5-6H,(H,7,8)(H,9,10)/t1-,2-/m1/s1"
CHOLESTEROL = (
    "InChI=1S/C27H46O/c1-18(2)7-6-8-19(3)23-11-12-24-22-10-9-20-17-21(28)13-15-26(20,4)25(22)14-16-27(23,24)5/"
    "h9,18-19,21-25,28H,6-8,10-17H2,1-5H3/t19-,21+,22+,23-,24+,25+,26+,27-/m1/s1"
)


@pytest.mark.parametrize(
    ("drawn", "wanted"),
    [
        pytest.param("CCC(C(N)=O)N1CCCC1=O", LEVETIRACETAM, id="flat"),
        pytest.param("CC[C@H](C(N)=O)N1CCCC1=O", LEVETIRACETAM, id="or-its-enantiomer"),
        pytest.param("OC(=O)C=CC(=O)O", FUMARIC, id="double-bond"),
        pytest.param("OC(=O)/C=C\\C(=O)O", FUMARIC, id="other-geometry"),
        pytest.param("C[C@H](O)[C@H](N)C(=O)O", THREONINE, id="epimer"),
        pytest.param("OC(C(O)C(=O)O)C(=O)O", TARTARIC, id="equivalent-centres"),
        pytest.param("CC(C)CCCC(C)C1CCC2C1(CCC3C2CC=C4C3(CCC(C4)O)C)C", CHOLESTEROL, id="eight-centres"),
    ],
)
def test_marks_are_put_on_the_drawing(drawn, wanted):
    """The SMILES has the atoms and bonds of the drawing, and gives the InChI."""
    text = redrawn(Chem.MolFromSmiles(drawn), wanted)

    flat = [Chem.MolToSmiles(Chem.MolFromSmiles(smiles), isomericSmiles=False) for smiles in (text, drawn)]
    assert Structure.from_smiles(text).inchi == wanted
    assert flat[0] == flat[1]


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param("CCC(C(N)=O)N1CCCCC1=O", id="another-compound"),
        pytest.param("CCC(C(N)=O)N1C([2H])CCC1=O", id="labelled"),
    ],
)
def test_other_compounds_are_not_redrawn(drawn):
    """Marks alone make no other compound, and no label disappears."""
    assert redrawn(Chem.MolFromSmiles(drawn), LEVETIRACETAM) is None


@pytest.mark.parametrize(
    ("stated", "wanted", "text"),
    [
        pytest.param("CCC(C(N)=O)N1CCCC1=O", LEVETIRACETAM, "CC[C@@H](C(N)=O)N1CCCC1=O", id="flat"),
        pytest.param("CC[C@H](C(N)=O)N1CCCC1=O", RACEMIC_LEVETIRACETAM, "CCC(C(N)=O)N1CCCC1=O", id="marks-too-many"),
        pytest.param("CCC(C(N)=O)N1CCCC1=O.Cl", LEVETIRACETAM, "CC[C@@H](C(N)=O)N1CCCC1=O", id="component-too-many"),
        pytest.param("CCC(C(N)=O)N1CCCC1", LEVETIRACETAM, None, id="atom-too-few"),
        pytest.param("CCC(C(N)=O)N1CCC(=O)C1", LEVETIRACETAM, None, id="isomer"),
    ],
)
def test_stated_drawing_is_redrawn(stated, wanted, text):
    """A stated SMILES takes the marks of an InChI, less a component where that is what is wrong with it."""
    assert redrawn_as_stated(Structure.from_smiles(stated), wanted) == text


@pytest.mark.parametrize(
    ("imidic", "usual"),
    [
        pytest.param("CC(O)=Nc1ccc(O)cc1", "CC(=O)Nc1ccc(O)cc1", id="paracetamol"),
        pytest.param("N=C(O)CCC[C@H](N)C(=O)O", "NC(=O)CCC[C@H](N)C(=O)O", id="homoglutamine"),
        pytest.param("CCC1(c2ccccc2)C(O)=NC(=O)N=C1O", "CCC1(c2ccccc2)C(=O)NC(=O)NC1=O", id="phenobarbital"),
        pytest.param("NCCCC(=O)O", "NCCCC(=O)O", id="gaba-is-as-usual"),
    ],
)
def test_usual_tautomer(imidic, usual):
    """What RDKit makes of an InChI is written as chemists draw it."""
    mol = Chem.MolFromSmiles(imidic)

    assert usual_tautomer(mol, Structure.from_smiles(imidic).inchi) == usual


@pytest.mark.parametrize(
    ("inchi", "smiles"),
    [
        # PubChem, CIDs 1983, 6736 and 166623; ChEBI:16651
        pytest.param(
            "InChI=1S/C8H9NO2/c1-6(10)9-7-2-4-8(11)5-3-7/h2-5,11H,1H3,(H,9,10)", "CC(=O)Nc1ccc(O)cc1", id="paracetamol"
        ),
        pytest.param("InChI=1S/C9H9N/c1-7-6-10-9-5-3-2-4-8(7)9/h2-6,10H,1H3", "Cc1c[nH]c2ccccc12", id="skatole"),
        pytest.param("InChI=1S/C3H6O3/c1-2(4)3(5)6/h2,4H,1H3,(H,5,6)/t2-/m0/s1", "C[C@H](O)C(=O)O", id="with-a-mark"),
        pytest.param("InChI=1S/HIO2/c2-1-3/h(H,2,3)", None, id="iodous-acid-that-rdkit-reads-as-an-ion"),
    ],
)
def test_usual_smiles_of_an_inchi(inchi, smiles):
    """A stated InChI is written as a SMILES that gives it back, or not at all."""
    written = usual_smiles(Structure.from_inchi(inchi))

    assert written == smiles
    assert written is None or Structure.from_smiles(written).inchi == inchi


def test_every_amide_of_a_peptide_is_drawn_as_one():
    """The amides of a peptide are drawn one by one: their imidic acids have thousands of combinations."""
    # Tyrocidine B: PubChem.
    smiles = (
        "CC(C)C[C@H]1C(=O)N[C@@H](C(=O)N2CCC[C@H]2C(=O)N[C@H](C(=O)N[C@@H](C(=O)N[C@H](C(=O)N[C@H](C(=O)N[C@H](C(=O)N"
        "[C@H](C(=O)N[C@H](C(=O)N1)CCCN)C(C)C)CC3=CC=C(C=C3)O)CCC(=O)N)CC(=O)N)CC4=CC=CC=C4)CC5=CNC6=CC=CC=C65)"
        "CC7=CC=CC=C7"
    )
    meant = Structure.from_smiles(smiles)
    made = Structure.from_inchi(meant.inchi).mol

    assert usual_tautomer(made, meant.inchi) == Chem.MolToSmiles(Chem.MolFromSmiles(smiles))


@pytest.mark.parametrize(
    ("record", "smiles"),
    [
        pytest.param(
            {"smiles": "CCC(C(N)=O)N1CCCC1=O", "inchi": LEVETIRACETAM, "formula": "C8H14N2O2"},
            "CC[C@@H](C(N)=O)N1CCCC1=O",
            id="levetiracetam-drawn-flat",
        ),
        pytest.param(  # paracetamol, CID 1983, beside the SMILES of phenacetin
            {
                "smiles": "CCOc1ccc(NC(C)=O)cc1",
                "inchi": "InChI=1S/C8H9NO2/c1-6(10)9-7-2-4-8(11)5-3-7/h2-5,11H,1H3,(H,9,10)",
                "inchikey": "RZVAJINKPMORJF-UHFFFAOYSA-N",
                "formula": "C8H9NO2",
            },
            "CC(=O)Nc1ccc(O)cc1",
            id="another-compound-drawn",
        ),
    ],
)
def test_corrected_smiles_is_no_imidic_acid(record, smiles):
    """The correction of a SMILES is an amide, and the corrected record is verified."""
    report = verify(record, names=False)

    assert report.corrections == {"smiles": smiles}
    assert verify({**record, **report.corrections}, names=False).verdict.value == "verified"


def test_corrected_formula_keeps_labels():
    """The formula of methanol-d3 is not corrected to that of methanol."""
    # CID 71568, methanol-d3; the InChI by the InChI software.
    inchi = "InChI=1S/CH4O/c1-2/h2H,1H3/i1D3"
    report = verify({"smiles": "[2H]C([2H])([2H])O", "inchi": inchi, "formula": "C2HD3O"}, names=False)

    assert report.corrections == {"formula": "CHD3O"}


@pytest.mark.parametrize(
    ("drawn", "right", "corrected"),
    [
        # Drawings: PubChem, CIDs 1174 (uracil), 8871 (2-pyridone), 13195 (4-methylimidazole).
        pytest.param("O=c1cc[nH]c(=O)[nH]1.O", "O=c1cc[nH]c(=O)[nH]1", "O=c1cc[nH]c(=O)[nH]1", id="hydrate-of-uracil"),
        pytest.param("CCO", "O=c1cccc[nH]1", "O=c1cccc[nH]1", id="pyridone"),
        pytest.param("CCO", "Cc1cnc[nH]1", None, id="either-nitrogen-of-methylimidazole"),
        pytest.param("Cl.CCC(C(N)=O)N1CCCC1=O", "CC[C@@H](C(N)=O)N1CCCC1=O", "CC[C@@H](C(N)=O)N1CCCC1=O", id="salt"),
    ],
)
def test_correction_is_the_usual_tautomer_or_none(drawn, right, corrected):
    """A lactam is not corrected to a lactim, a component too many is left out, and an open choice stays open."""
    meant = Structure.from_smiles(right)
    record = {"smiles": drawn, "inchi": meant.inchi, "inchikey": meant.inchikey, "formula": meant.composition.formula}

    assert verify(record, names=False).corrections.get("smiles") == corrected
