"""The web application: one page for every address, its files by digest, under a policy that lets in nothing foreign."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import URL

from ccm.api import web
from ccm.api.app import create_app
from ccm.api.context import Context
from ccm.api.described import described
from ccm.db.session import Database

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the build leaves it."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "index-B1x_9.js").write_text("start()")
    (tmp_path / "index.html").write_text("<!doctype html><title>ccm</title>")
    (tmp_path / "icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path.parent / "secret.txt").write_text("secret")
    monkeypatch.setattr(web, "FOLDER", tmp_path)
    return tmp_path


@pytest.fixture
def client() -> Iterator[TestClient]:
    database = Database(URL.create("sqlite"))
    with TestClient(create_app(Context(database)), raise_server_exceptions=False) as client:
        yield client
    database.close()


@pytest.mark.parametrize("address", ["/", "/templates/invoice/edit", "/submissions/12", "/archive"])
def test_every_address_is_the_page_which_is_asked_for_anew(client: TestClient, built: Path, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert answer.headers["cache-control"] == "no-cache"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy


def test_a_built_file_is_kept_for_ever(client: TestClient, built: Path) -> None:
    answer = client.get("/assets/index-B1x_9.js")
    assert (answer.status_code, answer.text) == (200, "start()")
    assert "immutable" in answer.headers["cache-control"]
    assert client.get("/icon.svg").headers["content-type"].startswith("image/svg+xml")


@pytest.mark.parametrize(
    "address", ["/assets/gone.js", "/assets/..%2Findex.html", "/assets/%2e%2e%2f%2e%2e%2fsecret.txt", "/assets/.env"]
)
def test_nothing_else_is_served_as_a_file(client: TestClient, built: Path, address: str) -> None:
    answer = client.get(address)
    assert "secret" not in answer.text
    assert answer.status_code == 404 or answer.headers["content-type"].startswith("text/html")


def test_an_unknown_address_of_the_api_is_no_page(client: TestClient, built: Path) -> None:
    answer = client.get("/v1/nothing")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_where_it_was_not_built_the_server_says_how_to_build_it(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "FOLDER", tmp_path / "nothing")
    answer = client.get("/")
    assert answer.status_code == 404
    assert "npm ci && npm run build" in answer.json()["detail"]


def test_the_types_of_the_application_are_made_from_the_api_as_it_is() -> None:
    """Where this fails, run 'make openapi'."""
    assert (ROOT / "web" / "openapi.json").read_text(encoding="utf-8") == described()
