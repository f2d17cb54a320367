from email import message_from_bytes
from email.policy import SMTP

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renderers.email.header_fields import mailbox_field, text_field


@pytest.mark.parametrize(
    ("person", "field"),
    [
        ("Anna Rossi", b"To: Anna Rossi <anna@example.com>\r\n"),
        ("Solvento S.r.l.", b'To: "Solvento S.r.l." <anna@example.com>\r\n'),
        ("Jürgen Conti", b"To: =?utf-8?q?J=C3=BCrgen_Conti?= <anna@example.com>\r\n"),
        ("日本 太郎", b"To: =?utf-8?b?5pel5pysIOWkqumDjg==?= <anna@example.com>\r\n"),
        ("", b"To: anna@example.com\r\n"),
    ],
)
def test_a_name_stands_as_it_is_quoted_or_as_one_encoded_word(person: str, field: bytes) -> None:
    assert mailbox_field("To", person, "anna@example.com") == field


@settings(max_examples=100)
@given(st.text(st.characters(categories=("L", "N", "P", "S")) | st.just(" "), max_size=10))
def test_a_reader_sees_the_words_that_were_meant(text: str) -> None:
    words = " ".join(text.split())
    written = text_field("Subject", words) + mailbox_field("To", words, "anna@example.com") + b"\r\n"
    message = message_from_bytes(written, policy=SMTP)
    assert all(len(line) <= 78 for line in written.split(b"\r\n"))
    assert message["Subject"] == words
    assert message["To"].addresses[0].display_name == words


@pytest.mark.parametrize("text", ["Hello\r\nBcc: eve@example.org", "Ciào\nBcc: eve@example.org"])
def test_a_line_end_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"(?i)linefeed|newline|invalid"):
        text_field("Subject", text)
    with pytest.raises(ValueError, match=r"(?i)cr|lf|linefeed|newline|invalid"):
        mailbox_field("To", text, "anna@example.com")


def test_words_that_look_encoded_are_no_encoded_words() -> None:
    assert not text_field("Subject", "=?utf-8?q?Pay_now?=").startswith(b"Subject: =?utf-8?q?Pay_now?=")
