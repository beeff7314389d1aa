"""Completion scripts for bash, zsh and fish, generated from the parser's options.

A script contains every word it offers, so that completion never starts Python.
"""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
        files=takes in _FILES,
        listed=takes in _LISTS,
        repeatable=isinstance(action, argparse._AppendAction),  # noqa: SLF001 - likewise
    )


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """Return the completion script of a command for a shell.

    Examples
    --------
    >>> parser = argparse.ArgumentParser("verify-structure", add_help=False)
    >>> _ = parser.add_argument("--quiet", action="store_true", help="say less")
    >>> print(script(parser, "fish").splitlines()[-1])
    complete -c verify-structure -l quiet -d 'say less'
    """
    return "\n".join(SHELLS[shell](parser.prog, slots(parser))) + "\n"


def _function(program: str) -> str:
    return "_" + program.replace("-", "_")


# --------------------------------------------------------------------------------------------------
# bash
# --------------------------------------------------------------------------------------------------


def _bash(program: str, known: Sequence[Slot]) -> Iterator[str]:
    name = _function(program)
    options = " ".join(flag for slot in known for flag in slot.flags)
    yield f"# completion for {program} in bash 4 or later: source this file, or save it as"
    yield f"# ~/.local/share/bash-completion/completions/{program}"
    yield f"{name}() {{"
    yield "    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} head last typed name"
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
    yield "    typed=${word//\\\\/} typed=${typed#[\\\"\\']}"
    names = " ".join(shlex.quote(word) for slot in known if not slot.flags for word in slot.words)
    yield f"    for name in {names}; do"
    yield '        [[ $name == "$typed"* ]] && COMPREPLY+=("$name")'
    yield "    done"
    yield "}"
    yield f"complete -F {name} {program}"


# --------------------------------------------------------------------------------------------------
# zsh
# --------------------------------------------------------------------------------------------------


def _zsh(program: str, known: Sequence[Slot]) -> Iterator[str]:
    name = _function(program)
    yield f"#compdef {program}"
    yield f"# zsh completion for {program}: save it as {name} in a folder of $fpath"
    yield f"{name}_inputs() {{"
    names = " ".join(shlex.quote(word) for slot in known if not slot.flags for word in slot.words)
    yield f"    local -a bundled=({names})"
    yield "    _alternative 'files:file:_files' 'bundled:bundled record:compadd -a bundled'"
    yield "}"
    yield f"{name}() {{"
    yield "    _arguments -s \\"
    for slot in known:
        if not slot.flags:
            continue
        text = slot.explanation.translate({ord(sign): f"\\{sign}" for sign in "[]:\\"})
        for flag in slot.flags:
            repeat = "*" if slot.repeatable else ""
            equals = "=" if slot.takes and flag.startswith("--") else ""
            yield "        " + shlex.quote(f"{repeat}{flag}{equals}[{text}]{_zsh_value(slot)}") + " \\"
    yield f"        '*:INPUT:{name}_inputs'"
    yield "}"
    yield 'if [ "$funcstack[1]" = "' + name + f'" ]; then {name} "$@"; else compdef {name} {program}; fi'


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


def _fish(program: str, known: Sequence[Slot]) -> Iterator[str]:
    yield f"# fish completion for {program}: save it as ~/.config/fish/completions/{program}.fish"
    name = _function(program)
    for slot in known:
        words = " ".join(_fish_quote(word) for word in slot.words)
        takes = slot.flags[-1].lstrip("-").replace("-", "_") if slot.flags else "inputs"
        function = f"_{name}_{takes}"
        if slot.words:
            yield f"function {function}; printf '%s\\n' {words}; end"
        offered = f" -a '({function})'" if slot.words else ""
        if slot.listed:
            offered = f" -a '(__fish_complete_list , {function})'"
        flags = "".join(f" -l {flag[2:]}" if flag.startswith("--") else f" -s {flag[1:]}" for flag in slot.flags)
        needs = "" if not slot.takes or not slot.flags else " -r" if slot.files else " -x"
        explanation = _fish_quote("bundled record" if not slot.flags else slot.explanation)
        yield f"complete -c {program}{flags}{needs}{offered} -d {explanation}"


def _fish_quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


SHELLS: Mapping[str, Callable[[str, Sequence[Slot]], Iterator[str]]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}
"""Shell to the function that writes its script."""
