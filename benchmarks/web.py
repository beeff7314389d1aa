"""How fast the service answers: the time of single requests, and how many a second it takes, on loopback.

    python benchmarks/web.py [--workers 2] [--seconds 10]

A server of its own is started, warmed up, asked one after the other and then by several clients at once, each as fast
as it can. Beside the time that passed stands the processor time of the server and its workers, since a machine may be
busy with other things. Workers keep the names that OPSIN has read; new ones are measured by themselves.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RECORDS = [  # PubChem: CIDs 2284, 44602, 5486971, 3446, 119, 2519, 3672, 5950
    ("baclofen", "NCC(CC(=O)O)c1ccc(Cl)cc1", "KPYSYYIEGFHWSV-UHFFFAOYSA-N", "4-amino-3-(4-chlorophenyl)butanoic acid"),
    (
        "arbaclofen",
        "NC[C@H](CC(=O)O)c1ccc(Cl)cc1",
        "KPYSYYIEGFHWSV-QMMMGPOBSA-N",
        "(3R)-4-amino-3-(4-chlorophenyl)butanoic acid",
    ),
    (
        "pregabalin",
        "CC(C)C[C@H](CN)CC(=O)O",
        "AYXYPKUFHZROOJ-ZETCQYMHSA-N",
        "(3S)-3-(aminomethyl)-5-methylhexanoic acid",
    ),
    ("gabapentin", "NCC1(CC(=O)O)CCCCC1", "UGJMXCAKCUNAIE-UHFFFAOYSA-N", "2-[1-(aminomethyl)cyclohexyl]acetic acid"),
    ("GABA", "NCCCC(=O)O", "BTCSSZJGUNDROE-UHFFFAOYSA-N", "4-aminobutanoic acid"),
    ("caffeine", "Cn1cnc2c1c(=O)n(C)c(=O)n2C", "RYYVLZVUVIJVGH-UHFFFAOYSA-N", "1,3,7-trimethylpurine-2,6-dione"),
    (
        "ibuprofen",
        "CC(C)Cc1ccc(cc1)C(C)C(=O)O",
        "HEFNNWSXXWATRW-UHFFFAOYSA-N",
        "2-[4-(2-methylpropyl)phenyl]propanoic acid",
    ),
    ("alanine", "C[C@H](N)C(=O)O", "QNAYBMKLOCPYGJ-REOHCLBHSA-N", "(2S)-2-aminopropanoic acid"),
]
CLIENTS = 8


def bodies(*, names: bool) -> list[bytes]:
    """Give a request for each record: every other one has a wrong formula, which takes the long way."""
    out = []
    for number, (name, smiles, key, systematic) in enumerate(RECORDS):
        record = {"name": name, "smiles": smiles, "inchikey": key}
        if names:
            record["iupac_name"] = systematic
        if number % 2:
            record["formula"] = "C4H7NO2"
        out.append(json.dumps(record).encode())
    return out


def alcohols() -> list[bytes]:
    """Give a hundred records whose names no worker has read."""
    stems = ("non", "dec", "undec", "dodec", "tridec", "tetradec", "pentadec", "hexadec", "heptadec", "octadec")
    out = []
    for carbons, stem in enumerate(stems, start=9):
        for place in range(3, 3 + carbons // 2 - 1):
            smiles = f"{'C' * place}(O){'C' * (carbons - place)}"
            for name, drawn in (
                (f"{stem}an-{place}-ol", smiles),
                (f"{stem}ane-{place}-thiol", smiles.replace("O", "S")),
            ):
                out.append(json.dumps({"iupac_name": name, "smiles": drawn}).encode())
    return out[:100]


@contextmanager
def served(workers: int) -> Iterator[tuple[int, int]]:
    """Serve; give the port and the number of the process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [
        sys.executable,
        "-m",
        "gaba_analogs",
        "serve",
        "--port",
        str(port),
        "--workers",
        str(workers),
        "--rate",
        "0",
    ]
    process = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                if ask(port, b"", path="/health", method="GET") == 200:
                    break
            except OSError:
                time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(30)


def ask(port: int, body: bytes, *, path: str = "/api/verify", method: str = "POST") -> int:
    """Send one request on a connection of its own; give the status."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()


def processor_seconds(parent: int) -> float:
    """Give the processor time [s] of a process and of all below it."""
    ticks, below = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        number = int(stat.parent.name)
        ticks[number] = int(fields[11]) + int(fields[12])
        below.setdefault(int(fields[1]), []).append(number)
    family, found = [parent], 0
    while family:
        number = family.pop()
        found += ticks.get(number, 0)
        family += below.get(number, [])
    return found / os.sysconf("SC_CLK_TCK")


def one_by_one(port: int, path: str, requests: list[bytes], times: int) -> list[float]:
    """Give the times [ms] of requests that are sent one after the other."""
    out = []
    for number in range(times):
        start = time.perf_counter()
        status = ask(port, requests[number % len(requests)], path=path)
        out.append(1000 * (time.perf_counter() - start))
        if status != 200:
            raise SystemExit(f"{path} answered {status}")
    return out


def at_once(port: int, path: str, requests: list[bytes], seconds: float) -> tuple[int, int]:
    """Send requests with several clients; give how many were answered, and how many refused."""
    end = time.monotonic() + seconds
    counts = [0, 0]
    lock = threading.Lock()

    def client(offset: int) -> None:
        number = offset
        while time.monotonic() < end:
            status = ask(port, requests[number % len(requests)], path=path)
            number += 1
            with lock:
                counts[status != 200] += 1

    threads = [threading.Thread(target=client, args=(offset,)) for offset in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return counts[0], counts[1]


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=10.0)
    args = parser.parse_args()
    print("| | median [ms] | 95 % [ms] | answered a second | processor time [ms] |\n|---|---|---|---|---|")
    with served(args.workers) as (port, process):
        for title, names in (("without names", False), ("with names", True)):
            requests = bodies(names=names)
            for what, suffix in (("report", "/api/verify"), ("page", "/api/page")):
                path = f"{suffix}?names={int(names)}"
                one_by_one(port, path, requests, 4 * args.workers * len(requests))
                times = sorted(one_by_one(port, path, requests, 100))
                before, start = processor_seconds(process), time.monotonic()
                answered, refused = at_once(port, path, requests, args.seconds)
                passed = time.monotonic() - start
                spent = 1000 * (processor_seconds(process) - before) / max(answered, 1)
                row = [statistics.median(times), times[94], answered / passed, spent]
                told = f" ({refused} refused)" if refused else ""
                print(f"| {what}, {title} | {' | '.join(f'{value:.0f}' for value in row)} |{told}", flush=True)
        before = processor_seconds(process)
        times = sorted(one_by_one(port, "/api/verify", alcohols(), 100))
        spent = 1000 * (processor_seconds(process) - before) / 100
        print(f"| report, with new names | {statistics.median(times):.0f} | {times[94]:.0f} | | {spent:.0f} |")


if __name__ == "__main__":
    main()
