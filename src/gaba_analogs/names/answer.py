"""OPSIN's output for a name, turned into a result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from gaba_analogs.names.extended_smiles import centres, charge_of, read_extended_smiles
from gaba_analogs.names.parsed_name import ParsedName
from gaba_analogs.notation.stereodescriptors import NameStereo, plain_text, stereo_claims
from gaba_analogs.notation.systematic import STATED_CHARGE
from gaba_analogs.regex import regex

_WARNINGS = regex(r"; (?=(?:APPEARS_AMBIGUOUS|STEREOCHEMISTRY_IGNORED): )")
_AMBIGUOUS = "APPEARS_AMBIGUOUS: "
_IGNORED = "STEREOCHEMISTRY_IGNORED: "
_ELEMENT = regex(r"<(\w+)[^<>]*>([^<>]*)</\1>")
_QUOTED_TERM = regex(r"This term was ignored: (.+)$")
_STUCK = regex(r"The following was not parseable: (.*)$")
_RACEMIC_SIGNS = frozenset({"(+-)", "(+/-)", "(-+)", "(-/+)", "(±)", "±", "+-", "+/-"})


def _ignored_term(message: str) -> str | None:
    """Return the descriptor that a warning is about; None for a sign that means a racemate.

    Examples
    --------
    >>> _ignored_term('Could not find atom that: <stereoChemistry locant="3">3R</stereoChemistry> appeared')
    '3R'
    """
    element = _ELEMENT.search(message)
    quoted = _QUOTED_TERM.search(message)
    term = element[2] if element else quoted[1].strip().removesuffix("-") if quoted else message
    return None if term in _RACEMIC_SIGNS else term


def _reason(messages: Iterable[str]) -> str:
    """Say in plain words why OPSIN gives no structure."""
    message = " ".join(messages)
    stuck = _STUCK.search(message)
    if stuck and stuck[1]:
        return f"not a systematic name that OPSIN can read: stuck at {shorten(stuck[1])!r}"
    if "unparsable" in message or "uninterpretable" in message:
        return "not a systematic name that OPSIN can read"
    if "unsure of the meaning of the words" in message:
        return "OPSIN cannot combine the words of the name: a substituent, or a class of compounds?"
    plain = " ".join(_ELEMENT.sub(r"\2", message).split())
    return f"OPSIN gives no structure: {shorten(plain, 200)}" if plain else "OPSIN gives no structure"


def shorten(text: str, length: int = 60) -> str:
    """Shorten a text to a number of characters [-].

    Examples
    --------
    >>> shorten("4-amino-3-(4-chlorophenyl)butanoic acid", 16)
    '4-amino-3-(4-ch…'
    """
    return text if len(text) <= length else f"{text[: length - 1]}…"


class Answer(NamedTuple):
    """OPSIN's line for one spelling, and its messages; ``failure`` if there was no answer."""

    line: str = ""
    messages: tuple[str, ...] = ()
    failure: str | None = None


def interpret(name: str, spelling: str, answer: Answer) -> ParsedName:
    """Turn an answer into a result."""
    if answer.failure or not answer.line:
        return ParsedName(name, spelling, failure=answer.failure or _reason(answer.messages))
    warnings = [warning for message in answer.messages for warning in _WARNINGS.split(message)]
    terms = [_ignored_term(text.removeprefix(_IGNORED)) for text in warnings if text.startswith(_IGNORED)]
    smiles, cxsmiles, racemic, relative = read_extended_smiles(answer.line)
    parsed = ParsedName(
        name,
        spelling,
        smiles=smiles,
        cxsmiles=cxsmiles,
        racemic=racemic,
        relative=relative,
        ambiguous=any(text.startswith(_AMBIGUOUS) for text in warnings),
        stereo_ignored=tuple(term for term in terms if term is not None),
    )
    if "(SR)" in name and "(SR)" not in spelling:
        parsed = replace(parsed, stereo_ignored=(*parsed.stereo_ignored, "SR"))
    doubtful = _has_another_charge(parsed) or _is_unmeant_aryne(parsed)
    return _with_claims(replace(parsed, ambiguous=True) if doubtful else parsed)


