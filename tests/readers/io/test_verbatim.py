"""Lines that can be written again byte for byte."""

import codecs
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaba_analogs.errors import InputError
from gaba_analogs.readers.io import text
from gaba_analogs.readers.io.text import Stream
from gaba_analogs.readers.io.verbatim import Line, Verbatim, edited


def verbatim(data):
    """Give the byte order mark and the lines of some bytes."""
    lines = Verbatim(Stream(io.BytesIO(data), "x"))
    return lines.mark, list(lines)


CHARACTERS = st.sampled_from(["a", "é", "β", "𝛽", "\n", "\r", "\r\n", "\x0b", "\x85", "\u2028", "\ufeff", " "])
MARKS = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
MARKS |= {"utf-32-le": codecs.BOM_UTF32_LE, "utf-32-be": codecs.BOM_UTF32_BE}


@given(
    content=st.lists(CHARACTERS).map("".join),
    encoding=st.sampled_from(list(MARKS)),
    marked=st.booleans(),
    chunk=st.integers(1, 7),
)
def test_bytes_come_back(content, encoding, marked, chunk):
    """Whatever the encoding, the ends of lines and the pieces that it is read in, a text is written as it was."""
    data = MARKS[encoding] * (marked or encoding != "utf-8") + content.encode(encoding)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text, "CHUNK_BYTES", chunk)
        mark, lines = verbatim(data)

    assert mark + b"".join(line.encoded() for line in lines) == data


@given(
    data=st.lists(st.sampled_from([b"a", b"\xe9", b"\x81", "β".encode(), b"\n", b"\r", b"\xed\xa0\x80"])).map(b"".join)
)
def test_mixed_encodings_come_back(data):
    """Bytes that are no UTF-8 keep their line's encoding, whatever stands in other lines."""
    _, lines = verbatim(data)

    assert b"".join(line.encoded() for line in lines) == data


@given(content=st.lists(CHARACTERS).map("".join), encoding=st.sampled_from(list(MARKS)))
def test_lines_are_those_that_are_read(content, encoding):
    """A line has the number and the text that the readers see."""
    data = MARKS[encoding] + content.encode(encoding)

    assert [line.text for line in verbatim(data)[1]] == list(Stream(io.BytesIO(data), "x").lines())


def test_half_a_surrogate_pair_comes_back():
    """A lone surrogate is no character, but UTF-16 files hold it."""
    data = codecs.BOM_UTF16_LE + "a".encode("utf-16-le") + b"\x3d\xd8" + "\n".encode("utf-16-le")
    mark, lines = verbatim(data)

    assert mark + lines[0].encoded() == data


def test_half_a_character_is_refused():
    """An odd byte at the end of UTF-16 cannot be kept."""
    with pytest.raises(InputError, match="not valid UTF-16-LE"):
        verbatim(codecs.BOM_UTF16_LE + b"a\0b")


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        pytest.param([], b"ab\r\ncd\re", id="none"),
        pytest.param([(0, 1, "X")], b"Xb\r\ncd\re", id="first-line"),
        pytest.param([(3, 5, "")], b"ab\r\n\re", id="whole-line"),
        pytest.param([(5, 5, "!"), (2, 2, "?")], b"ab?\r\ncd!\re", id="at-the-ends"),
        pytest.param([(1, 4, "X")], b"aXd\re", id="across-an-end"),
        pytest.param([(7, 7, "β")], "ab\r\ncd\reβ".encode(), id="last-line"),
        pytest.param([(1, 4, "X"), (4, 5, "Y"), (6, 7, "Z")], b"aXY\rZ", id="one-behind-the-other"),
    ],
)
def test_edited(edits, expected):
    """Positions are those of the texts joined by line feeds; all other characters and ends stay."""
    lines = [Line("ab", "\r\n", "utf-8"), Line("cd", "\r", "utf-8"), Line("e", "", "utf-8")]

    assert b"".join(line.encoded() for line in edited(lines, edits)) == expected


def test_edits_across_encodings():
    """Lines of two encodings that become one are written in UTF-8, which holds both."""
    lines = [Line("é", "\n", "cp1252"), Line("β", "\n", "utf-8")]

    assert edited(lines, [(1, 2, "")]) == [Line("éβ", "\n", "utf-8")]
