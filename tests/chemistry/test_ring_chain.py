"""Sugars as ring and as open chain."""

import pytest

from gaba_analogs.api.verify import verify
from gaba_analogs.chemistry.ring_chain import open_forms, ring_forms
from gaba_analogs.chemistry.structure import Structure

# Names and structures that OPSIN 2.9 gives for D-glucose, D-galactose, D-fructose and N-acetylneuraminic acid
GLUCOSE = "(2R,3S,4R,5R)-2,3,4,5,6-pentahydroxyhexanal"
GLUCOPYRANOSE, GALACTOPYRANOSE = "OC[C@H]1OC(O)[C@H](O)[C@@H](O)[C@@H]1O", "OC[C@H]1OC(O)[C@H](O)[C@@H](O)[C@H]1O"
GLUCOSE_CHAIN, GALACTOSE_CHAIN = "O=C[C@H](O)[C@@H](O)[C@H](O)[C@H](O)CO", "O=C[C@H](O)[C@@H](O)[C@@H](O)[C@H](O)CO"
OXANE = "(3R,4S,5S,6R)-6-(hydroxymethyl)oxane-2,3,4,5-tetrol"
FRUCTOPYRANOSE, SORBOPYRANOSE = "OC[C@@]1(O)OC[C@@H](O)[C@@H](O)[C@@H]1O", "OC[C@@]1(O)OC[C@H](O)[C@@H](O)[C@@H]1O"
FRUCTOFURANOSE = "OC[C@H]1OC(O)(CO)[C@@H](O)[C@@H]1O"
FRUCTOSE = "(3S,4R,5R)-1,3,4,5,6-pentahydroxyhexan-2-one"
NEURAMINIC = "(4S,5R,6R,7S,8R)-5-acetamido-4,6,7,8,9-pentahydroxy-2-oxononanoic acid"
NEURAMINIC_RING = "CC(=O)N[C@@H]1[C@@H](O)CC(O)(C(=O)O)O[C@H]1[C@H](O)[C@H](O)CO"
AMADORI = "2-[[(3S,4R,5R)-3,4,5,6-tetrahydroxy-2-oxohexyl]amino]acetic acid"
AMADORI_RING = "OC(=O)CNC[C@@]1(O)OC[C@@H](O)[C@@H](O)[C@@H]1O"


@pytest.mark.names
@pytest.mark.parametrize(
    ("name", "smiles"),
    [
        pytest.param(GLUCOSE, GLUCOPYRANOSE, id="aldose"),
        pytest.param("D-glucose", GLUCOPYRANOSE, id="aldose-by-its-trivial-name"),
        pytest.param(OXANE, GLUCOSE_CHAIN, id="ring-by-name"),
        pytest.param(FRUCTOSE, FRUCTOPYRANOSE, id="ketose"),
        pytest.param("D-fructose", FRUCTOFURANOSE, id="furanose"),
        pytest.param(NEURAMINIC, NEURAMINIC_RING, id="sialic-acid"),
        pytest.param(AMADORI, AMADORI_RING, id="amadori-compound"),
        pytest.param("N-(1-deoxy-D-fructos-1-yl)glycine", AMADORI_RING, id="amadori-compound-by-its-trivial-name"),
    ],
)
@pytest.mark.parametrize("beside", ["smiles", "inchikey"])
def test_the_name_is_left_open(name, smiles, beside):
    """The name of a chain accuses no ring, nor the reverse, and the report says why it confirms nothing."""
    value = smiles if beside == "smiles" else Structure.from_smiles(smiles).inchikey
    report = verify({"iupac_name": name, beside: value})

    assert (report.verdict, report.findings) == ("unverified", ())
    assert "the name is that of a ring-chain tautomer" in {skip.reason for skip in report.skipped}


@pytest.mark.names
@pytest.mark.parametrize(
    ("name", "smiles"),
    [
        pytest.param(GLUCOSE, GALACTOPYRANOSE, id="aldose"),
        pytest.param("D-glucose", GALACTOPYRANOSE, id="aldose-by-its-trivial-name"),
        pytest.param("D-glucose", GALACTOSE_CHAIN, id="chain"),
        pytest.param("L-glucose", GLUCOPYRANOSE, id="enantiomer"),
        pytest.param(OXANE, GALACTOSE_CHAIN, id="ring-by-name"),
        pytest.param(FRUCTOSE, SORBOPYRANOSE, id="ketose"),
        pytest.param("beta-D-fructofuranose", FRUCTOPYRANOSE, id="ring-size-stated"),
    ],
)
@pytest.mark.parametrize("beside", ["smiles", "inchikey"])
def test_another_sugar_is_found(name, smiles, beside):
    """The name of an epimer, or of a ring of another size, contradicts a ring and its key."""
    value = smiles if beside == "smiles" else Structure.from_smiles(smiles).inchikey
    report = verify({"iupac_name": name, beside: value})

    assert (report.verdict, report.suspects) == ("inconsistent", tuple(sorted(("iupac_name", beside))))


@pytest.mark.parametrize(
    ("smiles", "message"),
    [
        (GLUCOPYRANOSE, "SMILES is a ring-chain tautomer of InChI"),
        (GALACTOPYRANOSE, "SMILES is a ring-chain tautomer of InChI in another configuration"),
    ],
)
def test_drawings_are_told_apart(smiles, message):
    """Ring and chain drawn in two fields contradict each other, and the message says whether they are one sugar."""
    chain = Structure.from_smiles(GLUCOSE_CHAIN).inchi

    assert [f.message for f in verify({"smiles": smiles, "inchi": chain}, names=False).findings] == [message]


def test_key_of_the_ring():
    """The key of the ring beside the chain is named as such."""
    record = {"smiles": GLUCOSE_CHAIN, "inchikey": "WQZGKKKJIJFFOK-GASJEMHNSA-N"}  # D-glucopyranose, CID 5793

    (finding,) = verify(record, names=False).findings
    assert finding.message == "InChIKey is that of a ring-chain tautomer of SMILES"


@pytest.mark.parametrize("smiles", ["CCO", "CC(=O)CC(O)C", "OC(=O)CCCO", "OC1CCCO1 |$R1$|"])
def test_forms_of_others(smiles):
    """What has no carbonyl four or five bonds from a hydroxyl group closes to no ring; ethers do not open."""
    assert not ring_forms(Structure.from_smiles(smiles))


def test_acetals_do_not_open():
    """A glycoside has no hydroxyl group on its anomeric carbon."""
    assert open_forms(Structure.from_smiles("COC1OC(CO)C(O)C(O)C1O")) == ()
