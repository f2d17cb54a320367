"""Who may do what with uploads and jobs. Whoever only sends, such as a portal, sees their own."""

from tests.ccm.api.who_may import VIEW, Try

SEND = frozenset({"operator", "api-client"})
SEE = VIEW | SEND
# What a job made is for those who send it, and those who answer for what was sent; here there is no such job.
_NONE = "order-letter-0000000000000000"
_UPLOAD = "20261123t090000-" + "0" * 24

TRIES = (
    Try("POST", "/v1/uploads", SEND, "/v1/uploads?name=a", json={}, narrow="view"),
    Try("GET", "/v1/uploads", SEND, narrow="view"),
    Try("GET", "/v1/uploads/{upload}", SEND, f"/v1/uploads/{_UPLOAD}", narrow="view"),
    Try("DELETE", "/v1/uploads/{upload}", SEND, f"/v1/uploads/{_UPLOAD}", narrow="view"),
    Try("POST", "/v1/uploads/{upload}/records", SEND, f"/v1/uploads/{_UPLOAD}/records", {}, narrow="view"),
    Try("POST", "/v1/jobs", SEND, json={"template": "order-letter", "upload": _UPLOAD}, narrow="view"),
    Try("GET", "/v1/jobs", SEE, narrow="manage"),
    Try("GET", "/v1/jobs/{job}", SEE, f"/v1/jobs/{_NONE}", narrow="manage"),
    Try("POST", "/v1/jobs/{job}/cancellation", SEND, f"/v1/jobs/{_NONE}/cancellation", {"reason": "x"}, narrow="view"),
    Try("POST", "/v1/jobs/{job}/resumption", SEND, f"/v1/jobs/{_NONE}/resumption", {}, narrow="view"),
    Try("POST", "/v1/jobs/{job}/mendings", SEND, f"/v1/jobs/{_NONE}/mendings", {"upload": _UPLOAD}, narrow="view"),
    Try("GET", "/v1/jobs/{job}/report", SEE, f"/v1/jobs/{_NONE}/report", narrow="manage"),
    Try("GET", "/v1/jobs/{job}/rejects", SEE, f"/v1/jobs/{_NONE}/rejects", narrow="manage"),
    Try("GET", "/v1/jobs/{job}/files", SEE, f"/v1/jobs/{_NONE}/files", narrow="manage"),
    Try("GET", "/v1/jobs/{job}/files/{name}", SEE, f"/v1/jobs/{_NONE}/files/a/b.json", narrow="manage"),
)
