"""A chart of what a record costs: against the share of wrong rows, the size of the molecule, the number of records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from race import Spread

SHARE = "wrong rows [%]"
ATOMS = "heavy atoms of a molecule"
RECORDS = "records of a table"

Curves = dict[str, list[tuple[float, Spread]]]
"""What is varied, and the cost [bare loops] at each of its values."""

_COLOUR = "#1f5f8b"
_SCALES: Mapping[str, str] = {SHARE: "linear", ATOMS: "linear", RECORDS: "log"}


def draw(curves: Curves, path: Path) -> None:
    """Draw the curves side by side, the range of the rounds as bars.

    Parameters
    ----------
    curves
        What was measured; what was not is left out.
    path
        File to write, in the format of its ending.
    """
    import matplotlib as mpl  # noqa: PLC0415  # only where a chart is asked for

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415  # likewise

    plt.rcParams["svg.fonttype"] = "none"
    plt.rcParams["svg.hashsalt"] = "speed"  # the same file from the same figures
    drawn = [(name, curves[name]) for name in _SCALES if name in curves]
    if not drawn:
        return
    figure, axes = plt.subplots(1, len(drawn), figsize=(3.4 * len(drawn), 3.1), squeeze=False, layout="constrained")
    for axis, (name, points) in zip(axes[0], drawn, strict=True):
        _curve(axis, points)
        axis.set_xscale(_SCALES[name])
        if _SCALES[name] == "log":
            axis.set_xticks([place for place, _ in points], [f"{place:,.0f}" for place, _ in points], minor=False)
            axis.minorticks_off()
        axis.set_xlabel(name)
        axis.set_ylim(0, 1.1 * max(1.0, *(max(cost.values) for _, cost in points)))
        axis.axhline(1, color="0.6", linewidth=0.8, linestyle="--")
        axis.spines[["top", "right"]].set_visible(False)
    axes[0][0].set_ylabel("time per record [bare loops]")
    figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None, dpi=150)
    plt.close(figure)


def _curve(axis: object, points: Sequence[tuple[float, Spread]]) -> None:
    places = [place for place, _ in points]
    middle = [cost.median for _, cost in points]
    below = [cost.median - min(cost.values) for _, cost in points]
    above = [max(cost.values) - cost.median for _, cost in points]
    axis.errorbar(  # type: ignore[attr-defined]  # an Axes
        places, middle, yerr=(below, above), color=_COLOUR, marker="o", markersize=4, linewidth=1.4, capsize=2
    )
