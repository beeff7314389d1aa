"""Names of several components."""

from gaba_analogs.names.components import components


def test_components():
    """Semicolons separate components, and entities are not components."""
    assert components("copper(1+);ethanoate") == ["copper(1+)", "ethanoate"]
    assert components("4-aminobutanoic&nbsp;acid") == ["4-aminobutanoic acid"]
