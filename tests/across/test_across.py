"""Conflicts across records: which pairs are accused, and which honest tables are not.

InChIKeys are those of PubChem: GABA CID 119, baclofen 2284, (R)- and (S)-baclofen 44602 and 44600,
phenibut 14113, gabapentin 3446, taurine 1123.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from contextlib import suppress
from pathlib import Path

import pytest

from gaba_analogs.across import CROSS_RECORD_CHECKS, CrossRecord
from gaba_analogs.across.entry import Entry, entry_of
from gaba_analogs.errors import GabaAnalogsError
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.results.comparison import Comparison
from gaba_analogs.results.findings import RecordReport, Severity, Verdict

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


def conflicts(reports, **options):
    """Give the conflicts of an input."""
    with CrossRecord(**options) as cross:
        for record_report in reports:
            cross.add(record_report)
        return list(cross.conflicts())


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
    assert found[0].message.endswith(f"that of :{first} belongs to :{first + distance}")
    assert f"{count - abs(distance)} rows" in found[0].message


def test_one_stray_key_is_no_shift():
    """A single key of another row is one identifier on two structures."""
    (finding,) = conflicts([report(1, GABA), report(2, BACLOFEN, key=PHENIBUT[1]), report(3, PHENIBUT)])

    assert finding.code == "identifier-two-structures"
    assert finding.stated == PHENIBUT[1]
    assert finding.message.endswith(f"{BACLOFEN[1]} (drugs.csv:3) and {PHENIBUT[1]} (:4)")


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
        pytest.param("pubchem_cid", "-1", [], id="minus-one-cid"),
        pytest.param("pubchem_cid", "2284.0", ["identifier-two-structures"], id="cid-from-a-spreadsheet"),
        pytest.param("pubchem_cid", "SID 2284", [], id="substance-not-compound"),
        pytest.param("pubchem_cid", "CID 2284 SID 7001", ["identifier-two-structures"], id="cid-beside-sid"),
        pytest.param("unii", "BASELIOFEN", [], id="word-of-ten-letters"),
    ],
)
def test_one_identifier_on_two_structures(field, value, outcome):
    """A registry identifier stands for one substance; placeholders and lists say nothing."""
    assert codes([report(1, BACLOFEN, **{field: value}), report(2, GABA, **{field: value})]) == outcome


@pytest.mark.parametrize(
    ("second", "difference", "severity"),
    [
        pytest.param(R_BACLOFEN, "one of which leaves stereochemistry or isotopes open", Severity.INFO, id="flat"),
        pytest.param(PHENIBUT, "2 structures: ", Severity.WARNING, id="skeleton"),
    ],
)
def test_difference_of_the_structures(second, difference, severity):
    """The message says how the structures differ; to say less is not to contradict."""
    (finding,) = conflicts([report(1, BACLOFEN, cas="1134-47-0"), report(2, second, cas="1134-47-0")])

    assert difference in finding.message
    assert finding.severity is severity


def test_enantiomers_under_one_number():
    """Two enantiomers cannot share a CAS number; the message says which row states which."""
    (finding,) = conflicts([report(1, R_BACLOFEN, cas="69308-37-8"), report(2, S_BACLOFEN, cas="69308-37-8")])

    assert finding.severity is Severity.WARNING
    assert "differ only in stereochemistry or isotopes" in finding.message
    assert finding.message.endswith(f"{R_BACLOFEN[1]} (drugs.csv:2) and {S_BACLOFEN[1]} (:3)")


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        pytest.param("baclofen", "Baclofen", ["name-two-structures"], id="same-name"),
        pytest.param("β-phenyl GABA", "beta-phenylgaba", ["name-two-structures"], id="spelling"),
        pytest.param("(+)-baclofen", "(−)-baclofen", [], id="opposite-signs"),
        pytest.param("baclofen", "phenibut", [], id="different"),
        pytest.param("unknown", "unknown", [], id="placeholder"),
        pytest.param("0400-336", "0400-336", [], id="bare-number"),
        pytest.param("sample 1-11", "sample 11-1", [], id="numbers-that-run-together"),
        pytest.param(None, None, [], id="nameless"),
    ],
)
def test_one_name_on_two_structures(first, second, outcome):
    """A name that stands for two compounds is a warning; names that differ in a sign are two names."""
    found = conflicts([report(1, BACLOFEN, name=first), report(2, PHENIBUT, name=second)])

    assert [finding.code for finding in found] == outcome
    assert all(finding.severity is Severity.WARNING for finding in found)


def test_one_name_on_stereoisomers():
    """Most trivial names say nothing of stereochemistry: information only."""
    (finding,) = conflicts([report(1, R_BACLOFEN, name="baclofen"), report(2, S_BACLOFEN, name="baclofen")])

    assert (finding.code, finding.severity) == ("name-two-structures", Severity.INFO)


def test_compound_and_drug_of_kegg_are_two_registers():
    """KEGG numbers GABA C00334 as a compound and D00058 as a drug, both rightly."""
    assert codes([report(1, GABA, kegg_id="C00334"), report(2, GABA, kegg_id="D00058")]) == ["duplicate-structure"]


def test_key_that_is_not_standard_is_not_compared():
    """A non-standard InChIKey of the same structure differs, and accuses nobody."""
    other = GABA[1].replace("SA-N", "NA-N")
    assert codes([report(1, GABA, pubchem_cid="119"), report(2, ("", other), pubchem_cid="119")]) == []


def test_two_numbers_on_one_structure():
    """Two CAS numbers of one structure are information."""
    found = conflicts([report(1, BACLOFEN, cas="1134-47-0"), report(2, BACLOFEN, cas="28311-31-1")])

    assert [(f.code, f.severity) for f in found] == [
        ("structure-two-identifiers", Severity.INFO),
        ("duplicate-structure", Severity.INFO),
    ]
    assert found[0].message == "one structure with 2 CAS numbers: 1134-47-0 (drugs.csv:2) and 28311-31-1 (:3)"


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        pytest.param("Baclofen", "baclofen", ["duplicate-structure"], id="same-name"),
        pytest.param("γ-Aminobutyric acid", "gamma aminobutyric acid", ["duplicate-structure"], id="greek"),
        pytest.param("Baclofen", None, ["duplicate-structure"], id="one-nameless"),
        pytest.param("Phenibut", "Fenibut", ["duplicate-structure"], id="spelling"),
        pytest.param("1,2,3-Benzotriazole", "Benzotriazole", ["duplicate-structure"], id="locants-left-out"),
        pytest.param("Baclofen", "Lioresal", ["inchikey-two-names"], id="different"),
        pytest.param("3-aminobutanoic acid", "4-aminobutanoic acid", ["inchikey-two-names"], id="locant"),
    ],
)
def test_two_names(first, second, outcome):
    """Spellings of one name make a duplicate, different names a finding of their own."""
    assert codes([report(1, BACLOFEN, name=first), report(2, BACLOFEN, name=second)]) == outcome


def test_a_stated_synonym_is_no_second_name():
    """A record that states the other's name as synonym explains both: they are duplicates."""
    rows = [
        report(1, BACLOFEN, name="Baclofen", synonyms="Lioresal|CIBA-34"),
        report(2, BACLOFEN, name="Lioresal"),
    ]
    assert codes(rows) == ["duplicate-structure"]


