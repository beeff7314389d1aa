"""Ask PubChem about records: the answers that the registry checks compare."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gaba_analogs.batches import batches
from gaba_analogs.chemistry.structure import Structure, key_of, quiet
from gaba_analogs.notation.identifiers import read_cas, unii_check_character
from gaba_analogs.notation.inchi import read_inchi
from gaba_analogs.notation.inchikey import read_inchikey
from gaba_analogs.notation.text import states_nothing
from gaba_analogs.record import StructureRecord
from gaba_analogs.regex import regex
from gaba_analogs.registry.answers import Answer, Registry
from gaba_analogs.registry.entry import RegistryEntry
from gaba_analogs.registry.pubchem.lookup import PubChem
from gaba_analogs.registry.pubchem.service import BATCH

_CID = regex(r"(?:(?:PubChem\s*)?CID[:\s]*)?0*(\d{1,10})(?:\.0)?", re.IGNORECASE)
_LONGEST_NAME = 250


@dataclass(frozen=True, slots=True)
class _Question:
    """The identifiers of a record that PubChem can be asked for."""

    cid: int | None
    inchikey: str | None
    cas: str | None
    unii: str | None
    name: str | None


class Consultant:
    """Asks PubChem about a stream of records, and keeps track of failures.

    Parameters
    ----------
    pubchem
        The client to use.
    """

    def __init__(self, pubchem: PubChem) -> None:
        self._pubchem = pubchem
        self._asked = 0
        self._failure: str | None = None
        self._failed = 0
        self._oldest: tuple[date, str] | None = None
        self._with_old_answers = 0

    def ask(self, records: Sequence[StructureRecord]) -> list[Registry]:
        """Ask about several records at once; see `consult`."""
        registries = consult(records, self._pubchem)
        for registry in registries:
            self._count(registry)
        return registries

    def pairs(self, records: Iterable[StructureRecord]) -> Iterator[tuple[StructureRecord, Registry]]:
        """Yield every record with PubChem's answers about it."""
        for some in batches(records, BATCH):
            yield from zip(some, self.ask(some), strict=True)

    @property
    def warning(self) -> str | None:
        """One line on failed questions and old answers used instead; None if all went well."""
        said = [(self._oldest[1], self._with_old_answers)] if self._oldest is not None else []
        said += [(self._failure, self._failed)] if self._failure is not None else []
        many = self._asked > 1
        return "; ".join(f"{line} ({n:,} of {self._asked:,} records)" if many else line for line, n in said) or None

    def _count(self, registry: Registry) -> None:
        self._asked += 1
        if registry.failure is not None:
            self._failed += 1
            self._failure = self._failure or registry.failure
        old = [(answer.retrieved, answer.note) for answer in registry.answers if answer.note and answer.retrieved]
        if old:
            self._with_old_answers += 1
            self._oldest = min([*old, *([self._oldest] if self._oldest else [])])


def consult(records: Sequence[StructureRecord], pubchem: PubChem) -> list[Registry]:
    """Ask PubChem about several records at once.

    A request holds up to a hundred CIDs or InChIKeys. A CAS number, UNII or name costs a request of its
    own, and is asked for only if it is not among the synonyms of the compound with the stated CID or
    InChIKey: a record without errors needs none.

    Parameters
    ----------
    records
        The records; pass a few hundred at a time to bound memory.
    pubchem
        The client to use.

    Returns
    -------
    list
        One set of answers per record, in order.
    """
    questions = [_question(record) for record in records]
    compounds = pubchem.by_cids(q.cid for q in questions if q.cid is not None)
    open_keys = [q.inchikey for q in questions if q.inchikey and not _with_key(compounds.get(q.cid or 0), q.inchikey)]
    keys = pubchem.by_inchikeys(open_keys)
    return [_registry(question, compounds, keys, pubchem) for question in questions]


def _question(record: StructureRecord) -> _Question:
    """Read the identifiers of a record; malformed ones are left out."""
    if record.problem:
        return _Question(None, None, None, None, None)
    cid = _CID.fullmatch((record.pubchem_cid or "").strip())
    cas = read_cas(record.cas).value if record.cas else None
    unii = (record.unii or "").strip().upper()
    is_unii = re.fullmatch(r"[0-9A-Z]{10}", unii) and unii_check_character(unii[:9]) == unii[9]
    name = " ".join((record.name or "").split())
    return _Question(
        cid=int(cid[1]) if cid and int(cid[1]) else None,
        inchikey=_key(record),
        cas=cas,
        unii=unii if is_unii else None,
        name=name if name and not states_nothing("name", name) and len(name) <= _LONGEST_NAME else None,
    )


def _key(record: StructureRecord) -> str | None:
    """Return the stated standard key, or that of the stated structure."""
    stated = read_inchikey(record.inchikey) if record.inchikey else None
    if stated is not None and stated.standard and stated.fault is None:
        return stated.value
    if record.smiles:
        with quiet():
            return Structure.from_smiles(record.smiles).inchikey or None
    inchi = read_inchi(record.inchi).value if record.inchi else None
    return (key_of(inchi) or None) if inchi else None


def _with_key(answer: Answer | None, key: str) -> bool:
    """Whether the compound with the CID has this key, so that the key need not be looked up."""
    return answer is not None and any(entry.inchikey == key for entry in answer.entries)


def _registry(question: _Question, compounds: dict[int, Answer], keys: dict[str, Answer], pubchem: PubChem) -> Registry:
    by_cid = compounds[question.cid] if question.cid is not None else None
    by_key = None
    if question.inchikey is not None:
        by_key = by_cid if _with_key(by_cid, question.inchikey) else keys[question.inchikey]
    linked = list(_linked_entries(by_cid, by_key))
    return Registry(
        by_cid=by_cid,
        by_inchikey=by_key,
        by_cas=_find_or_ask(linked, question.cas, lambda entry, cas: cas in entry.cas, pubchem.by_cas),
        by_unii=_find_or_ask(linked, question.unii, lambda entry, unii: unii in entry.unii, pubchem.by_unii),
        by_name=_find_or_ask(linked, question.name, RegistryEntry.is_called, pubchem.by_name),
    )


def _linked_entries(*answers: Answer | None) -> Iterator[RegistryEntry]:
    """Yield the compounds found by CID and InChIKey, each once."""
    seen: set[int] = set()
    for answer in answers:
        for entry in answer.entries if answer is not None else ():
            if entry.cid not in seen:
                seen.add(entry.cid)
                yield entry


def _find_or_ask(
    linked: Iterable[RegistryEntry],
    text: str | None,
    has: Callable[[RegistryEntry, str], bool],
    ask: Callable[[str], Answer],
) -> Answer | None:
    """Find a name or number among the synonyms of these compounds, or ask PubChem for it."""
    if text is None:
        return None
    own = tuple(entry for entry in linked if has(entry, text))
    if own:
        dates = [entry.retrieved for entry in own if entry.retrieved is not None]
        return Answer(text, own, retrieved=min(dates, default=None))
    return ask(text)
