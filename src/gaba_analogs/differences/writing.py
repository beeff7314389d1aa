"""Two reports compared, as text, JSON and HTML."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from html import escape
from typing import TextIO

from gaba_analogs.differences.compare import Comparison, Difference, Kind
from gaba_analogs.output import inert, inert_json, printable
from gaba_analogs.record.words import counted
from gaba_analogs.results.findings import Severity, Verdict

SHOWN = 100
"""Findings [-] of one kind that a terminal shows; the others are counted."""
LONGEST = 300
"""Characters [-] of a value that are shown."""
_SIGNS = {Kind.NEW: "+", Kind.CHANGED: "~", Kind.GONE: "-", Kind.UNCHANGED: "="}
_STYLE = """\
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1c1c1c;
  background: #fff; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem;
  border-bottom: 1px solid #ddd; } td.value { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
.error { color: #a40000; font-weight: 600; } .warning { color: #7a5000; } .soft { color: #595959; }
@media (prefers-color-scheme: dark) { body { color: #e6e6e6; background: #161616; } th, td { border-color: #3a3a3a; }
  .error { color: #ff8f8f; } .warning { color: #e6b450; } .soft { color: #a6a6a6; } }
"""


def as_json(comparison: Comparison, stream: TextIO) -> None:
    """Write a comparison as a JSON document."""
    ascii_only = (stream.encoding or "").lower().replace("-", "") != "utf8"
    stream.write(inert_json(json.dumps(comparison.to_dict(), indent=1, ensure_ascii=ascii_only)) + "\n")


def as_text(comparison: Comparison, stream: TextIO, *, quiet: bool = False) -> None:
    """Write a comparison for a terminal: what is new first.

    Parameters
    ----------
    comparison
        What to write.
    stream
        Where to write.
    quiet
        True to write only what is new or changed.
    """
    encoding = stream.encoding or "utf-8"
    stream.writelines(inert(printable(line, encoding)) + "\n" for line in _text_lines(comparison, quiet=quiet))


def _text_lines(comparison: Comparison, *, quiet: bool) -> Iterator[str]:
    for kind in (Kind.NEW, Kind.CHANGED) if quiet else (Kind.NEW, Kind.CHANGED, Kind.GONE):
        found = comparison.of(kind)
        for one in found[:SHOWN]:
            told = one.told
            what = f"{told.code}, {told.severity}{', accepted' if told.accepted else ''}"
            who = f"{told.place}  {told.record}" if told.record else told.place
            yield f"{_SIGNS[kind]} {who}: {told.message} [{what}]"
            if kind is Kind.CHANGED:
                yield f"    {told.field}: {_values(one)}"
        if len(found) > SHOWN:
            yield f"  and {counted(len(found) - SHOWN, f'more {kind} finding')} (--format json lists them all)"
    if quiet:
        return
    if len(comparison.of(Kind.UNCHANGED)) < len(comparison.differences):
        yield ""
    counts = ", ".join(f"{len(comparison.of(kind)):,} {kind}" for kind in Kind)
    yield f"{counts} ({counted(comparison.new_errors, 'new error')})"
    for verdict in Verdict:
        before, after = comparison.before.verdicts[verdict], comparison.after.verdicts[verdict]
        if before or after:
            yield f"  {verdict}: {before:,} before, {after:,} now ({after - before:+,})"


def _values(one: Difference) -> str:
    before, after = one.before, one.after
    if before is None or after is None:
        return ""
    if before.stated == after.stated and before.severity is not after.severity:
        return f"{before.severity} before, {after.severity} now"
    return f"{_short(before.stated)} before, {_short(after.stated)} now"


def _short(value: str | None) -> str:
    text = "nothing" if value is None else " ".join(value.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def as_html(comparison: Comparison, stream: TextIO) -> None:
    """Write a comparison as one page, with no script, that loads nothing."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    text = "\n".join(_html_lines(comparison, policy))
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "xmlcharrefreplace").decode(encoding))


def _html_lines(comparison: Comparison, policy: str) -> Iterator[str]:
    title = f"{_visible(str(comparison.after.path))} compared with {_visible(str(comparison.before.path))}"
    yield f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
    yield f'<meta name="viewport" content="width=device-width">\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>'
    yield f"<h1>{title}</h1>"
    yield "<table><thead><tr><th>verdict</th><th>before</th><th>now</th></tr></thead><tbody>"
    for verdict in Verdict:
        before, after = comparison.before.verdicts[verdict], comparison.after.verdicts[verdict]
        yield f"<tr><th>{verdict}</th><td>{before:,}</td><td>{after:,}</td></tr>"
    yield "</tbody></table>"
    for kind in (Kind.NEW, Kind.CHANGED, Kind.GONE):
        found = comparison.of(kind)
        yield f"<h2>{len(found):,} {kind}</h2>"
        if found:
            yield '<div class="scroll"><table><thead><tr><th>record</th><th>place</th><th>finding</th>'
            yield "<th>stated</th></tr></thead><tbody>"
            yield from map(_html_row, found)
            yield "</tbody></table></div>"
    unchanged = counted(len(comparison.of(Kind.UNCHANGED)), "finding is", "findings are")
    yield f'<p class="soft">{unchanged} unchanged.</p>'
    yield "</main>\n</body>\n</html>\n"


def _html_row(one: Difference) -> str:
    told = one.told
    weight = told.severity.value if told.severity is not Severity.INFO else "soft"
    accepted = ' <span class="soft">accepted</span>' if told.accepted else ""
    stated = _values(one) if one.kind is Kind.CHANGED else _short(told.stated) if told.stated is not None else ""
    return (
        f"<tr><td>{_visible(told.record or '')}</td><td>{_visible(told.place)}</td>"
        f'<td><span class="{weight}">{told.severity}</span>{accepted} {_visible(told.message)} '
        f'<code>{_visible(told.code)}</code></td><td class="value">{_visible(stated)}</td></tr>'
    )


def _visible(text: str) -> str:
    return escape(inert(printable(text)))
