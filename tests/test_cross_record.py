"""Conflicts across records: which pairs are accused, and which honest tables are not.

InChIKeys are those of PubChem: GABA CID 119, baclofen 2284, (R)- and (S)-baclofen 44602 and 44600,
phenibut 14113, gabapentin 3446, taurine 1123.
"""

from __future__ import annotations

import pytest

from gaba_analogs.cross_record import CROSS_RECORD_CHECKS, CrossRecord, Entry
from gaba_analogs.findings import RecordReport, Severity, Verdict
from gaba_analogs.record import Place, StructureRecord

GABA = ("NCCCC(=O)O", "BTCSSZJGUNDROE-UHFFFAOYSA-N")
BACLOFEN = ("NCC(CC(=O)O)c1ccc(Cl)cc1", "KPYSYYIEGFHWSV-UHFFFAOYSA-N")
R_BACLOFEN = ("NC[C@H](CC(=O)O)c1ccc(Cl)cc1", "KPYSYYIEGFHWSV-QMMMGPOBSA-N")
S_BACLOFEN = ("NC[C@@H](CC(=O)O)c1ccc(Cl)cc1", "KPYSYYIEGFHWSV-MRVPVSSYSA-N")
PHENIBUT = ("NCC(CC(=O)O)c1ccccc1", "DAFOCGYVTAOKAJ-UHFFFAOYSA-N")
GABAPENTIN = ("NCC1(CC(=O)O)CCCCC1", "UGJMXCAKCUNAIE-UHFFFAOYSA-N")
TAURINE = ("NCCS(=O)(=O)O", "XOAAWQZATWQOTB-UHFFFAOYSA-N")
FAMILY = [GABA, BACLOFEN, PHENIBUT, GABAPENTIN, TAURINE]


def report(row, structure, *, key=None, suspects=None, corrections=None, source="drugs.csv", **fields):
    """Give the report on a row that states a SMILES and an InChIKey, as verification would."""
    smiles, own = structure
    stated = own if key is None else key
    wrong = stated != own
    record = StructureRecord(smiles=smiles, inchikey=stated, place=Place(source, row + 1, row), **fields)
    return RecordReport(
        record,
        Verdict.INCONSISTENT if wrong else Verdict.VERIFIED,
        suspects=suspects or (("inchikey", "smiles") if wrong else ()),
        ambiguous=wrong and suspects is None,
        corrections=corrections or {},
    )


def conflicts(reports):
    """Give the conflicts of an input."""
    cross = CrossRecord()
    for record_report in reports:
        cross.add(record_report)
    return cross.conflicts()


def codes(reports):
    """Give the codes of the conflicts of an input."""
    return [finding.code for finding in conflicts(reports)]


def test_clean_table_has_no_conflict():
    """Different compounds with their own identifiers are left alone."""
    cas = ["56-12-2", "1134-47-0", "1078-21-3", "60142-96-3", "107-35-7"]  # CAS Common Chemistry
    assert codes(report(i, s, cas=c) for i, (s, c) in enumerate(zip(FAMILY, cas, strict=True), 1)) == []


def test_swapped_keys_of_enantiomers():
    """Each enantiomer states the other's key."""
    (finding,) = conflicts(
        [report(1, R_BACLOFEN, key=S_BACLOFEN[1]), report(2, GABA), report(3, S_BACLOFEN, key=R_BACLOFEN[1])]
    )

    assert finding.code == "keys-swapped"
    assert finding.severity is Severity.WARNING
    assert finding.message == "the InChIKeys of two stereoisomers are swapped: drugs.csv:2 and :4"


def test_swapped_keys_where_a_third_field_decides():
    """It makes no difference whether the keys are the only suspects."""
    fixed = [
        report(1, R_BACLOFEN, key=S_BACLOFEN[1], suspects=("inchikey",), corrections={"inchikey": R_BACLOFEN[1]}),
        report(2, S_BACLOFEN, key=R_BACLOFEN[1], suspects=("inchikey",), corrections={"inchikey": S_BACLOFEN[1]}),
    ]
    assert codes(fixed) == ["keys-swapped"]


def test_swapped_smiles():
    """When the keys are right, the swap is one of the SMILES."""
    swapped = [
        report(1, R_BACLOFEN, key=S_BACLOFEN[1], suspects=("smiles",)),
        report(2, S_BACLOFEN, key=R_BACLOFEN[1], suspects=("smiles",)),
    ]
    (finding,) = conflicts(swapped)

    assert (finding.code, finding.fields) == ("keys-swapped", ("smiles",))


@pytest.mark.parametrize("distance", [1, -1, 2])
def test_shifted_rows(distance):
    """Keys that moved up or down belong to the neighbours."""
    count = len(FAMILY)
    rows = [
        report(i + 1, s, key=FAMILY[i + distance][1] if 0 <= i + distance < count else None)
        for i, s in enumerate(FAMILY)
    ]
    found = conflicts(rows)

    assert [finding.code for finding in found] == ["row-shifted"]
    first = 2 if distance > 0 else 3
    assert f"the first InChIKey belongs to :{first + distance}" in found[0].message
    assert f"{count - abs(distance)} rows" in found[0].message


def test_one_stray_key_is_no_shift():
    """A single key of another row is one identifier on two structures."""
    (finding,) = conflicts([report(1, GABA), report(2, BACLOFEN, key=PHENIBUT[1]), report(3, PHENIBUT)])

    assert finding.code == "identifier-two-structures"
    assert finding.stated == PHENIBUT[1]
    assert finding.message.endswith("drugs.csv:3 and :4")


