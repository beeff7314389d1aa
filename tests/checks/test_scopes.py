"""What each scope binds of a record, and what it says where there is nothing to bind."""

from __future__ import annotations

import pytest

from gaba_analogs.checks.scopes import (
    AcrossRecords,
    AgainstComposition,
    AgainstField,
    AgainstRegistry,
    AgainstStructure,
    EveryField,
    OneField,
    Pair,
    Shape,
)
from gaba_analogs.chemistry.structure import quiet
from gaba_analogs.evidence.facts import Collected, read_facts
from gaba_analogs.evidence.witnesses import identify_witnesses
from gaba_analogs.names import ParsedName
from gaba_analogs.record import StructureRecord
from gaba_analogs.record.fields import Kind
from gaba_analogs.registry.answers import Answer, Registry
from gaba_analogs.registry.entry import RegistryEntry
from gaba_analogs.results.findings import SkipKind

# PubChem, CIDs 119 (GABA), 239 (beta-alanine), 44602 and 2284 (baclofen)
GABA, GABA_INCHI, GABA_KEY = (
    "NCCCC(=O)O",
    "InChI=1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)",
    "BTCSSZJGUNDROE-UHFFFAOYSA-N",
)
ALANINE_INCHI = "InChI=1S/C3H7NO2/c4-2-1-3(5)6/h1-2,4H2,(H,5,6)"
R, FLAT, FLAT_KEY = "NC[C@H](CC(=O)O)c1ccc(Cl)cc1", "NCC(CC(=O)O)c1ccc(Cl)cc1", "KPYSYYIEGFHWSV-UHFFFAOYSA-N"
ENTRY = RegistryEntry(119, "GABA", smiles=GABA, inchikey=GABA_KEY)
ASKED = Registry(by_cid=Answer("119", (ENTRY,)))


def facts_of(registry=None, names=None, names_unread=None, **fields):
    """Read a record, names as OPSIN would have read them."""
    with quiet():
        facts = read_facts(StructureRecord(**fields), registry=registry)
        parsed = {text: ParsedName(text, text, smiles) for text, smiles in (names or {}).items()}
        identify_witnesses(facts, parsed, names_unread=names_unread)
    return facts


def bound(scope, facts):
    """Give subjects and objects of every binding."""
    return [(binding.subjects, binding.objects) for binding in scope.bindings(facts)]


def absent(scope, facts):
    """Give kind and fields of the reason for which records of the shape have nothing to look at."""
    absence = scope.absence(Shape.of(facts))
    return None if absence is None else (absence.kind, absence.fields)


def unbound(scope, facts):
    """Give kind and fields of the reason for which nothing was bound."""
    absence = scope.unbound(Shape.of(facts), facts)
    return None if absence is None else (absence.kind, absence.fields)


# -- each scope and what it binds ----------------------------------------------------------------------

