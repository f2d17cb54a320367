"""Do the books agree? Every decision, submission, recall and release against the audit log, and the other way round."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from approval.audit import AuditEntry
from approval.audit_chain import verify
from approval.audit_store import entries
from approval.decision import Decision, Verdict
from approval.moments import moment
from approval.rebuild_store import check_projection
from approval.state import Status
from approval.store import ApprovalStore
from approval.submission import Submission
from approval.tables import GateRow, SubmissionRow
from ccm.db.session import Database
from ccm.governance.logged import submitted
from ccm.release_store import ReleaseStore, StoredRelease
from ccm.sending import release_to_verify
from templates_repo.tables import TemplatePeriod


class Act(NamedTuple):
    """What the books and the log both know of an act."""

    who: str
    at: str
    act: str
    kind: str
    key: str
    version: int | None
    digest: str | None
    why: str = ""


TOLD = {str(verdict) for verdict in Verdict} | {"submit", "recall"}
"""The acts of which every row of the books has exactly one row of the log, and every row of the log one of them."""


def assert_books_agree(database: Database) -> None:
    """The log is whole and says what the books say, no more and no less; every release opens, and lies in a period."""
    with database.reading() as session:
        log = list(entries(session.connection()))
        assert verify(log) == ()
        assert check_projection(ApprovalStore(session)) == ()
        in_log = Counter(_logged(row) for row in log if row.act in TOLD)
        assert in_log == Counter(_in_books(session, in_log)), "the log and the books tell of other acts"
        _releases_agree(session, [row for row in log if row.act == "release"])
        _gates_agree(session, [row for row in log if row.act == "gates"])


def _logged(row: AuditEntry) -> Act:
    return Act(row.who, row.at, row.act, row.kind, row.key, row.version, row.digest, row.why)


def _in_books(session: Session, in_log: Collection[Act]) -> Iterator[Act]:
    """Every submission, decision and recall, as the log must tell it.

    Who calls back a follower calls back all that its submission approved; the log may name any of that.
    """
    approvals = ApprovalStore(session)
    releases = {stored.digest: stored for stored in _releases(session)}
    for submission_id in session.scalars(select(SubmissionRow.id)):
        state = approvals.state(submission_id)
        submission = state.submission
        yield _about(submission, submission.submitter, moment(submission.at), "submit", submitted(submission))
        for decision in approvals.decisions(submission_id):
            yield _about(submission, decision.person, moment(decision.at), str(decision.verdict), _why(decision))
        for call in approvals.recalls(submission_id):
            who = (call.person, moment(call.at), "recall")
            if stored := releases.get(call.release):
                yield Act(*who, "release", stored.template, stored.number, stored.digest, call.reason)
            else:
                assert call.release == "", "a release was called back that there is not"
                named = [Act(*who, s.kind, s.key, s.version, s.digest, call.reason) for s in submission.subjects]
                yield next((one for one in named if one in in_log), named[0])


def _about(submission: Submission, who: str, at: str, act: str, why: str) -> Act:
    subject = submission.subject
    return Act(who, at, act, subject.kind, subject.key, subject.version, submission.digest, why)


def _why(decision: Decision) -> str:
    if decision.verdict is Verdict.VOID:
        return f"submission {decision.submission}"
    behalf = f"for {decision.on_behalf_of}: " if decision.on_behalf_of else ""
    return (behalf + decision.reason).strip(": ")


def _releases(session: Session) -> list[StoredRelease]:
    store = ReleaseStore(session)
    return [stored for template in store.templates() for stored in store.of(template)]


def _releases_agree(session: Session, log: list[AuditEntry]) -> None:
    """Each release was logged once when it was made; again only when somebody put it in force anew."""
    releases = _releases(session)
    logged = Counter((row.who, row.at, row.key, row.version, row.digest) for row in log)
    made = Counter((r.released_by, moment(r.released_at), r.template, r.number, r.digest) for r in releases)
    assert max(logged.values(), default=1) == 1
    assert made <= logged, "a release is not in the log"
    assert {row[2:] for row in logged} == {row[2:] for row in made}, "the log tells of a release that there is not"
    numbers: dict[str, list[int]] = {}
    for stored in releases:
        numbers.setdefault(stored.template, []).append(stored.number)
        opened = release_to_verify(session, stored.name)
        assert (opened.status, opened.digest) == ("approved", stored.digest)
        assert ApprovalStore(session).state(stored.submission).status is Status.APPROVED
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
    acts = {(row.who, row.at, row.key) for row in log}
    versions = {(stored.template, stored.version) for stored in releases}
    for period in session.scalars(select(TemplatePeriod)):
        assert (period.author, moment(period.set_at), period.key) in acts, "nobody is on record for a period"
        assert (period.key, period.number) in versions, "a version is in force that was not released"
    assert versions <= {(period.key, period.number) for period in session.scalars(select(TemplatePeriod))}


def _gates_agree(session: Session, log: list[AuditEntry]) -> None:
    """What gates found about a digest at one moment is one row of the log, in the order it was found."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in session.scalars(select(GateRow).order_by(GateRow.digest, GateRow.number)):
        found.setdefault((row.digest, row.at), []).append(f"{row.gate} {'passed' if row.passed else 'failed'}")
    assert sorted((row.digest or "", row.at, row.why) for row in log) == sorted(
        (digest, at, ", ".join(gates)) for (digest, at), gates in found.items()
    )
