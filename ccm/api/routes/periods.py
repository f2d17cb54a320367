"""Periods of effect of a template: on which days which version is in force. They begin with a release."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from sqlalchemy.orm import Session

from ccm.api.content_kinds import Key
from ccm.api.depend import Caller, IfMatch, idempotent, scoped
from ccm.api.etags import Match, etag_of
from ccm.api.looking import Looking, Trying
from ccm.api.models.common import Why
from ccm.api.models.periods import Ending, PeriodShown, PeriodsShown
from ccm.governance.acting import take_turn
from ccm.governance.books import Books
from ccm.governance.periods import call_off_period, end_period
from content_blocks.digest import digest
from templates_repo.store import Period, TemplateStore

router = APIRouter(prefix="/v1/templates/{key}/periods", tags=["templates"])

Starts = Annotated[date, Path(description="The first day of the period.", examples=["2027-01-01"])]


@router.get("", dependencies=[scoped("view")])
def list_periods(key: Key, session: Looking, response: Response) -> PeriodsShown:
    """List the periods of a template that count, by time. The ETag is what they are ended on."""
    templates = TemplateStore(session)
    templates.version(key)
    return _told(templates.periods(key), response)


@router.post("/{starts}/end", dependencies=[scoped("release"), idempotent])
def end_template_period(
    key: Key, starts: Starts, asked: Ending, session: Trying, caller: Caller, seen: IfMatch, response: Response
) -> PeriodsShown:
    """End a period earlier than it would, and answer with those that are left. What was sent stays as it was."""
    _check_seen(session, key, seen)
    return _told(end_period(Books(session), caller, key, starts, asked.last, asked.why), response)


@router.delete("/{starts}", dependencies=[scoped("release")])
def call_off_template_period(
    key: Key, starts: Starts, session: Trying, caller: Caller, seen: IfMatch, response: Response,
    why: Annotated[Why, Query(examples=["It comes later"])] = "",
) -> PeriodsShown:  # fmt: skip
    """Call off a period of which no day is over, and answer with those that are left. It stays on record."""
    _check_seen(session, key, seen)
    return _told(call_off_period(Books(session), caller, key, starts, why), response)


def _check_seen(session: Session, key: str, seen: Match) -> None:
    take_turn(session)
    seen.check(_etag(TemplateStore(session).periods(key)))


def _told(periods: Sequence[Period], response: Response) -> PeriodsShown:
    response.headers["ETag"] = _etag(periods)
    return PeriodsShown(periods=[PeriodShown.model_validate(one) for one in periods])


def _etag(periods: Sequence[Period]) -> str:
    return etag_of(digest(list(map(str, periods))))
