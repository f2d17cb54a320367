"""A letter sent twice: records that another job sent already, for the same template and the same period.

The same data is the same job, and is refused by its name. Here it is other data that holds the same records: told by
the record's key, by the period that the template files it under (its ``archive:``), and by a channel that it would get
once more. The archive knows, so it is asked before anything is rendered, and once more whenever a chunk is done, for
what another job sent meanwhile.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from ccm.archive.bulk import batches
from ccm.archive.entry import Entry
from ccm.archive.row_texts import row_text
from ccm.archive.tables import CommunicationRow, PackRow
from ccm.binding.bind import BindingError
from ccm.binding.evaluate import EvaluationError
from ccm.jobs.job import JobError
from ccm.jobs.keys import datum_reader
from ccm.jobs.staged import read_places, read_staged
from ccm.release import Release

MAX_TOLD = 3

# Any number does that no other part of the product locks: the first four bytes of SHA-256("ccm sent before").
_POSTGRESQL_LOCK = -1311769600


class SentBeforeError(JobError):
    """Some records were sent by another job already; the message says which, by which, and what to do."""


@dataclass(frozen=True)
class Earlier:
    """A communication of another job."""

    key: str
    period: str
    channels: frozenset[str]
    job: str
    at: datetime


@dataclass
class SentBefore:
    """Records that were sent before: how many, by which jobs, and the first of them."""

    count: int = 0
    jobs: dict[str, datetime] = field(default_factory=dict)
    first: list[Earlier] = field(default_factory=list)

    def add(self, earlier: Earlier) -> None:
        self.count += 1
        self.jobs.setdefault(earlier.job, earlier.at)
        if len(self.first) < MAX_TOLD:
            self.first.append(earlier)

    def __str__(self) -> str:
        jobs = [f"{job} on {at:%Y-%m-%d}" for job, at in list(self.jobs.items())[:MAX_TOLD]]
        more = f" and {len(self.jobs) - MAX_TOLD} more" if len(self.jobs) > MAX_TOLD else ""
        return f"sent before, by the job {', '.join(jobs)}{more}"

    @property
    def told(self) -> str:
        """The first of them, in words."""
        words = [f"{one.key!r}" + (f" for {one.period}" if one.period else "") for one in self.first]
        return ", ".join(words) + (", ..." if self.count > len(words) else "")


def sent_before(
    session: Session, release: Release, chunks: Iterable[bytes], channels: Collection[str], locale: str | None = None
) -> SentBefore:
    """Which of the staged records in `chunks` another job has sent by one of `channels`."""
    found = SentBefore()
    template = release.template.key
    if not _others(session, template, ""):
        return found
    period_of = _period_reader(release, locale)
    for content in chunks:
        known = _by_key(session, template, "", (key for _, _, key in read_places(content) if key))
        for record in read_staged(content) if known else ():
            if row_text(record.key) in known:
                period = row_text(period_of(record.data))
                for one in known[row_text(record.key)]:
                    if one.period == period and one.channels & set(channels):
                        found.add(one)
                        break
    return found


def refuse_sent_meanwhile(session: Session, template: str, job: str, since: datetime, entries: list[Entry]) -> None:
    """Go on unless another job sent one of `entries` since this job began. In the transaction that says they are sent;
    of two jobs that send the same at the same moment, the second one finds the first. Raises SentBeforeError."""
    if session.get_bind().dialect.name == "postgresql":
        lock = text("SELECT pg_advisory_xact_lock(:number, hashtext(:template))")
        session.execute(lock, {"number": _POSTGRESQL_LOCK, "template": template})
    if not entries or not _others(session, template, job, since):
        return
    found = SentBefore()
    known = _by_key(session, template, job, (entry.record_key for entry in entries), since)
    for entry in entries:
        for one in known.get(row_text(entry.record_key), ()):
            if one.period == row_text(entry.period) and one.channels & set(entry.channels):
                found.add(one)
                break
    if found.count:
        raise SentBeforeError(
            f"{found.count} records of a chunk of job {job} were {found}, since this one began: {found.told}; nothing "
            "of the chunk counts as sent. Cancel this job, and start another without what was sent"
        )


def _others(session: Session, template: str, job: str, since: datetime | None = None) -> bool:
    """Whether any other job sent anything of the template."""
    query = select(PackRow.id).where(PackRow.template == template, PackRow.job.not_in(("", job)))
    if since is not None:
        query = query.where(PackRow.kept_at >= since)
    return session.scalar(query.limit(1)) is not None


def _by_key(
    session: Session, template: str, job: str, keys: Iterable[str], since: datetime | None = None
) -> dict[str, list[Earlier]]:
    """What other jobs sent about records of these keys."""
    found: dict[str, list[Earlier]] = {}
    for wanted in batches(map(row_text, keys)):
        row, pack = CommunicationRow, PackRow
        query = (
            select(row.record_key, row.period, row.channels, pack.job, pack.kept_at)
            .join(pack, pack.id == row.pack)
            .where(row.record_key.in_(wanted), pack.template == template, pack.job.not_in(("", job)))
            .order_by(row.id)
        )
        if since is not None:
            query = query.where(pack.kept_at >= since)
        for key, period, channels, by, at in session.execute(query):
            found.setdefault(key, []).append(Earlier(key, period, frozenset(channels.split()), by, at))
    return found


def _period_reader(release: Release, locale: str | None) -> Callable[[object], str]:
    """A function from a plain record to the period that its document will be filed under; "" where it has none."""
    expression = release.template.definition.archive.period
    if expression is None:
        return lambda record: ""
    read = datum_reader(release, expression, locale)

    def period(record: object) -> str:
        try:
            value = read(record)
        except (BindingError, EvaluationError):
            return ""
        if isinstance(value, date):
            return date(value.year, value.month, value.day).isoformat()
        return value if isinstance(value, str) else ""

    return period
