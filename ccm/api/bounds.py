"""Bounds on what comes in: how many requests at once, how large, how deep, how slow.

A body is read here, whole, before anything is made of it, and nothing reads more of it than it may have. Only uploads
are left to `ccm.api.uploading`.
"""

import re
from collections.abc import Iterator

from anyio import fail_after
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ccm.api.context import Context
from ccm.api.limits import Limits
from ccm.api.problems import ApiError, busy, problem
from ccm.api.uploading import STREAMED

# What opens, closes or parts something in JSON; a text, whatever stands in it, counts as one thing.
_TOKENS = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[\]{},]', re.DOTALL)
_CHECKS = ("/healthz", "/readyz", "/metrics")


class Bounds:
    """Middleware: see the module."""

    def __init__(self, app: ASGIApp, context: Context) -> None:
        self.app = app
        self.limits = context.limits
        self.under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in _CHECKS:
            await self.app(scope, receive, send)
            return
        if self.under_way >= self.limits.requests:
            full = busy("the server has all the requests it can take; try again in a moment")
            await problem(full, scope.get("ccm.request_id", ""))(scope, receive, send)
            return
        self.under_way += 1
        try:
            if (scope["method"], scope["path"]) in STREAMED:
                await self.app(scope, receive, send)
                return
            body = await self._body(scope, receive)
        except ApiError as error:
            await problem(error, scope.get("ccm.request_id", ""))(scope, receive, send)
        else:
            await self.app(scope, _Again(body, receive), send)
        finally:
            self.under_way -= 1

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        """The whole body. Raises ApiError for one that is too large, too slow or too deep."""
        headers = Headers(scope=scope)
        length = headers.get("content-length", "")
        if length.isascii() and length.isdigit() and (len(length) > 15 or int(length) > self.limits.body):
            raise _too_large(self.limits)
        try:
            with fail_after(self.limits.body_seconds):
                body = await _whole(receive, self.limits)
        except TimeoutError:
            raise ApiError(
                408, "too-slow", f"the body did not arrive within {self.limits.body_seconds:.0f} seconds"
            ) from None
        if "json" in headers.get("content-type", "json"):
            check_json(body, self.limits)
        return body


class _Again:
    """The body, once more; then whatever else the connection has to say."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self.body: bytes | None = body
        self.receive = receive

    async def __call__(self) -> Message:
        if self.body is None:
            return await self.receive()
        body, self.body = self.body, None
        return {"type": "http.request", "body": body, "more_body": False}


def check_json(body: bytes, limits: Limits) -> None:
    """Go on if no reader of JSON can be led astray by `body`. Raises ApiError (422). What is no JSON is told later."""
    depth = 0
    for number, token in enumerate(_tokens(body)):
        if token in b"[{":
            depth += 1
        elif token in b"]}":
            depth -= 1
        if depth > limits.depth:
            raise _refused(f"the body is nested more than {limits.depth} deep; flatten it")
        if len(token) > limits.text:
            raise _refused(f"a text in the body is longer than {limits.text} bytes; shorten it")
        if number > limits.tokens:
            raise _refused(f"the body has more than {limits.tokens} fields and items; send less at once")


def _tokens(body: bytes) -> Iterator[bytes]:
    return (match[0] for match in _TOKENS.finditer(body))


async def _whole(receive: Receive, limits: Limits) -> bytes:
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ApiError(400, "disconnected", "the connection ended before the body did")
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > limits.body:
            raise _too_large(limits)
        chunks.append(chunk)
        if not message.get("more_body", False):
            return b"".join(chunks)


def _too_large(limits: Limits) -> ApiError:
    megabytes = limits.body / (1024 * 1024)
    return ApiError(413, "too-large", f"a body has at most {megabytes:g} MB; send less, or start a job")


def _refused(words: str) -> ApiError:
    return ApiError(422, "invalid-request", words)
