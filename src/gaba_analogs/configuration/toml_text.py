"""TOML as people write it: a fault is told with the line and the key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from gaba_analogs.errors import GabaAnalogsError, did_you_mean, nearest, system_reason
from gaba_analogs.regex import regex

Key = Sequence[str | int]
"""The way to a value: keys of tables, and positions in arrays, from 0."""

_TABLE = regex(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]")
_PAIR = regex(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = regex(r"""[\w-]+|"[^"]*"|'[^']*'""")


class ConfigurationError(GabaAnalogsError):
    """A file of options or of accepted findings that cannot be understood: the message says where and why."""


class TomlText:
    r"""A TOML document that knows on which line a key stands.

    Parameters
    ----------
    path
        The file, for messages.
    text
        Its content.

    Raises
    ------
    ConfigurationError
        It is not TOML.

    Examples
    --------
    >>> text = TomlText(Path("gaba_analogs.toml"), 'strict = true\n\n[severity]\n"notation-*" = "info"\n')
    >>> text.values["strict"], text.line(["severity", "notation-*"])
    (True, 4)
    """

    def __init__(self, path: Path, text: str) -> None:
        import tomllib  # noqa: PLC0415 - only where there is such a file

        self.path = path
        try:
            self.values: dict[str, Any] = tomllib.loads(text.replace("\r\n", "\n").removeprefix("\ufeff"))
        except RecursionError:
            raise ConfigurationError(f"{path}: not valid TOML: nested too deeply") from None
        except ValueError as error:  # a number that is too long, too
            raise ConfigurationError(f"{path}: not valid TOML: {error}") from None
        self._text = text
        self._lines: dict[tuple[str | int, ...], int] | None = None

    def line(self, key: Key) -> int | None:
        """Give the line [-] of a key, counted from 1; None where it cannot be told."""
        if self._lines is None:
            self._lines = {}
            for found, number in _lines(self._text.splitlines()):
                self._lines.setdefault(tuple(found), number)
        return self._lines.get(tuple(key))

    def fault(self, key: Key, message: str) -> ConfigurationError:
        """Make the error about a key."""
        line = self.line(key)
        where = f"{self.path}:{line}" if line is not None else str(self.path)
        return ConfigurationError(f"{where}: {in_words(key)}: {message}")

    def refuse_unknown(self, table: Key, given: Iterable[str], known: Iterable[str]) -> None:
        """Raise for the first key of a table that nothing reads, with the nearest that something does."""
        known = list(known)
        for key in given:
            if key not in known:
                hint = nearest_of(key.lower().replace("_", "-"), known)
                raise self.fault([*table, key], f"unknown key{hint}")


def nearest_of(word: str, known: Sequence[str], most: int | None = None) -> str:
    """End a complaint about a word with the nearest known one, or with all of them where they are few.

    Parameters
    ----------
    word
        What was found.
    known
        What there is.
    most
        How many [-] are listed at most; None for all.

    Examples
    --------
    >>> nearest_of("reson", ["code", "reason"])
    ': did you mean reason?'
    >>> nearest_of("x", ["code", "reason"])
    '; known: code, reason'
    """
    listed = f"; known: {', '.join(known)}" if most is None or len(known) <= most else ""
    return did_you_mean(nearest(word, known), listed)


def read_toml(path: Path) -> TomlText:
    """Read a TOML file.

    Raises
    ------
    ConfigurationError
        It cannot be read, or is not TOML.
    """
    return TomlText(path, read_text(path))


def read_text(path: Path) -> str:
    """Read a text file in UTF-8; raise `ConfigurationError` where that cannot be done."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: not text in UTF-8 (byte {error.start}): save it as UTF-8") from None
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path}: cannot be read: {system_reason(error)}") from None


def in_words(key: Key) -> str:
    """Write a key as a person does.

    Examples
    --------
    >>> in_words(["files", 0, "ignore"]), in_words(["severity", "notation-*"])
    ('files[1].ignore', 'severity."notation-*"')
    """
    text = ""
    for part in key:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += ("." if text else "") + (part if re.fullmatch(r"[\w-]+", part) else f'"{part}"')
    return text


def _lines(lines: Sequence[str]) -> Iterator[tuple[list[str | int], int]]:
    """Give the keys of a valid document and their lines [-]."""
    table: list[str | int] = []
    counts: dict[tuple[str | int, ...], int] = {}
    closing = ""
    for number, line in enumerate(lines, start=1):
        if closing:
            closing = "" if closing in line else closing
            continue
        if match := _TABLE.match(line):
            table = _resolved(_parts(match[2]), counts)
            if match[1] == "[[":
                position = counts.get(tuple(table), -1) + 1
                counts[tuple(table)] = position
                table = [*table, position]
            yield table, number
        elif match := _PAIR.match(line):
            yield [*table, *_parts(match[1])], number
            closing = next((sign for sign in ('"""', "'''") if line.count(sign) % 2), "")


def _parts(text: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(text)]


def _resolved(parts: Sequence[str], counts: dict[tuple[str | int, ...], int]) -> list[str | int]:
    """Put the position of the last element behind each name of an array of tables but the last."""
    found: list[str | int] = []
    for number, part in enumerate(parts):
        found.append(part)
        if number < len(parts) - 1 and tuple(found) in counts:
            found.append(counts[tuple(found)])
    return found
