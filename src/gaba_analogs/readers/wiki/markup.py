"""Wiki markup as the plain text a reader sees, each character with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from gaba_analogs.dataclass import dataclass
from gaba_analogs.notation.characters import EN_DASH, HYPHENS, MIDDLE_DOT, MINUS, PRIME, plain_signs
from gaba_analogs.notation.text import unescape
from gaba_analogs.regex import regex

if TYPE_CHECKING:
    from mwparserfromhell.nodes import Node, Tag, Template
    from mwparserfromhell.nodes.extras import Parameter
    from mwparserfromhell.wikicode import Wikicode


Span = tuple[int, int]
"""A part of the source: its first character [-] and the one after its last."""

_Path = tuple[Span, ...]
_Glyph = tuple[str, _Path]

_BREAK = "\v"  # a forced line break, unlike a line end in the source
RAISED, LEVEL = "\ue000", "\ue001"  # around the content of a superscript

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
    "ndash": EN_DASH,
    "snd": f" {EN_DASH} ",
    "minus": MINUS,
    "middot": MIDDLE_DOT,
    "dot": MIDDLE_DOT,
    "prime": PRIME,
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
_LAYOUT = regex(r"(?:list_?|item\d*_?)?(?:class|style)|id|indent|title|link|date|reason", re.IGNORECASE)
_FORMULA_TEMPLATES = frozenset({"chem", "chem2", "ce", "chemf", "chemformula"})
_MEASURES = frozenset({"val", "convert", "cvt"})
_SECOND_TEMPLATES = frozenset({"lang", "transl", "transliteration"})
_NOTE_TEMPLATES = regex(
    r"(?:cite|citation|cn|fact|refn?|r|rp|sfn|efn|dubious|verif|failed|clarify|update|when|which|"
    r"dead link|better source|self-published|synthesis|unreferenced|disputed)\b.*|.*cite|.*inline"
)


@dataclass(frozen=True, slots=True)
class Run:
    """Plain text and, for each character, the spans of the source that enclose it, outermost first."""

    text: str
    paths: tuple[_Path, ...]

    @classmethod
    def of(cls, pairs: Iterable[_Glyph]) -> Run:
        """Make a run from characters with their places."""
        pairs = list(pairs)
        return cls("".join(c for c, _ in pairs), tuple(path for _, path in pairs))

    @classmethod
    def joined(cls, runs: Sequence[Run]) -> Run:
        """Concatenate runs."""
        return cls("".join(run.text for run in runs), tuple(path for run in runs for path in run.paths))

    def __add__(self, other: Run) -> Run:
        return Run(self.text + other.text, self.paths + other.paths)

    def cut(self, start: int, end: int | None = None) -> Run:
        """Return the part between two characters, stripped of white space."""
        text = self.text[start:end]
        first = start + len(text) - len(text.lstrip())
        last = first + len(text.strip())
        return Run(self.text[first:last], self.paths[first:last])

    def split(self, separator: str) -> list[Run]:
        """Return the non-empty parts between the matches of a pattern."""
        parts, start = [], 0
        for match in re.finditer(separator, self.text):
            parts.append(self.cut(start, match.start()))
            start = match.end()
        parts.append(self.cut(start))
        return [part for part in parts if part.text]

    @property
    def span(self) -> Span:
        """The part of the source to replace for replacing the whole run; tags are never cut in half."""
        first, last = self.paths[0], self.paths[-1]
        shared = 0
        while shared < min(len(first), len(last)) - 1 and first[shared] == last[shared]:
            shared += 1
        return first[shared][0], last[shared][1]


REFERENCE = regex(r"<ref\b[^<>]*(?:/>|(?<!/)>(?:(?!<ref\b).)*?</ref\s*>)", re.IGNORECASE | re.DOTALL)
BRACES = regex(r"\{\{|\}\}")


def blank(text: str) -> str:
    """Replace everything but line breaks by blanks."""
    return re.sub(r"[^\n]", " ", text)


def visible(text: str) -> str:
    """Blank out comments, nowiki passages and references; all other characters keep their places."""
    text = masked_between(text, "<!--", "-->")
    text = masked_between(text, "<nowiki>", "</nowiki>")
    return REFERENCE.sub(lambda match: blank(match[0]), text)


def masked_between(text: str, opening: str, closing: str) -> str:
    """Blank out each passage between two marks; all other characters keep their places."""
    parts, position = [], 0
    while (start := text.find(opening, position)) >= 0:
        end = text.find(closing, start)
        if end < 0:
            break
        end += len(closing)
        parts += [text[position:start], blank(text[start:end])]
        position = end
    return "".join([*parts, text[position:]])


def glyphs(code: Wikicode, start: int, path: _Path = (), *, links: bool = True) -> Iterator[_Glyph]:
    """Yield the characters that a reader of the article sees, each with its place."""
    position = start
    for node in code.nodes:
        raw = str(node)
        yield from _node_glyphs(node, raw, (position, position + len(raw)), path, links=links)
        position += len(raw)


def _node_glyphs(node: Node, raw: str, span: Span, path: _Path, *, links: bool) -> Iterator[_Glyph]:
    inside = (*path, span)
    match type(node).__name__:
        case "Text":
            for i, character in enumerate(raw, span[0]):
                yield character, (*path, (i, i + 1))
        case "HTMLEntity":
            yield from _opaque(unescape(raw), inside)
        case "Tag":
            yield from _tag_glyphs(node, raw, inside, links=links)
        case "Template":
            yield from _template_glyphs(node, inside, links=links)
        case "Wikilink" if not links:  # in a SMILES, double brackets are not a link
            for i, character in enumerate(raw, span[0]):
                yield character, (*path, (i, i + 1))
        case "Wikilink":
            shown = node.title if node.text is None else node.text
            if not re.match(r"\s*(?:file|image|category)\s*:", str(node.title), re.IGNORECASE):
                yield from glyphs(shown, span[1] - 2 - len(str(shown)), inside)
        case "ExternalLink" if node.brackets and node.title is not None:
            yield from glyphs(node.title, span[1] - 1 - len(str(node.title)), inside, links=links)
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
    inner: Iterator[_Glyph] = glyphs(node.contents, path[-1][0] + max(start, 0), path, links=links)
    if not exact or name == "sup":
        inner = ((character, path) for character, _ in inner)
    if name == "sup":
        yield RAISED, path
    yield from inner
    if name == "sup":
        yield LEVEL, path


def _template_glyphs(node: Template, path: _Path, *, links: bool) -> Iterator[_Glyph]:
    name = plain_name(str(node.name))
    if name in _SYMBOLS:
        yield from _opaque(_SYMBOLS[name], path)
        return
    if _NOTE_TEMPLATES.fullmatch(name):
        return
    shown = list(_arguments(node, path, links=links))
    if name in _FORMULA_TEMPLATES:
        yield from _opaque(_formula_of_template([run.text.strip() for run in shown]), path)
    elif name == "sup":
        yield from _opaque(RAISED + "".join(run.text for run in shown[:1]) + LEVEL, path)
    elif name in _LIST_TEMPLATES:
        for run in shown:
            yield _BREAK, path
            yield from zip(run.text, run.paths, strict=True)
    elif name in _MEASURES and shown:
        unit = shown[1].text if len(shown) > 1 and name != "val" else _named(node, "u") or _named(node, "ul")
        yield from zip(shown[0].text, shown[0].paths, strict=True)
        yield from _opaque(f" {unit}" if unit else "", path)
    elif name == "cas" and len(shown) > 2 and all(run.text.strip().isdecimal() for run in shown[:3]):
        yield from _opaque("-".join(run.text.strip() for run in shown[:3]), path)  # French: {{CAS|56|12|2}}
    elif name in _SECOND_TEMPLATES:
        for run in shown[1:2]:
            yield from zip(run.text, run.paths, strict=True)
    elif name in _FIRST_TEMPLATES or len(shown) == 1:
        for run in shown[:1]:
            yield from zip(run.text, run.paths, strict=True)


def _arguments(node: Template, path: _Path, *, links: bool) -> Iterator[Run]:
    """Yield the unnamed arguments; a SMILES split at its "=" is put together again."""
    for parameter, start, pipe in placed(node, path[-1][0]):
        name = str(parameter.name).strip()
        if not parameter.showkey or name.isdigit():
            yield Run.of(glyphs(parameter.value, start, path, links=links))
        elif not links and not _LAYOUT.fullmatch(name):
            raw = str(parameter)
            yield Run(raw, tuple((*path, (i, i + 1)) for i in range(pipe + 1, pipe + 1 + len(raw))))


def _named(node: Template, name: str) -> str:
    return str(node.get(name).value).strip() if node.has(name) else ""


def _formula_of_template(parts: Sequence[str]) -> str:
    """Join the arguments of a formula template; a charge becomes a superscript, a star the dot of a hydrate.

    Examples
    --------
    >>> _formula_of_template(["C", "4", "H", "9", "N", "O", "2"])
    'C4H9NO2'
    """
    if len(parts) > 1 and re.fullmatch(r"\d*[+-]", plain_signs(parts[-1])):
        return "".join(parts[:-1]) + RAISED + parts[-1] + LEVEL
    text = "".join(parts).replace("*", "·")
    return re.sub(rf"(?:\((\d*[+\-{HYPHENS}])\)|\^\{{?(\d*[+\-{HYPHENS}])\}}?)$", rf"{RAISED}\1\2{LEVEL}", text)


def tidy(text: str) -> str:
    """Return text on one line, without the marks of this module."""
    text = text.replace(RAISED, "").replace(LEVEL, "").replace("\xa0", " ")
    return " ".join(text.split())


def without_italics(text: str) -> str:
    r"""Drop the apostrophes of bold and italics, but keep a double prime after a locant.

    Examples
    --------
    >>> without_italics("(''RS'')-4-amino")
    '(RS)-4-amino'
    >>> without_italics("2,2',2''-nitrilotriethanol")
    "2,2',2''-nitrilotriethanol"
    >>> without_italics("('\"R\"')-4-amino")
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


def plain_name(name: str) -> str:
    """Return a template's name in lower case, without comments and underscores."""
    return " ".join(re.sub(r"<!--.*?(?:-->|\Z)", "", name, flags=re.DOTALL).replace("_", " ").split()).lower()


def placed(template: Template, start: int) -> Iterator[tuple[Parameter, int, int]]:
    """Yield each parameter of a template, with the start of its value and of itself."""
    position = start + 2 + len(str(template.name))
    for parameter in template.params:
        key = len(str(parameter.name)) + 1 if parameter.showkey else 0
        yield parameter, position + 1 + key, position
        position += 1 + key + len(str(parameter.value))
