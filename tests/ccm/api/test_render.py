"""Rendering through the API: what is approved goes out whole, archived and logged; nothing else does."""

import base64
import hashlib
import json
import os
import signal
from datetime import timedelta
from typing import Any

import pytest

from ccm.api.routes.render import EXAMPLE
from ccm.archive.store import ArchiveStore
from ccm.governance.books import Books
from ccm.governance.recalling import recall_release
from tests.ccm.api.office_api import Served

DATA: dict[str, Any] = EXAMPLE["data"]  # type: ignore[assignment]


def order(number: str, **more: Any) -> dict[str, Any]:
    return {**DATA, "order": {**DATA["order"], "number": number, **more}}


def test_a_record_is_rendered_in_every_channel_and_its_manifest_proves_the_parts(press: Served) -> None:
    portal = press.client_as("portal", "render")
    answer = portal.post("/v1/render", json={"template": "order-letter", "data": order("A-1", gift=False)})
    assert answer.status_code == 200, answer.text
    sent = answer.json()
    assert sent["release"] == "order-letter#1"
    bodies = {
        part["name"]: part["text"].encode() if part["text"] is not None else base64.b64decode(part["base64"])
        for part in sent["parts"]
    }
    outputs = sent["manifest"]["outputs"]
    for name, body in bodies.items():
        assert outputs[name]["digest"] == f"sha256:{hashlib.sha256(body).hexdigest()}"
    assert bodies["document.pdf"].startswith(b"%PDF")
    assert "A-1" in bodies["sms.txt"].decode()
    assert sent["manifest"]["release"]["digest"] == sent["release_digest"]


def test_what_goes_out_is_in_the_archive_and_in_the_log_first(press: Served) -> None:
    portal = press.client_as("portal", "render")
    wanted = {"template": "order-letter", "channels": ["sms"], "data": order("A-2")}
    sent = portal.post("/v1/render", json=wanted).json()
    with press.office.database.reading() as session:
        kept = ArchiveStore(session).communication(sent["communication"])
    assert press.context.keeper is not None
    entry = press.context.keeper.archive.read(kept)
    assert entry.files["sms.txt"].decode() == sent["parts"][0]["text"]
    row = press.office.log()[-1]
    assert (row.act, row.who, row.origin, row.digest) == ("render", "portal", "api", sent["release_digest"])
    assert sent["communication"] in row.why
    assert "Whitmore" not in str(row)
    again = portal.post("/v1/render", json=wanted).json()
    assert again == sent, "the same again is the same communication, to the byte"


def test_with_an_idempotency_key_nothing_is_rendered_or_logged_twice(press: Served) -> None:
    portal = press.client_as("portal", "render")
    wanted = {"template": "order-letter", "channels": ["sms"], "data": order("A-77")}
    headers = {"Idempotency-Key": "0b54b8ea-render"}
    first = portal.post("/v1/render", json=wanted, headers=headers)
    rows = len(press.office.log())
    again = portal.post("/v1/render", json=wanted, headers=headers)
    assert (again.status_code, again.content) == (200, first.content)
    assert again.headers["idempotency-replayed"] == "true"
    assert len(press.office.log()) == rows
    other = portal.post("/v1/render", json={**wanted, "data": order("A-78")}, headers=headers)
    assert (other.status_code, "used for another request" in other.json()["detail"]) == (422, True)
    as_text = portal.post("/v1/render", json=wanted, headers={**headers, "Accept": "text/plain"})
    assert as_text.status_code == 422


def test_a_part_that_is_given_again_is_as_safe_as_the_first_time(press: Served) -> None:
    portal = press.client_as("portal", "render")
    wanted = {"template": "order-letter", "channels": ["mobile"], "data": order("A-79")}
    headers = {"Idempotency-Key": "a-page", "Accept": "text/html"}
    first, again = (portal.post("/v1/render", json=wanted, headers=headers) for _ in range(2))
    assert (again.content, again.headers["idempotency-replayed"]) == (first.content, "true")
    for name in ("content-type", "content-security-policy", "content-disposition", "ccm-release", "ccm-communication"):
        assert again.headers[name] == first.headers[name]


