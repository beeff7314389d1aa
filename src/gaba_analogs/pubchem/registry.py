"""Facts for the checks: what PubChem was asked about a record, and what it answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gaba_analogs.pubchem.entry import RegistryEntry


@dataclass(frozen=True)
class Answer:
    """What PubChem says to one question.

    Parameters
    ----------
    question
        What was asked, as typed: ``2284``, ``1134-47-0``, ``baclofen``.
    entries
        The compounds it gives, best first; empty where it knows none, or could not be asked.
    failure
        Why there is no answer; None when there is one.
    retrieved
        When the answer came; None where there is none.
    note
        One line where an old answer stands in for a new one; None otherwise.
    unread
        Further compounds [-] that it gives, of which nothing more is known.
    """

    question: str
    entries: tuple[RegistryEntry, ...] = ()
    failure: str | None = None
    retrieved: date | None = None
    note: str | None = None
    unread: int = 0

    @property
    def known(self) -> bool:
        """True when PubChem answered, and knows the compound."""
        return self.failure is None and bool(self.entries)

    @property
    def entry(self) -> RegistryEntry | None:
        """The first compound."""
        return self.entries[0] if self.entries else None


@dataclass(frozen=True)
class Registry:
    """What PubChem says about a record; each answer is None where the record states nothing to ask by.

    Parameters
    ----------
    by_cid
        The compound of the stated CID.
    by_inchikey
        The compounds of the stated InChIKey, or of the drawn structure where none is stated.
    by_cas, by_unii, by_name
        The compounds that PubChem gives for the CAS number, the UNII, the name.
    """

    by_cid: Answer | None = None
    by_inchikey: Answer | None = None
    by_cas: Answer | None = None
    by_unii: Answer | None = None
    by_name: Answer | None = None

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Every question that was asked."""
        everything = (self.by_cid, self.by_inchikey, self.by_cas, self.by_unii, self.by_name)
        return tuple(answer for answer in everything if answer is not None)

    def leading_to(self, inchikey: str) -> frozenset[str]:
        """Name the fields whose number is, for PubChem, that of a structure; the name, too, where it has no other."""
        numbers = {"pubchem_cid": self.by_cid, "cas": self.by_cas, "unii": self.by_unii}
        if self.by_name is not None and len(self.by_name.entries) == 1 and not self.by_name.unread:
            numbers["name"] = self.by_name
        return frozenset(
            field
            for field, answer in numbers.items()
            if answer is not None and any(entry.inchikey == inchikey for entry in answer.entries)
        )

    def cid_of(self, inchikey: str) -> str | None:
        """Give the one CID of a structure; None where PubChem gives none, or several."""
        answer = self.by_inchikey
        if answer is None or answer.unread or len(answer.entries) != 1:
            return None
        (entry,) = answer.entries
        return str(entry.cid) if entry.inchikey == inchikey else None

    @property
    def retrieved(self) -> date | None:
        """The oldest date of an answer; None where there is none."""
        return min((a.retrieved for a in self.answers if a.retrieved is not None), default=None)

    @property
    def failure(self) -> str | None:
        """Why a question has no answer; None when all have one."""
        return next((a.failure for a in self.answers if a.failure is not None), None)

    @property
    def notes(self) -> tuple[str, ...]:
        """What to know about the answers, each once."""
        return tuple(dict.fromkeys(a.note for a in self.answers if a.note is not None))
