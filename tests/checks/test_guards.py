"""No check answers "agrees" where it compared nothing: every guard of every check, and proof that none is left out."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from guards import BACLOFEN, GUARDS, LONG, NO_ATOMS, NO_MOLECULE, TABLE
from truth import GABA

from gaba_analogs import checks
from gaba_analogs.api.verify import verify
from gaba_analogs.checks.kit import Agrees, CannotTell, Fault, NothingSaid
from gaba_analogs.checks.scopes import AgainstComposition, AgainstField, AgainstStructure, Pair
from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.evidence.facts import Collected
from gaba_analogs.evidence.values import InorganicName, StatedInChI
from gaba_analogs.names import ParsedName
from gaba_analogs.notation.accurate_mass import read_accurate_mass
from gaba_analogs.notation.chirality import read_chirality
from gaba_analogs.notation.component_words import ComponentWords
from gaba_analogs.notation.elemental_analysis import read_elemental_analysis
from gaba_analogs.notation.formula import read_formula
from gaba_analogs.notation.identifiers import read_cas
from gaba_analogs.notation.inchi import read_inchi
from gaba_analogs.notation.inchikey import read_inchikey
from gaba_analogs.notation.isotope_words import IsotopeWords
from gaba_analogs.notation.number import read_mass
from gaba_analogs.notation.stereodescriptors import NameStereo
from gaba_analogs.record.fields import Kind
from gaba_analogs.results.findings import Verdict
from gaba_analogs.verification.catalogue import CATALOGUE

OF_ONE_RECORD = {code: check for code, check in CATALOGUE.items() if not check.scope.across}
MODULES = [
    importlib.import_module(f"gaba_analogs.checks.{module.name}") for module in pkgutil.iter_modules(checks.__path__)
]
SILENT = (CannotTell, NothingSaid)
OUTCOMES = {"Outcome", "CannotTell", "NothingSaid"}
"""Annotations of functions that may answer with a silent outcome."""


@pytest.mark.parametrize(("code", "arguments", "expected"), GUARDS)
def test_a_guard_is_not_agreement(code, arguments, expected):
    """Where a check has nothing to compare, or cannot tell, it says so."""
    outcome = CATALOGUE[code].function(*arguments)

    assert isinstance(outcome, expected)
    assert outcome.reason


def test_every_check_has_its_line():
    """The table of guards lists every check that looks at one record."""
    assert TABLE.keys() == OF_ONE_RECORD.keys()


# -- no guard is left out --------------------------------------------------------------------------


def functions(module):
    """Give the functions of a check module that answer with an outcome, or with the part of it that is silent."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        said = ast.unparse(node.returns) if isinstance(node, ast.FunctionDef) and node.returns is not None else ""
        if OUTCOMES & set(said.split(" | ")):
            yield node


def answers(value):
    """Give the expressions one of which a `return` hands back."""
    if isinstance(value, ast.IfExp):
        return [*answers(value.body), *answers(value.orelse)]
    return [value]


def is_silent(value, module, *, plain):
    """Tell whether an expression hands back a guard: not agreement, not a fault, and nothing but an outcome."""
    if isinstance(value, ast.Name) and isinstance(known := getattr(module, value.id, None), Agrees | Fault):
        return known is None
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        made = getattr(module, value.func.id, None)
        said = inspect.get_annotations(made).get("return", "") if inspect.isfunction(made) else "Outcome"
        return made is not Fault and value.func.id != "replace" and bool(set(said.split(" | ")) & OUTCOMES)
    return plain or isinstance(value, ast.Name | ast.BoolOp)


def kinds(value, module):
    """Name the classes of outcome that an expression may be."""
    if isinstance(value, ast.Name):
        known = getattr(module, value.id, None)
        return (type(known),) if isinstance(known, SILENT) else SILENT
    if (
        isinstance(value, ast.Call)
        and isinstance(value.func, ast.Name)
        and value.func.id in {"CannotTell", "NothingSaid"}
    ):
        return (getattr(module, value.func.id),)
    return SILENT


def guards_in_the_source():
    """Give file, lines and possible kinds of every guard of the check modules."""
    for module in MODULES:
        for function in functions(module):
            plain = ast.unparse(function.returns) == "Outcome"
            for node in ast.walk(function):
                if isinstance(node, ast.Return) and node.value is not None:
                    for value in answers(node.value):
                        if is_silent(value, module, plain=plain):
                            yield module.__file__, range(node.lineno, node.end_lineno + 1), kinds(value, module)


