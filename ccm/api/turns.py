"""Turns to write. Waiting for one holds no thread, so that those who have one find a thread to end it with."""

import asyncio

from ccm.api.context import Context
from ccm.api.problems import busy


class Turns:
    """So many may write at once as the database lets: one on SQLite, a few who wait for each other on PostgreSQL."""

    def __init__(self, context: Context) -> None:
        writers = 1 if context.database.engine.dialect.name == "sqlite" else 4
        self._semaphore = asyncio.Semaphore(writers)
        self._seconds = context.limits.turn_seconds

    async def take(self) -> None:
        """Wait for a turn. Raises ApiError (503) when that takes too long."""
        try:
            await asyncio.wait_for(self._semaphore.acquire(), self._seconds)
        except TimeoutError:
            raise busy("too many are writing at once; try again in a moment") from None

    def give_back(self) -> None:
        self._semaphore.release()
