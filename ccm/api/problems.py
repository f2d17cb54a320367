"""What goes wrong, as problem details (RFC 9457): the very words of the command line, under a status of HTTP."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from ccm.api.statuses import BUSY, expected_problem
from ccm.errors import EXPECTED_ERRORS

MEDIA_TYPE = "application/problem+json"


class Fault(BaseModel):
    """One thing that is wrong with a request: where it stands, and what is wrong. What was sent is not repeated."""

    where: str
    message: str


class Problem(BaseModel):
    """Why a request was not done (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "/problems/forbidden",
                    "title": "Not allowed",
                    "status": 403,
                    "detail": "anna cannot release template invoice: that needs the role compliance or approver "
                    "everywhere; ask an administrator (otto)",
                    "request_id": "9f2c1f1a6d0b4e57",
                }
            ]
        }
    )

    type: str = Field(description="What sort of problem it is: a path that stays the same.")
    title: str
    status: int
    detail: str = Field(description="What went wrong and what to do, in the words of the command line.")
    request_id: str = Field(description="The X-Request-ID of the request, which the server's log has too.")
    faults: list[Fault] | None = None


class ApiError(Exception):
    """A request that cannot be done, for a reason that only HTTP knows."""

    def __init__(
        self,
        status: int,
        slug: str,
        detail: str,
        *,
        title: str = "",
        headers: Mapping[str, str] | None = None,
        faults: list[Fault] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.slug = slug
        self.title = title or HTTPStatus(status).phrase
        self.headers = dict(headers or {})
        self.faults = faults


def busy(detail: str, seconds: int = 1, status: int = 503) -> ApiError:
    """The problem of too much at once: come again in `seconds`."""
    slug = "too-many-requests" if status == 429 else "busy"
    return ApiError(status, slug, detail, headers={"Retry-After": str(max(seconds, 1))})


def problem(error: Exception, request_id: str) -> JSONResponse:
    """The answer to a request that ended in `error`. What nobody expected says nothing about itself."""
    headers: dict[str, str] = {}
    faults: list[Fault] | None = None
    detail = str(error)
    if isinstance(error, ApiError):
        status, slug, title, headers, faults = error.status, error.slug, error.title, error.headers, error.faults
    elif isinstance(error, RequestValidationError):
        status, slug, title = 422, "invalid-request", "The request is not as the API describes it"
        faults = [Fault(where=".".join(map(str, one["loc"])), message=one["msg"]) for one in error.errors()][:20]
        detail = "; ".join(f"{one.where}: {one.message}" for one in faults)
    elif isinstance(error, HTTPException):
        status, slug, title = error.status_code, f"http-{error.status_code}", HTTPStatus(error.status_code).phrase
        headers, detail = dict(error.headers or {}), error.detail
    elif isinstance(error, OperationalError):  # its words are a statement of SQL
        status, slug, title = BUSY
        detail = "the database is busy or does not answer; try again in a moment"
    elif isinstance(error, EXPECTED_ERRORS):
        status, slug, title = expected_problem(error)
    else:
        status, slug, title = 500, "internal", "The server failed"
        detail = f"the server failed at this request; its log says more under the request id {request_id}"
    if status in (429, 503):
        headers = {"Retry-After": "60" if slug == "locked-out" else "1", **headers}
    body = Problem(
        type=f"/problems/{slug}", title=title, status=status, detail=detail, request_id=request_id, faults=faults
    )
    return JSONResponse(_sendable(body), status, headers, MEDIA_TYPE)


def _sendable(body: Problem) -> Any:
    """The problem as plain data. A sentence may quote what was sent, and that may hold half a character."""
    data = body.model_dump(exclude_none=True)
    return {
        name: value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for name, value in data.items()
    }


def request_id_of(request: Request) -> str:
    """The id that the request was given."""
    return str(request.scope.get("ccm.request_id", ""))


def say_problems(app: FastAPI) -> None:
    """Have `app` answer every error that is expected with a problem."""

    async def handle(request: Request, error: Exception) -> JSONResponse:
        return problem(error, request_id_of(request))

    for kind in (ApiError, RequestValidationError, HTTPException, *EXPECTED_ERRORS):
        app.add_exception_handler(kind, handle)
