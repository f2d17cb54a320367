"""What the server takes at most: bytes, depth, requests, and how often."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from ccm.api.bounds import check_json
from ccm.api.limits import Limits
from ccm.api.problems import ApiError
from ccm.db.session import Database
from tests.ccm.api.office_api import Served, served
from tests.ccm.governance.office import Office
from tests.databases import new_database

LIMITS = Limits(body=20_000, depth=8, tokens=500, text=5_000, per_second=0.1, burst=6)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Served]:
    with new_database("sqlite", tmp_path, None) as database:
        database.upgrade()
        yield from served(Office(database, tmp_path), limits=LIMITS)


def test_a_body_is_bounded_before_anything_is_made_of_it(small: Served) -> None:
    anna = small.client_as("anna")
    large = anna.post("/v1/keys", content=b"x" * 20_001, headers={"Content-Type": "application/json"})
    assert (large.status_code, large.json()["type"]) == (413, "/problems/too-large")
    streamed = anna.post("/v1/keys", content=(b"x" * 5_000 for _ in range(5)))
    assert streamed.status_code == 413
    deep = anna.post("/v1/keys", content=b"[" * 5_000 + b"]" * 5_000, headers={"Content-Type": "application/json"})
    assert (deep.status_code, "nested more than 8 deep" in deep.json()["detail"]) == (422, True)
    lied = anna.post("/v1/keys", content=b"{}", headers={"Content-Length": "9" * 20})
    assert lied.status_code == 413


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"a": "' + b"x" * 6_000 + b'"}', "longer than 5000 bytes"),
        (b"[" + b"1," * 600 + b"1]", "more than 500 fields"),
        (b"{" * 9, "nested more"),
    ],
)
def test_json_that_would_lead_a_reader_astray_is_refused(body: bytes, words: str) -> None:
    with pytest.raises(ApiError, match=words):
        check_json(body, LIMITS)


@pytest.mark.parametrize(
    "body", [b"", b"no json", b'{"a": "[[[[[[[[[[[[[["}', b'{"a\\"[[[[[[[[[[": "\\\\"}', b'"[[[[[[[[[[']
)
def test_what_stands_in_a_text_does_not_count(body: bytes) -> None:
    check_json(body, LIMITS)


def test_who_asks_too_often_is_told_when_to_come_again(small: Served) -> None:
    anna, bruno = small.client_as("anna"), small.client_as("bruno")
    answers = [anna.get("/v1/whoami") for _ in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 6 + [429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 10
    assert bruno.get("/v1/whoami").status_code == 200


def test_health_figures_and_readiness_need_no_key_and_tell_nothing_personal(small: Served) -> None:
    nobody = small.client()
    small.client_as("anna").get("/v1/whoami?customer=Whitmore")
    small.client_as("anna").get("/v1/keys/Whitmore")
    assert nobody.get("/healthz").json() == {"status": "ok"}
    ready = nobody.get("/readyz")
    assert ready.status_code == 503
    assert ready.json()["checks"] == {"database": "ok", "migrations": "ok", "workers": "none were started"}
    figures = nobody.get("/metrics").text
    assert 'ccm_requests_total{method="GET",route="/v1/whoami",status="2xx"} 1.0' in figures
    assert "Whitmore" not in figures
    assert "anna" not in figures


def test_a_server_that_is_full_says_so_and_still_tells_that_it_lives(tmp_path: Path) -> None:
    with new_database("sqlite", tmp_path, None) as database:
        database.upgrade()
        for full in served(Office(database, tmp_path), limits=Limits(requests=0)):
            answer = full.client().get("/v1/whoami")
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
            assert full.client().get("/healthz").status_code == 200


def test_a_database_that_does_not_answer_is_told_by_readiness(tmp_path: Path) -> None:
    with new_database("sqlite", tmp_path, None) as database:
        database.upgrade()
        for server in served(Office(database, tmp_path)):
            object.__setattr__(server.context, "database", _gone(tmp_path))
            answer = server.client().get("/readyz")
            assert answer.json()["checks"]["database"] == "does not answer"


def _gone(folder: Path) -> Database:
    return Database(URL.create("sqlite", database=str(folder)))
