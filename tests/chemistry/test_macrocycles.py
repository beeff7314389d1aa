"""Porphyrins and other conjugated macrocycles: the ring fixes the geometry of its double bonds."""

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


# SMILES and keys: ChemAxon Marvin 19.27 (InChI 1.05), theses of the University of Alabama, UALIB_ChemStructures; the
# last key is that of the E isomer of cyclopentadecene (PubChem) with letters of another
@pytest.mark.parametrize(
    ("smiles", "inchikey", "verdict"),
    [
        pytest.param(
            r"S1C2=CC=C1\C=C/C1=CC=C(S1)\C=C/C1=CC=C(S1)\C=C/2",
            "CDEXOONVUKTYMM-FYIRIZDNSA-N",
            "verified",
            id="three-thiophenes",
        ),
        pytest.param(
            r"S1C2=CC=C1C=C1S\C(C=C1)=C/C=C1\SC(C=C1)=CC1=CC=C(S1)\C=C/2",
            "LRTKOUYJKVEMEJ-HOKRSXJHSA-N",
            "verified",
            id="quinoid",
        ),
        pytest.param(
            r"CN1C2=CC=C1C1=CC=C(S1)\C=C/C1=CC=C(S1)C1=CC=C(N1C)C1=CC=C(S1)\C=C/C1=CC=C2S1",
            "HZZGBUFFRCXFAW-ZHJSWXAHSA-N",
            "verified",
            id="pyrroles",
        ),
        pytest.param(
            r"S1C2=CC=C1\C=C/C1=CC=C(S1)\C=C/C1=CC=C(S1)\C=C/2",
            "LRTKOUYJKVEMEJ-HOKRSXJHSA-N",
            "inconsistent",
            id="key-of-another",
        ),
        pytest.param(
            r"S1C2=CC=C1\C=C/C1=CC=C(S1)\C=C/C1=CC=C(S1)\C=C/2",
            "CDEXOONVUKTYMM-UHFFFAOYSA-N",
            "underspecified",
            id="flat-key",
        ),
        pytest.param(
            r"C1CCCCCCC/C=C\CCCCC1", "RVGPMWGXAJXTTO-FYIRIZDNSA-N", "inconsistent", id="marks-say-all-there-is"
        ),
    ],
)
def test_key_with_geometry_that_no_smiles_can_mark(smiles, inchikey, verdict):
    """Double bonds that run through a conjugated macrocycle are specified in a key alone, and prove nothing."""
    assert verify({"smiles": smiles, "inchikey": inchikey}, names=False).verdict == verdict
