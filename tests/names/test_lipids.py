"""Names of lipids in the style of LIPID MAPS."""

from __future__ import annotations

import pytest

from gaba_analogs.names.lipids import with_locants


@pytest.mark.parametrize(
    ("typed", "meant"),
    [  # styles of LIPID MAPS; the second from github.com/dan2097/opsin/issues/152
        ("9Z-octadecenoic acid", "(9Z)-octadec-9-enoic acid"),
        (
            "1-hexadecanoyl-2-(9Z-octadecenoyl)-sn-glycero-3-phosphocholine",
            "1-hexadecanoyl-2-((9Z)-octadec-9-enoyl)-sn-glycero-3-phosphocholine",
        ),
        ("9Z,12Z-octadecadienoic acid", "(9Z,12Z)-octadeca-9,12-dienoic acid"),
        ("12R-hydroxy-9Z-octadecenoic acid", "(12R)-12-hydroxy-(9Z)-octadec-9-enoic acid"),
        (
            "9S,11R,15S-trihydroxy-5Z,13E-prostadienoic acid",
            "(9S,11R,15S)-9,11,15-trihydroxy-(5Z,13E)-prosta-5,13-dienoic acid",
        ),
        ("9Z-octadecen-1-ol", "(9Z)-octadec-9-en-1-ol"),
    ],
)
def test_locants_of_a_lipid(typed, meant):
    """A position that stands in the descriptor alone is written as a locant too."""
    assert with_locants(typed) == meant


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("(9Z)-octadec-9-enoic acid", id="has-its-locant"),
        pytest.param("9Z,12Z-octadecenoic acid", id="more-positions-than-bonds"),
        pytest.param("9-octadecenoic acid", id="no-configuration"),
        pytest.param("octadecanoic acid", id="no-double-bond"),
        pytest.param("(2E)-but-2-enedioic acid", id="systematic"),
        pytest.param("(2S,3R)-2-amino-3-hydroxybutanoic acid", id="centres"),
    ],
)
def test_other_names_are_left_alone(name):
    """A name that has its locants, or counts something else, stays as typed."""
    assert with_locants(name) == name
