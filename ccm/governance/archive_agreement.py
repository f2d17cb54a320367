"""Do the proofs of the archive, its holds, periods of retention and master keys agree with the audit log?"""

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from approval.audit import AuditEntry
from approval.moments import moment
from ccm.archive.customers import customer_name
from ccm.archive.destroying import ACTS, SUBJECTS, read_proof
from ccm.archive.tables import CommunicationRow, CustomerRow, HoldRow, MasterRow, ProofRow, RetentionRow
from ccm.governance.told import Told, differences, logged
from content_blocks.digest import digest_bytes

_PROVEN = {act: kind for kind, act in ACTS.items()}


def check_archive(session: Session, log: Sequence[AuditEntry]) -> Iterator[str]:
    """Every destruction, hold, period and new master key is one act of the log; what was destroyed has no key left,
    and what has none was destroyed by an act."""
    yield from _check_proofs(session, log)
    yield from differences(_told_holds(log), _stored_holds(session), "the archive's holds")
    kept = [logged(one, f"retention of {one.key}: {one.why}") for one in log if one.act == "archive-retention"]
    stored = [
        Told(f"retention of {row.template}: {row.period or 'for good'}: {row.why}", row.person, moment(row.at))
        for row in session.scalars(select(RetentionRow))
    ]
    yield from differences(kept, stored, "the archive's retention")
    rotated = [
        Told(f"master key {one.version}, {one.key}", "", one.at) for one in log if one.act == "archive-rotate-key"
    ]
    masters = [
        Told(f"master key {row.number}, {row.name}", "", moment(row.since))
        for row in session.scalars(select(MasterRow).where(MasterRow.number > 1))
    ]
    yield from differences(rotated, masters, "the archive's master keys")


def _check_proofs(session: Session, log: Sequence[AuditEntry]) -> Iterator[str]:
    told = [
        logged(one, f"{_PROVEN[one.act]} of {one.key}: {one.why}")
        for one in log
        if one.act in _PROVEN and one.kind == SUBJECTS[_PROVEN[one.act]]
    ]
    stored, destroyed, erased = [], set[str](), set[str]()
    for row in session.scalars(select(ProofRow).execution_options(yield_per=100)):
        what = f"{row.kind} of {row.subject}: {row.why}"
        stored.append(Told(what, row.person, moment(row.at), row.digest))
        said = json.loads(row.body)
        if digest_bytes(row.body.encode()) != row.digest or (said["kind"], said["subject"]) != (row.kind, row.subject):
            yield f"the proof {row.id} of the archive was altered"
            continue
        proof = read_proof(row)
        destroyed.update(name for name, _ in proof.communications)
        if proof.kind == "erasure":
            erased.add(proof.subject)
    yield from differences(told, stored, "the archive's proofs")
    yield from _check_gone(session, destroyed, erased)


def _check_gone(session: Session, destroyed: set[str], erased: set[str]) -> Iterator[str]:
    row, customer = CommunicationRow, CustomerRow
    columns = row.communication, row.key.is_(None) & row.ended_at.is_not(None)
    query = select(*columns).where((row.key.is_(None)) | row.ended_at.is_not(None))
    seen = set()
    for name, whole in session.execute(query.execution_options(yield_per=1000)):
        seen.add(name)
        if not whole:
            yield f"the communication {name} is destroyed by halves"
        if name not in destroyed:
            yield f"the communication {name} has no key, and no proof that it was destroyed"
    for name in sorted(destroyed - seen):
        yield f"the communication {name} was destroyed, and is there again: a database from before was put back"
    whole_customer = customer.key.is_(None) & customer.name.is_(None) & customer.ended_at.is_not(None)
    ended = select(customer.pseudonym, customer.generation, whole_customer)
    gone = set()
    for pseudonym, generation, whole in session.execute(
        ended.where((customer.key.is_(None)) | customer.ended_at.is_not(None))
    ):
        name = customer_name(pseudonym, generation)
        gone.add(name)
        if not whole or name not in erased:
            yield f"the customer {name} of the archive is erased by halves, or without a proof"
    for name in sorted(erased - gone):
        yield f"the customer {name} was erased, and is there again: a database from before was put back"


def _told_holds(log: Sequence[AuditEntry]) -> Iterator[Told]:
    for one in log:
        if one.act in ("archive-hold", "archive-release-hold"):
            yield Told(f"{one.act} {one.version} on {one.key}: {one.why}", one.who, one.at)


def _stored_holds(session: Session) -> Iterator[Told]:
    for row in session.scalars(select(HoldRow)):
        on = f"{row.id} on {row.customer or row.communication}"
        yield Told(f"archive-hold {on}: {row.why}", row.person, moment(row.started_at))
        if row.ended_at is not None:
            yield Told(f"archive-release-hold {on}: {row.ended_why}", row.ended_by or "", moment(row.ended_at))
