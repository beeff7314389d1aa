"""What all plots share: colours, markers, font sizes, titles and the attached data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, wraps
from textwrap import fill
from typing import Any, ParamSpec, TypeVar

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from numpy.typing import NDArray

from gaba_analogs.analogs.comparison.compare import compare
from gaba_analogs.analogs.comparison.comparison import Comparison
from gaba_analogs.analogs.plots.names import inches
from gaba_analogs.errors import InputError

OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Colours in the order of use: blue, vermilion, green, purple, orange, sky blue, black."""
GREY = "#666666"
PALE = "#DDDDDD"
SMALL = 8.5
NORMAL = 9.5
TITLE = 10.5
MARKERS = "osD^vPX"
_LEFT_OF_TITLE = 1.6  # inch
_TITLE_LETTERS, _SMALL_LETTERS = 11.5, 14.0  # per inch


_P = ParamSpec("_P")
_R = TypeVar("_R")
_ON_WHITE: Any = {  # whose names matplotlib's stubs list one by one
    **dict.fromkeys(("figure.facecolor", "axes.facecolor", "savefig.facecolor"), "white"),
    **dict.fromkeys(("text.color", "axes.labelcolor", "axes.edgecolor", "xtick.color", "ytick.color"), "black"),
}
_SCRIPTS = (
    *("Noto Sans CJK JP", "Noto Sans CJK SC", "Source Han Sans", "WenQuanYi Micro Hei", "IPAGothic"),
    *("Hiragino Sans", "PingFang SC", "Yu Gothic", "Microsoft YaHei", "Malgun Gothic"),
)


def on_white(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Let a plot be dark on white whatever the style in use, and take every text literally.

    Axes that are passed in keep the colours of their own style.
    """

    @wraps(function)
    def drawn(*arguments: _P.args, **named: _P.kwargs) -> _R:
        settings: Any = {"text.parse_math": False, "font.family": [*mpl.rcParams["font.family"], *_installed()]}
        if named.get("ax") is None:
            settings |= _ON_WHITE
        before: Any = {key: mpl.rcParams[key] for key in settings}  # not rc_context, which would undo Jupyter's own
        mpl.rcParams.update(settings)
        try:
            return function(*arguments, **named)
        finally:
            mpl.rcParams.update(before)

    return drawn


@cache
def _installed() -> tuple[str, ...]:
    """Return the installed fonts with East Asian scripts, which matplotlib's own lacks."""
    known = set(font_manager.get_font_names())
    return tuple(name for name in _SCRIPTS if name in known)


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
    beside = inches([label.get_text() for label in ax.get_yticklabels()])
    wide = ax.get_figure(root=True).get_figwidth() - _LEFT_OF_TITLE - beside  # type: ignore[union-attr]  # it is on a figure
    first, second = fill(first, int(wide * _TITLE_LETTERS)), fill(second, int(wide * _SMALL_LETTERS))
    ax.set_title(first, loc="left", fontsize=TITLE, pad=6 + 14 * len(second.splitlines()))
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
