"""Chemical infoboxes of Wikipedia articles, read as stated and rewritten in place.

Every value keeps its place in the text, so that a correction replaces the stated characters and
nothing else: comments, references, spacing and the other parameters stay as they are.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from gaba_analogs.composition import Composition, element_symbols
from gaba_analogs.errors import InputError
from gaba_analogs.record import FIELDS, Place, StructureRecord

if TYPE_CHECKING:
    from mwparserfromhell.nodes import Node, Tag, Template
    from mwparserfromhell.nodes.extras import Parameter
    from mwparserfromhell.wikicode import Wikicode

BOXES: tuple[str, ...] = (
    "infobox drug",
    "drugbox",
    "infobox medication",
    "infobox medicine",
    "ficha de medicamento",
    "ficha de fármaco",
    "chembox",
    "chembox new",
    "infobox chemical",
    "infobox chemical compound",
    "infobox compound",
)
"""Names of the infobox templates and their redirects; case, spaces and underscores do not matter."""

PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "name": ("drugname", "name"),
    "smiles": ("smiles", "canonicalsmiles", "isomericsmiles"),
    "inchi": ("stdinchi", "inchi"),
    "inchikey": ("stdinchikey", "inchikey"),
    "formula": ("chemicalformula", "formula", "molecularformula"),
    "molecular_weight": ("molecularweight", "molarmass", "molecularmass", "molweight", "molmass"),
    "monoisotopic_mass": ("monoisotopicmass", "exactmass"),
    "charge": ("charge", "formulacharge"),
    "iupac_name": ("pin", "preferrediupacname", "iupacname", "iupacnames", "systematicname"),
    "synonyms": ("synonyms", "othernames", "othername"),
    "chirality": ("chirality",),
    "cas": ("casnumber", "casno", "cas"),
    "unii": ("unii",),
    "ec_number": ("ecnumber", "einecs"),
    "pubchem_cid": ("pubchem", "pubchemcid"),
    "chembl_id": ("chembl", "chemblid"),
    "chebi_id": ("chebi",),
    "drugbank_id": ("drugbank",),
    "kegg_id": ("kegg",),
    "chemspider_id": ("chemspiderid", "chemspider"),
    "iuphar_id": ("iupharligand", "iuphar"),
    "atc_prefix": ("atcprefix", "atccodeprefix"),
    "atc_suffix": ("atcsuffix", "atccodesuffix"),
    "mass_unit": ("molecularweightunit", "molarmassunit"),
    "kind": ("type",),
}
"""Field to the parameters that state it, the preferred one first; lower case, no separators."""

STRUCTURES = ("smiles", "inchi", "inchikey")
"""Fields that state a structure: a number with one of them is a substance of its own."""

CHECKABLE = (
    *STRUCTURES,
    "formula",
    "element_counts",
    "molecular_weight",
    "monoisotopic_mass",
    "iupac_name",
    "cas",
    "unii",
    "ec_number",
)
"""Fields that make a record worth having."""

WITHOUT_STRUCTURE = frozenset({"combo", "mab", "vaccine"})
"""Kinds of drug box that rightly state no structure."""

NOT_STATED = frozenset({"", "-", "–", "—", "?", "none", "n/a", "n.a.", "unknown", "not available", "..."})

_RANKS = {key: (name, rank) for name, keys in PARAMETERS.items() for rank, key in enumerate(keys)}
_PARAMETER = re.compile(r"(?P<key>[^\d]+?)(?P<number>\d{0,2})(?P<tail>comment|label)?")
_OPENING = re.compile(
    r"\{\{[\s_]*(?:template\s*:[\s_]*)?(?:"
    + "|".join(name.replace(" ", r"[\s_]+") for name in sorted(BOXES, key=len, reverse=True))
    + r")[\s_]*(?=[|}])",
    re.IGNORECASE,
)

# --------------------------------------------------------------------------------------------------
# Plain text that knows where each character stood
# --------------------------------------------------------------------------------------------------

_Span = tuple[int, int]
_Path = tuple[_Span, ...]
_Glyph = tuple[str, _Path]

_BREAK = "\v"  # a forced line break, as against a line end in the source
_RAISED, _LEVEL = "\ue000", "\ue001"  # around the content of a superscript

_DROPPED_TAGS = frozenset({"ref", "references", "gallery", "style", "templatestyles", "math", "pre"})
_BREAKING_TAGS = frozenset({"br", "hr", "li", "p", "dd", "dt"})
_SYMBOLS: Mapping[str, str] = {
    "!": "|",
    "=": "=",
    "(": "{",
    ")": "}",
    "'": "'",
    "nbsp": " ",
    "space": " ",
    "spaces": " ",
    "thinsp": " ",
    "ndash": "–",
    "snd": " – ",
    "minus": "−",
    "middot": "·",
    "dot": "·",
    "prime": "′",
    "shy": "",
    "wbr": "",
    "zwsp": "",
    "break": _BREAK,
    "br": _BREAK,
}
_LIST_TEMPLATES = frozenset(
    {"unbulleted list", "ubl", "ublist", "plainlist", "plain list", "hlist", "flatlist", "bulleted list"}
)
_FIRST_TEMPLATES = frozenset(
    {"nowrap", "nobr", "nobold", "abbr", "abbrlink", "tooltip", "small", "smaller", "sub", "unicode", "cas"}
    | {"chem name", "smallcaps", "small caps", "smallcaps all", "sc", "serif", "script", "casref"}
)
_LAYOUT = re.compile(r"(?:list_?|item\d*_?)?(?:class|style)|id|indent|title|link|date|reason", re.IGNORECASE)
_FORMULA_TEMPLATES = frozenset({"chem", "chem2", "ce", "chemf", "chemformula"})
_MEASURES = frozenset({"val", "convert", "cvt"})
_SECOND_TEMPLATES = frozenset({"lang", "transl", "transliteration"})
_NOTE_TEMPLATES = re.compile(
    r"(?:cite|citation|cn|fact|refn?|r|rp|sfn|efn|dubious|verif|failed|clarify|update|when|which|"
    r"dead link|better source|self-published|synthesis|unreferenced|disputed)\b.*|.*cite|.*inline"
)


@dataclass(frozen=True, slots=True)
class _Run:
    """Plain text with, per character, the spans of the source that enclose it, outermost first."""

    text: str
    paths: tuple[_Path, ...]

    @classmethod
    def of(cls, glyphs: Iterator[_Glyph]) -> _Run:
        pairs = list(glyphs)
        return cls("".join(c for c, _ in pairs), tuple(path for _, path in pairs))

    def __add__(self, other: _Run) -> _Run:
        return _Run(self.text + other.text, self.paths + other.paths)

    def cut(self, start: int, end: int | None = None) -> _Run:
        """Give the part between two characters, without white space around it."""
        text = self.text[start:end]
        first = start + len(text) - len(text.lstrip())
        last = first + len(text.strip())
        return _Run(self.text[first:last], self.paths[first:last])

    def split(self, separator: str) -> list[_Run]:
        """Give the parts between the matches of a pattern, the empty ones left out."""
        parts, start = [], 0
        for match in re.finditer(separator, self.text):
            parts.append(self.cut(start, match.start()))
            start = match.end()
        parts.append(self.cut(start))
        return [part for part in parts if part.text]

    @property
    def span(self) -> _Span:
        """What must be replaced in the source to replace the whole run; never half a tag."""
        first, last = self.paths[0], self.paths[-1]
        shared = 0
        while shared < min(len(first), len(last)) - 1 and first[shared] == last[shared]:
            shared += 1
        return first[shared][0], last[shared][1]


_REFERENCE = re.compile(r"<ref\b[^<>]*(?:/>|(?<!/)>(?:(?!<ref\b).)*?</ref\s*>)", re.IGNORECASE | re.DOTALL)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _visible(text: str) -> str:
    """Blank out comments, nowiki passages and references; every other character keeps its place."""
    text = _masked_between(text, "<!--", "-->")
    text = _masked_between(text, "<nowiki>", "</nowiki>")
    return _REFERENCE.sub(lambda match: _blank(match[0]), text)


def _masked_between(text: str, opening: str, closing: str) -> str:
    parts, position = [], 0
    while (start := text.find(opening, position)) >= 0:
        end = text.find(closing, start)
        if end < 0:
            break
        end += len(closing)
        parts += [text[position:start], _blank(text[start:end])]
        position = end
    return "".join([*parts, text[position:]])


def _glyphs(code: Wikicode, start: int, path: _Path = (), *, links: bool = True) -> Iterator[_Glyph]:
    """Give the characters that a reader of the article sees, each with its place."""
    position = start
    for node in code.nodes:
        raw = str(node)
        yield from _node_glyphs(node, raw, (position, position + len(raw)), path, links=links)
        position += len(raw)


def _node_glyphs(node: Node, raw: str, span: _Span, path: _Path, *, links: bool) -> Iterator[_Glyph]:
    inside = (*path, span)
    match type(node).__name__:
        case "Text":
            for i, character in enumerate(raw, span[0]):
                yield character, (*path, (i, i + 1))
        case "HTMLEntity":
            yield from _opaque(html.unescape(raw), inside)
        case "Tag":
            yield from _tag_glyphs(node, raw, inside, links=links)
        case "Template":
            yield from _template_glyphs(node, inside, links=links)
        case "Wikilink" if not links:  # in a SMILES, double brackets are no link
            for i, character in enumerate(raw, span[0]):
                yield character, (*path, (i, i + 1))
        case "Wikilink":
            shown = node.title if node.text is None else node.text
            if not re.match(r"\s*(?:file|image|category)\s*:", str(node.title), re.IGNORECASE):
                yield from _glyphs(shown, span[1] - 2 - len(str(shown)), inside)
        case "ExternalLink" if node.brackets and node.title is not None:
            yield from _glyphs(node.title, span[1] - 1 - len(str(node.title)), inside, links=links)
        case "ExternalLink" if not node.brackets:
            yield from _opaque(raw, inside)
        case "Heading":
            yield from _opaque(raw, inside)


def _opaque(text: str, path: _Path) -> Iterator[_Glyph]:
    for character in text:
        yield character, path


def _tag_glyphs(node: Tag, raw: str, path: _Path, *, links: bool) -> Iterator[_Glyph]:
    name = str(node.tag).strip().lower()
    if name in _BREAKING_TAGS:
        yield _BREAK, path
    if name in _DROPPED_TAGS or node.contents is None:
        return
    contents = str(node.contents)
    start = raw.rfind("</") - len(contents)
    exact = start > 0 and raw.startswith(contents, start)
    inner: Iterator[_Glyph] = _glyphs(node.contents, path[-1][0] + max(start, 0), path, links=links)
    if not exact or name == "sup":
        inner = ((character, path) for character, _ in inner)
    if name == "sup":
        yield _RAISED, path
    yield from inner
    if name == "sup":
        yield _LEVEL, path


def _template_glyphs(node: Template, path: _Path, *, links: bool) -> Iterator[_Glyph]:
    name = _plain_name(str(node.name))
    if name in _SYMBOLS:
        yield from _opaque(_SYMBOLS[name], path)
        return
    if _NOTE_TEMPLATES.fullmatch(name):
        return
    shown = list(_arguments(node, path, links=links))
    if name in _FORMULA_TEMPLATES:
        yield from _opaque(_formula_of_template([run.text.strip() for run in shown]), path)
    elif name == "sup":
        yield from _opaque(_RAISED + "".join(run.text for run in shown[:1]) + _LEVEL, path)
    elif name in _LIST_TEMPLATES:
        for run in shown:
            yield _BREAK, path
            yield from zip(run.text, run.paths, strict=True)
    elif name in _MEASURES and shown:
        unit = shown[1].text if len(shown) > 1 and name != "val" else _named(node, "u") or _named(node, "ul")
        yield from zip(shown[0].text, shown[0].paths, strict=True)
        yield from _opaque(f" {unit}" if unit else "", path)
    elif name in _SECOND_TEMPLATES:
        for run in shown[1:2]:
            yield from zip(run.text, run.paths, strict=True)
    elif name in _FIRST_TEMPLATES or len(shown) == 1:
        for run in shown[:1]:
            yield from zip(run.text, run.paths, strict=True)


def _arguments(node: Template, path: _Path, *, links: bool) -> Iterator[_Run]:
    """Give the unnamed arguments; what the "=" of a SMILES has split is put together again."""
    for parameter, start, pipe in _placed(node, path[-1][0]):
        name = str(parameter.name).strip()
        if not parameter.showkey or name.isdigit():
            yield _Run.of(_glyphs(parameter.value, start, path, links=links))
        elif not links and not _LAYOUT.fullmatch(name):
            raw = str(parameter)
            yield _Run(raw, tuple((*path, (i, i + 1)) for i in range(pipe + 1, pipe + 1 + len(raw))))


def _named(node: Template, name: str) -> str:
    return str(node.get(name).value).strip() if node.has(name) else ""


def _formula_of_template(parts: Sequence[str]) -> str:
    """Join the arguments of a formula template; a charge is raised, a star is a hydrate dot.

    Examples
    --------
    >>> _formula_of_template(["C", "4", "H", "9", "N", "O", "2"])
    'C4H9NO2'
    """
    if len(parts) > 1 and re.fullmatch(r"\d*[+\-−]", parts[-1]):
        return "".join(parts[:-1]) + _RAISED + parts[-1] + _LEVEL
    text = "".join(parts).replace("*", "·")
    return re.sub(r"(?:\((\d*[+\-−])\)|\^\{?(\d*[+\-−])\}?)$", rf"{_RAISED}\1\2{_LEVEL}", text)


# --------------------------------------------------------------------------------------------------
# From a parameter's text to a stated value
# --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Value:
    """A stated value, the source characters that a correction replaces, and a note beside it."""

    text: str
    span: _Span | None = None
    note: str = ""


_NOTE = re.compile(r"\s+\((?P<note>[^()]*)\)$")
_WORD = re.compile(r"[a-z]{3}|±|^[RSDLEZ](?:[,S-][RSDLEZ]?)*$")
_LABEL = re.compile(r"(?P<note>[^:|]{1,60}):\s+")
_INCHI_START = re.compile(r"(?:InChI\s*=\s*)?1S?/", re.IGNORECASE)
_INCHI_MORE = re.compile(r"(?!.*[a-z]{3})[\w/,;()+*?.\-]+")
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
_CAS = re.compile(r"\d+-\d\d-\d")
_MOST_WRAPPED_LINES = 12


def _tidy(text: str) -> str:
    """Give text on one line, without the marks of this module and without wiki italics."""
    text = text.replace(_RAISED, "").replace(_LEVEL, "").replace("\xa0", " ")
    return " ".join(text.split())


def _without_italics(text: str) -> str:
    r"""Drop the apostrophes of bold and italics; a double prime after a locant stays.

    Examples
    --------
    >>> _without_italics("(''RS'')-4-amino")
    '(RS)-4-amino'
    >>> _without_italics("2,2',2''-nitrilotriethanol")
    "2,2',2''-nitrilotriethanol"
    >>> _without_italics("('\"R\"')-4-amino")
    '(R)-4-amino'
    """
    text = re.sub(r"'\"(\w[\w,]{0,8})\"'", r"\1", text)
    parts, position, is_open = [], 0, False
    for match in re.finditer(r"'{2,}", text):
        parts.append(text[position : match.start()])
        position = match.end()
        before, after = text[max(match.start() - 1, 0) : match.start()], text[position : position + 1]
        if len(match[0]) < 4 and not is_open and before.isdigit() and after in tuple(",-)]}:"):
            parts.append(match[0])
        else:
            is_open = not is_open
    return "".join([*parts, text[position:]])


def _split_note(run: _Run) -> tuple[_Run, str]:
    """Separate "(R-isomer)" behind a value or "R-isomer: " before it; brackets of the value stay."""
    note = _NOTE.search(run.text)
    if note and _WORD.search(note["note"]):
        return run.cut(0, note.start()), _tidy(_without_italics(note["note"]))
    label = _LABEL.match(run.text)
    if label and label.end() < len(run.text):
        return run.cut(label.end()), _tidy(_without_italics(label["note"]))
    return run, ""


def _joined(lines: Sequence[_Run], is_whole: Callable[[str], bool]) -> list[_Run]:
    """Put wrapped lines together: a line that is not whole takes the next ones until it is."""
    values, i = [], 0
    while i < len(lines):
        run, taken = lines[i], 1
        for n in range(1, min(_MOST_WRAPPED_LINES, len(lines) - i + 1)):
            longer = lines[i]
            for line in lines[i + 1 : i + n]:
                longer += line
            if is_whole(longer.text):
                run, taken = longer, n
                break
        values.append(run)
        i += taken
    return values


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        if depth < 0:
            return False
    return depth == 0


def _is_whole_smiles(text: str) -> bool:
    """Tell whether brackets and rings are closed and no bond is left dangling.

    Examples
    --------
    >>> _is_whole_smiles("NCC(CC(=O)O)c1ccc(Cl)cc1"), _is_whole_smiles("NCC(CC(=O)O)c1cc")
    (True, False)
    """
    smiles = text.partition(" ")[0]
    rings = re.findall(r"%\d\d|\d", re.sub(r"\[[^\]]*\]", "", smiles))
    closed = all(rings.count(ring) % 2 == 0 for ring in set(rings))
    return closed and _is_balanced(smiles) and not re.search(r"[=#/\\.:~\-]$", smiles)


def _is_whole_name(text: str) -> bool:
    return _is_balanced(text) and not re.search(r"[-,)\]}]$", text.strip())


def _value(run: _Run, note: str = "") -> _Value:
    return _Value(_tidy(run.text), run.span, note)


def _read_smiles(run: _Run) -> list[_Value]:
    lines = [_split_note(line) for line in run.split(r"[\n\v]+")]
    notes = {line.paths[0]: note for line, note in lines if line.text}
    whole = _joined([line for line, _ in lines if line.text], _is_whole_smiles)
    return [_value(line, notes[line.paths[0]]) for line in whole]


def _read_inchi(run: _Run) -> list[_Value]:
    lines = [_split_note(line)[0] for line in run.split(r"[\n\v]+")]
    values: list[_Run] = []
    for line in lines:
        if values and _INCHI_MORE.fullmatch(line.text) and not _INCHI_START.match(line.text):
            values[-1] += line
        elif line.text:
            values.append(line)
    return [_value(value) for value in values]


def _read_line(run: _Run) -> list[_Value]:
    """First line, without the note that follows it."""
    return [_value(*_split_note(line)) for line in run.split(r"[\n\v]+")]


def _read_formula(run: _Run) -> list[_Value]:
    values = []
    for line in run.split(r"[\n\v]+"):
        formula, note = _split_note(line)
        text = re.sub(rf"{_RAISED}\s*(\d*)\s*([+\-−–])\s*{_LEVEL}", _charge_as_suffix, formula.text)
        text = re.sub(rf"{_RAISED}\s*(\d+)\s*{_LEVEL}([A-Z][a-z]?)", r"[\1\2]", text)
        text = _tidy(_without_italics(text))
        if re.search(r"[A-Z]", text) and not re.fullmatch(r"[^\d]*[a-z]{3}[^\d]*", text):
            values.append(_Value(text, formula.span, note))
    return values


def _charge_as_suffix(match: re.Match[str]) -> str:
    """Write a raised "2−" as "-2": behind a count, "2-" would be ambiguous."""
    return ("+" if match[2] == "+" else "-") + match[1]


def _read_mass(run: _Run) -> list[_Value]:
    """First line with a number; a correction replaces the number and leaves the unit."""
    for line in run.split(r"[\n\v]+"):
        mass, note = _split_note(line)
        number = _NUMBER.search(mass.text)
        if number:
            return [_Value(_tidy(mass.text), mass.cut(*number.span()).span, note)]
    return []


def _read_systematic_name(run: _Run) -> list[_Value]:
    lines = _joined(run.split(r"\v+"), _is_whole_name)
    values = []
    for line in lines:
        alternatives = line.split(r";\s|\s+or\s+")
        name = alternatives[0] if all(_is_balanced(a.text) for a in alternatives) else line
        text = re.sub(r"(?<=-)\s*\n\s*", "", name.text)
        values.append(_Value(_tidy(_without_italics(text)), name.span))
    return values


def _read_name(run: _Run) -> list[_Value]:
    return [_Value(_tidy(_without_italics(line.text)), line.span) for line in run.split(r"\v+")]


def _read_synonyms(run: _Run) -> list[_Value]:
    lines = [_tidy(_without_italics(line.text)) for line in run.split(r"[\n\v]+")]
    return [_Value("\n".join(lines), run.cut(0).span)] if lines else []


def _read_identifier(run: _Run) -> list[_Value]:
    """First identifier; what follows (another form's number, a comment) is left out."""
    values = []
    for line in run.split(r"[\n\v]+"):
        identifier, note = _split_note(line)
        end = re.search(r"\s*\(|[,;]|\s+(?:or|and|/)\s", identifier.text)
        identifier = identifier.cut(0, end.start()) if end else identifier
        first = identifier.text.split(maxsplit=1)[0] if identifier.text else ""
        identifier = identifier.cut(0, len(first)) if _CAS.fullmatch(first) else identifier
        if identifier.text:
            values.append(_value(identifier, note))
    return values


_READERS: Mapping[str, Callable[[_Run], list[_Value]]] = {
    "name": _read_name,
    "smiles": _read_smiles,
    "inchi": _read_inchi,
    "inchikey": _read_line,
    "formula": _read_formula,
    "molecular_weight": _read_mass,
    "monoisotopic_mass": _read_mass,
    "mass_unit": _read_line,
    "charge": _read_line,
    "iupac_name": _read_systematic_name,
    "synonyms": _read_synonyms,
    "chirality": _read_name,
}


# --------------------------------------------------------------------------------------------------
# From an article to its boxes
# --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Count:
    """Number of atoms of one element, where it stands and where its parameter begins."""

    number: int
    start: int
    span: _Span


@dataclass(slots=True)
class _Box:
    """One infobox: values by (field, number), element counts by symbol, comments by number.

    Incomplete element counts ("H=2n") are no formula; a box that is not closed can be read but
    not corrected.
    """

    line: int
    start: int
    end: int
    values: dict[tuple[str, str], list[_Value]] = field(default_factory=dict)
    ranks: dict[tuple[str, str], int] = field(default_factory=dict)
    counts: dict[str, _Count] = field(default_factory=dict)
    comments: dict[tuple[str, str], str] = field(default_factory=dict)
    complete: bool = True
    closed: bool = True

    def add(self, key: str, value: list[_Value], rank: int, number: str) -> None:
        """Keep a value unless a preferred parameter has stated the field; later ones replace equals."""
        place = (key, number)
        if value and rank <= self.ranks.get(place, rank):
            self.values[place], self.ranks[place] = value, rank

    def group(self, number: str) -> dict[str, _Value]:
        """Give the first value of each field stated with this number; "" is the unnumbered group."""
        return {key: values[0] for (key, n), values in self.values.items() if n == number}


def _plain_name(name: str) -> str:
    return " ".join(re.sub(r"<!--.*?-->", "", name, flags=re.DOTALL).replace("_", " ").split()).lower()


def _placed(template: Template, start: int) -> Iterator[tuple[Parameter, int, int]]:
    """Give each parameter of a template with the start of its value and of itself."""
    position = start + 2 + len(str(template.name))
    for parameter in template.params:
        key = len(str(parameter.name)) + 1 if parameter.showkey else 0
        yield parameter, position + 1 + key, position
        position += 1 + key + len(str(parameter.value))


_ATTACHED = re.compile(r"[\w&:;,.$@!()*+\-^{}]+")
_NONSTANDARD_KEY = re.compile(r"[A-Z]{14}-[A-Z]{10}|[A-Z]{14}-[A-Z]{8}N[A-Z]-[A-Z]")


_BRACES = re.compile(r"\{\{|\}\}")
_END_OF_BOX = re.compile(r"\n\}\}|\n(?=\s*'''|==)")


@cache
def _symbols() -> frozenset[str]:
    return element_symbols() | {"D", "T"}


def _boxes(text: str, source: str | None) -> list[_Box]:
    """Read each outermost infobox."""
    hidden = _visible(text)
    boxes: list[_Box] = []
    position = 0
    while opening := _OPENING.search(hidden, position):
        start = opening.start()
        position, missing = _closing(hidden, start)
        box = _Box(text.count("\n", 0, start) + 1, start, position, closed=not missing)
        closing = "}}" * missing
        template = _parsed(text[start:position] + closing) or _parsed(hidden[start:position] + closing)
        if template is None:
            message = "the infobox cannot be read; close the braces and brackets of its values, or nest less"
            raise InputError(message, path=source, line=box.line)
        _fill(box, template, start)
        boxes.append(box)
    return boxes


def _closing(text: str, start: int) -> tuple[int, int]:
    """Give the end of a template and how many closing braces it lacks; comments are blank.

    A box that is never closed ends with its lines, before the lead of the article.
    """
    depth = 0
    for brace in _BRACES.finditer(text, start):
        depth += 1 if brace[0] == "{{" else -1
        if depth == 0:
            return brace.end(), 0
    match = _END_OF_BOX.search(text, start)
    end = match.start() if match else len(text)
    open_, closed = text.count("{{", start, end), text.count("}}", start, end)
    return end, max(open_ - closed, 1)


def _parsed(box: str) -> Template | None:
    """Parse one template; None when the parser sees no template where the braces show one."""
    import mwparserfromhell  # noqa: PLC0415  # tables and SDF files do not need it
    from mwparserfromhell.parser import ParserError  # noqa: PLC0415

    try:
        nodes = mwparserfromhell.parse(box, skip_style_tags=True).nodes
        whole = nodes and type(nodes[0]).__name__ == "Template" and len(str(nodes[0])) == len(box)
    except (ParserError, RecursionError):
        return None
    return nodes[0] if whole else None


def _fill(box: _Box, template: Template, start: int, *, is_section: bool = True) -> None:
    """Read the parameters of a box and of the sections nested in it."""
    parameters = list(_placed(template, start))
    for i, (parameter, value_start, _) in enumerate(parameters):
        if is_section and parameter.showkey:
            _state(box, parameters[i], _attached(parameters[i + 1 : i + 3]))
        position = value_start
        for node in parameter.value.nodes:
            raw = str(node)
            if type(node).__name__ == "Template" and "box" in raw.lower():
                inner = _plain_name(str(node.name))
                _fill(box, node, position, is_section=inner.startswith("chembox") or inner in BOXES)
            position += len(raw)


def _attached(following: Sequence[tuple[Parameter, int, int]]) -> _Run:
    """Give the "|...|" of an extended SMILES, which the template syntax takes for a parameter."""
    if len(following) == 2 and not following[0][0].showkey:
        text, (_, start, pipe), (_, _, end) = str(following[0][0].value), following[0], following[1]
        if _ATTACHED.fullmatch(text) and start == pipe + 1:
            places = range(pipe, end + 1)
            return _Run(f"|{text}|", tuple(((i, i + 1),) for i in places))
    return _Run("", ())


def _state(box: _Box, placed: tuple[Parameter, int, int], tail: _Run) -> None:
    """Take what one parameter states into the box."""
    parameter, start, parameter_start = placed
    name = _Run.of(_glyphs(parameter.name, 0)).text.strip()
    code = parameter.value
    if name in _symbols():
        _count(box, name, _Run.of(_glyphs(code, start)).cut(0), parameter_start)
        return
    match = _PARAMETER.fullmatch(re.sub(r"[\s_.-]", "", name).lower())
    if match is None or (match["key"] not in _RANKS and match["key"] != "index"):
        return
    key, rank = _RANKS.get(match["key"], ("index", 0))
    run = _Run.of(_glyphs(code, start, links=key not in STRUCTURES))
    if match["tail"]:
        box.comments[key, match["number"]] = _tidy(_without_italics(run.text)).strip("()[]: ")
    elif key != "index":
        run = run + tail if key == "smiles" and run.text.strip() else run
        values = _READERS.get(key, _read_identifier)(run)
        stated = [value for value in values if value.text.lower() not in NOT_STATED]
        box.add(key, stated, rank, match["number"])


def _count(box: _Box, symbol: str, run: _Run, start: int) -> None:
    digits = run.text.replace(",", "")
    if digits.isdecimal() and len(digits) < 7:
        box.counts[symbol] = _Count(int(digits), start, run.span)
    elif digits:
        box.complete = False


# --------------------------------------------------------------------------------------------------
# From a box to its records
# --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A record with the values that it was made of."""

    record: StructureRecord
    values: Mapping[str, _Value]
    counts: Mapping[str, _Count]


def _candidates(text: str, source: str | None) -> list[_Candidate]:
    boxes = _boxes(text, source)
    if not boxes:
        message = (
            "no chemical infobox ({{Infobox drug}}, {{Drugbox}}, {{Chembox}}) found; "
            "give the wikitext of an article that has one"
        )
        raise InputError(message, path=source)
    article = _article_title(text, boxes, source)
    found: list[tuple[_Box, str | None, str, dict[str, _Value]]] = []
    for box in boxes:
        title = box.group("").get("name", _Value(article or "")).text or None
        groups = _groups(box)
        if len(boxes) == 1:
            _add_mass_of_prose(text, box, {title, article} - {None, ""}, groups)
        found += [(box, title, suffix, values) for suffix, values in groups]
    if not found:
        message = (
            "the infobox states nothing to compare (no SMILES, InChI, InChIKey, formula, mass, "
            "systematic name or CAS number); add one of them"
        )
        raise InputError(message, path=source, line=boxes[0].line)
    return [
        _candidate(box, title, suffix, values, Place(source, box.line, row))
        for row, (box, title, suffix, values) in enumerate(found, 1)
    ]


def _candidate(box: _Box, title: str | None, suffix: str, values: Mapping[str, _Value], place: Place) -> _Candidate:
    stated = {key: value.text for key, value in values.items() if key in FIELDS and key != "name"}
    labels = {key: value.note for key, value in values.items() if value.note and key in FIELDS}
    name = f"{title or ''} {suffix}".strip() or None
    record = StructureRecord(name=name, **stated, place=place, labels=labels)
    has_counts = "element counts" in labels.values() or "element_counts" in values
    if not box.closed:
        values = {key: _Value(value.text) for key, value in values.items()}
    return _Candidate(record, values, box.counts if has_counts else {})


def _groups(box: _Box) -> list[tuple[str, dict[str, _Value]]]:
    """Give what each substance of the box states, with the suffix of its name.

    Numbered parameters are other forms (salts, enantiomers, ions): they share nothing with the
    unnumbered ones. The one exception: where only numbered structures are stated and all are
    isomers, the unnumbered formula, mass and charge are also those of the first one.
    """
    base = _base(box)
    numbers = sorted({n for _, n in box.values if n}, key=lambda n: (int(n), n))
    numbered = {n: _chosen(box, n) for n in numbers}
    numbered = {n: group for n, group in numbered.items() if any(key in group for key in STRUCTURES)}
    first = next(iter(numbered), None)
    if first and not any(key in base for key in STRUCTURES) and _are_isomers(first, [*numbered.values()]):
        shared = ("formula", "element_counts", "molecular_weight", "charge")
        numbered[first] = {key: base[key] for key in shared if key in base} | numbered[first]
    groups: list[tuple[str, dict[str, _Value]]] = []
    for number, group in [("", base), *numbered.items()]:
        groups += _by_comment(box, number, group)
    kind = base["kind"].text.lower() if "kind" in base else ""
    return groups or ([("", base)] if kind in WITHOUT_STRUCTURE else [])


def _base(box: _Box) -> dict[str, _Value]:
    """Give what the unnumbered parameters state, with what several of them state together."""
    group = _chosen(box, "")
    atoms = {symbol: count.number for symbol, count in box.counts.items() if count.number}
    if atoms and box.complete:
        hill = _Value(Composition(atoms).hill, note="element counts")
        group["element_counts" if "formula" in group else "formula"] = hill
    atc = "".join(group.pop(key, _Value("")).text for key in ("atc_prefix", "atc_suffix"))
    if atc:
        group["atc_code"] = _Value(atc)
    return group


def _chosen(box: _Box, number: str) -> dict[str, _Value]:
    """Give one group, its mass with the unit and without a key that belongs to a superseded InChI."""
    group = box.group(number)
    unit, mass = group.pop("mass_unit", None), group.get("molecular_weight")
    if unit and mass and not re.search(r"[A-Za-z]", mass.text):
        group["molecular_weight"] = _Value(f"{mass.text} {unit.text}", mass.span, mass.note)
    ranks = (box.ranks.get(("inchi", number)), box.ranks.get(("inchikey", number)))
    if ranks == (0, 1) and _NONSTANDARD_KEY.fullmatch(group["inchikey"].text):
        del group["inchikey"]
    return group


def _are_isomers(first: str, groups: Sequence[Mapping[str, _Value]]) -> bool:
    """Tell whether the notation alone shows that numbered structures share one formula."""
    if first != "1" and len(groups) < 2:
        return False
    compositions = {_composition_text(group) for group in groups}
    return len(compositions) == 1 and "" not in compositions


def _composition_text(group: Mapping[str, _Value]) -> str:
    if "inchi" in group:
        return _INCHI_START.sub("", group["inchi"].text).split("/")[0]
    return re.sub(r"[@/\\]", "", group["smiles"].text) if "smiles" in group else repr(group)


def _by_comment(box: _Box, number: str, group: dict[str, _Value]) -> Iterator[tuple[str, dict[str, _Value]]]:
    """Give one group, or two where the comments say that SMILES and InChI show different forms."""
    notes = {key: box.comments.get((key, number)) or group.get(key, _Value("")).note for key in STRUCTURES}
    label = box.comments.get(("index", number), "")
    apart: dict[str, _Value] = {}
    inchi_note = notes["inchi"] or notes["inchikey"]
    differ = inchi_note and notes["smiles"] and notes["smiles"].lower() != inchi_note.lower()
    if differ and "smiles" in group and ("inchi" in group or "inchikey" in group):
        apart = {"smiles": group.pop("smiles")}
    if any(key in group for key in CHECKABLE):
        comment = label or (inchi_note if apart else notes["smiles"] or inchi_note)
        comment = comment or box.comments.get(("cas", number), "")
        yield _suffix(number, comment if number else ""), group
    if apart:
        yield _suffix(number, notes["smiles"]), apart
    for other in box.values.get(("smiles", number), [])[1:]:
        if other.note:
            yield _suffix(number, other.note), {"smiles": other}


def _suffix(number: str, comment: str) -> str:
    if comment:
        return f"[{number}: {comment}]" if number else f"[{comment}]"
    return f"({number})" if number else ""


# --------------------------------------------------------------------------------------------------
# What stands outside the box: title and mass
# --------------------------------------------------------------------------------------------------

_MASS = re.compile(
    r"(?:molecular|molar|formula)\s+(?:weight|mass)(?:\]\])?"
    r"(?:\s+of\s+(?P<subject>[^.,;:()|\d]{1,60}?))??"
    r"\s*(?:\s(?:of|is|was)\s|[:=,])?\s*"
    r"(?P<number>\d+(?:\.\d+)?)(?![\d,.]\d|\d)"
    r"(?P<unit>(?:\s|&nbsp;|\xa0)*(?:g\s*/\s*mol(?:e|\b)|g\s*[·⋅*]?\s*mol\s*(?:<sup>)?\s*[−–-]1\b|Da\b|[Dd]altons?\b|u\b|amu\b))?"
    r"(?!\s*(?:%|[–±×~-]|to\b|or\b|k|M|[A-Za-z]*Da\b|kg))",
    re.IGNORECASE,
)
_OTHER_SUBJECT = re.compile(
    r"chlorid|bromid|salt|sodium|potassium|calcium|hydrate|sulfate|phosphate|acetate|maleate|tartrate|"
    r"citrate|mesylate|besylate|tosylate|ester|prodrug|metabolit|protein|receptor|enzyme|peptide|"
    r"polymer|complex|antibod|analog|derivativ|compounds|molecules|drugs|substances|conjugat|average|"
    r"transporter|less than|more than|greater|below|above|up to|similar to|free base|free acid",
    re.IGNORECASE,
)


def _add_mass_of_prose(
    text: str, box: _Box, titles: AbstractSet[str | None], groups: Sequence[tuple[str, dict[str, _Value]]]
) -> None:
    """Let a sentence state the mass of an article's one substance where the box does not."""
    if len(groups) != 1 or "molecular_weight" in groups[0][1]:
        return
    if not re.search(r"(?:weight|mass)", text[box.end :], re.IGNORECASE):
        return
    prose = _prose(text, box.end)
    masses = {m["number"]: m for m in _MASS.finditer(prose) if any(_is_about(str(t), prose, m) for t in titles)}
    if len(masses) == 1:
        match = next(iter(masses.values()))
        unit = _tidy(html.unescape((match["unit"] or "").replace("<sup>", "")))
        stated = f"{match['number']} {unit}".strip()
        groups[0][1]["molecular_weight"] = _Value(stated, match.span("number"), "prose")


def _prose(text: str, start: int) -> str:
    """Blank out the box, templates, references and comments; the sentences keep their places."""
    hidden = _masked_between(_visible(text), "{|", "|}")
    parts, depth, shown = [" " * start], 0, start
    for brace in _BRACES.finditer(hidden, start):
        if brace[0] == "{{":
            if depth == 0:
                parts.append(hidden[shown : brace.start()])
                shown = brace.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                parts.append(_blank(hidden[shown : brace.end()]))
                shown = brace.end()
    parts.append(_blank(hidden[shown:]) if depth else hidden[shown:])
    return "".join(parts)


def _is_about(title: str, prose: str, match: re.Match[str]) -> bool:
    """Tell whether a sentence gives the mass of the titled substance itself, beyond doubt."""
    begin = max(prose.rfind("\n", 0, match.start()), prose.rfind(". ", 0, match.start())) + 1
    end = re.search(r"\.\s|\n|$", prose[match.end() :])
    sentence = prose[begin : match.end() + (end.start() if end else 0)].lower().strip()
    if not match["unit"] and "." not in match["number"]:
        return False
    subject = (match["subject"] or title).lower().strip("[]' ").removeprefix("the ")
    if subject != title.lower():
        return False
    others = sentence.replace(title.lower(), "")
    paragraph = prose[prose.rfind("\n", 0, match.start()) + 1 : match.start()].lower()
    pronoun = re.match(r"it\b|(?:the|this) (?:drug|compound|substance|molecule)\b", sentence)
    named = title.lower() in sentence or (pronoun and title.lower() in paragraph)
    return bool(named) and not _OTHER_SUBJECT.search(others)


def _article_title(text: str, boxes: Sequence[_Box], source: str | None) -> str | None:
    """Give the plain first line, else the bold words of the lead, else the file's name."""
    first = text[: boxes[0].start].lstrip("\ufeff \t\r\n").split("\n", 1)[0].strip()
    if first and len(first.split()) <= 8 and not re.search(r"[{}\[\]|=<>#*.!?]$|[{}\[\]|<>#*]|''", first):
        return first
    hidden = _visible(text)
    for lead in (hidden[boxes[-1].end :], hidden[: boxes[0].start]):
        bold = re.search(r"'''(.+?)'''", lead.split("\n==", 1)[0])
        if bold:
            plain = re.sub(r"\[\[(?:[^|\]]*\|)?([^\]]*)\]\]|\{\{[^{}]*\}\}|<[^<>]*>", r"\1", bold[1])
            if _tidy(plain).strip("'"):
                return _tidy(plain).strip("'")
    if source is None or source.startswith("<"):
        return None
    return PurePath(source.removesuffix(".gz")).stem or None


# --------------------------------------------------------------------------------------------------
# Public functions
# --------------------------------------------------------------------------------------------------


def read_wikitext(text: str, *, source: str | None) -> Iterator[StructureRecord]:
    """Give a record for each substance that the chemical infoboxes of an article state.

    Parameters
    ----------
    text
        Wikitext of an article, or of a box alone.
    source
        The input as the user named it; its stem is the name of last resort. None in Python.

    Returns
    -------
    Iterator[StructureRecord]
        In the order of the article: of each box the unnumbered parameters, then each number that
        states a structure. Labels hold what a value is ("element counts", "prose") or the
        note beside it ("anhydrous").

    Raises
    ------
    InputError
        The text has no chemical infobox, or its boxes state nothing to compare.

    Examples
    --------
    >>> box = "{{Drugbox | name = GABA | C=4 | H=9 | N=1 | O=2 | SMILES = NCCCC(=O)O}}"
    >>> [(r.name, r.smiles, r.formula) for r in read_wikitext(box, source=None)]
    [('GABA', 'NCCCC(=O)O', 'C4H9NO2')]
    """
    return iter([candidate.record for candidate in _candidates(text, source)])


def looks_like_wikitext(text: str) -> bool:
    r"""Tell whether text is wikitext: it has a chemical infobox, or the marks of an article.

    Examples
    --------
    >>> looks_like_wikitext("{{Chembox\n| Name = GABA\n}}"), looks_like_wikitext("smiles\nNCCCC(=O)O")
    (True, False)
    """
    if _OPENING.search(text):
        return True
    marks = (r"\{\{[A-Za-z][^{}\n]*", r"\[\[[^\[\]\n]+\]\]", r"(?m)^==+[^=\n]+==+\s*$", r"'''[^'\n]+'''")
    return sum(re.search(mark, text) is not None for mark in marks) >= 2


def rewrite(text: str, record: StructureRecord, corrections: Mapping[str, str]) -> str:
    """Give the text with corrected fields of one record, everything else as it was.

    Parameters
    ----------
    text
        The wikitext that the record was read from.
    record
        A record of `read_wikitext`; found again by its place and what it states.
    corrections
        Field to its new value. Values keep the notation of the box: no ``InChI=`` where there was
        none, subscripts where there were some, the unit of a mass. A corrected ``formula`` that
        was stated as element counts rewrites the counts.

    Raises
    ------
    InputError
        The record is not in the text, or does not state a field that is to be corrected.

    Examples
    --------
    >>> box = "{{Chembox | Name = GABA | SMILES = NCCCC(=O)O | InChIKey = <!-- to do --> X }}"
    >>> (gaba,) = read_wikitext(box, source=None)
    >>> rewrite(box, gaba, {"inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N"})
    '{{Chembox | Name = GABA | SMILES = NCCCC(=O)O | InChIKey = <!-- to do --> BTCSSZJGUNDROE-UHFFFAOYSA-N }}'
    """
    candidate = _again(text, record)
    edits: list[tuple[_Span, str]] = []
    for key, new in corrections.items():
        value = candidate.values.get(key)
        counted = value is not None and value.note == "element counts"
        if value is None or (value.span is None and not counted):
            message = f"cannot correct {key}: the infobox of {record.name} does not state it in one place"
            raise InputError(message, path=record.place.source, line=record.place.line)
        if value.span is None:
            edits += _recounted(candidate.counts, new)
        else:
            edits.append((value.span, _written(key, value.text, new, text[slice(*value.span)])))
    for (start, end), new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _again(text: str, record: StructureRecord) -> _Candidate:
    stated = list(record.stated())
    candidates = [c for c in _candidates(text, record.place.source) if list(c.record.stated()) == stated]
    for candidate in sorted(candidates, key=lambda c: c.record.place.row != record.place.row):
        return candidate
    message = f"{record.name} is not stated in this text; read the text again before correcting it"
    raise InputError(message, path=record.place.source, line=record.place.line)


def _written(key: str, stated: str, new: str, raw: str) -> str:
    """Give a corrected value in the notation of the one that it replaces."""
    prefix = {"inchi": "InChI=", "inchikey": "InChIKey="}.get(key)
    if prefix:
        had = stated.lower().startswith(prefix.lower())
        new = new.removeprefix(prefix)
        new = stated[: len(prefix)] + new if had else new
    if key in {"molecular_weight", "monoisotopic_mass"}:
        number = _NUMBER.search(new)
        new = number[0] if number else new
    if key == "formula":
        new = _formula_like(new, raw)
    kept = (m[0] for m in re.finditer(rf"<!--.*?-->|{_REFERENCE.pattern}", raw, re.IGNORECASE | re.DOTALL))
    return new.replace("|", "{{!}}") + "".join(kept)


def _formula_like(formula: str, raw: str) -> str:
    """Set counts as subscripts where the replaced formula had them.

    Examples
    --------
    >>> _formula_like("C4H8NO2-", "C<sub>4</sub>H<sub>8</sub>")
    'C<sub>4</sub>H<sub>8</sub>NO<sub>2</sub><sup>−</sup>'
    """
    if re.search(r"[₀-₉]", raw):
        return re.sub(r"(?<=[A-Za-z)\]])\d+", lambda m: m[0].translate(_SUBSCRIPTS), formula)
    if "<" not in raw and "{{" not in raw:
        return formula
    formula = re.sub(r"(?<=[A-Za-z)\]])(\d+)", r"<sub>\1</sub>", formula)
    formula = re.sub(r"\[(\d+)([A-Z][a-z]?)\]", r"<sup>\1</sup>\2", formula)
    return re.sub(r"([+-])(\d*)$", lambda m: f"<sup>{m[2]}{m[1].replace('-', '−')}</sup>", formula)


_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def _recounted(counts: Mapping[str, _Count], formula: str) -> list[tuple[_Span, str]]:
    """Give the edits that make element counts those of a formula; elements may come and go."""
    new: dict[str, int] = {}
    for symbol, number in re.findall(r"([A-Z][a-z]?)(\d*)", formula):
        new[symbol] = new.get(symbol, 0) + int(number or 1)
    edits = [
        (count.span, str(new[symbol]))
        for symbol, count in counts.items()
        if symbol in new and new[symbol] != count.number
    ]
    gone = [count for symbol, count in counts.items() if symbol not in new]
    added = "".join(f" | {symbol}={number}" for symbol, number in new.items() if symbol not in counts)
    kept = [count.span[1] for symbol, count in counts.items() if symbol in new]
    anchor = max(kept, default=0)
    if added and kept:
        edits.append(((anchor, anchor), added))
    for i, count in enumerate(gone):
        edits.append(((count.start, count.span[1]), added.strip() if i == 0 and not kept else ""))
    return edits
