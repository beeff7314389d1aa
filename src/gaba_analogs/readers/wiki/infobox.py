"""The chemical infoboxes of an article: where they are and what their parameters state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from functools import cache
from typing import TYPE_CHECKING

from gaba_analogs.dataclass import dataclass
from gaba_analogs.errors import InputError
from gaba_analogs.notation.characters import plain_signs
from gaba_analogs.notation.composition import element_symbols

if TYPE_CHECKING:
    from mwparserfromhell.nodes import Template
    from mwparserfromhell.nodes.extras import Parameter

from gaba_analogs.readers.wiki.markup import (
    BRACES,
    Run,
    Span,
    glyphs,
    placed,
    plain_name,
    tidy,
    visible,
    without_italics,
)
from gaba_analogs.readers.wiki.nesting import may_be_parsed
from gaba_analogs.readers.wiki.parameters import (
    CODE,
    NOT_STATED,
    PARAMETER,
    RANKS,
    READERS,
    STRUCTURES,
    WITH_CHECK_DIGIT,
    Value,
    read_identifier,
)
from gaba_analogs.readers.wiki.template_names import BOXES, OPENING
from gaba_analogs.record.fields import BY_NAME, Kind
from gaba_analogs.regex import regex

_ATTACHED = regex(r"[\w&:;,.$@!()*+\-^{}]+")
_BULLET = regex(r"\s*\*+\s+")
"""What begins a list; a wildcard of a SMILES is no blank's neighbour."""
_MOST_UNCLOSED = 50
"""Most infoboxes [-] of one text that may lack their end."""
_END_OF_BOX = regex(r"\n\}\}|\n(?=[^\S\n]*'''|==)")


@dataclass(frozen=True, slots=True)
class Count:
    """Number of atoms of one element, its place, and where its parameter begins."""

    number: int
    start: int
    span: Span


@dataclass(slots=True)
class Infobox:
    """One infobox: values by (field, number), element counts by symbol, comments by (field, number).

    `titles` has the parameters that state the values, `not_read` those that state no field, with their texts.
    Incomplete element counts ("H=2n") are not a formula; an unclosed box can be read but not corrected.
    """

    line: int
    start: int
    end: int
    values: dict[tuple[str, str], list[Value]] = field(default_factory=dict)
    ranks: dict[tuple[str, str], int] = field(default_factory=dict)
    counts: dict[str, Count] = field(default_factory=dict)
    comments: dict[tuple[str, str], str] = field(default_factory=dict)
    complete: bool = True
    closed: bool = True
    titles: dict[tuple[str, str], str] = field(default_factory=dict)
    not_read: dict[str, str] = field(default_factory=dict)

    def add(self, key: str, value: list[Value], rank: int, number: str) -> None:
        """Keep a value unless a preferred parameter states the field; among equals the last one counts."""
        place = (key, number)
        if value and rank <= self.ranks.get(place, rank):
            self.values[place], self.ranks[place] = value, rank

    def group(self, number: str) -> dict[str, Value]:
        """Return the value of each field with this number, several of a number with a check digit as a list.

        "" is the unnumbered group.
        """
        return {key: _value(key, values) for (key, n), values in self.values.items() if n == number}

    def left_out(self, key: str, number: str) -> str:
        """Give the identifiers behind the first one that no group has; empty where there are none."""
        behind = self.values[key, number][1:]
        is_left_out = key in BY_NAME and BY_NAME[key].kind is Kind.IDENTIFIER
        return ", ".join(value.text for value in behind if is_left_out and CODE.fullmatch(value.text))


def _value(key: str, values: Sequence[Value]) -> Value:
    """Give the first value of a parameter, or all of them where they are to be checked together."""
    if key not in WITH_CHECK_DIGIT or len(values) < 2 or not CODE.fullmatch(values[0].text):
        return values[0]
    return Value("; ".join(dict.fromkeys(value.text for value in values)), note=values[0].note)


@cache
def _symbols() -> frozenset[str]:
    return element_symbols() | {"D", "T"}


def infoboxes(text: str, source: str | None) -> list[Infobox]:
    """Read each outermost infobox."""
    hidden = visible(text)
    boxes: list[Infobox] = []
    position, line, counted, unclosed = 0, 1, 0, 0
    while opening := OPENING.search(hidden, position):
        start = opening.start()
        line += text.count("\n", counted, start)
        counted = start
        position, missing = _closing(hidden, start)
        box = Infobox(line, start, position, closed=not missing)
        closing = "}}" * missing
        unclosed += missing > 0
        template = None
        if unclosed <= _MOST_UNCLOSED:
            template = _parsed(text[start:position] + closing) or _parsed(hidden[start:position] + closing)
        if template is None:
            message = "cannot read the infobox: check for unclosed braces, brackets and tags, or deep nesting"
            raise InputError(message, path=source, line=box.line)
        _fill(box, template, start)
        boxes.append(box)
    return boxes


