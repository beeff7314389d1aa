"""Names that give a part of a salt or complex as a compound by itself prove nothing against it."""

import pytest

from gaba_analogs.api.verify import verify

# ILThermoPy, ilthermopy/compounds.csv (NIST ILThermo): names in the style of CAS; the formula is that of the salt
TRIFLIMIDE = {
    "iupac_name": "1-ethyl-3-methylimidazolium 1,1,1-trifluoro-N-[(trifluoromethyl)sulfonyl]methanesulfonamide",
    "smiles": "CC[n+]1ccn(C)c1.O=S(=O)([N-]S(=O)(=O)C(F)(F)F)C(F)(F)F",
    "formula": "C8H11F6N3O4S2",
}
TWO_ANIONS = {
    "iupac_name": "3,3'-(1,4-butanediyl)bis[1-methylimidazolium] 1,1,1-trifluoro-N-[(trifluoromethyl)sulfonyl]"
    "methanesulfonamide",
    "smiles": "C[n+]1ccn(CCCCn2cc[n+](C)c2)c1." + ".".join(["O=S(=O)([N-]S(=O)(=O)C(F)(F)F)C(F)(F)F"] * 2),
    "formula": "C16H20F12N6O8S4",
}
# FeOs, parameters/ideal_gas/burkhardt2025.json, with names of PubChem; ferrocene: PubChem, CID 7611
MAGNESOCENE = {
    "iupac_name": "magnesium bis(cyclopenta-1,3-diene)",
    "formula": "C10H10Mg",
    "smiles": "[CH-]1C=CC=C1.[CH-]1C=CC=C1.[Mg+2]",
}
RUTHENOCENE = {
    "iupac_name": "cyclopenta-1,3-diene; cyclopentane; ruthenium",
    "formula": "C10H10Ru",
    "smiles": "C1=C[CH]C=C1.C1=C[CH]C=C1.[Ru]",
}


@pytest.mark.names
@pytest.mark.parametrize(
    ("record", "accused"),
    [
        pytest.param(TRIFLIMIDE, False, id="acid-for-the-anion"),
        pytest.param(TWO_ANIONS, False, id="acid-for-two-anions"),
        pytest.param(
            {
                "iupac_name": "1-butyl-3-methylimidazolium tricyanomethane",
                "smiles": "CCCC[n+]1ccn(C)c1.N#C[C-](C#N)C#N",
            },
            False,
            id="carbon-acid",
        ),
        pytest.param({**TRIFLIMIDE, "smiles": f"C{TRIFLIMIDE['smiles']}"}, True, id="another-cation"),
        pytest.param(
            {**TRIFLIMIDE, "smiles": "CC[n+]1ccn(C)c1.O=S(=O)([O-])C(F)(F)F", "formula": "C7H11F3N2O3S"},
            True,
            id="another-anion",
        ),
        pytest.param(MAGNESOCENE, False, id="cyclopentadienide"),
        pytest.param(RUTHENOCENE, False, id="ligands-with-radicals"),
        pytest.param(
            {**RUTHENOCENE, "smiles": "CC1=C[CH]C=C1.C1=C[CH]C=C1.[Ru]", "formula": "C11H12Ru"},
            True,
            id="one-carbon-more",
        ),
        pytest.param({"iupac_name": "sodium acetate", "smiles": "CC(=O)[O-].[K+]"}, True, id="another-metal"),
    ],
)
def test_parts_named_as_compounds(record, accused):
    """A cation beside the acid of its anion, and ligands beside their metal, are compared but for their hydrogens."""
    assert (verify(record).verdict == "inconsistent") is accused


# PDB chemical components in the form of OpenEye's names (sandygiuliani/drug_repo, Components-smiles-oe.smi)
@pytest.mark.names
@pytest.mark.parametrize(
    ("name", "smiles", "accused"),
    [
        pytest.param("3,4,5-trimethyl-1,3-thiazole", "Cc1c(sc[n+]1C)C", False, id="thiazolium"),
        pytest.param(
            "5-acetamido-4-methyl-1,3,4-thiadiazole-2-sulfonamide",
            "CC(=O)Nc1[n+](nc(s1)S(=O)(=O)N)C",
            False,
            id="thiadiazolium",
        ),
        pytest.param("3,4-dimethyl-1,3-thiazole", "Cc1c(sc[n+]1C)C", True, id="a-methyl-group-less"),
        pytest.param("2,4,5-trimethyl-1,3-thiazole", "Cc1c(sc[n+]1C)C", True, id="no-cation-by-its-places"),
        pytest.param("2,5-dimethyl-1,3-thiazole", "Cc1cnc(Cl)s1", True, id="no-cation-at-all"),
    ],
)
def test_azolium_without_its_charge(name, smiles, accused):
    """The name of an azole whose groups leave it a charge is read as that of its cation."""
    assert (verify({"name": name, "smiles": smiles}).verdict == "inconsistent") is accused


# chemicals, chemical identifiers pubchem large (PubChem, CID 18531002)
DICLOXACILLIN = {
    "iupac_name": "(2s,5r,6r)-6-[[3-[2,6-bis(chloranyl)phenyl]-5-methyl-1,2-oxazol-4-yl]carbonylamino]-3,3-dimethyl-"
    "7-oxidanylidene-4-thia-1-azabicyclo[3.2.0]heptane-2-carboxylic acid;sodium;hydrate",
    "smiles": "CC1=C(C(=NO1)C2=C(C=CC=C2Cl)Cl)C(=O)N[C@H]3[C@@H]4N(C3=O)[C@H](C(S4)(C)C)C(=O)O.O.[Na]",
}


@pytest.mark.names
@pytest.mark.parametrize(
    ("smiles", "agrees"),
    [
        pytest.param(DICLOXACILLIN["smiles"], True, id="metal-beside-acid"),
        pytest.param(DICLOXACILLIN["smiles"].replace("O.O.[Na]", "[O-].O.[Na+]"), True, id="salt"),
        pytest.param(DICLOXACILLIN["smiles"].replace("O.O.[Na]", "O.O.[K]"), False, id="another-metal"),
    ],
)
def test_acid_beside_its_metal(smiles, agrees):
    """A list of an acid and a metal means what is drawn: the two side by side, or their salt."""
    report = verify({**DICLOXACILLIN, "smiles": smiles})

    assert (("smiles", "iupac_name") in report.agreement.get("connectivity", ())) is agrees
    assert (report.verdict == "inconsistent") is not agrees
