"""Requests: what is an answer, what is tried again, what is given up."""

import shutil
import ssl
import subprocess
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.client import HTTPMessage

import pytest

from gaba_analogs.registry.pubchem.client import ADDRESS, Client, Limits, _Reply, _retry_after
from gaba_analogs.registry.pubchem.errors import NotInRegistryError, RegistryRefusedError, RegistryUnavailableError
from gaba_analogs.registry.pubchem.throttle import Throttle, Turn
from gaba_analogs.registry.pubchem.transport import trusted_certificates
from registry.conftest import IMPATIENT
from registry.replay import (
    BUSY,
    NOT_FOUND,
    body,
    busy,
    cut_short,
    dripping_header,
    dropped,
    endless,
    fault,
    redirect,
    silence,
    web_page,
)

pytestmark = pytest.mark.usefixtures("restless")

QUESTION = ("compound/name/cids/JSON", {"name": "baclofen"})
ANSWER = {"IdentifierList": {"CID": [2284]}}


@pytest.fixture
def client(server, tmp_path):
    """Give a client that does not wait."""
    return Client(server.address, IMPATIENT, Throttle(tmp_path / "requests"))


def test_answer(client, server):
    """One request, which names the package, and its JSON."""
    assert client.ask(*QUESTION) == ANSWER
    (asked,) = server.asked
    assert asked.method == "POST"
    assert asked.headers["User-Agent"].startswith("gaba_analogs/")


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(busy(), id="server-busy"),
        pytest.param(fault(500, BUSY), id="server-busy-under-another-code"),
        pytest.param(fault(504, {"Code": "PUGREST.Timeout", "Message": "too long"}), id="their-time-out"),
        pytest.param(fault(429, {"Code": "Too many"}), id="too-many-requests"),
        pytest.param(web_page(502), id="gateway-page"),
        pytest.param(silence(0.8), id="silence"),
        pytest.param(dropped, id="dropped-connection"),
        pytest.param(cut_short, id="cut-short"),
        pytest.param(body(b"\x00\xff\x00garbage"), id="garbage"),
        pytest.param(body(b"[" * 100_000), id="nested-garbage"),
        pytest.param(body(b'"text"'), id="no-object"),
        pytest.param(body(b""), id="nothing"),
    ],
)
def test_tried_again(client, server, trouble):
    """What may pass is asked again, and the answer counts."""
    server.faults.extend([trouble, trouble])

    assert client.ask(*QUESTION) == ANSWER
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("trouble", "error", "words"),
    [
        pytest.param(fault(404, NOT_FOUND), NotInRegistryError, "PUGREST.NotFound", id="not-found"),
        pytest.param(fault(400, {"Code": "PUGREST.BadRequest"}), RegistryRefusedError, "BadRequest", id="bad-request"),
        pytest.param(web_page(), RegistryUnavailableError, "web page", id="log-in-page"),
        pytest.param(web_page(404), RegistryUnavailableError, "check the address", id="page-not-found"),
        pytest.param(body(b"{}", length=2 << 20), RegistryUnavailableError, "exceeds", id="announced-too-large"),
        pytest.param(endless, RegistryUnavailableError, "exceeds", id="too-large"),
        pytest.param(body(b" " * (1 << 20) + b"{} "), RegistryUnavailableError, "exceeds", id="just-too-large"),
        pytest.param(redirect("http://127.0.0.2:1/"), RegistryUnavailableError, "127.0.0.2", id="other-host"),
        pytest.param(redirect("ftp://127.0.0.1/"), RegistryUnavailableError, "ftp", id="other-scheme"),
        pytest.param(redirect("http://["), RegistryUnavailableError, "no address", id="no-address"),
        pytest.param(redirect("//[::1"), RegistryUnavailableError, "no address", id="no-host"),
        pytest.param(redirect("file:///etc/passwd"), RegistryUnavailableError, "file", id="local-file"),
        pytest.param(body(b'{"Fault": "odd"}'), RegistryUnavailableError, "not an answer from PubChem", id="odd-fault"),
    ],
)
def test_not_tried_again(client, server, trouble, error, words):
    """What asking again would not change is said at once, in one line."""
    server.faults.append(trouble)

    with pytest.raises(error, match=words) as caught:
        client.ask(*QUESTION)
    assert len(server.asked) == 1
    assert "\n" not in str(caught.value)


def test_redirect_on_the_same_host(client, server):
    """A new path on the same host is asked with the same form."""
    server.faults.append(redirect(lambda path: path.replace("baclofen", "moved"), 307))

    assert client.ask(*QUESTION) == ANSWER
    assert [one.form for one in server.asked] == [{"name": "baclofen"}] * 2


