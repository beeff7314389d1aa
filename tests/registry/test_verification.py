"""Verification with PubChem, end to end: the command and Python against a PubChem on loopback."""

import json

import jsonschema
import pandas as pd
import pytest

import gaba_analogs as ga
from gaba_analogs.api.many import verify_many
from gaba_analogs.cli.main import main
from gaba_analogs.output.schema import schema
from gaba_analogs.registry.pubchem import service
from gaba_analogs.results.findings import Verdict
from gaba_analogs.verification.catalogue import CATALOGUE
from registry.conftest import IMPATIENT
from registry.replay import ARBACLOFEN, busy, family

CODES = {code for code, check in CATALOGUE.items() if check.scope.asks_registry}
FLAT = "NCC(CC(=O)O)c1ccc(Cl)cc1"
RIGHT = "NC[C@H](CC(=O)O)c1ccc(Cl)cc1"
FLAT_KEY, RIGHT_KEY = "KPYSYYIEGFHWSV-UHFFFAOYSA-N", "KPYSYYIEGFHWSV-QMMMGPOBSA-N"
BACLOFEN = dict(ga.compounds()["baclofen"].to_record().stated())
"""SMILES, keys, CAS numbers and CIDs: data/compounds.csv, whose README names the registries."""


@pytest.fixture
def command(server, monkeypatch, capsys, restless):  # noqa: ARG001 - for what it does
    """Give a function that runs the command against the server."""
    monkeypatch.setenv("GABA_ANALOGS_PUBCHEM_URL", server.address)
    monkeypatch.setattr(service, "Limits", lambda: IMPATIENT)

    def run(*arguments):
        code = main([*arguments, "--no-names"])
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def down(server):
    """Stop answering."""
    return lambda: (server.server.shutdown(), server.server.server_close())


def records_of(out):
    """Give the records of a JSON report, after the published schema has been held against it."""
    report = json.loads(out)
    jsonschema.validate(report, json.loads(schema()))
    return report["records"]


def table(folder, *rows):
    """Write records as a CSV."""
    path = folder / "records.csv"
    pd.DataFrame(rows).to_csv(path, index=False)
    return str(path)


def verdict_of(report):
    """Give what a record is blamed for."""
    return report["verdict"], report["suspects"], report["ambiguous"], report["corrections"]


# -- the command -----------------------------------------------------------------------------------


def test_bundled_record(command, server):
    """Baclofen agrees with PubChem in every identifier, and PubChem is told no more than needed."""
    code, out, err = command("baclofen", "--pubchem", "--format", "json")
    (report,) = records_of(out)

    assert (code, err, report["verdict"]) == (0, "", "verified")
    assert {"cid-skeleton-mismatch", "cas-of-another", "unii-of-another", "name-of-another"} <= set(report["passed"])
    assert {"pubchem_cid", "cas", "unii"} <= set(report["agreement"]["connectivity"][0])
    assert json.loads(out)["options"]["pubchem"] == "live"
    assert len(server.asked) == 3


def test_nobody_is_asked_unasked(command, server):
    """Without the option no request is made, and no check of PubChem's answers is named."""
    code, out, err = command("baclofen", "--format", "json")
    (report,) = records_of(out)

    assert (code, err, server.asked) == (0, "", [])
    assert not CODES & {*report["passed"], *(skip["code"] for skip in report["skipped"])}
    assert "pubchem" not in json.loads(out)["options"]


