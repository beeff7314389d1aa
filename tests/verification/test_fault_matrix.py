"""Real records, corrupted in every way we could think of: verdict, blame and correction.

The corruptions and what is expected of each stand in `faults`.
"""

from __future__ import annotations

import dataclasses
from functools import cache

import pytest

import faults
from gaba_analogs.api.verify import verify_records
from gaba_analogs.names import unavailable_reason
from gaba_analogs.record import StructureRecord

# Records that stand for the others where all would take too long: neutral, salts, ions, several centres,
# double bonds, isotopes, a racemate.
REPRESENTATIVE = frozenset(
    {
        "(R)-baclofen",
        "arbaclofen-placarbil",
        "baclofen-hydrochloride",
        "pregabalin-sodium",
        "gabapentin",
        "mirogabalin",
        "lesogaberan",
        "L-threonine",
        "L-alanine-13C3",
        "maleic acid",
        "meso-tartaric acid",
        "metformin hydrochloride",
        "acetylcholine",
        "chloroform-d",
    }
)

needs_java = pytest.mark.skipif(unavailable_reason() is not None, reason="no OPSIN with Java: pip install .[names]")


def reports(cases, *, names):
    """Verify the records of some cases together."""
    return list(verify_records([StructureRecord(**case.record) for case in cases], names=names))


@cache
def outcomes(kind, *, names):
    """Give the cases of a corruption with their reports."""
    cases = faults.corruptions()[kind]
    if names:
        cases = [case for case in cases if case.names or case.base in REPRESENTATIVE]
    else:
        cases = [case for case in cases if not case.names]
    return list(zip(cases, reports(cases, names=names), strict=True))


@cache
def harmless_outcomes(kind, *, names):
    """Give the cases of a harmless change with their reports."""
    cases = [case for case in faults.harmless_changes()[kind] if not names or case.base in REPRESENTATIVE]
    return list(zip(cases, reports(cases, names=names), strict=True))


def blamed_exactly(case, report):
    """Tell whether a report names the corrupted fields, and no others, without hesitation."""
    return report.suspects == case.suspects and not report.ambiguous


def misjudged(case, report):
    """List what a report has wrong about a case."""
    found = []
    if report.verdict != case.verdict:
        found.append(f"verdict {report.verdict}")
    if not blamed_exactly(case, report):
        found.append(f"suspects {report.suspects}{' (ambiguous)' if report.ambiguous else ''}")
    for field, original in case.restored.items():
        if not faults.restores(field, report.corrections.get(field), original):
            found.append(f"correction of {field} {report.corrections.get(field)!r}")
    return found


def all_misjudged(pairs):
    """Give base record to what its report has wrong, for the reports that have something wrong."""
    return {case.base: wrong for case, report in pairs if (wrong := misjudged(case, report))}


def lean(case, fields):
    """Keep some fields of a case; None where its corruption is in none of them, or in several."""
    changed = {f for f, value in case.record.items() if faults.BASES[case.base].get(f) != value}
    if len(changed) != 1 or not changed <= set(fields) or case.names:
        return None
    return dataclasses.replace(case, record={f: case.record[f] for f in fields if f in case.record})


def lean_outcomes(cases, fields):
    """Give lean cases with their reports."""
    kept = [kept for case in cases if (kept := lean(case, fields))]
    return list(zip(kept, reports(kept, names=False), strict=True))


def table(kinds):
    """List kinds for `parametrize`, each under its own name."""
    return [pytest.param(kind.kind, id=kind.kind) for kind in kinds]


# -- the records themselves --------------------------------------------------------------------------


@pytest.mark.parametrize("key", faults.BASES)
def test_base_record_is_made_of_agreeing_fields(key):
    """RDKit and the tables of masses confirm every base record, without the verifier."""
    base = faults.BASES[key]

    assert faults.inchi_of(base["smiles"]) == base["inchi"]
    assert faults.key_of(base["smiles"]) == base["inchikey"]
    exact = faults.mass(base["formula"], charge=int(base["charge"]))
    assert float(base["monoisotopic_mass"]) == pytest.approx(exact, abs=6e-5)
    assert float(base["molecular_weight"]) == pytest.approx(faults.mass(base["formula"], faults.NEW_WEIGHT), abs=0.0065)


@pytest.mark.parametrize("key", faults.BASES)
def test_base_record_is_verified(key):
    """A record that agrees with itself is verified, and nobody is suspected."""
    (report,) = verify_records([StructureRecord(**faults.BASES[key])], names=False)

    assert (report.verdict, report.suspects) == ("verified", ())


@needs_java
@pytest.mark.names
def test_base_records_are_verified_with_their_names():
    """The systematic names are those of the structures."""
    records = [StructureRecord(**base) for base in faults.BASES.values()]

    found = verify_records(records, names=True)

    assert {r.record.name: r.suspects for r in found if r.verdict != "verified"} == {}


# -- the matrix ----------------------------------------------------------------------------------------


def test_matrix_is_large():
    """At least 45 kinds of corruption and 20 of harmless change apply to at least 25 records."""
    assert len(faults.BASES) >= 25
    assert sum(bool(cases) for cases in faults.corruptions().values()) >= 45
    assert sum(bool(cases) for cases in faults.harmless_changes().values()) >= 20


