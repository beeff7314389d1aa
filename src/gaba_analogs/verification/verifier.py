"""The way of records through screening, facts, names and checks, a chunk at a time."""

from __future__ import annotations

import gc
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext

from gaba_analogs.chemistry.structure import quiet
from gaba_analogs.evidence.facts import Facts, read_facts
from gaba_analogs.evidence.names import name_requests
from gaba_analogs.evidence.witnesses import identify_witnesses
from gaba_analogs.internal_errors import internal_error
from gaba_analogs.names import ParsedName, default_parser
from gaba_analogs.record import StructureRecord
from gaba_analogs.registry.answers import Registry
from gaba_analogs.results.findings import RECORD, RecordReport, Skip, SkipKind, Verdict
from gaba_analogs.verification.examine import Precedents, judge
from gaba_analogs.verification.lists import with_lists
from gaba_analogs.verification.plan import Choice
from gaba_analogs.verification.run import Run
from gaba_analogs.verification.short_way import PlainReports, Screening, beside_references, compared_with_name, screen

Pair = tuple[StructureRecord, Registry | None]
"""A record, and what PubChem says about it; None where it was not asked."""


_TOGETHER = 64
"""Records [-] that are taken through each stage of the long way together: its code stays in the processor's cache."""


class Verifier:
    """Verifies chunks of records, and remembers what plain records have in common.

    Parameters
    ----------
    choice
        Which checks to run.
    names_unread
        Why systematic names are not read; None where they are.
    name_timeout
        Time [s] that OPSIN may spend on one name.
    """

    def __init__(self, choice: Choice, names_unread: str | None, name_timeout: float = 10.0) -> None:
        self._choice = choice
        self._names_unread = names_unread
        self._name_timeout = name_timeout
        self._plain = PlainReports(choice)
        self._precedents = Precedents()

    def verify(self, pairs: Sequence[Pair]) -> list[RecordReport]:
        """Check records whose names are read together."""
        with _collector_paused():
            return self._verified(pairs)

    def _verified(self, pairs: Sequence[Pair]) -> list[RecordReport]:
        requests = [[] if r.problem or self._names_unread else name_requests(r) for r, _ in pairs]
        with self._reading(requests) as results:
            with quiet():
                asked = [registry is not None and registry.pubchem_asked for _, registry in pairs]
                screened = screen(
                    [None if r.problem or online else r for (r, _), online in zip(pairs, asked, strict=True)], requests
                )
                screened = [
                    screening if registry is None else beside_references(screening, registry.tables)
                    for screening, (_, registry) in zip(screened, pairs, strict=True)
                ]
                facts = [self._read(*pair, screening) for pair, screening in zip(pairs, screened, strict=True)]
            parsed = results()
        with quiet():
            screened = [compared_with_name(screening, parsed) for screening in screened]
        in_doubt = [[] if screening.is_plain else names for screening, names in zip(screened, requests, strict=True)]
        meant = self._in_every_way(parsed, in_doubt)
        with quiet():
            wrong = [place for place, screening in enumerate(screened) if not screening.is_plain]
            judged: dict[int, RecordReport] = {}
            for start in range(0, len(wrong), _TOGETHER):
                batch = wrong[start : start + _TOGETHER]
                known = [
                    self._identified(
                        *pairs[place],
                        screened[place],
                        facts[place],
                        {name: meant[name] for name in in_doubt[place]} or parsed,
                    )
                    for place in batch
                ]
                checked = [self._checked(stated) for stated in known]
                for place, run in zip(batch, checked, strict=True):
                    judged[place] = self._judged(pairs[place][0], run)
            return [
                judged[place] if place in judged else self._report(record, registry, screening, parsed)
                for place, ((record, registry), screening) in enumerate(zip(pairs, screened, strict=True))
            ]

    def _reading(
        self, names: Iterable[Sequence[str]]
    ) -> AbstractContextManager[Callable[[], Mapping[str, ParsedName]]]:
        """Let OPSIN read the names of all records while their other fields are read."""
        wanted = list(dict.fromkeys(itertools.chain.from_iterable(names)))
        if not wanted:
            return nullcontext(dict)
        default_parser().start()
        return default_parser().reading(wanted, timeout=self._name_timeout)

    def _in_every_way(
        self, parsed: Mapping[str, ParsedName], names: Iterable[Sequence[str]]
    ) -> Mapping[str, ParsedName]:
        """Ask what else names may mean: those of records that do not plainly agree with them."""
        doubted = [parsed[name] for name in dict.fromkeys(itertools.chain.from_iterable(names))]
        if not doubted:
            return {}
        return {read.name: read for read in default_parser().in_every_way(doubted, timeout=self._name_timeout)}

    def _read(self, record: StructureRecord, registry: Registry | None, screening: Screening) -> Facts | Skip | None:
        """Read the facts of a record: None for a plain one, the reason for one that cannot be read."""
        if record.problem:
            return Skip(RECORD, SkipKind.UNREADABLE, _one_line(record.problem))
        if screening.is_plain:
            return None
        try:
            return read_facts(record, drawn=screening.drawn, registry=registry)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  # one record must never end the run
            return Skip(RECORD, SkipKind.BROKEN, internal_error(error, "reading the record"))

    def _identified(
        self,
        record: StructureRecord,
        registry: Registry | None,
        screening: Screening,
        read: Facts | Skip | None,
        parsed: Mapping[str, ParsedName],
    ) -> Facts | Skip:
        """Give the facts of a record with its witnesses, which takes a toolkit longer than all that follows."""
        if isinstance(read, Skip):
            return read
        try:
            facts = read or read_facts(record, drawn=screening.drawn, registry=registry)
            identify_witnesses(facts, parsed, names_unread=self._names_unread)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  # one record must never end the run
            return _broken(error)
        return facts

    def _checked(self, facts: Facts | Skip) -> Run | Skip:
        """Call the checks with the facts of a record."""
        if isinstance(facts, Skip):
            return facts
        try:
            return self._precedents.check(facts, self._choice_for(facts))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  # likewise
            return _broken(error)

    def _choice_for(self, facts: Facts) -> Choice:
        return self._choice._replace(registry=facts.registry is not None, references=facts.references is not None)

    def _judged(self, record: StructureRecord, run: Run | Skip) -> RecordReport:
        """Report on a record that takes the long way."""
        if isinstance(run, Skip):
            return _unverified(record, run)
        try:
            report = judge(record, run, self._choice_for(run.facts))
            return with_lists(report, self._examine_one) if run.facts.placeholders else report
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  # likewise
            return _unverified(record, _broken(error))

    def _report(
        self,
        record: StructureRecord,
        registry: Registry | None,
        screening: Screening,
        parsed: Mapping[str, ParsedName],
    ) -> RecordReport:
        """Report on a plain record, the short way where one like it went the long way before."""

        def identified() -> Facts:
            facts = read_facts(record, drawn=screening.drawn, registry=registry)
            identify_witnesses(facts, parsed, names_unread=self._names_unread)
            return facts

        try:
            known = self._plain.report(record, screening, identified)
            if known is not None:
                return known
            facts = identified()
            report = self._judged(record, self._checked(facts))
            self._plain.remember(screening, facts, report, self._choice_for(facts))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  # likewise
            return _unverified(record, _broken(error))
        return report

    def _examine_one(self, record: StructureRecord) -> RecordReport:
        """Report on one of several compounds that a row lists, whose names were not read."""
        facts = read_facts(record)
        identify_witnesses(facts, {}, names_unread=self._names_unread)
        return judge(record, self._precedents.check(facts, self._choice), self._choice)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Let Python's garbage collector wait for the end of a chunk: nearly everything is freed without it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _broken(error: Exception) -> Skip:
    return Skip(RECORD, SkipKind.BROKEN, internal_error(error, "the verification of the record"))


def _unverified(record: StructureRecord, reason: Skip) -> RecordReport:
    return RecordReport(record, Verdict.UNVERIFIED, skipped=(reason,))


def _one_line(text: str) -> str:
    return " ".join(text.split())[:300]