def test_names_of_opposite_enantiomers_are_a_warning():
    """Two stereodescriptors on one structure cannot both be right."""
    rows = [report(1, R_BACLOFEN, name="(R)-baclofen"), report(2, R_BACLOFEN, name="(S)-baclofen")]
    (finding,) = conflicts(rows)

    assert (finding.code, finding.severity) == ("inchikey-two-names", Severity.WARNING)


def test_opposed_names_are_shown_first():
    """Of many names, the two that cannot both be right are named."""
    names = ["Lioresal", "Kemstro", "Gablofen", "(R)-baclofen", "(S)-baclofen"]
    (finding,) = conflicts(report(i, R_BACLOFEN, name=name) for i, name in enumerate(names, 1))

    assert "(R)-baclofen (drugs.csv:5), (S)-baclofen (:6), " in finding.message
    assert finding.message.endswith(" and 2 more")


def test_more_words_are_no_opposition():
    """D-glucose and D-(+)-glucose agree: the sign is another kind of descriptor."""
    rows = [report(1, GABA, name="D-glucose"), report(2, GABA, name="D-(+)-glucose")]
    assert codes(rows) == ["duplicate-structure"]


def test_identical_records_are_told_from_two_records_of_one_structure():
    """A row pasted twice is not the same as two rows on one compound."""
    pasted = conflicts([report(1, GABA, name="GABA"), report(2, GABA, name="GABA")])
    apart = conflicts([report(1, GABA, name="GABA"), report(2, GABA, name="GABA", cas="56-12-2")])

    assert pasted[0].message == "2 identical records (GABA): drugs.csv:2 and :3"
    assert apart[0].message == "one structure in 2 records (GABA): drugs.csv:2 and :3"


def test_many_places_are_counted():
    """A message names the first places and counts the rest."""
    (finding,) = conflicts(report(i, GABA, name="GABA") for i in range(1, 100))

    assert finding.message == "99 identical records (GABA): drugs.csv:2, :3, :4, :5 and 95 more"


