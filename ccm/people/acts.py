"""Acts upon people and rights: who may do them, what they do, and the row of the audit log they end with.

Each takes the session of a transaction that writes, which the caller commits. Administrators act upon everybody but
themselves; a delegation is given, and taken back, by the one it is from. Raises ForbiddenError for who may not,
PeopleError and StoreError for what cannot be; then nothing may be committed. The log holds keys, never a name.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from approval.audit import AuditSubject
from approval.people import Delegation
from ccm.governance.acting import Acting, record
from ccm.people.rights import EditKind, ForbiddenError
from ccm.people.roles import ADMINISTRATOR
from ccm.people.store import PeopleStore
from templates_repo.store import TemplateStore


def add_user(
    session: Session, acting: Acting, key: str, name: str = "", role: str = "", folder: str = "", why: str = ""
) -> None:
    """Add somebody, with `role` in `folder` if it is given. The first of all is added by anybody, as administrator."""
    people = PeopleStore(session)
    people.hold()
    if not people.is_empty():
        people = _managing(session, acting, key)
    elif (role, folder) != (ADMINISTRATOR, ""):
        raise ForbiddenError(
            f"{acting.person} cannot add {key}: there is no administrator yet; the first to be added is one: "
            f"ccm user add KEY --role {ADMINISTRATOR}"
        )
    people.add_person(key, name, acting.at)
    if role:
        people.grant(key, role, folder, acting.at)
    record(session, acting, "user-add", AuditSubject("user", key), why)
    if role:
        record(session, acting, "grant", AuditSubject("user", key), _said(_role(role, folder), why))


def deactivate_user(session: Session, acting: Acting, key: str, why: str = "") -> None:
    """Let somebody leave, with everything they hold."""
    _managing(session, acting, key).deactivate(key, acting.at)
    record(session, acting, "user-deactivate", AuditSubject("user", key), why)


def grant(session: Session, acting: Acting, holder: str, role: str, folder: str = "", why: str = "") -> None:
    """Give a person or group a role in a folder; "" is everywhere."""
    people = _managing(session, acting, holder)
    people.grant(holder, role, folder, acting.at)
    record(session, acting, "grant", _holder(people, holder), _said(_role(role, folder), why))


def revoke(session: Session, acting: Acting, holder: str, role: str, folder: str = "", why: str = "") -> None:
    """Take a role back that was given."""
    people = _managing(session, acting, holder)
    people.revoke(holder, role, folder, acting.at)
    record(session, acting, "revoke", _holder(people, holder), _said(_role(role, folder), why))


def add_group(session: Session, acting: Acting, key: str, why: str = "") -> None:
    """Add a group without members."""
    _managing(session, acting).add_group(key, acting.at)
    record(session, acting, "group-add", AuditSubject("group", key), why)


def join_group(session: Session, acting: Acting, group: str, person: str, why: str = "") -> None:
    """Make somebody a member of a group."""
    _managing(session, acting, person).add_member(group, person, acting.at)
    record(session, acting, "group-join", AuditSubject("group", group), _said(f"user {person}", why))


def leave_group(session: Session, acting: Acting, group: str, person: str, why: str = "") -> None:
    """End somebody's membership in a group."""
    _managing(session, acting, person).remove_member(group, person, acting.at)
    record(session, acting, "group-leave", AuditSubject("group", group), _said(f"user {person}", why))


def place(session: Session, acting: Acting, kind: str, key: str, folder: str, why: str = "") -> None:
    """Put a template, block or brand, there already or still to be made, into a folder; "" takes it out."""
    _managing(session, acting).place(kind, key, folder, acting.at)
    record(session, acting, "place", AuditSubject(kind, key), _said(f"in {folder.strip('/') or 'no folder'}", why))


def set_edit_kind(
    session: Session, acting: Acting, template: str, holder: str, edits: EditKind | None, why: str = ""
) -> None:
    """Say up to which kind of edits somebody makes in a template; None lets their roles say so again."""
    people = _managing(session, acting, holder)
    if edits is None:
        people.end_edit_kind(template, holder, acting.at)
    else:
        TemplateStore(session).version(template)
        people.set_edit_kind(template, holder, edits, acting.at)
    said = f"{_holder(people, holder).kind} {holder}: {edits or 'as their roles say'}"
    record(session, acting, "edit-right", AuditSubject("template", template), _said(said, why))


def delegate(
    session: Session, acting: Acting, taker: str, starts: datetime, ends: datetime, why: str = ""
) -> Delegation:
    """Let `taker` stand in for the one who acts."""
    delegation = PeopleStore(session).delegate(acting.person, taker, starts, ends, acting.at)
    said = f"to user {taker} from {starts:%Y-%m-%d %H:%M %Z} to {ends:%Y-%m-%d %H:%M %Z}"
    record(session, acting, "delegate", AuditSubject("user", acting.person), _said(said, why))
    return delegation


def end_delegation(session: Session, acting: Acting, taker: str, why: str = "") -> None:
    """Let `taker` no longer stand in for the one who acts."""
    PeopleStore(session).end_delegation(acting.person, taker, acting.at)
    record(session, acting, "delegation-end", AuditSubject("user", acting.person), _said(f"to user {taker}", why))


def _managing(session: Session, acting: Acting, about: str = "") -> PeopleStore:
    """The store, held, for somebody who may manage people, and is not the one whom the act is about."""
    people = PeopleStore(session)
    people.hold()
    people.require(acting.person, "manage")
    if acting.person == about:
        raise ForbiddenError(
            f"{acting.person} cannot change what {acting.person} may do: nobody does so for themselves; ask another "
            "administrator, or add one first"
        )
    return people


def _holder(people: PeopleStore, key: str) -> AuditSubject:
    return AuditSubject("group" if any(group.key == key for group in people.groups()) else "user", key)


def _role(role: str, folder: str) -> str:
    return f"{role} in {folder.strip('/')}" if folder.strip("/") else f"{role} everywhere"


def _said(what: str, why: str) -> str:
    return f"{what}: {why}" if why else what