@pytest.mark.parametrize(
    ("record", "blamed", "codes"),
    [
        pytest.param(
            {**BACLOFEN, "pubchem_cid": "119"},
            ("inconsistent", ["pubchem_cid"], False, {"pubchem_cid": "2284"}),
            {"cid-skeleton-mismatch"},
            id="cid-of-another",
        ),
        pytest.param(
            {"smiles": FLAT, "pubchem_cid": "119"},
            ("inconsistent", ["pubchem_cid", "smiles"], True, {}),
            {"cid-skeleton-mismatch"},
            id="one-structure-against-the-cid",
        ),
        pytest.param(
            {"smiles": "NCCCC(=O)O", "inchikey": FLAT_KEY, "pubchem_cid": "2284"},
            ("inconsistent", ["smiles"], False, {"smiles": FLAT}),
            {"inchikey-mismatch", "cid-skeleton-mismatch"},
            id="smiles-of-another",
        ),
        pytest.param(
            {"smiles": RIGHT, "inchikey": RIGHT_KEY, "pubchem_cid": "2284"},
            ("underspecified", ["pubchem_cid"], False, {"pubchem_cid": str(ARBACLOFEN)}),
            {"cid-stereo-missing"},
            id="cid-of-the-racemate",
        ),
        pytest.param(
            {"smiles": FLAT, "pubchem_cid": str(ARBACLOFEN), "chirality": "Racemic mixture"},
            ("inconsistent", ["pubchem_cid"], False, {"pubchem_cid": "2284"}),
            {"chirality-mismatch"},
            id="cid-of-an-enantiomer-beside-a-racemate",
        ),
        pytest.param(
            {"smiles": RIGHT, "pubchem_cid": "2284", "chirality": "Racemic mixture"},
            ("inconsistent", ["smiles"], False, {}),
            {"chirality-mismatch"},
            id="enantiomer-beside-a-racemate-and-its-cid",
        ),
        pytest.param(
            {**BACLOFEN, "cas": "69308-37-8"},
            ("inconsistent", ["cas"], False, {"cas": "1134-47-0"}),
            {"cas-of-another"},
            id="cas-of-the-enantiomer",
        ),
        pytest.param(
            {"name": "Baclofen", "smiles": FLAT, "inchikey": FLAT_KEY, "cas": "69308-37-8", "pubchem_cid": "119"},
            ("inconsistent", ["cas", "pubchem_cid"], False, {"cas": "1134-47-0", "pubchem_cid": "2284"}),
            {"cas-of-another", "cid-skeleton-mismatch"},
            id="name-and-flat-structure-against-two-numbers",
        ),
        pytest.param(
            {"smiles": FLAT, "inchikey": FLAT_KEY, "cas": "69308-37-8"},
            ("underspecified", ["inchikey", "smiles"], False, {}),
            {"cas-of-another"},
            id="nothing-confirms-the-flat-structure",
        ),
        pytest.param(
            {"smiles": RIGHT, "inchikey": RIGHT_KEY, "cas": "1134-47-0"},
            ("underspecified", ["cas"], False, {"cas": "69308-37-8"}),
            {"cas-of-another"},
            id="cas-of-the-racemate",
        ),
        pytest.param(
            {"smiles": FLAT, "inchikey": FLAT_KEY, "pubchem_cid": "999999999"},
            ("inconsistent", ["pubchem_cid"], False, {"pubchem_cid": "2284"}),
            {"cid-unknown"},
            id="unknown-cid",
        ),
        pytest.param(
            {"formula": "C4H9NO2", "molecular_weight": "213.66", "pubchem_cid": "2284"},
            ("inconsistent", ["formula"], False, {"formula": "C10H12ClNO2"}),
            {"molecular-weight-mismatch", "cid-formula-mismatch"},
            id="no-structure-but-a-wrong-formula",
        ),
        pytest.param(
            {"cas": "1134-47-0", "pubchem_cid": "119"},
            ("inconsistent", ["cas", "pubchem_cid"], True, {}),
            {"cas-of-another"},
            id="two-numbers-of-two-compounds",
        ),
        pytest.param({"smiles": FLAT, "pubchem_cid": "2284"}, ("verified", [], False, {}), set(), id="smiles-and-cid"),
        pytest.param(
            {"inchikey": FLAT_KEY, "pubchem_cid": "2284"}, ("verified", [], False, {}), set(), id="key-and-cid"
        ),
        pytest.param({"cas": "1134-47-0", "pubchem_cid": "2284"}, ("verified", [], False, {}), set(), id="two-numbers"),
        pytest.param(
            {"smiles": FLAT, "formula": "C10H12ClNO2", "name": "Pregabalin"},
            ("verified", [], False, {}),
            {"name-of-another"},
            id="a-name-only-warns",
        ),
        pytest.param(
            {"smiles": "CC(C)CC(CN)CC(=O)O", "formula": "C8H17NO2", "name": "Pregabalin"},
            ("verified", [], False, {}),
            {"name-of-another"},
            id="a-name-that-says-more-only-warns",
        ),
        pytest.param(
            {"smiles": RIGHT, "connectivity_smiles": FLAT, "name": "(R)-baclofen", "pubchem_cid": str(ARBACLOFEN)},
            ("verified", [], False, {}),
            set(),
            id="connectivity-smiles-is-meant-to-say-less",
        ),
        pytest.param(
            {"smiles": FLAT, "inchikey": FLAT_KEY, "pubchem_cid": str(ARBACLOFEN)},
            ("underspecified", ["inchikey", "smiles"], False, {}),
            {"cid-stereo-missing"},
            id="cid-of-an-enantiomer-beside-flat-fields",
        ),
        pytest.param(
            {"smiles": FLAT, "pubchem_cid": str(ARBACLOFEN), "cas": "69308-37-8"},
            ("underspecified", ["smiles"], False, {"smiles": RIGHT}),
            {"cid-stereo-missing", "cas-of-another"},
            id="flat-smiles-beside-two-numbers-of-an-enantiomer",
        ),
        pytest.param(
            {"smiles": FLAT, "pubchem_cid": str(ARBACLOFEN), "cas": "1134-47-0"},
            ("inconsistent", ["pubchem_cid"], False, {"pubchem_cid": "2284"}),
            {"cid-stereo-missing"},
            id="cas-confirms-the-flat-smiles",
        ),
    ],
)
def test_blame(command, tmp_path, record, blamed, codes):
    """PubChem is one witness more: the fields that agree with each other and with it decide."""
    code, out, err = command(table(tmp_path, record), "--pubchem", "--format", "json")
    (report,) = records_of(out)

    assert verdict_of(report) == blamed
    assert {finding["code"] for finding in report["findings"]} == codes
    assert (code, err) == (
        (0, "") if blamed[0] == "verified" else (1, f"verify-structure: exit code 1: 1 record is {blamed[0]}\n")
    )


