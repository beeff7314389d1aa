"""The bioavailability radar: one for a few compounds, one each for more."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Polygon
from matplotlib.projections.polar import PolarAxes

from gaba_analogs.analogs import rules
from gaba_analogs.analogs.comparison.comparison import Comparison
from gaba_analogs.analogs.comparison.text import FORM_WORDS
from gaba_analogs.analogs.descriptors import compute
from gaba_analogs.analogs.pharmacophore import FormName
from gaba_analogs.analogs.plots.names import inches, short_names, two_lines
from gaba_analogs.analogs.plots.style import (
    GREY,
    MARKERS,
    OKABE_ITO,
    PALE,
    SMALL,
    TITLE,
    as_comparison,
    on_white,
    with_data,
)
from gaba_analogs.errors import InputError

_WORDS = {
    "wlogp": ("lipophilicity\nWLOGP", "LIPO"),
    "molecular_weight": ("size\nMW [g/mol]", "SIZE"),
    "tpsa_sp": ("polarity\nTPSA [Å²]", "POLAR"),
    "log_s_esol": ("insolubility\nlog S ESOL", "INSOLU"),
    "fraction_csp3": ("unsaturation\nfraction sp³", "INSATU"),
    "rotatable_bonds": ("flexibility\nrotatable bonds", "FLEX"),
}
_INNER, _OUTER, _RIM = 0.3, 0.75, 1.0
_ZONE = "#F6D7C3"
_MOST_LINES = 6
_MOST_PANELS = 60
_COLUMNS = 4
_PANEL = 2.3
_LETTERS = 24


@on_white
def radar(items: object, *, form: FormName = "neutral", ax: Axes | None = None) -> Axes | Figure:
    """Draw the six properties of the SwissADME radar over the range its rule allows.

    Daina et al., Sci. Rep. 2017, 7, 42717, doi:10.1038/srep42717, with WLOGP in place of XLOGP3, also in ESOL.

    Parameters
    ----------
    items
        Comparison or compounds.
    form
        Form to describe.
    ax
        Polar axes to draw on, for up to six compounds; None for new ones.

    Returns
    -------
    Axes or Figure
        Axes for up to six compounds; for more, a figure with one small radar each. ``data`` holds the values and the
        bounds.

    Raises
    ------
    InputError
        The axes are not polar, or there are too many compounds to tell apart.
    """
    table = as_comparison(items)
    rule = rules.rules()["swissadme-radar"]
    data = pd.DataFrame(
        [compute(entry.mol(form), [c.quantity for c in rule.criteria]) for entry in table],
        index=pd.Index(table.names, name="name", dtype=object),
    )
    data.attrs.update({"bounds": {c.quantity: (c.low, c.high) for c in rule.criteria}, "doi": rule.doi, "form": form})
    if len(table) <= _MOST_LINES:
        return with_data(_together(table, data, rule, form, ax), data)
    if ax is not None:
        raise InputError(f"{len(table)} compounds are too many for one radar: leave out ax, or choose {_MOST_LINES}")
    if len(table) > _MOST_PANELS:
        raise InputError(f"{len(table)} compounds are too many to draw: choose at most {_MOST_PANELS}")
    figure = _one_each(table, data, rule, form)
    vars(figure)["data"] = data
    return figure


def _together(table: Comparison, data: pd.DataFrame, rule: rules.Rule, form: FormName, ax: Axes | None) -> Axes:
    """Draw all compounds on one radar."""
    labels = short_names(table.names, _LETTERS)
    if ax is None:
        _, ax = plt.subplots(
            figsize=(7.2 + inches(labels), 5.6), subplot_kw={"projection": "polar"}, layout="constrained"
        )
    if not isinstance(ax, PolarAxes):
        raise InputError("a radar needs polar axes: plt.subplots(subplot_kw={'projection': 'polar'})")
    _draw_zone(ax, rule)
    styles = cycle(("-", "--", ":", "-."))
    for index, (label, values, style) in enumerate(zip(labels, data.to_dict("records"), styles, strict=False)):
        (line,) = ax.plot(*_outline(rule, values), style, label=label, linewidth=1.6)
        line.set(color=OKABE_ITO[index], marker=MARKERS[index], markersize=5)
    words = [f"{_WORDS[c.quantity][0]}\n({_bounds(c)})" for c in rule.criteria]
    ax.set_xticks(_angles(rule), words, fontsize=SMALL)
    ax.tick_params(axis="x", pad=22)
    handles, _ = ax.get_legend_handles_labels()
    zone = Patch(facecolor=_ZONE, label="range the rule allows")
    ax.legend(handles=[*handles, zone], loc="upper left", bbox_to_anchor=(1.18, 1.08), fontsize=SMALL, frameon=False)
    ax.set_title(f"Bioavailability radar, {FORM_WORDS[form]}", loc="left", fontsize=TITLE, pad=22)
    return ax


def _one_each(table: Comparison, data: pd.DataFrame, rule: rules.Rule, form: FormName) -> Figure:
    """Draw a small radar per compound, with the reference behind every one."""
    rows = -(-len(table) // _COLUMNS)
    figure, grid = plt.subplots(
        rows,
        _COLUMNS,
        figsize=(_PANEL * _COLUMNS, (_PANEL + 0.3) * rows + 0.7),
        subplot_kw={"projection": "polar"},
        layout="constrained",
        squeeze=False,
    )
    values = dict(zip(table.names, data.to_dict("records"), strict=True))
    for ax, name in zip(grid.flat, table.names, strict=False):
        _draw_zone(ax, rule)
        ax.plot(*_outline(rule, values[str(table.reference)]), color=GREY, linewidth=1.0, linestyle=":")
        ax.plot(*_outline(rule, values[name]), color=OKABE_ITO[0], linewidth=1.6, marker="o", markersize=3.5)
        ax.set_xticks(_angles(rule), [_WORDS[c.quantity][1] for c in rule.criteria], fontsize=8)
        ax.tick_params(axis="x", pad=2)
        bold = "bold" if name == table.reference else "normal"
        ax.set_title(two_lines(name, _LETTERS), fontsize=SMALL, fontweight=bold, pad=8)
    for ax in grid.flat[len(table) :]:
        ax.set_axis_off()
    words = [f"{_WORDS[c.quantity][1]}: {_WORDS[c.quantity][0].split(chr(10))[1]} {_bounds(c)}" for c in rule.criteria]
    figure.suptitle(
        f"Bioavailability radar, {FORM_WORDS[form]}; dotted: the reference", x=0.01, ha="left", fontsize=TITLE
    )
    half = len(words) // 2
    figure.supxlabel(f"{'; '.join(words[:half])}\n{'; '.join(words[half:])}", fontsize=SMALL, color=GREY)
    return figure


def _draw_zone(ax: PolarAxes, rule: rules.Rule) -> None:
    """Draw the range that the rule allows, and nothing of a grid."""
    angles = _closed(_angles(rule))
    inner = _closed([_INNER if _both_bounds(c) else 0.0 for c in rule.criteria])
    outer = _closed([_OUTER] * len(rule.criteria))
    ring = np.concatenate([np.column_stack([angles, radii])[::step] for radii, step in ((outer, 1), (inner, -1))])
    ax.add_patch(Polygon(ring, closed=True, facecolor=_ZONE, edgecolor="none", zorder=0))
    ax.set_theta_offset(np.pi / 2)
    ax.set_yticks([])
    ax.set_ylim(0, _RIM)
    ax.spines["polar"].set_color(PALE)


def _angles(rule: rules.Rule) -> list[float]:
    return [float(angle) for angle in np.linspace(0.0, 2 * np.pi, len(rule.criteria), endpoint=False)]


def _closed(values: list[float]) -> list[float]:
    return [*values, values[0]]


def _outline(rule: rules.Rule, values: Mapping[Hashable, float]) -> tuple[list[float], list[float]]:
    """Return angles and radii of one compound, back to the first."""
    return _closed(_angles(rule)), _closed([_radius(c, float(values[c.quantity] or 0.0)) for c in rule.criteria])


def _both_bounds(criterion: rules.Criterion) -> bool:
    return criterion.low is not None and criterion.high is not None


def _bounds(criterion: rules.Criterion) -> str:
    if criterion.low is None:
        return f"≤ {criterion.high:g}"
    return f"≥ {criterion.low:g}" if criterion.high is None else f"{criterion.low:g} to {criterion.high:g}"


def _radius(criterion: rules.Criterion, value: float) -> float:
    """Return the radius of a value: bounds at fixed radii, one-sided criteria from the centre, clipped to the rim."""
    if criterion.low is not None and criterion.high is not None:
        share = (value - criterion.low) / (criterion.high - criterion.low)
        radius = _INNER + share * (_OUTER - _INNER)
    elif criterion.high is not None:
        radius = _OUTER * value / criterion.high
    elif criterion.quantity == "log_s_esol":
        radius = _OUTER * value / (criterion.low or 1.0)
    else:
        radius = _OUTER * (1.0 - value) / (1.0 - (criterion.low or 0.0))
    return float(np.clip(radius, 0.0, _RIM))
