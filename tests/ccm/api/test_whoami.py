"""Who the server takes a caller for, and whom it does not let in."""

from datetime import timedelta

import pytest

from ccm.access.acts import create_key, revoke_key
from tests.ccm.api.office_api import Served


def test_a_key_says_who_asks_and_what_they_may(server: Served) -> None:
    answer = server.client_as("bruno", "view", "decide").get("/v1/whoami")
    assert answer.status_code == 200
    assert answer.json() == {
        "person": "bruno",
        "name": "Bruno",
        "way": "api-key",
        "groups": ["legal"],
        "roles": [{"role": "compliance", "folder": ""}],
        "may": ["archive", "comment", "decide", "edit", "release", "submit", "view"],
        "may_everywhere": ["archive", "comment", "decide", "edit", "release", "submit", "view"],
        "abilities": ["decide", "view"],
        "preferences": {"language": None, "scheme": "auto", "time_zone": None},
    }


def test_how_somebody_wants_the_interface_is_kept_for_them_alone(server: Served) -> None:
    wanted = {"language": "it", "scheme": "dark", "time_zone": "Europe/Rome"}
    bruno = server.client_as("bruno", "view")
    answer = bruno.put("/v1/whoami/preferences", json=wanted)
    assert (answer.status_code, answer.json()) == (200, wanted)
    assert server.client_as("bruno").get("/v1/whoami").json()["preferences"] == wanted
    assert server.client_as("anna").get("/v1/whoami").json()["preferences"]["scheme"] == "auto"
    lighter = bruno.put("/v1/whoami/preferences", json={"scheme": "light"})
    assert lighter.json() == {"language": None, "scheme": "light", "time_zone": None}


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"language": "xx"}, "language"),
        ({"scheme": "pink"}, "scheme"),
        ({"time_zone": "Europe/Atlantis"}, "there is no time zone 'Europe/Atlantis'"),
        ({"time_zone": "../../etc/passwd"}, "there is no time zone"),
        ({"font": "large"}, "font"),
    ],
)
def test_what_no_interface_has_is_refused(server: Served, wanted: dict[str, str], words: str) -> None:
    answer = server.client_as("bruno").put("/v1/whoami/preferences", json=wanted)
    assert answer.status_code == 422
    assert words in answer.json()["detail"]


@pytest.mark.parametrize("shown", ["", "Bearer", "Bearer ccmk_no", "Bearer " + "x" * 3000, "Basic YTpi", "Bearer ÿ"])
def test_who_shows_nothing_that_holds_is_told_how_to(server: Served, shown: str) -> None:
    headers = {"Authorization": shown.encode("latin-1")} if shown else {}
    answer = server.client().get("/v1/whoami", headers=headers)  # type: ignore[arg-type]
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert "ccm key create" in answer.json()["detail"]


def test_a_key_that_was_revoked_or_has_expired_opens_nothing(server: Served) -> None:
    office = server.office
    acting = office.by("anna")
    with office.database.writing() as session:
        key, secret = create_key(session, acting, "anna", "script", ["view"], 1)
        _, short = create_key(session, acting, "anna", "script", ["view"], 1)
    client = server.client(Authorization=f"Bearer {secret}")
    assert client.get("/v1/whoami").status_code == 200
    with office.database.writing() as session:
        revoke_key(session, office.by("otto"), key.id)
    assert client.get("/v1/whoami").status_code == 401
    other = server.client(Authorization=f"bearer {short}")
    assert other.get("/v1/whoami").status_code == 200
    office.at += timedelta(days=1)
    assert other.get("/v1/whoami").status_code == 401
    assert secret not in str(office.log())


def test_every_answer_has_an_id_and_headers_that_keep_it_data(server: Served) -> None:
    client = server.client()
    answer = client.get("/v1/whoami", headers={"X-Request-ID": "from-a-proxy.1"})
    assert answer.headers["x-request-id"] == answer.json()["request_id"] == "from-a-proxy.1"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in answer.headers
    made = client.get("/v1/whoami", headers={"X-Request-ID": "two words\x7f"}).headers["x-request-id"]
    assert made.isalnum()


def test_what_is_not_there_is_a_problem_too(server: Served) -> None:
    answer = server.client().get("/v1/nothing")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert server.client().delete("/v1/whoami").status_code == 405
