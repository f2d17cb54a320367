"""Looking into the archive: finding communications, and showing one. Whoever sees a customer's content is on record.

The audit log names customers by their pseudonyms, and says what was asked for, never what was found in it.
"""

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from approval.audit import AuditSubject
from ccm.archive.archive import Archive
from ccm.archive.customers import Index, open_index
from ccm.archive.destroying import Proof, proof_of
from ccm.archive.entry import Entry
from ccm.archive.holding import Hold, holds_on
from ccm.archive.store import DEFAULT_LIMIT, ArchiveStore, Communication, CommunicationNotFoundError, Search
from ccm.archive.tables import PackRow
from ccm.governance.acting import Acting, record
from ccm.people.store import PeopleStore


@dataclass(frozen=True)
class Found:
    """A communication and whom it is about: ``customer C-1``, ``record invoice/A-1``, or "" once that was erased."""

    communication: Communication
    holder: str


@dataclass(frozen=True)
class Shown:
    """Everything there is to say of a communication: its content, unless it was destroyed, and then the proof."""

    communication: Communication
    holder: str
    entry: Entry | None
    holds: tuple[Hold, ...]
    proof: Proof | None


def may_look(people: PeopleStore, person: str, template: str) -> bool:
    """Whether `person` may see what was sent of a template: those who view it and send it, or answer for it."""
    return people.can(person, "view", "template", template) and (
        people.can(person, "render", "template", template) or people.can(person, "archive", "template", template)
    )


def require_look(people: PeopleStore, person: str, template: str) -> None:
    """Go on if `person` may see what was sent of a template. Raises ForbiddenError."""
    people.require(person, "view", "template", template)
    if not may_look(people, person, template):
        people.require(person, "archive", "template", template)


def find(
    session: Session,
    archive: Archive,
    acting: Acting,
    search: Search,
    *,
    customer: str | None = None,
    limit: int = DEFAULT_LIMIT,
) -> tuple[Found, ...]:
    """What `search` says, the newest first, of the templates whose letters the person may see; `customer` is a number.

    Raises ForbiddenError, ArchiveKeyError.
    """
    people = PeopleStore(session)
    if search.template is not None:
        require_look(people, acting.person, search.template)
    else:
        people.require_anywhere(acting.person, "view")
        kept = session.scalars(select(PackRow.template).distinct()).all()
        search = replace(search, templates=tuple(one for one in kept if may_look(people, acting.person, one)))
    index = open_index(session, archive.master)
    if index is None:
        return ()
    if customer is not None:
        search = replace(search, customer=index.pseudonym(f"customer {customer}"))
    found = tuple(Found(one, archive.holder(one)) for one in ArchiveStore(session).find(search, limit))
    why = f"{_asked(search)}: {len(found)} found"
    record(session, acting, "archive-find", AuditSubject("archive", "communications"), why)
    return found


def show(session: Session, archive: Archive, acting: Acting, name: str) -> Shown:
    """Everything about the communication of this id, or of which it is the beginning; destroyed ones too.

    Raises CommunicationNotFoundError, ForbiddenError, ArchiveDamagedError, ArchiveKeyError, ObjectStoreError.
    """
    communication = ArchiveStore(session).communication(name)
    require_look(PeopleStore(session), acting.person, communication.template)
    entry = archive.read(communication) if communication.readable else None
    proof = None if communication.readable else proof_of(session, communication)
    shown = Shown(communication, archive.holder(communication), entry, holds_on(session, communication), proof)
    told(session, acting, "archive-show", communication)
    return shown


def by_manifest(session: Session, template: str, digest: str, shared: str) -> tuple[Communication, ...]:
    """The communications that have this manifest, by the digests of its two parts; also those destroyed since.

    Raises CommunicationNotFoundError when there is none.
    """
    found = ArchiveStore(session).find(Search(template=template, manifest=digest))
    if named := tuple(one for one in found if one.shared == shared):
        return named
    raise CommunicationNotFoundError(
        "the archive has no communication with this manifest: it was sent from elsewhere, or altered; 'ccm verify' "
        "says whether it is what it says"
    )


def told(session: Session, acting: Acting, act: str, communication: Communication, why: str = "") -> None:
    """Write into the audit log that somebody saw, or did something to, a communication."""
    subject = AuditSubject("communication", communication.id, None, communication.manifest)
    record(session, acting, act, subject, f"customer {communication.customer}" + (f": {why}" if why else ""))


def need_index(session: Session, archive: Archive) -> Index:
    """What names customers. Raises CommunicationNotFoundError while nothing was kept, and ArchiveKeyError."""
    index = open_index(session, archive.master)
    if index is None:
        raise CommunicationNotFoundError("the archive is empty: nothing was kept in it yet")
    return index


def _asked(search: Search) -> str:
    """What was asked for, without a word of a customer's."""
    said = {
        "customer": search.customer, "template": search.template, "job": search.job, "channel": search.channel,
        "period": search.period, "issued from": search.issued_from, "issued to": search.issued_to,
    }  # fmt: skip
    words = [f"{name} {value}"[:100] for name, value in said.items() if value is not None and str(value).isprintable()]
    return ", ".join([*words, *(["record key"] if search.key is not None else [])]) or "everything"
