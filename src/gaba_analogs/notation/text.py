"""Characters that arrive with copied text, and cells that state nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from gaba_analogs.notation.characters import plain_signs, without_invisible
from gaba_analogs.notation.repairs import Repair
from gaba_analogs.regex import regex

_STRUCTURES = ("smiles", "connectivity_smiles", "inchi", "inchikey")
_SENTENCE = regex(
    r"(?=.*\b(?:no|not|none|see|text|notes?|unknown|un(?:available|defined|specified)|available|structures?|mixtures?|"
    r"polymers?|proteins?|antibod(?:y|ies)|extracts?|of|for|with|the|could|cannot|be|is|are|to)\b)"
    r"(?!(?:[BCNOPSFI]|Cl|Br)\s)[(\[]?[A-Za-z][a-z'\u2019-]*(?:[,;:]?\s+[(]?[A-Za-z][a-z'\u2019-]*[)]?){1,30}[.!]?[)\]]?"
)
_PLACEHOLDERS = frozenset(
    "n/a #n/a na nan nil null none - -- --- ? ?? . unknown unspecified undefined missing "
    "not&available not&applicable not&found no&data not&assigned pending tbd todo n.a. n.d. x xx xxx "
    "other&inchi&found #ref! #value! #name? n/k nd n.k. -666 restricted proprietary confidential uvcb "
    "[] {} () [''] [none] [nan] set() "
    "k.a. k.&a. k/a keine&angabe keine&angaben unbekannt nicht&bekannt nicht&verfügbar nicht&vorhanden onbekend "
    "inconnu inconnue non&connu non&disponible desconocido desconhecido no&disponible sconosciuto "
    "неизвестно нет&данных 不明 未知".replace("&", "\0").split()
)
_LONGEST_PLACEHOLDER = max(map(len, _PLACEHOLDERS))
_QUOTED = r"""'[^'\n]*+'|"[^"\n]*+\""""
_NUMBERED = rf"{_QUOTED}|\d++(?:\.\d++)?+"
_LIST = regex(
    rf"\[\s*+(?:(?:{_NUMBERED})\s*+(?:,\s*+(?!\])|(?=\])))++\]"
    rf"|\{{\s*+(?:(?:{_NUMBERED})\s*+(?:,\s*+(?!\}})|(?=\}})))++\}}"
    rf"|\(\s*+(?:(?:{_QUOTED})\s*+(?:,\s*+|(?=\))))++\)"
)
"""A list, set or tuple as programs print it: quoted texts, and but for tuples numbers, in brackets."""
_LISTED = regex(r"""'([^'\n]*+)'|"([^"\n]*+)"|(\d++(?:\.\d++)?+)""")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹", "01234567890123456789")
_VULGAR = regex("(?<!\\d)(\\d{0,9})([\u00bc-\u00be\u2150-\u215e])")
_MASS_NUMBER = regex(
    "(?<![A-Za-z)\\]\u2080-\u2089\u2070\u00b9\u00b2\u00b3\u2074-\u2079])([\u2070\u00b9\u00b2\u00b3\u2074-\u2079]{1,3})([A-Z][a-z]?)"
)
_NO_CHARACTER = regex(r"&#(?:\d{8,}|[xX][0-9A-Fa-f]{8,});?")
_NOTHING_IN: Mapping[str, re.Pattern[str]] = {
    "cas": regex(
        r"0|0{1,7}-0{1,2}-0|NO[_ -]?CAS(?:[_ -]?\w{1,20})?(?: (?:assigned|available|number|no\.?))?"
        r"|mixtures?|various|multiple|trade secret|see (?:note|text)s?"
        r"|(?:CAS )?(?:RN |number )?(?:un|not )(?:assigned|available|known)",
        re.IGNORECASE,
    ),
    **dict.fromkeys(("molecular_weight", "monoisotopic_mass"), regex(r"-1(?:\.0*)?|[+-]?0(?:\.0*)?")),
    **dict.fromkeys(
        _STRUCTURES, regex("mixtures?|polymers?|proteins?|peptide|antibody|biologic|various", re.IGNORECASE)
    ),
    "formula": regex("mixtures?|variable|varies|various|polymers?|proteins?", re.IGNORECASE),
}
"""What states nothing in one field, and may state something in another."""


