"""Formulas and drawings that leave something open: R groups, abbreviations, series, polymers."""

from __future__ import annotations

import pytest

from gaba_analogs.api.verify import verify

PHOSPHOCHOLINE = "C[N+](C)(C)CCOP([O-])(=O)OCC(COC(*)=O)O*"  # ChEBI#2753; counted by hand: C9H18NO7P and two R
ALANINE_RESIDUE = "C[C@H](N-*)C(-*)=O"  # CHEBI:46217, C3H5NO
FLAVONES = "*c1c(*)c(*)c(*)c(*)c1-c1oc2c(*)c(*)c(*)c(*)c2c(=O)c1*"  # ChEBI#3303
ACID = """an acid with an open chain


  4  3  0  0  0  0  0  0  0  0999 V2000
    0.0000    0.0000    0.0000 {:<3} 0  0
    1.5000    0.0000    0.0000 C   0  0
    2.2500    1.3000    0.0000 O   0  0
    2.2500   -1.3000    0.0000 O   0  0
  1  2  1  0
  2  3  2  0
  2  4  1  0
M  END
"""
V3000_ACID = """an acid with an open chain


  0  0  0     0  0            999 V3000
M  V30 BEGIN CTAB
M  V30 COUNTS 4 3 0 0 0
M  V30 BEGIN ATOM
M  V30 1 Ph 0 0 0 0
M  V30 2 C 1.5 0 0 0
M  V30 3 O 2.25 1.3 0 0
M  V30 4 O 2.25 -1.3 0 0
M  V30 END ATOM
M  V30 BEGIN BOND
M  V30 1 1 1 2
M  V30 2 2 2 3
M  V30 3 1 2 4
M  V30 END BOND
M  V30 END CTAB
M  END
"""


@pytest.mark.parametrize(
    ("formula", "drawing"),
    [
        pytest.param("C9H18NO7PR2", {"smiles": PHOSPHOCHOLINE}, id="two-groups"),
        pytest.param("C9H18NO7P(R)2", {"smiles": PHOSPHOCHOLINE}, id="in-brackets"),
        pytest.param("C9H18NO7PR1R2", {"smiles": PHOSPHOCHOLINE}, id="named"),
        pytest.param("C9H18NO7P*2", {"smiles": PHOSPHOCHOLINE}, id="asterisk"),
        pytest.param("C9H18*2NO7P", {"smiles": PHOSPHOCHOLINE}, id="rdkit-writes-it-so"),
        pytest.param("C15O2R10", {"smiles": FLAVONES}, id="flavones"),
        pytest.param("C3H5NO", {"smiles": ALANINE_RESIDUE}, id="residue-without-its-ends"),
        pytest.param("C3H5NOR2", {"smiles": ALANINE_RESIDUE}, id="residue-with-its-ends"),
        pytest.param("C2H3O2R", {"smiles": "[R1]CC(=O)O"}, id="r1"),
        pytest.param("C2H3O2R", {"smiles": "[1*]CC(=O)O"}, id="numbered"),
        pytest.param("C2H3O2R", {"smiles": "[*:1]CC(=O)O"}, id="mapped"),
        pytest.param("C6H5X", {"smiles": "[X]c1ccccc1"}, id="x"),
        pytest.param("C6H5R", {"smiles": "*c1ccccc1 |$_R1;;;;;;$|"}, id="cxsmiles"),
        pytest.param("CHO2R", {"molblock": ACID.format("R#")}, id="molfile-r"),
        pytest.param("CHO2R", {"molblock": ACID.format("Du")}, id="molfile-dummy"),
        pytest.param("C2H4O2", {"molblock": ACID.format("Me")}, id="molfile-acetic-acid"),
        pytest.param("C7H6O2", {"molblock": ACID.format("Ph")}, id="molfile-benzoic-acid"),
        pytest.param("C7H6O2", {"molblock": V3000_ACID}, id="molfile-v3000"),
        pytest.param("CnH2nO2", {"smiles": "CCCC(=O)O"}, id="series"),
        pytest.param("CnF2n+1CO2H", {"smiles": "OC(=O)C(F)(F)C(F)(F)C(F)(F)F"}, id="perfluorinated-acids"),
        pytest.param("(C5H8)n", {"smiles": "*CC(C)=CC*"}, id="polyisoprene"),
        pytest.param("H(OCH2CH2)nOH", {"smiles": "OCCOCCO"}, id="poly(ethylene glycol)"),
        pytest.param("CuSO4·xH2O", {"smiles": "[Cu+2].[O-]S([O-])(=O)=O"}, id="hydrate-of-unknown-water"),
    ],
)
def test_what_is_fixed_agrees(formula, drawing):
    """A formula and a drawing with the same fixed atoms and as many open places verify each other."""
    assert verify({"formula": formula, **drawing}, names=False).verdict == "verified"


