"""The engine asks scopes and the table of fields: it names no check, no field and no family itself."""

import ast
import inspect

import pytest

from gaba_analogs.record.fields import FIELDS
from gaba_analogs.verification import agreement, conclusion, examine, plan, run
from gaba_analogs.verification.catalogue import CATALOGUE

FAMILIES = {check.family for check in CATALOGUE.values()}


@pytest.mark.parametrize(
    "module", [plan, examine, run, conclusion, agreement], ids=lambda m: m.__name__.rpartition(".")[2]
)
def test_the_engine_names_nothing(module):
    """No string of an engine module is a code, a field or a family, so that none needs a line there."""
    strings = {
        node.value
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert not strings & {*CATALOGUE, *FIELDS, *FAMILIES}


@pytest.mark.parametrize("module", [plan, run, agreement], ids=lambda m: m.__name__.rpartition(".")[2])
def test_the_engine_imports_no_check(module):
    """Nor does it import a module of checks: only what a check and a scope are."""
    imported = {
        node.module
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("gaba_analogs.checks")
    }

    assert imported <= {"gaba_analogs.checks.kit", "gaba_analogs.checks.scopes"}
