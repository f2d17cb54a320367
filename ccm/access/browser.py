"""Sessions of browsers: a row for each, found by the hash of what the browser holds, over when it is idle or old."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from ccm.access.secrets import hash_of, is_secret, new_secret
from ccm.access.tables import BrowserSessionRow

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
TOUCH = timedelta(minutes=1)
"""How stale the moment may be at which a browser was last seen, so that not every look at something writes."""


@dataclass(frozen=True)
class BrowserSession:
    """Who signed in, how, and when; `name` tells sessions apart and opens nothing."""

    name: str
    person: str
    way: str
    started_at: datetime
    seen_at: datetime

    def runs(self, at: datetime) -> bool:
        return at < self.seen_at + IDLE and at < self.started_at + LONGEST

    def is_stale(self, at: datetime) -> bool:
        return at >= self.seen_at + TOUCH


class BrowserSessions:
    """The sessions of everybody. Works in the session it is given and never commits."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def begin(self, person: str, way: str, at: datetime) -> str:
        """Begin a session, and return what the browser is to hold. Those that are over are cleared away."""
        over = (BrowserSessionRow.seen_at < at - IDLE) | (BrowserSessionRow.started_at < at - LONGEST)
        self.session.execute(delete(BrowserSessionRow).where(over))
        token = new_secret("ccms")
        values = {"hash": hash_of(token), "person": person, "way": way, "started_at": at, "seen_at": at}
        self.session.execute(insert(BrowserSessionRow).values(**values))
        return token

    def of(self, token: str, at: datetime) -> BrowserSession | None:
        """The session that `token` opens, if it runs."""
        if not is_secret(token, "ccms"):
            return None
        row = self.session.scalar(select(BrowserSessionRow).where(BrowserSessionRow.hash == hash_of(token)))
        if row is None:
            return None
        found = BrowserSession(f"s-{row.hash[:12]}", row.person, row.way, row.started_at, row.seen_at)
        return found if found.runs(at) else None

    def touch(self, token: str, at: datetime) -> None:
        """Note that the browser was seen."""
        seen = update(BrowserSessionRow).where(BrowserSessionRow.hash == hash_of(token))
        self.session.execute(seen.values(seen_at=at))

    def end(self, token: str) -> None:
        self.session.execute(delete(BrowserSessionRow).where(BrowserSessionRow.hash == hash_of(token)))

    def end_all(self, person: str) -> None:
        """End every session of a person."""
        self.session.execute(delete(BrowserSessionRow).where(BrowserSessionRow.person == person))


def csrf_token(token: str) -> str:
    """What a request that changes something shows beside the cookie of `token`: other pages cannot know it."""
    return hmac.digest(token.encode(), b"ccm csrf", hashlib.sha256).hex()
