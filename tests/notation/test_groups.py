"""Formulas that show how a compound is built."""

import pytest
from rdkit import Chem
from rdkit.Chem.rdMolDescriptors import CalcMolFormula

from gaba_analogs.notation.formula import read_formula


# the compound that each formula stands for, as a SMILES; RDKit counts its atoms
@pytest.mark.parametrize(
    ("formula", "smiles"),
    [
        ("Me2CO", "CC(C)=O"),
        ("AcOH", "CC(=O)O"),
        ("Ac2O", "CC(=O)OC(C)=O"),
        ("PhNHAc", "CC(=O)Nc1ccccc1"),
        ("EtOAc", "CCOC(C)=O"),
        ("CH3CO2Et", "CCOC(C)=O"),
        ("NEt3", "CCN(CC)CC"),
        ("HCONMe2", "CN(C)C=O"),
        ("PhCO2H", "OC(=O)c1ccccc1"),
        ("BnOH", "OCc1ccccc1"),
        ("t-BuOH", "CC(C)(C)O"),
        ("iPr2NH", "CC(C)NC(C)C"),
        ("t-C4H9OH", "CC(C)(C)O"),
        ("i-PrOH", "CC(C)O"),
        ("2-PrOH", "CC(C)O"),
        ("n-PrOH", "CCCO"),
        ("i-Pr2NEt", "CCN(C(C)C)C(C)C"),
        ("Ti(OPr)4", "CCCO[Ti](OCCC)(OCCC)OCCC"),
        ("KOtBu", "[K+].CC(C)(C)[O-]"),
        ("LiOt-Bu", "[Li+].CC(C)(C)[O-]"),
        ("B(OtBu)3", "CC(C)(C)OB(OC(C)(C)C)OC(C)(C)C"),
        ("Li(t-Bu)", "[Li]C(C)(C)C"),
        ("PtMe2", "C[Pt]C"),
        ("AcCl", "CC(=O)Cl"),
        ("PhAc", "CC(=O)c1ccccc1"),
        ("Ac2NH", "CC(=O)NC(C)=O"),
        ("TsOH·H2O", "Cc1ccc(cc1)S(=O)(=O)O.O"),
        ("TfOH", "OS(=O)(=O)C(F)(F)F"),
        ("MsCl", "CS(=O)(=O)Cl"),
        ("BzCl", "O=C(Cl)c1ccccc1"),
        ("Boc2O", "CC(C)(C)OC(=O)OC(=O)OC(C)(C)C"),
        ("Si(OEt)4", "CCO[Si](OCC)(OCC)OCC"),
        ("Me3SiCl", "C[Si](C)(C)Cl"),
        ("Fe(Cp)2", "[Fe+2].[cH-]1cccc1.[cH-]1cccc1"),
        ("Fe(η5-C5H5)2", "[Fe+2].[cH-]1cccc1.[cH-]1cccc1"),
        ("Ti(η5-Cp)2Cl2", "[Ti+4].[Cl-].[Cl-].[cH-]1cccc1.[cH-]1cccc1"),
        ("Fe(III)Cl3", "Cl[Fe](Cl)Cl"),
        ("Pb(OAc)2·3H2O", "[Pb+2].CC(=O)[O-].CC(=O)[O-].O.O.O"),
        ("CH3C(=O)CH3", "CC(C)=O"),
        ("CH2:CHCN", "C=CC#N"),
        ("CH:::CH", "C#C"),
        ("N≡N", "N#N"),
        ("PrCl3", "Cl[Pr](Cl)Cl"),
        ("AcOF", "[Ac+3].[O-2].[F-]"),
        ("ClOPr", "[Pr+3].[O-2].[Cl-]"),
        ("Ac2O3", "[Ac+3].[Ac+3].[O-2].[O-2].[O-2]"),
        ("CH3I", "CI"),
    ],
)
def test_composition(formula, smiles):
    """Groups, bonds, oxidation numbers and hapticity are read; elements of the same symbol stay what they are."""
    (reading,) = read_formula(formula).readings

    assert reading.hill == CalcMolFormula(Chem.MolFromSmiles(smiles))


@pytest.mark.parametrize(
    ("formula", "isotopes"),
    [
        ("C²H₄O", {(2, "H"): 4}),
        ("Na¹³¹I", {(131, "I"): 1}),
        ("(15NH4)2SO4", {(15, "N"): 2}),
        ("(13CH3)2CO", {(13, "C"): 2}),
        ("C²H⁶O", {}),
        ("CH³OH", {}),
    ],
)
def test_mass_numbers(formula, isotopes):
    """A raised number before an element that has such an isotope is a mass number, and so is one that opens a group."""
    reading = read_formula(formula).readings[0]

    assert dict(reading.isotopes) == isotopes


@pytest.mark.parametrize("formula", ["MeXx", "C(C)=O", "CC(=O)O"])
def test_not_read(formula):
    """What is no formula, a SMILES for one, stays unread."""
    assert read_formula(formula).readings == ()
