"""Which checks run on which records: made once per choice and shape."""

import pytest

from gaba_analogs.checks.scopes import Shape
from gaba_analogs.chemistry.structure import quiet
from gaba_analogs.evidence.facts import read_facts
from gaba_analogs.evidence.witnesses import identify_witnesses
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.findings import SkipKind
from gaba_analogs.verification.catalogue import CATALOGUE
from gaba_analogs.verification.plan import Choice, plan


def shape_of(names_unread=None, **fields):
    """Give the shape of a record."""
    with quiet():
        facts = read_facts(StructureRecord(**fields))
        identify_witnesses(facts, {}, names_unread=names_unread)
    return Shape.of(facts)


# PubChem, CIDs 119, 2284 and 44602
GABA = shape_of(smiles="NCCCC(=O)O", formula="C4H9NO2")
BACLOFEN = shape_of(smiles="NCC(CC(=O)O)c1ccc(Cl)cc1", formula="C10H12ClNO2")
TWO = shape_of(smiles="NCCCC(=O)O", inchi="InChI=1S/C3H7NO2/c4-2-1-3(5)6/h1-2,4H2,(H,5,6)")
NOTHING = shape_of()


def planned(choice=Choice(), shape=GABA):  # noqa: B008  # a choice cannot be changed
    """Give code to absence."""
    return {check.code: absence for check, absence in plan(choice, shape)}


def test_records_that_state_the_same_share_a_plan():
    """The plan depends on what is stated, not on the values."""
    assert BACLOFEN == GABA
    assert plan(Choice(), BACLOFEN) is plan(Choice(), GABA)


def test_a_plan_lists_every_check_of_one_record():
    """Without PubChem all checks but those that ask it, or look across records, are planned, in catalogue order."""
    asked = [
        code
        for code, check in CATALOGUE.items()
        if not (check.scope.across or check.scope.asks_registry or check.scope.asks_references)
    ]

    assert list(planned()) == asked


def test_with_pubchem_its_checks_are_planned():
    """Where PubChem was asked, every check but those across records is planned."""
    asked = [code for code, check in CATALOGUE.items() if not (check.scope.across or check.scope.asks_references)]

    assert list(planned(Choice(registry=True))) == asked


def test_with_reference_tables_their_checks_are_planned():
    """Where reference tables and PubChem were asked, every check but those across records is planned."""
    asked = [code for code, check in CATALOGUE.items() if not check.scope.across]

    assert list(planned(Choice(registry=True, references=True))) == asked


@pytest.mark.parametrize(
    ("choice", "codes"),
    [
        pytest.param(Choice(select=frozenset({"formula-mismatch"})), {"formula-mismatch"}, id="selected"),
        pytest.param(
            Choice(select=frozenset({"formula-mismatch", "charge-mismatch"}), ignore=frozenset({"charge-mismatch"})),
            {"formula-mismatch"},
            id="selected-and-ignored",
        ),
        pytest.param(Choice(select=frozenset({"cid-unknown"})), set(), id="selected-but-not-asked"),
        pytest.param(
            Choice(select=frozenset({"cid-unknown"}), registry=True), {"cid-unknown"}, id="selected-and-asked"
        ),
        pytest.param(Choice(select=frozenset({"duplicate-structure"})), set(), id="across-records"),
        pytest.param(Choice(select=frozenset()), set(), id="nothing-selected"),
    ],
)
def test_a_choice(choice, codes):
    """Only what was asked for, and can be looked at, is planned."""
    assert planned(choice).keys() == codes


def test_ignored_codes_are_left_out():
    """What is ignored is not planned; everything else is."""
    ignoring = Choice(ignore=frozenset({"formula-mismatch"}))

    assert planned().keys() - planned(ignoring).keys() == {"formula-mismatch"}


@pytest.mark.parametrize(
    ("shape", "looking"),
    [
        # Every value that is out of order is looked for in every record.
        pytest.param(
            NOTHING,
            {"value-in-wrong-field", "notation-repaired", "smiles-trailing-text", "placeholder-value"},
            id="nothing-stated",
        ),
        pytest.param(GABA, {"smiles-unreadable", "formula-mismatch", "formula-unreadable"}, id="structure-and-formula"),
        pytest.param(TWO, {"skeleton-mismatch", "enantiomer-mismatch", "inchi-unreadable"}, id="two-structures"),
    ],
)
def test_what_is_stated_decides_what_looks(shape, looking):
    """A check of something that the record states has no absence."""
    found = planned(shape=shape)

    assert looking <= {code for code, absence in found.items() if absence is None}


@pytest.mark.parametrize(
    ("shape", "code", "kind", "fields"),
    [
        pytest.param(GABA, "inchikey-mismatch", SkipKind.NOT_STATED, ("inchikey",), id="no-key"),
        pytest.param(GABA, "skeleton-mismatch", SkipKind.NOT_STATED, (), id="one-structure"),
        pytest.param(NOTHING, "formula-mismatch", SkipKind.NOT_STATED, ("formula",), id="no-formula"),
        pytest.param(
            shape_of("no Java", smiles="NCCCC(=O)O", iupac_name="4-aminobutanoic acid"),
            "name-not-understood",
            SkipKind.NOT_ASKED,
            ("iupac_name",),
            id="names-not-read",
        ),
        pytest.param(
            shape_of("no Java", smiles="NCCCC(=O)O"),
            "name-not-understood",
            SkipKind.NOT_STATED,
            ("iupac_name",),
            id="no-name-to-read",
        ),
        pytest.param(
            shape_of(smiles="NCCCC(=O)O", inchi="InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"),
            "skeleton-mismatch",
            SkipKind.LEFT_OUT,
            (),
            id="both-structures-the-same",
        ),
    ],
)
def test_an_absence_is_a_value(shape, code, kind, fields):
    """Why a check has nothing to look at is told as a kind and the fields concerned."""
    absence = planned(shape=shape)[code]

    assert (absence.kind, absence.fields) == (kind, fields)
    assert absence.reason