@pytest.mark.parametrize(
    ("field", "value", "outcome"),
    [
        pytest.param("cas", "1134-47-0", ["identifier-two-structures"], id="cas"),
        pytest.param("unii", "H789N3FKE8", ["identifier-two-structures"], id="unii"),
        pytest.param("pubchem_cid", "CID 2284", ["identifier-two-structures"], id="cid"),
        pytest.param("chembl_id", "CHEMBL701", ["identifier-two-structures"], id="chembl"),
        pytest.param("chebi_id", "CHEBI:2972", ["identifier-two-structures"], id="chebi"),
        pytest.param("drugbank_id", "DB00181", ["identifier-two-structures"], id="drugbank"),
        pytest.param("kegg_id", "D00241", ["identifier-two-structures"], id="kegg"),
        pytest.param("cas", "N/A", [], id="placeholder"),
        pytest.param("cas", "0-00-0", [], id="zero-cas"),
        pytest.param("cas", "1134-47-0; 69308-37-8", [], id="several-in-a-cell"),
        pytest.param("atc_code", "M03BX01", [], id="atc-covers-several"),
        pytest.param("pubchem_cid", "0", [], id="zero-cid"),
    ],
)
def test_one_identifier_on_two_structures(field, value, outcome):
    """A registry identifier stands for one substance; placeholders and lists say nothing."""
    assert codes([report(1, BACLOFEN, **{field: value}), report(2, GABA, **{field: value})]) == outcome


def test_stereoisomers_under_one_number_are_told_apart():
    """The message says when only the stereochemistry differs."""
    (finding,) = conflicts([report(1, BACLOFEN, cas="1134-47-0"), report(2, R_BACLOFEN, cas="1134-47-0")])

    assert "differ in stereochemistry only" in finding.message


def test_two_numbers_on_one_structure():
    """Two CAS numbers of one structure are information."""
    found = conflicts([report(1, BACLOFEN, cas="1134-47-0"), report(2, BACLOFEN, cas="28311-31-1")])

    assert [(f.code, f.severity) for f in found] == [
        ("structure-two-identifiers", Severity.INFO),
        ("duplicate-structure", Severity.INFO),
    ]


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        pytest.param("Baclofen", "baclofen", ["duplicate-structure"], id="same-name"),
        pytest.param("γ-Aminobutyric acid", "gamma aminobutyric acid", ["duplicate-structure"], id="greek"),
        pytest.param("Baclofen", None, ["duplicate-structure"], id="one-nameless"),
        pytest.param("Phenibut", "Fenibut", [], id="spelling"),
        pytest.param("Baclofen", "Lioresal", ["inchikey-two-names"], id="different"),
        pytest.param("3-aminobutanoic acid", "4-aminobutanoic acid", ["inchikey-two-names"], id="locant"),
    ],
)
def test_two_names(first, second, outcome):
    """Spellings of one name make a duplicate, different names a finding of their own."""
    assert codes([report(1, BACLOFEN, name=first), report(2, BACLOFEN, name=second)]) == outcome


def test_a_stated_synonym_is_no_second_name():
    """A record that states the other's name as synonym explains both."""
    rows = [
        report(1, BACLOFEN, name="Baclofen", synonyms="Lioresal|CIBA-34"),
        report(2, BACLOFEN, name="Lioresal"),
    ]
    assert codes(rows) == []


def test_names_of_opposite_enantiomers_are_a_warning():
    """Two stereodescriptors on one structure cannot both be right."""
    rows = [report(1, R_BACLOFEN, name="(R)-baclofen"), report(2, R_BACLOFEN, name="(S)-baclofen")]
    (finding,) = conflicts(rows)

    assert (finding.code, finding.severity) == ("inchikey-two-names", Severity.WARNING)


def test_many_places_are_counted():
    """A message names the first places and counts the rest."""
    (finding,) = conflicts(report(i, GABA, name="GABA") for i in range(1, 100))

    assert finding.message == "one structure in 99 records: drugs.csv:2, :3, :4, :5 and 95 more"


def test_places_in_two_files():
    """A source is named where it changes."""
    (finding,) = conflicts([report(1, GABA), report(1, GABA, source="b.csv")])

    assert finding.message.endswith("drugs.csv:2 and b.csv:2")


def test_records_without_structure_are_left_alone():
    """Nothing is known of a record that states no structure."""
    bare = RecordReport(StructureRecord(name="GABA", cas="56-12-2"), Verdict.UNVERIFIED)
    assert codes([bare, bare]) == []


def test_worst_first():
    """Warnings come before information."""
    rows = [report(1, GABA), report(2, GABA), report(3, BACLOFEN, key=PHENIBUT[1]), report(4, PHENIBUT)]
    severities = [finding.severity for finding in conflicts(rows)]

    assert severities == sorted(severities, key=list(Severity).index)
    assert len(set(severities)) == 2


def test_many_duplicates_cost_little():
    """A key repeated thousands of times, with names all different, is no quadratic matter."""
    key = GABA[1]
    entries = [Entry(Place("a.csv", i, i), f"name {i}", key, strays=(("inchikey", key),)) for i in range(5000)]

    for _, _, check in CROSS_RECORD_CHECKS:
        check(entries)


def test_every_check_is_documented():
    """Each has a title, the reason it matters, examples and its blind spots."""
    for code, _, function in CROSS_RECORD_CHECKS:
        page = function.__doc__ or ""

        assert code.replace("-", "_") == function.__name__
        for heading in ("Why it matters", "Examples", "Blind spots"):
            assert f"\n    {heading}\n" in page
