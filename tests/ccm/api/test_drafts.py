"""Drafts through the API: nobody's work is lost, and who saved what stays on record."""

import base64
import json
from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response

from content_blocks.files import read_files
from tests.ccm.api.office_api import Served

BLOCK = "/v1/blocks/privacy-notice"
LETTER = "/v1/templates/order-letter"


def files_of(server: Served, path: str) -> dict[str, Any]:
    folder = server.office.shelf / path.removeprefix("/v1/")
    return {name: {"text": body.decode()} for name, body in read_files(folder).items()}


def put(client: TestClient, path: str, body: Any, seen: object) -> Response:
    return client.put(path, json=body, headers={"If-Match": f'"{seen}"'})


def test_a_draft_is_saved_on_top_of_what_was_seen_and_published(server: Served) -> None:
    fritz, anna = server.client_as("fritz"), server.client_as("anna")
    files = files_of(server, LETTER)
    files["template.yaml"]["text"] = files["template.yaml"]["text"].replace("Thank you", "Many thanks")
    files["assets/dot.png"] = {"base64": base64.b64encode(b"\x89PNG\xff").decode()}
    assert fritz.get(f"{LETTER}/draft").status_code == 404
    begun = put(fritz, f"{LETTER}/draft", {"files": files, "base": 1}, 0)
    assert (begun.status_code, begun.headers["ETag"]) == (200, '"1"')
    assert begun.json()["files"].keys() == files.keys()

    stale = put(anna, f"{LETTER}/draft", {"files": files}, 0)
    assert (stale.status_code, stale.json()["type"]) == (412, "/problems/stale")
    assert put(anna, f"{LETTER}/draft", {"files": files}, 1).status_code == 200
    assert anna.put(f"{LETTER}/draft", json={"files": files}).status_code == 428

    shown = fritz.get(f"{LETTER}/draft")
    assert (shown.headers["ETag"], shown.json()["author"], shown.json()["files"]) == ('"2"', "anna", files)
    [listed] = fritz.get("/v1/drafts").json()["items"]
    assert (listed["kind"], listed["key"], listed["newest"], listed["revision"]) == ("template", "order-letter", 1, 2)

    headers = {"If-Match": '"2"', "Idempotency-Key": "publish-1"}
    made = fritz.post(f"{LETTER}/draft/publish", json={"message": "Warmer"}, headers=headers)
    assert (made.status_code, made.json()["version"], made.json()["new"]) == (200, 2, True)
    again = fritz.post(f"{LETTER}/draft/publish", json={"message": "Warmer"}, headers=headers)
    assert (again.json(), again.headers["Idempotency-Replayed"]) == (made.json(), "true")
    assert fritz.get(f"{LETTER}/versions/2").json()["message"] == "Warmer"
    assert fritz.get(f"{LETTER}/versions/2/files").json()["files"] == files
    assert [row.act for row in server.office.log()[-3:]] == ["draft-save", "draft-save", "version-add"]


def test_what_the_kind_of_edit_forbids_is_refused_in_the_words_of_the_command_line(server: Served) -> None:
    anna = server.client_as("anna")
    files = files_of(server, BLOCK)
    files["block.yaml"]["text"] = files["block.yaml"]["text"].replace("**Your data.**", "**Data.**")
    refused = put(anna, f"{BLOCK}/draft", {"files": files}, 0)
    assert refused.status_code == 403
    assert "needs the kind of edit 'everything' (the block is locked), and anna has 'text'" in refused.json()["detail"]
    assert put(anna, f"{LETTER}/draft", {"files": {"template.yaml": {"text": "x: ["}}}, 0).status_code == 403
    assert anna.get("/v1/drafts").json() == {"items": [], "next": None}
    for bad in (
        {"../x": {"text": ""}}, {".git/x": {"text": ""}}, {"x": {"base64": "?"}}, {"x": {"text": "\ud800"}},
        {"x": {"text": ""}, "x/y": {"text": ""}}, {"ü" * 150: {"text": ""}},
    ):  # fmt: skip
        answer = server.client_as("fritz").put(
            f"{LETTER}/draft", content=json.dumps({"files": bad}), headers={"If-Match": '"0"'}
        )
        assert answer.status_code == 422, answer.text


def test_one_file_is_saved_and_taken_out(server: Served) -> None:
    fritz = server.client_as("fritz")
    note = {"text": "# Notes\n"}
    saved = put(fritz, f"{LETTER}/draft/files/notes/style.md", note, 0)
    assert saved.status_code == 200, saved.text
    assert (saved.json()["base"], saved.json()["revision"]) == (1, 1)
    assert saved.json()["files"].keys() == {*files_of(server, LETTER), "notes/style.md"}
    gone = fritz.delete(f"{LETTER}/draft/files/notes/style.md", headers={"If-Match": '"1"'})
    assert gone.json()["files"].keys() == files_of(server, LETTER).keys()
    missing = fritz.delete(f"{LETTER}/draft/files/none", headers={"If-Match": '"2"'})
    assert (missing.status_code, missing.json()["detail"]) == (404, "order-letter@draft has no file 'none'")


def test_a_discarded_draft_is_on_record_and_its_tag_never_comes_back(server: Served) -> None:
    fritz = server.client_as("fritz")
    new = "/v1/blocks/begun"
    assert put(fritz, f"{new}/draft", {"files": {"block.yaml": {"text": "block: ["}}}, 0).headers["ETag"] == '"1"'
    half = fritz.post(f"{new}/draft/publish", json={}, headers={"If-Match": '"1"'})
    assert (half.status_code, half.json()["detail"].partition(":")[0]) == (422, "begun/block.yaml")
    assert fritz.delete(f"{new}/draft", headers={"If-Match": '"7"'}).status_code == 412
    gone = fritz.delete(f"{new}/draft?why=No+need", headers={"If-Match": '"1"'})
    assert (gone.status_code, gone.json()["author"]) == (200, "fritz")
    assert server.office.log()[-1].why == "revision 1. No need"
    assert put(fritz, f"{new}/draft", {"files": {"block.yaml": {"text": ""}}}, 1).status_code == 412
    assert put(fritz, f"{new}/draft", {"files": {"block.yaml": {"text": ""}}}, 0).headers["ETag"] == '"3"'


def test_a_template_is_begun_as_a_draft_that_can_be_published(server: Served) -> None:
    fritz = server.client_as("fritz")
    begun = fritz.post("/v1/templates", json={"key": "welcome-letter"})
    assert begun.status_code == 201, begun.text
    draft = fritz.get(begun.headers["location"])
    published = fritz.post(f"{begun.headers['location']}/publish", json={}, headers={"If-Match": draft.headers["etag"]})
    assert published.status_code == 200, published.text
    taken = fritz.post("/v1/templates", json={"key": "welcome-letter"})
    assert (taken.status_code, "there is a template welcome-letter already" in taken.json()["detail"]) == (422, True)
    assert fritz.post("/v1/templates", json={"key": "../x"}).status_code == 422
    assert server.client_as("anna").post("/v1/templates", json={"key": "other-letter"}).status_code == 403