def returned_values():
    """Call every check with every guard of the table, and note what is returned at which line of which file."""
    seen = defaultdict(set)
    files = {module.__file__ for module in MODULES}

    def note(frame, event, value):
        if event == "return" and frame.f_code.co_filename in files:
            seen[frame.f_code.co_filename, frame.f_lineno].add(type(value))

    before = sys.getprofile()
    for guard in GUARDS:
        code, arguments, _ = guard.values
        sys.setprofile(note)
        try:
            CATALOGUE[code].function(*arguments)
        finally:
            sys.setprofile(before)
    return seen


def test_no_guard_of_the_source_is_left_out():
    """Every line on which a check stops without comparing is reached by a line of the table."""
    seen = returned_values()

    missed = [
        f"{Path(file).name}:{lines[0]}"
        for file, lines, possible in guards_in_the_source()
        if not any(kind in possible for line in lines for kind in seen[file, line])
    ]

    assert missed == []


def test_the_source_has_guards():
    """The walk through the source finds the guards, of every module but those that hold no check."""
    found = {Path(file).stem for file, *_ in guards_in_the_source()}

    assert found >= {Path(inspect.getfile(check.function)).stem for check in OF_ONE_RECORD.values()}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_no_check_answers_with_none(module):
    """A function that answers with an outcome returns a value wherever it returns."""
    bare = [
        f"{function.name}:{node.lineno}"
        for function in functions(module)
        if "None" not in ast.unparse(function.returns)
        for node in ast.walk(function)
        if isinstance(node, ast.Return) and (node.value is None or ast.unparse(node.value) == "None")
    ]

    assert bare == []


@pytest.mark.parametrize("code", OF_ONE_RECORD)
def test_every_check_is_annotated(code):
    """A check says that it answers with an outcome, so that the walk through the source finds it."""
    assert inspect.get_annotations(CATALOGUE[code].function)["return"] == "Outcome"


# -- values that cannot be read ----------------------------------------------------------------------

WHOLE = GABA | {"cas": "56-12-2", "unii": "2ACZ6IPC6I", "charge": "0", "molecular_weight": "103.12"}  # CID 119
UNREADABLE = [
    pytest.param({"smiles": "NCCC1"}, id="smiles-with-an-open-ring"),
    pytest.param({"smiles": "*CC"}, id="smiles-with-a-wildcard"),
    pytest.param({"smiles": "C" * 1100}, id="smiles-beyond-inchi"),
    pytest.param({"connectivity_smiles": "NCCC1"}, id="connectivity-smiles"),
    pytest.param({"molblock": "GABA"}, id="molfile"),
    pytest.param({"inchi": "InChI=1S/C4H9NO2/c5-3-1-2-4(6)9/h1-3,5H2,(H,6,7)"}, id="inchi-that-contradicts-itself"),
    pytest.param({"inchi": "InChI=gamma"}, id="inchi"),
    pytest.param({"inchikey": "BTCSSZJGUNDROE"}, id="key-cut-short"),
    pytest.param({"inchikey": "BTCSSZJGUNDROE-UHFFFAOYNA-N"}, id="key-not-standard"),
    pytest.param({"inchikey": "SNKZJIOFVMKAOJ-UHFFFAOYAT"}, id="key-of-2007"),
    pytest.param({"formula": "C4H9NO§"}, id="formula"),
    pytest.param({"formula": "(C2H4)n"}, id="formula-of-a-polymer"),
    pytest.param({"element_counts": "C4H9NO§"}, id="element-counts"),
    pytest.param({"molecular_weight": "see text"}, id="molecular-weight"),
    pytest.param({"monoisotopic_mass": "103-104"}, id="monoisotopic-mass"),
    pytest.param({"charge": "neutral?"}, id="charge"),
    pytest.param({"hrms": "see text"}, id="hrms"),
    pytest.param({"elemental_analysis": "C, 46.6"}, id="elemental-analysis"),
    pytest.param({"chirality": "see text"}, id="chirality"),
    pytest.param({"iupac_name": "gaba, (R)- and (Z)-"}, id="name"),
    pytest.param({"cas": "N/A"}, id="placeholder"),
    pytest.param({"unii": "56-12-2"}, id="value-of-another-field"),
]