def test_redirect_without_end(client, server):
    """A circle is left after three turns."""
    server.faults.extend([redirect(lambda path: path)] * 9)

    with pytest.raises(RegistryUnavailableError, match="too many redirects"):
        client.ask(*QUESTION)
    assert len(server.asked) == 4


def test_total_time_limit(server, tmp_path):
    """A server that is never silent and never done is cut off in time."""
    server.faults.append(dripping_header(9))
    client = Client(server.address, replace(IMPATIENT, total=0.5, tries=1), Throttle(tmp_path))
    start = time.monotonic()

    with pytest.raises(RegistryUnavailableError, match=r"within 0\.5 s"):
        client.ask(*QUESTION)
    assert 0.5 <= time.monotonic() - start < 2


def test_waiting_for_a_slot_is_not_the_servers_time(server):
    """The time limit begins when the request is sent."""

    class Busy(Throttle):
        @contextmanager
        def turn(self):
            time.sleep(0.4)
            yield Turn()

    client = Client(server.address, replace(IMPATIENT, total=0.3, tries=1), Busy())

    assert client.ask(*QUESTION) == ANSWER


def test_gives_up(client, server):
    """After the last try the reason is said, and nothing more is asked of a busy service."""
    server.faults.extend([busy()] * 9)

    with pytest.raises(RegistryUnavailableError, match=r"ServerBusy.*\(3 tries\)"):
        client.ask(*QUESTION)
    with pytest.raises(RegistryUnavailableError, match="ServerBusy"):
        client.ask(*QUESTION)
    assert len(server.asked) == 3


def test_one_hard_question_does_not_stop_the_others(client, server):
    """A question that is too much for PubChem fails alone."""
    server.faults.extend([fault(504, {"Code": "PUGREST.Timeout"})] * 3)

    with pytest.raises(RegistryUnavailableError, match=r"Timeout"):
        client.ask(*QUESTION)
    assert client.ask(*QUESTION) == ANSWER


def test_known_answers_between_failures(client, server):
    """That a compound is unknown is an answer, after which failures count anew."""
    for _ in range(4):
        server.faults.extend([fault(504, {"Code": "PUGREST.Timeout"})] * 3)
        with pytest.raises(RegistryUnavailableError):
            client.ask(*QUESTION)
        with pytest.raises(NotInRegistryError):
            client.ask("compound/name/cids/JSON", {"name": "unobtainium"})

    assert client.stopped is None


def test_waits_double(client, monkeypatch):
    """Each wait is up to twice the one before, and never the same for two processes."""
    monkeypatch.setattr("random.uniform", lambda low, high: (low, high))

    assert [client._delay(attempt) for attempt in (1, 2, 3)] == [(0.005, 0.01), (0.01, 0.02), (0.02, 0.04)]


def test_retry_after(client, server):
    """The wait that the server asks for is kept."""
    server.faults.append(busy(("Retry-After", "0.2")))

    assert client.ask(*QUESTION) == ANSWER
    first, second = server.asked
    assert second.at - first.at >= 0.2


def test_retry_after_too_long(client, server):
    """A wait beyond all patience is not waited for."""
    server.faults.append(busy(("Retry-After", "3600")))
    start = time.monotonic()

    with pytest.raises(RegistryUnavailableError, match="3600 s"):
        client.ask(*QUESTION)
    assert time.monotonic() - start < 1
    assert len(server.asked) == 1


def test_blacklisted(client, server):
    """Who is blocked asks no more."""
    server.throttling = "too many requests per second or blacklisted"
    server.faults.append(busy())

    with pytest.raises(RegistryUnavailableError, match="blocked"):
        client.ask(*QUESTION)
    assert len(server.asked) == 1


def test_no_network(tmp_path):
    """Nobody listens: one line, and no further question is sent."""
    client = Client("http://127.0.0.1:9/rest/pug", IMPATIENT, Throttle(tmp_path))

    with pytest.raises(RegistryUnavailableError, match=r"127\.0\.0\.1 could not be reached"):
        client.ask(*QUESTION)
    assert client.stopped is not None


def test_secure_address_needs_a_certificate(server, tmp_path):
    """A server without TLS behind an https address is no PubChem."""
    secure = Client(server.address.replace("http:", "https:"), IMPATIENT, Throttle(tmp_path))

    with pytest.raises(RegistryUnavailableError):
        secure.ask(*QUESTION)
    assert server.asked == []