def test_places_in_two_files():
    """A source is named where it changes."""
    (finding,) = conflicts([report(1, GABA), report(1, GABA, source="b.csv")])

    assert finding.message.endswith("drugs.csv:2 and b.csv:2")


def test_records_without_structure_are_left_alone():
    """Nothing is known of a record that states no structure."""
    bare = RecordReport(StructureRecord(name="GABA", cas="56-12-2"), Verdict.UNVERIFIED)
    assert codes([bare, bare]) == []


# Identifiers and values of one's own: id-two-structures, duplicate-values-differ; the level of duplicates


@pytest.mark.parametrize(
    ("identity", "source", "accused"),
    [
        pytest.param("GB-7", "drugs.csv", True, id="one-file"),
        pytest.param("GB-7", "other.csv", True, id="two-files"),
        pytest.param("7", "drugs.csv", True, id="digits-in-one-file"),
        pytest.param("7", "other.csv", False, id="digits-that-may-number-the-rows-of-two-files"),
        pytest.param("", "drugs.csv", False, id="empty"),
    ],
)
def test_one_id_for_two_compounds(identity, source, accused):
    """An identifier of one's own stands for one compound."""
    rows = [report(1, GABA, identity=identity or None), report(2, PHENIBUT, identity=identity or None, source=source)]

    assert codes(rows) == ["id-two-structures"] * accused


def test_one_id_for_copies_of_a_compound():
    """Two rows on one compound may have one identifier."""
    assert codes([report(1, GABA, identity="GB-7"), report(2, GABA, identity="GB-7")]) == ["duplicate-structure"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        pytest.param(["5.2", "7.9"], "5.2 (drugs.csv:2) and 7.9 (:3)", id="apart"),
        pytest.param(["7.9", "7.1", "5.2"], "5.2 (drugs.csv:4) and 7.9 (:2); 3 records state it", id="the-extremes"),
        pytest.param(["7.1", "7.14"], None, id="rounded"),
        pytest.param(["7.1 ± 0.3", "7.3"], None, id="within-the-uncertainty"),
        pytest.param([">10", "12"], None, id="within-the-bound"),
        pytest.param([">10", "8"], "8 (drugs.csv:3) and >10 (:2)", id="beyond-the-bound"),
        pytest.param(["5 nM", "5 µM"], None, id="other-unit"),
        pytest.param(["7,9", "7.9"], None, id="decimal-comma"),
        pytest.param(["agonist", "Antagonist"], "agonist (drugs.csv:2) and Antagonist (:3)", id="words"),
        pytest.param(["agonist", "Agonist "], None, id="the-same-words"),
        pytest.param(["5.2", "n.d."], None, id="not-determined"),
        pytest.param(["5.2", ""], None, id="empty"),
        pytest.param(["5.2"], None, id="one-record"),
    ],
)
def test_values_of_duplicates(values, said):
    """Values of one compound are apart where rounding, uncertainty and bounds leave nothing in common."""
    rows = [report(n, BACLOFEN, name="baclofen", carried={"pIC50": text}) for n, text in enumerate(values, 1)]
    found = [one for one in conflicts(rows, comparison=Comparison(values=("pIC50",))) if "values" in one.code]

    assert [one.message for one in found] == ([f"pIC50 of baclofen is {said}"] if said else [])


def test_values_of_different_compounds():
    """Enantiomers may differ."""
    rows = [report(1, R_BACLOFEN, carried={"pIC50": "7.9"}), report(2, S_BACLOFEN, carried={"pIC50": "5.2"})]

    assert conflicts(rows, comparison=Comparison(values=("pIC50",))) == []


SALT = ("NCC(CC(=O)O)c1ccc(Cl)cc1.Cl", "WMNUVYYLMCMHLU-UHFFFAOYSA-N")
ZWITTERION = ("[NH3+]CC(CC(=O)[O-])c1ccc(Cl)cc1", BACLOFEN[1])
ANION = ("NCC(CC(=O)[O-])c1ccc(Cl)cc1", "KPYSYYIEGFHWSV-UHFFFAOYSA-M")


