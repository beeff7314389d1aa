"""Look-ups: first in the cache, then at PubChem, many per request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from gaba_analogs.registry.answers import Answer
from gaba_analogs.registry.entry import RegistryEntry, without_bulk
from gaba_analogs.registry.pubchem.cache import CachedAnswer
from gaba_analogs.registry.pubchem.errors import NotInRegistryError, RegistryRefusedError, RegistryUnavailableError
from gaba_analogs.registry.pubchem.lines import one_line
from gaba_analogs.registry.pubchem.service import CachedService, Fetch, Lookup

MOST_ENTRIES = 20
"""Most compounds [-] read for one name or number."""


class PubChem(CachedService):
    """PubChem with its cache.

    Parameters
    ----------
    address
        Base address of the service; None for GABA_ANALOGS_PUBCHEM_URL, else PubChem itself.
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

    Examples
    --------
    >>> answer = PubChem(offline=True, folder="nowhere-yet").by_name("baclofen")
    >>> answer.failure
    'PubChem was not asked (offline), and there is no cached answer for baclofen'
    """

    def _is_usable(self, kind: str, cached: CachedAnswer) -> bool:
        """Whether a cached answer can be read; it may come from another version, or be malformed."""
        try:
            return kind != "cid" or cached.answer is None or _entry(cached.answer, cached.retrieved.date()) is not None
        except RegistryUnavailableError:
            return False

    # -- compounds ---------------------------------------------------------------------------------

    def by_cids(self, cids: Iterable[int]) -> dict[int, Answer]:
        """Look up CIDs, a hundred per request."""
        known = self._look_up("cid", [str(cid) for cid in dict.fromkeys(cids)], self._fetch_compounds)
        return {int(cid): _compound_answer(cid, one) for cid, one in known.items()}

    def by_inchikeys(self, keys: Iterable[str]) -> dict[str, Answer]:
        """Look up standard InChIKeys, a hundred per request; a key may have several compounds."""
        return self._by("inchikey", list(dict.fromkeys(keys)), self._fetch_keys)

    def by_smiles(self, smiles: str) -> Answer:
        """Look up a structure."""
        return self._by("smiles", [smiles], self._fetch_singly("smiles"))[smiles]

    def by_name(self, name: str) -> Answer:
        """Look up a name: titles, synonyms, registry numbers."""
        return self._by("name", [name], self._fetch_singly("name"))[name]

    def by_cas(self, cas: str) -> Answer:
        """Look up a CAS Registry Number, as one of the synonyms."""
        return self.by_name(cas)

    def by_unii(self, unii: str) -> Answer:
        """Look up a UNII, as one of the synonyms, with and without its prefix."""
        bare = self.by_name(unii)
        return bare if bare.known or bare.failure is not None else self.by_name(f"UNII-{unii}")

    def search(self, kind: str, smiles: str, **options: str) -> Answer:
        """Search by structure: ``fastsubstructure``, ``fastsimilarity_2d``, ``fastidentity``.

        Parameters
        ----------
        kind
            The search.
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

    def _by(self, kind: str, keys: Sequence[str], fetch: Fetch, most: int = MOST_ENTRIES) -> dict[str, Answer]:
        """Look up the CIDs of identifiers, and then the compounds."""
        known = self._look_up(kind, keys, fetch)
        cids = {key: _cached_cids(one.cached) for key, one in known.items()}
        compounds = self.by_cids(cid for some in cids.values() for cid in some[:most])
        return {
            key: _joined(key, one, [compounds[cid] for cid in cids[key][:most]], len(cids[key]))
            for key, one in known.items()
        }

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
        """Get the compounds themselves; if a request for several fails or is incomplete, ask for fewer."""
        try:
            answer = self.client.ask("compound/cid/JSON", {"cid": ",".join(cids)})
        except (NotInRegistryError, RegistryRefusedError):
            if len(cids) == 1:
                return {}
            half = len(cids) // 2
            return self._records(cids[:half]) | self._records(cids[half:])
        compounds = answer.get("PC_Compounds")
        if not isinstance(compounds, list):
            raise RegistryUnavailableError("cannot read PubChem's answer: it lists no compounds")
        found = {str(_cid(one)): without_bulk(one) for one in compounds if isinstance(one, dict) and _cid(one)}
        if len(cids) > 1:
            for missing in [cid for cid in cids if cid not in found]:
                found |= self._records([missing])
        return {cid: found[cid] for cid in cids if cid in found}

    def _rows(self, path: str, form: Mapping[str, str], outer: str, inner: str) -> dict[str, Mapping[str, object]]:
        """Get a table with a row for each CID; empty if PubChem has none."""
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

    def _fetch_singly(self, namespace: str) -> Fetch:
        """Return a function that gets the CIDs of an identifier that needs a request of its own."""

        def fetch(keys: Sequence[str]) -> Mapping[str, object]:
            (key,) = keys
            return {key: _cids(self.client.ask(f"compound/{namespace}/cids/JSON", {namespace: key}))}

        return fetch


