"""How people come in, as administrators arrange it: one-time tokens for passwords, accounts of identity providers."""

from datetime import datetime

from fastapi import APIRouter

from ccm.access import accounts, signing_in
from ccm.access.accounts import AccountStore
from ccm.api.depend import Caller, idempotent, scoped
from ccm.api.looking import Managing
from ccm.api.models.common import Answer, Asked, Name, Why, shown
from ccm.api.models.people import Reason
from ccm.api.routes.people import PersonKey
from ccm.people.store import PeopleStore

router = APIRouter(prefix="/v1/people", tags=["people"], dependencies=[scoped("manage")])


class PasswordLink(Answer):
    """A token with which somebody sets a password of their own, once; it is shown this once."""

    model_config = shown(
        {"person": "anna", "token": "ccml_9f2c1f1a6d0b4e57", "expires_at": "2026-11-24T09:00:00Z"}
    )  # fmt: skip

    person: str
    token: str
    expires_at: datetime


class Account(Asked):
    """An account at an identity provider."""

    model_config = shown({"issuer": "https://login.example.com", "subject": "00u1a2b3c4", "why": "Joined the team"})

    issuer: Name
    subject: Name
    why: Why = ""


class AccountShown(Answer):
    """An account with which somebody signs in."""

    issuer: str
    subject: str


class AccountsShown(Answer):
    """The accounts with which somebody signs in."""

    model_config = shown(
        {"person": "anna", "accounts": [{"issuer": "https://login.example.com", "subject": "00u1a2b3c4"}]}
    )

    person: str
    accounts: list[AccountShown]


@router.post("/{person:path}/password-link", status_code=201, dependencies=[idempotent])
def make_password_link(person: PersonKey, asked: Reason, session: Managing, caller: Caller) -> PasswordLink:
    """Make a one-time token with which a user sets a password of their own. Nobody does so for themselves."""
    token, ends = signing_in.link_for_password(session, caller, person, asked.why)
    return PasswordLink(person=person, token=token, expires_at=ends)


@router.get("/{person:path}/accounts")
def list_accounts(person: PersonKey, session: Managing) -> AccountsShown:
    """The accounts of identity providers with which a user signs in now."""
    PeopleStore(session).person(person)
    return _accounts(session, person)


@router.post("/{person:path}/accounts", status_code=201, dependencies=[idempotent])
def link_account(person: PersonKey, asked: Account, session: Managing, caller: Caller) -> AccountsShown:
    """Let a user sign in with an account of an identity provider. Nobody does so for themselves."""
    accounts.link(session, caller, person, asked.issuer, asked.subject, asked.why)
    return _accounts(session, person)


@router.post("/{person:path}/accounts/end", dependencies=[idempotent])
def unlink_accounts(person: PersonKey, asked: Reason, session: Managing, caller: Caller) -> AccountsShown:
    """Let a user sign in with none of their accounts of identity providers any more."""
    accounts.unlink(session, caller, person, asked.why)
    return _accounts(session, person)


def _accounts(session: Managing, person: str) -> AccountsShown:
    listed = [AccountShown(issuer=issuer, subject=subject) for issuer, subject in AccountStore(session).of(person)]
    return AccountsShown(person=person, accounts=listed)
