"""An InChI of relative configuration (/s2, /s3) says that either hand may be drawn."""

import pytest

from gaba_analogs.api.verify import verify

# FeOs, parameters/pcsaft/esper2023.json, with its names in small letters (CAS 822-50-4 and 3296-50-2)
DIMETHYLCYCLOPENTANE = {
    "name": "trans-1,2-dimethylcyclopentane",
    "iupac_name": "(1r,2r)-1,2-dimethylcyclopentane",
    "smiles": "C[C@H]1CCC[C@@H]1C",
    "inchi": "InChI=1/C7H14/c1-6-4-3-5-7(6)2/h6-7H,3-5H2,1-2H3/t6-,7-/s2",
}
HYDRINDANE = {
    "iupac_name": "(3ar,7ar)-2,3,3a,4,5,6,7,7a-octahydro-1h-indene",
    "smiles": "C1CC[C@H]2CCC[C@@H]2C1",
    "inchi": "InChI=1/C9H16/c1-2-5-9-7-3-6-8(9)4-1/h8-9H,1-7H2/t8-,9-/s2",
}
ABSOLUTE = "InChI=1S/C7H14/c1-6-4-3-5-7(6)2/h6-7H,3-5H2,1-2H3/t6-,7-/m0/s1"


@pytest.mark.names
@pytest.mark.parametrize(
    ("record", "suspects"),
    [
        pytest.param(DIMETHYLCYCLOPENTANE, (), id="either-hand"),
        pytest.param(HYDRINDANE, (), id="either-hand-of-a-bicycle"),
        pytest.param({**DIMETHYLCYCLOPENTANE, "inchi": ABSOLUTE}, ("iupac_name",), id="absolute"),
        pytest.param(
            {**DIMETHYLCYCLOPENTANE, "iupac_name": "(1r,2s)-1,2-dimethylcyclopentane"}, ("iupac_name",), id="epimer"
        ),
        pytest.param(
            {**DIMETHYLCYCLOPENTANE, "iupac_name": "(1r,3r)-1,3-dimethylcyclopentane"}, ("iupac_name",), id="isomer"
        ),
    ],
)
def test_drawing_and_name_of_opposite_hands(record, suspects):
    """Beside a relative InChI a drawing and a name of opposite hands are one compound; an epimer is another."""
    assert verify(record).suspects == suspects
