"""The part of a record report that is needed to compare it with others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from operator import attrgetter
from typing import NamedTuple

from gaba_analogs.across.marks import mark_of
from gaba_analogs.across.naming import fingerprint, spelling
from gaba_analogs.across.statements import Claim, Designation, claims_of, described, designations
from gaba_analogs.across.storable import storable
from gaba_analogs.chemistry.structure import Structure, key_of, quiet
from gaba_analogs.notation.inchi import read_inchi
from gaba_analogs.notation.inchikey import read_inchikey
from gaba_analogs.notation.text import is_placeholder, unlisted
from gaba_analogs.record import FIELDS, StructureRecord
from gaba_analogs.record.fields import BY_NAME, TABLE
from gaba_analogs.regex import regex
from gaba_analogs.results.comparison import USUAL, Comparison
from gaba_analogs.results.findings import RecordReport, Verdict

SYNONYMS = 10_000
"""Characters [-] of synonyms that are read."""

_STATED = attrgetter(*FIELDS)
_WHOLE_NUMBER = regex(r"\s*(\d+)(?:\.0)?\s*")
_IN_A_CELL: Mapping[str, re.Pattern[str]] = {
    field.name: regex(rf"(?<![0-9A-Z-])(?:{field.form.pattern.pattern})(?![0-9A-Z-])", field.form.pattern.flags)
    for field in TABLE
    if field.form is not None and not field.shared
}
"""Field to the form of its identifiers, for fields whose identifier stands for one substance."""


class Entry(NamedTuple):
    """What the comparison needs of a record, as plain values that can be sent between processes.

    Parameters
    ----------
    source, line, row
        Where the record is, as in `Place`.
    name
        Name as stated; None if there is none, or only a number.
    spelling
        Fingerprint of the normalised name; None if there is none.
    key
        Standard InChIKey of the structure that the record as a whole describes; None if unknown.
    strays
        Field and InChIKey of each structure field that contradicts `key`.
    identifiers
        Field and value of each registry identifier; cells with several are left out.
    aliases
        Fingerprints of further names, eight bytes each.
    content
        Fingerprint of everything the record states.
    label
        Its label in the index of a DataFrame, as in `Place`.
    identity
        What tells it from all others; None where no column was named as such.
    mark
        By what the records of its compound are known, at the level that was asked for; None where it is by their key.
    values
        Title and text of each of its values that duplicates should have in common.
    claims
        The relations to other records that it states.
    designations
        By what it may be named in such a statement; empty where no column states relations.
    described
        What says which compound it is; None where it is not to be related.
    """

    source: str | None
    line: int | None
    row: int | None
    name: str | None = None
    spelling: bytes | None = None
    key: str | None = None
    strays: tuple[tuple[str, str], ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    aliases: bytes = b""
    content: bytes = b""
    label: str | None = None
    identity: str | None = None
    mark: str | None = None
    values: tuple[tuple[str, str], ...] = ()
    claims: tuple[Claim, ...] = ()
    designations: frozenset[Designation] = frozenset()
    described: str | None = None


def entry_of(record_report: RecordReport, comparison: Comparison = USUAL) -> Entry:
    """Extract what a comparison needs from a record report.

    Examples
    --------
    >>> gaba = StructureRecord(name="GABA", inchikey="BTCSSZJGUNDROE-UHFFFAOYSA-N", pubchem_cid="119")
    >>> entry = entry_of(RecordReport(gaba, Verdict.UNVERIFIED))
    >>> entry.key, entry.identifiers
    ('BTCSSZJGUNDROE-UHFFFAOYSA-N', (('pubchem_cid', '119'),))
    """
    record = record_report.record
    key = _own_key(record_report)
    strays: tuple[tuple[str, str], ...] = ()
    if record_report.verdict is Verdict.INCONSISTENT and key is not None:
        fields = (f for f in ("smiles", "inchi", "inchikey", "molblock") if f in record_report.suspects)
        keys = ((field, _key_of_field(field, record)) for field in fields)
        strays = tuple((field, found) for field, found in keys if found is not None and found != key)
    place = record.place
    name = storable(record.name) if record.name and _is_name(record.name) else None
    identifiers = tuple(_identifiers(record))
    entry = Entry(
        source=storable(place.source),
        line=place.line,
        row=place.row,
        name=name,
        spelling=None if name is None else spelling(name),
        key=key,
        strays=strays,
        identifiers=identifiers,
        aliases=_fingerprints(_further_names(record)),
        content=blake2b(repr(_STATED(record)).encode(), digest_size=8).digest(),
        label=storable(place.label),
        identity=storable(record.identity),
        mark=None if key is None else mark_of(record_report, key, comparison.level),
        values=tuple(_values(record, comparison.values)),
    )
    if not comparison.relations:
        return entry
    return entry._replace(
        claims=tuple(claims_of(record, comparison.columns)),
        designations=frozenset(designations(record, key, identifiers)),
        described=described(record_report),
    )


def _values(record: StructureRecord, titles: Iterable[str]) -> Iterator[tuple[str, str]]:
    carried = record.carried or {}
    for title in titles:
        text = storable(carried.get(title))
        if text:
            yield title, text


def _is_name(text: str) -> bool:
    """Whether a text is a name, rather than a placeholder or a bare number."""
    return any(character.isalpha() for character in text) and not is_placeholder(text)


def _own_key(report: RecordReport) -> str | None:
    """Return the InChIKey of the structure that the record describes."""
    if "inchikey" in report.corrections:
        return read_inchikey(report.corrections["inchikey"]).value
    trusted = [f for f in ("inchikey", "inchi", "smiles", "molblock") if f not in report.suspects]
    doubted = [f for f in ("smiles", "molblock", "inchi", "inchikey") if f in report.suspects]
    keys = (_key_of_field(field, report.record) for field in (*trusted, *doubted))
    return next((key for key in keys if key is not None), None)


def _key_of_field(field: str, record: StructureRecord) -> str | None:
    """Return the standard InChIKey of the structure in one field."""
    text = getattr(record, field)
    if not text:
        return None
    if field == "inchikey":
        read = read_inchikey(text)
        return read.value if read.standard else None
    if field == "inchi":
        value = read_inchi(text).value
        key = key_of(value) if value else ""
        return key if read_inchikey(key).standard else None
    with quiet():
        structure = Structure.from_smiles(text) if field == "smiles" else Structure.from_molblock(text)
        return structure.inchikey or None


def _identifiers(record: StructureRecord) -> Iterator[tuple[str, str]]:
    """Give the registry identifiers, written as their registry does; only where a cell holds one."""
    for name in _IN_A_CELL:
        text = getattr(record, name)
        values = set(_bare_identifiers(name, text)) if text else ()
        if len(values) != 1:
            continue
        (value,) = values
        field = BY_NAME[name]
        if field.is_sound(value):
            yield name, field.prefix + value


def _bare_identifiers(name: str, text: str) -> Iterator[str]:
    """Give the identifiers of a cell without their prefixes; a bare number counts only where it is the whole cell.

    Examples
    --------
    >>> list(_bare_identifiers("pubchem_cid", "CID 2284 SID 7001")), list(_bare_identifiers("pubchem_cid", "2284 mg"))
    (['2284'], [])
    """
    listed = unlisted(text)
    number = _WHOLE_NUMBER.fullmatch(listed)
    cell = number[1] if number else listed
    for match in _IN_A_CELL[name].finditer(cell):
        bare = BY_NAME[name].bare_of(match)
        if bare and (number or not match[0].isdigit()) and not (bare.isdigit() and bare.startswith("0")):
            yield bare


def _further_names(record: StructureRecord) -> Iterator[str]:
    if record.iupac_name:
        yield record.iupac_name
    if record.synonyms:
        yield from re.split(r"[|;\n]", record.synonyms[:SYNONYMS])


def _fingerprints(names: Iterable[str]) -> bytes:
    return b"".join(dict.fromkeys(fingerprint(name) for name in names))
