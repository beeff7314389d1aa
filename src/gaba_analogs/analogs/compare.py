"""Compare compounds of the family: descriptors of both forms, measured values, rules, similarity, R groups.

A descriptor table of whatever was drawn misleads for zwitterions, so every compound is first brought into
one form, and measured values stand beside the computed ones. A compound that cannot be read becomes a
reported row. Nothing is averaged, and no ratio mixes two assays.
"""

from __future__ import annotations

import gzip
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache, cached_property
from html import escape
from importlib import metadata, util
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import pandas as pd
from rdkit import Chem, DataStructs
from rdkit import __version__ as rdkit_version
from rdkit.Chem import rdDepictor, rdFingerprintGenerator, rdFMCS
from rdkit.Chem.Draw import rdMolDraw2D

from gaba_analogs.analogs.descriptors import DEFAULT_KEYS, Value, compute, describe
from gaba_analogs.analogs.family import Compound, Measurement, compounds, find, pharmacology, sources
from gaba_analogs.analogs.ionisation import PHYSIOLOGICAL_PH, Form, form
from gaba_analogs.analogs.rules import Rule, evaluate
from gaba_analogs.analogs.stereo import (
    ACID,
    AMINE,
    SEED,
    Backbone,
    CompoundLike,
    SpatialSense,
    Stereoisomer,
    as_molecule,
    backbones,
    cip_labels,
    family_entry,
    spatial_sense,
    standard_inchi,
    stereocentres,
)
from gaba_analogs.errors import GabaAnalogsError, InputError, MissingExtraError, UnknownCompoundError
from gaba_analogs.structure import quiet

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler

__all__ = ["Comparison", "Entry", "Ratio", "compare", "describe", "tanimoto"]

FormChoice = Literal["neutral", "pH 7.4", "as drawn", "both"]
"""Which form is described; ``both`` is neutral and pH 7.4."""

FINGERPRINT = "Morgan, radius 2, 2048 bits"
"""What similarities are computed from; Rogers and Hahn, J. Chem. Inf. Model. 2010, 50, 742, doi:10.1021/ci100050t."""

STEREO_CLIFF = "stereo cliff"
"""Stands where the activity of mirror images differs and their similarity without chirality is 1."""

