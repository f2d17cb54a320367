"""Taking in a body that is too large for memory: as it comes, into a temporary file, counted and digested."""

import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from anyio import fail_after
from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from ccm.api.context import Context
from ccm.api.problems import ApiError, busy

STREAMED = frozenset({("POST", "/v1/uploads")})
"""The requests whose bodies are taken in here, and not before."""

_AT_ONCE = 1024 * 1024


@dataclass(frozen=True)
class Received:
    """A body as a file that is there as long as the request."""

    path: Path
    size: int
    digest: str


class Receiving:
    """How many bodies are taken in at this moment, of everybody and of each."""

    def __init__(self, at_once: int, of_one: int) -> None:
        self.at_once = at_once
        self.of_one = of_one
        self._people: Counter[str] = Counter()

    @contextmanager
    def place(self, person: str) -> Iterator[None]:
        """Be one of them. Raises ApiError (503)."""
        if self._people.total() >= self.at_once or self._people[person] >= self.of_one:
            raise busy("so much is being uploaded that no more is taken; try again when that is done", 10)
        self._people[person] += 1
        try:
            yield
        finally:
            self._people[person] -= 1


@asynccontextmanager
async def received(request: Request, context: Context, most: int) -> AsyncIterator[Received]:
    """The body of a request of at most so many bytes.

    Raises ApiError: 413 for a larger one, 408 for one that comes too slowly, 400 for one that ends half way, 507 when
    there is no room for it.
    """
    length = request.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and (len(length) > 15 or int(length) > most):
        raise _too_large(most)
    with TemporaryDirectory(prefix="ccm-upload-") as name:
        path = Path(name) / "body"
        with path.open("wb") as file:
            taking = _Taking(file, most)
            try:
                with fail_after(context.limits.upload_seconds):
                    await _take_all(request, taking, context.limits.body_seconds)
            except TimeoutError:
                raise ApiError(408, "too-slow", "the body came too slowly; send it again") from None
            except ClientDisconnect:
                raise ApiError(400, "disconnected", "the connection ended before the body did") from None
            except OSError as error:
                words = "the server has no room for this file; ask who runs it to make some"
                raise ApiError(507, "full", words) from error
        yield Received(path, taking.size, taking.digest)


class _Taking:
    """What was taken in so far."""

    def __init__(self, file: BinaryIO, most: int) -> None:
        self.size = 0
        self._file = file
        self._most = most
        self._hash = hashlib.sha256()

    @property
    def digest(self) -> str:
        return f"sha256:{self._hash.hexdigest()}"

    def add(self, body: bytes) -> None:
        self._file.write(body)
        self._hash.update(body)

    def count(self, size: int) -> None:
        self.size += size
        if self.size > self._most:
            raise _too_large(self._most)


async def _take_all(request: Request, taking: _Taking, patience: float) -> None:
    """Take in the body; it is written and digested in a thread, a megabyte at a time."""
    waiting = bytearray()
    pieces = request.stream()
    while True:
        with fail_after(patience):  # nothing at all for so long is nobody there
            piece = await anext(pieces, None)
        if piece is None:
            break
        taking.count(len(piece))
        waiting += piece
        if len(waiting) >= _AT_ONCE:
            await run_in_threadpool(taking.add, bytes(waiting))
            waiting.clear()
    await run_in_threadpool(taking.add, bytes(waiting))


def _too_large(most: int) -> ApiError:
    return ApiError(
        413, "too-large", f"an upload has at most {most / (1024 * 1024):g} MB; send it in parts, a job each"
    )