@pytest.mark.parametrize(
    ("formula", "drawing", "suspects", "corrected"),
    [
        pytest.param("C8H16NO7PR2", {"smiles": PHOSPHOCHOLINE}, ("formula",), "C9H18NO7PR2", id="a-carbon-short"),
        pytest.param("C9H18NO7PR", {"smiles": PHOSPHOCHOLINE}, ("formula",), "C9H18NO7PR2", id="a-group-short"),
        pytest.param("C9H18NO7PR3", {"smiles": PHOSPHOCHOLINE}, ("formula",), "C9H18NO7PR2", id="a-group-too-many"),
        pytest.param("C3H6NOR2", {"smiles": ALANINE_RESIDUE}, ("formula",), "C3H5NOR2", id="residue"),
        pytest.param("CHO2R", {"smiles": "*C([O-])=O"}, ("formula",), "CO2R-", id="acid-beside-its-anion"),
        pytest.param("C4H7BrO", {"smiles": "*c1ccccc1"}, ("formula", "smiles"), None, id="too-few-carbons"),
        pytest.param("C2H3O2R", {"smiles": "CCO"}, ("formula", "smiles"), None, id="no-acid"),
        pytest.param("CH3O2R", {"molblock": ACID.format("R#")}, ("formula",), "CHO2R", id="molfile-r"),
        pytest.param("C7H8O", {"molblock": ACID.format("Ph")}, ("formula", "molblock"), None, id="molfile"),
        pytest.param("CnH2nO2", {"smiles": "CCO"}, ("formula", "smiles"), None, id="other-series"),
        pytest.param(
            "CuSO4·xH2O", {"smiles": "[Zn+2].[O-]S([O-])(=O)=O"}, ("formula", "smiles"), None, id="other-hydrate"
        ),
    ],
)
def test_what_is_fixed_differs(formula, drawing, suspects, corrected):
    """A drawing shows what is fixed; a formula with R groups is counted by hand, and is the one to doubt."""
    report = verify({"formula": formula, **drawing}, names=False)

    assert (report.verdict, report.suspects, report.corrections.get("formula")) == ("inconsistent", suspects, corrected)


@pytest.mark.parametrize(
    ("formula", "drawing"),
    [
        # an abbreviation may confirm only: it may be anybody's
        pytest.param("C8H8O2", {"molblock": ACID.format("Ph")}, id="abbreviation"),
        pytest.param("R", {"smiles": "*"}, id="hydrogen-acceptor"),  # ChEBI#4477
        pytest.param("C3H6O2", {"smiles": "*CC(=O)O"}, id="drawing-open"),
        pytest.param("C2H3O2R", {"smiles": "CCC(=O)O"}, id="formula-open"),
        pytest.param("(C12H22N2O2)n", {"smiles": "NCCCCCCN.OC(=O)CCCCC(=O)O"}, id="nylon-and-its-monomers"),
        pytest.param("C8H8O", {"smiles": "*C1=CC=CC=C1.CC=O |m:0:1.2.3|"}, id="variable-attachment"),
    ],
)
def test_what_is_open_proves_nothing(formula, drawing):
    """What may stand for the R group is neither agreement nor contradiction."""
    assert verify({"formula": formula, **drawing}, names=False).verdict == "unverified"


@pytest.mark.parametrize(
    ("fields", "verdict", "suspects"),
    [
        # ChEBI and MetaCyc leave the R groups out of the mass: 12.011·2 + 3·1.008 + 2·15.999
        pytest.param({"formula": "C2H3O2R", "molecular_weight": "59.044"}, "verified", (), id="mass-of-the-fixed"),
        pytest.param({"formula": "C2H3O2R", "molecular_weight": "74.08"}, "unverified", (), id="mass-with-a-methyl"),
        pytest.param({"smiles": "*C([O-])=O", "charge": "-1"}, "verified", (), id="charge"),
        pytest.param({"smiles": "*C([O-])=O", "charge": "0", "formula": "CO2R"}, "inconsistent", ("charge",), id="0"),
        pytest.param({"smiles": "*C([O-])=O", "charge": "-1", "formula": "CO2R"}, "verified", (), id="ion"),
    ],
)
def test_masses_and_charges_beside_r_groups(fields, verdict, suspects):
    """Mass and charge are compared with what is fixed."""
    report = verify(fields, names=False)

    assert (report.verdict, report.suspects) == (verdict, suspects)


def test_a_formula_is_not_replaced_by_one_with_r_groups():
    """A drawing with R groups leaves a formula open: a metabolite in MassBank beside another's drawing."""
    report = verify({"smiles": "*CC1=NN=C(C(=O)N1)c1c(*)c(*)c(*)cc1", "formula": "C12H16N2O"})

    assert (report.verdict, report.corrections) == ("inconsistent", {})
