"""Requests to PubChem's PUG REST service and to others of its manners, with time limits, retries and checked answers.

PubChemPy classifies the service's errors. Its own requests have neither time limits nor retries, so
they are made here, with the standard library (which handles proxies and checks certificates).
"""

from __future__ import annotations

import json
import os
import random
import re
import ssl
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache, cached_property
from http import HTTPStatus
from http.client import HTTPException, HTTPMessage
from io import BytesIO
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPDefaultErrorHandler, HTTPErrorProcessor, OpenerDirector, ProxyHandler

from gaba_analogs.errors import system_reason
from gaba_analogs.regex import regex
from gaba_analogs.registry.pubchem.errors import (
    NotInRegistryError,
    RegistryError,
    RegistryRefusedError,
    RegistryUnavailableError,
)
from gaba_analogs.registry.pubchem.lines import one_line
from gaba_analogs.registry.pubchem.throttle import LONGEST_REST, Throttle, Turn
from gaba_analogs.registry.pubchem.transport import TimedRequest, WatchedHTTP, WatchedHTTPS

ADDRESS = "https://pubchem.ncbi.nlm.nih.gov/rest/pug"
ADDRESS_VARIABLE = "GABA_ANALOGS_PUBCHEM_URL"


@dataclass(frozen=True, slots=True)
class Service:
    """A REST service.

    Parameters
    ----------
    name
        Its name in messages.
    address
        Its base address.
    variable
        Environment variable that gives another one.
    """

    name: str
    address: str
    variable: str


PUBCHEM = Service("PubChem", ADDRESS, ADDRESS_VARIABLE)

_TRANSIENT = frozenset({429, 500, 502, 503, 504})
"""Status codes after which the same request may succeed."""

_MAX_FAILURES = 3
"""Failed requests [-] in a row after which no more are sent."""

_TRIES_UNREACHABLE = 3
"""Most attempts [-] of a request while no connection can be made."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_COLOURS = {"green": 0, "yellow": 1, "red": 4, "black": 16}
"""Colour in ``X-Throttling-Control`` to the pause it asks for, in units of `Limits.slow_down`.

Source: https://pubchem.ncbi.nlm.nih.gov/docs/dynamic-request-throttling.
"""
_STATUS = regex(r"status:\s*(\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Time limits, retries and the largest answer accepted.

    Parameters
    ----------
    connect, read, total
        Time limits [s] for connecting, for each silence of the server, and for a request as a whole.
    answer
        Largest answer [bytes].
    tries
        Attempts [-] before a request counts as failed.
    delay, longest_delay
        Wait [s] before the second attempt, doubled for each further one up to the longest, less a
        random part.
    patience
        Time [s] after which a request is not repeated, and the longest wait that the server may ask
        for (``Retry-After``).
    slow_down
        Extra pause [s] of a slot when the server reports 50 to 75 % of a limit used; four and sixteen
        times as long above that.
    redirects
        Most redirects [-] to follow, on the same host only.
    """

    connect: float = 6.0
    read: float = 30.0
    total: float = 60.0
    answer: int = 64 << 20
    tries: int = 5
    delay: float = 0.5
    longest_delay: float = 30.0
    patience: float = 120.0
    slow_down: float = 0.5
    redirects: int = 3


class _TransientError(Exception):
    """An error after which the same request may succeed later.

    Parameters
    ----------
    reason
        What happened.
    wait
        Time [s] that the server asks to wait; None if it does not.
    everywhere
        True if any other request would have failed as well.
    unreachable
        True if there was no connection at all.
    """

    def __init__(
        self, reason: str, wait: float | None = None, *, everywhere: bool = False, unreachable: bool = False
    ) -> None:
        super().__init__(reason)
        self.wait = wait
        self.everywhere = everywhere
        self.unreachable = unreachable


@dataclass(frozen=True, slots=True)
class _Reply:
    """A response of the server."""

    status: int
    headers: HTTPMessage
    body: bytes


