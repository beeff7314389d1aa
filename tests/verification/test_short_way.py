"""The short way for records that agree to the letter: it says what the long way says, and takes nobody else."""

from __future__ import annotations

import dataclasses
import itertools

import pytest
from rdkit import Chem

import faults
from gaba_analogs.api.verify import verify_records
from gaba_analogs.chemistry.structure import quiet
from gaba_analogs.evidence.facts import read_facts
from gaba_analogs.evidence.witnesses import identify_witnesses
from gaba_analogs.names import ParsedName
from gaba_analogs.notation.inchi import read_inchi
from gaba_analogs.notation.stereodescriptors import NameStereo, stereo_claims
from gaba_analogs.readers import read
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.findings import Verdict
from gaba_analogs.verification.examine import examine
from gaba_analogs.verification.plan import Choice
from gaba_analogs.verification.screening import compared_with_name, screen
from gaba_analogs.verification.short_way import PlainReports
from published import SAMPLES, whole

NO_NAMES = "names were not read (--no-names)"

# CAS numbers, keys, formulas and masses: PubChem, CIDs 119, 5486971, 6106 and 5819.
GABA = StructureRecord(
    name="GABA",
    smiles="NCCCC(=O)O",
    inchi="InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)",
    inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N",
    formula="C4H9NO2",
    molecular_weight="103.12",
    monoisotopic_mass="103.063328530",
    cas="56-12-2",
    pubchem_cid="119",
)
PREGABALIN = StructureRecord(
    name="pregabalin",
    smiles="CC(C)C[C@@H](CC(=O)O)CN",
    inchi="InChI=1S/C8H17NO2/c1-6(2)3-7(5-9)4-8(10)11/h6-7H,3-5,9H2,1-2H3,(H,10,11)/t7-/m0/s1",
    inchikey="AYXYPKUFHZROOJ-ZETCQYMHSA-N",
    formula="C8H17NO2",
    molecular_weight="159.23",
    monoisotopic_mass="159.125928785",
    cas="148553-50-8",
    pubchem_cid="5486971",
)


def facts_of(record):
    """Read the facts of a record, names unread."""
    with quiet():
        facts = read_facts(record)
        identify_witnesses(facts, {}, names_unread=NO_NAMES)
    return facts


def long_way(record):
    """Give the report of the engine, whatever the record."""
    with quiet():
        return examine(record, facts_of(record))


@pytest.mark.parametrize("record", [GABA, PREGABALIN], ids=lambda record: record.name)
def test_agreeing_records_are_plain(record):
    """A record whose fields agree to the letter is recognised by what it states."""
    (screening,) = screen([record])
    assert screening.fields == tuple(name for name, _ in record.stated())


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"smiles": "NCCC(=O)O"}, id="other-structure"),
        pytest.param({"smiles": "NCCCC(=O)O gaba"}, id="trailing-text"),
        pytest.param({"smiles": "NCCCC(=O)[O-]"}, id="ion"),
        pytest.param({"smiles": "[13CH2](N)CCC(=O)O"}, id="label"),
        pytest.param({"inchikey": "btcsszjgundroe-uhfffaoysa-n"}, id="lower-case-key"),
        pytest.param({"inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-M"}, id="other-key"),
        pytest.param({"formula": "C4H9O2N"}, id="not-in-hill-order"),
        pytest.param({"formula": "C4H7NO2"}, id="other-formula"),
        pytest.param({"molecular_weight": "103.06"}, id="wrong-mass"),
        pytest.param({"molecular_weight": "103.12 g/mol"}, id="unit"),
        pytest.param({"monoisotopic_mass": "103.12"}, id="average-for-exact"),
        pytest.param({"cas": "56-12-3"}, id="check-digit"),
        pytest.param({"pubchem_cid": "CHEMBL96"}, id="misplaced"),
        pytest.param({"name": "(R)-GABA"}, id="name-states-stereo"),
        pytest.param({"name": "dl-GABA"}, id="name-states-a-racemate"),
        pytest.param({"chirality": "racemic"}, id="stated-chirality"),
        pytest.param({"charge": "1"}, id="charge"),
        pytest.param({"charge": "+0"}, id="charge-with-a-sign"),
        pytest.param({"inchi": "inchi=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"}, id="prefix-in-small-letters"),
        pytest.param({"molblock": "x"}, id="molfile"),
        pytest.param({"smiles": None}, id="no-smiles"),
    ],
)
def test_others_take_the_long_way(change):
    """What is not plain to see is not decided here."""
    (screening,) = screen([dataclasses.replace(GABA, **change)])
    assert not screening.is_plain


