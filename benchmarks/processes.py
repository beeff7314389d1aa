"""Whole processes: how long they take, and how much memory they and their workers hold."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Self

import ways
from race import Course
from rdkit import RDLogger

COMMAND = (sys.executable, "-m", "gaba_analogs.cli.main")
SAMPLING = 0.2
"""Time [s] between two looks at the memory."""
PROC = Path("/proc")


@dataclass(frozen=True)
class Run:
    """What a command took.

    Parameters
    ----------
    seconds
        From its start to its end.
    peak
        Most memory [MiB] that it and its children held together, shared pages counted once; None where
        the system does not tell (it needs Linux), or was not asked.
    """

    seconds: float
    peak: float | None


def verify(table: Path, output: Path, *options: str, watch: bool = False) -> Run:
    """Run verify-structure on a table, names unread."""
    command = (*COMMAND, str(table), "--no-names", "--quiet", "--output", str(output), *options)
    peak = 0.0
    start = time.perf_counter()
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=complaints) as process,
    ):
        while watch and process.poll() is None:
            peak = max(peak, sum(map(memory, (process.pid, *descendants(process.pid)))))
            time.sleep(SAMPLING)
        process.wait()
        seconds = time.perf_counter() - start
        if process.returncode not in {0, 1, 2} or not output.exists():
            complaints.seek(0)
            said = complaints.read().decode(errors="replace").strip()
            raise RuntimeError(f"verify-structure ended with {process.returncode}: {said[-500:]}")
    return Run(seconds, peak or None)


def run(arguments: Sequence[str], compiled: Path) -> tuple[float, float]:
    """Run Python, and give the wall time [s] and the processor time [s], that of its children included.

    Modules are compiled into a folder, as they are beside an installed package.
    """
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(compiled)}
    command = [sys.executable, *arguments]
    before = os.times()
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    seconds, after = time.perf_counter() - start, os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, spent


class Pair:
    """Two processes with RDKit loaded, to see how much two processors do more than one."""

    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(2, get_context("spawn"))

    def __enter__(self) -> Self:
        self.bare_loop(["C"], 2)
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()

    def bare_loop(self, smiles: Sequence[str], processes: int) -> float:
        """Give the time [s] that the bare loop takes, its molecules dealt out to one or two processes."""
        start = time.perf_counter()
        list(self._pool.map(_loop, [smiles[n::processes] for n in range(processes)]))
        return time.perf_counter() - start


def _loop(smiles: Sequence[str]) -> None:
    RDLogger.DisableLog("rdApp.*")
    deque(ways.bare_loop(Course(Path(), smiles)), maxlen=0)


def descendants(process: int) -> Iterator[int]:
    """Give the processes that a process started, and those that these started."""
    with suppress(OSError):
        for thread in (PROC / str(process) / "task").iterdir():
            for child in map(int, (thread / "children").read_text().split()):
                yield child
                yield from descendants(child)


def memory(process: int) -> float:
    """Give the memory [MiB] of a process, its share of what it shares; 0 when it is gone."""
    with suppress(OSError):
        found = re.search(r"^Pss:\s+(\d+) kB", (PROC / str(process) / "smaps_rollup").read_text(), re.MULTILINE)
        return int(found[1]) / 1024 if found else 0.0
    return 0.0


def time_with_children() -> float:
    """Give the processor time [s] of this process and of those it started; of this one alone where none tells."""
    return time.process_time() + sum(map(processor_time, descendants(os.getpid())))


def processor_time(process: int) -> float:
    """Give the processor time [s] of a process; 0 when it is gone."""
    with suppress(OSError):
        cells = (PROC / str(process) / "stat").read_text().rpartition(") ")[2].split()
        return (int(cells[11]) + int(cells[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0
