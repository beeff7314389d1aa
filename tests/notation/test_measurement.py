"""Measured values as people write them."""

from __future__ import annotations

import math

import pytest

from gaba_analogs.notation.measurement import read_measured


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        pytest.param("7", 6.5, 7.5, "", id="whole"),
        pytest.param("7,1", 7.05, 7.15, "", id="decimal-comma"),
        pytest.param("\u22120.5", -0.55, -0.45, "", id="minus-sign"),
        pytest.param("1e-5", 5e-6, 1.5e-5, "", id="scientific"),
        pytest.param(">= 5", 5, math.inf, "", id="at-least"),
        pytest.param("<0.1 nM", -math.inf, 0.1, "nM", id="below-with-unit"),
        pytest.param("~3", 2.5, 3.5, "", id="about"),
        pytest.param("5.2 +/- 0.3", 4.9, 5.5, "", id="uncertainty"),
        pytest.param("45%", 44.5, 45.5, "%", id="per-cent"),
        pytest.param("-2.3 \u00b0C", -2.35, -2.25, "\u00b0C", id="temperature"),
    ],
)
def test_numbers(text, low, high, unit):
    """A number stands for its rounding, its uncertainty or its bound."""
    assert read_measured(text) == pytest.approx((low, high, unit)) if math.isfinite(low + high) else (low, high, unit)


@pytest.mark.parametrize("text", ["", "agonist", "n.d.", "5-6", "1.2.3", "7.1 (n=3)", ">>5", "nan", "9" * 100])
def test_no_number(text):
    """What is no single number is none."""
    assert read_measured(text) is None
