"""What stands around every request: its id, the headers of every answer, the log, the figures, and the answer to what
nobody expected."""

import re
import secrets
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ccm.api.logs import request_done, request_failed
from ccm.api.metrics import Metrics
from ccm.api.problems import problem
from ccm.errors import EXPECTED_ERRORS

REQUEST_ID = "X-Request-ID"
_PLAIN = re.compile(r"[A-Za-z0-9._-]{1,64}\Z")

SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Answers are data: nothing in them is to run, be framed, be guessed at, or be kept by anybody on the way. Browsers
heed Strict-Transport-Security only where it came over TLS."""


class Requests:
    """Middleware, the outermost: see the module."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(REQUEST_ID, "")
        request_id = scope["ccm.request_id"] = given if _PLAIN.match(given) else secrets.token_hex(8)
        status = 0

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers[REQUEST_ID] = request_id
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        began = time.monotonic()
        with self.metrics.under_way.track_inprogress():
            try:
                await self.app(scope, receive, answer)
            except Exception as error:
                scope["ccm.error"] = error
                if not status:
                    await problem(error, request_id)(scope, receive, answer)
        self._tell(scope, request_id, status, time.monotonic() - began)

    def _tell(self, scope: Scope, request_id: str, status: int, seconds: float) -> None:
        method, route = scope["method"], _route(scope)
        self.metrics.observe(method, route, status or 499, seconds)
        request_done(request_id, method, route, status or 499, seconds)
        error = scope.get("ccm.error")
        if error is not None and not isinstance(error, EXPECTED_ERRORS):
            request_failed(request_id, error)


def _route(scope: Scope) -> str:
    """The route that was asked for, with the names of its parameters in place of what they were."""
    route = scope.get("route")
    return str(getattr(route, "path", "")) or "none"
