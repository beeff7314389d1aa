"""Regular expressions that are compiled when they are first used.

The package has more than four hundred, of which one record needs some fifty. To compile them all takes a tenth of the
time in which a command for one record starts.
"""

import re
from typing import Any, cast

_MEMBERS = tuple(name for name in dir(re.Pattern) if not name.startswith("_") and name != "pattern")


class _Regex:
    """The text and flags of a regular expression; the rest of its members come when the first of them is asked for."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self._given = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever a compiled expression has
        if name not in _MEMBERS:
            raise AttributeError(name, name=name, obj=self)
        compiled = re.compile(self.pattern, self._given)
        self.__dict__.update({member: getattr(compiled, member) for member in _MEMBERS})
        return self.__dict__[name]

    def __repr__(self) -> str:
        return f"regex({self.pattern!r}, {self._given!r})"


def regex(text: str, flags: int = 0) -> re.Pattern[str]:
    r"""Give a regular expression that is compiled at its first use.

    For constants of modules. The functions of `re` do not take it: write ``DIGITS.sub("", text)``.

    Examples
    --------
    >>> DIGITS = regex(r"\d+")
    >>> DIGITS.findall("C10H12ClNO2")
    ['10', '12', '2']
    """
    return cast("re.Pattern[str]", _Regex(text, flags))
