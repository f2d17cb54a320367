"""The message sent over real SMTP, and read again on the other side."""

import asyncio
import smtplib
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from content_blocks.document import Document
from renderers.email.renderer import EmailRenderer
from tests.renderers.email.sample_documents import everything, hebrew, statement


class Mailroom:
    """Keeps what arrives."""

    def __init__(self) -> None:
        self.arrived: list[Envelope] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        self.arrived.append(envelope)
        return "250 OK"


@pytest.mark.parametrize("document", [statement(60), everything(), hebrew()], ids=["statement", "everything", "hebrew"])
def test_what_is_sent_arrives(document: Document) -> None:
    message, html, text = (part.body for part in EmailRenderer().render(document).parts)
    envelope = asyncio.run(_delivered(message))
    assert isinstance(envelope.content, bytes)
    assert envelope.content == message
    arrived = message_from_bytes(envelope.content, _class=EmailMessage, policy=default)
    assert arrived["Subject"] == document.subject
    assert _content(arrived, "html") == html.decode()
    assert _content(arrived, "plain") == text.decode()


async def _delivered(message: bytes) -> Envelope:
    mailroom = Mailroom()
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(mailroom), "127.0.0.1", 0)
    async with server:
        await asyncio.to_thread(_send, server.sockets[0].getsockname()[1], message)
    (envelope,) = mailroom.arrived
    return envelope


def _send(port: int, message: bytes) -> None:
    with smtplib.SMTP("127.0.0.1", port) as client:
        client.sendmail("bounces@example.org", ["ada@example.org"], message)


def _content(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    content: str = body.get_content()
    return content.replace("\r\n", "\n")
