"""Names of lipids in the style of LIPID MAPS: ``9Z-octadecenoyl`` for ``(9Z)-octadec-9-enoyl``.

Each descriptor gives a position and a configuration at once, where OPSIN expects a locant as well.
"""

from __future__ import annotations

import re

from gaba_analogs.regex import regex

_CHAIN = (
    r"(?:but|pent|hex|hept|oct|non|dec|undec|dodec|tridec|tetradec|pentadec|hexadec|heptadec|octadec|nonadec|[ei]?icos"
    r"|henicos|heneicos|docos|tricos|tetracos|pentacos|hexacos|octacos|triacont|prost)"
)
_MANY = {"": 1, "di": 2, "tri": 3, "tetra": 4, "penta": 5, "hexa": 6}
_DOUBLE_BONDS = regex(
    rf"(?<![\w'])(?P<open>\()?(?P<list>\d{{1,2}}[EZ](?:,\d{{1,2}}[EZ])*)(?(open)\))-(?P<chain>{_CHAIN})"
    r"(?:a(?P<many>di|tri|tetra|penta|hexa))?en(?=o|a|y|e|-\d)"
)
_CENTRES = regex(
    r"(?<![\w'])(?P<list>\d{1,2}[RS](?:,\d{1,2}[RS])*)-(?P<many>di|tri|tetra)?"
    r"(?P<group>hydroxy|hydroperoxy|amino|methyl|methoxy)(?=[a-z(-])"
)
_LETTERS = regex("[A-Z]")
_DESCRIPTOR = regex(r"\d[EZRS](?:,\d|\)?-)")


def _with_double_bonds(match: re.Match[str]) -> str:
    many, listed = match["many"] or "", match["list"]
    if listed.count(",") + 1 != _MANY[many]:
        return match[0]
    linked = f"{match['chain']}{'a' if many else ''}-{_LETTERS.sub('', listed)}-{many}en"
    return f"({listed})-{linked}"


def _with_centres(match: re.Match[str]) -> str:
    many, listed = match["many"] or "", match["list"]
    if listed.count(",") + 1 != _MANY[many]:
        return match[0]
    return f"({listed})-{_LETTERS.sub('', listed)}-{many}{match['group']}"


def with_locants(name: str) -> str:
    """Give the double bonds and groups of a lipid's name the locants that their descriptors imply.

    Examples
    --------
    >>> with_locants("1-hexadecanoyl-2-(9Z-octadecenoyl)-sn-glycero-3-phosphocholine")
    '1-hexadecanoyl-2-((9Z)-octadec-9-enoyl)-sn-glycero-3-phosphocholine'
    >>> with_locants("5S-hydroxy-6E,8Z,11Z,14Z-eicosatetraenoic acid")
    '(5S)-5-hydroxy-(6E,8Z,11Z,14Z)-eicosa-6,8,11,14-tetraenoic acid'
    >>> with_locants("(9Z)-octadec-9-enoic acid")
    '(9Z)-octadec-9-enoic acid'
    """
    if _DESCRIPTOR.search(name) is None:
        return name
    return _CENTRES.sub(_with_centres, _DOUBLE_BONDS.sub(_with_double_bonds, name))
