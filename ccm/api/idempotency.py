"""Requests that may be sent twice and are done once: those with an Idempotency-Key.

The answer is kept in the transaction of what was done, so either both are there or neither. The same key with the same
request gets the same answer; with another request it is refused.
"""

import hashlib
import json
import re
from datetime import timedelta

from fastapi import Request
from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from starlette.responses import Response

from ccm.access.tables import AnswerRow
from ccm.api.context import Context
from ccm.api.problems import ApiError
from ccm.api.unit import Keeping

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


def digest_of(request: Request, body: bytes) -> str:
    """What is the same when the same is asked again."""
    asked = f"{request.method} {request.url.path}?{request.url.query}\n".encode("utf-8", "surrogatepass")
    return hashlib.sha256(asked + body).hexdigest()


def answered_before(session: Session, context: Context, keeping: Keeping) -> None:
    """Go on if the request was not done yet. Raises ReplayError, and ApiError (422) when its key stood for another."""
    oldest = context.clock() - timedelta(hours=context.limits.kept_answers_hours)
    session.execute(delete(AnswerRow).where(AnswerRow.at < oldest))
    query = select(AnswerRow).where(AnswerRow.caller == keeping.caller, AnswerRow.key == keeping.key)
    row = session.scalar(query)
    if row is None:
        return
    if row.request != keeping.request:
        raise ApiError(
            422, "idempotency-key", "the Idempotency-Key was used for another request; make a new one for each"
        )
    raise ReplayError(Response(row.body, row.status, {**json.loads(row.headers), "Idempotency-Replayed": "true"}))
