"""How safe corrections are: who vouches for the value."""

import pytest

from gaba_analogs.api.verify import verify

# Baclofen and its R form by PubChem (CID 2284, 44602); masses by PubChem.
FLAT = "NCC(CC(=O)O)c1ccc(Cl)cc1"
R_FORM = "NC[C@H](CC(=O)O)c1ccc(Cl)cc1"
S_FORM = "NC[C@@H](CC(=O)O)c1ccc(Cl)cc1"
INCHI = "InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)"
R_INCHI = f"{INCHI}/t8-/m0/s1"
S_INCHI = f"{INCHI}/t8-/m1/s1"
KEY, R_KEY = "KPYSYYIEGFHWSV-UHFFFAOYSA-N", "KPYSYYIEGFHWSV-QMMMGPOBSA-N"
S_KEY = "KPYSYYIEGFHWSV-MRVPVSSYSA-N"  # CID 44600
MISTYPED = "KPYSYYIEGFHWSV-UHFFFAOYTA-N"
GABA_KEY = "BTCSSZJGUNDROE-UHFFFAOYSA-N"  # CID 119


@pytest.mark.parametrize(
    ("record", "field", "safety"),
    [
        pytest.param({"smiles": FLAT, "inchi": INCHI, "inchikey": GABA_KEY}, "inchikey", "safe", id="key-two"),
        pytest.param({"smiles": FLAT, "inchikey": MISTYPED}, "inchikey", "safe", id="key-mistyped"),
        pytest.param({"smiles": R_FORM, "inchikey": KEY}, "inchikey", "likely", id="flat-key-one-witness"),
        pytest.param({"smiles": FLAT, "inchikey": KEY, "formula": "C9H12ClNO2"}, "formula", "likely", id="formula-two"),
        pytest.param(
            {"smiles": FLAT, "inchikey": KEY, "formula": "C9H12ClNO2", "molecular_weight": "213.66"},
            "formula",
            "safe",
            id="formula-weighed",
        ),
        pytest.param({"formula": "C10H12ClNO2", "molecular_weight": "213.0557"}, "molecular_weight", "safe", id="mass"),
        pytest.param({"smiles": FLAT, "inchi": INCHI[:-8], "inchikey": KEY}, "inchi", "safe", id="inchi-cut-key-right"),
        pytest.param({"smiles": FLAT, "inchi": INCHI[:-8]}, "inchi", "likely", id="inchi-cut-drawing-alone"),
        pytest.param({"smiles": FLAT, "inchi": R_INCHI, "inchikey": R_KEY}, "smiles", "likely", id="smiles-from-inchi"),
        pytest.param({"smiles": "c1ccc", "inchi": INCHI, "inchikey": KEY}, "smiles", "likely", id="smiles-unreadable"),
        pytest.param({"smiles": FLAT, "inchikey": KEY, "cas": "3/4/4342"}, "cas", "likely", id="cas-from-a-date"),
    ],
)
def test_safety(record, field, safety):
    """Two independent voices, or one and the damaged value itself, make a correction safe."""
    report = verify(record, names=False)

    assert field in report.corrections
    assert report.safety[field] == safety
    assert {f.safety for f in report.findings if f.fields[0] == field and f.expected} <= {safety}


WEIGHED = {"formula": "C10H12ClNO2", "molecular_weight": "213.66", "monoisotopic_mass": "213.0557"}


