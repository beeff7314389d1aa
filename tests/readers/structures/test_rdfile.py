"""RD files, reactions and generic structures."""

from __future__ import annotations

import pytest

import gaba_analogs as ga
from gaba_analogs.errors import InputError
from gaba_analogs.readers import read

METHANE = (
    "\n  written by hand\n\n  1  0  0  0  0  0            999 V2000\n    0.0000    0.0000    0.0000 C   0  0\nM  END\n"
)
WATER = METHANE.replace(" C ", " O ")
NAME = "4-amino-3-(4-chlorophenyl)butanoic acid; beta-(4-chlorophenyl)-gamma-ami"

RDFILE = f"""\
$RDFILE 1
$DATM    03/11/2026 12:00
$MFMT $MIREG 7
{METHANE}$DTYPE cas.rn
$DATUM 74-82-8
$DTYPE molecular.formula
$DATUM CH4
$MIREG 8
$MFMT
{WATER}$DTYPE molecular.formula
$DATUM H2O
$RFMT $RIREG 9
$RXN

  x

  1  1
$MOL
{METHANE}$MOL
{WATER}"""


def records(tmp_path, text, name="answers", **options):
    """Read a text from a file."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return list(read(path, **options))


def test_every_molecule_is_a_record(tmp_path):
    """Molecules are told apart, with their data and the lines where they begin."""
    methane, water, reaction = records(tmp_path, RDFILE)

    assert (methane.cas, methane.formula, methane.place.line) == ("74-82-8", "CH4", 3)
    assert (water.formula, water.place.line) == ("H2O", 14)
    assert "a reaction, not a single structure" in reaction.problem


def test_the_drawings_are_verified(tmp_path):
    """Drawing and formula of each molecule agree; the reaction accuses nobody."""
    verdicts = [report.verdict for report in ga.verify_records(records(tmp_path, RDFILE), names=False)]

    assert verdicts == ["verified", "verified", "unverified"]


def test_a_long_datum_goes_on(tmp_path):
    """A line of data of 80 characters that ends with a plus sign goes on in the next (CTfile formats)."""
    text = f"$RDFILE 1\n$MFMT\n{METHANE}$DTYPE synonyms\n$DATUM {NAME}+\nnobutyric acid\n"

    (record,) = records(tmp_path, text)
    assert record.synonyms == f"{NAME}nobutyric acid"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"$RXN\n\n\n\n  1  1\n$MOL\n{METHANE}$MOL\n{WATER}", "a reaction"),
        (f"$MDL  REV  1\n$MOL\n$HDR\n$END HDR\n$CTAB\n{METHANE}$END CTAB\n$END MOL\n", "a generic structure"),
    ],
    ids=["RXN", "RGfile"],
)
def test_what_is_no_single_structure_says_so(tmp_path, text, problem):
    """A reaction or a generic structure is one unverified record, not the molecule that stands first in it."""
    (record,) = records(tmp_path, text)

    assert problem in record.problem
    assert record.molblock is None


def test_a_data_type_can_be_mapped(tmp_path):
    """A user says which data type states a field."""
    methane, *_ = records(tmp_path, RDFILE.replace("molecular.formula", "F1"), mapping={"formula": "F1"})

    assert methane.formula == "CH4"


def test_an_empty_rd_file_is_refused(tmp_path):
    """A header alone is one clear line."""
    with pytest.raises(InputError, match="no molecules in this RD file"):
        records(tmp_path, "$RDFILE 1\n$DATM x\n")


def test_an_entry_of_very_many_lines_costs_itself(tmp_path, monkeypatch):
    """The entries after it are read, at their lines; a real limit is two million lines."""
    monkeypatch.setattr("gaba_analogs.readers.structures.rdfile.LONGEST_ENTRY_LINES", 20)
    entry = "$MFMT\n{}\n\n\n  0  0  0  0  0  0  0  0  0  0999 V2000\nM  END\n{}"
    path = tmp_path / "a.rdf"
    data = "$DTYPE X\n$DATUM 1\n" * 20
    path.write_text("$RDFILE 1\n$DATM 1\n" + entry.format("a", "") + entry.format("b", data) + entry.format("c", ""))
    found = list(read(path))

    assert [record.place.line for record in found] == [3, 9, 55]
    assert [record.problem for record in found] == [
        None,
        "the entry has more than 20 lines: shorten it, or mark its end",
        None,
    ]
