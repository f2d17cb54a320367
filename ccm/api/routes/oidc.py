"""Signing in with an account of an identity provider (OpenID Connect)."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from approval.audit import AuditSubject
from ccm.access.accounts import AccountStore
from ccm.access.browser import BrowserSessions, csrf_token
from ccm.access.oidc import Provider
from ccm.access.secrets import new_secret
from ccm.access.signing_in import SignInError
from ccm.api.anonymous import Anonymous
from ccm.api.cookies import is_secure, set_session
from ccm.api.depend import ContextOf
from ccm.api.documenting import shown
from ccm.api.problems import ApiError
from ccm.api.routes.session import EXAMPLE, SessionModel
from ccm.auditing import here
from ccm.governance.acting import Acting, record
from ccm.people.store import PeopleStore

router = APIRouter(prefix="/v1/oidc", tags=["access", "open"])

_FLOW = "ccm-flow"


@router.get(
    "/sign-in",
    operation_id="begin_oidc",
    status_code=302,
    response_class=RedirectResponse,
    responses={302: {"description": "To the identity provider."}},
)
def begin(_stranger: Anonymous, context: ContextOf, request: Request) -> Response:
    """Send the browser to the identity provider."""
    provider = _provider(context.provider)
    flow, browser = provider.begin(), new_secret("ccmf")
    provider.ask()  # while nobody waits for the database
    with context.database.writing() as session:
        state = AccountStore(session).begin_flow(browser, flow, context.clock())
    answer = RedirectResponse(provider.address(flow, state), 302)
    secure = is_secure(request)
    answer.set_cookie(_FLOW, browser, max_age=600, path="/v1/oidc", secure=secure, httponly=True, samesite="lax")
    return answer


@router.get("/callback", operation_id="finish_oidc", responses=shown({**EXAMPLE, "way": "oidc"}))
def finish(
    context: ContextOf,
    request: Request,
    response: Response,
    state: Annotated[str, Query(max_length=200, examples=["kept by the browser on the way"])],
    code: Annotated[str | None, Query(max_length=4000)] = None,
    iss: Annotated[str | None, Query(max_length=500, description="RFC 9207.")] = None,
) -> SessionModel:
    """Take the browser back from the identity provider, and sign in whom it says it belongs to."""
    provider = _provider(context.provider)
    at = context.clock()
    with context.database.writing() as session:
        flow = AccountStore(session).take_flow(request.cookies.get(_FLOW, ""), state, at)
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
    set_session(request, response, token)
    response.delete_cookie(_FLOW, path="/v1/oidc", secure=is_secure(request), httponly=True, samesite="lax")
    return SessionModel(person=person, way="oidc", csrf=csrf_token(token))


def _provider(provider: Provider | None) -> Provider:
    if provider is None:
        raise ApiError(
            404, "not-found", "this server knows no identity provider; sign in with a password", title="Not there"
        )
    return provider
