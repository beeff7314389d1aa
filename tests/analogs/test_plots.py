"""Pictures: axes back, numbers with them, text that can be read."""

from __future__ import annotations

from importlib import util
from itertools import combinations

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from gaba_analogs.analogs import overlays, plots
from gaba_analogs.analogs.comparison.compare import compare
from gaba_analogs.analogs.family import compounds
from gaba_analogs.analogs.plots.style import on_white
from gaba_analogs.errors import InputError, MissingExtraError, UnknownCompoundError

mpl.use("Agg")
pytestmark = pytest.mark.filterwarnings("error")

FAMILY = ["baclofen", "phenibut", "pregabalin", "GABA", "gabapentin"]


def own_activities():
    """Compare three compounds with pKi of one's own, one of them a bound."""
    values = {"baclofen": 7.2, "phenibut": "<4.0", "GABA": 7.5}
    return compare(list(values), activity={"GABA-B pKi": values}, assay="a <b> assay")


PLOTS = {
    "radar": lambda **k: plots.radar(FAMILY, **k),
    "boiled_egg": lambda **k: plots.boiled_egg(FAMILY, **k),
    "delta_bars": lambda **k: plots.delta_bars(FAMILY, **k),
    "similarity_map": lambda **k: plots.similarity_map(FAMILY, **k),
    "distance_distribution": lambda **k: plots.distance_distribution([*FAMILY, "picamilon"], n=20, **k),
    "measured_vs_computed": lambda **k: plots.measured_vs_computed(FAMILY, **k),
    "activity_ladder": lambda **k: plots.activity_ladder(["baclofen", "phenibut"], "alpha2delta Ki", **k),
    "property_activity": lambda **k: plots.property_activity(own_activities(), "wlogp", **k),
    "microspecies": lambda **k: plots.microspecies("GABA", **k),
    "microspecies_of_four": lambda **k: plots.microspecies("phaclofen", **k),
}


@pytest.fixture(autouse=True)
def _closed():
    """Close what a test draws."""
    yield
    plt.close("all")


def _texts(axes):
    found = [*axes.texts, axes.title, axes._left_title, axes.xaxis.label, axes.yaxis.label]
    found += [*axes.get_xticklabels(), *axes.get_yticklabels()]
    legend = axes.get_legend()
    found += legend.get_texts() if legend else []
    low, high = sorted(axes.get_xlim()), sorted(axes.get_ylim())
    for axis, (first, last) in ((axes.xaxis, low), (axes.yaxis, high)):
        outside = {t.label1 for t in axis.get_major_ticks() if not first <= t.get_loc() <= last}
        found = [text for text in found if text not in outside]
    return [text for text in found if text.get_text().strip() and text.get_visible()]


@pytest.mark.parametrize("name", PLOTS)
def test_axes_and_data(name):
    """Each plot gives axes that carry the numbers behind them, in type of 8 points or more."""
    axes = PLOTS[name]()

    assert not axes.data.empty
    assert all(text.get_fontsize() >= 8 for text in _texts(axes))


@pytest.mark.parametrize("name", PLOTS)
def test_given_axes(name):
    """A plot is drawn on the axes that are given, and on no other."""
    _, axes = plt.subplots(subplot_kw={"projection": "polar"} if name == "radar" else {})
    before = plt.get_fignums()

    assert PLOTS[name](ax=axes) is axes
    assert plt.get_fignums() == before


@pytest.mark.parametrize("name", PLOTS)
def test_labels_do_not_overlap(name):
    """No two texts of a plot at its own size cover each other."""
    axes = PLOTS[name]()
    axes.figure.canvas.draw()
    boxes = [(text.get_text(), text.get_window_extent()) for text in _texts(axes)]

    covered = [
        (a, b) for (a, one), (b, two) in combinations(boxes, 2) if one.shrunk(0.9, 0.7).overlaps(two.shrunk(0.9, 0.7))
    ]
    assert covered == []


