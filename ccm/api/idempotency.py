"""Requests that may be sent twice and are done once: those with an Idempotency-Key.

The answer is kept in the transaction of what was done, so either both are there or neither. The same key with the same
request gets the same answer; with another request it is refused.
"""

import re
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from starlette.responses import Response

from ccm.access.tables import AnswerRow
from ccm.api.context import Context
from ccm.api.keeping import Keeping
from ccm.api.problems import ApiError

_KEY = re.compile(r"[\x21-\x7e]{1,200}\Z")


class ReplayError(Exception):
    """The request was done before; `response` is how it was answered."""

    def __init__(self, response: Response) -> None:
        super().__init__("this was answered before")
        self.response = response


def check_key(key: str) -> str:
    """Raises ApiError (422) for what is no key."""
    if not _KEY.match(key):
        raise ApiError(
            422, "idempotency-key", "the Idempotency-Key is 1 to 200 letters without spaces; make it a random UUID"
        )
    return key


def answered_before(session: Session, context: Context, keeping: Keeping) -> None:
    """Go on if the request was not done yet. Raises ReplayError, and ApiError (422) when its key stood for another."""
    oldest = context.clock() - timedelta(hours=context.limits.kept_answers_hours)
    session.execute(delete(AnswerRow).where(AnswerRow.at < oldest))
    replay(session, keeping)


def replay(session: Session, keeping: Keeping) -> None:
    """As `answered_before`, in a transaction that changes nothing."""
    query = select(AnswerRow).where(AnswerRow.caller == keeping.caller, AnswerRow.key == keeping.name)
    row = session.scalar(query)
    if row is None:
        return
    if row.request != keeping.request:
        raise ApiError(
            422, "idempotency-key", "the Idempotency-Key was used for another request; make a new one for each"
        )
    headers, body = keeping.open(row.answer)
    raise ReplayError(Response(body, row.status, {**headers, "Idempotency-Replayed": "true"}))
