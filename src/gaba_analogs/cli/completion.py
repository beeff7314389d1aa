"""Completion scripts for bash, zsh and fish, generated from the options of the parsers.

A script contains every word it offers, so that completion never starts Python.
"""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gaba_analogs.cli.commands import Command
from gaba_analogs.record import FIELDS
from gaba_analogs.verification.catalogue import CATALOGUE

_FILES = frozenset({"PATH", "INPUT", "FILE"})
_LISTS = frozenset({"CODE,..."})


@dataclass(frozen=True, slots=True)
class Slot:
    """An option or the inputs, and what can be completed there.

    Parameters
    ----------
    flags
        Spellings of the option; empty for the inputs.
    explanation
        Its help.
    takes
        What it takes, in capitals; empty if nothing.
    words
        The words it takes; empty if any word will do.
    files, listed
        True if it takes a file name, or several words separated by commas.
    repeatable
        True if it may be given more than once.
    """

    flags: tuple[str, ...]
    explanation: str
    takes: str
    words: tuple[str, ...]
    files: bool
    listed: bool
    repeatable: bool


def slots(parser: argparse.ArgumentParser) -> list[Slot]:
    """Read from a parser what can be completed; the metavar says what an option takes."""
    from gaba_analogs.analogs.family import compounds  # noqa: PLC0415 - reads the family's tables

    known = {
        "CODE": tuple(CATALOGUE),
        "CODE,...": tuple(CATALOGUE),
        "FIELD=COLUMN": tuple(f"{name}=" for name in FIELDS),
        "INPUT": tuple(compounds()),
    }
    return [_slot(action, known) for action in parser._actions]  # noqa: SLF001 - argparse has no public list of them


def _slot(action: argparse.Action, known: Mapping[str, tuple[str, ...]]) -> Slot:
    takes = "" if action.nargs == 0 else str(action.metavar or action.dest).upper()
    words = tuple(map(str, action.choices)) if action.choices is not None else known.get(takes, ())
    return Slot(
        flags=tuple(action.option_strings),
        explanation=action.help or "",
        takes=takes,
        words=words,
        files=takes in _FILES or not action.option_strings,
        listed=takes in _LISTS,
        repeatable=isinstance(action, argparse._AppendAction),  # noqa: SLF001 - likewise
    )


@dataclass(frozen=True, slots=True)
class SubCommand:
    """A sub-command, and what can be completed behind it; `slots` is None where that is what the command takes."""

    name: str
    summary: str
    slots: Sequence[Slot] | None


def script(parser: argparse.ArgumentParser, shell: str, commands: Mapping[str, Command] | None = None) -> str:
    """Return the completion script of a command for a shell.

    Parameters
    ----------
    parser
        The parser of the command.
    shell
        One of `SHELLS`.
    commands
        Its sub-commands; None for none.

    Examples
    --------
    >>> parser = argparse.ArgumentParser("verify-structure", add_help=False)
    >>> _ = parser.add_argument("--quiet", action="store_true", help="say less")
    >>> print(script(parser, "fish").splitlines()[-1])
    complete -c verify-structure -l quiet -d 'say less'
    """
    own = slots(parser)
    below = []
    for name, command in (commands or {}).items():
        taken = slots(command.parser())
        below.append(SubCommand(name, command.summary, None if taken == own else taken))
    return "\n".join(SHELLS[shell](parser.prog, own, below)) + "\n"


def _function(program: str) -> str:
    return "_" + program.replace("-", "_")


# --------------------------------------------------------------------------------------------------
# bash
# --------------------------------------------------------------------------------------------------


def _bash(program: str, known: Sequence[Slot], below: Sequence[SubCommand]) -> Iterator[str]:
    name = _function(program)
    yield f"# completion for {program} in bash 4 or later: source this file, or save it as"
    yield f"# ~/.local/share/bash-completion/completions/{program}"
    for command in below:
        if command.slots is not None:
            yield from _bash_function(f"{name}_{command.name}", command.slots, ())
    yield from _bash_function(name, known, below)
    yield f"complete -F {name} {program}"


