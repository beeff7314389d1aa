"""Values of Python and NumPy as the text that states them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.record.values import text_of


@pytest.mark.parametrize(
    ("value", "name", "text"),
    [
        pytest.param("213.66", "molecular_weight", "213.66", id="text"),
        pytest.param(103.12, "molecular_weight", "103.12", id="float"),
        pytest.param(213.0, "molecular_weight", "213.0", id="whole-mass-keeps-its-decimal"),
        pytest.param(119.0, "pubchem_cid", "119", id="whole-identifier-has-none"),
        pytest.param(119, "pubchem_cid", "119", id="int"),
        pytest.param(np.int64(119), "pubchem_cid", "119", id="numpy-int"),
        pytest.param(np.float64(103.12), "molecular_weight", "103.12", id="numpy-float"),
        pytest.param(np.float32(103.12), "molecular_weight", "103.12", id="short-float-shows-its-own-digits"),
        pytest.param(np.str_("C4H9NO2"), "formula", "C4H9NO2", id="numpy-text"),
        pytest.param(Decimal("103.120"), "molecular_weight", "103.120", id="decimal-keeps-its-zeros"),
        pytest.param(Decimal("1.0312E+2"), "molecular_weight", "103.12", id="decimal-with-a-power"),
        pytest.param(Decimal("1e999999999"), "molecular_weight", "1E+999999999", id="decimal-of-a-billion-digits"),
        pytest.param(Decimal("-1e-999999999"), "charge", "-1E-999999999", id="decimal-of-a-billion-places"),
        pytest.param(Fraction(1, 2), "charge", "1/2", id="fraction"),
        pytest.param(b"C4H9NO2", "formula", "C4H9NO2", id="bytes"),
        pytest.param(["GABA", None, "piperidic acid"], "synonyms", "GABA|piperidic acid", id="list"),
        pytest.param(np.array(["GABA", "Gamate"]), "synonyms", "GABA|Gamate", id="array"),
        pytest.param(dt.date(1134, 4, 7), "cas", "1134-04-07", id="date-a-spreadsheet-made"),
        *(
            pytest.param(value, "charge", None, id=repr(value))
            for value in (
                None,
                float("nan"),
                np.nan,
                pd.NA,
                pd.NaT,
                np.datetime64("NaT"),
                Decimal("NaN"),
                Decimal("sNaN"),
            )
        ),
    ],
)
def test_text_of(value, name, text):
    """A value is written as it would be typed; what is missing states nothing."""
    assert text_of(value, name) == text


@pytest.mark.parametrize(
    "value", [object(), {"smiles": "C"}, {1, 2}, len, 10**5000], ids=lambda value: type(value).__name__
)
def test_what_states_nothing_is_refused(value):
    """A value that is neither text nor a number is refused in one line that names the field."""
    with pytest.raises(InputError, match=r"\Asmiles: [^\n]*\Z"):
        text_of(value, "smiles")
