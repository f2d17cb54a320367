from dataclasses import replace
from typing import Any

import pytest

from content_blocks import document as doc
from content_blocks.document import Document, SmsRules
from content_blocks.inline import Footnote, LineBreak
from renderers.base import RenderError
from renderers.sms.renderer import SmsRenderer
from tests.renderers.documents import data, document, link, locked, paragraph, table, words

ONLINE = "https://my.prova.example/1"


def text(document: Document) -> str:
    return SmsRenderer().render(document).parts[0].body.decode()


def codes(document: Document) -> list[tuple[str, str]]:
    return [(finding.code, finding.severity) for finding in SmsRenderer().check(document)]


def test_text_nodes_are_lines() -> None:
    made = document(
        doc.Heading(id="h", level=1, content=words("Your  bill")),
        doc.Paragraph(id="p", content=words("Dear ", *data("Anna\nMaria"), ",", LineBreak(), "thank you.")),
        doc.List(id="l", ordered=True, items=((paragraph("First"),), (paragraph("Second"),))),
        doc.Facts(id="f", items=(doc.Fact(label=words("Due"), value=data("12,50\u00a0€")),)),
        doc.Section(
            id="s",
            title=words("More"),
            content=(doc.Notice(id="n", title=words("Note"), content=(paragraph("Read on"),)),),
        ),
        doc.Divider(id="d"),
        doc.Action(id="a", label=words("Pay now"), url="https://pay.example/1"),
    )
    assert text(made) == (
        "Your bill\nDear Anna Maria,\nthank you.\n1. First\n2. Second\nDue: 12,50 €\nMore\nNote\nRead on\n"
        "Pay now: https://pay.example/1"
    )
    assert dict(SmsRenderer().render(made).facts) == {"encoding": "GSM-7", "segments": 1, "characters": 118}


def test_addresses_and_notes_stand_after_the_words() -> None:
    note = Footnote(words("From 2026."))
    content = words(
        "Read ",
        link("the terms", "https://prova.example/t"),
        note,
        " or mail ",
        link("a@b.example", "mailto:a@b.example"),
        ".",
    )
    assert text(document(doc.Paragraph(id="p", content=content))) == (
        "Read the terms or mail a@b.example.\nhttps://prova.example/t\nFrom 2026."
    )


def test_a_short_form_stands_for_its_node_but_not_for_a_locked_block_in_it() -> None:
    section = doc.Section(
        id="s", short=words("In short."), content=(paragraph("At length"), locked(paragraph("The law says so.")))
    )
    assert text(document(section)) == "In short.\n\nThe law says so."


def test_nodes_of_other_channels_are_not_in_it() -> None:
    made = document(paragraph("On paper", channels=("pdf",)), paragraph("On the phone", "q", channels=("sms",)))
    assert text(made) == "On the phone"


@pytest.mark.parametrize(
    "node",
    [
        table(),
        doc.Barcode(id="x", symbology="qr", payload="x", alt="To pay"),
        doc.Image(id="x", asset="a.svg", alt="A chart"),
    ],
)
def test_what_cannot_be_text_is_a_link_once_or_an_error(node: Any) -> None:
    made = document(paragraph("Ciao"), node, online_url=ONLINE)
    assert text(made) == f"Ciao\nIn full: {ONLINE}"
    assert codes(made) == [("sms.not-carried", "warning")]
    assert codes(document(paragraph("Ciao"), node)) == [("sms.not-carried", "error")]
    told = document(doc.Action(id="a", label=words("See it"), url=ONLINE), node, online_url=ONLINE)
    assert text(told) == f"See it: {ONLINE}"


def test_a_decorative_image_is_no_loss() -> None:
    assert codes(document(paragraph("Ciao"), doc.Image(id="x", asset="a.svg", alt=""))) == []


LAW = paragraph("The law says so, and at length.")


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (locked(LAW), "The law says so, and at length."),
        (locked(LAW, short=words("The law says so.")), "The law says so."),
        (locked(LAW, table(), short=words("The law says so.")), "The law says so."),
        (locked(LAW, table(), fallback="link", url="https://prova.example/law"), "Privacy: https://prova.example/law"),
    ],
)
def test_a_locked_block_is_carried_whole_or_as_its_owner_allows(block: doc.Block, expected: str) -> None:
    assert text(document(paragraph("Ciao"), block)) == f"Ciao\n\n{expected}"


