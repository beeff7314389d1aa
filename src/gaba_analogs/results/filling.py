"""Empty fields of records that are to be filled, and what became of a record before it is written again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from gaba_analogs.errors import OptionError, did_you_mean, nearest
from gaba_analogs.notation.text import is_placeholder, states_nothing
from gaba_analogs.record.fields import BY_NAME, FIELDS, of_kind
from gaba_analogs.record.kinds import IDENTIFIERS
from gaba_analogs.record.values import a_kind_of
from gaba_analogs.results.findings import RecordReport, Verdict

STRUCTURES = ("smiles", "inchi", "inchikey")
COMPOSITIONS = ("formula", "molecular_weight", "monoisotopic_mass")
LISTED = tuple(name for name in of_kind(*IDENTIFIERS) if not BY_NAME[name].shared)
FILLABLE = tuple(name for name in FIELDS if name in {*STRUCTURES, *COMPOSITIONS, *LISTED})
"""Fields that can be filled: identifiers of registries from reference tables alone."""


class Filling(NamedTuple):
    """What an empty field is to hold.

    Parameters
    ----------
    value
        The value.
    source
        What determines it, in words: ``from SMILES``.
    """

    value: str
    source: str


Fillings = Mapping[str, Filling]
"""Empty field to what it is to hold."""


def is_empty(field: str, text: str | None) -> bool:
    """Tell whether a field is to be filled: it holds no text, or a placeholder that says no more than that.

    Examples
    --------
    >>> is_empty("inchikey", "N/A"), is_empty("cas", "0-00-0"), is_empty("cas", "trade secret"), is_empty("cas", None)
    (True, True, False, True)
    """
    stated = (text or "").strip()
    if not stated or is_placeholder(stated):
        return True
    return not any(map(str.isalpha, stated)) and states_nothing(field, stated)


def values_of(filled: Fillings) -> dict[str, str]:
    """Give the values alone.

    Examples
    --------
    >>> values_of({"formula": Filling("C4H9NO2", "from SMILES")})
    {'formula': 'C4H9NO2'}
    """
    return {name: one.value for name, one in filled.items()}


def fields_to_fill(option: str, given: Iterable[str], *, has_tables: bool) -> tuple[str, ...]:
    """Return the fields to fill; one text can hold several, separated by commas.

    Raises
    ------
    OptionError
        One of them is no field that can be filled, or needs a reference table.
    """
    if not isinstance(given, Iterable):
        raise OptionError(f"{option}: expected names of fields, got {a_kind_of(given)}")
    texts = [given] if isinstance(given, str) else list(given)
    names = tuple(dict.fromkeys(name.strip() for text in texts for name in str(text).split(",") if name.strip()))
    if texts and not names:
        raise OptionError(f"{option}: no field given")
    for name in names:
        if name in FIELDS and name not in FILLABLE:
            known = ", ".join((*STRUCTURES, *COMPOSITIONS, *LISTED[:2]))
            raise OptionError(
                f"{option} {name}: nothing determines it; {known} and other registry numbers can be filled"
            )
        if name not in FILLABLE:
            near = nearest(name, FILLABLE)
            raise OptionError(f"{option} {name}: no field of that name{did_you_mean(near)}")
        if name in LISTED and not has_tables:
            table = "--against FILE" if option.startswith("--") else "against="
            raise OptionError(f"{option} {name}: only a reference table lists it: add {table}")
    return names


def why_unfilled(report: RecordReport, fields: Collection[str]) -> str | None:
    """Say why a record is not filled, where a person can mend that; None where all is stated, or for another reason.

    Parameters
    ----------
    report
        The report on the record.
    fields
        Those to fill.
    """
    record = report.record
    empty = {name for name in fields if is_empty(name, getattr(record, name))}
    if not empty or record.problem is not None:
        return None
    if report.verdict is Verdict.INCONSISTENT:
        return INCONSISTENT
    sources = ("smiles", "inchi", "molblock", *(() if empty - {*COMPOSITIONS} else ("formula",)))
    if any(not is_empty(name, getattr(record, name)) for name in sources):
        return None
    return NAME_ALONE if record.iupac_name or record.name else NO_STRUCTURE


INCONSISTENT, NAME_ALONE, NO_STRUCTURE = (
    "inconsistent",
    "no structure stated (a name is not taken for one)",
    "no structure stated",
)
"""Why a record is not filled."""


class Tried(NamedTuple):
    """What became of a record.

    Parameters
    ----------
    report
        The report on it.
    better
        Whether it is better with its corrections.
    filled
        What its empty fields are to hold.
    """

    report: RecordReport
    better: bool
    filled: Fillings
