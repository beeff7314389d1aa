"""The parser: one long-lived OPSIN, restarted if it ends, and cached results."""

from __future__ import annotations

import os
import threading
import weakref
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Self

from gaba_analogs.names import archive
from gaba_analogs.names.answer import Answer, shorten
from gaba_analogs.names.installation import opsin_command, unavailable_reason
from gaba_analogs.names.parsed_name import ParsedName
from gaba_analogs.names.process import EndedError, Process, SilentError
from gaba_analogs.names.reading import Batch, Memory, Questions


class NameParser:
    """Reads systematic names with one long-lived OPSIN.

    Threads can share it. A forked child starts its own OPSIN.

    Parameters
    ----------
    command
        Program and arguments to run instead of the installed OPSIN.
    start_timeout
        Time [s] that OPSIN may take to start; Java can be slow on a busy machine.

    Examples
    --------
    >>> with NameParser() as parser:  # doctest: +SKIP
    ...     parser.parse(["4-aminobutanoic acid"])[0].smiles
    'NCCCC(=O)O'
    """

    def __init__(self, command: Sequence[str] | None = None, *, start_timeout: float = 60.0) -> None:
        self._command = None if command is None else list(command)
        self._start_timeout = start_timeout
        self._process: Process | None = None
        self._kill: weakref.finalize[[], NameParser] | None = None
        self._broken: str | None = None
        self._ahead: tuple[str, ...] = ()
        self._lock = threading.RLock()
        self.memory = Memory()
        self.reread = Memory()
        _PARSERS.add(self)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Launch OPSIN without waiting for it; harmless if it is already running, or cannot run."""
        with self._lock:
            self._broken = None
            self._running_process()

    def close(self) -> None:
        """End OPSIN; the next ``parse`` starts it again."""
        with self._lock:
            if self._kill is not None:
                self._kill()
            self._process = self._kill = None
            self._ahead = ()

    def parse(self, names: Sequence[str], *, timeout: float = 10.0) -> list[ParsedName]:
        """Read names, in order; no name raises an exception.

        Parameters
        ----------
        names
            Names as typed.
        timeout
            Time [s] that OPSIN may spend on one name; if it takes longer, the name fails and OPSIN is
            restarted.

        Returns
        -------
        list
            One result per name; if it cannot be read, its ``failure`` says why.
        """
        with self.reading(names, timeout=timeout) as results:
            known = results()
        return [known[name] for name in names]

    @contextmanager
    def reading(self, names: Sequence[str], *, timeout: float = 10.0) -> Iterator[Callable[[], dict[str, ParsedName]]]:
        """Let OPSIN read names while the caller does something else; give what waits for the results.

        Parameters
        ----------
        names
            Names as typed.
        timeout
            Time [s] that OPSIN may spend on one name.
        """
        with self._lock:
            asked = Questions(self.memory, names)
            self._send_ahead(tuple(dict.fromkeys(asked.first.values())))
            try:
                yield lambda: Batch(self, timeout).read(asked)
            finally:
                self._forget_ahead()

    def in_every_way(self, results: Sequence[ParsedName], *, timeout: float = 10.0) -> list[ParsedName]:
        """Add to results, in order, what else their names may mean: their ``other_smiles``.

        Parameters
        ----------
        results
            Results of ``parse``.
        timeout
            Time [s] that OPSIN may spend on one spelling.
        """
        with self._lock:
            known = Batch(self, timeout).in_every_way(results)
        return [known[result.name] for result in results]

    @property
    def broken(self) -> str | None:
        """Why OPSIN could not be started; None if it could, or has not been tried."""
        return self._broken

    def recall(self, names: Iterable[str]) -> dict[str, ParsedName]:
        """Return the cached results of names read before."""
        return self.memory.recall(names)

    def ask(self, texts: Sequence[str], timeout: float) -> dict[str, Answer]:
        """Return an answer to every spelling, even if OPSIN crashes or hangs."""
        pending = deque(dict.fromkeys(texts))
        sent_to = self._process if self._ahead == tuple(pending) else None
        if sent_to is None:
            self._forget_ahead()
        self._ahead = ()
        answers: dict[str, Answer] = {}
        ended_once: str | None = None
        while pending:
            process = self._started()
            if isinstance(process, str):
                answers.update(dict.fromkeys(pending, Answer(failure=process)))
                break
            try:
                if process is not sent_to:
                    process.send(tuple(pending))
                sent_to = None
                while pending:
                    answers[pending[0]] = process.answer(pending[0], timeout)
                    pending.popleft()
            except SilentError:
                self.close()
                answers[pending.popleft()] = Answer(failure=f"OPSIN did not answer within {timeout:g} s")
            except EndedError:
                self.close()
                if pending[0] == ended_once:
                    answers[pending.popleft()] = Answer(failure="OPSIN crashed on this name")
                else:
                    ended_once = pending[0]
            except BaseException:
                self.close()  # pending answers would be mistaken for those of the next names
                raise
        return answers

    def _send_ahead(self, texts: tuple[str, ...]) -> None:
        """Send the spellings that are asked next; does not wait."""
        self._forget_ahead()
        process = None if self._broken is not None else self._running_process()
        if process is not None and texts:
            process.send(texts)
            self._ahead = texts

    def _forget_ahead(self) -> None:
        """End an OPSIN whose answers nobody waited for: they would be mistaken for those of the next names."""
        if self._ahead:
            self.close()

    def _running_process(self) -> Process | None:
        """Return the running OPSIN, launching it if necessary; None if that is impossible."""
        if self._process is not None and self._process.alive:
            return self._process
        self.close()
        command = self._command or opsin_command(archive.options())
        if command is None:
            return None
        try:
            self._process = Process(command)
        except OSError:
            return None
        self._kill = weakref.finalize(self, self._process.kill)
        return self._process

    def _started(self) -> Process | str:
        """Return an OPSIN that answers, or the reason why there is none; a failed start is not repeated."""
        if self._broken is None:
            process = self._ready_process()
            if not isinstance(process, str):
                return process
            self._broken = process
        return self._broken

    def _ready_process(self) -> Process | str:
        """Launch OPSIN if necessary and wait until it answers; if it does not, return the reason."""
        last_words = ""
        for _ in range(2):
            process = self._running_process()
            if process is None:
                return unavailable_reason() or "OPSIN could not be started"
            try:
                process.wait_until_ready(self._start_timeout)
            except SilentError:
                self.close()
                return f"OPSIN did not start within {self._start_timeout:g} s"
            except EndedError:
                self.close()
                last_words = process.last_words
                if self._command is None:
                    archive.discard()
            else:
                return process
        return f"OPSIN could not be started: {shorten(last_words, 200) or 'it ended at once'}"

    def _after_fork(self) -> None:
        """Reset in a forked child: the process and the lock belong to the parent."""
        self._lock = threading.RLock()
        process, kill = self._process, self._kill
        self._process = self._kill = None
        self._ahead = ()
        if kill is not None:
            kill.detach()
        if process is not None:
            process.abandon()


_PARSERS: weakref.WeakSet[NameParser] = weakref.WeakSet()


def _after_fork() -> None:
    for parser in _PARSERS:
        parser._after_fork()  # noqa: SLF001 - same module


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)


@cache
def default_parser() -> NameParser:
    """Return the shared parser of this Python process; OPSIN starts with the first name."""
    return NameParser()
