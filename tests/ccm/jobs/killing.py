"""Killing jobs: the command line as a process of its own, ended with SIGKILL in the middle of its work."""

import json
import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.processes import family

ROOT = Path(__file__).resolve().parents[3]
Blow = Callable[["Run"], None]


class Run:
    """``ccm batch ...`` with its progress as lines of JSON; `seen` are those read so far."""

    def __init__(self, arguments: list[str], environment: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "cli.py"), "batch", *arguments, "--json"], cwd=ROOT,
            env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        self.seen: list[dict[str, object]] = []

    def line(self) -> bool:
        """Read a line; whether there was one."""
        assert self.process.stdout is not None
        text = self.process.stdout.readline()
        if text:
            self.seen.append(json.loads(text))
        return bool(text)

    def until(self, happened: Callable[[], bool]) -> bool:
        """Look again and again whether something `happened`; False when the process ended before."""
        assert self.process.stdout is not None
        while not happened():
            ready, _, _ = select.select([self.process.stdout], [], [], 0.002)
            if ready and not self.line():
                return False
        return True

    def workers(self) -> list[int]:
        """The processes that do chunks: all those below the first, but those that only keep account of others."""
        found = []
        for number in family(self.process.pid):
            with suppress(OSError):
                command = Path(f"/proc/{number}/cmdline").read_bytes()
                if number != self.process.pid and command and b"resource_tracker" not in command:
                    found.append(number)
        return found

    def ended(self) -> str:
        """Wait for the end; what was said on the error output."""
        while self.line():
            pass
        assert self.process.stderr is not None
        said = self.process.stderr.read().decode()
        self.process.wait()
        return said


@contextmanager
def running(arguments: list[str], environment: Mapping[str, str]) -> Iterator[Run]:
    run = Run(arguments, environment)
    try:
        yield run
    finally:
        with suppress(ProcessLookupError):
            os.killpg(run.process.pid, signal.SIGKILL)
        run.process.wait()
        for stream in (run.process.stdout, run.process.stderr):
            assert stream is not None
            stream.close()


def kill_coordinator(run: Run) -> None:
    run.process.send_signal(signal.SIGKILL)


def kill_all(run: Run) -> None:
    workers = run.workers()  # they have sessions of their own
    os.killpg(run.process.pid, signal.SIGKILL)
    for number in workers:
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


def worker_killer(chance: random.Random) -> Blow:
    """A blow that ends one of the workers, or the process that begins them."""

    def kill(run: Run) -> None:
        if pids := run.workers():
            with suppress(ProcessLookupError):
                os.kill(chance.choice(pids), signal.SIGKILL)

    return kill
