"""What the checks of reference tables find, one code for each difference, and whom a record with one blames."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gaba_analogs.api.verify import verify, verify_records
from gaba_analogs.checks.kit import Agrees, Fault
from gaba_analogs.chemistry.structure import Structure, key_of
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.references.tables import Reference
from gaba_analogs.registry.reference import ReferenceAnswer, ReferenceEntry
from gaba_analogs.results.findings import Verdict
from gaba_analogs.results.wording import sentence
from gaba_analogs.verification.catalogue import CATALOGUE

STRUCTURES = {
    code: check
    for code, check in CATALOGUE.items()
    if check.scope.asks_references and check.scope.beside == "structure"
}

# PubChem: CIDs 2284, 44602, 119, 10413, 6288, 444972, 31261
FLAT, RIGHT, LEFT = "NCC(CC(=O)O)c1ccc(Cl)cc1", "NC[C@H](CC(=O)O)c1ccc(Cl)cc1", "NC[C@@H](CC(=O)O)c1ccc(Cl)cc1"
SALT, GABA, GHB, THREONINE = f"{FLAT}.Cl", "NCCCC(=O)O", "OCCCC(=O)O", "C[C@@H](O)[C@H](N)C(=O)O"
FUMARIC, MALEIC = "OC(=O)/C=C/C(=O)O", r"OC(=O)/C=C\C(=O)O"


def rows(*smiles):
    """Give a reference's answer to a CAS number: rows with these structures."""
    entries = tuple(ReferenceEntry(Place("UNII.csv", line), smiles=text) for line, text in enumerate(smiles, 2))
    return ReferenceAnswer("cas", "1134-47-0", "UNII.csv", entries)


def found(answer, smiles):
    """Give the codes that are found, with the side that says less."""
    structure = Structure.from_smiles(smiles)
    outcomes = {code: check.function(answer, structure) for code, check in STRUCTURES.items()}
    return {code: outcome.less for code, outcome in outcomes.items() if isinstance(outcome, Fault)}


@pytest.mark.parametrize(
    ("known", "smiles", "codes"),
    [
        pytest.param([FLAT], FLAT, {}, id="the-same"),
        pytest.param([GABA], "[NH3+]CCCC(=O)[O-]", {}, id="zwitterion"),
        pytest.param([GABA], FLAT, {"reference-skeleton-mismatch": None}, id="another-compound"),
        pytest.param([GABA], "CCC(N)C(=O)O", {"reference-skeleton-mismatch": None}, id="isomer"),
        pytest.param([FLAT], SALT, {"reference-component-mismatch": None}, id="parent-for-salt"),
        pytest.param([SALT], FLAT, {"reference-component-mismatch": None}, id="salt-for-parent"),
        pytest.param([GHB], "OCCCC(=O)[O-]", {"reference-protonation-mismatch": None}, id="acid-for-anion"),
        pytest.param([RIGHT], LEFT, {"reference-enantiomer-mismatch": None}, id="mirror-image"),
        pytest.param([THREONINE], "C[C@H](O)[C@H](N)C(=O)O", {"reference-stereo-mismatch": None}, id="epimer"),
        pytest.param([FUMARIC], MALEIC, {"reference-stereo-mismatch": None}, id="other-double-bond"),
        pytest.param([FLAT], RIGHT, {"reference-stereo-missing": "a"}, id="racemate-for-enantiomer"),
        pytest.param([RIGHT], FLAT, {"reference-stereo-missing": "b"}, id="enantiomer-for-flat-record"),
        pytest.param([GABA], "[2H]C([2H])(N)CCC(=O)O", {"reference-isotope-mismatch": "a"}, id="labels"),
        pytest.param(["CC(O)=CC(C)=O"], "CC(=O)CC(C)=O", {"reference-tautomer": None}, id="tautomer"),
        pytest.param([GABA, FLAT], FLAT, {}, id="one-of-two-fits"),
        pytest.param([RIGHT, LEFT], LEFT, {}, id="one-of-two-enantiomers-fits"),
        pytest.param([GABA, SALT], FLAT, {"reference-component-mismatch": None}, id="none-fits-the-nearest-counts"),
    ],
)
def test_structures(known, smiles, codes):
    """Each difference gives one code; an identifier of several compounds contradicts only what none of them is."""
    assert found(rows(*known), smiles) == codes


def outcome(code, stated, **row):
    """Compare what a record states with one row of a reference."""
    entry = ReferenceEntry(Place("keys.csv", 2), "Baclofen", **row)
    return CATALOGUE[code].function(ReferenceAnswer("cas", "1134-47-0", "keys.csv", (entry,)), stated)


