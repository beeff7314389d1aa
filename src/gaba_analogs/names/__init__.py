"""Systematic names to structures, with OPSIN.

OPSIN is a Java program, kept running beside the Python process (`process`). `parser` sends it names and restarts it,
`reading` decides which spellings to send, with `spellings` and `components`; `answer` turns its output into a
`ParsedName`.

Lowe, D. M.; Corbett, P. T.; Murray-Rust, P.; Glen, R. C. Chemical Name to Structure: OPSIN, an Open
Source Solution. J. Chem. Inf. Model. 2011, 51, 739. https://doi.org/10.1021/ci100384d
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaba_analogs.names.installation import opsin_version, unavailable_reason
from gaba_analogs.names.parsed_name import ParsedName

if TYPE_CHECKING:
    from gaba_analogs.names.parser import NameParser

__all__ = ["ParsedName", "default_parser", "opsin_version", "unavailable_reason"]


def default_parser() -> NameParser:
    """Give the parser that all of this process share; it is loaded when names are read."""
    from gaba_analogs.names import parser  # noqa: PLC0415 - only where names are read

    return parser.default_parser()
