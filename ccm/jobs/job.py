"""The job: one release, one set of records, and what becomes of them.

A job is named by what it is: the digest over its release, its records, the channels asked for, the plan, the language
and the number of the run. So the same communication started twice is the same job, and is refused the second time.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal, get_args

from content_blocks.digest import digest

State = Literal["waiting", "staging", "working", "finishing", "done", "stopped", "cancelled", "refused"]
STATES: tuple[State, ...] = get_args(State)
OVER: frozenset[State] = frozenset(("done", "cancelled", "refused"))
"""States that a job does not leave by being resumed."""

LIGHT_CHUNK = 1_000
HEAVY_CHUNK = 50
# Channels of which a document costs a large part of a second.
_HEAVY = frozenset(("pdf",))

_MAX_ERRORS = re.compile(r"(?P<number>[0-9]{1,9}(?:\.[0-9]{1,6})?)(?P<percent>%?)\Z")


class JobError(RuntimeError):
    """A job cannot be started, resumed or changed; the message says why and what to do."""


class MaxErrorsError(JobError):
    """How many records may fail is neither a number nor a share."""


class JobNotFoundError(LookupError):
    """There is no such job; the message says how to find one."""


class SameJobError(JobError):
    """The very job was started before; the message says by whom, when, and what became of it."""


class JobBusyError(JobError):
    """Somebody else is working on the job; the message says who, and until when they have it at least."""


class JobStoppedError(JobError):
    """A job stopped before it was done, and can be resumed; the message says why."""


@dataclass(frozen=True)
class Spec:
    """What was asked for. `plan` is the content of the output plan, `source` what people call the data, `kind` what
    kind of data it is, where that was said; `again` is why it is done once more on purpose.

    `out` is the address that results are written to, and `max_errors` as it was given; none of these changes what a
    record becomes, so they are no part of the job's identity.
    """

    template: str
    release: str
    release_name: str
    channels: tuple[str, ...] | None
    plan: Mapping[str, Any]
    plan_digest: str
    locale: str | None
    chunk: int
    run: int
    out: str
    max_errors: str = ""
    source: str = ""
    kind: str = ""
    again: str = ""

    def text(self) -> str:
        """The specification as JSON, for the table of jobs."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "Spec":
        content = json.loads(text)
        channels = content.pop("channels")
        return cls(channels=None if channels is None else tuple(channels), **content)

    def identity(self, fingerprint: str) -> str:
        """The digest of a job of this kind on the records with `fingerprint`."""
        return digest({
            "release": self.release, "data": fingerprint, "plan": self.plan_digest,
            "channels": None if self.channels is None else list(self.channels),
            "locale": self.locale, "chunk": self.chunk, "run": self.run,
        })  # fmt: skip


@dataclass(frozen=True)
class Tally:
    """What the chunks of a job add up to so far. `rejected` are records of the data, whether they were mended since or
    not; `mended` is how many of those `delivered` were, in so many `rounds`."""

    chunks: int = 0
    done: int = 0
    records: int = 0
    delivered: int = 0
    rejected: int = 0
    mended: int = 0
    rounds: int = 0


@dataclass(frozen=True)
class Job:
    """A job as it stands in the database. `records` and `unreadable` are what the data held."""

    id: str
    identity: str | None
    fingerprint: str
    spec: Spec
    state: State
    reason: str
    records: int
    unreadable: int
    created_by: str
    created_at: datetime
    changed_at: datetime
    holder: str = ""
    until: datetime | None = None
    data: str = ""
    tally: Tally = field(default_factory=Tally)

    @property
    def total(self) -> int:
        """The records of the data, those that could not be read among them."""
        return self.records + self.unreadable

    @property
    def failed(self) -> int:
        """How many records failed so far, and were not mended since: rejected or unreadable."""
        return self.tally.rejected + self.unreadable - self.tally.mended


def job_id(template: str, identity: str, digits: int = 8) -> str:
    """What people call the job of this identity: ``order-letter-3f9a2c81``."""
    return f"{template}-{identity.removeprefix('sha256:')[:digits]}"


def chunk_size(channels: tuple[str, ...]) -> int:
    """How many records a chunk has: fewer where a document costs more, so that redoing one costs little."""
    return HEAVY_CHUNK if _HEAVY & set(channels) else LIGHT_CHUNK


def errors_allowed(max_errors: str, records: int) -> int | None:
    """How many of `records` may fail before the job stops; None when any number may.

    `max_errors` is a number (``100``) or a share (``0.5%``). Raises MaxErrorsError when it is neither.
    """
    if not max_errors:
        return None
    match = _MAX_ERRORS.match(max_errors.strip())
    if match is None or (not match["percent"] and "." in match["number"]):
        raise MaxErrorsError(f"--max-errors {max_errors[:40]!r} is neither a number nor a share; write 100 or 0.5%")
    if not match["percent"]:
        return int(match["number"])
    whole, _, part = match["number"].partition(".")
    allowed: int = records * int(whole + part) // (100 * 10 ** len(part))
    return allowed