def test_unreachable(command, down):
    """Without network the command says so in one line, and verifies as ever."""
    _, plain, _ = command("baclofen", "--format", "json")
    down()
    code, out, err = command("baclofen", "--pubchem", "--format", "json")
    (report,), (alone,) = records_of(out), records_of(plain)
    skipped = {skip["code"]: skip["reason"] for skip in report["skipped"]}

    assert (code, err.count("\n")) == (0, 1)
    assert "could not be reached" in err
    assert report["findings"] == alone["findings"]
    assert "could not be reached" in skipped["cid-skeleton-mismatch"]
    assert not CODES & set(report["passed"])


def test_old_answers_stand_in(command, down):
    """Without network kept answers are used, and the line says of which day they are."""
    command("baclofen", "--pubchem")
    down()
    code, out, err = command("baclofen", "--pubchem", "--refresh", "--format", "json")
    (report,) = records_of(out)

    assert (code, err.count("\n")) == (0, 1)
    assert "using its answer of" in err
    assert "cid-skeleton-mismatch" in report["passed"]


def test_offline_with_kept_answers(command, server):
    """Offline, kept answers are used and nothing is asked."""
    command("baclofen", "--pubchem")
    asked = len(server.asked)
    code, out, err = command("baclofen", "--pubchem", "--offline", "--format", "json")
    (report,) = records_of(out)

    assert (code, len(server.asked), err.count("\n")) == (0, asked, 1)
    assert "PubChem was not asked (offline): using its answer of 20" in err
    assert "cas-of-another" in report["passed"]


def test_offline_without_kept_answers(command, server):
    """Offline and with an empty cache, everything else is verified."""
    code, out, err = command("baclofen", "--pubchem", "--offline", "--format", "json")
    (report,) = records_of(out)
    reasons = {skip["reason"] for skip in report["skipped"] if skip["code"] in CODES}

    assert (code, server.asked, report["verdict"]) == (0, [], "verified")
    assert err == "verify-structure: PubChem was not asked (offline), and there is no cached answer for 2284\n"
    assert any("no cached answer for 2284" in reason for reason in reasons)


def test_busy_then_success(command, server):
    """A busy PubChem is asked again, without a word."""
    server.faults.append(busy())
    code, out, err = command("baclofen", "--pubchem", "--format", "json")

    assert (code, err, records_of(out)[0]["verdict"]) == (0, "", "verified")
    assert server.paths[:2] == ["compound/cid/JSON"] * 2


def test_refresh(command, server):
    """Cached answers are not asked for again unless told to."""
    requests = []
    for arguments in ((), (), ("--refresh",)):
        command("baclofen", "--pubchem", *arguments)
        requests.append(len(server.asked))

    assert requests == [3, 3, 6]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("--offline",), "needs --pubchem", id="offline-alone"),
        pytest.param(("--refresh",), "needs --pubchem", id="refresh-alone"),
        pytest.param(("--pubchem", "--offline", "--refresh"), "cannot be combined", id="both"),
    ],
)
def test_options_that_make_no_sense(command, server, arguments, words):
    """Options without a meaning are refused in one line."""
    code, _, err = command("baclofen", *arguments)

    assert (code, err.count("\n"), server.asked) == (2, 1, [])
    assert words in err


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_many_records(command, server, tmp_path, form):
    """Records of a table share their requests, whoever of several processes verifies them."""
    rows = [BACLOFEN, {**BACLOFEN, "pubchem_cid": "119"}] * 60
    path = table(tmp_path, *rows)
    code, out, err = command(path, "--pubchem", "--workers", "2", "--format", form)
    lines = out.splitlines()[1 if form == "csv" else 0 :]

    assert (code, err) == (1, "verify-structure: exit code 1: 60 records are inconsistent\n")
    assert ["inconsistent" in line for line in lines] == [False, True] * 60
    assert len(server.asked) <= 12


