"""People, groups, rights, folders and delegations through the API, on the record as from the command line."""

from collections.abc import Callable
from typing import Any

from fastapi.testclient import TestClient

from tests.ccm.api.office_api import Served
from tests.ccm.governance.office import ROLES

Somebody = Callable[..., TestClient]


def listed(client: TestClient, path: str, **params: Any) -> list[Any]:
    """Everything of a list, two at a time."""
    found: list[Any] = []
    cursor: dict[str, str] = {}
    while True:
        page = client.get(path, params={"limit": 2, **params, **cursor}).json()
        found += page["items"]
        if page["next"] is None:
            return found
        cursor = {"cursor": page["next"]}


def test_somebody_comes_and_leaves_on_the_record(server: Served, client_as: Somebody) -> None:
    otto, anna = client_as("otto"), client_as("anna")
    added = otto.post(
        "/v1/people", json={"key": "zoe", "name": "Zoe Zimmer", "role": "author", "folder": "retail", "why": "New"}
    )
    assert (added.status_code, added.headers["Location"]) == (201, "/v1/people/zoe")
    assert added.json() == {
        "key": "zoe", "name": "Zoe Zimmer", "active": True, "groups": [],
        "grants": [{"holder": "zoe", "role": "author", "folder": "retail"}],
    }  # fmt: skip
    assert otto.post("/v1/people", json={"key": "zoe"}).status_code == 422
    assert [one["key"] for one in listed(anna, "/v1/people")] == sorted({*ROLES, "zoe"})
    left = otto.post("/v1/people/zoe/deactivation", json={"why": "Has left"})
    assert (left.json()["active"], left.json()["grants"]) == (False, [])
    held = listed(anna, "/v1/people/zoe/history")
    assert [(one["what"], one["of"], one["ends"] is None) for one in held] == [
        ("active", "", False), ("role", "author", False),
    ]  # fmt: skip
    entries = server.office.log()[-3:]
    assert [(entry.act, entry.who, entry.origin) for entry in entries] == [
        ("user-add", "otto", "api"), ("grant", "otto", "api"), ("user-deactivate", "otto", "api"),
    ]  # fmt: skip
    assert anna.get("/v1/people/nobody").status_code == 404


def test_nobody_changes_what_they_may_do_themselves(client_as: Somebody) -> None:
    refused = client_as("otto").post("/v1/grants", json={"holder": "otto", "role": "compliance"})
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/forbidden")
    assert "nobody does so for themselves" in refused.json()["detail"]


def test_groups_have_members_who_come_and_go(client_as: Somebody) -> None:
    otto, anna = client_as("otto"), client_as("anna")
    added = otto.post("/v1/groups", json={"key": "night/desk"})
    assert (added.status_code, added.json()["members"]) == (201, [])
    joined = otto.post("/v1/groups/night/desk/members", json={"person": "ida"})
    assert joined.json()["members"] == ["ida"]
    assert anna.get("/v1/groups/night/desk").json()["members"] == ["ida"]
    assert [one["key"] for one in listed(anna, "/v1/groups")] == ["compliance", "incident", "legal", "night/desk"]
    left = otto.delete("/v1/groups/night/desk/members/ida", params={"why": "On leave"})
    assert (left.status_code, left.json()["members"]) == (200, [])
    assert anna.get("/v1/groups/day").status_code == 404


def test_roles_are_given_and_taken_back(client_as: Somebody) -> None:
    otto, anna = client_as("otto"), client_as("anna")
    given = otto.post("/v1/grants", json={"holder": "legal", "role": "approver", "folder": "retail/"})
    assert given.json() == {"holder": "legal", "role": "approver", "folder": "retail"}
    assert listed(anna, "/v1/grants", holder="legal") == [given.json()]
    assert given.json() in anna.get("/v1/people/bruno").json()["grants"]
    assert listed(anna, "/v1/folders/grants", folder="retail") == [given.json()]
    assert len(listed(anna, "/v1/grants")) == 11
    taken = otto.delete("/v1/grants", params={"holder": "legal", "role": "approver", "folder": "retail"})
    assert (taken.status_code, listed(anna, "/v1/grants", holder="legal")) == (204, [])


