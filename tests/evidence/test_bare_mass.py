"""A mass of which the heading does not say the kind (baclofen: PubChem, CID 2284; dibromomethane, CID 3024)."""

from __future__ import annotations

import pytest

from gaba_analogs.api.verify import verify
from gaba_analogs.record import StructureRecord


@pytest.mark.parametrize(
    ("formula", "mass", "verdict"),
    [
        pytest.param("C10H12ClNO2", "213.66", "verified", id="average"),
        pytest.param("C10H12ClNO2", "213.0557", "verified", id="monoisotopic"),
        pytest.param("C10H12ClNO2", "213", "verified", id="nominal"),
        pytest.param("CH2Br2", "173.8503", "verified", id="most-abundant"),
        pytest.param("C10H12ClNO2", "214.0629", "inconsistent", id="protonated"),
        pytest.param("C10H12ClNO2", "212.66", "inconsistent", id="wrong"),
    ],
)
@pytest.mark.parametrize("heading", ["Mass", "mass (Da)", "Nominal mass", "nominal_mass"])
def test_a_bare_mass_is_either(formula, mass, verdict, heading):
    """It is right if it is the average or the monoisotopic mass, and wrong if it is neither."""
    record = StructureRecord(formula=formula, molecular_weight=mass, labels={"molecular_weight": heading})

    assert verify(record, names=False).verdict == verdict


def test_a_stated_kind_is_kept_to():
    """Under the heading of the average mass the monoisotopic one is wrong."""
    record = StructureRecord(
        formula="C10H12ClNO2", molecular_weight="213.0557", labels={"molecular_weight": "Average mass"}
    )

    assert verify(record, names=False).verdict == "inconsistent"


@pytest.mark.parametrize(("mass", "correction"), [("113.66", "213.66"), ("113", None)])
def test_a_whole_number_is_not_corrected(mass, correction):
    """It may have been the nominal mass, or an average mass that was rounded: 213 and 214 g/mol for baclofen."""
    record = StructureRecord(
        smiles="NCC(CC(=O)O)c1ccc(Cl)cc1",
        formula="C10H12ClNO2",
        molecular_weight=mass,
        labels={"molecular_weight": "Mass"},
    )
    report = verify(record, names=False)

    assert (report.suspects, report.corrections.get("molecular_weight")) == (("molecular_weight",), correction)
