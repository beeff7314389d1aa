"""Which fields agree on which aspect: a truth table of structures, and each other field beside them."""

from __future__ import annotations

import pytest

from gaba_analogs.api.verify import verify
from gaba_analogs.chemistry.structure import Structure, quiet
from gaba_analogs.evidence.facts import read_facts
from gaba_analogs.evidence.witnesses import identify_witnesses
from gaba_analogs.record import StructureRecord
from gaba_analogs.record.fields import ASPECTS
from gaba_analogs.registry.answers import Answer, Registry
from gaba_analogs.registry.entry import RegistryEntry
from gaba_analogs.verification.examine import examine
from gaba_analogs.verification.plan import Choice

BACLOFEN_INCHI = "InChI=1S/C10H12ClNO2/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14/h1-4,8H,5-6,12H2,(H,13,14)"
ARBACLOFEN_INCHI = f"{BACLOFEN_INCHI}/t8-/m0/s1"
GABA_INCHI = "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"
GHB_INCHI = "InChI=1S/C4H8O3/c5-3-1-2-4(6)7/h5H,1-3H2,(H,6,7)"

# The SMILES of one compound beside the InChI of another, both PubChem's (CIDs in the comments), and the aspects in
# which they are apart, by definition of the relation.
RELATIONS = [
    # 44602, 44602
    pytest.param("NC[C@H](CC(=O)O)c1ccc(Cl)cc1", ARBACLOFEN_INCHI, "", id="same"),
    # 119, 119: PubChem's depositors draw the zwitterion under the same number
    pytest.param("[NH3+]CCCC(=O)[O-]", GABA_INCHI, "", id="zwitterion"),
    # 8871, 8871: 2-pyridone, as 2-hydroxypyridine
    pytest.param("Oc1ccccn1", "InChI=1S/C5H5NO/c7-5-3-1-2-4-6-5/h1-4H,(H,6,7)", "", id="tautomer-that-inchi-unites"),
    # 44603, 44602
    pytest.param("NC[C@@H](CC(=O)O)c1ccc(Cl)cc1", ARBACLOFEN_INCHI, "stereo", id="enantiomer"),
    # 99289, 6288: L-allothreonine, L-threonine
    pytest.param(
        "C[C@H](O)[C@H](N)C(=O)O",
        "InChI=1S/C4H9NO3/c1-2(6)3(5)4(7)8/h2-3,6H,5H2,1H3,(H,7,8)/t2-,3+/m1/s1",
        "stereo",
        id="epimer",
    ),
    # 444972, 444266: fumaric acid, maleic acid
    pytest.param(
        "OC(=O)/C=C/C(=O)O",
        "InChI=1S/C4H4O4/c5-3(6)1-2-4(7)8/h1-2H,(H,5,6)(H,7,8)/b2-1-",
        "stereo",
        id="double-bond-isomer",
    ),
    # 2284, 44602
    pytest.param("NCC(CC(=O)O)c1ccc(Cl)cc1", ARBACLOFEN_INCHI, "stereo", id="flat"),
    # 44602, 2284
    pytest.param("NC[C@H](CC(=O)O)c1ccc(Cl)cc1", BACLOFEN_INCHI, "stereo", id="flat-inchi"),
    # 61131 (baclofen hydrochloride), 2284
    pytest.param(
        "NCC(CC(=O)O)c1ccc(Cl)cc1.Cl",
        BACLOFEN_INCHI,
        "composition connectivity mobile-hydrogens mass",
        id="hydrochloride",
    ),
    # 23663870 (sodium oxybate), 10413
    pytest.param("OCCCC(=O)[O-].[Na+]", GHB_INCHI, "composition connectivity mobile-hydrogens mass", id="sodium-salt"),
    # 3037032 (4-hydroxybutanoate), 10413
    pytest.param("OCCCC(=O)[O-]", GHB_INCHI, "composition protonation mass", id="anion"),
    # 1118 (hydron form of GABA's cation: 4-azaniumylbutanoic acid), 119
    pytest.param("[NH3+]CCCC(=O)O", GABA_INCHI, "composition protonation mass", id="cation"),
    # 31261 drawn as its enol, 31261
    pytest.param("CC(O)=CC(C)=O", "InChI=1S/C5H8O2/c1-4(6)3-5(2)7/h3H2,1-2H3", "mobile-hydrogens", id="tautomer"),
    # 123111 (trideuteriomethanol), 887 (methanol)
    pytest.param("[2H]C([2H])([2H])O", "InChI=1S/CH4O/c1-2/h2H,1H3", "isotopes mass", id="isotopologue"),
    # 123111, 12208628 (dideuteriomethanol)
    pytest.param("[2H]C([2H])([2H])O", "InChI=1S/CH4O/c1-2/h2H,1H3/i1D2", "isotopes mass", id="other-isotopologue"),
    # 10932 (3-aminobutanoic acid), 119
    pytest.param("CC(N)CC(=O)O", GABA_INCHI, "connectivity mobile-hydrogens", id="constitutional-isomer"),
    # 239 (beta-alanine), 119
    pytest.param("NCCC(=O)O", GABA_INCHI, "composition connectivity mobile-hydrogens mass", id="homologue"),
]


