"""How long what was sent is kept: holds, periods of retention, erasure, and the archive's own care."""

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from ccm.api.archiving import Answering, ArchiveOf
from ccm.api.content_kinds import Key
from ccm.api.depend import Caller, ContextOf, IfMatch, Page, idempotent, scoped
from ccm.api.etags import etag_of
from ccm.api.looking import Looking, OperationsOf, Trying
from ccm.api.models.common import Asked
from ccm.api.models.communications import (
    ArchiveVerification,
    Destruction,
    HoldRelease,
    HoldShown,
    NewErasure,
    NewHold,
    NewRetention,
    ProofShown,
    RetentionShown,
    proof_of,
)
from ccm.api.models.operations import Operation, operation_of
from ccm.api.paging import Listing
from ccm.archive.destroying import erase
from ccm.archive.holding import hold_communication, hold_customer, holds, release_hold
from ccm.archive.looking import need_index
from ccm.archive.overwriting import empty_journal
from ccm.archive.retention import Retention, retentions, set_retention
from ccm.archive.store import ArchiveStore
from ccm.db.session import Database
from ccm.db.settled import when_committed
from ccm.governance.acting import take_turn
from ccm.governance.names import parse_name
from ccm.operations.store import Kind
from ccm.people.store import PeopleStore

router = APIRouter(prefix="/v1", tags=["archive"])


@router.get("/holds", dependencies=[scoped("archive")])
def list_holds(
    session: Answering, page: Page, every: Annotated[bool, Query(description="Those that ended too.")] = False
) -> Listing[HoldShown]:
    """List the holds, the oldest first."""
    cut = page.cut(holds(session, every=every), lambda one: f"{one.number:012}")
    return Listing(items=[HoldShown.model_validate(one) for one in cut.items], next=cut.next)


@router.post("/holds", status_code=201, dependencies=[scoped("archive"), idempotent])
def add_hold(asked: NewHold, session: Answering, archive: ArchiveOf, caller: Caller) -> HoldShown:
    """Let nothing of a customer, or one communication, be destroyed until the hold is released."""
    if asked.customer is not None:
        pseudonym = need_index(session, archive).pseudonym(f"customer {asked.customer}")
        return HoldShown.model_validate(hold_customer(session, caller, pseudonym, asked.why))
    found = ArchiveStore(session).communication(asked.communication or "")
    return HoldShown.model_validate(hold_communication(session, caller, found, asked.why))


@router.post("/holds/{number}/release", dependencies=[scoped("archive"), idempotent])
def end_hold(
    number: Annotated[int, Path(ge=1, lt=2**31)], asked: HoldRelease, session: Answering, caller: Caller
) -> HoldShown:
    """End a hold."""
    return HoldShown.model_validate(release_hold(session, caller, number, asked.why))


@router.post("/erasures", status_code=201, dependencies=[scoped("archive"), idempotent])
def erase_customer(
    asked: NewErasure, session: Answering, archive: ArchiveOf, caller: Caller, context: ContextOf
) -> ProofShown:
    """Destroy the key of a customer, and with it every document of theirs. Nobody can undo it; the proof is kept."""
    holder = f"customer {asked.customer}" if asked.customer is not None else f"record {asked.record}"
    proof = erase(session, need_index(session, archive), caller, holder, asked.why)
    when_committed(session, lambda: _empty(context.database))
    return proof_of(proof)


@router.get("/retention", dependencies=[scoped("view")])
def list_retention(session: Looking, page: Page) -> Listing[RetentionShown]:
    """List the templates of which somebody said how long what is sent is kept."""
    cut = page.cut(sorted(retentions(session).values(), key=lambda one: one.template), lambda one: one.template)
    return Listing(items=[RetentionShown.model_validate(one) for one in cut.items], next=cut.next)


@router.get("/retention/{key}", dependencies=[scoped("view")])
def show_retention(key: Key, session: Looking, response: Response) -> RetentionShown:
    """How long what is sent of a template is kept; for good, while nobody said anything."""
    template = parse_name(session, f"template:{key}").key
    said = retentions(session).get(template)
    response.headers["ETag"] = _etag(said)
    if said is None:
        return RetentionShown(template=template, period=None, why="", person=None, at=None)
    return RetentionShown.model_validate(said)


@router.put("/retention/{key}", dependencies=[scoped("archive")])
def say_retention(
    key: Key, asked: NewRetention, session: Answering, caller: Caller, seen: IfMatch, response: Response
) -> RetentionShown:
    """Say how long what is sent of a template is kept, counted from its day of issue; also what was sent before."""
    template = parse_name(session, f"template:{key}").key
    take_turn(session)
    seen.check(_etag(retentions(session).get(template)))
    said = set_retention(session, caller, template, asked.period, asked.why)
    response.headers["ETag"] = _etag(said)
    return RetentionShown.model_validate(said)


@router.post("/archive/verifications", status_code=202, dependencies=[scoped("view"), idempotent])
def verify_archive(
    asked: ArchiveVerification, session: Trying, caller: Caller, operations: OperationsOf, response: Response
) -> Operation:
    """Read what is in the archive and hold it against its digests. It takes its time: poll the operation."""
    PeopleStore(session).require_anywhere(caller.person, "view")
    return _begun(operations, session, caller, "archive-verify", asked, response)


@router.post("/archive/expiries", status_code=202, dependencies=[scoped("archive"), idempotent])
def expire_communications(
    asked: Destruction, session: Answering, caller: Caller, operations: OperationsOf, response: Response
) -> Operation:
    """Destroy what was kept as long as its template says, and is under no hold. Poll the operation."""
    return _begun(operations, session, caller, "archive-expire", asked, response)


@router.post("/archive/sweeps", status_code=202, dependencies=[scoped("archive"), idempotent])
def sweep_archive(
    asked: Destruction, session: Answering, caller: Caller, operations: OperationsOf, response: Response
) -> Operation:
    """Take away packs that nothing readable is in, except young ones. Poll the operation."""
    return _begun(operations, session, caller, "archive-sweep", asked, response)


def _begun(
    operations: OperationsOf, session: Session, caller: Caller, kind: Kind, asked: Asked, response: Response
) -> Operation:
    operation = operations.ask(session, caller, kind, asked.model_dump())
    response.headers["Location"] = f"/v1/operations/{operation.id}"
    return operation_of(operation)


def _etag(said: Retention | None) -> str:
    return etag_of("kept") if said is None else etag_of(said.period or "kept", int(said.at.timestamp() * 1_000_000))


def _empty(database: Database) -> None:
    """What was there before leaves the journal; where that cannot be now, with the next checkpoint."""
    with suppress(SQLAlchemyError):
        empty_journal(database)
