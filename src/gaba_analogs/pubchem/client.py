"""Requests to PubChem's PUG REST service: time limits, retries, and nothing believed that is no answer.

PubChemPy sorts the service's faults; its own requests have no time limit and no second try, so the
requests are made here, with the standard library (which knows proxies and checks certificates).
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
from http.client import HTTPException, HTTPMessage
from io import BytesIO
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPDefaultErrorHandler, HTTPErrorProcessor, OpenerDirector, ProxyHandler

from gaba_analogs.pubchem.errors import (
    NotInRegistryError,
    RegistryError,
    RegistryRefusedError,
    RegistryUnavailableError,
)
from gaba_analogs.pubchem.lines import one_line
from gaba_analogs.pubchem.throttle import LONGEST_REST, Throttle, Turn
from gaba_analogs.pubchem.transport import TimedRequest, WatchedHTTP, WatchedHTTPS

ADDRESS = "https://pubchem.ncbi.nlm.nih.gov/rest/pug"
ADDRESS_VARIABLE = "GABA_ANALOGS_PUBCHEM_URL"

_PASSING = frozenset({429, 500, 502, 503, 504})
"""Status codes after which the same request may succeed."""

_HOPELESS = 3
"""Requests [-] that fail one after the other before nothing more is asked."""

_TRIES_WITHOUT_LINE = 3
"""Times [-] a request is sent, at most, where no connection can be made."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_COLOURS = {"green": 0, "yellow": 1, "red": 4, "black": 16}
"""Colour of ``X-Throttling-Control`` to the rest it asks for, in units of `Limits.slow_down`.

Source: https://pubchem.ncbi.nlm.nih.gov/docs/dynamic-request-throttling.
"""
_STATUS = re.compile(r"status:\s*(\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long and how often to ask, and how much to accept.

    Parameters
    ----------
    connect, read, total
        Time limits [s] for making the connection, for each silence of the server, and for a request
        as a whole.
    answer
        Largest answer [bytes].
    tries
        Times [-] a request is sent before it counts as failed.
    delay, longest_delay
        Wait [s] before the second try, doubled for each further one up to the longest, less a random
        part.
    patience
        Time [s] after which a request is not tried again, and longest wait that the server may ask
        for (``Retry-After``).
    slow_down
        Additional rest [s] of a slot when the server reports 50 to 75 % of a limit used; four and
        sixteen times as long above that.
    redirects
        Times [-] an answer may point to another address on the same host.
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


class _PassingTroubleError(Exception):
    """The same request may succeed later.

    Parameters
    ----------
    reason
        What happened.
    wait
        Time [s] that the server asks to wait; None where it does not.
    everywhere
        True when any other request would have failed, too.
    unreachable
        True when there was no connection at all.
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
    """What the server sent."""

    status: int
    headers: HTTPMessage
    body: bytes


@dataclass
class Client:
    """Asks PubChem.

    Parameters
    ----------
    address
        Base address of the service; None means the environment variable GABA_ANALOGS_PUBCHEM_URL,
        or PubChem itself.
    limits
        Time limits and the like.
    throttle
        Counts the requests of all processes.

    Attributes
    ----------
    stopped
        Why nothing is asked any more (no network, blacklisted); None while it is.
    """

    address: str | None = None
    limits: Limits = field(default_factory=Limits)
    throttle: Throttle = field(default_factory=Throttle)
    stopped: str | None = field(default=None, init=False)
    _failures: int = field(default=0, init=False, repr=False)

    def __post_init__(self) -> None:
        address = (self.address or os.environ.get(ADDRESS_VARIABLE) or ADDRESS).rstrip("/")
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise RegistryUnavailableError(f"{address!r} is no address of a PubChem service: give https://HOST/PATH")
        self.address = address

    def ask(self, path: str, form: Mapping[str, str] | None = None, **options: str) -> Mapping[str, object]:
        """Ask one question, and wait for its answer.

        Parameters
        ----------
        path
            What to ask, such as ``compound/cid/JSON``.
        form
            Identifiers, sent in the body: any length, any characters.
        options
            Options of the service, such as ``MaxRecords``.

        Returns
        -------
        Mapping
            The JSON of the answer; decimal fractions as they are written.

        Raises
        ------
        NotInRegistryError
            PubChem answers that there is no such compound.
        RegistryUnavailableError
            It could not be asked, or what came is no answer.
        """
        answer = self._persist(path, form, options)
        end = time.monotonic() + self.limits.total
        while isinstance(waiting := answer.get("Waiting"), dict):
            if time.monotonic() > end:
                raise RegistryUnavailableError(f"PubChem was still searching after {self.limits.total:.0f} s")
            time.sleep(min(2.0, 4 * self.limits.delay))
            answer = self._persist("compound/listkey/cids/JSON", {"listkey": str(waiting.get("ListKey"))}, {})
        return answer

    def _persist(self, path: str, form: Mapping[str, str] | None, options: Mapping[str, str]) -> Mapping[str, object]:
        """Try until an answer comes, or it is clear that none will."""
        address = f"{self.address}/{path}{'?' + urlencode(options) if options else ''}"
        body = None if form is None else urlencode(form).encode()
        end = time.monotonic() + self.limits.patience
        for attempt in range(1, self.limits.tries + 1):
            if self.stopped is not None:
                raise RegistryUnavailableError(self.stopped)
            try:
                answer = self._parsed(self._follow(address, body))
            except _PassingTroubleError as trouble:
                reason, everywhere, unreachable = str(trouble), trouble.everywhere, trouble.unreachable
                wait = self._delay(attempt) if trouble.wait is None else trouble.wait
            except RegistryError:
                self._failures = 0
                raise
            else:
                self._failures = 0
                return answer
            if unreachable and attempt >= _TRIES_WITHOUT_LINE:
                break
            if time.monotonic() + wait > end:
                reason += f", and wants {wait:.0f} s of waiting" if wait > self.limits.patience else ""
                break
            if attempt < self.limits.tries:
                time.sleep(wait)
        reason += f" ({attempt} tries)" if attempt > 1 else ""
        self._failures += 1
        if everywhere or self._failures >= _HOPELESS:
            self.stopped = reason
        raise RegistryUnavailableError(reason)

    def _delay(self, attempt: int) -> float:
        """Give the wait [s] before the next try: doubled each time, a random part of it taken off."""
        longest = min(self.limits.longest_delay, self.limits.delay * 2 ** (attempt - 1))
        return random.uniform(0.5 * longest, longest)  # noqa: S311  # no secret: keeps processes out of step

    def _follow(self, address: str, body: bytes | None) -> _Reply:
        """Send a request, to other addresses on the same host where the answer says so."""
        for _ in range(self.limits.redirects + 1):
            reply = self._exchange(address, body)
            if reply.status not in _REDIRECTS:
                return reply
            target = urljoin(address, reply.headers.get("Location", ""))
            if urlsplit(target)[:2] != urlsplit(address)[:2]:
                where = one_line(target, 100)
                raise RegistryUnavailableError(f"PubChem's address leads elsewhere ({where}), which is not followed")
            address = target
        raise RegistryUnavailableError(f"PubChem's address leads on and on ({one_line(address, 100)})")

    def _exchange(self, address: str, body: bytes | None) -> _Reply:
        """Send a request once and read its answer, within the limits."""
        request = TimedRequest(address, body, headers=_headers(), limits=(self.limits.read, self.limits.total))
        with self.throttle.turn() as turn, request.deadline:
            try:
                reply = self._send(request)
                if request.deadline.passed:
                    raise TimeoutError
            except (OSError, HTTPException, ValueError) as error:
                raise self._trouble(error, request) from error
            self._heed(reply, turn)
        return reply

    def _send(self, request: TimedRequest) -> _Reply:
        try:
            response = self._opener.open(request, timeout=self.limits.connect)
        except HTTPError as fault:
            response = fault
        with response:
            body = bytearray()
            announced = response.headers.get("Content-Length", "")
            if announced.isdecimal() and int(announced) > self.limits.answer:
                raise self._too_large()
            while chunk := response.read(1 << 16):
                body += chunk
                if len(body) > self.limits.answer:
                    raise self._too_large()
            if announced.isdecimal() and len(body) < int(announced):
                raise ConnectionResetError("the connection ended in the middle of the answer")
            return _Reply(response.status or 0, response.headers, bytes(body))

    def _too_large(self) -> RegistryUnavailableError:
        return RegistryUnavailableError(f"PubChem's answer is larger than {self.limits.answer:,} bytes")

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

    def _trouble(self, error: Exception, request: TimedRequest) -> Exception:
        """Say why no answer came, and whether to try again."""
        cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
        if isinstance(cause, ssl.SSLCertVerificationError):
            return RegistryUnavailableError(f"PubChem's certificate cannot be trusted ({one_line(str(cause))})")
        if request.deadline.passed:
            return _PassingTroubleError(f"PubChem did not answer within {self.limits.total:g} s")
        if isinstance(cause, TimeoutError) and request.connected:
            return _PassingTroubleError("PubChem did not answer in time")
        host = urlsplit(str(self.address)).hostname
        said = getattr(cause, "strerror", None) or str(cause)
        reason = one_line(said) or type(cause).__name__
        unreachable = isinstance(cause, OSError) and not isinstance(cause, ConnectionResetError)
        return _PassingTroubleError(
            f"{host} could not be reached ({reason})", everywhere=unreachable, unreachable=unreachable
        )

    def _heed(self, reply: _Reply, turn: Turn) -> None:
        """Slow down or stop as the answer's headers ask."""
        control = reply.headers.get("X-Throttling-Control", "")
        units = max((_COLOURS.get(colour.lower(), 0) for colour in _STATUS.findall(control)), default=0)
        wait = _retry_after(reply.headers) or 0.0
        turn.pause = min(max(units * self.limits.slow_down, wait), LONGEST_REST - 2)
        if "blacklisted" in control.lower():
            self.stopped = f"PubChem has blocked this address ({one_line(control, 100)}): ask again in an hour"

    def _parsed(self, reply: _Reply) -> Mapping[str, object]:
        """Read an answer, or raise the fault that it reports."""
        answer = _json(reply.body)
        if reply.status in {200, 202} and answer is not None and "Fault" not in answer:
            return answer
        if reply.status in {200, 202} and answer is None:
            kind = reply.headers.get_content_type()
            if kind == "text/html":
                raise RegistryUnavailableError(
                    "a web page came instead of PubChem's answer: a log-in page of the network?"
                )
            raise _PassingTroubleError(f"what came is no answer of PubChem's ({kind}, {len(reply.body):,} bytes)")
        raise self._fault(reply)

    def _fault(self, reply: _Reply) -> Exception:
        """Sort a fault as PubChemPy does."""
        code, said = _sorted_fault(reply)
        if "ServerBusy" in said or code in _PASSING:
            busy = "ServerBusy" in said or code in {429, 503}
            return _PassingTroubleError(
                f"PubChem does not answer ({said})", _retry_after(reply.headers), everywhere=busy
            )
        if code == 404 and "PUGREST.NotFound" in said:
            return NotInRegistryError(f"PubChem knows no such compound ({said})")
        if code == 400 and "PUGREST" in said:
            return RegistryRefusedError(f"PubChem cannot read the request ({said})")
        return RegistryUnavailableError(f"this is no answer of PubChem's ({said}): check the address {self.address}")


def _sorted_fault(reply: _Reply) -> tuple[int, str]:
    """Give the status code of a fault, and what it says in one line."""
    from pubchempy import PubChemHTTPError, create_http_error  # noqa: PLC0415  # loads only for a fault

    error = HTTPError("", reply.status, f"HTTP status {reply.status}", reply.headers, BytesIO(reply.body))
    try:
        fault = create_http_error(error)
    except (AttributeError, TypeError, RecursionError):
        fault = PubChemHTTPError(reply.status, f"HTTP status {reply.status}", [])
    return fault.code, one_line(str(fault.msg))


def _json(body: bytes) -> Mapping[str, object] | None:
    """Parse a body, decimal fractions kept as text; None where it is no JSON object."""
    try:
        answer = json.loads(body, parse_float=str)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _retry_after(headers: HTTPMessage) -> float | None:
    """Read the wait [s] that a server asks for: a number, or a date."""
    text = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"\d{1,6}(\.\d+)?", text):
        return float(text)
    with suppress(ValueError):
        date = parsedate_to_datetime(text)
        return max(0.0, (date.replace(tzinfo=date.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
    return None


@cache
def _headers() -> dict[str, str]:
    from importlib.metadata import version  # noqa: PLC0415  # slow to load, needed only for a request

    return {"User-Agent": f"gaba_analogs/{version('gaba_analogs')} (structure record verification)"}
