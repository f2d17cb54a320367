"""What a renderer is, and the rule every renderer keeps for content it cannot carry.

A renderer is a pure function of a Document: the same Document gives the same bytes. It reads no clock, no
file outside the Document's assets and the fonts its brand names, and no network.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal, Protocol

from content_blocks.document import Document

Severity = Literal["note", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reader of the artifact or an author of the template should know.

    `path` is the id of the node concerned ("" for the whole document), `code` a stable name such as
    ``sms.not-carried``, `message` a sentence that says what is wrong and what to do.
    """

    path: str
    code: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an artifact, such as ``document.pdf`` or ``email.eml``."""

    name: str
    media_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Artifact:
    """What a channel makes of a Document. `facts` are figures worth keeping: pages, encoding, segments."""

    channel: str
    parts: tuple[Part, ...]
    findings: tuple[Finding, ...] = ()
    facts: tuple[tuple[str, str | int], ...] = ()


class RenderError(Exception):
    """A channel cannot carry the document. `findings` holds at least one error."""

    def __init__(self, channel: str, findings: Iterable[Finding]) -> None:
        self.channel = channel
        self.findings = tuple(findings)
        errors = [finding for finding in self.findings if finding.severity == "error"]
        lines = "; ".join(f"{finding.path or 'document'}: {finding.message}" for finding in errors)
        super().__init__(f"{channel}: {lines}")


class Renderer(Protocol):
    """What makes artifacts of one channel.

    `marks_drafts` says that a Document that is a draft comes out marked as one, wherever a person looks first. The
    engine gives no draft to a renderer that does not say so.
    """

    channel: ClassVar[str]
    marks_drafts: ClassVar[bool]

    def check(self, document: Document) -> tuple[Finding, ...]:
        """Say what the channel cannot carry, without rendering. Raises nothing."""
        ...

    def render(self, document: Document) -> Artifact:
        """Render. Raises RenderError when `check` has an error or the rendering itself finds one."""
        ...


def refuse_errors(channel: str, findings: Iterable[Finding]) -> None:
    """Raise RenderError when one of `findings` is an error."""
    findings = tuple(findings)
    if any(finding.severity == "error" for finding in findings):
        raise RenderError(channel, findings)
