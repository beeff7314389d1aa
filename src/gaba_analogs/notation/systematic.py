"""Names that follow the rules of nomenclature to the letter, told from trivial names, codes and trade names.

A name is unmistakable if it has a locant, every run of letters in it is built of the words of systematic nomenclature,
and brackets show what each locant refers to: ``4-chloropentylbenzene`` leaves open where the chlorine is.
"""

from __future__ import annotations

import re

from gaba_analogs.notation.stereodescriptors import plain_text
from gaba_analogs.regex import regex

_LONGEST = 300
_LOOKS = regex(r"\d,?\d*'?-[a-z(\[]|[αβγδω]-|\b(?:alpha|beta|gamma|delta|omega)-|\(\d|acid$", re.IGNORECASE)
STATED_CHARGE = regex(
    r"(?:(?<=ate)|(?<=ide)|(?<=ium))"
    r"(?:\s?\((?P<count>[1-9]?)(?P<sign>[+-])\)|\s(?P<many>di|tri|tetra)?(?P<word>anion|cation))$"
)
"""A charge at the end of a name that implies it: ``fumarate(2-)``, ``fumarate dianion``."""


def looks_systematic(name: str) -> bool:
    """Tell whether a name may be systematic: it has locants, Greek letters, or the ending of an acid.

    Examples
    --------
    >>> looks_systematic("gamma-aminobutyric acid"), looks_systematic("baclofen")
    (True, False)
    """
    if not 8 <= len(name) <= _LONGEST:
        return False
    return _LOOKS.search(name) is not None or STATED_CHARGE.search(name) is not None


_MANY = r"(?:(?:mono|di|tri|tetra|penta|hexa|hepta|octa|nona|deca)|(?:un|do|tri|tetra|penta|hexa|hepta)deca)"
_CHAIN = (
    r"(?:meth|eth|prop|but|pent|hex|hept|oct|non|dec|undec|dodec|tridec|tetradec|pentadec|hexadec|heptadec|octadec"
    r"|nonadec|icos|henicos|docos|tricos|tetracos)"
)
_CYCLE = rf"(?:(?:bi|tri|tetra)?cyclo|spiro)(?:{_MANY}?(?:aza|oxa|thia)){{0,3}}{_CHAIN}"
_RING = (
    r"(?:benz|naphthalen|pyridin|pyrimidin|pyrazin|pyridazin|piperidin|piperazin|morpholin|pyrrolidin|pyrrol|furan"
    r"|thiophen|imidazol|pyrazol|thiazol|oxazol|isoxazol|isothiazol|triazol|tetrazol|thiadiazol|oxadiazol|indol|indazol"
    r"|quinolin|isoquinolin|quinazolin|quinoxalin|carbazol|triazin|oxiran|oxetan|aziridin|azetidin|azepan|oxan|oxolan"
    r"|dioxan|dioxolan|imidazolidin|thian|thiolan)"
)
_GROUP = (
    r"(?:amino|hydroxy|oxo|chloro|bromo|fluoro|iodo|nitro|nitroso|cyano|imino|carboxy|carbamoyl|sulfanyl"
    r"|sulfamoyl|phenyl|phenoxy|benzyl|benzyloxy|benzoyl|acetyl|formyl|acetamido"
    rf"|(?:cyclo|iso)?{_CHAIN}(?:yl|oxy|ylidene|ylamino))"
)
_UNSATURATED = r"(?:a(?=di|tri|tetra|penta)|ane?|en|yn|a?di?en|tri?en|e)?"
_ENDING = (
    rf"(?:{_MANY}?(?:en|yn)?(?:e|ol|one|al|oic|oate|oyl|yl|ylidene|amine|amide|amido|nitrile|thiol|imine|hydrazide"
    r"|carboxylic|carboxylate|carboxamide|carboxamido|carbonyl|carbonitrile|carbaldehyde|sulfonic|sulfonate|sulfonyl"
    r"|sulfonamide|ium|oxy|ylamino|yloxy|ylmethyl|ylsulfanyl|ylsulfonyl|ylcarbonyl))"
)
_PARENT = (
    rf"(?:(?:{_CHAIN}|{_CYCLE}|{_RING}){_UNSATURATED}{_ENDING}?"
    r"|benzoic|aniline|phenol|toluene|acetic|acetamide|urea)"
)
_RUN = regex(
    rf"(?:{_MANY}?{_GROUP})?(?:{_MANY}hydro)?{_PARENT}|(?:{_MANY}?{_GROUP})?{_MANY}?{_GROUP}|{_MANY}hydro|{_ENDING}|bis|tris"
)
"""A run of letters: at most one substituent before a parent, or a substituent that is substituted itself."""
_UNCLEAR_COUNT = regex(r"\d,\d+'*-di(?:m|e)thylamino")
_LAST_WORDS = frozenset({"acid", "hydrochloride", "dihydrochloride", "hydrobromide", "chloride", "bromide", "iodide"})
_DESCRIPTORS = regex(r"^(?:cis|trans|rac|rel)-|\(?(?:\d{1,2}[a-h]?'{0,2})?[RSEZ](?:,\d{1,2}[a-h]?'{0,2}[RSEZ])*\)?-")
_LOCANTS = regex(r"(?<![A-Za-z])(?:\d{1,2}[a-h]?'{0,3}|\d{1,2}H|[NOS]'{0,2})(?=[,\-()\]]|$)")
_RINGS = regex(r"((?:bi|tri|tetra)cyclo|spiro)\[\d+(?:[.,]\d+)+\]")
_UNNUMBERED_RINGS = regex(r"(?:(?:bi|tri|tetra)cyclo|spiro)(?!\[)")
_OTHER_SIGN = regex(r"[^A-Za-z ,()\[\]{}-]")
_BRANCHED = regex(r"(?<![A-Za-z])(?:tert|sec)-")
_LETTERS = regex(r"[a-z]+")
_NUMBERED = regex(r"\d'{0,2}-")


