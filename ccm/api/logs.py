"""The server's log: a line of JSON for each request, and nothing in it of what was sent or whom it is about.

A request is logged by its id, method and route (``/v1/keys/{key}``, never the path itself), a failure by the names of
errors and the places in the source, without their words: words may quote a record.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

LOGGER = "ccm.api"


def configure(stream: TextIO = sys.stderr, level: int = logging.INFO) -> None:
    """Write the log as lines of JSON to `stream`; so too what the server under this one has to say."""
    shared: list[Any] = [structlog.processors.add_log_level, structlog.processors.TimeStamper("iso", utc=True)]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, _without_words],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, structlog.processors.JSONRenderer()],
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers[:] = []
        logging.getLogger(name).propagate = True
    logging.getLogger("uvicorn.access").disabled = True  # it writes whole paths, with what stands in queries
    # What renderers remark about a page may quote it.
    for name in ("weasyprint", "fontTools", "pypdfium2", "sqlalchemy"):
        logging.getLogger(name).setLevel(logging.ERROR)


def request_done(request_id: str, method: str, route: str, status: int, seconds: float) -> None:
    """Log a request that was answered."""
    structlog.get_logger(LOGGER).info(
        "request", request_id=request_id, method=method[:10], route=route, status=status,
        milliseconds=round(seconds * 1000, 1),
    )  # fmt: skip


def request_failed(request_id: str, error: BaseException) -> None:
    """Log what nobody expected: which error, where."""
    structlog.get_logger(LOGGER).error("failure", request_id=request_id, **told(error))


def told(error: BaseException) -> dict[str, Any]:
    """An error without its words: its kind, those behind it, and the places it went through."""
    kinds: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(kinds) < 5:
        kinds.append(type(seen).__name__)
        seen = seen.__cause__ or seen.__context__
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    return {"error": kinds[0], "behind": kinds[1:], "places": places[-12:]}


def _without_words(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """What others log: an exception without its words."""
    info = event.pop("exc_info", None)
    error = info[1] if isinstance(info, tuple) else info if isinstance(info, BaseException) else None
    return event if error is None else {**event, **told(error)}
