"""Repairs of a notation are values that read as the end of a sentence."""

import re
from types import SimpleNamespace

import pytest

from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.evidence.facts import read_facts
from gaba_analogs.notation.formula import read_formula
from gaba_analogs.notation.identifiers import read_cas, read_code
from gaba_analogs.notation.inchi import read_inchi
from gaba_analogs.notation.inchikey import read_inchikey
from gaba_analogs.notation.number import read_mass
from gaba_analogs.notation.repairs import Repair
from gaba_analogs.record import StructureRecord

GABA = "1S/C4H9NO2/c5-3-1-2-4(6)7/h1-3,5H2,(H,6,7)"  # PubChem CID 119
KEY = "BTCSSZJGUNDROE-UHFFFAOYSA-N"


def read_list(text):
    """Read a cell of SMILES as part of a record; its repairs as the readers give them."""
    return SimpleNamespace(notes=[r for _, notes, _ in read_facts(StructureRecord(smiles=text)).notes for r in notes])


def read_code_of_record(text):
    """Read a UNII as part of a record."""
    return SimpleNamespace(notes=[r for _, notes, _ in read_facts(StructureRecord(unii=text)).notes for r in notes])


EXAMPLES = [
    pytest.param(read_formula, "C10H12ClNO2, 2HCl", [Repair.COMMA_FOR_DOT], id="formula-comma-for-dot"),
    pytest.param(read_mass, "104.0706 [M+H]+", [Repair.ION], id="mass-ion"),
    pytest.param(read_code_of_record, "UNII: 2ACZ6IPC6I", [Repair.LABEL], id="unii-label"),
    pytest.param(read_list, "CCO, CCO", [Repair.SEVERAL_EQUAL_VALUES], id="smiles-list"),
    pytest.param(read_mass, "103.12&nbsp;g/mol", [Repair.HTML_ENTITY, Repair.UNIT], id="mass-entity-unit"),
    pytest.param(read_mass, "1,103.12", [Repair.COMMA], id="mass-comma"),
    pytest.param(read_mass, "103,12", [Repair.DECIMAL_COMMA], id="mass-decimal-comma"),
    pytest.param(read_mass, "1,154", [Repair.EITHER_COMMA], id="mass-comma-of-either-kind"),
    pytest.param(read_cas, "56-12-2\u200e", [Repair.INVISIBLE_CHARACTER], id="cas-invisible"),
    pytest.param(read_cas, "56\u201312\u20132", [Repair.TYPOGRAPHY], id="cas-en-dash"),
    pytest.param(read_cas, "CAS 56-12-2", [Repair.CAS_PREFIX], id="cas-prefix"),
    pytest.param(read_cas, "000056-12-2", [Repair.LEADING_ZEROS], id="cas-zeros"),
    pytest.param(
        read_cas,
        "CAS: 0000000056 - 12 - 2",
        [Repair.CAS_PREFIX, Repair.LEADING_ZEROS, Repair.WHITE_SPACE],
        id="cas-prefix-zeros-spaces",
    ),
    pytest.param(read_cas, "56122", [Repair.HYPHENS_MISSING], id="cas-without-hyphens"),
    pytest.param(read_cas, "56-12-2 (free acid)", [Repair.REMARK], id="cas-with-a-remark"),
    pytest.param(read_cas, "(56-12-2)", [Repair.SURROUNDING_PUNCTUATION], id="cas-in-brackets"),
    pytest.param(read_inchikey, KEY.lower(), [Repair.LOWER_CASE], id="key-small-letters"),
    pytest.param(read_inchikey, f"InChIKey={KEY}", [Repair.INCHIKEY_PREFIX], id="key-prefix"),
    pytest.param(read_inchikey, f'"{KEY}"', [Repair.SURROUNDING_PUNCTUATION], id="key-in-quotes"),
    pytest.param(read_inchikey, f"['{KEY}']", [Repair.LIST], id="key-in-a-printed-list"),
    pytest.param(read_inchi, GABA, [Repair.INCHI_PREFIX_MISSING], id="inchi-without-prefix"),
    pytest.param(read_inchi, f"inchi={GABA}", [Repair.INCHI_PREFIX_MISSPELT], id="inchi-prefix-in-small-letters"),
    pytest.param(
        read_inchi,
        GABA.removeprefix("1S/"),
        [Repair.INCHI_PREFIX_MISSING, Repair.INCHI_VERSION_MISSING],
        id="inchi-without-version",
    ),
    pytest.param(read_inchi, f"InChI={GABA};", [Repair.TRAILING_PUNCTUATION], id="inchi-semicolon"),
    pytest.param(read_inchi, f"InChI={GABA}\nAuxInfo=1/1/N:1", [Repair.AUXILIARY_INFORMATION], id="inchi-auxinfo"),
    pytest.param(Structure.from_smiles, "SMILES=NCCCC(=O)O", [Repair.SMILES_PREFIX], id="smiles-prefix"),
    pytest.param(Structure.from_smiles, "NCCCC(=O )O", [Repair.BROKEN_LINE], id="smiles-torn"),
    pytest.param(read_formula, "C4H9NO2 ", [Repair.WHITE_SPACE], id="formula-white-space"),
    pytest.param(read_formula, "C<sub>4</sub>H<sub>9</sub>NO2", [Repair.HTML_MARKUP], id="formula-html"),
    pytest.param(read_formula, "C_{4}H_{9}NO_{2}", [Repair.LATEX_MARKUP], id="formula-latex"),
    pytest.param(read_formula, "C₄H₉NO₂", [Repair.UNICODE_DIGITS], id="formula-subscripts"),
    pytest.param(read_formula, "C4H9NO2 (anhydrous)", [Repair.REMARK], id="formula-remark"),
    pytest.param(read_formula, "CuSO4\u22c55H2O", [Repair.DOT], id="formula-dot-operator"),
    pytest.param(read_formula, "CuSO4 x 5H2O", [Repair.LETTER_X_FOR_DOT], id="formula-letter-x"),
    pytest.param(read_formula, "C4H9NO2 + HCl", [Repair.PLUS_FOR_DOT], id="formula-plus"),
    pytest.param(read_formula, "CuSO4 5H2O", [Repair.SPACE_FOR_DOT], id="formula-space"),
    pytest.param(read_formula, "C4 H9 N O2", [Repair.ELEMENT_SPACING], id="formula-spaces"),
    pytest.param(read_formula, "HOOC-COOH", [Repair.BONDS], id="formula-bonds"),
    pytest.param(read_formula, "EtOAc", [Repair.GROUPS], id="formula-groups"),
    pytest.param(read_formula, "C4,H9,N,O2", [Repair.ELEMENT_COMMAS], id="formula-commas"),
    pytest.param(read_formula, "C4H5Htwo4NO2", [Repair.ISOTOPE_SPELT_OUT], id="formula-mass-number-in-words"),
    pytest.param(read_formula, "C1oH12ClNO2", [Repair.LETTER_O_FOR_ZERO], id="formula-letter-o"),
    pytest.param(read_formula, "c4h9no2", [Repair.LETTER_CASE], id="formula-small-letters"),
]


@pytest.mark.parametrize(("read", "text", "repairs"), EXAMPLES)
def test_what_was_repaired(read, text, repairs):
    """Each reader says by values what it put right, in the order in which it did."""
    assert list(read(text).notes) == repairs


def test_codes_are_repaired():
    """UNIIs and EC numbers give their repairs beside the value."""
    assert read_code(" h789n3fke8") == ("H789N3FKE8", (Repair.WHITE_SPACE, Repair.LOWER_CASE))


@pytest.mark.parametrize("repair", Repair)
def test_repairs_end_a_sentence(repair):
    """The text follows "InChI read with a repair: " and says in a short clause what was done."""
    assert not repair[0].isupper() or repair.startswith(("HTML", "LaTeX"))
    assert re.search(r"\b(?:was|were)\b", repair)
    assert not repair.endswith(".")
    assert len(repair) <= 60


def test_every_repair_is_shown_above():
    """No repair is without an example."""
    shown = {repair for example in EXAMPLES for repair in example.values[2]}

    assert shown == set(Repair)
