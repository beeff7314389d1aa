"""A forked process that loads what verification needs while the command still reads its input, then verifies one chunk.

This module loads nothing of that kind itself: the sooner the process is forked, the sooner it is ready.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import select
import signal
import sys
from typing import TYPE_CHECKING, Self

from gaba_analogs.names import default_parser
from gaba_analogs.running.limits import children_without_interrupts, silence_native_code

if TYPE_CHECKING:
    from gaba_analogs.running.work import Chunk

_BLOCK = 1 << 16


def can_fork() -> bool:
    """Whether forking is safe: it is not on macOS, and impossible on Windows."""
    return sys.platform == "linux"


class WaitingProcess:
    """Forked at once; it ends on leaving the context, with all that it has started.

    Parameters
    ----------
    names
        True to start OPSIN at once, too: Java takes longer than all else.

    Attributes
    ----------
    exit_code
        How it ended, minus the number of a signal that ended it [-]; None while it runs.
    """

    def __init__(self, *, names: bool = False) -> None:
        self.exit_code: int | None = None
        taking, self._giving = os.pipe()
        self._receiving, answering = os.pipe()
        with children_without_interrupts():
            self._process = os.fork()
            if not self._process:
                os.close(self._giving)
                os.close(self._receiving)
                _work(taking, answering, names=names)
        os.close(taking)
        os.close(answering)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end(at_once=True)

    def give(self, chunk: Chunk) -> None:
        """Tell the process what to verify."""
        message = pickle.dumps(chunk)
        rest = memoryview(len(message).to_bytes(8) + message)
        with contextlib.suppress(BrokenPipeError):  # it was killed: its exit code tells
            while rest:
                rest = rest[os.write(self._giving, rest) :]

    def answer(self, limit: float) -> bytes | None:
        """Read the answer, until the process closes its end; None if nothing comes within `limit` [s]."""
        blocks: list[bytes] = []
        while select.select([self._receiving], [], [], limit)[0]:
            block = os.read(self._receiving, _BLOCK)
            if not block:
                return b"".join(blocks)
            blocks.append(block)
        return None

    def end(self, *, at_once: bool) -> None:
        """Kill what the process has started, such as a Java that hangs, and itself if it has to end at once."""
        if self._receiving < 0:
            return
        os.close(self._giving)
        os.close(self._receiving)
        self._receiving = -1
        for kill in (os.kill, os.killpg) if at_once else (os.killpg,):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(self._process, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):  # somebody else has collected it
            self.exit_code = os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])


def _work(taking: int, answering: int, *, names: bool) -> None:
    """Do the work of the forked process, which ends here."""
    try:
        gc.disable()  # a chunk is verified without it, and there is nothing else
        os.setpgid(0, 0)  # whatever it starts ends with it
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):  # handlers of Python do not act inside RDKit
            signal.signal(number, signal.SIG_DFL)
        silence_native_code()
        if names:
            default_parser().start()
        from gaba_analogs.running.forked import serve  # noqa: PLC0415 - loads RDKit

        serve(taking, answering)
    finally:
        os._exit(1)