@pytest.mark.parametrize("kind", table([*faults.KINDS, *faults.HARMLESS]))
def test_kind_applies(kind):
    """Every kind of change concerns at least one record."""
    assert {**faults.corruptions(), **faults.harmless_changes()}[kind]


@pytest.mark.parametrize("kind", table(k for k in faults.KINDS if not k.names))
def test_corruption(kind):
    """The corrupted field is blamed and nothing else, and its value restored where the others give it."""
    assert all_misjudged(outcomes(kind, names=False)) == {}


@needs_java
@pytest.mark.names
@pytest.mark.parametrize("kind", table(faults.KINDS))
def test_corruption_with_names_read(kind):
    """The systematic name, read, changes neither verdict nor blame."""
    assert all_misjudged(outcomes(kind, names=True)) == {}


@pytest.mark.parametrize("kind", table(faults.HARMLESS))
def test_harmless_change(kind):
    """A change of notation leaves the record verified."""
    assert all_misjudged(harmless_outcomes(kind, names=False)) == {}


@needs_java
@pytest.mark.names
@pytest.mark.parametrize("kind", table(faults.HARMLESS))
def test_harmless_change_with_names_read(kind):
    """A change of notation leaves the record verified when its name is read as well."""
    assert all_misjudged(harmless_outcomes(kind, names=True)) == {}


# -- records of few fields -------------------------------------------------------------------------------

# A mark that the SMILES alone bears is not outvoted by fields that leave it open: those say less.
SAYS_MORE = frozenset({"smiles-stereo-added-to-racemate", "smiles-isotope-added"})


@pytest.mark.parametrize("kind", table(k for k in faults.KINDS if k.kind not in SAYS_MORE))
def test_majority_of_three(kind):
    """SMILES, InChI and InChIKey are enough to tell which of them is wrong."""
    pairs = lean_outcomes(faults.corruptions()[kind], ("smiles", "inchi", "inchikey"))

    assert all_misjudged(pairs) == {}


@pytest.mark.parametrize("kind", sorted(SAYS_MORE))
def test_a_lone_mark_is_no_contradiction(kind):
    """A mark that one of three fields bears leaves the others underspecified."""
    pairs = lean_outcomes(faults.corruptions()[kind], ("smiles", "inchi", "inchikey"))

    assert {(r.verdict, r.suspects) for _, r in pairs} == {("underspecified", ("inchi", "inchikey"))}


@pytest.mark.parametrize(
    ("fields", "blind"),
    [
        pytest.param(("smiles", "inchi"), set(), id="smiles-inchi"),
        # a non-standard key may be right, and nothing standard is beside it
        pytest.param(("smiles", "inchikey"), {"inchikey-flag-non-standard"}, id="smiles-inchikey"),
        pytest.param(("inchi", "inchikey"), set(), id="inchi-inchikey"),
    ],
)
def test_two_fields_never_verify_a_corruption(fields, blind):
    """Two fields cannot tell which is wrong, but never pass for agreeing."""
    kinds = faults.corruptions().keys() - blind
    cases = [c for kind in sorted(kinds) for c in faults.corruptions()[kind] if c.base in REPRESENTATIVE]

    passed = [(c.kind, c.base) for c, r in lean_outcomes(cases, fields) if r.verdict == "verified"]

    assert passed == []


# -- what is required of the whole -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def everything():
    """Give every corruption with its report, names unread, and read where only they tell."""
    read = unavailable_reason() is None
    return [
        pair
        for kind in faults.KINDS
        for pair in outcomes(kind.kind, names=kind.names and read)
        if read or not kind.names
    ]


def test_every_corruption_is_detected(everything):
    """No corrupted record is verified or left unverified."""
    missed = [(c.kind, c.base) for c, r in everything if r.verdict not in {"inconsistent", "underspecified"}]

    assert missed == []


def test_blame_is_exact(everything):
    """In at least 99 of 100 corrupted records exactly the corrupted fields are blamed."""
    exact = sum(blamed_exactly(case, report) for case, report in everything)

    assert exact >= 0.99 * len(everything)


def test_no_false_alarm():
    """No harmless change raises an alarm."""
    pairs = [pair for kind in faults.HARMLESS for pair in harmless_outcomes(kind.kind, names=False)]

    assert [(c.kind, c.base) for c, r in pairs if r.verdict != "verified"] == []


@pytest.mark.parametrize(
    ("formula", "weight"),
    [
        # Molecular weights of vancomycin as PubChem (1449.2), DrugBank and vendors print them.
        pytest.param("C66H75Cl2N9O24", "1,449.25", id="thousands-comma"),
        pytest.param("C66H75Cl2N9O24", "1449.3", id="one-decimal"),
        pytest.param("C66H75Cl2N9O24", "1 449.3 g/mol", id="thousands-space"),
    ],
)
def test_heavy_weight_notation(formula, weight):
    """A weight above a thousand may have its thousands set apart."""
    (report,) = verify_records([StructureRecord(formula=formula, molecular_weight=weight)], names=False)

    assert report.verdict == "verified"
