"""Values outside the infobox of an article: its title, and a mass in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import PurePath

from gaba_analogs.notation.characters import DOTS, HYPHENS
from gaba_analogs.notation.text import unescape
from gaba_analogs.readers.io.compression import without_compression_suffix
from gaba_analogs.readers.wiki.infobox import Infobox
from gaba_analogs.readers.wiki.markup import BRACES, blank, masked_between, tidy, visible
from gaba_analogs.readers.wiki.parameters import Value
from gaba_analogs.regex import regex

LONGEST_SENTENCE = 10_000
LONGEST_PARAGRAPH = 20_000
_SENTENCE_END = regex(r"\.\s|\n|$")


@cache
def _mass() -> re.Pattern[str]:
    """Return the pattern of a mass in a sentence; compiled only when needed."""
    return re.compile(
        r"(?:molecular|molar|formula)\s+(?:weight|mass)(?:\]\])?"
        r"(?:\s++of\s++(?P<subject>[^.,;:()|\d]{1,60}?))??"
        r"(?:\s++(?:of|is|was)(?=\s)|\s*+[:=,])?\s*+"
        r"(?P<number>\d+(?:\.\d+)?)(?![\d,.]\d|\d)"
        rf"(?P<unit>(?:\s|&nbsp;)*+(?:g\s*/\s*mol(?:e|\b)|g\s*[*{DOTS}]?\s*mol\s*(?:<sup>)?\s*[-{HYPHENS}]1\b|Da\b|[Dd]altons?\b|u\b|amu\b))?"
        rf"(?!\s*(?:%|[-±×~{HYPHENS}]|to\b|or\b|k|M|[A-Za-z]*Da\b|kg))",
        re.IGNORECASE,
    )


@cache
def _other_subject() -> re.Pattern[str]:
    """Return the pattern of words that show that the sentence is about something else."""
    return re.compile(
        r"chlorid|bromid|salt|sodium|potassium|calcium|hydrate|sulfate|phosphate|acetate|maleate|tartrate|"
        r"citrate|mesylate|besylate|tosylate|ester|prodrug|metabolit|protein|receptor|enzyme|peptide|"
        r"polymer|complex|antibod|analog|derivativ|compounds|molecules|drugs|substances|conjugat|average|"
        r"transporter|less than|more than|greater|below|above|up to|similar to|free base|free acid",
        re.IGNORECASE,
    )


def add_mass_of_prose(
    text: str, box: Infobox, titles: AbstractSet[str | None], groups: Sequence[tuple[str, dict[str, Value]]]
) -> None:
    """Take the mass of an article's only substance from a sentence if the box does not state it."""
    if len(groups) != 1 or "molecular_weight" in groups[0][1]:
        return
    if not re.search(r"(?:weight|mass)", text[box.end :], re.IGNORECASE):
        return
    prose = _prose(text, box.end)
    masses = {m["number"]: m for m in _mass().finditer(prose) if any(_is_about(str(t), prose, m) for t in titles)}
    if len(masses) == 1:
        match = next(iter(masses.values()))
        unit = tidy(unescape((match["unit"] or "").replace("<sup>", "")))
        stated = f"{match['number']} {unit}".strip()
        groups[0][1]["molecular_weight"] = Value(stated, match.span("number"), "prose")


def _prose(text: str, start: int) -> str:
    """Blank out the box, templates, references and comments; sentences keep their places."""
    hidden = masked_between(visible(text), "{|", "|}")
    parts, depth, shown = [" " * start], 0, start
    for brace in BRACES.finditer(hidden, start):
        if brace[0] == "{{":
            if depth == 0:
                parts.append(hidden[shown : brace.start()])
                shown = brace.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                parts.append(blank(hidden[shown : brace.end()]))
                shown = brace.end()
    parts.append(blank(hidden[shown:]) if depth else hidden[shown:])
    return "".join(parts)


def _is_about(title: str, prose: str, match: re.Match[str]) -> bool:
    """Whether a sentence clearly gives the mass of the article's own substance."""
    earliest = max(match.start() - LONGEST_SENTENCE, 0)
    begin = max(prose.rfind("\n", earliest, match.start()), prose.rfind(". ", earliest, match.start())) + 1
    begin = begin or earliest
    end = _SENTENCE_END.search(prose, match.end(), match.end() + LONGEST_SENTENCE)
    stop = end.start() if end else match.end()
    if stop - begin > LONGEST_SENTENCE or (not match["unit"] and "." not in match["number"]):
        return False
    sentence = prose[begin:stop].lower().strip()
    subject = (match["subject"] or title).lower().strip("[]' ").removeprefix("the ")
    if subject != title.lower():
        return False
    others = sentence.replace(title.lower(), "")
    earliest = max(match.start() - LONGEST_PARAGRAPH, 0)
    paragraph = prose[max(prose.rfind("\n", earliest, match.start()) + 1, earliest) : match.start()].lower()
    pronoun = re.match(r"it\b|(?:the|this) (?:drug|compound|substance|molecule)\b", sentence)
    named = title.lower() in sentence or (pronoun and title.lower() in paragraph)
    return bool(named) and not _other_subject().search(others)


def article_title(text: str, boxes: Sequence[Infobox], source: str | None) -> str | None:
    """Return the plain first line, else the bold words of the lead, else the name of the file."""
    first = text[: boxes[0].start].lstrip("\ufeff \t\r\n").split("\n", 1)[0].strip()
    if first and len(first.split()) <= 8 and not re.search(r"[{}\[\]|=<>#*.!?]$|[{}\[\]|<>#*]|''", first):
        return first
    hidden = visible(text)
    for lead in (hidden[boxes[-1].end :], hidden[: boxes[0].start]):
        bold = re.search(r"'''(.+?)'''", lead.split("\n==", 1)[0])
        if bold:
            plain = re.sub(r"\[\[(?:[^|\[\]]*\|)?([^\[\]]*)\]\]|\{\{[^{}]*\}\}|<[^<>]*>", r"\1", bold[1])
            if tidy(plain).strip("'"):
                return tidy(plain).strip("'")
    if source is None or source.startswith("<"):
        return None
    return PurePath(without_compression_suffix(source)).stem or None
