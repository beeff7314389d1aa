"""The ASGI application: the page, ``POST /api/verify`` with its documents, and nothing else."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

from gaba_analogs.errors import GabaAnalogsError, MissingExtraError

try:
    from starlette.applications import Starlette
    from starlette.datastructures import UploadFile
    from starlette.exceptions import HTTPException
    from starlette.formparsers import MultiPartException, MultiPartParser
    from starlette.requests import ClientDisconnect, Request
    from starlette.responses import JSONResponse, Response
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles
except ImportError as error:
    raise MissingExtraError("verify-structure serve", "web") from error

from gaba_analogs.output.schema import schema
from gaba_analogs.readers.pasted import PASTED
from gaba_analogs.running.executor import LostChunkError
from gaba_analogs.web import pages
from gaba_analogs.web.answering import Asked, Given
from gaba_analogs.web.headers import SecurityHeaders
from gaba_analogs.web.limits import Rate, TooLargeError, TooManyError, TooSlowError, client_of, whole_body
from gaba_analogs.web.openapi import openapi
from gaba_analogs.web.settings import Settings
from gaba_analogs.web.workers import BusyError, Workers

log = logging.getLogger("gaba_analogs.web")
"""What was asked and how it ended: never what a record states, nor who asked."""

_BODY_SECONDS = 15.0
"""Longest time [s] for a body to arrive."""


class RequestError(Exception):
    """A request that is answered with an error.

    Parameters
    ----------
    status
        The status of HTTP [-].
    message
        What to change.
    headers
        Headers of the answer.
    """

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}


def create_app(settings: Settings | None = None, *, workers: Workers | None = None) -> SecurityHeaders:
    """Make the application.

    Parameters
    ----------
    settings
        What the operator decided; None for the usual limits.
    workers
        The processes that verify; None for new ones, which end with the application.
    """
    chosen = settings or Settings()
    service = _Service(chosen, workers or Workers(chosen))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await service.workers.warm_up()
        try:
            yield
        finally:
            service.workers.close()

    routes: list[Route | Mount] = [
        Route("/", service.page),
        Route("/static/{name}", service.static),
        Route("/api/verify", service.verify, methods=["POST"]),
        Route("/api/page", service.verify_for_page, methods=["POST"]),
        Route("/api/fields", service.fields, methods=["POST"]),
        Route("/openapi.json", _fixed(lambda: json.dumps(openapi(chosen)), "application/json")),
        Route("/schema.json", _fixed(schema, "application/schema+json")),
        Route("/health", _fixed(lambda: "ok\n", "text/plain")),
    ]
    if chosen.editor:
        routes.append(Route("/editor/frame.html", _fixed(pages.editor, "text/html")))
        routes.append(Mount("/editor", StaticFiles(directory=chosen.editor)))
    handlers = {RequestError: _refused, HTTPException: _of_http}
    return SecurityHeaders(Starlette(routes=routes, lifespan=lifespan, exception_handlers=handlers))


def _fixed(text: Callable[[], str], kind: str) -> Callable[[Request], Any]:
    made = cache(text)

    async def give(_: Request) -> Response:
        return Response(made(), media_type=kind)

    return give


class _Service:
    """The answers to requests."""

    def __init__(self, settings: Settings, workers: Workers) -> None:
        self.settings = settings
        self.workers = workers
        self._rate = Rate(settings.rate)

    async def page(self, request: Request) -> Response:
        """Give the page, in the language of the reader."""
        language = pages.language_of(request.query_params.get("lang"), request.headers.get("accept-language", ""))
        text = pages.page(language, self.settings)
        return Response(text, media_type="text/html", headers={"Content-Language": language, "Vary": "Accept-Language"})

    async def static(self, request: Request) -> Response:
        """Give one of the page's own files, which are known by name: no path is made of what a client says."""
        found = pages.FILES.get(request.path_params["name"])
        if found is None:
            raise RequestError(404, "there is no such page")
        name, kind = found
        content = (Path(__file__).parent / "static" / name).read_bytes()
        return Response(content, media_type=kind, headers={"Cache-Control": "max-age=300"})

    async def verify(self, request: Request) -> Response:
        """Verify the records of a request; the answer is a report as its schema has it."""
        return await self._answered(request, page=False)

    async def verify_for_page(self, request: Request) -> Response:
        """Verify for the page, which also shows the report and what was corrected."""
        return await self._answered(request, page=True)

    async def _answered(self, request: Request, *, page: bool) -> Response:
        async def answer() -> bytes:
            return await self.workers.answer(await self._asked(request, page=page))

        return await self._guarded(request, answer)

    async def fields(self, request: Request) -> Response:
        """Compute the fields of a structure that was drawn."""

        async def answer() -> bytes:
            return await self.workers.computed(await self._body(request))

        return await self._guarded(request, answer)

    async def _guarded(self, request: Request, answer: Callable[[], Awaitable[bytes]]) -> Response:
        """Answer within the limits; whatever goes wrong is one line that says what to do."""
        start = time.perf_counter()
        forwarded = [word for line in request.headers.getlist("x-forwarded-for") for word in line.split(",")]
        peer = None if request.client is None else request.client.host
        try:
            self._rate.count(client_of(peer, forwarded, self.settings.proxies))
            content = await answer()
        except TooManyError as error:
            raise RequestError(429, str(error), {"Retry-After": f"{error.seconds + 1:.0f}"}) from None
        except TooLargeError:
            message = f"more than {self.settings.largest:,} bytes: send less, or install the command"
            raise RequestError(413, message, {"Connection": "close"}) from None
        except TooSlowError:
            raise RequestError(408, "the body did not arrive in time", {"Connection": "close"}) from None
        except BusyError:
            raise RequestError(503, "too many requests at the moment: try again", {"Retry-After": "5"}) from None
        except (TimeoutError, LostChunkError):
            raise RequestError(503, f"no answer in {self.settings.patience:g} s: send less") from None
        except ClientDisconnect:
            return Response(status_code=400)
        except GabaAnalogsError as error:
            raise RequestError(422, str(error)) from None
        except RequestError:
            raise
        except Exception as error:  # noqa: BLE001 - one request must never end the service
            log.error("%s: internal error (%s)", request.url.path, type(error).__name__)  # noqa: TRY400 - no record in it
            raise RequestError(500, "internal error: please report it") from None
        log.info("%s answered in %.0f ms", request.url.path, 1000 * (time.perf_counter() - start))
        return Response(content, media_type="application/json")

    async def _body(self, request: Request) -> bytes:
        """Read the body of a request, within the limits."""
        if request.headers.get("content-encoding", "identity").lower() != "identity":
            raise RequestError(415, "send the body as it is, or a compressed file as application/octet-stream")
        stated = request.headers.get("content-length", "0")
        if stated.isdecimal() and int(stated[:20]) > self.settings.largest:
            raise TooLargeError
        return await whole_body(request.stream(), self.settings.largest, _BODY_SECONDS)

    async def _asked(self, request: Request, *, page: bool) -> Asked:
        """Read a request: its body by its type, its wishes by its query."""
        kind, _, _ = request.headers.get("content-type", "").partition(";")
        kind = kind.strip().lower()
        content = await self._body(request)
        given: Given
        name = request.query_params.get("name", PASTED)
        match kind:
            case "application/json":
                given = "records"
            case "multipart/form-data":
                given = "file"
                name, content = await _uploaded(request, content)
            case "text/plain" | "text/x-wiki":
                given = "pasted"
            case "application/x-www-form-urlencoded":
                raise RequestError(415, "send JSON, text/plain, a file as its bytes, or multipart/form-data")
            case _:
                given = "file"
        if not content.strip():
            raise RequestError(422, "the body is empty")
        pubchem = _switch(request, "pubchem", default=False)
        if pubchem and not self.settings.pubchem:
            raise RequestError(403, "PubChem is not asked by this server: its operator has not switched it on")
        return Asked(
            given,
            content,
            _plain_name(name),
            names=_switch(request, "names", default=True) and self.settings.names,
            pubchem=pubchem,
            page=page,
            records=self.settings.records,
            timeout=self.settings.timeout,
        )


