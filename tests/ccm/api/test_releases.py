"""Releases, recalls and verifying through the API."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from fastapi.testclient import TestClient

from ccm.outputs import write_record
from ccm.rendering import Rendering
from ccm.sending import release_in_force
from ccm.workers.lanes import Lanes, LaneSize
from ccm.workers.slot import Setup
from tests.ccm.api.office_api import Served, served
from tests.ccm.governance.office import Office

Somebody = Callable[..., TestClient]


def test_a_release_is_found_in_every_way(server: Served, client_as: Somebody) -> None:
    stored = server.office.released()
    anna = client_as("anna")
    by_digest = anna.get(f"/v1/releases/{stored.digest}")
    assert by_digest.json()["name"] == "order-letter#1"
    assert by_digest.json()["lock"]["template"]["key"] == "order-letter"
    for path in (f"/v1/releases/{stored.digest[7:17]}", "/v1/releases/order-letter/1"):
        assert anna.get(path).json() == by_digest.json()
    lock = yaml.safe_load(anna.get(f"/v1/releases/{stored.digest}/lock").text)
    assert lock == by_digest.json()["lock"]
    in_force = {"template": "order-letter"}
    assert anna.get("/v1/releases/in-force", params=in_force).json() == by_digest.json()
    early = anna.get("/v1/releases/in-force", params=in_force | {"day": "2026-01-01"})
    assert (early.status_code, "is in force on 2026-01-01" in early.json()["detail"]) == (409, True)
    [use] = anna.get("/v1/where-used", params={"block": "privacy-notice"}).json()["items"]
    assert (use["template"], use["release"], use["release_digest"]) == ("order-letter", stored.name, stored.digest)
    assert anna.get("/v1/releases/order-letter/2").status_code == 404
    assert anna.get("/v1/releases/00000000").status_code == 404


def test_releases_are_listed_with_how_they_stand(server: Served, client_as: Somebody) -> None:
    server.office.released()
    dora, anna = client_as("dora"), client_as("anna")
    server.office.edit("fritz", "templates/order-letter/template.yaml", "Thank you", "Many thanks")
    server.office.submit("anna", "template:order-letter")
    server.office.approve("dora", "template:order-letter")
    made = dora.post("/v1/releases", json={"template": "order-letter", "starts": "2027-01-01", "ends": "2027-06-30"})
    assert (made.status_code, made.json()["status"]) == (201, "not-in-force")
    assert made.headers["Location"] == f"/v1/releases/{made.json()['digest']}"
    first = anna.get("/v1/releases", params={"limit": 1}).json()
    rest = anna.get("/v1/releases", params={"limit": 1, "cursor": first["next"]}).json()
    both = [(one["name"], one["status"]) for one in (*first["items"], *rest["items"])]
    assert (both, rest["next"]) == ([("order-letter#1", "in-force"), ("order-letter#2", "not-in-force")], None)
    later = anna.get("/v1/releases", params={"day": "2027-02-01", "template": "order-letter"}).json()["items"]
    assert [one["status"] for one in later] == ["not-in-force", "in-force"]
    assert anna.post("/v1/releases", json={"template": "order-letter"}).status_code == 403
    past = dora.post("/v1/releases", json={"template": "order-letter", "starts": "2020-01-01"})
    assert (past.status_code, "give today or a later day" in past.json()["detail"]) == (409, True)


def test_two_people_on_call_stop_a_release(server: Served, client_as: Somebody) -> None:
    stored = server.office.released()
    gina, hugo, anna = client_as("gina"), client_as("hugo"), client_as("anna")
    asked = {"release": "order-letter#1", "reason": "The rates are wrong"}
    assert anna.post("/v1/recalls", json=asked).status_code == 403
    assert gina.post("/v1/recalls", json={**asked, "reason": " "}).status_code == 422
    noted = gina.post("/v1/recalls", json=asked)
    assert (noted.status_code, noted.json()["stopped"], noted.json()["missing"]) == (201, False, 1)
    assert gina.post("/v1/recalls", json=asked).status_code == 409
    stopped = hugo.post("/v1/recalls", json=asked).json()
    assert (stopped["stopped"], stopped["missing"], stopped["release"]) == (True, 0, stored.digest)
    assert anna.get(f"/v1/releases/{stored.digest}").json()["status"] == "recalled"
    refused = anna.get("/v1/releases/in-force", params={"template": "order-letter"})
    assert (refused.status_code, "was recalled on" in refused.json()["detail"]) == (409, True)
    calls = anna.get(f"/v1/submissions/{stored.submission}").json()["recalls"]
    assert [one["person"] for one in calls] == ["gina", "hugo"]


def test_a_recall_is_of_a_release_or_of_a_subject(server: Served, client_as: Somebody) -> None:
    server.office.released()
    gina = client_as("gina")
    both = {"release": "order-letter#1", "subject": "block:privacy-notice", "reason": "no"}
    assert gina.post("/v1/recalls", json=both).status_code == 422
    assert gina.post("/v1/recalls", json={"reason": "no"}).status_code == 422
    noted = gina.post("/v1/recalls", json={"subject": "block:privacy-notice", "reason": "Wrong address"})
    assert (noted.status_code, noted.json()["release"]) == (201, None)
    assert gina.post("/v1/recalls", json={"subject": "block:nothing", "reason": "no"}).status_code == 404


@pytest.fixture
def anna_with_worker(office: Office) -> Iterator[TestClient]:
    """Anna, at a server that renders."""
    lanes = Lanes(
        Setup(office.database.engine.url.render_as_string(hide_password=False)), {"pages": LaneSize(1, 8, 60)}
    )
    for made in served(office, lanes=lanes):
        yield made.client_as("anna")


@pytest.fixture
def communication(server: Served, tmp_path: Path) -> dict[str, str]:
    """The files of a text message that was sent, in base64."""
    server.office.released()
    with server.office.database.reading() as session:
        release = release_in_force(session, "order-letter", server.office.at.date())
    record = next(iter(release.template.samples.values()))
    rendered = Rendering(release, ("sms",)).render(record)
    folder = write_record(tmp_path / "out", release, record, rendered)
    return {path.name: b64encode(path.read_bytes()).decode() for path in folder.iterdir()}


def test_a_communication_is_what_its_manifest_says(anna_with_worker: TestClient, communication: dict[str, str]) -> None:
    anna = anna_with_worker
    found = anna.post("/v1/verifications", json={"files": communication}).json()
    assert found["identical"] is True, found
    altered = communication | {"sms.txt": b64encode(b"Send me money").decode()}
    forged = anna.post("/v1/verifications", json={"files": altered}).json()
    assert (forged["identical"], [one["code"] for one in forged["differences"]]) == (False, ["altered"])
    missing = {name: body for name, body in communication.items() if name != "data.json"}
    assert anna.post("/v1/verifications", json={"files": missing}).json()["identical"] is False


def test_what_is_no_communication_is_refused(anna_with_worker: TestClient) -> None:
    anna = anna_with_worker
    for files, words in (
        ({"sms.txt": "SGVsbG8="}, "cannot be read"),
        ({"manifest.json": "e30="}, "is of format"),
        ({"manifest.json": "no base64"}, "is not in base64"),
        ({"../manifest.json": "e30="}, "files"),
        ({}, "files"),
    ):
        answer = anna.post("/v1/verifications", json={"files": files})
        assert answer.status_code == 422, answer.text
        assert words in answer.json()["detail"]
        assert "ccm-verify" not in answer.json()["detail"]
