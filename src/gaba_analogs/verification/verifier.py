"""The way of records through screening, facts, names and checks, a chunk at a time."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Concatenate, ParamSpec, TypeVar

from gaba_analogs.chemistry.structure import quiet
from gaba_analogs.evidence.facts import Facts, read_facts
from gaba_analogs.evidence.names import name_requests
from gaba_analogs.evidence.witnesses import identify_witnesses, read_stated_inchi
from gaba_analogs.internal_errors import internal_error
from gaba_analogs.names import ParsedName, default_parser
from gaba_analogs.record import StructureRecord
from gaba_analogs.registry.answers import Registry
from gaba_analogs.results.findings import RECORD, RecordReport, Skip, SkipKind, Verdict
from gaba_analogs.verification.conclusion import conclude
from gaba_analogs.verification.examine import Precedents, interpret
from gaba_analogs.verification.lists import with_lists
from gaba_analogs.verification.plan import Choice
from gaba_analogs.verification.run import Run
from gaba_analogs.verification.screening import Screening, beside_references, compared_with_name, screen
from gaba_analogs.verification.short_way import PlainReports

Pair = tuple[StructureRecord, Registry | None]
"""A record, and what PubChem says about it; None where it was not asked."""


P = ParamSpec("P")
T = TypeVar("T")
U = TypeVar("U")

_TOGETHER = 128
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
                facts = {
                    place: self._read(*pairs[place], screening)
                    for place, screening in enumerate(screened)
                    if not screening.is_plain
                }
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
                for place in batch:
                    _step(read_stated_inchi, facts.get(place))
                known = [
                    _step(
                        self._identified,
                        facts.get(place),
                        *pairs[place],
                        screened[place],
                        {name: meant[name] for name in in_doubt[place]} or parsed,
                    )
                    for place in batch
                ]
                checked = [_step(self._checked, stated) for stated in known]
                weighed = [_step(self._interpreted, run) for run in checked]
                for place, run in zip(batch, weighed, strict=True):
                    record = pairs[place][0]
                    report = _step(self._concluded, run, record)
                    judged[place] = _unverified(record, report) if isinstance(report, Skip) else report
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

    def _read(self, record: StructureRecord, registry: Registry | None, screening: Screening) -> Facts | Skip:
        """Read the facts of a record; the reason for one that cannot be read."""
        if record.problem:
            return Skip(RECORD, SkipKind.UNREADABLE, _one_line(record.problem))
        try:
            return read_facts(record, drawn=screening.drawn, registry=registry)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  # one record must never end the run
            return Skip(RECORD, SkipKind.BROKEN, internal_error(error, "reading the record"))

    def _identified(
        self,
        facts: Facts | None,
        record: StructureRecord,
        registry: Registry | None,
        screening: Screening,
        parsed: Mapping[str, ParsedName],
    ) -> Facts:
        """Give the facts of a record with its witnesses."""
        if facts is None:
            facts = read_facts(record, drawn=screening.drawn, registry=registry)
        identify_witnesses(facts, parsed, names_unread=self._names_unread)
        return facts

    def _choice_for(self, facts: Facts) -> Choice:
        asked = facts.registry is not None, facts.references is not None
        if asked == (self._choice.registry, self._choice.references):
            return self._choice
        return self._choice._replace(registry=asked[0], references=asked[1])

    def _checked(self, facts: Facts) -> Run:
        """Call the checks with the facts of a record."""
        return self._precedents.check(facts, self._choice_for(facts))

    def _interpreted(self, run: Run) -> Run:
        """Read what the checks answered."""
        return interpret(run, self._choice_for(run.facts))

    def _concluded(self, run: Run, record: StructureRecord) -> RecordReport:
        """Report on a record, whatever compounds it lists."""
        report = conclude(record, run)
        return with_lists(report, self._examine_one) if run.facts.placeholders else report

    def _report(
        self,
        record: StructureRecord,
        registry: Registry | None,
        screening: Screening,
        parsed: Mapping[str, ParsedName],
    ) -> RecordReport:
        """Report on a plain record, the short way where one like it went the long way before."""

        def identified() -> Facts:
            return self._identified(None, record, registry, screening, parsed)

        try:
            known = self._plain.report(record, screening, identified)
            if known is not None:
                return known
            facts = identified()
            report = self._concluded(self._interpreted(self._checked(facts)), record)
            self._plain.remember(screening, facts, report, self._choice_for(facts))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  # one record must never end the run
            return _unverified(record, _broken(error))
        return report

    def _examine_one(self, record: StructureRecord) -> RecordReport:
        """Report on one of several compounds that a row lists, whose names were not read."""
        facts = read_facts(record)
        identify_witnesses(facts, {}, names_unread=self._names_unread)
        return conclude(record, interpret(self._precedents.check(facts, self._choice), self._choice))


def _step(step: Callable[Concatenate[T, P], U], value: T | Skip, *rest: P.args, **options: P.kwargs) -> U | Skip:
    """Take one record through a stage; what failed in an earlier one, or fails in this, is why it has no report."""
    if isinstance(value, Skip):
        return value
    try:
        return step(value, *rest, **options)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  # likewise
        return _broken(error)


def _broken(error: Exception) -> Skip:
    return Skip(RECORD, SkipKind.BROKEN, internal_error(error, "the verification of the record"))


def _unverified(record: StructureRecord, reason: Skip) -> RecordReport:
    return RecordReport(record, Verdict.UNVERIFIED, skipped=(reason,))


def _one_line(text: str) -> str:
    return " ".join(text.split())[:300]