def _cid(compound: Mapping[str, object]) -> int:
    """Return the CID of a compound; 0 for a structure that has none."""
    outer = compound.get("id")
    inner = outer.get("id") if isinstance(outer, dict) else None
    cid = inner.get("cid") if isinstance(inner, dict) else None
    return cid if isinstance(cid, int) else 0


def _cids(answer: Mapping[str, object]) -> list[int] | None:
    """Read a list of CIDs; None if it has none, or only the 0 of an unknown structure."""
    table = answer.get("IdentifierList")
    listed = table.get("CID") if isinstance(table, dict) else None
    return [cid for cid in listed or () if isinstance(cid, int) and cid > 0] or None


def _cached_cids(cached: CachedAnswer | None) -> list[int]:
    """Read cached CIDs."""
    answer = cached.answer if cached is not None else None
    return [cid for cid in answer if isinstance(cid, int)] if isinstance(answer, list) else []


def _compound_answer(cid: str, lookup: Lookup) -> Answer:
    """Return the answer for a CID."""
    cached = lookup.cached
    if cached is None:
        return Answer(cid, failure=lookup.failure)
    day = cached.retrieved.date()
    try:
        entry = _entry(cached.answer, day)
    except RegistryUnavailableError as error:
        return Answer(cid, failure=str(error))
    return Answer(cid, () if entry is None else (entry,), retrieved=day, note=_note(lookup, day))


def _entry(answer: object, day: date) -> RegistryEntry | None:
    """Read a cached compound; None for "no such compound"."""
    parts = answer if isinstance(answer, dict) else {}
    compound, synonyms, title = parts.get("compound"), parts.get("synonyms"), parts.get("title")
    if not isinstance(compound, dict):
        return None
    names = [one_line(text) for text in synonyms if isinstance(text, str)] if isinstance(synonyms, list) else []
    called = one_line(title) if isinstance(title, str) else None
    return RegistryEntry.from_answer(compound, title=called, synonyms=names, retrieved=day)


def _joined(key: str, lookup: Lookup, compounds: Sequence[Answer], given: int) -> Answer:
    """Return the answer for an identifier, put together from those for its compounds."""
    question = re.sub(r"^UNII-", "", key)
    if lookup.cached is None:
        return Answer(question, failure=lookup.failure)
    entries = tuple(entry for answer in compounds for entry in answer.entries)
    failure = next((answer.failure for answer in compounds if answer.failure), None)
    if compounds and not entries:
        return Answer(question, failure=failure or f"PubChem lists compounds for {question} but returns none of them")
    day = min([lookup.cached.retrieved.date(), *(a.retrieved for a in compounds if a.retrieved)])
    note = _note(lookup, day) or next((answer.note for answer in compounds if answer.note), None)
    return Answer(question, entries, retrieved=day, note=note, unread=given - len(entries))


def _note(lookup: Lookup, day: date) -> str | None:
    """Say that an old answer is used instead of a new one."""
    return None if lookup.failure is None else f"{lookup.failure}: using its answer of {day}"
