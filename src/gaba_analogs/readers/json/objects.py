"""JSON: one record per line (JSON Lines), per object in an array, or per compound in a PubChem answer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from gaba_analogs.errors import InputError, NoRecordsError
from gaba_analogs.readers.io.text import Peekable, without_surrogates
from gaba_analogs.readers.json import components, wikidata
from gaba_analogs.readers.json import pubchem as pubchem_json
from gaba_analogs.readers.json.paths import passed_over, steps, text_at
from gaba_analogs.readers.tabular.cells import cell_text
from gaba_analogs.readers.tabular.columns import (
    field_headed,
    identifier_headed,
    listed,
    nothing_recognised,
    recognise,
)
from gaba_analogs.readers.tabular.tags import Tags
from gaba_analogs.record import Place, StructureRecord

if TYPE_CHECKING:
    from gaba_analogs.readers.notes import InputNotes

JSON_WRAPPERS = ("molecules", "compounds", "substances", "records", "results", "content", "data", "rows", "@graph")
JSON_PARTS = (
    "structure",
    "molecule_structures",
    "molecule_properties",
    "properties",
    "inchi",
    "identifier",
    "identifiers",
)
MONA_NAMES: Mapping[str, str] = {"total exact mass": "exact mass"}
"""Names of MoNA's metadata that are spelt in its own way."""

JSON_PARTS_KEYS = frozenset(JSON_PARTS)
JSON_READ = JSON_PARTS_KEYS | {"compound", "codes", "sources", "names"}
"""Nested values of which more is read than their texts."""
CODES: Mapping[str, tuple[str, str]] = {"codes": ("codeSystem", "code"), "sources": ("shortName", "compoundId")}
"""Lists of registry numbers (GSRS, UniChem), with the keys of the registry and its number."""

SEARCHED_OBJECTS = 20
"""Objects [-] of an input in which nested values that were passed over are looked for."""

KEYED_SAMPLE = 10
"""Objects [-] of a document that are looked at to see whether they are records."""
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=lambda _: None)
AROUND = " \t\r\n\0\x1a\ufeff"
"""What may stand before and after a document."""
_BRACKETS = frozenset("[]")
"""Lines of an array of which each element has a line, as in the dumps of Wikidata."""

_TEXTS = frozenset({str, type(None)})


def parse_json(text: str) -> object:
    """Parse JSON, with numbers as text; NaN and Infinity become None.

    Raises
    ------
    ValueError
        The text is not JSON.
    """
    try:
        value: object = _whole_value(text) or _DECODER.decode(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return value


def _whole_value(text: str) -> object:
    """Parse a text that is exactly one JSON value, without spaces around it; None if it is not."""
    try:
        value, end = _DECODER.raw_decode(text)
    except ValueError:
        return None
    return value if end == len(text) else None


def decode_at(text: str, at: int) -> tuple[object, int]:
    """Parse the JSON value that begins at a place, as `parse_json` does, and give the place at which it ends.

    Raises
    ------
    ValueError
        No JSON value stands there.
    """
    try:
        found: tuple[object, int] = _DECODER.raw_decode(text, at)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return found


def read_jsonl(
    lines: Peekable[str], name: str, *, mapping: Mapping[str, str] | None = None, notes: InputNotes | None = None
) -> Iterator[StructureRecord]:
    """Read JSON Lines, one record per line; an invalid line is a record with a problem.

    Parameters
    ----------
    lines
        The input.
    name
        The input as the user named it.
    mapping
        Field to key; overrides automatic recognition.
    notes
        What to tell of keys that state no field.

    Raises
    ------
    InputError
        No key of the first object is recognised, or no object has a mapped key.
    """
    objects = Objects(name, mapping, notes)
    number = 0
    for line, text in enumerate(lines, start=1):
        bare = text.strip(" \t\0\x1a\ufeff")
        if not bare or bare in _BRACKETS:
            continue
        number += 1
        place = Place(name, line, number)
        try:
            value = parse_json(bare.removesuffix(","))
        except ValueError as error:
            yield StructureRecord(place=place, problem=f"not valid JSON: {json_fault(error)}")
            continue
        yield from shallow(objects, value, place)
    objects.finish()


def read_json(
    text: str, name: str, *, mapping: Mapping[str, str] | None = None, notes: InputNotes | None = None
) -> Iterator[StructureRecord]:
    """Read one JSON document: a PubChem answer, an object or an array of objects.

    Raises
    ------
    InputError
        The text is not JSON, or has no records.
    """
    try:
        value = parse_json(text.strip(AROUND))
    except json.JSONDecodeError as error:
        lead = len(text) - len(text.lstrip(AROUND))
        line = text.count("\n", 0, lead) + error.lineno
        fault = json_fault(error)
        raise InputError(f"not valid JSON: {fault}", path=name, line=line) from error
    except ValueError as error:
        raise InputError(f"not valid JSON: {error}", path=name) from error
    if pubchem_json.is_answer(value):
        yield from pubchem_json.records(value, name)
        return
    if components.is_dataset(value):
        yield from components.records(value, name)
        return
    objects = Objects(name, mapping, notes)
    for number, item in enumerate(_items(value, name), start=1):
        yield from shallow(objects, item, Place(name, row=number))
    objects.finish()


def shallow(objects: Objects, value: object, place: Place) -> Iterator[StructureRecord]:
    """Yield the records of an object; one nested too deeply is a record with a problem."""
    try:
        yield from list(objects.records(value, place))
    except RecursionError:
        yield StructureRecord(place=place, problem="not valid JSON: nested too deeply")


def json_fault(error: ValueError) -> str:
    """Say what is wrong with a text that is not JSON."""
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}"
    return str(error)


