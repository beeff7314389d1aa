"""Two stated structures against each other."""

import pytest
from truth import ARBACLOFEN, BACLOFEN, GABA, HYDROXYBUTYRIC, OXYBATE, PREGABALIN, S_BACLOFEN, case, outcome

from gaba_analogs.api.verify import verify

# PubChem: the compounds named, by their CID
FUMARIC = {
    "smiles": "OC(=O)/C=C/C(=O)O",
    "inchi": "InChI=1S/C4H4O4/c5-3(6)1-2-4(7)8/h1-2H,(H,5,6)(H,7,8)/b2-1+",
}  # 444972
MALEIC = {
    "smiles": "OC(=O)/C=C\\C(=O)O",
    "inchi": "InChI=1S/C4H4O4/c5-3(6)1-2-4(7)8/h1-2H,(H,5,6)(H,7,8)/b2-1-",
}  # 444266
THREONINE = {  # 6288
    "smiles": "C[C@@H](O)[C@H](N)C(=O)O",
    "inchi": "InChI=1S/C4H9NO3/c1-2(6)3(5)4(7)8/h2-3,6H,5H2,1H3,(H,7,8)/t2-,3+/m1/s1",
    "inchikey": "AYFVYJQAPQTCCC-GBXIJSLDSA-N",
}
METHANOL_D3 = {"smiles": "[2H]C([2H])([2H])O", "inchi": "InChI=1S/CH4O/c1-2/h2H,1H3/i1D3"}  # 123111
METHANOL = {"smiles": "CO", "inchi": "InChI=1S/CH4O/c1-2/h2H,1H3"}  # 887
HYDROCHLORIDE = {"smiles": "NCC(CC(=O)O)c1ccc(Cl)cc1.Cl"}
CHLORATE = {  # sodium chlorate, 516902
    "smiles": "[O-]Cl(=O)=O.[Na+]",
    "inchi": "InChI=1S/ClHO3.Na/c2-1(3)4;/h(H,2,3,4);/q;+1/p-1",
    "formula": "ClNaO3",
}

