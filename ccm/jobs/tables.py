"""The tables of jobs, their chunks, and uploads. Rows change as the work goes on; what was done is in the audit log."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from content_blocks.tables import NAMING, Moment


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


class JobRow(Base):
    """One job. `spec` is what was asked for, as JSON; `fingerprint` that of its records.

    `token`, `holder` and `until` are of the one who works on it: whoever has another token has lost it. `data` names
    the object of the spool with the data of a job that is still to be staged.
    """

    __tablename__ = "job"
    __table_args__ = (UniqueConstraint("identity"), Index(None, "state", "created_at"))

    id: Mapped[str] = mapped_column(String(100), primary_key=True)
    identity: Mapped[str | None] = mapped_column(String(71))
    fingerprint: Mapped[str] = mapped_column(String(71))
    template: Mapped[str] = mapped_column(String(64), index=True)
    release: Mapped[str] = mapped_column(String(71))
    spec: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text)
    run: Mapped[int]
    records: Mapped[int]
    unreadable: Mapped[int]
    created_by: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(Moment)
    changed_at: Mapped[datetime] = mapped_column(Moment)
    data: Mapped[str] = mapped_column(String(400))
    token: Mapped[str | None] = mapped_column(String(64))
    holder: Mapped[str] = mapped_column(String(400))
    until: Mapped[datetime | None] = mapped_column(Moment)


class ChunkRow(Base):
    """Some of a job's records, done as one. `staged` is the digest of what they were staged as.

    `token` is of the worker that has the chunk, or had it when it was done: only the one that has it may finish it.
    `mend` counts the rounds of mended records; the data itself is round 0. `outputs` says how many
    objects were written, and their digest.
    """

    __tablename__ = "job_chunk"
    __table_args__ = (Index(None, "job", "state"),)

    job: Mapped[str] = mapped_column(ForeignKey("job.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    mend: Mapped[int]
    records: Mapped[int]
    staged: Mapped[str] = mapped_column(String(71))
    state: Mapped[str] = mapped_column(String(8))
    token: Mapped[str | None] = mapped_column(String(64))
    attempts: Mapped[int]
    delivered: Mapped[int]
    rejected: Mapped[int]
    outputs: Mapped[dict[str, Any]] = mapped_column(JSON)
    done_at: Mapped[datetime | None] = mapped_column(Moment)


class UploadRow(Base):
    """A file that somebody uploaded for a job to come; `name` is what they call it. Its bytes are in the spool."""

    __tablename__ = "upload"
    __table_args__ = (Index(None, "person", "id"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    person: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(200))
    size: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str] = mapped_column(String(71))
    made_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
