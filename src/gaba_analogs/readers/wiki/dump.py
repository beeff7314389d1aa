"""MediaWiki dumps (``pages-articles.xml``), page by page; a page without a chemical infobox costs next to nothing.

Pages are split and searched for template names as bytes. Only those that contain one are parsed, each
on its own, so that an unreadable page does not affect the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from xml.etree.ElementTree import ParseError

from gaba_analogs.errors import InputError
from gaba_analogs.notation.text import unescape
from gaba_analogs.readers.io.text import Peekable
from gaba_analogs.readers.wiki.markup import visible
from gaba_analogs.readers.wiki.template_names import BOXES, OPENING
from gaba_analogs.readers.wiki.wikitext import read_wikitext
from gaba_analogs.record import Place, StructureRecord
from gaba_analogs.regex import regex

CHUNKS = 16
LONGEST_PAGE_BYTES = 1 << 28

_PAGE, _PAGE_END, _DUMP_END = b"<page>", b"</page>", b"</mediawiki>"
_REVISION = "<revision>"
_TEXT = regex(r"<text\b[^>]*>")
_TITLE = regex(r"<title>([^<]*)</title>")


def read_dump(chunks: Iterable[bytes], name: str) -> Iterator[StructureRecord]:
    """Read the chemical infoboxes of the articles in a MediaWiki dump, one record per substance.

    Redirects and pages of other namespaces are skipped. A record has the title of its article, and the
    line of its infobox in the (decompressed) dump.

    Parameters
    ----------
    chunks
        The dump in UTF-8.
    name
        The input as the user named it.

    Raises
    ------
    InputError
        The dump is truncated or has no article with a chemical infobox; records before the damage come
        first.
    """
    row = 0
    for line, page in _named_pages(chunks, name):
        for record in _page_records(page, name, line):
            row += 1
            yield replace(record, place=Place(name, record.place.line, row))
    if not row:
        raise InputError("no article with a chemical infobox in this dump", path=name)


def _named_pages(chunks: Iterable[bytes], name: str) -> Iterator[tuple[int, str]]:
    """Yield the articles that mention an infobox template, with their first line in the dump."""
    line = 1
    rest = b""
    for block in Peekable(chunks).blocks(CHUNKS):
        text = b"".join((rest, *block))
        end = text.rfind(_PAGE_END) + len(_PAGE_END)
        if end < len(_PAGE_END):
            if len(text) > LONGEST_PAGE_BYTES:
                raise InputError(f"a page longer than {LONGEST_PAGE_BYTES >> 20} MB: is this a dump?", path=name)
            rest = text
            continue
        yield from _articles(text, end, line)
        line += text.count(b"\n", 0, end)
        rest = text[end:]
    if _DUMP_END not in rest:
        raise InputError("the dump is truncated: download it again", path=name, line=line)
    yield from _articles(rest, rest.index(_DUMP_END), line)


def _articles(text: bytes, end: int, line: int) -> Iterator[tuple[int, str]]:
    """Yield the articles that mention an infobox template, from a part of the dump that begins at `line` [-]."""
    counted = 0
    for start, stop in _hits(text, end):
        line += text.count(b"\n", counted, start)
        counted = start
        yield line, text[start:stop].decode("utf-8", "replace")


def _hits(text: bytes, end: int) -> Iterator[tuple[int, int]]:
    """Find the articles that mention an infobox template: first and last byte [-]."""
    lower = text[:end].lower()
    found = sorted(match.start() for pattern in _marks() for match in pattern.finditer(lower))
    stop = 0
    for hit in found:
        if hit < stop:
            continue
        start, stop = _page_around(text, hit, stop, end)
        head = text[max(start, 0) : hit]
        if text.find(b"<text", max(start, 0), stop) < 0 and text.find(b"<title", max(start, 0), stop) < 0:
            continue  # a comment between two pages
        if start >= 0 and b"<redirect " not in head and (b"<ns>0</ns>" in head or b"<ns>" not in head):
            yield start, stop


def _page_around(text: bytes, hit: int, begin: int, end: int) -> tuple[int, int]:
    """Return the first and last byte [-] of the page around a byte; negative first byte: before the first page.

    The page before ends at `begin` [-]. A page without an end tag ends where the next begins, one without a start
    tag begins where the last ended. In the text of an article ``<`` is escaped, so no tag is found there.
    """
    start, before = text.rfind(_PAGE, begin, hit), text.rfind(_PAGE_END, begin, hit)
    if start < before:
        start = before + len(_PAGE_END)
    elif start < 0 < begin:
        start = begin
    stop, after = text.find(_PAGE_END, hit, end), text.find(_PAGE, hit, end)
    if stop < 0 or 0 <= after < stop:
        return start, end if after < 0 else after
    return start, stop + len(_PAGE_END)


@cache
def _marks() -> tuple[re.Pattern[bytes], ...]:
    """Compile one pattern per first word of the template names, each starting with plain bytes for speed."""
    rests: dict[str, list[str]] = {}
    for box in BOXES:
        first, _, more = box.partition(" ")
        rests.setdefault(first, []).append(more if more.isascii() or more.upper() == more.lower() else "")
    return tuple(
        re.compile(first.encode() + (b"" if "" in more else rb"[\s_]+(?:" + "|".join(more).encode() + rb")"))
        for first, more in rests.items()
    )


def _page_records(page: str, source: str, line: int) -> Iterator[StructureRecord]:
    """Read one page, given as XML; if it cannot be read, the record has a problem."""
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
    """Return the title and the wikitext of a page: its last revision, or nothing for a redirect.

    Raises
    ------
    InputError
        The page is not valid in a MediaWiki dump.
    """
    import mwxml  # noqa: PLC0415 - only for dumps

    text = ""
    try:
        found = next(iter(mwxml.Dump.from_page_xml(page)), None)
        if found is None:
            raise InputError("no page where one should be: download the dump again")
        title: str = found.title
        for revision in found:
            text = revision.text or ""
    except (ParseError, mwxml.errors.MalformedXML, ValueError, TypeError, AttributeError) as error:
        reason = " ".join(str(error).split())[:200]
        raise InputError(f"cannot read the page ({reason}): download the dump again") from error
    return title, "" if found.redirect or found.namespace else text
