"""Where the objects of a JSON document stand in its text."""

from __future__ import annotations

import json
from collections.abc import Iterator

from gaba_analogs.readers.json import components, pubchem, wikidata
from gaba_analogs.readers.json.objects import AROUND, JSON_WRAPPERS, frame_rows, keyed, parse_json
from gaba_analogs.regex import regex

Span = tuple[int, int]
"""Start and end [-] of a value in a text."""

_BLANK = regex(r"[ \t\r\n\0\x1a\ufeff]*")
_DECODER = json.JSONDecoder()


def object_spans(text: str) -> list[Span]:
    """Give the places of the objects that `read_json` reads, in their order.

    Answers of PubChem and Wikidata, reactions and tables of pandas, whose values stand in several places of a document,
    have none.

    Raises
    ------
    ValueError
        The text is not JSON.

    Examples
    --------
    >>> text = '{"total": 1, "results": [{"smiles": "NCCCC(=O)O"}]}'
    >>> [text[start:end] for start, end in object_spans(text)]
    ['{"smiles": "NCCCC(=O)O"}']
    """
    start = _past_blanks(text, 0)
    value = parse_json(text[start:].rstrip(AROUND))
    if (
        components.is_dataset(value)
        or pubchem.is_answer(value)
        or wikidata.entities(value)
        or wikidata.bindings(value) is not None
    ):
        return []
    if not isinstance(value, dict):
        return [span for _, span in _inner(text, start)]
    if frame_rows(value) is not None:
        return []
    places = dict(_inner(text, start))
    for wrapper in JSON_WRAPPERS:
        inner = value.get(wrapper)
        if isinstance(inner, list) and any(isinstance(item, dict) for item in inner):
            return [span for _, span in _inner(text, places[wrapper][0])]
    if keyed(value):
        return [span for key, span in places.items() if isinstance(value[key], dict)]
    return [(start, _DECODER.raw_decode(text, start)[1])]


def _inner(text: str, start: int) -> Iterator[tuple[str, Span]]:
    """Give the values in an array or an object, with their keys, and their places."""
    closing = {"[": "]", "{": "}"}.get(text[start : start + 1])
    at = _past_blanks(text, start + 1)
    while closing is not None and text[at] != closing:
        key = ""
        if closing == "}":
            key, at = _DECODER.raw_decode(text, at)
            at = _past_blanks(text, _past_blanks(text, at) + 1)
        end = _DECODER.raw_decode(text, at)[1]
        yield key, (at, end)
        at = _past_blanks(text, end)
        if text[at] == ",":
            at = _past_blanks(text, at + 1)


def _past_blanks(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return at if found is None else found.end()
