"""What the routes that render share: giving work to the worker processes, and saying what went wrong with a record."""

import asyncio
from collections.abc import Iterable, Sequence
from email.utils import quote
from typing import Any

from starlette.responses import Response

from ccm.api.context import Context
from ccm.api.problems import ApiError, Fault
from ccm.record_file import RecordFileError, record_bytes
from ccm.sources.json_text import as_record
from ccm.sources.record import DatumError
from ccm.workers.lanes import Lane, Lanes
from ccm.workers.render import Made
from renderers.base import Part

PARTS_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "All parts as JSON; or, as Accept asks, the bytes of one part.",
        "content": {
            media_type: {"schema": {"type": "string", "format": "binary"}}
            for media_type in ("application/pdf", "message/rfc822", "text/html", "text/plain")
        },
    }
}
"""What the description says of a route that answers with what was rendered."""

QUICK = frozenset(("sms", "email", "mobile"))


def lanes_of(context: Context) -> Lanes:
    """The worker processes. Raises ApiError (503) on a server that was started without."""
    if context.lanes is None:
        raise ApiError(503, "unavailable", "this server renders nothing; ask one that was started to")
    return context.lanes


def lane_of(channels: Sequence[str] | None) -> Lane:
    """The lane for work of these channels."""
    return "quick" if channels is not None and set(channels) <= QUICK else "pages"


def draft_lane(channels: Sequence[str] | None) -> Lane:
    """The lane for drafts in these channels: never one in which a customer's message waits."""
    return "drafts" if lane_of(channels) == "quick" else "pages"


def record_of(data: object) -> bytes:
    """The record that was sent, as ``data.json``. Raises ApiError (422) for what no record can hold."""
    try:
        return record_bytes(as_record(data))
    except DatumError as error:
        where = f"data.{error.path}" if error.path else "data"
        raise _unfit([Fault(where=where, message=f"{error.problem}; {error.remedy}")]) from None
    except RecordFileError as error:
        raise _unfit([Fault(where="data", message=str(error))]) from None


async def whole(work: "asyncio.Future[Made]") -> Made:
    """What was made, when every channel carries it. Raises ApiError (422) with everything that is wrong otherwise:
    a record goes out whole or not at all."""
    made = await work
    if made.faults or made.failures:
        faults = [Fault(where=f"data.{path}" if path else "data", message=words) for path, words in made.faults]
        for channel, findings in made.failures.items():
            faults += [
                Fault(where=f"{channel}.{one.path or 'document'}", message=one.message)
                for one in findings
                if one.severity == "error"
            ]
        raise _unfit(faults)
    return made


def part_asked_for(accept: str, made: Made) -> tuple[str, Part] | None:
    """The one part that `accept` (RFC 9110, 12.5.1) asks for; None when it asks for JSON, or for nothing in particular.

    Raises ApiError (406) when there is no such part.
    """
    wanted = _by_preference(accept)
    if not wanted or any(one in ("application/json", "application/*", "*/*") for one in wanted[:1]):
        return None
    for media_type in wanted:
        if media_type in ("application/json", "*/*"):
            return None
        for channel, part in made.parts:
            plain = part.media_type.partition(";")[0].strip()
            if media_type in (plain, f"{plain.partition('/')[0]}/*"):
                return channel, part
    there = ", ".join(dict.fromkeys(part.media_type.partition(";")[0] for _, part in made.parts))
    raise ApiError(
        406, "not-acceptable", f"there is no part of that media type; there are {there}, and JSON of them all"
    )


def part_response(part: Part, headers: dict[str, str]) -> Response:
    """The bytes of one part. A page among them is shown without being able to do anything."""
    sandbox = "sandbox; default-src 'none'; img-src data: cid:; style-src 'unsafe-inline'; font-src data:"
    return Response(
        part.body,
        media_type=part.media_type,
        headers={
            **headers,
            "Content-Disposition": f'inline; filename="{quote(part.name)}"',
            "Content-Security-Policy": sandbox,
        },
    )


def _by_preference(accept: str) -> list[str]:
    ranked: list[tuple[float, int, str]] = []
    for number, item in enumerate(accept.split(",")[:20]):
        media_type, _, parameters = item.strip().partition(";")
        quality = 1.0
        for parameter in parameters.split(";"):
            name, _, value = parameter.strip().partition("=")
            if name == "q":
                try:
                    quality = float(value)
                except ValueError:
                    quality = 0.0
        if media_type and 0 < quality <= 1:
            ranked.append((-quality, number, media_type.strip().lower()))
    return [media_type for _, _, media_type in sorted(ranked)]


def _unfit(faults: Iterable[Fault]) -> ApiError:
    found = list(faults)[:50]
    words = "; ".join(f"{one.where}: {one.message}" for one in found)
    return ApiError(422, "unfit-record", words, title="The record cannot be rendered", faults=found)


Json = dict[str, Any]