@pytest.mark.parametrize(
    ("record", "field", "safety"),
    [
        pytest.param({"smiles": R_FORM, "inchi": R_INCHI, "inchikey": S_KEY}, "inchikey", "safe", id="enantiomer-key"),
        pytest.param({"smiles": R_FORM, "inchi": R_INCHI, "inchikey": KEY}, "inchikey", "safe", id="flat-key"),
        pytest.param({"smiles": S_FORM, "inchi": R_INCHI, "inchikey": R_KEY}, "smiles", "likely", id="one-hash"),
        pytest.param({"smiles": R_FORM, "inchi": S_INCHI, "inchikey": R_KEY}, "inchi", "safe", id="enantiomer-inchi"),
        pytest.param({"smiles": R_FORM, "inchikey": S_KEY}, "inchikey", "manual", id="drawing-alone"),
    ],
)
def test_masses_that_all_stereoisomers_share_change_nothing(record, field, safety):
    """A mass fits a wrong stereoisomer as it fits the right one, and is no reason to doubt the correction."""
    assert verify(record, names=False).safety.get(field, "manual") == safety
    assert verify({**record, **WEIGHED}, names=False).safety.get(field, "manual") == safety


def test_a_mass_that_fits_the_wrong_structure_alone_speaks_for_it():
    """Phenibut's InChI beside baclofen's drawing and key, and phenibut's weight: which of them is meant is not safe."""
    phenibut = "InChI=1S/C10H13NO2/c11-7-9(6-10(12)13)8-4-2-1-3-5-8/h1-5,9H,6-7,11H2,(H,12,13)"  # CID 14113

    report = verify({"smiles": FLAT, "inchi": phenibut, "inchikey": KEY, "molecular_weight": "179.22"}, names=False)

    assert report.safety.get("inchi", "manual") != "safe"


def test_nothing_undecided_is_more_than_manual():
    """SMILES against formula leaves open which is wrong: the key that is mistyped in either case is not written."""
    report = verify({"smiles": FLAT, "inchikey": MISTYPED, "formula": "C9H9NO"}, names=False)

    assert report.ambiguous
    assert {*report.safety.values(), *(f.safety for f in report.findings if f.expected)} == {"manual"}


# Citric acid and its anion: ChEBI:30769, ChEBI:16947; pyruvic acid: CID 1060; ethanol-d6: CID 102138.
CITRIC_ACID = {
    "smiles": "OC(=O)CC(O)(CC(=O)O)C(=O)O",
    "inchi": "InChI=1S/C6H8O7/c7-3(8)1-6(13,5(11)12)2-4(9)10/h13H,1-2H2,(H,7,8)(H,9,10)(H,11,12)",
    "inchikey": "KRKNYBCHXYNGOX-UHFFFAOYSA-N",
}
PYRUVIC_ACID = {"smiles": "CC(=O)C(=O)O", "inchikey": "LCTONWCANYUPML-UHFFFAOYSA-N"}


@pytest.mark.parametrize(
    ("record", "field", "safety"),
    [
        pytest.param(
            {**CITRIC_ACID, "formula": "C6H5O7", "charge": "-3"}, "formula", "manual", id="ion-beside-the-acid"
        ),
        pytest.param({**CITRIC_ACID, "formula": "C6H5O7", "charge": "-3"}, "charge", "manual", id="its-charge"),
        pytest.param({**PYRUVIC_ACID, "formula": "C3H3O3"}, "formula", "likely", id="formula-of-an-ion-or-mistyped"),
        pytest.param(
            {**PYRUVIC_ACID, "formula": "C3H3O3", "monoisotopic_mass": "88.0160"}, "formula", "safe", id="and-a-mass"
        ),
        pytest.param(
            {**CITRIC_ACID, "formula": "C6H10O8", "molecular_weight": "210.14"},
            "formula",
            "likely",
            id="hydrate",
        ),
    ],
)
def test_another_ion_is_not_written_unasked(record, field, safety):
    """What may be the formula of an ion, or is shared by another field, is never called safe."""
    assert verify(record, names=False).safety[field] == safety


# Aspirin as a table of B3DB gives it, whose other table draws the acid; the InChI of the anion has /p-1.
ASPIRIN = "InChI=1S/C9H8O4/c1-6(10)13-8-5-3-2-4-7(8)9(11)12/h2-5H,1H3,(H,11,12)"
ACID, ANION = "CC(=O)OC1=CC=CC=C1C(=O)O", "CC(=O)OC1=CC=CC=C1C(=O)[O-]"
ACID_NAME, ANION_NAME = "2-acetyloxybenzoic acid", "2-acetyloxybenzoate"


