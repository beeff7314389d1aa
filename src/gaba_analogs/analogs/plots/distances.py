"""Plots of distances over conformers."""

from __future__ import annotations

from functools import cache
from textwrap import fill
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from gaba_analogs.analogs.bound import BoundConformer, bound_conformers
from gaba_analogs.analogs.comparison.entry import Entry
from gaba_analogs.analogs.family import find
from gaba_analogs.analogs.molecule import SEED
from gaba_analogs.analogs.overlays import bound_ensemble
from gaba_analogs.analogs.pharmacophore import (
    CONFORMERS,
    SHAPES,
    ChainShape,
    Distribution,
    FormName,
    amine_acid_distance,
    chain_shape,
    conformers,
)
from gaba_analogs.analogs.plots.names import inches, short, short_names
from gaba_analogs.analogs.plots.style import (
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
from gaba_analogs.analogs.stereo.groups import RACEMATE
from gaba_analogs.errors import GabaAnalogsError, InputError
from gaba_analogs.progress import watched

_COLOURS = dict(zip(SHAPES, (OKABE_ITO[0], OKABE_ITO[2], OKABE_ITO[1]), strict=True))
_COLUMNS = (26, 74, 118)


@on_white
def distance_distribution(
    items: object,
    *,
    form: FormName = "pH 7.4",
    n: int = CONFORMERS,
    seed: int = SEED,
    ax: Axes | None = None,
) -> Axes:
    """Draw the distance from amine nitrogen to acid over conformers, one dot each, with the shares of their shapes.

    Conformers are embedded but not minimised; see :mod:`gaba_analogs.analogs.pharmacophore`. A diamond is the distance
    in a complex with the GABA-B receptor, of compounds whose coordinates are known
    (:mod:`gaba_analogs.analogs.bound`). Compounds without an amine and an acid are left out and named below the axis.

    Parameters
    ----------
    items
        Comparison or compounds.
    form
        Form to embed.
    n
        Number of conformers [-].
    seed
        Random seed [-].
    ax
        Axes to draw on; None for new ones.

    Returns
    -------
    Axes
        ``data`` has one column of distances [A] per compound; its attributes ``shares`` and ``standard_errors`` are
        those [-] by compound and shape, and ``bound`` holds the distances [A] in the receptor.
    """
    table = as_comparison(items)
    found: dict[str, Distribution] = {}
    shapes: dict[str, ChainShape] = {}
    bound: dict[str, float] = {}
    left_out = []
    for entry in watched(table.entries, "embedding conformers"):
        try:
            ensemble = conformers(entry.mol(form), n=n, seed=seed, form_name="as drawn")
            found[entry.name] = amine_acid_distance(ensemble)
            shapes[entry.name] = chain_shape(ensemble)
        except GabaAnalogsError:
            found.pop(entry.name, None)
            left_out.append(entry.name)
            continue
        lengths = [length for one, length in _bound_distances() if _is_bound(entry, one)]
        bound |= {entry.name: lengths[0]} if lengths else {}
    if not found:
        raise InputError(f"no distance to measure: no amine and acid in {', '.join(left_out)}")
    labels = short_names(list(found))
    ax = axes_of(ax, (8.2 + inches(labels), 1.8 + 0.55 * len(found)))
    jitter = np.random.default_rng(seed)
    for index, name in enumerate(found):
        _draw_row(ax, index, np.asarray(found[name].values), shapes[name], jitter)
        if name in bound:
            ax.plot(bound[name], index, "D", color="black", markersize=7, zorder=4)
    ax.set_yticks(range(len(found)), labels, fontsize=NORMAL)
    ax.set_ylim(len(found) - 0.45, -0.55)
    for shape, place in zip(SHAPES, _COLUMNS, strict=True):
        _beside(ax, shape, place, len(found) - 1 + 0.6, _COLOURS[shape])
    missing = fill(f"left out (no amine and acid): {', '.join(map(short, left_out))}", 80) if left_out else ""
    ax.set_xlabel(f"distance from amine N to acid [Å]\n{missing}".rstrip(), fontsize=NORMAL)
    plain(ax)
    worst = max(error for shape in shapes.values() for error in shape.standard_errors.values())
    said = f"{n} conformers each (ETKDGv3, not minimised, seed {seed}); shares in %, ± {100 * worst:.0f} at most"
    title(ax, f"Amine to acid distance, {form}", said + ("; diamond: in the GABA-B receptor" if bound else ""))
    data = pd.DataFrame({name: np.asarray(one.values, dtype=np.float64) for name, one in found.items()})
    data.attrs.update({"unit": "A", "seed": seed, "form": form, "left_out": left_out, "bound": bound})
    data.attrs["shares"] = {name: shape.shares for name, shape in shapes.items()}
    data.attrs["standard_errors"] = {name: shape.standard_errors for name, shape in shapes.items()}
    return with_data(ax, data)


def _draw_row(
    ax: Axes, index: int, values: NDArray[np.float64], shape: ChainShape, jitter: np.random.Generator
) -> None:
    """Draw the conformers of one compound: the distribution, a dot each in the colour of its shape, and the shares."""
    if len(values) > 2 and np.ptp(values) > 1e-6:
        body = ax.violinplot([values], positions=[index], orientation="horizontal", widths=0.8, showextrema=False)
        for part in body["bodies"]:  # type: ignore[attr-defined]  # a list of patches
            part.set(facecolor=PALE, alpha=0.6, edgecolor="none")
    colours = [_COLOURS[label] for label in shape.labels]
    ax.scatter(values, index + jitter.uniform(-0.12, 0.12, len(values)), s=9, c=colours, alpha=0.8, linewidths=0)
    for (name, share), place in zip(shape.shares.items(), _COLUMNS, strict=True):
        _beside(ax, f"{100 * share:.0f}", place, index, _COLOURS[name])


def _beside(ax: Axes, text: str, place: float, row: float, colour: str) -> None:
    """Write a text in a column beside the axes, `place` [pt] from them."""
    where: Any = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "annotation_clip": False}
    ax.annotate(text, (1, row), (place, 0), va="center", ha="center", fontsize=SMALL, color=colour, **where)


def _is_bound(entry: Entry, bound: BoundConformer) -> bool:
    """Return whether a complex holds a compound, or one isomer of it where it is not told which."""
    open_form = entry.stereo_form in {RACEMATE, "unspecified"}
    return entry.key == bound.compound_key or (open_form and entry.skeleton == find(bound.compound_key).inchikey[:14])


@cache
def _bound_distances() -> tuple[tuple[BoundConformer, float], ...]:
    """Return the distance [A] from amine to acid in each complex, those in crystals first."""
    found = sorted(bound_conformers().values(), key=lambda one: one.method)
    return tuple((one, amine_acid_distance(bound_ensemble(one)).mean) for one in found)