BENZYL_CHLORIDE = StructureRecord(
    name="benzyl chloride",
    smiles="ClCc1ccccc1",
    inchi="InChI=1S/C7H7Cl/c8-6-7-4-2-1-3-5-7/h1-5H,6H2",
    inchikey="KCXMKQUNVWSEMD-UHFFFAOYSA-N",
    formula="C7H7Cl",
)  # PubChem, CID 7503


@pytest.mark.parametrize(
    ("record", "name", "plain"),
    [
        pytest.param(PREGABALIN, "(S)-pregabalin", True, id="configuration"),
        pytest.param(PREGABALIN, "(R)-pregabalin", False, id="mirror-image"),
        pytest.param(PREGABALIN, "(±)-pregabalin", False, id="racemate"),
        pytest.param(BENZYL_CHLORIDE, "benzyl chloride", True, id="halide"),
        pytest.param(BENZYL_CHLORIDE, "benzyl bromide", False, id="another-halide"),
        pytest.param(BENZYL_CHLORIDE, "benzylamine hydrochloride", False, id="salt-of-several-components"),
        pytest.param(BENZYL_CHLORIDE, "cis-benzyl chloride", True, id="left-open"),
        pytest.param(GABA, "GABA monohydrate", False, id="hydrate-that-is-not-drawn"),
    ],
)
def test_names_that_a_structure_bears_out_take_the_short_way(record, name, plain):
    """The words of a title are compared in the first look; the report is that of the long way, whoever came before."""
    titled = dataclasses.replace(record, name=name)
    (screening,) = screen([titled])

    assert screening.is_plain is plain
    assert list(verify_records([record, titled, titled], names=False))[1:] == [long_way(titled)] * 2


def test_nothing_to_compare_is_plain_too():
    """A record with one structure and nothing beside it needs no second screening: the report says so at once."""
    lone = StructureRecord(name="GABA", smiles="NCCCC(=O)O")
    first, second = verify_records([lone, lone], names=False)
    assert screen([lone])[0].fields == ("name", "smiles")
    assert second == first == long_way(lone)
    assert second.verdict is Verdict.UNVERIFIED


# Names: IUPAC names of PubChem, CIDs 119 and 5486971; SMILES as OPSIN gives them, or a neighbour's.
GABA_NAME = "4-aminobutanoic acid"


@pytest.mark.parametrize(
    ("read", "plain"),
    [
        pytest.param({"smiles": "NCCCC(=O)O"}, True, id="the-same"),
        pytest.param({"smiles": "NCCCC(O)=O"}, True, id="the-same-written-differently"),
        pytest.param({"smiles": "NCCC(=O)O"}, False, id="another"),
        pytest.param({"smiles": "NCCCC(=O)O", "ambiguous": True}, False, id="ambiguous"),
        pytest.param({"smiles": "NCCCC(=O)O", "racemic": True}, False, id="racemate"),
        pytest.param({"smiles": "NCCCC(=O)O", "relative": True}, False, id="relative"),
        pytest.param({"smiles": "NCCCC(=O)O", "ratio_uncertain": True}, True, id="ratio-that-fits"),
        pytest.param({"smiles": "NCCCC(=O)O", "stereo_ignored": ("3R",)}, False, id="impossible-centre"),
        pytest.param({"failure": "not a systematic name"}, False, id="not-read"),
    ],
)
def test_a_name_must_be_that_of_the_structure(read, plain):
    """A record is plain when its systematic name stands for its structure, and for nothing else."""
    record = dataclasses.replace(GABA, iupac_name=GABA_NAME)
    (screening,) = screen([record], [[GABA_NAME]])
    name = ParsedName(GABA_NAME, GABA_NAME, **read)

    assert screening.is_plain
    assert (compared_with_name(screening, {GABA_NAME: name}).is_plain) is plain


def test_a_name_among_synonyms_takes_the_long_way():
    """Systematic synonyms are compared in the engine only."""
    record = dataclasses.replace(GABA, iupac_name=GABA_NAME, synonyms="gamma-aminobutyric acid")
    (screening,) = screen([record], [[GABA_NAME, "gamma-aminobutyric acid"]])
    assert not screening.is_plain