HOSTILE = {
    "$x_1$ costs $5: 4-amino-3-(4-chlorophenyl)butanoic acid, batch 7": "baclofen",
    "_hidden": "phenibut",
    "4-amino-3-(2-methylpropyl)butanoic acid hydrochloride, batch 18": "pregabalin",
    "4-amino-3-(2-methylpropyl)butanoic acid hydrochloride, batch 19": "(R)-pregabalin",
    "バクロフェン塩酸塩の長い名前バクロフェン塩酸塩の長い名前\nline two": "GABA",
    "__both__": "gabapentin",
}


@pytest.mark.parametrize(
    "draw",
    [
        plots.radar,
        plots.boiled_egg,
        plots.delta_bars,
        plots.similarity_map,
        plots.measured_vs_computed,
        lambda items: plots.distance_distribution(items, n=5),
        lambda items: plots.structure_grid(items).axes[0],
    ],
    ids=["radar", "egg", "bars", "similarity", "logD", "distances", "grid"],
)
def test_hostile_names(draw):
    """Long names, markup, leading underscores and other scripts stay inside the figure and cover nothing."""
    axes = draw(HOSTILE)
    axes.figure.canvas.draw()
    shown = [t for one in axes.figure.axes for t in _texts(one) if one.axison or t in {*one.texts, one.title}]
    boxes = [(text.get_text(), Text.get_window_extent(text)) for text in shown]  # without the arrows of annotations
    page = axes.figure.bbox.padded(2)
    level = [(text, box.shrunk(0.9, 0.7)) for (text, box), t in zip(boxes, shown, strict=True) if not t.get_rotation()]

    assert [text for text, box in boxes if not page.contains(*box.min) or not page.contains(*box.max)] == []
    assert [(a, b) for (a, one), (b, two) in combinations(level, 2) if one.overlaps(two)] == []
    assert any("$" in text for text, _ in boxes)
    assert any("hidden" in text for text, _ in boxes)


def test_many_radars():
    """Above six compounds each has a radar of its own, with its name."""
    figure = plots.radar([*compounds()][:7])

    assert isinstance(figure, Figure)
    assert [axes.get_title().replace("\n", "") for axes in figure.axes if axes.axison] == [*compounds()][:7]
    assert list(figure.data.index) == [*compounds()][:7]


def test_hover_scatter():
    """A page shows every structure under the pointer, without a script, and escapes what it is given."""
    found = plots.hover_scatter(own_activities(), "tpsa", "pKi")

    assert found._repr_html_().count('class="ga-point"') == len(found.data) == 3
    assert "<script" not in found.html
    assert "<b>" not in found.html
    assert found.html.count("<circle") == 2  # and a triangle for the bound
    assert "phenibut racemate (RS): &lt; 4.00" in found.html
    assert [tick in found.html for tick in (">5<", ">7<", "pKi [-], higher is stronger")] == [True] * 3
    assert "phenibut" in str(found)


def test_vectors(tmp_path):
    """A grid saved as SVG has no picture in it: structures are lines and letters."""
    path = tmp_path / "grid.svg"
    plots.structure_grid(["(R)-baclofen", "NC[C@H]1C[C@@H]1C(=O)O |&1:2,4|"]).savefig(path)

    assert "<image" not in path.read_text(encoding="utf-8")


def test_white_ground():
    """Under a dark style the ground is white and the letters are dark."""
    with plt.style.context("dark_background"):
        axes = plots.delta_bars(FAMILY)

    assert axes.figure.get_facecolor() == axes.get_facecolor() == (1.0, 1.0, 1.0, 1.0)
    assert axes.title.get_color() == "black"


def test_settings_are_left_alone():
    """A plot changes no setting but for itself, and undoes none that a backend makes meanwhile, as Jupyter's does."""
    before = dict(mpl.rcParams)
    with plt.ioff():
        on_white(plt.ion)()
        assert mpl.is_interactive()

    assert {key for key, value in mpl.rcParams.items() if before[key] != value} <= {"interactive"}


