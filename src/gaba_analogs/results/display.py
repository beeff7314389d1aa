"""How values show themselves: what draws them is registered here, so that a value imports none of it.

`gaba_analogs` registers the renderers when it is imported, by name; each loads when it is first used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Renderer = Callable[..., Any]

_RENDERERS: dict[str, Renderer] = {}


def register(renderers: Mapping[str, Renderer]) -> None:
    """Say how forms of display are made.

    Parameters
    ----------
    renderers
        Form, for example ``record as text``, to the function that makes it of a value.
    """
    _RENDERERS.update(renderers)


def shown(form: str, value: object, *arguments: object) -> Any:  # noqa: ANN401  # whatever the renderer gives
    """Show a value in a registered form.

    Examples
    --------
    >>> register({"length": len})
    >>> shown("length", "GABA")
    4
    """
    return _RENDERERS[form](value, *arguments)
