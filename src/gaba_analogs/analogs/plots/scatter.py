"""Activity against a property, with the structures in view when the pointer is on a compound."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from gaba_analogs.analogs.comparison.comparison import Comparison
from gaba_analogs.analogs.comparison.entry import Entry, badge
from gaba_analogs.analogs.comparison.measured import isomer_in
from gaba_analogs.analogs.comparison.readings import titled
from gaba_analogs.analogs.descriptors import describe
from gaba_analogs.analogs.drawing import svg
from gaba_analogs.analogs.plots.measurements import measure
from gaba_analogs.analogs.plots.names import short, short_names
from gaba_analogs.analogs.plots.style import (
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

_WIDE, _HIGH, _DRAWING = 520, 380, 180
_LEFT, _EDGE, _BELOW, _GAP = 70, 45, 60, 14  # margins of the plot, and what the axes keep from it
_MARKS = {-1: "v", 0: "o", 1: "^"}
_STYLE = (
    "<style>.ga-scatter g.ga-drawing{display:none}.ga-scatter g.ga-point:hover g.ga-drawing{display:inline}</style>"
)


@on_white
def property_activity(
    items: object,
    descriptor: str = "wlogp",
    property: str | None = None,  # noqa: A002  # the data column
    *,
    assay: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the potencies from one assay against a descriptor; triangles are bounds.

    Parameters
    ----------
    items
        Comparison or compounds.
    descriptor
        Key of a numeric descriptor, of the form of the comparison.
    property
        Part of a property name; None if there is only one assay.
    assay
        Part of the assay description, if several assays measured the property.
    ax
        Axes to draw on; None for new ones.

    Returns
    -------
    Axes
        ``data`` holds both values, name and SMILES, and in ``isomer`` which one was measured of a racemate.

    Raises
    ------
    InputError
        The compounds have no such potency, several assays match, or the descriptor is unknown.
    """
    data, what, where = _data(items, descriptor, property, assay)
    ax = axes_of(ax, (6.6, max(4.2, 0.2 * len(data) + 1.6)))
    for bound, marker in _MARKS.items():
        rows = data[data["p_bound"] == bound]
        ax.plot(rows[descriptor], rows["p_activity"], marker, color=OKABE_ITO[0], markersize=7, linestyle="", zorder=3)
    ax.margins(x=0.12, y=0.12)
    low, high = ax.get_ylim()
    heights = spread(data["p_activity"].tolist(), (high - low) / 20)
    for name, x, y, height in zip(
        short_names(_titles(data)), data[descriptor], data["p_activity"], heights, strict=True
    ):
        line = {"arrowstyle": "-", "color": "#999999", "linewidth": 0.6, "shrinkB": 4}
        place = (1.02, (height - low) / (high - low))
        ax.annotate(name, (x, y), place, textcoords="axes fraction", fontsize=SMALL, va="center", arrowprops=line)
    ax.set_xlabel(_label(descriptor), fontsize=NORMAL)
    ax.set_ylabel(f"{measure(what)} [-], higher is stronger", fontsize=NORMAL)
    plain(ax)
    title(ax, f"{what} against {describe(descriptor).name}", where)
    return with_data(ax, data)


@dataclass(frozen=True)
class HoverScatter:
    """A scatter plot in a page: the structure appears while the pointer is on a compound.

    Parameters
    ----------
    html
        The plot as self-contained HTML without a script.
    data
        The numbers behind it.
    """

    html: str = field(repr=False)
    data: pd.DataFrame = field(repr=False)

    def _repr_html_(self) -> str:
        return self.html

    def __str__(self) -> str:
        return str(self.data.to_string(index=False))


