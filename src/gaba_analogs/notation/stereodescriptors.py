"""Stereodescriptors that a chemical name states, read from its text alone.

No structure is built and no Java is needed. The reader is conservative: what is not certainly a
descriptor is not claimed. An ``S`` may be sulfur (``S-adenosyl``), an ``R`` in brackets a trademark
(``Lioresal(R)``), a ``Z`` the benzyloxycarbonyl group (``Z-Gly-OH``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, TypeVar

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.characters import plain_signs, without_invisible
from gaba_analogs.notation.component_words import lists_components
from gaba_analogs.notation.text import unescape
from gaba_analogs.regex import regex

RSLetter = Literal["R", "S", "r", "s"]
EZLetter = Literal["E", "Z"]
Sign = Literal["+", "-"]
EnantiomerPrefix = Literal["D", "L"]

_SMALL_CAPITALS = str.maketrans("ᴅʟ", "DL")
_WIKI_QUOTES = regex(r"('{2,5})([A-Za-z*±+,/-]{1,6})\1")
_STRAY_QUOTES = regex(r"""['"]{2}([RSEZ])['"]{2}""")
_TAG = regex(r"</?[A-Za-z][^<>]*>")
_TILDES = regex(r"~(?:\{(?P<braced>[^{}~]{1,8})\}|(?P<bare>[\w*+'-]{1,8})~)")


def plain_text(name: str) -> str:
    """Give a name without markup, with ASCII hyphens, primes and small capitals.

    Examples
    --------
    >>> plain_text("(3<i>R</i>)‐4‐amino‐3‐(4‐chlorophenyl)butanoic acid")
    '(3R)-4-amino-3-(4-chlorophenyl)butanoic acid'
    >>> plain_text("(2''S'',3''R'')-2-amino-3-hydroxybutanoic acid")
    '(2S,3R)-2-amino-3-hydroxybutanoic acid'
    >>> plain_text("(3~{a}~{S})-~{N}-methyl-1~{H}-indole"), plain_text("~N~-methylacetamide")
    ('(3aS)-N-methyl-1H-indole', 'N-methylacetamide')
    """
    text = plain_signs(without_invisible(_TAG.sub("", unescape(name))))
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_SMALL_CAPITALS)
    if "~" in text:
        text = _TILDES.sub(lambda match: match["braced"] or match["bare"], text)
    text = _STRAY_QUOTES.sub(r"\1", _WIKI_QUOTES.sub(r"\2", text))
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class NameStereo:
    """What a name says about configuration, in the order of the name.

    Parameters
    ----------
    rs
        Locant and letter of every R or S; the locant is None where the name gives none. Letters keep
        their case: a small one is pseudoasymmetric, or the whole name was written in small letters, as where E or Z
        is small too.
        In a racemic or relative name the letters give the relative configuration.
    ez
        Locant and letter of every E or Z; the locant ``all`` stands for every double bond.
    racemic
        The name states a racemate, for the whole or for a part.
    relative
        The name states a relative configuration (``rel-``, ``R*``).
    enantiomer_prefixes
        Every D- and L- of the name.
    rotations
        Every sign of optical rotation. A sign is never turned into R or S.
    cis_trans
        Every ``cis`` and ``trans``, also ``all-cis`` and ``all-trans``.
    alpha_beta
        The name places substituents by alpha and beta (steroids, sugars).
    meso
        The name states a meso form. In names of porphyrins the word is a position.
    of_sugar
        A D or L belongs to the stem of a sugar, whose last centre it tells, also where that is no longer there.
    on_sugars
        Every D and L stands before the name of a monosaccharide or of its residue.
    trademark
        The one letter, an R in brackets behind a capitalised word, may be a trademark.
    of_several
        The name lists several components, of which each may have its own letters.
    saturated
        A double bond of the parent may be saturated by a ``hydro`` prefix.

    Examples
    --------
    >>> stereo_claims("(3S)-3-(aminomethyl)-5-methylhexanoic acid").rs  # pregabalin
    (('3', 'S'),)
    >>> stereo_claims("(RS)-4-amino-3-(4-chlorophenyl)butanoic acid").racemic  # baclofen
    True
    """

    rs: tuple[tuple[str | None, RSLetter], ...] = ()
    ez: tuple[tuple[str | None, EZLetter], ...] = ()
    racemic: bool = False
    relative: bool = False
    enantiomer_prefixes: tuple[EnantiomerPrefix, ...] = ()
    rotations: tuple[Sign, ...] = ()
    cis_trans: tuple[str, ...] = ()
    alpha_beta: bool = False
    meso: bool = False
    of_sugar: bool = False
    on_sugars: bool = False
    trademark: bool = False
    of_several: bool = False
    saturated: bool = False

    @property
    def is_comparable(self) -> bool:
        """Whether the name states what can be compared with a structure; a sign of rotation cannot."""
        return bool(self.rs or self.ez or self.racemic or self.enantiomer_prefixes or self.cis_trans or self.meso)

    @property
    def enantiomer_prefix(self) -> EnantiomerPrefix | None:
        """The one D or L of the name; None when it has none, or both."""
        return _only(self.enantiomer_prefixes)

    @property
    def rotation(self) -> Sign | None:
        """The one sign of rotation of the name; None when it has none, or both."""
        return _only(self.rotations)

    @property
    def racemic_or_two_centres(self) -> bool:
        """Whether ``(R,S)-`` leaves open which it means.

        On one centre it is a racemate, on two it is a configuration: the name alone cannot tell, so
        ``racemic`` is set and ``rs`` holds both letters.
        """
        return self.racemic and sorted(self.rs, key=str) == [(None, "R"), (None, "S")]

    def __bool__(self) -> bool:
        """Whether the name states anything at all."""
        return self != _SILENT


