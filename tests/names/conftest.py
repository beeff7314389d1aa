"""Parsers: one that plays OPSIN, one that is."""

import sys
import textwrap

import pytest

from gaba_analogs.names.parser import NameParser

FAKE_OPSIN = """
    import pathlib, sys, time

    print("Run the jar using the -h flag for help.", file=sys.stderr, flush=True)
    for line in sys.stdin:
        name = line.rstrip("\\n")
        if name == "hang":
            time.sleep(600)
        elif name == "crash":
            sys.exit(1)
        elif name.startswith("once "):
            mark = pathlib.Path(name.removeprefix("once "))
            if not mark.exists():
                mark.touch()
                sys.exit(1)
        elif name == "loud":
            print("APPEARS_AMBIGUOUS: Connection of x", file=sys.stderr, flush=True)
        elif name == "confusing":
            print("APPEARS_AMBIGUOUS: confusing", "C\\tb", "is not", name, sep="\\n", file=sys.stderr, flush=True)
        print("C", name, sep="\\t", flush=True)
"""


@pytest.fixture
def fake(tmp_path):
    """Give a parser whose OPSIN hangs, crashes and warns on request."""
    script = tmp_path / "opsin.py"
    script.write_text(textwrap.dedent(FAKE_OPSIN))
    with NameParser([sys.executable, str(script)]) as parser:
        yield parser


@pytest.fixture(scope="module")
def opsin():
    """One OPSIN for the whole module."""
    with NameParser() as parser:
        yield parser
