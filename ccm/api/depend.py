"""What routes depend on, by the names that they use.

@router.post("/v1/groups", dependencies=[idempotent, scoped("manage")])
def add_group(session: Writing, caller: Caller, ...) -> ...
"""

import time
from typing import Annotated

from fastapi import Depends, Header, Query, Request, params
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from ccm.access.browser import BrowserSession, BrowserSessions
from ccm.access.keys import KeyStore
from ccm.api.context import Context
from ccm.api.cookies import check_page, session_cookie
from ccm.api.etags import Match, match_of
from ccm.api.idempotency import answered_before, check_key
from ccm.api.identity import Identity
from ccm.api.keeping import Keeping
from ccm.api.paging import MAX_PAGE, USUAL_PAGE, Paging, paging
from ccm.api.problems import ApiError, busy
from ccm.api.rates import Rates
from ccm.api.unit import Unit
from ccm.auditing import here
from ccm.governance.acting import Acting
from ccm.people.roles import Ability

# What asks nobody is `async` too: it ends at once, where a thread would have to be waited for.


async def context_of(request: Request) -> Context:
    context: Context = request.app.state.context
    return context


ContextOf = Annotated[Context, Depends(context_of)]
"""What the server works with."""


async def unit_of(request: Request) -> Unit:
    unit: Unit = request.scope["ccm.unit"]
    return unit


async def identify(
    request: Request,
    context: ContextOf,
    authorization: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> Identity:
    """Who asks. Raises ApiError: 401 without credentials that hold, 429 for who asks too often."""
    rates: Rates = request.app.state.rates
    identity = None
    scheme, _, secret = (authorization or "").partition(" ")
    if scheme.lower() == "bearer":
        identity = await run_in_threadpool(_bearer, context, secret.strip())
    elif not authorization and (token := session_cookie(request)):
        identity = await _browser(request, context, token)
    if identity is None:
        raise ApiError(
            401,
            "unauthorized",
            "say who you are: send an API key as 'Authorization: Bearer ccmk_...' ('ccm key create' makes one), or "
            "sign in",
            headers={"WWW-Authenticate": 'Bearer realm="ccm"'},
        )
    if wait := rates.take(identity.credential, time.monotonic()):
        raise busy("this key asks too often; slow down", wait, 429)
    return identity


def _bearer(context: Context, secret: str) -> Identity | None:
    with context.database.reading() as session:
        key = KeyStore(session).opened_by(secret, context.clock())
    return None if key is None else Identity(key.person, key.id, "api-key", key.abilities, secret)


async def _browser(request: Request, context: Context, token: str) -> Identity | None:
    """Who is signed in with a browser. Raises ApiError (403) for what a page of another server may have sent."""
    at = context.clock()

    def find() -> BrowserSession | None:
        with context.database.reading() as session:
            return BrowserSessions(session).of(token, at)

    def touch() -> None:
        with context.database.writing() as session:
            BrowserSessions(session).touch(token, at)

    found = await run_in_threadpool(find)
    if found is None:
        return None
    check_page(request, token)
    if found.is_stale(at):
        turns = (await unit_of(request)).turns
        await turns.take()
        try:
            await run_in_threadpool(touch)
        finally:
            turns.give_back()
    return Identity(found.person, found.name, found.way, secret=token)


Identified = Annotated[Identity, Depends(identify)]
"""Who asks, and with what."""


async def acting(identity: Identified, context: ContextOf) -> Acting:
    return Acting(identity.person, context.clock(), here("api"))


Caller = Annotated[Acting, Depends(acting)]
"""Who acts, now, through the API. Answers 401 to who shows no credentials."""


async def reading(unit: Annotated[Unit, Depends(unit_of)]) -> Session:
    return unit.reading()


async def writing(unit: Annotated[Unit, Depends(unit_of)], _identified: Identified) -> Session:
    return await unit.writing()


Reading = Annotated[Session, Depends(reading)]
"""A transaction that changes nothing."""

Writing = Annotated[Session, Depends(writing)]
"""The transaction of the request, committed before the answer is sent; after an error there is nothing of it."""


async def signed_in(request: Request, identity: Identified) -> str:
    """The token of the browser session. Raises ApiError (403) for who came with an API key."""
    if identity.way == "api-key":
        raise ApiError(403, "forbidden", "this is for browsers that somebody signed in with", title="Not allowed")
    return identity.secret


SignedIn = Annotated[str, Depends(signed_in)]
"""The token of the browser session that the request belongs to."""


def scoped(*abilities: Ability) -> params.Depends:
    """For `dependencies`: let an API key in only if it is for one of `abilities`. What its person may, the act itself
    asks."""

    async def check(identity: Identified) -> None:
        if not any(identity.is_for(ability) for ability in abilities):
            mine = ", ".join(sorted(identity.abilities or ()))
            raise ApiError(
                403,
                "forbidden",
                f"this API key is for {mine}, and this needs {' or '.join(abilities)}; use a key that is for it",
                title="Not allowed",
            )

    check.__name__ = f"scoped_{'_'.join(abilities)}"
    checked: params.Depends = Depends(check)
    return checked


async def page(
    limit: Annotated[int, Query(ge=1, le=MAX_PAGE, description="At most so many.")] = USUAL_PAGE,
    cursor: Annotated[
        str | None, Query(max_length=2000, description="The `next` of the page before.", examples=[None])
    ] = None,
) -> Paging:
    return paging(limit, cursor)


Page = Annotated[Paging, Depends(page)]
"""What of a list is asked for."""


async def if_match(
    if_match: Annotated[
        str | None, Header(max_length=500, description="The ETag of the state that the change is made on top of.")
    ] = None,
) -> Match:
    return match_of(if_match)


IfMatch = Annotated[Match, Depends(if_match)]
"""The state that a change is made on top of: ``if_match.check(etag_of(...))`` in the transaction that changes it."""


async def _idempotent(
    request: Request,
    context: ContextOf,
    identity: Identified,
    unit: Annotated[Unit, Depends(unit_of)],
    idempotency_key: Annotated[
        str | None,
        Header(max_length=200, description="A random UUID; the same key and body get the same answer for a day."),
    ] = None,
) -> None:
    if idempotency_key is None:
        return
    key = check_key(idempotency_key)
    session = await unit.writing()
    keeping = Keeping.of(identity, key, request.method, str(request.url), await request.body())
    await run_in_threadpool(answered_before, session, context, keeping)
    unit.keeping = keeping


idempotent = Depends(_idempotent)
"""For `dependencies` of what creates: take an Idempotency-Key."""
