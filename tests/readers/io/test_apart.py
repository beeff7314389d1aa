"""What crashes a native parser costs itself."""

from __future__ import annotations

import faulthandler
import os
import sys
import time

import pytest

from gaba_analogs.errors import InputError
from gaba_analogs.readers import read
from gaba_analogs.readers.io import apart
from gaba_analogs.readers.tabular import workbook

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there is forking safe")

GOOD = """@<TRIPOS>MOLECULE
methanol
 6 5 0 0 0
SMALL
NO_CHARGES

@<TRIPOS>ATOM
      1 C1  0.0  0.0  0.0 C.3  1 LIG 0.0
      2 O1  1.4  0.0  0.0 O.3  1 LIG 0.0
      3 H1 -0.4  1.0  0.0 H    1 LIG 0.0
      4 H2 -0.4 -0.5  0.9 H    1 LIG 0.0
      5 H3 -0.4 -0.5 -0.9 H    1 LIG 0.0
      6 H4  1.7  0.9  0.0 H    1 LIG 0.0
@<TRIPOS>BOND
     1  1  2 1
     2  1  3 1
     3  1  4 1
     4  1  5 1
     5  2  6 1
"""


def behave(piece):
    """Crash, hang, ask for more memory than there is, or give what was asked for."""
    if piece == "crash":
        faulthandler.disable()  # the crash is meant
        os.abort()
    if piece == "hang":
        time.sleep(600)
    if piece == "fill":
        bytearray(1 << 30)
    return piece


def test_only_the_culprit_is_lost(monkeypatch):
    """Pieces that end the process, do not end or need too much memory are None; the others are parsed, in order."""
    monkeypatch.setattr(apart, "SECONDS", 0.5)
    monkeypatch.setattr(apart, "_MEMORY", 0.5)

    assert apart.apart(behave, ["a", "crash", "b", "hang", "c", "fill", "d"]) == ["a", None, "b", None, "c", None, "d"]


def test_negative_number_of_atoms(tmp_path, monkeypatch):
    """A MOL2 entry that crashes RDKit is a record with a problem between two good ones."""
    monkeypatch.setattr(apart, "SECONDS", 2.0)
    path = tmp_path / "ligands.mol2"
    path.write_text(GOOD + GOOD.replace(" 6 5 0 0 0", "-06 5 0 0 0") + GOOD)
    found = list(read(path))

    assert [record.problem is None for record in found] == [True, False, True]
    assert [record.name for record in found] == ["methanol"] * 3


def test_old_workbook_that_never_ends(tmp_path, monkeypatch):
    """An old Excel file over which its reader computes forever is refused in one line."""
    monkeypatch.setattr(apart, "SECONDS", 0.5)
    monkeypatch.setattr(workbook, "_opens", lambda _: behave("hang"))
    path = tmp_path / "drugs.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(4096))

    with pytest.raises(InputError, match="a damaged old Excel file"):
        list(read(path))