def apart(report):
    """Name the aspects in which the fields of a report differ."""
    return {aspect for aspect, groups in report.agreement.items() if len(groups) > 1}


@pytest.mark.parametrize(("smiles", "inchi", "differs"), RELATIONS)
def test_two_structures(smiles, inchi, differs):
    """Two structures share every aspect but those in which their relation makes them differ."""
    report = verify({"smiles": smiles, "inchi": inchi}, names=False)
    expected = {word.replace("-", " ") for word in differs.split()}

    assert apart(report) == expected
    assert {a for a, groups in report.agreement.items() if groups == (("smiles", "inchi"),)} == set(ASPECTS) - expected


# -- the other fields, beside the SMILES of (R)-baclofen or of its relatives ---------------------------

R, S, FLAT = "NC[C@H](CC(=O)O)c1ccc(Cl)cc1", "NC[C@@H](CC(=O)O)c1ccc(Cl)cc1", "NCC(CC(=O)O)c1ccc(Cl)cc1"
KEY_ASPECTS = "connectivity mobile-hydrogens protonation stereo isotopes"

# Field, its value, the SMILES beside it; the aspects that both share, and those in which they are apart; of any other
# aspect nothing was compared. Keys, formulas and masses: PubChem, CIDs 44602, 44603, 2284, 61131, 3037032, 187.
BESIDE_A_SMILES = [
    pytest.param("inchikey", "KPYSYYIEGFHWSV-QMMMGPOBSA-N", R, KEY_ASPECTS, "", id="key"),
    pytest.param(
        "inchikey",
        "BTCSSZJGUNDROE-UHFFFAOYSA-N",
        R,
        "",
        "connectivity mobile-hydrogens protonation stereo",
        id="key-of-another-skeleton",
    ),
    pytest.param(
        "inchikey",
        "KPYSYYIEGFHWSV-MRVPVSSYSA-N",
        R,
        "connectivity mobile-hydrogens protonation",
        "stereo",
        id="key-of-the-enantiomer",
    ),
    pytest.param(
        "inchikey",
        "KPYSYYIEGFHWSV-UHFFFAOYSA-N",
        R,
        "connectivity mobile-hydrogens protonation",
        "stereo",
        id="key-that-leaves-stereo-open",
    ),
    pytest.param(
        "inchikey",
        "KPYSYYIEGFHWSV-QMMMGPOBSA-M",
        R,
        "connectivity mobile-hydrogens stereo isotopes",
        "protonation",
        id="key-of-the-anion",
    ),
    pytest.param("inchikey", "KPYSYYIEGFHWSV-QMMMGPOBNA-N", R, "", "", id="key-not-standard"),
    pytest.param("formula", "C10H12ClNO2", R, "composition mass", "", id="formula"),
    pytest.param("formula", "C10H12ClO2N", R, "composition mass", "", id="formula-in-another-order"),
    pytest.param("formula", "C10H13Cl2NO2", R, "", "composition mass", id="formula-of-the-hydrochloride"),
    pytest.param("element_counts", "C10H12ClNO2", R, "composition", "", id="element-counts"),
    pytest.param("element_counts", "C10H11ClNO2", R, "", "composition", id="element-counts-one-hydrogen-short"),
    pytest.param("molecular_weight", "213.66", R, "mass", "", id="molecular-weight"),
    pytest.param("molecular_weight", "250.12", R, "", "mass", id="molecular-weight-of-the-hydrochloride"),
    pytest.param("monoisotopic_mass", "213.0556563", R, "mass", "", id="monoisotopic-mass"),
    pytest.param("monoisotopic_mass", "213.66", R, "", "mass", id="average-for-monoisotopic-mass"),
    pytest.param("charge", "0", R, "protonation", "", id="charge"),
    pytest.param("charge", "-1", "OCCCC(=O)[O-]", "protonation", "", id="charge-of-an-anion"),
    pytest.param("charge", "0", "OCCCC(=O)[O-]", "", "protonation", id="charge-of-the-acid"),
    pytest.param("chirality", "R-enantiomer", R, "stereo", "", id="chirality"),
    pytest.param("chirality", "S-enantiomer", R, "", "stereo", id="chirality-of-the-enantiomer"),
    pytest.param("chirality", "racemic mixture", FLAT, "stereo", "", id="racemate-drawn-flat"),
    pytest.param("chirality", "racemic mixture", R, "", "stereo", id="racemate-drawn-as-one-enantiomer"),
    pytest.param("chirality", "achiral", "NCCCC(=O)O", "stereo", "", id="achiral"),
    pytest.param("chirality", "chiral, see text", R, "", "", id="chirality-not-understood"),
    pytest.param("name", "(R)-baclofen", R, "stereo", "", id="title-with-a-descriptor"),
    pytest.param("name", "(S)-baclofen", R, "", "stereo", id="title-of-the-enantiomer"),
    pytest.param("name", "(R)-baclofen", FLAT, "", "stereo", id="title-says-more"),
    pytest.param("name", "arbaclofen", R, "", "", id="title-without-a-descriptor"),
    pytest.param("iupac_name", "(3R)-4-amino-3-(4-chlorophenyl)butanoic acid", R, "stereo", "", id="unread-name"),
    pytest.param(
        "iupac_name",
        "(3S)-4-amino-3-(4-chlorophenyl)butanoic acid",
        R,
        "",
        "stereo",
        id="unread-name-of-the-enantiomer",
    ),
    pytest.param(
        "connectivity_smiles",
        FLAT,
        R,
        "composition connectivity mobile-hydrogens protonation mass",
        "",
        id="connectivity-smiles-is-silent-on-stereo",
    ),
    pytest.param(
        "connectivity_smiles",
        "NCC(CC(=O)O)c1ccccc1",
        R,
        "protonation",
        "composition connectivity mobile-hydrogens mass",
        id="connectivity-smiles-of-another",
    ),
    pytest.param("cas", "69308-37-8", R, "", "", id="number-without-pubchem"),
]


