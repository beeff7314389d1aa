"""By what a record and a finding are known again: next week, in another order, in every form of report.

A record is known by its identifier where a column of them was named, else by its name and its first stated
structure: rows may move, and other values may change. A finding is known by its record, its code, its fields and
what these state: where one of the values changes, it is another finding.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from gaba_analogs.record import StructureRecord

if TYPE_CHECKING:
    from hashlib import blake2b

VERSION = 1
"""Version of the fingerprints: those of different ones are not compared."""
UNVERIFIED = "record-unverified"
"""Stands for the code where a record could not be verified, which no check finds."""
SHAPE = "g[0-9a-f]{31}"
"""Regular expression of a fingerprint."""
_STRUCTURES = ("smiles", "inchi", "inchikey", "molblock", "connectivity_smiles")


def identity_of(record: StructureRecord) -> tuple[str, ...]:
    """Give what a record is known by.

    Examples
    --------
    >>> identity_of(StructureRecord(name="GABA", smiles="NCCCC(=O)O", cas="56-12-2"))
    ('content', 'GABA', 'NCCCC(=O)O')
    """
    if record.identity is not None:
        return ("id", record.identity)
    structure = next((text for field in _STRUCTURES if (text := getattr(record, field))), None)
    if record.name or structure:
        return ("content", record.name or "", structure or "")
    return ("stated", *(part for item in record.stated() for part in item))


def fingerprint_of_record(record: StructureRecord) -> str:
    """Give the text by which a record is known again, whatever its other values."""
    return _digest("record", *identity_of(record))


def fingerprint(record: StructureRecord, code: str, fields: Sequence[str]) -> str:
    """Give the text by which a finding about a record is known again.

    Examples
    --------
    >>> one = StructureRecord(name="GABA", cas="56-12-3", formula="C4H9NO2")
    >>> other = StructureRecord(name="GABA", cas="56-12-3", formula="C4H9O2N")
    >>> fingerprint(one, "cas-check-digit", ["cas"]) == fingerprint(other, "cas-check-digit", ["cas"])
    True
    """
    words = [code, *fields[:1]]
    for field in sorted(fields):
        words += field, getattr(record, field, None) or ""
    digest = _begun("finding", *identity_of(record)).copy()
    digest.update(_encoded(*words))
    return _told(digest)


def fingerprint_of_unverified(record: StructureRecord) -> str:
    """Give the text by which it is known again that a record could not be verified; another value is another case."""
    stated = (part for item in record.stated() for part in item)
    return _digest("finding", *identity_of(record), UNVERIFIED, *stated)


def fingerprint_of_conflict(code: str, fields: Sequence[str], subject: str) -> str:
    """Give the text by which a conflict across records is known again, wherever its rows stand."""
    return _digest("conflict", code, *fields, subject)


def _digest(*words: str) -> str:
    digest = _begun(words[0]).copy()
    digest.update(_encoded(*words[1:]))
    return _told(digest)


@lru_cache(maxsize=16)
def _begun(*words: str) -> blake2b:
    """Digest the first words of several, which all findings about a record have in common."""
    from hashlib import blake2b  # noqa: PLC0415 - loads OpenSSL, not for a report on the screen

    return blake2b(_encoded(*words, ""), digest_size=16, person=f"gaba{VERSION}".encode())


def _encoded(*words: str) -> bytes:
    return "\0".join(map(_normalized, words)).encode("utf-8", "surrogatepass")


def _told(digest: blake2b) -> str:
    return "g" + digest.hexdigest()[1:]  # a letter, so that no spreadsheet takes it for a number


@lru_cache(maxsize=256)
def _normalized(word: str) -> str:
    """Write a word as it is compared; the findings about a record have most of theirs in common."""
    return " ".join((word if word.isascii() else unicodedata.normalize("NFC", word)).split())
