"""The audit log through the API: searched, its head kept, and verified."""

from collections.abc import Callable

from fastapi.testclient import TestClient

from ccm.people.store import PeopleStore
from tests.ccm.api.office_api import Served

Somebody = Callable[..., TestClient]


def test_the_log_is_searched_the_newest_first(server: Served, client_as: Somebody) -> None:
    server.office.released()
    otto = client_as("otto")
    log = server.office.log()
    page = otto.get("/v1/audit", params={"limit": 3}).json()
    assert [one["sequence"] for one in page["items"]] == [log[-1].sequence - n for n in range(3)]
    rest = otto.get("/v1/audit", params={"limit": 3, "cursor": page["next"]}).json()
    assert rest["items"][0]["sequence"] == log[-1].sequence - 3
    [released] = otto.get("/v1/audit", params={"act": "release"}).json()["items"]
    assert (released["who"], released["key"], released["hash"]) == ("dora", "order-letter", log[-1].hash)
    theirs = otto.get("/v1/audit", params={"who": "bruno", "kind": "block", "limit": 200}).json()["items"]
    assert {one["act"] for one in theirs} == {"approve"}
    assert otto.get("/v1/audit", params={"digest": released["digest"]}).json()["items"] == [released]
    window = {"since": released["at"], "until": "2027-01-01T00:00:00Z", "act": "release"}
    assert otto.get("/v1/audit", params=window).json()["items"] == [released]
    assert otto.get("/v1/audit", params={"until": released["at"], "act": "release"}).json()["items"] == []


def test_a_head_that_was_kept_proves_the_log(server: Served, client_as: Somebody) -> None:
    otto = client_as("otto")
    kept = otto.get("/v1/audit/head").json()
    assert kept["head"] == f"{kept['sequence']}:{kept['hash']}"
    done = server.settled(otto, otto.post("/v1/audit/verifications", json={"heads": [kept["head"]]}))
    assert (done["result"]["ok"], done["result"]["kept_heads"], done["result"]["books"]) == (True, 1, [])
    forged = f"{kept['sequence']}:sha256:{'0' * 64}"
    done = server.settled(otto, otto.post("/v1/audit/verifications", json={"heads": [forged]}))
    assert (done["state"], done["result"]["ok"]) == ("done", False)
    assert [one["kind"] for one in done["result"]["faults"]] == ["rewritten"]
    assert otto.post("/v1/audit/verifications", json={"heads": ["no head"]}).status_code == 422


def test_the_log_is_shown_to_who_may_look_at_everything(server: Served, client_as: Somebody) -> None:
    with server.office.database.writing() as session:
        people = PeopleStore(session)
        people.add_person("zoe", at=server.office.at)
        people.grant("zoe", "author", "retail", at=server.office.at)
    zoe = client_as("zoe")
    assert zoe.get("/v1/submissions").status_code == 200
    refused = zoe.get("/v1/audit")
    assert (refused.status_code, "everywhere" in refused.json()["detail"]) == (403, True)
    assert zoe.post("/v1/audit/verifications", json={}).status_code == 403
