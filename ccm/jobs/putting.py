"""Objects put while the work goes on: a put waits for the disk or the network, and rendering need not."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

from ccm.objects.store import ObjectStore

THREADS = 8
MAX_WAITING = 32
"""How many bodies are held at most that are not written yet."""


class Putting:
    """Puts, several at once. When the context ends without an error, all of them are safely written."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="put")
        self._waiting: deque[Future[object]] = deque()

    def __enter__(self) -> Self:
        return self

    def put(self, store: ObjectStore, name: str, body: bytes) -> None:
        """Begin to put an object. Raises what an earlier put raised."""
        self._do(lambda: store.put(name, body))

    def ahead(self, act: Callable[[], object]) -> None:
        """Begin what will be needed, beside what goes on here. Raises what an earlier put raised."""
        self._do(act)

    def all(self) -> None:
        """Wait until everything is written. Raises ObjectStoreError for the first that could not be."""
        while self._waiting:
            self._waiting.popleft().result()

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        try:
            if error is None:
                self.all()
        finally:
            self._threads.shutdown(wait=True, cancel_futures=True)

    def _do(self, act: Callable[[], object]) -> None:
        if len(self._waiting) >= MAX_WAITING:
            self._waiting.popleft().result()
        self._waiting.append(self._threads.submit(act))
