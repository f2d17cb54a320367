"""Browser sessions: signing in, what a cookie alone cannot do, and how sessions end."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from ccm.access.passwords import FREE_GUESSES
from ccm.access.signing_in import link_for_password
from ccm.access.tables import BrowserSessionRow, FailureRow, PasswordRow
from tests.ccm.api.office_api import Served

GOOD = "four plain words here"


def let_in(server: Served, person: str, password: str = GOOD) -> None:
    """Give somebody a password, as they set it with a link."""
    with server.office.database.writing() as session:
        token, _ = link_for_password(session, server.office.by("otto"), person)
    answer = server.client().post("/v1/session/password", json={"token": token, "new": password})
    assert answer.status_code == 200, answer.text
    again = server.client().post("/v1/session/password", json={"token": token, "new": password})
    assert again.status_code == 422


def signed_in(server: Served, person: str) -> tuple[TestClient, dict[str, str]]:
    browser = server.client()
    answer = browser.post("/v1/session", json={"person": person, "password": GOOD})
    assert answer.status_code == 201, answer.text
    return browser, {"X-CSRF-Token": answer.json()["csrf"]}


def test_who_signs_in_is_who_they_are_until_they_sign_out(server: Served) -> None:
    let_in(server, "anna")
    browser, csrf = signed_in(server, "Anna".lower())
    cookie = browser.cookies.jar.__iter__().__next__()
    assert cookie.name == "__Host-ccm-session"
    assert cookie.secure
    assert browser.get("/v1/whoami").json()["way"] == "password"
    assert browser.get("/v1/session").json()["csrf"] == csrf["X-CSRF-Token"]
    assert browser.delete("/v1/session", headers=csrf).status_code == 200
    assert browser.get("/v1/whoami").status_code == 401
    with server.office.database.reading() as session:
        assert session.scalars(select(BrowserSessionRow)).all() == []
    acts = [row.act for row in server.office.log()]
    assert acts[-4:] == ["password-link", "password-set", "sign-in", "sign-out"]


def test_a_cookie_alone_changes_nothing(server: Served) -> None:
    let_in(server, "anna")
    browser, csrf = signed_in(server, "anna")
    wanted = {"name": "mine", "abilities": ["view"]}
    assert browser.post("/v1/keys", json=wanted).json()["type"] == "/problems/csrf"
    assert browser.post("/v1/keys", json=wanted, headers={"X-CSRF-Token": "x" * 64}).status_code == 403
    for foreign in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert browser.post("/v1/keys", json=wanted, headers={**csrf, **foreign}).status_code == 403
        signing = server.client().post("/v1/session", json={"person": "anna", "password": GOOD}, headers=foreign)
        assert signing.status_code == 403
    own = {**csrf, "Origin": "https://testserver", "Sec-Fetch-Site": "same-origin"}
    assert browser.post("/v1/keys", json=wanted, headers=own).status_code == 201


def test_wrong_passwords_close_the_door_for_a_while_and_tell_nothing(server: Served) -> None:
    let_in(server, "anna")
    stranger = server.client()
    answers = []
    for person in ("anna", "nobody-of-that-name"):
        wrong = {"person": person, "password": "not the password"}
        answers.append([stranger.post("/v1/session", json=wrong) for _ in range(FREE_GUESSES)])
        server.office.at += timedelta(days=2)
    mine, others = answers
    assert [one.status_code for one in mine] == [401] * FREE_GUESSES
    assert [one.json()["detail"] for one in mine] == [one.json()["detail"] for one in others]
    wrong = {"person": "anna", "password": "not the password"}
    for _ in range(FREE_GUESSES + 2):  # the clock goes on by minutes, so the door opens now and then, for less and less
        last = stranger.post("/v1/session", json=wrong)
        if last.status_code == 429:
            break
        server.office.at -= timedelta(minutes=2)
    assert last.status_code == 429
    server.office.at -= timedelta(minutes=2)
    assert last.headers["retry-after"]
    right = stranger.post("/v1/session", json={"person": "anna", "password": GOOD})
    assert right.status_code == 429, "the right password does not open a closed door"
    server.office.at += timedelta(hours=2)
    assert stranger.post("/v1/session", json={"person": "anna", "password": GOOD}).status_code == 201
    with server.office.database.reading() as session:
        kept = str(session.execute(select(FailureRow.__table__)).all())
    assert "anna" not in kept


def test_sessions_end_when_they_are_idle_old_or_their_person_leaves(server: Served) -> None:
    let_in(server, "anna")
    browser, _ = signed_in(server, "anna")
    server.office.at += timedelta(minutes=25)
    assert browser.get("/v1/whoami").status_code == 200
    server.office.at += timedelta(minutes=25)
    assert browser.get("/v1/whoami").status_code == 200, "it was seen in between"
    server.office.at += timedelta(minutes=31)
    assert browser.get("/v1/whoami").status_code == 401
    browser, _ = signed_in(server, "anna")
    for _ in range(30):
        server.office.at += timedelta(minutes=25)
        last = browser.get("/v1/whoami")
    assert last.status_code == 401


def test_a_new_password_ends_every_session(server: Served) -> None:
    let_in(server, "anna")
    browser, csrf = signed_in(server, "anna")
    other, _ = signed_in(server, "anna")
    change = {"old": GOOD, "new": "four other words there"}
    assert browser.put("/v1/session/password", json={**change, "old": "x"}, headers=csrf).status_code == 403
    short = browser.put("/v1/session/password", json={**change, "new": "short"}, headers=csrf)
    assert short.status_code == 422
    assert browser.put("/v1/session/password", json=change, headers=csrf).status_code == 200
    assert [one.get("/v1/whoami").status_code for one in (browser, other)] == [401, 401]
    with server.office.database.reading() as session:
        kept = session.scalars(select(PasswordRow.hash)).all()
    assert [one.startswith("$argon2id$") for one in kept] == [True]


def test_a_link_is_for_whom_an_administrator_made_it_and_for_a_day(server: Served) -> None:
    with server.office.database.writing() as session:
        token, _ = link_for_password(session, server.office.by("otto"), "anna")
    assert token not in str(server.office.log())
    server.office.at += timedelta(hours=25)
    late = server.client().post("/v1/session/password", json={"token": token, "new": GOOD})
    assert "too old" in late.json()["detail"]
    for person in ("anna", "bruno"):
        with pytest.raises(PermissionError), server.office.database.writing() as session:
            link_for_password(session, server.office.by(person), "anna")
