"""The verifier as a service: one page, and ``POST /api/verify``; ``gaba_analogs.web:app`` for any ASGI server.

Nothing is stored, no file of the server is read, no address is fetched, and PubChem is asked only where the operator
switched it on. The framework is the extra ``web``; `import gaba_analogs` does not load it.
"""

from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:  # noqa: ANN401  # an ASGI application
    """Make the application when a server asks for it, with the settings of the environment."""
    if name != "app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from gaba_analogs.web.application import create_app  # noqa: PLC0415 - loads the framework
    from gaba_analogs.web.settings import Settings  # noqa: PLC0415 - likewise

    app = create_app(Settings.from_environment())
    globals()["app"] = app
    return app
