"""Destroying everything that was kept as long as it was to be, a thousand at a time, each an act of its own."""

from collections.abc import Iterator

from ccm.archive.holding import held_communications
from ccm.archive.overwriting import empty_journal
from ccm.archive.retention import Retention, cutoff, expire, expired, retentions
from ccm.db.session import Database
from ccm.governance.acting import Acting
from ccm.people.store import PeopleStore


def expire_all(database: Database, acting: Acting, *, look_only: bool = False) -> Iterator[tuple[str, int, int]]:
    """Destroy it, template by template; yields the template, how many were destroyed and how many a hold keeps.

    With `look_only` it is only counted. Raises ForbiddenError before anything is destroyed of any template.
    """
    with database.reading() as session:
        limited = [one for one in retentions(session).values() if one.period is not None]
        people = PeopleStore(session)
        for one in limited:
            people.require(acting.person, "archive", "template", one.template)
    for one in sorted(limited, key=lambda retention: retention.template):
        yield one.template, *_expire_template(database, acting, one, look_only)
    if not look_only:
        empty_journal(database)


def _expire_template(database: Database, acting: Acting, retention: Retention, look_only: bool) -> tuple[int, int]:
    destroyed = held = last = 0
    before = cutoff(retention.period or "", acting.at.date())
    while True:
        with database.reading() if look_only else database.writing() as session:
            found = expired(session, retention.template, before, last)
            if not found:
                return destroyed, held
            kept = len(held_communications(session, (name for _, name, _ in found)))
            if not look_only:
                expire(session, acting, retention, found)
        destroyed, held, last = destroyed + len(found) - kept, held + kept, found[-1][0]
