"""Looking at pages beside whatever else is done: threads with a browser each, and answers in the order of asking.

The browser's library belongs to the thread that started it, so each thread opens its own, uses it, and closes it.
"""

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Thread

from ccm.gates.browser import looker
from ccm.gates.examination import Examination
from ccm.gates.outcome import Outcome
from ccm.gates.wcag import Pages, wcag

_Job = tuple[Examination, Pages, "Future[Outcome]"]


class Lookers:
    """Threads that look at pages, started as they are needed, `most` at once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._threads: list[Thread] = []

    def look(self, examination: Examination, pages: Pages) -> "Future[Outcome]":
        """Have the pages of an examination looked at. The answer raises GateUnavailableError as `wcag` does."""
        answer: Future[Outcome] = Future()
        self._jobs.put((examination, pages, answer))
        if len(self._threads) < self._most:
            thread = Thread(target=self._work, daemon=True)
            self._threads.append(thread)
            thread.start()
        return answer

    def drop(self) -> None:
        """Forget what was asked and not begun: nobody waits for the answers any more."""
        while not self._jobs.empty():
            self._jobs.get()

    def close(self) -> None:
        """Let every thread finish what was asked, close its browser, and end."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        job = self._jobs.get()
        if job is None:
            return
        try:
            with looker() as looking:
                while job is not None:
                    examination, pages, answer = job
                    try:
                        answer.set_result(wcag(examination, pages, looking))
                    except Exception as error:  # whoever asked is told; the next page may be looked at all the same
                        answer.set_exception(error)
                    job = self._jobs.get()
        except Exception as error:  # there is no browser: all that is asked is answered by that
            while job is not None:
                if not job[2].done():
                    job[2].set_exception(error)
                job = self._jobs.get()


@contextmanager
def lookers(most: int) -> Iterator[Lookers]:
    """Threads for as long as the block lasts."""
    made = Lookers(most)
    try:
        yield made
    except BaseException:
        made.drop()
        raise
    finally:
        made.close()
