"""The options in force: those of the command line, else those of the configuration file, else the usual ones."""

from __future__ import annotations

import argparse
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any

from gaba_analogs.cli.arguments import RequestError, make_parser
from gaba_analogs.configuration.finding import PYPROJECT, TABLE, find
from gaba_analogs.configuration.sections import EVERYWHERE, Section, Sections, Weights
from gaba_analogs.configuration.toml_text import Key, TomlText, read_toml
from gaba_analogs.dataclass import dataclass
from gaba_analogs.errors import OptionError
from gaba_analogs.record import FIELDS
from gaba_analogs.regex import regex
from gaba_analogs.results.findings import Severity
from gaba_analogs.verification.options import known_codes

WIDEST = 40
"""Columns [-] that values are given in the list of options; a longer one shifts its own line."""
SEVERITY, FILES = "severity", "files"
MATCH = "match"
IN_SECTIONS = (MATCH, "map", "id", "require", "ignore", SEVERITY)
"""Keys of a section for some files."""
_ACTIONS_ONLY = frozenset(
    {
        "help",
        "help-all",
        "version",
        "schema",
        "list-formats",
        "list-checks",
        "explain",
        "completion",
        "config",
        "no-config",
    }
)
_PATHS = frozenset(
    {"output", "baseline", "write-baseline", "against", "unmatched", "relations", "decisions", "decisions-log"}
)
_TITLES = frozenset({"columns", "values", "stated-relations"})
_COMPLAINT = regex(r"--([a-z-]+):? ?(.*)", re.DOTALL)


@dataclass
class Configured:
    """Options, and where they come from.

    Parameters
    ----------
    args
        The options in force.
    path
        The configuration; None where there is none.
    sections
        What holds for some files only.
    origins
        Option to where it was stated, the usual ones left out.
    """

    args: argparse.Namespace
    path: Path | None = None
    sections: Sections = EVERYWHERE
    origins: Mapping[str, str] = field(default_factory=dict)
    _text: TomlText | None = None
    _above: Key = ()

    def explained(self, error: OptionError | RequestError) -> Exception:
        """Make the error about an option that the configuration states tell file, line and key."""
        match = _COMPLAINT.fullmatch(str(error))
        if match is None or self._text is None or not self.origins.get(match[1], "").startswith(str(self.path)):
            return error
        return self._text.fault([*self._above, match[1]], match[2])

    def lines(self) -> Iterator[str]:
        """Say what is in force, a line per option, and where it was stated."""
        yield f"configuration: {self.path or 'none found'}"
        yield ""
        known = [(name, action) for name, action in _options(make_parser()).items() if name not in _ACTIONS_ONLY]
        shown = {name: _shown(getattr(self.args, action.dest)) for name, action in known}
        longest = max(map(len, shown))
        widest = min(max(map(len, shown.values())), WIDEST)
        for name, value in shown.items():
            yield f"{name:<{longest}}  {value:<{widest}}  {self.origins.get(name, 'default')}"
        yield from self._sections()

    def _sections(self) -> Iterator[str]:
        if self.sections.weights:
            yield ""
            yield f"{SEVERITY} ({self.path})"
            yield from (f"  {code}: {severity}" for code, severity in self.sections.weights)
        for section in self.sections.sections:
            yield ""
            yield f"{FILES} matching {', '.join(section.patterns)} ({self.path})"
            yield from (f"  map {name} = {title}" for name, title in section.mapping.items())
            if section.identity is not None:
                yield f"  id = {section.identity}"
            for name, values in (("require", section.require), ("ignore", sorted(section.ignore))):
                if values:
                    yield f"  {name} = {', '.join(values)}"
            yield from (f"  {SEVERITY} {code} = {severity}" for code, severity in section.weights)


def configured(argv: Sequence[str] | None) -> Configured:
    """Read the arguments, and what they leave open from the configuration above the inputs.

    Raises
    ------
    RequestError
        The arguments cannot be understood.
    ConfigurationError
        The configuration cannot be; the message names line and key.
    """
    parser = make_parser()
    usual = vars(parser.parse_args([]))
    for action in parser._actions:  # noqa: SLF001 - argparse has no public list of them
        action.default = argparse.SUPPRESS
    given = vars(parser.parse_args(argv))
    inputs = given.get("inputs", [])
    if given.get("no_config") and "config" in given:
        raise RequestError("--config and --no-config cannot be combined")
    path = None
    if "config" in given:
        path = Path(given["config"])
        if not path.is_file():
            raise RequestError(f"--config {path}: no such file")
    elif not given.get("no_config") and inputs:
        path = find(inputs)
    options = _options(parser)
    origins = {name: "command line" for name, action in options.items() if action.dest in given}
    if path is None:
        return Configured(argparse.Namespace(**{**usual, **given}), origins=origins)
    text = read_toml(path)
    above, table = _table(text)
    stated: dict[str, Any] = {}
    text.refuse_unknown(above, table, [*(name for name in options if name not in _ACTIONS_ONLY), SEVERITY, FILES])
    for name, value in table.items():
        if name in {SEVERITY, FILES}:
            continue
        stated[options[name].dest] = _converted(text, [*above, name], value, options[name], path.parent)
        if origins.get(name) is None:
            line = text.line([*above, name])
            origins[name] = f"{path}:{line}" if line else str(path)
    if "map" in given and "map" in stated:
        own = {pair.partition("=")[0] for pair in given["map"]}
        given["map"] = [*(pair for pair in stated["map"] if pair.partition("=")[0] not in own), *given["map"]]
    sections = Sections(
        str(path.parent.absolute()), _sections(text, above, table), _weights(text, [*above, SEVERITY], table)
    )
    args = argparse.Namespace(**{**usual, **stated, **given})
    return Configured(args, path, sections, origins, text, above)


