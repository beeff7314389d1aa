"""OPSIN's classes as Java has loaded them: an archive with which OPSIN starts in half the time.

Java writes it when it ends, which takes longer than a run of OPSIN: so a process of its own has it written, once for
each Java and OPSIN, after the first run that read names. The archive lies in the cache folder. Its name says what it is
of and what its content is, so that one which is damaged, or of another Java, is not used. Where anything fails, OPSIN
starts without it.

    python -m gaba_analogs.names.archive    writes it
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
import zlib
from collections.abc import Sequence
from pathlib import Path

from gaba_analogs.names.installation import java_available, opsin_arguments, opsin_jar
from gaba_analogs.resources import cache_folder

UNWANTED = "GABA_ANALOGS_NO_ARCHIVE"
"""Environment variable with which no archive is written or read."""

_UNWANTED = (UNWANTED, "CI")
"""The cache folder of continuous integration does not outlive the run."""

_FIRST_JAVA = 25
"""The first Java that writes an archive in one go."""
_PATIENCE = 600.0
"""Time [s] after which a process that writes is given up."""
_MOST_ARCHIVES = 3
"""Archives [-] that are kept: users may have several environments."""

_NAMES = (
    "4-aminobutanoic acid",
    "(3R)-4-amino-3-(4-chlorophenyl)butanoic acid",
    "sodium 4-hydroxybutanoate",
    "(2E)-but-2-enedioic acid",
    "ethyl 2-[1-(aminomethyl)cyclohexyl]acetate hydrochloride",
    "bicyclo[2.2.1]heptan-2-one",
    "spiro[4.5]decane",
    "benzo[a]pyrene",
    "beta-D-glucopyranose",
    "L-glutamyl-L-cysteinylglycine",
    "1H-indole-3-carbaldehyde",
    "no name",
)
"""Names whose reading loads most of OPSIN's classes."""


def options() -> Sequence[str]:
    """Give the options with which Java uses the archive; none where there is no whole one."""
    if os.environ.get(UNWANTED):
        return ()
    found = next(iter(_archives()), None)
    return () if found is None else (f"-XX:AOTCache={found}", "-Xlog:disable")


def discard() -> None:
    """Remove the archive: Java did not start with it."""
    for path in _archives():
        _fail(path.parent)
        path.unlink(missing_ok=True)


def build_in_background() -> None:
    """Have the archive written by a process that nobody waits for; harmless where there is one, or cannot be one."""
    folder, identity = cache_folder(), _identity()
    if any(map(os.environ.get, _UNWANTED)) or folder is None or identity is None or not sys.executable:
        return
    if _failed(folder).exists() or _is_being_written(folder) or next(iter(_archives()), None) is not None:
        return
    with contextlib.suppress(OSError):
        process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-c", f"from {__name__} import build_quietly; build_quietly()"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        process.returncode = 0  # it is not waited for


def build_quietly() -> None:
    """Write the archive at the system's leisure; say nothing of what fails."""
    if hasattr(os, "nice"):
        os.nice(10)
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        build()


def build() -> bool:
    """Write the archive; True where there is one then."""
    folder, identity = cache_folder(), _identity()
    java, jar = java_available(), opsin_jar()
    if folder is None or identity is None or java is None or jar is None:
        return False
    part = _part(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if part.exists() and not _is_being_written(folder):
        shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    try:
        made = part / "archive"
        command = [java, f"-XX:AOTCacheOutput={made}", "-Xlog:disable", *opsin_arguments(jar)]
        names = "".join(f"{name}\n" for name in _NAMES).encode()
        done = subprocess.run(command, input=names, capture_output=True, check=False, timeout=_PATIENCE)  # noqa: S603
        if done.returncode or not made.is_file():
            _fail(folder)
            return False
        made.replace(folder / f"opsin-{identity}-{_checksum(made):08x}.aot")
    finally:
        shutil.rmtree(part, ignore_errors=True)
    for old in sorted(folder.glob("opsin-*.aot"), key=lambda path: -path.stat().st_mtime)[_MOST_ARCHIVES:]:
        old.unlink(missing_ok=True)
    return True


def _archives() -> list[Path]:
    """Give the archive of the installed OPSIN and Java, if there is one and it is whole."""
    folder, identity = cache_folder(), _identity()
    if folder is None or identity is None:
        return []
    with contextlib.suppress(OSError):
        return [path for path in folder.glob(f"opsin-{identity}-*.aot") if path.stem.endswith(f"{_checksum(path):08x}")]
    return []


def _identity() -> str | None:
    """Give what an archive is of, as a hash; None where Java is too old to write one."""
    java, jar = java_available(), opsin_jar()
    if java is None or jar is None:
        return None
    try:
        release = (Path(java).resolve().parent.parent / "release").read_text(encoding="utf-8", errors="replace")
        stat = Path(jar).stat()
    except OSError:
        return None
    version = re.search(r'JAVA_VERSION="(\d+)', release)
    if version is None or int(version[1]) < _FIRST_JAVA:
        return None
    parts = (str(Path(java).resolve()), release, *opsin_arguments(jar), str(stat.st_size), str(stat.st_mtime_ns))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _checksum(path: Path) -> int:
    return zlib.crc32(path.read_bytes())


def _part(folder: Path) -> Path:
    return folder / f"opsin-{_identity()}.part"


def _failed(folder: Path) -> Path:
    return folder / f"opsin-{_identity()}.failed"


def _is_being_written(folder: Path) -> bool:
    with contextlib.suppress(OSError):
        return time.time() - _part(folder).stat().st_mtime < _PATIENCE
    return False


def _fail(folder: Path) -> None:
    """Note that this Java writes no archive, or none that it starts with, so that it is not tried again."""
    with contextlib.suppress(OSError):
        _failed(folder).touch()
