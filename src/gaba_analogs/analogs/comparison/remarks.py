"""Structural alerts of the compounds of a comparison."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from gaba_analogs.analogs.alerts import CATALOGUES, alerts, shared_alerts
from gaba_analogs.analogs.comparison.entry import Entry

_COLUMNS = ("name", "catalogue", "flags", "alert", "atoms", "shared_by", "reference", "doi")
_MOST_NAMES = 3


def alert_table(entries: Sequence[Entry]) -> pd.DataFrame:
    """Return one row per compound and alert of the neutral form."""
    rows = [
        {
            "name": entry.name,
            "catalogue": alert.catalogue,
            "flags": CATALOGUES[alert.catalogue],
            "alert": alert.name,
            "atoms": alert.atoms,
            "shared_by": _shared(entry, (alert.catalogue, alert.name)),
            "reference": alert.reference,
            "doi": alert.doi,
        }
        for entry in entries
        for alert in alerts(entry.neutral.mol)
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS), dtype=object)


def _shared(entry: Entry, alert: tuple[str, str]) -> str:
    """Return other bundled compounds with an alert: the first by name, and how many more there are."""
    keys = [key for key in shared_alerts().get(alert, ()) if key != entry.key]
    more = len(keys) - _MOST_NAMES
    return ", ".join(keys[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
