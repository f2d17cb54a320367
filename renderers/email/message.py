"""The complete message (RFC 5322): headers, both texts and the pictures, the same bytes for the same document."""

import hashlib
from binascii import b2a_base64
from collections.abc import Iterable
from datetime import UTC, datetime, time
from email.utils import format_datetime
from functools import lru_cache

from content_blocks.document import Document
from renderers.draft import titled
from renderers.email.header_fields import mailbox_field, text_field
from renderers.email.headers import LONGEST_NAME, LONGEST_SUBJECT, header_text, mailbox
from renderers.email.pictures import Picture
from renderers.email.quoted_printable import quoted_printable


def message_bytes(document: Document, html: bytes, text: bytes, pictures: Iterable[Picture]) -> bytes:
    """The message as it goes over SMTP, its lines ended by CRLF: ``alternative(text, related(html, pictures))``.

    Its Date is the day the document was issued, at midnight UTC; its Message-ID and its boundaries are made
    from a digest of all it says.
    """
    pictures = tuple(pictures)
    digest = _digest(document, html, text, pictures)
    page = _text_part("html", html)
    if pictures:
        parts = (page, *(_picture_part(picture) for picture in pictures))
        page = _container("related", f"related-{digest[:24]}", parts, '; type="text/html"')
    body = _container("alternative", f"alternative-{digest[:24]}", (_text_part("plain", text), page))
    return _headers(document, digest) + body


def _headers(document: Document, digest: str) -> bytes:
    """The headers of the message, without those of its body."""
    contact = document.brand.contact
    sender = header_text(document.brand.name, LONGEST_NAME)
    recipient = header_text(document.recipient.name, LONGEST_NAME)
    to = mailbox(document.recipient.email)
    return b"".join(
        (
            _known_mailbox("From", sender, contact.email),
            mailbox_field("To", recipient, to) if to else b"",
            _known_mailbox("Reply-To", sender, contact.email),
            text_field("Subject", titled(document, header_text(document.subject, LONGEST_SUBJECT))),
            _known_text("Date", format_datetime(datetime.combine(document.issued, time(), UTC))),
            f"Message-ID: <{digest[:40]}@{contact.email.rpartition('@')[2]}>\r\n".encode(),
            b"Auto-Submitted: auto-generated\r\n",
            _known_text("Content-Language", document.locale),
            b"MIME-Version: 1.0\r\n",
        )
    )


# What many messages share; nothing personal.
_known_text = lru_cache(maxsize=256)(text_field)
_known_mailbox = lru_cache(maxsize=64)(mailbox_field)


def _digest(document: Document, html: bytes, text: bytes, pictures: Iterable[Picture]) -> str:
    parts: tuple[str | bytes, ...] = (
        document.template,
        document.key,
        document.issued.isoformat(),
        titled(document, document.subject),
        document.brand.contact.email,
        document.recipient.name,
        document.recipient.email,
        html,
        text,
        *(one.cid for one in pictures),
    )
    found = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "replace")
        found.update(b"%d:" % len(data))
        found.update(data)
    return found.hexdigest()


def _container(subtype: str, boundary: str, parts: Iterable[bytes], parameters: str = "") -> bytes:
    """A multipart entity (RFC 2046, 5.1.1)."""
    mark = b"--" + boundary.encode()
    header = f'Content-Type: multipart/{subtype};\r\n boundary="{boundary}"{parameters}\r\n\r\n'.encode()
    return b"".join((header, *(mark + b"\r\n" + part + b"\r\n" for part in parts), mark, b"--\r\n"))


def _text_part(subtype: str, text: bytes) -> bytes:
    """A text in UTF-8, quoted-printable: readable in the raw message, and safe with every server."""
    header = f'Content-Type: text/{subtype}; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    return header.encode() + quoted_printable(text)


def _picture_part(picture: Picture) -> bytes:
    header = (
        f'Content-Type: {picture.media_type}; name="{picture.file_name}"\r\n'
        "Content-Transfer-Encoding: base64\r\n"
        f"Content-ID: <{picture.cid}>\r\n"
        f'Content-Disposition: inline; filename="{picture.file_name}"\r\n\r\n'
    )
    encoded = b2a_base64(picture.body, newline=False)
    return header.encode() + b"\r\n".join(encoded[at : at + 76] for at in range(0, len(encoded), 76))