_CATION = (
    r"(?:hydrogen|lithium|sodium|potassium|rubidium|ca?esium|silver|beryllium|magnesium|calcium|strontium|barium|radium"
    r"|zinc|cadmium|mercury|alumini?um|gallium|indium|thallium|tin|lead|bismuth|antimony|titanium|vanadium|chromium"
    r"|manganese|iron|cobalt|nickel|copper|ammonium|cerium|lanthanum"
    r"|(?:ferr|cupr|stann|mercur|cobalt|mangan|chrom)(?:ous|ic))"
)
_CENTRE = r"(?:sulf|sulph|nitr|phosph|chlor|brom|iod|selen|arsen)"
_ANION = (
    rf"(?:(?:hydrogen|dihydrogen|bi|thio|per|hypo|pyro|meta)?{_CENTRE}(?:ate|ite)"
    r"|(?:mono|di|tri|tetra|penta|hexa)?(?:fluor|chlor|brom|iod)ide)"
)
_INORGANIC_ENDS = ("ate", "ite", "ide", "acid")
_INORGANIC = regex(
    rf"(?:(?:di|tri)?{_CATION}(?:\([IV]{{1,4}}\))? ){{1,3}}{_ANION}"
    r"(?:,? (?:mono|di|tri|tetra|penta|hexa|hepta|deca)?hydrate)?"
    rf"|(?:per|hypo|thio)?(?:sulfur|nitr|phosphor|chlor|brom|iod|selen)(?:ic|ous) acid",
    re.IGNORECASE,
)


def is_inorganic(name: str) -> bool:
    """Tell whether a name is that of a simple salt or acid without carbon.

    Examples
    --------
    >>> is_inorganic("sodium sulfate"), is_inorganic("Iron(III) chloride hexahydrate"), is_inorganic("sulfuric acid")
    (True, True, True)
    >>> is_inorganic("ferrous sulfate"), is_inorganic("ferrous fumarate")
    (True, False)
    >>> is_inorganic("sodium oxybate"), is_inorganic("calcium carbonate"), is_inorganic("baclofen hydrochloride")
    (False, False, False)
    """
    return name.endswith(_INORGANIC_ENDS) and len(name) <= _LONGEST and _INORGANIC.fullmatch(name) is not None


def is_unmistakable(name: str) -> bool:
    """Tell whether a name can only be a systematic one.

    Examples
    --------
    >>> is_unmistakable("4-amino-3-(4-chlorophenyl)butanoic acid"), is_unmistakable("4-chloropentylbenzene")
    (True, False)
    >>> is_unmistakable("4-aminoantipyrine"), is_unmistakable("UK-14304"), is_unmistakable("2,4-D")
    (False, False, False)
    """
    text = plain_text(name)
    if not looks_systematic(text) or not _NUMBERED.search(text) or ", " in text or " (" in text:
        return False
    bare = _LOCANTS.sub("", _DESCRIPTORS.sub("", _RINGS.sub(r"\1", _BRANCHED.sub("", text)), count=1))
    if _OTHER_SIGN.search(bare) or _UNNUMBERED_RINGS.search(text) or _UNCLEAR_COUNT.search(text):
        return False
    words = [word for word in bare.lower().split(" ") if word not in _LAST_WORDS]
    if len(words) > 1 and not (words[-1].endswith("ate") and all(word.endswith("yl") for word in words[:-1])):
        return False
    return bool(words) and all(map(_RUN.fullmatch, _LETTERS.findall(" ".join(words))))
