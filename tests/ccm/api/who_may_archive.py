"""Who may do what with what was sent. Nothing was, here; test_communications.py tries what was."""

from tests.ccm.api.who_may import VIEW, Try

ANSWER = frozenset({"compliance"})
_NONE = "/v1/communications/" + "0" * 32
_ON = {"If-Match": "*"}
_WHY = {"why": "Case 17"}

TRIES = (
    Try("GET", "/v1/communications", VIEW),
    Try("POST", "/v1/communications/search", VIEW, json={"customer": "C-1"}),
    Try("GET", "/v1/communications/{communication}", VIEW, _NONE),
    Try("GET", "/v1/communications/{communication}/files/{name}", VIEW, f"{_NONE}/files/sms.txt"),
    Try("GET", "/v1/communications/{communication}/sight", VIEW, f"{_NONE}/sight"),
    Try("GET", "/v1/communications/{communication}/manifest", VIEW, f"{_NONE}/manifest"),
    Try("GET", "/v1/communications/{communication}/reprint", VIEW, f"{_NONE}/reprint", narrow="view"),
    Try("POST", "/v1/communications/{communication}/verification", VIEW, f"{_NONE}/verification"),
    Try("GET", "/v1/holds", ANSWER),
    Try("POST", "/v1/holds", ANSWER, json={"customer": "C-1", **_WHY}),
    Try("POST", "/v1/holds/{number}/release", ANSWER, "/v1/holds/4711/release", _WHY),
    Try("POST", "/v1/erasures", ANSWER, json={"customer": "C-1", **_WHY}),
    Try("GET", "/v1/retention", VIEW),
    Try("GET", "/v1/retention/{key}", VIEW, "/v1/retention/order-letter"),
    Try("PUT", "/v1/retention/{key}", ANSWER, "/v1/retention/order-letter", {"period": "10y", **_WHY}, _ON),
    Try("POST", "/v1/archive/verifications", VIEW, json={"job": "none"}),
    Try("POST", "/v1/archive/expiries", ANSWER, json={"dry_run": True}),
    Try("POST", "/v1/archive/sweeps", ANSWER, json={"dry_run": True}),
)
