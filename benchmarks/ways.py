"""The ways through a table: the floor that no verifier can pass below, ours, and the peers."""

from __future__ import annotations

import importlib.util
import itertools
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache

from naive import disagreement
from race import BLOCK, Course
from rdkit import Chem
from rdkit.Chem import rdinchi
from rdkit.Chem.MolStandardize import rdMolStandardize
from table import drawing

import gaba_analogs as ga
from gaba_analogs.names import default_parser
from gaba_analogs.names.installation import opsin_command
from gaba_analogs.output.json import JsonLinesRenderer
from gaba_analogs.writing import text_output

CHEMBL = "chembl_structure_pipeline"


def bare_loop(course: Course) -> Iterator[object]:
    """Do what no verifier can do without, as a user would write it."""
    for smiles in course.smiles:
        yield Chem.MolToInchi(Chem.MolFromSmiles(smiles))


def lower_loop(course: Course) -> Iterator[object]:
    """Do the same through RDKit's lower layer."""
    for smiles in course.smiles:
        yield rdinchi.MolToInchi(Chem.MolFromSmiles(smiles))


def drawing_loop(course: Course) -> Iterator[object]:
    """Read the molecules of an SD file and make their InChI, as a user would write it."""
    for molecule in Chem.ForwardSDMolSupplier(str(course.table)):
        yield Chem.MolToInchi(molecule)


def ours(course: Course) -> Iterator[object]:
    """Read the table, verify it, and write JSON Lines as the command does."""
    with text_output(course.output) as stream:
        lines = JsonLinesRenderer(stream)
        for report in ga.verify_records(ga.read(course.table), names=bool(course.names)):
            yield lines.add(report)


def bare_opsin(course: Course) -> Iterator[object]:
    """Have OPSIN read the names as typed, and do nothing with its answers."""
    for start in range(0, len(course.names), BLOCK):
        yield from _answers("as typed", course.names[start : start + BLOCK])


def bare_opsin_by_parts(course: Course) -> Iterator[object]:
    """Have OPSIN read what names list one by one, each once: as typed, it reads no list."""
    asked: set[str] = set()
    for start in range(0, len(course.names), BLOCK):
        block = course.names[start : start + BLOCK]
        parts = dict.fromkeys(part.strip() for name in block for part in name.split(";"))
        answers = list(_answers("by parts", [part for part in parts if part not in asked]))
        asked.update(parts)
        yield from itertools.chain([answers], itertools.repeat(None, len(block) - 1))


def _answers(lane: str, texts: Sequence[str]) -> Iterator[bytes]:
    program = _bare_opsin(lane)
    assert program.stdin  # noqa: S101 - a pipe
    assert program.stdout  # noqa: S101 - likewise
    program.stdin.write("".join(f"{text}\n" for text in texts).encode())
    program.stdin.flush()
    for _ in texts:
        yield program.stdout.readline()


@cache
def _bare_opsin(lane: str) -> subprocess.Popen[bytes]:  # noqa: ARG001 - each lane has its own
    """Start an OPSIN of this process; it ends when its input does."""
    return subprocess.Popen(
        opsin_command() or (), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def opsin(course: Course) -> Iterator[object]:
    """Read systematic names as those of records that agree with them are read, and verify nothing."""
    for start in range(0, len(course.names), BLOCK):
        yield from default_parser().parse(course.names[start : start + BLOCK])


# -- peers -----------------------------------------------------------------------------------------


def naive_script(course: Course) -> Iterator[object]:
    """Run what a notebook would do: rows of a DataFrame, each compared with what RDKit computes."""
    import pandas as pd  # noqa: PLC0415  # only here

    frame = pd.read_csv(course.table, dtype=str, keep_default_na=False)
    return (disagreement(row) for _, row in frame.iterrows())


def chembl_checker(course: Course) -> Iterator[object]:
    """Run the ChEMBL checker on molblocks that are made beforehand, at no cost to it."""
    from chembl_structure_pipeline import checker  # noqa: PLC0415  # not everybody has it

    return map(checker.check_molblock, [drawing(smiles) for smiles in course.smiles])


def molvs_validation(course: Course) -> Iterator[object]:
    """Parse, and run the validations of MolVS as RDKit has them."""
    validation = rdMolStandardize.MolVSValidation()
    for smiles in course.smiles:
        yield validation.validate(Chem.MolFromSmiles(smiles))


def has_chembl() -> bool:
    """Tell whether the ChEMBL checker is installed."""
    return importlib.util.find_spec(CHEMBL) is not None