def test_certificates_are_verified():
    """Host names are compared, and certificates needed."""
    context = trusted_certificates()

    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED


@pytest.fixture
def certificate(tmp_path):
    """Make a certificate for 127.0.0.1 that nobody else vouches for."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not here to make a certificate")
    path = tmp_path / "certificate.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(path)]
    subprocess.run(
        [openssl, "req", "-x509", "-days", "2", *key, *subject, "-out", str(tmp_path / "public.pem")],
        check=True,
        capture_output=True,
    )
    path.write_text(path.read_text() + (tmp_path / "public.pem").read_text())
    trusted_certificates.cache_clear()
    yield path
    trusted_certificates.cache_clear()


@pytest.mark.parametrize("trusted", [False, True])
def test_certificate(server, tmp_path, certificate, monkeypatch, trusted):
    """A certificate that nobody vouches for is refused at once; one that the user trusts is not."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.server.socket = context.wrap_socket(server.server.socket, server_side=True)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    client = Client(server.address.replace("http:", "https:"), IMPATIENT, Throttle(tmp_path / "requests"))
    if trusted:
        assert client.ask(*QUESTION) == ANSWER
    else:
        with pytest.raises(RegistryUnavailableError, match="is not trusted"):
            client.ask(*QUESTION)
        assert server.asked == []


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        ("120", 120.0),
        ("0.5", 0.5),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),  # the example of RFC 9110, section 5.6.7
    ],
)
def test_retry_after_forms(text, wait):
    """Seconds or a date; anything else is no wait."""
    headers = HTTPMessage()
    headers["Retry-After"] = text

    assert _retry_after(headers) == wait


def test_waiting_for_a_list(client, server):
    """A search that takes longer is asked for again by its key."""
    waiting = body(b'{"Waiting": {"ListKey": "42"}}', status=202)
    server.faults.extend([waiting, body(b'{"IdentifierList": {"CID": [2284]}}')])

    assert client.ask("compound/fastsubstructure/smiles/cids/JSON", {"smiles": "NCCCC(=O)O"}) == ANSWER
    assert server.asked[1].form == {"listkey": "42"}


def test_address(monkeypatch):
    """The argument wins over the environment, and that over PubChem."""
    assert Client().address == ADDRESS
    monkeypatch.setenv("GABA_ANALOGS_PUBCHEM_URL", "http://mirror.example/pug/")
    assert Client().address == "http://mirror.example/pug"
    assert Client("https://other.example").address == "https://other.example"


@pytest.mark.parametrize(
    "address", ["ftp://example.org", "pubchem", "file:///etc/passwd", "https://", "http://[", "http://:80"]
)
def test_no_address(address):
    """Only http and https are asked."""
    with pytest.raises(RegistryUnavailableError, match="not a valid PubChem address"):
        Client(address)


def test_default_limits():
    """Every wait has an end."""
    limits = Limits()

    assert 0 < limits.connect <= limits.read <= limits.total <= limits.patience


def test_proxy_of_the_environment_is_asked(server, tmp_path, monkeypatch):
    """Requests go through HTTP_PROXY, and past it to what NO_PROXY names."""
    monkeypatch.setenv("http_proxy", server.address.removesuffix("/rest/pug"))
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("NO_PROXY", "")
    client = Client("http://pubchem.invalid/rest/pug", replace(IMPATIENT, tries=1), Throttle(tmp_path))

    with suppress(RegistryUnavailableError):
        client.ask(*QUESTION)
    (asked,) = server.asked
    assert asked.headers["Host"] == "pubchem.invalid"

    monkeypatch.setenv("no_proxy", "pubchem.invalid")
    with pytest.raises(RegistryUnavailableError, match=r"pubchem\.invalid could not be reached"):
        Client("http://pubchem.invalid/rest/pug", replace(IMPATIENT, tries=1), Throttle(tmp_path)).ask(*QUESTION)
    assert len(server.asked) == 1


def test_secure_address_is_not_left_for_a_plain_one(tmp_path, monkeypatch):
    """A redirect from https to http on the same host is not followed."""
    client = Client("https://pubchem.example/rest/pug", replace(IMPATIENT, tries=1), Throttle(tmp_path))
    headers = HTTPMessage()
    headers["Location"] = "http://pubchem.example/rest/pug/compound"
    asked = []

    def exchange(address, _):
        asked.append(address)
        return _Reply(302, headers, b"")

    monkeypatch.setattr(client, "_exchange", exchange)

    with pytest.raises(RegistryUnavailableError, match="redirects to another host"):
        client.ask(*QUESTION)
    assert len(asked) == 1
