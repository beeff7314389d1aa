"""A structure that gives itself away beside a sound one is blamed with all that was computed from it."""

import pytest

from gaba_analogs.api.verify import verify

# B3DB (PubChem CID 3600: C21H46NO4P); PubChem CID 10917 (levocarnitine, C7H15NO3); OECD DTXSID40881850; AqSolDB
# (its InChI and key are those of 3-methylpyridine N-oxide, C6H7NO, 109.128 g/mol)
MILTEFOSINE = {
    "name": "miltefosine",
    "iupac_name": "hexadecyl 2-(trimethylazaniumyl)ethyl phosphate",
    "smiles": "CCCCCCCCCCCCCCCCOP(=O)(O)OCC[N+](C)(C)C",
    "inchi": "InChI=1S/C21H46NO4P/c1-5-6-7-8-9-10-11-12-13-14-15-16-17-18-20-25-27(23,24)26-21-19-22(2,3)4"
    "/h5-21H2,1-4H3/p+1",
}
BALANCED = "CCCCCCCCCCCCCCCCOP(=O)([O-])OCC[N+](C)(C)C"
CARNITINE = {"smiles": "C[N+](C)(C)C[C@H](O)CC(=O)O", "formula": "C7H15NO3"}
PHOSPHONIUM = {
    "iupac_name": "Tetrabutylphosphanium nonafluorobutane-1-sulfonate",
    "smiles": "CCCC[PH+](CCCC)(CCCC)CCCC.[O-]S(=O)(=O)C(F)(F)C(F)(F)C(F)(F)C(F)(F)F",
    "formula": "C20H37F9O3PS",
    "molecular_weight": "559.53",
}
PICOLINE_OXIDE = {
    "smiles": "CC1=CC=C[NH++]([O-])[CH-]1",
    "inchi": "InChI=1S/C6H7NO/c1-6-3-2-4-7(8)5-6/h2-5H,1H3",
    "inchikey": "DMGGLIWGZFZLIY-UHFFFAOYSA-N",
    "molecular_weight": "110.136",
}


@pytest.mark.names
@pytest.mark.parametrize(
    ("record", "suspects"),
    [
        pytest.param(MILTEFOSINE, ("inchi", "smiles"), id="betaine-with-a-proton"),
        pytest.param(
            {**MILTEFOSINE, "formula": "C21H47NO4P", "molecular_weight": "408.58"},
            ("formula", "inchi", "molecular_weight", "smiles"),
            id="and-what-was-computed-from-it",
        ),
        pytest.param({**MILTEFOSINE, "charge": "1"}, ("iupac_name",), id="charge-states-the-ion"),
        pytest.param({**MILTEFOSINE, "formula": "C21H47NO4P+"}, ("iupac_name",), id="sign-states-the-ion"),
        pytest.param(
            {**MILTEFOSINE, "iupac_name": "pentadecyl 2-(trimethylazaniumyl)ethyl phosphate"},
            ("iupac_name",),
            id="another-chain",
        ),
        pytest.param(
            {"iupac_name": "2-phenylethanamine", "smiles": "[NH3+]CCc1ccccc1"},
            ("iupac_name", "smiles"),
            id="ammonium-is-an-ionised-form",
        ),
        pytest.param(PHOSPHONIUM, ("formula", "molecular_weight", "smiles"), id="hydrogen-too-many"),
        # PubChem CID 137548, whose IUPAC name is that of the saturated compound
        pytest.param(
            {
                "name": "3-methylbenzyl radical",
                "iupac_name": "1,3-dimethylbenzene",
                "smiles": "CC1=CC=CC(=C1)[CH2]",
                "inchi": "InChI=1S/C8H9/c1-7-4-3-5-8(2)6-7/h3-6H,1H2,2H3",
                "inchikey": "GMRODCVDNXSFAA-UHFFFAOYSA-N",
                "formula": "C8H9",
                "molecular_weight": "105.16",
            },
            ("iupac_name",),
            id="radical-is-meant",
        ),
    ],
)
def test_suspects_beside_a_name(record, suspects):
    """A proton that leaves a betaine without counter-ion, or a hydrogen without a bond, is the drawing's fault."""
    assert verify(record).suspects == suspects


