"""MediaWiki dumps (``pages-articles.xml``), page by page; a page without a chemical infobox costs next to nothing.

The pages are told apart and searched for the names of the templates as bytes. Only those that name
one are parsed, each by itself: a page that cannot be read costs no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from xml.etree.ElementTree import ParseError

from gaba_analogs.errors import InputError
from gaba_analogs.notation.text import unescape
from gaba_analogs.readers.markup import visible
from gaba_analogs.readers.template_names import BOXES, OPENING
from gaba_analogs.readers.text import Peekable
from gaba_analogs.readers.wikitext import read_wikitext
from gaba_analogs.record import Place, StructureRecord

CHUNKS = 16
LONGEST_PAGE_BYTES = 1 << 28

_PAGE, _PAGE_END, _DUMP_END = b"<page>", b"</page>", b"</mediawiki>"
_REVISION = "<revision>"
_TEXT = re.compile(r"<text\b[^>]*>")
_TITLE = re.compile(r"<title>([^<]*)</title>")


def read_dump(chunks: Iterable[bytes], name: str) -> Iterator[StructureRecord]:
    """Read the chemical infoboxes of the articles in a MediaWiki export, one record per substance.

    Redirects and the pages of other namespaces are passed over. A record bears the title of its
    article, and the line of its infobox in the (decompressed) dump.

    Parameters
    ----------
    chunks
        The export in UTF-8.
    name
        The input as the user named it.

    Raises
    ------
    InputError
        The dump ends early or holds no article with a chemical infobox; the records before the
        damage are given first.
    """
    row = 0
    for line, page in _named_pages(chunks, name):
        for record in _page_records(page, name, line):
            row += 1
            yield replace(record, place=Place(name, record.place.line, row))
    if not row:
        raise InputError("no article with a chemical infobox found in this dump", path=name)


def _named_pages(chunks: Iterable[bytes], name: str) -> Iterator[tuple[int, str]]:
    """Give the articles that name an infobox template, each with its first line in the dump."""
    line = 1
    rest = b""
    for block in Peekable(chunks).blocks(CHUNKS):
        text = b"".join((rest, *block))
        end = text.rfind(_PAGE_END) + len(_PAGE_END)
        if end < len(_PAGE_END):
            if len(text) > LONGEST_PAGE_BYTES:
                raise InputError(f"a page of more than {LONGEST_PAGE_BYTES >> 20} MB: is this a dump?", path=name)
            rest = text
            continue
        yield from _articles(text, end, line)
        line += text.count(b"\n", 0, end)
        rest = text[end:]
    if _DUMP_END not in rest:
        raise InputError("the dump ends early: the file is truncated, fetch it again", path=name, line=line)
    yield from _articles(rest, rest.index(_DUMP_END), line)


def _articles(text: bytes, end: int, line: int) -> Iterator[tuple[int, str]]:
    """Give the articles in a part of the dump, which begins at a line [-], that name an infobox template."""
    counted = 0
    for start, stop in _hits(text, end):
        line += text.count(b"\n", counted, start)
        counted = start
        yield line, text[start:stop].decode("utf-8", "replace")


def _hits(text: bytes, end: int) -> Iterator[tuple[int, int]]:
    """Find the pages of the article namespace that name an infobox template: first and last byte [-]."""
    lower = text[:end].lower()
    found = sorted(match.start() for pattern in _marks() for match in pattern.finditer(lower))
    stop = 0
    for hit in found:
        if hit < stop:
            continue
        start, stop = _page_around(text, hit, end)
        head = text[max(start, 0) : hit]
        if start >= 0 and b"<redirect " not in head and (b"<ns>0</ns>" in head or b"<ns>" not in head):
            yield start, stop


def _page_around(text: bytes, hit: int, end: int) -> tuple[int, int]:
    """Give the first and last byte [-] of the page around a byte; the first is negative before all pages.

    A page whose end is lost ends where the next begins, one whose beginning is lost begins where
    the last ends. In the text of an article ``<`` is escaped: no tag is found there.
    """
    start, before = text.rfind(_PAGE, 0, hit), text.rfind(_PAGE_END, 0, hit)
    if start < before:
        start = before + len(_PAGE_END)
    stop, after = text.find(_PAGE_END, hit, end), text.find(_PAGE, hit, end)
    if stop < 0 or 0 <= after < stop:
        return start, end if after < 0 else after
    return start, stop + len(_PAGE_END)


@cache
def _marks() -> tuple[re.Pattern[bytes], ...]:
    """One pattern per first word of the templates' names, so that each search runs for plain bytes."""
    rests: dict[str, list[str]] = {}
    for box in BOXES:
        first, _, more = box.partition(" ")
        rests.setdefault(first, []).append(more if more.isascii() else "")
    return tuple(
        re.compile(first.encode() + (b"" if "" in more else rb"[\s_]+(?:" + "|".join(more).encode() + rb")"))
        for first, more in rests.items()
    )


def _page_records(page: str, source: str, line: int) -> Iterator[StructureRecord]:
    """Read one page, given as XML; what cannot be read is a record with a problem."""
    try:
        title, text = _article(page)
    except InputError as error:
        named = _TITLE.search(page)
        yield StructureRecord(
            name=unescape(named[1]) if named else None, place=Place(source, line), problem=error.message
        )
        return
    if not OPENING.search(visible(text)):
        return
    opening = _TEXT.search(page, max(page.rfind(_REVISION), 0))
    first = line + page.count("\n", 0, opening.end() if opening else 0) - 1
    try:
        for record in read_wikitext(text, source=source, page=title):
            yield replace(record, place=Place(source, first + (record.place.line or 1)))
    except InputError as error:
        yield StructureRecord(name=title, place=Place(source, first + (error.line or 1)), problem=error.message)


def _article(page: str) -> tuple[str, str]:
    """Give the title and the wikitext of a page; of several revisions the last, of a redirect nothing.

    Raises
    ------
    InputError
        The page is not what a MediaWiki export holds.
    """
    import mwxml  # noqa: PLC0415 - only dumps need it

    text = ""
    try:
        found = next(iter(mwxml.Dump.from_page_xml(page)))
        title: str = found.title
        for revision in found:
            text = revision.text or ""
    except (ParseError, mwxml.errors.MalformedXML, ValueError, TypeError, AttributeError) as error:
        reason = " ".join(str(error).split())[:200]
        raise InputError(f"the page cannot be read ({reason}): fetch the dump again") from error
    return title, "" if found.redirect or found.namespace else text
