"""Checks of a record against PubChem: what they find, whom they name, and when they cannot tell."""

import inspect

import pytest

from gaba_analogs.checks.kit import Agrees, CannotTell, Fault, NothingSaid
from gaba_analogs.chemistry.structure import Structure, key_of
from gaba_analogs.names import ParsedName
from gaba_analogs.notation.formula import read_formula
from gaba_analogs.notation.inchikey import read_inchikey
from gaba_analogs.notation.number import read_mass
from gaba_analogs.registry.answers import Answer, Registry
from gaba_analogs.registry.entry import RegistryEntry
from gaba_analogs.results.findings import SkipKind
from gaba_analogs.verification.catalogue import CATALOGUE

CHECKS = {code: check for code, check in CATALOGUE.items() if check.scope.asks_registry}
BY_CODE = {code: check.function for code, check in CHECKS.items()}
FAILED = Answer("2284", failure="PubChem did not answer in time (5 tries)")
UNKNOWN = Answer("2284")


def entry(cid, title, smiles, *synonyms):
    """Make what PubChem says of a compound."""
    structure = Structure.from_smiles(smiles)
    return RegistryEntry(
        cid,
        title,
        smiles=smiles,
        inchi=structure.inchi,
        inchikey=key_of(structure.inchi),
        iupac_name="4-amino-3-(4-chlorophenyl)butanoic acid",
        synonyms=synonyms,
    )


# CIDs: PubChem (2284, 44602, 119, 5486971, 10413, 6288, 5997), as in data/compounds.csv and tests/checks/truth.py
BACLOFEN = entry(2284, "Baclofen", "NCC(CC(=O)O)c1ccc(Cl)cc1", "1134-47-0", "H789N3FKE8")
ARBACLOFEN = entry(44602, "Arbaclofen", "NC[C@H](CC(=O)O)c1ccc(Cl)cc1", "69308-37-8")
GABA = entry(119, "gamma-Aminobutyric acid", "NCCCC(=O)O", "56-12-2")
PREGABALIN = entry(5486971, "Pregabalin", "CC(C)C[C@H](CN)CC(=O)O")
GHB = entry(10413, "4-Hydroxybutanoic acid", "OCCCC(=O)O")
THREONINE = entry(6288, "L-Threonine", "C[C@@H](O)[C@H](N)C(=O)O")
FUMARIC = entry(444972, "Fumaric acid", "OC(=O)/C=C/C(=O)O")

FLAT, RIGHT, LEFT = BACLOFEN.smiles, ARBACLOFEN.smiles, "NC[C@@H](CC(=O)O)c1ccc(Cl)cc1"
SALT = f"{FLAT}.Cl"


def found(registry, smiles):
    """Give the codes that the checks of the CID find, with the side that says less."""
    structure = Structure.from_smiles(smiles)
    outcomes = {
        code: check.function(registry, structure)
        for code, check in CHECKS.items()
        if (check.scope.subject, check.scope.beside) == ("pubchem_cid", "structure")
    }
    return {code: outcome.less for code, outcome in outcomes.items() if isinstance(outcome, Fault)}


@pytest.mark.parametrize(
    ("known", "smiles", "codes"),
    [
        pytest.param(BACLOFEN, FLAT, {}, id="the-same"),
        pytest.param(GABA, "[NH3+]CCCC(=O)[O-]", {}, id="zwitterion"),
        pytest.param(GABA, FLAT, {"cid-skeleton-mismatch": None}, id="another-compound"),
        pytest.param(GABA, "CCC(N)C(=O)O", {"cid-skeleton-mismatch": None}, id="isomer"),
        pytest.param(GABA, "NCC=CC(=O)O", {"cid-skeleton-mismatch": None}, id="two-hydrogens-less"),
        pytest.param(BACLOFEN, SALT, {"cid-component-mismatch": None}, id="parent-for-salt"),
        pytest.param(entry(1, "Salt", SALT), FLAT, {"cid-component-mismatch": None}, id="salt-for-parent"),
        pytest.param(GHB, "OCCCC(=O)[O-]", {"cid-protonation-mismatch": None}, id="acid-for-anion"),
        pytest.param(ARBACLOFEN, LEFT, {"cid-enantiomer-mismatch": None}, id="mirror-image"),
        pytest.param(THREONINE, "C[C@H](O)[C@H](N)C(=O)O", {"cid-stereo-mismatch": None}, id="epimer"),
        pytest.param(FUMARIC, r"OC(=O)/C=C\C(=O)O", {"cid-stereo-mismatch": None}, id="other-double-bond"),
        pytest.param(BACLOFEN, RIGHT, {"cid-stereo-missing": "a"}, id="flat-cid-for-stereo-record"),
        pytest.param(ARBACLOFEN, FLAT, {"cid-stereo-missing": "b"}, id="stereo-cid-for-flat-record"),
        pytest.param(THREONINE, "CC(O)[C@H](N)C(=O)O", {"cid-stereo-missing": "b"}, id="partly-flat-record"),
        pytest.param(GABA, "[2H]C([2H])(N)CCC(=O)O", {"cid-isotope-mismatch": "a"}, id="labels"),
        pytest.param(entry(2, "Enol", "CC(O)=CC(C)=O"), "CC(=O)CC(C)=O", {"cid-tautomer": None}, id="tautomer"),
    ],
)
def test_cid_against_structure(known, smiles, codes):
    """Each difference of structures gives one code, and says who says less."""
    assert found(Registry(by_cid=Answer(str(known.cid), (known,))), smiles) == codes


