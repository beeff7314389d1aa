"""Names of several components."""

import pytest

from gaba_analogs.names.components import components, with_counts


def test_components():
    """Semicolons separate components, and entities are not components."""
    assert components("copper(1+);ethanoate") == ["copper(1+)", "ethanoate"]
    assert components("4-aminobutanoic&nbsp;acid") == ["4-aminobutanoic acid"]


@pytest.mark.parametrize(
    ("parts", "counts"),
    [
        (["piperazine", "acetic acid (1:2)"], {"piperazine": 1, "acetic acid": 2}),
        (["piperazine", "acetic acid (2:1) (salt)"], {"piperazine": 2, "acetic acid": 1}),
        (["zinc", "sodium", "acetic acid (1:1:3)"], {"zinc": 1, "sodium": 1, "acetic acid": 3}),
        (["piperazine", "acetic acid"], None),
        (["zinc", "sodium", "acetic acid (1:3)"], None),
        (["piperazine", "acetic acid (1:0)"], None),
    ],
)
def test_ratio(parts, counts):
    """A ratio behind the last component counts them where it has a number for each."""
    assert with_counts(parts) == counts
