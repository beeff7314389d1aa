"""A text as lines that can be written again byte for byte, each with its end and its encoding.

The lines are those of `Stream.lines`: what is read there as line 12 is line 12 here.
"""

from __future__ import annotations

import codecs
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from gaba_analogs.errors import InputError
from gaba_analogs.readers.io.text import Stream, encoding_of, whole_lines

Edit = tuple[int, int, str]
"""Start and end [-] of the characters to replace, and what to put in their place."""


class Line(NamedTuple):
    """One line of a text.

    Parameters
    ----------
    text
        Its characters, without its end.
    end
        What ends it; empty for a last line that nothing ends.
    encoding
        How its bytes encode it.
    """

    text: str
    end: str
    encoding: str

    def encoded(self) -> bytes:
        """Give the bytes of the line."""
        return (self.text + self.end).encode(self.encoding, "surrogatepass")

    def can_hold(self, text: str) -> bool:
        """Tell whether a text can be written in the encoding of the line."""
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True


class Verbatim:
    """The lines of an input, from which its bytes can be made again.

    Parameters
    ----------
    stream
        The input, from its beginning.

    Attributes
    ----------
    mark
        Byte order mark before the first line; empty where there is none.
    """

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._encoding = encoding_of(stream.head)
        mark = "\ufeff".encode(self._encoding)
        self.mark = mark if stream.head.startswith(mark) else b""
        self._usual = self._encoding

    def __iter__(self) -> Iterator[Line]:
        """Give the lines in order.

        Raises
        ------
        InputError
            The input cannot be read to its end, or is not what its byte order mark says.
        """
        for number, block in enumerate(whole_lines(self._in_utf8(), self._stream.name)):
            content = block if number else block.removeprefix(codecs.BOM_UTF8)
            yield from self._plain(content) or map(self._line, content.splitlines(keepends=True))

    def _in_utf8(self) -> Iterable[bytes]:
        return self._stream if self._encoding == "utf-8" else self._transcoded()

    def _transcoded(self) -> Iterator[bytes]:
        decoder = codecs.getincrementaldecoder(self._encoding)(errors="surrogatepass")
        try:
            for chunk in self._stream:
                yield decoder.decode(chunk).encode("utf-8", "surrogatepass")
            yield decoder.decode(b"", final=True).encode("utf-8", "surrogatepass")
        except UnicodeDecodeError as error:
            message = f"not valid {self._encoding.upper()} ({error.reason}): save it as UTF-8"
            raise InputError(message, path=self._stream.name) from error

    def _plain(self, block: bytes) -> list[Line]:
        """Take lines together that have one encoding and one kind of end, which most do; none where they have not."""
        try:
            text = block.decode("utf-8", "strict" if self._encoding == "utf-8" else "surrogatepass")
        except UnicodeDecodeError:
            return []
        end = "\r\n" if "\r\n" in text else "\n"
        if text.count("\r") != (text.count("\n") if end == "\r\n" else 0) or text.count(end) != text.count("\n"):
            return []
        if not block.isascii() and self._encoding == "utf-8":
            self._usual = "utf-8"
        *texts, last = text.split(end)
        lines = [Line(line, end, self._usual) for line in texts]
        return [*lines, Line(last, "", self._usual)] if last else lines

    def _line(self, raw: bytes) -> Line:
        bare = raw.rstrip(b"\r\n") if raw.endswith((b"\r", b"\n")) else raw
        end = raw[len(bare) :].decode()
        if self._encoding != "utf-8":
            return Line(bare.decode("utf-8", "surrogatepass"), end, self._encoding)
        if bare.isascii():
            return Line(bare.decode(), end, self._usual)
        for encoding in ("utf-8", "cp1252"):
            try:
                text = bare.decode(encoding)
            except UnicodeDecodeError:
                continue
            self._usual = encoding
            return Line(text, end, encoding)
        return Line(bare.decode("latin-1"), end, "latin-1")


def edited(lines: Sequence[Line], edits: Iterable[Edit]) -> list[Line]:
    r"""Replace characters of lines; everything else, their ends included, stays.

    Parameters
    ----------
    lines
        Some lines of a text.
    edits
        What to replace, by positions [-] in the texts of the lines joined by line feeds; none overlap.

    Examples
    --------
    >>> edited([Line("smiles,cas", "\r\n", "utf-8")], [(7, 10, "CAS")])
    [Line(text='smiles,CAS', end='\r\n', encoding='utf-8')]
    """
    out = list(lines)
    starts = list(accumulate((len(line.text) + 1 for line in lines[:-1]), initial=0))
    for start, end, new in sorted(edits, reverse=True):
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end) - 1
        head = out[first].text[: start - starts[first]]
        tail = out[last].text[end - starts[last] :]
        encodings = {line.encoding for line in out[first : last + 1]}
        encoding = encodings.pop() if len(encodings) == 1 else "utf-8"
        out[first : last + 1] = [Line(head + new + tail, out[last].end, encoding)]
        del starts[first + 1 : last + 1]
    return out
