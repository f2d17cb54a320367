"""What may stand in the headers of a mail: subjects, names and addresses made safe.

A header is a line: data with a line end in it could add headers of its own (recipients, a second subject), and
an invisible character could make a name read as another. Both are taken out here, before anything is built.
"""

import re
from collections.abc import Iterator

from content_blocks.document import Document
from renderers.base import Finding

LONGEST_SUBJECT = 250
LONGEST_NAME = 100
LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3

# The dot-atom of RFC 5322 and a host name; what mail programs accept in practice.
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?"
)
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]+"
)


def header_text(text: str, longest: int) -> str:
    """`text` on one line, without control and direction characters, cut with an ellipsis after `longest`."""
    line = " ".join(_UNSEEN.sub(" ", text).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def mailbox(address: str) -> str | None:
    """`address` as it stands in a header (its domain in ASCII, RFC 5891), or None when it is no address."""
    local, at, domain = address.rpartition("@")
    if at and not domain.isascii():
        try:
            domain = domain.encode("idna").decode()
        except UnicodeError:
            return None
    address = local + at + domain
    return address if len(address) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(address) else None


def header_findings(document: Document) -> Iterator[Finding]:
    """What the headers cannot say as the document has it."""
    recipient = document.recipient
    if not recipient.email:
        yield Finding(
            "",
            "email.no-recipient",
            "note",
            "the recipient has no email address, so the message has no To; give recipient.email in the template",
        )
    elif mailbox(recipient.email) is None:
        yield Finding(
            "",
            "email.recipient-invalid",
            "error",
            f"{header_text(recipient.email, 80)!r} is not an email address; correct the record",
        )
    for what, text, longest in (
        ("subject", document.subject, LONGEST_SUBJECT),
        ("recipient's name", recipient.name, LONGEST_NAME),
    ):
        if len(header_text(text, len(text) + 1)) > longest:
            yield Finding(
                "",
                "email.header-cut",
                "warning",
                f"the {what} has {len(text):,} characters; the header shows the first {longest}",
            )
    if not header_text(document.subject, LONGEST_SUBJECT):
        yield Finding("", "email.no-subject", "warning", "the message has no subject; give the template one")
