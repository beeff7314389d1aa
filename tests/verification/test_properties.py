"""What holds for every record: notation changes nothing, and any text gives a report."""

from __future__ import annotations

import dataclasses

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from rdkit import Chem

import faults
from gaba_analogs.api.verify import verify
from gaba_analogs.names import unavailable_reason
from gaba_analogs.record import FIELDS, StructureRecord
from gaba_analogs.results.findings import Verdict

pytestmark = pytest.mark.slow

MODERATE = settings(deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

bases = st.sampled_from(sorted(faults.BASES))


@st.composite
def corrupted(draw):
    """Draw a record, right or corrupted."""
    key = draw(bases)
    kinds = [k for k, cases in faults.corruptions().items() if any(c.base == key for c in cases)]
    kind = draw(st.sampled_from(["none", *kinds]))
    case = next((c for c in faults.corruptions().get(kind, []) if c.base == key), None)
    return case.record if case else faults.BASES[key]


def judgement(record):
    """Give verdict and suspects of a record, names unread."""
    report = verify(record, names=False)
    return report.verdict, report.suspects


def rewritten(smiles, order):
    """Write the atoms of a SMILES in another order."""
    mol = Chem.MolFromSmiles(smiles)
    return Chem.MolToSmiles(Chem.RenumberAtoms(mol, order), canonical=False)


@MODERATE
@given(st.data())
def test_atom_order_changes_nothing(data):
    """The order in which a SMILES names its atoms changes neither verdict nor suspects."""
    record = data.draw(corrupted())
    mol = Chem.MolFromSmiles(record["smiles"])
    if mol is None:
        return
    order = data.draw(st.permutations(range(mol.GetNumAtoms())))

    other = {**record, "smiles": rewritten(record["smiles"], order)}

    assert judgement(other) == judgement(record)


@MODERATE
@given(corrupted())
def test_kekule_form_changes_nothing(record):
    """Alternating bonds for aromatic ones change neither verdict nor suspects."""
    if Chem.MolFromSmiles(record["smiles"]) is None:
        return

    other = {**record, "smiles": faults.kekulized(record["smiles"])}

    assert judgement(other) == judgement(record)


@MODERATE
@given(corrupted(), st.sampled_from(["InChIKey=", "inchikey=", "INCHIKEY=", ""]), st.booleans())
def test_prefix_and_case_of_a_key_change_nothing(record, prefix, lower):
    """A key may have its prefix in any case, and small letters."""
    if record["inchikey"].startswith("InChI="):
        return
    key = record["inchikey"].lower() if lower else record["inchikey"]

    assert judgement({**record, "inchikey": prefix + key}) == judgement(record)


@MODERATE
@given(corrupted(), st.sampled_from(["InChI=", "inchi=", "INCHI=", ""]))
def test_prefix_of_an_inchi_changes_nothing(record, prefix):
    """An InChI may have its prefix in any case, or none."""
    if not record["inchi"].startswith("InChI="):
        return

    assert judgement({**record, "inchi": prefix + record["inchi"][6:]}) == judgement(record)


@MODERATE
@given(corrupted())
def test_order_of_the_fields_changes_nothing(record):
    """A mapping's order is not part of a record."""
    assert judgement(dict(reversed(record.items()))) == judgement(record)


@MODERATE
@given(corrupted())
def test_verifying_twice_gives_the_same_report(record):
    """Nothing is remembered between two verifications."""
    assert verify(record, names=False).to_dict() == verify(record, names=False).to_dict()


@pytest.mark.names
@pytest.mark.skipif(unavailable_reason() is not None, reason="no OPSIN with Java: pip install .[names]")
@settings(deadline=None, derandomize=True, max_examples=15)
@given(corrupted())
def test_verifying_twice_with_names_gives_the_same_report(record):
    """OPSIN remembers nothing either."""
    assert verify(record).to_dict() == verify(record).to_dict()


@MODERATE
@given(corrupted())
def test_correcting_a_record_leaves_nothing_to_correct(record):
    """A record with its corrections applied accuses none of the corrected fields again."""
    report = verify(record, names=False)
    if report.ambiguous:
        return

    corrected = verify({**record, **report.corrections}, names=False)

    assert not set(corrected.suspects) & report.corrections.keys()


# -- any text -------------------------------------------------------------------------------------------

# Pieces of chemical text, so that random texts come close to what is read.
PIECES = (
    *("C", "c1ccccc1", "[nH]", "[C@@H]", "(", ")", "=O", ".", "[Na+]", "/", "\\", "@", "%11", "|", "*", "[2H]", "$"),
    *("InChI=", "1S/", "C4H9NO2", "/c1-2", "/h1H", "/t7-", "/m0", "/s1", "/p-1", "/q+1", "/i1D", ";"),
    *("InChIKey=", "UHFFFAOYSA-N", "BTCSSZJGUNDROE", "-", "213.66", "1e400", "-1", "NaN", "∞", "g/mol", ","),
    *("56-12-2", "3/4/4342", "racemic", "(R)-", "(2S,3R)", "rac-", "acid", "4-amino", "''", "<i>", "&nbsp;"),
    *("\u00a0", "\u200b", "\n", "\x00", "₁₂", "·", "+", "٣", "𝟏", "−", "é", "{{", "}}", "[[", "\ud7ff", "ß", "İ"),
)

texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
    st.text(max_size=40),
    st.sampled_from([value for base in faults.BASES.values() for value in base.values()]),
)


