"""An email as a mail program shows it: its head, its HTML with the pictures in place, its plain text."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from ccm.preview.pages import data_uri
from renderers.base import Artifact

_CID = re.compile(r"cid:([^\"'()\s>]+)")


@dataclass(frozen=True, slots=True)
class Mail:
    sender: str
    recipient: str
    subject: str
    html: str
    text: str


def mail(artifact: Artifact) -> Mail:
    """Read the artifact's message (RFC 5322); pictures by cid become data URIs in the HTML."""
    parts = {part.name: part.body for part in artifact.parts}
    message = message_from_bytes(parts.get("email.eml", b""), policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - what policy.default makes
    pictures = _pictures(message)
    html = parts.get("email.html", b"").decode("utf-8")
    return Mail(
        sender=str(message["From"] or ""),
        recipient=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        html=_CID.sub(lambda match: pictures.get(match[1], match[0]), html),
        text=parts.get("email.txt", b"").decode("utf-8"),
    )


def _pictures(message: EmailMessage) -> dict[str, str]:
    """The message's pictures as data URIs, by content id."""
    return {
        str(part["Content-ID"]).strip().strip("<>"): data_uri(part.get_content_type(), part.get_content())
        for part in message.walk()
        if part["Content-ID"] and part.get_content_maintype() == "image"
    }
