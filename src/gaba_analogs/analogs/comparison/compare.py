"""Compare compounds, given in any of several ways.

A compound that cannot be read is reported; the others are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from gaba_analogs.analogs.comparison.activities import ActivityColumn, ActivitySource, frame_items, with_activities
from gaba_analogs.analogs.comparison.comparison import Comparison
from gaba_analogs.analogs.comparison.entry import Entry, FormChoice, Rows, entries_of
from gaba_analogs.analogs.comparison.measured import Ratio
from gaba_analogs.analogs.comparison.similarity import tanimoto
from gaba_analogs.analogs.comparison.table import check_form, located, nearest_name
from gaba_analogs.analogs.descriptors import DEFAULT_KEYS, describe
from gaba_analogs.errors import InputError

__all__ = ["ActivityColumn", "Comparison", "Entry", "Ratio", "compare", "describe", "tanimoto"]


def compare(
    items: object,
    reference: str | None = None,
    descriptors: Iterable[str] | None = None,
    form: FormChoice = "neutral",
    *,
    structure: str | None = None,
    name: str | None = None,
    activity: Mapping[str, ActivitySource] | None = None,
    assay: str | None = None,
) -> Comparison:
    """Compare compounds, all in the same form.

    Parameters
    ----------
    items
        Compounds: names, SMILES, InChIs, molecules, or anything else that
        :func:`~gaba_analogs.analogs.molecule.as_molecule` reads; a DataFrame with its column `structure`; a
        DataFrame column, whose index names them if it is text; a mapping of names to compounds; or the path of an SD
        file.
    reference
        Name of the compound to compare with; None for the first.
    descriptors
        Keys (see :func:`describe`); None for the defaults.
    form
        ``neutral``, ``pH 7.4``, ``both``, or ``as drawn``.
    structure, name
        For a DataFrame: the columns of the structures and of the names.
    activity
        Own measured values by the name of the property, which says what they are (``GABA-B pKi``, ``GABA-B Ki [nM]``,
        ``logD7.4``): a column, an :class:`ActivityColumn` with what else is known, or a mapping of the names of the
        compounds to values.
    assay
        Description of the assay, or the column that holds it.

    Raises
    ------
    InputError
        A descriptor, form or column is unknown, the reference is not one of the compounds, or a value cannot be read.

    Examples
    --------
    >>> table = compare(["baclofen", "phenibut", "pregabalin", "GABA"], reference="baclofen")
    >>> table.delta["molecular_weight"].tolist()
    [0.0, -34.445, -54.435, -110.543]
    >>> table.pairs()["change"].tolist()
    ['Cl>H', '4-chlorophenyl>isobutyl', '4-chlorophenyl>H']
    >>> compare(["baclofin"]).problems["message"].item()
    "unknown compound 'baclofin': did you mean baclofen?"
    >>> columns = {"SMILES": ["NCCCC(=O)O", "NCCCP(C)(=O)O"], "ID": ["GABA", "SKF-97541"], "pKi": [7.6, 8.0]}
    >>> frame = pd.DataFrame(columns)
    >>> own = compare(frame, structure="SMILES", name="ID", activity={"GABA-B pKi": "pKi"}, assay="rat cortex")
    >>> round(own.ratio("GABA", "SKF-97541", "pKi").value, 1)
    2.5
    """
    check_form(form)
    keys = DEFAULT_KEYS if descriptors is None else tuple(descriptors)
    for key in keys:
        describe(key)
    frame = items if isinstance(items, pd.DataFrame) else None
    read, problems = entries_of(items if frame is None else Rows(frame_items(frame, structure, name)))
    entries = with_activities(read, frame, activity or {}, assay, [given for _, given, _ in problems])
    return Comparison(entries, problems, _reference(reference, entries, problems), keys, form)


def _reference(name: str | None, entries: Sequence[Entry], problems: Sequence[tuple[int, str, str]]) -> str | None:
    if name is None or not entries:
        return entries[0].name if entries else None
    found = located(name, entries)
    if found is not None:
        return entries[found].name
    if any(given == name for _, given, _ in problems):
        raise InputError(f"the reference {name!r} could not be read: {next(m for _, g, m in problems if g == name)}")
    hint = nearest_name(name, [entry.name for entry in entries])
    raise InputError(f"the reference {name!r} is not one of the compounds{hint}")
