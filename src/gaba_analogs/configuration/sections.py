"""Sections of a configuration that hold for some files only."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from gaba_analogs.dataclass import dataclass
from gaba_analogs.results.findings import Severity

Weights = tuple[tuple[str, Severity], ...]
"""Code and severity of the checks whose severity is another than usual."""


@dataclass(frozen=True, slots=True)
class Section:
    """What holds for some files.

    Parameters
    ----------
    patterns
        Names of files, or their paths from the folder of the configuration; a star stands for any characters.
    ignore
        Codes of checks to leave out, too.
    weights
        Severities that differ.
    mapping
        Field to column, beside those that hold for all.
    identity
        Column of identifiers; None for that of all files.
    require
        Fields that have to be stated, too.
    """

    patterns: tuple[str, ...]
    ignore: frozenset[str] = frozenset()
    weights: Weights = ()
    mapping: Mapping[str, str] = field(default_factory=dict)
    identity: str | None = None
    require: tuple[str, ...] = ()

    def holds_for(self, path: str) -> bool:
        """Tell whether the section holds for a path from the folder of the configuration.

        Examples
        --------
        >>> Section(("legacy/*.csv", "*.sdf")).holds_for("legacy/2019.csv"), Section(("*.sdf",)).holds_for("a/b.sdf")
        (True, True)
        """
        name = path.rpartition("/")[2]
        return any(fnmatch.fnmatchcase(path, one) or fnmatch.fnmatchcase(name, one) for one in self.patterns)


@dataclass(frozen=True, slots=True)
class Sections:
    """All sections of a configuration, in order: of two that hold for a file, the later one decides.

    Parameters
    ----------
    folder
        Folder of the configuration.
    sections
        The sections.
    weights
        Severities that differ for every file.
    """

    folder: str = ""
    sections: tuple[Section, ...] = ()
    weights: Weights = ()

    def stated(self) -> dict[str, object]:
        """Give what differs from the usual, for the report; nothing where nothing does."""
        differing: dict[str, object] = {"severity": dict(self.weights)} if self.weights else {}
        files = [
            {
                "match": list(one.patterns),
                "ignore": sorted(one.ignore),
                "severity": dict(one.weights),
                "map": dict(one.mapping),
                "id": one.identity,
                "require": list(one.require),
            }
            for one in self.sections
        ]
        return differing | ({"files": files} if files else {})

    def of(self, source: str | None) -> Section:
        """Give what holds for a file, the input of a record as it was named: all sections in one."""
        if not self.sections:
            return Section((), weights=self.weights)
        paths = _from(self.folder, source)
        holding = [one for one in self.sections if any(map(one.holds_for, paths))]
        return Section(
            patterns=(),
            ignore=frozenset(code for one in holding for code in one.ignore),
            weights=tuple(dict([*self.weights, *(pair for one in holding for pair in one.weights)]).items()),
            mapping={name: title for one in holding for name, title in one.mapping.items()},
            identity=next((one.identity for one in reversed(holding) if one.identity is not None), None),
            require=tuple(name for one in holding for name in one.require),
        )


EVERYWHERE = Sections()
"""The sections of a run without any."""


def _from(folder: str, source: str | None) -> set[str]:
    """Give the paths of an input from a folder, with forward slashes: as it was named, and where links lead.

    The sheet of a workbook stays behind its name; standard input has no path.
    """
    if source is None or source == "<stdin>":
        return set()
    named = os.path.abspath(source), folder or "."  # noqa: PTH100 - Path.resolve would follow links
    ways = (named, tuple(map(os.path.realpath, named)))
    return {Path(os.path.relpath(full, start)).as_posix() for full, start in ways}