def _closing(text: str, start: int) -> tuple[int, int]:
    """Return the end of a template and the number of missing closing braces; comments are blanked out.

    An unclosed box ends with its lines, before the lead of the article.
    """
    depth = 0
    for brace in BRACES.finditer(text, start):
        depth += 1 if brace[0] == "{{" else -1
        if depth == 0:
            return brace.end(), 0
    match = _END_OF_BOX.search(text, start)
    end = match.start() if match else len(text)
    open_, closed = text.count("{{", start, end), text.count("}}", start, end)
    return end, max(open_ - closed, 1)


def _parsed(box: str) -> Template | None:
    """Parse one template; None if the parser finds no template where the braces suggest one, or would look for long."""
    if not may_be_parsed(box):
        return None
    import mwparserfromhell  # noqa: PLC0415  # not for tables and SD files
    from mwparserfromhell.parser import ParserError  # noqa: PLC0415

    try:
        nodes = mwparserfromhell.parse(box, skip_style_tags=True).nodes
        whole = nodes and type(nodes[0]).__name__ == "Template" and len(str(nodes[0])) == len(box)
    except (ParserError, RecursionError):
        return None
    return nodes[0] if whole else None


def _fill(box: Infobox, template: Template, start: int, *, is_section: bool = True) -> None:
    """Read the parameters of a box and of the sections nested in it."""
    parameters = list(placed(template, start))
    for i, (parameter, value_start, _) in enumerate(parameters):
        if is_section and parameter.showkey:
            _state(box, parameters[i], _attached(parameters[i + 1 : i + 3]))
        position = value_start
        for node in parameter.value.nodes:
            raw = str(node)
            if type(node).__name__ == "Template" and "box" in raw.lower():
                inner = plain_name(str(node.name))
                _fill(box, node, position, is_section=inner.startswith("chembox") or inner in BOXES)
            position += len(raw)


def _attached(following: Sequence[tuple[Parameter, int, int]]) -> Run:
    """Return the "|...|" of an extended SMILES, which looks like a parameter to the template parser."""
    if len(following) == 2 and not following[0][0].showkey:
        text, (_, start, pipe), (_, _, end) = str(following[0][0].value), following[0], following[1]
        if _ATTACHED.fullmatch(text) and start == pipe + 1:
            places = range(pipe, end + 1)
            return Run(f"|{text}|", tuple(((i, i + 1),) for i in places))
    return Run("", ())


def _state(box: Infobox, placed: tuple[Parameter, int, int], tail: Run) -> None:
    """Add the values of one parameter to the box."""
    parameter, start, parameter_start = placed
    name = Run.of(glyphs(parameter.name, 0)).text.strip()
    code = parameter.value
    if name in _symbols():
        _count(box, name, Run.of(glyphs(code, start)).cut(0), parameter_start)
        return
    match = PARAMETER.fullmatch(re.sub(r"[\s_.-]", "", name).lower())
    if match is None or (match["key"] not in RANKS and match["key"] != "index"):
        if text := tidy(Run.of(glyphs(code, start)).text):
            box.not_read.setdefault(name, text)
        return
    key, rank = RANKS.get(match["key"], ("index", 0))
    run = Run.of(glyphs(code, start, links=key not in STRUCTURES))
    if match["tail"]:
        box.comments[key, match["number"]] = tidy(without_italics(run.text)).strip("()[]: ")
    elif key != "index":
        if bullet := _BULLET.match(run.text):
            run = run.cut(bullet.end())
        run = run + tail if key == "smiles" and run.text.strip() else run
        values = READERS.get(key, read_identifier)(run)
        stated = [value for value in values if plain_signs(value.text.lower()) not in NOT_STATED]
        if stated:
            box.titles.setdefault((key, match["number"]), name)
        box.add(key, stated, rank, match["number"])


def _count(box: Infobox, symbol: str, run: Run, start: int) -> None:
    digits = run.text.replace(",", "")
    if digits.isdecimal() and len(digits) < 7:
        box.counts[symbol] = Count(int(digits), start, run.span)
    elif digits:
        box.complete = False