def _is_unmeant_aryne(parsed: ParsedName) -> bool:
    """Tell whether OPSIN took ``2,3-didehydro`` before tyrosine for places of its ring, which gives an aryne."""
    text = parsed.interpreted.lower()
    return _DIDEHYDRO.search(text) is not None and _TRIPLE_BOND.search(parsed.smiles or "") is not None


def _has_another_charge(parsed: ParsedName) -> bool:
    """Tell whether a name says a charge that OPSIN's ion does not have."""
    if _ENDS_AS_MOST.search(parsed.name):
        return False
    stated = STATED_CHARGE.search(plain_text(parsed.name))
    if stated is None:
        return False
    count = int(stated["count"] or 1) if stated["sign"] else {"di": 2, "tri": 3, "tetra": 4}.get(stated["many"], 1)
    negative = stated["sign"] == "-" or stated["word"] == "anion"
    return charge_of(parsed.smiles or "") != (-count if negative else count)


_ENDS_AS_MOST = regex(r"[A-Za-mo-z]\Z")
"""Names that end with a letter state no charge, unless they end with ``anion`` or ``cation``."""
_DIDEHYDRO = regex(r"didehydro(?!benzene)(?!.*yn[ey])")
_TRIPLE_BOND = regex(r"C\d?#C")
_SUGAR_ENDINGS = ("ose", "osamine", "uronic acid")
_OPEN_OR_RING = regex(
    r"(?:gluc|galact|mann|rib|arabin|xyl|lyx|fruct|fuc|rhamn|sorb|tagat|psic|allul|allr?|altr|gul|id|tal|erythr|thre)"
    rf"(?:{'|'.join(_SUGAR_ENDINGS)})$"
)
_RING = regex(r"\d")
_PLAIN_SUGAR = regex(r"(?:aldehydo-|keto-)?(?:\d(?:,\d)*-(?:di|tri)?deoxy-)?[DL]-[A-Za-z][a-z]+(?: acid)?")
_STEREO_WORD = regex(r"rac|±|\(\W{2,3}\)|[rs][,/]?\s?[rs]|dl|d,l|d/l|cis|trans")


def _with_claims(parsed: ParsedName) -> ParsedName:
    """Add what the name says but OPSIN's structure does not show.

    OPSIN draws ``cis`` and ``trans`` on a ring as one enantiomer, chosen arbitrarily, and a sugar without D or L as
    one of the two.
    """
    text = parsed.interpreted.lower()
    if text.endswith(_SUGAR_ENDINGS) and _OPEN_OR_RING.search(text) and not _is_chain_of_one_hand(parsed):
        parsed = replace(parsed, ambiguous=True)
    if not _STEREO_WORD.search(text):
        return parsed
    claims = stereo_claims(parsed.interpreted)
    if claims.racemic and not claims.racemic_or_two_centres:
        parsed = replace(parsed, racemic=True)
    return _made_relative(parsed) if _is_only_relative(parsed, claims) else parsed


def _is_chain_of_one_hand(parsed: ParsedName) -> bool:
    """Tell whether OPSIN drew a sugar that the name states with D or L, and with no group of another, as the chain."""
    return _PLAIN_SUGAR.fullmatch(parsed.interpreted) is not None and not _RING.search(parsed.smiles or "")


def _is_only_relative(parsed: ParsedName, claims: NameStereo) -> bool:
    """Whether the configuration is stated only by ``cis`` or ``trans`` on a ring."""
    absolute = claims.rs or claims.enantiomer_prefixes or claims.alpha_beta or parsed.racemic or parsed.relative
    on_a_bond = set("/\\").intersection(parsed.smiles or "")
    used = set(claims.cis_trans).difference(term.lower() for term in parsed.stereo_ignored)
    return bool(used) and not absolute and not on_a_bond


def _made_relative(parsed: ParsedName) -> ParsedName:
    marked = centres(parsed.smiles or "")
    if not marked:
        return parsed
    group = f"o1:{','.join(map(str, marked))}"
    return replace(parsed, relative=True, cxsmiles=f"{parsed.smiles} |{group}|")
