"""Whether a run survives the loss of any of its processes, and leaves nothing behind.

    python benchmarks/kills.py --kills 100
    python benchmarks/kills.py --only dask --kills 10 --seed 7

Runs of `verify-structure` lose a process, or get a signal, at a random moment: the command itself, a worker, OPSIN's
Java, the processes that multiprocessing keeps, a Dask worker or the isolated process in it. A run that goes on has to
end with the bytes of one that was left alone; one that ends has to say so in one line, and to end with these bytes when
it is repeated (with `--resume` where it writes a folder). Processes, shared memory and temporary files have to be gone.
Linux only: the processes of a run are found in `/proc`.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import mutants

MARK = "GABA_ANALOGS_KILLS"
"""Environment variable that tells whose a process is, even when its parents are gone."""
ROWS = 100
"""Rows [-] of a part."""
NAMED_EVERY = 10
"""Records [-] of which one states a systematic name: OPSIN is there throughout, and seldom what a run waits for."""
DRIVER = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); from gaba_analogs.cli.start import main; "
    f"from gaba_analogs.running import parts, run; parts.ROWS = {ROWS}; run.SMALL_RUN = %d; "
    "signal.signal(signal.SIGINT, signal.default_int_handler); sys.exit(main())"
)
"""A run with small parts. Ctrl-C while Arrow is loaded here, which the command does later, is not its affair."""
PATIENCE = 15.0
"""Time [s] that what is left of a run may take to end."""
LONGEST = 240.0
"""Time [s] after which a run counts as hanging."""
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  # looked at only
LOST_COMMAND = 128
"""Exit codes from here on are those of a command that a signal has ended; so are negative ones."""


# --- processes of a run, found by their environment ------------------------------------------------------


def processes(mark: str) -> dict[int, tuple[int, str]]:
    """Give the processes that carry a mark: parent and command line by id."""
    found = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal():
            continue
        with suppress(OSError, ValueError, IndexError):
            if f"{MARK}={mark}".encode() not in (folder / "environ").read_bytes().split(b"\0"):
                continue
            state, parent = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[:2]
            if state != "Z":
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                found[int(folder.name)] = (int(parent), line)
    return found


def kind_of(process: int, line: str, parents: Mapping[int, int], command: int) -> str:
    """Say what a process of a run is: command, java, tracker, server or worker."""
    if process == command:
        return "command"
    if "java" in line.partition(" ")[0]:
        return "java"
    if "resource_tracker" in line:
        return "tracker"
    if "forkserver" in line and parents.get(process) == command:
        return "server"
    return "worker"


def victims(mark: str, kind: str, command: int) -> list[int]:
    """Give the processes of a kind."""
    found = processes(mark)
    parents = {process: parent for process, (parent, _) in found.items()}
    return [process for process, (_, line) in found.items() if kind_of(process, line, parents, command) == kind]


# --- what is tried ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Trial:
    """What becomes of which process.

    Parameters
    ----------
    kind
        The process.
    number
        The signal.
    group
        True to send it to the whole process group, as a terminal does.
    way
        What the workers are: ``served`` (from a fork server, as in a long run), ``forked``, or on a ``dask`` cluster.
    """

    kind: str
    number: signal.Signals = signal.SIGKILL
    group: bool = False
    way: str = "served"

    def __str__(self) -> str:
        return f"{self.way}: {self.kind} {self.number.name}{' to the group' if self.group else ''}"


TRIALS = (
    Trial("command"),
    Trial("command", way="forked"),
    Trial("worker"),
    Trial("worker", way="forked"),
    Trial("java"),
    Trial("java", way="forked"),
    Trial("command", signal.SIGINT, group=True),
    Trial("command", signal.SIGINT, group=True, way="forked"),
    Trial("command", signal.SIGTERM),
    Trial("command", signal.SIGHUP, group=True),
    Trial("command", signal.SIGHUP, group=True, way="forked"),
    Trial("command", signal.SIGKILL, group=True),
    Trial("server"),
    Trial("tracker"),
    Trial("worker", way="dask"),
    Trial("isolated", way="dask"),
    Trial("command", way="dask"),
)


@dataclass
class Tally:
    """What became of the runs of one kind."""

    runs: int = 0
    hit: int = 0
    went_on: int = 0
    faults: list[str] = field(default_factory=list)

    def tell(self, fault: str) -> None:
        """Note a fault, and print it."""
        self.faults.append(fault)
        print(f"FAULT: {fault}", file=sys.stderr, flush=True)


def write_table(path: Path, rows: int) -> None:
    """Write the bundled compounds again and again, some with a systematic name of its own beside it."""
    chains = ("prop", "but", "pent", "hex", "hept", "oct", "non", "dec")
    groups = ("methyl", "ethyl", "propyl", "butyl", "phenyl", "benzyl", "cyclohexyl", "naphthalen-1-yl")
    names = (
        f"3-amino-2-{one}-3-{other}{chain}anoic acid"
        for chain, one, other in itertools.cycle(itertools.product(chains, groups, groups))
    )
    compounds = [row for row in mutants.compounds() if "smiles" in row]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ("name", "smiles", "inchi", "inchikey", "formula", "synonyms"), restval="")
        writer.writeheader()
        for number, (row, name) in enumerate(zip(itertools.cycle(compounds), names, strict=False)):
            if number == rows:
                return
            stated = {key: row[key] for key in ("smiles", "inchi", "inchikey", "formula") if key in row}
            names_too = {"synonyms": name} if number % NAMED_EVERY == 0 else {}
            writer.writerow({**stated, "name": f"compound {number}", **names_too})


class Bench:
    """A folder in which runs are started, and what one that is left alone writes.

    Parameters
    ----------
    folder
        Where everything is written.
    rows
        Records [-] of a run.
    random
        Where the moments come from.
    """

    def __init__(self, folder: Path, rows: int, random: Random) -> None:
        self.folder = folder
        self.random = random
        self.scheduler: str | None = None
        write_table(folder / "table.csv", rows)
        self.expected: dict[str, Mapping[str, bytes]] = {}
        self.seconds: dict[str, float] = {}

    def command(self, output: str, way: str) -> list[str]:
        """Give the command of a run."""
        options = ["--format", "parquet", "--resume"] if output == "parts" else []
        options += ["--scheduler", str(self.scheduler)] if way == "dask" else ["--workers", "2"]
        driver = DRIVER % (sys.maxsize if way == "forked" else 10)
        return [sys.executable, "-c", driver, "table.csv", "--output", output, "--quiet", *options]

    def start(self, output: str, mark: str, way: str) -> subprocess.Popen[str]:
        """Begin a run in a process group of its own, with a folder of its own for temporary files."""
        scratch = self.folder / "scratch"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        return subprocess.Popen(
            self.command(output, way),
            cwd=self.folder,
            env={**os.environ, MARK: mark, "TMPDIR": str(scratch)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def written(self, output: str) -> Mapping[str, bytes]:
        """Give what is in an output, by file."""
        path = self.folder / output
        if path.is_dir():
            return {file.name: file.read_bytes() for file in path.iterdir()}
        return {path.name: path.read_bytes()} if path.exists() else {}

    def clear(self, output: str) -> None:
        """Remove an output, and what a killed run has left of it."""
        shutil.rmtree(self.folder / output, ignore_errors=True)
        for path in self.folder.glob(f"{output}*"):
            if path.is_file():
                path.unlink()

    def measure(self, output: str, way: str) -> None:
        """Run once without a fault."""
        self.clear(output)
        start = time.monotonic()
        process = self.start(output, "whole", way)
        err = process.communicate(timeout=LONGEST)[1]
        if process.returncode not in {0, 1} or err:
            raise SystemExit(f"the run that was left alone ended with {process.returncode}: {err}")
        key = f"{output} {way}"
        self.seconds[key] = time.monotonic() - start
        print(f"    undisturbed, {key}: {self.seconds[key]:.2f} s", file=sys.stderr, flush=True)
        if output not in self.expected:
            self.expected[output] = self.written(output)
        elif self.expected[output] != self.written(output):
            raise SystemExit(f"{output}: workers that are {way} write other bytes")

    def strike(self, trial: Trial, output: str, tally: Tally, number: int) -> None:
        """Run once with a fault, and once more where that ended the run."""
        key = f"{output} {trial.way}"
        if key not in self.seconds:
            self.measure(output, trial.way)
        self.clear(output)
        shared = set(SHARED_MEMORY.iterdir())
        mark = f"{os.getpid()}-{number}"
        process = self.start(output, mark, trial.way)
        moment = self.random.uniform(0, 0.9 * self.seconds[key])
        where = f"{trial}, {output}, after {moment:.2f} s"
        told = tally.tell
        tally.runs += 1
        hit = self._hit(trial, process, moment, mark)
        tally.hit += hit
        print(f"    {where}{'' if hit else ' (over before)'}", file=sys.stderr, flush=True)
        try:
            out, err = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            told(f"{where}: the run hangs")
            for left in processes(mark):
                os.kill(left, signal.SIGKILL)
            return
        lines = [line for line in err.splitlines() if line]
        foreign = [line for line in lines if not line.startswith("verify-structure: ")]
        if out or (foreign and trial.kind != "tracker"):  # multiprocessing itself tells of the loss of that one
            told(f"{where}: wrote {out[-300:]!r} {err[-600:]!r}")
        ended = process.returncode
        if hit and trial.kind == "command" and trial.number is not signal.SIGKILL and ended not in {0, 1}:
            if ended not in {-trial.number, LOST_COMMAND + trial.number}:
                told(f"{where}: exit code {ended}")
        elif ended not in {0, 1, -signal.SIGKILL} and len(lines) != 1:
            told(f"{where}: exit code {ended}, {len(lines)} lines: {err[-600:]!r}")
        self._gone(mark, where, told)
        left = set(SHARED_MEMORY.iterdir()) - shared
        nobody = trial.group and trial.number is signal.SIGKILL  # left, who could remove it
        if left and not nobody and trial.way != "dask":  # there it is of Dask's nanny, which outlives its workers
            told(f"{where}: shared memory is left: {[path.name for path in left]}")
        scratch = [path.name for path in (self.folder / "scratch").rglob("*") if path.is_file()]
        if scratch and ended != -signal.SIGKILL:
            told(f"{where}: temporary files are left: {scratch}")
        partial = [path.name for path in self.folder.glob(f"{output}.*.part")]
        if partial and ended != -signal.SIGKILL and "partial output kept in" not in err:
            told(f"{where}: {partial} is left without a word")
        if ended in {0, 1}:
            tally.went_on += hit
            if self.written(output) != self.expected[output]:
                told(f"{where}: the run went on and wrote other bytes; {err[-300:]!r}")
            return
        if output != "parts" and self.written(output):
            told(f"{where}: an unfinished run has written {output}")
        again = self.start(output, f"{mark}-again", trial.way)
        err = again.communicate(timeout=LONGEST)[1]
        if again.returncode not in {0, 1} or err:
            told(f"{where}: repeated, it ended with {again.returncode}: {err[-600:]!r}")
        elif self.written(output) != self.expected[output]:
            told(f"{where}: repeated, it wrote other bytes")

    def _hit(self, trial: Trial, process: subprocess.Popen[str], moment: float, mark: str) -> bool:
        """Wait for the moment and the victim, and send the signal; False if the run was over before."""
        time.sleep(moment)
        while process.poll() is None:
            if trial.kind == "command":
                found = [process.pid]
            elif trial.way == "dask":
                found = self._on_the_cluster(trial.kind)
            else:
                found = victims(mark, trial.kind, process.pid)
            with suppress(ProcessLookupError):
                if found:
                    send = os.killpg if trial.group else os.kill
                    send(self.random.choice(found), trial.number)
                    return True
            time.sleep(0.02)
        return False

    def _on_the_cluster(self, kind: str) -> list[int]:
        """Give the Dask workers under their nannies, or the isolated processes in them."""
        found = processes("cluster")
        nannies = [process for process, (_, line) in found.items() if "dask" in line and " worker " in line]
        workers = [p for p, (parent, line) in found.items() if parent in nannies and "spawn_main" in line]
        if kind == "worker":
            return workers
        below = [p for p, (parent, line) in found.items() if parent in workers and "tracker" not in line]
        servers = [p for p in below if "forkserver" in found[p][1]]
        return [p for p in below if p not in servers] + [p for p, (parent, _) in found.items() if parent in servers]

    def _gone(self, mark: str, where: str, told: Callable[[str], None]) -> None:
        """Wait until the processes of a run are gone; tell of those that stay, and end them."""
        end = time.monotonic() + PATIENCE
        while left := processes(mark):
            if time.monotonic() > end:
                told(f"{where}: still running: {[line[:80] for _, line in left.values()]}")
                for process in left:
                    with suppress(ProcessLookupError):
                        os.kill(process, signal.SIGKILL)
                return
            time.sleep(0.05)


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Start a scheduler with two Dask workers; give its address."""
    address = f"tcp://127.0.0.1:{40000 + os.getpid() % 20000}"
    port = address.rpartition(":")[2]
    environment = {**os.environ, MARK: "cluster", "TMPDIR": str(folder)}
    dask = [sys.executable, "-m", "dask"]
    options = ["--local-directory", str(folder), "--dashboard-address", ":0", "--no-dashboard"]
    commands = [
        [*dask, "scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"],
        *[[*dask, "worker", address, "--nthreads", "1", "--nworkers", "1", *options]] * 2,
    ]
    path = folder / "cluster.log"
    log = path.open("wb")
    started = [
        subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True)
        for command in commands
    ]
    try:
        while path.read_bytes().count(b"Registered to") < len(commands) - 1:
            time.sleep(0.1)
        yield address
    finally:
        for process in reversed(started):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        for process in started:
            process.wait(timeout=30)
        log.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill as often as wanted, each victim in turn, and print what became of the runs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--kills", type=int, default=100, help="runs with a fault")
    parser.add_argument("--rows", type=int, default=600, help="records of a run")
    parser.add_argument("--seed", type=int, default=None, help="for the same moments again")
    parser.add_argument("--only", default="", help="trials whose name contains this")
    options = parser.parse_args(arguments)
    seed = options.seed if options.seed is not None else time.time_ns() % 1_000_000
    random = Random(seed)  # noqa: S311  # not a secret
    trials = [trial for trial in TRIALS if options.only in str(trial)]
    tallies = {str(trial): Tally() for trial in trials}
    print(f"seed {seed}", flush=True)
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), options.rows, random)
        order = list(itertools.islice(itertools.cycle(trials), options.kills))
        order.sort(key=lambda trial: trial.way == "dask")
        outputs = Counter[str]()
        for number, trial in enumerate(order):
            outputs[str(trial)] += 1
            output = ("parts", "parts", "report.csv", "report.parquet")[outputs[str(trial)] % 4]
            with cluster(Path(name)) if trial.way == "dask" else nullcontext() as bench.scheduler:
                bench.strike(trial, output, tallies[str(trial)], number)
    print("| signal | runs | hit | went on | faults |\n|---|---|---|---|---|")
    for trial_name, tally in tallies.items():
        print(f"| {trial_name} | {tally.runs} | {tally.hit} | {tally.went_on} | {len(tally.faults)} |")
    return 1 if any(tally.faults for tally in tallies.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
