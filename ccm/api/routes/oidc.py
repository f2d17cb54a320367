"""Signing in with an account of an identity provider (OpenID Connect)."""

import re
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from approval.audit import AuditSubject
from ccm.access.accounts import AccountStore
from ccm.access.browser import BrowserSessions
from ccm.access.keys import AccessError
from ccm.access.oidc import Provider, ProviderError
from ccm.access.secrets import new_secret
from ccm.access.signing_in import SignInError
from ccm.api.anonymous import Anonymous
from ccm.api.context import Context
from ccm.api.cookies import REFUSAL, is_secure, set_session
from ccm.api.depend import ContextOf
from ccm.api.problems import ApiError
from ccm.auditing import here
from ccm.governance.acting import Acting, record
from ccm.people.store import PeopleStore

router = APIRouter(prefix="/v1/oidc", tags=["access", "open"])

_FLOW = "ccm-flow"
_TO = "ccm-flow-to"
_MINUTES = 600
# A place in the web application, and never another server: no scheme, no host, nothing that a browser takes for one.
_PLACE = re.compile(r"/(?![/\\])[A-Za-z0-9._~!$&'()*+,;=:@%/?-]{0,500}")


@router.get(
    "/sign-in",
    operation_id="begin_oidc",
    status_code=302,
    response_class=RedirectResponse,
    responses={302: {"description": "To the identity provider."}},
)
def begin(
    _stranger: Anonymous,
    context: ContextOf,
    request: Request,
    to: Annotated[str, Query(max_length=500, description="Where to go afterwards: a path of this server.")] = "/",
) -> Response:
    """Send the browser to the identity provider."""
    provider = _provider(context.provider)
    flow, browser = provider.begin(), new_secret("ccmf")
    provider.ask()  # while nobody waits for the database
    with context.database.writing() as session:
        state = AccountStore(session).begin_flow(browser, flow, context.clock())
    answer = RedirectResponse(provider.address(flow, state), 302)
    for name, value in ((_FLOW, browser), (_TO, quote(_place(to), safe=""))):
        answer.set_cookie(
            name, value, max_age=_MINUTES, path="/v1/oidc", secure=is_secure(request), httponly=True, samesite="lax"
        )
    return answer


@router.get(
    "/callback",
    operation_id="finish_oidc",
    status_code=303,
    response_class=RedirectResponse,
    responses={303: {"description": "To the web application, signed in; or to its sign-in page, which says why not."}},
)
def finish(
    context: ContextOf,
    request: Request,
    state: Annotated[str, Query(max_length=200, examples=["kept by the browser on the way"])],
    code: Annotated[str | None, Query(max_length=4000)] = None,
    iss: Annotated[str | None, Query(max_length=500, description="RFC 9207.")] = None,
) -> Response:
    """Take the browser back from the identity provider, sign in whom it says it belongs to, and go on to where they
    wanted to be. `GET /v1/door` says why, where nobody was signed in."""
    provider = _provider(context.provider)
    place = _place(unquote(request.cookies.get(_TO, "")))
    answer = RedirectResponse(place, 303)
    try:
        token = _signed_in(context, provider, request.cookies.get(_FLOW, ""), state, code, iss)
    except (AccessError, ProviderError, SignInError) as error:
        answer.set_cookie(
            REFUSAL, quote(str(error), safe=""), max_age=60, path="/v1/door", secure=is_secure(request), httponly=True,
            samesite="lax",
        )  # fmt: skip
        return answer
    set_session(request, answer, token)
    for name in (_FLOW, _TO):
        answer.delete_cookie(name, path="/v1/oidc", secure=is_secure(request), httponly=True, samesite="lax")
    return answer


def _signed_in(
    context: Context, provider: Provider, browser: str, state: str, code: str | None, iss: str | None
) -> str:
    """The token of a new session. Raises AccessError, ProviderError, SignInError."""
    at = context.clock()
    with context.database.writing() as session:
        flow = AccountStore(session).take_flow(browser, state, at)
    if iss is not None and iss != provider.client.issuer:
        raise SignInError("the answer comes from another identity provider; begin again")
    if code is None:
        raise SignInError("the identity provider signed nobody in; begin again")
    subject = provider.subject(code, flow)
    with context.database.writing() as session:
        person = AccountStore(session).person_of(provider.client.issuer, subject)
        if person is None or not PeopleStore(session).is_active(person):
            raise SignInError(
                f"the account {subject} is linked to nobody here; ask an administrator to link it: ccm user link KEY "
                f"--issuer {provider.client.issuer} --subject {subject}"
            )
        token = BrowserSessions(session).begin(person, "oidc", at)
        record(session, Acting(person, at, here("api")), "sign-in", AuditSubject("user", person), "by OpenID Connect")
    return token


def _place(asked: str) -> str:
    return asked if _PLACE.fullmatch(asked) else "/"


def _provider(provider: Provider | None) -> Provider:
    if provider is None:
        raise ApiError(
            404, "not-found", "this server knows no identity provider; sign in with a password", title="Not there"
        )
    return provider
