"""The catalogue of checks: codes, pages, facts, and a truth table for every code."""

import ast
import inspect
import re
from pathlib import Path

import pytest
import test_composition_checks
import test_configuration
import test_identifiers_checks
import test_inchikey_checks
import test_measured_checks
import test_names_checks
import test_notation_checks
import test_pairs
import test_readable

from gaba_analogs.across import CROSS_RECORD_CHECKS
from gaba_analogs.checks.kit import Agrees, CannotTell, Fault
from gaba_analogs.checks.pages import HEADINGS, parse
from gaba_analogs.results.findings import Severity
from gaba_analogs.verification.catalogue import CATALOGUE

CROSS_RECORD = {code for code, *_ in CROSS_RECORD_CHECKS}
REGISTRY = {code for code, check in CATALOGUE.items() if check.scope.asks_registry or check.scope.asks_references}
"""Checks that need answers of PubChem or of reference tables; tests/registry and tests/references have their truth
tables."""
OWN = sorted(CATALOGUE.keys() - CROSS_RECORD - REGISTRY)
TABLES = [
    test_composition_checks.TABLES,
    test_configuration.TABLES,
    test_identifiers_checks.TABLES,
    test_inchikey_checks.TABLES,
    test_measured_checks.TABLES,
    test_names_checks.TABLES_AT_THE_FRONT_DOOR,
    test_notation_checks.TABLES,
    test_pairs.TABLES,
    test_readable.TABLES,
]
NAMES_TABLES = test_names_checks.TABLES
COMPARISONS = [code for code in OWN if code.endswith(("-mismatch", "-unreadable", "-malformed"))]


@pytest.mark.parametrize("code", CATALOGUE)
def test_code_is_kebab_case(code):
    """A code is small words joined by hyphens."""
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)+", code)


@pytest.mark.parametrize("code", CATALOGUE)
def test_code_names_the_fault(code):
    """A code reads as a fault in "ignore CODE": not as a cure, a question or a prohibition."""
    words = set(code.split("-"))

    assert not words & {"valid", "invalid", "validate", "verify", "no", "disallow", "require", "should", "ok", "bad"}
    assert not code.startswith("check-")


@pytest.mark.parametrize("code", CATALOGUE)
def test_code_stands_once(code):
    """The key of the table is the code of its check."""
    assert CATALOGUE[code].code == code


@pytest.mark.parametrize("code", CATALOGUE)
def test_page_has_its_headings_in_order(code):
    """Each docstring is a page: a title, and below it every heading once."""
    document = inspect.getdoc(CATALOGUE[code].function)
    headings = re.findall(r"^([A-Z][a-z ]+)$", document, re.MULTILINE)

    assert tuple(headings) == HEADINGS
    assert parse(CATALOGUE[code]).title.endswith(".")
    assert len(parse(CATALOGUE[code]).title) <= 120


@pytest.mark.parametrize("code", CATALOGUE)
def test_examples_fail_and_pass(code):
    """The examples of each docstring call the check at least twice: on a faulty value and on a sound one."""
    check = CATALOGUE[code]
    document = inspect.getdoc(check.function)
    examples = "\n".join(re.findall(r"^\s*(?:>>>|\.\.\.) ?(.*)$", document, re.MULTILINE))
    calls = [
        node
        for node in ast.walk(ast.parse(examples))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == check.function.__name__
    ]

    assert len(calls) >= 2
    assert "Agrees()" in document or code in CROSS_RECORD


@pytest.mark.parametrize("code", COMPARISONS)
def test_contradictions_are_errors(code):
    """What contradicts another field, or cannot be read, is an error, but for odd numbers, identifiers and synonyms."""
    mild = {
        "charge-unreadable",
        "identifier-check-digit",
        "identifier-malformed",
        "mass-unreadable",
        "synonym-mismatch",
    }

    assert CATALOGUE[code].severity is (Severity.WARNING if code in mild else Severity.ERROR)


@pytest.mark.parametrize("code", [code for code in OWN if code.endswith(("-missing", "-partial", "-repaired"))])
def test_saying_less_is_a_warning(code):
    """What says less than another field, or was repaired, is a warning."""
    assert CATALOGUE[code].severity is Severity.WARNING


@pytest.mark.parametrize("code", sorted(CROSS_RECORD))
def test_cross_record_codes_stand_in_the_catalogue(code):
    """A finding across records can be explained, selected and ignored as any other, and never is an error."""
    tested = (Path(__file__).parents[1] / "across" / "test_across.py").read_text(encoding="utf-8")

    assert code in CATALOGUE
    assert CATALOGUE[code].severity is not Severity.ERROR
    assert code in tested


@pytest.mark.parametrize("code", sorted(set(OWN) - NAMES_TABLES.keys()))
def test_every_code_fires_in_a_truth_table(code):
    """Each check has a truth table of its own, in which it fires."""
    tables = [table[code] for table in TABLES if code in table]
    fired = {found for table in tables for line in table for found in line.values[1]}

    assert len(tables) == 1
    assert code in fired


@pytest.mark.parametrize("code", sorted(set(OWN) - NAMES_TABLES.keys()))
def test_every_truth_table_has_a_sound_line(code):
    """Each truth table holds a record that does not have its fault."""
    lines = [line for table in TABLES for line in table.get(code, [])]

    assert any(code not in line.values[1] for line in lines)


@pytest.mark.parametrize("code", sorted(NAMES_TABLES))
def test_names_are_judged_in_truth_tables(code):
    """The checks of names, which need OPSIN at the front door, are called directly."""
    kinds = {line.values[-1] for line in NAMES_TABLES[code]}

    assert kinds & {Fault, CannotTell}
    assert Agrees in kinds
