"""Pictures of a comparison, each with the numbers behind it.

Every function takes a :class:`~gaba_analogs.analogs.compare.Comparison` or whatever
:func:`~gaba_analogs.analogs.compare.compare` reads, draws on ``ax`` where one is given, shows nothing, and
returns the axes (a grid the figure). The attribute ``data`` of what is returned is a DataFrame of what was
drawn. Colours are those of Okabe and Ito, which stay apart for colour-blind readers.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from io import BytesIO
from itertools import cycle

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Polygon
from matplotlib.projections.polar import PolarAxes
from numpy.typing import ArrayLike, NDArray
from rdkit import Chem
from rdkit.Chem.Draw import rdMolDraw2D

from gaba_analogs.analogs import ionisation
from gaba_analogs.analogs.compare import Comparison, Entry, FormChoice, badge, compare
from gaba_analogs.analogs.descriptors import compute, describe
from gaba_analogs.analogs.ionisation import PHYSIOLOGICAL_PH
from gaba_analogs.analogs.pharmacophore import CONFORMERS, FormName, amine_acid_distance
from gaba_analogs.analogs.rules import Criterion, evaluate, rules
from gaba_analogs.analogs.rules import boiled_egg as _egg
from gaba_analogs.analogs.stereo import SEED, CompoundLike, cip_labels
from gaba_analogs.errors import GabaAnalogsError, InputError

__all__ = [
    "OKABE_ITO",
    "activity_ladder",
    "boiled_egg",
    "delta_bars",
    "distance_distribution",
    "measured_vs_computed",
    "microspecies",
    "radar",
    "similarity_map",
    "structure_grid",
]

OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Colours in the order of use: blue, vermilion, green, purple, orange, sky blue, black."""

_GREY = "#666666"
_PALE = "#DDDDDD"
_YELLOW = (0.94, 0.89, 0.26)
_SMALL = 8.5
_NORMAL = 9.5
_TITLE = 10.5
_MARKERS = "osD^vPX"
_RADAR_WORDS = {
    "wlogp": "lipophilicity\nWLOGP",
    "molecular_weight": "size\nMW [g/mol]",
    "tpsa_sp": "polarity\nTPSA [Å²]",
    "log_s_esol": "insolubility\nlog S ESOL",
    "fraction_csp3": "unsaturation\nfraction sp³",
    "rotatable_bonds": "flexibility\nrotatable bonds",
}
_INNER, _OUTER, _RIM = 0.3, 0.75, 1.0
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
_FORM_WORDS = {"neutral": "drawn neutral", "pH 7.4": "form at pH 7.4", "as drawn": "as drawn", "both": "both forms"}
_LETTERS = {"R": "R", "S": "S", "racemate": "rac"}


# -- common ------------------------------------------------------------------------------------


def _comparison(items: object, reference: str | None = None) -> Comparison:
    """Take a comparison as it is, make one of anything else; without compounds say why."""
    made = items if isinstance(items, Comparison) and reference is None else compare(items, reference=reference)
    if not made.entries:
        messages = "; ".join(str(text) for text in made.problems["message"])
        raise InputError(messages or "nothing to draw: give at least one compound")
    return made


def _axes(ax: Axes | None, size: tuple[float, float]) -> Axes:
    if ax is not None:
        return ax
    _, made = plt.subplots(figsize=size, layout="constrained")
    return made


def _with_data(axes: Axes, data: pd.DataFrame) -> Axes:
    vars(axes)["data"] = data
    return axes


def _title(ax: Axes, title: str, second: str = "") -> None:
    """Set a title, with a smaller second line under it."""
    ax.set_title(title, loc="left", fontsize=_TITLE, pad=20 if second else 6)
    if second:
        ax.annotate(
            second, (0, 1), (0, 6), xycoords="axes fraction", textcoords="offset points", fontsize=_SMALL, color=_GREY
        )


def _plain(ax: Axes) -> None:
    ax.spines[["top", "right"]].set_visible(False)
    ax.tick_params(labelsize=_SMALL)


