"""Dataclasses whose methods are compiled when they are first called."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from dataclasses import FrozenInstanceError, field

import pytest

from gaba_analogs.dataclass import dataclass as light

KINDS = [
    pytest.param({}, id="plain"),
    pytest.param({"slots": True}, id="slots"),
    pytest.param({"frozen": True}, id="frozen"),
    pytest.param({"frozen": True, "slots": True}, id="frozen-slots"),
    pytest.param({"frozen": True, "kw_only": True}, id="keywords"),
    pytest.param({"eq": False, "repr": False}, id="bare"),
]


def molecule(dataclass, **options):
    """Make a dataclass that has every kind of field."""

    @dataclass(**options)
    class Molecule:
        name: str
        atoms: tuple[str, ...] = field(default_factory=tuple)
        charge: int = 0
        source: str | None = field(default=None, compare=False, repr=False)
        seen: int = field(default=1, init=False)
        names: tuple[str, ...] = field(default_factory=tuple, init=False)

    return Molecule


@light(frozen=True, slots=True)
class Ion:
    """An ion, where pickle finds it."""

    symbol: str
    charge: int = 1

    def __hash__(self):
        return 7


@pytest.mark.parametrize("options", KINDS)
def test_as_pythons_own(options):
    """Values, their text, comparison and hash are those of Python's own dataclass."""
    own, ours = (molecule(dataclass, **options) for dataclass in (dataclasses.dataclass, light))
    given = [{"name": "GABA"}, {"name": "GABA", "source": "x"}, {"name": "GABA", "charge": -1}]

    def seen(kind):
        made = [kind(**one) for one in given]
        texts = [repr(one).partition(" object at ")[0] for one in made] if options.get("repr", True) else []
        return (
            [dataclasses.asdict(one) for one in made],
            texts,
            [[a == b for b in made] for a in made],
            kind.__hash__ is not None and options.get("eq", True) and hash(made[1]),
            [one.name for one in dataclasses.fields(kind)],
            kind.__match_args__,
            dataclasses.replace(made[0], name="baclofen").name,
        )

    assert seen(ours) == seen(own)


def test_frozen():
    """A frozen instance refuses to be changed, as Python's own does."""
    one = molecule(light, frozen=True)("GABA")

    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'name'"):
        one.name = "baclofen"
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'name'"):
        del one.name


def test_what_is_missing_is_named():
    """A call that lacks a value is refused in the words of Python, at the first instance and afterwards."""
    kind = molecule(light)

    for _ in range(2):
        with pytest.raises(TypeError, match=r"Molecule\.__init__\(\) missing 1 required positional argument: 'name'"):
            kind()


def test_signature():
    """After the first instance the signature is known."""
    kind = molecule(light, kw_only=True)
    kind(name="GABA")

    assert [str(one) for one in inspect.signature(kind).parameters.values()][:1] == ["name: 'str'"]


def test_methods_of_the_class_stay():
    """A method that a class has of its own is not replaced."""
    assert hash(Ion("Na")) == 7


def test_copies():
    """A frozen instance with slots is copied and sent to other processes."""
    calcium = Ion("Ca", 2)

    assert copy.copy(calcium) == pickle.loads(pickle.dumps(calcium)) == calcium  # noqa: S301 - our own


def test_children():
    """A class has the fields of its base before its own, and is equal to instances of its own class alone."""

    @light(frozen=True)
    class Base:
        name: str

    @light(frozen=True)
    class Child(Base):
        mass: float = 0.0

        def __post_init__(self):
            object.__setattr__(self, "doubled", 2 * self.mass)

    assert (Child("GABA", 103.1).doubled, Base("GABA") == Child("GABA")) == (206.2, False)


def test_nothing_is_compiled_before_the_first_call():
    """A class that has no instance has no method that was compiled from a text."""
    methods = [one for one in vars(molecule(light, frozen=True, slots=True)).values() if inspect.isfunction(one)]

    assert methods
    assert [one for one in methods if one.__code__.co_filename == "<string>"] == []