@pytest.mark.parametrize(
    ("other", "level", "are"),
    [
        pytest.param(BACLOFEN, "exact", True, id="exact-copy"),
        pytest.param(ZWITTERION, "exact", False, id="exact-zwitterion"),
        pytest.param(ZWITTERION, "tautomer", True, id="tautomer-zwitterion"),
        pytest.param(SALT, "tautomer", False, id="tautomer-salt"),
        pytest.param(SALT, "parent", True, id="parent-salt"),
        pytest.param(ANION, "parent", True, id="parent-anion"),
        pytest.param(R_BACLOFEN, "parent", False, id="parent-enantiomer"),
        pytest.param(PHENIBUT, "parent", False, id="parent-of-another"),
    ],
)
def test_levels_of_duplicates(other, level, are):
    """What counts as a duplicate depends on the level that is asked for."""
    rows = [report(1, BACLOFEN, name="baclofen"), report(2, other, name="baclofen")]
    found = [one for one in conflicts(rows, comparison=Comparison(level)) if one.code == "duplicate-structure"]

    assert len(found) == are


def test_a_parent_in_several_forms_is_named():
    """The message names the forms of a parent."""
    rows = [report(1, BACLOFEN, name="baclofen"), report(2, SALT, name="salt with HCl")]
    (found,) = conflicts(rows, comparison=Comparison("parent"))

    assert found.message == "one parent in 2 records: baclofen (drugs.csv:2) and salt with HCl (:3)"


def test_values_of_a_parent():
    """At the level of parents the values of salts are compared, too."""
    rows = [report(1, BACLOFEN, carried={"pIC50": "7.9"}), report(2, SALT, carried={"pIC50": "5.2"})]
    found = conflicts(rows, comparison=Comparison("parent", ("pIC50",)))

    assert "duplicate-values-differ" in [one.code for one in found]


def test_worst_first():
    """Warnings come before information."""
    rows = [report(1, GABA), report(2, GABA), report(3, BACLOFEN, key=PHENIBUT[1]), report(4, PHENIBUT)]
    severities = [finding.severity for finding in conflicts(rows)]

    assert severities == sorted(severities, key=list(Severity).index)
    assert len(set(severities)) == 2


# What the size of the input may not change


def faulty_table(copies=1):
    """Give reports with every kind of conflict, many times over, every time for other structures."""
    for copy in range(copies):
        letters = "".join(chr(65 + int(digit)) for digit in f"{copy:03}")

        def row(number, structure, *, states=None, start=100 * copy, letters=letters, **fields):
            own, stated = (key[:11] + letters + key[14:] for _, key in (structure, states or structure))
            fix = {"inchikey": own} if states else {}
            return report(start + number, ("", own), key=stated, suspects=tuple(fix), corrections=fix, **fields)

        yield row(1, R_BACLOFEN, states=S_BACLOFEN, name=f"R {copy}x")
        yield row(2, S_BACLOFEN, states=R_BACLOFEN, name=f"S {copy}x")
        yield row(10, GABA, states=BACLOFEN, cas=f"{1000 + copy}-47-0")
        yield row(11, BACLOFEN, states=PHENIBUT, cas=f"{1000 + copy}-47-0")
        yield row(12, PHENIBUT, name=f"Lioresal {copy}x")
        yield row(13, GABAPENTIN, name=f"Lioresal {copy}x", cas=f"{2000 + copy}-30-2")
        yield row(
            14,
            GABAPENTIN,
            name=f"Neurontin {copy}x",
            cas=f"{3000 + copy}-30-2",
            carried={"enantiomer of": f"Taurine {copy}x"},
        )
        yield row(15, TAURINE, name=f"Taurine {copy}x", identity=f"GB-{copy}", carried={"pIC50": "4.1"})
        yield row(16, TAURINE, name=f"Taurine {copy}x", carried={"pIC50": "6.2"})
        yield row(17, GABA, name=f"GABA {copy}x", identity=f"GB-{copy}")


def spilled():
    """Tell how many nameless files of SQLite this process holds open."""
    links = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    return sum("etilqs" in link for link in links)


def test_a_stated_relation():
    """A relation that a record states of another by its identifier is compared where its column is named."""
    rows = [report(1, R_BACLOFEN, identity="GB-1", carried={"salt of": "GB-2"}), report(2, S_BACLOFEN, identity="GB-2")]

    assert codes(rows) == []
    assert [one.code for one in conflicts(rows, comparison=Comparison(relations=("salt of",)))] == ["relation-mismatch"]


def test_every_code_is_found():
    """The table of faults has them all."""
    found = conflicts(faulty_table(), comparison=Comparison(values=("pIC50",), relations=("enantiomer of",)))

    assert {finding.code for finding in found} == {code for code, _, _ in CROSS_RECORD_CHECKS}


