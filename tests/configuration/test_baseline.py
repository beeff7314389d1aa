"""Baselines as people edit them: what is accepted, what is said of a fault, what is kept when they are renewed."""

from __future__ import annotations

import csv
import tomllib
from datetime import date

import pytest

from gaba_analogs.configuration.baseline import Baseline, BaselineWriter, Entry
from gaba_analogs.configuration.toml_text import ConfigurationError

ONE, TWO, THREE = (f"g{number * 31}" for number in "123")
CODES = ("cas-check-digit", "formula-mismatch")
TODAY = date(2026, 11, 28)


def read(tmp_path, name, text, encoding="utf-8"):
    """Read a baseline from a text."""
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return Baseline.read(path, CODES, TODAY)


TOML = f"""\
[[accepted]]
fingerprint = "{ONE}"
code = "cas-check-digit"
reason = "the supplier's own number"

[[accepted]]
fingerprint = "{TWO}"
code = "formula-mismatch"
expires = 2027-01-31
"""
CSV = f"""\
fingerprint,code,field,record,value,reason,expires
{ONE},cas-check-digit,cas,GABA,56-12-3,"checked, kept",
{TWO},formula-mismatch,,,,,2027-01-31
"""


@pytest.mark.parametrize(
    ("name", "text", "encoding"),
    [
        pytest.param("known.toml", TOML, "utf-8", id="toml"),
        pytest.param("known.csv", CSV, "utf-8", id="csv"),
        pytest.param("known.csv", CSV.replace(",", ";").replace('"checked; kept"', "checked"), "utf-8-sig", id="excel"),
        pytest.param("known.csv", CSV.replace("\n", "\r\n"), "utf-8", id="crlf"),
    ],
)
def test_both_forms_are_read(tmp_path, name, text, encoding):
    """TOML and CSV list the same, also as a spreadsheet saves it."""
    accepted = read(tmp_path, name, text, encoding).accepted

    assert (len(accepted), accepted.code_of(ONE), accepted.code_of(TWO), accepted.code_of(THREE)) == (
        2,
        "cas-check-digit",
        "formula-mismatch",
        None,
    )


