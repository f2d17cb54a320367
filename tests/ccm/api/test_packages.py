"""What a submission puts before its approvers, looked at through the API: exactly that, and how it was before."""

from collections.abc import Iterator
from typing import Any

import pytest

from ccm.api.models.views import Views
from tests.ccm.api.office_api import Served, press

LETTER, BLOCK = "template:order-letter", "block:privacy-notice"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An office in which a changed letter and a changed block are before their approvers."""
    for served in press(tmp_path_factory.mktemp("packages")):
        office = served.office
        office.edit("fritz", "templates/order-letter/template.yaml", "Thank you for your order", "Many thanks")
        office.submit("fritz", LETTER)
        office.edit("dora", "blocks/privacy-notice/block.yaml", "version: 1", "version: 2")
        office.edit("dora", "blocks/privacy-notice/block.yaml", "**Your data.** We process", "**Your data.** We use")
        yield served


def open_of(server: Served, subject: str) -> str:
    found = server.client_as("dora").get("/v1/submissions", params={"subject": subject, "status": "open"}).json()
    [one] = found["items"]
    return str(one["id"])


def package(server: Served, submission: str) -> list[dict[str, Any]]:
    answer = server.client_as("dora", "view").get(f"/v1/submissions/{submission}/package")
    assert answer.status_code == 200, answer.text
    forms: list[dict[str, Any]] = answer.json()["forms"]
    return forms


def seen(server: Served, submission: str, **wanted: Any) -> Any:
    return server.client_as("dora", "view").get(f"/v1/submissions/{submission}/views", params=wanted)


def test_a_letter_is_seen_as_submitted_and_as_customers_got_it(server: Served) -> None:
    number = open_of(server, LETTER)
    [form] = package(server, number)
    assert form["title"] == "First letter"
    assert form["submitted"] == {
        "name": "template order-letter, version 2", "samples": ["first", "gift"], "locales": ["en-GB", "it"],
        "channels": ["pdf", "email", "sms", "mobile"],
    }  # fmt: skip
    assert form["before"]["name"] == "order-letter#1"
    wanted = {"subject": LETTER, "sample": "first", "locale": "en-GB", "channel": ["pdf", "email"]}
    now, before = (
        Views.model_validate(seen(server, number, side=side, **wanted).json()) for side in ("submitted", "before")
    )
    assert now.email
    assert before.email
    assert ("Many thanks" in now.email.html, "Many thanks" in before.email.html) == (True, False)
    assert now.pdf
    assert before.pdf
    assert (now.pdf.failed, before.pdf.failed, now.sms) == (False, False, None)
    assert now.pdf.pages[0].source != before.pdf.pages[0].source
    assert "DRAFT" in before.email.subject, "what was sent is looked at as a draft, so that only the change differs"


def test_a_block_is_seen_in_a_letter_in_each_version(server: Served) -> None:
    with server.office.database.reading():
        server.office.submit("anna", BLOCK)
    number = open_of(server, BLOCK)
    [form] = package(server, number)
    assert (form["title"], form["before"]["name"]) == ("Privacy notice", "block privacy-notice, version 1")
    wanted = {"subject": BLOCK, "sample": "specimen", "locale": "en-GB", "channel": ["mobile"]}
    now, before = (seen(server, number, side=side, **wanted).json() for side in ("submitted", "before"))
    assert "We use your personal data" in now["mobile"]["html"]
    assert "We process your personal data" in before["mobile"]["html"]


def test_what_is_not_in_the_package_is_not_shown(server: Served) -> None:
    number = open_of(server, LETTER)
    wanted = {"sample": "first", "locale": "en-GB", "channel": ["sms"]}
    stranger = seen(server, number, subject="template:another", **wanted)
    assert stranger.status_code == 409
    assert "is no part of submission" in stranger.json()["detail"]
    nothing = seen(server, number, subject=LETTER, **{**wanted, "sample": "gone"})
    assert "has no sample 'gone'" in nothing.json()["detail"]
    assert seen(server, "4711", subject=LETTER, **wanted).status_code == 404
    assert server.client_as("portal").get(f"/v1/submissions/{number}/package").status_code == 403