FORMULA = AgainstComposition(Kind.FORMULA, "composition")
WITHIN = AgainstComposition(Kind.FORMULA, "composition", within=True)
KEY = AgainstStructure(Kind.INCHIKEY, "connectivity")
STEREO_OF_KEY = AgainstStructure(Kind.INCHIKEY, "stereo")
CHARGE = AgainstComposition(Kind.CHARGE, "protonation")
BINDINGS = [
    pytest.param(OneField(Kind.CAS_NUMBER), {"cas": "56-12-2"}, [(("cas",), ())], id="one-field"),
    pytest.param(
        OneField(Collected.MASS),
        {"molecular_weight": "103.12", "monoisotopic_mass": "103.0633"},
        [(("molecular_weight",), ()), (("monoisotopic_mass",), ())],
        id="each-field-of-a-kind",
    ),
    pytest.param(OneField(Kind.CAS_NUMBER), {"cas": "N/A"}, [], id="a-placeholder-is-no-value"),
    pytest.param(OneField(Kind.CAS_NUMBER), {"cas": "baclofen"}, [(("cas",), ())], id="an-unreadable-value-is-one"),
    pytest.param(EveryField(Collected.PLACEHOLDER), {"cas": "N/A"}, [(("cas",), ())], id="every-placeholder"),
    pytest.param(EveryField(Collected.PLACEHOLDER), {"cas": "56-12-2"}, [], id="no-placeholder"),
    pytest.param(
        Pair("connectivity"), {"smiles": GABA, "inchi": ALANINE_INCHI}, [(("smiles",), ("inchi",))], id="two-structures"
    ),
    pytest.param(Pair("connectivity"), {"smiles": GABA, "inchi": GABA_INCHI}, [], id="one-structure-stated-twice"),
    pytest.param(
        Pair("connectivity"),
        {"smiles": GABA, "inchi": ALANINE_INCHI, "inchikey": GABA_KEY},
        [(("smiles", "inchikey"), ("inchi",))],
        id="with-the-key-of-one",
    ),
    pytest.param(
        Pair("connectivity"),
        {"smiles": R, "connectivity_smiles": FLAT},
        [(("smiles",), ("connectivity_smiles",))],
        id="connectivity-smiles",
    ),
    pytest.param(Pair("stereo"), {"smiles": R, "connectivity_smiles": FLAT}, [], id="which-is-silent-on-stereo"),
    pytest.param(KEY, {"smiles": GABA, "inchikey": GABA_KEY}, [(("inchikey",), ("smiles",))], id="key"),
    pytest.param(KEY, {"smiles": GABA, "inchikey": "BTCSSZJGUNDROE"}, [], id="key-cut-short"),
    pytest.param(
        KEY,
        {"smiles": GABA, "inchi": ALANINE_INCHI, "inchikey": GABA_KEY},
        [(("inchikey",), ("smiles",))],
        id="key-of-one-of-two",
    ),
    pytest.param(
        KEY,
        {"smiles": GABA, "inchi": ALANINE_INCHI, "inchikey": FLAT_KEY},
        [(("inchikey",), ("smiles",)), (("inchikey",), ("inchi",))],
        id="key-of-neither",
    ),
    pytest.param(
        STEREO_OF_KEY,
        {"smiles": R, "connectivity_smiles": FLAT, "inchikey": FLAT_KEY},
        [(("inchikey",), ("smiles",))],
        id="flat-key-beside-a-connectivity-smiles",
    ),
    pytest.param(FORMULA, {"smiles": GABA, "formula": "C3H7NO2"}, [(("formula",), ("smiles",))], id="formula"),
    pytest.param(FORMULA, {"smiles": GABA, "formula": "C4H9NO2"}, [], id="formula-that-is-the-composition"),
    pytest.param(WITHIN, {"smiles": GABA, "formula": "C4H9NO2"}, [(("formula",), ("smiles",))], id="within-it"),
    pytest.param(WITHIN, {"formula": "C4H9NO2"}, [], id="formula-alone"),
    pytest.param(FORMULA, {"smiles": GABA, "formula": "C4H9N§"}, [], id="formula-unreadable"),
    pytest.param(
        AgainstComposition(Kind.AVERAGE_MASS, "mass"),
        {"formula": "C4H9NO2", "molecular_weight": "103.12"},
        [(("molecular_weight",), ("formula",))],
        id="mass-against-a-formula",
    ),
    pytest.param(CHARGE, {"formula": "C4H9NO2", "charge": "0"}, [], id="formula-without-a-sign-has-no-charge"),
    pytest.param(
        CHARGE,
        {"formula": "[C4H8NO2]-", "charge": "-1"},
        [(("charge",), ("formula",))],
        id="formula-with-a-sign-has-one",
    ),
    pytest.param(CHARGE, {"smiles": GABA, "charge": "none?"}, [], id="charge-unreadable"),
    pytest.param(
        AgainstField(Kind.INCHIKEY, Kind.INCHI, "stereo"),
        {"inchi": GABA_INCHI, "inchikey": FLAT_KEY},
        [(("inchikey",), ("inchi",))],
        id="key-against-inchi",
    ),
    pytest.param(
        AgainstField(Kind.INCHIKEY, Kind.INCHI, "stereo"),
        {"inchi": "InChI=gamma", "inchikey": FLAT_KEY},
        [],
        id="key-against-an-unreadable-inchi",
    ),
    pytest.param(AcrossRecords("name"), {"name": "GABA", "smiles": GABA}, [], id="never-with-one-record"),
]