def _spread(values: Sequence[float], gap: float) -> NDArray[np.float64]:
    """Move values apart until neighbours are at least a gap from each other, in the same order."""
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


# -- structures --------------------------------------------------------------------------------


def structure_grid(items: object, *, reference: str | None = None, columns: int = 4) -> Figure:
    """Draw the structures with their chains laid alike; what differs from the reference is marked.

    Parameters
    ----------
    items
        Comparison or compounds.
    reference
        Name of the compound that others are compared with; None for that of the comparison.
    columns
        Most structures [-] per row.

    Returns
    -------
    Figure
        ``data`` holds names, SMILES, stereo form, side and the marked atoms.
    """
    table = _comparison(items, reference)
    wide = min(columns, len(table))
    high = -(-len(table) // wide)
    figure, grid = plt.subplots(high, wide, figsize=(2.6 * wide, 2.5 * high + 0.4), layout="constrained", squeeze=False)
    changed = table.changed_atoms()
    for ax in grid.flat:
        ax.set_axis_off()
    for ax, entry, mol, atoms in zip(grid.flat, table, table.depictions(), changed, strict=False):
        ax.imshow(_picture(mol, atoms, racemate=entry.stereo_form == "racemate"), interpolation="antialiased")
        is_reference = entry.name == table.reference
        ax.set_title(entry.name, fontsize=_TITLE, fontweight="bold" if is_reference else "normal", pad=14)
        words = badge(entry) + (", reference" if is_reference else "")
        ax.annotate(
            words,
            (0.5, 1),
            (0, 3),
            xycoords="axes fraction",
            textcoords="offset points",
            ha="center",
            fontsize=_SMALL,
            color=OKABE_ITO[1] if "racemate" in words else _GREY,
        )
    if len(table) > 1:
        figure.supxlabel(f"yellow: differs from {table.reference}", fontsize=_SMALL, color=_GREY)
    data = table.identity.copy()
    data["changed_atoms"] = pd.Series(changed, index=data.index, dtype=object)
    vars(figure)["data"] = data
    return figure


def _picture(mol: Chem.Mol, changed: Sequence[int], *, racemate: bool) -> NDArray[np.float64]:
    """Draw one molecule at the scale that all share."""
    marked = Chem.Mol(mol)
    if not racemate:
        for index, label in cip_labels(marked)[0]:
            marked.GetAtomWithIdx(index).SetProp("atomNote", label)
    canvas = rdMolDraw2D.MolDraw2DCairo(620, 480)
    options = canvas.drawOptions()
    options.fixedBondLength = 62  # type: ignore[assignment]  # RDKit's stubs type every option alike
    options.bondLineWidth = 3  # type: ignore[assignment]
    options.annotationFontScale = 0.75  # type: ignore[assignment]
    options.minFontSize = 26  # type: ignore[assignment]
    rdMolDraw2D.PrepareAndDrawMolecule(
        canvas,
        marked,
        highlightAtoms=list(changed),
        highlightAtomColors=dict.fromkeys(changed, _YELLOW),
        highlightBonds=_between(marked, changed),
        highlightBondColors=dict.fromkeys(_between(marked, changed), _YELLOW),
    )
    canvas.FinishDrawing()
    return np.asarray(plt.imread(BytesIO(canvas.GetDrawingText())), dtype=np.float64)


def _between(mol: Chem.Mol, atoms: Iterable[int]) -> list[int]:
    inside = set(atoms)
    return [b.GetIdx() for b in mol.GetBonds() if {b.GetBeginAtomIdx(), b.GetEndAtomIdx()} <= inside]


# -- rules -------------------------------------------------------------------------------------


def radar(items: object, *, form: FormName = "neutral", ax: Axes | None = None) -> Axes:
    """Draw the six properties of the SwissADME radar over the zone of its rule.

    Daina et al., Sci. Rep. 2017, 7, 42717, doi:10.1038/srep42717, with WLOGP for XLOGP3 and ESOL.

    Parameters
    ----------
    items
        Comparison or compounds.
    form
        Form that is described.
    ax
        Polar axes; None for new ones.

    Returns
    -------
    Axes
        ``data`` holds the values and the bounds.

    Raises
    ------
    InputError
        The axes are not polar.
    """
    table = _comparison(items)
    rule = rules()["swissadme-radar"]
    if ax is None:
        _, ax = plt.subplots(figsize=(7.2, 5.6), subplot_kw={"projection": "polar"}, layout="constrained")
    if not isinstance(ax, PolarAxes):
        raise InputError("a radar needs polar axes: plt.subplots(subplot_kw={'projection': 'polar'})")
    angles = np.linspace(0.0, 2 * np.pi, len(rule.criteria), endpoint=False)
    closed = np.append(angles, angles[0])
    ax.set_theta_offset(np.pi / 2)
    inner = np.array([_INNER if _both_bounds(c) else 0.0 for c in rule.criteria])
    outer = np.full(len(rule.criteria), _OUTER)
    ring = np.concatenate(
        [np.column_stack([closed, np.append(o, o[0])])[::step] for o, step in ((outer, 1), (inner, -1))]
    )
    ax.add_patch(Polygon(ring, closed=True, facecolor="#F6D7C3", edgecolor="none", zorder=0))
    rows = []
    styles = cycle(("-", "--", ":", "-."))
    for index, (entry, style) in enumerate(zip(table, styles, strict=False)):
        values = compute(entry.mol(form), [c.quantity for c in rule.criteria])
        radii = [_radius(c, float(values[c.quantity] or 0.0)) for c in rule.criteria]
        colour, marker = OKABE_ITO[index % len(OKABE_ITO)], _MARKERS[index % len(_MARKERS)]
        ax.plot(
            closed,
            [*radii, radii[0]],
            style,
            color=colour,
            marker=marker,
            markersize=5,
            linewidth=1.6,
            label=entry.name,
        )
        rows.append(values)
    ax.set_xticks(angles, [f"{_RADAR_WORDS[c.quantity]}\n({_bounds(c)})" for c in rule.criteria], fontsize=_SMALL)
    ax.tick_params(axis="x", pad=22)
    ax.set_yticks([])
    ax.set_ylim(0, _RIM)
    ax.spines["polar"].set_color(_PALE)
    handles, _ = ax.get_legend_handles_labels()
    zone = Patch(facecolor="#F6D7C3", label="zone of the rule")
    ax.legend(handles=[*handles, zone], loc="upper left", bbox_to_anchor=(1.18, 1.08), fontsize=_SMALL, frameon=False)
    ax.set_title(f"Bioavailability radar, {_FORM_WORDS[form]}", loc="left", fontsize=_TITLE, pad=22)
    data = pd.DataFrame(rows, index=pd.Index(table.names, name="name", dtype=object))
    data.attrs.update({"bounds": {c.quantity: (c.low, c.high) for c in rule.criteria}, "doi": rule.doi, "form": form})
    return _with_data(ax, data)


def _both_bounds(criterion: Criterion) -> bool:
    return criterion.low is not None and criterion.high is not None


def _bounds(criterion: Criterion) -> str:
    if criterion.low is None:
        return f"≤ {criterion.high:g}"
    return f"≥ {criterion.low:g}" if criterion.high is None else f"{criterion.low:g} to {criterion.high:g}"


def _radius(criterion: Criterion, value: float) -> float:
    """Place a value: bounds at fixed radii, one-sided criteria from the centre; cut at centre and rim."""
    if criterion.low is not None and criterion.high is not None:
        share = (value - criterion.low) / (criterion.high - criterion.low)
        radius = _INNER + share * (_OUTER - _INNER)
    elif criterion.high is not None:
        radius = _OUTER * value / criterion.high
    elif criterion.quantity == "log_s_esol":
        radius = _OUTER * value / (criterion.low or 1.0)
    else:
        radius = _OUTER * (1.0 - value) / (1.0 - (criterion.low or 0.0))
    return float(np.clip(radius, 0.0, _RIM))


def boiled_egg(items: object, *, ax: Axes | None = None) -> Axes:
    """Draw the BOILED-Egg with both forms of each compound, joined by an arrow from neutral to pH 7.4.

    Daina and Zoete, ChemMedChem 2016, 11, 1117, doi:10.1002/cmdc.201600182. The model is of passive
    diffusion; compounds that a carrier takes are marked, because it says nothing about them.

    Returns
    -------
    Axes
        ``data`` holds position, region and applicability per compound and form.
    """
    table = _comparison(items)
    ax = _axes(ax, (7.8, 6.4))
    ax.set_facecolor("#E4E4E4")
    for name, colour in (("hia", "white"), ("bbb", "#F5E08A")):
        outline = _egg()[name].outline()
        ax.fill(*outline.T, facecolor=colour, edgecolor=_GREY, linewidth=0.8, zorder=1)
    rows = [row for entry in table for row in _egg_rows(entry)]
    data = pd.DataFrame(rows)
    lower = min(-2.8, float(data["wlogp"].min()) - 0.5)
    ax.set_ylim(lower, max(7.0, float(data["wlogp"].max()) + 0.5))
    right = max(149.0, float(data["tpsa"].max()) + 8) + max(36, 2.6 * max(len(name) for name in table.names))
    ax.set_xlim(-5, right)
    drawn = data[data["form"] == "neutral"].reset_index(drop=True)
    there = data[data["form"] == "pH 7.4"].reset_index(drop=True)
    heights = _spread(there["wlogp"].tolist(), (ax.get_ylim()[1] - lower) / 21)
    for index, (a, b) in enumerate(zip(drawn.to_dict("records"), there.to_dict("records"), strict=True)):
        colour = OKABE_ITO[index % len(OKABE_ITO)]
        marker = _route_marker(b)
        start, end = (a["tpsa"], a["wlogp"]), (b["tpsa"], b["wlogp"])
        ax.annotate("", end, start, arrowprops={"arrowstyle": "->", "color": colour, "linewidth": 1.3}, zorder=3)
        ax.plot(*start, marker, markerfacecolor="white", markeredgecolor=colour, markersize=5.5, zorder=4)
        ax.plot(*end, marker, color=colour, markersize=5.5, zorder=4)
        ax.annotate(
            b["name"],
            end,
            (max(149.0, float(there["tpsa"].max()) + 8), heights[index]),
            color=colour,
            fontsize=_NORMAL,
            va="center",
            zorder=5,
            arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 0.5},
        )
    ax.text(38, 5.2, "brain (yolk)", fontsize=_SMALL, color=_GREY, ha="center", zorder=2)
    ax.text(112, 0.6, "intestine (white)", fontsize=_SMALL, color=_GREY, ha="center", zorder=2)
    marks = [
        Line2D(
            [],
            [],
            marker="o",
            linestyle="",
            markerfacecolor="white",
            markeredgecolor="black",
            label="hollow: drawn neutral",
        ),
        Line2D([], [], marker="o", linestyle="", color="black", label="filled: form at pH 7.4"),
        Line2D([], [], marker="s", linestyle="", color="black", label="carrier-mediated: model not applicable"),
        Line2D([], [], marker="^", linestyle="", color="black", label="other known route: not applicable"),
    ]
    ax.legend(handles=marks, loc="upper right", fontsize=_SMALL, framealpha=0.9)
    ax.set_xlabel("TPSA with S and P [Å²]", fontsize=_NORMAL)
    ax.set_ylabel("WLOGP [-]", fontsize=_NORMAL)
    _plain(ax)
    _title(ax, "BOILED-Egg: the drawn form decides the verdict", "model of passive diffusion only")
    return _with_data(ax, data)


