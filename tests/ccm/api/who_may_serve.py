"""Who may ask the server itself, sign in, hold keys and render."""

from tests.ccm.api.who_may import KNOWN, VIEW, Try

# What only a browser that somebody signed in with can do; a key, whoever's it is, cannot.
_BROWSER: frozenset[str] = frozenset()
_RENDER = frozenset({"operator", "api-client"})

TRIES = (
    Try("GET", "/healthz", KNOWN, open_=True),
    Try("GET", "/readyz", KNOWN, open_=True),
    Try("GET", "/metrics", KNOWN, open_=True),
    Try("GET", "/v1/openapi.json", KNOWN, open_=True),
    Try("GET", "/{address}", KNOWN, "/templates/order-letter/edit", open_=True),
    Try("GET", "/assets/{name}", KNOWN, "/assets/none.js", open_=True),
    Try("GET", "/v1/whoami", KNOWN, unscoped=True),
    Try("PUT", "/v1/whoami/preferences", KNOWN, json={"language": "it", "scheme": "auto"}, unscoped=True),
    Try("POST", "/v1/session", KNOWN, json={}, open_=True),
    Try("POST", "/v1/session/password", KNOWN, json={}, open_=True),
    Try("GET", "/v1/session", _BROWSER, unscoped=True),
    Try("DELETE", "/v1/session", _BROWSER, unscoped=True),
    Try(
        "PUT",
        "/v1/session/password",
        _BROWSER,
        json={"old": "four plain words here", "new": "four words"},
        unscoped=True,
    ),
    Try("GET", "/v1/door", KNOWN, open_=True),
    Try("GET", "/v1/oidc/sign-in", KNOWN, open_=True),
    Try("GET", "/v1/oidc/callback", KNOWN, open_=True),
    Try("GET", "/v1/keys", KNOWN),
    Try("POST", "/v1/keys", KNOWN, json={"name": "", "abilities": ["render"]}),
    Try("DELETE", "/v1/keys/{key}", KNOWN, "/v1/keys/k-0"),
    Try("POST", "/v1/render", _RENDER, json={"template": "order-letter", "data": {}}),
    Try("POST", "/v1/preview", VIEW, json={"template": "nothing"}),
    Try("POST", "/v1/checks", VIEW, json={"kind": "template", "key": "nothing"}),
    Try("POST", "/v1/views", VIEW, json={"template": "nothing"}),
)
