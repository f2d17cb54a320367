"""The complete message (RFC 5322): headers, both texts and the pictures, the same bytes for the same document."""

import hashlib
from binascii import b2a_base64, b2a_qp
from collections.abc import Iterable
from datetime import UTC, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache

from content_blocks.document import Document
from renderers.email.headers import LONGEST_NAME, LONGEST_SUBJECT, header_text, mailbox
from renderers.email.pictures import Picture


def message_bytes(document: Document, html: str, text: str, pictures: Iterable[Picture]) -> bytes:
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
    sender = _person(document.brand.name, contact.email)
    to = mailbox(document.recipient.email)
    return b"".join(
        (
            _known_header("From", sender),
            _header("To", _person(document.recipient.name, to)) if to else b"",
            _known_header("Reply-To", sender),
            _header("Subject", header_text(document.subject, LONGEST_SUBJECT)),
            _known_header("Date", format_datetime(datetime.combine(document.issued, time(), UTC))),
            f"Message-ID: <{digest[:40]}@{contact.email.rpartition('@')[2]}>\r\n".encode(),
            b"Auto-Submitted: auto-generated\r\n",
            _known_header("Content-Language", document.locale),
            b"MIME-Version: 1.0\r\n",
        )
    )


def _person(name: str, address: str) -> str:
    return str(Address(header_text(name, LONGEST_NAME), addr_spec=address))


def _header(name: str, value: str) -> bytes:
    """A header, folded and its words encoded (RFC 2047) as they must be. Raises ValueError for a line end in it."""
    message = EmailMessage(SMTP)
    message[name] = value
    folded: str = SMTP.fold(name, message[name])
    return folded.encode("ascii")


_known_header = lru_cache(maxsize=256)(_header)  # what many messages share; nothing personal


def _digest(document: Document, html: str, text: str, pictures: Iterable[Picture]) -> str:
    parts = (
        document.template,
        document.key,
        document.issued.isoformat(),
        document.subject,
        document.brand.contact.email,
        document.recipient.name,
        document.recipient.email,
        html,
        text,
        *(one.cid for one in pictures),
    )
    found = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "replace")
        found.update(b"%d:" % len(data))
        found.update(data)
    return found.hexdigest()


def _container(subtype: str, boundary: str, parts: Iterable[bytes], parameters: str = "") -> bytes:
    """A multipart entity (RFC 2046, 5.1.1)."""
    mark = b"--" + boundary.encode()
    header = f'Content-Type: multipart/{subtype};\r\n boundary="{boundary}"{parameters}\r\n\r\n'.encode()
    return b"".join((header, *(mark + b"\r\n" + part + b"\r\n" for part in parts), mark, b"--\r\n"))


def _text_part(subtype: str, text: str) -> bytes:
    """A text in UTF-8, quoted-printable: readable in the raw message, and safe with every server."""
    header = f'Content-Type: text/{subtype}; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    return header.encode() + b2a_qp(text.encode()).replace(b"\n", b"\r\n")


def _picture_part(picture: Picture) -> bytes:
    header = (
        f'Content-Type: {picture.media_type}; name="{picture.file_name}"\r\n'
        "Content-Transfer-Encoding: base64\r\n"
        f"Content-ID: <{picture.cid}>\r\n"
        f'Content-Disposition: inline; filename="{picture.file_name}"\r\n\r\n'
    )
    encoded = b2a_base64(picture.body, newline=False)
    return header.encode() + b"\r\n".join(encoded[at : at + 76] for at in range(0, len(encoded), 76))
