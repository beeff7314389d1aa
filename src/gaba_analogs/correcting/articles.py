"""A wikitext, written again with corrected values in its infoboxes."""

from __future__ import annotations

from collections.abc import Sequence

from gaba_analogs.correcting.collected import Collected
from gaba_analogs.correcting.edits import edits_of
from gaba_analogs.errors import InputError
from gaba_analogs.readers.io.verbatim import Edit, Line, edited
from gaba_analogs.readers.wiki.wikitext import Candidate, candidates


def corrected_article(lines: Sequence[Line], source: str, corrections: Collected) -> list[Line] | None:
    """Give the lines of an article with its corrections; None where none of them has a place in it.

    Parameters
    ----------
    lines
        All lines of the text.
    source
        The article as the user named it.
    corrections
        Those of its records.
    """
    text = "\n".join(line.text for line in lines)
    found = candidates(text, source)
    edits: list[Edit] = []
    for row, mine in corrections:
        for correction in mine:
            here = _edits(found[row - 1], correction.field, correction.value, text)
            # Two records may share a value: the first that corrects it has the say.
            if here and not any(_touch(one, other) for one in here for other in edits):
                edits += here
    edits = [edit for edit in edits if all(line.can_hold(edit[2]) for line in lines)]
    return edited(lines, edits) if edits else None


def _edits(candidate: Candidate, field: str, value: str, text: str) -> list[Edit]:
    """Give the edits of a correction, none where the box does not state the field in one place."""
    try:
        return edits_of(candidate, field, value, text)
    except InputError:
        return []


def _touch(one: Edit, other: Edit) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
