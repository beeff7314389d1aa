"""Properties that are computed once."""

from __future__ import annotations

from gaba_analogs.once import cached_property


class _Molecule:
    computed = 0

    @cached_property
    def formula(self) -> str:
        """Formula of GABA."""
        self.computed += 1
        return "C4H9NO2"


def test_a_property_is_computed_at_its_first_use_alone() -> None:
    """A second look takes the value of the first, until somebody takes it away."""
    gaba = _Molecule()

    first, second = gaba.formula, gaba.formula
    gaba.__dict__.pop("formula")

    assert (first, second, gaba.formula, gaba.computed) == ("C4H9NO2", "C4H9NO2", "C4H9NO2", 2)


def test_a_property_of_the_class_is_the_property_itself() -> None:
    """Documentation finds its text on the class."""
    assert _Molecule.formula.__doc__ == "Formula of GABA."