@pytest.mark.parametrize(("field", "value", "smiles", "shared", "differs"), BESIDE_A_SMILES)
def test_a_field_beside_a_structure(field, value, smiles, shared, differs):
    """A field shares with a structure what it was compared in, and nothing else."""
    report = verify({"smiles": smiles, field: value}, names=False)
    together = {aspect for aspect, groups in report.agreement.items() if len(groups) == 1}

    assert together == {word.replace("-", " ") for word in shared.split()}
    assert apart(report) == {word.replace("-", " ") for word in differs.split()}


@pytest.mark.parametrize(
    ("record", "agreement"),
    [
        # PubChem, CID 2284
        pytest.param(
            {"formula": "C10H12ClNO2", "molecular_weight": "213.66", "monoisotopic_mass": "213.0557"},
            {"mass": (("formula", "molecular_weight", "monoisotopic_mass"),)},
            id="formula-and-masses",
        ),
        pytest.param(
            {"formula": "C10H12ClNO2", "molecular_weight": "250.12", "monoisotopic_mass": "213.0557"},
            {"mass": (("formula", "monoisotopic_mass"), ("molecular_weight",))},
            id="one-mass-of-the-salt",
        ),
        pytest.param(
            {"formula": "C10H12ClNO2", "element_counts": "C10H12ClNO2"},
            {"composition": (("formula", "element_counts"),)},
            id="formula-and-element-counts",
        ),
        pytest.param({"molecular_weight": "213.66", "monoisotopic_mass": "213.0557"}, {}, id="masses-of-nothing"),
        # A formula without a sign says nothing on the charge.
        pytest.param({"formula": "C10H12ClNO2", "charge": "0"}, {}, id="formula-without-a-sign"),
        # PubChem, CID 187, acetylcholine
        pytest.param(
            {"smiles": "CC(=O)OCC[N+](C)(C)C", "formula": "C7H16NO2", "charge": "+1"},
            {
                "composition": (("smiles", "formula"),),
                "protonation": (("smiles", "charge"),),
                "mass": (("smiles", "formula"),),
            },
            id="formula-of-a-cation-without-its-sign",
        ),
    ],
)
def test_fields_without_a_structure(record, agreement):
    """Formula, masses and charge agree among themselves, each in its own aspect."""
    assert dict(verify(record, names=False).agreement) == agreement


