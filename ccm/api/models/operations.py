"""Operations, as the API tells of them."""

from datetime import datetime
from typing import Any

from pydantic import Field

from ccm.api.models.common import Answer, shown
from ccm.api.statuses import problem_of
from ccm.operations.store import Kind, State
from ccm.operations.store import Operation as Kept


class OperationProblem(Answer):
    """Why an operation failed: what the request would have been answered with, had it not taken its time."""

    type: str
    title: str
    status: int
    detail: str


class Operation(Answer):
    """Something that takes its time. It goes on when whoever asked for it goes away.

    `result` is what came of it once it is done; `page` and `file` lead to the page and the PDF it made, if any.
    """

    model_config = shown(
        {
            "id": "5c1f3a9be2d04c1f9d3f0b8d1f6f7a10",
            "kind": "submit",
            "state": "done",
            "asked": {"subjects": ["block:vat-note"], "with_followers": False},
            "asked_at": "2026-11-23T09:00:00Z",
            "started_at": "2026-11-23T09:00:01Z",
            "ended_at": "2026-11-23T09:00:09Z",
            "progress": "",
            "result": {
                "submissions": [
                    {
                        "id": "9",
                        "kind": "block",
                        "key": "vat-note",
                        "version": 2,
                        "digest": "sha256:" + "1" * 64,
                        "followers": [],
                        "asked": {"legal-1": ["bruno", "carla"]},
                    }
                ],
                "gates": [],
            },
            "problem": None,
            "page": None,
            "file": None,
        }
    )

    id: str
    kind: Kind
    state: State
    asked: dict[str, Any]
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    progress: str = Field(description="What is being done now.")
    result: dict[str, Any] | None
    problem: OperationProblem | None
    page: str | None = Field(description="Where the page stands that it made.")
    file: str | None = Field(description="Where the PDF stands that it made.")


def operation_of(kept: Kept) -> Operation:
    """The operation as it is told to who asked for it."""
    problem = None
    if kept.failure is not None:
        status, slug, title = problem_of(kept.failure.kinds)
        problem = OperationProblem(type=f"/problems/{slug}", title=title, status=status, detail=kept.failure.detail)
    return Operation(
        id=kept.id, kind=kept.kind, state=kept.state, asked=dict(kept.asked), asked_at=kept.asked_at,
        started_at=kept.started_at, ended_at=kept.ended_at, progress=kept.progress,
        result=None if kept.result is None else dict(kept.result), problem=problem,
        page=f"/v1/operations/{kept.id}/page" if kept.has_page else None,
        file=f"/v1/operations/{kept.id}/file" if kept.file_name else None,
    )  # fmt: skip
