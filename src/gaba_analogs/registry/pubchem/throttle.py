"""At most five requests in any one second, across all processes of a user.

Five slots are shared through lock files. A request holds a slot from before it is sent until it is
answered, and the slot then rests for a second: whatever the network's delays, a sixth request cannot
reach the server within a second of the first. The operating system releases the locks of a process
that dies.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from gaba_analogs.registry.pubchem.errors import RegistryUnavailableError

SLOTS = 5
"""Requests [-] that PubChem's usage policy allows in one second."""

REST = 1.0
"""Time [s] for which a slot rests after an answer."""

LONGEST_REST = 60.0
"""Longest rest [s] of a slot; a later end means that the clock was set back."""

LONGEST_QUEUE = 180.0
"""Longest time [s] to wait for a slot."""


@dataclass
class Turn:
    """A request's time in its slot.

    Parameters
    ----------
    pause
        Extra rest [s] of the slot, as requested by PubChem.
    """

    pause: float = 0.0


class Throttle:
    """The shared slots.

    Parameters
    ----------
    folder
        Where the lock files are; processes that use the same folder share the slots. If None or not
        writable, the user's folder for temporary files.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    @contextmanager
    def turn(self) -> Iterator[Turn]:
        """Wait for a slot, and hold it while a request is sent and answered.

        Raises
        ------
        RegistryUnavailableError
            No slot became free, or there is no folder for the locks.
        """
        folder = self._usable_folder()
        lock, stamp = _acquire_slot(folder)
        try:
            time.sleep(_remaining(stamp))
            _write(stamp, time.time() + REST)
            turn = Turn()
            try:
                yield turn
            finally:
                _write(stamp, time.time() + REST + turn.pause)
        finally:
            lock.release()

    def _usable_folder(self) -> Path:
        if self._folder is not None and _can_hold_locks(self._folder):
            return self._folder
        user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
        with suppress(OSError):
            folder = Path(tempfile.gettempdir()) / f"gaba_analogs-{user}"
            if _can_hold_locks(folder):
                self._folder = folder
                return folder
        raise RegistryUnavailableError(
            "no writable folder for the lock files that limit the request rate: set GABA_ANALOGS_CACHE to one"
        )


def _can_hold_locks(folder: Path) -> bool:
    """Create the folder if necessary; True if it is ours and writable."""
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        ours = not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()
        return ours and not folder.is_symlink() and os.access(folder, os.W_OK | os.X_OK)
    return False


def _acquire_slot(folder: Path) -> tuple[FileLock, Path]:
    """Lock the free slot that has rested longest and is not paused."""
    stamps = [folder / f"slot-{number}.time" for number in range(SLOTS)]
    end = time.monotonic() + LONGEST_QUEUE
    while time.monotonic() < end:
        for stamp in sorted(stamps, key=_read):
            if _remaining(stamp) > REST:
                continue
            lock = FileLock(stamp.with_suffix(".lock"))
            try:
                lock.acquire(blocking=False)
            except Timeout:
                continue
            except (OSError, NotImplementedError) as error:
                raise RegistryUnavailableError(f"{folder}: cannot hold the lock files ({error})") from error
            return lock, stamp
        time.sleep(random.uniform(0.01, 0.04))  # noqa: S311  # not a secret: keeps processes out of step
    raise RegistryUnavailableError(
        f"other processes have used all request slots for {LONGEST_QUEUE:.0f} s: try again later"
    )


def _remaining(stamp: Path) -> float:
    """Return the time [s] until the slot has rested."""
    wait = _read(stamp) - time.time()
    return REST if wait > LONGEST_REST else max(0.0, wait)


def _read(stamp: Path) -> float:
    """Return the end [s since 1970] of a slot's rest; 0 if it was never used."""
    with suppress(OSError, ValueError):
        return float(stamp.read_text(encoding="ascii"))
    return 0.0


def _write(stamp: Path, end: float) -> None:
    with suppress(OSError):
        stamp.write_text(f"{end:.3f}", encoding="ascii")
