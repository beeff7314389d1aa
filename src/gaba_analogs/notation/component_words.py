"""Words of a name that state an element, a counter-ion or water: ``5-chloro``, ``hydrochloride``, ``dihydrate``.

Only words that can mean nothing else are read: a halogen after a locant, a coenzyme A that ends the name, the words of
salts and of hydrates with a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from gaba_analogs.regex import regex

_MANY = r"(?:mono|di|tri|tetra|penta|hexa|hepta|octa|sesqui|hemi)"
_HALOGENS = {"fluoro": "F", "chloro": "Cl", "bromo": "Br", "iodo": "I"}
_HALOGEN = regex(
    rf"\d'?-\(?{_MANY}?(?P<word>fluoro|chloro|bromo|iodo)(?!gen|phyll)|(?:^|[-\s])(?P<per>perfluoro)", re.IGNORECASE
)
_COENZYME = regex(r"(?:^|[-\s)\]])(?:CoA|coenzyme A)$")
_SALTS = {
    "hydrochloride": "Cl",
    "hydrobromide": "Br",
    "hydroiodide": "I",
    "sodium": "Na",
    "potassium": "K",
    "lithium": "Li",
    "calcium": "Ca",
    "magnesium": "Mg",
}
_SALT = regex(rf"(?<![A-Za-z])(?P<many>{_MANY}?)(?P<word>{'|'.join(_SALTS)})(?![A-Za-z-])", re.IGNORECASE)
_HYDRATE = regex(rf"(?<=[\w)\]] ){_MANY}hydrate\b|(?<=chloride )hydrate\b|(?<=salt )hydrate\b", re.IGNORECASE)


_SEVERAL = regex(r";(?=\s?[\w(\[{])|--|\s-\s|(?<=[a-z])-\s(?=\d)|\b(?:mixt|compd)\. with\b|\b(?:salt|mixture) with\b")


def lists_components(name: str) -> bool:
    """Tell whether a name lists several components, with signs or words that stand between them.

    Examples
    --------
    >>> lists_components("2-(2,4-dichlorophenoxy)acetic acid; 1-phenylpiperazine")
    True
    >>> lists_components("3-chloroaniline hydrochloride")
    False
    """
    return _SEVERAL.search(name) is not None


@dataclass(frozen=True, slots=True)
class ComponentWords:
    """What the words of a name say of its elements and components.

    Parameters
    ----------
    elements
        (word, symbols) of the groups that the compound has; none where the name lists components, of which one may be
        drawn.
    salts
        (word, symbol) of the counter-ions.
    hydrate
        The word for water of crystallisation; empty where there is none.
    """

    elements: tuple[tuple[str, tuple[str, ...]], ...] = ()
    salts: tuple[tuple[str, str], ...] = ()
    hydrate: str = ""

    def __bool__(self) -> bool:
        """Whether the name says anything of this kind."""
        return bool(self.elements or self.salts or self.hydrate)


_SILENT = ComponentWords()
_PIECES = (
    *("fluoro", "chloro", "bromo", "iodo", "hydrochlor", "hydrobrom", "hydroiod", "hydrate", "coa", "coenzyme"),
    *("sodium", "potassium", "lithium", "calcium", "magnesium"),
)


def _may_state_components(lower: str) -> bool:
    """Tell whether a name holds any piece of the words; most names do not."""
    for piece in _PIECES:  # noqa: SIM110  # any() would take three times as long, for every name of a table
        if piece in lower:
            return True
    return False


@lru_cache(maxsize=1024)
def component_words(name: str) -> ComponentWords:
    """Read the words of a name that state elements and components.

    Examples
    --------
    >>> component_words("5-fluorouracil").elements, component_words("acetyl-CoA").elements
    ((('fluoro', ('F',)),), (('CoA', ('N', 'P', 'S')),))
    >>> component_words("citric acid monohydrate").hydrate, component_words("baclofen hydrochloride").salts
    ('monohydrate', (('hydrochloride', 'Cl'),))
    >>> bool(component_words("fluorescein")), bool(component_words("chloral hydrate"))
    (False, False)
    """
    if not _may_state_components(name.lower()):
        return _SILENT
    found: dict[str, tuple[str, ...]] = {}
    for match in _HALOGEN.finditer(name) if not lists_components(name) else ():
        word = (match["word"] or match["per"]).lower()
        found[word] = (_HALOGENS[word.removeprefix("per")],)
    if _COENZYME.search(name):
        found["CoA"] = ("N", "P", "S")
    salts = {f"{match['many']}{match['word']}".lower(): _SALTS[match["word"].lower()] for match in _SALT.finditer(name)}
    water = _HYDRATE.search(name)
    return ComponentWords(tuple(found.items()), tuple(salts.items()), water[0].lower() if water else "")
