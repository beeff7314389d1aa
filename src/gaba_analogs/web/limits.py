"""What one client may ask for: how often, how much, and how slowly."""

from __future__ import annotations

import asyncio
import ipaddress
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence

MOST_CLIENTS = 10_000
"""Clients [-] that are remembered; of more, those that were quiet the longest are forgotten."""
BURST_SECONDS = 10.0
"""Time [s] whose share of requests a client may make at once."""


class TooManyError(Exception):
    """A client asks too often.

    Parameters
    ----------
    seconds
        When it may ask again [s].
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"too many requests: try again in {seconds:.0f} s")
        self.seconds = seconds


class TooLargeError(Exception):
    """The body of a request is larger than allowed."""


class TooSlowError(Exception):
    """The body of a request did not arrive in time."""


class Rate:
    """Counts the requests of each client, by a bucket that fills evenly.

    Parameters
    ----------
    per_minute
        Requests in a minute [-]; 0 for any number.

    Examples
    --------
    >>> rate = Rate(6)
    >>> rate.count("192.0.2.1", now=0.0)
    >>> rate.count("192.0.2.1", now=1.0)
    Traceback (most recent call last):
    gaba_analogs.web.limits.TooManyError: too many requests: try again in 9 s
    """

    def __init__(self, per_minute: int) -> None:
        self._per_second = per_minute / 60
        self._most = max(1.0, self._per_second * BURST_SECONDS)
        self._clients: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def count(self, client: str, *, now: float | None = None) -> None:
        """Count a request; raise `TooManyError` where there were too many."""
        if not self._per_second:
            return
        moment = time.monotonic() if now is None else now
        left, before = self._clients.pop(client, (self._most, moment))
        left = min(self._most, left + (moment - before) * self._per_second)
        enough = left >= 1
        self._clients[client] = (left - 1 if enough else left, moment)
        if len(self._clients) > MOST_CLIENTS:
            self._clients.popitem(last=False)
        if not enough:
            raise TooManyError((1 - left) / self._per_second)


def client_of(peer: str | None, forwarded: Sequence[str], proxies: int) -> str:
    """Name the client of a request: an address, or the network of an IPv6 address.

    Parameters
    ----------
    peer
        Address of the other end of the connection.
    forwarded
        What proxies say, in the order of ``X-Forwarded-For``.
    proxies
        How many of them [-] are the operator's.

    Examples
    --------
    >>> client_of("10.0.0.1", ["203.0.113.9", "198.51.100.7"], 1), client_of("10.0.0.1", ["203.0.113.9"], 0)
    ('198.51.100.7', '10.0.0.1')
    """
    text = peer or "unknown"
    if proxies and forwarded:
        text = forwarded[-min(proxies, len(forwarded))].strip()
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text[:64]
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


async def whole_body(stream: AsyncIterator[bytes], largest: int, patience: float) -> bytes:
    """Read a body, which may be neither too large nor too slow.

    Raises
    ------
    TooLargeError
        It is larger than `largest` [bytes].
    TooSlowError
        It took longer than `patience` [s].
    """
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(patience):
            async for part in stream:
                size += len(part)
                if size > largest:
                    raise TooLargeError
                parts.append(part)
    except TimeoutError:
        raise TooSlowError from None
    return b"".join(parts)
