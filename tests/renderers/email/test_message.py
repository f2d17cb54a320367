from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from content_blocks.document import Document, Recipient
from renderers.email.renderer import EmailRenderer
from tests.renderers.email.sample_documents import ENERGY, everything, statement


def bodies(document: Document) -> dict[str, bytes]:
    return {part.name: part.body for part in EmailRenderer().render(document).parts}


def parsed(document: Document) -> EmailMessage:
    return message_from_bytes(bodies(document)["email.eml"], _class=EmailMessage, policy=default)


def test_the_headers_say_who_writes_to_whom() -> None:
    message = parsed(replace(statement(3), brand=ENERGY, recipient=Recipient(name="Zoë, A.", email="zoe@example.org")))
    assert message["From"] == "Fiamma Luce & Gas <aiuto@fiamma.example>"
    assert message["Reply-To"] == message["From"]
    assert message["To"] == '"Zoë, A." <zoe@example.org>'
    assert message["Subject"] == "Your statement for October 2026"
    assert message["Date"].datetime == datetime(2026, 11, 21, tzinfo=UTC)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "en-GB"
    assert message["Message-ID"].endswith("@fiamma.example>")


def test_no_recipient_no_to() -> None:
    artifact = EmailRenderer().render(replace(statement(1), recipient=Recipient(name="Ada")))
    assert message_from_bytes(artifact.parts[0].body)["To"] is None
    assert [finding.code for finding in artifact.findings] == ["email.no-recipient"]


def test_the_message_holds_the_text_and_the_page_with_its_pictures() -> None:
    document = everything()
    message, files = parsed(document), bodies(document)
    assert message.get_content_type() == "multipart/alternative"
    text, related = message.iter_parts()
    page, *pictures = related.iter_parts()
    assert related["Content-Type"].params["type"] == "text/html"
    assert text.get_content().replace("\r\n", "\n") == files["email.txt"].decode()
    assert page.get_content().replace("\r\n", "\n") == files["email.html"].decode()
    cids = {part["Content-ID"].strip("<>") for part in pictures}
    html = files["email.html"].decode()
    assert len(cids) == len(pictures) >= 5
    assert all(f'src="cid:{cid}"' in html for cid in cids)
    assert html.count('src="') == html.count('src="cid:')
    assert all(part.get_content().startswith(b"\x89PNG") for part in pictures)
    assert not [part.defects for part in message.walk() if part.defects]


def test_lines_are_short_ascii_and_end_with_crlf() -> None:
    raw = bodies(everything(subject="Le tue bollette € 209,16 — è ora " * 5))["email.eml"]
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 78


def test_the_same_document_gives_the_same_bytes_and_another_another_message_id() -> None:
    assert bodies(statement(5)) == bodies(statement(5))
    ids = {parsed(statement(5, key=key))["Message-ID"] for key in ("1", "2")}
    ids.add(parsed(replace(statement(5, key="1"), recipient=Recipient(email="bea@example.org")))["Message-ID"])
    assert len(ids) == 3


def test_a_drafts_subject_begins_with_the_mark_and_keeps_all_its_words() -> None:
    plain = statement(3, subject="s" * 300)
    draft = replace(plain, draft=True)
    assert parsed(draft)["Subject"] == f"[DRAFT] {parsed(plain)['Subject']}"
    assert parsed(replace(draft, subject=""))["Subject"] == "[DRAFT]"
    assert parsed(replace(draft, subject="[DRAFT] Offer", locale="de"))["Subject"] == "[ENTWURF] [DRAFT] Offer"
    assert parsed(draft)["Message-ID"] != parsed(plain)["Message-ID"]


def test_a_drafts_page_is_named_as_one() -> None:
    html = bodies(statement(3, draft=True))["email.html"].decode()
    assert "<title>[DRAFT] Your statement for October 2026</title>" in html
    assert 'aria-label="[DRAFT] Your statement for October 2026"' in html
    assert 'class="on-draft"' not in bodies(statement(3))["email.html"].decode()
