"""What is said of a record that is not verified."""

from __future__ import annotations

import pytest

from gaba_analogs.api.verify import verify
from gaba_analogs.record import StructureRecord
from gaba_analogs.results.wording import sentence


@pytest.mark.parametrize(
    ("fields", "stated"),
    [
        pytest.param({"identity": "R1", "name": "R1"}, "an identifier", id="identifier"),
        pytest.param({"identity": "R1", "name": "GABA"}, "name", id="name"),
        pytest.param({"identity": "R1", "name": "R1", "cas": "56-12-2"}, "CAS number", id="cas"),
        pytest.param({"name": "GABA"}, "name", id="name-alone"),
    ],
)
def test_what_is_stated(fields, stated):
    """A record takes the name of its identifier where it states none, which is not called a name."""
    report = verify(StructureRecord(**fields), names=False)

    assert sentence(report) == f"nothing to compare: only {stated} is stated"
