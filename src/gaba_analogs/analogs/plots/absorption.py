"""The BOILED-Egg: passive absorption by polarity and lipophilicity."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from gaba_analogs.analogs import rules
from gaba_analogs.analogs.comparison.entry import Entry
from gaba_analogs.analogs.descriptors import compute
from gaba_analogs.analogs.plots.names import short_names, width
from gaba_analogs.analogs.plots.style import (
    GREY,
    NORMAL,
    OKABE_ITO,
    SMALL,
    as_comparison,
    axes_of,
    on_white,
    plain,
    spread,
    title,
    with_data,
)

_EGG_GAP = 8.0
_EGG_LETTERS = 24
_FEW = 16


@on_white
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
    labels = dict(zip(table.names, short_names(table.names, _EGG_LETTERS), strict=True))
    room = max(34.0, 2.9 * max(map(width, labels.values())))
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
                labels[str(row["name"])],
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
