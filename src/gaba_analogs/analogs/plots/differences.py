"""Plots of the differences from a reference, and of similarities."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes

from gaba_analogs.analogs.comparison.compare import compare
from gaba_analogs.analogs.comparison.entry import FormChoice
from gaba_analogs.analogs.comparison.text import FORM_WORDS
from gaba_analogs.analogs.descriptors import describe
from gaba_analogs.analogs.plots.names import inches, short, short_names
from gaba_analogs.analogs.plots.style import (
    GREY,
    OKABE_ITO,
    SMALL,
    as_comparison,
    axes_of,
    on_white,
    plain,
    title,
    with_data,
)
from gaba_analogs.errors import InputError

_DELTA_KEYS = (
    "molecular_weight",
    "wlogp",
    "tpsa",
    "hbd_groups",
    "rotatable_bonds",
    "fraction_csp3",
    "log_s_esol",
    "qed",
)
_FEW = 12
_HATCHES = (None, "////", "....")


@on_white
def delta_bars(
    items: object,
    *,
    reference: str | None = None,
    descriptors: Iterable[str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the differences from the reference, each row scaled to its largest change.

    Descriptors that are the same for all compounds are named below the axis instead.

    Parameters
    ----------
    items
        Comparison or compounds.
    reference
        Name of the compound to compare with; None for the reference of the comparison.
    descriptors
        Keys of numeric descriptors; None for a short default list.
    ax
        Axes to draw on; None for new ones.

    Returns
    -------
    Axes
        ``data`` holds the differences in their units.

    Raises
    ------
    InputError
        There is only one compound, or there are too many to tell apart.
    """
    table = as_comparison(items, reference)
    keys = _DELTA_KEYS if descriptors is None else tuple(descriptors)
    form_name: FormChoice = "neutral" if table.form_name == "both" else table.form_name
    again = compare(table, reference=table.reference, descriptors=keys, form=form_name)
    if len(again) < 2:
        raise InputError("only one compound: differences need at least two")
    if len(again) - 1 > len(OKABE_ITO) * len(_HATCHES):
        most = len(OKABE_ITO) * len(_HATCHES)
        raise InputError(
            f"{len(again) - 1} bars per row are too many: choose at most {most} compounds besides the reference"
        )
    delta = again.delta.drop(index=str(again.reference))
    varying = [key for key in delta.columns if (delta[key].abs() > 1e-9).any()]
    same = [key for key in keys if key not in varying]
    count = len(delta)
    step = 0.8 / count
    labels = short_names([str(name) for name in delta.index])
    ax = axes_of(ax, (7.6 + inches(labels), max(3.0, 0.24 * count * max(len(varying), 1) + 1.5)))
    for index, (label, (_, row)) in enumerate(zip(labels, delta.iterrows(), strict=True)):
        places = np.arange(len(varying)) - 0.4 + step * (index + 0.5)
        lengths = [row[key] / delta[key].abs().max() for key in varying]
        hatch, colour = divmod(index, len(OKABE_ITO))
        ax.barh(
            places,
            lengths,
            height=step * 0.88,
            color=OKABE_ITO[colour],
            hatch=_HATCHES[hatch],
            edgecolor="white",
            linewidth=0,
            label=label,
        )
        for place, length, key in zip(places, lengths, varying, strict=True):
            right = length >= 0
            ax.annotate(
                _signed(row[key]),
                (length, place),
                (3 if right else -3, 0),
                textcoords="offset points",
                ha="left" if right else "right",
                va="center",
                fontsize=8,
            )
    ax.axvline(0, color="black", linewidth=0.8)
    ax.set_yticks(np.arange(len(varying)), [_axis_label(key) for key in varying], fontsize=SMALL)
    ax.set_ylim(len(varying) - 0.5, -0.5)
    ax.set_xlim(-1.28, 1.28)
    ax.set_xticks([])
    below = f"the same for all: {', '.join(same)}" if same else ""
    ax.set_xlabel(below, fontsize=SMALL, color=GREY)
    plain(ax)
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.tick_params(axis="y", length=0)
    ax.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), fontsize=SMALL, frameon=False)
    title(
        ax,
        f"Difference from {short(str(again.reference))}, {FORM_WORDS[form_name]}",
        "bar length: relative to the largest change in its row",
    )
    return with_data(ax, delta)


def _axis_label(key: str) -> str:
    unit = describe(key).unit.replace("A2", "Å²")
    return f"{key} [{unit}]" if unit not in {"", "-"} else key


def _signed(value: float) -> str:
    if abs(value) < 1e-9:
        return "0"
    return f"{value:+.0f}" if float(value).is_integer() else f"{value:+.3g}"


@on_white
def similarity_map(
    items: object, *, chirality: bool = True, form: FormChoice | None = None, ax: Axes | None = None
) -> Axes:
    """Draw the Tanimoto coefficients of Morgan fingerprints, radius 2.

    Parameters
    ----------
    items
        Comparison or compounds.
    chirality
        False to ignore chirality, so that mirror images are identical.
    form
        Form of all compounds; ``both`` shows the effect of the form alone.
    ax
        Axes to draw on; None for new ones.

    Returns
    -------
    Axes
        ``data`` is the matrix of coefficients [-].

    Raises
    ------
    InputError
        There is only one compound.
    """
    table = as_comparison(items)
    matrix = table.similarity(chirality=chirality, form=form)
    labels = short_names([", ".join(name) if isinstance(name, tuple) else str(name) for name in matrix.index])
    count = len(labels)
    if count < 2:
        raise InputError("only one compound: similarity needs at least two, or form='both'")
    cell = (0.62, 0.52) if count <= _FEW else (0.4, 0.3)
    extra = inches(labels)
    ax = axes_of(ax, (2.6 + extra + cell[0] * count, 2.0 + 0.7 * extra + cell[1] * count))
    image = ax.imshow(matrix.to_numpy(), cmap="cividis", vmin=0, vmax=1)
    for i, row in enumerate(matrix.to_numpy()):
        for j, value in enumerate(row):
            ax.text(
                j,
                i,
                f"{value:.2f}",
                ha="center",
                va="center",
                fontsize=SMALL,
                color="white" if value < 0.5 else "black",
            )
    ax.set_xticks(range(count), labels, rotation=40, ha="right", rotation_mode="anchor", fontsize=SMALL)
    ax.set_yticks(range(count), labels, fontsize=SMALL)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    bar = ax.figure.colorbar(image, ax=ax, shrink=0.8)
    bar.set_label("Tanimoto, Morgan radius 2", fontsize=SMALL)
    bar.ax.tick_params(labelsize=SMALL)
    words = "with chirality" if chirality else "without chirality"
    title(ax, f"Similarity {words}", FORM_WORDS[matrix.attrs["form"]])
    return with_data(ax, matrix)