def _options(parser: argparse.ArgumentParser) -> dict[str, argparse.Action]:
    """Give the long options by name, without their hyphens."""
    return {
        flag[2:]: action
        for action in parser._actions  # noqa: SLF001 - argparse has no public list of them
        for flag in action.option_strings
        if flag.startswith("--")
    }


def _table(text: TomlText) -> tuple[Key, dict[str, Any]]:
    if text.path.name != PYPROJECT:
        return (), text.values
    table: Any = text.values
    for name in TABLE:
        table = table.get(name, {}) if isinstance(table, dict) else {}
    if not isinstance(table, dict):
        raise text.fault(TABLE, "must be a table: [tool.gaba_analogs]")
    return TABLE, table


def _converted(text: TomlText, key: Key, value: object, action: argparse.Action, folder: Path) -> object:
    """Turn a value into what the parser makes of an argument."""
    name = str(key[-1])
    if name == "map":
        return [f"{one}={title}" for one, title in _pairs(text, key, value).items()]
    if action.nargs == 0:
        return _of_type(text, key, value, bool, "true or false")
    if isinstance(action, argparse._AppendAction):  # noqa: SLF001 - argparse has no public name for it
        words = _texts(text, key, value)
        if action.choices is not None:
            for word in words:
                _choice(text, key, word, list(action.choices))
        if name in _PATHS:
            return [str(folder / word) if word != "-" else word for word in words]
        return [_as_cell(word) for word in words] if name in _TITLES else words
    if action.type is int:
        return _of_type(text, key, value, int, "a whole number")
    if action.type is float:
        try:
            return float(_of_type(text, key, value, (int, float), "a number"))
        except OverflowError:
            raise text.fault(key, "the number is too large") from None
    if name == "max-inconsistent" and type(value) is int:
        return str(value)
    single: str = _of_type(text, key, value, str, "text in quotation marks")
    if action.choices is not None:
        _choice(text, key, single, list(action.choices))
    return str(folder / single) if name in _PATHS else single


def _of_type(text: TomlText, key: Key, value: Any, kind: type | tuple[type, ...], words: str) -> Any:  # noqa: ANN401 - TOML's
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise text.fault(key, f"expected {words}, found {_literal(value)}")
    return value


def _texts(text: TomlText, key: Key, value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    for one in values:
        _of_type(text, key, one, str, "text or a list of texts")
    return [str(one) for one in values]


def _pairs(text: TomlText, key: Key, value: object) -> dict[str, str]:
    table: dict[str, Any] = _of_type(text, key, value, dict, 'a table such as {inchikey = "KEY"}')
    text.refuse_unknown(key, table, FIELDS)
    return {name: _of_type(text, [*key, name], title, str, "the title of a column") for name, title in table.items()}


def _choice(text: TomlText, key: Key, word: str, choices: Sequence[str]) -> None:
    if word not in choices:
        from gaba_analogs.cli.arguments import hint  # noqa: PLC0415 - only for a fault

        raise text.fault(key, f"{word!r} is not one of {', '.join(choices)}{hint(word, choices)}")


def _as_cell(word: str) -> str:
    row = io.StringIO()
    csv.writer(row, quoting=csv.QUOTE_ALL, lineterminator="").writerow([word])
    return row.getvalue()


def _weights(text: TomlText, key: Key, table: Mapping[str, object]) -> Weights:
    """Read the severities by code or pattern; a name counts before patterns, a pattern before those above it."""
    stated: dict[str, Any] = _of_type(
        text, key, table.get(SEVERITY, {}), dict, 'a table such as {"notation-*" = "info"}'
    )
    found: dict[str, Severity] = {}
    for word, value in sorted(stated.items(), key=lambda item: not set(item[0]) & set("*?[")):
        severity = _of_type(text, [*key, word], value, str, "error, warning or info")
        _choice(text, [*key, word], severity, list(map(str, Severity)))
        found |= dict.fromkeys(_codes(text, [*key, word], [word]), Severity(severity))
    return tuple(found.items())


def _codes(text: TomlText, key: Key, words: Sequence[str]) -> Sequence[str]:
    try:
        return sorted(known_codes("", words))
    except OptionError as error:
        raise text.fault(key, str(error).removeprefix(": ")) from None


def _sections(text: TomlText, above: Key, table: Mapping[str, object]) -> tuple[Section, ...]:
    key = [*above, FILES]
    stated = table.get(FILES, [])
    if not isinstance(stated, list) or not all(isinstance(one, dict) for one in stated):
        raise text.fault(key, f"write each section below [[{'.'.join(map(str, key))}]]")
    return tuple(_section(text, [*key, number], one) for number, one in enumerate(stated))


def _section(text: TomlText, key: Key, table: dict[str, Any]) -> Section:
    text.refuse_unknown(key, table, IN_SECTIONS)
    if not table.get(MATCH):
        raise text.fault(key, f'no {MATCH}: name the files, for example {MATCH} = "legacy/*.csv"')
    require = _texts(text, [*key, "require"], table.get("require", []))
    for name in require:
        _choice(text, [*key, "require"], name, FIELDS)
    return Section(
        patterns=tuple(_texts(text, [*key, MATCH], table[MATCH])),
        ignore=frozenset(_codes(text, [*key, "ignore"], _texts(text, [*key, "ignore"], table.get("ignore", [])))),
        weights=_weights(text, [*key, SEVERITY], table),
        mapping=_pairs(text, [*key, "map"], table.get("map", {})),
        identity=_of_type(text, [*key, "id"], table["id"], str, "the title of a column") if "id" in table else None,
        require=tuple(require),
    )


def _literal(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    if value is None:
        return "none"
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)
