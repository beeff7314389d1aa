"""Compressed bytes to bytes."""

import bz2
import gzip
import io
import lzma
import zlib

import pyarrow as pa
import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.readers.io.compression import (
    LARGEST_PIECE,
    compressing,
    compression_of,
    compression_promised,
    decompressed,
    without_compression_suffix,
)

TEXT = b"".join(b"%d\n" % number for number in range(200_000))


def bzip2(data):
    """Compress with bzip2, in the smallest blocks: nothing of a block comes out before its end."""
    return bz2.compress(data, compresslevel=1)


def xz(data):
    """Compress with xz, quickly."""
    return lzma.compress(data, preset=0)


def zstd(data):
    """Compress with zstd, in one frame."""
    return pa.compress(data, codec="zstd", asbytes=True)


COMPRESSORS = {"gzip": gzip.compress, "bzip2": bzip2, "xz": xz, "zstd": zstd}


def pieces(data, size=1000):
    """Cut data into small chunks, as a pipe gives them."""
    return (data[start : start + size] for start in range(0, len(data), size))


@pytest.mark.parametrize("kind", COMPRESSORS)
@pytest.mark.parametrize("size", [7, 1 << 20])
def test_round_trip(kind, size):
    """What was compressed comes back, however it is cut, and members may follow each other."""
    text = TEXT[:5000]
    data = COMPRESSORS[kind](text)

    assert compression_of(data) == kind
    assert b"".join(decompressed(pieces(data, size), kind, "x")) == text
    assert b"".join(decompressed(pieces(data + data, size), kind, "x")) == text + text


@pytest.mark.parametrize("kind", ["gzip", "bzip2", "xz"])
def test_padding_between_members(kind):
    """Zero bytes between members, as tapes and block devices leave them, are passed over."""
    data = COMPRESSORS[kind](b"a") + bytes(12) + COMPRESSORS[kind](b"b") + bytes(3)

    assert b"".join(decompressed([data], kind, "x")) == b"ab"


@pytest.mark.parametrize("kind", COMPRESSORS)
def test_truncated_data_give_what_they_hold_first(kind):
    """A download that broke off gives its beginning, then one clear line."""
    data = COMPRESSORS[kind](TEXT)
    got = bytearray()
    with pytest.raises(InputError, match=f"the {kind} data .*fetch") as caught:
        collect(decompressed(pieces(data[: 3 * len(data) // 4]), kind, "t"), got)

    assert len(got) > len(TEXT) // 4
    assert TEXT.startswith(got)
    assert caught.value.path == "t"


@pytest.mark.parametrize("kind", ["gzip", "bzip2", "xz"])
def test_damage_is_named(kind):
    """Bytes that are no compressed data, in the middle or behind, are an error."""
    data = COMPRESSORS[kind](TEXT)
    for damaged in (data[:5000] + b"xxxxxxxx" + data[5008:], data + b"garbage"):
        with pytest.raises(InputError, match=f"the {kind} data are damaged"):
            collect(decompressed(pieces(damaged), kind, "t"), bytearray())


def collect(items, into):
    """Collect pieces one by one, also when an error follows."""
    for item in items:
        into += item


@pytest.mark.parametrize("kind", COMPRESSORS)
def test_decompression_is_bounded(kind):
    """A small file that expands enormously is given in small pieces."""
    if kind == "gzip":
        bomb = zlib.compressobj(9, wbits=31)
        data = bomb.compress(bytes(16 << 20)) + bomb.flush()
    else:
        data = COMPRESSORS[kind](bytes(4 << 20))

    assert max(len(piece) for piece in decompressed([data], kind, "x")) <= LARGEST_PIECE


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("enwiki-latest-pages-articles.xml.bz2", "enwiki-latest-pages-articles.xml"),
        ("Compound_000000001_000500000.sdf.gz", "Compound_000000001_000500000.sdf"),
        ("CID-SMILES.GZ", "CID-SMILES"),
        ("a.csv", "a.csv"),
        ("a.gz.csv", "a.gz.csv"),
    ],
)
def test_compression_suffix(name, bare):
    """The ending that says how a file is compressed is no part of its format."""
    assert without_compression_suffix(name) == bare


@pytest.mark.parametrize("kind", [None, *COMPRESSORS])
def test_what_is_written_compressed_is_read(kind):
    """Pieces that are written compressed come back, and the file they went to stays open."""
    file = io.BytesIO()
    with compressing(file, kind) as out:
        for piece in pieces(TEXT, 1 << 16):
            out.write(piece)
    data = file.getvalue()

    assert compression_of(data) == kind
    assert (data if kind is None else b"".join(decompressed([data], kind, "x"))) == TEXT


def test_gzip_is_reproducible():
    """No time and no name stands in what is written."""
    file = io.BytesIO()
    with compressing(file, "gzip") as out:
        out.write(TEXT)

    assert file.getvalue()[3:8] == bytes(5)  # RFC 1952: FLG and MTIME


@pytest.mark.parametrize(
    ("name", "kind"),
    [("drugs.csv.GZ", "gzip"), ("drugs.csv.bz2", "bzip2"), ("a.xz", "xz"), ("a.zst", "zstd"), ("drugs.csv", None)],
)
def test_compression_promised(name, kind):
    """The ending of a name says how a file is to be compressed."""
    assert compression_promised(name) == kind
