"""Uploads and jobs, as the API tells of them and is asked for them."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from ccm.api.models.common import Answer, Asked, Day, Name, Why, Word, shown
from ccm.jobs.job import Job, State
from ccm.jobs.pace import Pace

UPLOAD = "20261123t090000-3f9a2c81b7d04c1f9d3f0b8d"
JOB = "order-letter-3f9a2c81b7d04c1f"

UploadId = Annotated[str, StringConstraints(pattern=r"^[0-9]{8}t[0-9]{6}-[0-9a-f]{24}$")]


class UploadShown(Answer):
    """A file that was uploaded, for jobs to come. It is kept until `expires_at`."""

    model_config = Answer.model_config | shown(
        {
            "id": UPLOAD, "name": "orders.jsonl", "size": 20480, "digest": "sha256:" + "3" * 64,
            "made_at": "2026-11-23T09:00:00Z", "expires_at": "2026-11-24T09:00:00Z",
        }
    )  # fmt: skip

    id: str
    name: str = Field(description="What whoever uploaded it calls it.")
    size: int
    digest: str
    made_at: datetime
    expires_at: datetime


class NewLook(Asked):
    """Looking at the first records of an upload; with a `template`, as a job that is asked for like this would."""

    model_config = Asked.model_config | shown({"template": "order-letter", "channels": ["sms"], "limit": 5})

    template: Name | None = None
    kind: Word = ""
    channels: Annotated[list[Name], Field(min_length=1, max_length=20)] | None = None
    plan: dict[str, Any] | None = None
    locale: Annotated[str, StringConstraints(max_length=35)] | None = None
    day: Day | None = None
    limit: int = Field(5, ge=1, le=50)


class RecordFault(Answer):
    """What is wrong with a record, and where in it."""

    path: str
    message: str


class RecordLook(Answer):
    """A record of an upload, and what would become of it. `data` is the record as JSON; "" when it cannot be read."""

    where: str
    key: str
    data: str
    locale: str
    channels: list[str] = Field(description="What the plan would try first.")
    faults: list[RecordFault]


class UploadLook(Answer):
    """The first records of an upload."""

    model_config = Answer.model_config | shown(
        {
            "items": [
                {"where": "orders.jsonl, record 1, line 1", "key": "A-1043", "data": "{}", "locale": "en-GB",
                 "channels": ["sms"], "faults": [{"path": "customer.phone", "message": "is missing"}]}
            ]
        }
    )  # fmt: skip

    items: list[RecordLook]


class NewJob(Asked):
    """A job: the release of `template` that is in force on `day`, for every record of the upload."""

    model_config = Asked.model_config | shown(
        {"template": "order-letter", "upload": UPLOAD, "channels": ["sms"], "max_errors": "0.5%"},
        {
            "template": "order-letter",
            "upload": UPLOAD,
            "kind": "csv:delimiter=semicolon",
            "plan": {"plan": 1, "outputs": {"pdf": {"as": "print", "sheets": 2000}}},
            "again": "The first was lost at the printer's",
        },
    )

    template: Name
    upload: UploadId
    kind: Word = Field("", description="What kind of data it is, such as csv:encoding=cp1252; guessed when empty.")
    channels: Annotated[list[Name], Field(min_length=1, max_length=20)] | None = Field(
        None, description="Those of the plan, or of the template, when left out."
    )
    plan: dict[str, Any] | None = Field(None, description="An output plan, as its YAML file says it.")
    locale: Annotated[str, StringConstraints(max_length=35)] | None = Field(
        None, description="The language of every document; each record's own when left out."
    )
    day: Day | None = Field(None, description="Send what is in force on this day; today when left out.")
    chunk: int | None = Field(None, ge=1, le=100_000, description="Records done as one.")
    max_errors: Annotated[str, StringConstraints(max_length=20)] = Field(
        "", description="Stop when more records fail than this number, or this share: 100, 0.5%."
    )
    again: Why = Field("", description="Why a job that was done before is done once more on purpose.")


class JobProgress(Answer):
    """How far a job is. What could not be read is among the rejected."""

    records: int = Field(description="All there are in the data; 0 until it was read.")
    delivered: int
    rejected: int
    unreadable: int
    mended: int = Field(description="Of the rejected, those that were put right and delivered since.")
    chunks: int
    chunks_done: int
    rate: float | None = Field(description="Records a second, lately; null while that is not known.")
    remaining_seconds: float | None = Field(description="At that rate.")


class JobShown(Answer):
    """A job, what it was asked for, and how far it is."""

    model_config = Answer.model_config | shown(
        {
            "id": JOB, "template": "order-letter", "release": "order-letter#3", "release_digest": "sha256:" + "1" * 64,
            "state": "working", "reason": "", "run": 1, "again": "", "channels": ["sms"], "locale": None,
            "plan": {"plan": 1, "channels": None, "outputs": {"sms": {"as": "lines"}}}, "max_errors": "0.5%",
            "source": "orders.jsonl", "created_by": "ida", "created_at": "2026-11-23T09:00:00Z",
            "changed_at": "2026-11-23T09:00:09Z",
            "progress": {
                "records": 20000, "delivered": 9990, "rejected": 10, "unreadable": 2, "mended": 0,
                "chunks": 20, "chunks_done": 10, "rate": 812.5, "remaining_seconds": 12.3,
            },
        }
    )  # fmt: skip

    id: str
    template: str
    release: str
    release_digest: str
    state: State
    reason: str = Field(description="Why it stopped, was refused or was cancelled.")
    run: int
    again: str
    channels: list[str] | None
    locale: str | None
    plan: dict[str, Any]
    max_errors: str
    source: str
    created_by: str
    created_at: datetime
    changed_at: datetime
    progress: JobProgress


def job_of(job: Job, pace: Pace | None) -> JobShown:
    spec, tally = job.spec, job.tally
    return JobShown(
        id=job.id, template=spec.template, release=spec.release_name, release_digest=spec.release, state=job.state,
        reason=job.reason, run=spec.run, again=spec.again,
        channels=None if spec.channels is None else list(spec.channels), locale=spec.locale, plan=dict(spec.plan),
        max_errors=spec.max_errors, source=spec.source, created_by=job.created_by, created_at=job.created_at,
        changed_at=job.changed_at,
        progress=JobProgress(
            records=job.total, delivered=tally.delivered, rejected=tally.rejected + job.unreadable,
            unreadable=job.unreadable, mended=tally.mended, chunks=tally.chunks, chunks_done=tally.done,
            rate=pace.rate if pace else None, remaining_seconds=pace.remaining if pace else None,
        ),
    )  # fmt: skip


class Cancellation(Asked):
    """Giving up a job for good."""

    model_config = Asked.model_config | shown({"reason": "The prices are those of last year"})

    reason: Why = Field(min_length=1, description="Why, in a sentence; it stays for good.")


class Resumption(Asked):
    """Going on with a job that stopped."""

    model_config = Asked.model_config | shown({"max_errors": "1%"})

    max_errors: Annotated[str, StringConstraints(max_length=20)] | None = Field(
        None, description="From now on, so many may fail; as before when left out."
    )


class NewMending(Asked):
    """Records that a job rejected, put right, in an upload."""

    model_config = Asked.model_config | shown({"upload": UPLOAD})

    upload: UploadId
    kind: Word = ""


class Reject(Answer):
    """A record that was not delivered, and why. `others` are what else is wrong with it."""

    model_config = Answer.model_config | shown(
        {
            "record": 17, "key": "A-1043", "where": "orders.jsonl, record 17, line 17", "channel": "sms",
            "path": "customer.phone", "reason": "is no phone number", "others": [],
        }
    )  # fmt: skip

    record: int
    key: str
    where: str
    channel: str
    path: str
    reason: str
    others: list[dict[str, str]]


class JobFile(Answer):
    """A file that a job made. While the job is not done there may be more to come."""

    model_config = Answer.model_config | shown({"name": "documents/sms/000001.jsonl", "size": 20480})

    name: str
    size: int
