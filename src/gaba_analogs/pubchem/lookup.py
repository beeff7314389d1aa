"""Look-ups: in the cache first, then at PubChem, many at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from gaba_analogs.pubchem.cache import Cache, Kept, cache_folder, warn
from gaba_analogs.pubchem.client import Client, Limits
from gaba_analogs.pubchem.entry import RegistryEntry, without_bulk
from gaba_analogs.pubchem.errors import NotInRegistryError, RegistryRefusedError, RegistryUnavailableError
from gaba_analogs.pubchem.lines import one_line
from gaba_analogs.pubchem.registry import Answer
from gaba_analogs.pubchem.throttle import Throttle

BATCH = 100
"""Identifiers [-] of one request."""

MOST_ENTRIES = 20
"""Compounds [-] read of those that a name or number stands for."""

_MOST_HEARD = 2_000
"""Answers [-] held in memory, for a run that cannot or must not use those kept on disk."""

_Fetch = Callable[[Sequence[str]], Mapping[str, object]]
"""Identifiers in, JSON by identifier out; None, or nothing, for one that PubChem does not know."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """What is known about one identifier.

    Parameters
    ----------
    kept
        The answer; None where there is none.
    failure
        Why PubChem could not be asked; None when it was, or need not be.
    """

    kept: Kept | None
    failure: str | None = None


class PubChem:
    """PubChem with its cache.

    Parameters
    ----------
    address
        Base address of the service; None means GABA_ANALOGS_PUBCHEM_URL, or PubChem itself.
    folder
        Where answers are kept; None means GABA_ANALOGS_CACHE, or the user's cache folder.
    offline
        Use kept answers only, whatever their age.
    refresh
        Ask everything anew, and keep the new answers.
    limits
        Time limits and the like.
    complain
        Takes one line when answers cannot be kept; None means a RegistryWarning.

    Examples
    --------
    >>> answer = PubChem(offline=True, folder="nowhere-yet").by_name("baclofen")
    >>> answer.failure
    'PubChem was not asked (offline), and no answer for baclofen is kept'
    """

    def __init__(
        self,
        address: str | None = None,
        *,
        folder: str | Path | None = None,
        offline: bool = False,
        refresh: bool = False,
        limits: Limits | None = None,
        complain: Callable[[str], None] | None = None,
    ) -> None:
        place = cache_folder() if folder is None else Path(folder)
        self.offline = offline
        self.refresh = refresh
        self.client = Client(address, limits or Limits(), Throttle(place / "requests" if place else None))
        existing = place if place is not None and (place.is_dir() or not offline) else None
        self._cache = Cache(existing, complain or warn)
        self._heard: dict[str, _Heard] = {}

    @property
    def manner(self) -> str:
        """How it is asked: ``live``, ``offline`` or ``refresh``."""
        return "offline" if self.offline else "refresh" if self.refresh else "live"

    # -- compounds ---------------------------------------------------------------------------------

    def by_cids(self, cids: Iterable[int]) -> dict[int, Answer]:
        """Look CIDs up, a hundred in a request."""
        heard = self._look_up("cid", [str(cid) for cid in dict.fromkeys(cids)], self._fetch_compounds)
        return {int(cid): _compound_answer(cid, one) for cid, one in heard.items()}

    def by_inchikeys(self, keys: Iterable[str]) -> dict[str, Answer]:
        """Look standard InChIKeys up, a hundred in a request; one key may have several compounds."""
        return self._by("inchikey", list(dict.fromkeys(keys)), self._fetch_keys)

    def by_smiles(self, smiles: str) -> Answer:
        """Look a structure up."""
        return self._by("smiles", [smiles], self._each("smiles"))[smiles]

    def by_name(self, name: str) -> Answer:
        """Look a name up: titles, synonyms, registry numbers."""
        return self._by("name", [name], self._each("name"))[name]

    def by_cas(self, cas: str) -> Answer:
        """Look a CAS Registry Number up, as one of the synonyms."""
        return self.by_name(cas)

    def by_unii(self, unii: str) -> Answer:
        """Look a UNII up, as one of the synonyms, which have it with and without a prefix."""
        bare = self.by_name(unii)
        return bare if bare.known or bare.failure is not None else self.by_name(f"UNII-{unii}")

    def search(self, kind: str, smiles: str, **options: str) -> Answer:
        """Search by structure: ``fastsubstructure``, ``fastsimilarity_2d``, ``fastidentity``.

        Parameters
        ----------
        kind
            Which search.
        smiles
            The structure to start from.
        options
            Options of the service: ``MaxRecords``, ``Threshold``.
        """
        chosen = "".join(f"&{name}={value}" for name, value in sorted(options.items()))

        def fetch(keys: Sequence[str]) -> Mapping[str, object]:
            answer = self.client.ask(f"compound/{kind}/smiles/cids/JSON", {"smiles": smiles}, **options)
            return dict.fromkeys(keys, _cids(answer))

        found = self._by(kind, [f"{smiles}{chosen}"], fetch, most=int(options.get("MaxRecords", MOST_ENTRIES)))
        return next(iter(found.values()))

    def _by(self, kind: str, keys: Sequence[str], fetch: _Fetch, most: int = MOST_ENTRIES) -> dict[str, Answer]:
        """Look up which compounds an identifier stands for, and then these."""
        heard = self._look_up(kind, keys, fetch)
        cids = {key: _numbers(one.kept) for key, one in heard.items()}
        compounds = self.by_cids(cid for some in cids.values() for cid in some[:most])
        return {
            key: _joined(key, one, [compounds[cid] for cid in cids[key][:most]], len(cids[key]))
            for key, one in heard.items()
        }

    # -- cache and network -------------------------------------------------------------------------

    def _look_up(self, kind: str, keys: Sequence[str], fetch: _Fetch) -> dict[str, _Heard]:
        """Give what is known about identifiers: heard before, kept, or asked now."""
        questions = {key: f"{self.client.address}\n{kind}\n{key}" for key in keys}
        heard = {key: self._heard[question] for key, question in questions.items() if question in self._heard}
        unheard = [key for key in questions if key not in heard]
        kept = {q: old for q, old in self._cache.get(questions[key] for key in unheard).items() if _readable(kind, old)}
        wanted = []
        for key in unheard:
            old = kept.get(questions[key])
            if self.offline:
                reason = "PubChem was not asked (offline)"
                heard[key] = _Heard(old, reason if old else f"{reason}, and no answer for {key} is kept")
            elif old is not None and old.fresh and not self.refresh:
                heard[key] = _Heard(old)
            else:
                wanted.append(key)
        remaining = iter(wanted)
        while some := list(islice(remaining, BATCH)):
            heard.update(self._asked(some, questions, fetch, kept))
        return {key: heard[key] for key in keys}

    def _asked(
        self, keys: Sequence[str], questions: Mapping[str, str], fetch: _Fetch, old: Mapping[str, Kept]
    ) -> dict[str, _Heard]:
        """Ask PubChem, and keep what it says; fall back on old answers where it cannot be asked."""
        try:
            answers = fetch(keys)
        except NotInRegistryError:
            answers = {}
        except RegistryUnavailableError as error:
            return {key: _Heard(old.get(questions[key]), str(error)) for key in keys}
        self._cache.put({questions[key]: answers.get(key) for key in keys})
        if len(self._heard) > _MOST_HEARD:
            self._heard.clear()
        heard = {key: _Heard(Kept.now(answers.get(key))) for key in keys}
        self._heard.update({questions[key]: one for key, one in heard.items()})
        return heard

    # -- requests ----------------------------------------------------------------------------------

    def _fetch_compounds(self, cids: Sequence[str]) -> Mapping[str, object]:
        """Get compounds, their titles and their synonyms: three requests."""
        compounds = self._records(cids)
        if not compounds:
            return {}
        form = {"cid": ",".join(compounds)}
        titles = self._rows("compound/cid/property/Title/JSON", form, "PropertyTable", "Properties")
        synonyms = self._rows("compound/cid/synonyms/JSON", form, "InformationList", "Information")
        return {
            cid: {
                "compound": compound,
                "title": titles.get(cid, {}).get("Title"),
                "synonyms": synonyms.get(cid, {}).get("Synonym"),
            }
            for cid, compound in compounds.items()
        }

    def _records(self, cids: Sequence[str]) -> dict[str, dict[str, object]]:
        """Get the compounds themselves; where a request for several fails, or leaves one out, ask for less."""
        try:
            answer = self.client.ask("compound/cid/JSON", {"cid": ",".join(cids)})
        except (NotInRegistryError, RegistryRefusedError):
            if len(cids) == 1:
                return {}
            half = len(cids) // 2
            return self._records(cids[:half]) | self._records(cids[half:])
        compounds = answer.get("PC_Compounds")
        if not isinstance(compounds, list):
            raise RegistryUnavailableError("PubChem's answer cannot be read: it lists no compounds")
        found = {str(_cid(one)): without_bulk(one) for one in compounds if isinstance(one, dict) and _cid(one)}
        if len(cids) > 1:
            for missing in [cid for cid in cids if cid not in found]:
                found |= self._records([missing])
        return {cid: found[cid] for cid in cids if cid in found}

    def _rows(self, path: str, form: Mapping[str, str], outer: str, inner: str) -> dict[str, Mapping[str, object]]:
        """Get a table with a row for each CID; empty where PubChem has nothing to say."""
        try:
            answer = self.client.ask(path, form)
        except NotInRegistryError:
            return {}
        table = answer.get(outer)
        rows = table.get(inner) if isinstance(table, dict) else None
        return {str(row.get("CID")): row for row in rows or () if isinstance(row, dict)}

    def _fetch_keys(self, keys: Sequence[str]) -> Mapping[str, object]:
        """Get the CIDs of several InChIKeys: one request."""
        answer = self.client.ask("compound/inchikey/property/InChIKey/JSON", {"inchikey": ",".join(keys)})
        table = answer.get("PropertyTable")
        rows = table.get("Properties") if isinstance(table, dict) else None
        found: dict[str, list[object]] = {}
        for row in rows or ():
            if isinstance(row, dict) and isinstance(row.get("CID"), int):
                found.setdefault(str(row.get("InChIKey")), []).append(row["CID"])
        return found

    def _each(self, namespace: str) -> _Fetch:
        """Give a function that gets the CIDs of identifiers of which a request takes only one."""

        def fetch(keys: Sequence[str]) -> Mapping[str, object]:
            (key,) = keys
            return {key: _cids(self.client.ask(f"compound/{namespace}/cids/JSON", {namespace: key}))}

        return fetch


def _readable(kind: str, kept: Kept) -> bool:
    """Tell whether a kept answer can still be used: another version, or an odd answer, may have left it."""
    try:
        return kept.answer is None or kind != "cid" or _entry(kept.answer, kept.retrieved.date()) is not None
    except RegistryUnavailableError:
        return False


def _cid(compound: Mapping[str, object]) -> int:
    """Give the CID of a compound; 0 for a structure that PubChem has no number for."""
    outer = compound.get("id")
    inner = outer.get("id") if isinstance(outer, dict) else None
    cid = inner.get("cid") if isinstance(inner, dict) else None
    return cid if isinstance(cid, int) else 0


def _cids(answer: Mapping[str, object]) -> list[int] | None:
    """Read a list of CIDs; None where it holds none, or the 0 that stands for an unknown structure."""
    table = answer.get("IdentifierList")
    listed = table.get("CID") if isinstance(table, dict) else None
    return [cid for cid in listed or () if isinstance(cid, int) and cid > 0] or None


def _numbers(kept: Kept | None) -> list[int]:
    """Read kept CIDs."""
    answer = kept.answer if kept is not None else None
    return [cid for cid in answer if isinstance(cid, int)] if isinstance(answer, list) else []


def _compound_answer(cid: str, heard: _Heard) -> Answer:
    """Give the answer to the question for a CID."""
    kept = heard.kept
    if kept is None:
        return Answer(cid, failure=heard.failure)
    day = kept.retrieved.date()
    try:
        entry = _entry(kept.answer, day)
    except RegistryUnavailableError as error:
        return Answer(cid, failure=str(error))
    return Answer(cid, () if entry is None else (entry,), retrieved=day, note=_note(heard, day))


def _entry(answer: object, day: date) -> RegistryEntry | None:
    """Read a kept compound; None for the answer that there is none."""
    parts = answer if isinstance(answer, dict) else {}
    compound, synonyms, title = parts.get("compound"), parts.get("synonyms"), parts.get("title")
    if not isinstance(compound, dict):
        return None
    names = [one_line(text) for text in synonyms if isinstance(text, str)] if isinstance(synonyms, list) else []
    called = one_line(title) if isinstance(title, str) else None
    return RegistryEntry.from_answer(compound, title=called, synonyms=names, retrieved=day)


def _joined(key: str, heard: _Heard, compounds: Sequence[Answer], given: int) -> Answer:
    """Give the answer to the question for an identifier, from those for its compounds."""
    question = re.sub(r"^UNII-", "", key)
    if heard.kept is None:
        return Answer(question, failure=heard.failure)
    entries = tuple(entry for answer in compounds for entry in answer.entries)
    failure = next((answer.failure for answer in compounds if answer.failure), None)
    if compounds and not entries:
        return Answer(question, failure=failure or f"PubChem gives no compound for {question}")
    day = min([heard.kept.retrieved.date(), *(a.retrieved for a in compounds if a.retrieved)])
    note = _note(heard, day) or next((answer.note for answer in compounds if answer.note), None)
    return Answer(question, entries, retrieved=day, note=note, unread=given - len(entries))


def _note(heard: _Heard, day: date) -> str | None:
    """Say that an old answer stands in for a new one."""
    return None if heard.failure is None else f"{heard.failure}: its answer of {day} is used"
