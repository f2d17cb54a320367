"""What stands behind a release, held against the audit log.

Seals can be computed anew by whoever owns the database, so rows that were put into the books, and calls to recall that
were taken out of them, can look whole. The log, whose head is kept elsewhere, tells of other acts then, and nothing is
sent until that is explained.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy.orm import Session

from approval.audit import AuditEntry
from approval.audit_store import entries_about
from approval.moments import moment
from approval.state import State
from approval.store import ApprovalStore
from approval.submission import Submission
from approval.submission_data import pinned_digest
from ccm.release_store import ReleaseDamagedError, StoredRelease


class Told(NamedTuple):
    """An act as the log tells it. `why` counts where it names what was pinned, and `number` where it is a release's."""

    act: str
    who: str
    at: str
    digest: str | None
    number: int | None = None
    why: str = ""

    def __str__(self) -> str:
        return f"{self.act} by {self.who}, {self.at[:16].replace('T', ' ')} UTC"


def submitted(submission: Submission) -> str:
    """What the log says of a submission beside its subject: its number, and the digest of everything it pins."""
    return f"submission {submission.id} {pinned_digest(submission)}"


def check_logged(session: Session, stored: StoredRelease) -> None:
    """Raise ReleaseDamagedError unless the log has the release and every act behind it, and no recall beside those."""
    store = ApprovalStore(session)
    states = [store.state(one) for one in dict.fromkeys(entry["submission"] for entry in stored.lock["approvals"])]
    sealed = {entry["digest"] for entry in stored.lock["approvals"]} | {stored.digest}
    log = entries_about(session.connection(), sealed | {state.submission.digest for state in states})
    released = Told("release", stored.released_by, moment(stored.released_at), stored.digest, stored.number)
    missing = {released, *_acts(store, states)} - {_told(row) for row in log}
    if missing:
        raise ReleaseDamagedError(
            f"release {stored.name}: {min(missing, key=str)}, is in the books and not in the audit log, or is another "
            "there; nothing is sent of it until 'ccm audit verify' finds nothing"
        )
    called = set(_called(store, states))
    for row in log:
        if row.act == "recall" and row.digest in sealed and (row.who, row.at) not in called:
            raise ReleaseDamagedError(
                f"release {stored.name}: {_told(row)}, is in the audit log and not in the books; nothing is sent of it "
                "until 'ccm audit verify' finds nothing"
            )


def _told(row: AuditEntry) -> Told:
    number = row.version if row.act == "release" else None
    return Told(row.act, row.who, row.at, row.digest, number, row.why if row.act == "submit" else "")


def _acts(store: ApprovalStore, states: Iterable[State]) -> Iterator[Told]:
    """How the books tell what led to the approvals."""
    for state in states:
        submission = state.submission
        why, digest = submitted(submission), submission.digest
        yield Told("submit", submission.submitter, moment(submission.at), digest, why=why)
        for decision in store.decisions(submission.id):
            yield Told(str(decision.verdict), decision.person, moment(decision.at), digest)


def _called(store: ApprovalStore, states: Iterable[State]) -> Iterator[tuple[str, str]]:
    """Who called back any of it, and when: also what the same content was approved by before."""
    subjects = {(one.kind, one.key) for state in states for one in state.submission.subjects}
    for kind, key in subjects:
        for submission in store.submissions_of(kind, key, following=True):
            for call in store.recalls(submission):
                yield call.person, moment(call.at)