def test_a_compound_without_carbon_is_not_plain_by_its_name():
    """Names of compounds without carbon leave bonding open; the engine weighs them."""
    # CID 962, water.
    record = StructureRecord(smiles="O", inchikey="XLYOFNOQVPJJNP-UHFFFAOYSA-N", iupac_name="oxidane")
    (screening,) = screen([record], [["oxidane"]])
    assert compared_with_name(screening, {"oxidane": ParsedName("oxidane", "oxidane", smiles="O")}).is_plain is False


@pytest.mark.names
def test_named_records_have_the_same_report_on_both_ways():
    """With names read, the second record of a kind has the report that the engine gives a first one."""
    gaba = dataclasses.replace(GABA, iupac_name=GABA_NAME)
    pregabalin = dataclasses.replace(PREGABALIN, iupac_name="(3S)-3-(aminomethyl)-5-methylhexanoic acid")
    _, short = verify_records([gaba, pregabalin])
    (long,) = verify_records([pregabalin])
    assert short == long
    assert short.verdict is Verdict.VERIFIED
    assert "iupac_name" in short.agreement["stereo"][0]


def test_molfiles_are_plain_like_smiles():
    """A drawing whose own InChI is the stated one is plain, whether a SMILES stands beside it or not."""
    block = Chem.MolToMolBlock(Chem.MolFromSmiles(GABA.smiles))
    for record in (
        dataclasses.replace(GABA, molblock=block),
        dataclasses.replace(GABA, molblock=block, smiles=None),
    ):
        (screening,) = screen([record])
        assert screening.fields == tuple(name for name, _ in record.stated())
    (other,) = screen([dataclasses.replace(PREGABALIN, molblock=block)])
    assert not other.is_plain


def test_mark_on_no_centre_takes_the_long_way():
    """A mark that no program keeps has a finding of its own."""
    (screening,) = screen([StructureRecord(smiles="N[C@@H](C)CC[C@H](C)C", inchikey="x")])
    assert not screening.is_plain


def test_radical_takes_the_long_way():
    """[CH2] for CH3: structure and key agree, and the finding is still made."""
    # Key of the 4-aminobutyl-like radical by the InChI software; what matters is that both agree.
    radical = "NCC[CH]C(=O)O"
    with quiet():
        key = faults.key_of(radical)
    record = StructureRecord(smiles=radical, inchikey=key)
    assert not screen([record])[0].is_plain
    assert "smiles-radical" in {finding.code for finding in long_way(record).findings}


def test_unexpected_failure_costs_one_look(monkeypatch):
    """A toolkit that fails on one record leaves it, and it alone, to the long way."""
    from gaba_analogs.verification import screening  # noqa: PLC0415  # to be patched

    whole = screening.Structure.from_smiles

    def fails(text):
        if text == PREGABALIN.smiles:
            raise RuntimeError("no")
        return whole(text)

    monkeypatch.setattr(screening.Structure, "from_smiles", fails)
    looks = screen([GABA, PREGABALIN, None, GABA])
    assert [screening.is_plain for screening in looks] == [True, False, False, True]


@pytest.mark.parametrize("step", ["stereo_claims", "read_mass"])
def test_no_step_of_a_look_ends_the_run(monkeypatch, step):
    """Whichever step fails, the record is left to the long way and all records come out."""
    from gaba_analogs.verification import screening  # noqa: PLC0415  # to be patched

    def fails(text):
        raise RuntimeError(text)

    monkeypatch.setattr(screening, step, fails)
    reports = list(verify_records([GABA, PREGABALIN], names=False))
    assert [report.verdict for report in reports] == [Verdict.VERIFIED, Verdict.VERIFIED]


def test_both_ways_say_the_same():
    """The second record of a kind has the very report that the engine would give it."""
    first, second = verify_records([GABA, PREGABALIN], names=False)
    assert first == long_way(GABA)
    assert second == long_way(PREGABALIN)
    assert second.verdict is Verdict.VERIFIED
    assert second.passed is first.passed


def test_selection_is_heeded():
    """Codes that were left out are not reported as passed on the short way either."""
    reports = list(verify_records([GABA, PREGABALIN], names=False, ignore=["cas-check-digit"]))
    assert all("cas-check-digit" not in report.passed for report in reports)


