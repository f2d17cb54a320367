from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_blocks.document import Document, Recipient
from renderers.base import RenderError
from renderers.email.headers import LONGEST_SUBJECT, header_findings, header_text, mailbox
from renderers.email.message import message_bytes
from renderers.email.renderer import EmailRenderer
from tests.renderers.email.sample_documents import document


def codes(doc: Document) -> list[tuple[str, str]]:
    return [(finding.code, finding.severity) for finding in header_findings(doc)]


@pytest.mark.parametrize(
    ("address", "mailbox_"),
    [
        ("ada@example.org", "ada@example.org"),
        ("a.b+c@mail.example.org", "a.b+c@mail.example.org"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
        ("ada@example.org\r\nBcc: eve@example.org", None),
        ("ada@example.org, eve@example.org", None),
        ("ada", None),
        ("ada@", None),
        ("adà@example.org", None),
        ("a" * 250 + "@example.org", None),
        ("", None),
    ],
)
def test_only_one_plain_address_is_a_mailbox(address: str, mailbox_: str | None) -> None:
    assert mailbox(address) == mailbox_


def test_a_header_is_one_line_without_what_cannot_be_seen() -> None:
    assert header_text("Your bill\r\nBcc: eve@example.org\u202e \x00now", 100) == "Your bill Bcc: eve@example.org now"
    assert header_text("x" * 300, LONGEST_SUBJECT) == "x" * 249 + "…"


def test_findings_name_what_a_header_cannot_say() -> None:
    doc = document()
    assert codes(doc) == []
    assert codes(replace(doc, recipient=Recipient(name="Ada"))) == [("email.no-recipient", "note")]
    assert codes(replace(doc, recipient=Recipient(email="ada@"))) == [("email.recipient-invalid", "error")]
    assert codes(replace(doc, subject="x" * 100_000)) == [("email.header-cut", "warning")]
    assert codes(replace(doc, subject="\x00")) == [("email.no-subject", "warning")]


def test_a_wrong_address_fails_and_says_so() -> None:
    with pytest.raises(RenderError, match="'ada@example' is not an email address"):
        EmailRenderer().render(replace(document(), recipient=Recipient(email="ada@example")))


TEXT = st.text(st.characters(codec="utf-8") | st.sampled_from('\r\n\x00\u2028\u202e,;<>@"\\()'), max_size=80)


@settings(max_examples=100, deadline=None)
@given(name=TEXT, subject=TEXT)
def test_no_name_and_no_subject_adds_a_header(name: str, subject: str) -> None:
    doc = document(subject=subject, recipient=Recipient(name=name, email="ada@example.org"))
    raw = message_bytes(doc, b"<p>x</p>", b"x", ())
    parsed = message_from_bytes(raw, policy=default)
    assert parsed.keys() == [
        "From",
        "To",
        "Reply-To",
        "Subject",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "Content-Language",
        "MIME-Version",
        "Content-Type",
    ]
    assert [address.addr_spec for address in parsed["To"].addresses] == ["ada@example.org"]
    assert not parsed.defects
