"""Records that ruin the process which verifies them, for tests of fault isolation.

`install` is handed to a pool as its initializer: it replaces the verification within the worker by one
that knows a few names. The package itself has no such door.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import time

from gaba_analogs.record import StructureRecord
from gaba_analogs.verification import pairs as verification

real_verify_pairs = verification.verify_pairs


def crash():
    """Do what a faulty C++ function does."""
    faulthandler.disable()  # pytest would have it report at length
    os.kill(os.getpid(), signal.SIGSEGV)


def hang():
    """Never return."""
    time.sleep(3600)


def hog():
    """Take memory without end."""
    hoard = []
    while True:
        hoard.append(bytearray(1 << 24))


def leave():
    """End as a worker seems to whose server process has ended."""
    os._exit(255)


FAULTS = {"crash": crash, "hang": hang, "hog": hog, "leave": leave}


def record(fault):
    """Give a record that ruins its process."""
    return StructureRecord(name=fault, smiles="NCCCC(=O)O")


def verify_pairs(pairs, **options):
    """Verify as ever, but for the records that carry the name of a fault."""
    for record, _ in pairs:
        if record.name in FAULTS:
            FAULTS[record.name]()
    return real_verify_pairs(pairs, **options)


def install():
    """Make this process vulnerable."""
    verification.verify_pairs = verify_pairs


def slow(pairs, **options):
    """Verify as ever, at a pace that leaves time to interfere."""
    time.sleep(0.01 * len(pairs))
    return real_verify_pairs(pairs, **options)


def install_slow():
    """Make this process slow."""
    verification.verify_pairs = slow


def end_at_first(marker):
    """End this process as it starts, unless another did so before."""
    try:
        marker.touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)