def _bash_function(name: str, known: Sequence[Slot], below: Sequence[SubCommand]) -> Iterator[str]:
    options = " ".join(flag for slot in known for flag in slot.flags)
    yield f"{name}() {{"
    yield "    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} head last typed name"
    if any(command.slots is not None for command in below):
        yield "    if (( COMP_CWORD > 1 )); then"
        yield "        case ${COMP_WORDS[1]} in"
        for command in below:
            if command.slots is not None:
                yield f"            {command.name}) {name}_{command.name}; return;;"
        yield "        esac"
        yield "    fi"
    yield "    # bash splits words at an equals sign"
    yield "    if [[ $word == '=' ]]; then word=''"
    yield "    elif [[ $previous == '=' ]]; then previous=${COMP_WORDS[COMP_CWORD-2]}; fi"
    yield "    COMPREPLY=()"
    yield "    case $previous in"
    for slot in known:
        if not slot.flags or not slot.takes:
            continue
        yield f"        {'|'.join(slot.flags)})"
        if slot.files:
            yield "            compopt -o filenames"
            yield '            mapfile -t COMPREPLY < <(compgen -f -- "$word")'
        elif slot.listed:
            yield '            last=${word##*,} head=${word%"${word##*,}"}'
            yield "            compopt -o nospace"
            yield f'            mapfile -t COMPREPLY < <(compgen -P "$head" -W "{" ".join(slot.words)}" -- "$last")'
        elif slot.words:
            if slot.words[0].endswith("="):
                yield "            compopt -o nospace"
            yield f'            mapfile -t COMPREPLY < <(compgen -W "{" ".join(slot.words)}" -- "$word")'
        yield "            return;;"
    yield "    esac"
    yield "    if [[ $word == -* ]]; then"
    yield f'        mapfile -t COMPREPLY < <(compgen -W "{options}" -- "$word")'
    yield "        return"
    yield "    fi"
    yield "    compopt -o filenames"
    yield '    mapfile -t COMPREPLY < <(compgen -f -- "$word")'
    if below:
        names = " ".join(command.name for command in below)
        yield "    if (( COMP_CWORD == 1 )); then"
        yield f'        for name in {names}; do [[ $name == "$word"* ]] && COMPREPLY+=("$name"); done'
        yield "    fi"
    names = " ".join(shlex.quote(word) for slot in known if not slot.flags for word in slot.words)
    if names:
        yield "    typed=${word//\\\\/} typed=${typed#[\\\"\\']}"
        yield f"    for name in {names}; do"
        yield '        [[ $name == "$typed"* ]] && COMPREPLY+=("$name")'
        yield "    done"
    yield "    return 0"
    yield "}"


# --------------------------------------------------------------------------------------------------
# zsh
# --------------------------------------------------------------------------------------------------


def _zsh(program: str, known: Sequence[Slot], below: Sequence[SubCommand]) -> Iterator[str]:
    name = _function(program)
    yield f"#compdef {program}"
    yield f"# zsh completion for {program}: save it as {name} in a folder of $fpath"
    yield f"{name}_inputs() {{"
    names = " ".join(shlex.quote(word) for slot in known if not slot.flags for word in slot.words)
    yield f"    local -a bundled=({names}) commands=()"
    if below:
        described = " ".join(shlex.quote(f"{command.name}:{_zsh_text(command.summary)}") for command in below)
        yield f"    (( CURRENT == 2 )) && commands=({described})"
    yield "    _describe command commands"
    yield "    _alternative 'files:file:_files' 'bundled:bundled record:compadd -a bundled'"
    yield "}"
    for command in below:
        if command.slots is not None:
            yield f"{name}_{command.name}() {{"
            yield from _zsh_arguments(command.slots, "_files")
            yield "}"
    yield f"{name}() {{"
    if any(command.slots is not None for command in below):
        yield "    if (( CURRENT > 2 )); then"
        yield "        case $words[2] in"
        for command in below:
            if command.slots is not None:
                yield f"            {command.name}) shift words; (( CURRENT-- )); {name}_{command.name}; return;;"
        yield "        esac"
        yield "    fi"
    yield from _zsh_arguments(known, f"{name}_inputs")
    yield "}"
    yield 'if [ "$funcstack[1]" = "' + name + f'" ]; then {name} "$@"; else compdef {name} {program}; fi'


