"""Words of a name that state an element, a counter-ion or water: ``5-chloro``, ``hydrochloride``, ``dihydrate``.

Only words that can mean nothing else are read: a halogen after a locant, a coenzyme A that ends the name, the words of
salts and of hydrates with a number. An acid that ends a name, as in ``ephedrine sulfate``, may be that of an ester.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.characters import plain_dots
from gaba_analogs.regex import regex

_TIMES = {
    "mono": 1,
    "di": 2,
    "tri": 3,
    "tetra": 4,
    "penta": 5,
    "hexa": 6,
    "hepta": 7,
    "octa": 8,
    "nona": 9,
    "deca": 10,
    "dodeca": 12,
    "octadeca": 18,
}
_MANY = rf"(?:{'|'.join(_TIMES)}|sesqui|hemi)"
_HALOGENS = {"fluoro": "F", "chloro": "Cl", "bromo": "Br", "iodo": "I"}
_HALOGEN = regex(rf"\d'?-\(?{_MANY}?(?P<word>fluoro|chloro|bromo|iodo)(?!gen|phyll)|(?:^|[-\s])(?P<per>perfluoro)")
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
_SYMBOLS = {"hcl": "HCl", "hbr": "HBr"}
"""Acids that names state by their formulas, behind a blank or a dot, as they are written."""
_ELEMENTS = {**_SALTS, "hcl": "Cl", "hbr": "Br"}
_SALT = regex(rf"(?<![a-z])(?P<many>{_MANY}?)(?P<word>{'|'.join(_SALTS)}|(?<=[\s·.])h(?:cl|br))(?![a-z-])")
_ACIDS = {
    "ClH": "hydrochloride monohydrochloride dihydrochloride trihydrochloride chloride dichloride hcl",
    "BrH": "hydrobromide monohydrobromide dihydrobromide bromide dibromide hbr",
    "HI": "hydroiodide hydriodide iodide diiodide",
    "H2O4S": "sulfate sulphate bisulfate hemisulfate",
    "H3O4P": "phosphate biphosphate",
    "HNO3": "nitrate",
    "ClHO4": "perchlorate",
    "CH2O2": "formate",
    "C2H4O2": "acetate",
    "C2HF3O2": "trifluoroacetate",
    "C3H6O3": "lactate",
    "C2H2O4": "oxalate",
    "C3H4O4": "malonate",
    "C4H6O4": "succinate hemisuccinate",
    "C4H4O4": "maleate fumarate hemifumarate",
    "C4H6O5": "malate",
    "C4H6O6": "tartrate bitartrate hemitartrate",
    "C6H8O7": "citrate",
    "C6H10O4": "adipate",
    "C6H12O7": "gluconate",
    "C6H10O8": "mucate saccharate",
    "C7H6O2": "benzoate",
    "C7H6O3": "salicylate",
    "C8H8O3": "mandelate",
    "C5H4N2O4": "orotate",
    "C9H9NO3": "hippurate",
    "C6H3N3O7": "picrate",
    "C11H8O3": "xinafoate",
    "C23H16O6": "pamoate embonate",
    "CH4O3S": "mesylate mesilate methanesulfonate methanesulphonate",
    "C2H6O3S": "esylate esilate ethanesulfonate",
    "C2H6O4S": "isethionate isetionate",
    "C2H6O6S2": "edisylate edisilate",
    "C6H6O3S": "besylate besilate benzenesulfonate",
    "C7H8O3S": "tosylate tosilate p-toluenesulfonate",
    "C10H8O3S": "napsylate napsilate",
    "C10H16O4S": "camsylate camsilate",
}
"""Acid of a salt (Hill) and the words for its anion, those of INN among them."""
ACIDS = frozenset(_ACIDS)
"""Acids (Hill) of which many salts are known."""
_ACID_OF = {word: formula for formula, words in _ACIDS.items() for word in words.split()}
_HALIDES = regex("(?P<many>di|tri|tetra)(?:hydro)?(?:chlor|brom|iod)ide")
_BEHIND_ACID = regex(r"(?:[,;\s]+(?:\(?salt\)?|\(\d{1,2}(?:[:/]\d{1,2})+\)|[a-z]*hydrate))+$")
_HYDRATE = regex(rf"(?<=[\w)\],] ){_MANY}hydrate\b|(?<=chloride )hydrate\b|(?<=salt )hydrate\b")


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
    acid
        (word, Hill formula) of the acid that the name ends with, of a salt or an ester; empty where there is none.
    """

    elements: tuple[tuple[str, tuple[str, ...]], ...] = ()
    salts: tuple[tuple[str, str], ...] = ()
    hydrate: str = ""
    acid: tuple[str, str] | tuple[()] = ()

    def __bool__(self) -> bool:
        """Whether the name says anything of this kind."""
        return bool(self.elements) or self.states_components

    @property
    def waters(self) -> int:
        """Molecules of water [-] for one of the compound that the name states; zero where it states no whole number."""
        return _TIMES.get(self.hydrate.removesuffix("hydrate"), 0)

    @property
    def halides(self) -> int:
        """Halides [-] for one of the compound that the acid's word states, two or more; zero where it states none."""
        stated = _HALIDES.fullmatch(self.acid[0]) if self.acid else None
        return _TIMES[stated["many"]] if stated else 0

    @property
    def states_components(self) -> bool:
        """Whether the name states a salt, a hydrate or an acid."""
        return bool(self.salts or self.hydrate or self.acid)