def _route_marker(row: Mapping[Hashable, object]) -> str:
    """Square for a carrier, triangle for another documented route, circle where none is known."""
    if row["carrier"]:
        return "s"
    return "o" if row["applicability"] == "applicable" else "^"


def _egg_rows(entry: Entry) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for name in ("neutral", "pH 7.4"):
        mol = entry.mol(name)
        values = compute(mol, ["tpsa_sp", "wlogp"])
        results = evaluate(mol, ["boiled-egg-hia", "boiled-egg-bbb"])
        routes = [str(r.applicability) for r in results if not r.applicability.applicable]
        rows.append(
            {
                "name": entry.name,
                "form": name,
                "tpsa": values["tpsa_sp"],
                "wlogp": values["wlogp"],
                "hia": results["boiled-egg-hia"].passed,
                "bbb": results["boiled-egg-bbb"].passed,
                "carrier": any("carrier" in route for route in routes),
                "applicability": "; ".join(dict.fromkeys(routes)) or "applicable",
            }
        )
    return rows


# -- descriptors -------------------------------------------------------------------------------


def delta_bars(
    items: object,
    *,
    reference: str | None = None,
    descriptors: Iterable[str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the differences to the reference; each row is scaled to its own largest change.

    Constant descriptors are named under the axis instead of being drawn.

    Parameters
    ----------
    items
        Comparison or compounds.
    reference
        Name of the compound that others are compared with; None for that of the comparison.
    descriptors
        Keys of numeric descriptors; None for a short list.
    ax
        Axes; None for new ones.

    Returns
    -------
    Axes
        ``data`` holds the differences in their units.
    """
    table = _comparison(items, reference)
    keys = _DELTA_KEYS if descriptors is None else tuple(descriptors)
    form_name: FormChoice = "neutral" if table.form_name == "both" else table.form_name
    again = compare(table, reference=table.reference, descriptors=keys, form=form_name)
    if len(again) < 2:
        raise InputError("differences need two compounds: give one more")
    delta = again.delta.drop(index=str(again.reference))
    told = [key for key in delta.columns if (delta[key].abs() > 1e-9).any()]
    same = [key for key in keys if key not in told]
    count = len(delta)
    step = 0.8 / count
    ax = _axes(ax, (7.6, max(3.0, 0.24 * count * max(len(told), 1) + 1.5)))
    for index, (name, row) in enumerate(delta.iterrows()):
        places = np.arange(len(told)) - 0.4 + step * (index + 0.5)
        lengths = [row[key] / delta[key].abs().max() for key in told]
        colour = OKABE_ITO[index % len(OKABE_ITO)]
        ax.barh(places, lengths, height=step * 0.88, color=colour, label=str(name))
        for place, length, key in zip(places, lengths, told, strict=True):
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
    ax.set_yticks(np.arange(len(told)), [_axis_label(key) for key in told], fontsize=_SMALL)
    ax.set_ylim(len(told) - 0.5, -0.5)
    ax.set_xlim(-1.28, 1.28)
    ax.set_xticks([])
    below = f"same for all: {', '.join(same)}" if same else ""
    ax.set_xlabel(below, fontsize=_SMALL, color=_GREY)
    _plain(ax)
    ax.spines[["left", "bottom"]].set_visible(False)
    ax.tick_params(axis="y", length=0)
    ax.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), fontsize=_SMALL, frameon=False)
    _title(
        ax, f"Difference to {again.reference}, {_FORM_WORDS[form_name]}", "bar: share of the largest change of its row"
    )
    return _with_data(ax, delta)


def _axis_label(key: str) -> str:
    unit = describe(key).unit.replace("A2", "Å²")
    return f"{key} [{unit}]" if unit not in {"", "-"} else key


def _signed(value: float) -> str:
    if abs(value) < 1e-9:
        return "0"
    return f"{value:+.0f}" if float(value).is_integer() else f"{value:+.3g}"


def similarity_map(
    items: object, *, chirality: bool = True, form: FormChoice | None = None, ax: Axes | None = None
) -> Axes:
    """Draw the Tanimoto coefficients of Morgan fingerprints, radius 2.

    Parameters
    ----------
    items
        Comparison or compounds.
    chirality
        False to treat mirror images as one.
    form
        Form of all compounds; ``both`` shows what the drawn form alone does.
    ax
        Axes; None for new ones.

    Returns
    -------
    Axes
        ``data`` is the matrix.
    """
    table = _comparison(items)
    matrix = table.similarity(chirality=chirality, form=form)
    labels = [", ".join(name) if isinstance(name, tuple) else str(name) for name in matrix.index]
    count = len(labels)
    ax = _axes(ax, (2.6 + 0.62 * count, 2.0 + 0.52 * count))
    image = ax.imshow(matrix.to_numpy(), cmap="cividis", vmin=0, vmax=1)
    for i, row in enumerate(matrix.to_numpy()):
        for j, value in enumerate(row):
            ax.text(
                j,
                i,
                f"{value:.2f}",
                ha="center",
                va="center",
                fontsize=_SMALL,
                color="white" if value < 0.5 else "black",
            )
    ax.set_xticks(range(count), labels, rotation=40, ha="right", rotation_mode="anchor", fontsize=_SMALL)
    ax.set_yticks(range(count), labels, fontsize=_SMALL)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    bar = ax.figure.colorbar(image, ax=ax, shrink=0.8)
    bar.set_label("Tanimoto, Morgan radius 2", fontsize=_SMALL)
    bar.ax.tick_params(labelsize=_SMALL)
    words = "with chirality" if chirality else "without chirality"
    _title(ax, f"Similarity {words}", _FORM_WORDS[matrix.attrs["form"]])
    return _with_data(ax, matrix)


def distance_distribution(
    items: object,
    *,
    form: FormName = "pH 7.4",
    n: int = CONFORMERS,
    seed: int = SEED,
    ax: Axes | None = None,
) -> Axes:
    """Draw the distance from amine nitrogen to acid over conformers; each dot is one.

    Conformers are embedded and not minimised, see :mod:`gaba_analogs.analogs.pharmacophore`. Compounds
    without an amine and an acid are left out and named under the axis.

    Parameters
    ----------
    items
        Comparison or compounds.
    form
        Form that is embedded.
    n
        Conformers [-].
    seed
        Random seed [-].
    ax
        Axes; None for new ones.

    Returns
    -------
    Axes
        ``data`` has one column of distances [A] per compound.
    """
    table = _comparison(items)
    found: dict[str, NDArray[np.float64]] = {}
    left_out = []
    for entry in table:
        try:
            mol = entry.mol(form)
            distance = amine_acid_distance(mol, n=n, seed=seed, form_name="as drawn")
        except GabaAnalogsError:
            left_out.append(entry.name)
            continue
        found[entry.name] = np.asarray(distance.values, dtype=np.float64)  # not a DataFrame
    if not found:
        raise InputError(f"no amine and acid to measure between in {', '.join(left_out)}")
    ax = _axes(ax, (6.8, 1.5 + 0.55 * len(found)))
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
            fontsize=_SMALL,
        )
    ax.set_yticks(range(len(found)), list(found), fontsize=_NORMAL)
    ax.set_ylim(len(found) - 0.45, -0.55)
    ax.annotate("median", (1, 1), (4, 2), xycoords="axes fraction", textcoords="offset points", fontsize=_SMALL)
    missing = f"\nleft out, no amine with acid: {', '.join(left_out)}" if left_out else ""
    ax.set_xlabel(f"distance from amine N to acid [Å]{missing}", fontsize=_NORMAL)
    _plain(ax)
    _title(ax, f"Amine to acid distance, {form}", f"{n} conformers each, ETKDGv3, not minimised, seed {seed}")
    data = pd.DataFrame(found)
    data.attrs.update({"unit": "A", "seed": seed, "form": form, "left_out": left_out})
    return _with_data(ax, data)


# -- measured values ---------------------------------------------------------------------------


def measured_vs_computed(items: object, *, ax: Axes | None = None) -> Axes:
    """Draw measured logD7.4 beside WLOGP of both forms.

    Returns
    -------
    Axes
        ``data`` holds the three values, and the source of the measured one.
    """
    table = _comparison(items)
    data = table.forms[["wlogp_neutral", "wlogp_ph74", "form_ph74", "logd74_measured", "logd74_source"]].copy()
    ax = _axes(ax, (7.0, 1.9 + 0.42 * len(data)))
    series = (
        ("wlogp_neutral", "WLOGP, drawn neutral", "o", "white", OKABE_ITO[1]),
        ("wlogp_ph74", "WLOGP, form at pH 7.4", "o", OKABE_ITO[0], OKABE_ITO[0]),
        ("logd74_measured", "logD7.4, measured", "D", "black", "black"),
    )
    rows = np.arange(len(data))
    ends = data[["wlogp_neutral", "wlogp_ph74", "logd74_measured"]].astype("float64")
    ax.hlines(rows, ends.min(axis=1), ends.max(axis=1), color=_PALE, linewidth=2, zorder=1)
    for column, label, marker, fill, edge in series:
        ax.plot(
            ends[column],
            rows,
            marker,
            markerfacecolor=fill,
            markeredgecolor=edge,
            markersize=7.5,
            label=label,
            zorder=3,
        )
    for row, (_, values) in zip(rows, data.iterrows(), strict=True):
        source = values["logd74_source"]
        words = f"[{source}]" if isinstance(source, str) else "no measured value"
        ax.annotate(
            words,
            (1, row),
            (6, 0),
            xycoords=("axes fraction", "data"),
            textcoords="offset points",
            va="center",
            fontsize=_SMALL,
            color=_GREY,
        )
    ax.set_yticks(rows, list(data.index), fontsize=_NORMAL)
    ax.set_ylim(len(data) - 0.5, -0.5)
    ax.set_xlabel("logP or logD [-]", fontsize=_NORMAL)
    ax.grid(axis="x", color="#EEEEEE", zorder=0)
    ax.set_axisbelow(True)
    _plain(ax)
    ax.legend(
        loc="upper center", bbox_to_anchor=(0.5, -0.22 - 0.3 / len(data)), ncols=3, fontsize=_SMALL, frameon=False
    )
    _title(ax, "Measured logD beside computed logP", "WLOGP moves with the drawn form; only the diamond was measured")
    return _with_data(ax, data)


def activity_ladder(
    items: object,
    property: str | None = None,  # noqa: A002  # the data column
    *,
    assay: str | None = None,
    isomers: bool = True,
    ax: Axes | None = None,
) -> Axes:
    """Draw potencies of one assay on one axis, mirror images joined.

    Parameters
    ----------
    items
        Comparison or compounds.
    property
        Part of the name of a property, for example ``GABA-B binding IC50``.
    assay
        Part of the assay text, where several assays measured the property.
    isomers
        False to leave out other stereo forms of the compounds.
    ax
        Axes; None for new ones.

    Returns
    -------
    Axes
        ``data`` holds the values with assay and source.

    Raises
    ------
    InputError
        Several assays would share the axis, or there is no potency.
    """
    table = _comparison(items)
    data = table.activity(property, assay=assay, isomers=isomers)
    families: dict[str, list[int]] = {}
    for row, name in enumerate(data["compound_key"]):
        families.setdefault(_base(str(name)), []).append(row)
    ax = _axes(ax, (max(5.2, 2.6 + 1.5 * len(families)), 4.6))
    values = data["p_activity"].astype("float64").to_numpy()
    for column, rows in enumerate(families.values()):
        colour = OKABE_ITO[column % len(OKABE_ITO)]
        pair = [row for row in rows if data["stereo_form"].iloc[row] in {"R", "S"}]
        if len(pair) == 2:
            ax.plot([column] * 2, values[pair], color=colour, linewidth=1.4, zorder=1)
            bound = any(str(data["qualifier"].iloc[row])[0] in "<>" for row in pair)
            fold = 10 ** float(abs(np.diff(values[pair])[0]))
            ax.annotate(
                f"{'> ' if bound else ''}{fold:.2g}-fold" if fold < 100 else f"{'> ' if bound else ''}{fold:.0f}-fold",
                (column, float(values[pair].mean())),
                (-8, 0),
                textcoords="offset points",
                ha="right",
                va="center",
                fontsize=_SMALL,
                color=_GREY,
            )
        for row in rows:
            one = data.iloc[row]
            ax.plot(column, values[row], _bound_marker(str(one["qualifier"])), color=colour, markersize=8, zorder=3)
            letter = _LETTERS.get(str(one["stereo_form"]), str(one["stereo_form"]))
            sign = str(one["qualifier"])
            sign = f"{sign} " if sign[0] in "<>~" else ""
            ax.annotate(
                f"{letter}: {sign}{one['value']} {one['unit']}",
                (column, values[row]),
                (8, 0),
                textcoords="offset points",
                va="center",
                fontsize=_SMALL,
            )
    ax.set_xticks(range(len(families)), list(families), fontsize=_NORMAL)
    ax.set_xlim(-0.6, len(families) - 0.25)
    ax.set_xlabel(f"source: {data['source_key'].iloc[0]}", fontsize=_SMALL, color=_GREY)
    ax.margins(y=0.15)
    ax.set_ylabel(f"p{_measure(str(data['property'].iloc[0]))} [-], stronger upwards", fontsize=_NORMAL)
    _plain(ax)
    first = data.iloc[0]
    conditions = [str(v) for v in (first["assay"], first["species"]) if v]
    _title(ax, str(first["property"]), ", ".join(conditions) or "assay not stated")
    return _with_data(ax, data)


def _base(key: str) -> str:
    return key.removeprefix("(R)-").removeprefix("(S)-")


def _measure(name: str) -> str:
    return next((word for word in ("IC50", "EC50", "Ki", "Kd", "Km") if word in name), "activity")


def _bound_marker(qualifier: str) -> str:
    """Weaker-than bounds of a concentration point down, stronger-than bounds up."""
    return {">": "v", "<": "^"}.get(qualifier[0], "o")


def microspecies(
    compound: CompoundLike,
    ph: ArrayLike | None = None,
    *,
    pka: tuple[float, float] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the fractions of cation, zwitterion and anion over pH.

    Parameters
    ----------
    compound
        An amino acid.
    ph
        pH values [-]; None for 0 to 14.
    pka
        pKa [-] of acid and amine, for compounds that the family has none of.
    ax
        Axes; None for new ones.

    Returns
    -------
    Axes
        ``data`` has one row per pH.

    Raises
    ------
    InputError
        No pKa is known and none was passed.
    """
    values = np.linspace(0.0, 14.0, 281) if ph is None else ph
    result = ionisation.microspecies(compound, values, pka=pka)
    blood = ionisation.microspecies(compound, PHYSIOLOGICAL_PH, pka=pka).fractions[0]
    data = result.to_frame()
    ax = _axes(ax, (6.6, 3.9))
    for index, kind in enumerate(ionisation.SPECIES):
        style = ("--", "-", ":")[index]
        ax.plot(data["ph"], data[kind], style, color=OKABE_ITO[index], linewidth=2)
        peak = (result.pka.acid / 2, (result.pka.acid + result.pka.amine) / 2, (result.pka.amine + 14) / 2)[index]
        ax.annotate(
            kind, (peak, 1.0), (0, 4), textcoords="offset points", ha="center", color=OKABE_ITO[index], fontsize=_NORMAL
        )
    ax.axvline(PHYSIOLOGICAL_PH, color=_GREY, linewidth=0.9)
    ax.annotate(
        f"pH 7.4\n{100 * blood[1]:.1f} % zwitterion",
        (PHYSIOLOGICAL_PH, 0.5),
        (6, 0),
        textcoords="offset points",
        fontsize=_SMALL,
        color=_GREY,
        va="center",
        ha="left",
    )
    ax.set_xlim(float(data["ph"].min()), float(data["ph"].max()))
    ax.set_ylim(0, 1.12)
    ax.set_xlabel("pH [-]", fontsize=_NORMAL)
    ax.set_ylabel("fraction [-]", fontsize=_NORMAL)
    _plain(ax)
    name = _comparison([compound]).names[0]
    constants = f"pKa {result.pka.acid:g} and {result.pka.amine:g} [{result.pka.source}]"
    _title(ax, f"Microspecies of {name}", f"{constants}; {result.notes[0]}")
    data.attrs.update({"pka": (result.pka.acid, result.pka.amine), "source": result.pka.source})
    return _with_data(ax, data)
