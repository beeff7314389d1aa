"""A grid of structures drawn alike."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure

from gaba_analogs.analogs.comparison.entry import badge
from gaba_analogs.analogs.drawing import own_frame, shared_frame
from gaba_analogs.analogs.plots.molecules import draw_molecule
from gaba_analogs.analogs.plots.names import short, two_lines
from gaba_analogs.analogs.plots.style import GREY, OKABE_ITO, SMALL, TITLE, as_comparison, on_white

_WIDTH, _TITLES, _LINE, _FOOT = 2.6, 0.55, 0.18, 0.35
_LETTERS = 26


@on_white
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
    titles = [two_lines(name, _LETTERS) for name in table.names]
    above = _TITLES + _LINE * any("\n" in text for text in titles)
    tall = (_WIDTH * aspect + above) * high + _FOOT
    figure, grid = plt.subplots(high, wide, figsize=(_WIDTH * wide, tall), squeeze=False)
    figure.subplots_adjust(
        left=0, right=1, top=1 - above / tall, bottom=_FOOT / tall, wspace=0, hspace=above / _WIDTH / aspect
    )
    for ax in grid.flat:
        ax.set_axis_off()
    for ax, entry, text, mol, atoms in zip(grid.flat, table, titles, drawn, changed, strict=False):
        draw_molecule(ax, mol, atoms, own_frame(mol, shared), _WIDTH)
        is_reference = entry.name == table.reference
        ax.set_title(text, fontsize=TITLE, fontweight="bold" if is_reference else "normal", pad=14)
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
        figure.supxlabel(f"yellow: differs from {short(str(table.reference))}", fontsize=SMALL, color=GREY)
    data = table.identity.copy()
    data["changed_atoms"] = pd.Series(changed, index=data.index, dtype=object)
    vars(figure)["data"] = data
    return figure
