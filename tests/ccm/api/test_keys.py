"""API keys over the API, and what every route that lists, creates and writes has from them: pages, repetition."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from ccm.access.tables import AnswerRow, ApiKeyRow
from tests.ccm.api.office_api import Served

WANTED = {"name": "portal", "abilities": ["render"]}


def test_a_key_is_shown_once_and_revoked(server: Served) -> None:
    otto = server.client_as("otto")
    made = otto.post("/v1/keys", json={**WANTED, "person": "ida", "days": 30})
    assert made.status_code == 201, made.text
    secret = made.json()["secret"]
    ida = server.client(Authorization=f"Bearer {secret}")
    assert ida.get("/v1/whoami").json()["abilities"] == ["render"]
    listed = server.client_as("ida").get("/v1/keys").json()
    assert [key["created_by"] for key in listed["items"] if key["id"] == made.json()["id"]] == ["otto"]
    assert "secret" not in str(listed)
    assert otto.delete(f"/v1/keys/{made.json()['id']}").status_code == 200
    assert ida.get("/v1/whoami").status_code == 401
    with server.office.database.reading() as session:
        assert secret not in str(session.execute(select(ApiKeyRow.__table__)).all())


@pytest.mark.parametrize(
    ("person", "wanted", "status", "words"),
    [
        ("anna", {**WANTED, "person": "ida"}, 403, "anna cannot manage"),
        ("otto", {**WANTED, "person": "dora", "abilities": ["decide"]}, 403, "dora makes such a key"),
        ("otto", {**WANTED, "person": "nobody"}, 404, "there is no user 'nobody'"),
        ("anna", {**WANTED, "abilities": ["fly"]}, 422, "not for 'fly'"),
        ("anna", {**WANTED, "days": 1000}, 422, "days"),
        ("anna", {**WANTED, "name": "a\u202eb"}, 422, "give a name"),
    ],
)
def test_who_makes_which_key(server: Served, person: str, wanted: dict[str, object], status: int, words: str) -> None:
    answer = server.client_as(person).post("/v1/keys", json=wanted)
    assert (answer.status_code, words in answer.json()["detail"]) == (status, True), answer.text


def test_a_key_makes_no_key_that_is_for_more_than_itself(server: Served) -> None:
    narrow = server.client_as("anna", "manage", "view")
    assert narrow.post("/v1/keys", json={**WANTED, "abilities": ["view"]}).status_code == 201
    answer = narrow.post("/v1/keys", json={**WANTED, "abilities": ["edit", "view"]})
    assert (answer.status_code, "is not for edit" in answer.json()["detail"]) == (403, True)


def test_the_same_request_twice_is_done_once(server: Served) -> None:
    anna = server.client_as("anna")
    once = {"Idempotency-Key": str(uuid4())}
    first, second = (anna.post("/v1/keys", json=WANTED, headers=once) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    assert second.headers["idempotency-replayed"] == "true"
    assert second.headers["content-type"] == "application/json"
    other = anna.post("/v1/keys", json={**WANTED, "name": "other"}, headers=once)
    assert (other.status_code, other.json()["type"]) == (422, "/problems/idempotency-key")
    assert server.client_as("bruno").post("/v1/keys", json=WANTED, headers=once).json() != first.json()
    assert anna.post("/v1/keys", json=WANTED, headers={"Idempotency-Key": "two words"}).status_code == 422
    with server.office.database.reading() as session:
        kept = str(session.execute(select(AnswerRow.__table__)).all())
        assert session.query(ApiKeyRow).filter_by(name="portal").count() == 2
    assert first.json()["secret"] not in kept
    assert once["Idempotency-Key"] not in kept


def test_what_was_refused_is_not_kept_and_can_be_asked_again(server: Served) -> None:
    anna = server.client_as("anna")
    once = {"Idempotency-Key": str(uuid4())}
    assert anna.post("/v1/keys", json={**WANTED, "person": "ida"}, headers=once).status_code == 403
    before = len(server.office.log())
    assert anna.post("/v1/keys", json=WANTED, headers=once).status_code == 201
    assert len(server.office.log()) == before + 1


def test_a_list_comes_in_pages_that_miss_nothing(server: Served) -> None:
    otto = server.client_as("otto")
    for _ in range(6):
        server.client_as("anna")
    ids: list[str] = []
    cursor = None
    while True:
        page = otto.get("/v1/keys", params={"limit": 3} | ({"cursor": cursor} if cursor else {})).json()
        assert len(page["items"]) <= 3
        ids += [key["id"] for key in page["items"]]
        if (cursor := page["next"]) is None:
            break
    assert len(ids) == len(set(ids)) == 7
    assert ids == sorted(ids)
    assert otto.get("/v1/keys", params={"cursor": "*"}).status_code == 422
    assert otto.get("/v1/keys", params={"limit": 201}).status_code == 422


def test_an_answer_that_cannot_be_committed_is_no_success(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full, with the name of a customer")

    anna = server.client_as("anna")
    monkeypatch.setattr("sqlalchemy.orm.Session.commit", fail)
    monkeypatch.setattr("sqlalchemy.orm.SessionTransaction.commit", fail)
    answer = anna.post("/v1/keys", json=WANTED)
    assert answer.status_code == 500
    assert "customer" not in answer.text
    monkeypatch.undo()
    assert anna.post("/v1/keys", json=WANTED).status_code == 201, "the turn to write was given back"