@pytest.mark.parametrize(
    ("record", "suspects"),
    [
        pytest.param(CARNITINE, ("smiles",), id="betaine-with-a-proton"),
        pytest.param({**CARNITINE, "formula": "C7H16NO3+"}, (), id="its-cation"),
        pytest.param({**CARNITINE, "formula": "C7H16NO3", "charge": "1"}, (), id="its-cation-in-two-fields"),
        pytest.param({**CARNITINE, "formula": "C7H13NO3"}, ("formula", "smiles"), id="another-compound"),
        pytest.param({"smiles": "C[N+](C)(C)CC[O-]", "formula": "C5H14NO"}, ("formula", "smiles"), id="alkoxide"),
        pytest.param({"smiles": "C[N+](C)(C)CC([O-])=O", "formula": "C5H12NO2"}, ("formula",), id="true-betaine"),
        pytest.param(PICOLINE_OXIDE, ("molecular_weight", "smiles"), id="mass-of-an-impossible-drawing"),
        pytest.param(
            {**PICOLINE_OXIDE, "smiles": "CC1=CC=C[N+]([O-])=C1"}, ("molecular_weight",), id="mass-of-no-drawing"
        ),
        pytest.param({**PICOLINE_OXIDE, "molecular_weight": "109.128"}, ("smiles",), id="mass-of-the-right-structure"),
    ],
)
def test_suspects_beside_a_formula_or_mass(record, suspects):
    """What was computed from a drawing that gives itself away is no second witness for it."""
    assert verify(record, names=False).suspects == suspects


# usnistgov/COSMOSAC, profiles/UD/complist.txt: chlorpyrifos, thiophosphoryl chloride, phosphorus pentasulfide and
# dibutyl adipate, of which a program read P=S as a single bond, and left hydrogens out; its formulas are right
CHLORPYRIFOS = {
    "formula": "C9H11Cl3NO3PS",
    "smiles": "c1(c(cc(c(n1)Cl)Cl)Cl)OP(OCC)([S])OCC",
    "inchi": "InChI=1S/C9H12Cl3NO3PS/c1-3-14-17(18,15-4-2)16-9-7(11)5-6(10)8(12)13-9/h5,17H,3-4H2,1-2H3",
    "inchikey": "VQBPXKQDRASQHQ-UHFFFAOYSA-N",
}
THIOPHOSPHORYL_CHLORIDE = {
    "formula": "Cl3PS",
    "smiles": "ClP(Cl)(Cl)[S]",
    "inchi": "InChI=1S/Cl3HPS/c1-4(2,3)5/h4H",
    "inchikey": "KBIXPACWHPJWNI-UHFFFAOYSA-N",
}
PENTASULFIDE = {
    "formula": "P4S10",
    "smiles": "S1[P@]2(S[P@]3(S[P@@]1(S[P@@](S2)(S3)[S])[S])[S])[S]",
    "inchi": "InChI=1S/H4P4S10/c5-1-9-2(6)12-3(7,10-1)14-4(8,11-1)13-2/h1-4H",
    "inchikey": "LNLIMFGXWJDXMR-UHFFFAOYSA-N",
}
ADIPATE = {
    "formula": "C14H26O4",
    "smiles": "O(C(=O)C#CC#CC(=O)OC#C[C][C])C#C[C][C]",
    "inchi": "InChI=1S/C14O4/c1-3-5-11-17-13(15)9-7-8-10-14(16)18-12-6-4-2",
    "inchikey": "HLSPLLWETYSEOH-UHFFFAOYSA-N",
}


@pytest.mark.parametrize(
    ("record", "suspects"),
    [
        pytest.param(CHLORPYRIFOS, ("inchi", "inchikey", "smiles"), id="thiophosphoryl"),
        pytest.param(THIOPHOSPHORYL_CHLORIDE, ("inchi", "inchikey", "smiles"), id="small-thiophosphoryl"),
        pytest.param(PENTASULFIDE, ("inchi", "inchikey", "smiles"), id="of-which-the-programs-differ"),
        pytest.param(ADIPATE, ("inchi", "inchikey", "smiles"), id="hydrogens-lost"),
        pytest.param({**CHLORPYRIFOS, "formula": "C9H10Cl3NO3PS"}, ("formula",), id="formula-of-a-radical-too"),
        pytest.param({**CHLORPYRIFOS, "formula": "C9H11Cl3NO4P"}, ("formula",), id="formula-of-other-atoms"),
        pytest.param(
            {**ADIPATE, "name": "radical of a diyne", "formula": "C14H26O4"}, ("formula",), id="title-states-a-radical"
        ),
        pytest.param(
            {"smiles": "C[S]", "inchi": "InChI=1S/CH3S/c1-2/h1H3", "formula": "CH4S"}, ("formula",), id="small-radical"
        ),
    ],
)
def test_drawing_with_unpaired_electrons_and_what_was_computed_from_it(record, suspects):
    """A formula without unpaired electrons stands against a drawing that has some, with what was computed from it."""
    report = verify(record, names=False)

    assert report.suspects == suspects
    assert "formula" in suspects or "formula" not in report.corrections


# PubChem's pentafluoroethyl, for which it computes the name of the saturated compound
@pytest.mark.names
def test_radical_under_the_name_of_the_saturated_compound():
    """A formula that has the radical, too, shows that it is meant: the name is wrong."""
    record = {
        "iupac_name": "1,1,1,2,2-pentafluoroethane",
        "formula": "C2F5",
        "smiles": "[C](C(F)(F)F)(F)F",
        "inchi": "InChI=1S/C2F5/c3-1(4)2(5,6)7",
        "inchikey": "IBPHXKCFBXEFQP-UHFFFAOYSA-N",
    }

    assert verify(record).suspects == ("iupac_name",)


