"""The server of ``verify-structure serve``: uvicorn, with patience for slow heads of requests limited."""

from __future__ import annotations

import logging
from typing import Any

from gaba_analogs.errors import MissingExtraError
from gaba_analogs.results.gate import UNABLE
from gaba_analogs.web.settings import Settings

HEAD_SECONDS = 10.0
"""Longest time [s] for the head of a request to arrive on a new connection."""
MOST_CONNECTIONS = 500


def serve(host: str, port: int, settings: Settings) -> int:
    """Serve until the process is told to end; return its exit code.

    Raises
    ------
    MissingExtraError
        The extra is not installed.
    """
    try:
        import uvicorn  # noqa: PLC0415 - the extra
    except ImportError as error:
        raise MissingExtraError("verify-structure serve", "web") from error
    from gaba_analogs.web.application import create_app  # noqa: PLC0415 - loads the framework

    config = uvicorn.Config(
        create_app(settings),
        host=host,
        port=port,
        http=patient_protocol(),
        ws="none",
        access_log=False,
        log_level="info",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=16_384,
    )
    server = uvicorn.Server(config)
    _log_on_stderr()
    try:
        server.run()
    except SystemExit:  # uvicorn has said why it cannot listen there
        return UNABLE
    return 0 if server.started else UNABLE


def _log_on_stderr() -> None:
    """Write what the service logs beside what uvicorn writes."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s:     %(message)s"))
    log = logging.getLogger("gaba_analogs.web")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False


def patient_protocol() -> type:
    """Give uvicorn's protocol, which closes a connection whose first request does not begin in time."""
    from uvicorn.protocols.http.h11_impl import H11Protocol  # noqa: PLC0415 - the extra

    class PatientProtocol(H11Protocol):  # type: ignore[misc]  # untyped here
        """Closes connections on which nobody asks for anything."""

        def connection_made(self, transport: Any) -> None:  # noqa: ANN401  # as the base class
            """Begin, and look after a while whether a request has come."""
            super().connection_made(transport)
            self.loop.call_later(HEAD_SECONDS, self._look)

        def _look(self) -> None:
            if self.cycle is None and not self.transport.is_closing():
                self.transport.close()

    return PatientProtocol
