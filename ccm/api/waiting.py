"""Views of drafts that wait to be rendered: who types on wants the newest, and nobody the rest.

A browser asks again at every stroke. Of one window, and of one sort of work, only the newest request waits; it has the
turn of the one before it. What nobody waits for any more is not begun.
"""

import asyncio
from collections.abc import Hashable
from concurrent.futures import Future

from starlette.requests import Request

from ccm.api.problems import ApiError
from ccm.workers.lanes import Lane, Lanes
from ccm.workers.views import ViewWork, render_view


class Waiting:
    """What waits for each window. To be used from one event loop."""

    def __init__(self) -> None:
        self._newest: dict[Hashable, Future[bytes]] = {}

    @property
    def futures(self) -> "tuple[Future[bytes], ...]":
        """The newest of each window and lane that is not answered yet."""
        return tuple(self._newest.values())

    async def view(self, lanes: Lanes, lane: Lane, work: ViewWork, window: Hashable | None, request: Request) -> bytes:
        """What is seen of a draft. Without a `window` nothing takes its place.

        Raises ApiError (409, superseded) when a newer request of the window came first or nobody waits any more, and
        what rendering raises.
        """
        before = None if window is None else self._newest.get((window, lane))
        future = (
            lanes.submit(lane, render_view, work) if before is None else lanes.succeed(before, lane, render_view, work)
        )
        if window is not None:
            self._newest[window, lane] = future
        leaving = asyncio.create_task(_left(request))
        made = asyncio.wrap_future(future)
        try:
            await asyncio.wait((made, leaving), return_when=asyncio.FIRST_COMPLETED)
            if not made.done():
                lanes.withdraw(lane, future)
            if made.cancelled() or not made.done():
                raise ApiError(409, "superseded", "a newer request took the place of this one", title="Superseded")
            return made.result()
        finally:
            leaving.cancel()
            if window is not None and self._newest.get((window, lane)) is future:
                del self._newest[window, lane]


async def _left(request: Request) -> None:
    """Return once who asked has gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