@pytest.mark.parametrize(("scope", "record", "expected"), BINDINGS)
def test_bindings(scope, record, expected):
    """A scope binds each readable value to what other fields state, and names the fields on both sides."""
    assert bound(scope, facts_of(**record)) == expected


def test_a_name_that_opsin_read_is_a_structure_of_its_own():
    """A systematic name is compared as a structure."""
    facts = facts_of(smiles=GABA, iupac_name="3-aminopropanoic acid", names={"3-aminopropanoic acid": "NCCC(=O)O"})

    assert bound(Pair("connectivity"), facts) == [(("smiles",), ("iupac_name",))]


def test_each_synonym_is_bound():
    """Every synonym that OPSIN read is compared with the structure."""
    names = {"4-aminobutanoic acid": GABA, "3-aminopropanoic acid": "NCCC(=O)O"}
    facts = facts_of(smiles=GABA, synonyms="; ".join(names), names=names)

    assert bound(AgainstStructure(Collected.SYNONYM, "connectivity"), facts) == [(("synonyms",), ("smiles",))] * 2


REGISTRY = [
    pytest.param(AgainstRegistry("pubchem_cid"), {"pubchem_cid": "119"}, [(("pubchem_cid",), ())], id="answer-alone"),
    pytest.param(AgainstRegistry("pubchem_cid"), {"smiles": GABA}, [], id="no-cid"),
    pytest.param(
        AgainstRegistry("pubchem_cid", "structure", "stereo"),
        {"pubchem_cid": "119", "smiles": GABA},
        [(("pubchem_cid",), ("smiles",))],
        id="beside-a-structure",
    ),
    pytest.param(
        AgainstRegistry("pubchem_cid", "structure", "stereo"),
        {"pubchem_cid": "119", "connectivity_smiles": GABA},
        [],
        id="beside-a-connectivity-smiles",
    ),
    pytest.param(
        AgainstRegistry("cas", "structure", "connectivity"),
        {"pubchem_cid": "119", "cas": "56-12-2"},
        [(("cas",), ("pubchem_cid",))],
        id="two-numbers-without-a-structure",
    ),
    pytest.param(
        AgainstRegistry("formula", "pubchem_cid", "composition"),
        {"pubchem_cid": "119", "formula": "C4H9NO2"},
        [(("formula",), ("pubchem_cid",))],
        id="formula-beside-the-cid",
    ),
    pytest.param(
        AgainstRegistry("inchikey", "pubchem_cid", "connectivity"),
        {"pubchem_cid": "119", "smiles": GABA, "inchikey": GABA_KEY},
        [],
        id="key-that-is-compared-as-a-structure",
    ),
    pytest.param(
        AgainstRegistry("inchikey", "pubchem_cid", "connectivity"),
        {"pubchem_cid": "119", "inchikey": GABA_KEY},
        [(("inchikey",), ("pubchem_cid",))],
        id="key-beside-the-cid",
    ),
]


@pytest.mark.parametrize(("scope", "record", "expected"), REGISTRY)
def test_bindings_to_pubchem(scope, record, expected):
    """PubChem's answer is bound to what the record states beside the number."""
    assert bound(scope, facts_of(ASKED, **record)) == expected
    assert bound(scope, facts_of(**record)) == []


# -- nothing to look at ----------------------------------------------------------------------------------

