"""What people say to each other about drafts, as the API tells it."""

from datetime import datetime

from pydantic import Field

from ccm.api.models.common import Answer, Asked, Text, Word, shown
from ccm.comments.comment import Comment, Thread
from content_blocks.subject_rows import ContentKind

_SAID = {
    "number": 12, "node": "greeting", "person": "anna", "text": "Warmer, @fritz?", "at": "2026-11-23T10:00:00Z",
    "mentions": ["fritz"],
}  # fmt: skip


class NewDraftComment(Asked):
    """What there is to say: about a `node`, about all of it, or in answer to the comment `answers`."""

    model_config = shown({"text": "Warmer, @fritz?", "node": "greeting"})

    text: Text = Field(description="Plain text; @anna turns to a person.", min_length=1)
    node: Word | None = Field(None, description="The id of a node. It need not be in the draft any more, or yet.")
    answers: int | None = Field(None, ge=1, le=2**31 - 1)


class DraftCommentShown(Answer):
    """Something somebody said. Comments stay, whatever versions are published."""

    model_config = shown(_SAID)

    number: int
    node: str | None
    person: str
    text: str
    at: datetime
    mentions: list[str] = Field(description="The people it turns to.")


class ThreadShown(Answer):
    """A comment and what was answered, until it is resolved."""

    model_config = shown(
        {"first": _SAID, "replies": [], "resolved": False, "resolved_by": None, "resolved_at": None}
    )  # fmt: skip

    first: DraftCommentShown
    replies: list[DraftCommentShown]
    resolved: bool
    resolved_by: str | None
    resolved_at: datetime | None

    @classmethod
    def of(cls, thread: Thread) -> "ThreadShown":
        return cls(
            first=DraftCommentShown.model_validate(thread.first),
            replies=[DraftCommentShown.model_validate(one) for one in thread.replies],
            resolved=thread.resolved,
            resolved_by=thread.resolved_by,
            resolved_at=thread.resolved_at,
        )


class MentionShown(Answer):
    """Where somebody is turned to."""

    model_config = shown({"kind": "template", "key": "order-letter", "comment": _SAID, "resolved": False})

    kind: ContentKind
    key: str
    comment: DraftCommentShown
    resolved: bool = Field(description="Whether the thread that it stands in is resolved.")

    @classmethod
    def of(cls, comment: Comment, resolved: bool) -> "MentionShown":
        said = DraftCommentShown.model_validate(comment)
        return cls(kind=comment.kind, key=comment.key, comment=said, resolved=resolved)
