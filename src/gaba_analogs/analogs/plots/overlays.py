"""Pictures of overlays: two views on paper, and one that turns in a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import util
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray
from rdkit import Chem

from gaba_analogs.analogs.comparison.entry import Entry
from gaba_analogs.analogs.molecule import CompoundLike
from gaba_analogs.analogs.overlays import Overlay
from gaba_analogs.analogs.overlays import overlay as overlaid
from gaba_analogs.analogs.plots.names import short
from gaba_analogs.analogs.plots.style import GREY, NORMAL, OKABE_ITO, SMALL, as_comparison, on_white
from gaba_analogs.errors import MissingExtraError

_PROBE, _REFERENCE = OKABE_ITO[1], "#999999"
_ELEMENTS = {"N": "#0072B2", "O": "#C00000", "P": "#E69F00", "S": "#B8A000", "Cl": "#009E73", "F": "#56B4E9"}
_VIEWS = (("front", (0, 1, 2)), ("from above", (0, 2, 1)))
_EDGE = 1.1


@on_white
def overlay(found: Overlay | CompoundLike | Entry, reference: CompoundLike = "4MS4", **settings: Any) -> Figure:  # noqa: ANN401  # those of the overlay
    """Draw the best overlay of a compound on a reference from the front and from above.

    The compound is drawn in colour, the reference in grey; nearer bonds are thicker.

    Parameters
    ----------
    found
        An overlay, or a compound (of a comparison too) to overlay on `reference`.
    reference, settings
        Arguments of :func:`gaba_analogs.analogs.overlays.overlay`, for a compound.

    Returns
    -------
    Figure
        ``data`` has the coordinates [A] of the heavy atoms of both.
    """
    best, title = _best(found, reference, settings)
    probe, base = Chem.RemoveHs(best.mol), Chem.RemoveHs(best.reference)
    turn = _principal(base.GetConformer().GetPositions())
    places = [turn(mol.GetConformer().GetPositions()) for mol in (base, probe)]
    spans = np.ptp(np.vstack(places), axis=0) + 2 * _EDGE
    figure, grid = plt.subplots(
        1, 2, figsize=(8.4, 8.4 / 2 * max(spans[1], spans[2]) / spans[0] + 1.1), layout="constrained"
    )
    for ax, (view, axes) in zip(grid, _VIEWS, strict=True):
        for mol, where, carbon in ((base, places[0], _REFERENCE), (probe, places[1], _PROBE)):
            _draw(ax, mol, where[:, axes], carbon)
        ax.set_aspect("equal")
        ax.margins(0.08)
        ax.set_axis_off()
        ax.set_title(view, fontsize=SMALL, color=GREY)
    figure.suptitle(f"{short(title)} (orange) on {best.title} (grey)", x=0.01, ha="left", fontsize=NORMAL)
    score = f"combined {best.combined:.2f} ± {best.error:.2f}, shape {best.shape:.2f}, pharmacophore {best.colour:.2f}"
    conditions = f"best of {len(best.per_conformer)} conformers, {best.form}, seed {best.seed}"
    figure.supxlabel(f"{score} [-]\n{conditions}", fontsize=SMALL, color=GREY)
    data = pd.concat([_table(base, places[0], best.title), _table(probe, places[1], title)], ignore_index=True)
    vars(figure)["data"] = data
    return figure


def overlay_3d(found: Overlay | CompoundLike | Entry, reference: CompoundLike = "4MS4", **settings: Any) -> Any:  # noqa: ANN401  # a view of py3Dmol
    """Show the best overlay of a compound on a reference in a view that can be turned, in Jupyter.

    The page loads 3Dmol.js from the network; :func:`overlay` is the picture that needs nothing.

    Parameters
    ----------
    found
        An overlay, or a compound (of a comparison too) to overlay on `reference`.
    reference, settings
        Arguments of :func:`gaba_analogs.analogs.overlays.overlay`, for a compound.

    Returns
    -------
    py3Dmol.view
        The compound with orange carbons, the reference with grey ones.

    Raises
    ------
    MissingExtraError
        py3Dmol is not installed.
    """
    if util.find_spec("py3Dmol") is None:
        raise MissingExtraError("a view that turns", "notebook")
    import py3Dmol  # noqa: PLC0415  # an extra

    best, _ = _best(found, reference, settings)
    view = py3Dmol.view(width=560, height=400)
    for number, (mol, scheme) in enumerate(((best.mol, "orangeCarbon"), (best.reference, "grayCarbon"))):
        view.addModel(Chem.MolToMolBlock(mol), "mol")
        view.setStyle({"model": number}, {"stick": {"colorscheme": scheme, "radius": 0.12}})
    view.zoomTo()
    return view


def _best(
    found: Overlay | CompoundLike | Entry, reference: CompoundLike, settings: Mapping[str, Any]
) -> tuple[Overlay, str]:
    """Return an overlay, made if need be, and the name of the compound."""
    if isinstance(found, Overlay):
        return found, "overlay"
    entry = as_comparison([found]).entries[0]
    named = Chem.Mol(entry.neutral.mol)
    named.SetProp("_Name", entry.name)  # for messages
    return overlaid(named, reference, **settings), entry.name


def _principal(places: NDArray[np.float64]) -> Any:  # noqa: ANN401  # a function
    """Return a function that turns coordinates so that the longest extent of these lies across and the next upright."""
    centre = places.mean(axis=0)
    axes = np.linalg.svd(places - centre, full_matrices=False)[2]
    axes[2] = np.cross(axes[0], axes[1])  # no mirror image

    def turned(other: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray((other - centre) @ axes.T, dtype=np.float64)

    return turned


def _draw(ax: Axes, mol: Chem.Mol, places: NDArray[np.float64], carbon: str) -> None:
    """Draw sticks, each half in the colour of its atom; the third column of the places is depth."""
    near, far = places[:, 2].max() + 1e-6, places[:, 2].min()
    colours = [_ELEMENTS.get(atom.GetSymbol(), carbon) for atom in mol.GetAtoms()]
    for bond in mol.GetBonds():
        first, second = bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()
        middle = places[[first, second]].mean(axis=0)
        for end in (first, second):
            depth = (places[end, 2] + middle[2]) / 2
            width = 2.2 + 2.6 * (depth - far) / (near - far)
            line = np.vstack([places[end], middle])
            ax.plot(
                line[:, 0],
                line[:, 1],
                color=colours[end],
                linewidth=width,
                solid_capstyle="round",
                zorder=2 + depth / 20,
            )
    for atom, (x, y, z), colour in zip(mol.GetAtoms(), places, colours, strict=True):
        if atom.GetSymbol() in _ELEMENTS:
            ax.plot(x, y, "o", color=colour, markersize=10, zorder=2.05 + z / 20, markeredgecolor=carbon)
            ax.annotate(
                atom.GetSymbol(), (x, y), ha="center", va="center", fontsize=7, color="white", zorder=2.1 + z / 20
            )


def _table(mol: Chem.Mol, places: NDArray[np.float64], name: str) -> pd.DataFrame:
    table = pd.DataFrame(places, columns=["x", "y", "z"])
    table.insert(0, "name", name)
    table.insert(1, "element", [atom.GetSymbol() for atom in mol.GetAtoms()])
    table.attrs["unit"] = "A"
    return table
