# ruff: noqa: INP001 - a script, not a package
"""The tables of the documentation that list fields and formats, made of the tables in the code.

A page shows a table between ``<!-- fields -->`` and ``<!-- /fields -->``; other tables have their names in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from gaba_analogs.chemistry.kinship import RELATIONS
from gaba_analogs.readers.catalogue import INPUT_FORMATS
from gaba_analogs.record.fields import TABLE, Field, Group, Kind
from gaba_analogs.results.comparison import STATABLE

MARKED = re.compile(
    r"(?P<start><!-- (?P<name>fields|headings|formats|relations|statements) -->\n).*?(?P<end><!-- /(?P=name) -->)",
    re.DOTALL,
)


def fields() -> Iterator[str]:
    """Give the lines of the table that says what each field holds."""
    yield "| | field | holds | for example |"
    yield "|---|---|---|---|"
    for group in Group:
        title = str(group)
        for field in TABLE:
            if field.kind.group is group:
                yield f"| {title} | `{field.name}` | {_holds(field)} | {_code(field.example)} |".replace("  ", " ")
                title = ""


def headings() -> Iterator[str]:
    """Give the lines of the table that says which headings state which field."""
    yield "| field | headings, the one that is preferred first |"
    yield "|---|---|"
    for field in TABLE:
        yield f"| `{field.name}` | {' '.join(field.spellings)} |"


def formats() -> Iterator[str]:
    """Give the lines of the table that says which files are read as what."""
    yield "| format | endings | read as | `--map` | `--fix` |"
    yield "|---|---|---|---|---|"
    for form in INPUT_FORMATS:
        endings = ", ".join(f"`{suffix}`" for suffix in form.suffixes) or "any"
        marks = ("yes" if can else "" for can in (form.has_columns, form.is_written))
        yield f"| {form.title} | {endings} | {form.holds} | {' | '.join(marks)} |".replace("  ", " ")


def relations() -> Iterator[str]:
    """Give the lines of the table that says what relations of records there are."""
    yield "| relation | when |"
    yield "|---|---|"
    for words, meaning in RELATIONS.items():
        yield f"| {words} | {meaning} |"


def statements() -> Iterator[str]:
    """Give the lines of the table that says what relations a table may state."""
    yield "| relation | what the one is to the other |"
    yield "|---|---|"
    yield from (f"| {word} | {meaning} |" for word, meaning in STATABLE.items())


def _holds(field: Field) -> str:
    """Say what a field holds."""
    words = field.one if field.kind is Kind.IDENTIFIER else field.kind.words
    return words.replace("|", "\\|")


def _code(text: str) -> str:
    return f"`{text}`".replace("|", "\\|") if text else ""


TABLES: dict[str, Callable[[], Iterator[str]]] = {
    "fields": fields,
    "headings": headings,
    "formats": formats,
    "relations": relations,
    "statements": statements,
}


def filled(text: str) -> str:
    """Give a page with its tables of fields as the code has them now."""

    def table(marked: re.Match[str]) -> str:
        lines = "".join(f"{line}\n" for line in TABLES[marked["name"]]())
        return f"{marked['start']}\n{lines}\n{marked['end']}"

    return MARKED.sub(table, text)
