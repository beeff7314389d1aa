"""Plots of absorption rules: the bioavailability radar and the BOILED-Egg."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Polygon
from matplotlib.projections.polar import PolarAxes

from gaba_analogs.analogs import rules
from gaba_analogs.analogs.comparison.entry import Entry
from gaba_analogs.analogs.comparison.text import FORM_WORDS
from gaba_analogs.analogs.descriptors import compute
from gaba_analogs.analogs.pharmacophore import FormName
from gaba_analogs.analogs.plots.style import (
    GREY,
    MARKERS,
    NORMAL,
    OKABE_ITO,
    PALE,
    SMALL,
    TITLE,
    as_comparison,
    axes_of,
    plain,
    spread,
    title,
    with_data,
)
from gaba_analogs.errors import InputError

_RADAR_WORDS = {
    "wlogp": "lipophilicity\nWLOGP",
    "molecular_weight": "size\nMW [g/mol]",
    "tpsa_sp": "polarity\nTPSA [Å²]",
    "log_s_esol": "insolubility\nlog S ESOL",
    "fraction_csp3": "unsaturation\nfraction sp³",
    "rotatable_bonds": "flexibility\nrotatable bonds",
}
_INNER, _OUTER, _RIM = 0.3, 0.75, 1.0
_MOST_LINES = 14
_EGG_GAP = 8.0
_FEW = 16


def radar(items: object, *, form: FormName = "neutral", ax: Axes | None = None) -> Axes:
    """Draw the six properties of the SwissADME radar over the range its rule allows.

    Daina et al., Sci. Rep. 2017, 7, 42717, doi:10.1038/srep42717, with WLOGP in place of XLOGP3, also in ESOL.

    Parameters
    ----------
    items
        Comparison or compounds.
    form
        Form to describe.
    ax
        Polar axes to draw on; None for new ones.

    Returns
    -------
    Axes
        ``data`` holds the values and the bounds.

    Raises
    ------
    InputError
        The axes are not polar, or there are too many compounds to tell apart.
    """
    table = as_comparison(items)
    if len(table) > _MOST_LINES:
        raise InputError(f"{len(table)} compounds are too many for one radar: choose at most {_MOST_LINES}")
    rule = rules.rules()["swissadme-radar"]
    if ax is None:
        _, ax = plt.subplots(figsize=(7.2, 5.6), subplot_kw={"projection": "polar"}, layout="constrained")
    if not isinstance(ax, PolarAxes):
        raise InputError("a radar needs polar axes: plt.subplots(subplot_kw={'projection': 'polar'})")
    angles = np.linspace(0.0, 2 * np.pi, len(rule.criteria), endpoint=False)
    closed = np.append(angles, angles[0])
    ax.set_theta_offset(np.pi / 2)
    inner = np.array([_INNER if _both_bounds(c) else 0.0 for c in rule.criteria])
    outer = np.full(len(rule.criteria), _OUTER)
    ring = np.concatenate(
        [np.column_stack([closed, np.append(o, o[0])])[::step] for o, step in ((outer, 1), (inner, -1))]
    )
    ax.add_patch(Polygon(ring, closed=True, facecolor="#F6D7C3", edgecolor="none", zorder=0))
    rows = []
    styles = cycle(("-", "--", ":", "-."))
    for index, (entry, style) in enumerate(zip(table, styles, strict=False)):
        values = compute(entry.mol(form), [c.quantity for c in rule.criteria])
        radii = [_radius(c, float(values[c.quantity] or 0.0)) for c in rule.criteria]
        colour, marker = OKABE_ITO[index % len(OKABE_ITO)], MARKERS[index % len(MARKERS)]
        ax.plot(
            closed,
            [*radii, radii[0]],
            style,
            color=colour,
            marker=marker,
            markersize=5,
            linewidth=1.6,
            label=entry.name,
        )
        rows.append(values)
    ax.set_xticks(angles, [f"{_RADAR_WORDS[c.quantity]}\n({_bounds(c)})" for c in rule.criteria], fontsize=SMALL)
    ax.tick_params(axis="x", pad=22)
    ax.set_yticks([])
    ax.set_ylim(0, _RIM)
    ax.spines["polar"].set_color(PALE)
    handles, _ = ax.get_legend_handles_labels()
    zone = Patch(facecolor="#F6D7C3", label="range the rule allows")
    ax.legend(handles=[*handles, zone], loc="upper left", bbox_to_anchor=(1.18, 1.08), fontsize=SMALL, frameon=False)
    ax.set_title(f"Bioavailability radar, {FORM_WORDS[form]}", loc="left", fontsize=TITLE, pad=22)
    data = pd.DataFrame(rows, index=pd.Index(table.names, name="name", dtype=object))
    data.attrs.update({"bounds": {c.quantity: (c.low, c.high) for c in rule.criteria}, "doi": rule.doi, "form": form})
    return with_data(ax, data)


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


def boiled_egg(items: object, *, ax: Axes | None = None) -> Axes:
    """Draw the BOILED-Egg with both forms of each compound, joined by an arrow from neutral to pH 7.4.

    Daina and Zoete, ChemMedChem 2016, 11, 1117, doi:10.1002/cmdc.201600182. The model covers passive
    diffusion only; compounds that a carrier transports are marked, because it does not apply to them. Names on
    the left are of the neutral forms, names on the right of the forms at pH 7.4.

    Returns
    -------
    Axes
        ``data`` holds position, region and applicability per compound and form.
    """
    table = as_comparison(items)
    ax = axes_of(ax, (9.2, max(6.4, 0.19 * len(table) + 1.6)))
    data = pd.DataFrame([row for entry in table for row in _egg_rows(entry)])
    lowest, highest = min(-2.8, float(data["wlogp"].min()) - 0.5), max(7.0, float(data["wlogp"].max()) + 0.5)
    farthest = max(146.0, float(data["tpsa"].max()) + 6)
    room = max(34.0, 2.9 * max(len(name) for name in table.names))
    ax.set_xlim(-_EGG_GAP - room, farthest + _EGG_GAP + room)
    gap = (highest - lowest) / max(24, 0.95 * len(table))
    _draw_egg(ax)
    colours = {name: OKABE_ITO[index % len(OKABE_ITO)] for index, name in enumerate(table.names)}
    for form, side in (("neutral", "right"), ("pH 7.4", "left")):
        rows = data[data["form"] == form]
        heights = spread(rows["wlogp"].tolist(), gap)
        lowest, highest = min(lowest, float(heights.min()) - gap), max(highest, float(heights.max()) + 3 * gap)
        for row, height in zip(rows.to_dict("records"), heights, strict=True):
            colour, here = colours[str(row["name"])], (row["tpsa"], row["wlogp"])
            filled, marker = form == "pH 7.4", _route_marker(row)
            ax.plot(
                *here,
                marker,
                markerfacecolor=colour if filled else "none",
                markeredgecolor="white" if filled else colour,
                markersize=6.5 if filled else 5.0,
                markeredgewidth=0.8 if filled else 1.3,
                zorder=6 if marker == "o" else 5,  # circles would be hidden by squares
            )
            ax.annotate(
                str(row["name"]),
                here,
                (-_EGG_GAP if side == "right" else farthest + _EGG_GAP, height),
                color=colour,
                fontsize=NORMAL if len(table) <= _FEW else SMALL,
                va="center",
                ha=side,
                arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 0.6, "shrinkB": 3},
                zorder=3,
            )
    ax.set_ylim(lowest, highest)
    for name, pair in data.groupby("name", sort=False):
        start, end = pair[["tpsa", "wlogp"]].to_numpy(dtype=np.float64)
        arrow = {"arrowstyle": "->", "color": colours[str(name)], "linewidth": 1.2, "shrinkA": 3, "shrinkB": 3}
        if np.abs(end - start).max() > 1e-6:
            ax.annotate("", tuple(end), tuple(start), arrowprops=arrow, zorder=4)
    for x, words, side in ((-_EGG_GAP, "drawn neutral", "right"), (farthest + _EGG_GAP, "form at pH 7.4", "left")):
        ax.annotate(
            words,
            (x, 1),
            (0, -12),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha=side,
            fontsize=SMALL,
            color=GREY,
        )
    ax.set_xticks(range(0, round(farthest) + 1, 20))
    ax.set_xlabel("TPSA with S and P [Å²]", fontsize=NORMAL)
    ax.set_ylabel("WLOGP [-]", fontsize=NORMAL)
    plain(ax)
    ax.legend(
        handles=_egg_marks(data), loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=2, fontsize=SMALL, frameon=False
    )
    title(ax, "BOILED-Egg: the verdict depends on the form drawn", "a model of passive diffusion only")
    return with_data(ax, data)


def _draw_egg(ax: Axes) -> None:
    ax.set_facecolor("#E4E4E4")
    for name, colour in (("hia", "white"), ("bbb", "#F5E08A")):
        outline = rules.boiled_egg()[name].outline()
        ax.fill(*outline.T, facecolor=colour, edgecolor=GREY, linewidth=0.8, zorder=1)
    ax.text(38, 5.2, "brain (yolk)", fontsize=SMALL, color=GREY, ha="center", zorder=2)
    ax.text(105, 4.2, "intestine (white)", fontsize=SMALL, color=GREY, ha="center", zorder=2)


def _egg_marks(data: pd.DataFrame) -> list[Line2D]:
    """Return the legend: fill styles, and the shapes that occur."""
    shapes = {
        "o": rules.NO_CARRIER,
        "s": "carrier-mediated: model not applicable",
        "^": "other route on record: model not applicable",
    }
    drawn = {_route_marker(row) for row in data.to_dict("records")}
    marks = [("o", "none", "hollow: drawn neutral"), ("o", "black", "filled: form at pH 7.4")]
    marks += [(shape, GREY, words) for shape, words in shapes.items() if shape in drawn]
    return [
        Line2D([], [], marker=shape, linestyle="", markerfacecolor=fill, markeredgecolor="black", label=words)
        for shape, fill, words in marks
    ]


def _route_marker(row: Mapping[Hashable, object]) -> str:
    """Return a square for a carrier, a triangle for another documented route, a circle if none is known."""
    if row["carrier"]:
        return "s"
    return "^" if row["ruled_out"] else "o"


def _egg_rows(entry: Entry) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for name in ("neutral", "pH 7.4"):
        mol = entry.mol(name)
        values = compute(mol, ["tpsa_sp", "wlogp"])
        results = rules.evaluate(mol, ["boiled-egg-hia", "boiled-egg-bbb"])
        routes = [str(r.applicability) for r in results if r.applicability.ruled_out]
        rows.append(
            {
                "name": entry.name,
                "form": name,
                "tpsa": values["tpsa_sp"],
                "wlogp": values["wlogp"],
                "hia": results["boiled-egg-hia"].passed,
                "bbb": results["boiled-egg-bbb"].passed,
                "carrier": any("carrier" in route for route in routes),
                "ruled_out": bool(routes),
                "applicability": "; ".join(dict.fromkeys(routes)) or rules.NO_CARRIER,
            }
        )
    return rows