def test_things_stand_in_folders_and_nobodys_move_is_lost(client_as: Somebody) -> None:
    otto, anna = client_as("otto"), client_as("anna")
    path = "/v1/folders/placements/template/order-letter"
    before = anna.get(path)
    assert before.json()["folder"] == ""
    assert otto.put(path, json={"folder": "retail"}).status_code == 428
    moved = otto.put(path, json={"folder": "retail"}, headers={"If-Match": before.headers["ETag"]})
    assert (moved.status_code, moved.json()["folder"]) == (200, "retail")
    late = otto.put(path, json={"folder": "legal"}, headers={"If-Match": before.headers["ETag"]})
    assert (late.status_code, late.headers["ETag"]) == (412, moved.headers["ETag"])
    assert listed(anna, "/v1/folders/placements", folder="retail") == [moved.json()]
    assert listed(anna, "/v1/folders/placements", folder="legal") == []
    assert anna.get("/v1/folders/placements", params={"folder": "No Folder"}).status_code == 422


def test_a_kind_of_edit_is_set_and_ended(client_as: Somebody) -> None:
    otto, anna = client_as("otto"), client_as("anna")
    path = "/v1/edit-rights/order-letter"
    before = anna.get(path)
    assert {"holder": "anna", "edits": "text"} in before.json()["held"]
    seen = {"If-Match": before.headers["ETag"]}
    now = otto.put(f"{path}/anna", json={"edits": "everything", "why": "Redesign"}, headers=seen)
    assert now.json()["set"] == [{"holder": "anna", "edits": "everything"}]
    assert {"holder": "anna", "edits": "everything"} in now.json()["held"]
    assert otto.put(f"{path}/fritz", json={"edits": "text"}, headers=seen).status_code == 412
    ended = otto.delete(f"{path}/anna", headers={"If-Match": now.headers["ETag"]})
    assert (ended.json()["set"], ended.headers["ETag"]) == ([], before.headers["ETag"])


def test_one_stands_in_for_another_who_says_so(client_as: Somebody) -> None:
    bruno, carla = client_as("bruno"), client_as("carla")
    made = bruno.post("/v1/delegations", json={"taker": "carla", "until": "2026-12-06", "why": "On leave"})
    assert (made.status_code, made.json()["ends"]) == (201, "2026-12-07T00:00:00Z")
    assert listed(carla, "/v1/delegations", giver="bruno") == [made.json()]
    assert listed(carla, "/v1/delegations", taker="bruno") == []
    assert bruno.delete("/v1/delegations/carla").status_code == 204
    assert bruno.delete("/v1/delegations/carla").status_code == 422
    assert bruno.post("/v1/delegations", json={"taker": "carla", "until": "9999-12-31"}).status_code == 422
    assert bruno.post("/v1/delegations", json={"taker": "otto", "until": "2026-12-06"}).status_code == 422


def test_what_no_database_keeps_is_refused(client_as: Somebody) -> None:
    otto = client_as("otto")
    assert otto.post("/v1/people", json={"key": "zoe", "name": "Z\x00e"}).status_code == 422
    half = rb'{"key": "zoe", "why": "\ud800"}'
    assert otto.post("/v1/people", content=half, headers={"Content-Type": "application/json"}).status_code == 422
    assert otto.get("/v1/grants", params={"holder": "a\x00b"}).status_code == 422
    assert otto.get("/v1/audit", params={"who": "\x00"}).status_code == 422
    assert otto.get("/v1/people/a%00b").status_code == 422


def test_an_administrator_arranges_how_somebody_comes_in(server: Served, client_as: Somebody) -> None:
    otto = client_as("otto")
    made = otto.post("/v1/people/anna/password-link", json={"why": "New here"})
    assert made.status_code == 201, made.text
    assert made.json()["token"] not in str(server.office.log())
    account = {"issuer": "https://login.example.com", "subject": "00u1"}
    linked = otto.post("/v1/people/anna/accounts", json=account)
    assert linked.json() == {"person": "anna", "accounts": [account]}
    assert otto.post("/v1/people/bruno/accounts", json=account).status_code == 422
    assert otto.post("/v1/people/anna/accounts/end", json={}).json()["accounts"] == []
    acts = [row.act for row in server.office.log()[-3:]]
    assert acts == ["password-link", "account-link", "account-unlink"]
