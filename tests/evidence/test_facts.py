"""What each field of a record says, as a typed value."""

from __future__ import annotations

import pytest
from rdkit import Chem

from gaba_analogs.chemistry.structure import Structure, quiet
from gaba_analogs.evidence.facts import KINDS, Collected, is_out_of_place, read_facts
from gaba_analogs.notation.repairs import Repair
from gaba_analogs.record import StructureRecord
from gaba_analogs.record.fields import BY_NAME, FIELDS, Kind, of_kind

# PubChem, CID 119
SMILES, INCHI, KEY = "NCCCC(=O)O", "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)", "BTCSSZJGUNDROE-UHFFFAOYSA-N"


def facts_of(**fields):
    """Read the facts of a record."""
    with quiet():
        return read_facts(StructureRecord(**fields))


# -- typed values ------------------------------------------------------------------------------------------

READ = [
    pytest.param("smiles", SMILES, lambda value: value.inchi, INCHI, id="smiles"),
    pytest.param("connectivity_smiles", SMILES, lambda value: value.inchi, INCHI, id="connectivity-smiles"),
    pytest.param("molblock", Chem.MolToMolBlock(Chem.MolFromSmiles(SMILES)), lambda v: v.inchi, INCHI, id="molfile"),
    pytest.param("inchi", INCHI[6:], lambda value: value.value, INCHI, id="inchi"),
    pytest.param("inchikey", f"InChIKey={KEY}", lambda value: value.value, KEY, id="key"),
    pytest.param("formula", "C4H9O2N", lambda value: value.readings[0].hill, "C4H9NO2", id="formula"),
    pytest.param("element_counts", "C4H9NO2", lambda value: value.readings[0].hill, "C4H9NO2", id="element-counts"),
    pytest.param("molecular_weight", "103.12 g/mol", lambda value: value.readings[0], (103.12, 2), id="weight"),
    pytest.param("monoisotopic_mass", "103.0633", lambda value: value.readings[0], (103.0633, 4), id="exact-mass"),
    pytest.param("chirality", "Achiral", lambda value: value.kind, "achiral", id="chirality"),
    pytest.param("cas", "CAS 56-12-2", lambda value: value.value, "56-12-2", id="cas"),
    pytest.param("unii", "2acz6ipc6i", lambda value: value, "2ACZ6IPC6I", id="unii"),
    pytest.param("charge", "0", lambda value: value, "0", id="charge"),
    pytest.param("name", "GABA", lambda value: value, "GABA", id="name"),
    pytest.param("pubchem_cid", "119", lambda value: value, "119", id="identifier"),
]


@pytest.mark.parametrize(("field", "text", "look", "expected"), READ)
def test_a_field_is_read_into_its_value(field, text, look, expected):
    """The kind of a field decides what its text is read as."""
    assert look(facts_of(**{field: text}).values[field]) == expected


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_read(field):
    """The example of every field is text, value and a fact of its kind."""
    text = BY_NAME[field].example or "GABA\n\n\n  0  0  0     0  0            999 V2000\nM  END"
    facts = facts_of(**{field: text})

    assert facts.texts == {field: text}
    assert [name for _, name in facts.of(BY_NAME[field].kind)] == [field]


def test_nothing_stated_is_nothing_read():
    """A record that states nothing has no fact of any kind."""
    facts = facts_of()

    assert {kind: facts.of(kind) for kind in KINDS if facts.of(kind)} == {}


@pytest.mark.parametrize(
    "record",
    [
        pytest.param({"smiles": "NCCC1"}, id="smiles"),
        pytest.param({"inchi": "InChI=gamma"}, id="inchi"),
        pytest.param({"inchikey": "BTCSSZJGUNDROE"}, id="key"),
        pytest.param({"formula": "C4H9N§"}, id="formula"),
        pytest.param({"molecular_weight": "see text"}, id="weight"),
        pytest.param({"cas": "1134-47"}, id="cas"),
        pytest.param({"molblock": "see text"}, id="molfile"),
    ],
)
def test_an_unreadable_value_is_stated_all_the_same(record):
    """What cannot be read is a value that a check reports, not a missing one."""
    (field,) = record

    assert facts_of(**record).values.keys() == {field}


def test_structures_that_were_parsed_are_not_parsed_again():
    """A screening hands its structures on."""
    drawn = Structure.from_smiles(SMILES)
    facts = read_facts(StructureRecord(smiles=SMILES), drawn={"smiles": drawn})

    assert facts.values["smiles"] is drawn
    assert facts.drawn == [("smiles", drawn)]


def test_key_and_formula_are_at_hand():
    """The stated key and formula are given by name; None where none is stated."""
    facts, nothing = facts_of(inchikey=KEY, formula="C4H9NO2"), facts_of(smiles=SMILES)

    assert (facts.inchikey.value, facts.formula.text) == (KEY, "C4H9NO2")
    assert (nothing.inchikey, nothing.formula) == (None, None)


