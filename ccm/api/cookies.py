"""The cookie of a browser session, and what shows that a request comes from a page of this server.

A cookie is sent along by any page that asks, so it alone changes nothing: a request that changes something also shows
the token that only pages of this server know (X-CSRF-Token), and comes from the server's own origin.
"""

import hmac
from urllib.parse import urlsplit

from fastapi import Request, Response

from ccm.access.browser import LONGEST, csrf_token
from ccm.api.problems import ApiError

SESSION = "ccm-session"
HOST_SESSION = f"__Host-{SESSION}"
CSRF_HEADER = "X-CSRF-Token"
REFUSAL = "ccm-refusal"
"""Tells a browser's next page, for a minute, why the identity provider brought it back as nobody."""
_LOOPBACK = frozenset(("127.0.0.1", "::1", "localhost"))
_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))


def is_secure(request: Request) -> bool:
    """Whether cookies are for TLS only: always, but for a browser on this very machine."""
    return request.url.scheme == "https" or (request.url.hostname or "") not in _LOOPBACK


def session_cookie(request: Request) -> str:
    """The token in the browser's cookie; "" without one."""
    return request.cookies.get(HOST_SESSION if is_secure(request) else SESSION, "")


def set_session(request: Request, response: Response, token: str) -> None:
    secure = is_secure(request)
    response.set_cookie(
        HOST_SESSION if secure else SESSION, token, max_age=int(LONGEST.total_seconds()), path="/", secure=secure,
        httponly=True, samesite="lax",
    )  # fmt: skip


def drop_session(request: Request, response: Response) -> None:
    secure = is_secure(request)
    response.delete_cookie(HOST_SESSION if secure else SESSION, path="/", secure=secure, httponly=True, samesite="lax")


def check_origin(request: Request) -> None:
    """Go on if a browser says that the request comes from this server, or no browser says so. Raises ApiError (403)."""
    origin = request.headers.get("origin")
    own = (request.url.scheme, request.url.netloc)
    if origin is not None and urlsplit(origin)[:2] != own:
        raise _foreign()
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise _foreign()


def check_page(request: Request, token: str) -> None:
    """Go on if a request with the cookie of `token` changes nothing, or comes from a page of this server.

    Raises ApiError (403).
    """
    if request.method in _SAFE:
        return
    check_origin(request)
    shown = request.headers.get(CSRF_HEADER, "")
    if not hmac.compare_digest(shown.encode("utf-8", "replace"), csrf_token(token).encode()):
        raise ApiError(
            403,
            "csrf",
            f"send the session's csrf token as {CSRF_HEADER}; GET /v1/session gives it",
            title="Not allowed",
        )


def _foreign() -> ApiError:
    return ApiError(403, "csrf", "the request comes from a page of another server", title="Not allowed")
