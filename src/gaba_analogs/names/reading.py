"""The names of one call: read as typed, then in other spellings, then by their components.

In what other ways a name may be meant is asked only about those that something contradicts.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from gaba_analogs.names.answer import Answer, interpret
from gaba_analogs.names.brackets import other_bracketings
from gaba_analogs.names.components import (
    NEVER_JOINED,
    SMALL_COMPONENTS,
    assembled,
    components,
    one_and_count,
    with_counts,
)
from gaba_analogs.names.parsed_name import ParsedName
from gaba_analogs.names.spellings import (
    NORMAL_ALKYL,
    R_AND_S,
    SMALL_N,
    first_spelling,
    refusal,
    spellings,
    with_exchanged,
    with_lactam_hydrogens,
    with_two_acids,
)
from gaba_analogs.notation.stereodescriptors import stereo_claims

_KEPT_NAMES = 50_000  # about 30 MB


class Memory(OrderedDict[str, ParsedName]):
    """The results of the names that were read last."""

    def add(self, result: ParsedName) -> None:
        """Keep a result for the next time its name is asked."""
        self[result.name] = result
        if len(self) > _KEPT_NAMES:
            self.popitem(last=False)

    def recall(self, names: Iterable[str]) -> dict[str, ParsedName]:
        """Return the results of those names that are kept."""
        return {name: self[name] for name in names if name in self}


class Source(Protocol):
    """OPSIN with a memory: answers spellings, and keeps the results of names."""

    @property
    def memory(self) -> Memory:
        """The results of names, without their other readings."""
        ...

    @property
    def reread(self) -> Memory:
        """The results of names with their other readings."""
        ...

    def ask(self, texts: Sequence[str], timeout: float) -> dict[str, Answer]:
        """Return the answer to every spelling; `timeout` [s] is for each."""
        ...


class Questions:
    """What OPSIN is asked first about names: those that are not known, in their first spelling.

    Parameters
    ----------
    memory
        The results of names that were read before.
    names
        Names as typed.
    """

    def __init__(self, memory: Memory, names: Sequence[str]) -> None:
        self.known = memory.recall(names)
        new = [name for name in dict.fromkeys(names) if name not in self.known]
        self.refusals = {name: reason for name in new if (reason := refusal(name.strip()))}
        self.readable = [name for name in new if name not in self.refusals]
        several = {name: components(name) for name in self.readable if {";", "|"} & set(name)}
        repeated = {name: parts[0] for name, parts in several.items() if len(set(parts)) == 1 < len(parts)}
        self.lists = {name: parts for name, parts in several.items() if len(set(parts)) > 1}
        self.first = {
            name: first_spelling(repeated.get(name, name))
            for name in self.readable
            if name not in self.lists or "; " in name
        }


class Batch:
    """The names of one call."""

    def __init__(self, source: Source, timeout: float) -> None:
        self._source = source
        self._timeout = timeout
        self._unanswered: set[str] = set()

    def parse(self, names: Sequence[str]) -> dict[str, ParsedName]:
        """Read names; results of earlier calls come from the cache."""
        return self.read(Questions(self._source.memory, names))

    def in_every_way(self, results: Iterable[ParsedName]) -> dict[str, ParsedName]:
        """Add to results what else their names may mean."""
        read = {result.name: result for result in results}
        known = self._source.reread.recall(read)
        new = {name: result for name, result in read.items() if name not in known}
        new |= self._with_other_readings(new.values())
        self._keep(self._source.reread, new.values())
        return known | new

    def read(self, asked: Questions) -> dict[str, ParsedName]:
        """Read names in their first spelling, then the unread ones in other spellings, then by component."""
        lists = asked.lists
        results = {name: ParsedName(name, name.strip(), failure=reason) for name, reason in asked.refusals.items()}
        results |= self._ask(asked.first)
        open_ones = (name for name in asked.readable if name not in self._unanswered)
        unread = [name for name in open_ones if name not in results or results[name].failure]
        results |= self._respelled([name for name in unread if name not in lists])
        results |= self._by_components({name: lists[name] for name in unread if name in lists})
        results |= self._made_racemic(results.values())
        results |= self._with_capital_locants(results.values())
        self._keep(self._source.memory, results.values())
        return asked.known | results

    def _keep(self, memory: Memory, results: Iterable[ParsedName]) -> None:
        """Keep results, but for those that OPSIN failed to give."""
        for result in results:
            if result.name not in self._unanswered:
                memory.add(result)

    def _ask(self, asked: Mapping[str, str]) -> dict[str, ParsedName]:
        """Read names in the given spellings."""
        answers = self._source.ask(list(asked.values()), self._timeout)
        self._unanswered |= {name for name, text in asked.items() if answers[text].failure}
        return {name: interpret(name, text, answers[text]) for name, text in asked.items()}

    def _respelled(self, unread: Iterable[str]) -> dict[str, ParsedName]:
        """Try the other spellings of unread names, one after the other."""
        found: dict[str, ParsedName] = {}
        left = {name: spellings(name) for name in unread}
        while left := {n: rest for n, rest in left.items() if rest and not (n in found or n in self._unanswered)}:
            answers = self._ask({name: rest.pop(0) for name, rest in left.items()})
            found |= {name: result for name, result in answers.items() if result.failure is None}
        return found

    def _by_components(self, lists: Mapping[str, Sequence[str]]) -> dict[str, ParsedName]:
        """Read the components of names one by one: ``acid;chloride`` is not an acid chloride."""
        stated = {name: with_counts(parts) for name, parts in lists.items()}
        lists = {name: list(stated[name] or parts) for name, parts in lists.items()}
        kinds = dict.fromkeys(part for parts in lists.values() for part in parts)
        ones = {kind: one_and_count(kind) for kind in kinds}
        whole = self._read_components([kind for kind, (one, _) in ones.items() if one not in NEVER_JOINED])
        known = {kind: (result, 1) for kind, result in whole.items() if result.failure is None}
        single = self._read_components([one for kind, (one, _) in ones.items() if kind not in known])
        known |= {kind: (single[one], count) for kind, (one, count) in ones.items() if kind not in known}
        self._unanswered |= {name for name, parts in lists.items() if self._unanswered.intersection(parts)}
        return {name: assembled(name, [known[p] for p in parts], stated[name]) for name, parts in lists.items()}

    def _read_components(self, kinds: Sequence[str]) -> dict[str, ParsedName]:
        if not kinds:
            return {}
        small = {kind: text for kind in kinds if (text := SMALL_COMPONENTS.get(kind))}
        batch = Batch(self._source, self._timeout)
        results = batch.parse([kind for kind in dict.fromkeys(kinds) if kind not in small])
        self._unanswered |= batch._unanswered
        return results | {kind: ParsedName(kind, kind, smiles=text, cxsmiles=text) for kind, text in small.items()}

    def _made_racemic(self, results: Iterable[ParsedName]) -> dict[str, ParsedName]:
        """Read ``(R,S)-`` on a single centre as the racemate it is."""
        again = {
            result.name: R_AND_S.sub("(RS)", result.interpreted)
            for result in results
            if {"R", "S"}.intersection(result.stereo_ignored)
            and stereo_claims(result.interpreted).racemic_or_two_centres
        }
        answers = self._ask(again)
        return {name: result for name, result in answers.items() if result.racemic and not result.stereo_ignored}

    def _with_capital_locants(self, results: Iterable[ParsedName]) -> dict[str, ParsedName]:
        """Consider both readings of a small ``n-``: normal alkyl, or a substituent on nitrogen.

        ``n-methyl`` can only be N-methyl. ``n-propylacetamide`` is ambiguous: OPSIN reads normal propyl,
        but N-propyl may be meant.
        """
        doubtful = {
            result.name: result
            for result in results
            if result.smiles and not result.ratio_uncertain and SMALL_N.search(result.interpreted)
        }
        others = self._ask({name: SMALL_N.sub("N", result.interpreted) for name, result in doubtful.items()})
        return {
            name: replace(result, ambiguous=True) if NORMAL_ALKYL.search(result.interpreted) else others[name]
            for name, result in doubtful.items()
            if others[name].smiles not in {None, result.smiles}
        }

    def _with_other_readings(self, results: Iterable[ParsedName]) -> dict[str, ParsedName]:
        """Read names in the other ways they may be meant: N' exchanged with N, a diamide, other brackets."""
        read = {result.name: result for result in results if result.smiles}
        left = {name: _other_texts(result.interpreted) for name, result in read.items()}
        found: dict[str, ParsedName] = {}
        while left := {name: texts for name, texts in left.items() if texts}:
            for name, other in self._ask({name: texts.pop(0) for name, texts in left.items()}).items():
                known = found.get(name, read[name])
                if other.smiles is not None and other.smiles not in {known.smiles, *known.other_smiles}:
                    found[name] = replace(known, other_smiles=(*known.other_smiles, other.smiles))
        return found


def _other_texts(name: str) -> list[str]:
    meant = [
        text for text in (with_exchanged(name), with_lactam_hydrogens(name), with_two_acids(name)) if text is not None
    ]
    return [*meant, *other_bracketings(name)]
