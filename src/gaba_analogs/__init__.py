"""Checks that the fields of a structure record agree, and compares GABA analogues.

Every public name is listed in ``__all__`` and loads its module when it is first used, so that
``import gaba_analogs`` costs nothing.

Examples
--------
>>> import gaba_analogs as ga
>>> ga.verify({"smiles": "NCCCC(=O)O", "inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N"}).verdict.value
'verified'
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from gaba_analogs.results.display import register

if TYPE_CHECKING:
    from gaba_analogs.analogs.backbone import spatial_sense
    from gaba_analogs.analogs.compare import compare
    from gaba_analogs.analogs.comparison import Comparison
    from gaba_analogs.analogs.descriptors import describe
    from gaba_analogs.analogs.family import Compound, compounds, find
    from gaba_analogs.analogs.stereo import antipode, enantiomers, racemate
    from gaba_analogs.batch.run import verify_many
    from gaba_analogs.errors import (
        GabaAnalogsError,
        InputError,
        MissingExtraError,
        OptionError,
        OutputError,
        UnknownCheckError,
        UnknownCompoundError,
    )
    from gaba_analogs.findings import Finding, RecordReport, Severity, Verdict
    from gaba_analogs.frames import FixedFrame, fix_frame, verify_frame
    from gaba_analogs.pubchem.analogs import find_analogs
    from gaba_analogs.pubchem.family import refresh_family
    from gaba_analogs.pubchem.fetch import fetch_record, fetch_records
    from gaba_analogs.pubchem.lookup import PubChem
    from gaba_analogs.readers import read
    from gaba_analogs.record import Place, StructureRecord
    from gaba_analogs.report import verify, verify_records
    from gaba_analogs.results.report import Report, ReportStream
    from gaba_analogs.testing import assert_all_consistent, assert_consistent
    from gaba_analogs.verification.catalogue import CATALOGUE

    __version__: str

__all__ = [
    "CATALOGUE",
    "Comparison",
    "Compound",
    "Finding",
    "FixedFrame",
    "GabaAnalogsError",
    "InputError",
    "MissingExtraError",
    "OptionError",
    "OutputError",
    "Place",
    "PubChem",
    "RecordReport",
    "Report",
    "ReportStream",
    "Severity",
    "StructureRecord",
    "UnknownCheckError",
    "UnknownCompoundError",
    "Verdict",
    "__version__",
    "antipode",
    "assert_all_consistent",
    "assert_consistent",
    "compare",
    "compounds",
    "describe",
    "enantiomers",
    "fetch_record",
    "fetch_records",
    "find",
    "find_analogs",
    "fix_frame",
    "racemate",
    "read",
    "refresh_family",
    "spatial_sense",
    "verify",
    "verify_frame",
    "verify_many",
    "verify_records",
]

_MODULES = {
    "analogs.backbone": ("spatial_sense",),
    "analogs.compare": ("compare",),
    "analogs.comparison": ("Comparison",),
    "analogs.descriptors": ("describe",),
    "analogs.family": ("Compound", "compounds", "find"),
    "analogs.stereo": ("antipode", "enantiomers", "racemate"),
    "batch.run": ("verify_many",),
    "errors": (
        "GabaAnalogsError",
        "InputError",
        "MissingExtraError",
        "OptionError",
        "OutputError",
        "UnknownCheckError",
        "UnknownCompoundError",
    ),
    "findings": ("Finding", "RecordReport", "Severity", "Verdict"),
    "frames": ("FixedFrame", "fix_frame", "verify_frame"),
    "pubchem.analogs": ("find_analogs",),
    "pubchem.family": ("refresh_family",),
    "pubchem.fetch": ("fetch_record", "fetch_records"),
    "pubchem.lookup": ("PubChem",),
    "readers": ("read",),
    "record": ("Place", "StructureRecord"),
    "report": ("verify", "verify_records"),
    "results.report": ("Report", "ReportStream"),
    "verification.catalogue": ("CATALOGUE",),
    "testing": ("assert_all_consistent", "assert_consistent"),
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names}


def _load(module: str, name: str) -> Any:  # noqa: ANN401  # whatever the module holds
    """Give a function of this package; its module is imported now."""
    return getattr(import_module(f"{__name__}.{module}"), name)


def _renderer(module: str, name: str) -> Callable[..., Any]:
    """Give a function that loads its module when it is first called."""

    def render(*arguments: object) -> Any:  # noqa: ANN401  # whatever the function gives
        return _load(module, name)(*arguments)

    return render


_RENDERERS = {
    "record as text": ("render.text", "as_text"),
    "record as HTML": ("render.notebook", "report_html"),
    "report as text": ("render.saving", "to_terminal"),
    "report as HTML": ("render.notebook", "report_list_html"),
    "report as frame": ("render.table", "frame_of"),
    "report as file": ("render.saving", "to_text"),
    "report in file": ("render.saving", "save"),
}
register({form: _renderer(*place) for form, place in _RENDERERS.items()})


def __dir__() -> list[str]:
    """List the public names for completion."""
    return __all__


if not TYPE_CHECKING:  # a type checker reads the imports above instead

    def __getattr__(name: str) -> object:
        """Load a public name when it is first used."""
        if name == "__version__":
            from importlib.metadata import version  # noqa: PLC0415  # slow to load, rarely asked

            value = version(__name__)
        elif name in _HOMES:
            value = _load(_HOMES[name], name)
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value
        return value
