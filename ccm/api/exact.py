"""Bodies of JSON read as records are: numbers to the last digit, and no field named twice.

A number with a point is a decimal and never a float, so an amount reaches the page as it was sent.
"""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from ccm.sources.json_text import DECODER


class _ExactRequest(Request):
    async def json(self) -> Any:
        return DECODER.decode((await self.body()).decode("utf-8"))


class ExactRoute(APIRoute):
    """A route whose body is read that way: ``APIRouter(route_class=ExactRoute)``."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def exactly(request: Request) -> Response:
            return await handle(_ExactRequest(request.scope, request.receive))

        return exactly
