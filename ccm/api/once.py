"""Requests that are done once however often they are sent, like those of `ccm.api.idempotency`, but take their turn to
write only when all that takes time is done."""

from typing import Annotated

from fastapi import Depends, Header, Request
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from ccm.api.context import Context
from ccm.api.depend import ContextOf, Identified, unit_of
from ccm.api.idempotency import answered_before, check_key, replay
from ccm.api.keeping import Keeping
from ccm.api.unit import Unit


class Once:
    """The one time that a request is done: ``await once.begin()``, the work, and ``await once.writing()``."""

    def __init__(self, context: Context, unit: Unit, keeping: Keeping | None) -> None:
        self._context = context
        self._unit = unit
        self._keeping = keeping

    async def begin(self) -> None:
        """Go on if the request was not done before. Raises ReplayError, and ApiError when its key stood for another."""
        if self._keeping is not None:
            await run_in_threadpool(self._look, self._keeping)

    async def writing(self) -> Session:
        """The transaction of the request. Raises as `begin`; also when the same request was done meanwhile."""
        session = await self._unit.writing()
        if self._keeping is not None:
            await run_in_threadpool(answered_before, session, self._context, self._keeping)
            self._unit.keeping = self._keeping
        return session

    async def end(self) -> None:
        """Have the answer kept of what is done already, in a transaction that writes nothing else."""
        if self._keeping is not None:
            await self.writing()

    def _look(self, keeping: Keeping) -> None:
        with self._context.database.reading() as session:
            replay(session, keeping)


class OnceOf:
    """What makes the `Once` of a request, when its body is known."""

    def __init__(self, request: Request, context: Context, identity: Identified, unit: Unit, key: str | None) -> None:
        self._request = request
        self._context = context
        self._identity = identity
        self._unit = unit
        self._key = None if key is None else check_key(key)

    def of(self, body: bytes) -> Once:
        """`body` is what was sent, or the digest of what is too large."""
        keeping = None
        if self._key is not None:
            method, url = self._request.method, str(self._request.url)
            keeping = Keeping.of(self._identity, self._key, method, url, body)
        return Once(self._context, self._unit, keeping)


def _doing(
    request: Request,
    context: ContextOf,
    identity: Identified,
    unit: Annotated[Unit, Depends(unit_of)],
    idempotency_key: Annotated[
        str | None,
        Header(max_length=200, description="A random UUID; the same key and body get the same answer for a day."),
    ] = None,
) -> OnceOf:
    return OnceOf(request, context, identity, unit, idempotency_key)


Doing = Annotated[OnceOf, Depends(_doing)]
"""For what creates something and takes its time before it writes: ``once = doing.of(body)``."""