def test_grid():
    """The grid says which atoms differ, and marks the racemate."""
    figure = plots.structure_grid(["(R)-baclofen", "phenibut", "pregabalin", "GABA"], columns=2)
    words = [text.get_text() for axes in figure.axes for text in axes.texts]

    assert isinstance(figure, Figure)
    assert words == ["(R), reference", "racemate (RS)", "(S)", "achiral"]
    assert figure.data["changed_atoms"].iloc[0] == ()


def test_egg_verdicts():
    """Neutral baclofen is in the yolk, the zwitterion is not, and the model applies to neither."""
    data = plots.boiled_egg(["baclofen"]).data

    assert data["bbb"].tolist() == [True, False]
    assert data["carrier"].all()


def test_egg_shows_every_compound():
    """Each compound has its name at both of its marks, and no mark is covered by another's filling."""
    axes = plots.boiled_egg(FAMILY)
    marks = [line for line in axes.lines if len(line.get_xdata()) == 1]
    hollow = [mark for mark in marks if mark.get_markerfacecolor() == "none"]

    assert sorted(text.get_text() for text in axes.texts if text.get_text() in FAMILY) == sorted(FAMILY * 2)
    assert len(marks) == 2 * len(hollow) == 2 * len(FAMILY)


def test_egg_does_not_approve():
    """Where no carrier is on record the legend says so, instead of calling the model applicable."""
    axes = plots.boiled_egg(["phenibut", "pregabalin"])
    words = [text.get_text() for text in axes.get_legend().get_texts()]

    assert "applied: no carrier on record" in words
    assert set(axes.data.loc[axes.data["name"] == "phenibut", "applicability"]) == {"applied: no carrier on record"}


@pytest.mark.parametrize("count", [7, 8, 21])
def test_bars_can_be_told_apart(count):
    """From the eighth compound on bars are hatched: no two have the same colour and hatching."""
    axes = plots.delta_bars([*compounds()][: count + 1], descriptors=["molecular_weight"])
    looks = {(bars[0].get_facecolor(), bars[0].get_hatch()) for bars in axes.containers}

    assert len(looks) == len(axes.containers) == count


def test_mirror_images():
    """Distances of mirror images are equal number by number."""
    data = plots.distance_distribution(["(R)-baclofen", "(S)-baclofen"], n=20).data

    assert data["(R)-baclofen"].tolist() == pytest.approx(data["(S)-baclofen"].tolist(), abs=1e-9)


def test_shares_are_written_beside_the_distances():
    """Extended, gauche and folded conformers are counted, and a diamond is the distance in the receptor."""
    axes = plots.distance_distribution(["baclofen", "GABA", "(S)-baclofen"], n=20)
    shares = axes.data.attrs["shares"]
    words = [text.get_text() for text in axes.texts]

    assert {"extended", "gauche", "folded", f"{100 * shares['GABA']['gauche']:.0f}"} <= set(words)
    # coordinates of PDB 4MS4: 5.02 A from N to the carboxyl carbon; neither GABA nor the mirror image lies in a complex
    assert axes.data.attrs["bound"] == {"baclofen": pytest.approx(5.02, abs=0.01)}
    assert axes.data["baclofen"].notna().all()


@pytest.mark.parametrize("compound", ["GABA", f"{'C' * 60}C(CN)CC(=O)O"], ids=["short", "long"])
def test_overlay_is_drawn(compound):
    """Both molecules are there from two sides, and every text lies within the figure."""
    figure = plots.overlay(compound, "4MS4", n=2)
    figure.canvas.draw()
    texts = [figure._suptitle, figure._supxlabel, *(ax.title for ax in figure.axes)]

    assert len(figure.axes) == 2
    assert all(len(ax.lines) > 30 for ax in figure.axes)
    assert figure.data["element"].value_counts()["Cl"] == 1
    assert all(figure.bbox.padded(2).contains(*corner) for t in texts for corner in t.get_window_extent().get_points())


def test_overlay_of_a_result():
    """An overlay that was computed before is drawn as it is."""
    found = overlays.overlay("pregabalin", "(R)-baclofen", n=3)
    figure = plots.overlay(found)

    assert figure.data["name"].unique().tolist() == ["(R)-baclofen", "overlay"]
    assert f"shape {found.shape:.2f}" in figure._supxlabel.get_text()


