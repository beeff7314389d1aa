"""Structural alerts: remarks with the publication of their catalogue."""

from __future__ import annotations

import pytest

from gaba_analogs.analogs.alerts import CATALOGUES, alerts, shared_alerts
from gaba_analogs.analogs.comparison.compare import compare


@pytest.mark.parametrize(
    ("compound", "alert"),
    [
        # Baell and Holloway 2010 list catechols among the most frequent hitters; dopamine is one
        pytest.param("NCCc1ccc(O)c(O)c1", ("PAINS", "catechol A(92)"), id="catechol"),
        # Brenk et al. 2008, unwanted groups: Michael acceptors, aldehydes
        pytest.param("NC/C=C\\C(=O)O", ("BRENK", "Michael acceptor 1"), id="enoic-acid"),
        pytest.param("NCCCC=O", ("BRENK", "aldehyde"), id="aldehyde"),
        # Jadhav et al. 2009, groups that react with thiols
        pytest.param("NCCCC=O", ("NIH", "aldehyde"), id="reactive-aldehyde"),
        pytest.param("NCCC1OC1", ("BRENK", "Three-membered heterocycle"), id="epoxide"),
    ],
)
def test_known_alert(compound, alert):
    """A group that the catalogue lists is found."""
    assert alert in [(found.catalogue, found.name) for found in alerts(compound)]


@pytest.mark.parametrize("compound", ["GABA", "baclofen", "pregabalin", "gabapentin", "muscimol"])
def test_without_alert(compound):
    """The classic amino acids have no alert in any catalogue."""
    assert alerts(compound) == ()


def test_atoms_and_citation():
    """The alert of vigabatrin is on its vinyl group, and cites the paper of the catalogue."""
    (alert,) = alerts("C=CC(N)CCC(=O)O")

    assert alert.atoms == (0, 1)
    assert alert.doi == "10.1002/cmdc.200700139"
    assert "ChemMedChem 3 (2008) 435-444" in alert.reference


def test_every_catalogue_is_cited():
    """Each catalogue names a publication with a DOI; dashes that RDKit lost are restored."""
    found = {alert.catalogue: alert for name in ("NCCc1ccc(O)c(O)c1", "NCCCC=O") for alert in alerts(name)}

    assert set(found) == set(CATALOGUES)
    # https://doi.org/10.1021/jm901137j: J. Med. Chem. 2010, 53, 2719-2740
    assert found["PAINS"].doi == "10.1021/jm901137j"
    assert all(alert.doi and "D4" not in alert.reference for alert in found.values())


def test_table_of_comparison():
    """A compound without alerts has no row, and each alert names bundled compounds that share it."""
    table = compare(["baclofen", "SKF-97541"]).alerts()

    assert table["name"].tolist() == ["SKF-97541"]
    assert "phaclofen" in table["shared_by"].item()
    assert "skf-97541" not in table["shared_by"].item()


def test_shared_alerts_name_drugs():
    """An alert is no verdict: the approved drugs mirogabalin and vigabatrin share one."""
    assert {"mirogabalin", "vigabatrin"} <= set(shared_alerts()["BRENK", "isolated alkene"])


def test_empty_table():
    """Without any alert the table has its columns and no row."""
    table = compare(["GABA"]).alerts()

    assert len(table) == 0
    assert "reference" in table.columns
