"""What people say to each other about a template, block or brand: threads on a node, that go on over versions."""

import re
from dataclasses import dataclass
from datetime import datetime

from content_blocks.subject_rows import ContentKind

MAX_TEXT = 10_000

_MENTION = re.compile(r"(?:^|(?<=[\s(\[,;:]))@([a-z0-9][a-z0-9._:/+-]*)")
_NODE = re.compile(r"[a-z][a-z0-9.\-]{0,199}\Z")


class CommentError(ValueError):
    """A comment cannot be made as it is; the message says why, and what to do."""


class CommentNotFoundError(LookupError):
    """There is no such comment on this subject."""


@dataclass(frozen=True)
class Comment:
    """Something somebody said. `thread` is the number of the comment that it answers, None for one that begins."""

    number: int
    kind: ContentKind
    key: str
    node: str | None
    thread: int | None
    person: str
    text: str
    at: datetime
    mentions: tuple[str, ...]


@dataclass(frozen=True)
class Thread:
    """A comment with what was answered. It is `resolved` once somebody said so, and open again with the next answer."""

    first: Comment
    replies: tuple[Comment, ...]
    resolved_by: str | None
    resolved_at: datetime | None

    @property
    def resolved(self) -> bool:
        return self.resolved_by is not None


def mentioned(text: str) -> tuple[str, ...]:
    """The keys of people that `text` turns to (``@anna``), each once; an address of mail mentions nobody."""
    return tuple(dict.fromkeys(match.rstrip(".,:/") for match in _MENTION.findall(text)))


def checked_text(text: str) -> str:
    """`text` without the blanks around it. Raises CommentError when nothing is left, or too much."""
    words = text.strip()
    if not words:
        raise CommentError("the comment says nothing; write what there is to say")
    if len(words) > MAX_TEXT:
        raise CommentError(f"the comment is longer than {MAX_TEXT:,} characters; say it in fewer")
    return words


def checked_node(node: str | None) -> str | None:
    """The id of a node, or None. Raises CommentError for what can be no id."""
    if node is not None and not _NODE.match(node):
        raise CommentError(f"{node[:60]!r} is no id of a node, such as greeting")
    return node