def _items(value: object, name: str) -> Sequence[object]:
    """Find the objects in a JSON document."""
    if (known := wikidata.entities(value) or wikidata.bindings(value)) is not None:
        return known
    if isinstance(value, dict):
        if (rows := frame_rows(value)) is not None:
            return rows
        for wrapper in JSON_WRAPPERS:
            inner = value.get(wrapper)
            if isinstance(inner, list) and any(isinstance(item, dict) for item in inner):
                return inner
        return keyed(value) or [value]
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return value
    what = "an empty array" if value == [] else "an array without objects" if isinstance(value, list) else "one value"
    raise no_objects(what, name)


def no_objects(what: str, name: str) -> InputError:
    """Make the error for a document that has no objects to read."""
    return InputError(f"the JSON is {what}: expected an object for each record", path=name)


def frame_rows(value: Mapping[str, object]) -> list[object] | None:
    """Find the rows of a table that pandas wrote, by rows ("split") or by columns; None where it is none."""
    titles, rows = value.get("columns"), value.get("data")
    if not isinstance(titles, list) or not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return _frame_by_columns(value)
    return [dict(zip(map(str, titles), row, strict=False)) for row in rows]


def _frame_by_columns(value: Mapping[str, object]) -> list[object] | None:
    """Find the rows of a table that is a column of rows for each title; None where it is none."""
    columns = [(title, column) for title, column in value.items() if isinstance(column, dict)]
    stated = [title for title, _ in columns if field_headed(title) is not None]
    if len(stated) < 2 or len(columns) < len(value) or any(field_headed(str(row)) for _, c in columns for row in c):
        return None
    rows = dict.fromkeys(row for _, column in columns for row in column)
    return [{title: column.get(row) for title, column in columns} for row in rows]


def keyed(value: Mapping[str, object]) -> list[object]:
    """Find the objects of a document that names each by its key; none where it is one object."""
    inner = [item for item in value.values() if isinstance(item, dict)]
    if JSON_PARTS_KEYS & value.keys() or not inner:
        return []
    if len(inner) < len(value) and any(field_headed(key) is not None for key in value):
        return []  # an object, one of whose values is another
    if not any(isinstance(item, dict) and recognise(tuple(map(str, item))) for item in inner[:KEYED_SAMPLE]):
        return []
    return [{"id": key, **item} for key, item in value.items() if isinstance(item, dict)]


