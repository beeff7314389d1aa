"""Why a molfile cannot be read."""

import pytest

from gaba_analogs.chemistry.structure import Structure, quiet

BLOCK = """

molfile
  2  1  0  0  0  0  0  0  0  0999 V2000
   -0.7500    0.0000    0.0000 {symbol} 0  0  0  0  0  0  0  0  0  0  0  0
    0.7500    0.0000    0.0000 C   0  0  0  0  0  0  0  0  0  0  0  0
  1  2  1  0
M  END
"""
PYRROLE = """

2-methylpyrrole, its hydrogen nowhere
  6  6  0  0  0  0  0  0  0  0999 V2000
    0.0000    0.0000    0.0000 C   0  0
    1.0000    0.0000    0.0000 C   0  0
    1.0000    1.0000    0.0000 C   0  0
    0.5000    1.5000    0.0000 N   0  0
    0.0000    1.0000    0.0000 C   0  0
   -1.0000    1.5000    0.0000 C   0  0
  1  2  4  0
  2  3  4  0
  3  4  4  0
  4  5  4  0
  5  1  4  0
  5  6  1  0
M  END
"""


@pytest.fixture(autouse=True)
def _silent():
    with quiet():
        yield


@pytest.mark.parametrize("symbol", ["Ph ", "Me ", "Et ", "Du ", "Lp ", "Xx ", "ACP"])
def test_abbreviation(symbol):
    """An atom that is an abbreviation is legal, and stands for no definite structure."""
    fault = Structure.from_molblock(BLOCK.format(symbol=symbol)).fault

    assert (fault.kind, fault.limit) == ("wildcard", True)
    assert symbol.strip() in fault.message


def test_aromatic_bonds_without_hydrogens():
    """Bonds of type 4 do not say which nitrogen of a pyrrole has its hydrogen."""
    fault = Structure.from_molblock(PYRROLE).fault

    assert (fault.kind, fault.limit) == ("aromaticity", True)


def test_truncated_molfile():
    """A molfile that ends among its atoms is the text's fault."""
    fault = Structure.from_molblock(BLOCK.format(symbol="C  ")[:150]).fault

    assert (fault.kind, fault.limit) == ("syntax", False)