def _agree(records):
    """Count the plain records, after comparing both ways on every record."""
    plain = PlainReports(Choice())
    count = 0
    for record in records:
        if record.problem:
            continue
        with quiet():
            (screening,) = screen([record])
        facts, expected = facts_of(record), long_way(record)
        if screening.is_plain:
            assert expected.verdict in {Verdict.VERIFIED, Verdict.UNVERIFIED}, record
            assert {finding.code for finding in expected.findings} <= {"notation-repaired", "placeholder-value"}, record
            count += 1
        short = plain.report(record, screening, lambda facts=facts: facts)
        assert short is None or short == expected, record
        plain.remember(screening, facts, expected, Choice())
    return count


def test_no_corrupted_record_is_plain():
    """Of thousands of corrupted records, none on the short way has a finding."""
    cases = itertools.chain.from_iterable(faults.corruptions().values())
    thinned = itertools.islice(cases, 0, None, 7)
    assert _agree(StructureRecord(**case.record) for case in thinned) >= 0


@pytest.mark.parametrize(("table", "plain"), [("massbank", 40), ("report", 10), ("chemicals", 0)])
def test_samples_of_real_tables(table, plain):
    """On sampled rows both ways agree, and most rows of a good table are plain."""
    assert _agree(read(SAMPLES / "tables" / f"{table}.tsv")) >= plain


@pytest.mark.parametrize(
    ("table", "plain"),
    [("massbank_compounds_dev.tsv", 300), ("report_compounds_dev.tsv", 100), ("chemicals_pubchem_small_dev.tsv", 0)],
)
def test_real_tables(table, plain):
    """On real rows both ways agree, and most rows of a good table are plain."""
    assert _agree(itertools.islice(read(whole(table)), 0, 3500, 8)) >= plain


@pytest.mark.parametrize(
    "name",
    [
        "(R)-baclofen",
        "(NE)-N-[(3-bromophenyl)methylidene]hydroxylamine",
        "3aR-hexahydroindole",
        "(2''S'')-2-aminobutanoic acid",
        "rac-phenibut",
        "(+)-catechin",
        "L-threonine",
        "trans-4-aminocrotonic acid",
        "5Z,8Z-eicosadienoic acid",
        "2,2-dimethyl-1,3-dioxolane ±",
    ],
)
def test_every_descriptor_is_seen(name):
    """The quick screening at a name misses no descriptor."""
    assert stereo_claims(name) != NameStereo()


METHOXY = {  # of 4-(2-methoxyethyl)phenol, as drawn without the bond of any kind
    "inchi": "InChI=1S/C9H12O2/c1-11-7-6-8-2-4-9(10)5-3-8/h2-5,10H,6-7H2,1H3",
    "inchikey": "FAYGEALAEQKPDI-UHFFFAOYSA-N",
    "formula": "C9H12O2",
}


@pytest.mark.parametrize(
    ("plain", "other"),
    [
        pytest.param(
            StructureRecord(smiles="COCCc1ccc(O)cc1", **METHOXY),
            StructureRecord(smiles="COCCc1ccc(O)c~c1", **METHOXY),
            id="bond-of-any-kind",
        ),
        pytest.param(
            StructureRecord(smiles="CC"),
            StructureRecord(smiles="O=C(O)[C@@H]1N2C(=O)[C@@H](N)[C@H]2SC[H+]1(C)C.[Ti]"),
            id="mark-that-rdkit-drops",
        ),
    ],
)
def test_report_does_not_depend_on_what_stands_before(plain, other):
    """A record gets the report that it gets alone, also behind a plain record of the same fields."""
    (alone,) = verify_records([other], names=False)
    *_, second = verify_records([plain, other], names=False)

    assert second == alone


@pytest.mark.names
# two rows of github.com/jinichlab/steroid_atlas: C13 of the first is the other way round than in every steroid
@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["opposite-first", "open-first"])
def test_a_title_that_implies_a_configuration_is_compared_each_time(order):
    """One steroid with a centre the other way, one with open centres: neither gets the report on the other."""
    both = (
        StructureRecord(name="5-ANDROSTEN-3β-OL", smiles="C[C@]12CCCC1C1CC=C3C[C@@H](O)CC[C@]3(C)C1CC2"),
        StructureRecord(
            name="5-ANDROSTEN-3β-OL ACETATE", smiles="CC(=O)O[C@H]1CC[C@@]2(C)C(=CCC3C4CCC[C@@]4(C)CCC32)C1"
        ),
    )
    records = [both[place] for place in order]

    assert list(verify_records(records)) == [next(iter(verify_records([record]))) for record in records]


