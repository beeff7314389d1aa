"""Plots of a comparison, each with the numbers behind it.

Every function takes a :class:`~gaba_analogs.analogs.comparison.comparison.Comparison` or whatever
:func:`~gaba_analogs.analogs.comparison.compare.compare` accepts, draws on ``ax`` if given, and returns the axes
without showing them (:func:`structure_grid`, :func:`overlay`, and :func:`radar` for more than six compounds, return the
figure). The attribute ``data`` of the result is a DataFrame of what was drawn. Colours are from the colour-blind-safe
palette of Okabe and Ito; the ground is white whatever the style in use.
"""

from gaba_analogs.analogs.plots.absorption import boiled_egg
from gaba_analogs.analogs.plots.differences import delta_bars, similarity_map
from gaba_analogs.analogs.plots.distances import distance_distribution
from gaba_analogs.analogs.plots.measurements import activity_ladder, measured_vs_computed, microspecies
from gaba_analogs.analogs.plots.overlays import overlay, overlay_3d
from gaba_analogs.analogs.plots.radar import radar
from gaba_analogs.analogs.plots.scatter import hover_scatter, property_activity
from gaba_analogs.analogs.plots.structures import structure_grid
from gaba_analogs.analogs.plots.style import OKABE_ITO

__all__ = [
    "OKABE_ITO",
    "activity_ladder",
    "boiled_egg",
    "delta_bars",
    "distance_distribution",
    "hover_scatter",
    "measured_vs_computed",
    "microspecies",
    "overlay",
    "overlay_3d",
    "property_activity",
    "radar",
    "similarity_map",
    "structure_grid",
]
