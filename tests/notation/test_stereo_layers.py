"""InChIs with other stereo layers."""

import pytest

from gaba_analogs.notation.stereo_layers import stereo_layers

# All InChIs by the InChI software, 1.07, from SMILES.
THREONINE = "InChI=1S/C4H9NO3/c1-2(6)3(5)4(7)8/h2-3,6H,5H2,1H3,(H,7,8)/t2-,3+/m1/s1"
PENTANETRIOL = "InChI=1S/C5H12O3/c1-3(6)5(8)4(2)7/h3-8H,1-2H3"
SORBIC = "InChI=1S/C6H8O2/c1-2-3-4-5-6(7)8/h2-5H,1H3,(H,7,8)/b3-2+,5-4+"
ALANINE_TWICE = "InChI=1S/2C3H7NO2/c2*1-2(4)3(5)6/h2*2H,4H2,1H3,(H,5,6)/t2*2-/m00/s1"
LABELLED = "InChI=1S/C3H7NO2/c1-2(4)3(5)6/h2H,4H2,1H3,(H,5,6)/t2-/m0/s1/i1D3"


@pytest.mark.parametrize(
    ("inchi", "signs", "expected"),
    [
        pytest.param(THREONINE, {(0, 2): "-"}, "/t2-,3-/m0/s1", id="one-inverted"),
        pytest.param(THREONINE, {(0, 3): "?"}, "/t2-,3?/m1/s1", id="one-open"),
        pytest.param(THREONINE, {(0, 2): "?"}, "/t2?,3-/m0/s1", id="the-first-open"),
        pytest.param(THREONINE, {(0, 2): "?", (0, 3): "?"}, "/h2-3,6H,5H2,1H3,(H,7,8)", id="all-open"),
        pytest.param(SORBIC, {(0, "5-4"): "-"}, "/b3-2+,5-4-", id="other-geometry"),
        pytest.param(SORBIC, {(0, "3-2"): "?"}, "/b3-2?,5-4+", id="one-double-bond-open"),
        pytest.param(f"{PENTANETRIOL}/t3-,4+,5?", {(0, 4): "?"}, "/t3-,4?,5?/m0/s1", id="no-longer-meso"),
        pytest.param(ALANINE_TWICE, {(1, 2): "+"}, "/t2*2-/m01/s1", id="two-components"),
        pytest.param(ALANINE_TWICE, {(1, 2): "?"}, "/t2-;/m0./s1", id="one-component-open"),
        pytest.param(LABELLED, {(0, 2): "+"}, "/t2-/m1/s1/i1D3", id="labels-stay"),
    ],
)
def test_written(inchi, signs, expected):
    """An InChI is written with other parities as the InChI software writes that isomer."""
    layers = stereo_layers(inchi)

    assert any(text.endswith(expected) for text in layers.written({**layers.signs, **signs}))


def test_written_as_it_is():
    """With its own parities an InChI comes back."""
    for inchi in (THREONINE, PENTANETRIOL, f"{PENTANETRIOL}/t3-,4+,5?", SORBIC, ALANINE_TWICE, LABELLED):
        layers = stereo_layers(inchi)

        assert inchi in list(layers.written(layers.signs))


def test_labels_left_out():
    """The labels can be left out."""
    layers = stereo_layers(LABELLED)

    assert list(layers.written(layers.signs, labels=False)) == [LABELLED.removesuffix("/i1D3")]


@pytest.mark.parametrize(
    "inchi",
    [
        pytest.param("InChI=1S/C2H6O/c1-2-3/h3H,2H2,1H3/i2D/t2-/m1/s1", id="stereo-made-by-labels"),
        pytest.param("InChI=1/C4H10O/c1-3-4(2)5/h4-5H,3H2,1-2H3/t4-/s2", id="not-standard"),
    ],
)
def test_not_read(inchi):
    """Layers that follow other rules are not read."""
    assert stereo_layers(inchi) is None