@pytest.mark.parametrize(
    ("smiles", "words"),
    [
        pytest.param(FLAT, None, id="the-same"),
        pytest.param(GABA, "different compound", id="another-compound"),
        pytest.param(SALT, "free form", id="salt"),
        pytest.param(RIGHT, "stereo missing", id="enantiomer"),
    ],
)
def test_a_row_with_a_key_alone(smiles, words):
    """A structure is compared with the key of a row as with a stated key, block by block."""
    found = outcome("reference-inchikey-mismatch", Structure.from_smiles(smiles), inchikey=key_of(flat_inchi()))

    assert isinstance(found, Agrees) if words is None else words in found.message


def flat_inchi():
    """Give the InChI of baclofen."""
    return Structure.from_smiles(FLAT).inchi


@pytest.mark.parametrize(
    ("code", "row", "fits"),
    [
        pytest.param("reference-formula-mismatch", {"formula": "C10H12ClNO2"}, True, id="formula"),
        pytest.param("reference-formula-mismatch", {"formula": "C10H13Cl2NO2"}, False, id="formula-of-the-salt"),
        pytest.param("reference-molecular-weight-mismatch", {"molecular_weight": "213.66"}, True, id="weight"),
        pytest.param("reference-molecular-weight-mismatch", {"molecular_weight": "250.12"}, False, id="weight-of-salt"),
        pytest.param("reference-monoisotopic-mass-mismatch", {"monoisotopic_mass": "213.0557"}, True, id="exact-mass"),
        pytest.param("reference-monoisotopic-mass-mismatch", {"monoisotopic_mass": "213.66"}, False, id="average-mass"),
    ],
)
def test_a_row_without_a_structure(code, row, fits):
    """A row that states only a formula or a mass is compared as far as it reaches."""
    found = outcome(code, Structure.from_smiles(FLAT).composition, **row)

    assert isinstance(found, Agrees if fits else Fault)


# -- through the front door ------------------------------------------------------------------------

SALT_RECORD = {
    "smiles": SALT,
    "inchi": "InChI=1S/C10H12ClNO2.ClH/c11-9-3-1-7(2-4-9)8(6-12)5-10(13)14;/h1-4,8H,5-6,12H2,(H,13,14);1H",
    "inchikey": "WMNUVYYLMCMHLU-UHFFFAOYSA-N",
}


@pytest.mark.parametrize(
    ("record", "suspects", "corrections"),
    [
        pytest.param({"smiles": FLAT, "cas": "1134-47-0", "unii": "H789N3FKE8"}, (), {}, id="agrees"),
        pytest.param({"smiles": FLAT, "cas": "50-00-0"}, (), {}, id="unknown-number"),
        pytest.param({"smiles": SALT, "cas": "1134-47-0"}, ("cas", "smiles"), {}, id="one-against-one"),
        pytest.param(
            {**SALT_RECORD, "cas": "1134-47-0"}, ("cas",), {"cas": "28311-31-1"}, id="number-of-the-parent-corrected"
        ),
        pytest.param(
            {"smiles": FLAT, "inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N", "cas": "1134-47-0"},
            ("inchikey",),
            {"inchikey": "KPYSYYIEGFHWSV-UHFFFAOYSA-N"},
            id="the-reference-decides-for-the-smiles",
        ),
        pytest.param(
            {"smiles": GABA, "inchikey": "KPYSYYIEGFHWSV-UHFFFAOYSA-N", "cas": "1134-47-0"},
            ("smiles",),
            {"smiles": FLAT},
            id="the-reference-decides-for-the-key",
        ),
        pytest.param(
            {"smiles": FLAT, "formula": "C10H13Cl2NO2", "cas": "1134-47-0"},
            ("formula",),
            {"formula": "C10H12ClNO2"},
            id="the-reference-decides-on-a-formula",
        ),
        pytest.param(
            {"cas": "1134-47-0", "unii": "2ACZ6IPC6I"}, ("cas", "unii"), {}, id="two-numbers-and-no-structure"
        ),
        pytest.param({"name": "Arbaclofen", "smiles": GABA, "formula": "C4H9NO2"}, (), {}, id="a-name-never-accuses"),
    ],
)
def test_blame(table, record, suspects, corrections):
    """The compound of an identifier is a witness: what most agree on decides, and the table has the right number."""
    report = verify(record, against=table(), names=False)

    assert (report.suspects, dict(report.corrections)) == (suspects, corrections)


