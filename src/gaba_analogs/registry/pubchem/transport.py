"""Connections with a total time limit, however slowly the server sends."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from types import TracebackType
from typing import Any, Self
from urllib.request import AbstractHTTPHandler, HTTPHandler, Request


class Deadline:
    """Cuts a connection when the time for its request is up.

    The timeout of a socket starts again with each byte; this one does not.

    Parameters
    ----------
    seconds
        Time [s] for the whole request.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = float("inf")
        self._connection: HTTPConnection | None = None
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    @property
    def passed(self) -> bool:
        """True when the time is up."""
        return time.monotonic() >= self._end

    def watch(self, connection: HTTPConnection) -> None:
        """Set the connection to cut: its current socket, or a later one."""
        self._connection = connection
        self._socket = connection.sock

    def _cut(self) -> None:
        line = self._socket or (self._connection.sock if self._connection is not None else None)
        if line is not None:
            with suppress(OSError):
                socket.socket.shutdown(line, socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self._end = time.monotonic() + self._seconds
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()


class TimedRequest(Request):
    """A request with its time limits.

    Parameters
    ----------
    address, body, headers
        As for any `Request`.
    limits
        Longest silence [s] of the server, and time [s] for the whole request.
    """

    def __init__(
        self, address: str, body: bytes | None, *, headers: Mapping[str, str], limits: tuple[float, float]
    ) -> None:
        super().__init__(address, body, dict(headers))
        self.silence, total = limits
        self.connected = False
        self.deadline = Deadline(total)


class _Watched(HTTPConnection):
    """A connection that its request's deadline can cut."""

    request_: TimedRequest

    def connect(self) -> None:
        """Connect, then set the longest silence allowed."""
        self.request_.deadline.watch(self)
        super().connect()
        self.request_.connected = True
        self.sock.settimeout(self.request_.silence)
        self.request_.deadline.watch(self)


class _WatchedSecure(_Watched, HTTPSConnection):
    """The same with TLS."""


def _bound(kind: type[_Watched], request: Request) -> Any:  # noqa: ANN401  # urllib's own type is private
    """Return a connection class for this one request."""
    return type(kind.__name__, (kind,), {"request_": request})


class WatchedHTTP(HTTPHandler):
    """Opens plain connections."""

    def http_open(self, req: Request) -> HTTPResponse:
        """Send a request."""
        return self.do_open(_bound(_Watched, req), req)


class WatchedHTTPS(AbstractHTTPHandler):
    """Opens TLS connections; certificates are loaded for the first."""

    https_request = AbstractHTTPHandler.do_request_

    def https_open(self, req: Request) -> HTTPResponse:
        """Send a request."""
        return self.do_open(_bound(_WatchedSecure, req), req, context=trusted_certificates())


@cache
def trusted_certificates() -> ssl.SSLContext:
    """Return the certificates of the platform (or ``SSL_CERT_FILE``), and certifi's if it is installed."""
    context = ssl.create_default_context()
    with suppress(ImportError, OSError):
        import certifi  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415  # optional

        context.load_verify_locations(certifi.where())
    return context