@pytest.mark.parametrize(
    ("known", "smiles", "words"),
    [
        pytest.param(BACLOFEN, SALT, ("2284 (Baclofen)", "hydrochloride"), id="salt"),
        pytest.param(BACLOFEN, RIGHT, ("2284 (Baclofen)", "racemate"), id="racemate"),
        pytest.param(ARBACLOFEN, LEFT, ("44602 (Arbaclofen)", "enantiomer"), id="enantiomer"),
    ],
)
def test_said_by_name(known, smiles, words):
    """The finding names the compound that the CID stands for, and what it is to the record's."""
    registry = Registry(by_cid=Answer(str(known.cid), (known,)))
    structure = Structure.from_smiles(smiles)
    (fault,) = [f for code in found(registry, smiles) if (f := BY_CODE[code](registry, structure))]

    assert all(word in str(fault) for word in words)


def test_right_cid():
    """Where PubChem knows the structure, its CID is what should stand there."""
    registry = Registry(by_cid=Answer("2284", (BACLOFEN,)), by_inchikey=Answer(ARBACLOFEN.inchikey, (ARBACLOFEN,)))
    fault = BY_CODE["cid-stereo-missing"](registry, Structure.from_smiles(RIGHT))

    assert (fault.stated, fault.expected) == ("2284", "44602")


@pytest.mark.parametrize(
    ("code", "answer", "smiles", "less"),
    [
        pytest.param("cas-of-another", Answer("69308-37-8", (ARBACLOFEN,)), LEFT, None, id="cas-of-the-enantiomer"),
        pytest.param("cas-of-another", Answer("1134-47-0", (BACLOFEN,)), RIGHT, "a", id="cas-of-the-racemate"),
        pytest.param("cas-of-another", Answer("69308-37-8", (ARBACLOFEN,)), FLAT, "b", id="cas-of-an-enantiomer"),
        pytest.param("cas-of-another", Answer("1134-47-0", (BACLOFEN,)), SALT, None, id="cas-of-the-parent"),
        pytest.param("unii-of-another", Answer("H789N3FKE8", (BACLOFEN,)), SALT, None, id="unii-of-the-parent"),
        pytest.param("name-of-another", Answer("GABA", (GABA,)), FLAT, None, id="name-of-another"),
        pytest.param("name-of-another", Answer("Pregabalin", (PREGABALIN,)), "CC(C)CC(CN)CC(=O)O", "b", id="flat"),
    ],
)
def test_of_another(code, answer, smiles, less):
    """A name or number that stands for another compound is told with that compound."""
    field = {"cas": "by_cas", "unii": "by_unii", "name": "by_name"}[code.partition("-")[0]]
    fault = BY_CODE[code](Registry(**{field: answer}), Structure.from_smiles(smiles))

    assert isinstance(fault, Fault)
    assert fault.less == less
    assert f"PubChem CID {answer.entry.cid}" in str(fault)


@pytest.mark.parametrize(
    ("code", "answer", "smiles"),
    [
        pytest.param("cas-of-another", Answer("1134-47-0", (BACLOFEN,)), FLAT, id="its-own"),
        pytest.param("cas-of-another", Answer("1134-47-0", (ARBACLOFEN, BACLOFEN)), FLAT, id="one-of-several"),
        pytest.param("name-of-another", Answer("baclofen", (BACLOFEN,)), RIGHT, id="name-leaves-stereo-open"),
    ],
)
def test_not_of_another(code, answer, smiles):
    """One compound with the structure is enough, and a trivial name may leave the configuration open."""
    field = {"cas": "by_cas", "name": "by_name"}[code.partition("-")[0]]

    outcome = BY_CODE[code](Registry(**{field: answer}), Structure.from_smiles(smiles))

    assert isinstance(outcome, Agrees | NothingSaid)


def test_compounds_that_were_not_read():
    """A number of more compounds than were read may be the record's own."""
    registry = Registry(by_cas=Answer("1134-47-0", (GABA,), unread=3))

    assert isinstance(BY_CODE["cas-of-another"](registry, Structure.from_smiles(FLAT)), CannotTell)


