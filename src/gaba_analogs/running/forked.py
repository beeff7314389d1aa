"""What a forked process does: it takes one chunk from its parent, verifies it within limits, and answers."""

from __future__ import annotations

import os
import pickle
import threading

import gaba_analogs.verification.pairs  # noqa: F401 - loads RDKit, before there is anything to do
from gaba_analogs.memory import limit_memory
from gaba_analogs.running.limits import OUT_OF_MEMORY, set_alarm
from gaba_analogs.running.work import Chunk, ChunkReport, has_names, load, start_names, verify_chunk
from gaba_analogs.verification.versions import toolkit_versions


def serve(taking: int, answering: int) -> None:
    """Verify the chunk that comes through one pipe, write the result or the error to the other, and end the process."""
    chunk = _taken(taking)
    threading.Thread(target=_end_with_parent, args=(taking,), daemon=True, name="parent-watch").start()
    try:
        answer = pickle.dumps((_verified(chunk), toolkit_versions()))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as error:  # noqa: BLE001 - raised again in the process that waits
        answer = pickle.dumps((error, {}))
    rest = memoryview(answer)
    while rest:
        rest = rest[os.write(answering, rest) :]
    os._exit(0)


def _taken(taking: int) -> Chunk:
    """Wait for a chunk; the process ends where its parent has none."""
    with os.fdopen(taking, "rb", closefd=False) as stream:
        size = int.from_bytes(stream.read(8))
        if not size:
            os._exit(0)
        chunk: Chunk = pickle.loads(stream.read(size))  # noqa: S301 - from our own process
    return chunk


def _end_with_parent(taking: int) -> None:
    """End this process when its parent does, or has no use for it: nobody else has the other end of the pipe."""
    os.read(taking, 1)
    os._exit(1)


def _verified(chunk: Chunk) -> ChunkReport:
    load(chunk.job)
    limit_memory(chunk.job.memory)
    set_alarm(chunk.limit)
    if chunk.job.names and has_names(chunk.records):
        left = set_alarm(0)
        start_names()
        set_alarm(left)
    return verify_chunk(chunk.job, chunk.records, chunk.registries)
