"""Corrections on trial: what is written makes a record right, or is not written."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache

import pytest
from rdkit import Chem

import faults
from gaba_analogs.api.verify import verify, verify_records
from gaba_analogs.chemistry.marks import flattened
from gaba_analogs.correcting.trial import alike, is_better, wanted, with_corrections
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.findings import Finding, RecordReport, Safety, Severity, Verdict
from published import COLLECTION, SAMPLES

REPRESENTATIVE = frozenset(
    {"(R)-baclofen", "baclofen-hydrochloride", "pregabalin-sodium", "L-alanine-13C3", "maleic acid", "chloroform-d"}
)
LEVELS = (Safety.SAFE, Safety.LIKELY)
MASSES = {"mw": "molecular_weight", "exact_mass": "monoisotopic_mass"}


def labelled_pairs():
    """Give the pairs of fields of public databases as records."""
    whole = COLLECTION / "labelled_cases_dev.tsv"
    with (whole if whole.exists() else SAMPLES / "labelled_cases.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            pairs = ((row[f"field_{side}"], row[f"value_{side}"]) for side in "ab")
            yield StructureRecord(**{MASSES.get(field, field): value for field, value in pairs if field})


@cache
def reports():
    """Verify the faults of a few compounds that need no name, and the labelled pairs."""
    cases = [
        case
        for kind in faults.corruptions().values()
        for case in kind
        if not case.names and case.base in REPRESENTATIVE
    ]
    records = [StructureRecord(**case.record) for case in cases]
    matrix = verify_records(records, names=False)
    return [*zip(cases, matrix, strict=True), *((None, r) for r in verify_records(labelled_pairs(), names=False))]


def corrected(least):
    """Give case, report before and report after of every record that corrections make better."""
    trials = [(case, report, wanted(report, least)) for case, report in reports()]
    trials = [trial for trial in trials if trial[2]]
    again = verify_records([with_corrections(report.record, values) for _, report, values in trials], names=False)
    tried = zip(trials, again, strict=True)
    return [(case, before, after) for (case, before, _), after in tried if is_better(before, after)]


@pytest.mark.parametrize("least", LEVELS)
def test_a_corrected_record_is_right_or_has_its_other_faults_only(least):
    """It is verified, or says no less than before; what is still wrong was so before."""
    found = [
        (after.suspects, before.suspects)
        for _, before, after in corrected(least)
        if after.verdict not in {"verified", "underspecified"} and not {*after.suspects} <= {*before.suspects}
    ]

    assert found == []


@pytest.mark.parametrize("least", LEVELS)
def test_a_corrected_value_is_the_true_one(least):
    """Corrections restore the value that was there before the fault."""
    wrong = [
        (field, value, case.record)
        for case, before, _ in corrected(least)
        for field, value in wanted(before, least).items()
        if case is not None and (true := faults.BASES[case.base].get(field)) and not faults.restores(field, value, true)
    ]

    assert wrong == []


def flat(smiles):
    """Write a SMILES without stereo marks and isotopes."""
    mol = flattened(Chem.MolFromSmiles(smiles))
    for atom in mol.GetAtoms():
        atom.SetIsotope(0)
    return Chem.MolToSmiles(Chem.RemoveHs(mol))


def labels(smiles):
    """List the isotopes of a SMILES."""
    return sorted(atom.GetIsotope() for atom in Chem.MolFromSmiles(smiles).GetAtoms() if atom.GetIsotope())


def test_no_correction_is_another_tautomer_or_loses_a_label():
    """A SMILES of the same flat InChI keeps its hydrogens where they are, and has the labels of the compound."""
    for case, before, _ in corrected(Safety.LIKELY):
        new, old = wanted(before, Safety.LIKELY).get("smiles"), before.record.smiles
        if new is None or old is None or Chem.MolFromSmiles(old) is None:
            continue
        one, other = flat(old), flat(new)
        if faults.key_of(one) == faults.key_of(other):
            assert one == other
        if case is not None:
            assert labels(new) == labels(faults.BASES[case.base]["smiles"])


@pytest.mark.parametrize("least", LEVELS)
def test_no_correction_contradicts_a_field_that_nobody_doubts(least):
    """What was beyond suspicion is so afterwards, but for what was said to leave something open."""
    for _, before, after in corrected(least):
        open_fields = {name for finding in before.findings if finding.severity == "warning" for name in finding.fields}
        assert {*after.suspects} <= {*before.suspects, *open_fields}


ERROR = Finding("formula-mismatch", Severity.ERROR, ("formula",), "wrong")
WARNING = Finding("stereo-missing", Severity.WARNING, ("smiles",), "says less")
OTHER = replace(ERROR, code="skeleton-mismatch")


@pytest.mark.parametrize(
    ("before", "after", "verdict", "better"),
    [
        pytest.param((ERROR,), (), "verified", True, id="verified"),
        pytest.param((ERROR, OTHER), (OTHER,), "inconsistent", True, id="one-error-less"),
        pytest.param((ERROR,), (ERROR,), "inconsistent", False, id="the-same-error"),
        pytest.param((ERROR, ERROR), (OTHER,), "inconsistent", False, id="a-new-error"),
        pytest.param((ERROR,), (WARNING,), "underspecified", True, id="says-less-now"),
        pytest.param((ERROR,), (), "unverified", False, id="nothing-to-compare"),
        pytest.param((WARNING,), (WARNING,), "underspecified", False, id="says-as-little"),
        pytest.param((WARNING,), (ERROR,), "inconsistent", False, id="worse"),
    ],
)
def test_better(before, after, verdict, better):
    """Fewer errors and no new one, or nothing left to say."""
    gaba = StructureRecord(name="GABA")
    first, second = RecordReport(gaba, Verdict.INCONSISTENT, findings=before), RecordReport(gaba, Verdict(verdict))

    assert is_better(first, replace(second, findings=after)) is better


@pytest.mark.parametrize(
    ("field", "stated", "value", "written"),
    [
        pytest.param("molecular_weight", "130,12", "103.12", "103,12", id="decimal-comma"),
        pytest.param("molecular_weight", "130.12 g/mol", "103.12", "103.12 g/mol", id="unit"),
        pytest.param("molecular_weight", "1,541.2", "1154.75", "1154.75", id="thousands"),
        pytest.param("inchi", "1S/CH4/h2H4", "InChI=1S/CH4/h1H4", "1S/CH4/h1H4", id="no-prefix"),
        pytest.param("inchi", "see text", "InChI=1S/CH4/h1H4", "InChI=1S/CH4/h1H4", id="no-inchi"),
        pytest.param("inchikey", "InChIKey=X", "VNWKTOKETHGBQD-UHFFFAOYSA-N", None, id="prefix-of-a-key"),
        pytest.param("smiles", "C", "CC", "CC", id="smiles"),
    ],
)
def test_a_value_keeps_the_notation_of_the_old_one(field, stated, value, written):
    """Decimal commas, units and prefixes stay as they are in the column."""
    assert alike(field, stated, value) == (written or f"InChIKey={value}")


def test_nothing_is_wanted_that_the_record_does_not_decide():
    """Manual corrections are written at no level."""
    report = verify(
        {"smiles": "NCCCC(=O)O", "formula": "C4H7NO2", "inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N"}, names=False
    )
    doubted = replace(report, safety={"formula": Safety.MANUAL})

    assert report.corrections
    assert wanted(doubted, Safety.LIKELY) == {}
