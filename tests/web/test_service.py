"""The service for programs: what it takes, what it answers, and what it refuses, on a real server."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys

import jsonschema
import pytest

from gaba_analogs.output.schema import schema
from gaba_analogs.web.openapi import openapi
from gaba_analogs.web.settings import Settings
from published import SAMPLES
from web.served import PATIENCE, served

pytest.importorskip("uvicorn", reason='the extra "web" is not installed')

GABA = {"smiles": "NCCCC(=O)O", "InChI Key": "BTCSSZJGUNDROE-UHFFFAOYSA-N", "MolWt": 103.12}  # PubChem, CID 119
WRONG = GABA | {"formula": "C4H7NO2"}
ARTICLE = (SAMPLES / "articles" / "baclofen.wikitext").read_text("utf-8")


def verdicts(answer):
    """Give the verdicts of a report."""
    return [record["verdict"] for record in answer.json["records"]]


def test_one_record(server):
    """A record in any recognised spelling is verified; what is wrong is said and corrected."""
    answer = server.post("/api/verify", WRONG)

    assert (answer.status, verdicts(answer)) == (200, ["inconsistent"])
    assert answer.json["records"][0]["corrections"] == {"formula": "C4H9NO2"}


@pytest.mark.parametrize("body", [[GABA, WRONG], {"records": [GABA, WRONG]}], ids=["list", "object"])
def test_many_records(server, body):
    """Several records give a report on each, in their order."""
    assert verdicts(server.post("/api/verify", body)) == ["verified", "inconsistent"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(ARTICLE, "text/plain", id="article"),
        pytest.param("SMILES: NCCCC(=O)O; MW: 103.12", "text/plain; charset=utf-8", id="labels"),
        pytest.param("name,smiles,formula\nGABA,NCCCC(=O)O,C4H9NO2\n", "text/csv", id="file"),
        pytest.param(gzip.compress(b"name,smiles,formula\nGABA,NCCCC(=O)O,C4H9NO2\n"), "application/gzip", id="gzip"),
    ],
)
def test_texts_and_files(server, body, kind):
    """Text is read as if it were pasted, and any other body as a file."""
    assert verdicts(server.post("/api/verify", body, kind)) == ["verified"]


def test_upload(server):
    """A form with a file is read as curl sends it."""
    line = "--x\r\n"
    head = 'Content-Disposition: form-data; name="file"; filename="a/../drugs.smi"'
    form = f"{line}{head}\r\n\r\nNCCCC(=O)O GABA\r\n--x--\r\n"
    answer = server.post("/api/verify", form, "multipart/form-data; boundary=x")

    assert (answer.status, answer.json["inputs"][0]["format"]) == (200, "smiles")
    assert answer.json["inputs"][0]["name"] == "drugs.smi"


def test_answers_have_the_published_schema(server):
    """Every report is as the published schema says."""
    jsonschema.validate(server.post("/api/verify", [GABA, WRONG]).json, json.loads(schema()))


def test_published_documents(server):
    """The schema and the OpenAPI document are there; the latter says what is in force."""
    document = server.get("/openapi.json").json

    assert server.get("/schema.json").json == json.loads(schema())
    assert document["paths"].keys() == openapi(Settings())["paths"].keys()
    assert "200 records" in document["info"]["description"]


@pytest.mark.parametrize(
    ("body", "kind", "status", "words"),
    [
        pytest.param(b"", "application/json", 422, "empty", id="empty"),
        pytest.param(b"{", "application/json", 422, "no JSON", id="cut-off"),
        pytest.param(b"[" * 100_000, "application/json", 422, "nested too deeply", id="deep"),
        pytest.param(
            b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "application/json", 422, "nested too deeply", id="deep-object"
        ),
        pytest.param(b'"baclofen"', "application/json", 422, "expected a record", id="a-word"),
        pytest.param(b"[1]", "application/json", 422, "expected a record", id="numbers"),
        pytest.param(b'{"smilse": "C"}', "application/json", 422, "did you mean smiles", id="misspelt"),
        pytest.param(b'{"smiles": {"a": 1}}', "application/json", 422, "smiles", id="object-in-a-field"),
        pytest.param(b'{"place": "/etc/passwd"}', "application/json", 422, "no fields", id="place"),
        pytest.param(b"\x00\xff\xfe\x00" * 50, "application/octet-stream", 422, "", id="binary"),
        pytest.param(b"/etc/passwd", "text/plain", 422, "no record recognised", id="path"),
        pytest.param(b"http://169.254.169.254/latest", "text/plain", 422, "no record recognised", id="address"),
        pytest.param(b"smiles=C", "application/x-www-form-urlencoded", 415, "send JSON", id="form"),
        pytest.param(b"--x\r\nbad", "multipart/form-data; boundary=x", 422, "", id="damaged-form"),
        pytest.param(b"C", "multipart/form-data", 422, "damaged form", id="form-without-boundary"),
    ],
)
def test_refusals(server, body, kind, status, words):
    """What cannot be read is refused in one line that says why, and never with a traceback."""
    answer = server.post("/api/verify", body, kind)

    assert answer.status == status
    assert words in answer.message
    assert "Traceback" not in answer.message
    assert "\n" not in answer.message


def test_too_many_records(server):
    """More records than allowed are refused."""
    answer = server.post("/api/verify", [GABA] * 201)

    assert (answer.status, answer.message) == (422, "more than 200 records: send fewer, or install the command")


def test_compressed_bodies_are_refused(server):
    """A body that is compressed on the way is not unpacked, however small it looks."""
    answer = server.post("/api/verify", gzip.compress(b"C" * 10_000_000), "text/plain", Content_Encoding="gzip")

    assert answer.status == 415


def test_pubchem_is_not_asked(server):
    """PubChem is asked only where the operator has switched it on."""
    answer = server.post("/api/verify?pubchem=1", GABA)

    assert (answer.status, "not switched it on" in answer.message) == (403, True)


def test_unknown_pages_and_methods(server):
    """There is no other page, and no path leads out of the page's own files."""
    found = [server.get(path).status for path in ("/nothing", "/static/../settings.py", "/static/%2e%2e%2fsettings.py")]

    assert found == [404, 404, 404]
    assert server.get("/api/verify").status == 405


HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "DENY",
}


@pytest.mark.parametrize("path", ["/", "/static/page.js", "/openapi.json", "/nothing"])
def test_security_headers(server, path):
    """Every answer, errors too, has a strict policy, and none sets a cookie or names the server."""
    headers = server.get(path).headers

    assert HEADERS.items() <= headers.items()
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert not {"set-cookie", "server", "access-control-allow-origin"} & headers.keys()


def test_answers_are_not_kept(server):
    """No cache keeps what was asked."""
    assert server.post("/api/verify", GABA).headers["cache-control"] == "no-store"


@pytest.fixture(scope="module")
def strict(tmp_path_factory):
    """Give a server behind a proxy that answers a client twice, and then every five seconds."""
    with served(
        tmp_path_factory.mktemp("strict"),
        "--no-names",
        "--workers",
        "1",
        "--rate",
        "12",
        "--proxies",
        "1",
        "--largest",
        "5000",
    ) as running:
        yield running


def test_logs_hold_no_record(strict):
    """The log says that something was answered or refused, and nothing of what was asked, nor who asked."""
    strict.post("/api/verify?name=secret.csv", WRONG | {"name": "secret-compound"}, X_Forwarded_For="192.0.2.44")
    strict.post("/api/page", "secret nonsense", X_Forwarded_For="192.0.2.44")
    strict.get("/secret")
    written = strict.written()

    assert "startup complete" in written
    assert not [word for word in ("secret", "NCCC", "192.0.2.44") if word in written]


def test_too_large(strict):
    """A body over the limit is refused, whether or not its length is stated."""
    stated = strict.post("/api/verify", b"C" * 5001, X_Forwarded_For="192.0.2.45")
    chunked = strict.ask("POST", "/api/verify", iter([b"C" * 3000] * 2), "text/plain", X_Forwarded_For="192.0.2.45")

    assert (stated.status, chunked.status) == (413, 413)


