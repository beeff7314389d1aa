"""Limits and settings by themselves: slow bodies, forgotten clients, variables of the environment."""

from __future__ import annotations

import asyncio
import socket
import time

import pytest

from gaba_analogs.errors import OptionError
from gaba_analogs.web import limits
from gaba_analogs.web.limits import Rate, TooManyError, TooSlowError, whole_body
from gaba_analogs.web.pages import language_of
from gaba_analogs.web.serving import HEAD_SECONDS
from gaba_analogs.web.settings import Settings

pytest.importorskip("uvicorn", reason='the extra "web" is not installed')


def test_slow_body():
    """A body that trickles in is given up after its time, however small it is."""

    async def trickle():
        while True:
            await asyncio.sleep(0.02)
            yield b"C"

    with pytest.raises(TooSlowError):
        asyncio.run(whole_body(trickle(), 1000, 0.1))


@pytest.mark.slow
def test_slow_head(server):
    """A connection on which no request begins is closed, so that many of them block nobody for long."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=HEAD_SECONDS + 20) as connection:
        connection.sendall(b"POST /api/verify HTTP/1.1\r\nHost: here\r\n")
        start = time.monotonic()
        answer = connection.recv(100)

    assert answer == b""
    assert time.monotonic() - start < HEAD_SECONDS + 15


def test_rate_recovers():
    """A client may ask again when its time has come, and at once as often as it may in ten seconds."""
    rate = Rate(60)
    for _ in range(10):
        rate.count("192.0.2.1", now=0.0)
    with pytest.raises(TooManyError):
        rate.count("192.0.2.1", now=0.5)

    rate.count("192.0.2.1", now=1.0)


def test_clients_are_forgotten(monkeypatch):
    """The number of remembered clients is bounded: an attacker with many addresses takes no memory."""
    monkeypatch.setattr(limits, "MOST_CLIENTS", 3)
    rate = Rate(60)
    for number in range(100):
        rate.count(f"192.0.2.{number}", now=0.0)

    assert len(rate._clients) == 3


def test_settings_of_the_environment(tmp_path):
    """What the options say, variables say too; a wrong one is an error that names it."""
    (tmp_path / "jsme.nocache.js").touch()
    settings = Settings(records=7, names=False, editor=str(tmp_path))

    assert Settings.from_environment(settings.to_environment()) == settings
    with pytest.raises(OptionError, match="GABA_ANALOGS_WEB_RATE='often': expected a whole number"):
        Settings.from_environment({"GABA_ANALOGS_WEB_RATE": "often"})
    with pytest.raises(OptionError, match="records: must be at least 1"):
        Settings(records=0)
    with pytest.raises(OptionError, match=r"editor: no jsme\.nocache\.js in /nowhere"):
        Settings(editor="/nowhere")


@pytest.mark.parametrize("accepted", ["", "xx", "*;q=x", ",;q=,,", "de" * 5000])
def test_odd_languages(accepted):
    """Whatever a browser says, there is a language."""
    assert language_of(None, accepted) in {"en", "de"}
