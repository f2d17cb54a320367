"""Sending: the one way from the store to a release that may reach a customer.

What is stored is not believed. Each time a release is opened its contents are read and held against their digests, the
decisions that approved it are gone through again from the first row, and what comes out must be the lock that was
sealed, to the byte. The audit log must know of every act behind it. Then it must be in force, and not recalled.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from approval.store import ApprovalStore
from approval.subject import Subject
from ccm.governance.evidence import approval_of, recalled_among
from ccm.governance.logged import check_logged
from ccm.release import Approval, Release, ReleaseError, seal_approved
from ccm.release_store import ReleaseDamagedError, ReleaseStore, StoredRelease
from content_blocks.block import ContentBlock
from content_blocks.folders import BrandFolder
from content_blocks.store import BlockStore, BrandStore
from templates_repo.store import TemplateStore


class NotSendableError(LookupError):
    """Nothing of the template may be sent; the message says why and what to do."""


def release_in_force(session: Session, template: str, day: date) -> Release:
    """The release of `template` that is sent on `day`.

    Raises NotSendableError when none is in force, or the one that is was recalled: an older one never takes its place.
    Raises ReleaseDamagedError when the database no longer holds what was sealed.
    """
    store = ReleaseStore(session)
    stored = store.in_force(template, day)
    if stored is None:
        raise NotSendableError(_nothing(store, template, day))
    release = _opened(session, stored)
    _refuse_recalled(session, stored)
    return release


def release_pinned(session: Session, digest: str) -> Release:
    """The release of this digest, which a job pinned when it was the one in force, for sending what is left of the job.

    A newer one does not take its place: every record of a job is made of the same. Raises NotSendableError when it was
    recalled since, ReleaseNotFoundError and ReleaseDamagedError.
    """
    stored = ReleaseStore(session).find(digest)
    release = _opened(session, stored)
    _refuse_recalled(session, stored)
    return release


def sendable(session: Session, day: date, *, template: str = "", release: str = "") -> StoredRelease:
    """What stands in the store of the release that is sent on `day`: of `template`, or the one that `release` names.

    It is not opened, so nothing can be rendered of it; who has opened it asks this way whether it still may. Raises
    NotSendableError when none is in force, another than the one named is, or it was recalled; ReleaseNotFoundError.
    """
    store = ReleaseStore(session)
    named = store.find(release) if release else None
    key = template or (named.template if named else "")
    stored = store.in_force(key, day)
    if stored is None:
        raise NotSendableError(_nothing(store, key, day))
    if named is not None and named.digest != stored.digest:
        raise NotSendableError(
            f"release {named.name} is not sent on {day}: {stored.name} of the template {key} is; name that one, or none"
        )
    _refuse_if_recalled(session, stored)
    return stored


def refuse_recalled(session: Session, digest: str) -> None:
    """Go on unless the release of this digest was recalled; quickly, for asking it again and again.

    Raises NotSendableError.
    """
    _refuse_if_recalled(session, ReleaseStore(session).find(digest))


def release_to_verify(session: Session, name: str) -> Release:
    """The release of this name or digest, for proving what was sent from it, whatever has become of it since.

    Raises ReleaseNotFoundError, ReleaseDamagedError.
    """
    return _opened(session, ReleaseStore(session).find(name))


def is_recalled(session: Session, stored: StoredRelease) -> bool:
    """Whether the release, or an approval it rests on, was recalled."""
    return _recalled(session, stored) is not None


def _opened(session: Session, stored: StoredRelease) -> Release:
    lock = stored.lock
    try:
        approvals = tuple(_approvals(session, lock["approvals"]))
        subject = _subject(session, stored)
        release = seal_approved(
            TemplateStore(session).content(TemplateStore(session).version(stored.template, stored.version)),
            _Sealed(session, lock),
            subject=subject,
            approvals=approvals,
            engine=lock["engine"],
            name=stored.name,
        )
    except (LookupError, TypeError, ValueError, AttributeError, StopIteration) as error:
        raise ReleaseDamagedError(f"release {stored.name}: cannot be opened: {error}; ask the audit log") from error
    if release.digest != stored.digest:
        raise ReleaseDamagedError(
            f"release {stored.name}: the store now gives {release.digest}, and {stored.digest} was sealed; ask the "
            "audit log"
        )
    check_logged(session, stored)
    return release


def _approvals(session: Session, sealed: list[dict[str, Any]]) -> Iterator[Approval]:
    """The approvals a lock names, made anew from the books. Raises ReleaseError when the books say otherwise."""
    store = ApprovalStore(session)
    for entry in sealed:
        state = store.state(entry["submission"])
        yield approval_of(state, _named(state.submission.subject, state.submission.followers, entry["digest"]))


def _subject(session: Session, stored: StoredRelease) -> Subject:
    """The template's subject as it was approved: a submission's own, or one of its followers."""
    submission = ApprovalStore(session).submission(stored.submission)
    digest = next(entry["digest"] for entry in stored.lock["approvals"] if entry["kind"] == "template")
    return _named(submission.subject, submission.followers, digest)


def _named(subject: Subject, followers: tuple[Subject, ...], digest: str) -> Subject:
    for candidate in (subject, *followers):
        if candidate.digest == digest:
            return candidate
    raise ReleaseError(f"no submission is about {digest}")


class _Sealed:
    """The blocks and the brand that a lock names."""

    def __init__(self, session: Session, lock: dict[str, Any]) -> None:
        self.session = session
        self.lock = lock

    def block(self, key: str) -> ContentBlock:
        store = BlockStore(self.session)
        return store.content(store.version(key, self.lock["blocks"][key]["version"]))

    def brand(self, key: str) -> BrandFolder:
        store = BrandStore(self.session)
        return store.content(store.version(key, self.lock["brand"]["version"]))


def _recalled(session: Session, stored: StoredRelease) -> str | None:
    submissions = [entry["submission"] for entry in stored.lock["approvals"]]
    return recalled_among(ApprovalStore(session), submissions, stored.digest)


def _refuse_if_recalled(session: Session, stored: StoredRelease) -> None:
    """As `_refuse_recalled`, with one question where nothing was ever taken back, which is nearly always."""
    if ApprovalStore(session).any_recalls({entry["submission"] for entry in stored.lock["approvals"]}):
        _refuse_recalled(session, stored)


def _refuse_recalled(session: Session, stored: StoredRelease) -> None:
    submission = _recalled(session, stored)
    if submission is None:
        return
    last = ApprovalStore(session).recalls(submission)[-1]
    raise NotSendableError(
        f"release {stored.name} was recalled on {last.at:%Y-%m-%d at %H:%M %Z} by {last.person}: {last.reason}; "
        f"nothing is sent of {stored.template} until another release is approved"
    )


def _nothing(store: ReleaseStore, template: str, day: date) -> str:
    releases = store.of(template)
    if not releases:
        return (
            f"nothing of the template {template} is released: 'ccm submit {template}', have it approved, then "
            f"'ccm release {template}'; 'ccm render --draft' renders drafts, marked as such"
        )
    retired = TemplateStore(store.session).retired_on(template)
    if retired is not None and retired <= day:
        return f"the template {template} is retired from {retired}; nothing of it is sent"
    known = ", ".join(f"{release.name} effective {release.effective}" for release in releases[-3:])
    return f"no release of the template {template} is in force on {day}; there are {known}"