def test_a_locked_block_that_cannot_be_carried_fails_the_message() -> None:
    with pytest.raises(RenderError, match="privacy-notice holds more than text"):
        text(document(paragraph("Ciao"), locked(LAW, table()), online_url=ONLINE))


def test_too_long_a_message_loses_unlocked_nodes_from_its_end() -> None:
    made = document(
        paragraph("Ciao", "first"),
        doc.Action(id="pay", label=words("Pay"), url="https://pay.example/1"),
        paragraph("x" * 200, "long"),
        locked(paragraph("The law.")),
        paragraph("Bye", "last"),
        online_url=ONLINE,
        sms=SmsRules(limit=1),
    )
    artifact = SmsRenderer().render(made)
    assert artifact.parts[0].body.decode() == (f"Ciao\nPay: https://pay.example/1\n\nThe law.\nIn full: {ONLINE}")
    assert [(finding.path, finding.code) for finding in artifact.findings] == [("long", "sms.cut"), ("last", "sms.cut")]


@pytest.mark.parametrize(
    ("online", "message"),
    [(ONLINE, "locked blocks alone need 2"), (None, "locked blocks alone need 2")],
)
def test_locked_words_are_never_cut(online: str | None, message: str) -> None:
    made = document(locked(paragraph("x" * 170)), online_url=online, sms=SmsRules(limit=1))
    with pytest.raises(RenderError, match=message):
        text(made)


def test_without_an_address_nothing_is_cut() -> None:
    with pytest.raises(RenderError, match="no online address"):
        text(document(paragraph("x" * 200), sms=SmsRules(limit=1)))


def test_a_message_without_words_fails() -> None:
    assert codes(document(doc.Divider(id="d"))) == [("sms.empty", "error")]


def test_transliteration_spares_locked_words() -> None:
    rules = SmsRules(transliterate=True)
    assert text(document(paragraph("Ciao – Łukasz"), sms=rules)) == "Ciao - Lukasz"
    assert text(document(paragraph("Ciao – Łukasz"))) == "Ciao – Łukasz"
    made = document(paragraph("Ciao – Łukasz"), locked(paragraph("The law – so")), sms=rules)
    assert text(made) == "Ciao – Łukasz\n\nThe law – so"
    assert codes(made) == [("sms.not-transliterated", "note")]


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("a\x00b\x1bc", "abc"),
        ("\u202egnirts", "gnirts"),
        ("half \ud800 pair", "half pair"),
        ("{{ 7*7 }} <b>", "{{ 7*7 }} <b>"),
        ("line\r\nend", "line end"),
    ],
)
def test_hostile_data_is_text(hostile: str, shown: str) -> None:
    assert text(document(doc.Paragraph(id="p", content=data(hostile)))) == shown


def test_ten_thousand_items_are_cut_to_the_limit() -> None:
    items = tuple(paragraph(f"Item number {number}", f"p{number}") for number in range(10_000))
    made = SmsRenderer().render(document(*items, online_url=ONLINE, sms=SmsRules(limit=2)))
    assert dict(made.facts)["segments"] == 2


def test_the_mark_of_a_draft_takes_no_room_from_its_words() -> None:
    made = document(paragraph("a" * 160), online_url=ONLINE, sms=SmsRules(limit=1))
    plain, draft = (SmsRenderer().render(replace(made, draft=each)) for each in (False, True))
    assert draft.parts[0].body == b"DRAFT: " + b"a" * 160
    assert draft.facts == plain.facts == (("encoding", "GSM-7"), ("segments", 1), ("characters", 160))
    assert draft.findings == plain.findings == ()


def test_the_mark_of_a_draft_stays_when_the_message_is_cut() -> None:
    made = document(paragraph("a" * 100), paragraph("b" * 100, "q"), online_url=ONLINE, sms=SmsRules(limit=1))
    plain, draft = (text(replace(made, draft=each, locale="it")) for each in (False, True))
    assert "b" * 100 not in plain
    assert draft == f"BOZZA: {plain}"
