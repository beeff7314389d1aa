"""Plots of measured values: against computed ones, of mirror images, and microspecies over pH."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from gaba_analogs.analogs import forms as ionisation
from gaba_analogs.analogs.forms import PHYSIOLOGICAL_PH
from gaba_analogs.analogs.molecule import CompoundLike
from gaba_analogs.analogs.plots.names import inches, short, short_names
from gaba_analogs.analogs.plots.style import (
    GREY,
    NORMAL,
    OKABE_ITO,
    PALE,
    SMALL,
    as_comparison,
    axes_of,
    on_white,
    plain,
    title,
    with_data,
)
from gaba_analogs.regex import regex

_NARROWEST = 1.4
"""Range of pH [-] that leaves room for the name of a species."""
_PREFIX = regex(r"^(?:\((?:R|S|RS|±)\)-|[RS]-|rac-)")
_LETTERS = {"R": "R", "S": "S", "racemate": "rac"}


@on_white
def measured_vs_computed(items: object, *, ax: Axes | None = None) -> Axes:
    """Draw measured logD7.4 next to the WLOGP of both forms.

    Returns
    -------
    Axes
        ``data`` holds the three values, and the source of the measured one.
    """
    table = as_comparison(items)
    data = table.forms[["wlogp_neutral", "wlogp_ph74", "form_ph74", "logd74_measured", "logd74_source"]].copy()
    labels = short_names(list(data.index))
    ax = axes_of(ax, (7.0 + inches(labels), 1.9 + 0.42 * len(data)))
    series = (
        ("wlogp_neutral", "WLOGP, drawn neutral", "o", "white", OKABE_ITO[1]),
        ("wlogp_ph74", "WLOGP, form at pH 7.4", "o", OKABE_ITO[0], OKABE_ITO[0]),
        ("logd74_measured", "logD7.4, measured", "D", "black", "black"),
    )
    rows = np.arange(len(data))
    ends = data[["wlogp_neutral", "wlogp_ph74", "logd74_measured"]].astype("float64")
    ax.hlines(rows, ends.min(axis=1), ends.max(axis=1), color=PALE, linewidth=2, zorder=1)
    for column, label, marker, fill, edge in series:
        ax.plot(
            ends[column],
            rows,
            marker,
            markerfacecolor=fill,
            markeredgecolor=edge,
            markersize=7.5,
            label=label,
            zorder=3,
        )
    for row, (_, values) in zip(rows, data.iterrows(), strict=True):
        source = values["logd74_source"]
        words = f"[{source}]" if isinstance(source, str) else "no measured value"
        ax.annotate(
            words,
            (1, row),
            (6, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            va="center",
            fontsize=SMALL,
            color=GREY,
        )
    ax.set_yticks(rows, labels, fontsize=NORMAL)
    ax.set_ylim(len(data) - 0.5, -0.5)
    ax.set_xlabel("logP or logD [-]", fontsize=NORMAL)
    ax.grid(axis="x", color="#EEEEEE", zorder=0)
    ax.set_axisbelow(True)
    plain(ax)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, 0), borderaxespad=5, ncols=3, fontsize=SMALL, frameon=False)
    title(ax, "Measured logD and computed logP", "WLOGP depends on the form drawn; only the diamonds are measured")
    return with_data(ax, data)


@on_white
def activity_ladder(
    items: object,
    property: str | None = None,  # noqa: A002  # the data column
    *,
    assay: str | None = None,
    isomers: bool = False,
    ax: Axes | None = None,
) -> Axes:
    """Draw the potencies from one assay on one axis, with mirror images joined.

    Parameters
    ----------
    items
        Comparison or compounds.
    property
        Part of a property name, for example ``GABA-B binding IC50``.
    assay
        Part of the assay description, if several assays measured the property.
    isomers
        True to add bundled values of other stereoisomers of the compounds.
    ax
        Axes to draw on; None for new ones.

    Returns
    -------
    Axes
        ``data`` holds the values with assay and source.

    Raises
    ------
    InputError
        Several assays match, or there is no potency.
    """
    table = as_comparison(items)
    data = table.activity(property, assay=assay, isomers=isomers)
    families: dict[str, list[int]] = {}
    for row, (key, name) in enumerate(zip(data["compound_key"], data["name"], strict=True)):
        families.setdefault(_base(str(key or name)), []).append(row)
    ax = axes_of(ax, (max(5.2, 2.6 + 1.5 * len(families)), 4.6))
    values = data["p_activity"].astype("float64").to_numpy()
    for column, rows in enumerate(families.values()):
        colour = OKABE_ITO[column % len(OKABE_ITO)]
        pair = [row for row in rows if data["stereo_form"].iloc[row] in {"R", "S"}]
        if len(pair) == 2:
            ax.plot([column] * 2, values[pair], color=colour, linewidth=1.4, zorder=1)
            bound = any(data["p_bound"].iloc[row] for row in pair)
            fold = 10 ** float(abs(np.diff(values[pair])[0]))
            ax.annotate(
                f"{'> ' if bound else ''}{fold:.2g}-fold" if fold < 100 else f"{'> ' if bound else ''}{fold:.0f}-fold",
                (column, float(values[pair].mean())),
                (-8, 0),
                textcoords="offset points",
                ha="right",
                va="center",
                fontsize=SMALL,
                color=GREY,
            )
        for row in rows:
            one = data.iloc[row]
            ax.plot(column, values[row], _bound_marker(int(one["p_bound"])), color=colour, markersize=8, zorder=3)
            letter = _LETTERS.get(str(one["stereo_form"]), str(one["stereo_form"]))
            sign = str(one["qualifier"])
            sign = f"{sign} " if sign[0] in "<>~" else ""
            ax.annotate(
                f"{letter}: {sign}{one['value']} {one['unit'] or ''}".rstrip(),
                (column, values[row]),
                (8, 0),
                textcoords="offset points",
                va="center",
                fontsize=SMALL,
            )
    ax.set_xticks(range(len(families)), short_names(list(families)), fontsize=NORMAL)
    ax.set_xlim(-0.6, len(families) - 0.25)
    ax.set_xlabel(f"source: {data['source_key'].iloc[0]}", fontsize=SMALL, color=GREY)
    ax.margins(y=0.15)
    low, high = ax.get_ylim()
    if high - low < 1:  # a small difference should look small
        ax.set_ylim((low + high - 1) / 2, (low + high + 1) / 2)
    ax.set_ylabel(f"{measure(str(data['property'].iloc[0]))} [-], higher is stronger", fontsize=NORMAL)
    plain(ax)
    first = data.iloc[0]
    conditions = [str(v) for v in (first["assay"], first["species"]) if v]
    title(ax, str(first["property"]), ", ".join(conditions) or "assay not stated")
    return with_data(ax, data)


def _base(key: str) -> str:
    return _PREFIX.sub("", key)


def measure(name: str) -> str:
    """Return the negative logarithm of a property in short: ``pKi`` of ``GABA-B Ki [nM]``."""
    found = next((word for word in ("IC50", "EC50", "Ki", "Kd", "KB", "Km", "A2") if word in name), "")
    return f"p{found}" if found else "negative logarithm"


def _bound_marker(bound: int) -> str:
    """Return a marker: up for a potency above the bound, down for one below it."""
    return {1: "^", -1: "v"}.get(bound, "o")


@on_white
def microspecies(
    compound: CompoundLike,
    ph: ArrayLike | None = None,
    *,
    pka: tuple[float, float] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the fractions of the forms of a compound against pH.

    Parameters
    ----------
    compound
        Name, SMILES or molecule.
    ph
        pH values [-]; None for 0 to 14.
    pka
        pKa [-] of acid and amine, for compounds without bundled values.
    ax
        Axes to draw on; None for new ones.

    Returns
    -------
    Axes
        ``data`` has one row per pH.

    Raises
    ------
    InputError
        No group takes or loses a proton.
    """
    values = np.linspace(0.0, 14.0, 281) if ph is None else ph
    result = ionisation.microspecies(compound, values, pka=pka)
    blood = ionisation.microspecies(compound, PHYSIOLOGICAL_PH, pka=pka).fractions[0]
    data = result.to_frame()
    ax = axes_of(ax, (6.6, 3.9))
    ends = [float(data["ph"].min()), *(site.pka for site in result.sites), float(data["ph"].max())]
    for index, kind in enumerate(result.species):
        colour = OKABE_ITO[index % len(OKABE_ITO)]
        ax.plot(data["ph"], data[kind], ("--", "-", ":", "-.")[index % 4], color=colour, linewidth=2)
        low, high = (min(max(end, ends[0]), ends[-1]) for end in ends[index : index + 2])
        if high - low > _NARROWEST:
            where = ((low + high) / 2, 1.0)
            label = ax.annotate(kind, where, (0, 4), textcoords="offset points", ha="center", fontsize=NORMAL)
            label.set(color=colour, bbox={"facecolor": "white", "edgecolor": "none", "pad": 1})
    most = int(np.argmax(blood))
    right = (ends[0] + ends[-1]) / 2 + 1 > PHYSIOLOGICAL_PH
    ax.axvline(PHYSIOLOGICAL_PH, color=GREY, linewidth=0.9)
    ax.annotate(
        f"pH 7.4: {100 * blood[most]:.1f} % {result.species[most]}",
        (PHYSIOLOGICAL_PH, 1.2),
        (6 if right else -6, 0),
        textcoords="offset points",
        fontsize=SMALL,
        color=GREY,
        va="center",
        ha="left" if right else "right",
    )
    ax.set_xlim(ends[0], ends[-1])
    ax.set_ylim(0, 1.28)
    ax.set_yticks(np.linspace(0, 1, 6))
    ax.set_xlabel("pH [-]", fontsize=NORMAL)
    ax.set_ylabel("fraction [-]", fontsize=NORMAL)
    plain(ax)
    name = as_comparison([compound]).names[0]
    constants = ", ".join(f"{site} [{site.source}]" if site.measured else str(site) for site in result.sites)
    title(ax, f"Microspecies of {short(name)}", f"pKa: {constants}; {result.notes[0]}")
    data.attrs.update({"pka": tuple(site.pka for site in result.sites), "notes": result.notes})
    return with_data(ax, data)
