"""The command ``verify-structure config``: the options in force, checked together."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from gaba_analogs.cli.arguments import RequestError
from gaba_analogs.cli.configured import Configured, configured
from gaba_analogs.cli.request import Request, parse_request
from gaba_analogs.cli.streams import PROGRAM
from gaba_analogs.errors import OptionError
from gaba_analogs.output import printable

_HELP = f"""\
usage: {PROGRAM} config [INPUT...] [options]

Show every option in force for a run on these inputs, and where it is stated: on
the command line, in a line of the configuration file, or nowhere (default).

The options are those of a run: {PROGRAM} --help"""


def config(argv: Sequence[str]) -> int:
    """Show the options in force, and return the exit code.

    Parameters
    ----------
    argv
        Arguments behind ``config``.
    """
    if {"-h", "--help"} & set(argv):
        print(_HELP)  # noqa: T201
        return 0
    found = configured(argv)
    if found.args.inputs:
        request_of(found)
    for line in found.lines():
        print(printable(line, sys.stdout.encoding or "utf-8"))  # noqa: T201
    return 0


def request_of(found: Configured) -> Request:
    """Check the options together; what is wrong with one of the configuration is said with its line."""
    try:
        return parse_request(found.args, found.sections)
    except (RequestError, OptionError) as error:
        raise found.explained(error) from None