# -- repairs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "text", "repairs"),
    [
        pytest.param("smiles", f" {SMILES}", {Repair.WHITE_SPACE}, id="white-space"),
        pytest.param("inchi", INCHI[6:], {Repair.INCHI_PREFIX_MISSING}, id="inchi-without-prefix"),
        pytest.param("inchikey", KEY.lower(), {Repair.LOWER_CASE}, id="key-in-small-letters"),
        pytest.param("inchikey", f"InChIKey={KEY}", {Repair.INCHIKEY_PREFIX}, id="key-with-prefix"),
        pytest.param("formula", "C₄H₉NO₂", {Repair.UNICODE_DIGITS}, id="formula-with-subscripts"),
        pytest.param("cas", "CAS 56-12-2", {Repair.CAS_PREFIX}, id="cas-with-prefix"),
        pytest.param("unii", "2acz6ipc6i", {Repair.LOWER_CASE}, id="unii-in-small-letters"),
    ],
)
def test_repairs_are_noted(field, text, repairs):
    """What was put right is noted with the field and the text as typed."""
    ((name, noted, typed),) = facts_of(**{field: text}).notes

    assert (name, set(noted), typed) == (field, repairs, text)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        pytest.param("molecular_weight", "103.12 g/mol", id="unit-of-a-mass"),
        pytest.param("formula", "C4H9O2N", id="order-of-a-formula"),
        pytest.param("smiles", SMILES, id="as-written"),
        pytest.param("inchi", INCHI, id="as-it-should-be"),
        pytest.param("name", " GABA", id="a-name-may-be-anything"),
    ],
)
def test_no_repair_is_noted(field, text):
    """A usual unit, and what another check judges, is no repair."""
    assert facts_of(**{field: text}).notes == []


# -- placeholders and misplaced values ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "text"),
    [
        pytest.param("cas", "N/A", id="not-available"),
        pytest.param("cas", "0-00-0", id="zeros"),
        pytest.param("formula", "-", id="hyphen"),
        pytest.param("smiles", "none", id="none"),
        pytest.param("chirality", "unknown", id="unknown"),
        pytest.param("charge", "n/a", id="small-letters"),
    ],
)
def test_a_placeholder_is_set_aside(field, text):
    """A word for "nothing" is not read as a value."""
    facts = facts_of(**{field: text})

    assert facts.placeholders == [(field, text)]
    assert (facts.texts, facts.values) == ({}, {})
    assert is_out_of_place(field, text)


def test_a_title_is_never_a_placeholder():
    """A compound may be called anything."""
    assert facts_of(name="unknown").texts == {"name": "unknown"}


@pytest.mark.parametrize(
    ("field", "text", "home"),
    [
        pytest.param("inchikey", INCHI, "inchi", id="inchi-in-the-key"),
        pytest.param("inchi", KEY, "inchikey", id="key-in-the-inchi"),
        pytest.param("smiles", INCHI, "inchi", id="inchi-in-the-smiles"),
        pytest.param("inchi", SMILES, "smiles", id="smiles-in-the-inchi"),
        pytest.param("chembl_id", "56-12-2", "cas", id="cas-in-chembl"),
        pytest.param("cas", "200-258-6", "ec_number", id="ec-number-in-the-cas"),
        pytest.param("drugbank_id", "CHEMBL96", "chembl_id", id="chembl-in-drugbank"),
        pytest.param("formula", KEY, "inchikey", id="key-in-the-formula"),
    ],
)
def test_a_misplaced_value_is_set_aside(field, text, home):
    """A value whose shape is another field's is not read as this one's."""
    facts = facts_of(**{field: text})

    assert facts.misplaced == [(field, home, text)]
    assert (facts.texts, facts.values) == ({}, {})
    assert is_out_of_place(field, text)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        pytest.param("cas", "56-12-2", id="in-its-own-field"),
        pytest.param("name", "56-12-2", id="a-number-as-a-name"),
        pytest.param("synonyms", "56-12-2", id="a-number-among-synonyms"),
        pytest.param("iupac_name", "4-aminobutanoic acid", id="a-name"),
        pytest.param("inchi", "gamma", id="what-is-nothing-at-all"),
        pytest.param("pubchem_cid", "119", id="a-number"),
    ],
)
def test_a_value_in_place_is_read(field, text):
    """What may belong into its field is left there."""
    facts = facts_of(**{field: text})

    assert (facts.misplaced, facts.placeholders) == ([], [])
    assert facts.texts == {field: text}
    assert not is_out_of_place(field, text)


# -- kinds of fact -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "record", "expected"),
    [
        pytest.param(Kind.SMILES, {"smiles": SMILES, "connectivity_smiles": "CN"}, ["smiles"], id="one-field"),
        pytest.param(
            Collected.DRAWN_SMILES,
            {"smiles": SMILES, "connectivity_smiles": "CN", "molblock": "GABA"},
            ["smiles", "connectivity_smiles"],
            id="every-smiles",
        ),
        pytest.param(
            Collected.MASS,
            {"monoisotopic_mass": "103.0633", "molecular_weight": "103.12"},
            ["molecular_weight", "monoisotopic_mass"],
            id="every-mass",
        ),
        pytest.param(
            Collected.IDENTIFIER,
            {"cas": "56-12-2", "pubchem_cid": "119", "chembl_id": "CHEMBL96"},
            ["pubchem_cid", "chembl_id"],
            id="every-identifier-that-has-no-check-digit",
        ),
        pytest.param(Collected.TRAILING_TEXT, {"smiles": f"{SMILES} GABA"}, ["smiles"], id="trailing-text"),
        pytest.param(Collected.TRAILING_TEXT, {"smiles": SMILES}, [], id="no-trailing-text"),
        pytest.param(Collected.PLACEHOLDER, {"cas": "N/A", "unii": "-"}, ["cas", "unii"], id="placeholders"),
        pytest.param(Collected.MISPLACED_VALUE, {"inchikey": INCHI}, ["inchikey"], id="misplaced"),
        pytest.param(Collected.REPAIRED_NOTATION, {"inchi": INCHI[6:]}, ["inchi"], id="repaired"),
    ],
)
def test_kinds_of_fact(kind, record, expected):
    """A kind of fact gives its values with their fields, in the order of the table of fields."""
    assert [field for _, field in facts_of(**record).of(kind)] == expected


def test_every_kind_of_field_is_a_kind_of_fact():
    """Whatever kind a field is of, a check can look at it."""
    assert all(kind in KINDS for kind in (*Kind, *Collected))
    assert all(of_kind(kind) for kind in Kind)
