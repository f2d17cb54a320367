"""The store of comments on drafts. It works in the session it is given and never commits."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import and_, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from ccm.comments.comment import Comment, CommentNotFoundError, Thread
from ccm.comments.tables import CommentRow, MentionRow
from content_blocks.subject_rows import ContentKind


class CommentStore:
    """Every comment by its number; numbers rise."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(
        self, kind: ContentKind, key: str, node: str | None, thread: int | None, person: str, text: str, at: datetime,
        mentions: Sequence[str],
    ) -> Comment:  # fmt: skip
        """Keep a comment; an answer opens its thread again."""
        row = CommentRow(kind=kind, key=key, node=node, thread=thread, person=person, text=text, at=at)
        self.session.add(row)
        self.session.flush()
        if mentions:
            self.session.execute(
                insert(MentionRow), [{"comment": row.number, "person": somebody} for somebody in mentions]
            )
        if thread is not None:
            self._settle(thread, None, None)
        return Comment(row.number, kind, key, node, thread, person, text, at, tuple(sorted(mentions)))

    def thread(self, kind: ContentKind, key: str, number: int) -> Thread:
        """The thread that the comment `number` begins, or is part of. Raises CommentNotFoundError."""
        row = self.session.get(CommentRow, number)
        if row is None or (row.kind, row.key) != (kind, key):
            raise CommentNotFoundError(f"there is no comment {number} on the {kind} {key}")
        (found,) = self._threads([row if row.thread is None else self.session.get_one(CommentRow, row.thread)])
        return found

    def threads(
        self, kind: ContentKind, key: str, *, node: str | None = None, open_: bool | None = None, after: int = 0,
        limit: int | None = None,
    ) -> tuple[Thread, ...]:  # fmt: skip
        """Threads on a subject, or one node of it, the oldest first: the open ones, the resolved ones, or all."""
        rows = select(CommentRow).where(
            CommentRow.kind == kind, CommentRow.key == key, CommentRow.thread.is_(None), CommentRow.number > after
        )
        if node is not None:
            rows = rows.where(CommentRow.node == node)
        if open_ is not None:
            rows = rows.where(CommentRow.resolved_by.is_(None) if open_ else CommentRow.resolved_by.is_not(None))
        return self._threads(self.session.scalars(rows.order_by(CommentRow.number).limit(limit)).all())

    def mentioning(
        self, person: str, *, open_: bool | None = None, before: int | None = None, limit: int | None = None
    ) -> tuple[tuple[Comment, bool], ...]:
        """What turns to `person`, the newest first, and whether its thread is resolved."""
        first = aliased(CommentRow)
        beginning = or_(
            first.number == CommentRow.thread, and_(CommentRow.thread.is_(None), first.number == CommentRow.number)
        )
        rows = (
            select(CommentRow, first.resolved_by)
            .join(MentionRow, MentionRow.comment == CommentRow.number)
            .join(first, beginning)
            .where(MentionRow.person == person)
        )
        if before is not None:
            rows = rows.where(CommentRow.number < before)
        if open_ is not None:
            rows = rows.where(first.resolved_by.is_(None) if open_ else first.resolved_by.is_not(None))
        found = self.session.execute(rows.order_by(CommentRow.number.desc()).limit(limit)).all()
        said = self._comments([row for row, _ in found])
        return tuple((comment, resolved is not None) for comment, (_, resolved) in zip(said, found, strict=True))

    def resolve(self, number: int, person: str, at: datetime) -> None:
        """Say that nothing is left of a thread."""
        self._settle(number, person, at)

    def reopen(self, number: int) -> None:
        """Say that something is left of a thread after all."""
        self._settle(number, None, None)

    def _settle(self, number: int, person: str | None, at: datetime | None) -> None:
        row = update(CommentRow).where(CommentRow.number == number)
        self.session.execute(row.values(resolved_by=person, resolved_at=at))
        self.session.expire_all()

    def _threads(self, firsts: Sequence[CommentRow]) -> tuple[Thread, ...]:
        numbers = [row.number for row in firsts]
        answers = select(CommentRow).where(CommentRow.thread.in_(numbers)).order_by(CommentRow.number)
        rows = [*firsts, *self.session.scalars(answers)] if numbers else []
        comments = self._comments(rows)
        replies: dict[int, list[Comment]] = {}
        for comment in comments[len(firsts) :]:
            replies.setdefault(comment.thread or 0, []).append(comment)
        return tuple(
            Thread(comment, tuple(replies.get(comment.number, ())), row.resolved_by, row.resolved_at)
            for comment, row in zip(comments, firsts, strict=False)
        )

    def _comments(self, rows: Iterable[CommentRow]) -> list[Comment]:
        rows = list(rows)
        numbers = [row.number for row in rows]
        mentions: dict[int, list[str]] = {}
        if numbers:
            wanted = select(MentionRow.comment, MentionRow.person).where(MentionRow.comment.in_(numbers))
            for number, person in self.session.execute(wanted.order_by(MentionRow.person)):
                mentions.setdefault(number, []).append(person)
        return [
            Comment(
                row.number, row.kind, row.key, row.node, row.thread, row.person, row.text, row.at,  # type: ignore[arg-type]
                tuple(mentions.get(row.number, ())),
            )
            for row in rows
        ]  # fmt: skip