class Objects:
    """Turns JSON objects into records; objects with the same keys share their columns."""

    def __init__(self, name: str, mapping: Mapping[str, str] | None, notes: InputNotes | None) -> None:
        self._name = name
        self._tags = Tags(mapping, "key", notes)
        self._notes = notes
        self._ways = {path: (field, way) for field, path in (mapping or {}).items() if (way := steps(path)) is not None}
        self._searched = 0
        self._any = False

    def records(self, value: object, place: Place) -> Iterable[StructureRecord]:
        """Give the records of a value, one of an ordinary object, several of an answer or a data set."""
        if not isinstance(value, dict):
            kind = "an array" if isinstance(value, list) else "a single value"
            return (StructureRecord(place=place, problem=f"expected an object, found {kind}"),)
        keys, texts = tuple(value), list(value.values())
        columns = self._tags.known(keys)
        if (
            columns is None
            or self._ways
            or not _TEXTS.issuperset(map(type, texts))
            or not "".join(filter(None, texts)).isascii()
        ):
            if pubchem_json.is_answer(value):
                self._any = True
                return pubchem_json.records(value, self._name, place)
            if wikidata.is_entity(value):
                self._any = True
                return wikidata.records(value, place)
            if components.is_dataset(value):
                self._any = True
                return components.records(value, self._name, place)
            flat = flatten(value)
            for path, (field, way) in self._ways.items():
                if path not in value:
                    flat[path] = text_at(value, way, field)
            keys, texts = tuple(flat), list(flat.values())
            columns = self._tags.columns(keys, texts)
        if not columns and not self._any and keys and not self._tags.awaits_mapped:
            raise self._nothing_in(value, keys)
        if self._notes is not None and self._searched < SEARCHED_OBJECTS:
            self._searched += 1
            for path, field in passed_over({key: part for key, part in value.items() if key not in JSON_READ}):
                self._notes.passed_over(path, field)
        self._any = self._any or bool(columns)
        return (columns.record(texts, place),)

    def _nothing_in(self, value: Mapping[str, object], keys: Sequence[str]) -> NoRecordsError:
        """Make the error for an object none of whose keys states a field, with a path to a value that might."""
        path, field = next(passed_over(value), ("", ""))
        if not path:
            return nothing_recognised(keys, self._name, "key")
        return NoRecordsError(f"no key recognised; found {listed(keys)}: try --map {field}='{path}'", path=self._name)

    def finish(self) -> None:
        """Raise an error for a mapped key that no object had."""
        if self._tags.seen:
            self._tags.finish(self._name)


def flatten(value: Mapping[str, object]) -> dict[str, str | None]:
    """Flatten a nested object of texts.

    Known parts (``structure``, ``molecule_properties``, ``identifier``) are merged in, lists are joined with ``|``, and
    the registry codes of GSRS are named by their field.

    Examples
    --------
    >>> flatten({"names": ["GABA", "Gamate"], "structure": {"smiles": "NCCCC(=O)O", "charge": "0"}})
    {'names': 'GABA|Gamate', 'smiles': 'NCCCC(=O)O', 'charge': '0'}
    """
    flat: dict[str, str | None] = {}
    for key, item in value.items():
        if key in JSON_PARTS and isinstance(item, dict):
            for inner, part in flatten(item).items():
                flat.setdefault(inner, part)
        elif key == "compound" and isinstance(item, list) and item and isinstance(item[0], dict):
            for inner, part in _compound_of_spectrum(item[0]).items():
                flat.setdefault(inner, part)
        elif key in CODES and isinstance(item, list):
            flat.update({name: code for name, code in _codes(item, *CODES[key]) if name not in flat})
        elif isinstance(item, list):
            flat[without_surrogates(key)] = cell_text([_named(part) for part in item], "")
        elif isinstance(item, bool):
            continue
        else:
            flat[without_surrogates(key)] = cell_text(item, "")
    return flat


def _compound_of_spectrum(compound: Mapping[str, object]) -> dict[str, str | None]:
    """Flatten the compound of a spectrum in MoNA, whose metadata are pairs of a name and a value."""
    metadata = compound.get("metaData")
    pairs = [item for item in metadata if isinstance(item, dict)] if isinstance(metadata, list) else []
    flat = flatten({key: value for key, value in compound.items() if key != "metaData"})
    for item in pairs:
        name = str(item.get("name"))
        flat.setdefault(MONA_NAMES.get(name, name), cell_text(item.get("value"), ""))
    return flat


def _named(part: object) -> object:
    return part.get("name") if isinstance(part, dict) else part


def _codes(codes: Sequence[object], system: str, number: str) -> Iterator[tuple[str, str]]:
    """Yield the registry numbers of a substance, primary ones first."""
    known = [code for code in codes if isinstance(code, dict)]
    seen: set[str] = set()
    for code in sorted(known, key=lambda code: code.get("type") != "PRIMARY"):
        name = identifier_headed(str(code.get(system)))
        text = code.get(number)
        if name is not None and isinstance(text, str) and name not in seen:
            seen.add(name)
            yield name, text
