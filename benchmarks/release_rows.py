"""The rows of releases, and of the audit log: what came of every submission that was approved, and who did it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from approval.audit import AuditEntry, AuditSubject, Where, next_entry
from approval.decision import Decision
from approval.state import Status
from approval.subject import Subject
from benchmarks.approval_rows import Made
from benchmarks.company import Company, first_day
from ccm.governance.evidence import approval_of
from content_blocks.digest import canonical_bytes, digest_bytes

RELEASES = 2
"""How often each template was released: with its own approval, and again as the follower of a block."""

OFFICE = Where("cli", "office/clerk")


def release_rows(company: Company, made: Iterable[Made]) -> Iterator[Mapping[str, Any]]:
    """The releases of every template that is approved, each under the digest of what it holds."""
    for one in made:
        if one.state.status is Status.APPROVED:
            approvals = _approvals(one)
            for number in range(1, RELEASES + 1):
                yield _release(company, one, number, approvals)


def log_rows(made: Iterable[Made]) -> Iterator[Mapping[str, Any]]:
    """The audit log of every submission and decision, in the order of time."""
    acts = sorted((act for one in made for act in _acts(one)), key=lambda act: act[0])
    entry: AuditEntry | None = None
    for at, who, act, subject in acts:
        entry = next_entry(entry, at=at, who=who, act=act, subject=subject, where=OFFICE)
        yield asdict(entry)


def _acts(made: Made) -> Iterator[tuple[datetime, str, str, AuditSubject]]:
    submission = made.submission
    about = submission.subject
    subject = AuditSubject(about.kind, about.key, about.version, submission.digest)
    yield submission.at, submission.submitter, "submit", subject
    for decision in made.decisions:
        yield decision.at, decision.person, str(decision.verdict), subject


def _release(company: Company, made: Made, number: int, approvals: list[dict[str, Any]]) -> Mapping[str, Any]:
    subject = made.submission.subject
    lock = canonical_bytes(_lock(subject, number, approvals))
    last: Decision = made.decisions[-1]
    effective: date = first_day(company.versions) + timedelta(days=number - 1)
    return {
        "template": subject.key,
        "number": number,
        "version": subject.version,
        "digest": digest_bytes(lock),
        "lock": lock.decode(),
        "submission": made.submission.id,
        "effective": effective,
        "released_by": last.person,
        "released_at": last.at,
    }


def _lock(subject: Subject, number: int, approvals: list[dict[str, Any]]) -> dict[str, Any]:
    """What `ccm.release.Release.lock` would say, in length and form."""
    blocks = {part.key: part for part in subject.parts if part.kind == "block"}
    brand = next(part for part in subject.parts if part.kind == "brand")
    return {
        "format": 1,
        "status": "approved",
        "template": {"key": subject.key, "version": subject.version, "digest": subject.content},
        "contract": subject.content,
        "translations": dict.fromkeys(("de", "fr", "it"), subject.content),
        "brand": {"key": brand.key, "version": brand.version, "digest": brand.content},
        "blocks": {
            key: {
                "version": part.version,
                "digest": part.content,
                "locked": part.locked,
                "translations": dict.fromkeys(("de", "fr", "it"), part.content),
            }
            for key, part in sorted(blocks.items())
        },
        "approvals": approvals,
        "engine": {"ccm-engine": f"0.1.{number}"},
    }


def _approvals(made: Made) -> list[dict[str, Any]]:
    """The template's own approval, and one like it for each of its parts."""
    own = approval_of(made.state, made.submission.subject).data()
    names = ("kind", "key", "version", "digest")
    return [{**own, **{name: getattr(part, name) for name in names}} for part in made.submission.subject.walk()]
