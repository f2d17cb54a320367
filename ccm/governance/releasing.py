"""Releasing: sealing what is approved, and putting it in force."""

from datetime import date, datetime, timedelta
from typing import Protocol

from approval.audit import AuditSubject
from approval.standing import Standing, standing
from approval.state import State, Status
from approval.subject import Kind, Subject
from ccm.governance.acting import Acting, record, take_turn
from ccm.governance.books import Books
from ccm.governance.evidence import approval_of, approvals_of
from ccm.governance.followers import Follower, followers
from ccm.governance.subjects import Composition
from ccm.manifest import engine_versions
from ccm.release import Approval, seal_approved
from ccm.release_store import StoredRelease
from ccm.sending import is_recalled
from templates_repo.store import Period


class ReleaseRefusedError(ValueError):
    """The template cannot be released; the message names each part that is missing its approval, and what to do."""


def release(
    books: Books,
    acting: Acting,
    template: str,
    number: int | None = None,
    starts: date | None = None,
    ends: date | None = None,
) -> StoredRelease:
    """Release version `number` of a template, the newest when left out, in force from `starts` (today) to `ends`.

    The version that was in force until then ends the day before. Raises ForbiddenError, ReleaseRefusedError unless
    the template and every part of it are approved as they are now, PeriodError when a later period is in the way.
    """
    take_turn(books.session)
    books.require(acting.person, "release", "template", template)
    composition = books.subjects.composition(template, number)
    today = acting.at.date()
    starts = starts or today
    if starts < today:
        raise ReleaseRefusedError(
            f"the template {template} cannot be in force from {starts}: what was sent until today ({today}, UTC) stays "
            "as it was; give today or a later day"
        )
    stored = _seal(books, acting, composition, starts)
    wanted = Period(composition.version.number, starts, ends)
    take_the_place(books.subjects.templates, template, wanted, acting.person, acting.at)
    record_release(books, acting, stored, f"from {starts} {f'to {ends}' if ends else 'on'}")
    return stored


def release_followers(books: Books, acting: Acting, kind: Kind, key: str) -> tuple[StoredRelease, ...]:
    """Release every template whose next release was approved along with the block or brand `key`, and is whole now.

    A template that waits for another approval (a language of the block, say) is released by the act that gives it.
    The audit rows are the caller's to write: see `record_release`.
    """
    today = acting.at.date()
    waiting = [one for one in followers(books, kind, key, today) if _awaited(books, one)]
    return tuple(
        _seal(books, acting, books.subjects.composition(one.released.template, one.released.version), today)
        for one in waiting
    )


def record_release(books: Books, acting: Acting, stored: StoredRelease, why: str = "") -> None:
    subject = AuditSubject("release", stored.template, stored.number, stored.digest)
    record(books.session, acting, "release", subject, why)


class Calendar(Protocol):
    """The periods of templates, as a store of templates keeps them."""

    def periods(self, key: str, /) -> tuple[Period, ...]: ...
    def end(self, key: str, /, starts: date, last: date) -> None: ...
    def call_off(self, key: str, /, starts: date, at: datetime) -> None: ...
    def schedule(
        self, key: str, /, number: int, starts: date, ends: date | None, author: str, at: datetime
    ) -> Period: ...


def take_the_place(calendar: Calendar, template: str, wanted: Period, author: str, at: datetime) -> None:
    """Let a version be in force as `wanted` says, in place of what is in force on its first day.

    What it takes the place of ends the day before, and is in force again after it, if it was to be.
    """
    starts, ends = wanted.starts, wanted.ends
    for period in calendar.periods(template):
        holds = period.starts <= starts and (period.ends is None or starts <= period.ends)
        if not holds:
            continue
        if period.number == wanted.number and period.ends == ends:
            return
        if period.starts == starts:
            calendar.call_off(template, period.starts, at)
        else:
            calendar.end(template, period.starts, starts - timedelta(days=1))
        if ends is not None and (period.ends is None or ends < period.ends):
            calendar.schedule(template, period.number, ends + timedelta(days=1), period.ends, author, at)
    calendar.schedule(template, wanted.number, starts, ends, author, at)


def _seal(books: Books, acting: Acting, composition: Composition, effective: date) -> StoredRelease:
    """Seal and store what is approved of `composition`; what was sealed before is found again, unless recalled."""
    subject, template = composition.subject, composition.version.key
    states = books.approvals.approved([part.digest for part in subject.walk()])
    if missing := [part for part in subject.walk() if part.digest not in states]:
        lines = "\n".join(f"  {part}: {_why_missing(books, part)}" for part in dict.fromkeys(missing))
        raise ReleaseRefusedError(f"the template {composition.version.name} cannot be released:\n{lines}")
    number = books.releases.next_number(template)
    sealed = seal_approved(
        composition.template,
        composition,
        subject=subject,
        approvals=(*approvals_of(subject, states), *_earlier(books, subject, states[subject.digest])),
        engine=engine_versions(),
        name=f"{template}#{number}",
    )
    for earlier in books.releases.of(template):
        if earlier.digest == sealed.digest:
            _refuse_recalled(books, earlier)
            return earlier
    submission = states[subject.digest].submission.id
    return books.releases.add(
        sealed, number=number, submission=submission, effective=effective, person=acting.person, at=acting.at
    )


def _refuse_recalled(books: Books, earlier: StoredRelease) -> None:
    if is_recalled(books.session, earlier):
        raise ReleaseRefusedError(
            f"release {earlier.name} is exactly this, and was recalled; put right what is wrong with it, or have it "
            f"approved again: 'ccm submit template:{earlier.template}'"
        )


def _earlier(books: Books, subject: Subject, approving: State) -> tuple[Approval, ...]:
    """For a follower, the approval of the template itself, which it was released with before."""
    if approving.submission.subject.kind == "template":
        return ()
    released = books.releases.newest(subject.key, subject.version)
    if released is None:
        return ()
    entries = [entry for entry in released.lock["approvals"] if entry["kind"] == "template"]
    found = []
    for entry in entries[-1:]:
        state = books.approvals.state(entry["submission"])
        approved = next(one for one in state.submission.subjects if one.digest == entry["digest"])
        found.append(approval_of(state, approved))
    return tuple(found)


def _awaited(books: Books, follower: Follower) -> bool:
    """Whether its next release was approved along with a part of it, and every part has its approval."""
    digests = [part.digest for part in follower.subject.walk()]
    states = books.approvals.approved(digests)
    return set(digests) <= states.keys() and states[follower.subject.digest].submission.subject.kind != "template"


def _why_missing(books: Books, part: Subject) -> str:
    """What stands between one part and the release, and what to do about it."""
    name = f"{part.kind}:{part.key}"
    if books.approvals.open_of(part.kind, part.key):
        return "is before its approvers"
    ids = books.approvals.submissions_of(part.kind, part.key)
    states = [books.approvals.state(one) for one in ids]
    recalls = [recall for one in ids for recall in books.approvals.recalls(one)]
    found = standing(part, states, recalls)
    if found is Standing.VOID:
        approved = [state.submission.subject for state in states if state.status is Status.APPROVED]
        return f"was edited since {approved[-1]} was approved; 'ccm submit {name}'"
    if found is Standing.RECALLED:
        return f"was recalled; put it right, and 'ccm submit {name}'"
    return f"is not approved; 'ccm submit {name}'"
