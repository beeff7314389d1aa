"""The page: one template, filled with the texts of a language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path

from gaba_analogs.output import inert_json
from gaba_analogs.record.fields import TABLE
from gaba_analogs.regex import regex
from gaba_analogs.web.examples import EXAMPLES
from gaba_analogs.web.settings import Settings
from gaba_analogs.web.texts import LANGUAGES, TEXTS

FILES: Mapping[str, tuple[str, str]] = {
    "page.css": ("page.css", "text/css"),
    "page.js": ("page.js", "text/javascript"),
    "icon.svg": ("icon.svg", "image/svg+xml"),
}
"""The page's own files by name: file and type."""

_PLACE = regex(r"@@(\w+)@@")


def language_of(asked: str | None, accepted: str) -> str:
    """Choose a language: the one that was asked for, else the first that the browser accepts, else English.

    Examples
    --------
    >>> language_of(None, "pt-BR, de-CH;q=0.8, en;q=0.5"), language_of("fr", "de"), language_of("xx", "")
    ('de', 'fr', 'en')
    """
    if asked is not None and asked in LANGUAGES:
        return asked
    wishes = []
    for position, part in enumerate(accepted[:500].split(",")):
        word, _, weight = part.partition(";q=")
        try:
            wishes.append((-float(weight or 1), position, word.strip()[:2].lower()))
        except ValueError:
            continue
    return next((word for _, _, word in sorted(wishes) if word in LANGUAGES), "en")


@cache
def page(language: str, settings: Settings) -> str:
    """Give the page in a language."""
    texts = {name: words[language] for name, words in TEXTS.items()}
    content = {
        "texts": texts,
        "fields": [[field.name, field.words, field.example] for field in TABLE if field.name != "molblock"],
        "examples": [[names[language], text] for names, text in EXAMPLES],
        "largest": settings.largest,
        "names": settings.names,
        "pubchem": settings.pubchem,
        "editor": bool(settings.editor),
    }
    values = {name: escape(text) for name, text in texts.items()}
    values["lang"] = language
    values["languages"] = "".join(
        f'<li><a href="?lang={code}" hreflang="{code}" lang="{code}"{" aria-current=true" if code == language else ""}>'
        f"{escape(name)}</a></li>"
        for code, name in LANGUAGES.items()
    )
    values["content"] = _inert(json.dumps(content, ensure_ascii=False))
    template = (Path(__file__).parent / "static" / "page.html").read_text("utf-8")
    return _PLACE.sub(lambda place: values[place[1]], template)


def editor() -> str:
    """Give the page in the frame of the structure editor."""
    return (Path(__file__).parent / "static" / "editor.html").read_text("utf-8")


def _inert(text: str) -> str:
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return inert_json(text)
