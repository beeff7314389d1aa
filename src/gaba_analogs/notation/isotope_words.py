"""Isotope labels that a chemical name states in words: ``caffeine-d9``, ``[13C6]glucose``, ``deuterated``.

The reader is conservative: a D with a number may be a vitamin, a prostaglandin or a receptor, and 2H is the
hydrogen of ``naphthalen-1(2H)-one``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.stereodescriptors import plain_text
from gaba_analogs.regex import regex

_LOCANTS = r"(?:[\d,' ]+-)?"
_DEUTERIUM = regex(
    r"(?:(?<=[a-z])|(?<=[A-Z]{3})|(?<=[)\]]))(?:-|\s?(?=[\[(]))[\[(]?"
    rf"{_LOCANTS}(?:d(?P<small>[1-9]\d?)|D(?P<large>[5-9]|[1-9]\d))(?=$|[\s)\];]|,(?!\d))"
    rf"|(?<=\w)-\s?\[{_LOCANTS}d(?P<bracketed>[1-9]\d?)\]"
)
_SERIES = regex(
    r"(?:vitamin|calciferol|calcifediol|prostaglandin|leukotriene|resolvin|protectin|maresin|mycin|ginsenoside|receptor)s?$",
    re.IGNORECASE,
)
_IN_BRACKETS = regex(
    rf"[\[(](?:(?P<all>U-)|{_LOCANTS})(?:2H(?P<deuterium>[1-9]\d?)|(?P<mass>1[134](?=C)|15(?=N)|1[78](?=O)|18(?=F))(?P<symbol>[CNOF])(?P<count>\d{{0,2}}))[\])]",
    re.IGNORECASE,
)
_RADIOACTIVE = regex(
    rf"(?<!\d)\[{_LOCANTS}(?P<mass>3(?=H)|3[23](?=P)|35(?=S)|36(?=Cl)|7[67](?=Br)|12[345](?=I)|131(?=I))(?P<symbol>H|P|S|Cl|Br|I)"
    r"(?P<count>\d{0,2})\]"
)
"""In square brackets only: ``(35S)`` is a configuration, and ``4(3H)`` an added hydrogen."""
_COUNTED = regex(r"(?<![\w.])(?P<mass>13(?=C)|15(?=N))(?P<symbol>[CN])(?P<count>[1-9]\d?)(?![\w(])")
_ANY_DEUTERIUM = regex(r"(?<![A-Za-z\d])d\d|[^A-Za-z\d]2H\d|deuter")
_WORD = regex(r"(?<![a-z])(?<!non-)(?:per)?deuter(?:ated|iated)|deuterio", re.IGNORECASE)
_HINT = regex(r"[dD]\d|\d[CNOFPSIBcnofpsib]|[23][hH]|[dD]euter|<sup>")


@dataclass(frozen=True, slots=True)
class IsotopeWords:
    """What a name says about isotope labels.

    Parameters
    ----------
    labels
        (mass number, symbol) to number of atoms [-]; 0 where the name does not say how many.
    """

    labels: Mapping[tuple[int, str], int]

    def __str__(self) -> str:
        """Give the labels in short.

        Examples
        --------
        >>> str(IsotopeWords({(2, "H"): 9})), str(IsotopeWords({(13, "C"): 3, (2, "H"): 0}))
        ('d9', '13C3, deuterium')
        """
        return ", ".join(
            (f"d{n}" if n else "deuterium") if label == (2, "H") else f"{label[0]}{label[1]}{n or ''}"
            for label, n in self.labels.items()
        )


@lru_cache(maxsize=1024)
def isotope_words(name: str) -> IsotopeWords | None:
    """Read the isotope labels of a name; None where it states none.

    Examples
    --------
    >>> str(isotope_words("caffeine-d9")), str(isotope_words("[13C6]glucose"))
    ('d9', '13C6')
    >>> isotope_words("vitamin D3"), isotope_words("naphthalen-1(2H)-one")
    (None, None)
    """
    if not _HINT.search(name):
        return None
    name = plain_text(name)
    labels: dict[tuple[int, str], int] = {}
    counts = list(_found(name))
    for label, count in counts:
        labels[label] = 0 if 0 in {count, labels.get(label, count)} else labels.get(label, 0) + count
    if labels.get((2, "H")) and len(_ANY_DEUTERIUM.findall(name)) > sum(label == (2, "H") for label, _ in counts):
        labels[2, "H"] = 0  # there is another group whose labels are not read: phenyl-d5-alanine-2,3,3-d3
    return IsotopeWords(labels) if labels else None


def _found(name: str) -> Iterator[tuple[tuple[int, str], int]]:
    for match in _DEUTERIUM.finditer(name):
        if not _SERIES.search(name[: match.start()]):
            yield (2, "H"), int(match["small"] or match["large"] or match["bracketed"])
    for match in _IN_BRACKETS.finditer(name):
        if match["deuterium"]:
            yield (2, "H"), int(match["deuterium"])
        else:
            yield (int(match["mass"]), match["symbol"].upper()), 0 if match["all"] else int(match["count"] or 1)
    for match in _RADIOACTIVE.finditer(name):
        yield (int(match["mass"]), match["symbol"]), int(match["count"] or (match["symbol"] != "H"))
    bare = _IN_BRACKETS.sub("", name)
    for match in _COUNTED.finditer(bare):
        yield (int(match["mass"]), match["symbol"]), int(match["count"])
    if _WORD.search(name):
        yield (2, "H"), 0
