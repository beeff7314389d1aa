"""The assertions: what they accept, and that a failure says what to correct."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import gaba_analogs as ga

# GABA: PubChem CID 119.
GABA = {
    "name": "GABA",
    "smiles": "NCCCC(=O)O",
    "inchikey": "BTCSSZJGUNDROE-UHFFFAOYSA-N",
    "formula": "C4H9NO2",
    "molecular_weight": "103.12",
}
WRONG = {**GABA, "formula": "C4H7NO2"}
# Pregabalin (PubChem CID 5486971) with its SMILES drawn flat.
FLAT = {"name": "pregabalin", "smiles": "CC(C)CC(CN)CC(=O)O", "inchikey": "AYXYPKUFHZROOJ-ZETCQYMHSA-N"}
ALONE = {"name": "baclofen", "cas": "1134-47-0"}
NOT_HILL = {**GABA, "formula": "C4H9O2N"}


def message(assertion, *args, **options):
    """Give the message of an assertion that fails."""
    with pytest.raises(AssertionError) as failure:
        assertion(*args, names=False, **options)
    return str(failure.value)


@pytest.mark.parametrize("record", [GABA, ga.StructureRecord(**GABA), "baclofen"], ids=["mapping", "record", "bundled"])
def test_consistent_record_passes(record):
    """A record may be given in any of its forms."""
    ga.assert_consistent(record, names=False)


def test_failure_says_what_is_wrong_and_what_is_right():
    """The suspect comes first, then why, and the correction."""
    lines = message(ga.assert_consistent, WRONG).splitlines()

    assert lines[0] == "GABA is inconsistent: formula is wrong"
    assert any(line.endswith("should be C4H9NO2 (safe)") for line in lines)
    assert any("formula has 2 hydrogens fewer than SMILES" in line and "[formula-mismatch]" in line for line in lines)
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    ("record", "options", "passes"),
    [
        pytest.param(FLAT, {}, False, id="underspecified"),
        pytest.param(FLAT, {"allow": {"underspecified"}}, True, id="underspecified-allowed"),
        pytest.param(ALONE, {}, False, id="nothing-to-compare"),
        pytest.param(ALONE, {"allow": {"unverified"}}, True, id="unverified-allowed"),
        pytest.param(NOT_HILL, {}, True, id="warning"),
        pytest.param(NOT_HILL, {"strict": True}, False, id="warning-strict"),
        pytest.param(WRONG, {"ignore": {"formula-mismatch", "molecular-weight-mismatch"}}, True, id="ignored"),
        pytest.param(WRONG, {"select": {"inchikey-mismatch"}}, True, id="not-selected"),
    ],
)
def test_what_passes(record, options, passes):
    """The options are those of the command."""
    if passes:
        ga.assert_consistent(record, names=False, **options)
    else:
        assert message(ga.assert_consistent, record, **options)


def test_colour_never_reaches_a_message(monkeypatch):
    """A message is text for logs and XML, also where the environment asks for colour."""
    monkeypatch.setenv("FORCE_COLOR", "1")

    assert "\x1b" not in message(ga.assert_consistent, WRONG)


@pytest.fixture
def table(tmp_path, monkeypatch):
    """Write records into a CSV file of the working folder."""
    monkeypatch.chdir(tmp_path)

    def write(*records):
        path = Path("drugs.csv")
        pd.DataFrame(records).to_csv(path, index=False)
        return path

    return write


def test_table_in_any_form(table):
    """A path, a DataFrame and records are tables; a column of any name can be mapped."""
    frame = pd.DataFrame([GABA]).rename(columns={"inchikey": "KEY"})

    ga.assert_all_consistent(table(GABA, GABA), names=False)
    ga.assert_all_consistent(str(table(GABA)), names=False)
    ga.assert_all_consistent(frame, mapping={"inchikey": "KEY"}, names=False)
    ga.assert_all_consistent(iter([GABA, ga.StructureRecord(**GABA)]), names=False)


def test_table_failure_names_the_rows(table):
    """Each failing row is named with its place, its fault and its correction; what passes is counted."""
    text = message(ga.assert_all_consistent, table(GABA, WRONG, FLAT, ALONE))

    assert text.splitlines()[0] == "4 records: 1 verified, 1 underspecified, 1 inconsistent, 1 unverified"
    assert "drugs.csv:3  GABA: formula is wrong" in text
    assert "→ C4H9NO2" in text
    assert "drugs.csv:4  pregabalin: smiles says less" in text
    assert "drugs.csv:5" not in text


def test_many_failures_are_counted(table):
    """A table of failures gives a message that can be read."""
    text = message(ga.assert_all_consistent, table(*[WRONG] * 30))

    assert text.count("formula is wrong") == 20
    assert text.endswith("and 10 more")


@pytest.mark.parametrize(
    ("records", "first"),
    [
        pytest.param([], "no records to verify", id="empty"),
        pytest.param([ALONE, ALONE], "2 records: 2 unverified", id="nothing-verified"),
    ],
)
def test_nothing_examined_is_no_success(records, first):
    """A table in which nothing could be compared fails."""
    assert message(ga.assert_all_consistent, records).splitlines()[0] == first


def test_missing_file_is_an_input_error(tmp_path):
    """A file that cannot be read is no failed assertion, but a test that cannot run."""
    with pytest.raises(ga.InputError, match="no such file"):
        ga.assert_all_consistent(tmp_path / "missing.csv")


def test_failing_test_shows_its_own_line(tmp_path, monkeypatch):
    """Under pytest, the traceback ends in the user's test, not in this package."""
    (tmp_path / "test_data.py").write_text(
        f"import gaba_analogs as ga\n\ndef test_gaba():\n    ga.assert_consistent({WRONG!r}, names=False)\n"
    )
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # none is needed, and some take a second to load
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_data.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )

    assert done.returncode == 1
    assert "E       AssertionError: GABA is inconsistent: formula is wrong" in done.stdout
    assert "gaba_analogs/testing.py" not in done.stdout