ABSENCES = [
    pytest.param(OneField(Kind.CAS_NUMBER), {}, (SkipKind.NOT_STATED, ("cas",)), id="one-field"),
    pytest.param(OneField(Collected.MASS), {}, (SkipKind.NOT_STATED, ()), id="several-fields"),
    pytest.param(OneField(Kind.CAS_NUMBER), {"cas": "56-12-2"}, None, id="one-field-stated"),
    pytest.param(EveryField(Collected.PLACEHOLDER), {}, None, id="every-record-may-have-placeholders"),
    pytest.param(Pair("stereo"), {}, (SkipKind.NOT_STATED, ()), id="no-structure"),
    pytest.param(Pair("stereo"), {"smiles": GABA}, (SkipKind.NOT_STATED, ()), id="one-structure"),
    pytest.param(
        Pair("stereo"), {"smiles": GABA, "inchi": GABA_INCHI}, (SkipKind.LEFT_OUT, ()), id="one-structure-stated-twice"
    ),
    pytest.param(Pair("stereo"), {"smiles": GABA, "inchi": ALANINE_INCHI}, None, id="two-structures"),
    pytest.param(KEY, {"smiles": GABA}, (SkipKind.NOT_STATED, ("inchikey",)), id="no-key"),
    pytest.param(KEY, {"inchikey": GABA_KEY}, (SkipKind.NOT_STATED, ()), id="key-alone"),
    pytest.param(
        AgainstField(Kind.INCHIKEY, Kind.INCHI, "stereo"),
        {"inchikey": GABA_KEY},
        (SkipKind.NOT_STATED, ("inchi",)),
        id="key-without-inchi",
    ),
    pytest.param(FORMULA, {"smiles": GABA}, (SkipKind.NOT_STATED, ("formula",)), id="no-formula"),
    pytest.param(AgainstRegistry("pubchem_cid"), {}, (SkipKind.NOT_STATED, ("pubchem_cid",)), id="no-cid"),
    pytest.param(
        AgainstRegistry("formula", "pubchem_cid"),
        {"formula": "C4H9NO2"},
        (SkipKind.NOT_STATED, ("pubchem_cid",)),
        id="no-cid-beside",
    ),
    pytest.param(AcrossRecords("name"), {"name": "GABA"}, (SkipKind.NOT_ASKED, ()), id="across-records"),
]


@pytest.mark.parametrize(("scope", "record", "expected"), ABSENCES)
def test_absence(scope, record, expected):
    """Where records of a shape have nothing to look at, a kind and fields say so."""
    assert absent(scope, facts_of(**record)) == expected


UNBOUND = [
    pytest.param(
        KEY, {"smiles": GABA, "inchikey": "baclofen"}, (SkipKind.UNREADABLE, ("inchikey",)), id="key-unreadable"
    ),
    pytest.param(
        FORMULA, {"smiles": GABA, "formula": "C4H9N§"}, (SkipKind.UNREADABLE, ("formula",)), id="formula-unreadable"
    ),
    pytest.param(FORMULA, {"formula": "C4H9NO2"}, (SkipKind.NOT_STATED, ()), id="formula-alone"),
    pytest.param(
        CHARGE, {"formula": "C4H9NO2", "charge": "0"}, (SkipKind.NOT_STATED, ("charge",)), id="formula-without-a-sign"
    ),
    pytest.param(
        CHARGE, {"formula": "C4H9NO2", "charge": "see text"}, (SkipKind.UNREADABLE, ("charge",)), id="charge-unreadable"
    ),
    pytest.param(
        AgainstField(Kind.INCHIKEY, Kind.INCHI, "stereo"),
        {"inchi": "InChI=gamma", "inchikey": GABA_KEY},
        (SkipKind.UNREADABLE, ("inchi",)),
        id="inchi-unreadable",
    ),
    pytest.param(
        Pair("stereo"), {"smiles": R, "connectivity_smiles": FLAT}, (SkipKind.NOT_STATED, ()), id="one-states-stereo"
    ),
    pytest.param(EveryField(Collected.PLACEHOLDER), {"cas": "56-12-2"}, None, id="as-it-should-be"),
]