def test_spilling_to_disk_changes_nothing():
    """The findings and their order are the same whether memory is enough or not."""
    assert conflicts(faulty_table(120), memory=1024) == conflicts(faulty_table(120))


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs Linux to look at open files")
def test_files_are_made_when_needed_and_go(tmp_path, monkeypatch):
    """A small input makes no file; a large one makes files without a name, gone when it is closed."""
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    with CrossRecord() as small:
        for record_report in faulty_table(100):
            small.add(record_report)
        assert len(small.conflicts()) > 0
        assert spilled() == 0
    with suppress(KeyboardInterrupt), CrossRecord(memory=1024) as large:
        for record_report in faulty_table(120):
            large.add(record_report)
        assert spilled() > 0
        assert list(tmp_path.iterdir()) == []
        raise KeyboardInterrupt

    assert spilled() == 0


def test_a_full_disk_is_one_clear_line():
    """The message says what to do."""
    cross = CrossRecord()
    cross._store.run("PRAGMA max_page_count=30")
    with (
        cross,
        pytest.raises(GabaAnalogsError, match=r"^no disk space for comparing records \(.*\): set TMPDIR to a folder"),
    ):
        deque(map(cross.add, faulty_table(120)))


def test_entries_travel_between_processes():
    """What another process makes of a report is the same, whatever the seed of its hashes."""
    script = (
        "import pickle, sys; from gaba_analogs.across.entry import entry_of; "
        "sys.stdout.buffer.write(pickle.dumps([entry_of(r) for r in pickle.load(sys.stdin.buffer)]))"
    )
    reports = list(faulty_table())
    reports.append(report(20, GABA, name="GABA\udcff", synonyms="γ-aminobutyric acid|piperidic acid"))
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=pickle.dumps(reports),
        env={**os.environ, "PYTHONHASHSEED": "7"},
        stdout=subprocess.PIPE,
        check=True,
    )
    made = pickle.loads(done.stdout)  # noqa: S301 - made two lines above
    with CrossRecord() as cross:
        for entry in made:
            cross.add_entries(entry)

        assert made == [entry_of(record_report) for record_report in reports]
        assert list(cross.conflicts()) == conflicts(reports)


def test_conflicts_are_a_sequence():
    """They are counted, read as often as wanted, and by their position."""
    with CrossRecord() as cross:
        for record_report in faulty_table(2):
            cross.add(record_report)
        found = cross.conflicts()

        assert list(found) == list(found) == [found[position] for position in range(len(found))]
        assert found[-2:] == list(found)[-2:]
        with pytest.raises(IndexError):
            found[len(found)]


def test_conflicts_grow_with_the_records():
    """Looking does not change what is found when more records come."""
    reports = list(faulty_table(2))
    with CrossRecord() as cross:
        for record_report in reports[:9]:
            cross.add(record_report)
        early = list(cross.conflicts())
        for record_report in reports[9:]:
            cross.add(record_report)

        assert early == conflicts(reports[:9])
        assert list(cross.conflicts()) == conflicts(reports)


@pytest.mark.parametrize(
    ("options", "outcome"),
    [
        pytest.param({"select": {"row-shifted"}}, {"row-shifted"}, id="select"),
        pytest.param({"select": {"inchikey-mismatch"}}, set(), id="select-none"),
        pytest.param(
            {
                "ignore": {
                    "row-shifted",
                    "keys-swapped",
                    "duplicate-structure",
                    "name-two-structures",
                    "id-two-structures",
                }
            },
            {"identifier-two-structures", "inchikey-two-names", "structure-two-identifiers"},
            id="ignore",
        ),
    ],
)
def test_select_and_ignore(options, outcome):
    """Only the wanted codes are found; a swap that is not told still explains its keys."""
    with CrossRecord() as cross:
        for record_report in faulty_table():
            cross.add(record_report)
        found = cross.conflicts(**options)

        assert {finding.code for finding in found} == outcome
        assert not any(finding.fields == ("inchikey",) for finding in found if finding.code.startswith("identifier"))


def test_many_duplicates_cost_little():
    """A key repeated thousands of times, with names all different, is no quadratic matter."""
    key = GABA[1]
    with CrossRecord() as cross:
        for i in range(5000):
            cross.add_entries(Entry("a.csv", i, i, f"name {i}", b"%d" % i, key, strays=(("inchikey", BACLOFEN[1]),)))
        codes = [finding.code for finding in cross.conflicts()]

    assert codes == ["inchikey-two-names"]


def test_every_check_is_documented():
    """Each has a title, the reason it matters, examples and its blind spots."""
    for code, _, function in CROSS_RECORD_CHECKS:
        page = function.__doc__ or ""

        assert code.replace("-", "_") == function.__name__
        for heading in ("Why it matters", "Examples", "Blind spots"):
            assert f"\n    {heading}\n" in page
