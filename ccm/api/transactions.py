"""One transaction for a request: begun when it first needs the database, committed before it is answered.

Whoever is told "done" must find it done, so the answer waits for the commit, and a commit that fails is the answer. A
request that ends in an error leaves nothing behind.
"""

from contextlib import suppress

from anyio import CancelScope, CapacityLimiter, to_thread
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ccm.api.context import Context
from ccm.api.problems import problem
from ccm.api.turns import Turns
from ccm.api.unit import Unit


class Transactions:
    """Middleware that gives each request its `Unit`, as ``scope["ccm.unit"]``, and ends it before the answer."""

    def __init__(self, app: ASGIApp, context: Context) -> None:
        self.app = app
        self.context = context
        self.turns = Turns(context)
        # Ending has threads of its own: those who wait for it may have taken all others.
        self.limiter = CapacityLimiter(8)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        unit = scope["ccm.unit"] = Unit(self.context, self.turns)
        answer = _Answer(self, unit, scope, receive, send)
        try:
            await self.app(scope, receive, answer)
        finally:
            await self.end(unit, _UnansweredError())

    async def end(self, unit: Unit, error: BaseException | None) -> None:
        """End the unit in a thread, whether or not somebody still waits for the answer."""
        with CancelScope(shield=True):
            try:
                if unit.used:
                    await to_thread.run_sync(_end, unit, error, limiter=self.limiter)
            finally:
                unit.give_back()


class _UnansweredError(Exception):
    """A request was not answered, or not with a success, so nothing of it is written."""


def _end(unit: Unit, error: BaseException | None) -> None:
    with suppress(_UnansweredError):
        unit.end(error)


class _Answer:
    """Holds the answer back until the transaction has ended as it says."""

    def __init__(self, transactions: Transactions, unit: Unit, scope: Scope, receive: Receive, send: Send) -> None:
        self.transactions = transactions
        self.unit = unit
        self.request = scope, receive
        self.send = send
        self.start: Message | None = None
        self.body = b""
        self.failed = False

    async def __call__(self, message: Message) -> None:
        if self.failed:
            return
        if message["type"] == "http.response.start":
            self.start = message
            if self.unit.keeping is None or message["status"] >= 400:
                await self._release(message)
            return
        if self.start is None:
            await self.send(message)
            return
        self.body += message.get("body", b"")
        if not message.get("more_body", False) and await self._release(self.start):
            await self.send({"type": "http.response.body", "body": self.body})

    async def _release(self, start: Message) -> bool:
        """End the transaction, and begin to send the answer: this one, or that it could not be committed."""
        self.start = None
        done = start["status"] < 400
        try:
            if done and self.unit.keeping is not None:
                self.unit.keep(start["status"], start["headers"], self.body)
            await self.transactions.end(self.unit, None if done else _UnansweredError())
        except Exception as error:
            self.failed = True
            scope, receive = self.request
            scope["ccm.error"] = error
            await problem(error, scope.get("ccm.request_id", ""))(scope, receive, self.send)
            return False
        await self.send(start)
        return True
