"""Paragraphs of supporting information as records: what each compound is called, and what proves its formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gaba_analogs.errors import InputError
from gaba_analogs.notation.accurate_mass import AccurateMass, read_accurate_mass
from gaba_analogs.notation.characters import DOTS, HYPHENS, PRIMES
from gaba_analogs.notation.elemental_analysis import ElementalAnalysis, read_elemental_analysis
from gaba_analogs.notation.systematic import looks_systematic
from gaba_analogs.readers.io.text import bounded
from gaba_analogs.readers.papers.statements import Statement, statements
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.regex import regex

LONGEST_LINES = 20_000
LONGEST_TITLE = 300
_HINTS = ("hrms", "hr-", "calc", "found", "high-res", "high res", "accurate")
"""Words one of which stands in every text that characterises a compound; most texts have none, and are not searched."""

_NUMBER = (
    rf"(?:(?:rac|ent|cis|trans|syn|anti|[RSEZ]{{1,2}}|[±+{HYPHENS}-]|α|β)[-)]+\s?)?"
    rf"\(?(?:S|SI-?)?\d{{1,3}}[a-zA-Z]{{0,3}}['{PRIMES}]{{0,2}}\)?"
)
_TITLED = regex(
    rf"(?P<name>\S.{{2,{LONGEST_TITLE}}}?)\s*[\[(](?:compound\s)?(?P<number>{_NUMBER}|[IVX]{{1,5}}|\([RS±+{HYPHENS}-]+\)-\d{{1,3}}[a-z]?)[\])]"
    r"(?=\s*(?:[.,:;]|$|\n|[A-Z(\[]|was\b|as\b|δ|\d))"
)
_NUMBERED = regex(
    rf"(?:Compound|Product|Cpd\.?)?\s*(?P<number>\d{{1,3}}[a-z]{{0,3}}['{PRIMES}]?)\s*[:.,)](?:\s+(?P<rest>.*))?$",
    re.IGNORECASE | re.DOTALL,
)
_LEADS = regex(
    rf"^[\s{DOTS}*#{HYPHENS}-]*(?:\d+(?:\.\d+)+\.?\s+)?"
    r"(?:(?:Synthesis|Preparation|Characteri[sz]ation(?: data)?)\s+(?:of|for)\s+)?"
    r"(?:the\s)?",
    re.IGNORECASE,
)
_DATUM = regex(
    r"\s*(?:\d{1,2}[HCFPB][-\s{]|[¹²³⁹]+[HCFP]|δ|HR|MS\b|LC|IR\b|FT|UV|m\.?\s?p|\[[αa]\]|R\s?f\b|Anal|Elem|Yield|White"
    r"|Colou?rless|Yellow|Prepared|Obtained|To (?:a|the)|A (?:mixture|solution)|The|This|According|Following|In a|Under"
    r"|After|was|NMR|HPLC|General|Found|Calc)",
    re.IGNORECASE,
)
"""Beginnings of lines that name no compound."""
_STATED = {
    "inchi": regex(r"InChI=1S?/[^\s,;]+"),
    "inchikey": regex(r"\b[A-Z]{14}-[A-Z]{10}-[A-Z]\b"),
    "smiles": regex(r"\bSMILES\s*[:=]\s*(\S+)", re.IGNORECASE),
    "cas": regex(r"\bCAS(?:\s?(?:RN|No\.?|number|registry number))?\s*[:#=]?\s*(\d{2,7}-\d{2}-\d)\b", re.IGNORECASE),
    "formula": regex(
        r"\b(?:(?:Chemical|Molecular|Mol\.|Empirical)\s)?(?:Formula|MF)\s*[:=]\s*(C\d*H[^\s;,]*)", re.IGNORECASE
    ),
    "molecular_weight": regex(
        r"\b(?:Molecular\s[Ww]eight|Mol(?:ar|\.)?\s?(?:[Ww]t|[Mm]ass)\.?|M\.?W\.?|F\.?W\.?)\s*[:=]\s*(\d{2,4}[.,]\d{1,3})(?!\d)"
    ),
}


@dataclass(frozen=True)
class ReportedCompound:
    """A compound as a paper characterises it.

    Parameters
    ----------
    record
        What is stated of it, with its place.
    number
        The number that the paper gives it; None where there is none.

    Examples
    --------
    >>> (baclofen,) = read_si(
    ...     "4-Amino-3-(4-chlorophenyl)butanoic acid (3a). White solid, mp 206 °C. "
    ...     "HRMS (ESI) calcd for C10H13ClNO2 [M+H]+ 214.0629, found 214.0633."
    ... )
    >>> baclofen.number, baclofen.name, round(baclofen.hrms.deviation, 1)
    ('3a', '4-Amino-3-(4-chlorophenyl)butanoic acid', 1.9)
    """

    record: StructureRecord
    number: str | None = None

    @property
    def name(self) -> str | None:
        """Its name; None where the paper gives it none."""
        return self.record.iupac_name or self.record.name

    @property
    def hrms(self) -> AccurateMass | None:
        """Its accurate mass: formula, ion, calculated and found ratio, deviation [ppm]; None where there is none."""
        return None if self.record.hrms is None else read_accurate_mass(self.record.hrms)

    @property
    def elemental_analysis(self) -> ElementalAnalysis | None:
        """Its elemental analysis: formula, calculated and found shares [%]; None where there is none."""
        stated = self.record.elemental_analysis
        return None if stated is None else read_elemental_analysis(stated)

    def to_record(self) -> StructureRecord:
        """Give the record, as `verify` takes it."""
        return self.record


def read_si(text: str) -> list[ReportedCompound]:
    """Read the compounds that a text characterises by accurate masses or elemental analyses.

    Parameters
    ----------
    text
        One paragraph, or the whole supporting information.

    Returns
    -------
    list of ReportedCompound
        In the order of the text; ``verify_records`` takes them as they are. Empty where nothing is characterised.

    Raises
    ------
    InputError
        `text` is no text.

    Examples
    --------
    >>> [compound.number for compound in read_si("3b: HRMS calcd for C4H10NO2 [M+H]+ 104.0706, found 104.0704")]
    ['3b']
    """
    if not isinstance(text, str):
        raise InputError("expected the text of a paragraph")
    return list(_compounds(text, None))


def is_supporting_information(lines: Sequence[str]) -> bool:
    """Tell whether a text characterises a compound."""
    if len(lines) > LONGEST_LINES:
        return False
    text = "\n".join(lines)
    lower = text.lower()
    return any(word in lower for word in _HINTS) and next(statements(text), None) is not None


def read_paragraphs(lines: Iterable[str], name: str) -> Iterator[StructureRecord]:
    """Read the records of supporting information.

    Raises
    ------
    InputError
        No compound is characterised in it.
    """
    found = False
    for compound in _compounds("\n".join(bounded(lines, name)), name):
        found = True
        yield compound.record
    if not found:
        raise InputError("no accurate mass and no elemental analysis in it", path=name)


def _compounds(text: str, source: str | None) -> Iterator[ReportedCompound]:
    behind = line = counted = 0
    for row, group in enumerate(_groups(text), start=1):
        before = text[behind : group[0].start]
        number, name, offset = _title(before)
        start = behind + offset
        line += text.count("\n", counted, start)
        counted = start
        behind = group[-1].end
        block = text[start:behind]
        fields: dict[str, str] = {one.field: one.text for one in group}
        fields |= {field: value for field, value in _beside(block, group) if value}
        if name is not None:
            fields["iupac_name" if looks_systematic(name) else "name"] = name
        place = Place(source, line + 1, row) if source is not None else Place(row=row)
        record = StructureRecord.made_of(fields, place, {})
        yield ReportedCompound(replace(record, identity=number) if number else record, number)


def _beside(block: str, group: Sequence[Statement]) -> Iterator[tuple[str, str]]:
    """Give what a paragraph states in so many words beside its measurements."""
    rest = block
    for one in group:
        rest = rest.replace(one.text, " ")
    for field, pattern in _STATED.items():
        match = pattern.search(rest)
        if match is not None:
            yield field, match[match.lastindex or 0].rstrip(".,;)")


def _groups(text: str) -> Iterator[list[Statement]]:
    """Put the statements on one compound together: of different kinds, and no title between them."""
    group: list[Statement] = []
    for statement in statements(text):
        between = text[group[-1].end : statement.start] if group else ""
        known = statement.field in {one.field for one in group}
        if group and (known or len(between) > 600 or _has_title(between)):
            yield group
            group = []
        group.append(statement)
    if group:
        yield group


def _has_title(between: str) -> bool:
    return any(_titled(line) is not None for line in between.split("\n")[1:])


def _title(before: str) -> tuple[str | None, str | None, int]:
    """Find number and name of the compound that the text before its first statement is about, and where they stand.

    The nearest line that begins with a name or a number counts.
    """
    lines, place = [], 0
    for line in before.split("\n"):
        lines.append((place, line))
        place += len(line) + 1
    for offset, line in reversed(lines):
        found = _titled(line)
        if found is not None:
            return *found, offset
    return None, None, next((offset for offset, line in lines if line.strip()), 0)


def _titled(line: str) -> tuple[str | None, str | None] | None:
    """Give the number and the name that a line begins with; None where it begins with neither."""
    bare = _LEADS.sub("", line.strip(), count=1)
    if not bare or _DATUM.match(bare):
        return None
    titled = _TITLED.match(bare)
    if titled is not None and _is_name(titled["name"]):
        return _bare(titled["number"]), _cleaned(titled["name"])
    numbered = _NUMBERED.match(bare)
    if numbered is not None:
        first = re.split(r"[.:;\n]\s|,\s", numbered["rest"] or "", maxsplit=1)[0]
        return numbered["number"], _cleaned(first) if looks_systematic(first) and _is_name(first) else None
    first = re.split(r"[.:;]\s|[.:;]$", bare, maxsplit=1)[0].strip()
    return (None, _cleaned(first)) if looks_systematic(first) and _is_name(first) and first.count(" ") < 5 else None


def _bare(number: str) -> str:
    return number.strip() if number.startswith("(") and not number.endswith(")") else number.strip("() ")


def _is_name(text: str) -> bool:
    """Tell whether words may be the name of a compound, and not a sentence."""
    words = text.split()
    small = sum(word.lower() in _PROSE for word in words)
    return not small and len(words) <= 12 and len(text) <= LONGEST_TITLE


_PROSE = frozenset(
    {
        "the",
        "a",
        "an",
        "was",
        "were",
        "is",
        "of",
        "to",
        "with",
        "in",
        "and",
        "from",
        "as",
        "for",
        "by",
        "at",
        "using",
        "general",
        "procedure",
    }
)


def _cleaned(name: str) -> str:
    return " ".join(name.split()).strip(" .,:;*")