def test_the_majority_comes_first():
    """Of several groups the largest stands first, and each field stands in the group of its compound."""
    # The InChI and the weight are GABA's (PubChem, CID 119), the others (R)-baclofen's.
    report = verify(
        {
            "smiles": R,
            "inchi": GABA_INCHI,
            "inchikey": "KPYSYYIEGFHWSV-QMMMGPOBSA-N",
            "formula": "C10H12ClNO2",
            "molecular_weight": "103.12",
        },
        names=False,
    )

    assert report.agreement["connectivity"] == (("smiles", "inchikey"), ("inchi",))
    assert report.agreement["composition"] == (("smiles", "formula"), ("inchi",))
    assert report.agreement["mass"] == (("smiles", "formula"), ("inchi", "molecular_weight"))
    assert report.agreement["protonation"] == (("smiles", "inchi", "inchikey"),)


def test_a_flat_key_is_not_excused_by_a_connectivity_smiles():
    """A key without stereochemistry beside the InChI of one enantiomer says too little, whatever else is drawn flat."""
    stated = {"inchi": ARBACLOFEN_INCHI, "inchikey": "KPYSYYIEGFHWSV-UHFFFAOYSA-N"}
    alone = verify(stated, names=False)
    report = verify({**stated, "connectivity_smiles": FLAT}, names=False)

    assert (report.verdict, report.suspects) == (alone.verdict, alone.suspects) == ("underspecified", ("inchikey",))
    assert report.agreement["stereo"] == (("inchi",), ("inchikey",))


# -- PubChem's answers ---------------------------------------------------------------------------------

