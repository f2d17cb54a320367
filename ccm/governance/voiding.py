"""Voiding: what is before its approvers is void once it is no longer what was submitted, in the act that changed it."""

from collections.abc import Iterable
from datetime import date

from approval.audit import AuditEntry
from approval.digests import digest_of
from approval.state import Status
from approval.subject import Kind
from approval.submission import Submission, package_digest
from approval.transitions import void
from ccm.governance.acting import Acting, record
from ccm.governance.books import Books, audited, home
from ccm.governance.followers import followers
from content_blocks.subject_rows import StoreError

GONE = digest_of("gone")
"""The digest of what cannot be made any more: a language that was taken out, a template whose block is missing."""

_ALL = 100_000


def current_digest(books: Books, submission: Submission, day: date) -> str:
    """The digest of what the submission would be about on `day`: its subject as it is, and what follows that."""
    try:
        subject = books.subjects.newest(submission.subject.kind, submission.subject.key)
        if not submission.followers:
            return subject.digest
        following = followers(books, subject.kind, subject.key, day)
        return package_digest(subject, [follower.subject for follower in following])
    except StoreError:
        return GONE


def void_stale(books: Books, acting: Acting, kind: Kind, key: str) -> tuple[Submission, ...]:
    """Void what is open of `kind` `key` if it is no longer what was submitted. The audit rows are the caller's."""
    voided = []
    for open_id in books.approvals.open_of(kind, key):
        state = books.approvals.state(open_id, hold=True)
        current = current_digest(books, state.submission, acting.at.date())
        if state.status is Status.OPEN and current != state.submission.digest:
            decisions = books.approvals.decisions(open_id)
            books.approvals.add_decision(void(state.submission, decisions, acting.person, current, acting.at))
            voided.append(state.submission)
    return tuple(voided)


def void_edited(books: Books, acting: Acting, kind: Kind, key: str) -> tuple[Submission, ...]:
    """Void what is open of a template, block or brand that was edited, of a block's languages, and of the templates
    that take it in another version now. The audit rows are the caller's."""
    voided = void_stale(books, acting, kind, key)
    if kind == "block":
        languages = [one for one in _open_keys(books, "translation") if home("translation", one) == ("block", key)]
        voided += tuple(one for language in languages for one in void_stale(books, acting, "translation", language))
    return voided if kind == "template" else voided + void_templates(books, acting, kind, key)


def void_templates(books: Books, acting: Acting, kind: Kind, key: str) -> tuple[Submission, ...]:
    """Void what is open of templates that take the block or brand in another version now."""
    kind, key = home(kind, key)
    templates = _open_keys(books, "template")
    if kind == "block":
        users = {use.template for use in books.subjects.templates.where_used(key)}
        templates = tuple(template for template in templates if template in users)
    return tuple(one for template in templates for one in void_stale(books, acting, "template", template))


def record_voided(books: Books, acting: Acting, voided: Iterable[Submission]) -> tuple[AuditEntry, ...]:
    """Write the audit rows of what an act voided."""
    return tuple(
        record(books.session, acting, "void", audited(one.subject, one.digest), f"submission {one.id}")
        for one in voided
    )


def _open_keys(books: Books, kind: Kind) -> tuple[str, ...]:
    """The keys of everything of `kind` that is open, sorted."""
    listed = books.approvals.list_submissions(status=Status.OPEN, kind=kind, limit=_ALL)
    return tuple(sorted({one.key for one in listed}))
