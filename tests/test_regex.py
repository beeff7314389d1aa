"""Regular expressions that wait for their first use are what `re.compile` would have made of them."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from gaba_analogs.regex import regex

SOURCE = Path(__file__).parents[1] / "src"


def given():
    """Give the literal arguments of every call of `regex` in the package, with its place."""
    for path in sorted((SOURCE / "gaba_analogs").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "regex":
                yield path, node


def constants(path):
    """Give what the module of a file holds."""
    module = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
    return vars(import_module(module.removesuffix(".__init__")))


def test_every_constant_compiles():
    """A mistake in an expression is found here, not by the first record that needs it."""
    modules = {path for path, _ in given()}
    found = [value for path in modules for value in constants(path).values() if repr(value).startswith("regex(")]
    assert len(found) > 300
    assert all(isinstance(each.groups, int) for each in found)


@pytest.mark.parametrize("member", [name for name in dir(re.Pattern) if not name.startswith("_")])
def test_has_what_a_compiled_one_has(member):
    """Each public member is there, whichever is asked for first."""
    late, compiled = regex("c(?P<n>1)", re.IGNORECASE), re.compile("c(?P<n>1)", re.IGNORECASE)
    if callable(getattr(compiled, member)):
        assert getattr(late, member).__name__ == member
    else:
        assert getattr(late, member) == getattr(compiled, member)


def test_takes_flags():
    """The flags hold at the first use and after it."""
    late = regex("cl", re.IGNORECASE)
    assert [late.sub("Br", "CCl"), late.sub("Br", "Ccl")] == ["CBr", "CBr"]


def test_knows_no_other_member():
    """What a compiled expression lacks is an error that names it, and compiles nothing."""
    late = regex("(")
    with pytest.raises(AttributeError, match="finds"):
        _ = late.finds
