"""The row of units below a header."""

from __future__ import annotations

import io

import pytest

from gaba_analogs.readers.catalogue import recognised
from gaba_analogs.readers.io.opened import OpenedInput
from gaba_analogs.readers.notes import InputNotes
from gaba_analogs.readers.tabular.units import is_row_of_units
from workbooks import workbook

ROWS = [["Name", "SMILES", "MW"], ["text", "SMILES", "g/mol"], ["GABA", "NCCCC(=O)O", "103.12"], ["", "CCO", "46.07"]]
SAID = "the row of units below the header was not read (text, SMILES, g/mol)"


@pytest.mark.parametrize(
    "unit",
    [
        "g/mol", "[Da]", "(Da)", "g·mol-1", "g mol⁻¹", "g mol^-1", "g.mol-1", "[g/mol]", "kDa", "amu", "Dalton", "°C",
        "in °C", "%", "mg/mL", "kcal/mol", "kJ mol-1", "Å", "Å2", "µM", "nM",
    ],
)  # fmt: skip
def test_units(unit):
    """Units are known in the usual spellings, in brackets too, beside words for a notation or a type."""
    assert is_row_of_units(["", unit])
    assert is_row_of_units(["string", "SMILES", "-", unit])
    assert not is_row_of_units(["GABA", "SMILES", unit])


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(["name", "SMILES"], id="no-unit"),
        pytest.param(["GABA", "g/mol"], id="a-name"),
        pytest.param(["C", "g/mol"], id="a-structure"),
        pytest.param(["M", "K"], id="letters"),
        pytest.param(["", "menthol"], id="a-name-that-ends-like-a-unit"),
        pytest.param(["", "103.12 g/mol"], id="a-value-with-its-unit"),
        pytest.param(["-", "-"], id="placeholders"),
        pytest.param(["", ""], id="nothing"),
        pytest.param(["", "mg" * 5000], id="long"),
    ],
)
def test_rows_that_state_something(cells):
    """What may be a value is none of units."""
    assert not is_row_of_units(cells)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("a.csv", "\n".join(map(",".join, ROWS)).encode(), id="csv"),
        pytest.param("a.tsv", "\n".join(map("\t".join, ROWS)).encode(), id="tsv"),
        pytest.param("a.xlsx", workbook({"S": [["A table"], *ROWS]}), id="workbook"),
        pytest.param(
            "a.md",
            "\n".join(f"| {' | '.join(row)} |" for row in [ROWS[0], ["---"] * 3, *ROWS[1:]]).encode(),
            id="markdown",
        ),
        pytest.param(
            "a.html",
            "".join(["<table>", *("<tr><td>" + "<td>".join(row) for row in ROWS), "</table>"]).encode(),
            id="html",
        ),
    ],
)
def test_every_table(name, content):
    """It is no record of any kind of table, and is told; the records are numbered from the first of them on."""
    notes = InputNotes(name)
    source = OpenedInput(io.BytesIO(content), name, notes)
    records = list(recognised(source).read(source, None))

    assert [(record.smiles, record.place.row) for record in records] == [("NCCCC(=O)O", 1), ("CCO", 2)]
    assert notes.sentence() == SAID