@dataclass
class Client:
    """Sends requests to a service.

    Parameters
    ----------
    address
        Base address of the service; None for its environment variable (PubChem: GABA_ANALOGS_PUBCHEM_URL),
        else the service itself.
    limits
        Time limits and retries.
    throttle
        Limits the rate of requests of all processes.
    service
        The service; PubChem unless another one is given.

    Attributes
    ----------
    stopped
        Why no more requests are sent (no network, blocked); None while they are.
    """

    address: str | None = None
    limits: Limits = field(default_factory=Limits)
    throttle: Throttle = field(default_factory=Throttle)
    service: Service = PUBCHEM
    stopped: str | None = field(default=None, init=False)
    _failures: int = field(default=0, init=False, repr=False)

    @property
    def _name(self) -> str:
        return self.service.name

    def __post_init__(self) -> None:
        address = (self.address or os.environ.get(self.service.variable) or self.service.address).rstrip("/")
        scheme, host = _origin(address)
        if scheme not in {"http", "https"} or not host:
            raise RegistryUnavailableError(f"{address!r} is not a valid {self._name} address: give https://HOST/PATH")
        self.address = address

    def ask(self, path: str, form: Mapping[str, str] | None = None, **options: str) -> Mapping[str, object]:
        """Send a request and wait for the answer.

        Parameters
        ----------
        path
            Path of the request, such as ``compound/cid/JSON``.
        form
            Identifiers, sent in the body, so that any length and any characters are allowed.
        options
            Options of the service, such as ``MaxRecords``.

        Returns
        -------
        Mapping
            The JSON of the answer, with decimal fractions as text.

        Raises
        ------
        NotInRegistryError
            PubChem has no such compound.
        RegistryUnavailableError
            PubChem could not be reached, or its response could not be understood.
        """
        answer = self._with_retries(path, form, options)
        end = time.monotonic() + self.limits.total
        while isinstance(waiting := answer.get("Waiting"), dict):
            if time.monotonic() > end:
                raise RegistryUnavailableError(f"{self._name} was still searching after {self.limits.total:.0f} s")
            time.sleep(min(2.0, 4 * self.limits.delay))
            answer = self._with_retries("compound/listkey/cids/JSON", {"listkey": str(waiting.get("ListKey"))}, {})
        return answer

    def _with_retries(
        self, path: str, form: Mapping[str, str] | None, options: Mapping[str, str]
    ) -> Mapping[str, object]:
        """Repeat a request until it is answered, or until it is clear that it will not be."""
        address = f"{self.address}/{path}{'?' + urlencode(options) if options else ''}"
        body = None if form is None else urlencode(form).encode()
        end = time.monotonic() + self.limits.patience
        for attempt in range(1, self.limits.tries + 1):
            if self.stopped is not None:
                raise RegistryUnavailableError(self.stopped)
            try:
                answer = self._parsed(self._follow(address, body))
            except _TransientError as error:
                reason, everywhere, unreachable = str(error), error.everywhere, error.unreachable
                wait = self._delay(attempt) if error.wait is None else error.wait
            except RegistryError:
                self._failures = 0
                raise
            else:
                self._failures = 0
                return answer
            if unreachable and attempt >= _TRIES_UNREACHABLE:
                break
            if time.monotonic() + wait > end:
                reason += f"; it asks to wait {wait:.0f} s" if wait > self.limits.patience else ""
                break
            if attempt < self.limits.tries:
                time.sleep(wait)
        reason += f" ({attempt} tries)" if attempt > 1 else ""
        self._failures += 1
        if everywhere or self._failures >= _MAX_FAILURES:
            self.stopped = reason
        raise RegistryUnavailableError(reason)

    def _delay(self, attempt: int) -> float:
        """Return the wait [s] before the next attempt: doubled each time, less a random part."""
        longest = min(self.limits.longest_delay, self.limits.delay * 2 ** (attempt - 1))
        return random.uniform(0.5 * longest, longest)  # noqa: S311  # not a secret: keeps processes out of step

    def _follow(self, address: str, body: bytes | None) -> _Reply:
        """Send a request, and follow redirects on the same host."""
        for _ in range(self.limits.redirects + 1):
            reply = self._exchange(address, body)
            if reply.status not in _REDIRECTS:
                return reply
            location = reply.headers.get("Location", "")
            try:
                target = urljoin(address, location)
            except ValueError:
                where = one_line(location, 100)
                raise RegistryUnavailableError(f"{self._name} redirects to no address ({where})") from None
            if _origin(target) != _origin(address):
                where = one_line(target, 100)
                raise RegistryUnavailableError(f"{self._name} redirects to another host ({where}): not followed")
            address = target
        raise RegistryUnavailableError(f"{self._name}: too many redirects ({one_line(address, 100)})")

    def _exchange(self, address: str, body: bytes | None) -> _Reply:
        """Send a request once and read the response, within the limits."""
        request = TimedRequest(address, body, headers=_headers(), limits=(self.limits.read, self.limits.total))
        with self.throttle.turn() as turn, request.deadline:
            try:
                reply = self._send(request)
                if request.deadline.passed:
                    raise TimeoutError
            except (OSError, HTTPException, ValueError) as error:
                raise self._connection_error(error, request) from error
            self._apply_throttling(reply, turn)
        return reply

    def _send(self, request: TimedRequest) -> _Reply:
        try:
            response = self._opener.open(request, timeout=self.limits.connect)
        except HTTPError as fault:
            response = fault
        with response:
            body = bytearray()
            announced = response.headers.get("Content-Length", "")
            if announced.isdecimal() and int(announced[:20]) > self.limits.answer:
                raise self._too_large()
            while chunk := response.read(1 << 16):
                body += chunk
                if len(body) > self.limits.answer:
                    raise self._too_large()
            if announced.isdecimal() and len(body) < int(announced[:20]):
                raise ConnectionResetError("the connection was closed in the middle of the answer")
            return _Reply(response.status or 0, response.headers, bytes(body))

    def _too_large(self) -> RegistryUnavailableError:
        return RegistryUnavailableError(f"{self._name}'s answer exceeds {self.limits.answer:,} bytes")

    @cached_property
    def _opener(self) -> OpenerDirector:
        opener = OpenerDirector()
        for handler in (
            ProxyHandler(),
            WatchedHTTP(),
            WatchedHTTPS(),
            HTTPDefaultErrorHandler(),
            HTTPErrorProcessor(),
        ):
            opener.add_handler(handler)
        return opener

    def _connection_error(self, error: Exception, request: TimedRequest) -> Exception:
        """Say why there is no response, and whether to try again."""
        cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
        if isinstance(cause, ssl.SSLCertVerificationError):
            return RegistryUnavailableError(f"{self._name}'s certificate is not trusted ({one_line(str(cause))})")
        if request.deadline.passed:
            return _TransientError(f"{self._name} did not answer within {self.limits.total:g} s")
        if isinstance(cause, TimeoutError) and request.connected:
            return _TransientError(f"{self._name} did not answer in time")
        host = urlsplit(str(self.address)).hostname
        reason = one_line(system_reason(cause))
        unreachable = isinstance(cause, OSError) and not isinstance(cause, ConnectionResetError)
        return _TransientError(
            f"{host} could not be reached ({reason})", everywhere=unreachable, unreachable=unreachable
        )

    def _apply_throttling(self, reply: _Reply, turn: Turn) -> None:
        """Slow down or stop as the response headers ask."""
        control = reply.headers.get("X-Throttling-Control", "")
        units = max((_COLOURS.get(colour.lower(), 0) for colour in _STATUS.findall(control)), default=0)
        wait = _retry_after(reply.headers) or 0.0
        turn.pause = min(max(units * self.limits.slow_down, wait), LONGEST_REST - 2)
        if "blacklisted" in control.lower():
            self.stopped = f"{self._name} has blocked this address ({one_line(control, 100)}): try again in an hour"

    def _parsed(self, reply: _Reply) -> Mapping[str, object]:
        """Read an answer, or raise the error that it reports."""
        if reply.status == HTTPStatus.NO_CONTENT:
            return {"rows": []}
        answer = _json(reply.body)
        if reply.status in {200, 202} and answer is not None and "Fault" not in answer:
            return answer
        if reply.status in {200, 202} and answer is None:
            kind = reply.headers.get_content_type()
            if kind == "text/html":
                raise RegistryUnavailableError(
                    f"got a web page instead of {self._name}'s answer: a network log-in page?"
                )
            raise _TransientError(f"not an answer from {self._name} ({kind}, {len(reply.body):,} bytes)")
        raise self._service_error(reply)

    def _service_error(self, reply: _Reply) -> Exception:
        """Classify an error as PubChemPy does."""
        code, said = _classified(reply)
        if "ServerBusy" in said or code in _TRANSIENT:
            busy = "ServerBusy" in said or code in {429, 503}
            what = "is busy" if busy else "reported an error"
            return _TransientError(f"{self._name} {what} ({said})", _retry_after(reply.headers), everywhere=busy)
        other = self.service is not PUBCHEM
        if code == 404 and (other or "PUGREST.NotFound" in said):
            return NotInRegistryError(f"{self._name} has no such compound ({said})")
        if code == 400 and (other or "PUGREST" in said):
            return RegistryRefusedError(f"{self._name} rejected the request ({said})")
        return RegistryUnavailableError(f"not an answer from {self._name} ({said}): check the address {self.address}")