def test_rate_of_a_client(strict):
    """A client that asks too often is told when to come back; behind a proxy each of its clients is counted apart."""
    first = [strict.post("/api/fields", GABA, X_Forwarded_For="203.0.113.9") for _ in range(4)]
    other = strict.post("/api/fields", {"smiles": "C"}, X_Forwarded_For="203.0.113.9, 198.51.100.7")

    assert [answer.status for answer in first] == [200, 200, 429, 429]
    assert 1 <= int(first[-1].headers["retry-after"]) <= 6
    assert other.status == 200


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    """Give a server whose one worker fails over records of certain names."""
    tests = str(SAMPLES.parent)
    with served(
        tmp_path_factory.mktemp("faulty"), program=["-m", "web.faulty", "PORT"], PYTHONPATH=_path(tests)
    ) as running:
        yield running


def _path(tests):
    return ":".join([tests, *[folder for folder in sys.path if folder]])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "reason"),
    [("crash", "segmentation fault"), ("hang", "took longer than"), ("memory", "memory")],
)
def test_a_fault_costs_one_record(faulty, name, reason):
    """A record that crashes its worker, hangs or wants too much memory is unverified; those beside it are not."""
    answer = faulty.post("/api/verify", [GABA, GABA | {"name": name}, WRONG])
    skipped = answer.json["records"][1]["skipped"][0]

    assert verdicts(answer) == ["verified", "unverified", "inconsistent"]
    assert reason in skipped["reason"]
    assert verdicts(faulty.post("/api/verify", GABA)) == ["verified"]


def test_internal_errors_are_not_told(faulty):
    """An error of our own is answered as such, and neither answer nor log holds what was asked."""
    answer = faulty.post("/api/verify", GABA | {"name": "internal error with a secret"})

    assert (answer.status, answer.message) == (500, "internal error: please report it")
    assert "secret" not in faulty.written()


def test_import_does_not_load_the_framework():
    """Who imports the package, or runs the command on a record, does not load the web framework."""
    code = (
        "import sys, gaba_analogs as ga; ga.verify({'smiles': 'C'}, names=False); import gaba_analogs.cli.main; "
        "print([name for name in ('starlette', 'uvicorn', 'asyncio') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


@pytest.mark.slow
def test_any_asgi_server(tmp_path):
    """``gaba_analogs.web:app`` runs under a server of its own, with settings of the environment."""
    with served(
        tmp_path,
        program=["-m", "uvicorn", "gaba_analogs.web:app", "--port", "PORT"],
        GABA_ANALOGS_WEB_NAMES="no",
        GABA_ANALOGS_WEB_RECORDS="1",
        GABA_ANALOGS_WEB_WORKERS="1",
    ) as server:
        assert verdicts(server.post("/api/verify", GABA)) == ["verified"]
        assert server.post("/api/verify", [GABA, GABA]).status == 422


def test_a_port_in_use(server, tmp_path):
    """Where somebody else listens, the command says so and ends with the exit code of what cannot be done."""
    options = ["--no-names", "--workers", "1", "--port", str(server.port)]
    words = [sys.executable, "-m", "gaba_analogs", "serve", *options]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=tmp_path, timeout=PATIENCE)

    assert done.returncode == 2
    assert "address already in use" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_editor_has_a_frame_of_its_own(tmp_path):
    """The structure editor gets what its script needs, and the page keeps its strict policy."""
    (tmp_path / "jsme.nocache.js").write_text("let jsme;", encoding="utf-8")
    (tmp_path.parent / "secret.txt").write_text("secret", encoding="utf-8")
    with served(tmp_path, "--no-names", "--workers", "1", "--editor", str(tmp_path)) as running:
        frame, script = running.get("/editor/frame.html"), running.get("/editor/jsme.nocache.js")
        paths = ("../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt")
        outside = [running.get(f"/editor/{path}").status for path in paths]
        page = running.get("/")

    assert (frame.status, script.body) == (200, b"let jsme;")
    assert "frame-ancestors 'self'" in frame.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert outside == [404, 404, 404]