def test_trouble_of_many_records_is_one_line(command, tmp_path):
    """However many records could not be looked up, it is said once, with their number."""
    cids = ["2284", "119", "5486971"]
    path = table(tmp_path, *({"smiles": FLAT, "formula": "C10H12ClNO2", "pubchem_cid": cid} for cid in cids))
    code, _, err = command(path, "--pubchem", "--offline")

    assert (code, err.count("\n")) == (0, 1)
    assert "(3 of 3 records)" in err


def test_fix(command, tmp_path):
    """A wrong CID has a likely correction: it is written on request."""
    path = table(tmp_path, {**BACLOFEN, "pubchem_cid": "119"})
    fixed = tmp_path / "fixed.csv"

    command(path, "--pubchem", "--fix", "--output", str(fixed))
    assert pd.read_csv(fixed, dtype=str)["pubchem_cid"].tolist() == ["119"]
    command(path, "--pubchem", "--fix", "--unsafe-fixes", "--output", str(fixed))
    assert pd.read_csv(fixed, dtype=str)["pubchem_cid"].tolist() == ["2284"]


def test_resuming_with_other_answers_is_refused(command, tmp_path):
    """Rows made with PubChem's answers and rows made without do not stand in one folder."""
    path, output = table(tmp_path, BACLOFEN), str(tmp_path / "parts")
    command(path, "--pubchem", "--format", "parquet", "--output", output)
    code, _, err = command(path, "--format", "parquet", "--output", output, "--resume")

    assert code == 2
    assert "pubchem" in err


# -- Python ----------------------------------------------------------------------------------------


def test_python_gives_the_same(ask):
    """One record, a stream, several processes and a DataFrame: PubChem's answers count in all of them."""
    wrong = {**BACLOFEN, "pubchem_cid": "119"}
    records = [ga.StructureRecord(**BACLOFEN), ga.StructureRecord(**wrong)] * 2
    expected = [Verdict.VERIFIED, Verdict.INCONSISTENT] * 2
    report = ga.verify_frame(pd.DataFrame([BACLOFEN, wrong] * 2), names=False, pubchem=ask())

    assert ga.verify(wrong, names=False, pubchem=ask()).suspects == ("pubchem_cid",)
    assert [r.verdict for r in ga.verify_records(records, names=False, pubchem=ask())] == expected
    assert [r.verdict for r in verify_many(records, names=False, workers=2, pubchem=ask())] == expected
    assert [r.verdict for r in report.records] == expected
    assert report.options["pubchem"] == "live"


def test_broken_rows_are_not_asked_about(ask, server):
    """A row that could not be read costs no request."""
    record = ga.StructureRecord(pubchem_cid="2284", problem="the row has 3 cells, the header 5")
    report = ga.verify_records([record], names=False, pubchem=ask())

    assert next(report).verdict is Verdict.UNVERIFIED
    assert server.asked == []


@pytest.mark.parametrize("age", ["2016", "2021", "2025"])
def test_family_raises_no_alarm(ask, server, age):
    """No compound of the family is accused where PubChem answers as the registries do."""
    server.age = age
    rows = {row["key"]: cid for cid, row in family().items()}
    members = [member.to_record() for member in ga.compounds().values()]
    reports = list(ga.verify_records(members, names=False, pubchem=ask()))
    alone = list(ga.verify_records(members, names=False))
    asked = [report for report in reports if report.record.pubchem_cid]

    assert [(r.verdict, r.suspects, r.findings) for r in reports if r.record.pubchem_cid] == [
        (r.verdict, r.suspects, r.findings) for r in alone if r.record.pubchem_cid
    ]
    assert not [f for r in reports for f in r.findings if f.code in CODES]
    assert len(asked) >= len(rows) - 1
    assert all("cid-skeleton-mismatch" in report.passed for report in asked)


def test_two_compounds_of_one_key_give_no_correction(ask, server):
    """Where PubChem has two numbers for a structure, none of them is proposed."""
    server.rows[7] = {**server.rows[2284], "pubchem_cid": "7"}
    report = ga.verify({"smiles": FLAT, "inchikey": FLAT_KEY, "pubchem_cid": "119"}, names=False, pubchem=ask())

    assert report.suspects == ("pubchem_cid",)
    assert dict(report.corrections) == {}