@pytest.mark.parametrize(("scope", "record", "expected"), UNBOUND)
def test_unbound(scope, record, expected):
    """Where the fields are stated, but nothing could be bound, a kind and fields say why."""
    facts = facts_of(**record)

    assert bound(scope, facts) == []
    assert unbound(scope, facts) == expected


@pytest.mark.parametrize("kind", [Kind.SYSTEMATIC_NAME, Collected.SYNONYM, Collected.SYSTEMATIC_TITLE])
def test_names_that_were_not_read_are_not_asked(kind):
    """Where OPSIN was not asked, the fields with names are told."""
    facts = facts_of(
        smiles=GABA,
        iupac_name="4-aminobutanoic acid",
        synonyms="gamma-aminobutyric acid",
        names_unread="names were not read (--no-names)",
    )

    assert absent(OneField(kind), facts) == (SkipKind.NOT_ASKED, ("iupac_name", "synonyms"))


def test_a_name_that_is_set_aside_is_a_limit():
    """Where the structure of the name proves nothing, its limit is the reason."""
    # A fused ring system is numbered by more than one rule: two isomers, one of them OPSIN's reading.
    fused = "1H-imidazo[4,5-b]pyridine"
    facts = facts_of(smiles="c1cc2[nH]cnc2cn1", iupac_name=fused, names={fused: "c1cnc2[nH]cnc2c1"})

    assert absent(Pair("connectivity"), facts) == (SkipKind.CANNOT_TELL, ("iupac_name",))


# -- what a scope is -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: OneField("cas"), id="field-for-a-kind"),
        pytest.param(lambda: EveryField("placeholder"), id="word-for-a-kind"),
        pytest.param(lambda: Pair("stereochemistry"), id="aspect"),
        pytest.param(lambda: AgainstStructure(Kind.INCHIKEY, "connectivty"), id="misspelt-aspect"),
        pytest.param(lambda: AgainstStructure("inchikey", "connectivity"), id="kind-against-a-structure"),
        pytest.param(lambda: AgainstComposition("formula", "composition"), id="kind-against-a-composition"),
        pytest.param(lambda: AgainstComposition(Kind.FORMULA, "compositon"), id="aspect-of-a-composition"),
        pytest.param(lambda: AgainstField(Kind.INCHIKEY, "inchi", "stereo"), id="other-kind"),
        pytest.param(lambda: AgainstField(Kind.INCHIKEY, Kind.INCHI, "sterео"), id="look-alike-letters"),
        pytest.param(lambda: AgainstRegistry("pubchem"), id="field"),
        pytest.param(lambda: AgainstRegistry("cas", "structures"), id="beside"),
        pytest.param(lambda: AgainstRegistry("cas", "structure", "Stereo"), id="aspect-of-a-registry"),
        pytest.param(lambda: AcrossRecords("names"), id="key"),
    ],
)
def test_a_misspelt_scope_is_an_error(make):
    """A scope that names an unknown kind, field or aspect cannot be made, so that importing the catalogue fails."""
    with pytest.raises(ValueError, match=r"kind of fact|no field|no aspect|no key"):
        make()


@pytest.mark.parametrize(
    ("scope", "asks_registry", "across", "confirms", "accuses"),
    [
        pytest.param(OneField(Kind.CAS_NUMBER), False, False, True, True, id="one-field"),
        pytest.param(Pair("stereo", confirms=False), False, False, False, True, id="pair"),
        pytest.param(KEY, False, False, True, True, id="structure"),
        pytest.param(AgainstRegistry("name", "structure", accuses=False), True, False, True, False, id="registry"),
        pytest.param(AcrossRecords("name"), False, True, True, True, id="across"),
    ],
)
def test_what_the_engine_asks(scope, asks_registry, across, confirms, accuses):
    """All that the engine knows of a check it asks its scope."""
    assert (scope.asks_registry, scope.across, scope.confirms, scope.accuses) == (
        asks_registry,
        across,
        confirms,
        accuses,
    )
