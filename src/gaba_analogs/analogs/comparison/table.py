"""The table of a comparison: its compounds and what is computed for each of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import get_args

import numpy as np
import pandas as pd

from gaba_analogs.analogs.comparison.changes import changed_atoms
from gaba_analogs.analogs.comparison.entry import NEUTRAL, PH74, Entry, FormChoice
from gaba_analogs.analogs.comparison.measured import readings_of
from gaba_analogs.analogs.comparison.notes import notes_of
from gaba_analogs.analogs.comparison.versions import versions
from gaba_analogs.analogs.descriptors import compute, describe
from gaba_analogs.analogs.family import find
from gaba_analogs.analogs.forms import PHYSIOLOGICAL_PH
from gaba_analogs.analogs.molecule import SEED
from gaba_analogs.analogs.stereo.groups import ONE_ENANTIOMER
from gaba_analogs.errors import InputError, UnknownCompoundError, did_you_mean, nearest
from gaba_analogs.progress import watched


class ComparisonTable:
    """Compounds side by side, with their descriptors.

    Parameters
    ----------
    entries
        The compounds that could be read.
    problems
        (position from 1, input, message) of those that could not.
    reference
        Name of the compound to compare with; None if there are no entries.
    descriptors
        Keys of the columns.
    form_name
        Form to describe.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        problems: Sequence[tuple[int, str, str]],
        reference: str | None,
        descriptors: Sequence[str],
        form_name: FormChoice,
    ) -> None:
        self.entries = tuple(entries)
        self.problems = pd.DataFrame(list(problems), columns=["position", "given", "message"])
        self.reference = reference
        self.descriptors = tuple(descriptors)
        self.form_name = form_name

    # -- access ------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __getitem__(self, name: str) -> Entry:
        return self.entries[self._index(name)]

    @property
    def names(self) -> tuple[str, ...]:
        """Row names, in the order given."""
        return tuple(entry.name for entry in self.entries)

    @property
    def form_names(self) -> tuple[str, ...]:
        """The forms described: one, or two for ``both``."""
        return names_of_forms(self.form_name)

    def _index(self, name: str) -> int:
        found = located(name, self.entries)
        if found is None:
            raise InputError(f"{name!r} is not in this comparison{nearest_name(name, self.names)}")
        return found

    # -- descriptors -------------------------------------------------------------------------------

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Descriptors, one row per compound (for ``both``, per compound and form); units are in ``attrs``."""
        mols = [entry.mol(name) for entry in self.entries for name in self.form_names]
        rows = [compute(mol, self.descriptors) for mol in watched(mols, "computing descriptors")]
        table = pd.DataFrame(rows, columns=list(self.descriptors), index=self._row_index(self.form_name))
        table.attrs.update(self._attributes())
        return table

    def _row_index(self, form_name: FormChoice) -> pd.Index:
        if form_name == "both":
            return pd.MultiIndex.from_product([self.names, names_of_forms(form_name)], names=["name", "form"])
        return pd.Index(self.names, name="name", dtype=object)

    def _attributes(self) -> dict[str, object]:
        return {
            "form": self.form_name,
            "reference": self.reference,
            "units": {key: describe(key).unit for key in self.descriptors},
            "definitions": {key: describe(key).definition for key in self.descriptors},
            "sources": {key: describe(key).reference for key in self.descriptors},
            "versions": versions(),
            "seed": SEED,
        }

    @cached_property
    def delta(self) -> pd.DataFrame:
        """Difference of every number from that of the reference in the same form."""
        numbers = self._numeric()
        if numbers.empty or self.reference is None:
            return numbers
        if self.form_name == "both":
            base = numbers.loc[self.reference]
            table = numbers - base.loc[numbers.index.get_level_values("form")].to_numpy()
        else:
            table = numbers - numbers.loc[self.reference]
        table = table.round(6)
        table.attrs.update(self._attributes())
        return table

    def _numeric(self) -> pd.DataFrame:
        keep = [key for key in self.descriptors if all(is_number(v) or pd.isna(v) for v in self.frame[key])]
        keep = [key for key in keep if any(is_number(value) for value in self.frame[key])]
        return self.frame[keep].astype("float64")

    @cached_property
    def constant(self) -> tuple[str, ...]:
        """Columns with the same value for all compounds in the same form, which cannot distinguish them."""
        if len(self.entries) < 2:
            return ()
        return tuple(key for key in self.descriptors if all(len(v) == 1 for v in self._values_by_form(key)))

    def _values_by_form(self, key: str) -> list[set[object]]:
        column = [None if pd.isna(value) else value for value in self.frame[key]]
        step = len(self.form_names)
        return [set(column[start::step]) for start in range(step)]

    @property
    def versions(self) -> dict[str, str]:
        """Versions of the programs that the numbers depend on."""
        return versions()

    @cached_property
    def identity(self) -> pd.DataFrame:
        """Identity of each compound: key, stereo form, side of the backbone, SMILES of both forms, InChIKey."""
        rows = [
            {
                "key": entry.key,
                "stereo_form": entry.stereo_form,
                "side": str(entry.side),
                "smiles": entry.neutral.smiles,
                "smiles_ph74": entry.at_ph74.smiles,
                "inchikey": entry.inchikey,
            }
            for entry in self.entries
        ]
        columns = ["key", "stereo_form", "side", "smiles", "smiles_ph74", "inchikey"]
        return pd.DataFrame(rows, columns=columns, index=pd.Index(self.names, name="name", dtype=object), dtype=object)

    @cached_property
    def forms(self) -> pd.DataFrame:
        """Neutral drawing and form at pH 7.4 side by side, with measured logD7.4 where there is a bundled value."""
        keys = ("wlogp", "tpsa", "hbd_groups", "hbd_hydrogens", "qed")
        rows: list[dict[str, object]] = []
        for entry in self.entries:
            row: dict[str, object] = {"form_ph74": entry.at_ph74.words}
            values = [compute(one.mol, keys) for one in (entry.neutral, entry.at_ph74)]
            for key in keys:
                row[f"{key}_neutral"], row[f"{key}_ph74"] = (value[key] for value in values)
            logd = [m for m in readings_of(entry) if m.quantity == "logD7.4" and m.number is not None]
            row["logd74_measured"] = logd[0].number if logd else None
            row["logd74_source"] = logd[0].source_key if logd else None
            row["method"] = entry.at_ph74.method
            row["assumed"] = entry.at_ph74.assumed
            row["fraction_ph74"] = entry.at_ph74.fraction
            row["smiles_neutral"], row["smiles_ph74"] = entry.neutral.smiles, entry.at_ph74.smiles
            row["smiles_ph74_or"] = "; ".join(entry.at_ph74.others)
            rows.append(row)
        table = pd.DataFrame(rows, index=pd.Index(self.names, name="name", dtype=object))
        table.attrs.update({"units": {"tpsa": "A2"}, "versions": versions(), "ph": PHYSIOLOGICAL_PH})
        return table

    @cached_property
    def notes(self) -> pd.DataFrame:
        """Caveats, one row per compound and note: no backbone, salts, unspecified stereo, assumed forms."""
        rows = [(entry.name, note) for entry in self.entries for note in notes_of(entry)]
        seen: dict[str, str] = {}
        for entry in self.entries:
            if entry.inchikey is None or entry.stereo_form == ONE_ENANTIOMER:
                continue
            if entry.inchikey in seen:
                same = seen[entry.inchikey]
                rows.append((entry.name, f"same InChIKey as {same}: the same compound, possibly drawn in another form"))
            seen.setdefault(entry.inchikey, entry.name)
        return pd.DataFrame(rows, columns=["name", "note"], dtype=object)

    def changed_atoms(self) -> list[tuple[int, ...]]:
        """Return, for each compound, the atom indices (from 0) that differ from the reference.

        If a group is only missing, it is the atom that bore it; if the sides of the backbone are opposite, it is C3.
        """
        if self.reference is None:
            return []
        base = self[self.reference]
        return [changed_atoms(entry, base) for entry in self.entries]


def names_of_forms(form_name: FormChoice) -> tuple[str, ...]:
    """Return the forms of a choice: one, or two for ``both``."""
    return (NEUTRAL, PH74) if form_name == "both" else (form_name,)


def located(name: str, entries: Sequence[Entry]) -> int | None:
    """Find a row by its name, else by any other name of the same bundled compound."""
    for index, entry in enumerate(entries):
        if entry.name == name:
            return index
    try:
        key = find(name).key
    except UnknownCompoundError:
        return None
    return next((index for index, entry in enumerate(entries) if entry.key == key), None)


def nearest_name(name: str, names: Sequence[str]) -> str:
    """Return a hint: names close to an unknown one, else all names."""
    return did_you_mean(nearest(name, names, most=2), f": choose from {', '.join(names)}")


def check_form(form_name: str) -> None:
    """Raise if a form is unknown."""
    if form_name not in get_args(FormChoice):
        raise InputError(f"unknown form {form_name!r}: choose from {', '.join(get_args(FormChoice))}")


def is_number(value: object) -> bool:
    """Return whether a value is a number: not text, not a boolean, not missing."""
    return isinstance(value, int | float | np.number) and not isinstance(value, bool) and not math.isnan(value)
