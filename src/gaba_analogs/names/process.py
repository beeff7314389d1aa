"""A running OPSIN.

It answers line by line::

    stdin          <-  name
    stdout, stderr ->  messages about the name, if any
                       extended SMILES or nothing, a tab, the name again

Both streams share one pipe, and one thread of OPSIN writes to it, first the messages about a name and then its answer,
so that messages are never attributed to the wrong name. Names contain no tab, so no message looks like an answer.
"""

from __future__ import annotations

import contextlib
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import IO

from gaba_analogs.names.answer import Answer

_WARM_UP_NAME = "4-aminobutanoic acid"
_FASTEST = 0.0002
"""Shortest time [s] that OPSIN needs for a name."""
_GATHERING = 0.02
"""Longest time [s] to let lines accumulate before reading them together."""


class EndedError(Exception):
    """OPSIN ended before it had answered."""


class SilentError(Exception):
    """OPSIN did not answer in time."""


class Process:
    """A running OPSIN: one thread writes, one reads, the caller waits for answers."""

    def __init__(self, command: Sequence[str]) -> None:
        self._popen = subprocess.Popen(  # noqa: S603 - the command is ours, names go through stdin
            [*_lifeline(), *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, bufsize=0
        )
        self._blocks: _Blocks = queue.SimpleQueue()
        self._arrivals: _Arrivals = queue.SimpleQueue()
        self._lines: Iterator[str] = iter(())
        self._ready = False
        self._sent = 0
        self.last_words = ""
        _in_background(_write_all, self._popen.stdin, self._blocks)
        _in_background(_read_lines, self._popen.stdout, self._arrivals, self._gathering)
        self.send([_WARM_UP_NAME])

    @property
    def alive(self) -> bool:
        """Whether OPSIN is still running."""
        return self._popen.poll() is None

    @property
    def pid(self) -> int:
        """Process id of the Java process."""
        return self._popen.pid

    def send(self, texts: Sequence[str]) -> None:
        """Send spellings; does not wait."""
        self._sent += len(texts)
        self._blocks.put("".join(f"{text}\n" for text in texts).encode())

    def _gathering(self, answered: int) -> float:
        """Return the time [s] to let lines accumulate: short if few answers are due, since the caller is waiting."""
        return min(_GATHERING, _FASTEST * max(0, self._sent - answered))

    def wait_until_ready(self, timeout: float) -> None:
        """Wait until OPSIN has started, at most ``timeout`` [s]."""
        if not self._ready:
            self.answer(_WARM_UP_NAME, timeout)
            self._ready = True

    def answer(self, text: str, timeout: float) -> Answer:
        """Wait for the answer to a spelling, the next in turn, at most ``timeout`` [s]."""
        deadline = time.monotonic() + timeout
        end = f"\t{text}"
        messages: list[str] = []
        while True:
            for line in self._lines:
                if line.endswith(end):
                    return Answer(line.removesuffix(end), tuple(messages))
                messages.append(line)
                self.last_words = line
            self._lines = iter(self._arrived(deadline))

    def _arrived(self, deadline: float) -> list[str]:
        """Wait for lines."""
        try:
            lines = self._arrivals.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise SilentError from None
        if lines is None:
            raise EndedError
        return lines

    def kill(self) -> None:
        """Kill OPSIN; it has nothing to save."""
        self._blocks.put(None)
        self._popen.kill()
        self._popen.wait()

    def abandon(self) -> None:
        """Detach from the parent's process, in a forked child."""
        for stream in (self._popen.stdin, self._popen.stdout):
            if stream is not None:
                stream.close()
        self._popen.returncode = 0  # so that this process does not wait for its parent's child


_Blocks = queue.SimpleQueue[bytes | None]
_Arrivals = queue.SimpleQueue[list[str] | None]


def _lifeline() -> Sequence[str]:
    """Give what makes the kernel end a command together with this process, however this one ends; Linux only.

    Without it, Java ends when it finds its input closed: not before it is done with a name, which may be never. The
    kernel looks at the thread that starts the command, and only the main thread lasts as long as the process.
    """
    lasts = threading.current_thread() is threading.main_thread()
    return _setpriv() if lasts and sys.platform == "linux" else ()


@cache
def _setpriv() -> Sequence[str]:
    """Find the ``setpriv`` of util-linux 2.33 or newer; nothing for another one."""
    command = [shutil.which("setpriv") or "", "--pdeathsig", "KILL"]
    try:
        subprocess.run([*command, "true"], check=True, capture_output=True)  # noqa: S603 - nothing of it is given
    except (OSError, subprocess.CalledProcessError):
        return ()
    return command


def _in_background(work: Callable[..., None], stream: IO[bytes] | None, *arguments: object) -> None:
    threading.Thread(target=work, args=(stream, *arguments), name="opsin", daemon=True).start()


def _write_all(stream: IO[bytes], blocks: _Blocks) -> None:
    """Write blocks until None arrives or the pipe is closed."""
    with contextlib.suppress(OSError), stream:
        while (block := blocks.get()) is not None:
            rest = memoryview(block)
            while rest:
                rest = rest[stream.write(rest) :]


def _read_lines(stream: IO[bytes], arrivals: _Arrivals, gathering: Callable[[int], float]) -> None:
    """Pass on batches of lines as they arrive, then None.

    Java writes line by line; waking up for each would cost as much as reading the name.
    """
    rest = b""
    answered = 0
    with contextlib.suppress(OSError), stream:
        while chunk := stream.read(65536):
            whole, newline, rest = (rest + chunk).rpartition(b"\n")
            if newline:
                arrivals.put(whole.replace(b"\r\n", b"\n").decode(errors="replace").split("\n"))
            answered += whole.count(b"\t")
            time.sleep(gathering(answered))
    arrivals.put(None)
