"""The text message of a document."""

from typing import ClassVar

from content_blocks.document import Document
from renderers.base import Artifact, Finding, Part, refuse_errors
from renderers.draft import message_head
from renderers.sms.fit import fit
from renderers.sms.message import CHANNEL, compose


class SmsRenderer:
    """Gives ``sms.txt``, UTF-8, lines ended by a line feed between them and none after the last.

    Facts: `encoding` (GSM-7 or UCS-2), `segments` and `characters`, as a network counts them (3GPP TS 23.038).

    A draft's message begins with the mark. Limit and facts are those of the message that would be sent once it is
    approved, which has no mark: a draft tells what the real message costs.
    """

    channel: ClassVar[str] = CHANNEL
    marks_drafts: ClassVar[bool] = True

    def check(self, document: Document) -> tuple[Finding, ...]:
        return fit(compose(document)).findings

    def render(self, document: Document) -> Artifact:
        fitted = fit(compose(document))
        refuse_errors(CHANNEL, fitted.findings)
        counted = fitted.count
        facts = (("encoding", counted.encoding), ("segments", counted.segments), ("characters", counted.characters))
        part = Part("sms.txt", "text/plain; charset=utf-8", (message_head(document) + fitted.text).encode())
        return Artifact(CHANNEL, (part,), fitted.findings, facts)
