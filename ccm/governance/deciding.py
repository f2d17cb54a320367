"""Deciding: what the people who are asked, the authors, and those who recall do to a submission.

A decision, what it voids and what it releases are one act: kept together or not at all.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from approval.decision import Decision, Verdict
from approval.state import State, Status
from approval.subject import Kind
from approval.submission import Submission
from approval.transitions import Act, World, approve, comment, reject, request_changes, withdraw
from ccm.governance.acting import Acting, record, take_turn
from ccm.governance.books import Books, audited, home
from ccm.governance.releasing import record_release, release_followers
from ccm.governance.voiding import current_digest, record_voided, void_templates
from ccm.people.roles import Ability
from ccm.release_store import StoredRelease
from content_blocks.folders import BrandFolder

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


class NodeNotThereError(LookupError):
    """A comment hangs on a node that what is submitted does not have; the message says which there are."""


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

    Raises NothingOpenError, NodeNotThereError, ForbiddenError, and the refusals of `approval.refusals`; then nothing
    may be committed.
    """
    take_turn(books.session)
    books.require(acting.person, TRANSITIONS[verdict][1], kind, key)
    return _decided(books, acting, verdict, _open(books, kind, key), words)


def decide_submission(books: Books, acting: Acting, verdict: Verdict, submission: str, words: Words) -> Outcome:
    """Give a verdict on the submission with this id, and on no later one of the same subject.

    Raises NotKeptError when there is none, and otherwise as `decide`: SubmissionClosedError when it is not open.
    """
    take_turn(books.session)
    subject = books.approvals.submission(submission).subject
    books.require(acting.person, TRANSITIONS[verdict][1], subject.kind, subject.key)
    return _decided(books, acting, verdict, submission, words)


def _decided(books: Books, acting: Acting, verdict: Verdict, submission_id: str, words: Words) -> Outcome:
    transition, _ = TRANSITIONS[verdict]
    state = books.approvals.state(submission_id, hold=True)
    submission = state.submission
    kind, key = submission.subject.kind, submission.subject.key
    if words.node is not None:
        _check_node(books, kind, key, words.node)
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
    world = World(books.people.directory(), current_digest(books, submission, acting.at.date()))
    decision = transition(submission, decisions, act, world)
    state = books.approvals.add_decision(decision)
    voided: tuple[Submission, ...] = ()
    released: tuple[StoredRelease, ...] = ()
    if state.status is Status.APPROVED and kind != "template":
        released = release_followers(books, acting, kind, key)
        voided = void_templates(books, acting, kind, key)
    _record(books, acting, Outcome(decision, state, voided, released))
    return Outcome(decision, state, voided, released)


def _open(books: Books, kind: Kind, key: str) -> str:
    open_ids = books.approvals.open_of(kind, key)
    if not open_ids:
        raise NothingOpenError(
            f"nothing of the {kind} {key} is before its approvers; 'ccm submit {kind}:{key}' puts it there"
        )
    return open_ids[0]


def _check_node(books: Books, kind: Kind, key: str, node: str) -> None:
    """Raise NodeNotThereError unless the newest version of it has a node, or a part of one, with the id `node`."""
    kind_home, key_home = home(kind, key)
    store = books.content(kind_home)
    content = store.content(store.version(key_home))
    ids = [] if isinstance(content, BrandFolder) else list(_ids(content.definition.model_dump(mode="json")))
    if node not in ids:
        near = get_close_matches(node, ids, 3) or ids[:10]
        there = f"there are {', '.join(near)}" if near else "it has none"
        raise NodeNotThereError(f"the {kind} {key} has no node {node[:80]!r}; {there}")


def _ids(data: object) -> Iterator[str]:
    """Every id in a definition, as it was written."""
    if isinstance(data, dict):
        if isinstance(own := data.get("id"), str):
            yield own
        for value in data.values():
            yield from _ids(value)
    elif isinstance(data, list):
        for value in data:
            yield from _ids(value)


def _record(books: Books, acting: Acting, outcome: Outcome) -> None:
    decision, submission = outcome.decision, outcome.state.submission
    record_voided(books, acting, outcome.voided)
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