# rows of ToxCast (invitrodb 4.3)
TITLED = (
    StructureRecord(name="4-Methyl-2-nitroaniline", smiles="Cc1ccc(N)c(c1)[N+]([O-])=O"),
    StructureRecord(name="1,1-Dimethylhydrazine", smiles="CN(C)N"),
    StructureRecord(name="4-Nitrobenzyl chloride", smiles="[O-][N+](=O)c1ccc(CCl)cc1"),
    StructureRecord(name="3,4-Dihydrocoumarin", smiles="O=C1CCc2ccccc2O1"),
)


@pytest.mark.parametrize("order", [*itertools.permutations(TITLED, 2)], ids=lambda two: f"{two[0].name}|{two[1].name}")
def test_titles_of_both_kinds_have_reports_of_their_own(order):
    """A title that can only be systematic is compared by one check, one that may be trivial by another."""
    assert list(verify_records(order)) == [next(iter(verify_records([record]))) for record in order]


def test_name_among_the_synonyms_teaches_nothing_about_other_synonyms():
    """Synonyms are booked as agreeing only where they do, whatever a record before them has."""
    # Keys: of 2-methylpent-1-ene, and PubChem, CID 119.
    first = StructureRecord(
        smiles="CCCC(=C)C",
        inchikey="WWUVJRULCWHUSA-UHFFFAOYSA-N",
        iupac_name="2-methylpent-1-ene",
        synonyms="2-methylpent-1-ene",
    )
    gaba = StructureRecord(
        smiles="NCCCC(=O)O",
        inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N",
        iupac_name="4-aminobutanoic acid",
        synonyms="water|cholesterol",
    )

    *_, second = verify_records([first, gaba])
    (alone,) = verify_records([gaba])

    assert second == alone


@pytest.mark.parametrize("start", ["InChI=", "InChI=1S/"])
def test_an_inchi_without_its_start_takes_the_short_way(start):
    """What many tables leave out in front of an InChI costs one remark, the same on both ways."""
    inchi = "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"  # PubChem, CID 119
    record = StructureRecord(smiles="NCCCC(=O)O", inchi=inchi.removeprefix(start), formula="C4H9NO2")
    (screening,) = screen([record])
    long_way, short_way = verify_records([record, record], names=False)

    assert screening.is_plain
    assert [repairs for _, repairs, _ in screening.notes] == [read_inchi(record.inchi).notes]
    assert short_way == long_way
    assert [finding.code for finding in short_way.findings] == ["notation-repaired"]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        pytest.param("cas", "NOCAS_867123", id="cas"),  # CompTox
        pytest.param("pubchem_cid", "NA", id="identifier"),  # JUMP-Target
        pytest.param("iupac_name", "-", id="name"),  # CompTox
        pytest.param("unii", "N/A", id="unii"),
    ],
)
def test_cells_that_state_nothing_take_the_short_way(field, text):
    """Where a cell states nothing and all others agree, the report is that of the long way, its warning included."""
    first, second = (dataclasses.replace(record, **{field: text}) for record in (GABA, PREGABALIN))
    (screening,) = screen([second])

    *_, report = verify_records([first, second], names=False)

    assert screening.is_plain
    assert report == long_way(second)
    assert [finding.code for finding in report.findings] == ["placeholder-value"]


def test_cell_that_states_nothing_hides_no_wrong_one():
    """Behind records with an empty cell, a wrong value of its field and an empty cell of another are seen."""
    first, second = (dataclasses.replace(record, cas="-") for record in (GABA, PREGABALIN))
    wrong = dataclasses.replace(PREGABALIN, cas="148553-50-9")  # PubChem has 148553-50-8
    other = dataclasses.replace(PREGABALIN, pubchem_cid="-")

    *_, of_wrong, of_other = verify_records([first, second, wrong, other], names=False)

    assert of_wrong == long_way(wrong)
    assert of_wrong.suspects == ("cas",)
    assert of_other == long_way(other)
