"""What every request passes: limits of its body, and what a browser may do with the answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from disgraph.server.http_errors import plain

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


#: Seconds in which a request must arrive.
_PATIENCE = 30.0


class Safety:
    """Refuses a body that is too large, and adds headers to each answer.

    Args:
        app: the application.
        body: maximum size of a body, in bytes.
    """

    def __init__(self, app: ASGIApp, body: int) -> None:
        self._app, self._body = app, body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        reply = _with_headers(send)
        if _declared(scope) > self._body:
            await plain(413, f"A request has at most {self._body:,} bytes.")(scope, receive, reply)
            return
        try:
            await self._app(scope, _Limited(receive, self._body), reply)
        except BodyTooLarge:
            await plain(413, f"A request has at most {self._body:,} bytes.")(scope, receive, reply)
        except BodyTooSlow:
            await plain(408, f"A request arrives within {_PATIENCE:g} seconds.")(scope, receive, reply)


class BodyTooLarge(Exception):
    """A body of more bytes than the server reads."""


class BodyTooSlow(Exception):
    """A body that does not arrive in time."""


class _Limited:
    """Receives a body, and stops when it exceeds its limit of bytes or of time."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._left = receive, limit
        self._deadline: float | None = asyncio.get_running_loop().time() + _PATIENCE

    async def __call__(self) -> Message:
        try:
            async with asyncio.timeout_at(self._deadline):
                message = await self._receive()
        except TimeoutError as error:
            raise BodyTooSlow from error
        if not message.get("more_body"):
            self._deadline = None  # from now on, it waits for the end of the connection
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise BodyTooLarge
        return message


def _declared(scope: Scope) -> int:
    value = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(value) if value.isdigit() else 0


def _with_headers(send: Send) -> Callable[[Message], Any]:
    async def reply(message: Message) -> None:
        if message["type"] == "http.response.start":
            present = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(pair for pair in HEADERS if pair[0] not in present)]
        await send(message)

    return reply