@pytest.mark.parametrize(("day", "accepted"), [("2026-11-29", True), ("2026-11-28", False), ("2020-01-01", False)])
def test_an_entry_expires(tmp_path, day, accepted):
    """From the day of its expiry on, an entry accepts nothing, and is told of."""
    baseline = read(tmp_path, "known.csv", f"fingerprint,code,expires\n{ONE},cas-check-digit,{day}\n")

    assert (baseline.accepted.code_of(ONE) is not None) == accepted
    assert bool(baseline.expired) != accepted


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        pytest.param(
            "b.csv", f"fingerprint,cod\n{ONE},x\n", "b.csv:1: cod: unknown column: did you mean code?", id="column"
        ),
        pytest.param("b.csv", "code,reason\n", "b.csv:1: fingerprint: no column", id="no-fingerprint"),
        pytest.param("b.csv", f"fingerprint,code\n{ONE}\n", "b.csv:2: row has 1 cell", id="torn-row"),
        pytest.param("b.csv", "fingerprint,code\n\n,cas-check-digit\n", "b.csv:3: fingerprint: missing", id="empty"),
        pytest.param("b.csv", f"fingerprint,code\n{ONE[:-1]},cas-check-digit\n", "b.csv:2: fingerprint: ", id="cut"),
        pytest.param("b.csv", f"fingerprint,code\n{ONE},cas-chek-digit\n", "b.csv:2: code: no check", id="code"),
        pytest.param(
            "b.csv", f"fingerprint,code\n{ONE},cas-check-digit\n{ONE},cas-check-digit\n", "b.csv:3: ", id="twice"
        ),
        pytest.param(
            "b.csv", f"fingerprint,code,expires\n{ONE},cas-check-digit,31.1.2027\n", "b.csv:2: expires: ", id="day"
        ),
        pytest.param(
            "b.csv", f"fingerprint,code,expires\n{ONE},cas-check-digit,2026-W01-1\n", "b.csv:2: expires: ", id="week"
        ),
        pytest.param(
            "b.csv",
            f"fingerprint,code,expires,expires\n{ONE},cas-check-digit,2020-01-01,\n",
            "b.csv:1: expires: there are two columns",
            id="two-columns",
        ),
        pytest.param("b.toml", f"accepted = {'[' * 5000}", "b.toml: not valid TOML: nested too deeply", id="toml-deep"),
        pytest.param(
            "b.toml", f'accepted = [{{fingerprint = "{ONE}", code = "x"}}]', "b.toml: code: no check", id="toml-inline"
        ),
        pytest.param("b.csv", f'fingerprint,code\n"{ONE},cas-check-digit\n', "b.csv:2: not valid CSV", id="open-quote"),
        pytest.param("b.toml", "[[accepted]]\ncode = 1\n", "b.toml:2: accepted[1].code: expected text", id="toml-type"),
        pytest.param("b.toml", f'[[accepted]]\nfingerprint = "{ONE}"\n', "b.toml:1: code: no check", id="toml-no-code"),
        pytest.param("b.toml", f'[[accept]]\nfingerprint = "{ONE}"\n', "b.toml: accept: unknown key", id="toml-table"),
        pytest.param("b.toml", TOML + 'expire = ""\n', "b.toml:10: accepted[2].expire: unknown key", id="toml-key"),
        pytest.param(
            "b.toml", TOML.replace("2027-01-31", '"soon"'), "b.toml:9: expires: 'soon' is no date", id="toml-day"
        ),
        pytest.param("b.toml", "[[accepted]\n", "b.toml: not valid TOML", id="toml-broken"),
        pytest.param("b.json", "{}", "b.json: a baseline ends in .toml or .csv", id="ending"),
    ],
)
def test_a_fault_is_told_with_line_and_key(tmp_path, monkeypatch, name, text, where):
    """A baseline that is not understood accepts nothing: the message says where and why."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigurationError) as fault:
        read(tmp_path, name, text)

    assert where in str(fault.value)


def test_a_text_that_is_not_utf8_is_refused(tmp_path):
    """Another encoding is not guessed."""
    with pytest.raises(ConfigurationError, match="UTF-8"):
        read(tmp_path, "known.csv", CSV.replace("GABA", "γ"), "utf-16")


@pytest.mark.parametrize("name", ["known.toml", "known.csv"])
def test_renewing_keeps_what_people_wrote(tmp_path, name):
    """Entries that still apply keep their place, reason and expiry; stale ones go, new ones follow."""
    path = tmp_path / name
    odd = 'a "reason", with = signs\\ and γ'
    known = Entry(ONE, "cas-check-digit", "cas", "GABA", "56-12-3", odd, "2027-01-31")
    before = Baseline(path, [known, Entry(TWO, "formula-mismatch")], TODAY)
    with BaselineWriter(path, before) as writer:
        writer.add([Entry(THREE, "formula-mismatch", "formula", "=cmd()", "C4H7NO2"), Entry(THREE, "formula-mismatch")])
        kept = writer.write({ONE})
    after = Baseline.read(path, CODES, TODAY)

    assert (writer.added, kept) == (1, (1, 1))
    assert list(after.entries) == [ONE, THREE]
    assert after.entries[ONE] == known
    assert after.entries[THREE].record == "=cmd()"


def test_an_expired_entry_is_kept_and_stays_expired(tmp_path):
    """Renewing does not accept again what was accepted until a day only."""
    path = tmp_path / "known.toml"
    with BaselineWriter(path, Baseline(path, [Entry(ONE, "cas-check-digit", expires="2026-01-01")], TODAY)) as writer:
        writer.add([Entry(ONE, "cas-check-digit")])
        writer.write(set())

    assert Baseline.read(path, CODES, TODAY).expired == {ONE}


def test_what_is_written_is_valid(tmp_path):
    """Control characters and lone surrogates of a record break neither form."""
    entry = Entry(ONE, "cas-check-digit", "cas", "a\x7f", "b")
    for name in ("known.toml", "known.csv"):
        with BaselineWriter(tmp_path / name, None) as writer:
            writer.add([entry])
            writer.write(set())

    assert tomllib.loads((tmp_path / "known.toml").read_text())["accepted"][0]["record"] == "a\x7f"
    assert next(csv.DictReader((tmp_path / "known.csv").open()))["code"] == "cas-check-digit"


def test_of_an_incomplete_run_all_entries_are_kept(tmp_path):
    """What was not examined meets no entry, which keeps its reason all the same."""
    path = tmp_path / "known.toml"
    with BaselineWriter(path, Baseline(path, [Entry(ONE, "cas-check-digit", reason="as published")], TODAY)) as writer:
        assert writer.write(None) == (1, 0)

    assert Baseline.read(path, CODES, TODAY).entries[ONE].reason == "as published"