_DRAWN = ("smiles", "connectivity_smiles")
_LIST_SIGNS: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(_DRAWN, regex(r"[,;|]")),
    "inchi": regex(r"(?=InChI=)"),
    "inchikey": regex(r"[,;|/\s]+"),
    "formula": regex(r",\s|\|"),
    **dict.fromkeys(("molecular_weight", "monoisotopic_mass"), regex(r",\s|[;|]")),
}
"""What parts the values of a cell that lists several."""
_ONE_OF_SEVERAL: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(
        _DRAWN,
        regex(r"(?=.*[A-Za-z])(?:\[[^\[\]\s]+\]|Br|Cl|[BCNOPSFIbcnops]|[-=#$:~./\\()%0-9*])+"),
    ),
    "inchi": regex(r"InChI=1\S+"),
    "inchikey": regex(r"[A-Z]{14}-[A-Z]{10}-[A-Z]"),
    "formula": regex(r"\[?(?:[A-Z][a-z]?\d*)+\]?(?:\d?[+-]\d?)?"),
    **dict.fromkeys(("molecular_weight", "monoisotopic_mass"), regex(r"\d+\.\d+")),
}
"""What one value looks like in a cell that lists several."""
_EXTENDED = regex(r"(?:\[[^\[\]\s]++\]|Br|Cl|[BCNOPSFIbcnops]|[-=#$:~./\\()%0-9*])++(?:\s++\|[^|]*+\|)?+")
"""One SMILES with the extension of ChemAxon that may stand behind it, in which commas and bars have another meaning."""
_EXTENDED_LIST = regex(rf"{_EXTENDED.pattern}(?:\s*+[,;]\s*+{_EXTENDED.pattern})++")
_ORGANIC = regex(r"C\d*(?=H)(?:[A-Z][a-z]?\d*)+")
_MAY_LIST = regex(r"[,;|]|\S\s+\S")


def clean(text: str) -> tuple[str, list[Repair]]:
    r"""Remove invisible characters, HTML entities and stray white space.

    Returns
    -------
    tuple of str and list of Repair
        The cleaned text, and what was done.

    Examples
    --------
    >>> clean("C4H9NO2\u00a0")
    ('C4H9NO2', [<Repair.WHITE_SPACE: 'stray white space was removed'>])
    """
    notes: list[Repair] = []
    value = text
    if "&" in value and (unescaped := unescape(value)) != value:
        value = unescaped
        notes.append(Repair.HTML_ENTITY)
    visible = without_invisible(value)
    if visible != value:
        notes.append(Repair.INVISIBLE_CHARACTER)
    stripped = visible.strip()
    if stripped != visible:
        notes.append(Repair.WHITE_SPACE)
    listed = unlisted(stripped)
    if listed != stripped:
        notes.append(Repair.LIST)
    return listed, notes


def unlisted(text: str) -> str:
    """Write a list, set or tuple as programs print it, pandas into a CSV file for one, as people write several values.

    Examples
    --------
    >>> unlisted("['56-12-2']"), unlisted('["56-12-2", "28805-76-7"]'), unlisted("[13CH4]")
    ('56-12-2', '56-12-2; 28805-76-7', '[13CH4]')
    >>> unlisted("{'56-12-2'}"), unlisted("('56-12-2', '28805-76-7')")
    ('56-12-2', '56-12-2; 28805-76-7')
    """
    if not text.startswith(("[", "{", "(")) or not _LIST.fullmatch(text):
        return text
    return "; ".join("".join(found.groups("")) for found in _LISTED.finditer(text))


def unescape(text: str) -> str:
    """Decode HTML entities; one that numbers no character becomes U+FFFD, however many digits it has.

    Examples
    --------
    >>> unescape("103.12&nbsp;g/mol") == "103.12\u00a0g/mol"
    True
    """
    if "&" not in text:
        return text
    import html  # noqa: PLC0415 - a table of two thousand entities

    return html.unescape(_NO_CHARACTER.sub("\ufffd", text))


def is_placeholder(text: str) -> bool:
    """Tell whether a cell says that it holds nothing.

    Examples
    --------
    >>> is_placeholder("N/A"), is_placeholder("NCCCC(=O)O")
    (True, False)
    """
    word = text.strip()
    if len(word) > _LONGEST_PLACEHOLDER:
        return False
    word = plain_signs(word)
    return word != "Na" and word.casefold().replace(" ", "\0") in _PLACEHOLDERS


