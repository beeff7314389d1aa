"""Facts for the checks: what registries say of a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gaba_analogs.registry.entry import RegistryEntry
from gaba_analogs.registry.reference import ReferenceAnswer


@dataclass(frozen=True)
class Answer:
    """PubChem's answer to one question.

    Parameters
    ----------
    question
        What was looked up, as typed: ``2284``, ``1134-47-0``, ``baclofen``.
    entries
        The compounds found, best first; empty if there are none, or PubChem could not be asked.
    failure
        Why there is no answer; None if there is one.
    retrieved
        When the answer was retrieved; None if there is none.
    note
        One line if an old answer is used instead of a new one; None otherwise.
    unread
        Number of further compounds [-] found but not read.
    """

    question: str
    entries: tuple[RegistryEntry, ...] = ()
    failure: str | None = None
    retrieved: date | None = None
    note: str | None = None
    unread: int = 0

    @property
    def known(self) -> bool:
        """True if PubChem answered and has the compound."""
        return self.failure is None and bool(self.entries)

    @property
    def entry(self) -> RegistryEntry | None:
        """The first compound."""
        return self.entries[0] if self.entries else None


@dataclass(frozen=True)
class Registry:
    """What PubChem and reference tables say of a record; an answer is None if the record does not state the identifier.

    Parameters
    ----------
    by_cid
        The compound with the stated CID.
    by_inchikey
        The compounds with the stated InChIKey, or with that of the drawn structure if none is stated.
    by_cas, by_unii, by_name
        The compounds found by CAS number, UNII, name.
    pubchem_asked
        False where PubChem was not asked, only reference tables.
    tables
        What reference tables give for the identifiers of the record; None where they have yet to be asked.
    """

    by_cid: Answer | None = None
    by_inchikey: Answer | None = None
    by_cas: Answer | None = None
    by_unii: Answer | None = None
    by_name: Answer | None = None
    pubchem_asked: bool = True
    tables: tuple[ReferenceAnswer, ...] | None = None

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All answers."""
        everything = (self.by_cid, self.by_inchikey, self.by_cas, self.by_unii, self.by_name)
        return tuple(answer for answer in everything if answer is not None)

    def leading_to(self, inchikey: str) -> frozenset[str]:
        """Return the fields by which PubChem finds a structure; the name only if it finds nothing else."""
        numbers = {"pubchem_cid": self.by_cid, "cas": self.by_cas, "unii": self.by_unii}
        if self.by_name is not None and len(self.by_name.entries) == 1 and not self.by_name.unread:
            numbers["name"] = self.by_name
        return frozenset(
            field
            for field, answer in numbers.items()
            if answer is not None and any(entry.inchikey == inchikey for entry in answer.entries)
        )

    def cid_of(self, inchikey: str) -> str | None:
        """Return the CID of a structure; None if PubChem has none, or several."""
        answer = self.by_inchikey
        if answer is None or answer.unread or len(answer.entries) != 1:
            return None
        (entry,) = answer.entries
        return str(entry.cid) if entry.inchikey == inchikey else None

    @property
    def retrieved(self) -> date | None:
        """The oldest date of an answer; None if there is none."""
        return min((a.retrieved for a in self.answers if a.retrieved is not None), default=None)

    @property
    def failure(self) -> str | None:
        """Why a question has no answer; None if all have one."""
        return next((a.failure for a in self.answers if a.failure is not None), None)

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes on the answers, each once."""
        return tuple(dict.fromkeys(a.note for a in self.answers if a.note is not None))
