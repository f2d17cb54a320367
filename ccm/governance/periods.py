"""Periods of effect: ending one early, and calling one off that has not begun, each one act.

What was sent on a day stays as it was, so nothing is changed of days that are over. They begin with a release
(`ccm.governance.releasing`); nothing older takes the place of a period that was ended or called off.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from approval.audit import AuditSubject
from ccm.governance.acting import Acting, record, take_turn
from ccm.governance.books import Books
from templates_repo.store import Period, PeriodError

ENDED, CALLED_OFF = "period-end", "period-call-off"


def end_period(
    books: Books, acting: Acting, template: str, starts: date, last: date, why: str = ""
) -> tuple[Period, ...]:
    """Let the period of `template` that begins on `starts` end with the day `last`; return the periods that are left.

    Raises ForbiddenError, StoreError when no period begins then, PeriodError when it ends earlier already or `last` is
    before yesterday (UTC): what was sent until then was in force.
    """
    take_turn(books.session)
    books.require(acting.person, "release", "template", template)
    yesterday = acting.at.date() - timedelta(days=1)
    if last < yesterday:
        raise PeriodError(
            f"{template}: what was sent until {yesterday} (UTC) stays as it was; end the period with that day or later"
        )
    templates = books.subjects.templates
    period = period_of(templates.periods(template), template, starts)
    templates.end(template, starts, last)
    _record(books, acting, ENDED, template, period.number, f"from {starts} to {last}. {why}")
    return templates.periods(template)


def call_off_period(books: Books, acting: Acting, template: str, starts: date, why: str = "") -> tuple[Period, ...]:
    """Let the period of `template` that begins on `starts`, today or later, never count; return those that are left.

    Raises ForbiddenError, StoreError when no period begins then, PeriodError when days of it are over.
    """
    take_turn(books.session)
    books.require(acting.person, "release", "template", template)
    templates = books.subjects.templates
    period = period_of(templates.periods(template), template, starts)
    today = acting.at.date()
    if starts < today:
        raise PeriodError(
            f"{template}: {period} has begun, and cannot be called off; end it with {today} or another day"
        )
    templates.call_off(template, starts, acting.at)
    days = f"from {starts} to {period.ends}" if period.ends else f"from {starts} on"
    _record(books, acting, CALLED_OFF, template, period.number, f"{days}. {why}")
    return templates.periods(template)


def period_of(periods: Sequence[Period], template: str, starts: date) -> Period:
    """The one of `periods` that begins on `starts`. Raises PeriodError, with those there are."""
    for period in periods:
        if period.starts == starts:
            return period
    known = "; ".join(map(str, periods)) or "none"
    raise PeriodError(f"{template}: no period begins on {starts}; there are: {known}")


def _record(books: Books, acting: Acting, act: str, template: str, number: int, why: str) -> None:
    version = books.subjects.templates.version(template, number)
    subject = AuditSubject("template", template, number, version.digest)
    record(books.session, acting, act, subject, why.strip().removesuffix("."))
