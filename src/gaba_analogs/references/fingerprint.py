"""Whether a file is still the one that was indexed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from gaba_analogs.errors import InputError, system_reason

_SAMPLE = 1 << 16
"""Bytes [-] that are hashed at the start, in the middle and at the end of a file."""


def fingerprint_of(path: str) -> str:
    """Give the fingerprint of a file, or of a folder: sizes, times of the last change, and samples of the content.

    Hashing all of a file of gigabytes takes longer than opening its index; a change that keeps size, time and
    samples is not seen.

    Raises
    ------
    InputError
        The file cannot be read.
    """
    root = Path(path)
    digest = hashlib.sha256()
    try:
        files = sorted(found for found in root.rglob("*") if found.is_file()) if root.is_dir() else [root]
        for file in files:
            state = file.stat()
            digest.update(f"{file.name}\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
            with file.open("rb") as opened:
                for place in (0, state.st_size // 2, state.st_size - _SAMPLE):
                    opened.seek(max(0, place))
                    digest.update(opened.read(_SAMPLE))
    except OSError as error:
        raise InputError(f"cannot be read ({system_reason(error)})", path=path) from error
    return digest.hexdigest()
