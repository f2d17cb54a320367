"""Destroying what was kept, by destroying its keys; and the proof that it was done, which is kept for good.

A proof names the communications by id and by the digest of their manifests, so that a manifest that somebody still has
can be told to be of one of them. The audit log has the digest of the proof.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import String, cast, insert, select, update
from sqlalchemy.orm import Session

from approval.audit import AuditSubject
from ccm.archive.bulk import batches
from ccm.archive.customers import Index, customer_name, share_master
from ccm.archive.holding import holds_on_customer
from ccm.archive.overwriting import overwrite
from ccm.archive.store import Communication
from ccm.archive.tables import CommunicationRow, CustomerRow, ProofRow
from ccm.governance.acting import Acting, record
from ccm.people.store import PeopleStore
from content_blocks.digest import canonical_bytes, digest_bytes

ProofKind = Literal["erasure", "expiry"]

ACTS: dict[ProofKind, str] = {"erasure": "archive-erase", "expiry": "archive-expire"}
SUBJECTS: dict[ProofKind, str] = {"erasure": "archive-customer", "expiry": "template"}


class EraseError(LookupError):
    """A customer cannot be erased; the message says why."""


class HeldError(PermissionError):
    """A legal hold keeps what was to be destroyed; the message names it."""


@dataclass(frozen=True)
class Proof:
    """That communications were destroyed: of whom (`subject`: a pseudonym and generation, or a template), by whom,
    when and why; each as (id, digest of its manifest). `digest` is what the audit log names."""

    kind: str
    subject: str
    why: str
    person: str
    at: datetime
    digest: str
    communications: tuple[tuple[str, str], ...]


def erase(session: Session, index: Index, acting: Acting, holder: str, why: str) -> Proof:
    """Destroy the key and the name of a holder, and with them every communication that is theirs.

    `holder` is ``customer C-1``, or ``record invoice/A-1`` where the template names no customer. In a transaction
    that writes. Raises ForbiddenError, HeldError under a legal hold, EraseError when there is nothing of them.
    """
    PeopleStore(session).require(acting.person, "archive")
    share_master(session)
    reason = need_reason(why)
    pseudonym = index.pseudonym(holder)
    customer = _alive(session, pseudonym)
    if held := holds_on_customer(session, pseudonym):
        raise HeldError(f"nothing of this customer can be erased: {held[0]}; 'ccm archive release-hold' ends it")
    theirs = select(CommunicationRow.communication, CommunicationRow.manifest).where(
        CommunicationRow.customer == customer.id, CommunicationRow.ended_at.is_(None)
    )
    gone = [(name, manifest) for name, manifest in session.execute(theirs.order_by(CommunicationRow.id))]
    end(session, [name for name, _ in gone], acting.at)
    nothing = {"key": None, "name": None, "master": None, "ended_at": acting.at}
    session.execute(update(CustomerRow).where(CustomerRow.id == customer.id).values(nothing))
    return prove(session, acting, "erasure", customer_name(pseudonym, customer.generation), reason, gone)


def end(session: Session, names: Sequence[str], at: datetime) -> None:
    """Take the keys of these communications away, and what the rows say of customers."""
    overwrite(session)
    nothing = {"key": None, "record_key": "", "ended_at": at}
    for batch in batches(names):
        session.execute(update(CommunicationRow).where(CommunicationRow.communication.in_(batch)).values(nothing))


def prove(
    session: Session, acting: Acting, kind: ProofKind, subject: str, why: str, gone: Sequence[tuple[str, str]]
) -> Proof:
    """Keep the proof that these communications, by id and digest of the manifest, were destroyed; and log the act."""
    body = canonical_bytes({"kind": kind, "subject": subject, "communications": gone})
    digest = digest_bytes(body)
    said = {"kind": kind, "subject": subject, "why": why, "person": acting.person, "at": acting.at, "digest": digest}
    session.execute(insert(ProofRow).values({**said, "body": body.decode()}))
    record(session, acting, ACTS[kind], AuditSubject(SUBJECTS[kind], subject, None, digest), why)
    return Proof(kind, subject, why, acting.person, acting.at, digest, tuple(gone))


def proof_of(session: Session, communication: Communication) -> Proof | None:
    """The proof that a communication was destroyed; None when there is none."""
    subjects = (communication.customer, communication.template)
    query = select(ProofRow).where(
        ProofRow.subject.in_(subjects), cast(ProofRow.body, String).contains(communication.id)
    )
    row = session.scalars(query.order_by(ProofRow.id)).first()
    if row is None:  # what was added while its customer was erased is in no list, and has no key all the same
        row = session.scalars(select(ProofRow).where(ProofRow.subject == communication.customer)).first()
    return None if row is None else read_proof(row)


def read_proof(row: ProofRow) -> Proof:
    """A proof as its row has it."""
    gone = tuple((name, manifest) for name, manifest in json.loads(row.body)["communications"])
    return Proof(row.kind, row.subject, row.why, row.person, row.at, row.digest, gone)


def need_reason(why: str) -> str:
    """Return the reason for an act that nobody can undo. Raises EraseError."""
    if not why.strip():
        raise EraseError("what is destroyed is destroyed for a reason; give it with --why, and name no customer in it")
    return why.strip()


def _alive(session: Session, pseudonym: str) -> CustomerRow:
    """The row of a customer who was not erased, held until the transaction ends."""
    query = select(CustomerRow).where(CustomerRow.pseudonym == pseudonym).order_by(CustomerRow.generation.desc())
    newest = session.scalars(query.limit(1).with_for_update()).first()
    if newest is None:
        raise EraseError("the archive has nothing of this customer; 'ccm archive find' shows what there is")
    if newest.ended_at is not None:
        raise EraseError(f"this customer was erased on {newest.ended_at:%Y-%m-%d}, and nothing was kept of them since")
    return newest