_Value = TypeVar("_Value")


def _only(values: tuple[_Value, ...]) -> _Value | None:
    return values[0] if len(set(values)) == 1 else None


# --- one descriptor -------------------------------------------------------------------------------

_LOCANT = r"(?:(?:\d{1,2}[a-q]?|[αβγδε]|alpha|beta|gamma|delta|epsilon)'{0,4}|\d{1,2}'{1,4}[a-q]|N(?=[EZ]))"
_ITEM = regex(
    rf"""(?:(?P<locant>{_LOCANT})-?)?
         (?:(?P<racemic>RS|SR|R/S|S/R|(?<=\d)rs|(?<=\d)sr)
           |(?P<rs>[RS]|[rs](?!\w))(?P<star>\*?)
           |(?P<mixed>EZ|ZE|E/Z|Z/E|ξ|xi)
           |(?P<ez>[EZ]|[ez](?!\w))
           |(?P<face>α|β|alpha|beta))""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Item:
    """One descriptor of a list such as ``2R,3E``; ``kind`` tells which."""

    kind: str
    locant: str | None
    letter: str


def _item(text: str) -> _Item | None:
    """Read one descriptor; None when the text is anything else."""
    match = _ITEM.fullmatch(text)
    if match is None:
        return None
    locant = match["locant"]
    if match["face"]:
        return _Item("face", locant, match["face"]) if locant else None
    if match["racemic"]:
        return _Item("racemic", locant, match["racemic"][0].upper())
    if match["rs"]:
        return _Item("star" if match["star"] else "rs", locant, match["rs"])
    if match["mixed"]:
        return _Item("mixed", locant, "")
    return _Item("ez", locant, match["ez"].upper())


def _items(text: str) -> list[_Item]:
    """Read a list of descriptors; empty unless every member is one."""
    found = [_item(part.strip()) for part in re.split(r"[,;]", text)]
    items = [item for item in found if item is not None]
    return items if len(items) == len(found) else []


# --- where a descriptor list may stand --------------------------------------------------------------

_OPENS = r"(?:^|(?<=[\s,;:/=>(\[{-]))"
_CAS_ABSOLUTE = regex(rf"{_OPENS}[\[(](?P<first>{_LOCANT}[RS]|[RS])-[(\[](?P<rest>[^()\[\]]+)[)\]][)\]]")
_GROUP = regex(rf"{_OPENS}(?P<locant>\d{{1,2}}[a-q]?'{{0,4}})?(?P<open>[(\[])(?P<list>[^()\[\]]+)[)\]]")
_BARE_LIST = regex(rf"{_OPENS}(?P<list>{_LOCANT}[RSEZ](?:,\s?{_LOCANT}[RSEZ])*+)")
_ENDS_BARE_LIST = regex(r"-(?![RSEZ]\b)")
_CODE = regex(r"-(?:\d+(?![\d,-])|[A-Z]{2,5}(?![A-Z])|[A-Z]+\d)")
"""What follows a bare descriptor in a code: ``NE-100``, ``25E-NBOMe``."""
_SIGNED_LETTER = regex(rf"{_OPENS}(?P<list>[RS])-?(?=\([+-]\))")
_OF_A_DRUG = regex(
    r"(?P<list>[RS])[ -](?!tri|tetr|but|coll|indac|group|phyco|protein|antipode|isomer|(?:enantio|stereoiso)mer"
    r"|(?:ester|layer|phase|state|value|factor)\b)"
    r"(?![a-z]*(?:yl|thio|cystein|methion|sul[fp]|oxide|oso|acetate))"
    r"(?![a-z]*(?:ed|ing|ion)\b)[a-z]{5,}(?![\w-])"
)
"""A letter before the lower-case trivial name that a title begins with, and that names no group on sulfur, nor R."""
_ENANTIOMER_WORD = regex(
    rf"(?<!\band )(?<!\bor )(?:{_OPENS}(?P<list>[RS])[- ]|{_OPENS}\((?P<round>[RS])\) )"
    r"(?=(?:enantio|stereoiso|iso)mer\b|antipode\b)"
)
_BEHIND = regex(
    r"(?!(?i:intermediate|compound|product|protein|peptide|factor|fraction|vitamin|impurity|isomer|solution|series)\b)"
    r"(?:[A-Za-z]{5,}(?:,? [(\[](?P<s>S)[)\]]|, (?:\((?P<round>R)\)|(?P<bare>[RS])-))"
    r"|[a-z]{5,} [(\[](?P<small>R)[)\]]|[A-Z][a-z]{4,} [(\[](?P<trademark>R)[)\]])"
)
"""A letter behind a trivial name. An R after a capitalised name, without a comma, may be a trademark."""
_ALL = regex(r"(?<![A-Za-z])\(?all-(?P<letter>[EZ])\)?(?=[-)]|$)")
_AMINO_ACID = r"(?:Ala|Arg|Asn|Asp|Cys|Gln|Glu|Gly|His|Ile|Leu|Lys|Met|Phe|Pro|Ser|Thr|Trp|Tyr|Val|Aib|Orn|Nle|Sar|Abu)"
_PROTECTED = regex(rf"\)?-?(?:(?:[DL]-)?{_AMINO_ACID}(?![a-z])|[DL]-[a-z])")
_HETEROATOM_BEFORE = regex(r"(?<![A-Za-z])[NOS][α-ωεδ']*-$")
_LONGEST_HETEROATOM = 20
_ON_SULFUR = regex(r"-adenosyl|-(?!s-)[a-z][a-z,\d'-]*yl-?(?:[dl]-)?(?:homo)?(?:cystein|methionin|glutathion|thio)")
_SULFUR_ISOTOPES = frozenset({"32", "33", "34", "35", "36"})


def _believable(items: list[_Item], text: str, start: int, end: int) -> bool:
    """Tell descriptors from trademarks, protecting groups and sulfur isotopes."""
    if len(items) == 1:
        return _one_is_believable(items[0], text, start, end)
    return bool(items)


def _one_is_believable(item: _Item, text: str, start: int, end: int) -> bool:
    after = text[end:]
    if item.locant in _SULFUR_ISOTOPES and item.letter == "S":
        return False
    if item.letter == "S" and item.locant is None and _ON_SULFUR.match(after.lower()):
        return False
    if item.letter == "Z" and item.locant is None and _PROTECTED.match(after):
        return False
    if item.letter == "Z" and _HETEROATOM_BEFORE.search(text[max(start - _LONGEST_HETEROATOM, 0) : start]):
        return False
    if item.locant is not None or item.kind == "racemic":
        return True
    if after.startswith("-") and (item.letter.isupper() or len(after) > 1):
        return True
    return start == 0 and bool(re.match(r"\s?[\w(\[]", after))


def _cas_absolute(text: str) -> Iterator[tuple[int, int, list[_Item]]]:
    """Read ``[R-(R*,S*)]``: the first letter fixes the absolute sense of the starred ones."""
    for match in _CAS_ABSOLUTE.finditer(text):
        first = _item(match["first"])
        rest = _items(match["rest"])
        if first is None or not rest:
            continue
        starred = [item for item in rest if item.kind == "star"]
        others = [item for item in rest if item.kind in {"ez", "face"}]
        if starred:
            same = next((item for item in starred if item.locant == first.locant), starred[0])
            invert = same.letter != first.letter
            centres = [_Item("rs", i.locant, _opposite(i.letter) if invert else i.letter) for i in starred]
        else:
            centres = [first]
        yield match.start(), match.end(), centres + others


def _opposite(letter: str) -> str:
    return letter.translate(str.maketrans("RSrs", "SRsr"))


def _groups(text: str) -> Iterator[tuple[int, int, list[_Item]]]:
    """Read bracketed lists: ``(2R,3S)-``, ``(E)-``, ``2(R)-``, ``[2R]-``."""
    for match in _GROUP.finditer(text):
        items = _items(match["list"])
        if match["locant"]:
            if len(items) != 1 or items[0].locant is not None:
                continue
            items = [_Item(items[0].kind, match["locant"], items[0].letter)]
        elif match["open"] == "[" and any(item.locant is None for item in items):
            continue
        if _believable(items, text, match.start(), match.end()):
            yield match.start(), match.end(), items


def _bare(text: str) -> Iterator[tuple[int, int, list[_Item]]]:
    """Read lists without brackets: ``5Z,8Z-``, ``3R-``, ``R-(-)-``; never a lone ``4S-``."""
    for match in _BARE_LIST.finditer(text):
        items = _items(match["list"])
        if len(items) == 1 and (match["list"].startswith("N") or _CODE.match(text, match.end())):
            continue
        if _ENDS_BARE_LIST.match(text, match.end()) and any(item.letter != "S" for item in items):
            yield match.start(), match.end(), items
    for match in _SIGNED_LETTER.finditer(text):
        yield match.start(), match.end(), _items(match["list"])
    for match in _ENANTIOMER_WORD.finditer(text):
        yield match.start(), match.end(), _items(match["list"] or match["round"])
    before, behind = _OF_A_DRUG.match(text), _BEHIND.fullmatch(text)
    if before is not None:
        yield before.start("list"), before.end("list"), _items(before["list"])
    if behind is not None and behind.lastgroup is not None:
        yield behind.start(behind.lastgroup), behind.end(behind.lastgroup), _items(behind[behind.lastgroup])
    for match in _ALL.finditer(text):
        yield match.start(), match.end(), [_Item("ez", "all", match["letter"])]


def _found(text: str) -> list[tuple[int, list[_Item]]]:
    """Give every believable list with its place, in the order of the name."""
    found: list[tuple[int, list[_Item]]] = []
    for start, end, items in _cas_absolute(text):
        found.append((start, items))
        text = text[:start] + "~" * (end - start) + text[end:]
    found += [(start, items) for start, _, items in _groups(text)]
    found += [(start, items) for start, _, items in _bare(text)]
    return sorted(found, key=lambda pair: pair[0])


# --- prefixes, signs and words ----------------------------------------------------------------------

_RACEMIC = regex(
    r"""(?<![A-Za-z])(?:\(rac\)-|rac[-.]|racemic\b|racemate\b|\(?(?:DL|D,L|D/L|dl|d,l|d/l)\)?-(?!\d{3})(?=\W*[A-Za-z0-9]))
        |±|\(\+/?-\)|\(-/?\+\)|\(\+,\s?-\)""",
    re.VERBOSE,
)
_RACEMIC_WORD = regex(r"\brac-|\(rac\)-|\bracemic\b|\bracemate\b", re.IGNORECASE)
_RELATIVE = regex(r"(?<![A-Za-z])(?:rel-|\(rel\)-)", re.IGNORECASE)
_ENANTIOMER = regex(
    r"""(?<![A-Za-z0-9/,*])(?<!2,4-)(?<!vitamin\ )(?<!vitamin\ \()
        (?:(?P<bare>[DL])(?:\([+-]\))?-(?!\d{3}|\d,\d{3}|IN-\d)|\((?P<round>[DL])\)-)(?=\W*[A-Za-z0-9])""",
    re.VERBOSE,
)
_OF_SUGAR = regex(
    r"(?<![A-Za-z])\(?[DL]\)?-(?:(?:glycero|erythro|threo|arabino|lyxo|ribo|xylo|allo|altro|galacto|gluco|gulo|ido|manno|talo)-"
    r"(?=(?:[DL]-)?(?:\w+-){0,2}\w*(?:ulos|ulopyran|ulofuran|aric|itol|onat|onic|ose|osyl|osid|pyran|furan))"
    r"|(?:erythro|threo|arabino|lyxo|ribo|xylo|altro|galacto|gluco|gulo|manno|talo)n(?:at|ic|o-))"
)
_ON_SUGAR = regex(
    r"(?<![A-Za-z])\(?[DL]\)?-(?:\([+-]\)-)?(?:\d-deoxy-?)?"
    r"(?i:(?:gluc|galact|mann|ribu?l?|arabin|xylu?l?|lyx|fruct|fuc|rhamn|quinov|sorb|tagat|psic|allul|all|altr|gul|id|tal"
    r"|erythru?l?|thre)(?:os(?:e|yl|id|amin)|o(?:pyran|furan)|uron|itol)|(?:arab|xyl)itol|glyceraldehyde)"
)
_ROTATION = regex(
    rf"(?:{_OPENS}|(?<=\))|{_OPENS}[RSDL])\((?P<sign>[+-])\)(?=-|[A-Za-z]|\s?[(\[\d])",
)
_ROTATION_WORD = regex(r"\b(?:(?P<plus>dextro(?!s))|l(?:a?e)vo)(?=[a-z-])", re.IGNORECASE)
_CIS_TRANS = regex(
    r"(?<![A-Za-z])(?<!\bs-)(?P<term>(?:all-)?(?:cis|trans))(?=[-),\]]|$)(?!-?/|-?\s?,?(?:and|or)\b)", re.IGNORECASE
)
_CIS_TRANS_MIXTURE = regex(r"(?:cis|trans)-?\s?(?:/|and|or|\+)\s?-?(?:cis|trans)", re.IGNORECASE)
_MESO = regex(
    r"(?<![A-Za-z])(?:MESO|[Mm]eso)-(?!tetra|substituted|(?:di)?(?:hydro|phenyl|oxy))(?=[A-Za-z(\d])"
    r"(?!(?i:.*(?:porph|chlorin|corrol)))"
)
_HALF = regex(r"(?<![A-Za-z])mono(?=-?\s?(?:[a-z]*yl|ester|hydrogen|sodium|potassium)\b)|hydrogen\b", re.IGNORECASE)
_ALPHA_BETA = regex(
    r"(?<![A-Za-z\d])\d{1,2}[a-q]?'{0,4}-?(?:α|β|alpha|beta)(?=[-,)\]])|(?:α|β|alpha|beta)-[DL]-",
    re.IGNORECASE,
)


def _signs(text: str) -> tuple[Sign, ...]:
    signs: list[Sign] = ["+" if match["sign"] == "+" else "-" for match in _ROTATION.finditer(text)]
    signs += ["+" if match["plus"] else "-" for match in _ROTATION_WORD.finditer(text)]
    return tuple(signs)


def _prefixes(text: str) -> tuple[EnantiomerPrefix, ...]:
    letters = [match["bare"] or match["round"] for match in _ENANTIOMER.finditer(text)]
    return tuple("D" if letter == "D" else "L" for letter in letters)


def _cis_trans(text: str) -> tuple[str, ...]:
    text = _CIS_TRANS_MIXTURE.sub("", text)
    return tuple(match["term"].lower() for match in _CIS_TRANS.finditer(text))


def _is_one_of_each(items: list[_Item], kind: str, letters: tuple[str, str]) -> bool:
    """Whether the list is, without locants, one of each letter: ``(R,S)`` or ``(E,Z)``."""
    return (
        all(item.kind == kind and item.locant is None for item in items)
        and tuple(sorted(item.letter for item in items)) == letters
    )


_WORD = regex("[A-Za-z]+")
_DESCRIPTORS = frozenset(
    {*"RSEZrsezDLdl", "RS", "SR", "SS", "rs", "sr", "EZ", "ZE", "NE", "NZ", "DL", "dl"}
    | {f"{locant}{letter}" for locant in "abcdefghijklmnopq" for letter in "RSEZrsez"}
)
_SPOKEN = frozenset({"rac", "racemic", "racemate", "rel", "cis", "trans", "meso", "xi"})
_PIECES = (
    *("(+", "(-", "[+", "[-", "&", "<"),
    *("dextro", "levo", "laevo", "alpha", "beta", "gamma", "delta", "epsilon"),
)


def _may_state_stereo(name: str) -> bool:
    """Tell whether a name holds any letter, word or sign that a descriptor is made of; most names do not."""
    if not name.isascii():
        return True
    words, lower = _WORD.findall(name), name.lower()
    if not _DESCRIPTORS.isdisjoint(words) or not _SPOKEN.isdisjoint(map(str.lower, words)):
        return True
    for piece in _PIECES:  # noqa: SIM110  # any() would take three times as long, for every name of a table
        if piece in lower:
            return True
    return False


_SULFUR_CENTRE = regex(r"sulf(?:in(?:am|at|ic|yl|im|oth)|ox|ilimin|onimid)", re.IGNORECASE)


def at_sulfur(name: str) -> str:
    """Write ``(SS)`` before a sulfur centre, meaning S at sulfur, as ``(S)``; drop ``(SR)``, which may be a racemate.

    Examples
    --------
    >>> at_sulfur("(SS)-2-methylpropane-2-sulfinamide"), at_sulfur("(SR)-2-methylpropane-2-sulfinamide")
    ('(S)-2-methylpropane-2-sulfinamide', '2-methylpropane-2-sulfinamide')
    """
    if not ("(SS)" in name or "(SR)" in name) or not _SULFUR_CENTRE.search(name):
        return name
    return re.sub(r"\(SR\)-?", "", name.replace("(SS)", "(S)"))


_UNPLACED_LETTER = regex(r"\([RS]\)-", re.IGNORECASE)
_ACIDIC_PHOSPHORUS = regex(r"(?:[a-z]|\(\))*hydroxy(?:\(\))?phosphoryl")


def _without_acidic_phosphorus(text: str) -> str:
    """Leave out the letter of a phosphorus with a hydroxyl group, whose oxygens exchange the proton: it is no centre.

    Examples
    --------
    >>> _without_acidic_phosphorus("1-[(R)-hydroxy(methyl)phosphoryl]-L-proline")
    '1-[hydroxy(methyl)phosphoryl]-L-proline'
    >>> _without_acidic_phosphorus("[(S)-hydroxy(phenyl)methyl]phosphonic acid")
    '[(S)-hydroxy(phenyl)methyl]phosphonic acid'
    """
    if "phosphoryl" not in text.lower():
        return text
    for match in reversed(list(_UNPLACED_LETTER.finditer(text))):
        if _ACIDIC_PHOSPHORUS.match(_folded(text[match.end() :]).lower()):
            text = text[: match.start()] + text[match.end() :]
    return text


def _folded(text: str) -> str:
    """Write each group in brackets as ``()``, but for a lone hydroxy, up to the bracket that ends the text's own."""
    out, start, depth = "", 0, 0
    for place, sign in enumerate(text):
        if sign in "([{":
            depth += 1
            start = place + 1 if depth == 1 else start
        elif sign in ")]}":
            depth -= 1
            if depth < 0:
                break
            if not depth:
                out += "hydroxy" if text[start:place].lower() == "hydroxy" else "()"
        elif not depth:
            out += sign
    return out


_SATURATED = regex(r"hydro(?!xy|gen|chlor|brom)")
_SILENT = NameStereo()


def _claims_in_common(synonyms: Sequence[str]) -> NameStereo:
    """Give what the first of several synonyms in one text claims; nothing where another claims something else."""
    claims = [found for found in map(stereo_claims, synonyms) if found]
    letters = {
        (tuple(sorted(letter for _, letter in found.rs)), tuple(sorted(letter for _, letter in found.ez)))
        for found in claims
    }
    return claims[0] if len(letters) == 1 and len({found.racemic for found in claims}) == 1 else _SILENT


_RS_LETTERS: dict[str, RSLetter] = {"R": "R", "S": "S", "r": "r", "s": "s"}


@lru_cache(maxsize=1024)
def stereo_claims(name: str) -> NameStereo:
    """Read the stereodescriptors of a name without building its structure.

    Parameters
    ----------
    name
        Systematic or trivial name as typed; wiki and HTML markup is ignored.

    Examples
    --------
    >>> stereo_claims("(R)-(−)-4-amino-3-(4-chlorophenyl)butanoic acid")  # arbaclofen
    NameStereo(rs=((None, 'R'),), ez=(), racemic=False, relative=False, enantiomer_prefixes=(), \
rotations=('-',), cis_trans=(), alpha_beta=False, meso=False, of_sugar=False, on_sugars=False, \
trademark=False, of_several=False, saturated=False)
    >>> stereo_claims("(2E)-4-aminobut-2-enoic acid").ez  # trans-4-aminocrotonic acid
    (('2', 'E'),)
    >>> stereo_claims("rac-(1R,2S)-2-aminocyclohexane-1-carboxylic acid").racemic
    True
    >>> bool(stereo_claims("Lioresal(R)")), bool(stereo_claims("S-adenosylmethionine"))
    (False, False)
    """
    if not _may_state_stereo(name):
        return _SILENT
    text = _without_acidic_phosphorus(at_sulfur(plain_text(name)))
    if " / " in text:
        return _claims_in_common(text.split(" / "))
    lists, prefixes = _found(text), _prefixes(text)
    items = [item for _, found in lists for item in found]
    located = [item for item in items if item.kind in {"rs", "star"} or (item.kind == "racemic" and item.locant)]
    double_bonds = [
        item
        for _, found in lists
        if not _is_one_of_each(found, "ez", ("E", "Z"))
        for item in found
        if item.kind == "ez"
    ]
    one_of_each = any(_is_one_of_each(found, "rs", ("R", "S")) for _, found in lists)
    small_by_habit = bool(double_bonds) and text.islower()
    return NameStereo(
        rs=tuple(
            (item.locant, _RS_LETTERS[item.letter.upper() if small_by_habit else item.letter]) for item in located
        ),
        ez=tuple((item.locant, "E" if item.letter == "E" else "Z") for item in double_bonds),
        racemic=(one_of_each and len(located) == 2)
        or any(item.kind == "racemic" for item in items)
        or bool(_RACEMIC.search(text) or _RACEMIC_WORD.search(text)),
        relative=any(item.kind == "star" for item in items) or bool(_RELATIVE.search(text)),
        enantiomer_prefixes=prefixes,
        of_sugar=_OF_SUGAR.search(text) is not None,
        on_sugars=bool(prefixes) and len(_ON_SUGAR.findall(text)) == len(prefixes),
        rotations=_signs(text),
        cis_trans=_cis_trans(text),
        alpha_beta=any(item.kind == "face" for item in items) or bool(_ALPHA_BETA.search(text)),
        meso=bool(_MESO.search(text)) and not _HALF.search(text),
        trademark=(behind := _BEHIND.fullmatch(text)) is not None and behind.lastgroup == "trademark",
        of_several=bool(located or double_bonds) and lists_components(text),
        saturated=bool(double_bonds) and _SATURATED.search(text) is not None,
    )
