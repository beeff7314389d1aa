"""What all plots share: colours, markers, font sizes, titles and the attached data."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from gaba_analogs.analogs.comparison.compare import compare
from gaba_analogs.analogs.comparison.comparison import Comparison
from gaba_analogs.errors import InputError

OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Colours in the order of use: blue, vermilion, green, purple, orange, sky blue, black."""
GREY = "#666666"
PALE = "#DDDDDD"
SMALL = 8.5
NORMAL = 9.5
TITLE = 10.5
MARKERS = "osD^vPX"


def as_comparison(items: object, reference: str | None = None) -> Comparison:
    """Return a comparison as it is, or make one; raise if no compound could be read."""
    if isinstance(items, Comparison):
        made = items if reference is None else compare(items, reference, items.descriptors, items.form_name)
    else:
        made = compare(items, reference)
    if not made.entries:
        messages = "; ".join(str(text) for text in made.problems["message"])
        raise InputError(messages or "nothing to draw: give at least one compound")
    return made


def axes_of(ax: Axes | None, size: tuple[float, float]) -> Axes:
    """Return the given axes, or new ones of a size [inch]."""
    if ax is not None:
        return ax
    _, made = plt.subplots(figsize=size, layout="constrained")
    return made


def with_data(axes: Axes, data: pd.DataFrame) -> Axes:
    """Attach the plotted numbers to the axes."""
    vars(axes)["data"] = data
    return axes


def title(ax: Axes, first: str, second: str = "") -> None:
    """Set a title, with a smaller second line under it."""
    ax.set_title(first, loc="left", fontsize=TITLE, pad=20 if second else 6)
    if second:
        ax.annotate(
            second, (0, 1), (0, 6), xycoords="axes fraction", textcoords="offset points", fontsize=SMALL, color=GREY
        )


def plain(ax: Axes) -> None:
    """Remove the frame on the sides without an axis."""
    ax.spines[["top", "right"]].set_visible(False)
    ax.tick_params(labelsize=SMALL)


def spread(values: Sequence[float], gap: float) -> NDArray[np.float64]:
    """Move values apart until neighbours are at least `gap` apart, keeping their order."""
    order = np.argsort(np.asarray(values, dtype=np.float64), kind="stable")
    placed = np.asarray(values, dtype=np.float64)[order]
    for _ in range(200):
        short = gap - np.diff(placed)
        if not (short > 1e-9).any():
            break
        for index in np.flatnonzero(short > 0):
            push = max(gap - (placed[index + 1] - placed[index]), 0.0) / 2
            placed[index] -= push
            placed[index + 1] += push
    result = np.empty_like(placed)
    result[order] = placed
    return result
