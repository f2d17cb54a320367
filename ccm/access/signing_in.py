"""Signing in and out, and passwords, as acts: what may be, what is noted, and what the audit log says."""

from datetime import datetime

from sqlalchemy.orm import Session

from approval.audit import AuditSubject
from approval.people import PeopleError
from ccm.access.browser import BrowserSessions
from ccm.access.keys import AccessError
from ccm.access.passwords import PasswordStore, Source, is_right
from ccm.db.session import Database
from ccm.governance.acting import Acting, record
from ccm.people.rights import ForbiddenError
from ccm.people.store import PeopleStore


class SignInError(PermissionError):
    """Signing in failed; the message does not say whether there is such a person."""


class LockedOutError(SignInError):
    """There were too many wrong guesses; the message says until when none is looked at."""

    def __init__(self, until: datetime) -> None:
        super().__init__(
            f"there were too many wrong passwords; try again after {until:%H:%M} UTC, or ask an administrator for a "
            "link to set a new one"
        )
        self.until = until


def guess(database: Database, acting: Acting, password: str, address: str) -> str:
    """Let `acting.person` sign in with a password from an address; return what their browser is to hold.

    A guess is noted as a wrong one before it is looked at, so that many at once are not looked at for one; and nobody
    waits for the database while it is. Raises SignInError, LockedOutError.
    """
    person, at = acting.person, acting.at
    sources = (Source("account", person), Source("address", address))
    with database.writing() as session:
        store = PasswordStore(session)
        until = store.closed_until(sources, at)
        if until is None:
            store.failed(sources, at)
            kept = store.kept(person)
    if until is not None:
        raise LockedOutError(until)
    right = is_right(kept, password)
    with database.writing() as session:
        if not right or not PeopleStore(session).is_active(person):
            raise SignInError("the user or the password is wrong; ask an administrator for a link to set a new one")
        PasswordStore(session).succeeded(*sources)
        token = BrowserSessions(session).begin(person, "password", at)
        record(session, acting, "sign-in", AuditSubject("user", person), "by password")
    return token


def link_for_password(session: Session, acting: Acting, person: str, why: str = "") -> tuple[str, datetime]:
    """Make the one-time token with which `person` sets a password, as an administrator; nobody does so for themselves.

    Raises ForbiddenError, PeopleError.
    """
    people = PeopleStore(session)
    people.keep()
    people.require(acting.person, "manage")
    if person == acting.person and len(people.administrators()) > 1:
        raise ForbiddenError(
            f"{person} cannot make that link: nobody does so for themselves; ask another administrator"
        )
    if not people.person(person).active:
        raise PeopleError(f"{person} has left; bring them back with 'ccm user add {person}'")
    token, ends = PasswordStore(session).add_link(person, acting.person, acting.at)
    record(session, acting, "password-link", AuditSubject("user", person), why)
    return token, ends


def owner_of_link(session: Session, token: str, at: datetime) -> str:
    """Whom a one-time token is for; it is used up. Raises AccessError."""
    person = PasswordStore(session).take_link(token, at)
    if not PeopleStore(session).is_active(person):
        raise AccessError("the link was used already, or is too old; ask an administrator for another")
    return person


def set_password(session: Session, acting: Acting, password: str, how: str) -> None:
    """Give the person who acts a new password, and end every session they have. Raises AccessError."""
    store = PasswordStore(session)
    store.set(acting.person, password, acting.at)
    store.forget(Source("account", acting.person))
    BrowserSessions(session).end_all(acting.person)
    record(session, acting, "password-set", AuditSubject("user", acting.person), how)


def sign_out(session: Session, acting: Acting, token: str) -> None:
    """End the session of a token."""
    BrowserSessions(session).end(token)
    record(session, acting, "sign-out", AuditSubject("user", acting.person))