def test_the_reference_stands_in_the_agreement(table):
    """The table is named with the fields whose structure it gives."""
    report = verify({"smiles": FLAT, "cas": "1134-47-0"}, against=table(), names=False)

    assert report.verdict is Verdict.VERIFIED
    assert report.agreement["connectivity"] == (("smiles", "cas", "UNII.csv"),)


def test_a_number_alone_is_not_verified(table):
    """That the table knows a number is no agreement of fields."""
    assert verify({"cas": "1134-47-0"}, against=table(), names=False).verdict is Verdict.UNVERIFIED


def test_two_tables(table):
    """Every table is a witness of its own; a number that one does not know is looked up in the other."""
    first, second = table(rows=[("", "56-12-2", "", GABA, "")], name="a.csv"), table(name="b.csv")
    report = verify({"smiles": SALT, "cas": "1134-47-0"}, against=[first, second], names=False)

    assert [finding.code for finding in report.findings] == ["reference-component-mismatch"]
    assert "b.csv:2" in report.findings[0].message


def said(report):
    """Give a report without its record, which has a number where it is one of several."""
    return replace(report, record=StructureRecord())


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param(("CAS", "UNII", "InChIKey"), id="keys"),
        pytest.param(("CAS", "UNII", "SMILES"), id="drawings"),
        pytest.param(("CAS", "Name", "SMILES", "InChIKey"), id="names"),
    ],
)
def test_the_short_way_says_what_the_long_way_says(table, columns):
    """Clean records take the short way, with the report that one like them had by the long way."""
    reference = Reference.open(table(*columns))
    clean = {"name": "baclofen", "smiles": FLAT, "inchikey": "KPYSYYIEGFHWSV-UHFFFAOYSA-N", "cas": "1134-47-0"}
    unknown = {**clean, "cas": "50-00-0"}
    wrong = {**clean, "cas": "56-12-2"}
    records = [clean, unknown, wrong, clean, unknown, wrong]
    together = list(verify_records(records, against=reference, names=False))

    assert [said(report) for report in together] == [
        said(verify(record, against=reference, names=False)) for record in records
    ]
    assert [report.verdict.value for report in together] == ["verified", "verified", "inconsistent"] * 2
    assert together[3].passed is together[0].passed
    assert together[4].agreement != together[3].agreement


def test_workers_report_the_same(table):
    """Worker processes open the index themselves, and report what one process does."""
    records = [{"smiles": FLAT, "cas": "1134-47-0"}, {"smiles": SALT, "cas": "1134-47-0"}] * 20
    alone = verify_records(records, against=table(), names=False)

    assert list(alone) == list(verify_records(records, against=table(), names=False, workers=2))


@pytest.mark.parametrize("extra", [{}, {"monoisotopic_mass": "117.07898"}], ids=["one-mass", "two-masses"])
def test_mass_of_an_ion_beside_a_table(table, extra):
    """A mass that a table and the formula contradict, that of the sodium adduct, is told, not stumbled over."""
    aminovaleric = {"smiles": "NCCCCC(=O)O", "formula": "C5H11NO2", "cas": "660-88-8"}  # PubChem CID 138: 117.15 g/mol
    record = {**aminovaleric, **extra, "molecular_weight": "140.14"}
    rows = (("", "660-88-8", "", "NCCCCC(=O)O"),)

    report = verify(record, names=False, against=Reference.open(table("CAS", "SMILES", rows=rows)))

    assert {finding.code for finding in report.findings} >= {
        "molecular-weight-mismatch",
        "reference-molecular-weight-mismatch",
    }
    assert report.suspects == ("molecular_weight",)


# Pregabalin is the S enantiomer: CAS 148553-50-8, UNII 55JG375S6M, CID 5486971, key by PubChem.
S_PREGABALIN, R_PREGABALIN = "CC(C)C[C@H](CN)CC(=O)O", "CC(C)C[C@@H](CN)CC(=O)O"
KEYS = {"S": "AYXYPKUFHZROOJ-ZETCQYMHSA-N", "R": "AYXYPKUFHZROOJ-SSDOTTSWSA-N"}
NUMBERS = {"cas": "148553-50-8", "unii": "55JG375S6M"}
WRONG_ROW = "CAS,UNII,CID,SMILES\n148553-50-8,55JG375S6M,5486971," + R_PREGABALIN
WRONG_ROWS = f"CAS,UNII,SMILES\n148553-50-8,,{R_PREGABALIN}\n,55JG375S6M,{R_PREGABALIN}"


