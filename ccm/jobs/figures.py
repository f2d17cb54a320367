"""All jobs in figures: for each state how many there are, and what became of their records."""

from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from ccm.jobs.tables import ChunkRow, JobRow


@dataclass(frozen=True)
class Figures:
    """Jobs of one state: how many, and of their records those still to be done (`open`) and those of each outcome."""

    jobs: int = 0
    open: int = 0
    delivered: int = 0
    rejected: int = 0
    unreadable: int = 0


def figures(session: Session) -> dict[str, Figures]:
    """The figures of each state that there are jobs of."""
    state = JobRow.state
    counted = select(state, func.count(), func.sum(JobRow.unreadable)).group_by(state)
    still = case((ChunkRow.state != "done", ChunkRow.records), else_=0)
    summed = (
        select(state, func.sum(still), func.sum(ChunkRow.delivered), func.sum(ChunkRow.rejected))
        .join(ChunkRow, ChunkRow.job == JobRow.id)
        .group_by(state)
    )
    sums = {name: (int(left), int(sent), int(failed)) for name, left, sent, failed in session.execute(summed)}
    return {
        name: Figures(jobs, *sums.get(name, (0, 0, 0)), int(unreadable or 0))
        for name, jobs, unreadable in session.execute(counted)
    }
