"""Compounds side by side: descriptors of both forms, measured values, rules, similarity, R groups.

A table of descriptors of whatever was drawn is misleading for zwitterions, so all compounds are first
converted to the same form, and measured values are listed next to computed ones. Values are never averaged,
and no ratio mixes two assays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, get_args

import pandas as pd
from rdkit import Chem

from gaba_analogs.analogs.changes import changed_atoms
from gaba_analogs.analogs.comparison_text import as_html, as_text, is_number, styled
from gaba_analogs.analogs.depiction import depicted
from gaba_analogs.analogs.descriptors import compute, describe
from gaba_analogs.analogs.entry import NEUTRAL, PH74, Entry, FormChoice
from gaba_analogs.analogs.family import find
from gaba_analogs.analogs.ionisation import PHYSIOLOGICAL_PH
from gaba_analogs.analogs.matched_pairs import matched_pair
from gaba_analogs.analogs.measured import (
    Ratio,
    activity_cliffs,
    measured_table,
    measurements_of,
    one_assay,
    ratio_of,
)
from gaba_analogs.analogs.molecule import SEED
from gaba_analogs.analogs.notes import notes_of
from gaba_analogs.analogs.r_groups import COLUMNS, r_groups_of
from gaba_analogs.analogs.rules import Rule, evaluate
from gaba_analogs.analogs.similarity import FINGERPRINT, similarity_matrix
from gaba_analogs.analogs.versions import versions
from gaba_analogs.errors import InputError, UnknownCompoundError
from gaba_analogs.progress import watched

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler


class Comparison:
    """Compounds side by side; made by :func:`compare`.

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
        return _form_names(self.form_name)

    def _index(self, name: str) -> int:
        found = located(name, self.entries)
        if found is None:
            raise InputError(f"{name!r} is not in this comparison: {nearest(name, self.names)}")
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
            return pd.MultiIndex.from_product([self.names, _form_names(form_name)], names=["name", "form"])
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
            row: dict[str, object] = {"form_ph74": entry.at_ph74.kind}
            values = [compute(one.mol, keys) for one in (entry.neutral, entry.at_ph74)]
            for key in keys:
                row[f"{key}_neutral"], row[f"{key}_ph74"] = (value[key] for value in values)
            logd = [m for m in measurements_of(entry) if m.property == "logD7.4" and m.number() is not None]
            row["logd74_measured"] = logd[0].number() if logd else None
            row["logd74_source"] = logd[0].source_key if logd else None
            row["method"] = entry.at_ph74.method
            row["assumed"] = entry.at_ph74.assumed
            row["fraction_ph74"] = entry.at_ph74.fraction
            row["smiles_neutral"], row["smiles_ph74"] = entry.neutral.smiles, entry.at_ph74.smiles
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
            if entry.inchikey in seen:
                same = seen[entry.inchikey]
                rows.append((entry.name, f"same InChIKey as {same}: the same compound, possibly drawn in another form"))
            seen.setdefault(entry.inchikey, entry.name)
        return pd.DataFrame(rows, columns=["name", "note"], dtype=object)

    # -- measured values ---------------------------------------------------------------------------

    def measured(self, property: str | None = None, *, isomers: bool = False) -> pd.DataFrame:  # noqa: A002  # the data column
        """Return measured values, each as its source states it.

        Parameters
        ----------
        property
            Part of a property name, for example ``logD`` or ``GABA-B``; None for all.
        isomers
            True to list other stereoisomers of each compound too, in rows of their own.

        Raises
        ------
        InputError
            There is no bundled value of such a property.
        """
        return measured_table(self.entries, property, isomers=isomers)

    def ratio(self, numerator: str, denominator: str, property: str, *, assay: str | None = None) -> Ratio:  # noqa: A002
        """Return the ratio of two measured values of one property, within one assay of one source.

        Parameters
        ----------
        numerator, denominator
            Names in the comparison.
        property
            Part of a property name.
        assay
            Part of the assay description, if several assays measured both.

        Raises
        ------
        InputError
            The values differ in unit, assay or source, are not numbers, or are missing.
        """
        return ratio_of(self[numerator], self[denominator], property, assay)

    def activity(
        self,
        property: str | None = None,  # noqa: A002  # the data column
        *,
        assay: str | None = None,
        isomers: bool = True,
    ) -> pd.DataFrame:
        """Return the potencies from one assay as -log10 of the concentration [mol/L].

        Parameters
        ----------
        property
            Part of a property name, for example ``alpha2delta Ki``; None if there is only one assay.
        assay
            Part of the assay description, if several assays measured the property.
        isomers
            False to leave out other stereoisomers of the compounds.

        Raises
        ------
        InputError
            The compounds have no such potency, or several assays match.
        """
        return one_assay(self.entries, property, assay, isomers=isomers)

    def sali(self, property: str | None = None) -> pd.DataFrame:  # noqa: A002  # the data column
        """Return activity cliffs: the structure-activity landscape index of each pair within one assay.

        Guha and Van Drie, J. Chem. Inf. Model. 2008, 48, 646, doi:10.1021/ci7004093. Without chirality, mirror
        images have a similarity of 1: their row says ``stereo cliff`` instead of giving an infinite index.

        Parameters
        ----------
        property
            Part of a property name; None for all potencies.
        """
        return activity_cliffs(self.entries, property)

    # -- rules, similarity, structure --------------------------------------------------------------

    def rules(self, wanted: Iterable[str | Rule] | None = None, *, detail: bool = True) -> pd.DataFrame:
        """Apply published rules; return margins, and whether each rule applies to the compound at all.

        Parameters
        ----------
        wanted
            Keys of :func:`gaba_analogs.analogs.rules.rules`, or rules; None for all.
        detail
            True for one row per criterion; False for one row per rule.
        """
        chosen = None if wanted is None else list(wanted)
        rows: list[pd.DataFrame] = []
        for entry in watched(self.entries, "applying rules"):
            for name in self.form_names:
                results = evaluate(entry.mol(name), chosen)
                part = results.to_frame()
                part.insert(0, "name", entry.name)
                part.insert(1, "form", name)
                if not detail:
                    part = part.drop_duplicates("rule")
                    part.insert(3, "violations", [result.violations for result in results])
                    keep = ["name", "form", "rule", "rule_passed", "violations", "score", "applicability", "caution"]
                    part = part[[*keep, "doi"]]
                rows.append(part.astype(object))
        table = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame()
        table.attrs.update({"versions": versions()})
        return table

    def similarity(self, *, chirality: bool = True, form: FormChoice | None = None) -> pd.DataFrame:
        """Return Tanimoto coefficients of Morgan fingerprints.

        Parameters
        ----------
        chirality
            False to ignore chirality, so that mirror images are identical.
        form
            Form to convert all compounds to; None for that of the comparison.
        """
        chosen = self.form_name if form is None else form
        check_form(chosen)
        mols = [entry.mol(name) for entry in self.entries for name in _form_names(chosen)]
        table = similarity_matrix(mols, self._row_index(chosen), chirality=chirality)
        table.attrs.update({"fingerprint": FINGERPRINT, "chirality": chirality, "form": chosen, "versions": versions()})
        return table

    def r_groups(self) -> pd.DataFrame:
        """Return the substituents of the chain N-C4-C3-C2-acid of every compound.

        Groups are SMILES of the neutral form with ``*`` at the attachment point (two for a ring on C3);
        ``name_c3`` gives the group on C3 in words, and ``side`` its side of the backbone. Compounds
        without the chain are listed with the reason.
        """
        rows = [r_groups_of(entry) for entry in self.entries]
        index = pd.Index(self.names, name="name", dtype=object)
        return pd.DataFrame(rows, columns=list(COLUMNS), index=index, dtype=object)

    def pairs(self, *, all_pairs: bool = False) -> pd.DataFrame:
        """Return the matched pairs: compounds that differ by one group, or in configuration only.

        Parameters
        ----------
        all_pairs
            True for all pairs; False for pairs with the reference only.

        Returns
        -------
        DataFrame
            ``change`` (such as ``Cl>H``), ``shared`` with ``*`` for the group, and in ``stereo`` what else
            differs (empty if nothing does).
        """
        rows: list[dict[str, object]] = []
        for first, second in combinations(self._reference_first(), 2):
            if not all_pairs and self.reference not in {first.name, second.name}:
                continue
            found = matched_pair(first, second)
            if found is not None:
                rows.append({"from": first.name, "to": second.name, **found})
        return pd.DataFrame(
            rows, columns=["from", "to", "change", "removed", "added", "shared", "stereo"], dtype=object
        )

    def _reference_first(self) -> list[Entry]:
        return sorted(self.entries, key=lambda entry: entry.name != self.reference)

    # -- display -----------------------------------------------------------------------------------

    def styled(self) -> Styler:
        """Return the table with differences from the reference in each cell and units in the header.

        Raises
        ------
        MissingExtraError
            Jinja2, which this needs, is not installed.
        """
        return styled(self)

    def __str__(self) -> str:
        return as_text(self)

    __repr__ = __str__

    def to_html(self, *, structures: bool = True) -> str:
        """Return the comparison as self-contained HTML: structures, values, differences, notes.

        Parameters
        ----------
        structures
            False to leave out the drawings.
        """
        return as_html(self, structures=structures)

    def _repr_html_(self) -> str:
        return self.to_html()

    def depictions(self) -> list[Chem.Mol]:
        """Return the neutral forms with 2D coordinates, with the chain N-C4-C3-C2-acid aligned."""
        return [depicted(entry.neutral.mol) for entry in self.entries]

    def changed_atoms(self) -> list[tuple[int, ...]]:
        """Return, for each compound, the atom indices (from 0) that differ from the reference.

        If a group is only missing, it is the atom that bore it; if the sides of the backbone are opposite, it is C3.
        """
        if self.reference is None:
            return []
        base = self[self.reference]
        return [changed_atoms(entry, base) for entry in self.entries]


def _form_names(form_name: FormChoice) -> tuple[str, ...]:
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


def nearest(name: str, names: Sequence[str]) -> str:
    """Return a hint: names close to an unknown one, else all names."""
    near = get_close_matches(name, names, n=2)
    return f"did you mean {' or '.join(near)}?" if near else f"choose from {', '.join(names)}"


def check_form(form_name: str) -> None:
    """Raise if a form is unknown."""
    if form_name not in get_args(FormChoice):
        raise InputError(f"unknown form {form_name!r}: choose from {', '.join(get_args(FormChoice))}")