TABLES = {
    "skeleton-mismatch": [
        case("shifted-row", GABA, "skeleton-mismatch formula-mismatch", "smiles", smiles=BACLOFEN["smiles"]),
        case("isomer", GABA, "skeleton-mismatch", "smiles", smiles="CC(N)CC(=O)O"),
        case("inchi-of-another", {**GABA, "inchi": BACLOFEN["inchi"]}, "skeleton-mismatch formula-mismatch", "inchi"),
        case("other-atom-order", GABA, smiles="OC(=O)CCCN"),
        case("kekule-form", BACLOFEN, smiles="NCC(CC(=O)O)C1=CC=C(Cl)C=C1"),
        case("halogen-oxo-acid", CHLORATE),
    ],
    "component-mismatch": [
        case("hydrochloride", BACLOFEN, "component-mismatch formula-mismatch", "smiles", **HYDROCHLORIDE),
        case("sodium-lost", OXYBATE, "component-mismatch formula-mismatch", "smiles", smiles="[O-]C(=O)CCCO"),
        case("hydrate", GABA, "component-mismatch formula-mismatch", "smiles", smiles="NCCCC(=O)O.O"),
        case("component-order", OXYBATE, smiles="OCCCC(=O)[O-].[Na+]"),
        case("covalent-sodium", OXYBATE, smiles="OCCCC(=O)O[Na]"),
    ],
    "tautomer-mismatch": [
        case(
            "enol",
            {"inchi": "InChI=1S/C5H8O2/c1-4(6)3-5(2)7/h3H2,1-2H3"},
            "tautomer-mismatch",
            "inchi smiles",
            smiles="CC(=O)C=C(C)O",
        ),
        case("pyridone", {"inchi": "InChI=1S/C5H5NO/c7-5-3-1-2-4-6-5/h1-4H,(H,6,7)"}, smiles="Oc1ccccn1"),
    ],
    "hydrogen-mismatch": [
        case(
            "lost-hydrogen",
            BACLOFEN,
            "hydrogen-mismatch smiles-radical formula-mismatch",
            "smiles",
            smiles="NC[C](CC(=O)O)c1ccc(Cl)cc1",
        ),
        case(
            "reduced",
            {"inchi": "InChI=1S/C6H4O2/c7-5-1-2-6(8)4-3-5/h1-4H"},
            "hydrogen-mismatch",
            "inchi smiles",
            smiles="Oc1ccc(O)cc1",
        ),
        case("quinone", {"inchi": "InChI=1S/C6H4O2/c7-5-1-2-6(8)4-3-5/h1-4H"}, smiles="O=C1C=CC(=O)C=C1"),
    ],
    "protonation-mismatch": [
        case("anion", HYDROXYBUTYRIC, "protonation-mismatch formula-mismatch", "smiles", smiles="[O-]C(=O)CCCO"),
        case(
            "cation-lost",
            {"inchi": "InChI=1S/C7H16NO2/c1-7(9)10-6-5-8(2,3)4/h5-6H2,1-4H3/q+1", "formula": "C7H16NO2+"},
            smiles="CC(=O)OCC[N+](C)(C)C",
        ),
        case("zwitterion", GABA, smiles="[NH3+]CCCC(=O)[O-]"),
    ],
    "enantiomer-mismatch": [
        case("smiles", ARBACLOFEN, "enantiomer-mismatch", "smiles", smiles=S_BACLOFEN["smiles"]),
        case("inchi", ARBACLOFEN, "enantiomer-mismatch", "inchi", inchi=S_BACLOFEN["inchi"]),
        case("same", ARBACLOFEN),
        case("other-way-to-write", ARBACLOFEN, smiles="OC(=O)C[C@@H](CN)c1ccc(Cl)cc1"),
    ],
    "stereocentre-mismatch": [
        case("allothreonine", THREONINE, "stereocentre-mismatch", "smiles", smiles="C[C@H](O)[C@H](N)C(=O)O"),
        case("threonine", THREONINE),
    ],
    "double-bond-mismatch": [
        case(
            "maleic",
            {**FUMARIC, "inchikey": "VZCYOOQTPOCHFL-OWOJBTEDSA-N"},
            "double-bond-mismatch",
            "smiles",
            smiles=MALEIC["smiles"],
        ),
        case("fumaric", FUMARIC),
        case("both-slashes", FUMARIC, smiles="OC(=O)\\C=C\\C(=O)O"),
    ],
    "stereo-missing": [
        case("flat-smiles", PREGABALIN, "stereo-missing", "smiles", smiles="CC(C)CC(CN)CC(=O)O"),
        case("flat-inchi", PREGABALIN, "stereo-missing", "inchi", inchi=PREGABALIN["inchi"][:-10]),
        case("flat-double-bond", FUMARIC, "stereo-missing", "smiles", smiles="OC(=O)C=CC(=O)O"),
        case("connectivity-is-meant-flat", PREGABALIN, connectivity_smiles="CC(C)CC(CN)CC(=O)O"),
    ],
    "stereo-partial": [
        case("threonine", THREONINE),
        case("one-of-two", THREONINE, "stereo-partial", "smiles", smiles="CC(O)[C@H](N)C(=O)O"),
        case(
            "two-of-two-apart",
            {"smiles": "C[C@@H](O)C(N)C(=O)O"},
            "stereo-partial",
            "inchi smiles",
            inchi="InChI=1S/C4H9NO3/c1-2(6)3(5)4(7)8/h2-3,6H,5H2,1H3,(H,7,8)/t2?,3-/m0/s1",
        ),
    ],
    "isotope-labels-missing": [
        case("smiles", METHANOL_D3, "isotope-labels-missing", "smiles", smiles="CO"),
        case("inchi", METHANOL_D3, "isotope-labels-missing", "inchi", inchi=METHANOL["inchi"]),
        case("labelled", METHANOL_D3),
    ],
    "isotope-mismatch": [
        case("labelled", METHANOL_D3),
        case("two-for-three", METHANOL_D3, "isotope-mismatch", "inchi smiles", smiles="[2H]C([2H])O"),
        case("carbon-for-hydrogen", METHANOL_D3, "isotope-mismatch", "inchi smiles", smiles="[13CH3]O"),
    ],
}


@pytest.mark.parametrize(
    ("fields", "codes", "suspects"),
    [pytest.param(*line.values, id=f"{code}-{line.id}") for code, table in TABLES.items() for line in table],
)
def test_pairs(fields, codes, suspects):
    """Each difference of two structures has its code and suspects; two ways to write one structure have none."""
    assert outcome(fields) == (codes, suspects)


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        pytest.param({**PREGABALIN, "smiles": "CC(C)CC(CN)CC(=O)O"}, "underspecified", id="flat"),
        pytest.param({**THREONINE, "smiles": "CC(O)[C@H](N)C(=O)O"}, "underspecified", id="partial"),
        pytest.param({**METHANOL_D3, "smiles": "CO"}, "underspecified", id="unlabelled"),
        pytest.param({**ARBACLOFEN, "smiles": S_BACLOFEN["smiles"]}, "inconsistent", id="enantiomer"),
        pytest.param({**BACLOFEN, **HYDROCHLORIDE}, "inconsistent", id="salt"),
        pytest.param(PREGABALIN, "verified", id="sound"),
        pytest.param({**PREGABALIN, "connectivity_smiles": "CC(C)CC(CN)CC(=O)O"}, "verified", id="connectivity"),
        pytest.param({**GABA, "connectivity_smiles": "CC(N)CC(=O)O"}, "inconsistent", id="connectivity-of-an-isomer"),
    ],
)
def test_verdict(fields, verdict):
    """Saying less is underspecified, saying something else inconsistent."""
    assert verify(fields, names=False).verdict == verdict
