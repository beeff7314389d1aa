"""Entries that each name their own values: data tags of an SD file, labels of a record of a spectral library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from gaba_analogs.readers.tabular.columns import (
    Columns,
    absent_column,
    missing_columns,
    nothing_recognised,
    recognise,
)

if TYPE_CHECKING:
    from gaba_analogs.readers.notes import InputNotes

KEPT_HEADERS = 256
"""Most sets of tags [-] whose columns are kept: the entries of one file have few."""


class Tags:
    """The columns of entries with tags; entries with the same tags share theirs.

    Parameters
    ----------
    mapping
        Field to tag; overrides automatic recognition.
    kind
        What a tag is called in messages.
    notes
        What to tell of tags that state no field.
    """

    def __init__(self, mapping: Mapping[str, str] | None, kind: str = "tag", notes: InputNotes | None = None) -> None:
        self._notes = notes
        self._mapping = dict(mapping or {})
        self._kind = kind
        self._absent = {field: tag for field, tag in self._mapping.items() if tag}
        self._known: dict[tuple[str, ...], Columns] = {}
        self._seen: dict[str, None] = {}
        self._recognised = False

    @property
    def seen(self) -> tuple[str, ...]:
        """The tags of the entries so far, each once."""
        return tuple(self._seen)

    @property
    def awaits_mapped(self) -> bool:
        """True while no entry had one of the mapped tags."""
        return bool(self._absent)

    def known(self, tags: tuple[str, ...]) -> Columns | None:
        """Give the columns of entries with these tags, where one was met before."""
        return self._known.get(tags)

    def columns(self, tags: tuple[str, ...], values: Sequence[str | None], molblock: str | None = None) -> Columns:
        """Find the fields that the tags of one entry state, which may stand below a molfile."""
        columns = self._known.get(tags)
        if columns is None:
            missing = missing_columns(tags, self._mapping)
            present = {field: tag for field, tag in self._mapping.items() if tag not in missing}
            for field in present:
                self._absent.pop(field, None)
            columns = recognise(tags, present, samples=[values], molblocks=[molblock])
            if self._notes is not None and columns:
                self._notes.saw(columns, [values])
            if len(self._known) < KEPT_HEADERS:
                self._known[tags] = columns
                self._seen.update(dict.fromkeys(tags))
        self._recognised = self._recognised or bool(columns)
        return columns

    def finish(self, name: str) -> None:
        """Raise `InputError` for a mapped tag that no entry had."""
        if self._absent:
            raise absent_column(next(iter(self._absent.values())), tuple(self._seen), name, self._kind)

    def require_one(self, name: str) -> None:
        """Raise `InputError` if no tag of any entry stated a field."""
        if self._seen and not self._recognised:
            raise nothing_recognised(tuple(self._seen), name, self._kind)
