"""Workflows and rules through the API: versions, and nobody's change lost."""

from collections.abc import Callable
from typing import Any

from fastapi.testclient import TestClient

Somebody = Callable[..., TestClient]

LETTERS: dict[str, Any] = {
    "workflow": "letters", "title": "Letters", "for": {"kind": "template", "folders": ["retail"], "tags": []},
    "stages": [{"stage": "one", "steps": [{"step": "compliance-1", "group": "compliance"}]}],
    "recall": {"group": "incident"},
}  # fmt: skip


def test_a_workflow_is_added_changed_and_dropped(client_as: Somebody) -> None:
    otto, anna = client_as("otto"), client_as("anna")
    path = "/v1/workflows/letters"
    added = otto.post("/v1/workflows", json={"definition": LETTERS})
    assert (added.status_code, added.headers["Location"], added.json()["number"]) == (201, path, 1)
    twice = otto.post("/v1/workflows", json={"definition": {**LETTERS, "title": "All letters"}})
    assert (twice.status_code, "change it with PUT" in twice.json()["detail"]) == (409, True)
    assert anna.get(path).json()["title"] == "Letters"
    seen = {"If-Match": anna.get(path).headers["ETag"]}
    changed = otto.put(path, json={"definition": {**LETTERS, "title": "All letters"}}, headers=seen)
    assert (changed.json()["number"], changed.json()["title"]) == (2, "All letters")
    assert otto.put(path, json={"definition": LETTERS}, headers=seen).status_code == 412
    assert otto.delete(path, headers=seen).status_code == 412
    assert otto.delete(path, headers={"If-Match": changed.headers["ETag"]}).status_code == 204
    assert anna.get(path).status_code == 404
    versions = anna.get(f"{path}/versions").json()["items"]
    assert [(one["number"], one["definition"] and one["definition"]["title"]) for one in versions] == [
        (1, "Letters"), (2, "All letters"), (3, None),
    ]  # fmt: skip
    assert otto.post("/v1/workflows", json={"definition": LETTERS}).json()["number"] == 4
    assert "workflow: letters" in anna.get(f"{path}/file").text
    keys = [one["key"] for one in anna.get("/v1/workflows").json()["items"]]
    assert keys == ["blocks", "brands", "letters", "templates", "translations"]


def test_a_workflow_that_cannot_be_is_refused_in_its_own_words(client_as: Somebody) -> None:
    otto = client_as("otto")
    wrong = otto.post("/v1/workflows", json={"definition": {**LETTERS, "stages": []}})
    assert (wrong.status_code, "'stages' is a list with at least one entry" in wrong.json()["detail"]) == (422, True)
    seen = {"If-Match": otto.get("/v1/workflows/blocks").headers["ETag"]}
    other = otto.put("/v1/workflows/blocks", json={"definition": LETTERS}, headers=seen)
    assert (other.status_code, "is of the workflow letters" in other.json()["detail"]) == (422, True)
    assert len(otto.post("/v1/workflows/starter").json()) == 4


def test_a_rule_is_added_changed_and_ended(client_as: Somebody) -> None:
    dora, anna = client_as("dora"), client_as("anna")
    rule = {"block": "privacy-notice", "tags": ["consumer"], "jurisdictions": [], "reason": "Article 13 GDPR"}
    path = "/v1/rules/privacy"
    assert anna.post("/v1/rules", json={"key": "privacy", **rule}).status_code == 403
    added = dora.post("/v1/rules", json={"key": "privacy", **rule})
    assert (added.status_code, added.headers["Location"], added.json()["number"]) == (201, path, 1)
    assert dora.post("/v1/rules", json={"key": "privacy", **rule, "tags": ["all"]}).status_code == 409
    assert anna.get("/v1/rules").json()["items"] == [added.json()]
    seen = {"If-Match": anna.get(path).headers["ETag"]}
    changed = dora.put(path, json={**rule, "jurisdictions": ["IT"]}, headers=seen)
    assert (changed.json()["number"], changed.json()["jurisdictions"]) == (2, ["IT"])
    assert dora.put(path, json=rule, headers=seen).status_code == 412
    assert dora.delete(path, headers={"If-Match": changed.headers["ETag"]}).status_code == 204
    assert (anna.get(path).status_code, anna.get("/v1/rules").json()["items"]) == (404, [])
    versions = anna.get(f"{path}/versions").json()["items"]
    assert [(one["number"], one["ended"], one["author"]) for one in versions] == [
        (1, False, "dora"), (2, False, "dora"), (3, True, "dora"),
    ]  # fmt: skip
    assert dora.post("/v1/rules", json={"key": "nothing", **rule, "tags": []}).status_code == 422
