"""What may be sent, and by whom, remembered for as long as nobody did anything that could change it.

Every act upon releases, people and rights ends with a row of the audit log, in its own transaction
(`ccm.governance.acting`). So whoever has read the log to its end, and finds no other row there than of renderings, may
answer as before: one small question takes the place of a dozen.
"""

from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from approval.audit_tables import AUDIT_LOG
from ccm.people.store import PeopleStore
from ccm.release_store import ReleaseStore, StoredRelease
from ccm.sending import refuse_recalled, sendable

Answer = TypeVar("Answer")

CHANGES_NOTHING = frozenset(("render",))
"""Acts after which everything may be sent as before."""

MAX_ANSWERS = 4096
_AT_ONCE = 500

_SINCE = (
    select(AUDIT_LOG.c.sequence, AUDIT_LOG.c.act)
    .where(AUDIT_LOG.c.sequence > bindparam("read"))
    .order_by(AUDIT_LOG.c.sequence.desc())
    .limit(_AT_ONCE)
)


class Remembered:
    """Answers by what was asked, each with the row of the log up to which it was true. Any thread may ask."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._answers: OrderedDict[object, tuple[int, Any]] = OrderedDict()
        self._read = 0
        self._changed = 0

    def release_for(self, session: Session, person: str, day: date, template: str, release: str) -> StoredRelease:
        """The release that is sent on `day`: of `template`, or the one that `release` names; if `person` may render it.

        Raises as `ccm.people.store.PeopleStore.require` and `ccm.sending.sendable` do, which is never remembered.
        """

        def find() -> StoredRelease:
            key = template or ReleaseStore(session).find(release).template
            PeopleStore(session).require(person, "render", "template", key)
            return sendable(session, day, template=key, release=release)

        return self._answer(session, ("release", person, day, template, release), find)

    def refuse_recalled(self, session: Session, digest: str) -> None:
        """Go on unless the release of this digest was recalled. Raises NotSendableError, which is never remembered."""
        self._answer(session, ("recalled", digest), lambda: refuse_recalled(session, digest))

    def _answer(self, session: Session, asked: object, find: Callable[[], Answer]) -> Answer:
        # First how far the log goes, then the answer: what is done in between is found to be later than the answer.
        read = self._read_on(session)
        with self._lock:
            at, answer = self._answers.get(asked, (-1, None))
            if at >= self._changed:
                return answer  # type: ignore[no-any-return]
        found = find()
        with self._lock:
            self._answers[asked] = read, found
            self._answers.move_to_end(asked)
            while len(self._answers) > MAX_ANSWERS:
                self._answers.popitem(last=False)
        return found

    def _read_on(self, session: Session) -> int:
        """Read what was added to the log, and return the number of its last row."""
        with self._lock:
            read = self._read
        rows = session.connection().execute(_SINCE, {"read": read}).all()
        if not rows:
            return read
        changing = (number for number, act in rows if act not in CHANGES_NOTHING)
        # So many rows that some were not read may be anything.
        changed = rows[0][0] if len(rows) == _AT_ONCE else next(changing, 0)
        with self._lock:
            self._read = max(self._read, rows[0][0])
            self._changed = max(self._changed, changed)
        return int(rows[0][0])
