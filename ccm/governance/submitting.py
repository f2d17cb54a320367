"""Submitting: putting a subject before its approvers, once every gate has passed on exactly that.

The gates render for a long time, so they run between two transactions. What they passed on is looked at again in the
second; if it is another by then, nothing is submitted.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from approval.authors import Change, authors_since
from approval.gate import missing_gates
from approval.recall import is_recalled
from approval.state import Status
from approval.subject import Kind, Subject
from approval.submission import Submission, package_digest
from approval.submission import submit as submission_of
from approval.workflow import Workflow
from ccm.db.session import Database
from ccm.gates.examination import (
    Examination,
)
from ccm.gates.run import GateReport, run_gates
from ccm.governance.acting import Acting, record, take_turn
from ccm.governance.books import Books, audited, home
from ccm.governance.examining import composed_examination, examination_of
from ccm.governance.followers import Follower, followers
from ccm.governance.gate_results import counting_results
from ccm.governance.logged import submitted
from ccm.governance.voiding import record_voided, void_stale

Progress = Callable[[str], None]


class ChangedMeanwhileError(RuntimeError):
    """What the gates passed on was changed while they ran."""


@dataclass(frozen=True)
class Proposal:
    """What would be put before people: the subject, those that follow it, and the workflow that is for it."""

    subject: Subject
    followers: tuple[Follower, ...]
    workflow: Workflow

    @property
    def following(self) -> tuple[Subject, ...]:
        return tuple(follower.subject for follower in self.followers)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        return (self.subject, *self.following)

    @property
    def digest(self) -> str:
        return package_digest(self.subject, self.following)


@dataclass(frozen=True)
class Submitted:
    """What was submitted, and what the gates that had to be run first found; each gate of each digest once."""

    submissions: tuple[Submission, ...]
    reports: tuple[GateReport, ...]


def submit(
    database: Database,
    acting: Acting,
    subjects: Sequence[tuple[Kind, str]],
    *,
    with_followers: bool = False,
    progress: Progress | None = None,
) -> Submitted:
    """Run the gates that have not passed yet on the newest version of each of `subjects`, and submit all of them.

    With followers, the released templates that take it are submitted along, and released anew by the act that
    approves the last of it. All are submitted or none; the reports of the gates are kept, passed or not. Raises
    ForbiddenError, NoWorkflowError, GatesClosedError, SubmissionError, AlreadySubmittedError, ChangedMeanwhileError.
    """
    with database.reading() as session:
        books = Books(session)
        proposals = [_allowed(books, acting, kind, key, with_followers) for kind, key in subjects]
        untried = {one.digest: one for proposal in proposals for one in _untried(books, proposal)}
    more = {name: None for proposal in proposals for name in proposal.workflow.gates}
    reports = run_gates(tuple(untried.values()), progress=progress, more=tuple(more))
    if reports:
        with database.writing() as session:
            _keep(Books(session), acting, proposals, reports)
    with database.writing() as session:
        take_turn(session)
        books = Books(session)
        _hold(books, proposals)
        made = [_submit(books, acting, one, with_followers) for one in proposals]
        for submission, voided in made:  # the log is written last, when nothing else is waited for any more
            record_voided(books, acting, voided)
            told = audited(submission.subject, submission.digest)
            record(books.session, acting, "submit", told, submitted(submission))
        return Submitted(tuple(submission for submission, _ in made), reports)


def propose(books: Books, kind: Kind, key: str, day: date, *, with_followers: bool = False) -> Proposal:
    """What submitting the newest version of `kind` `key` on `day` would put before people."""
    subject = books.subjects.newest(kind, key)
    following = followers(books, kind, key, day) if with_followers else ()
    return Proposal(subject, following, books.workflow(subject))


def unsubmitted(books: Books) -> tuple[tuple[Kind, str], ...]:
    """Everything whose newest version is neither approved nor before its approvers: what is used before its users."""
    found: list[tuple[Kind, str]] = [("brand", key) for key in books.subjects.brands.subjects()]
    for key in books.subjects.blocks.subjects():
        block = books.subjects.block(books.subjects.blocks.version(key))
        found += [("block", key), *(("translation", f"{key}/{locale}") for locale in sorted(block.catalogs))]
    found += [("template", key) for key in books.subjects.templates.subjects()]
    return tuple(
        (kind, key)
        for kind, key in found
        if not books.approvals.open_of(kind, key) and not books.approved([books.subjects.newest(kind, key).digest])
    )


def authors(books: Books, kind: Kind, key: str) -> tuple[frozenset[str], int]:
    """Who changed it since its last approval, and the number of the last change that is settled when it is approved.

    An approval that was recalled settles nothing: whoever wrote what it was about is still an author of it.
    Whose draft is not yet published stays an author past the approval: their words may be in the next version. Any
    change of a block makes an author of each of its languages: nobody vouches for words beside their own. Whoever
    discards a draft adds no words.
    """
    kind_home, key_home = home(kind, key)
    store = books.content(kind_home)
    covered = 0
    for submission in reversed(books.approvals.submissions_of(kind, key)):
        state = books.approvals.state(submission)
        if state.status is Status.APPROVED and not is_recalled(state, books.approvals.recalls(submission)):
            covered = state.submission.changes
            break
    changes = store.changes(key_home)
    numbered = [Change(change.number, change.person) for change in changes if change.what != "discard"]
    return authors_since(numbered, covered), store.settled_change(key_home, store.newest(key_home))


def _allowed(books: Books, acting: Acting, kind: Kind, key: str, with_followers: bool) -> Proposal:
    books.require(acting.person, "submit", kind, key)
    return propose(books, kind, key, acting.at.date(), with_followers=with_followers)


def _hold(books: Books, proposals: Iterable[Proposal]) -> None:
    """Keep everybody from editing what is submitted until it is; in one order, so that nobody waits in a ring."""
    for kind, key in sorted({home(proposal.subject.kind, proposal.subject.key) for proposal in proposals}):
        books.content(kind).hold(key)


def _submit(
    books: Books, acting: Acting, proposal: Proposal, with_followers: bool
) -> tuple[Submission, tuple[Submission, ...]]:
    """Submit what was proposed, if it is still that; return the submission, and what is void by it."""
    kind, key = proposal.subject.kind, proposal.subject.key
    now = _allowed(books, acting, kind, key, with_followers)
    if now.digest != proposal.digest:
        raise ChangedMeanwhileError(f"{proposal.subject} was changed while the gates looked at it; submit it again")
    voided = void_stale(books, acting, kind, key)
    who, newest = authors(books, kind, key)
    submission = submission_of(
        now.subject,
        now.workflow,
        submission=books.approvals.next_id(),
        submitter=acting.person,
        authors=who,
        gates=[result for one in now.subjects for result in counting_results(books, one)],
        people=books.people.directory(),
        at=acting.at,
        changes=newest,
        followers=now.following,
    )
    books.approvals.add_submission(submission)
    return submission, voided


def _untried(books: Books, proposal: Proposal) -> Iterator[Examination]:
    """The examinations of what has a gate that has not passed; a workflow's own gates are for followers too."""

    def is_untried(subject: Subject) -> bool:
        return bool(missing_gates(subject, counting_results(books, subject), proposal.workflow.gates))

    if is_untried(proposal.subject):
        yield examination_of(books, proposal.subject)
    for follower in proposal.followers:
        if is_untried(follower.subject):
            yield composed_examination(books, follower.composition)


def _keep(books: Books, acting: Acting, proposals: Iterable[Proposal], reports: Sequence[GateReport]) -> None:
    """Keep the evidence, of gates that failed too, and say in the log what was found."""
    results = [report.result for report in reports]
    books.approvals.add_gate_results(results, {one.result.evidence: one.report for one in reports}, acting.at)
    for subject in dict.fromkeys(subject for proposal in proposals for subject in proposal.subjects):
        found = [
            f"{one.gate} {'passed' if one.passed else 'failed'}" for one in results if one.digest == subject.digest
        ]
        if found:
            record(books.session, acting, "gates", audited(subject), ", ".join(found))