_NEUTRAL: Literal["neutral"] = "neutral"
_PH74: Literal["pH 7.4"] = "pH 7.4"
_TO_MOLAR = {"M": 1.0, "mM": 1e-3, "uM": 1e-6, "µM": 1e-6, "nM": 1e-9, "pM": 1e-12}
_INCHIKEY = re.compile(r"(?:InChIKey=)?[A-Z]{14}-[A-Z]{10}-[A-Z]", re.IGNORECASE)
_POTENCY = re.compile(r"\b(?:Ki|Kd|IC50|EC50|Km)\b")
_ASSIGNED = frozenset({Chem.ChiralType.CHI_TETRAHEDRAL_CW, Chem.ChiralType.CHI_TETRAHEDRAL_CCW})
_LEAST_SHARED = 5
_R_GROUP_COLUMNS = ("N", "C4", "C3", "C2", "acid", "name_c3", "side", "reason")
_ACID_NAMES = {"C": "carboxylic acid", "S": "sulfonic acid", "P": "phosphonic acid"}
_CHAINS = {2: "an alpha-amino acid", 3: "a beta-amino acid", 5: "a delta-amino acid", 6: "an epsilon-amino acid"}
_GROUP_NAMES = {
    "[H]*": "H",
    "*C": "methyl",
    "*CC(C)C": "isobutyl",
    "*F": "F",
    "*Cl": "Cl",
    "*O": "OH",
    "*C=C": "vinyl",
    "*c1ccccc1": "phenyl",
    "*c1ccc(Cl)cc1": "4-chlorophenyl",
    "*c1ccc(F)cc1": "4-fluorophenyl",
    "*c1ccc(C)cc1": "4-tolyl",
    "*C(=O)O": "COOH",
    "*S(=O)(=O)O": "SO3H",
    "*P(=O)(O)O": "PO3H2",
    "*CC(=O)O": "CH2COOH",
    "*CS(=O)(=O)O": "CH2SO3H",
    "*CP(=O)(O)O": "CH2PO3H2",
    "*CN": "CH2NH2",
    "*CCC(=O)O": "CH2CH2COOH",
    "*CCN": "CH2CH2NH2",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One compound of a comparison.

    Parameters
    ----------
    name
        Row name, unique in the comparison.
    key
        Key of the family; None for a compound that is not in it.
    stereo_form
        ``R``, ``S``, ``racemate``, ``achiral``, ``unspecified`` or the full descriptors.
    side
        Side of the backbone relative to (R)-baclofen.
    inchikey
        Standard InChIKey of the neutral form.
    drawn
        The molecule as it was given.
    neutral, at_ph74
        Both forms, counter-ions left out.
    """

    name: str
    key: str | None
    stereo_form: str
    side: SpatialSense
    inchikey: str
    drawn: Chem.Mol = field(repr=False, compare=False)
    neutral: Form = field(repr=False, compare=False)
    at_ph74: Form = field(repr=False, compare=False)

    def mol(self, form_name: str) -> Chem.Mol:
        """Give the molecule in one form: ``neutral``, ``pH 7.4`` or ``as drawn``."""
        return {_NEUTRAL: self.neutral.mol, _PH74: self.at_ph74.mol}.get(form_name, self.drawn)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """Two values of one property, from one assay of one source, divided.

    Parameters
    ----------
    value
        Quotient [-].
    qualifier
        ``=``, ``~``, ``<`` or ``>``, as the two values allow.
    uncertainty
        Propagated to first order from stated ± values [-]; None where none are stated.
    numerator, denominator
        Names of the compounds.
    property, assay, species
        What was measured, and how.
    source_key, citation
        Where both values come from.
    """

    value: float
    qualifier: str
    uncertainty: float | None
    numerator: str
    denominator: str
    property: str
    assay: str | None
    species: str | None
    source_key: str
    citation: str

    def __str__(self) -> str:
        sign = "" if self.qualifier == "=" else self.qualifier
        spread = "" if self.uncertainty is None else f" ± {self.uncertainty:.2g}"
        how = ", ".join(part for part in (self.assay, self.species) if part)
        return (
            f"{self.property}, {self.numerator} over {self.denominator}: {sign}{self.value:.3g}{spread} "
            f"({how}; {self.citation})"
        )


class Comparison:
    """Compounds side by side; made by :func:`compare`.

    Parameters
    ----------
    entries
        The compounds that could be read.
    problems
        (position from 1, what was given, message) of each that could not.
    reference
        Name of the entry that others are compared with; None without entries.
    descriptors
        Columns.
    form_name
        Which form is described.
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
        """The forms that are described: one, or two for ``both``."""
        return (_NEUTRAL, _PH74) if self.form_name == "both" else (self.form_name,)

    def _index(self, name: str) -> int:
        found = _locate(name, self.entries)
        if found is None:
            near = get_close_matches(name, self.names, n=2)
            hint = f"did you mean {' or '.join(near)}?" if near else f"choose from {', '.join(self.names)}"
            raise InputError(f"{name!r} is not in this comparison: {hint}")
        return found

    # -- descriptors -------------------------------------------------------------------------------

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Descriptors: one row per compound, for ``both`` one per compound and form; units in ``attrs``."""
        rows = [compute(entry.mol(name), self.descriptors) for entry in self.entries for name in self.form_names]
        table = pd.DataFrame(rows, columns=list(self.descriptors), index=self._row_index())
        table.attrs.update(self._attributes())
        return table

    def _row_index(self) -> pd.Index:
        if self.form_name == "both":
            return pd.MultiIndex.from_product([self.names, self.form_names], names=["name", "form"])
        return pd.Index(self.names, name="name", dtype=object)

    def _attributes(self) -> dict[str, object]:
        return {
            "form": self.form_name,
            "reference": self.reference,
            "units": {key: describe(key).unit for key in self.descriptors},
            "definitions": {key: describe(key).definition for key in self.descriptors},
            "sources": {key: describe(key).reference for key in self.descriptors},
            "versions": _versions(),
            "seed": SEED,
        }

    @cached_property
    def delta(self) -> pd.DataFrame:
        """Difference of every number to the reference in the same form."""
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
        keep = [key for key in self.descriptors if all(_is_number(v) or _is_missing(v) for v in self.frame[key])]
        keep = [key for key in keep if any(_is_number(value) for value in self.frame[key])]
        return self.frame[keep].astype("float64")

    @cached_property
    def constant(self) -> tuple[str, ...]:
        """Columns with the same value for every compound of one form: they tell nothing apart."""
        if len(self.entries) < 2:
            return ()
        return tuple(key for key in self.descriptors if all(len(v) == 1 for v in self._values_by_form(key)))

    def _values_by_form(self, key: str) -> list[set[object]]:
        column = [None if _is_missing(value) else value for value in self.frame[key]]
        step = len(self.form_names)
        return [set(column[start::step]) for start in range(step)]

    @property
    def versions(self) -> dict[str, str]:
        """What the numbers depend on."""
        return _versions()

    @cached_property
    def identity(self) -> pd.DataFrame:
        """Who is who: family key, stereo form, side of the backbone, SMILES of both forms, InChIKey."""
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
        """Neutral drawing and form at pH 7.4 side by side, with measured logD7.4 where the family has one."""
        keys = ("wlogp", "tpsa", "hbd_groups", "hbd_hydrogens", "qed")
        rows: list[dict[str, object]] = []
        for entry in self.entries:
            row: dict[str, object] = {"form_ph74": entry.at_ph74.kind}
            values = [compute(one.mol, keys) for one in (entry.neutral, entry.at_ph74)]
            for key in keys:
                row[f"{key}_neutral"], row[f"{key}_ph74"] = (value[key] for value in values)
            logd = [m for m in _rows_of(entry) if m.property == "logD7.4" and m.number() is not None]
            row["logd74_measured"] = logd[0].number() if logd else None
            row["logd74_source"] = logd[0].source_key if logd else None
            row["method"] = entry.at_ph74.method
            row["assumed"] = entry.at_ph74.assumed
            row["fraction_ph74"] = entry.at_ph74.fraction
            row["smiles_neutral"], row["smiles_ph74"] = entry.neutral.smiles, entry.at_ph74.smiles
            rows.append(row)
        table = pd.DataFrame(rows, index=pd.Index(self.names, name="name", dtype=object))
        table.attrs.update({"units": {"tpsa": "A2"}, "versions": _versions(), "ph": PHYSIOLOGICAL_PH})
        return table

    @cached_property
    def notes(self) -> pd.DataFrame:
        """What to beware of, one row per compound and note: missing backbone, salts, open stereo, assumed forms."""
        rows = [(entry.name, note) for entry in self.entries for note in _notes(entry)]
        seen: dict[str, str] = {}
        for entry in self.entries:
            if entry.inchikey in seen:
                same = seen[entry.inchikey]
                rows.append((entry.name, f"same InChIKey as {same}: one compound, whatever form was drawn"))
            seen.setdefault(entry.inchikey, entry.name)
        return pd.DataFrame(rows, columns=["name", "note"], dtype=object)

    # -- measured values ---------------------------------------------------------------------------

    def measured(self, property: str | None = None, *, isomers: bool = False) -> pd.DataFrame:  # noqa: A002  # the data column
        """Give measured values, each as its source states it.

        Parameters
        ----------
        property
            Part of the name of a property, for example ``logD`` or ``GABA-B``; None for all.
        isomers
            True to list other stereo forms of each compound too, as rows of their own.

        Raises
        ------
        InputError
            No value of the family has such a property.
        """
        pairs = [(entry, row) for entry in self.entries for row in _rows_of(entry, isomers=isomers)]
        if property is not None:
            _check_property(property)
            pairs = [(entry, row) for entry, row in pairs if property.casefold() in row.property.casefold()]
        rows: list[dict[str, object]] = []
        seen: set[Measurement] = set()
        for entry, row in pairs:
            if isomers and row in seen:
                continue
            seen.add(row)
            rows.append({"name": entry.name, **_as_dict(row)})
        return pd.DataFrame(rows, columns=["name", *_MEASURED_COLUMNS], dtype=object)

    def ratio(self, numerator: str, denominator: str, property: str, *, assay: str | None = None) -> Ratio:  # noqa: A002
        """Divide two measured values of one property, within one assay of one source.

        Parameters
        ----------
        numerator, denominator
            Names in the comparison.
        property
            Part of the name of a property.
        assay
            Part of the assay text, where several assays measured both.

        Raises
        ------
        InputError
            The values have another unit, assay or source, are no numbers, or are missing.
        """
        _check_property(property)
        names = [self[name].name for name in (numerator, denominator)]
        tops, bottoms = (
            [m for m in _rows_of(self[name]) if property.casefold() in m.property.casefold()] for name in names
        )
        for name, found in zip(names, (tops, bottoms), strict=True):
            if not any(m.number() is not None for m in found):
                raise InputError(f"no number for {property!r} of {name}: see measured({property!r})")
        pairs = [
            (a, b)
            for a in tops
            for b in bottoms
            if _assay_of(a) == _assay_of(b) and (assay is None or assay.casefold() in (a.assay or "").casefold())
        ]
        pairs = [(a, b) for a, b in pairs if a.number() is not None and b.number()]
        if not pairs:
            raise InputError(_why_no_ratio(names, tops, bottoms, property))
        if len(pairs) > 1:
            choices = "; ".join(sorted(f"{a.property}, {a.assay or 'assay not stated'}" for a, _ in pairs))
            raise InputError(f"{len(pairs)} assays measured {property!r} of both: name one with assay=: {choices}")
        return _ratio(names, *pairs[0])

    def activity(
        self,
        property: str | None = None,  # noqa: A002  # the data column
        *,
        assay: str | None = None,
        isomers: bool = True,
    ) -> pd.DataFrame:
        """Give potencies of one assay as negative decadic logarithms of mol/L.

        Parameters
        ----------
        property
            Part of the name, for example ``alpha2delta Ki``; None where only one assay is there.
        assay
            Part of the assay text, where several assays measured the property.
        isomers
            False to leave out other stereo forms of the compounds.

        Raises
        ------
        InputError
            The compounds have no such potency, or several assays would be mixed.
        """
        table = self._potencies(property, isomers=isomers)
        if assay is not None:
            table = table[[assay.casefold() in str(text or "").casefold() for text in table["assay"]]]
        if table.empty:
            raise InputError(f"no potency {property or ''!r} for {', '.join(self.names)}: see measured()")
        groups = table.groupby(_GROUP, dropna=False, sort=False).size()
        if len(groups) > 1:
            listed = "; ".join(f"{prop}, {how or 'assay not stated'}" for prop, how, *_ in groups.index)
            raise InputError(
                f"{len(groups)} assays must not share one axis: choose with property= and assay=: {listed}"
            )
        return table.reset_index(drop=True)

    def _potencies(self, property: str | None, *, isomers: bool) -> pd.DataFrame:  # noqa: A002
        table = self.measured(property, isomers=isomers)
        if table.empty:
            return table.assign(p_activity=[])
        usable = [
            unit in _TO_MOLAR and bool(number) and _POTENCY.search(str(prop)) is not None
            for unit, number, prop in zip(table["unit"], table["number"], table["property"], strict=True)
        ]
        table = table[usable].copy()
        table["p_activity"] = [
            round(-math.log10(float(number) * _TO_MOLAR[str(unit)]), 6)
            for number, unit in zip(table["number"], table["unit"], strict=True)
        ]
        return table

    def sali(self, property: str | None = None) -> pd.DataFrame:  # noqa: A002  # the data column
        """Give activity cliffs: difference in activity per dissimilarity, pair by pair within one assay.

        Guha and Van Drie, J. Chem. Inf. Model. 2008, 48, 646, doi:10.1021/ci7004093. Mirror images have a
        similarity of 1 without chirality: their row says ``stereo cliff`` instead of an infinite index.

        Parameters
        ----------
        property
            Part of the name of a property; None for all potencies.
        """
        table = self._potencies(property, isomers=True)
        rows: list[dict[str, object]] = []
        for _, group in table.groupby(_GROUP, dropna=False, sort=False):
            for (_, a), (_, b) in combinations(group.iterrows(), 2):
                rows.append(_cliff(a, b))
        columns = ["first", "second", "property", "assay", "delta_p", "qualifier", "similarity", "sali", "verdict"]
        return pd.DataFrame(rows, columns=[*columns, "source_key"])

    # -- rules, similarity, structure --------------------------------------------------------------

    def rules(self, wanted: Iterable[str | Rule] | None = None, *, detail: bool = True) -> pd.DataFrame:
        """Apply published rules, with margins and whether they apply to the compound at all.

        Parameters
        ----------
        wanted
            Keys of :func:`gaba_analogs.analogs.rules.rules`, or rules; None for all.
        detail
            True for one row per criterion; False for one per rule.
        """
        chosen = None if wanted is None else list(wanted)
        rows: list[pd.DataFrame] = []
        for entry in self.entries:
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
        table.attrs.update({"versions": _versions()})
        return table

    def similarity(self, *, chirality: bool = True, form: FormChoice | None = None) -> pd.DataFrame:
        """Give Tanimoto coefficients of Morgan fingerprints.

        Parameters
        ----------
        chirality
            False to treat mirror images as one.
        form
            Form that all compounds are brought into; None for the form of the comparison.
        """
        chosen = self.form_name if form is None else form
        _check_form(chosen)
        names = (_NEUTRAL, _PH74) if chosen == "both" else (chosen,)
        labels = [(e.name, n) for e in self.entries for n in names]
        prints = [_fingerprint(entry.mol(name), chirality=chirality) for entry in self.entries for name in names]
        index: pd.Index = (
            pd.MultiIndex.from_tuples(labels, names=["name", "form"])
            if chosen == "both"
            else pd.Index([name for name, _ in labels], name="name", dtype=object)
        )
        values = [DataStructs.BulkTanimotoSimilarity(one, prints) for one in prints]
        table = pd.DataFrame(
            np.array(values, dtype=float).reshape(len(prints), len(prints)), index=index, columns=index
        )
        table.attrs.update(
            {"fingerprint": FINGERPRINT, "chirality": chirality, "form": chosen, "versions": _versions()}
        )
        return table

    def r_groups(self) -> pd.DataFrame:
        """Cut every compound into the chain N-C4-C3-C2-acid and what it carries.

        Groups are SMILES of the neutral form with ``*`` where they are attached, a ring on C3 has two; the
        columns ``name_c3`` and ``side`` say the group in words and its side of the backbone. Compounds
        without the chain are listed with the reason.
        """
        rows = [_r_groups(entry) for entry in self.entries]
        index = pd.Index(self.names, name="name", dtype=object)
        return pd.DataFrame(rows, columns=list(_R_GROUP_COLUMNS), index=index, dtype=object)

    def pairs(self, *, all_pairs: bool = False) -> pd.DataFrame:
        """Find matched pairs: compounds that differ by one group, or by handedness alone.

        Parameters
        ----------
        all_pairs
            True for every pair; False for pairs with the reference.

        Returns
        -------
        DataFrame
            ``change`` as ``Cl>H``, the shared part with ``*`` for the group, and in ``stereo`` what else differs
            (empty where nothing does).
        """
        rows: list[dict[str, object]] = []
        for first, second in combinations(self._reference_first(), 2):
            if not all_pairs and self.reference not in {first.name, second.name}:
                continue
            found = _matched(first, second)
            if found is not None:
                rows.append({"from": first.name, "to": second.name, **found})
        return pd.DataFrame(
            rows, columns=["from", "to", "change", "removed", "added", "shared", "stereo"], dtype=object
        )

    def _reference_first(self) -> list[Entry]:
        return sorted(self.entries, key=lambda entry: entry.name != self.reference)

    # -- display -----------------------------------------------------------------------------------

    def styled(self) -> Styler:
        """Give the table with differences to the reference in each cell and units in the header.

        Raises
        ------
        MissingExtraError
            Jinja2, which pandas needs for it, is not installed.
        """
        if util.find_spec("jinja2") is None:
            raise MissingExtraError("a styled table", "notebook")
        table = self._texts()
        reference = self.reference

        def bold(row: pd.Series) -> list[str]:
            name = row.name[0] if isinstance(row.name, tuple) else row.name
            return ["font-weight: bold" if name == reference else ""] * len(row)

        caption = f"{_form_words(self.form_name)}; difference to {reference} in brackets"
        return table.style.apply(bold, axis=1).set_caption(caption)

    def _texts(self) -> pd.DataFrame:
        """Cells as text, with the difference to the reference; header with units."""
        texts = {}
        for key in self.descriptors:
            unit = describe(key).unit
            header = f"{key} [{unit}]" if unit else key
            shifts = self.delta[key].tolist() if key in self.delta.columns else [None] * len(self.frame)
            whole = (
                all(_is_missing(v) or isinstance(v, int | np.integer) or v == int(v) for v in self.frame[key])
                if (key in self.delta.columns)
                else False
            )
            texts[header] = [_cell(v, d, whole=whole) for v, d in zip(self.frame[key], shifts, strict=True)]
        return pd.DataFrame(texts, index=self.frame.index, dtype=object)

    def __str__(self) -> str:
        lines = [f"Comparison of {len(self)} compounds, {_form_words(self.form_name)}, reference {self.reference}"]
        if self.entries:
            table = self._texts()
            told = [header for header, key in zip(table, self.descriptors, strict=True) if key not in self.constant]
            if told:
                lines.append(table[told].T.to_string())
            lines.extend(self._constant_lines())
        lines += [f"note: {line}" for line in self._note_lines()]
        lines += [f"not read: {n} ({given}): {message}" for n, given, message in self.problems.itertuples(index=False)]
        return "\n".join(lines)

    __repr__ = __str__

    def _note_lines(self) -> list[str]:
        """One line per note, with all compounds that it holds for."""
        return [f"{', '.join(group['name'])}: {note}" for note, group in self.notes.groupby("note", sort=False)]

    def _constant_lines(self) -> list[str]:
        if not self.constant:
            return []
        said = ", ".join(f"{key} {self._constant_value(key)}" for key in self.constant)
        return [f"the same for all, so not informative here: {said}"]

    def _constant_value(self, key: str) -> str:
        unit = describe(key).unit
        values = [_plain_cell(next(iter(found))) for found in self._values_by_form(key)]
        return " / ".join(dict.fromkeys(values)) + (f" {unit}" if unit not in {"", "-"} else "")

    def to_html(self, *, structures: bool = True) -> str:
        """Give the table as HTML that needs no network: structures, values, differences, notes.

        Parameters
        ----------
        structures
            False to leave the drawings out.
        """
        parts = []
        if self.entries:
            table = self._texts().T
            step = len(self.form_names)
            heads = "".join(
                f'<th colspan="{step}">{escape(e.name)}<br><small>{escape(badge(e))}</small></th>' for e in self.entries
            )
            rows = [f"<tr><th></th>{heads}</tr>"]
            if structures:
                drawings = "".join(f'<td colspan="{step}">{svg}</td>' for svg in self._drawings())
                rows.append(f"<tr><th></th>{drawings}</tr>")
            if step > 1:
                rows.append(f"<tr><th></th>{''.join(f'<th>{n}</th>' for n in self.form_names) * len(self)}</tr>")
            for key, (header, cells) in zip(self.descriptors, table.iterrows(), strict=True):
                if key in self.constant:
                    continue
                about = escape(str(describe(key)), quote=True)
                values = "".join(f"<td>{_html_cell(str(cell))}</td>" for cell in cells)
                rows.append(f'<tr><th title="{about}" style="text-align:left">{escape(str(header))}</th>{values}</tr>')
            caption = f"{_form_words(self.form_name)}; difference to {self.reference} in brackets"
            parts.append(f"<table><caption>{escape(caption)}</caption>{''.join(rows)}</table>")
            parts += [f"<p>{escape(line)}</p>" for line in self._constant_lines()]
        parts += [_html_list("Notes", self._note_lines())]
        problems = [f"{n} ({given}): {message}" for n, given, message in self.problems.itertuples(index=False)]
        parts += [_html_list("Not read", problems)]
        stamp = ", ".join(f"{name} {number}" for name, number in _versions().items())
        return "".join([*parts, f"<p><small>{escape(stamp)}</small></p>"])

    def _repr_html_(self) -> str:
        return self.to_html()

    def _drawings(self) -> list[str]:
        return [_svg(mol, changed) for mol, changed in zip(self.depictions(), self.changed_atoms(), strict=True)]

    def depictions(self) -> list[Chem.Mol]:
        """Give the neutral forms with two-dimensional coordinates, the chain N-C4-C3-C2-acid laid alike."""
        template = Chem.MolFromSmiles("NCCCC=O")
        rdDepictor.Compute2DCoords(template, canonOrient=True)
        return [_depicted(entry, template) for entry in self.entries]

    def changed_atoms(self) -> list[tuple[int, ...]]:
        """Give, for each compound, the atom indices (from 0) that differ from the reference.

        Where a group was only taken away, the atom that bore it; C3 where the sides of the backbone are opposite.
        """
        if self.reference is None:
            return []
        base = self[self.reference]
        return [_changed(entry, base) for entry in self.entries]


# -- making ------------------------------------------------------------------------------------


def compare(
    items: object,
    reference: str | None = None,
    descriptors: Iterable[str] | None = None,
    form: FormChoice = "neutral",
) -> Comparison:
    """Compare compounds, each in the same form.

    Parameters
    ----------
    items
        Compounds, each by name, SMILES, InChI, InChIKey of the family, molecule, or whatever
        :func:`~gaba_analogs.analogs.stereo.as_molecule` reads; a column of a DataFrame, whose index names
        them if it is text; a mapping of names to compounds; the path of an SDF.
    reference
        Name of the compound that others are compared with; None for the first.
    descriptors
        Keys, see :func:`describe`; None for those that matter to this series.
    form
        ``neutral``, ``pH 7.4``, ``both``, or ``as drawn``.

    Raises
    ------
    InputError
        A descriptor or form is unknown, or the reference is not among the compounds.

    Examples
    --------
    >>> table = compare(["baclofen", "phenibut", "pregabalin", "GABA"], reference="baclofen")
    >>> table.delta["molecular_weight"].tolist()
    [0.0, -34.445, -54.435, -110.543]
    >>> table.pairs()["change"].tolist()
    ['Cl>H', '4-chlorophenyl>isobutyl', '4-chlorophenyl>H']
    >>> compare(["baclofin"]).problems["message"].item()
    "unknown compound 'baclofin': did you mean baclofen?"
    """
    _check_form(form)
    keys = DEFAULT_KEYS if descriptors is None else tuple(descriptors)
    for key in keys:
        describe(key)
    entries: list[Entry] = []
    problems: list[tuple[int, str, str]] = []
    taken: Counter[str] = Counter()
    for position, (label, item) in enumerate(_items(items), start=1):
        try:
            entry = _entry(label, item)
        except GabaAnalogsError as fault:
            problems.append((position, _given(label, item), str(fault)))
            continue
        taken[entry.name] += 1
        entries.append(entry if taken[entry.name] == 1 else _renamed(entry, f"{entry.name} ({taken[entry.name]})"))
    return Comparison(entries, problems, _reference(reference, entries, problems), keys, form)


def _check_form(form_name: str) -> None:
    if form_name not in get_args(FormChoice):
        raise InputError(f"unknown form {form_name!r}: choose from {', '.join(get_args(FormChoice))}")


def _items(items: object) -> Iterator[tuple[str | None, object]]:
    """List (name or None, compound), whatever holds them."""
    if isinstance(items, pd.DataFrame):
        raise InputError("a whole DataFrame: pass one column, for example compare(frame['smiles'])")
    if isinstance(items, Comparison):
        yield from ((entry.name, entry.drawn) for entry in items)
    elif isinstance(items, pd.Series):
        yield from ((label if isinstance(label, str) else None, item) for label, item in items.items())
    elif isinstance(items, Mapping):
        yield from ((str(label), item) for label, item in items.items())
    elif isinstance(items, Path) or (isinstance(items, str) and items.casefold().endswith((".sdf", ".sdf.gz"))):
        yield from _sdf(Path(items))
    elif isinstance(items, str | Chem.Mol | Compound) or not isinstance(items, Iterable):
        yield None, items
    else:
        yield from ((None, item) for item in items)


def _sdf(path: Path) -> Iterator[tuple[str | None, object]]:
    if not path.is_file():
        raise InputError("no such file: give the path of an SDF", path=str(path))
    opener = gzip.open if path.suffix == ".gz" else open
    with quiet(), opener(path, "rb") as file:
        for number, mol in enumerate(Chem.ForwardSDMolSupplier(file), start=1):
            yield None, mol if mol is not None else _Unreadable(f"record {number} of the SDF cannot be read")


@dataclass(frozen=True, slots=True)
class _Unreadable:
    """Stands for a record that gave no molecule."""

    message: str

    def __str__(self) -> str:
        return self.message


def _entry(label: str | None, item: object) -> Entry:
    if isinstance(item, _Unreadable):
        raise InputError(item.message)
    if item is None or item is pd.NA or (isinstance(item, float) and math.isnan(item)):
        raise InputError("empty: give a name, SMILES, InChI, InChIKey or molecule")
    if isinstance(item, str) and not item.strip():
        raise InputError("empty: give a name, SMILES, InChI, InChIKey or molecule")
    mol = as_molecule(item)  # type: ignore[arg-type]  # refuses what it does not know
    neutral = form(mol)
    if neutral.mol.GetNumAtoms() == 0:
        raise InputError("no atoms: give a compound")
    at_ph74 = form(mol, PHYSIOLOGICAL_PH)
    known = family_entry(mol)
    title = mol.GetProp("_Name").strip() if mol.HasProp("_Name") else ""
    by_name = isinstance(item, Compound) or (known is not None and title == known.name)
    return Entry(
        name=label or _name(item, title, known, neutral, by_name=by_name),
        key=known.key if known else None,
        stereo_form=_stereo_form(item, mol, known if by_name else None),
        side=spatial_sense(known if by_name and known else neutral.mol),
        inchikey=standard_inchi(neutral.mol)[1],
        drawn=mol,
        neutral=neutral,
        at_ph74=at_ph74,
    )


def _name(item: object, title: str, known: Compound | None, neutral: Form, *, by_name: bool) -> str:
    if isinstance(item, Stereoisomer):
        return item.name
    if isinstance(item, str) and by_name and not _INCHIKEY.fullmatch(item.strip()) and " " not in item.strip():
        return item.strip()
    if known is not None and (by_name or not title):
        return known.key
    return title or neutral.smiles


def _stereo_form(item: object, mol: Chem.Mol, known: Compound | None) -> str:
    if known is not None:
        return known.stereo_form
    if isinstance(item, Stereoisomer):
        return item.label
    centres = stereocentres(mol)
    groups = {group.GetGroupType() for group in mol.GetStereoGroups()}
    if Chem.StereoGroupType.STEREO_AND in groups:
        return "racemate"
    if any(mol.GetAtomWithIdx(index).GetChiralTag() not in _ASSIGNED for index in centres):
        return "unspecified"
    atoms, bonds = cip_labels(mol)
    labels = [label for _, label in atoms] + [label for *_, label in bonds]
    return ",".join(labels) if labels else "achiral"


def _given(label: str | None, item: object) -> str:
    text = str(item) if isinstance(item, str | _Unreadable | int | float) or item is None else type(item).__name__
    return f"{label}: {text}" if label else text


def _renamed(entry: Entry, name: str) -> Entry:
    return replace(entry, name=name)


def _locate(name: str, entries: Sequence[Entry]) -> int | None:
    """Find a row by its name, else by any name of the same compound of the family."""
    for index, entry in enumerate(entries):
        if entry.name == name:
            return index
    try:
        key = find(name).key
    except UnknownCompoundError:
        return None
    return next((index for index, entry in enumerate(entries) if entry.key == key), None)


def _reference(name: str | None, entries: Sequence[Entry], problems: Sequence[tuple[int, str, str]]) -> str | None:
    if name is None or not entries:
        return entries[0].name if entries else None
    found = _locate(name, entries)
    if found is not None:
        return entries[found].name
    if any(given == name for _, given, _ in problems):
        raise InputError(f"the reference {name!r} could not be read: {next(m for _, g, m in problems if g == name)}")
    names = [entry.name for entry in entries]
    near = get_close_matches(name, names, n=2)
    hint = f"did you mean {' or '.join(near)}?" if near else f"choose from {', '.join(names)}"
    raise InputError(f"the reference {name!r} is not among the compounds: {hint}")


@cache
def _stamp() -> tuple[tuple[str, str], ...]:
    found = [("gaba_analogs", _version("gaba_analogs")), ("rdkit", rdkit_version), ("pandas", pd.__version__)]
    dimorphite = _version("dimorphite_dl")
    return (*found, ("dimorphite_dl", dimorphite)) if dimorphite else tuple(found)


def _versions() -> dict[str, str]:
    return dict(_stamp())


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


# -- notes -------------------------------------------------------------------------------------


@cache
def _pattern(smarts: str) -> Chem.Mol:
    return Chem.MolFromSmarts(smarts)


def _notes(entry: Entry) -> Iterator[str]:
    reason = _off_backbone(entry.neutral.mol)
    if reason:
        yield reason
    if len(Chem.GetMolFrags(entry.drawn)) > 1:
        yield "counter-ion left out of both forms"
    if entry.stereo_form == "unspecified":
        yield "stereo left open: neither one isomer nor a stated racemate"
    if entry.at_ph74.assumed and entry.at_ph74.kind != _NEUTRAL:
        yield f"form at pH 7.4 assumed ({entry.at_ph74.method})"
    yield from entry.at_ph74.notes


def _off_backbone(mol: Chem.Mol) -> str:
    """Say why a compound is no gamma-amino acid; empty when it is one."""
    if backbones(mol):
        return ""
    missing = [
        word
        for word, smarts in (("no basic amine", AMINE), ("no free acid", ACID))
        if not mol.HasSubstructMatch(_pattern(smarts))
    ]
    masked = "[#7]-[CX4]-[CX4]-[CX4]-[$(C(=O)[O,N]),$(S(=O)=O),$(P=O)]"
    if missing:
        derivative = " (a prodrug or derivative)" if mol.HasSubstructMatch(_pattern(masked)) else ""
        return f"{' and '.join(missing)}: not on the gamma-amino-acid backbone{derivative}"
    bonds = compute(mol, ["amine_acid_bonds"])["amine_acid_bonds"]
    kind = _CHAINS.get(bonds if isinstance(bonds, int) else 0, "no gamma-amino acid")
    return f"{kind}, amine and acid {bonds} bonds apart: not on the gamma-amino-acid backbone"


# -- measured values ---------------------------------------------------------------------------

_MEASURED_COLUMNS = (
    "compound_key",
    "stereo_form",
    "property",
    "value",
    "number",
    "unit",
    "qualifier",
    "assay",
    "species",
    "source_key",
    "citation",
    "doi",
    "note",
)
_GROUP = ["property", "assay", "species", "source_key"]


def _rows_of(entry: Entry, *, isomers: bool = False) -> list[Measurement]:
    if not isomers:
        return pharmacology(entry.key) if entry.key else []
    skeleton = entry.inchikey[:14]
    return [row for row in pharmacology() if compounds()[row.compound_key].inchikey[:14] == skeleton]


def _as_dict(row: Measurement) -> dict[str, object]:
    source = _sources()[row.source_key]
    return {
        **{c: getattr(row, c) for c in _MEASURED_COLUMNS if c not in {"number", "citation", "doi"}},
        "number": row.number(),
        "citation": source[0],
        "doi": source[1],
    }


@cache
def _sources() -> Mapping[str, tuple[str, str | None]]:
    return {source.source_key: (source.citation, source.doi) for source in sources()}


def _check_property(wanted: str) -> None:
    known = sorted({row.property for row in pharmacology()})
    if not any(wanted.casefold() in name.casefold() for name in known):
        near = get_close_matches(wanted, known, n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "see measured() for those there are"
        raise InputError(f"no measured property {wanted!r}: {hint}")


def _assay_of(row: Measurement) -> tuple[str | None, ...]:
    return (row.property, row.unit, row.assay, row.species, row.source_key)


def _why_no_ratio(names: list[str], tops: list[Measurement], bottoms: list[Measurement], wanted: str) -> str:
    pairs = [(a, b) for a in tops for b in bottoms if a.number() is not None and b.number() is not None]
    described = [
        f"{name}: {row.value} {row.unit or ''}, {row.assay or 'assay not stated'} [{row.source_key}]"
        for name, rows in zip(names, (tops, bottoms), strict=True)
        for row in rows
    ]
    if any(a.property == b.property and a.unit != b.unit for a, b in pairs):
        why = "units differ"
    elif any(a.property == b.property for a, b in pairs):
        why = "assay, species or source differ"
    else:
        why = "they are different properties"
    return f"no ratio of {wanted!r}: {why}; {'; '.join(described)}"


def _uncertainty(row: Measurement) -> float | None:
    text = row.qualifier or ""
    return float(text[1:]) if re.fullmatch(r"±\d+(?:\.\d+)?", text) else None


def _bound(row: Measurement) -> int:
    """+1 where the true value is at least the stated one, -1 where at most, 0 where it is the value [-]."""
    return {">": 1, ">=": 1, "<": -1, "<=": -1}.get(row.qualifier or "", 0)


def _ratio(names: list[str], top: Measurement, bottom: Measurement) -> Ratio:
    a, b = top.number(), bottom.number()
    if a is None or not b:
        raise InputError(f"no ratio of {top.property}: {top.value} and {bottom.value} are not both numbers")
    up, down = _bound(top), -_bound(bottom)
    if up * down < 0:
        raise InputError(
            f"no ratio of {top.property}: {top.qualifier}{top.value} over {bottom.qualifier}{bottom.value}"
        )
    direction = up or down
    qualifier = {1: ">", -1: "<", 0: "~" if "~" in {top.qualifier, bottom.qualifier} else "="}[direction]
    spreads = [_uncertainty(top), _uncertainty(bottom)]
    spread = None
    if spreads[0] is not None or spreads[1] is not None:
        spread = a / b * math.hypot((spreads[0] or 0.0) / a, (spreads[1] or 0.0) / b)
    return Ratio(
        value=a / b,
        qualifier=qualifier,
        uncertainty=spread,
        numerator=names[0],
        denominator=names[1],
        property=top.property,
        assay=top.assay,
        species=top.species,
        source_key=top.source_key,
        citation=_sources()[top.source_key][0],
    )


def _cliff(a: pd.Series, b: pd.Series) -> dict[str, object]:
    """Describe one pair of potencies of one assay."""
    first, second = str(a["compound_key"]), str(b["compound_key"])
    difference = float(a["p_activity"]) - float(b["p_activity"])
    flat = tanimoto(first, second, chirality=False)
    mirrored = compounds()[first].inchikey[:14] == compounds()[second].inchikey[:14]
    qualifiers = {str(a["qualifier"]), str(b["qualifier"])}
    return {
        "first": first,
        "second": second,
        "property": a["property"],
        "assay": a["assay"],
        "delta_p": round(difference, 3),
        "qualifier": "bound" if qualifiers & {"<", ">", "<=", ">="} else "=",
        "similarity": round(flat, 3),
        "sali": None if flat >= 1.0 else round(abs(difference) / (1.0 - flat), 3),
        "verdict": STEREO_CLIFF if mirrored and first != second else "",
        "source_key": a["source_key"],
    }


# -- similarity --------------------------------------------------------------------------------


@cache
def _generator(chirality: bool) -> rdFingerprintGenerator.FingerprintGenerator64:
    return rdFingerprintGenerator.GetMorganGenerator(radius=2, fpSize=2048, includeChirality=chirality)


def _fingerprint(mol: Chem.Mol, *, chirality: bool) -> DataStructs.ExplicitBitVect:
    bits: DataStructs.ExplicitBitVect = _generator(chirality).GetFingerprint(mol)
    return bits


def tanimoto(first: CompoundLike, second: CompoundLike, *, chirality: bool = True) -> float:
    """Give the Tanimoto coefficient of two compounds as drawn [-].

    Examples
    --------
    >>> tanimoto("(R)-baclofen", "(S)-baclofen", chirality=False)
    1.0
    >>> round(tanimoto("(R)-baclofen", "(S)-baclofen"), 3)
    0.929
    >>> round(tanimoto("GABA", "[NH3+]CCCC([O-])=O"), 2)  # the form alone
    0.24
    """
    prints = [_fingerprint(as_molecule(one), chirality=chirality) for one in (first, second)]
    return float(DataStructs.TanimotoSimilarity(*prints))


# -- R groups and pairs ------------------------------------------------------------------------


def _r_groups(entry: Entry) -> dict[str, object]:
    mol = entry.neutral.mol
    found = backbones(mol)
    if len(found) != 1:
        reason = _off_backbone(mol) if not found else "more than one gamma-amino-acid chain"
        return {**dict.fromkeys(_R_GROUP_COLUMNS), "reason": reason}
    chain = found[0]
    groups = _by_place(mol, chain)
    row: dict[str, object] = {place: " + ".join(found) or "H" for place, found in groups.items()}
    row["name_c3"] = _words(groups["C3"])
    row["side"] = entry.side.value
    row["reason"] = ""
    return row


def _acid_name(mol: Chem.Mol, chain: Backbone) -> str:
    atom = mol.GetAtomWithIdx(chain.acid)
    oxygens = sum(a.GetSymbol() == "O" for a in atom.GetNeighbors())
    if atom.GetSymbol() == "P" and oxygens < 3:
        return "phosphinic acid"
    if atom.GetSymbol() == "S" and oxygens < 3:
        return "sulfinic acid"
    return _ACID_NAMES[atom.GetSymbol()]


def _groups(mol: Chem.Mol, chain: Backbone, places: Mapping[int, str]) -> dict[str, list[str]]:
    """SMILES of the substituents of each chain atom, ``*`` where they are attached."""
    backbone = {*places, chain.acid}
    cuts = [
        bond
        for bond in mol.GetBonds()
        if (bond.GetBeginAtomIdx() in places) != (bond.GetEndAtomIdx() in places)
        and not {bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()} <= backbone
    ]
    groups: dict[str, list[str]] = {place: [] for place in places.values()}
    if not cuts:
        return groups
    numbers = {"N": 1, "C4": 4, "C3": 3, "C2": 2}
    labels = []
    for bond in cuts:
        ends = bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()
        place = next(end for end in ends if end in places)
        labels.append((numbers[places[place]],) * 2)
    cut = Chem.FragmentOnBonds(mol, [bond.GetIdx() for bond in cuts], dummyLabels=labels)
    for atoms in Chem.GetMolFrags(cut):
        if backbone & set(atoms):
            continue
        homes = sorted({cut.GetAtomWithIdx(i).GetIsotope() for i in atoms if cut.GetAtomWithIdx(i).GetAtomicNum() == 0})
        text = Chem.MolFragmentToSmiles(cut, atoms)
        text = re.sub(r"\[\d+\*\]", "*", text) if len(homes) == 1 else text
        place_name = next(name for name, number in numbers.items() if number == homes[-1])
        groups[place_name].append(_plain_fragment(text))
    return {place: sorted(found) for place, found in groups.items()}


def _plain_fragment(text: str) -> str:
    with quiet():
        mol = Chem.MolFromSmiles(text)
        return str(Chem.MolToSmiles(mol)) if mol is not None else text


def _words(groups: Sequence[str]) -> str:
    """Name the groups on C3 in words."""
    if not groups:
        return "H"
    if len(groups) == 1 and groups[0].count("*") == 2:
        mol = Chem.MolFromSmiles(groups[0])
        ring = len(Chem.GetShortestPath(mol, *(a.GetIdx() for a in mol.GetAtoms() if a.GetAtomicNum() == 0))) - 1
        names = {3: "cyclopropane", 4: "cyclobutane", 5: "cyclopentane", 6: "cyclohexane"}
        simple = mol.GetNumAtoms() == ring + 1
        kind = "spiro" if simple else "spiro, fused"
        return f"{kind} {names.get(ring, f'{ring}-membered ring')}"
    return " + ".join(_GROUP_NAMES.get(group, group) for group in groups)


def _flat(mol: Chem.Mol) -> Chem.Mol:
    flat = Chem.Mol(mol)
    Chem.RemoveStereochemistry(flat)
    return flat


@cache
def _cut_smiles(smiles: str) -> Mapping[str, frozenset[str]]:
    """Shared part (``*`` where cut) to the groups that leave, over all single acyclic bonds, hydrogens included."""
    mol = Chem.AddHs(Chem.MolFromSmiles(smiles))
    found: dict[str, set[str]] = {}
    for bond in mol.GetBonds():
        if bond.GetBondType() != Chem.BondType.SINGLE or bond.IsInRing():
            continue
        cut = Chem.FragmentOnBonds(mol, [bond.GetIdx()], dummyLabels=[(0, 0)])
        parts = [_tidy(part) for part in Chem.GetMolFrags(cut, asMols=True)]
        for kept, left in (parts, parts[::-1]):
            found.setdefault(kept, set()).add(left)
    return {kept: frozenset(left) for kept, left in found.items()}


def _tidy(part: Chem.Mol) -> str:
    if part.GetNumHeavyAtoms() <= 1 and all(a.GetAtomicNum() in {0, 1} for a in part.GetAtoms()):
        return "[H]*"
    with quiet():
        return str(Chem.MolToSmiles(Chem.RemoveHs(part)))


def _size(smiles: str) -> int:
    with quiet():
        return sum(atom.GetAtomicNum() > 1 for atom in Chem.MolFromSmiles(smiles).GetAtoms())


def _matched(first: Entry, second: Entry) -> dict[str, object] | None:
    """Describe the one group that differs; None where more does."""
    flats = [str(Chem.MolToSmiles(_flat(entry.neutral.mol))) for entry in (first, second)]
    if flats[0] == flats[1]:
        if first.stereo_form == second.stereo_form:
            return None
        change = f"{first.stereo_form}>{second.stereo_form}"
        return {"change": change, "removed": "", "added": "", "shared": flats[0], "stereo": "stereo alone"}
    cuts = [_cut_smiles(flat) for flat in flats]
    best: tuple[int, str, str, str] | None = None
    for shared in sorted(set(cuts[0]) & set(cuts[1])):
        size = _size(shared)
        for removed in sorted(cuts[0][shared]):
            for added in sorted(cuts[1][shared]):
                if size < max(_LEAST_SHARED, _size(removed), _size(added)):
                    continue
                if best is None or size > best[0]:
                    best = (size, shared, removed, added)
    if best is None:
        return None
    _, shared, removed, added = best
    change = ">".join(_GROUP_NAMES.get(group, group) for group in (removed, added))
    return {
        "change": change,
        "removed": removed,
        "added": added,
        "shared": shared,
        "stereo": _stereo_difference(first, second),
    }


def _stereo_difference(first: Entry, second: Entry) -> str:
    """Say what else differs: the side of the backbone, or how much is known of it."""
    if "achiral" in {first.stereo_form, second.stereo_form}:
        return ""
    if first.side and second.side:
        return "" if first.side.value == second.side.value else "opposite sides of the backbone"
    if first.stereo_form == second.stereo_form:
        return ""
    return f"{first.stereo_form} against {second.stereo_form}"


# -- drawings ----------------------------------------------------------------------------------


def _depicted(entry: Entry, template: Chem.Mol) -> Chem.Mol:
    mol = Chem.Mol(entry.neutral.mol)
    mol.RemoveAllConformers()
    chains = backbones(mol)
    if chains:
        chain = chains[0]
        atoms = [chain.nitrogen, chain.carbon_n, chain.centre, chain.carbon_acid, chain.acid]
        double = (
            bond.GetOtherAtomIdx(chain.acid)
            for bond in mol.GetAtomWithIdx(chain.acid).GetBonds()
            if bond.GetBondType() == Chem.BondType.DOUBLE
        )
        if mol.GetAtomWithIdx(chain.acid).GetSymbol() == "C" and len(chain.substituents) < 2:  # room for OH, one =O
            atoms.extend(double)
        with quiet():
            rdDepictor.GenerateDepictionMatching2DStructure(mol, template, list(enumerate(atoms)))
    else:
        rdDepictor.Compute2DCoords(mol, canonOrient=True)
    return mol


def _turned(entry: Entry, base: Entry) -> set[int]:
    """C3 where the two compounds are known to be on opposite sides of the backbone."""
    opposite = entry.side and base.side and entry.side.value != base.side.value
    return {chain.centre for chain in backbones(entry.neutral.mol)} if opposite else set()


def _changed(entry: Entry, base: Entry) -> tuple[int, ...]:
    """Atoms of the group that differs; where a group is gone, the atom that bore it."""
    turned = _turned(entry, base)
    mol, other = entry.neutral.mol, base.neutral.mol
    if Chem.MolToSmiles(_flat(mol)) == Chem.MolToSmiles(_flat(other)):
        return tuple(sorted(turned))
    found = _matched(base, entry)
    if found is not None:
        return tuple(sorted(turned | _group_atoms(mol, str(found["shared"]), str(found["added"]))))
    chains = backbones(mol), backbones(other)
    if len(chains[0]) == len(chains[1]) == 1:
        return tuple(sorted(turned | _carried(mol, chains[0][0], other, chains[1][0])))
    shared = rdFMCS.FindMCS([_flat(other), _flat(mol)], ringMatchesRingOnly=True, completeRingsOnly=True, timeout=5)
    match = set(mol.GetSubstructMatch(Chem.MolFromSmarts(shared.smartsString)))
    return tuple(sorted(turned | (set(range(mol.GetNumAtoms())) - match)))


def _group_atoms(mol: Chem.Mol, shared: str, added: str) -> set[int]:
    """Atoms that a shared part leaves over; where that is a hydrogen, its bearer."""
    settings = Chem.AdjustQueryParameters.NoAdjustments()
    settings.makeDummiesQueries = True  # type: ignore[assignment]  # RDKit's stubs type every option alike
    query = Chem.AdjustQueryProperties(Chem.MolFromSmiles(shared), settings)
    dummy = next(atom.GetIdx() for atom in Chem.MolFromSmiles(shared).GetAtoms() if atom.GetAtomicNum() == 0)
    full = Chem.AddHs(_flat(mol))
    for match in full.GetSubstructMatches(query, uniquify=False, maxMatches=10_000):
        kept = {index for place, index in enumerate(match) if place != dummy}
        left = set(range(mol.GetNumAtoms())) - kept
        reached = match[dummy] in left or added == "[H]*"
        if reached and len(left) == _size(added):
            return left or {full.GetAtomWithIdx(match[dummy]).GetNeighbors()[0].GetIdx()}
    return set()


def _carried(mol: Chem.Mol, chain: Backbone, other: Chem.Mol, other_chain: Backbone) -> set[int]:
    """Atoms of what the chain carries at every place where the two compounds differ."""
    atoms: set[int] = set()
    groups, others = _by_place(mol, chain), _by_place(other, other_chain)
    backbone = {chain.nitrogen, chain.carbon_n, chain.centre, chain.carbon_acid, chain.acid}
    ends = {"N": chain.nitrogen, "C4": chain.carbon_n, "C3": chain.centre, "C2": chain.carbon_acid, "acid": chain.acid}
    for place, start in ends.items():
        if groups[place] == others[place]:
            continue
        reached = {start}
        edge = [start]
        while edge:
            here = edge.pop()
            for neighbour in mol.GetAtomWithIdx(here).GetNeighbors():
                index = neighbour.GetIdx()
                if index not in reached and index not in backbone:
                    reached.add(index)
                    edge.append(index)
        atoms |= reached if place == "acid" or len(reached) == 1 else reached - {start}
    return atoms


def _by_place(mol: Chem.Mol, chain: Backbone) -> dict[str, list[str]]:
    places = {chain.nitrogen: "N", chain.carbon_n: "C4", chain.centre: "C3", chain.carbon_acid: "C2"}
    return {**_groups(mol, chain, places), "acid": [_acid_name(mol, chain)]}


def _svg(mol: Chem.Mol, changed: Sequence[int]) -> str:
    marked = Chem.Mol(mol)
    for index, label in cip_labels(marked)[0]:
        marked.GetAtomWithIdx(index).SetProp("atomNote", label)
    canvas = rdMolDraw2D.MolDraw2DSVG(200, 140)
    canvas.drawOptions().clearBackground = False  # type: ignore[assignment]  # RDKit's stubs type every option alike
    colour = (0.94, 0.89, 0.26)
    rdMolDraw2D.PrepareAndDrawMolecule(
        canvas,
        marked,
        highlightAtoms=list(changed),
        highlightAtomColors=dict.fromkeys(changed, colour),
        highlightBonds=[],
    )
    canvas.FinishDrawing()
    svg = str(canvas.GetDrawingText())
    return svg[svg.index("<svg") :]


# -- text --------------------------------------------------------------------------------------


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | np.number) and not isinstance(value, bool) and not _is_missing(value)


def _is_missing(value: object) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float | np.floating) and math.isnan(value))


def _form_words(form_name: str) -> str:
    return {
        "neutral": "drawn neutral",
        "pH 7.4": "form at pH 7.4",
        "as drawn": "as drawn",
        "both": "neutral and at pH 7.4",
    }[form_name]


def _plain_cell(value: object) -> str:
    if _is_missing(value):
        return "-"
    if isinstance(value, float | np.floating):
        return f"{value:.0f}" if float(value).is_integer() else f"{value:.2f}"
    return str(value)


def _cell(value: Value, shift: object, *, whole: bool) -> str:
    if _is_missing(value):
        return "-"
    if not _is_number(value):
        return str(value)
    digits = 0 if whole else 2
    text = f"{value:.{digits}f}"
    if _is_missing(shift) or not isinstance(shift, int | float) or abs(shift) < 1e-9:
        return text
    return f"{text} ({shift:+.{digits}f})"


def _html_cell(text: str) -> str:
    return re.sub(r" (\([+-][\d.]+\))$", r" <small>\1</small>", escape(text))


def _html_list(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    return f"<p><b>{title}</b></p><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"


def badge(entry: Entry) -> str:
    """Say the stereo form in a word or two: ``(R)``, ``racemate (RS)``, ``achiral``, ``stereo open``."""
    words = {"racemate": "racemate (RS)", "achiral": "achiral", "unspecified": "stereo open"}
    return words.get(entry.stereo_form, f"({entry.stereo_form})")