def states_nothing(field: str, text: str) -> bool:
    """Tell whether a cell states nothing in its field, as a CAS number of zeros and a mass of 0 do.

    Examples
    --------
    >>> states_nothing("cas", "0-00-0"), states_nothing("cas", "NOCAS_867123"), states_nothing("cas", "1134-47-0")
    (True, True, False)
    """
    if is_placeholder(text):
        return True
    if field in _STRUCTURES and " " in text and len(text) < 300 and _SENTENCE.fullmatch(text.strip()):
        return True
    pattern = _NOTHING_IN.get(field)
    return pattern is not None and len(text) < 100 and pattern.fullmatch(plain_signs(text.strip())) is not None


def several_values(field: str, text: str) -> tuple[str, ...]:
    """Split a cell that lists several values of its field; empty where it holds one.

    Examples
    --------
    >>> several_values("smiles", "CCO, CCO"), several_values("smiles", "CCO")
    (('CCO', 'CCO'), ())
    >>> several_values("molecular_weight", "1,154.75")
    ()
    """
    pattern = _ONE_OF_SEVERAL.get(field)
    if pattern is None or len(text) < 3 or not _MAY_LIST.search(text):
        return ()
    if field == "inchi" and text.count("InChI=") < 2:  # its own commas part nothing
        return ()
    text = unlisted(text)
    if field in _DRAWN and "|" in text and _EXTENDED_LIST.fullmatch(text.strip()):
        return tuple(found[0] for found in _EXTENDED.finditer(text.strip()))
    parts = tuple(part.strip() for part in _LIST_SIGNS[field].split(text.strip()))
    if field == "inchi":
        parts = tuple(bare for part in parts if (bare := part.rstrip(",;| ")))
    if len(parts) < 2 or not all(map(pattern.fullmatch, parts)):
        return ()
    return () if field == "formula" and (_is_one_formula(parts) or _is_salt(parts)) else parts


_PARTNER = regex(r"\d{0,2}(?:HCl|HBr|HI|H2O|H2SO4|H3PO4|HNO3)")


def _is_salt(parts: tuple[str, ...]) -> bool:
    """Tell whether a cell lists a base, and behind it a mineral acid or water: C10H12ClNO2, HCl."""
    return len(parts) == 2 and _PARTNER.fullmatch(parts[1]) is not None and _PARTNER.fullmatch(parts[0]) is None


def formulas_in(text: str) -> tuple[str, ...]:
    """Split a cell of organic formulas with semicolons between them, which may be those of the parts of one salt.

    Examples
    --------
    >>> formulas_in("C4H9NO2; C5H9NO2"), formulas_in("['C4H9NO2', 'C5H9NO2']"), formulas_in("C4H9NO2; HCl")
    (('C4H9NO2', 'C5H9NO2'), ('C4H9NO2', 'C5H9NO2'), ())
    """
    parts = tuple(re.split(r"\s*;\s*", unlisted(text.strip())))
    return parts if len(parts) > 1 and all(map(_ORGANIC.fullmatch, parts)) else ()


def _is_one_formula(parts: tuple[str, ...]) -> bool:
    """Tell whether the parts of a cell are the elements of one formula: C10, H12, Cl."""
    symbols = [part.rstrip("0123456789") for part in parts]
    return len(set(symbols)) == len(symbols) and all(re.fullmatch("[A-Z][a-z]?", symbol) for symbol in symbols)


def plain_digits(text: str) -> str:
    """Write sub- and superscripts, full-width characters, hyphens, signs and primes in ASCII.

    Examples
    --------
    >>> plain_digits("C₁₀H₁₂ClNO₂"), plain_digits("SO₄²⁻")
    ('C10H12ClNO2', 'SO42-')
    """
    if text.isascii():
        return text
    text = _VULGAR.sub(
        lambda m: (
            f"{m[1]}{unicodedata.numeric(m[2]):g}"[len(m[1]) :]
            if not m[1]
            else f"{int(m[1]) + unicodedata.numeric(m[2]):g}"
        ),
        text,
    )
    text = _MASS_NUMBER.sub(lambda m: f"[{m[1].translate(_SUBSCRIPTS)}{m[2]}]", text)
    return unicodedata.normalize("NFKC", plain_signs(text.translate(_SUBSCRIPTS)))
