"""Databases on the network that give compounds for identifiers, as a local table does.

What such a database says of a record is compared by the checks of reference tables; a client says only how it is asked
and how its answers are read.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from gaba_analogs.record import StructureRecord
from gaba_analogs.references.identifiers import asked
from gaba_analogs.registry.pubchem.client import Limits
from gaba_analogs.registry.pubchem.service import CachedService
from gaba_analogs.registry.reference import ReferenceAnswer, ReferenceEntry


class IdentifierService(CachedService, ABC):
    """A database on the network, to be given as ``against=``; see :class:`CachedService` for the parameters.

    Attributes
    ----------
    fields
        The identifiers by which it is asked: names of fields, and ``inchikey``.
    """

    fields: ClassVar[frozenset[str]]
    index: ClassVar[None] = None

    def __init__(
        self,
        address: str | None = None,
        *,
        folder: str | Path | None = None,
        offline: bool = False,
        refresh: bool = False,
        limits: Limits | None = None,
        warn: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(address, folder=folder, offline=offline, refresh=refresh, limits=limits, warn=warn)
        self._again = partial(type(self), address, folder=folder, offline=offline, refresh=refresh, limits=limits)

    def __reduce__(self) -> tuple[Callable[[], IdentifierService], tuple[()]]:
        """Be made anew in another process, which shares cache and rate."""
        return self._again, ()

    @property
    def name(self) -> str:
        """Its name, as it appears in reports."""
        return self.service.name

    source = name

    def look_up(self, records: Sequence[StructureRecord]) -> list[tuple[ReferenceAnswer, ...]]:
        """Give the answers for every record: one for each of its identifiers that the service is asked by."""
        questions = [() if record.problem else tuple(self._questions(record)) for record in records]
        known = self._answers({question for own in questions for question in own})
        return [tuple(known[question] for question in own) for own in questions]

    def of_keys(self, keys: Collection[str]) -> list[ReferenceAnswer]:
        """Give what it has under InChIKeys; nothing where it is not asked by them."""
        if "inchikey" not in self.fields:
            return []
        return [answer for answer in self._answers({("inchikey", key) for key in keys}).values() if answer.entries]

    def _questions(self, record: StructureRecord) -> Iterator[tuple[str, str]]:
        yield from ((field, value) for field, value in asked(record.__dict__) if field in self.fields)

    def _answers(self, questions: Collection[tuple[str, str]]) -> dict[tuple[str, str], ReferenceAnswer]:
        found: dict[tuple[str, str], ReferenceAnswer] = {}
        for field in sorted({field for field, _ in questions}):
            values = sorted(value for own, value in questions if own == field)
            for value, one in self._look_up(field, values, partial(self._fetch, field)).items():
                entries = () if one.cached is None else tuple(self._entries(one.cached.answer))
                failure = one.failure if one.cached is None else None
                found[field, value] = ReferenceAnswer(field, value, self.name, entries, failure=failure)
        return found

    @abstractmethod
    def _fetch(self, field: str, values: Sequence[str]) -> Mapping[str, object]:
        """Ask the service for some identifiers of a field: JSON by identifier, None for one that it does not have."""

    @abstractmethod
    def _entries(self, answer: Any) -> Iterator[ReferenceEntry]:  # noqa: ANN401 - JSON
        """Read the compounds of an answer."""
