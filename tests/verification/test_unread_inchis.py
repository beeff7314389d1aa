"""InChIs that the InChI software does not read back are compared by what they say, and never called unreadable."""

from __future__ import annotations

import pytest

from gaba_analogs.api.verify import verify
from gaba_analogs.chemistry.structure import key_of

# Diborane and decaborane with their bridging hydrogens, hydrogen difluoride and the Zundel ion: InChI Technical Manual,
# "bridging hydrogen"; the icosahedral ions and carborane: graphs written out by hand
DIBORANE = "InChI=1S/B2H6/c1-3-2-4-1/h1-2H2"
DECABORANE = "InChI=1S/B10H14/c1-2-5(1)6-3-7(5,11-1)8(2,6,12-2)9(3,4,11)10(3,6)13-4/h1-10H"
CARBORANE = "InChI=1S/C2H12B10/c1-2-3(1)5(1)7(1)9(3)11(5,7,9)12(5,6,9)10(2,3)8(2,4)6/h1-12H"
DIFLUORIDE = "InChI=1S/F2H/c1-3-2/q-1"
ZUNDEL = "InChI=1S/H5O2/c1-3-2/h1-2H2/q+1"
PROTON, HYDRON = "InChI=1S/p+1", "InChI=1S/p+1/i/hH"
POLYMER = "InChI=1B/C2H4Zz2/c3-1-2-4/z101-1-2(4-2,3-1)"


@pytest.mark.parametrize(
    ("inchi", "fields", "verdict"),
    [
        pytest.param(DIBORANE, {"formula": "B2H6"}, "verified", id="diborane"),
        pytest.param(DIBORANE, {"formula": "B2H4"}, "inconsistent", id="diborane-with-another-formula"),
        pytest.param(DIBORANE, {"smiles": "B.B"}, "unverified", id="diborane-and-two-boranes"),
        pytest.param(DIBORANE, {"smiles": "BB"}, "inconsistent", id="diborane-and-diborane-4"),
        pytest.param(DECABORANE, {"formula": "B10H14", "inchikey": key_of(DECABORANE)}, "verified", id="decaborane"),
        pytest.param(DECABORANE, {"formula": "B10H12"}, "inconsistent", id="decaborane-with-another-formula"),
        pytest.param(CARBORANE, {"formula": "C2H12B10"}, "verified", id="carborane"),
        pytest.param(CARBORANE, {"inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N"}, "inconsistent", id="key-of-another"),
        pytest.param(CARBORANE.replace("(2,4)6", "(2,4)16"), {"formula": "C2H12B10"}, "inconsistent", id="atom-16"),
        pytest.param(DIFLUORIDE, {"formula": "HF2", "charge": "-1"}, "verified", id="hydrogen-difluoride"),
        pytest.param(DIFLUORIDE, {"smiles": "F[H-]F"}, "verified", id="hydrogen-difluoride-drawn"),
        pytest.param(DIFLUORIDE, {"smiles": "[F-].F"}, "unverified", id="fluoride-and-hydrogen-fluoride"),
        pytest.param(DIFLUORIDE, {"smiles": "F.F"}, "inconsistent", id="hydrogen-fluoride-twice"),
        pytest.param(ZUNDEL, {"formula": "H5O2+"}, "verified", id="zundel-ion"),
        pytest.param(PROTON, {"smiles": "[H+]", "inchikey": key_of(PROTON)}, "verified", id="proton"),
        pytest.param(HYDRON, {"smiles": "[1H+]", "formula": "H+"}, "verified", id="hydron"),
        pytest.param(HYDRON, {"formula": "H2+"}, "inconsistent", id="hydron-with-another-formula"),
        pytest.param(POLYMER, {"formula": "(C2H4)n", "inchikey": key_of(POLYMER)}, "unverified", id="polymer"),
        pytest.param("InChI=1S/Mu", {"formula": "Mu"}, "unverified", id="muonium"),
    ],
)
def test_inchi_is_compared_by_what_it_says(inchi, fields, verdict):
    """Composition and key of an InChI are compared where the InChI software cannot read its structure."""
    assert verify({"inchi": inchi, **fields}, names=False).verdict == verdict
