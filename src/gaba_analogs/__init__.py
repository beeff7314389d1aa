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
    from gaba_analogs.analogs.comparison.compare import ActivityColumn, compare
    from gaba_analogs.analogs.comparison.comparison import Comparison
    from gaba_analogs.analogs.descriptors import describe
    from gaba_analogs.analogs.family import Compound, compounds, find
    from gaba_analogs.analogs.stereo.enantiomers import antipode, enantiomers, racemate
    from gaba_analogs.analogs.stereo.sense import spatial_sense
    from gaba_analogs.api.frames import FixedFrame, fix_frame, verify_frame
    from gaba_analogs.api.many import verify_many
    from gaba_analogs.api.verify import verify, verify_records
    from gaba_analogs.errors import (
        GabaAnalogsError,
        InputError,
        MissingExtraError,
        OptionError,
        OutputError,
        UnknownCheckError,
        UnknownCompoundError,
    )
    from gaba_analogs.online.activities import fetch_activities
    from gaba_analogs.online.analogs import find_analogs
    from gaba_analogs.online.family import refresh_family
    from gaba_analogs.online.fetch import fetch_record, fetch_records
    from gaba_analogs.readers import read
    from gaba_analogs.readers.papers.paragraphs import ReportedCompound, read_si
    from gaba_analogs.record import Place, StructureRecord
    from gaba_analogs.references.tables import Reference
    from gaba_analogs.registry.pubchem.lookup import PubChem
    from gaba_analogs.results.findings import Finding, RecordReport, Safety, Severity, Verdict
    from gaba_analogs.testing import assert_all_consistent, assert_consistent
    from gaba_analogs.verification.catalogue import CATALOGUE
    from gaba_analogs.verification.report import Report, ReportStream

    __version__: str

__all__ = [
    "CATALOGUE",
    "ActivityColumn",
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
    "Reference",
    "Report",
    "ReportStream",
    "ReportedCompound",
    "Safety",
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
    "fetch_activities",
    "fetch_record",
    "fetch_records",
    "find",
    "find_analogs",
    "fix_frame",
    "racemate",
    "read",
    "read_si",
    "refresh_family",
    "spatial_sense",
    "verify",
    "verify_frame",
    "verify_many",
    "verify_records",
]

_MODULES = {
    "analogs.stereo.sense": ("spatial_sense",),
    "analogs.comparison.compare": ("ActivityColumn", "compare"),
    "analogs.comparison.comparison": ("Comparison",),
    "analogs.descriptors": ("describe",),
    "analogs.family": ("Compound", "compounds", "find"),
    "analogs.stereo.enantiomers": ("antipode", "enantiomers", "racemate"),
    "api.many": ("verify_many",),
    "errors": (
        "GabaAnalogsError",
        "InputError",
        "MissingExtraError",
        "OptionError",
        "OutputError",
        "UnknownCheckError",
        "UnknownCompoundError",
    ),
    "results.findings": ("Finding", "RecordReport", "Safety", "Severity", "Verdict"),
    "api.frames": ("FixedFrame", "fix_frame", "verify_frame"),
    "online.activities": ("fetch_activities",),
    "online.analogs": ("find_analogs",),
    "online.family": ("refresh_family",),
    "online.fetch": ("fetch_record", "fetch_records"),
    "references.tables": ("Reference",),
    "registry.pubchem.lookup": ("PubChem",),
    "readers": ("read",),
    "readers.papers.paragraphs": ("ReportedCompound", "read_si"),
    "record": ("Place", "StructureRecord"),
    "api.verify": ("verify", "verify_records"),
    "verification.report": ("Report", "ReportStream"),
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
    "record as text": ("output.text", "as_text"),
    "record as HTML": ("output.notebook", "report_html"),
    "report as text": ("output.saving", "to_terminal"),
    "report as HTML": ("output.notebook", "report_list_html"),
    "report for review": ("output.notebook", "Review"),
    "report as frame": ("output.table", "frame_of"),
    "relations as frame": ("output.relations", "frame_of_relations"),
    "report as file": ("output.saving", "to_text"),
    "report in file": ("output.saving", "save"),
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
