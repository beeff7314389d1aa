"""Real records: clean tables stay unaccused, and known public mistakes are found with the right culprit.

The records of the second half are facts quoted from public tables; docs/findings/examples.md names them.
"""

from __future__ import annotations

import pytest

import gaba_analogs as ga
from gaba_analogs.api.verify import verify_records
from published import SAMPLES, whole

CLEAN = ("chemicals_pubchem_small_dev.tsv", "chemicals_example_user_db_dev.tsv")
"""Tables whose values were computed from one structure each (the chemicals package, PyPI)."""

KNOWN_MISTAKES = {
    "sodium p-dodecylbenzenesulfonate",
    "aluminum tributoxide",
}
"""Rows of the clean tables whose structure is not that of the name, checked by hand."""

E_FENPYROXIMATE = r"CN1N=C(C)C(\C=N\OCC2=CC=C(C=C2)C(=O)OC(C)(C)C)=C1OC1=CC=CC=C1"


def accused(*tables):
    """Give the number of records of some tables, and the names of those that are called inconsistent."""
    reports = [report for table in tables for report in verify_records(ga.read(table)) if report.record.name]
    return len(reports), {r.record.name for r in reports if r.verdict is ga.Verdict.INCONSISTENT} - KNOWN_MISTAKES


@pytest.mark.names
def test_sample_of_clean_tables_is_not_accused():
    """Of the sampled records of clean tables none is called inconsistent."""
    assert accused(SAMPLES / "tables/chemicals.tsv", SAMPLES / "tables/user_database.tsv") == (160, set())


@pytest.mark.names
def test_clean_tables_are_not_accused():
    """Of 1,000 records of a clean table at most one is called inconsistent."""
    count, names = accused(*map(whole, CLEAN))

    assert count > 1_000
    assert len(names) <= count / 1_000, names


