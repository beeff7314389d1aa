"""A grid of structures drawn alike."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from numpy.typing import NDArray
from rdkit import Chem
from rdkit.Chem.Draw import rdMolDraw2D

from gaba_analogs.analogs.comparison.entry import badge
from gaba_analogs.analogs.drawing import Frame, draw, own_frame, shared_frame
from gaba_analogs.analogs.plots.style import GREY, OKABE_ITO, SMALL, TITLE, as_comparison

_WIDTH, _TITLES, _FOOT = 2.6, 0.55, 0.35
_PIXELS = 420


def structure_grid(items: object, *, reference: str | None = None, columns: int = 4) -> Figure:
    """Draw the structures with their chains aligned, and highlight what differs from the reference.

    On the bond to the substituent at C3, a solid wedge means the side of (R)-baclofen and a hashed wedge
    the opposite side, whatever the CIP labels.

    Parameters
    ----------
    items
        Comparison or compounds.
    reference
        Name of the compound to compare with; None for the reference of the comparison.
    columns
        Largest number of structures [-] per row.

    Returns
    -------
    Figure
        ``data`` holds names, SMILES, stereo form, side and highlighted atoms.
    """
    table = as_comparison(items, reference)
    drawn, changed = table.depictions(), table.changed_atoms()
    shared = shared_frame(drawn)
    aspect = (shared[1].y - shared[0].y) / (shared[1].x - shared[0].x)
    wide = min(columns, len(table))
    high = -(-len(table) // wide)
    tall = (_WIDTH * aspect + _TITLES) * high + _FOOT
    figure, grid = plt.subplots(high, wide, figsize=(_WIDTH * wide, tall), squeeze=False)
    figure.subplots_adjust(
        left=0, right=1, top=1 - _TITLES / tall, bottom=_FOOT / tall, wspace=0, hspace=_TITLES / _WIDTH / aspect
    )
    for ax in grid.flat:
        ax.set_axis_off()
    for ax, entry, mol, atoms in zip(grid.flat, table, drawn, changed, strict=False):
        ax.imshow(_picture(mol, atoms, own_frame(mol, shared), aspect), interpolation="antialiased")
        is_reference = entry.name == table.reference
        ax.set_title(entry.name, fontsize=TITLE, fontweight="bold" if is_reference else "normal", pad=14)
        words = badge(entry) + (", reference" if is_reference and len(table) > 1 else "")
        ax.annotate(
            words,
            (0.5, 1),
            (0, 3),
            xycoords="axes fraction",
            textcoords="offset points",
            ha="center",
            fontsize=SMALL,
            color=OKABE_ITO[1] if "racemate" in words else GREY,
        )
    if len(table) > 1:
        figure.supxlabel(f"yellow: differs from {table.reference}", fontsize=SMALL, color=GREY)
    data = table.identity.copy()
    data["changed_atoms"] = pd.Series(changed, index=data.index, dtype=object)
    vars(figure)["data"] = data
    return figure


def _picture(mol: Chem.Mol, changed: Sequence[int], corners: Frame, aspect: float) -> NDArray[np.float64]:
    """Return a picture of one molecule in its frame."""
    canvas = rdMolDraw2D.MolDraw2DCairo(_PIXELS, round(_PIXELS * aspect))
    options = canvas.drawOptions()
    options.padding = 0.0  # type: ignore[assignment]  # RDKit's stubs type every option alike
    options.bondLineWidth = 2  # type: ignore[assignment]
    options.annotationFontScale = 0.75  # type: ignore[assignment]
    options.minFontSize = 18  # type: ignore[assignment]
    canvas.SetScale(canvas.Width(), canvas.Height(), *corners)
    draw(canvas, mol, changed)
    return np.asarray(plt.imread(BytesIO(canvas.GetDrawingText())), dtype=np.float64)
