"""What an operator decides: limits, names, PubChem, proxies."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

from gaba_analogs.errors import OptionError

PREFIX = "GABA_ANALOGS_WEB_"
"""Beginning of the environment variables that set these."""


@dataclass(frozen=True)
class Settings:
    """The settings of the service.

    Parameters
    ----------
    workers
        Processes that verify [-]; 0 for one per core.
    names
        False to leave systematic names unread, which needs no Java.
    pubchem
        True to let a request ask that PubChem be looked up; it never is without.
    largest
        Largest body of a request [bytes].
    records
        Most records of a request [-].
    timeout
        Longest time for a record [s].
    patience
        Longest time for a request, waiting included, and for its body to arrive [s].
    rate
        Requests that a client may make in a minute [-]; 0 for any number.
    waiting
        Most requests that wait for a worker [-]; one more is told to come back.
    proxies
        Proxies in front [-], whose word on the address of the client counts.
    editor
        Folder of the structure editor JSME (the package jsme-editor, unpacked); empty for none.
    """

    workers: int = 0
    names: bool = True
    pubchem: bool = False
    largest: int = 1_000_000
    records: int = 200
    timeout: float = 10.0
    patience: float = 60.0
    rate: int = 120
    waiting: int = 64
    proxies: int = 0
    editor: str = ""

    def __post_init__(self) -> None:
        """Refuse what makes no sense."""
        for name, least in _LEAST.items():
            if getattr(self, name) < least:
                raise OptionError(f"{name}: must be at least {least:g}")
        if self.editor and not Path(self.editor, "jsme.nocache.js").is_file():
            raise OptionError(f"editor: no jsme.nocache.js in {self.editor}: give the unpacked package jsme-editor")

    @classmethod
    def from_environment(cls, variables: Mapping[str, str] | None = None) -> Self:
        """Read the settings of an ASGI server's environment.

        Parameters
        ----------
        variables
            The environment; None for that of the process.

        Examples
        --------
        >>> Settings.from_environment({"GABA_ANALOGS_WEB_RECORDS": "50", "GABA_ANALOGS_WEB_NAMES": "no"}).names
        False
        """
        given = os.environ if variables is None else variables
        found: dict[str, object] = {}
        for field in fields(cls):
            text = given.get(PREFIX + field.name.upper())
            if text is not None:
                found[field.name] = _value(field.name, text, type(field.default))
        return cls(**found)  # type: ignore[arg-type]  # by the types of the defaults

    def to_environment(self) -> dict[str, str]:
        """Give the variables that say the same."""
        return {PREFIX + field.name.upper(): str(getattr(self, field.name)) for field in fields(self)}


_LEAST = {
    "workers": 0, "largest": 1, "records": 1, "timeout": 0.1, "patience": 1, "rate": 0, "waiting": 1, "proxies": 0,
}  # fmt: skip
_SWITCH = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False, "off": False}


def _value(name: str, text: str, kind: type) -> object:
    try:
        return _SWITCH[text.strip().lower()] if kind is bool else kind(text)
    except (KeyError, ValueError):
        raise OptionError(f"{PREFIX}{name.upper()}={text!r}: expected {_WORDS[kind]}") from None


_WORDS = {bool: "yes or no", int: "a whole number", float: "a number", str: "text"}
