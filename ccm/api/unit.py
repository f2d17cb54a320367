"""The work of one request upon the database: what it reads, what it writes, and the answer that is kept with it."""

from collections.abc import Iterable
from contextlib import ExitStack

from sqlalchemy import insert
from sqlalchemy.orm import Session

from ccm.access.tables import AnswerRow
from ccm.api.context import Context
from ccm.api.keeping import Keeping
from ccm.api.turns import Turns

_KEPT_HEADERS = (
    "content-type", "etag", "location", "content-disposition", "content-security-policy", "ccm-release",
    "ccm-communication",
)  # fmt: skip
MAX_KEPT = 1024 * 1024
"""A longer answer is not kept. Those that can be so long are given again by doing again what changes nothing."""


class Unit:
    """Sessions are opened when they are first asked for, and end together."""

    def __init__(self, context: Context, turns: Turns) -> None:
        self.context = context
        self.turns = turns
        self.keeping: Keeping | None = None
        self._stack = ExitStack()
        self._reading: Session | None = None
        self._writing: Session | None = None

    @property
    def used(self) -> bool:
        return self._reading is not None or self._writing is not None

    def reading(self) -> Session:
        """A transaction that changes nothing."""
        if self._reading is None:
            self._reading = self._stack.enter_context(self.context.database.reading())
        return self._reading

    async def writing(self) -> Session:
        """The transaction that writes. Raises ApiError (503) when no turn to write comes."""
        if self._writing is None:
            await self.turns.take()
            self._writing = self._stack.enter_context(self.context.database.writing())
        return self._writing

    def keep(self, status: int, headers: Iterable[tuple[bytes, bytes]], body: bytes) -> None:
        """Keep what is answered together with what was done."""
        if self.keeping is None or self._writing is None or len(body) > MAX_KEPT:
            return
        given = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in headers}
        kept = {name: given[name] for name in _KEPT_HEADERS if name in given}
        self._writing.execute(
            insert(AnswerRow).values(
                caller=self.keeping.caller, key=self.keeping.name, request=self.keeping.request, status=status,
                answer=self.keeping.seal(kept, body), at=self.context.clock(),
            )
        )  # fmt: skip

    def end(self, error: BaseException | None = None) -> None:
        """Commit what was written, or with an `error` roll it back."""
        stack, self._stack = self._stack, ExitStack()
        try:
            stack.__exit__(type(error) if error else None, error, None)
        finally:
            self._reading = None

    def give_back(self) -> None:
        """Let the next one write."""
        if self._writing is not None:
            self._writing = None
            self.turns.give_back()
