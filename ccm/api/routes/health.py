"""Whether the server lives, whether it can work, and its figures. Whoever reaches the server may ask."""

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict
from sqlalchemy.exc import SQLAlchemyError

from ccm.api.context import Context
from ccm.api.depend import ContextOf
from ccm.api.metrics import MEDIA_TYPE, Metrics
from ccm.db.revision import is_current

router = APIRouter(tags=["open"])


class Health(BaseModel):
    """The server answers."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"status": "ok"}]})

    status: str = "ok"


class Readiness(BaseModel):
    """Whether the server can do its work, and what of it stands in the way."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"ready": True, "checks": {"database": "ok", "migrations": "ok", "workers": "ok"}}]
        }
    )

    ready: bool
    checks: dict[str, str]


@router.get("/healthz", operation_id="healthz")
async def healthz() -> Health:
    """Say that the server lives."""
    return Health()


@router.get("/readyz", operation_id="readyz", responses={503: {"model": Readiness, "description": "It cannot."}})
def readyz(context: ContextOf, response: Response) -> Readiness:
    """Say whether the server can do its work: the database answers and is up to date, and there are workers."""
    checks = _database(context) | {"workers": _workers(context)}
    ready = all(said == "ok" for said in checks.values())
    response.status_code = 200 if ready else 503
    return Readiness(ready=ready, checks=checks)


@router.get(
    "/metrics",
    operation_id="metrics",
    response_class=Response,
    responses={
        200: {
            "content": {
                "text/plain": {"schema": {"type": "string"}, "example": 'ccm_renders_waiting{lane="quick"} 0.0'}
            },
            "description": "As Prometheus reads them.",
        }
    },
)
def metrics(request: Request) -> Response:
    """Give the server's figures."""
    figures: Metrics = request.app.state.metrics
    return Response(figures.text(), media_type=MEDIA_TYPE)


def _database(context: Context) -> dict[str, str]:
    try:
        with context.database.engine.connect() as connection:
            current = is_current(connection)
    except SQLAlchemyError:
        return {"database": "does not answer", "migrations": "unknown"}
    return {"database": "ok", "migrations": "ok" if current else "run 'ccm db upgrade'"}


def _workers(context: Context) -> str:
    if context.lanes is None:
        return "none were started"
    full = [lane for lane, size in context.lanes.sizes.items() if context.lanes.waiting[lane] >= size.waiting]
    return f"too much waits: {', '.join(full)}" if full else "ok"
