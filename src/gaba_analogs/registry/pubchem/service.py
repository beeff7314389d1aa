"""A service with its cache: look-ups first there, then at the service, many per request."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from gaba_analogs.registry.pubchem.cache import Cache, CachedAnswer, issue_warning
from gaba_analogs.registry.pubchem.client import PUBCHEM, Client, Limits
from gaba_analogs.registry.pubchem.errors import NotInRegistryError, RegistryUnavailableError
from gaba_analogs.registry.pubchem.throttle import Throttle
from gaba_analogs.resources import cache_folder

BATCH = 100
"""Identifiers [-] per request."""

_MEMORY_SIZE = 2_000
"""Answers [-] held in memory, for runs that cannot or must not use those on disk."""

Fetch = Callable[[Sequence[str]], Mapping[str, object]]
"""Identifiers in, JSON by identifier out; None or nothing for one that the service does not have."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """The result of looking up one identifier.

    Parameters
    ----------
    cached
        The answer; None if there is none.
    failure
        Why the service could not be asked; None if it was, or did not have to be.
    """

    cached: CachedAnswer | None
    failure: str | None = None


class CachedService:
    """A service with its cache.

    Parameters
    ----------
    address
        Base address of the service; None for that of its environment variable, else its own.
    folder
        Where answers are cached; None for GABA_ANALOGS_CACHE, else the user's cache folder.
    offline
        Use cached answers only, whatever their age.
    refresh
        Ignore cached answers, and replace them with new ones.
    limits
        Time limits and retries.
    warn
        Receives one line if answers cannot be cached; None for a RegistryWarning.
    """

    service = PUBCHEM
    """The service asked."""

    _requests = "requests"
    """Folder beside the cache that keeps the rate of all processes."""

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
        place = cache_folder() if folder is None else Path(folder)
        self.offline = offline
        self.refresh = refresh
        self.client = Client(
            address, limits or Limits(), Throttle(place / self._requests if place else None), self.service
        )
        existing = place if place is not None and (place.is_dir() or not offline) else None
        self._cache = Cache(existing, warn or issue_warning)
        self._memory: dict[str, Lookup] = {}

    @property
    def policy(self) -> str:
        """Whether the service is asked: ``live``, ``offline`` or ``refresh``."""
        return "offline" if self.offline else "refresh" if self.refresh else "live"

    def _look_up(self, kind: str, keys: Sequence[str], fetch: Fetch) -> dict[str, Lookup]:
        """Look up identifiers: in memory, in the cache, or at the service."""
        questions = {key: f"{self.client.address}\n{kind}\n{key}" for key in keys}
        known = {key: self._memory[question] for key, question in questions.items() if question in self._memory}
        missing_keys = [key for key in questions if key not in known]
        cached = {
            q: old
            for q, old in self._cache.get(questions[key] for key in missing_keys).items()
            if self._is_usable(kind, old)
        }
        wanted = []
        for key in missing_keys:
            old = cached.get(questions[key])
            if self.offline:
                reason = f"{self.service.name} was not asked (offline)"
                known[key] = Lookup(old, reason if old else f"{reason}, and there is no cached answer for {key}")
            elif old is not None and old.fresh and not self.refresh:
                known[key] = Lookup(old)
            else:
                wanted.append(key)
        remaining = iter(wanted)
        while some := list(islice(remaining, BATCH)):
            known.update(self._fetched(some, questions, fetch, cached))
        return {key: known[key] for key in keys}

    def _fetched(
        self, keys: Sequence[str], questions: Mapping[str, str], fetch: Fetch, old: Mapping[str, CachedAnswer]
    ) -> dict[str, Lookup]:
        """Ask the service and cache its answers; fall back on old ones if it cannot be asked."""
        try:
            answers = fetch(keys)
        except NotInRegistryError:
            answers = {}
        except RegistryUnavailableError as error:
            return {key: Lookup(old.get(questions[key]), str(error)) for key in keys}
        self._cache.put({questions[key]: answers.get(key) for key in keys})
        if len(self._memory) > _MEMORY_SIZE:
            self._memory.clear()
        known = {key: Lookup(CachedAnswer.now(answers.get(key))) for key in keys}
        self._memory.update({questions[key]: one for key, one in known.items()})
        return known

    def _is_usable(self, kind: str, cached: CachedAnswer) -> bool:  # noqa: ARG002  # as a service decides
        """Whether a cached answer can be read."""
        return True
