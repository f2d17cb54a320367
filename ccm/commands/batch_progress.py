"""How far a job is, for a person at a terminal, or as JSON lines for a program."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from ccm.console import console

if TYPE_CHECKING:
    from ccm.jobs.running import Progress, Watch


@contextmanager
def watching(as_json: bool) -> "Iterator[Watch]":
    """Something to tell the progress of a job to: a bar on the error output, or a line of JSON each time."""
    if as_json:
        yield _lines()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(), TextColumn("{task.fields[failed]}", style="red"),
    )  # fmt: skip
    with Bar(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("Starting", total=None, rate="", failed="")
        rate = _Rate()

        def watch(progress: "Progress") -> None:
            done = progress.delivered + progress.rejected
            bar.update(
                task, description=_WORDS.get(progress.state, progress.state), total=progress.total, completed=done,
                rate=f"{rate.at(done):,.0f}/s", failed=f"{progress.rejected} rejected" if progress.rejected else "",
            )  # fmt: skip

        yield watch


_WORDS = {"working": "Rendering", "finishing": "Finishing"}


def _lines() -> "Watch":
    rate = _Rate()

    def watch(progress: "Progress") -> None:
        done = progress.delivered + progress.rejected
        speed = rate.at(done)
        left = (progress.total - done) / speed if speed else None
        typer.echo(json.dumps({
            "event": "progress", "job": progress.job, "state": progress.state, "total": progress.total,
            "delivered": progress.delivered, "rejected": progress.rejected, "chunks": progress.chunks,
            "chunks_done": progress.chunks_done, "records_per_second": round(speed, 1),
            "seconds_left": None if left is None else round(left, 1),
        }))  # fmt: skip

    return watch


class _Rate:
    """Records a second since the first time it was asked: those done before a resume are not counted."""

    def __init__(self) -> None:
        self._since = time.monotonic()
        self._first: int | None = None

    def at(self, done: int) -> float:
        if self._first is None:
            self._since, self._first = time.monotonic(), done
            return 0.0
        passed = time.monotonic() - self._since
        return (done - self._first) / passed if passed else 0.0