# FeOs, parameters/ideal_gas/burkhardt2025.json: names and CAS numbers are those of the silanes; the last is silylene
@pytest.mark.names
@pytest.mark.parametrize(
    ("record", "suspects"),
    [
        pytest.param(
            {
                "iupac_name": "methyldifluorosilane",
                "formula": "CH3F2Si",
                "smiles": "C[Si](F)F",
                "inchi": "InChI=1S/CH3F2Si/c1-4(2)3/h1H3",
            },
            ("formula", "inchi", "smiles"),
            id="hydrogen-left-out",
        ),
        pytest.param(
            {
                "iupac_name": "difluorosilylene",
                "formula": "F2H2Si",
                "smiles": "F[Si]F",
                "inchi": "InChI=1S/F2Si/c1-3-2",
            },
            ("formula",),
            id="silylene-by-name",
        ),
        pytest.param(
            {
                "iupac_name": "chlorotrimethylsilane",
                "smiles": "C[Si](C)(C)C",
                "inchi": "InChI=1S/C4H12Si/c1-5(2,3)4/h1-4H3",
            },
            ("iupac_name",),
            id="nothing-left-out",
        ),
    ],
)
def test_silicon_without_its_hydrogens(record, suspects):
    """Silicon in square brackets without its hydrogens is the drawing's fault, not the name's."""
    assert verify(record).suspects == suspects


# MIBiG BGC0001822/4, of which the SMILES lost a side chain; BGC0001402/2, of which nobody can tell
VIOPROLIDE = {
    "smiles": "CC=C1C(=O)N2CCC[C@H]2C(=O)N[C@H](C(=O)N([C@H](C(=O)OC[C@@H](C(=O)N[C@H](C(=O)N[C@@H](C(=O)N3CCC[C@H]3C4="
    "N[C@@H](CS4)C(=O)N1)CC(C)C)C)O)C(C)C)C)",
    "formula": "C39H60N8O11S",
    "monoisotopic_mass": "848.41022593",
}
CYCLOCHLOROTINE = {
    "smiles": "C[C@H]([C@H]1C(=O)N[C@H](C(=O)N[C@H](CC(=O)N[C@H](C(=O)N2C[C@H]([C@H]([C@H]2C(=O)N1)Cl)Cl)CO)C3=CC=CC=C3"
    ")CO)O",
    "formula": "C25H33Cl2N5O7",
    "monoisotopic_mass": "585.175703756",
}


@pytest.mark.parametrize(
    ("record", "suspects"),
    [
        pytest.param(VIOPROLIDE, ("smiles",), id="side-chain-lost"),
        pytest.param(CYCLOCHLOROTINE, ("formula", "monoisotopic_mass", "smiles"), id="mass-computed-from-the-formula"),
        pytest.param({**CYCLOCHLOROTINE, "monoisotopic_mass": "585.1757"}, ("smiles",), id="mass-as-measured"),
        pytest.param({**CYCLOCHLOROTINE, "molecular_weight": "586.46"}, ("smiles",), id="and-another-mass"),
    ],
)
def test_formula_and_the_mass_computed_from_it(record, suspects):
    """A mass with more decimals than anybody measures was computed from the formula: they are one witness."""
    assert verify(record, names=False).suspects == suspects


@pytest.mark.names
def test_betaine_is_corrected_in_its_own_drawing():
    """The drawing loses its proton, and the InChI follows."""
    report = verify(MILTEFOSINE)

    assert report.corrections["smiles"] == BALANCED
    assert report.corrections["inchi"].endswith("/h5-21H2,1-4H3")


# KEGG C06269, C18368 and C11316, whose InChIs were made of drawings without the charge or radical
@pytest.mark.parametrize(
    ("fields", "suspects"),
    [
        pytest.param({"inchi": "InChI=1S/AsH3/h1H3", "formula": "As"}, ("formula", "inchi"), id="element"),
        pytest.param({"inchi": "InChI=1S/ClHO2/c2-1-3/h1H", "formula": "ClO2"}, ("formula", "inchi"), id="oxide"),
        pytest.param(
            {
                "name": "Tetraphenylarsonium",
                "smiles": "c1ccc(cc1)[AsH](c1ccccc1)(c1ccccc1)c1ccccc1",
                "formula": "C24H20As",
            },
            ("formula", "smiles"),
            id="onium",
        ),
        pytest.param({"name": "isopropanol", "smiles": "CC(C)O", "formula": "C3H7O"}, ("formula",), id="miscounted"),
    ],
)
def test_an_odd_number_of_electrons_may_be_right(fields, suspects):
    """An element, an oxide or a cation written without its sign has one; an alcohol has lost a hydrogen."""
    assert verify(fields, names=False).suspects == suspects
