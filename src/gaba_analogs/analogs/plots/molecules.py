"""Molecules as vectors in a plot: lines, curves and letters instead of a picture made of pixels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as ET

from matplotlib.axes import Axes
from matplotlib.patches import Ellipse, Patch, PathPatch
from matplotlib.path import Path
from rdkit import Chem
from rdkit.Chem.Draw import rdMolDraw2D

from gaba_analogs.analogs.drawing import Frame, draw
from gaba_analogs.regex import regex

_PIXELS = 420
_STEP = regex(r"([MLQZ])([^MLQZ]*)")
_CODES = {"M": int(Path.MOVETO), "L": int(Path.LINETO), "Q": int(Path.CURVE3)}


def draw_molecule(ax: Axes, mol: Chem.Mol, changed: Sequence[int], corners: Frame, inches: float) -> None:
    """Draw a molecule with coordinates into axes of a given width.

    Parameters
    ----------
    ax
        Axes to fill.
    mol
        The molecule, from :func:`~gaba_analogs.analogs.drawing.depicted`.
    changed
        Atoms (indices from 0) to highlight.
    corners
        What to show [A].
    inches
        Width of the axes [inch], which line widths follow.
    """
    height = round(_PIXELS * (corners[1].y - corners[0].y) / (corners[1].x - corners[0].x))
    points = 72 * inches / _PIXELS
    for element in ET.fromstring(_svg(mol, changed, corners, height)):  # noqa: S314  # RDKit wrote it
        patch = _patch(element, points)
        if patch is not None:
            ax.add_patch(patch)
    ax.set_xlim(0, _PIXELS)
    ax.set_ylim(height, 0)
    ax.set_aspect("equal")


def _svg(mol: Chem.Mol, changed: Sequence[int], corners: Frame, height: int) -> str:
    canvas = rdMolDraw2D.MolDraw2DSVG(_PIXELS, height)
    options = canvas.drawOptions()
    options.padding = 0.0  # type: ignore[assignment]  # RDKit's stubs type every option alike
    options.bondLineWidth = 2  # type: ignore[assignment]
    options.annotationFontScale = 0.75  # type: ignore[assignment]
    options.minFontSize = 18  # type: ignore[assignment]
    options.clearBackground = False  # type: ignore[assignment]
    canvas.SetScale(_PIXELS, height, *corners)
    draw(canvas, mol, changed)
    return str(canvas.GetDrawingText())


def _patch(element: ET.Element, points: float) -> Patch | None:
    """Return what an element of RDKit's SVG draws; lengths are in pixels, `points` [pt] long each."""
    style = dict(part.split(":") for part in element.get("style", "").strip(";").split(";") if part)
    fill = element.get("fill") or style.get("fill", "none")
    look: dict[str, Any] = {
        "facecolor": fill,
        "edgecolor": style.get("stroke", "none"),
        "linewidth": float(style.get("stroke-width", "0px").removesuffix("px")) * points,
        "capstyle": "butt",
        "joinstyle": "miter",
        "snap": False,  # else thin strokes of letters vanish between pixels
    }
    kind = element.tag.rpartition("}")[2]
    if kind == "path" and element.get("d"):  # that of a blank is empty
        return PathPatch(_path(element.get("d", "")), fill=fill != "none", **look)
    if kind == "ellipse":
        x, y, across, along = (float(element.get(name, "0")) for name in ("cx", "cy", "rx", "ry"))
        return Ellipse((x, y), 2 * across, 2 * along, **look)
    return None


def _path(commands: str) -> Path:
    """Return the path of SVG commands: move, line, quadratic curve, close."""
    vertices: list[tuple[float, float]] = []
    codes: list[int] = []
    for letter, numbers in _STEP.findall(commands):
        values = [float(number) for number in numbers.replace(",", " ").split()]
        corners = list(zip(values[::2], values[1::2], strict=True)) or vertices[-1:]
        vertices += corners
        codes += [_CODES.get(letter, int(Path.CLOSEPOLY))] * len(corners)
    return Path(vertices, codes)
