"""Porphyrins: the ring fixes the geometry of its double bonds."""

from __future__ import annotations

import pytest

from gaba_analogs.api.verify import verify

PROTOPORPHYRIN = "CC1=C(C2=CC3=NC(=CC4=C(C(=C(N4)C=C5C(=C(C(=N5)C=C1N2)C=C)C)C=C)C)C(=C3CCC(=O)O)C)CCC(=O)O"
HEME = "CC1=C(C2=CC3=C(C(=C([N-]3)C=C4C(=C(C(=N4)C=C5C(=C(C(=N5)C=C1[N-]2)C=C)C)C=C)C)C)CCC(=O)O)CCC(=O)O.[Fe+2]"


# Keys: PubChem, CIDs 4971 (protoporphyrin IX), 26945 (heme), 86280046 (porphine)
@pytest.mark.parametrize(
    ("smiles", "inchikey", "verdict"),
    [
        pytest.param(PROTOPORPHYRIN, "KSFOVUSSGSKXFI-UJJXFSCMSA-N", "verified", id="protoporphyrin"),
        pytest.param(PROTOPORPHYRIN, "KSFOVUSSGSKXFI-UHFFFAOYSA-N", "verified", id="flat-key"),
        pytest.param(HEME, "KABFMIBPWCXCRK-RGGAHWMASA-L", "verified", id="heme"),
        pytest.param(PROTOPORPHYRIN, "KABFMIBPWCXCRK-RGGAHWMASA-L", "inconsistent", id="without-the-iron"),
        pytest.param(PROTOPORPHYRIN, "KSFOVUSSGSKXFI-QTWCLDDMSA-N", "inconsistent", id="second-block-of-another"),
        pytest.param(
            "C1CCCCCCC/C=C/CCCCC1", "RVGPMWGXAJXTTO-UHFFFAOYSA-N", "inconsistent", id="a-macrocycle-that-is-not-rigid"
        ),
    ],
)
def test_key_with_the_geometry_of_the_ring(smiles, inchikey, verdict):
    """A key with or without the geometry that a porphyrin ring imposes is that of its SMILES."""
    assert verify({"smiles": smiles, "inchikey": inchikey}, names=False).verdict == verdict