def _switch(request: Request, name: str, *, default: bool) -> bool:
    text = request.query_params.get(name)
    if text is None:
        return default
    if text.lower() not in {"0", "1", "true", "false", "yes", "no"}:
        raise RequestError(422, f"{name}: expected yes or no")
    return text.lower() in {"1", "true", "yes"}


def _plain_name(name: str) -> str:
    """Give a client's file name as a name and nothing else: no folder, no sign that cannot be seen."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(character if character.isprintable() else "?" for character in bare)
    return shown[-100:].strip(". ") or "file"


async def _uploaded(request: Request, content: bytes) -> tuple[str, bytes]:
    """Give the name and the content of the file in a form."""

    async def body() -> AsyncGenerator[bytes, None]:
        yield content

    try:
        form = await MultiPartParser(request.headers, body(), max_files=1, max_fields=5).parse()
    except (MultiPartException, KeyError, ValueError) as error:
        raise RequestError(422, f"damaged form: {getattr(error, 'message', error)}") from None
    for part in form.values():
        if isinstance(part, UploadFile):
            found = await part.read()
            await part.close()
            return part.filename or "file", found
    raise RequestError(422, "no file in the form")


# -- errors -----------------------------------------------------------------------------------------


def _error(status: int, message: str, headers: dict[str, str]) -> Response:
    shown = "".join(character if character.isprintable() else "?" for character in message[:1000])
    return JSONResponse({"error": {"status": status, "message": shown}}, status, headers=headers)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestError)  # noqa: S101 - registered for it
    log.info("%s refused: %d", request.url.path[:60], error.status)
    return _error(error.status, str(error), error.headers)


async def _of_http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for it
    words = {404: "there is no such page", 405: "use POST here"}
    return _error(error.status_code, words.get(error.status_code, str(error.detail)), dict(error.headers or {}))