_SILENT = ComponentWords()
_SALT_PIECES = (
    *("hydrochlor", "hydrobrom", "hydroiod", "hcl", "hbr"),
    *("sodium", "potassium", "lithium", "calcium", "magnesium"),
)


def _acid(lower: str) -> tuple[str, str] | tuple[()]:
    """Give the word and formula of the acid that a name ends with; nothing where that is all the name."""
    if "ate" not in lower and "ide" not in lower and not lower.endswith((" hcl", " hbr")):
        return ()
    bare = _BEHIND_ACID.sub("", lower) if lower.endswith((")", "salt", "hydrate")) else lower
    before, _, word = bare.replace(";", " ").rpartition(" ")
    formula = _ACID_OF.get(word)
    return (_SYMBOLS.get(word, word), formula) if formula and before else ()


def _holds_any(lower: str, pieces: Iterable[str]) -> bool:
    """Tell whether a name holds any piece of certain words; most names do not."""
    for piece in pieces:  # noqa: SIM110  # any() would take three times as long, for every name of a table
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
    >>> component_words("ephedrine sulfate").acid, component_words("Metoprolol tartrate (2:1) (salt)").acid
    (('sulfate', 'H2O4S'), ('tartrate', 'C4H6O6'))
    >>> component_words("baclofen·HCl").salts, component_words("HCl").salts
    ((('HCl', 'Cl'),), ())
    >>> bool(component_words("fluorescein")), bool(component_words("chloral hydrate"))
    (False, False)
    """
    lower = plain_dots(name.lower())
    acid = _acid(lower)
    found: dict[str, tuple[str, ...]] = {}
    if _holds_any(lower, _HALOGENS):
        groups = [match["word"] or match["per"] for match in _HALOGEN.finditer(lower)]
        if groups and not lists_components(name):
            found = {word: (_HALOGENS[word.removeprefix("per")],) for word in groups}
    if lower.endswith(("coa", "coenzyme a")) and _COENZYME.search(name):
        found["CoA"] = ("N", "P", "S")
    salts = {}
    if _holds_any(lower, _SALT_PIECES):
        for match in _SALT.finditer(lower):
            word = f"{match['many']}{match['word']}"
            salts[_SYMBOLS.get(word, word)] = _ELEMENTS[match["word"]]
    water = _HYDRATE.search(lower) if "hydrate" in lower else None
    if not (acid or found or salts or water):
        return _SILENT
    return ComponentWords(tuple(found.items()), tuple(salts.items()), water[0] if water else "", acid)