def test_an_answer_too_long_to_be_kept_is_made_again(press: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ccm.api.unit.MAX_KEPT", 100)
    portal = press.client_as("portal", "render")
    wanted = {"template": "order-letter", "channels": ["sms"], "data": order("A-80")}
    first, again = (portal.post("/v1/render", json=wanted, headers={"Idempotency-Key": "long"}) for _ in range(2))
    assert again.json() == first.json()
    assert "idempotency-replayed" not in again.headers


@pytest.mark.parametrize(
    ("accept", "channels", "begins"),
    [
        ("message/rfc822", ["email"], b"MIME-Version"),
        ("text/plain", ["sms"], b""),
        ("text/html;q=0.9, application/json;q=0.5", ["mobile"], b"<!"),
        ("application/pdf", ["pdf"], b"%PDF"),
    ],
)
def test_one_part_is_given_as_its_bytes(press: Served, accept: str, channels: list[str], begins: bytes) -> None:
    data = {**DATA, "customer": {**DATA["customer"], "email": "j@example.com"}}
    portal = press.client_as("portal", "render")
    wanted = {"release": "order-letter#1", "channels": channels, "data": data}
    answer = portal.post("/v1/render", json=wanted, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].split(";")[0] == accept.split(";")[0]
    assert answer.content.startswith(begins) or channels == ["email"]
    assert answer.headers["ccm-release"] == "order-letter#1"
    assert "sandbox" in answer.headers["content-security-policy"]


def test_a_part_that_is_not_there_is_not_acceptable(press: Served) -> None:
    portal = press.client_as("portal", "render")
    wanted = {"template": "order-letter", "channels": ["sms"], "data": DATA}
    answer = portal.post("/v1/render", json=wanted, headers={"Accept": "application/pdf"})
    assert answer.status_code == 406
    assert "text/plain" in answer.json()["detail"]


def test_amounts_keep_every_digit_and_fields_that_come_twice_are_refused(press: Served) -> None:
    portal = press.client_as("portal", "render")
    exact = json.dumps({"template": "order-letter", "channels": ["sms"], "data": DATA})
    headers = {"Content-Type": "application/json"}
    twice = exact.replace('"gift": true', '"gift": true, "gift": false')
    answer = portal.post("/v1/render", content=twice, headers=headers)
    assert answer.status_code == 422
    assert answer.json()["faults"] == [
        {"where": "data.order", "message": "names the field 'gift' twice; keep one of the two"}
    ]
    nan = exact.replace('"quantity": 1', '"quantity": NaN')
    assert "which is no number" in portal.post("/v1/render", content=nan, headers=headers).json()["detail"]


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"template": None}, 422, "name a template or a release"),
        ({"template": "invoice"}, 409, "nothing of the template invoice is released"),
        ({"template": None, "release": "order-letter#9"}, 404, "there is no release order-letter#9"),
        ({"day": "2020-01-01"}, 409, "no release of the template order-letter is in force on 2020-01-01"),
        ({"channels": ["fax"]}, 422, "not made for the channel 'fax'"),
        ({"channels": []}, 422, "channels"),
        ({"data": {"order": 1}}, 422, "customer"),
        ({"locale": "xx"}, 422, "xx"),
        ({"draft": True}, 422, "draft"),
    ],
)
def test_what_cannot_be_rendered_is_told_in_words(
    press: Served, change: dict[str, Any], status: int, words: str
) -> None:
    wanted = {"template": "order-letter", "channels": ["sms"], "data": DATA, **change}
    answer = press.client_as("portal", "render").post("/v1/render", json=wanted)
    assert answer.status_code == status, answer.text
    assert words in answer.json()["detail"]


def test_only_who_may_render_does(press: Served) -> None:
    wanted = {"template": "order-letter", "channels": ["sms"], "data": DATA}
    for person in ("anna", "bruno", "otto"):
        answer = press.client_as(person).post("/v1/render", json=wanted)
        assert answer.status_code == 403
        assert f"{person} cannot render template order-letter" in answer.json()["detail"]
    narrow = press.client_as("ida", "view").post("/v1/render", json=wanted)
    assert "this API key is for view" in narrow.json()["detail"]
    assert press.client().post("/v1/render", json=wanted).status_code == 401


def test_a_worker_that_is_killed_costs_its_own_request_at_most(press: Served) -> None:
    portal = press.client_as("portal", "render")
    wanted = {"template": "order-letter", "channels": ["sms"], "data": DATA}
    assert portal.post("/v1/render", json=wanted).status_code == 200
    assert press.context.lanes is not None
    for pid in press.context.lanes.pids["quick"]:
        os.kill(pid, signal.SIGKILL)
    answers = [portal.post("/v1/render", json=wanted) for _ in range(3)]
    assert answers[-1].status_code == 200
    for lost in (one for one in answers if one.status_code != 200):
        assert lost.status_code == 503
        assert lost.headers["retry-after"]
        assert "try again" in lost.json()["detail"]


def test_a_draft_is_shown_with_its_mark_and_kept_nowhere(press: Served) -> None:
    before = len(press.office.log())
    anna = press.client_as("anna", "view")
    answer = anna.post("/v1/preview", json={"template": "order-letter", "sample": "gift", "channels": ["sms"]})
    assert answer.status_code == 200, answer.text
    assert answer.json()["parts"][0]["text"].startswith("DRAFT: ")
    folder = press.office.shelf / "templates" / "order-letter"
    files = {str(path.relative_to(folder)): {"text": path.read_text()} for path in folder.rglob("*") if path.is_file()}
    source = files["template.yaml"]["text"]
    files["template.yaml"] = {"text": source.replace('short: "Your order', 'short: "Look: your order')}
    wanted = {"template": "order-letter", "files": files, "channels": ["sms"], "data": DATA}
    assert "Look: your order" in anna.post("/v1/preview", json=wanted).json()["parts"][0]["text"]
    files["template.yaml"] = {"text": "template: [order-letter"}
    broken = anna.post("/v1/preview", json=wanted)
    assert broken.status_code == 422
    assert broken.json()["detail"].startswith("order-letter/template.yaml:")
    wanted["files"] = {"../../outside.yaml": {"text": "x"}}
    assert "is no path of a file" in anna.post("/v1/preview", json=wanted).json()["detail"]
    assert len(press.office.log()) == before
    assert press.client_as("portal").post("/v1/preview", json=wanted).status_code == 403


def test_what_was_recalled_is_not_rendered_any_more(press: Served) -> None:
    portal = press.client_as("portal", "render")
    wanted = {"template": "order-letter", "channels": ["sms"], "data": DATA}
    assert portal.post("/v1/render", json=wanted).status_code == 200
    for person in ("gina", "hugo"):
        press.office.at += timedelta(minutes=1)
        with press.office.database.writing() as session:
            recall_release(Books(session), press.office.by(person), "order-letter#1", "A wrong phone number")
    answer = portal.post("/v1/render", json=wanted)
    assert answer.status_code == 409
    assert "was recalled" in answer.json()["detail"]
