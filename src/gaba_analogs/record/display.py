"""Stated fields as an HTML table, all text escaped."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from html import escape

from gaba_analogs.record.fields import BY_NAME

LONGEST = 120
"""Longest value [characters] that is shown whole."""

WRONG = '<b style="color:#b3261e">✗</b>'
SAYS_LESS = '<b style="color:#8a6100">!</b>'
_LEFT = 'style="text-align:left"'


def table_html(stated: Iterable[tuple[str, str]], suspects: Collection[str] = (), mark: str = WRONG) -> str:
    """Give fields and their texts as a table; suspects are marked.

    Parameters
    ----------
    stated
        Canonical field names with texts.
    suspects
        Fields that are wrong, or say too little.
    mark
        What stands in front of them.

    Examples
    --------
    >>> "NCCCC(=O)O" in table_html([("name", "GABA"), ("smiles", "NCCCC(=O)O")])
    True
    """
    rows = [
        f"<tr><td>{mark if name in suspects else ''}</td><td {_LEFT}>{escape(BY_NAME[name].words)}</td>"
        f"<td {_LEFT}><code>{escape(_shortened(text))}</code></td></tr>"
        for name, text in stated
    ]
    return f"<table>{''.join(rows)}</table>"


def _shortened(text: str) -> str:
    """Leave out the middle of a long value."""
    return text if len(text) <= LONGEST else f"{text[:80]}…{text[-36:]}"
