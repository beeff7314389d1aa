"""Activity against a property, with the structures in view when the pointer is on a compound."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray
from rdkit import Chem

from gaba_analogs.analogs.comparison.entry import badge
from gaba_analogs.analogs.descriptors import describe
from gaba_analogs.analogs.drawing import svg
from gaba_analogs.analogs.plots.measurements import measure
from gaba_analogs.analogs.plots.names import short_names
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

_WIDE, _HIGH, _EDGE, _DRAWING = 520, 360, 50, 180
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
        ``data`` holds both values, name and SMILES.

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
        short_names(data["name"].tolist()), data[descriptor], data["p_activity"], heights, strict=True
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
    across = _scaled(data[descriptor].to_numpy(dtype=np.float64), _EDGE, _WIDE - _EDGE)
    along = _scaled(data["p_activity"].to_numpy(dtype=np.float64), _HIGH - _EDGE, _EDGE)
    points = [
        _point(table[str(name)].neutral.mol, f"{name} {badge(table[str(name)])}: {p:.2f}", x, y)
        for name, p, x, y in zip(data["name"], data["p_activity"], across, along, strict=True)
    ]
    words = f"{what} against {_label(descriptor)}" + (f" ({where})" if where else "")
    html = (
        f'<div class="ga-scatter" style="background:white;color:black;width:{_WIDE + _DRAWING}px">{_STYLE}'
        f'<svg viewBox="0 0 {_WIDE + _DRAWING} {_HIGH}" width="{_WIDE + _DRAWING}" height="{_HIGH}" '
        f'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>'
        f'<path d="M{_EDGE / 2} {_EDGE / 2}V{_HIGH - _EDGE / 2}H{_WIDE}" fill="none" stroke="black"/>'
        f'<text x="{_EDGE}" y="{_HIGH - 6}">{escape(words)}</text>{"".join(points)}</svg></div>'
    )
    return HoverScatter(html, data)


def _point(mol: Chem.Mol, words: str, x: float, y: float) -> str:
    drawing = svg(mol, width=_DRAWING, height=_DRAWING).replace("<svg", f'<svg x="{_WIDE}" y="40"', 1)
    return (
        f'<g class="ga-point"><circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="{OKABE_ITO[0]}"/>'
        f"<title>{escape(words)}</title>"
        f'<g class="ga-drawing">{drawing}<text x="{_WIDE}" y="30">{escape(words)}</text></g></g>'
    )


def _scaled(values: NDArray[np.float64], start: float, end: float) -> NDArray[np.float64]:
    width = float(np.ptp(values)) or 1.0
    scaled: NDArray[np.float64] = start + (values - values.min()) / width * (end - start)
    return scaled


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
