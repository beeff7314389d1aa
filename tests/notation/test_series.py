"""Formulas with an open count."""

from __future__ import annotations

import pytest

from gaba_analogs.notation.formula import read_formula
from gaba_analogs.notation.series import read_series


@pytest.mark.parametrize(
    ("text", "member", "included"),
    [
        pytest.param("CnH2n+2", "C4H10", True, id="alkanes"),
        pytest.param("CnH2n+2", "C4H8", False, id="alkene-is-no-alkane"),
        pytest.param("CnH2n-6", "C7H8", True, id="benzenes"),
        pytest.param("CnH(2n+2)O", "C2H6O", True, id="count-in-brackets"),
        pytest.param("CF3(CF2)nCOOH", "C8HF15O2", True, id="perfluorooctanoic-acid"),
        pytest.param("CF3(CF2)nCOOH", "C8H3F13O2", False, id="fluorotelomer-acid"),
        pytest.param("CuSO4·xH2O", "CuO4S", True, id="no-water"),
        pytest.param("CuSO4·xH2O", "CuH10O9S", True, id="pentahydrate"),
        pytest.param("CuSO4·xH2O", "CuH9O9S", False, id="half-a-water"),
        pytest.param("(C2H4O)n", "C6H12O3", True, id="three-units"),
    ],
)
def test_members(text, member, included):
    """A member has the atoms of some whole count (formulas of homologous series as textbooks give them)."""
    assert read_series(text).includes(read_formula(member).readings[0]) is included


@pytest.mark.parametrize("text", ["C5H8", "MnO2", "ZnCl2", "(C2H4O)n(C3H6O)m", "Cn(", "nn", ""])
def test_no_series(text):
    """A formula without an open count, with two, or no formula at all, is no series."""
    assert read_series(text) is None
