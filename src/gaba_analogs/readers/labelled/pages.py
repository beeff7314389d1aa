"""Text copied from pages, and what the InChI program prints: a label, then its value beside or below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from gaba_analogs.readers.labelled.entries import Entry, Item, Profile, begun_by
from gaba_analogs.readers.labelled.spaced import spaced
from gaba_analogs.readers.tabular.columns import normalised, recognise
from gaba_analogs.record.fields import BY_NAME
from gaba_analogs.regex import regex

FEWEST_FIELDS = 3
"""Fewest recognised labels [-] that make a text a record."""

LONGEST_PAGE_LINES = 2000

_LABELLED = regex(r"([^\t:]{1,60}?)\s*(?::\s+|:(?=\S)|\t)(.*)")
_TICK = regex(r"\s+(?:check|checkY|☑|Y|✓|✔)(?:\s.*)?$")
_MORE = {"key": "inchikey", "smilesstring": "smiles", "empiricalformulahillnotation": "formula"}
_STRUCTURAL = frozenset({"smiles", "inchi", "inchikey", "formula"})

# -- Pages ---------------------------------------------------------------------------------------


def is_page(lines: Sequence[str]) -> bool:
    """Whether a text is a page about one compound: at least three labels, one of them of structure or composition."""
    if len(lines) > LONGEST_PAGE_LINES:
        return False
    fields = {field for field, _ in _page_items(lines) if field in BY_NAME}
    return len(fields) >= FEWEST_FIELDS and not _STRUCTURAL.isdisjoint(fields)


def _page_entries(lines: Iterable[str], _: str) -> Iterator[Entry]:
    """Give the page whole, or its paragraphs where they begin with the same label and state different structures."""
    page = [*lines]
    starts = [n for n, line in enumerate(page) if line.strip() and (n == 0 or not page[n - 1].strip())]
    paragraphs = [page[start:end] for start, end in pairwise([*starts, len(page)])]
    if len(paragraphs) > 1 and _are_compounds(paragraphs):
        yield from ((start + 1, paragraph) for start, paragraph in zip(starts, paragraphs, strict=True))
    else:
        yield 1, page


def _are_compounds(paragraphs: Sequence[Sequence[str]]) -> bool:
    stated = [[*_page_items(paragraph)] for paragraph in paragraphs]
    if len({items[0][0] if items else "" for items in stated}) > 1:
        return False
    shared = set.intersection(*({field for field, _ in items} for items in stated)) & _STRUCTURAL
    return any(len({dict(items)[field] for items in stated}) == len(stated) for field in shared)


def _page_items(entry: Sequence[str]) -> Iterator[Item]:
    label: str | None = None
    titled = False
    for line in entry:
        text = line.strip("\ufeff\x1a \t")
        if not text:
            continue
        found = _LABELLED.fullmatch(text)
        field = _field(found[1]) if found else None
        if found is not None and field is not None:
            titled = True
            if found[2].strip():
                yield field, _value(found[2])
            label = None if found[2].strip() else field
        elif (apart := spaced(_value(text), _field)) is not None:
            titled = True
            yield apart
            label = None
        elif label is not None:
            yield label, _value(text)
            label = None
        elif (alone := _field(text.rstrip(":"))) is not None:
            label, titled = alone, True
        elif not titled:
            yield "name", text
            titled = True


def _field(label: str) -> str | None:
    """Name the field of a label; a masked identifier and a bare "Name" are labels too."""
    spelled = normalised(label)
    if spelled in _MORE:
        return _MORE[spelled]
    if not spelled or len(label) > 60:
        return None
    found = recognise([label])
    field = next(iter(found.cells), None)
    return field if field in BY_NAME else None


def _value(text: str) -> str:
    return _TICK.sub("", text.strip())


PAGE = Profile(_page_entries, _page_items)

# -- What the InChI program prints ---------------------------------------------------------------

_STRUCTURE = regex(r"Structure: \d+")


def is_inchi_output(lines: Sequence[str]) -> bool:
    """Whether a text is what the InChI program prints."""
    return any(_STRUCTURE.match(line) for line in lines[:3])


def _inchi_items(entry: Sequence[str]) -> Iterator[Item]:
    title = entry[0].partition("=")[2].strip()
    if title:
        yield "name", title
    for line in entry[1:]:
        if line.startswith("InChI="):
            yield "inchi", line
        elif line.startswith("InChIKey="):
            yield "inchikey", line


INCHI_OUTPUT = Profile(begun_by(_STRUCTURE), _inchi_items)