@pytest.mark.parametrize(
    ("record", "safety"),
    [
        pytest.param({"smiles": ANION, "iupac_name": ANION_NAME, "inchi": ASPIRIN}, "likely", id="ion-drawn-and-named"),
        pytest.param(
            {"smiles": ANION, "iupac_name": ANION_NAME, "inchi": ASPIRIN, "inchikey": "BSYNRYMUTXBXSQ-UHFFFAOYSA-M"},
            "safe",
            id="and-its-key",
        ),
        pytest.param({"smiles": ACID, "iupac_name": ACID_NAME, "inchi": f"{ASPIRIN}/p-1"}, "safe", id="acid-drawn"),
        pytest.param(
            {"smiles": f"{ANION}.[Na+]", "iupac_name": f"sodium {ANION_NAME}", "inchi": ASPIRIN}, "safe", id="salt"
        ),
    ],
)
def test_an_inchi_of_the_uncharged_compound_may_be_meant(record, safety):
    """Beside a drawing and a name of an ion it is at most likely wrong; a salt or a key of the ion settle it."""
    assert verify(record).safety["inchi"] == safety


def test_a_connectivity_smiles_adds_nothing_to_the_inchi_beside_it():
    """Both come from one entry: a formula of another compound, here that of lyxose, may be right all the same."""
    record = {"connectivity_smiles": FLAT, "inchi": INCHI, "inchikey": KEY, "formula": "C5H10O5"}

    assert verify(record, names=False).safety.get("formula", "likely") == "likely"


def test_the_formula_of_the_free_form_beside_a_salt_takes_three_voices():
    """Indoxyl sulfate (CID 10258) beside its potassium salt: name and formula may mean the acid."""
    salt = {
        "smiles": "[K+].[O-]S(=O)(=O)Oc1c[nH]c2ccccc12",
        "inchi": "InChI=1S/C8H7NO4S.K/c10-14(11,12)13-8-5-9-7-4-2-1-3-6(7)8;/h1-5,9H,(H,10,11,12);/q;+1/p-1",
        "inchikey": "MDAWATNFDJIBBD-UHFFFAOYSA-M",
    }

    assert verify({**salt, "formula": "C8H7NO4S"}, names=False).safety["formula"] == "likely"


def test_citrate_is_not_made_half_an_acid():
    """Formula and charge of the ion close a shell together: the SMILES is the acid, and neither is corrected."""
    report = verify({"smiles": CITRIC_ACID["smiles"], "formula": "C6H5O7", "charge": "-3"}, names=False)

    assert report.suspects == ("smiles",)
    assert not report.corrections


def test_a_labelled_key_bears_out_the_mass_of_the_labelled_form():
    """No correction to the mass of ethanol where key and mass are those of ethanol-d6: the SMILES says less."""
    ethanol = {"smiles": "CCO", "formula": "C2H6O", "inchikey": "LFQSCWFLJHTTHZ-LIDOUZCJSA-N"}
    report = verify({**ethanol, "molecular_weight": "52.11", "monoisotopic_mass": "52.0795"}, names=False)

    assert (report.verdict, report.suspects) == ("underspecified", ("smiles",))
    assert not {"molecular_weight", "monoisotopic_mass"} & report.corrections.keys()


def test_a_sign_of_rotation_is_not_computed():
    """(R)-Ibuprofen turns to the left and its mirror image to the right, which no structure tells."""
    report = verify({"smiles": "CC(C)Cc1ccc(cc1)[C@H](C)C(O)=O", "chirality": "(R)-(-)"}, names=False)

    assert {*report.safety.values()} <= {"manual"}
    assert report.suspects


