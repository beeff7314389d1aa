"""Registry numbers: form, check digits, dates."""

import pytest

from gaba_analogs.notation.identifiers import (
    cas_check_digit,
    read_cas,
    unii_check_character,
)
from gaba_analogs.notation.repairs import Repair


@pytest.mark.parametrize(
    "cas",
    [
        "1134-47-0",  # baclofen
        "56-12-2",  # GABA
        "1078-21-3",  # phenibut
        "148553-50-8",  # pregabalin
        "60142-96-3",  # gabapentin
        "502-85-2",  # sodium oxybate
        "7732-18-5",  # water
        "58-08-2",  # caffeine
        "50-00-0",  # formaldehyde
        "4342-03-4",  # dacarbazine
        "74-79-3",  # arginine
        "54-12-6",  # tryptophan
        "1000413-72-8",  # fasiglifam
    ],
)
def test_cas_check_digit(cas):
    """The check digit is that of the numbers that the registry gave out."""
    assert cas_check_digit(cas[:-2].replace("-", "")) == int(cas[-1])


@pytest.mark.parametrize("cas", ["74-79-4", "74-79-6", "74-79-7", "74-79-9"])
def test_dragged_cas(cas):
    """Arginine's number, dragged down a column (CCS compendium), no longer fits."""
    assert cas_check_digit(cas[:-2].replace("-", "")) != int(cas[-1])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("1134-47-0", id="plain"),
        pytest.param("CAS 1134-47-0", id="prefix"),
        pytest.param("CAS No. 1134-47-0", id="number-prefix"),
        pytest.param("CASRN: 1134-47-0", id="casrn"),
        pytest.param("1134–47–0", id="en-dashes"),
        pytest.param("1134‑47‑0", id="non-breaking-hyphens"),
        pytest.param("1134−47−0", id="minus-signs"),
        pytest.param("001134-47-0", id="leading-zeros"),
        pytest.param("1134470", id="no-hyphens"),
        pytest.param("1134-47-0\u00a0", id="no-break-space"),
        pytest.param("1134-47-0\u200e", id="direction-mark"),
        pytest.param("1134-47-⁰", id="superscript-digit"),
        pytest.param("1134-47-0.", id="full-stop"),
        pytest.param("(1134-47-0)", id="round-brackets"),
        pytest.param("[1134-47-0]", id="square-brackets"),
        pytest.param("1134-47-0 (racemate)", id="remark"),
        pytest.param("1134-47-0 [1]", id="reference-mark"),
        pytest.param("1134-47-0, 28311-31-1", id="list"),
        pytest.param("1134-47-0<br />28311-31-1", id="line-breaks"),
        pytest.param("1134-47-0 28311-31-1", id="space"),
        pytest.param("1134-47-0 / 28311-31-1", id="slash"),
    ],
)
def test_read_cas(text):
    """The first CAS number of a cell is read, whatever stands around it."""
    assert read_cas(text).value == "1134-47-0"


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        pytest.param("3/4/4342", ("4342-03-4",), id="dacarbazine"),  # ChEBI#4149
        pytest.param("4342-03-04", ("4342-03-4",), id="iso"),
        pytest.param("4342-03-04 00:00:00", ("4342-03-4",), id="timestamp"),
        pytest.param("6-Dec-1954", ("54-12-6",), id="month-name"),
        pytest.param("1954-12-06", ("54-12-6",), id="century-added"),
        pytest.param("1975-09-02 00:00:00", ("75-09-2",), id="time-added"),  # dichloromethane, NORMAN SusDat
        pytest.param("9/2/1975", ("75-09-2",), id="month-first"),
        pytest.param("1/03/2264", ("2264-03-1",), id="impossible-year"),
        pytest.param("8/3/1972", ("1972-03-8", "1972-08-3"), id="two-fit"),  # dronabinol, CAS 1972-08-3
        pytest.param("01.05.1993", (), id="date-with-dots"),
        pytest.param("2001-05-09", (), id="real-date"),
    ],
)
def test_spreadsheet_dates(text, candidates):
    """A date is told, with the numbers it may have been."""
    cas = read_cas(text)

    assert (cas.date, cas.value, cas.candidates) == (True, None, candidates)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("12/6/54", "54-12-6", id="tryptophan"),  # CCS compendium
        pytest.param("6-Dec-54", "54-12-6", id="month-name"),
        pytest.param("6/3/61", "5461-06-3", id="isobutyl-caprylate"),  # Arctander: the number has four digits in front
    ],
)
def test_a_short_year_leaves_the_century_open(text, meant):
    """A spreadsheet shows two digits of a year that may have four: several numbers fit."""
    candidates = read_cas(text).candidates

    assert meant in candidates
    assert len(candidates) > 1


def test_cas_that_looks_like_a_date():
    """4342-03-4 and 1902-02-3 have the form of CAS numbers, not of dates."""
    assert not read_cas("4342-03-4").date
    assert read_cas("1902-02-3").value == "1902-02-3"


@pytest.mark.parametrize(
    "text",
    ["651-48-10", "2099437000-00-0", "209-217-7", "-", "NOCAS_12345", "56-12-20", "5-00-0", "12345678-90-1", "٥٦-١٢-٢"],
)
def test_no_cas(text):
    """Other numbers are not taken for CAS numbers."""
    cas = read_cas(text)

    assert (cas.value, cas.date) == (None, False)


@pytest.mark.parametrize("unii", ["H789N3FKE8", "2ACZ6IPC6I", "55JG375S6M", "6CW7F3G59X", "059QF0KO0R", "3G6A5W338E"])
def test_unii_check_character(unii):
    """Baclofen, GABA, pregabalin, gabapentin, water and caffeine in the FDA's register."""
    assert unii_check_character(unii[:9]) == unii[9]


@pytest.mark.parametrize(
    "text",
    ["CAS RN: 56-12-2", "CAS-No. 56-12-2", "CAS-Nr.: 56-12-2", "CAS_RN: 56-12-2", "CAS-56-12-2", "CASRN 56-12-2"],
)
def test_prefixes_of_cas_numbers(text):
    """Safety data sheets and NORMAN write words before the number (GABA, CID 119)."""
    cas = read_cas(text)

    assert (cas.value, cas.notes) == ("56-12-2", (Repair.CAS_PREFIX,))