ENTRIES = {
    "flat": RegistryEntry(2284, "Baclofen", smiles=FLAT, inchi=BACLOFEN_INCHI, inchikey="KPYSYYIEGFHWSV-UHFFFAOYSA-N"),
    "R": RegistryEntry(44602, "Arbaclofen", smiles=R, inchi=ARBACLOFEN_INCHI, inchikey="KPYSYYIEGFHWSV-QMMMGPOBSA-N"),
    "GABA": RegistryEntry(119, "GABA", smiles="NCCCC(=O)O", inchi=GABA_INCHI, inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N"),
}


def examined(record, **answers):
    """Examine a record with PubChem's answers at hand."""
    registry = Registry(**{question: Answer("asked", (ENTRIES[entry],)) for question, entry in answers.items()})
    stated = StructureRecord(**record)
    with quiet():
        facts = read_facts(stated, registry=registry)
        identify_witnesses(facts, {})
        return examine(stated, facts, Choice(registry=True))


def test_a_cid_agrees_in_every_aspect():
    """The CID of the very structure stands beside it in all aspects."""
    report = examined({"smiles": R, "pubchem_cid": "44602"}, by_cid="R")

    assert dict(report.agreement) == dict.fromkeys(ASPECTS, (("smiles", "pubchem_cid"),))


@pytest.mark.parametrize(
    ("entry", "differs"),
    [
        pytest.param("flat", {"stereo"}, id="flat"),
        pytest.param("GABA", {"composition", "connectivity", "mobile hydrogens", "stereo", "mass"}, id="another"),
    ],
)
def test_a_cid_of_another_compound(entry, differs):
    """The CID of another compound is apart where the compounds are."""
    report = examined({"smiles": R, "pubchem_cid": "1"}, by_cid=entry)

    assert apart(report) == differs


def test_key_formula_and_masses_of_a_cid():
    """Beside a CID alone, key, formula and masses are compared with its compound."""
    report = examined(
        {
            "pubchem_cid": "44602",
            "inchikey": "KPYSYYIEGFHWSV-QMMMGPOBSA-N",
            "formula": "C10H12ClNO2",
            "molecular_weight": "213.66",
        },
        by_cid="R",
    )

    assert report.verdict == "verified"
    assert report.agreement["connectivity"] == (("inchikey", "pubchem_cid"),)
    assert report.agreement["composition"] == (("formula", "pubchem_cid"),)
    assert set(report.agreement["mass"][0]) == {"formula", "molecular_weight", "pubchem_cid"}


def test_a_flat_key_beside_a_connectivity_smiles_is_compared_with_the_cid():
    """A connectivity SMILES leaves stereochemistry out on purpose; the key that is its hash does not."""
    report = examined(
        {"pubchem_cid": "44602", "inchikey": "KPYSYYIEGFHWSV-UHFFFAOYSA-N", "connectivity_smiles": FLAT}, by_cid="R"
    )

    assert report.verdict == "underspecified"
    assert report.suspects == ("inchikey",)


@pytest.mark.parametrize("field", ["cas", "unii"])
def test_a_number_agrees_with_the_structure_that_it_stands_for(field):
    """PubChem finds the structure by its number: both agree in connectivity, and so in stereochemistry."""
    # CAS Common Chemistry and the FDA's register: (R)-baclofen
    value = {"cas": "69308-37-8", "unii": "22407QP2ZK"}[field]
    report = examined({"smiles": R, field: value}, **{f"by_{field}": "R"})

    assert report.agreement["connectivity"] == (("smiles", field),)


@pytest.mark.parametrize("entry", ["flat", "GABA"])
def test_a_number_of_another_compound_agrees_with_nothing(entry):
    """The number of the racemate, or of another compound, is in no group of the structure's."""
    report = examined({"smiles": R, "cas": "69308-37-8"}, by_cas=entry)

    assert "cas" not in report.agreeing
    assert report.verdict != "verified"


def test_a_number_that_pubchem_does_not_know_agrees_with_nothing():
    """No answer is no agreement."""
    stated = StructureRecord(smiles=R, cas="69308-37-8")
    with quiet():
        facts = read_facts(stated, registry=Registry(by_cas=Answer("69308-37-8")))
        identify_witnesses(facts, {})
        report = examine(stated, facts, Choice(registry=True))

    assert (report.verdict, report.agreement) == ("unverified", {})


def test_the_structures_of_the_table_are_what_they_are_called():
    """The InChIs of the entries are RDKit's of their SMILES, so that a slip in the table shows."""
    assert {e.inchi for e in ENTRIES.values()} == {Structure.from_smiles(e.smiles).inchi for e in ENTRIES.values()}


def test_one_pattern_is_grouped_once() -> None:
    """Records of different compounds that state as much and agree alike share one grouping."""
    gaba = StructureRecord(smiles="NCCCC(=O)O", inchi=GABA_INCHI, cas="56-12-3")
    oxybate = StructureRecord(smiles="OCCCC(=O)O", inchi=GHB_INCHI, cas="591-81-2")

    assert verify(gaba, names=False).agreement is verify(oxybate, names=False).agreement


def test_a_value_that_differs_is_another_pattern() -> None:
    """Records that state as much, one of which contradicts itself, are not grouped alike."""
    alike = StructureRecord(smiles="NCCCC(=O)O", inchi=GABA_INCHI, cas="56-12-3")
    other = StructureRecord(smiles="OCCCC(=O)O", inchi=GABA_INCHI, cas="56-12-3")

    assert verify(alike, names=False).agreement["composition"] == (("smiles", "inchi"),)
    assert verify(other, names=False).agreement["composition"] == (("smiles",), ("inchi",))
