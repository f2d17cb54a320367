"""What stands around every request: its id, the headers of every answer, and the answer to what nobody expected."""

import re
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ccm.api.context import Context
from ccm.api.problems import problem

REQUEST_ID = "X-Request-ID"
_PLAIN = re.compile(r"[A-Za-z0-9._-]{1,64}\Z")

SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Answers are data: nothing in them is to run, be framed, be guessed at, or be kept by anybody on the way."""


class Requests:
    """Middleware: see the module."""

    def __init__(self, app: ASGIApp, context: Context) -> None:
        self.app = app
        self.context = context

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(REQUEST_ID, "")
        request_id = scope["ccm.request_id"] = given if _PLAIN.match(given) else secrets.token_hex(8)
        started = False

        async def answer(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                headers[REQUEST_ID] = request_id
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self.app(scope, receive, answer)
        except Exception as error:
            scope["ccm.error"] = error
            if started:
                raise
            await problem(error, request_id)(scope, receive, answer)
