"""Files in, records out: what was stated, as typed, with its place.

`read` chooses the reader by the name and content of an input, and loads only that one. Values are not
checked here. Who needs one reader alone loads nothing of the rest: every name below loads its module when
it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gaba_analogs.readers.catalogue import SUFFIXES
    from gaba_analogs.readers.reading import Say, read, read_content, refuse_address

__all__ = ["SUFFIXES", "Say", "read", "read_content", "refuse_address"]

_HOMES = {"SUFFIXES": "catalogue"}


def __getattr__(name: str) -> Any:  # noqa: ANN401  # whatever the module has
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'reading')}"), name)