def _origin(address: str) -> tuple[str, str]:
    """Return scheme and host of an address, as written; both empty for what is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return (parts.scheme, parts.netloc) if parts.hostname else ("", "")


def _classified(reply: _Reply) -> tuple[int, str]:
    """Return the status code and the message of an error response."""
    from pubchempy import PubChemHTTPError, create_http_error  # noqa: PLC0415  # only for an error

    error = HTTPError("", reply.status, f"HTTP status {reply.status}", reply.headers, BytesIO(reply.body))
    try:
        fault = create_http_error(error)
    except (AttributeError, TypeError, RecursionError):
        fault = PubChemHTTPError(reply.status, f"HTTP status {reply.status}", [])
    return fault.code, one_line(str(fault.msg))


def _json(body: bytes) -> Mapping[str, object] | None:
    """Parse a body, decimal fractions kept as text, a list as its ``rows``; None if it is neither list nor object."""
    try:
        answer = json.loads(body, parse_float=str)
    except (ValueError, RecursionError):
        return None
    if isinstance(answer, list):
        return {"rows": answer}
    return answer if isinstance(answer, dict) else None


def _retry_after(headers: HTTPMessage) -> float | None:
    """Read the wait [s] that a server asks for, as a number or a date."""
    text = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"\d{1,6}(\.\d+)?", text):
        return float(text)
    with suppress(ValueError):
        date = parsedate_to_datetime(text)
        return max(0.0, (date.replace(tzinfo=date.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
    return None


@cache
def _headers() -> dict[str, str]:
    from importlib.metadata import version  # noqa: PLC0415  # slow to load, only for a request

    return {"User-Agent": f"gaba_analogs/{version('gaba_analogs')} (structure record verification)"}