@settings(deadline=None, derandomize=True, max_examples=250, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(FIELDS), texts, max_size=8))
def test_any_text_gives_a_report(fields):
    """Whatever stands in whatever field, a verdict comes back, and no check fails."""
    report = verify(fields, names=False)

    assert report.verdict in Verdict
    assert "record" not in {skip.code for skip in report.skipped}, report.skipped


@settings(deadline=None, derandomize=True, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(bases, st.sampled_from(FIELDS), texts)
def test_any_text_in_a_full_record_gives_a_report(key, field, text):
    """Nonsense in one field of a full record leaves the others judged."""
    report = verify({**faults.BASES[key], field: text}, names=False)

    assert report.verdict in Verdict
    assert "record" not in {skip.code for skip in report.skipped}, report.skipped


@pytest.mark.names
@pytest.mark.skipif(unavailable_reason() is not None, reason="no OPSIN with Java: pip install .[names]")
@settings(deadline=None, derandomize=True, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(texts, texts)
def test_any_name_gives_a_report(name, synonyms):
    """OPSIN survives any text, and so does the reader of its answer."""
    report = verify({"iupac_name": name, "synonyms": synonyms, "smiles": "NCCCC(=O)O"})

    assert report.verdict in Verdict
    assert "record" not in {skip.code for skip in report.skipped}, report.skipped


SINGLE = [(key, field) for key, base in faults.BASES.items() for field in base]


@pytest.mark.parametrize("field", sorted({field for _, field in SINGLE}))
def test_one_field_alone_is_unverified(field):
    """One right value has nothing to be compared with: unverified, never an error."""
    values = {base[field] for base in faults.BASES.values() if field in base}
    # a labelled formula or name says no more than any other
    found = {value: verify({field: value}, names=False) for value in values}

    assert {v: r.suspects for v, r in found.items() if r.verdict != "unverified" or r.suspects} == {}


def test_an_empty_record_is_unverified():
    """Nothing stated is nothing verified."""
    report = verify({}, names=False)

    assert (report.verdict, report.suspects, report.findings) == ("unverified", (), ())


def test_a_report_does_not_change_its_record():
    """The record in a report is the one that was given."""
    record = StructureRecord(**faults.BASES["baclofen"])

    assert verify(record, names=False).record is record
    assert dataclasses.asdict(record) == dataclasses.asdict(StructureRecord(**faults.BASES["baclofen"]))
