"""Files of decisions: what they may hold, and that each fault names its line and column."""

from __future__ import annotations

import pytest

from gaba_analogs.configuration.decisions import read_decisions
from gaba_analogs.configuration.toml_text import ConfigurationError
from gaba_analogs.results.decisions import COLUMNS, Choice

KNOWN, RECORD = "g" + 31 * "1", "g" + 31 * "2"
HEAD = ",".join(COLUMNS)
ROW = f"{KNOWN},{RECORD},GABA,formula-mismatch,formula,C4H7NO2,accept,C4H9NO2,seen,Ann"
NO_CODE = ":2: code: no check named 'formula-msimatch': did you mean"
CODES = ("formula-mismatch", "cas-check-digit")


def read(tmp_path, *lines: str):
    """Read a file of these lines."""
    path = tmp_path / "decisions.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_decisions([path], CODES).entries


def test_reads_what_the_report_exports(tmp_path):
    """Every column finds its place."""
    (one,) = read(tmp_path, HEAD, ROW)

    assert (one.choice, one.field, one.value, one.correction) == (Choice.ACCEPT, "formula", "C4H7NO2", "C4H9NO2")
    assert one.reason == "seen (by Ann)"


def test_reads_what_a_spreadsheet_makes_of_it(tmp_path):
    """Semicolons, another order of the columns, and an apostrophe before a charge are understood."""
    order = [*COLUMNS[::-1]]
    cells = dict(zip(COLUMNS, ROW.split(","), strict=True)) | {"field": "charge", "value": "1", "correction": "'-1"}
    (one,) = read(tmp_path, "\ufeff" + ";".join(order), ";".join(cells[name] for name in order))

    assert one.correction == "-1"


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        pytest.param([HEAD.replace("comment", "coment")], ":1: coment: unknown column: did you mean", id="column"),
        pytest.param([HEAD.replace(",decision", "")], ":1: decision: no column", id="no-column"),
        pytest.param(
            [HEAD, ROW.replace("accept", "acept")], ":2: decision: 'acept' is not a decision: did you", id="choice"
        ),
        pytest.param(
            [HEAD, ROW.replace(KNOWN, "g12")], ":2: fingerprint: 'g12' is not a fingerprint", id="fingerprint"
        ),
        pytest.param([HEAD, ROW.replace(KNOWN, "")], ":2: fingerprint: missing", id="no-fingerprint"),
        pytest.param([HEAD, ROW.replace(RECORD, "x")], ":2: record_fingerprint: 'x' is not a fingerprint", id="record"),
        pytest.param([HEAD, ROW.replace(RECORD, "")], ":2: record_fingerprint: missing", id="no-record"),
        pytest.param([HEAD, ROW.replace("la-mism", "la-msim")], NO_CODE, id="code"),
        pytest.param([HEAD, ROW.replace(",formula,", ",formel,")], ":2: field: no field named 'formel'", id="field"),
        pytest.param([HEAD, ROW.replace(",formula,", ",,")], ":2: field: missing", id="no-field"),
        pytest.param([HEAD, ROW.replace("accept", "reject")], ":2: correction: a rejected finding", id="rejected"),
        pytest.param([HEAD, ROW.replace("accept", "")], ":2: decision: missing, though", id="open"),
        pytest.param([HEAD, ROW.replace("C4H9NO2", "C4H7NO2")], ":2: correction: this is the value", id="same"),
        pytest.param([HEAD, ROW.replace("C4H9NO2", '"C4\nH9"')], ":2: correction: has a line break", id="line-break"),
        pytest.param([HEAD, ROW, "", ROW.replace("C4H9NO2", "C4H8O")], ":4: correction: another one at", id="twice"),
        pytest.param([HEAD, ROW, ROW.replace("accept,C4H9NO2", "reject,")], ":3: decision: accept at", id="both"),
        pytest.param(
            [HEAD, ROW, ROW.replace(KNOWN, "g" + 31 * "3").replace("C4H9NO2", "C5H9NO2")],
            ":3: correction: another one for formula at",
            id="two-values-for-one-field",
        ),
        pytest.param([HEAD, ROW + ",more"], ":2: row has 11 cells but the header has 10", id="cells"),
        pytest.param([HEAD, '"' + ROW], ":2: not valid CSV", id="quotation-mark"),
    ],
)
def test_fault_is_told_with_line_and_column(tmp_path, lines, complaint):
    """Nothing is carried out of a file that is not understood to the letter."""
    with pytest.raises(ConfigurationError) as fault:
        read(tmp_path, *lines)

    assert complaint in str(fault.value)


def test_open_decisions_give_way(tmp_path):
    """A row without a decision says nothing against another on the same finding."""
    (one,) = read(tmp_path, HEAD, ROW.replace("accept,C4H9NO2", ","), ROW)

    assert one.choice is Choice.ACCEPT
