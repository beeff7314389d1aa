"""The one table of sub-commands: what runs them, and what reads their arguments.

The command and its completion scripts follow from it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence

from gaba_analogs.cli.inputs import exists
from gaba_analogs.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """A sub-command.

    Parameters
    ----------
    summary
        What it does, in a few words.
    run
        Runs it on the arguments behind its name, and returns the exit code.
    parser
        Makes the parser of these arguments.
    """

    summary: str
    run: Callable[[Sequence[str]], int]
    parser: Callable[[], argparse.ArgumentParser]


def named(argv: Sequence[str]) -> Command | None:
    """Give the sub-command that arguments begin with; None where they do not, or where it is a file of that name."""
    return COMMANDS.get(argv[0]) if argv and not exists(argv[0]) else None


def _config(argv: Sequence[str]) -> int:
    from gaba_analogs.cli.config import config  # noqa: PLC0415 - one of several

    return config(argv)


def _config_parser() -> argparse.ArgumentParser:
    from gaba_analogs.cli.arguments import make_parser  # noqa: PLC0415 - likewise

    return make_parser()


def _diff(argv: Sequence[str]) -> int:
    from gaba_analogs.cli.diff import diff  # noqa: PLC0415 - likewise

    return diff(argv)


def _diff_parser() -> argparse.ArgumentParser:
    from gaba_analogs.cli.diff import make_parser  # noqa: PLC0415 - likewise

    return make_parser()


def _index(argv: Sequence[str]) -> int:
    from gaba_analogs.cli.index import index  # noqa: PLC0415 - likewise

    return index(argv)


def _index_parser() -> argparse.ArgumentParser:
    from gaba_analogs.cli.index import make_parser  # noqa: PLC0415 - likewise

    return make_parser()


def _serve(argv: Sequence[str]) -> int:
    from gaba_analogs.cli.serve import serve  # noqa: PLC0415 - likewise

    return serve(argv)


def _serve_parser() -> argparse.ArgumentParser:
    from gaba_analogs.cli.serve import make_parser  # noqa: PLC0415 - likewise

    return make_parser()


COMMANDS: Mapping[str, Command] = {
    "config": Command("show the options in force", _config, _config_parser),
    "diff": Command("compare two reports", _diff, _diff_parser),
    "index": Command("index reference tables", _index, _index_parser),
    "serve": Command("serve a page and POST /api/verify", _serve, _serve_parser),
}
