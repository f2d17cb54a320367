"""API keys: with one a program acts as a person, within the abilities that the key is for, until it expires."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from ccm.access.secrets import hash_of, is_secret, new_secret
from ccm.access.tables import ApiKeyRow
from ccm.people.roles import ALL_ABILITIES, Ability

MAX_DAYS = 366
MAX_NAME = 100


class AccessError(ValueError):
    """A key, password, link or account cannot be as it is asked for; the message says what to do."""


class KeyNotFoundError(LookupError):
    """There is no such API key."""


@dataclass(frozen=True)
class ApiKey:
    """What is known of a key, which is everything but the key: `id` names it, `abilities` are what it is for."""

    id: str
    person: str
    name: str
    abilities: frozenset[Ability]
    created_by: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None

    def opens(self, at: datetime) -> bool:
        return self.revoked_at is None and at < self.expires_at


class KeyStore:
    """The API keys. Works in the session it is given and never commits; no row goes."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(
        self, person: str, name: str, abilities: Collection[str], expires_at: datetime, by: str, at: datetime
    ) -> tuple[ApiKey, str]:
        """Make a key, and return it with its secret, which nobody can find out again.

        Raises AccessError for no or an unknown ability, a name that is none, and an end that is past or too far off.
        """
        for_what = check_abilities(abilities)
        shown = name.strip()
        if not shown or len(shown) > MAX_NAME or not shown.isprintable():
            raise AccessError(f"a key is named by what uses it, in up to {MAX_NAME} letters; give a name")
        if not at < expires_at <= at + timedelta(days=MAX_DAYS):
            raise AccessError(f"a key expires, after {MAX_DAYS} days at the latest; give fewer")
        secret = new_secret("ccmk")
        key = f"k-{secrets.token_hex(6)}"
        self.session.execute(
            insert(ApiKeyRow).values(
                id=key, hash=hash_of(secret), person=person, name=shown, abilities=" ".join(sorted(for_what)),
                created_by=by, created_at=at, expires_at=expires_at, revoked_at=None,
            )
        )  # fmt: skip
        return self.find(key), secret

    def find(self, key: str) -> ApiKey:
        """Raises KeyNotFoundError."""
        row = self.session.scalar(select(ApiKeyRow).where(ApiKeyRow.id == key))
        if row is None:
            raise KeyNotFoundError(f"there is no API key {key[:40]!r}; 'ccm key list' lists those there are")
        return _key(row)

    def opened_by(self, secret: str, at: datetime) -> ApiKey | None:
        """The key that `secret` is, when it opens anything at this moment."""
        if not is_secret(secret, "ccmk"):
            return None
        row = self.session.scalar(select(ApiKeyRow).where(ApiKeyRow.hash == hash_of(secret)))
        key = None if row is None else _key(row)
        return key if key is not None and key.opens(at) else None

    def of(self, person: str | None = None) -> tuple[ApiKey, ...]:
        """The keys of a person, of everybody when None, by their ids; revoked and expired ones too."""
        rows = select(ApiKeyRow).order_by(ApiKeyRow.id).execution_options(populate_existing=True)
        if person is not None:
            rows = rows.where(ApiKeyRow.person == person)
        return tuple(_key(row) for row in self.session.scalars(rows))

    def revoke(self, key: str, at: datetime) -> ApiKey:
        """Let a key open nothing any more. Raises KeyNotFoundError, and AccessError when it opens nothing already."""
        if self.find(key).revoked_at is not None:
            raise AccessError(f"the API key {key} is revoked already")
        self.session.execute(update(ApiKeyRow).where(ApiKeyRow.id == key).values(revoked_at=at))
        self.session.expire_all()
        return self.find(key)


def check_abilities(abilities: Collection[str]) -> frozenset[Ability]:
    """Return what a key is for. Raises AccessError for nothing, and for what is no ability."""
    known = frozenset(ability for ability in ALL_ABILITIES if ability in abilities)
    if not known or len(known) != len(set(abilities)):
        wrong = ", ".join(sorted(repr(one[:40]) for one in set(abilities) - known)) or "nothing"
        raise AccessError(f"a key is for one or more of {', '.join(ALL_ABILITIES)}, not for {wrong}; name abilities")
    return known


def _key(row: ApiKeyRow) -> ApiKey:
    abilities = frozenset(ability for ability in ALL_ABILITIES if ability in row.abilities.split())
    return ApiKey(
        row.id, row.person, row.name, abilities, row.created_by, row.created_at, row.expires_at, row.revoked_at
    )
