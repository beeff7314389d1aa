"""Where a SMILES departs from the grammar: characters are counted by hand, from 1."""

from __future__ import annotations

import pytest
from rdkit import Chem

from gaba_analogs.chemistry.structure import Structure
from gaba_analogs.notation.smiles_grammar import syntax_message, what_is_unbalanced

FAULTS = [
    ("NCC(CC(=O)O)c1ccc(Cl)cc", "unclosed ring 1 opened at character 14"),
    ("C1CC2CC1", "unclosed ring 2 opened at character 5"),
    ("C%12CC", "unclosed ring 12 opened at character 2"),
    ("C1C=CCC=1C-1", "unclosed ring 1 opened at character 12"),
    ("NCC(CC(=O)O", "the branch opened at character 4 is not closed"),
    ("CC)C", "the branch closed at character 3 was never opened"),
    ("CC()C", "the branch opened at character 3 is empty"),
    ("C((C))", "the branch opened at character 3 follows no atom"),
    ("(CC)O", "the branch opened at character 1 follows no atom"),
    ("N[C@@H(C)C(=O)O", "the bracket opened at character 2 is not closed"),
    ("NH3]", "'H' at character 2 needs square brackets"),
    ("C[NH3+]]", "the bracket closed at character 8 was never opened"),
    ("CCXqC", "'Xq' at character 3 is no element"),
    ("CC[Xq]C", "'Xq' at character 4 is no element"),
    ("C[]C", "[] at character 2 holds no atom"),
    ("C[C@@@H](N)O", "[C@@@H] at character 2 cannot be read as an atom"),
    ("CC=", "the bond at character 3 leads to no atom"),
    ("CC(=)C", "the bond at character 4 leads to no atom"),
    ("=CC", "the bond at character 1 follows no atom"),
    ("C==C", "the bond at character 2 is followed by another"),
    ("C%1C", "the % at character 2 needs the two digits of a ring"),
    ("1CC1", "the ring number at character 1 follows no atom"),
    ("C11", "ring 1, opened at character 2, is closed at the same atom"),
    ("CC(.C)C", "the dot at character 4 follows no atom"),
    ("CC(C.)C", "the dot at character 5 is followed by nothing"),
    ("C1CC(1)C", "the ring number at character 6 follows no atom"),
    (".CC", "the dot at character 1 follows no atom"),
    ("CC.", "the dot at the end is followed by nothing"),
    ("NCC_C", "the character '_' at 4 has no meaning in a SMILES"),
    ("Cl-Na", "'Na' at character 4 needs square brackets"),
    ("C4H9NO2", "it is a molecular formula"),
    ("CCO>>CC=O", "it is a reaction, not a compound"),
]


@pytest.mark.parametrize(("smiles", "message"), FAULTS)
def test_the_message_says_where_and_what(smiles, message):
    """What RDKit rejects is explained with the character and what is missing there."""
    assert Chem.MolFromSmiles(smiles, sanitize=False) is None
    assert syntax_message(smiles) == message


@pytest.mark.parametrize(
    "smiles",
    ["[R1]C1CC1", "*CC(=O)O", "[*:1]c1ccccc1", "C%(12)CC%12[X]", "[R#2]N[C@@H](C)C([*])=O"],
)
def test_wildcards_are_no_syntax_error(smiles):
    """A SMILES with R groups whose brackets, branches and rings are closed is open, not wrong."""
    assert what_is_unbalanced(smiles) is None
    assert Structure.from_smiles(smiles).fault.limit


def test_a_cut_off_smiles_with_a_wildcard_is_wrong():
    """A wildcard does not excuse a text that was cut off."""
    fault = Structure.from_smiles("*CC(=O").fault

    assert (fault.kind, fault.message) == ("syntax", "the branch opened at character 4 is not closed")
