"""``verify-structure serve``: the page and its service on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from gaba_analogs.cli.arguments import PlainParser
from gaba_analogs.cli.streams import PROGRAM


def serve(argv: Sequence[str]) -> int:
    """Serve until the process is told to end; return the exit code."""
    from gaba_analogs.web.serving import serve as run  # noqa: PLC0415 - only for this command
    from gaba_analogs.web.settings import Settings  # noqa: PLC0415 - likewise

    args = vars(make_parser().parse_args(argv))
    host, port = args.pop("host"), args.pop("port")
    given = {field.name: args[field.name] for field in fields(Settings) if args.get(field.name) is not None}
    return run(host, port, Settings(**given))


def make_parser() -> PlainParser:
    """Make the parser of the arguments."""
    parser = PlainParser(
        prog=f"{PROGRAM} serve",
        description="Serve a page on which records are pasted, and POST /api/verify for programs.",
        epilog="Nothing is stored. Give it to others behind a proxy with TLS: see docs/web.md.",
        allow_abbrev=False,
    )
    option = parser.add_argument
    option("--host", default="127.0.0.1", metavar="ADDRESS", help="where to listen (default: this machine only)")
    option("--port", type=int, default=8000, metavar="N", help="port (default: 8000)")
    option("--workers", type=int, metavar="N", help="processes that verify (default: one per core)")
    option("--no-names", dest="names", action="store_false", default=None, help="do not read systematic names")
    option("--pubchem", action="store_true", default=None, help="let requests ask that PubChem be looked up")
    option("--largest", type=int, metavar="BYTES", help="largest body of a request (default: 1,000,000)")
    option("--records", type=int, metavar="N", help="most records of a request (default: 200)")
    option("--timeout", type=float, metavar="S", help="longest time for a record (default: 10)")
    option("--patience", type=float, metavar="S", help="longest time for a request (default: 60)")
    option("--rate", type=int, metavar="N", help="requests of a client in a minute, 0 for any number (default: 120)")
    option("--waiting", type=int, metavar="N", help="most requests that wait (default: 64)")
    option("--proxies", type=int, metavar="N", help="proxies in front that name the client (default: 0)")
    option("--editor", metavar="FOLDER", help="the structure editor JSME (npm package jsme-editor, unpacked)")
    return parser