def test_right_cas():
    """Where PubChem lists one CAS number for the structure, that is what should stand there."""
    registry = Registry(by_cas=Answer("1134-47-0", (BACLOFEN,)), by_inchikey=Answer(ARBACLOFEN.inchikey, (ARBACLOFEN,)))
    fault = BY_CODE["cas-of-another"](registry, Structure.from_smiles(RIGHT))

    assert (fault.stated, fault.expected) == ("1134-47-0", "69308-37-8")


VALUES = {
    "structure": Structure.from_smiles(FLAT),
    "inchikey": read_inchikey(BACLOFEN.inchikey),
    "formula": read_formula("C10H12ClNO2"),
    "molecular_weight": read_mass("213.66"),
    "monoisotopic_mass": read_mass("213.0556563"),
    "iupac_name": ParsedName(BACLOFEN.iupac_name, BACLOFEN.iupac_name),
}
"""Baclofen as the Wikipedia article and PubChem state it."""


def call(function, registry, **values):
    """Call a check with the facts that it names."""
    facts = {**VALUES, **values, "registry": registry}
    return function(**{name: facts[name] for name in inspect.signature(function).parameters})


@pytest.mark.parametrize(
    ("code", "values", "less"),
    [
        pytest.param("cid-formula-mismatch", {"formula": read_formula("C10H13Cl2NO2")}, None, id="formula"),
        pytest.param("cid-molecular-weight-mismatch", {"molecular_weight": read_mass("250.12")}, None, id="weight"),
        pytest.param("cid-monoisotopic-mass-mismatch", {"monoisotopic_mass": read_mass("213.66")}, None, id="mass"),
        pytest.param("cid-inchikey-mismatch", {"inchikey": read_inchikey(GABA.inchikey)}, None, id="key"),
        pytest.param("cid-inchikey-mismatch", {"inchikey": read_inchikey(ARBACLOFEN.inchikey)}, "b", id="stereo-key"),
        pytest.param("iupac-name-differs", {"iupac_name": ParsedName("baclofenic acid", "")}, None, id="name"),
    ],
)
def test_cid_against_other_fields(code, values, less):
    """Formula, masses, key and name are compared with those of the CID, which the finding names."""
    fault = call(BY_CODE[code], Registry(by_cid=Answer("2284", (BACLOFEN,))), **values)

    assert isinstance(fault, Fault)
    assert fault.less == less
    assert "2284 (Baclofen)" in str(fault)


def test_flat_key_for_a_stereo_cid():
    """A flat key beside the CID of an enantiomer says less."""
    fault = call(BY_CODE["cid-inchikey-mismatch"], Registry(by_cid=Answer("44602", (ARBACLOFEN,))))

    assert (fault.less, fault.expected) == ("a", ARBACLOFEN.inchikey)


@pytest.mark.parametrize("code", BY_CODE)
def test_agreement(code):
    """Baclofen as it is everywhere gives no fault."""
    own = Answer("2284", (BACLOFEN,))

    assert isinstance(call(BY_CODE[code], Registry(own, own, own, own, own)), Agrees)


@pytest.mark.parametrize("code", BY_CODE)
def test_failing_look_up_is_no_finding(code):
    """Where PubChem could not be asked, every check is skipped with the reason."""
    outcome = call(BY_CODE[code], Registry(FAILED, FAILED, FAILED, FAILED, FAILED))

    assert outcome == NothingSaid("PubChem did not answer in time (5 tries)", SkipKind.NOT_ASKED)


@pytest.mark.parametrize("code", BY_CODE)
def test_unknown_compound_is_no_finding(code):
    """What PubChem does not know proves nothing, but for a CID of its own."""
    outcome = call(BY_CODE[code], Registry(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN))

    assert isinstance(outcome, Fault if code == "cid-unknown" else CannotTell | NothingSaid)


@pytest.mark.parametrize("code", BY_CODE)
def test_nothing_asked(code):
    """A record without the identifier is skipped."""
    assert isinstance(call(BY_CODE[code], Registry()), NothingSaid)


@pytest.mark.parametrize("code", BY_CODE)
def test_compound_without_structure(code):
    """A compound of which PubChem gives only the number contradicts nothing."""
    bare = Answer("7", (RegistryEntry(7),))

    assert not isinstance(call(BY_CODE[code], Registry(bare, bare, bare, bare, bare)), Fault)


def test_braces_in_a_title_are_text():
    """A compound's title is no place of a message."""
    odd = entry(9, "{b}{is}", "NCCCC(=O)O")
    fault = BY_CODE["cid-skeleton-mismatch"](Registry(by_cid=Answer("9", (odd,))), Structure.from_smiles(FLAT))

    assert "9 ((b)(is))" in str(fault)