def _zsh_arguments(known: Sequence[Slot], inputs: str) -> Iterator[str]:
    yield "    _arguments -s \\"
    for slot in known:
        if not slot.flags:
            continue
        text = _zsh_text(slot.explanation)
        for flag in slot.flags:
            repeat = "*" if slot.repeatable else ""
            equals = "=" if slot.takes and flag.startswith("--") else ""
            yield "        " + shlex.quote(f"{repeat}{flag}{equals}[{text}]{_zsh_value(slot)}") + " \\"
    yield f"        '*:INPUT:{inputs}'"


def _zsh_text(text: str) -> str:
    return text.translate({ord(sign): f"\\{sign}" for sign in "[]:\\"})


def _zsh_value(slot: Slot) -> str:
    if not slot.takes:
        return ""
    label = slot.takes.replace(":", "\\:")
    if slot.files:
        return f":{label}:_files"
    if slot.listed:
        return f":{label}:_sequence compadd - {' '.join(slot.words)}"
    if slot.words and slot.words[0].endswith("="):
        return f":{label}:compadd -S '' - {' '.join(slot.words)}"
    return f":{label}:({' '.join(slot.words)})" if slot.words else f":{label}: "


# --------------------------------------------------------------------------------------------------
# fish
# --------------------------------------------------------------------------------------------------


def _fish(program: str, known: Sequence[Slot], below: Sequence[SubCommand]) -> Iterator[str]:
    yield f"# fish completion for {program}: save it as ~/.config/fish/completions/{program}.fish"
    apart = [command for command in below if command.slots is not None]
    for command in below:
        summary = _fish_quote(command.summary)
        yield f"complete -c {program} -n __fish_use_subcommand -a {command.name} -d {summary}"
    for command in apart:
        seen = f" -n '__fish_seen_subcommand_from {command.name}'"
        yield from _fish_slots(program, f"{_function(program)}_{command.name}", command.slots or (), seen)
    names = " ".join(command.name for command in apart)
    unseen = f" -n 'not __fish_seen_subcommand_from {names}'" if apart else ""
    yield from _fish_slots(program, _function(program), known, unseen)


def _fish_slots(program: str, prefix: str, known: Sequence[Slot], condition: str) -> Iterator[str]:
    for slot in known:
        words = " ".join(_fish_quote(word) for word in slot.words)
        takes = slot.flags[-1].lstrip("-").replace("-", "_") if slot.flags else "inputs"
        function = f"_{prefix}_{takes}"
        if not slot.flags and not slot.words:
            continue  # files are offered anyway
        if slot.words:
            yield f"function {function}; printf '%s\\n' {words}; end"
        offered = f" -a '({function})'" if slot.words else ""
        if slot.listed:
            offered = f" -a '(__fish_complete_list , {function})'"
        flags = "".join(f" -l {flag[2:]}" if flag.startswith("--") else f" -s {flag[1:]}" for flag in slot.flags)
        needs = "" if not slot.takes or not slot.flags else " -r" if slot.files else " -x"
        explanation = _fish_quote("bundled record" if not slot.flags else slot.explanation)
        yield f"complete -c {program}{condition}{flags}{needs}{offered} -d {explanation}"


def _fish_quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


SHELLS: Mapping[str, Callable[[str, Sequence[Slot], Sequence[SubCommand]], Iterator[str]]] = {
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
}
"""Shell to the function that writes its script."""
