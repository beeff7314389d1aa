"""E and Z of a name are compared with those of the same tautomer only."""

import pytest

from gaba_analogs.api.verify import verify

# AqSolDB A-267: named as the azo compound, drawn as the hydrazone
HYDRAZONE = {
    "name": "sodium 2-{2,5-dichloro-4-[(E)-2-(2-methyl-1H-indol-3-yl)diazen-1-yl]benzenesulfonamido}ethane-1-sulfonate",
    "smiles": r"[Na+].CC\1=Nc2ccccc2C1=N/Nc3cc(Cl)c(cc3Cl)[S](=O)(=O)NCC[S]([O-])(=O)=O",
}
# azobenzene, PubChem CID 2272; its Z form, CID 5379445; nitrofurazone, CID 5447130
AZOBENZENE = {"name": "(E)-1,2-diphenyldiazene", "smiles": r"c1ccccc1/N=N/c1ccccc1"}
CIS_AZOBENZENE = {**AZOBENZENE, "smiles": r"c1ccccc1/N=N\c1ccccc1"}
NITROFURAZONE = {
    "name": "(Z)-2-((5-nitrofuran-2-yl)methylene)hydrazine-1-carboxamide",
    "smiles": r"NC(=O)N/N=C/c1ccc([N+](=O)[O-])o1",
}

# Leffingwell 67633-96-9, where OPSIN leaves the place of the double bond open
HEXENYL = {"name": "3-cis-hexenyl methyl carbonate", "smiles": "CC/C=C/CCOC(=O)OC"}
# AqSolDB A-1483: named as the imidic acid, drawn as the amide
IMIDATE = {
    "name": "(Z)-2-[2-(5-nitro-2-oxido-3-sulfonatophenyl)hydrazin-1-ylidene]-3-oxo-N-phenylbutcarboximidate",
    "smiles": r"CC(=O)\C(=N/Nc1cc(cc(c1[O-])[S]([O-])(=O)=O)[N+]([O-])=O)C(=O)[N-]c2ccccc2",
}
AMIDE = {**IMIDATE, "name": IMIDATE["name"].replace("butcarboximidate", "butcarboxamide")}


@pytest.mark.names
@pytest.mark.parametrize(
    ("record", "accused"),
    [
        pytest.param(HYDRAZONE, False, id="azo-named-hydrazone-drawn"),
        pytest.param(AZOBENZENE, False, id="azo"),
        pytest.param(CIS_AZOBENZENE, True, id="azo-named-E-drawn-Z"),
        pytest.param(HEXENYL, True, id="cis-named-trans-drawn"),
        pytest.param(IMIDATE, False, id="imidate-named-amide-drawn"),
        pytest.param(AMIDE, True, id="amide-named-and-drawn"),
        pytest.param(NITROFURAZONE, True, id="hydrazone-named-Z-drawn-E"),
    ],
)
def test_labels_of_another_tautomer(record, accused):
    """The E of an azo dye is that of its N=N, the Z of the hydrazone drawn beside it that of its C=N."""
    report = verify(record)

    assert (report.verdict == "inconsistent") is accused


# DrugBank DB07595: the name has two hydrogens more than the cation, counted without its proton
IMINE = {
    "name": "(5Z)-5-(3-BROMOCYCLOHEXA-2,5-DIEN-1-YLIDENE)-N-(PYRIDIN-4-YLMETHYL)-"
    "1,5-DIHYDROPYRAZOLO[1,5-A]PYRIMIDIN-7-AMINE",
    "inchi": "InChI=1S/C18H14BrN5/c19-15-3-1-2-14(10-15)16-11-18(24-17(23-16)6-9-22-24)21-12-13-4-7-20-8-5-13"
    "/h1-11H,12H2,(H,21,22,23)/p+1",
    "inchikey": "WSIQKQLAGWVKSL-UHFFFAOYSA-O",
}
# 2-aminothiazole named as the imine (PubChem, CID 2155), and its cation
AMINOTHIAZOLE = {"name": "(2Z)-1,3-thiazol-2(3H)-imine", "smiles": "Nc1nccs1"}
AMINOTHIAZOLIUM = {**AMINOTHIAZOLE, "smiles": "Nc1[nH+]ccs1"}
ANOTHER_THIAZOLE = {**AMINOTHIAZOLE, "smiles": "Nc1nc(C)cs1"}


@pytest.mark.names
@pytest.mark.parametrize(
    ("record", "accused"),
    [
        pytest.param(IMINE, True, id="two-hydrogens-more"),
        pytest.param(AMINOTHIAZOLE, False, id="tautomer"),
        pytest.param(AMINOTHIAZOLIUM, False, id="cation-of-the-tautomer"),
        pytest.param(ANOTHER_THIAZOLE, True, id="methyl-group-more"),
    ],
)
def test_geometry_of_an_amidine(record, accused):
    """The E or Z of an imine is no fault beside its amine, which has the same atoms but for protons."""
    codes = {finding.code for finding in verify(record).findings}

    assert ("name-stereo-mismatch" in codes) is accused


def test_geometry_of_an_amidine_by_its_letters_alone():
    """Where the name is not read, the E or Z of an amidine is left open."""
    assert verify(AMINOTHIAZOLE, names=False).findings == ()
