"""Bytes to lines."""

import gzip
import io

import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.readers.io.text import (
    CHUNK_BYTES,
    Peekable,
    Stream,
    encoding_of,
    refuse_binary,
    without_surrogates,
)

# "β-Phényl" holds a Greek letter (not in Windows-1252) and an accent.
GREEK = "name\nβ-phenyl-GABA\n"
ACCENT = "name\nfénibut\n"


def lines(data, name="x"):
    """Read the lines of some bytes."""
    return list(Stream(io.BytesIO(data), name).lines())


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(GREEK.encode(), ["name", "β-phenyl-GABA"], id="utf-8"),
        pytest.param(GREEK.encode("utf-8-sig"), ["name", "β-phenyl-GABA"], id="utf-8-with-mark"),
        pytest.param(GREEK.encode("utf-16"), ["name", "β-phenyl-GABA"], id="utf-16-with-mark"),
        pytest.param(b"\xfe\xff" + GREEK.encode("utf-16-be"), ["name", "β-phenyl-GABA"], id="utf-16-be-with-mark"),
        pytest.param(ACCENT.encode("utf-16-le"), ["name", "fénibut"], id="utf-16-le-without-mark"),
        pytest.param(ACCENT.encode("utf-16-be"), ["name", "fénibut"], id="utf-16-be-without-mark"),
        pytest.param(GREEK.encode("utf-32"), ["name", "β-phenyl-GABA"], id="utf-32-with-mark"),
        pytest.param(ACCENT.encode("latin-1"), ["name", "fénibut"], id="latin-1"),
        pytest.param("a\n“GABA” – 5′".encode("cp1252", "ignore"), ["a", "“GABA” – 5"], id="windows-1252"),
        pytest.param(b"a\n\x81\n", ["a", "\x81"], id="byte-unknown-to-windows-1252"),
        pytest.param(
            "β\n".encode() + "é\n".encode("latin-1") + "γ\n".encode(),
            ["β", "é", "γ"],
            id="mixed-line-by-line",
        ),
    ],
)
def test_encodings(data, expected):
    """Every usual encoding gives the same text."""
    assert lines(data) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"a\nb\n", ["a", "b"], id="unix"),
        pytest.param(b"a\r\nb\r\n", ["a", "b"], id="windows"),
        pytest.param(b"a\rb\r", ["a", "b"], id="old-mac"),
        pytest.param(b"a\r\nb\rc\nd", ["a", "b", "c", "d"], id="mixed-and-unfinished"),
        pytest.param(b"a\n\nb\r\r", ["a", "", "b", ""], id="blank-lines-count"),
        pytest.param("a\u2028b\x0bc\x85d\n".encode(), ["a\u2028b\x0bc\x85d"], id="other-separators-are-text"),
    ],
)
def test_line_ends(data, expected):
    r"""Only \n, \r\n and \r end a line."""
    assert lines(data) == expected


@pytest.mark.parametrize("offset", [-2, -1, 0, 1])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_across_chunks(offset, end):
    """A line end or a character that spans two reads is not torn apart."""
    first = "é" * ((CHUNK_BYTES + offset) // 2) + "x" * (offset % 2)

    assert lines((first + end + "b").encode()) == [first, "b"]


def test_gzip_under_any_name():
    """Compression is recognised by its magic bytes."""
    assert lines(gzip.compress(b"a\nb\n"), "plain.csv") == ["a", "b"]


def test_gzip_members_follow_each_other():
    """Concatenated gzip files are one text, also with zero padding between them."""
    data = gzip.compress(b"a\n") + b"\0" * 10 + gzip.compress(b"b\n")

    assert lines(data) == ["a", "b"]


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        pytest.param(lambda data: data[:-6], "truncated", id="cut-in-the-checksum"),
        pytest.param(lambda data: data[: len(data) // 2], "truncated", id="cut-in-the-middle"),
        pytest.param(lambda data: data[:-8] + b"12345678", "damaged", id="wrong-checksum"),
        pytest.param(lambda data: data + b"garbage", "damaged", id="garbage-behind"),
    ],
)
def test_damaged_gzip_gives_what_it_holds_first(damage, reason):
    """Good lines come out before the error does."""
    text = b"".join(b"%d\n" % number for number in range(100_000))
    got = []
    with pytest.raises(InputError, match=reason) as caught:
        drain(Stream(io.BytesIO(damage(gzip.compress(text))), "t.gz").lines(), got)

    assert len(got) > 10_000
    assert got == [str(number) for number in range(len(got))]
    assert caught.value.path == "t.gz"


def drain(items, into):
    """Collect items one by one, also when an error follows."""
    for item in items:
        into.append(item)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        pytest.param(b"%PDF-1.7", "PDF", id="pdf"),
        pytest.param(b"\x89PNG\r\n", "PNG", id="png"),
        pytest.param(b"ARROW1\0\0", "Arrow", id="arrow"),
        pytest.param(bytes(range(256)) * 8, "binary", id="any-bytes"),
        pytest.param(bytes(1000), "binary", id="zeros"),
    ],
)
def test_binary_is_refused(head, said):
    """What is no text is named and refused."""
    with pytest.raises(InputError, match=said):
        refuse_binary(head, "x")


def test_few_control_characters_are_text():
    """A stray NUL or escape does not make a text binary."""
    refuse_binary(b"name,smiles\nGA\0BA,NCCCC(=O)O\n", "x")


def test_encoding_of_short_text():
    """Nothing and a single byte are UTF-8."""
    assert encoding_of(b"") == encoding_of(b"C") == "utf-8"


def test_peek_keeps_items_and_errors_in_place():
    """Looking ahead takes nothing away and raises nothing early."""

    def items():
        yield "a"
        yield "b"
        message = "broken"
        raise InputError(message)

    ahead = Peekable(items())

    assert ahead.peek(10, 100) == ["a", "b"]
    assert [next(ahead), next(ahead)] == ["a", "b"]
    with pytest.raises(InputError, match="broken"):
        next(ahead)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("γ", "γ", id="nothing-to-do"),
        pytest.param("\ud83d\ude00", "😀", id="pair-joined"),
        pytest.param("a\ud800b", "a\ufffdb", id="single-replaced"),
    ],
)
def test_without_surrogates(text, expected):
    """Text can be written to any file afterwards."""
    assert without_surrogates(text) == expected


def test_unreadable_stream():
    """An input/output error becomes one clear line."""

    class Broken(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, _buffer):
            raise OSError(5, "Input/output error")

    with pytest.raises(InputError, match="Input/output error"):
        list(Stream(Broken(), "disk.csv").lines())
