"""Names whose brackets may be meant in two ways contradict what fits neither."""

import pytest

from gaba_analogs.api.verify import verify

# DrugBank DB04374; CompTox DTXSID60654260 and DTXSID901027664; 2-ethylhexyl acrylate, PubChem CID 7636
TRIAZOLE = {
    "name": "4-Carboxy-5-(1-Pentyl)Hexylsulfanyl-1,2,3-Triazole",
    "smiles": "CCCCCC(CCCCC)Sc1[nH]nnc1C(=O)O",
}
ETHER = {"name": "1,1-bis(Trifluoromethyl)methoxy-2-ethanol", "smiles": "FC(F)(F)C(OCCO)C(F)(F)F"}
PERFLUOROALKYL = "C(F)(F)C(F)(F)C(F)(F)C(F)(F)C(F)(F)C(F)(F)C(F)(F)C(F)(F)F"
SULFONAMIDE = {
    "iupac_name": "[[(Heptadecafluorooctyl)sulfonyl]methylamino]methyl 2-methyl-2-propenoate",
    "smiles": f"O=C(OCN(C)S(=O)(=O){PERFLUOROALKYL})C(=C)C",
}
ACRYLATE = {"iupac_name": "(2-ethyl)hexyl acrylate", "smiles": "CCCCC(CC)COC(=O)C=C", "formula": "C11H20O2"}

# FeOs, parameters/ideal_gas/burkhardt2025.json, with the names of PubChem and NIST; usnistgov/COSMOSAC, complist.txt
SILANE = {"iupac_name": "dibromomethyl-silane", "smiles": "Br[SiH](Br)C", "inchi": "InChI=1S/CH4Br2Si/c1-4(2)3/h4H,1H3"}
DIOXOLANE = {"iupac_name": "dioxolane", "smiles": "C1COOC1", "inchi": "InChI=1S/C3H6O2/c1-2-4-5-3-1/h1-3H2"}
# nobyt/smiles2iupac, tests/pubchem_cache.json: PubChem's names
TRIAZINONE = {"iupac_name": "1H-triazin-6-one", "smiles": "Oc1ccnnn1", "inchikey": "QMNWYGTWTXOQTP-UHFFFAOYSA-N"}
HYDROXYETHYL = {"name": "4-Methyl-4-hydroxyethyl-1,3-dioxane", "smiles": "C1CC(OCO1)(C)C(C)O"}


@pytest.mark.names
@pytest.mark.parametrize(
    ("record", "accused"),
    [
        pytest.param(SILANE, False, id="groups-on-silicon"),
        pytest.param({"iupac_name": "dibromomethyl-silane", "smiles": "BrC(Br)[SiH3]"}, False, id="group-on-carbon"),
        pytest.param({"iupac_name": "dibromomethyl-silane", "smiles": "BrC[SiH2]Br"}, True, id="one-on-each"),
        pytest.param(DIOXOLANE, False, id="oxygens-side-by-side"),
        pytest.param({"iupac_name": "dioxolane", "smiles": "C1OCCO1"}, False, id="oxygens-apart"),
        pytest.param({"iupac_name": "1,3-dioxolane", "smiles": "C1COOC1"}, True, id="places-stated"),
        pytest.param(TRIAZINONE, False, id="nitrogens-side-by-side"),
        pytest.param({"iupac_name": "triazine", "smiles": "c1ncncn1"}, False, id="nitrogens-apart"),
        pytest.param({"iupac_name": "4-methyltriazine", "smiles": "Cc1ccnnn1"}, False, id="triazine-with-a-group"),
        pytest.param({"iupac_name": "4-methyltriazine", "smiles": "Cc1cnnnc1"}, True, id="group-elsewhere"),
        pytest.param({"iupac_name": "1,3,5-triazine", "smiles": "c1cnnnc1"}, True, id="nitrogens-stated"),
        pytest.param(HYDROXYETHYL, False, id="1-hydroxyethyl"),
        pytest.param({**HYDROXYETHYL, "smiles": "C1CC(OCO1)(C)CCO"}, False, id="2-hydroxyethyl"),
        pytest.param(
            {"name": "4-Methyl-4-(2-hydroxyethyl)-1,3-dioxane", "smiles": "C1CC(OCO1)(C)C(C)O"}, True, id="place-stated"
        ),
        pytest.param(
            {"name": "Dibutyl_adipate", "smiles": "CCCCOC(=O)CCCCC(=O)OCCCC", "formula": "C14H26O4"},
            False,
            id="underscore-for-a-blank",
        ),
    ],
)
def test_groups_without_their_places(record, accused):
    """A name that leaves out where a group is fits each place; one that says it does not."""
    assert (verify(record).verdict == "inconsistent") is accused


@pytest.mark.names
@pytest.mark.parametrize(
    ("record", "accused"),
    [
        pytest.param(TRIAZOLE, False, id="located-alkyl-on-a-chain"),
        pytest.param({**TRIAZOLE, "smiles": "CCCCCC(CCCC)Sc1[nH]nnc1C(=O)O"}, True, id="a-carbon-lost"),
        pytest.param(ETHER, False, id="two-groups-on-one-chain"),
        pytest.param({**ETHER, "smiles": "FC(F)(F)COC(CO)OCC(F)(F)F"}, False, id="two-groups-read-by-the-rules"),
        pytest.param({**ETHER, "smiles": "FC(F)(F)COCC(CO)C(F)(F)F"}, True, id="another-isomer"),
        pytest.param(SULFONAMIDE, False, id="two-groups-on-nitrogen"),
        pytest.param(
            {**SULFONAMIDE, "smiles": f"O=C(OCNCS(=O)(=O){PERFLUOROALKYL})C(=C)C"}, False, id="one-group-on-nitrogen"
        ),
        pytest.param(
            {**SULFONAMIDE, "smiles": f"O=C(OCN(CC)S(=O)(=O){PERFLUOROALKYL})C(=C)C"}, True, id="ethyl-for-methyl"
        ),
        pytest.param(ACRYLATE, False, id="ethylhexyl"),
        pytest.param({**ACRYLATE, "smiles": "CCCCCC(C)COC(=O)C=C"}, True, id="methylheptyl"),
    ],
)
def test_brackets_of_two_meanings(record, accused):
    """The reading that another field has is meant; a structure that has none of them contradicts the name."""
    report = verify(record)

    assert (report.verdict == "inconsistent") is accused
