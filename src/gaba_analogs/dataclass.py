"""Dataclasses whose methods are compiled when they are first called.

Python writes and compiles up to six methods for every dataclass. That takes half a millisecond, and the hundred classes
that one record needs took a quarter of the time in which a command for it starts.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, FrozenInstanceError, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, eq=True, repr=True, slots=False, kw_only=False):  # noqa: A002, ANN001, ANN201
        """Make a dataclass, as Python's own decorator does.

        Its signature is known after the first instance: the classes that users make have Python's own decorator.
        """

        def made(cls: type) -> type:
            own = vars(cls).keys()
            cls = dataclasses.dataclass(cls, init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)
            for name, method in _methods(cls, frozen=frozen, eq=eq, shown=repr, slots=slots):
                if name not in own:
                    setattr(cls, name, method)
            return cls

        return made if cls is None else made(cls)


__all__ = ["dataclass"]

Method = Callable[..., Any]


def _methods(cls: type, *, frozen: bool, eq: bool, shown: bool, slots: bool) -> Iterator[tuple[str, Method | None]]:
    """Give the methods of a class: ``__init__`` compiles itself when it is called, the others need not be compiled."""

    def first(self: Any, /, *given: Any, **named: Any) -> None:  # noqa: ANN401  # whatever the fields hold
        init = _compiled_init(cls, frozen=frozen)
        cls.__init__ = init  # type: ignore[misc]
        init(self, *given, **named)

    yield "__init__", first
    if shown:
        yield "__repr__", _repr
    if eq:
        compared = _values_of([field.name for field in fields(cls) if field.compare])

        def equal(self: Any, other: object) -> Any:  # noqa: ANN401
            return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

        yield "__eq__", equal
        yield "__hash__", (lambda self: hash(compared(self))) if frozen else None
    if frozen:
        yield "__setattr__", _refuse_to_assign
        yield "__delattr__", _refuse_to_delete
    if frozen and slots:
        yield "__getstate__", _state
        yield "__setstate__", _set_state


def _compiled_init(cls: type, *, frozen: bool) -> Method:
    """Write the method that takes the values of the fields, and compile it."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_none_given": MISSING}
    given: list[str] = []
    named: list[str] = []
    lines: list[str] = []
    for field in fields(cls):
        name, value, default = field.name, field.name, ""
        if field.default_factory is not MISSING:
            known[f"_make_{name}"] = field.default_factory
            value, default = f"_make_{name}() if {name} is _none_given else {name}", "=_none_given"
            if not field.init:
                value = f"_make_{name}()"
        elif field.default is not MISSING:
            known[f"_default_{name}"] = field.default
            default = f"=_default_{name}"
            if not field.init:
                value = f"_default_{name}"
        elif not field.init:
            continue
        if field.init:
            (named if field.kw_only else given).append(name + default)
        lines.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    taken = ", ".join(["self", *given, *(["*", *named] if named else [])])
    exec(f"def __init__({taken}):\n " + "\n ".join(lines or ["pass"]), known)  # noqa: S102  # of our own classes
    init: Method = known["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__annotations__ = {field.name: field.type for field in fields(cls) if field.init}
    return init


def _values_of(names: Sequence[str]) -> Method:
    """Give what gives the values of some fields, together."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _repr(self: Any) -> str:  # noqa: ANN401
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse_to_assign(self: object, name: str, value: object) -> None:  # noqa: ARG001  # as of any object
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:  # noqa: ARG001  # likewise
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:  # noqa: ANN401
    return [getattr(self, field.name) for field in fields(self)]


def _set_state(self: Any, state: Sequence[Any]) -> None:  # noqa: ANN401
    for field, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