@pytest.mark.parametrize(
    ("record", "suspects", "code"),
    [
        pytest.param(
            # MassBank MSBNK-RIKEN-PR100159: SMILES is S, InChI and key are R (L-carnitine is R)
            {
                "smiles": "[O-1]C(=O)C[C@H](O)C[N+1](C)(C)C",
                "inchi": "InChI=1S/C7H15NO3/c1-8(2,3)5-6(9)4-7(10)11/h6,9H,4-5H2,1-3H3/t6-/m1/s1",
                "inchikey": "PHIQHXFUZVPYII-ZCFIWIBFSA-N",
                "formula": "C7H15NO3",
            },
            {"smiles"},
            "enantiomer-mismatch",
            id="levocarnitine-drawn-as-antipode",
        ),
        pytest.param(
            # MassBank MSBNK-RIKEN-PR100290: (R)-3-amino-4-methylpentanoic acid, SMILES is S
            {
                "smiles": "CC(C)[C@@H](N)CC(O)=O",
                "inchi": "InChI=1S/C6H13NO2/c1-4(2)5(7)3-6(8)9/h4-5H,3,7H2,1-2H3,(H,8,9)/t5-/m1/s1",
                "inchikey": "GLUJNGJDHCTUJY-RXMQYKEDSA-N",
                "formula": "C6H13NO2",
            },
            {"smiles"},
            "enantiomer-mismatch",
            id="beta-homovaline-drawn-as-antipode",
        ),
        pytest.param(
            # MassBank MSBNK-RIKEN-PR020141: gibberellin A4, one centre of eight inverted in the SMILES
            {
                "smiles": "C=C([C@H]45)C[C@@](C5)([C@@H](C(O)=O)1)[C@@]([H])(CC4)[C@@](C3)(O2)"
                "[C@]([H])([C@@](C)([C@@H](O)C3)C(=O)2)1",
                "inchi": "InChI=1S/C19H24O5/c1-9-7-18-8-10(9)3-4-11(18)19-6-5-12(20)17(2,16(23)24-19)"
                "14(19)13(18)15(21)22/h10-14,20H,1,3-8H2,2H3,(H,21,22)/t10-,11-,12+,13-,14-,17-,18+,19-/m1/s1",
                "inchikey": "RSQSQJNRHICNNH-NFMPGMCNSA-N",
                "formula": "C19H24O5",
            },
            {"smiles"},
            "stereocentre-mismatch",
            id="gibberellin-A4-epimer",
        ),
        pytest.param(
            # RepoRT 0260_00185: the key is that of the E isomer, the InChI says Z
            {
                "smiles": E_FENPYROXIMATE,
                "inchi": "InChI=1S/C24H27N3O4/c1-17-21(22(27(5)26-17)30-20-9-7-6-8-10-20)15-25-29-16-18-11-13-"
                "19(14-12-18)23(28)31-24(2,3)4/h6-15H,16H2,1-5H3/b25-15-",
                "inchikey": "YYJNOYZRYGDPNH-MFKUBSTISA-N",
                "formula": "C24H27N3O4",
            },
            {"inchi"},
            "double-bond-mismatch",
            id="fenpyroximate-InChI-is-Z",
        ),
        pytest.param(
            # RepoRT 0260_00285 "DMSA": key of dimercaptosuccinic acid on dimethyl(phenyl)sulfamide
            {
                "smiles": "CN(C)S(=O)(=O)NC1=CC=CC=C1",
                "inchi": "InChI=1S/C8H12N2O2S/c1-10(2)13(11,12)9-8-6-4-3-5-7-8/h3-7,9H,1-2H3",
                "inchikey": "ACTRVOBWPAIOHC-UHFFFAOYSA-N",
                "formula": "C8H12N2O2S",
            },
            {"inchikey"},
            "inchikey-mismatch",
            id="key-of-the-other-DMSA",
        ),
        pytest.param(
            # RepoRT 0051_00028: caffeine beside another row's formula
            {
                "smiles": "CN1C=NC2=C1C(=O)N(C(=O)N2C)C",
                "inchi": "InChI=1S/C8H10N4O2/c1-10-4-9-6-5(10)7(13)12(3)8(14)11(6)2/h4H,1-3H3",
                "inchikey": "RYYVLZVUVIJVGH-UHFFFAOYSA-N",
                "formula": "C30H26O13",
            },
            {"formula"},
            "formula-mismatch",
            id="caffeine-with-another-formula",
        ),
        pytest.param(
            # MassBank MSBNK-RIKEN_NPDepo-CB000288: chloramphenicol, average mass as exact mass
            {
                "smiles": "O=C(N[C@H](CO)[C@H](O)c1ccc([N+](=O)[O-])cc1)C(Cl)Cl",
                "formula": "C11H12Cl2N2O5",
                "monoisotopic_mass": "323.1347",
            },
            {"monoisotopic_mass"},
            "monoisotopic-mass-mismatch",
            id="average-mass-as-exact-mass",
        ),
        pytest.param(
            # MassBank MSBNK-MSSJ-MSJ02045: a 3 became an 8
            {
                "smiles": "O=C(OC[C@@H]1O[C@H]1CCCCC)c1cc(cc(c1)[N+]([O-])=O)[N+]([O-])=O",
                "formula": "C15H18N2O7",
                "monoisotopic_mass": "388.11140",
            },
            {"monoisotopic_mass"},
            "monoisotopic-mass-mismatch",
            id="exact-mass-off-by-50",
        ),
        pytest.param(
            # chemicals 1.5.2, CAS 22541-90-8: 118.701 for tin's standard atomic weight 118.710
            {"smiles": "[Sn+2]", "formula": "Sn+2", "molecular_weight": "118.701"},
            {"molecular_weight"},
            "molecular-weight-mismatch",
            id="atomic-weight-of-tin-transposed",
        ),
        pytest.param(
            # MassBank MSBNK-RIKEN_NPDepo-CB000432: oleuropein is 32619-42-4, the first digit was lost
            {"smiles": "NCCCC(=O)O", "formula": "C4H9NO2", "cas": "2619-42-4"},
            {"cas"},
            "cas-check-digit",
            id="cas-lost-its-first-digit",
        ),
        pytest.param(
            # English Wikipedia, estradiol valerate (2026-08): C17 in brackets without its hydrogen
            {"smiles": "Oc1ccc2[C@H]3CC[C@]4(C)[C@]5(CC[C@H]4[C@@H]3CCc2c1).CCCCC(=O)O5"},
            {"smiles"},
            "smiles-missing-hydrogen",
            id="estradiol-valerate-radical",
        ),
        pytest.param(
            # English Wikipedia, TH-030418 (2026-08): five bonds to carbon
            {"smiles": "OC1=C(O[C@H]2C(OC)(CC6)=CCC36[C@@]42CCN5C)C4=C(C[C@H]35)C=C1"},
            {"smiles"},
            "smiles-valence",
            id="five-bonds-to-carbon",
        ),
        pytest.param(
            # RepoRT 0004_00054: the key of 3 with shift is §
            {
                "smiles": "C1=CC=C(C=C1)[C@@H]([C@@H](C(=O)[O-])[NH3+])O",
                "inchikey": "VHVGNTVUSQUXPS-YUMQZZPRSA-N",
                "formula": "C9H11NO§",
            },
            {"formula"},
            "formula-unreadable",
            id="paragraph-sign-in-formula",
        ),
    ],
)
def test_known_mistakes_are_found(record, suspects, code):
    """A published mistake is an inconsistency, and the field that holds it is the suspect."""
    report = ga.verify(record, names=False)

    assert report.verdict is ga.Verdict.INCONSISTENT
    assert set(report.suspects) == suspects
    assert code in {finding.code for finding in report.findings}


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(
            # chemicals 1.5.2, CAS 553-72-0: a canonical InChI may end in a semicolon
            {
                "smiles": "O=C(O)c1ccccc1.[Zn]",
                "inchi": "C7H6O2.Zn/c8-7(9)6-4-2-1-3-5-6;/h1-5H,(H,8,9);",
                "inchikey": "VEEBLJYPXXIVEB-UHFFFAOYSA-N",
                "formula": "C7H6O2Zn",
                "molecular_weight": "187.50134",
            },
            id="inchi-ending-in-semicolon",
        ),
        pytest.param(
            # chemicals 1.5.2: iodomethyl radical; the radical is meant
            {
                "smiles": "[CH2]I",
                "inchi": "InChI=1S/CH2I/c1-2/h1H2",
                "inchikey": "KPJPHPFMCOKUMW-UHFFFAOYSA-N",
                "formula": "CH2I",
                "molecular_weight": "140.93105",
            },
            id="a-radical-that-is-meant",
        ),
    ],
)
def test_correct_records_are_verified(record):
    """What the first run accused wrongly stays verified."""
    assert ga.verify(record, names=False).verdict is ga.Verdict.VERIFIED


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(
            # RepoRT 12,13-DIHOME: the SMILES leaves the double bond open, the key does not
            {"smiles": "CCCCC[C@@H]([C@H](CC=CCCCCCCCC(=O)O)O)O", "inchikey": "CQSLTKIXAJTQGA-BTDPBSJTSA-N"},
            id="double-bond-left-open",
        ),
        pytest.param(
            # RepoRT oleuropein
            {
                "smiles": "CC=C1[C@@H](C(=CO[C@H]1O[C@H]2[C@@H]([C@H]([C@@H]([C@H](O2)CO)O)O)O)C(=O)OC)"
                "CC(=O)OCCC3=CC(=C(C=C3)O)O",
                "inchikey": "RFWGABANNQMHMZ-ZCHJGGQASA-N",
            },
            id="oleuropein-without-geometry",
        ),
    ],
)
def test_saying_less_is_no_contradiction(record):
    """A SMILES that leaves open what the key fixes is underspecified."""
    report = ga.verify(record, names=False)

    assert report.verdict is ga.Verdict.UNDERSPECIFIED
    assert report.suspects == ("smiles",)