def test_every_correction_has_a_safety():
    """The two mappings have the same fields, in JSON too."""
    report = verify({"smiles": S_FORM, "inchi": R_INCHI, "inchikey": R_KEY, "molecular_weight": "231.66"}, names=False)
    said = report.to_dict()

    assert said["safety"].keys() == said["corrections"].keys() == report.safety.keys()
    assert said["corrections"]


@pytest.mark.parametrize(
    ("name", "safety"),
    [
        ("baclofen", "safe"),
        ("baclofen hydrochloride", "likely"),
        ("baclofen dihydrate", "likely"),
        ("baclofen HCl", "likely"),
        ("baclofen·HCl", "likely"),
        ("Baclofenhydrochlorid", "likely"),
        ("chlorhydrate de baclofène", "likely"),
        ("baclofen mesylate", "likely"),
        ("baclofen ethyl ester", "likely"),
    ],
)
def test_a_mass_under_the_title_of_a_salt(name, safety):
    """The mass of the parent is no safe correction where the title is that of its hydrochloride."""
    # Baclofen and its hydrochloride: 213.66 and 250.12 g/mol, PubChem CID 2284 and 61131
    parent = {"smiles": "NCC(CC(=O)O)c1ccc(Cl)cc1", "formula": "C10H12ClNO2", "molecular_weight": "250.12"}

    report = verify({"name": name, **parent}, names=False)

    assert (report.corrections["molecular_weight"], report.safety["molecular_weight"]) == ("213.66", safety)


def test_the_exact_mass_of_an_ester_is_its_own():
    """A mass that is another one of the very compound is corrected safely, whatever the title says."""
    # methyl 4-aminobutanoate: 117.15 g/mol, 117.0790 Da (C5H11NO2, counted by hand)
    ester = {"name": "GABA methyl ester", "smiles": "COC(=O)CCCN", "formula": "C5H11NO2"}

    report = verify({**ester, "molecular_weight": "117.0790"}, names=False)

    assert report.safety == {"molecular_weight": "safe"}


def test_a_mass_under_the_title_of_a_hydrate_of_a_metal_salt():
    """The water of a title is looked for in the drawing, though what else it states may be bound to the metal."""
    # copper sulfate: 159.61 g/mol, with five of water 249.69 (counted by hand); key: PubChem CID 24462
    anhydrous = {"smiles": "[Cu+2].[O-]S(=O)(=O)[O-]", "inchikey": "ARUVKPQLZAKDPS-UHFFFAOYSA-L", "formula": "CuSO4"}

    report = verify({"name": "copper sulfate pentahydrate", **anhydrous, "molecular_weight": "249.68"}, names=False)

    assert report.safety == {"molecular_weight": "likely"}


@pytest.mark.names
def test_a_mass_under_the_systematic_title_of_a_salt():
    """So it is where the title is a systematic name."""
    gaba = {"smiles": "NCCCC(=O)O", "inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N", "formula": "C4H9NO2"}

    report = verify({"name": "4-aminobutanoic acid hydrochloride", **gaba, "molecular_weight": "139.58"})

    assert report.safety["molecular_weight"] == "likely"


@pytest.mark.names
@pytest.mark.parametrize(("name", "safety"), [("linoleic acid", "likely"), ("linolenic acid", "safe")])
def test_a_mass_that_is_that_of_the_title(name, safety):
    """The title and the mass may be right, and the structure and its formula another compound's."""
    # perry: linoleic acid is C18H32O2, 280.45 g/mol; its food compounds draw linolenic acid under that name
    linolenic = {"smiles": "CCC=CCC=CCC=CCCCCCCCC(=O)O", "formula": "C18H30O2", "molecular_weight": "280.45"}

    report = verify({"name": name, **linolenic})

    assert (report.corrections["molecular_weight"], report.safety["molecular_weight"]) == ("278.44", safety)
