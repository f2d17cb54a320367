"""Passwords: argon2 hashes, one-time links to set one, and the doors that close after too many wrong guesses.

A guess costs as much time whether or not there is such a person, and is answered the same way.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from ccm.access.keys import AccessError
from ccm.access.secrets import hash_of, is_secret, new_secret
from ccm.access.tables import FailureRow, PasswordLinkRow, PasswordRow

if TYPE_CHECKING:
    from pwdlib import PasswordHash

SHORTEST = 12
LONGEST = 256
LINK_HOURS = 24
FREE_GUESSES = 5
"""After so many wrong guesses the door closes: for a minute, then for twice as long with each further one."""
LONGEST_LOCK = timedelta(hours=1)
FORGET = timedelta(hours=24)


@dataclass(frozen=True)
class Source:
    """Where a guess comes from: for the account, or from the address; which one of them is kept as a hash."""

    kind: str
    name: str

    @property
    def key(self) -> str:
        return hashlib.sha256(f"{self.kind}:{self.name}".encode("utf-8", "surrogatepass")).hexdigest()


class PasswordStore:
    """Passwords, links and guesses. Works in the session it is given and never commits."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def kept(self, person: str) -> str | None:
        """The hash of the password of `person`, for `is_right`; None for who has none."""
        return self.session.scalar(select(PasswordRow.hash).where(PasswordRow.person == person))

    def set(self, person: str, password: str, at: datetime) -> None:
        """Give `person` this password. Raises AccessError when it is too short, too long or too plain."""
        if not SHORTEST <= len(password) <= LONGEST:
            raise AccessError(f"a password has {SHORTEST} to {LONGEST} letters; several words make a good one")
        if len(set(password)) < 5 or person in password.lower():
            raise AccessError("the password is too plain, or holds your own key; take several words")
        self.session.execute(delete(PasswordRow).where(PasswordRow.person == person))
        values = {"person": person, "hash": hasher().hash(password), "set_at": at}
        self.session.execute(insert(PasswordRow).values(**values))

    def add_link(self, person: str, by: str, at: datetime) -> tuple[str, datetime]:
        """Make the token with which `person` sets a password, once; one made earlier is void. Return it and its end."""
        self.session.execute(delete(PasswordLinkRow).where(PasswordLinkRow.person == person))
        token, ends = new_secret("ccml"), at + timedelta(hours=LINK_HOURS)
        values = {"hash": hash_of(token), "person": person, "made_by": by, "expires_at": ends}
        self.session.execute(insert(PasswordLinkRow).values(**values))
        return token, ends

    def take_link(self, token: str, at: datetime) -> str:
        """Whom a token is for, which it is then no more. Raises AccessError when it is none, or too old."""
        row = None
        if is_secret(token, "ccml"):
            used = delete(PasswordLinkRow).where(PasswordLinkRow.hash == hash_of(token))
            row = self.session.execute(used.returning(PasswordLinkRow.person, PasswordLinkRow.expires_at)).one_or_none()
        if row is None or row.expires_at <= at:
            raise AccessError("the link was used already, or is too old; ask an administrator for another")
        return str(row.person)

    def closed_until(self, sources: Iterable[Source], at: datetime) -> datetime | None:
        """Until when no guess from these is looked at; None when one is."""
        wanted = [source.key for source in sources]
        rows = self.session.scalars(
            select(FailureRow).where(FailureRow.source.in_(wanted)).execution_options(populate_existing=True)
        )
        ends = [row.last_at + _lock(row.failures) for row in rows]
        return max((end for end in ends if end > at), default=None)

    def failed(self, sources: Iterable[Source], at: datetime) -> None:
        """Note a wrong guess. Those of yesterday are forgotten."""
        self.session.execute(delete(FailureRow).where(FailureRow.last_at < at - FORGET))
        for source in sources:
            more = update(FailureRow).where(FailureRow.source == source.key)
            more = more.values(failures=FailureRow.failures + 1, last_at=at)
            if not self.session.execute(more.returning(FailureRow.source)).all():
                self.session.execute(insert(FailureRow).values(source=source.key, failures=1, last_at=at))

    def succeeded(self, account: Source, address: Source) -> None:
        """Take back that a guess was noted as a wrong one, and forget those before it for the account."""
        self.forget(account)
        less = update(FailureRow).where(FailureRow.source == address.key, FailureRow.failures > 0)
        self.session.execute(less.values(failures=FailureRow.failures - 1))

    def forget(self, account: Source) -> None:
        """Forget the wrong guesses for an account."""
        self.session.execute(delete(FailureRow).where(FailureRow.source == account.key))


def is_right(kept: str | None, password: str) -> bool:
    """Whether `password` is the one whose hash is `kept`; where there is none it takes as long to say no."""
    right = hasher().verify(password[: LONGEST + 1], kept or _nobody())
    return right and kept is not None


@cache
def hasher() -> "PasswordHash":
    """argon2id, with the parameters that its makers recommend. Raises AccessError where it is not installed."""
    try:
        from pwdlib import PasswordHash
        from pwdlib.hashers.argon2 import Argon2Hasher
    except ImportError as error:
        raise AccessError("passwords need argon2, which is not installed; install ccm-engine[api]") from error
    return PasswordHash((Argon2Hasher(),))


@cache
def _nobody() -> str:
    """The hash of a password that nobody has."""
    return hasher().hash(new_secret("ccml"))


def _lock(failures: int) -> timedelta:
    if failures < FREE_GUESSES:
        return timedelta()
    return min(timedelta(minutes=2 ** min(failures - FREE_GUESSES, 10)), LONGEST_LOCK)
