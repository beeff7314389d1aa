"""By what a record and a finding are known again: next week, in another order, in every form of report.

A record is known by its identifier where a column of them was named, else by its name and its first stated
structure: rows may move, and other values may change. A finding is known by its record, its code, its fields and
what these state: where one of the values changes, it is another finding.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
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
_PERSON = f"gaba{VERSION}".encode()
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
    return _digest("finding", *identity_of(record), *words)


def fingerprint_of_unverified(record: StructureRecord) -> str:
    """Give the text by which it is known again that a record could not be verified; another value is another case."""
    stated = (part for item in record.stated() for part in item)
    return _digest("finding", *identity_of(record), UNVERIFIED, *stated)


def fingerprint_of_conflict(code: str, fields: Sequence[str], subject: str) -> str:
    """Give the text by which a conflict across records is known again, wherever its rows stand."""
    return _digest("conflict", code, *fields, subject)


def _digest(*words: str) -> str:
    """Digest words that are the same whatever blanks they hold, and however their letters are composed."""
    text = "\0".join(words)
    text = " ".join((text if text.isascii() else unicodedata.normalize("NFC", text)).split())
    encoded = text.replace(" \0", "\0").replace("\0 ", "\0").encode("utf-8", "surrogatepass")
    digest = _hash()(encoded, digest_size=16, person=_PERSON).hexdigest()
    return "g" + digest[1:]  # a letter, so that no spreadsheet takes it for a number


@cache
def _hash() -> type[blake2b]:
    from hashlib import blake2b  # noqa: PLC0415 - loads OpenSSL, not for a report on the screen

    return blake2b
