"""A real server on loopback, and requests to it."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

PATIENCE = 60.0  # [s] on a busy machine, OPSIN included


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self):
        """The body, as JSON."""
        return json.loads(self.body)

    @property
    def message(self):
        """What an error says."""
        return self.json["error"]["message"]


class Server(NamedTuple):
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def written(self):
        """Give what the server has written."""
        return self.log.read_text(encoding="utf-8")

    @property
    def address(self):
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method, path, body=None, kind=None, **headers):
        """Send one request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            own = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, own | ({"Content-Type": kind} if kind else {}))
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, response.read())
        finally:
            connection.close()

    def get(self, path, **headers):
        """Ask for a page."""
        return self.ask("GET", path, **headers)

    def post(self, path, body, kind="text/plain", **headers):
        """Send a body; what is no text goes as JSON."""
        if not isinstance(body, str | bytes):
            body, kind = json.dumps(body), "application/json"
        return self.ask("POST", path, body.encode() if isinstance(body, str) else body, kind, **headers)


def free_port():
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(folder, *options, program=None, **environment) -> Iterator[Server]:
    """Serve until the end of the block, and see that the server ends then."""
    port = free_port()
    log = folder / f"serve-{port}.log"
    words = [sys.executable, *(program or ["-m", "gaba_analogs", "serve", "--port", str(port), *options])]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [word.replace("PORT", str(port)) for word in words],
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env={**os.environ, **environment},
        )
    try:
        deadline = time.monotonic() + PATIENCE
        server = Server(port, process, log)
        while True:
            try:
                if server.get("/health").status == 200:
                    break
            except OSError:
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        process.wait(PATIENCE)
