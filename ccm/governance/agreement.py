"""Do the books of approval and the audit log tell of the same acts?

A row of the books that was altered does not fit its seal. Somebody who owns the database can make one that does, or
take rows away; then the log, whose head is kept elsewhere, tells of other acts than the books do.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlalchemy import Engine, inspect
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from approval.audit import AuditEntry
from approval.audit_store import entries
from approval.decision import Decision, Verdict
from approval.history import BrokenHistoryError
from approval.moments import moment
from approval.rebuild_store import batches, check_projection
from approval.recall import Recall
from approval.sealed_store import ApprovalDamagedError
from approval.store import ApprovalStore
from approval.submission import Submission
from approval.tables import SubmissionRow
from ccm.governance.archive_agreement import check_archive
from ccm.governance.content_agreement import check_contents
from ccm.governance.order_agreement import check_gates, check_releases, check_rules, check_workflows
from ccm.governance.people_agreement import check_people
from ccm.governance.told import Told, differences

ACTS = frozenset({"submit", "recall", *(str(verdict) for verdict in Verdict)})

MAX_FINDINGS = 1000

_WRONG = (ApprovalDamagedError, BrokenHistoryError)

# What reading a value raises that no program of ours wrote.
_UNREADABLE = (*_WRONG, ValueError, TypeError, LookupError, AttributeError, SQLAlchemyError)

_AGREE: dict[str, Callable[[Session, Sequence[AuditEntry]], Iterable[str]]] = {
    "the register of people": check_people,
    "the store of templates, blocks and brands": check_contents,
    "the workflows": check_workflows,
    "the rules": check_rules,
    "the results of gates": check_gates,
    "the releases": check_releases,
    "the archive": check_archive,
}


def verify_books_in(engine: Engine) -> tuple[str, ...] | None:
    """`verify_books` of a database; None where it has no books of approval."""
    with Session(engine) as session:
        if not inspect(session.connection()).has_table(SubmissionRow.__tablename__):
            return None
        return verify_books(session)


def verify_books(session: Session) -> tuple[str, ...]:
    """Say what is wrong with the books of approval, in words; nothing, if they are whole and the log agrees.

    Every row is read and judged again, and every submission, decision and recall is looked for in the audit log and
    the other way round; so are the versions and their authors, people and what they may, workflows, rules, what the
    gates found, the releases, and what was destroyed of the archive. Whether the log is whole is
    `approval.audit_chain.verify`'s to say.
    """
    store = ApprovalStore(session)
    books: Counter[Told] = Counter()
    findings: list[str] = []
    for batch in batches(store):
        findings += _read(store, list(batch.values()), books)
    log = tuple(entries(session.connection()))
    findings += differences(_logged(log), books.elements(), "the books of approval")
    for check in (_check_definitions, check_projection):
        try:
            findings += check(store)
        except _WRONG as error:
            findings.append(str(error))
    for what, agrees in _AGREE.items():
        try:
            findings += agrees(session, log)
        except _UNREADABLE as error:
            findings.append(f"{what} cannot be read: {error}")
    return tuple(dict.fromkeys(findings))[:MAX_FINDINGS]


def _check_definitions(store: ApprovalStore) -> tuple[str, ...]:
    store.workflows()
    return ()


def _read(store: ApprovalStore, submissions: list[str], books: Counter[Told]) -> list[str]:
    """Add the acts of `submissions` to `books`; return what is wrong with them, looked for one by one."""
    try:
        histories = store.histories(submissions)
        store.states(submissions)
    except _WRONG as error:
        if len(submissions) == 1:
            return [str(error)]
        return [finding for one in submissions for finding in _read(store, [one], books)]
    for history in histories:
        books.update(_acts(*history))
    return []


def _acts(submission: Submission, decisions: Iterable[Decision], recalls: Iterable[Recall]) -> Iterator[Told]:
    yield Told("submit", submission.submitter, moment(submission.at), submission.digest)
    for decision in decisions:
        yield Told(str(decision.verdict), decision.person, moment(decision.at), submission.digest)
    for recall in recalls:
        yield Told("recall", recall.person, moment(recall.at), recall.release)


def _logged(log: Iterable[AuditEntry]) -> Iterator[Told]:
    for entry in log:
        if entry.act == "recall":
            yield Told(entry.act, entry.who, entry.at, (entry.digest or "") if entry.kind == "release" else "")
        elif entry.act in ACTS:
            yield Told(entry.act, entry.who, entry.at, entry.digest or "")
