"""The spellings of a name sent to OPSIN: as typed, and repaired."""

from __future__ import annotations

import re
from collections.abc import Callable

from gaba_analogs.names.lipids import with_locants
from gaba_analogs.notation.stereodescriptors import at_sulfur, plain_text
from gaba_analogs.notation.systematic import STATED_CHARGE
from gaba_analogs.notation.text import unlisted
from gaba_analogs.regex import regex

_AMIDINO = regex(r"(?<=\()aminoiminomethyl(?=\))", re.IGNORECASE)
_GUAIACOL = regex(r"(?<!\S)(\d(?:,\d)*-(?![\w-]*methoxy)[a-z][\w,()'-]*)guaiacol$")
_NITROGEN_OF_ONE = regex(r"(?<![\w'])\d+-(N'*)(?=[-,])")
_TWO_NITROGENS = regex(r"di(?:carbox|thio)?am(?:ide|ine)|di(?:carbox)?imid|hydrazid")
_NITROGEN = regex(r"(?<![A-Za-z\d])N('?)(?=[-,])")
_TWO_OF_ONE_LOCANT = regex(r"(?<=[(,])(\d+[a-z])(R),\1(S)(?=[,)])", re.IGNORECASE)
_BOTH_ON_ONE = regex(r"(?<!\d)(\d+),\1-diamine\b")
_CYCLIC_DIAMIDE = regex(
    r"(?P<ring>quinoxaline|pyrazine|phthalazine|pyridazine|1,4-benzodiazepine)-(?P<places>\d,\d)-di(?:thi)?one",
    re.IGNORECASE,
)
_OXOPURINE = regex(
    r"(?:(?<![a-z])\d(?:H|\(H\))-)?purin(?P<many>e)?-(?P<places>\d(?:,\d)*)-(?P<ending>(?:di|tri)?(?:thi)?one)"
)
_LACTAM_HYDROGENS = {
    ("quinoxaline", "2,3"): "1,4",
    ("pyrazine", "2,3"): "1,4",
    ("phthalazine", "1,4"): "2,3",
    ("pyridazine", "3,6"): "1,2",
    ("1,4-benzodiazepine", "2,5"): "3,4",
}
"""Where the hydrogens of a diamide are, by its ring and the places of its oxygens."""
_HYDROGEN_HALIDE = regex(r"(?<=[a-z)\]}]),? hydrogen (?=(?:fluor|chlor|brom|iod)ide(?:\W|$))")
_SALT_BEHIND = regex(r",? (?P<ion>\S+(?:ate|ide))(?P<ratio> \(\d{1,2}(?:[:/]\d{1,2})+\))? (?:salt|\(salt\))$")
_INN_ION = regex(r"(?<= )(?P<acid>bes|tos|es|edis)ilate\b")
_JOINED_HYDROGEN = regex(r"(?<= )(?P<many>di)?(?:hydrogen|acid )(?=(?:male|fumar|tartr|succin|oxal|citr|malon)ate\b)")
_SHORT_CHLORIDE = regex(r"(?:\s*[.·]\s*|\s+x\s+| )(?P<count>[23]?)\s?HCl$")
_TIMES = {"": "", "2": "di", "3": "tri"}
_BIS_OF_ESTER = regex(
    r"bis[\[({](?P<ester>.+ .+ate)[\])}] (?P<ion>(?:hydrogen )?(?!\w*hydrate)\S+(?:ate|ide))"
    r"(?P<water> (?:mono|di|tri)?hydrate)?"
)
_WATERS = {" hydrate": 1, " monohydrate": 1, " dihydrate": 2, " trihydrate": 3}
_SMALL_SIGN = regex(r"(?<![A-Za-z])(?P<sign>[dl])-(?=(?:bi|hydrogen )?tartr?a)")
_SIGNS = {"d": "(+)", "l": "(-)"}
_TWO_ACIDS = regex(r" di(?P<acid>phosph|sulf)ate$")
MAX_NAME_LENGTH = 5000
"""Length [characters] of the longest name sent to OPSIN."""
_NOTE = regex(
    r"\s*[(\[](?:\d{1,2}CI|ACI|INN|INNM|USAN|USP|BAN|JAN|DCF|ISO|WHO-DD|IUPAC|IUPAC name)[)\]]\s*$",
    re.IGNORECASE,
)
_HYPHEN_SPACE = regex(r"(?<=\S)- (?=[\w(\[{])|(?<=[\w)\]}]) -(?=[\w(\[{])")
_LOCANT_SPACE = regex(r"(?:(?<=[\dNOSP'αβξ])|(?<=\dalpha)|(?<=\dbeta))([,:]) (?=[\dNOSP])")
_BRACKET_SPACE = regex(r"(?<=[(\[{])\s+|\s+(?=[)\]}])")
_UNDERSCORE = regex(r"(?<=[A-Za-z)\]])_(?=[A-Za-z\d(])")
_LETTER = regex(r"[^\W\d_]")
_CONTROL = regex(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
R_AND_S = regex(r"\((?:R,\s?S|S,\s?R)\)")
_REPEATED_LOCANT = regex(r"(?<![\d,])(\d+) \1-(di)?")
_RACEMIC_WORD = regex(r"^(?:rac\.\s*-?\s*|racemic[\s-]+|\(?(?:dl|d,l|d/l)\)?-|±-?\s*)", re.IGNORECASE)
_HYPHENATED_DESCRIPTOR = regex(r"(?<=[(,\[])(\d+[a-z]?'*)-([RSEZ])(?=[),\]])")
_SMALL_LOCANT = regex(r"(?<![A-Za-z])(?:[nos](?=\d{0,2}'{0,3}[,-])|n(?=[ez]\)))")
_CERTAIN_NITROGEN = regex(
    r"n(?<![A-Za-z]n)(?:"
    r"(?=\d{0,2}'{0,3}(?:,|-[(\[])|(?:\d{1,2}'{0,3}|'{1,3})-|[ez]\))"
    r"|(?<=[\dn'],n)(?=\d{0,2}'{0,3}-))"
)
SMALL_N = regex(r"n(?<![A-Za-z]n)(?=\d{0,2}'{0,3}[,-])")  # the letter comes first to make the search fast
NORMAL_ALKYL = regex(r"(?<![A-Za-z])n-(?:prop|but|am|pent|hex|hept|oct|non|\w*dec|eicos)(?:yl|ox|an(?!-\d))")


_LOCANT = r"\d{1,2}(?:alpha|beta|xi|[αβξ])?+"
_LOCANTS = rf"{_LOCANT}(?:,{_LOCANT})*+"
_ALCOHOL_AND_KETONE = regex(
    rf"(?P<skeleton>.*n)e?-(?P<places>{_LOCANTS})-(?P<count>|di|tri|tetr)ol-(?P<ketone>{_LOCANTS}-(?:di|tri)?one)",
    re.IGNORECASE,
)
_HYDROXYS = {"": "hydroxy", "di": "dihydroxy", "tri": "trihydroxy", "tetr": "tetrahydroxy"}


def _repair_markup(name: str) -> str:
    """Drop HTML and wiki markup; write hyphens, primes and small capitals in ASCII."""
    return plain_text(name)


def _repair_notes(name: str) -> str:
    """Drop a note such as ``(9CI)`` or ``[INN]`` at the end."""
    return _NOTE.sub("", name)


def _repair_ending(name: str) -> str:
    """Drop a full stop, comma or semicolon at the end."""
    return name.rstrip(" .,;")


def _repair_spaces(name: str) -> str:
    """Close gaps after hyphens, between locants and inside brackets; drop a locant typed twice."""
    name = _BRACKET_SPACE.sub("", _LOCANT_SPACE.sub(r"\1", _HYPHEN_SPACE.sub("-", name)))
    return _REPEATED_LOCANT.sub(lambda m: f"{m[1]},{m[1]}-di" if m[2] else f"{m[1]}-", name)


def _repair_racemic(name: str) -> str:
    """Write leading ``rac.``, ``racemic`` and ``dl-`` as ``rac-``."""
    return _RACEMIC_WORD.sub("rac-", name)


def _repair_descriptors(name: str) -> str:
    """Write ``(3-R)`` as ``(3R)``."""
    return _HYPHENATED_DESCRIPTOR.sub(r"\1\2", name)


def _repair_locants(name: str) -> str:
    """Write small ``n-``, ``o-``, ``s-``, ``(nz)`` as ``N-``, ``O-``, ``S-``, ``(Nz)``."""
    return _SMALL_LOCANT.sub(lambda match: match[0].upper(), name)


def _repair_charge(name: str) -> str:
    """Drop a charge at the end, which the name of the ion implies; the answer is compared with it."""
    return STATED_CHARGE.sub("", name)


def _repair_two_endings(name: str) -> str:
    """Write the alcohol of an older steroid name in front: ``5-pregnen-3beta-ol-20-one`` has two endings."""
    match = _ALCOHOL_AND_KETONE.fullmatch(name)
    if match is None:
        return name
    return f"{match['places']}-{_HYDROXYS[match['count'].lower()]}-{match['skeleton']}-{match['ketone']}"


def _repair_oxopurine(name: str) -> str:
    """Add the hydrogens that OPSIN asks for: on 7 and 9 of ``purine-2,8-dione``, on 1 and 9 of ``9H-purin-6-one``."""
    match = None if "hydro" in name.replace("hydroxy", "") else _OXOPURINE.search(name)
    if match is None:
        return name
    hydrogens = "7,9" if "8" in match["places"] else "1,9"
    before = _joined_on(name[: match.start()])
    ring = name[name.index("purin", match.start()) :]
    return f"{before}{hydrogens}-dihydro{ring}"


def _joined_on(before: str) -> str:
    """Add the hyphen that a locant needs behind a letter or bracket."""
    return f"{before}-" if before[-1:].isalpha() or before.endswith((")", "]")) else before


def _repair_underscores(name: str) -> str:
    """Write the blanks that a table without blanks has as underscores."""
    return _UNDERSCORE.sub(" ", name)


def _repair_salt(name: str) -> str:
    """Write the acid of a salt as OPSIN knows it: ``acetate (2:1) (salt)``, ``besilate``, ``.HCl``."""
    name = _SALT_BEHIND.sub(lambda match: f" {match['ion']} salt{match['ratio'] or ''}", name)
    name = _JOINED_HYDROGEN.sub(lambda match: f"{match['many'] or ''}hydrogen ", _INN_ION.sub(r"\g<acid>ylate", name))
    return _SHORT_CHLORIDE.sub(lambda m: f" {_TIMES[m['count']]}hydrochloride", name)


def _repair_list(name: str) -> str:
    """Take the name out of a list of one, as programs print it."""
    return bare if "; " not in (bare := unlisted(name)) else name


_REPAIRS: tuple[Callable[[str], str], ...] = (
    _repair_list,
    _repair_underscores,
    _repair_markup,
    _repair_notes,
    _repair_ending,
    _repair_charge,
    _repair_spaces,
    _repair_racemic,
    _repair_descriptors,
    _repair_locants,
    _repair_two_endings,
    _repair_oxopurine,
    _repair_salt,
)


def first_spelling(name: str) -> str:
    """Return the spelling to try first: as typed, or with its locants repaired where they can only mean one thing.

    OPSIN reads a small ``n-`` before an alkyl group as normal, and nowhere else. Of ``9Z-octadecenoic acid`` it
    ignores the descriptor, which alone says where the double bond is; ``aminoiminomethyl`` of old index names is no
    hydrazine; guaiacol is numbered from its hydroxyl group, ``1-N`` and ``1-N'`` are two atoms, and the ``hydrogen
    chloride`` of an amide is no acid chloride.

    Examples
    --------
    >>> first_spelling("n,n-dimethylaniline "), first_spelling("n-propylacetamide")
    ('N,N-dimethylaniline', 'n-propylacetamide')
    """
    text = _AMIDINO.sub("carbamimidoyl", with_locants(at_sulfur(name.strip())))
    text = _SMALL_SIGN.sub(lambda match: f"{_SIGNS[match['sign']]}-", text) if "tart" in text else text
    text = _with_ratio(text) if text.startswith("bis") else text
    text = _HYDROGEN_HALIDE.sub(" hydro", text) if " hydrogen " in text else text
    text = _GUAIACOL.sub(r"2-methoxy-\1phenol", text) if text.endswith("guaiacol") else text
    text = _NITROGEN_OF_ONE.sub(r"\1", text) if _is_of_one_position(text) else text
    return _repair_locants(text) if _CERTAIN_NITROGEN.search(text) else text


def _with_ratio(name: str) -> str:
    """Write ``bis(ester) sulfate`` as ``ester sulfate (2:1)``: OPSIN takes the ester for two words of the salt."""
    match = _BIS_OF_ESTER.fullmatch(name)
    if match is None:
        return name
    ratio = f" hydrate (2:1:{_WATERS[match['water']]})" if match["water"] else " (2:1)"
    return f"{match['ester']} {match['ion']}{ratio}"


def _is_of_one_position(name: str) -> bool:
    """Tell whether PubChem's ``1-N'`` and ``1-N`` are the two nitrogens of one carbon, which OPSIN takes for one."""
    return "N'" in name and _BOTH_ON_ONE.search(name) is not None and _NITROGEN_OF_ONE.search(name) is not None


def with_exchanged(name: str) -> str | None:
    """Exchange N and N' in the name of a diamide or diamine, or two descriptors of one locant; None without any.

    PubChem's names of triterpenes have two atoms 6a, and list R before S: which is which is open.

    Examples
    --------
    >>> with_exchanged("N-hydroxy-N'-phenylpropane-1,2-diamine"), with_exchanged("N,N-dimethylaniline")
    ("N'-hydroxy-N-phenylpropane-1,2-diamine", None)
    >>> with_exchanged("(4aS,6aR,6aS,6bR)-picene")
    '(4aS,6aS,6aR,6bR)-picene'
    """
    if _TWO_OF_ONE_LOCANT.search(name):
        return _TWO_OF_ONE_LOCANT.sub(r"\1\3,\1\2", name)
    if "N'" not in name or "N''" in name or not _TWO_NITROGENS.search(name):
        return None
    return _NITROGEN.sub(lambda match: "N" if match[1] else "N'", name)


def with_lactam_hydrogens(name: str) -> str | None:
    """Add the hydrogens that the name of a cyclic diamide leaves out; OPSIN takes it for a quinone. None for others.

    Examples
    --------
    >>> with_lactam_hydrogens("6-cyano-7-nitroquinoxaline-2,3-dione")  # CNQX
    '6-cyano-7-nitro-1,4-dihydroquinoxaline-2,3-dione'
    >>> with_lactam_hydrogens("7-chloro-1,4-benzodiazepine-2,5-dione")
    '7-chloro-3,4-dihydro-1,4-benzodiazepine-2,5-dione'
    >>> with_lactam_hydrogens("1,4-dihydroquinoxaline-2,3-dione"), with_lactam_hydrogens("quinoline-5,8-dione")
    (None, None)
    """
    match = None if "hydro" in name else _CYCLIC_DIAMIDE.search(name)
    places = None if match is None else _LACTAM_HYDROGENS.get((match["ring"].lower(), match["places"]))
    if match is None or places is None:
        return None
    before = _joined_on(name[: match.start()])
    joint = "-" if match["ring"][0].isdigit() else ""
    return f"{before}{places}-dihydro{joint}{name[match.start() :]}"


def with_two_acids(name: str) -> str | None:
    """Read the acid of a salt as two of them, not as their anhydride; None for other names.

    Examples
    --------
    >>> with_two_acids("2-(1H-imidazol-5-yl)ethanamine diphosphate")  # histamine
    '2-(1H-imidazol-5-yl)ethanamine bis(phosphate)'
    """
    return _TWO_ACIDS.sub(r" bis(\g<acid>ate)", name) if _TWO_ACIDS.search(name) else None


def spellings(name: str) -> list[str]:
    """Return the spellings to try after the first, in order.

    If one small ``n`` is nitrogen, another may still be normal, and ``o`` ortho. The repairs follow, each applied to
    the result of the one before; none of them changes the substance.

    Examples
    --------
    >>> spellings("racemic 4-amino-3-phenylbutanoic acid [INN]")
    ['racemic 4-amino-3-phenylbutanoic acid', 'rac-4-amino-3-phenylbutanoic acid']
    >>> spellings("3-(2- aminoethyl)-n-methyl-pentanamide")
    ['3-(2-aminoethyl)-n-methyl-pentanamide', '3-(2-aminoethyl)-N-methyl-pentanamide']
    >>> spellings("n-(o-tolyl)acetamide")
    ['N-(o-tolyl)acetamide']
    >>> spellings("(3S)-3-(aminomethyl)-5-methylhexanoic acid")
    []
    """
    typed, first = name.strip(), first_spelling(name)
    found = []
    if _CERTAIN_NITROGEN.search(typed):
        every_n = _SMALL_LOCANT.sub(lambda match: match[0].replace("n", "N"), typed)
        found += [every_n, _CERTAIN_NITROGEN.sub("N", typed)]
    text = first
    for repair in _REPAIRS:
        text = repair(text)
        found.append(text)
    return [text for text in dict.fromkeys(found) if text and text != first]


def refusal(name: str) -> str | None:
    """Say why a name is not sent to OPSIN; None if it is."""
    if not _LETTER.search(name):
        return "not a name: it contains no letters"
    if len(name) > MAX_NAME_LENGTH:
        return f"too long for a name: {len(name):,} characters, the limit is {MAX_NAME_LENGTH:,}"
    if _CONTROL.search(name):
        return "not a name: it contains a line break, a tab or another control character"
    return None
