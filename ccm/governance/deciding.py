"""Deciding: what the people who are asked, the authors, and those who recall do to a submission.

A decision, what it voids and what it releases are one act: kept together or not at all.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from approval.decision import Decision, Verdict
from approval.state import State, Status
from approval.subject import Kind, Subject
from approval.submission import Submission, package_digest
from approval.transitions import Act, World, approve, comment, reject, request_changes, void, withdraw
from ccm.governance.acting import Acting, record
from ccm.governance.books import Books, audited, home
from ccm.governance.followers import newest_release
from ccm.governance.releasing import record_release, release_followers
from ccm.people.roles import Ability
from ccm.release_store import StoredRelease

MAX_OPEN = 1_000_000

Transition = Callable[[Submission, Iterable[Decision], Act, World], Decision]

TRANSITIONS: dict[Verdict, tuple[Transition, Ability]] = {
    Verdict.APPROVE: (approve, "decide"),
    Verdict.REJECT: (reject, "decide"),
    Verdict.REQUEST_CHANGES: (request_changes, "decide"),
    Verdict.COMMENT: (comment, "comment"),
    Verdict.WITHDRAW: (withdraw, "submit"),
}
"""Each verdict a person can give: what makes the decision of it, and the ability it takes."""


class NothingOpenError(LookupError):
    """Nothing is before its approvers under this name."""


@dataclass(frozen=True)
class Words:
    """What a person says with a verdict. `seen` is the digest they were shown; what is open when left out."""

    reason: str = ""
    step: str | None = None
    on_behalf_of: str | None = None
    node: str | None = None
    seen: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What an act led to: the state, the other submissions that are void by it, and what was released with it."""

    decision: Decision
    state: State
    voided: tuple[Submission, ...] = ()
    released: tuple[StoredRelease, ...] = ()


def decide(books: Books, acting: Acting, verdict: Verdict, kind: Kind, key: str, words: Words) -> Outcome:
    """Give a verdict on what is open of `kind` `key`, in the transaction of `books`.

    Raises NothingOpenError, ForbiddenError, and the refusals of `approval.refusals`; then nothing may be committed.
    """
    transition, ability = TRANSITIONS[verdict]
    books.require(acting.person, ability, kind, key)
    state = books.approvals.state(_open(books, kind, key), hold=True)
    submission = state.submission
    decisions = books.approvals.decisions(submission.id)
    act = Act(
        person=acting.person,
        seen=words.seen or submission.digest,
        at=acting.at,
        reason=words.reason,
        step=words.step,
        on_behalf_of=words.on_behalf_of,
        node=words.node,
    )
    world = World(books.people.directory(), current_digest(books, submission))
    decision = transition(submission, decisions, act, world)
    state = books.approvals.add_decision(decision)
    voided: tuple[Submission, ...] = ()
    released: tuple[StoredRelease, ...] = ()
    if state.status is Status.APPROVED and kind != "template":
        released = release_followers(books, acting, kind, key)
        voided = void_templates(books, acting, kind, key)
    _record(books, acting, Outcome(decision, state, voided, released))
    return Outcome(decision, state, voided, released)


def current_digest(books: Books, submission: Submission) -> str:
    """The digest of what the submission would be about now: its subject and its followers as they are."""
    subject = books.subjects.newest(submission.subject.kind, submission.subject.key)
    if not submission.followers:
        return subject.digest
    return package_digest(subject, [_follower_now(books, subject, follower) for follower in submission.followers])


def void_stale(books: Books, acting: Acting, kind: Kind, key: str) -> tuple[Submission, ...]:
    """Void what is open of `kind` `key` if it is no longer what was submitted. The audit row is the caller's."""
    voided = []
    for open_id in books.approvals.open_of(kind, key):
        submission = books.approvals.state(open_id, hold=True).submission
        current = current_digest(books, submission)
        if current != submission.digest:
            decisions = books.approvals.decisions(open_id)
            books.approvals.add_decision(void(submission, decisions, acting.person, current, acting.at))
            voided.append(submission)
    return tuple(voided)


def void_templates(books: Books, acting: Acting, kind: Kind, key: str) -> tuple[Submission, ...]:
    """Void what is open of templates that take the block or brand in another version now."""
    kind, key = home(kind, key)
    used = {use.template for use in books.subjects.templates.where_used(key)} if kind == "block" else None
    listed = books.approvals.list_submissions(status=Status.OPEN, kind="template", limit=MAX_OPEN)
    users = sorted(one.key for one in listed if used is None or one.key in used)
    return tuple(one for template in users for one in void_stale(books, acting, "template", template))


def _open(books: Books, kind: Kind, key: str) -> str:
    open_ids = books.approvals.open_of(kind, key)
    if not open_ids:
        raise NothingOpenError(
            f"nothing of the {kind} {key} is before its approvers; 'ccm submit {kind}:{key}' puts it there"
        )
    return open_ids[0]


def _follower_now(books: Books, subject: Subject, follower: Subject) -> Subject:
    """What the template would be with the proposed version now; the old one when it has no release any more."""
    kind, key = home(subject.kind, subject.key)
    released = newest_release(books, follower.key)
    if released is None:
        return follower
    version = books.content(kind).version(key).number
    return books.proposing({(kind, key): version}).composition(follower.key, released.version).subject


def _record(books: Books, acting: Acting, outcome: Outcome) -> None:
    decision, submission = outcome.decision, outcome.state.submission
    for other in outcome.voided:
        record(books.session, acting, "void", audited(other.subject, other.digest), f"submission {other.id}")
    for stored in outcome.released:
        record_release(books, acting, stored, f"with submission {submission.id}")
    behalf = f"for {decision.on_behalf_of}: " if decision.on_behalf_of else ""
    record(
        books.session,
        acting,
        str(decision.verdict),
        audited(submission.subject, submission.digest),
        (behalf + decision.reason).strip(": "),
    )
