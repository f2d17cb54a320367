"""What awaits somebody, as the API tells of it."""

from datetime import datetime

from pydantic import Field

from approval.queue import Task
from ccm.api.models.common import Answer, shown
from ccm.api.models.submissions import DIGEST, SubjectShown, subject_of


class TaskShown(Answer):
    """A step in which somebody can approve now."""

    step: str
    seats: list[str] = Field(description="By whose right: one's own first, then of those one stands in for.")
    asked: datetime
    due: datetime | None
    overdue: bool


class AwaitingShown(Answer):
    """A submission that awaits somebody."""

    model_config = shown(
        {"submission": "9", "subject": {"kind": "block", "key": "vat-note", "version": 2, "digest": DIGEST},
         "digest": DIGEST, "submitter": "anna",
         "tasks": [{"step": "compliance-1", "seats": ["emil"], "asked": "2026-11-23T09:10:00Z", "due": None,
                    "overdue": False}]}
    )  # fmt: skip

    submission: str
    subject: SubjectShown
    digest: str
    submitter: str
    tasks: list[TaskShown]


def awaiting_of(tasks: tuple[Task, ...]) -> AwaitingShown:
    """One submission with the tasks it has for somebody."""
    submission = tasks[0].submission
    return AwaitingShown(
        submission=submission.id, subject=subject_of(submission.subject), digest=submission.digest,
        submitter=submission.submitter,
        tasks=[
            TaskShown(step=task.step, seats=list(task.seats), asked=task.asked, due=task.due, overdue=task.overdue)
            for task in tasks
        ],
    )  # fmt: skip
