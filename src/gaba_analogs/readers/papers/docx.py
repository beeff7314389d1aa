"""Documents of Word as lines of text: paragraph by paragraph, with line breaks and tabs, in the order of the page."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import IO, BinaryIO
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

from gaba_analogs.errors import InputError
from gaba_analogs.readers.io.archives import DAMAGED

LARGEST = 1 << 28
"""Most bytes [-] of text and markup that are unpacked of a document."""

_DOCUMENT = "word/document.xml"
_WORDPROCESSING = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_CHUNK = 1 << 16
_MAGIC = re.compile(rb"PK\x03\x04[\s\S]{26}word/")


def is_docx(head: bytes) -> bool:
    """Tell whether the first bytes of an input are those of a document of Word."""
    return head.startswith(b"PK\x03\x04") and _MAGIC.search(head) is not None


def docx_lines(file: BinaryIO, name: str) -> Iterator[str]:
    """Give the paragraphs of a document as lines.

    Raises
    ------
    InputError
        The document is damaged, encrypted, or larger than any manuscript.
    """
    try:
        with zipfile.ZipFile(file) as archive, archive.open(_DOCUMENT) as document:
            yield from _lines(document, name)
    except InputError:
        raise
    except KeyError as error:
        raise InputError("a document of Word without a text", path=name) from error
    except DAMAGED as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise InputError(f"damaged or encrypted document of Word ({reason})", path=name) from error
    except (expat.ExpatError, ParseError) as error:
        raise InputError(f"damaged document of Word ({error})", path=name) from error


def _lines(document: IO[bytes], name: str) -> Iterator[str]:
    lines: list[str] = []
    collector = _Collector(lines)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.characters
    parser.EntityDeclHandler = _refuse
    unpacked = 0
    while chunk := document.read(_CHUNK):
        unpacked += len(chunk)
        if unpacked > LARGEST:
            raise InputError(f"unpacks to more than {LARGEST >> 20} MiB", path=name)
        parser.Parse(chunk)
        yield from lines
        lines.clear()
    parser.Parse(b"", True)
    yield from lines


def _refuse(*_: object) -> None:
    raise ValueError("it declares entities, which Word never does")


class _Collector:
    """Gathers the text of paragraphs; text that was deleted under tracked changes is left out."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._parts: list[str] = []
        self._in_text = 0

    def start(self, element: str, _: dict[str, str]) -> None:
        local = _local(element)
        if local == "t":
            self._in_text += 1
        elif local == "tab":
            self._parts.append("\t")
        elif local in {"br", "cr"}:
            self._parts.append("\n")
        elif local == "noBreakHyphen":
            self._parts.append("-")

    def end(self, element: str) -> None:
        local = _local(element)
        if local == "t":
            self._in_text -= 1
        elif local == "p":
            self._lines.extend("".join(self._parts).split("\n"))
            self._parts.clear()

    def characters(self, text: str) -> None:
        if self._in_text:
            self._parts.append(text)


def _local(element: str) -> str:
    namespace, _, local = element.rpartition(" ")
    return local if namespace in _WORDPROCESSING else ""
