"""Who may do what of rendering, keys and sessions.

Keys and sessions are everybody's own; whose they are is asked in tests/ccm/api/test_keys.py and test_session.py.
"""

from tests.ccm.api.who_may import KNOWN, VIEW, Try

_NOBODY = frozenset[str]()
_RENDER = {"template": "order-letter", "data": {}}
_KEY = {"name": "tests", "abilities": ["view"], "days": 0}

TRIES = (
    Try("GET", "/healthz", KNOWN, open_=True),
    Try("GET", "/metrics", KNOWN, open_=True),
    Try("POST", "/v1/render", frozenset(("operator", "api-client")), json=_RENDER),
    Try("POST", "/v1/preview", VIEW, json={"template": "order-letter", "version": 99}),
    Try("GET", "/v1/keys", KNOWN),
    Try("POST", "/v1/keys", KNOWN, json=_KEY),
    Try("DELETE", "/v1/keys/{key}", KNOWN, "/v1/keys/k-none"),
    Try("POST", "/v1/session", KNOWN, json={}, open_=True),
    Try("POST", "/v1/session/password", KNOWN, json={}, open_=True),
    Try("GET", "/v1/oidc/sign-in", KNOWN, open_=True),
    Try("GET", "/v1/oidc/callback", KNOWN, open_=True),
    # With an API key there is no session to look at, to end or to give another password.
    Try("GET", "/v1/session", _NOBODY),
    Try("DELETE", "/v1/session", _NOBODY),
    Try("PUT", "/v1/session/password", _NOBODY, json={"old": "x", "new": "four other words there"}),
)

ELSEWHERE = {("GET", "/readyz")}
"""Answers 503 where there are no workers, as here; see tests/ccm/api/test_bounds.py."""
