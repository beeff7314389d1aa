"""The headers of every answer: what the page may load, and that nothing is kept of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from typing import Any

from gaba_analogs.output.html import report_hashes

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

EDITOR = "/editor/"
"""Where the structure editor is served: its script needs more rights than ours, in a frame of its own."""


@cache
def policy() -> str:
    """Give the policy of the page: its own files work, and the script and style of a report in its frame."""
    script, style = report_hashes()
    return (
        f"default-src 'none'; script-src 'self' '{script}'; style-src 'self' '{style}'; img-src 'self' data:; "
        "connect-src 'self'; frame-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'"
    )


EDITOR_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)

COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class SecurityHeaders:
    """Adds the headers to every answer of an application.

    Parameters
    ----------
    app
        The application.
    """

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer, with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        in_editor = str(scope["path"]).startswith(EDITOR)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                held = {name.lower() for name, _ in message["headers"]}
                for name, value in _headers(in_editor=in_editor).items():
                    if name.lower().encode() not in held:
                        message["headers"].append((name.lower().encode(), value.encode()))
            await send(message)

        await self._app(scope, receive, sending)


def _headers(*, in_editor: bool) -> dict[str, str]:
    if in_editor:
        return COMMON | {"Content-Security-Policy": EDITOR_POLICY, "Cache-Control": "max-age=3600"}
    return COMMON | {"Content-Security-Policy": policy(), "X-Frame-Options": "DENY", "Cache-Control": "no-store"}