def hover_scatter(
    items: object,
    descriptor: str = "wlogp",
    property: str | None = None,  # noqa: A002  # the data column
    *,
    assay: str | None = None,
) -> HoverScatter:
    """Draw the same as :func:`property_activity` for a page, with structures in view under the pointer.

    Parameters
    ----------
    items
        Comparison or compounds.
    descriptor
        Key of a numeric descriptor.
    property
        Part of a property name; None if there is only one assay.
    assay
        Part of the assay description, if several assays measured the property.

    Returns
    -------
    HoverScatter
        Shows itself in Jupyter; where HTML is not shown, :func:`property_activity` is the static picture.

    Raises
    ------
    InputError
        The compounds have no such potency, several assays match, or the descriptor is unknown.
    """
    table = as_comparison(items)
    data, what, where = _data(table, descriptor, property, assay)
    across = _Axis(data[descriptor].to_numpy(dtype=np.float64), _LEFT, _WIDE - _EDGE)
    along = _Axis(data["p_activity"].to_numpy(dtype=np.float64), _HIGH - _BELOW, _EDGE)
    points = [
        _point(table[str(name)], words, (p, bound), across.place(x), along.place(p))
        for name, words, x, p, bound in zip(
            data["name"], _in_words(data, table), data[descriptor], data["p_activity"], data["p_bound"], strict=True
        )
    ]
    words = f"{what} against {describe(descriptor).name}" + (f", {where}" if where else "")
    foot = _HIGH - _BELOW + _GAP
    labels = [
        _text(_LEFT, 18, words, "start"),
        _text((_LEFT + _WIDE - _EDGE) / 2, _HIGH - 8, _label(descriptor), "middle"),
    ]
    upright = _text(0, 0, f"{measure(what)} [-], higher is stronger", "middle")
    labels.append(f'<g transform="translate(14 {(foot + _EDGE) / 2}) rotate(-90)">{upright}</g>')
    for tick in across.ticks:
        x = across.place(tick)
        labels.append(f'<path d="M{x:.1f} {foot}v4" stroke="black"/>{_text(x, foot + 17, f"{tick:g}", "middle")}')
    for tick in along.ticks:
        y, x = along.place(tick), _LEFT - _GAP
        labels.append(f'<path d="M{x} {y:.1f}h-4" stroke="black"/>{_text(x - 8, y + 4, f"{tick:g}", "end")}')
    html = (
        f'<div class="ga-scatter" style="background:white;color:black;width:{_WIDE + _DRAWING}px">{_STYLE}'
        f'<svg viewBox="0 0 {_WIDE + _DRAWING} {_HIGH}" width="{_WIDE + _DRAWING}" height="{_HIGH}" '
        f'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>'
        f'<path d="M{_LEFT - _GAP} {_EDGE - _GAP}V{foot}H{_WIDE - _GAP}" fill="none" stroke="black"/>'
        f"{''.join(labels)}{''.join(points)}</svg></div>"
    )
    return HoverScatter(html, data)


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _titles(data: pd.DataFrame) -> list[str]:
    """Name each compound by the isomer that was measured."""
    return [titled(name, isomer) for name, isomer in zip(data["name"], data["isomer"], strict=True)]


def _in_words(data: pd.DataFrame, table: Comparison) -> list[str]:
    """Name each compound and its stereo form; an isomer that was measured of it is its own."""
    return [
        f"{short(name)} {badge(table[name])}" if isomer is None else short(titled(name, isomer))
        for name, isomer in zip(data["name"], data["isomer"], strict=True)
    ]


def _point(entry: Entry, compound: str, measured: tuple[float, int], x: float, y: float) -> str:
    """Return one compound: a circle, or a triangle that points to where the value is, and what appears beside it."""
    potency, bound = measured
    sign = {1: "> ", -1: "< "}.get(bound, "")
    words = f"{compound}: {sign}{potency:.2f}"
    drawing = svg(entry.neutral.mol, width=_DRAWING, height=_DRAWING).replace("<svg", f'<svg x="{_WIDE}" y="40"', 1)
    mark = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="{OKABE_ITO[0]}"/>'
    if bound:
        up = -bound * 7
        corners = f"{x:.1f},{y + up:.1f} {x - 7:.1f},{y - up / 1.5:.1f} {x + 7:.1f},{y - up / 1.5:.1f}"
        mark = f'<polygon points="{corners}" fill="{OKABE_ITO[0]}"/>'
    return (
        f'<g class="ga-point">{mark}<title>{escape(words)}</title>'
        f'<g class="ga-drawing">{drawing}<text x="{_WIDE}" y="30">{escape(words)}</text></g></g>'
    )


class _Axis:
    """Places values [px] between two ends, and chooses round numbers to write.

    Parameters
    ----------
    values
        What is drawn.
    start, end
        Places [px] of the lowest and the highest value.
    """

    def __init__(self, values: NDArray[np.float64], start: float, end: float) -> None:
        self._low, self._start = float(values.min()), start
        width = float(np.ptp(values)) or 1.0
        self._scale = (end - start) / width
        steps = MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]).tick_values(self._low, self._low + width)
        self.ticks = [float(tick) for tick in steps if self._low - 1e-9 <= tick <= self._low + width + 1e-9]

    def place(self, value: float) -> float:
        """Return the place of a value [px]."""
        return self._start + (value - self._low) * self._scale


def _data(items: object, descriptor: str, wanted: str | None, assay: str | None) -> tuple[pd.DataFrame, str, str]:
    """Return both values of every compound, the property and the assay."""
    table = as_comparison(items)
    rows = table.activity(wanted, assay=assay)
    form_name = "neutral" if table.form_name == "both" else table.form_name
    key = describe(descriptor)
    values = [key.function(table[str(name)].mol(form_name)) for name in rows["name"]]
    data = pd.DataFrame(
        {
            "name": rows["name"].tolist(),
            "isomer": pd.Series([isomer_in(row) for _, row in rows.iterrows()], dtype=object),
            descriptor: pd.Series(values, dtype="float64"),
            "p_activity": rows["p_activity"].astype("float64").tolist(),
            "p_bound": rows["p_bound"].tolist(),
            "smiles": [table[str(name)].neutral.smiles for name in rows["name"]],
        }
    )
    return data, str(rows["property"].iloc[0]), str(rows["assay"].iloc[0] or "")


def _label(descriptor: str) -> str:
    unit = describe(descriptor).unit.replace("A2", "Å²")
    return f"{descriptor} [{unit or '-'}]"
