"""The part that somebody has in a submission: what they can do now, and if they cannot approve it, why and who can."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from approval.decision import Decision
from approval.queue import Task, tasks
from approval.refusals import (
    AlreadyDecidedError,
    AuthorDecidesError,
    EditedMeanwhileError,
    NotAskedError,
    RefusedError,
    SamePersonError,
    StepNotOpenError,
    SubmissionClosedError,
)
from approval.state import State, Status
from approval.transitions import Act, World, approve, reject, withdraw
from ccm.governance.acting import Acting
from ccm.governance.books import Books
from ccm.governance.voiding import current_digest
from ccm.people.rights import ForbiddenError
from ccm.people.roles import Ability

PartCode = Literal["author", "not-asked", "not-yet", "decided", "counted", "closed", "edited", "right", "other"]

_CODES: tuple[tuple[type[RefusedError], PartCode], ...] = (
    (AuthorDecidesError, "author"), (NotAskedError, "not-asked"), (StepNotOpenError, "not-yet"),
    (AlreadyDecidedError, "decided"), (SamePersonError, "counted"), (SubmissionClosedError, "closed"),
    (EditedMeanwhileError, "edited"),
)  # fmt: skip

# Not kept: only what a refusal would have said with a reason given is asked.
_SOME_REASON = "-"


@dataclass(frozen=True)
class Part:
    """What a person can do about a submission. `code` and `why` are None and empty when they can approve it."""

    tasks: tuple[Task, ...]
    may_refuse: bool
    may_withdraw: bool
    code: PartCode | None
    why: str
    who_can: tuple[str, ...]


def part_of(books: Books, submission: str, acting: Acting) -> Part:
    """The part of the one who acts in `submission`, as the acts themselves would find it. Nothing is changed.

    Raises ApprovalStoreError when there is no such submission.
    """
    state = books.approvals.state(submission)
    refusal = _Refusals(books, state, acting)
    refused = refusal.of(approve, "decide")
    mine = () if refused is not None and not _unclear(refused) else _tasks(books, state, acting.person, acting)
    code, why = (None, "") if mine or refused is None else _told(refused)
    return Part(
        tasks=mine,
        may_refuse=refusal.of(reject, "decide") is None,
        may_withdraw=refusal.of(withdraw, "submit") is None,
        code=code,
        why=why,
        who_can=_who_can(books, state, acting),
    )


class _Refusals:
    """What would refuse an act of one person on one submission, without doing it."""

    def __init__(self, books: Books, state: State, acting: Acting) -> None:
        self._books, self._state, self._acting = books, state, acting
        self._decisions = books.approvals.decisions(state.submission.id)
        open_ = state.status is Status.OPEN
        current = current_digest(books, state.submission, acting.at.date()) if open_ else state.submission.digest
        self._world = World(books.people.directory(), current)

    def of(self, transition: Callable[..., Decision], ability: Ability) -> RefusedError | ForbiddenError | None:
        submission = self._state.submission
        act = Act(self._acting.person, submission.digest, self._acting.at, reason=_SOME_REASON)
        try:
            self._books.require(self._acting.person, ability, submission.subject.kind, submission.subject.key)
            transition(submission, self._decisions, act, self._world)
        except (RefusedError, ForbiddenError) as error:
            return error
        return None


def _unclear(refused: RefusedError | ForbiddenError) -> bool:
    """Whether it was refused only because no step, or nobody to stand in for, was named."""
    decides_nothing = (AuthorDecidesError, SubmissionClosedError, EditedMeanwhileError)
    return isinstance(refused, RefusedError) and not isinstance(refused, decides_nothing)


def _told(refused: RefusedError | ForbiddenError) -> tuple[PartCode, str]:
    if isinstance(refused, ForbiddenError):
        return "right", str(refused)
    return next((code for kind, code in _CODES if isinstance(refused, kind)), "other"), str(refused)


def _tasks(books: Books, state: State, person: str, acting: Acting) -> tuple[Task, ...]:
    return tasks(person, [state], books.people.directory(), acting.at)


def _who_can(books: Books, state: State, acting: Acting) -> tuple[str, ...]:
    if state.status is not Status.OPEN:
        return ()
    asked = {person for members in state.submission.members.values() for person in members}
    return tuple(person for person in sorted(asked) if _can(books, state, person, acting))


def _can(books: Books, state: State, person: str, acting: Acting) -> bool:
    subject = state.submission.subject
    try:
        books.require(person, "decide", subject.kind, subject.key)
    except ForbiddenError:
        return False
    return bool(_tasks(books, state, person, acting))