def against(folder, *texts, key=None):
    """Open reference tables with the given texts."""
    paths = [folder / f"{letter}.csv" for letter, _ in zip("abc", texts, strict=False)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text + "\n", encoding="utf-8")
    return [Reference.open(path, key=key) for path in paths]


@pytest.mark.parametrize(
    ("tables", "record", "suspects", "safety"),
    [
        pytest.param([WRONG_ROW], {"smiles": S_PREGABALIN, **NUMBERS}, ("cas", "smiles", "unii"), {}, id="one"),
        pytest.param(
            [WRONG_ROW],
            {"smiles": S_PREGABALIN, "inchikey": KEYS["S"], **NUMBERS, "pubchem_cid": "5486971"},
            ("cas", "inchikey", "pubchem_cid", "smiles", "unii"),
            {},
            id="smiles-and-key-against-three-numbers-of-a-row",
        ),
        pytest.param(
            [WRONG_ROW],
            {"smiles": S_PREGABALIN, "inchikey": KEYS["R"], **NUMBERS},
            ("smiles",),
            {"smiles": "safe"},
            id="key-and-row-agree",
        ),
        pytest.param(
            [WRONG_ROW],
            {"smiles": "CC(C)CC(CN)CC(=O)O", **NUMBERS},
            ("smiles",),
            {"smiles": "likely"},
            id="completed-by-one-row",
        ),
        pytest.param(
            [WRONG_ROW, WRONG_ROW],
            {"smiles": S_PREGABALIN, **NUMBERS},
            ("smiles",),
            {"smiles": "safe"},
            id="two-tables",
        ),
        pytest.param(
            [WRONG_ROWS],
            {"smiles": S_PREGABALIN, **NUMBERS},
            ("smiles",),
            {"smiles": "safe"},
            id="two-rows",
        ),
        pytest.param(
            [WRONG_ROW], {"formula": "C8H15NO2", **NUMBERS}, ("cas", "formula", "unii"), {}, id="formula-alone"
        ),
    ],
)
def test_one_row_is_one_source(tmp_path, tables, record, suspects, safety):
    """Numbers of one row tell together which compound is meant; its structure has one source, which may be wrong."""
    report = verify(record, against=against(tmp_path, *tables), names=False)

    assert (report.suspects, dict(report.safety)) == (suspects, safety)
    assert report.ambiguous is not bool(safety)


def test_the_row_in_doubt_is_named(tmp_path):
    """The sentence names the row, beside the field that it contradicts, in a worker's report as well."""
    record = {"smiles": S_PREGABALIN, **NUMBERS}
    tables = against(tmp_path, WRONG_ROW)
    here, there = (list(verify_records([record] * 9, against=tables, names=False, workers=n)) for n in (1, 2))

    assert sentence(here[0]).startswith("either SMILES or a.csv:2, to which CAS number and UNII lead, is wrong;")
    assert here == there


def test_numbers_of_a_row_that_most_fields_contradict(tmp_path):
    """Where the fields outweigh the row, its numbers are wrong, unless the row is."""
    parent = "CAS,UNII,SMILES\n1134-47-0,H789N3FKE8," + FLAT
    record = {**SALT_RECORD, "cas": "1134-47-0", "unii": "H789N3FKE8"}
    report = verify(record, against=against(tmp_path, parent), names=False)

    assert sentence(report) == "CAS number and UNII are wrong, unless a.csv:2 is"


CATALOGUES = {
    "drawings": f"No,CAS,SMILES\nC1,56-12-2,{GABA}\nC2,1134-47-0,{FLAT}",
    "keys": "No,CAS,InChIKey\nC1,56-12-2,BTCSSZJGUNDROE-UHFFFAOYSA-N\nC2,1134-47-0,KPYSYYIEGFHWSV-UHFFFAOYSA-N",
    "formulas": "No,CAS,Formula\nC1,56-12-2,C4H9NO2\nC2,1134-47-0,C10H12ClNO2",
}


@pytest.mark.parametrize("text", CATALOGUES.values(), ids=CATALOGUES)
def test_a_structure_that_is_found_under_one_number_contradicts_the_other(tmp_path, text):
    """One's own number leads to the row of what is drawn, the CAS number to another: it is wrong."""
    record = {"own_id": "C1", "cas": "1134-47-0", "smiles": GABA}
    report = verify(record, against=against(tmp_path, text, key="No"), names=False)

    assert (report.suspects, report.ambiguous) == (("cas",), False)
    assert report.corrections == ({} if text is CATALOGUES["formulas"] else {"cas": "56-12-2"})
    assert "a.csv" not in str(report).partition("CAS number")[0]
