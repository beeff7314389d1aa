"""Names whose brackets may be meant in another way than OPSIN takes them.

By the rules of IUPAC ``[(4-chlorophenyl)methylamino]`` is a benzylamine; in an index name in the style of CAS its
nitrogen has two groups. Catalogues write ``(2-ethyl)hexyl`` for 2-ethylhexyl, ``dibromomethylsilane`` for
dibromo(methyl)silane, ``hydroxyethyl`` for the 1- as for the 2-hydroxyethyl group, and PubChem ``dioxolane`` and
``triazine`` for the rings whose oxygens or nitrogens are neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from gaba_analogs.regex import regex

MOST_BRACKETINGS = 4
"""Most other bracketings [-] of a name that are tried."""

_CHAIN = r"(?:meth|eth|prop|but|pent|hex|hept|oct|non|dec|undec|dodec)"
_LOCATED_ALKYL = regex(
    rf"\((?P<inner>\d{{1,2}}'?(?:,\d{{1,2}}'?)*-(?:di|tri)?{_CHAIN}yl)\)(?P<outer>(?:cyclo)?{_CHAIN}(?:yl|oxy)|phenyl|phenoxy|benzyl)",
    re.IGNORECASE,
)
_TWO_ON_NITROGEN = regex(
    rf"(?<=[)\]}}])((?:cyclo|iso)?{_CHAIN}yl|phenyl|benzyl)(?=amin[oe]|carbamoyl|sulfamoyl|phosphanyl|phosphino)",
    re.IGNORECASE,
)
_SEVERAL = regex(r"(?<![\w',])\d{1,2}(?:,\d{1,2})+-(?:bis|tris)(?=[(\[{])", re.IGNORECASE)
_ON_SILICON = regex(
    rf"(?P<halogens>(?:di|tri)?(?:fluoro|chloro|bromo|iodo))(?P<alkyl>{_CHAIN}yl)-?(?=(?:sil|germ|stann)ane\b)",
    re.IGNORECASE,
)
_UNNUMBERED = r"(?<![\d,'][-\]])(?<![a-z]cyclo)(?<!benzo)(?<!\])"
_UNNUMBERED_RING = regex(rf"{_UNNUMBERED}(?:diox|dithi|oxathi)(?=(?:(?:ol)?an|ol)(?:e\b|-\d))", re.IGNORECASE)
_UNNUMBERED_TRIAZINE = regex(rf"{_UNNUMBERED}triazin(?=e(?:\b|-\d)|-\d)", re.IGNORECASE)
_UNNUMBERED_ETHYL = regex(
    r"(?<=[\dN]-)(?P<group>hydroxy|fluoro|chloro|bromo|iodo|amino|cyano|methoxy|phenyl)ethyl(?!id|en)(?=[-a-z\s)]|$)",
    re.IGNORECASE,
)
_BEARER = regex(rf"{_CHAIN}(?:yl|oxy)", re.IGNORECASE)


def other_bracketings(name: str) -> list[str]:
    """Give the spellings of a name with its brackets as they may be meant; none where they leave nothing open.

    Examples
    --------
    >>> other_bracketings("2-[(4-chlorophenyl)methylamino]ethanol")
    ['2-[(4-chlorophenyl)(methyl)amino]ethanol']
    >>> other_bracketings("(2-ethyl)hexyl acetate"), other_bracketings("2-ethylhexyl acetate")
    (['(2-ethylhexyl) acetate'], [])
    >>> other_bracketings("1,1-bis(trifluoromethyl)methoxybenzene")
    ['(1,1-bis(trifluoromethyl)methoxy)benzene']
    >>> other_bracketings("dibromomethylsilane"), other_bracketings("dioxolane")
    (['dibromo(methyl)silane'], ['1,2-dioxolane'])
    >>> other_bracketings("4-methyl-4-hydroxyethyl-1,3-dioxane")
    ['4-methyl-4-(1-hydroxyethyl)-1,3-dioxane']
    """
    found = [
        *_rewritten(name, _LOCATED_ALKYL, r"(\g<inner>\g<outer>)"),
        *_rewritten(name, _TWO_ON_NITROGEN, r"(\1)"),
        *_gathered(name),
        *_rewritten(name, _ON_SILICON, r"\g<halogens>(\g<alkyl>)"),
        *_rewritten(name, _UNNUMBERED_RING, r"1,2-\g<0>"),
        *_rewritten(name, _UNNUMBERED_TRIAZINE, r"1,2,3-\g<0>"),
        *_rewritten(name, _UNNUMBERED_ETHYL, r"(1-\g<group>ethyl)"),
    ]
    return list(dict.fromkeys(found))[:MOST_BRACKETINGS]


def _rewritten(name: str, pattern: re.Pattern[str], replacement: str) -> Iterator[str]:
    """Rewrite every place of a pattern, then each by itself."""
    places = list(islice(pattern.finditer(name), MOST_BRACKETINGS))
    if places:
        yield pattern.sub(replacement, name)
    for place in places:
        yield f"{name[: place.start()]}{place.expand(replacement)}{name[place.end() :]}"


def _gathered(name: str) -> Iterator[str]:
    """Put several equal groups into one bracket with the chain that follows them."""
    for several in islice(_SEVERAL.finditer(name), MOST_BRACKETINGS):
        bearer = _BEARER.match(name, _end_of_bracket(name, several.end()))
        if bearer is not None:
            yield f"{name[: several.start()]}({name[several.start() : bearer.end()]}){name[bearer.end() :]}"


def _end_of_bracket(name: str, start: int) -> int:
    """Give the place behind the bracket that opens at a place, or the end of a name that does not close it."""
    depth = 0
    for place in range(start, len(name)):
        depth += (name[place] in "([{") - (name[place] in ")]}")
        if depth == 0:
            return place + 1
    return len(name)
