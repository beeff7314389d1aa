"""Spellings of SMILES that toolkits read differently, and what is none."""

import pytest

from gaba_analogs.notation.smiles import is_reaction, usual_brackets


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        pytest.param("[Fe+++]", "[Fe+3]", id="iron"),  # Daylight Theory Manual, 3.2.1
        pytest.param("[Ti++++]", "[Ti+4]", id="titanium"),  # likewise
        pytest.param("[PO4---]", "[PO4-3]", id="anion"),
        pytest.param("[Ca++]", "[Ca++]", id="two-signs-are-read"),
        pytest.param("[D]O[D]", "[2H]O[2H]", id="heavy-water"),  # CID 24602
        pytest.param("[T]C", "[3H]C", id="tritium"),
        pytest.param("[Dy+3]", "[Dy+3]", id="dysprosium"),
        pytest.param("[Ti]", "[Ti]", id="titanium-atom"),
        pytest.param("NCCCC(=O)O", "NCCCC(=O)O", id="no-brackets"),
    ],
)
def test_usual_brackets(text, usual):
    """Repeated signs become a number, D and T labelled hydrogen; nothing else changes."""
    assert usual_brackets(text) == usual


@pytest.mark.parametrize(
    ("text", "reaction"),
    [
        pytest.param("CCO>>CC=O", True, id="two-sides"),
        pytest.param("CCO>O=[Mn]=O>CC=O", True, id="agents"),
        pytest.param("N->[Zn]<-N", False, id="dative-bonds"),
        pytest.param("N->[Zn]", False, id="one-dative-bond"),
        pytest.param("CCO", False, id="molecule"),
    ],
)
def test_is_reaction(text, reaction):
    """Two arrows of a reaction are told from those of dative bonds."""
    assert is_reaction(text) is reaction
