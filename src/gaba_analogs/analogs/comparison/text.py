"""A comparison as plain text, self-contained HTML or a styled table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from importlib import util
from typing import TYPE_CHECKING

import pandas as pd

from gaba_analogs.analogs.comparison.browsing import browsable
from gaba_analogs.analogs.comparison.entry import badge
from gaba_analogs.analogs.comparison.rows import header
from gaba_analogs.analogs.comparison.table import ComparisonTable, is_number
from gaba_analogs.analogs.comparison.versions import versions
from gaba_analogs.analogs.descriptors import Value, describe
from gaba_analogs.analogs.drawing import svg
from gaba_analogs.errors import MissingExtraError
from gaba_analogs.record.words import counted

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

FORM_WORDS = {
    "neutral": "drawn neutral",
    "pH 7.4": "form at pH 7.4",
    "as drawn": "as drawn",
    "both": "neutral and at pH 7.4",
}
"""How titles name a form."""

MOST_COLUMNS = 12
"""Number of compounds [-] above which each has a row instead of a column."""

_MOST_ROWS, _FIRST_NAMES = 60, 5
_LEFT = 'style="text-align:left"'


def as_text(table: ComparisonTable) -> str:
    """Return the comparison as text: what differs, what does not, caveats, and what could not be read."""
    reference = "" if table.reference is None else f", reference {table.reference}"
    lines = [f"Comparison of {counted(len(table), 'compound')}, {FORM_WORDS[table.form_name]}{reference}"]
    if table.entries:
        cells = _cells(table)
        varying = [title for title, key in zip(cells, table.descriptors, strict=True) if key not in table.constant]
        if varying and is_long(table):
            lines.append(cells[varying].to_string(max_rows=_MOST_ROWS))
        elif varying:
            lines.append(cells[varying].T.to_string())
        lines.extend(_constant_lines(table))
    lines += [f"note: {line}" for line in _note_lines(table)]
    lines += [f"not read: {line}" for line in _problem_lines(table)]
    return "\n".join(lines)


def styled(table: ComparisonTable) -> Styler:
    """Return the cells with the reference in bold, which needs Jinja2."""
    if util.find_spec("jinja2") is None:
        raise MissingExtraError("a styled table", "notebook")

    def bold(row: pd.Series) -> list[str]:
        name = row.name[0] if isinstance(row.name, tuple) else row.name
        return ["font-weight: bold" if name == table.reference else ""] * len(row)

    return _cells(table).style.apply(bold, axis=1).set_caption(_caption(table))


def as_html(table: ComparisonTable, *, structures: bool) -> str:
    """Return structures, values, differences and notes as HTML."""
    parts = []
    if is_long(table):
        parts.append(f"<p>{escape(_caption(table, differences=False))}</p>{browsable(table, structures=structures)}")
        parts += [f"<p>{escape(line)}</p>" for line in _constant_lines(table)]
    elif table.entries:
        rows = "".join(_html_rows(table, structures=structures))
        parts.append(f"<table><caption>{escape(_caption(table))}</caption>{rows}</table>")
        parts += [f"<p>{escape(line)}</p>" for line in _constant_lines(table)]
    parts.append(_html_list("Notes", _note_lines(table)))
    parts.append(_html_list("Not read", _problem_lines(table)))
    stamp = ", ".join(f"{name} {number}" for name, number in versions().items())
    return "".join([*parts, f"<p><small>{escape(stamp)}</small></p>"])


def _html_rows(table: ComparisonTable, *, structures: bool) -> list[str]:
    span = f'colspan="{len(table.form_names)}"'
    heads = (f"<th {span}>{escape(e.name)}<br><small>{escape(badge(e))}</small></th>" for e in table.entries)
    rows = [f"<tr><th></th>{''.join(heads)}</tr>"]
    if structures:
        marked = zip(table.entries, table.changed_atoms(), strict=True)
        drawings = (f"<td {span}>{svg(entry.neutral.mol, changed)}</td>" for entry, changed in marked)
        rows.append(f"<tr><th></th>{''.join(drawings)}</tr>")
    if len(table.form_names) > 1:
        forms = "".join(f"<th>{name}</th>" for name in table.form_names)
        rows.append(f"<tr><th></th>{forms * len(table)}</tr>")
    for key, (title, cells) in zip(table.descriptors, _cells(table).T.iterrows(), strict=True):
        if key in table.constant:
            continue
        about = escape(str(describe(key)), quote=True)
        values = "".join(f"<td>{_html_cell(str(cell))}</td>" for cell in cells)
        rows.append(f'<tr><th title="{about}" {_LEFT}>{escape(str(title))}</th>{values}</tr>')
    return rows


def is_long(table: ComparisonTable) -> bool:
    """Return whether a comparison is shown with one row per compound instead of one column."""
    return len(table) > MOST_COLUMNS


def _caption(table: ComparisonTable, *, differences: bool = True) -> str:
    said = f"; difference from {table.reference} in brackets" if differences else f"; reference {table.reference}"
    return FORM_WORDS[table.form_name] + said


def _cells(table: ComparisonTable) -> pd.DataFrame:
    """Return values as text, with the difference from the reference; units are in the header."""
    texts = {}
    for key in table.descriptors:
        values = table.frame[key].tolist()
        numeric = key in table.delta.columns
        shifts = table.delta[key].tolist() if numeric else [None] * len(values)
        whole = numeric and all(pd.isna(value) or value == int(value) for value in values)
        texts[header(key)] = [_cell(value, shift, whole=whole) for value, shift in zip(values, shifts, strict=True)]
    return pd.DataFrame(texts, index=table.frame.index, dtype=object)


def _cell(value: Value, shift: float | None, *, whole: bool) -> str:
    if not is_number(value):
        return "-" if pd.isna(value) else str(value)
    digits = 0 if whole else 2
    text = f"{value:.{digits}f}"
    if shift is None or pd.isna(shift) or abs(shift) < 1e-9:
        return text
    return f"{text} ({shift:+.{digits}f})"


def _note_lines(table: ComparisonTable) -> list[str]:
    """Return one line per note, naming every compound it applies to."""
    groups = table.notes.groupby("note", sort=False)
    return [f"{_listed(group['name'].tolist())}: {note}" for note, group in groups]


def _listed(names: Sequence[str]) -> str:
    """Return names; of many the first, and how many more there are."""
    more = len(names) - _FIRST_NAMES if len(names) > MOST_COLUMNS else 0
    return ", ".join(names[:_FIRST_NAMES] if more else names) + (f" and {more} more" if more else "")


def _problem_lines(table: ComparisonTable) -> list[str]:
    return [f"{n} ({given}): {message}" for n, given, message in table.problems.itertuples(index=False)]


def _constant_lines(table: ComparisonTable) -> list[str]:
    if not table.constant:
        return []
    said = ", ".join(f"{key} {_constant_value(table, key)}" for key in table.constant)
    return [f"the same for all compounds, so uninformative here: {said}"]


def _constant_value(table: ComparisonTable, key: str) -> str:
    unit = describe(key).unit
    step = len(table.form_names)
    values = dict.fromkeys(_constant_cell(value) for value in table.frame[key].tolist()[:step])
    return " / ".join(values) + (f" {unit}" if unit not in {"", "-"} else "")


def _constant_cell(value: Value) -> str:
    if isinstance(value, float) and not pd.isna(value):
        return f"{value:.0f}" if value.is_integer() else f"{value:.2f}"
    return "-" if pd.isna(value) else str(value)


def _html_cell(text: str) -> str:
    return re.sub(r" (\([+-][\d.]+\))$", r" <small>\1</small>", escape(text))


def _html_list(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    return f"<p><b>{title}</b></p><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