@pytest.mark.parametrize("change", UNREADABLE)
def test_an_unreadable_value_agrees_with_nothing(change):
    """What cannot be read is not among the fields that agree, however many sound ones stand beside it."""
    report = verify(WHOLE | change, names=False)
    (field,) = change

    assert field not in report.agreeing
    assert len(report.agreeing) >= 2


@pytest.mark.parametrize("change", UNREADABLE)
def test_an_unreadable_value_verifies_nothing(change):
    """Beside one sound value that cannot stand alone, nothing was compared."""
    assert verify({"name": "GABA", "formula": "C4H9NO2"} | change, names=False).verdict is not Verdict.VERIFIED


FACTS = {
    Collected.DRAWN_SMILES: NO_MOLECULE,
    Kind.MOLBLOCK: Structure.from_molblock("GABA"),
    Kind.INCHI: StatedInChI(read_inchi("see text"), None),
    Kind.INCHIKEY: read_inchikey("see text"),
    Kind.FORMULA: read_formula("see text"),
    Kind.ELEMENT_COUNTS: read_formula("see text"),
    Kind.AVERAGE_MASS: read_mass("see text"),
    Kind.MONOISOTOPIC_MASS: read_mass("see text"),
    Collected.MASS: read_mass("see text"),
    Kind.CHARGE: "see text",
    Kind.HRMS: read_accurate_mass("see text"),
    Kind.ELEMENTAL_ANALYSIS: read_elemental_analysis("see text"),
    Kind.CHIRALITY: read_chirality("see text"),
    Kind.SYSTEMATIC_NAME: ParsedName("see text", "see text", failure="no chemical name"),
    Collected.SYSTEMATIC_TITLE: ParsedName("see text", "see text", failure="no chemical name"),
    Collected.SYNONYM: ParsedName("see text", "see text", failure="no chemical name"),
    Collected.NAME_DESCRIPTORS: NameStereo(),
    Collected.NAME_ISOTOPES: IsotopeWords({(2, "H"): 99}),
    Collected.NAME_ELEMENTS: ComponentWords(),
    Collected.NAME_COMPONENTS: ComponentWords(),
    Collected.INORGANIC_NAME: InorganicName("potassium chlorate", Structure.from_smiles("O=Cl(=O)[O-].[K+]")),
    Kind.CAS_NUMBER: read_cas("see text"),
    Kind.UNII: "SEE TEXT",
    Kind.EC_NUMBER: "see text",
    Collected.IDENTIFIER: ("drugbank_id", "see text"),
}
"""Kind of fact to a value of it that cannot be read."""


def partners(scope):
    """Give what the unreadable value of a scope is compared with."""
    return {
        AgainstStructure: [(BACLOFEN,), (NO_MOLECULE,)],
        AgainstComposition: [(BACLOFEN.composition,), (NO_ATOMS,)],
        AgainstField: [(StatedInChI(read_inchi("see text"), None),)],
    }.get(type(scope), [()])


OF_ONE_KIND = [code for code, check in OF_ONE_RECORD.items() if getattr(check.scope, "kind", None) in FACTS]
"""Checks that are called with a value, which may be one that cannot be read."""


@pytest.mark.parametrize("code", OF_ONE_KIND)
def test_no_check_agrees_with_an_unreadable_value(code):
    """Called with an unreadable value of its kind, a check finds a fault, or says nothing."""
    check = CATALOGUE[code]
    outcomes = [check.function(FACTS[check.scope.kind], *partner) for partner in partners(check.scope)]

    assert not any(isinstance(outcome, Agrees) for outcome in outcomes)


@pytest.mark.parametrize("code", [code for code, check in OF_ONE_RECORD.items() if isinstance(check.scope, Pair)])
def test_no_structures_without_inchi_agree(code):
    """Two structures of which nothing is known agree on nothing, not even with themselves."""
    nothing = [NO_MOLECULE, LONG, Structure.from_smiles(""), Structure.from_molblock("GABA")]

    assert not any(isinstance(CATALOGUE[code].function(one, other), Agrees) for one in nothing for other in nothing)
