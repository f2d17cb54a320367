"""The check of what somebody is writing: each finding at its node, with a fix where one is plain."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.ccm.api.office_api import Served, press

LONG = (
    "Notwithstanding the aforementioned contractual obligations, the beneficiary acknowledges that the administrative "
    "institution retains discretionary authority regarding supplementary remuneration and additional considerations "
    "applicable throughout the entirety of the contractually determined transitional period."
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from press(tmp_path_factory.mktemp("checks"))


def checked(server: Served, key: str = "order-letter", kind: str = "template", **wanted: Any) -> dict[str, Any]:
    answer = server.client_as("anna", "view").post("/v1/checks", json={"kind": kind, "key": key, **wanted})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def source(server: Served, *replaced: tuple[str, str]) -> dict[str, Any]:
    """The letter with other words in it, as a change that is not saved."""
    text = (server.office.shelf / "templates" / "order-letter" / "template.yaml").read_text()
    for before, after in replaced:
        assert before in text, before
        text = text.replace(before, after, 1)
    return {"template.yaml": {"text": text}}


def found(body: dict[str, Any], code: str) -> dict[str, Any]:
    there: list[dict[str, Any]] = [one for one in body["findings"] if one["code"] == code]
    assert there, [one["code"] for one in body["findings"]]
    return there[0]


def test_a_letter_that_is_right_is_told_so_with_how_it_reads(server: Served) -> None:
    body = checked(server)
    assert body["ok"] is True
    assert {one["severity"] for one in body["findings"]} <= {"note", "warning"}
    assert {one["locale"]: one["measure"] for one in body["readings"]} == {"en-GB": "flesch", "it": "gulpease"}
    assert body["readings"][0]["whole"]["words"] > 25
    assert {one["locale"]: one["limit"] for one in body["messages"]} == {"en-GB": 2, "it": 2}


@pytest.mark.parametrize(
    ("before", "after", "code", "node", "field", "fix"),
    [
        ("Dear {{ customer.name }}", "Dear {{ customer.nme }}", "unknown-variable", "greeting", None,
         ("replace", "customer.nme", "customer.name")),
        ("{{ line.quantity | number }}", "{{ line.quantity }}", "not-text", "lines", "columns.quantity.value",
         ("replace", "line.quantity", "line.quantity | number")),
        ("Thank you for", "Thank you, {{ customer.email }}, for", "may-be-undefined", "title", None,
         ("guard", "", "customer.email is defined")),
        ("when: order.gift", "when: order.gft", "unknown-variable", "gift-or-not", "if",
         ("replace", "order.gft", "order.gift")),
        ("- block: privacy-notice", "- block: privacy-notce", "unknown-block", "privacy", None,
         ("set", "block", "privacy-notice")),
        ("subject: \"Your order", "subject: \"Your order {{ order.numbr }}", "unknown-variable", None, "subject",
         ("replace", "order.numbr", "order.number")),
        ("    tone: info", "    tone: info\n            channels: [pdf, fax]", "unknown-channel", "gift", None, None),
        ("brand: ginepro", "brand: ginepo", "unknown-brand", None, "brand", ("set", "brand", "ginepro")),
    ],
)  # fmt: skip
def test_what_is_wrong_stands_at_its_node_with_its_fix(
    server: Served, before: str, after: str, code: str, node: str | None, field: str | None, fix: Any
) -> None:
    body = checked(server, changes=source(server, (before, after)))
    finding = found(body, code)
    assert (finding["node"], finding["field"], finding["severity"]) == (node, field, "error")
    assert body["ok"] is False
    assert finding["fix"] == (None if fix is None else dict(zip(("kind", "find", "value"), fix, strict=True)))


def test_a_fix_that_is_applied_mends_it(server: Served) -> None:
    wrong = "Dear {{ customer.nme }}"
    fix = found(checked(server, changes=source(server, ("Dear {{ customer.name }}", wrong))), "unknown-variable")["fix"]
    mended = wrong.replace(fix["find"], fix["value"])
    assert checked(server, changes=source(server, ("Dear {{ customer.name }}", mended)))["ok"]


def test_a_translation_that_is_missing_or_stale_begins_with_what_there_is(server: Served) -> None:
    body = checked(server, changes=source(server, ("Follow your parcel", "Follow the parcel")))
    stale = found(body, "translation-stale")
    assert (stale["node"], stale["locale"], stale["severity"]) == ("follow", "it", "error")
    assert stale["fix"] == {"kind": "translate", "find": "", "value": "Segua il pacco"} or stale["fix"]["value"]
    added = "\n\n  - paragraph: The invoice is in the parcels.\n    id: new-words\n"
    body = checked(server, changes=source(server, ("\n\n  - action:", f"{added}\n  - action:")))
    missing = found(body, "translation-missing")
    assert (missing["node"], missing["locale"]) == ("new-words", "it")
    assert missing["fix"]["value"] == "La fattura è nel pacco."


def test_what_a_message_cannot_carry_is_told_without_rendering(server: Served) -> None:
    everywhere = ("    channels: [pdf, email, mobile]\n    caption", "    caption")
    finding = found(checked(server, changes=source(server, everywhere)), "sms.not-carried")
    assert (finding["node"], finding["severity"]) == ("lines", "warning")
    offline = ('online: "https://www.ginepro.example/orders/{{ order.number }}"\n', "")
    body = checked(server, changes=source(server, everywhere, offline))
    assert found(body, "sms.not-carried")["severity"] == "error"


def test_what_is_hard_to_read_is_told_where_it_stands(server: Served) -> None:
    hard = ("The invoice is in the parcel.", LONG)
    body = checked(server, changes=source(server, hard))
    finding = next(one for one in body["findings"] if one["code"] == "reading-ease" and one["node"])
    assert (finding["node"], finding["locale"], finding["severity"]) == ("invoice-enclosed", "en-GB", "warning")
    english = next(one for one in body["readings"] if one["locale"] == "en-GB")
    assert english["texts"]["invoice-enclosed"]["level"] == "very hard"
    assert f"Flesch reading ease {english['texts']['invoice-enclosed']['score']} of 100" in finding["message"]


def test_values_of_the_sample_are_read_in_the_place_of_placeholders(server: Served) -> None:
    before = checked(server)["readings"][0]["whole"]["words"]
    more = ("Dear {{ customer.name }},", "Dear {{ customer.name }} {{ customer.name }},")
    after = checked(server, changes=source(server, more))["readings"][0]["whole"]["words"]
    assert after - before == 2


def test_half_a_template_is_told_with_its_line(server: Served) -> None:
    body = checked(server, changes={"template.yaml": {"text": "template: order-letter\nbrand: [\n"}})
    finding = found(body, "unreadable")
    assert finding["place"].startswith("order-letter/template.yaml:")
    assert (body["ok"], body["readings"]) == (False, [])


def test_blocks_and_brands_are_checked_too(server: Served) -> None:
    assert checked(server, "privacy-notice", "block")["ok"]
    brand = server.client_as("anna").get("/v1/brands/ginepro/versions/1/files").json()["files"]["brand.yaml"]["text"]
    pale = brand.replace('muted: "#51666e"', 'muted: "#f0f0f0"')
    finding = found(checked(server, "ginepro", "brand", changes={"brand.yaml": {"text": pale}}), "contrast")
    assert "muted on" in finding["message"]


def test_who_may_not_look_is_refused(server: Served) -> None:
    answer = server.client_as("portal").post("/v1/checks", json={"kind": "template", "key": "order-letter"})
    assert answer.status_code == 403
