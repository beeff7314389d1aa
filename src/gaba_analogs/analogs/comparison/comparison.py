"""Compounds side by side: descriptors of both forms, measured values, rules, similarity, R groups.

A table of descriptors of whatever was drawn is misleading for zwitterions, so all compounds are first
converted to the same form, and measured values are listed next to computed ones. Values are never averaged,
and no ratio mixes two assays.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd
from rdkit import Chem

from gaba_analogs.analogs.comparison.efficiency import activity_matrix, efficiencies, own_differences
from gaba_analogs.analogs.comparison.entry import Entry, FormChoice
from gaba_analogs.analogs.comparison.export import save
from gaba_analogs.analogs.comparison.matched_pairs import matched_pair
from gaba_analogs.analogs.comparison.measured import (
    CLIFF,
    Ratio,
    activity_cliffs,
    coverage,
    eudismic_ratios,
    measured_table,
    one_assay,
    ratio_of,
)
from gaba_analogs.analogs.comparison.prodrugs import prodrug_table, with_parents
from gaba_analogs.analogs.comparison.r_groups import COLUMNS, r_groups_of
from gaba_analogs.analogs.comparison.remarks import alert_table
from gaba_analogs.analogs.comparison.rows import rows_of
from gaba_analogs.analogs.comparison.similarity import FINGERPRINT, similarity_matrix
from gaba_analogs.analogs.comparison.table import ComparisonTable, check_form, names_of_forms
from gaba_analogs.analogs.comparison.text import as_html, as_text, styled
from gaba_analogs.analogs.comparison.versions import versions
from gaba_analogs.analogs.drawing import depicted
from gaba_analogs.analogs.rules import Rule, evaluate
from gaba_analogs.progress import watched

if TYPE_CHECKING:
    from pandas.io.formats.style import Styler


class Comparison(ComparisonTable):
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

    # -- measured values ---------------------------------------------------------------------------

    def measured(self, property: str | None = None, *, isomers: bool = False) -> pd.DataFrame:  # noqa: A002  # the data column
        """Return measured values, each as its source states it.

        Parameters
        ----------
        property
            Part of the name of a property or target, for example ``logD`` or ``GABA-B``; None for all.
        isomers
            True to list other stereoisomers of each compound too, in rows of their own.

        Raises
        ------
        InputError
            There is no bundled value of such a property.
        """
        return measured_table(self.entries, property, isomers=isomers)

    def coverage(self) -> pd.DataFrame:
        """Return what is measured and what is not: the number of values per compound and kind.

        Kinds are own properties, the targets of bundled values, and pharmacokinetics and physical properties. A 0 says
        that no value is here, not that there is none.
        """
        return coverage(self.entries)

    def ratio(
        self,
        numerator: str,
        denominator: str,
        property: str,  # noqa: A002  # the data column
        *,
        assay: str | None = None,
        stereo_form: str | None = None,
    ) -> Ratio:
        """Return the ratio of two measured values of one property, within one assay of one source.

        Parameters
        ----------
        numerator, denominator
            Names in the comparison.
        property
            Part of a property name.
        assay
            Part of the assay description, if several assays measured both.
        stereo_form
            The isomer whose values to take, as :meth:`measured` lists it, if several of a compound were measured:
            ``(-)``.

        Raises
        ------
        InputError
            The values differ in unit, assay or source, are not numbers, or are missing; or there are several.

        Examples
        --------
        >>> from gaba_analogs import compare
        >>> both, bowery = compare(["GABA", "baclofen"]), "[3H](±)-baclofen"  # Bowery 1983: 0.04 over 33 uM
        >>> round(both.ratio("GABA", "baclofen", "GABA-B binding IC50", assay=bowery, stereo_form="(+)").value, 4)
        0.0012
        """
        return ratio_of(self[numerator], self[denominator], property, assay, stereo_form)

    def activity(
        self,
        property: str | None = None,  # noqa: A002  # the data column
        *,
        assay: str | None = None,
        isomers: bool = False,
    ) -> pd.DataFrame:
        """Return the potencies from one assay as -log10 of the concentration [mol/L].

        Parameters
        ----------
        property
            Part of a property name, for example ``alpha2delta Ki``; None if there is only one assay.
        assay
            Part of the assay description, if several assays measured the property.
        isomers
            True to add bundled values of other stereoisomers of the compounds.

        Raises
        ------
        InputError
            The compounds have no such potency, or several assays match.
        """
        return one_assay(self.entries, property, assay, isomers=isomers)

    def sali(self, property: str | None = None, *, threshold: float = CLIFF) -> pd.DataFrame:  # noqa: A002  # the data column
        """Return the structure-activity landscape index of each pair within one assay.

        Guha and Van Drie, J. Chem. Inf. Model. 2008, 48, 646, doi:10.1021/ci7004093. Without chirality, mirror
        images have a similarity of 1 and no index. ``verdict`` says ``activity cliff`` or ``stereo cliff`` only if
        the activities differ by more than the threshold, which is in ``attrs``. A value of one isomer of a racemate
        stands under the name of the isomer, such as ``(-)-baclofen``, and the columns of stereo forms say what was
        measured.

        Parameters
        ----------
        property
            Part of a property name; None for all potencies.
        threshold
            Ratio of activities [-] above which a pair is a cliff.
        """
        return activity_cliffs(self.entries, property, threshold)

    def eudismic_ratios(self, property: str | None = None) -> pd.DataFrame:  # noqa: A002  # the data column
        """Return how much stronger the eutomer is, for every two mirror images that one assay measured.

        ``eudismic_index`` is the decadic logarithm of the ratio [-].

        Parameters
        ----------
        property
            Part of a property name; None for all potencies.
        """
        return eudismic_ratios(self.entries, property)

    def efficiency(self, property: str | None = None, *, assay: str | None = None) -> pd.DataFrame:  # noqa: A002
        """Return ligand efficiency and lipophilic ligand efficiency of the potencies from one assay.

        ``le`` is 1.37 times the potency per heavy atom [kcal/mol] (Hopkins et al., Drug Discov. Today 2004, 9, 430,
        doi:10.1016/S1359-6446(04)03069-7), ``lle`` the potency less logD7.4 (Leeson and Springthorpe, Nat. Rev. Drug
        Discov. 2007, 6, 881, doi:10.1038/nrd2445). logD is measured, bundled or one's own; a compound that is
        neutral at pH 7.4 has WLOGP in its place, any other has no ``lle``, and ``reason`` says why. ``stereo_form``
        says which isomer was measured.

        Parameters
        ----------
        property
            Part of a property name; None if there is only one assay.
        assay
            Part of the assay description, if several assays measured the property.

        Raises
        ------
        InputError
            The compounds have no such potency, or several assays match.
        """
        return efficiencies(self.entries, one_assay(self.entries, property, assay, isomers=False))

    def r_group_matrix(
        self,
        property: str | None = None,  # noqa: A002  # the data column
        *,
        rows: str = "name_c3",
        columns: str = "acid",
        assay: str | None = None,
    ) -> pd.DataFrame:
        """Return the potencies from one assay by two places of the chain.

        A cell with several compounds, or with an isomer of one, names each with its potency; none is averaged.

        Parameters
        ----------
        property
            Part of a property name; None if there is only one assay.
        rows, columns
            Columns of :meth:`r_groups`.
        assay
            Part of the assay description, if several assays measured the property.

        Raises
        ------
        InputError
            A place is unknown, the compounds have no such potency, or several assays match.
        """
        return activity_matrix(
            self.r_groups(in_words=True), one_assay(self.entries, property, assay, isomers=False), rows, columns
        )

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
                    keep = [
                        "name",
                        "form",
                        "rule",
                        "rule_passed",
                        "violations",
                        "score",
                        "score_low",
                        "score_high",
                        "applicability",
                        "caution",
                    ]
                    part = part[[*keep, "doi"]]
                rows.append(part.astype(object))
        table = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame()
        table.attrs.update({"versions": versions()})
        return table

    def alerts(self) -> pd.DataFrame:
        """Return structural alerts of published catalogues: remarks, not verdicts.

        Returns
        -------
        DataFrame
            One row per compound and alert of the neutral form: ``catalogue`` and what it ``flags``, ``alert``,
            ``atoms`` (indices from 0), ``shared_by`` (bundled compounds that have it too), ``reference`` and ``doi``.
            Compounds without alerts have no row.
        """
        return alert_table(self.entries)

    def prodrugs(self) -> pd.DataFrame:
        """Return what masked amino acids release by hydrolysis, whether or not the body does it.

        Returns
        -------
        DataFrame
            One row per compound whose amine or acid is masked: the ``parent`` (key or SMILES), the ``masks`` in words,
            ``promoiety`` (SMILES with ``*`` at the attachment point), what else is ``released``, and
            ``parent_percent``, the parent's part of the mass [%].
        """
        return prodrug_table(self.entries)

    def with_parents(self) -> Comparison:
        """Return the comparison with the parent of each masked amino acid after it, unless it is there already."""
        problems = list(self.problems.itertuples(index=False, name=None))
        return Comparison(with_parents(self.entries), problems, self.reference, self.descriptors, self.form_name)

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
        mols = [entry.mol(name) for entry in self.entries for name in names_of_forms(chosen)]
        table = similarity_matrix(mols, self._row_index(chosen), chirality=chirality)
        table.attrs.update({"fingerprint": FINGERPRINT, "chirality": chirality, "form": chosen, "versions": versions()})
        return table

    def r_groups(self, *, in_words: bool = False) -> pd.DataFrame:
        """Return the substituents of the chain N-C4-C3-C2-acid of every compound.

        Groups are SMILES of the neutral form with ``*`` at the attachment point; one that closes a ring stands at both
        its places, numbered as they are (1 for N), and is named in ``rings``. ``on_acid`` is the group on the
        phosphorus of a phosphinic acid, ``chain`` names unsaturated bonds, ``name_c3`` gives the group on C3 in words,
        and ``side`` its side of the backbone. Compounds without the chain are listed with the reason.

        Parameters
        ----------
        in_words
            True for names instead of SMILES.
        """
        rows = [r_groups_of(entry, in_words=in_words) for entry in self.entries]
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
            differs (empty if nothing does). For each own potency ``delta`` is how much stronger the second compound
            is [-], and ``qualifier`` says whether that is a bound.
        """
        own = tuple(dict.fromkeys(r.quantity for e in self.entries for r in e.readings if r.p_activity is not None))
        rows: list[dict[str, object]] = []
        for first, second in combinations(self._reference_first(), 2):
            if not all_pairs and self.reference not in {first.name, second.name}:
                continue
            found = matched_pair(first, second)
            if found is not None:
                rows.append({"from": first.name, "to": second.name, **found, **own_differences(first, second)})
        columns = ["from", "to", "change", "removed", "added", "shared", "stereo"]
        more = [f"{word} {name}" for name in own for word in ("delta", "qualifier")]
        return pd.DataFrame(rows, columns=[*columns, *more], dtype=object)

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

        Above twelve compounds each has a row, and a script sorts by the title that is clicked and filters by what is
        typed below it, such as ``>7`` or ``!racemate``.

        Parameters
        ----------
        structures
            False to leave out the drawings.
        """
        return as_html(self, structures=structures)

    def rows(self) -> pd.DataFrame:
        """Return one row per compound: stereo form, SMILES, own values, descriptors with units, and notes.

        Own values are numbers; where any is a bound or has an uncertainty, columns beside them say so.
        """
        return rows_of(self)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the comparison to a file, in the format of its ending.

        ``.xlsx`` is a workbook with drawings, measured values, definitions and what could not be read; ``.sdf`` has
        the rows as properties; ``.csv`` has the rows, ``.html`` is what Jupyter shows.

        Parameters
        ----------
        path
            The file to write.

        Raises
        ------
        OutputError
            The ending is unknown, or the file cannot be written.
        """
        save(self, path, self.measured())

    def _repr_html_(self) -> str:
        return self.to_html()

    def depictions(self) -> list[Chem.Mol]:
        """Return the neutral forms with 2D coordinates, with the chain N-C4-C3-C2-acid aligned."""
        return [depicted(entry.neutral.mol) for entry in self.entries]
