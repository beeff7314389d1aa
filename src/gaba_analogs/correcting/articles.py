"""A wikitext, written again with corrected and filled values in its infoboxes.

Comments, references, spacing and the other parameters stay as they are. A field is filled where an empty parameter
states it: the one with which the box, read anew, states the value and differs in nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from gaba_analogs.correcting.collected import Collected, Correction
from gaba_analogs.correcting.writer import Writer, opened
from gaba_analogs.errors import InputError
from gaba_analogs.notation.characters import MINUS
from gaba_analogs.readers.io.verbatim import Edit, Line, edited
from gaba_analogs.readers.tabular.columns import MASSES
from gaba_analogs.readers.wiki.infobox import Count
from gaba_analogs.readers.wiki.markup import REFERENCE
from gaba_analogs.readers.wiki.parameters import NUMBER
from gaba_analogs.readers.wiki.wikitext import Candidate, candidates
from gaba_analogs.record import StructureRecord
from gaba_analogs.regex import regex

_EMPTY = regex(r"\|[^\S\n]*[A-Za-z]\w*[^\S\n]*=([^\S\n]*)(?=\n|\||\}\})")
"""A parameter without a value, up to where it would be."""
MOST_TRIALS = 100
"""Most empty parameters [-] of an article that are tried for one value."""


class ArticleWriter(Writer):
    """Writes a wikitext."""

    cannot = "the box has no one place for it"

    def corrected(self, corrections: Collected, *, column: bool) -> Iterator[bytes] | None:  # noqa: ARG002 - there is none
        """Give the bytes of the corrected article."""
        with opened(self.source) as text:
            lines = corrected_article([*text.lines], self.source, corrections, self.without_place)
        return None if lines is None else iter([text.mark, *(line.encoded() for line in lines)])

    def is_as_wanted(self, record: StructureRecord, changed: Collection[str], values: Mapping[str, str]) -> bool:  # noqa: ARG002
        """Tell whether nothing else has changed; the values are those of the box, in its notation."""
        return {*changed} <= {*values, "element_counts"}


def corrected_article(
    lines: Sequence[Line], source: str, corrections: Collected, without_place: dict[int, list[str]]
) -> list[Line] | None:
    """Give the lines of an article with its corrections, all or none of a record; None where none has a place in it.

    Parameters
    ----------
    lines
        All lines of the text.
    source
        The article as the user named it.
    corrections
        Those of its records.
    without_place
        Receives the fields of a record that would be filled and have no place.
    """
    text = "\n".join(line.text for line in lines)
    found = candidates(text, source)
    edits: list[Edit] = []
    for row, mine in corrections:
        here = [
            _placed(found[row - 1], correction, text)
            if correction.stated
            else _in_empty(found, row - 1, correction, text, source)
            for correction in mine
        ]
        lost = [one.field for one, placed in zip(mine, here, strict=True) if not placed and one.filled]
        if lost:
            without_place[row] = lost
            here = [placed for one, placed in zip(mine, here, strict=True) if one.field not in lost]
        own = [edit for placed in here for edit in placed]
        # Two records may share a value: the first that corrects it has the say.
        if all(here) and not any(_touch(one, other) for one in own for other in edits):
            edits += [] if any(not line.can_hold(edit[2]) for edit in own for line in lines) else own
    return edited(lines, edits) if edits else None


def _placed(candidate: Candidate, correction: Correction, text: str) -> list[Edit]:
    """Give the edits of a correction, none where the box does not state the field in one place."""
    try:
        return _edits(candidate, correction.field, correction.value, text)
    except InputError:
        return []


def _in_empty(found: Sequence[Candidate], number: int, correction: Correction, text: str, source: str) -> list[Edit]:
    """Give the edit that fills an empty parameter, none where the box has none for the field."""
    before = [dict(candidate.record.stated()) for candidate in found]
    wanted = [own | ({correction.field: correction.value} if n == number else {}) for n, own in enumerate(before)]
    for place in islice(_EMPTY.finditer(text), MOST_TRIALS):
        at, value = place.end(), correction.value.replace("|", "{{!}}")
        edit = (at, at, value if place[1] else f" {value}")
        filled = f"{text[:at]}{edit[2]}{text[at:]}"
        if [dict(candidate.record.stated()) for candidate in candidates(filled, source)] == wanted:
            return [edit]
    return []


def _touch(one: Edit, other: Edit) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def rewrite(text: str, record: StructureRecord, corrections: Mapping[str, str]) -> str:
    """Give the text with corrected fields of one record, everything else as it was.

    Parameters
    ----------
    text
        The wikitext that the record was read from.
    record
        A record of `read_wikitext`; found again by its place and what it states.
    corrections
        Field to its new value. Values keep the notation of the box: no ``InChI=`` where there was
        none, subscripts where there were some, the unit of a mass. A corrected ``formula`` that
        was stated as element counts rewrites the counts.

    Raises
    ------
    InputError
        The record is not in the text, or does not state a field that is to be corrected.

    Examples
    --------
    >>> from gaba_analogs.readers.wiki.wikitext import read_wikitext
    >>> box = "{{Chembox | Name = GABA | SMILES = NCCCC(=O)O | InChIKey = <!-- to do --> X }}"
    >>> (gaba,) = read_wikitext(box, source=None)
    >>> rewrite(box, gaba, {"inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N"})
    '{{Chembox | Name = GABA | SMILES = NCCCC(=O)O | InChIKey = <!-- to do --> BTCSSZJGUNDROE-UHFFFAOYSA-N }}'
    """
    candidate = _again(text, record)
    edits = [edit for key, new in corrections.items() for edit in _edits(candidate, key, new, text)]
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _edits(candidate: Candidate, key: str, new: str, text: str) -> list[Edit]:
    """Give the edits of an article that correct one field of one of its records.

    Raises
    ------
    InputError
        The infobox does not state the field, or not in one place.
    """
    value = candidate.values.get(key)
    if value is not None and value.span is not None:
        start, end = value.span
        return [(start, end, _written(key, value.text, new, text[start:end]))]
    if value is not None and value.note == "element counts":
        return _recounted(candidate.counts, new)
    record = candidate.record
    message = f"cannot correct {key}: the infobox of {record.name} does not state it in one place"
    raise InputError(message, path=record.place.source, line=record.place.line)


def _again(text: str, record: StructureRecord) -> Candidate:
    stated = list(record.stated())
    same = [c for c in candidates(text, record.place.source) if list(c.record.stated()) == stated]
    for candidate in sorted(same, key=lambda c: c.record.place.row != record.place.row):
        return candidate
    message = f"{record.name} is not in this text: read the text again before correcting it"
    raise InputError(message, path=record.place.source, line=record.place.line)


def _written(key: str, stated: str, new: str, raw: str) -> str:
    """Give a corrected value in the notation of the one that it replaces."""
    prefix = {"inchi": "InChI=", "inchikey": "InChIKey="}.get(key)
    if prefix:
        had = stated.lower().startswith(prefix.lower())
        new = new.removeprefix(prefix)
        new = stated[: len(prefix)] + new if had else new
    if key in MASSES:
        number = NUMBER.search(new)
        new = number[0] if number else new
    if key == "formula":
        new = _formula_like(new, raw)
    kept = (m[0] for m in re.finditer(rf"<!--.*?-->|{REFERENCE.pattern}", raw, re.IGNORECASE | re.DOTALL))
    return new.replace("|", "{{!}}") + "".join(kept)


def _formula_like(formula: str, raw: str) -> str:
    """Set counts as subscripts where the replaced formula had them.

    Examples
    --------
    >>> _formula_like("C4H8NO2-", "C<sub>4</sub>H<sub>8</sub>")
    'C<sub>4</sub>H<sub>8</sub>NO<sub>2</sub><sup>−</sup>'
    """
    if re.search(r"[₀-₉]", raw):
        return re.sub(r"(?<=[A-Za-z)\]])\d+", lambda m: m[0].translate(_SUBSCRIPTS), formula)
    if "<" not in raw and "{{" not in raw:
        return formula
    formula = re.sub(r"(?<=[A-Za-z)\]])(\d+)", r"<sub>\1</sub>", formula)
    formula = re.sub(r"\[(\d+)([A-Z][a-z]?)\]", r"<sup>\1</sup>\2", formula)
    return re.sub(r"([+-])(\d*)$", lambda m: f"<sup>{m[2]}{m[1].replace('-', MINUS)}</sup>", formula)


_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def _recounted(counts: Mapping[str, Count], formula: str) -> list[Edit]:
    """Give the edits that make element counts those of a formula; elements may come and go."""
    new: dict[str, int] = {}
    for symbol, number in re.findall(r"([A-Z][a-z]?)(\d*)", formula):
        new[symbol] = new.get(symbol, 0) + int(number or 1)
    edits = [
        (*count.span, str(new[symbol]))
        for symbol, count in counts.items()
        if symbol in new and new[symbol] != count.number
    ]
    gone = [count for symbol, count in counts.items() if symbol not in new]
    added = "".join(f" | {symbol}={number}" for symbol, number in new.items() if symbol not in counts)
    kept = [count.span[1] for symbol, count in counts.items() if symbol in new]
    anchor = max(kept, default=0)
    if added and kept:
        edits.append((anchor, anchor, added))
    for i, count in enumerate(gone):
        edits.append((count.start, count.span[1], added.strip() if i == 0 and not kept else ""))
    return edits
