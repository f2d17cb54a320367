"""What takes its time, through the API: asked for, polled, and seen by who asked alone."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from tests.ccm.api.office_api import Served

Somebody = Callable[..., TestClient]


def test_what_is_refused_at_once_begins_nothing(server: Served, client_as: Somebody) -> None:
    anna, ida = client_as("anna"), client_as("ida")
    missing = anna.post("/v1/submissions", json={"subjects": ["block:nothing"]})
    assert (missing.status_code, missing.json()["type"]) == (404, "/problems/not-found")
    forbidden = ida.post("/v1/submissions", json={"subjects": ["block:privacy-notice"]})
    assert forbidden.status_code == 403
    assert "ida cannot submit block privacy-notice" in forbidden.json()["detail"]
    assert anna.get("/v1/operations").json()["items"] == []


def test_an_operation_that_fails_says_what_the_request_would_have(
    server: Served, client_as: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = client_as("anna")
    asked = {"subjects": ["template:order-letter"]}
    assert server.settled(anna, anna.post("/v1/submissions", json=asked))["state"] == "done"
    failed = server.settled(anna, anna.post("/v1/submissions", json=asked))
    assert (failed["state"], failed["problem"]["status"]) == ("failed", 409)
    assert failed["problem"]["type"] == "/problems/conflict"
    assert "have it decided, or withdraw it" in failed["problem"]["detail"]


def test_an_operation_is_shown_to_who_asked_for_it(server: Served, client_as: Somebody) -> None:
    otto, anna = client_as("otto"), client_as("anna")
    done = server.settled(otto, otto.post("/v1/audit/verifications", json={}))
    assert done["result"]["ok"] is True
    path = f"/v1/operations/{done['id']}"
    theirs, nobodys = anna.get(path), anna.get("/v1/operations/" + "0" * 32)
    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.json()["type"] == nobodys.json()["type"]
    assert otto.get(f"{path}/page").status_code == 404


def test_operations_are_listed_a_page_at_a_time(server: Served, client_as: Somebody) -> None:
    otto = client_as("otto")
    made = [server.settled(otto, otto.post("/v1/audit/verifications", json={}))["id"] for _ in range(3)]
    page = otto.get("/v1/operations", params={"limit": 2}).json()
    assert [one["id"] for one in page["items"]] == [made[2], made[1]]
    rest = otto.get("/v1/operations", params={"limit": 2, "cursor": page["next"]}).json()
    assert ([one["id"] for one in rest["items"]], rest["next"]) == ([made[0]], None)


def test_a_proof_page_reaches_nothing_of_the_server(
    server: Served, client_as: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ccm.governance.proof_page.proof_page", lambda *_: "<!doctype html><p>Proof")
    anna, emil = client_as("anna"), client_as("emil")
    done = server.settled(anna, anna.post("/v1/submissions", json={"subjects": ["template:order-letter"]}))
    number = done["result"]["submissions"][0]["id"]
    proof = server.settled(emil, emil.post(f"/v1/submissions/{number}/proof"))
    assert proof["state"] == "done", proof
    page = emil.get(proof["page"])
    assert (page.text, page.headers["content-type"]) == ("<!doctype html><p>Proof", "text/html; charset=utf-8")
    policy = page.headers["content-security-policy"]
    assert policy.startswith("sandbox allow-scripts; default-src 'none';")
    assert "allow-same-origin" not in policy
    assert anna.get(proof["page"]).status_code == 404
    assert emil.post("/v1/submissions/4711/proof").status_code == 404


def test_an_impact_has_figures_and_a_page(server: Served, client_as: Somebody) -> None:
    anna = client_as("anna")
    asked = {"subject": "block:privacy-notice", "templates": ["none"]}
    done = server.settled(anna, anna.post("/v1/impact", json=asked))
    assert (done["state"], done["asked"]) == ("done", asked | {"samples": None})
    assert done["result"]["proposal"]["key"] == "privacy-notice"
    assert "Impact of the block" in anna.get(done["page"]).text
    failed = server.settled(anna, anna.post("/v1/impact", json={"subject": "template:order-letter"}))
    assert (failed["state"], failed["problem"]["status"]) == ("failed", 422)
    assert "touches nothing but itself" in failed["problem"]["detail"]
    assert anna.post("/v1/impact", json={"subject": "block:nothing"}).status_code == 404
