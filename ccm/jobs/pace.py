"""How fast a job goes, and how long it will take, from when its chunks were done."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from ccm.jobs.job import Job
from ccm.jobs.tables import ChunkRow

LATELY = 50
"""How many chunks, the last that were done, say how fast it goes."""


@dataclass(frozen=True)
class Pace:
    """Records a second, and the seconds that remain at that rate."""

    rate: float
    remaining: float


def pace_of(session: Session, job: Job) -> Pace | None:
    """How fast `job` goes; None when it does not, or too little is done to tell."""
    if job.state != "working":
        return None
    query = select(ChunkRow.done_at, ChunkRow.records).where(ChunkRow.job == job.id, ChunkRow.state == "done")
    done = session.execute(query.order_by(ChunkRow.done_at.desc()).limit(LATELY)).all()
    moments = [at for at, _ in done if at is not None]
    if len(moments) < 2:
        return None
    seconds = (moments[0] - moments[-1]).total_seconds()
    records = sum(count for _, count in done[:-1])  # those of the first were done before its moment
    if seconds <= 0:
        return None
    rate = records / seconds
    left = session.scalars(select(ChunkRow.records).where(ChunkRow.job == job.id, ChunkRow.state != "done"))
    return Pace(round(rate, 3), round(sum(left) / rate, 1))
