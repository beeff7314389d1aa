"""Plots of distances over conformers."""

from __future__ import annotations

from textwrap import fill

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from gaba_analogs.analogs.molecule import SEED
from gaba_analogs.analogs.pharmacophore import CONFORMERS, FormName, amine_acid_distance
from gaba_analogs.analogs.plots.names import inches, short, short_names
from gaba_analogs.analogs.plots.style import (
    NORMAL,
    OKABE_ITO,
    SMALL,
    as_comparison,
    axes_of,
    on_white,
    plain,
    title,
    with_data,
)
from gaba_analogs.errors import GabaAnalogsError, InputError
from gaba_analogs.progress import watched


@on_white
def distance_distribution(
    items: object,
    *,
    form: FormName = "pH 7.4",
    n: int = CONFORMERS,
    seed: int = SEED,
    ax: Axes | None = None,
) -> Axes:
    """Draw the distance from amine nitrogen to acid over conformers, one dot each.

    Conformers are embedded but not minimised; see :mod:`gaba_analogs.analogs.pharmacophore`. Compounds
    without an amine and an acid are left out and named below the axis.

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
        ``data`` has one column of distances [A] per compound.
    """
    table = as_comparison(items)
    found: dict[str, NDArray[np.float64]] = {}
    left_out = []
    for entry in watched(table.entries, "embedding conformers"):
        try:
            mol = entry.mol(form)
            distance = amine_acid_distance(mol, n=n, seed=seed, form_name="as drawn")
        except GabaAnalogsError:
            left_out.append(entry.name)
            continue
        found[entry.name] = np.asarray(distance.values, dtype=np.float64)  # not a DataFrame
    if not found:
        raise InputError(f"no distance to measure: no amine and acid in {', '.join(left_out)}")
    labels = short_names(list(found))
    ax = axes_of(ax, (6.8 + inches(labels), 1.5 + 0.55 * len(found)))
    jitter = np.random.default_rng(seed)
    for index, values in enumerate(found.values()):
        colour = OKABE_ITO[index % len(OKABE_ITO)]
        if len(values) > 2 and np.ptp(values) > 1e-6:
            body = ax.violinplot([values], positions=[index], orientation="horizontal", widths=0.8, showextrema=False)
            for part in body["bodies"]:  # type: ignore[attr-defined]  # a list of patches
                part.set(facecolor=colour, alpha=0.25, edgecolor="none")
        places = index + jitter.uniform(-0.12, 0.12, len(values))
        ax.plot(values, places, ".", color=colour, markersize=3, alpha=0.7)
        median = float(np.median(values))
        ax.plot([median, median], [index - 0.36, index + 0.36], color="black", linewidth=1.8)
        ax.annotate(
            f"{median:.2f}",
            (1, index),
            (4, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            va="center",
            fontsize=SMALL,
        )
    ax.set_yticks(range(len(found)), labels, fontsize=NORMAL)
    ax.set_ylim(len(found) - 0.45, -0.55)
    ax.annotate("median", (1, 1), (4, 2), xycoords="axes fraction", textcoords="offset points", fontsize=SMALL)
    missing = fill(f"left out (no amine and acid): {', '.join(map(short, left_out))}", 80) if left_out else ""
    ax.set_xlabel(f"distance from amine N to acid [Å]\n{missing}".rstrip(), fontsize=NORMAL)
    plain(ax)
    title(ax, f"Amine to acid distance, {form}", f"{n} conformers each (ETKDGv3, not minimised, seed {seed})")
    data = pd.DataFrame(found)
    data.attrs.update({"unit": "A", "seed": seed, "form": form, "left_out": left_out})
    return with_data(ax, data)
