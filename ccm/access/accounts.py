"""Accounts at identity providers: who signs in with which, and the sign-ins that are on their way."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from approval.audit import AuditSubject
from approval.people import PeopleError
from ccm.access.keys import AccessError
from ccm.access.secrets import hash_of, is_secret, new_secret
from ccm.access.tables import AccountRow, FlowRow
from ccm.governance.acting import Acting, record
from ccm.people.rights import ForbiddenError
from ccm.people.store import PeopleStore

FLOW = timedelta(minutes=10)


@dataclass(frozen=True)
class Flow:
    """A sign-in that has gone to the provider: what its answer must hold, and what proves who asked for it."""

    nonce: str
    verifier: str


class AccountStore:
    """The accounts of everybody. Works in the session it is given and never commits."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def person_of(self, issuer: str, subject: str) -> str | None:
        """Who signs in with this account."""
        row = select(AccountRow.person).where(AccountRow.issuer == issuer, AccountRow.subject == subject)
        return self.session.scalar(row.where(AccountRow.ended_at.is_(None)))

    def of(self, person: str) -> tuple[tuple[str, str], ...]:
        """The accounts of a person, as (issuer, subject)."""
        rows = select(AccountRow.issuer, AccountRow.subject)
        rows = rows.where(AccountRow.person == person, AccountRow.ended_at.is_(None))
        return tuple((issuer, subject) for issuer, subject in self.session.execute(rows.order_by(AccountRow.id)))

    def begin_flow(self, browser: str, flow: Flow, at: datetime) -> str:
        """Note a sign-in of a browser, and return the state that its answer is to bring back."""
        self.session.execute(delete(FlowRow).where(FlowRow.expires_at < at))
        state = new_secret("ccmf")
        self.session.execute(
            insert(FlowRow).values(
                state=hash_of(state), browser=hash_of(browser), nonce=flow.nonce, verifier=flow.verifier,
                expires_at=at + FLOW,
            )
        )  # fmt: skip
        return state

    def take_flow(self, browser: str, state: str, at: datetime) -> Flow:
        """The sign-in that an answer belongs to, once. Raises AccessError for one that this browser did not begin."""
        if is_secret(state, "ccmf") and is_secret(browser, "ccmf"):
            mine = (FlowRow.state == hash_of(state)) & (FlowRow.browser == hash_of(browser)) & (FlowRow.expires_at > at)
            taken = delete(FlowRow).where(mine).returning(FlowRow.nonce, FlowRow.verifier)
            if (row := self.session.execute(taken).one_or_none()) is not None:
                return Flow(row.nonce, row.verifier)
        raise AccessError("this sign-in was not begun in this browser, or took too long; begin it again")


def link(session: Session, acting: Acting, person: str, issuer: str, subject: str, why: str = "") -> None:
    """Let a person sign in with an account, as an administrator; nobody does so for themselves.

    Raises ForbiddenError, PeopleError and AccessError.
    """
    people = _managing(session, acting, person)
    if not people.person(person).active:
        raise PeopleError(f"{person} has left; bring them back with 'ccm user add {person}'")
    if not issuer.startswith("https://") and not issuer.startswith("http://127.0.0.1"):
        raise AccessError(f"{issuer[:80]!r} is no issuer; write its address as the provider does, with https://")
    if not 0 < len(subject) <= 255 or len(issuer) > 500:
        raise AccessError("the subject of an account is 1 to 255 letters; write it as the provider does")
    if (other := AccountStore(session).person_of(issuer, subject)) is not None:
        raise AccessError(f"{other} signs in with that account already; end that first with 'ccm user unlink {other}'")
    session.execute(
        insert(AccountRow).values(issuer=issuer, subject=subject, person=person, started_at=acting.at, ended_at=None)
    )
    record(session, acting, "account-link", AuditSubject("user", person), why)


def unlink(session: Session, acting: Acting, person: str, why: str = "") -> int:
    """Let a person sign in with none of their accounts any more; return how many they had. Raises ForbiddenError."""
    _managing(session, acting, person)
    ended = update(AccountRow).where(AccountRow.person == person, AccountRow.ended_at.is_(None))
    number = len(session.execute(ended.values(ended_at=acting.at).returning(AccountRow.id)).all())
    if not number:
        raise AccessError(f"{person} signs in with no account of an identity provider; there is nothing to end")
    record(session, acting, "account-unlink", AuditSubject("user", person), why)
    return number


def _managing(session: Session, acting: Acting, person: str) -> PeopleStore:
    people = PeopleStore(session)
    people.keep()
    people.require(acting.person, "manage")
    if person == acting.person and len(people.administrators()) > 1:
        raise ForbiddenError(f"{person} cannot do that: nobody does so for themselves; ask another administrator")
    return people