def test_helper_needs_no_pytest():
    """The assertions can be used where pytest is not installed."""
    code = "import sys, gaba_analogs as ga; ga.assert_consistent; print('pytest' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


BASELINE = """\
[[accepted]]
fingerprint = "{known}"
code = "formula-mismatch"
reason = "hydrogens of the salt"
"""


@pytest.fixture
def baseline(tmp_path):
    """Give a baseline that accepts the wrong formula of the record that is called GB-1."""
    record = ga.StructureRecord(**WRONG, identity="GB-1")
    report = ga.verify(record, names=False)
    path = tmp_path / "known.toml"
    entries = [
        BASELINE.format(known=report.fingerprint_of(one)).replace("formula-mismatch", one.code)
        for one in report.findings
    ]
    path.write_text("\n".join(entries), encoding="utf-8")
    return path


def test_baseline_accepts_what_it_lists(baseline):
    """A known exception passes by its identifier; the same fault in another record fails."""
    frame = pd.DataFrame([{**WRONG, "no": "GB-1"}, {**GABA, "no": "GB-2"}])

    ga.assert_all_consistent(frame, identity="no", baseline=baseline, names=False)
    frame["no"] = ["GB-3", "GB-2"]
    lines = message(ga.assert_all_consistent, frame, identity="no", baseline=baseline).splitlines()
    assert lines[0] == "2 records: 1 verified, 1 inconsistent"


def test_stale_entry_fails_a_strict_assertion(baseline):
    """What a baseline accepts and nobody finds any more is named where strict is asked for."""
    frame = pd.DataFrame([{**GABA, "no": "GB-1"}])

    ga.assert_all_consistent(frame, identity="no", baseline=baseline, names=False)
    assert "matched nothing" in message(ga.assert_all_consistent, frame, identity="no", baseline=baseline, strict=True)


def test_broken_baseline_is_told_with_its_line(baseline):
    """A baseline that is not understood stops the assertion, and names line and key."""
    baseline.write_text(baseline.read_text().replace("reason", "reson"), encoding="utf-8")

    with pytest.raises(ga.errors.GabaAnalogsError, match=r"known.toml:4: accepted\[1\].reson: unknown key"):
        ga.assert_all_consistent([GABA], baseline=baseline, names=False)