def test_overlay_of_a_row():
    """A compound of a comparison is overlaid under its own name."""
    row = compare({"mine": "NCCCP(C)(=O)O"})["mine"]

    assert plots.overlay(row, n=3).data["name"].unique().tolist() == ["(R)-baclofen in PDB 4MS4 (crystal)", "mine"]


def test_overlay_of_open_stereo():
    """A compound with open stereocentres is named, with what to do."""
    row = compare({"mine": "NCC1CC1C(=O)O"})["mine"]

    with pytest.raises(InputError, match="mine has unassigned stereocentres: choose one of its stereoisomers"):
        plots.overlay(row, n=3)


def test_small_differences_look_small():
    """The axis of potencies spans at least a factor of ten."""
    low, high = plots.activity_ladder(["(R)-phenibut", "(S)-phenibut"], "alpha2delta Ki").get_ylim()

    assert high - low >= 0.999


def test_overlay_that_turns():
    """The view holds both molecules."""
    pytest.importorskip("py3Dmol", reason="py3Dmol is not installed: pip install .[notebook]")
    page = plots.overlay_3d("GABA", n=3)._make_html()

    assert page.count("addModel") == 2
    assert "orangeCarbon" in page


def test_overlay_without_the_extra(monkeypatch):
    """Without py3Dmol one line says what to install."""
    monkeypatch.setattr(util, "find_spec", {}.get)

    with pytest.raises(MissingExtraError, match=r'"notebook" extra'):
        plots.overlay_3d("GABA", n=3)


def test_constant_columns_are_not_drawn():
    """Descriptors that do not differ are named instead of drawn."""
    axes = plots.delta_bars(FAMILY)

    assert axes.get_xlabel() == "the same for all: tpsa, hbd_groups"


def test_reference_of_bars():
    """Differences follow the reference that is asked for."""
    assert list(plots.delta_bars(FAMILY, reference="GABA").data.index) == [n for n in FAMILY if n != "GABA"]


def test_fold():
    """The ladder joins R and S of one assay: 1770 nM over 15 nM."""
    pair = ["(R)-baclofen", "(S)-baclofen"]
    axes = plots.activity_ladder(pair, "GABA-B binding IC50", assay="displacement")

    assert "118-fold" in [text.get_text() for text in axes.texts]


@pytest.mark.parametrize(
    ("draw", "error", "words"),
    [
        (lambda: plots.activity_ladder(["baclofen", "phaclofen"], "IC50"), InputError, "cannot share one axis"),
        (lambda: plots.microspecies("CCO"), InputError, "no group"),
        (lambda: plots.microspecies("baclofin"), UnknownCompoundError, "did you mean baclofen"),
        (lambda: plots.radar(["baclofin"]), InputError, "did you mean baclofen"),
        (lambda: plots.radar(["GABA"], ax=plt.subplots()[1]), InputError, "polar"),
        (lambda: plots.delta_bars(["GABA"]), InputError, "at least two"),
        (lambda: plots.delta_bars([*compounds()]), InputError, "at most 21 compounds besides the reference"),
        (lambda: plots.radar(["GABA"] * 61), InputError, "at most 60"),
        (
            lambda: plots.radar(["GABA"] * 7, ax=plt.subplot(projection="polar")),
            InputError,
            "too many for one radar",
        ),
        (lambda: plots.similarity_map(["GABA"]), InputError, "at least two"),
        (lambda: plots.distance_distribution(["picamilon"], n=5), InputError, "no amine and acid"),
    ],
)
def test_refusals(draw, error, words):
    """What cannot be drawn truthfully is refused in words."""
    with pytest.raises(error, match=words):
        draw()


def test_comparison_is_taken():
    """A comparison is drawn as it is, with its names and reference."""
    table = compare({"mine": "NCCCC(=O)O", "other": "baclofen"}, reference="other")

    assert list(plots.delta_bars(table).data.index) == ["mine"]
    assert list(plots.radar(table).data.index) == ["mine", "other"]
