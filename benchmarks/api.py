"""The API under load: how long renders take beside a bare echo, and what a job with paper does to text messages."""

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.appointments import appointment, write_appointments
from benchmarks.jobs import OPERATOR, ROOT, TEMPLATE, environment
from benchmarks.processes import engine, family

LOADS = (1, 2, 4, 8, 16)
"""How many ask at once, each again as soon as it has been answered."""

SECONDS = 6.0


@dataclass(frozen=True)
class Load:
    """What so many callers at once got: the seconds of each answer, sorted, and how many were refused for overload."""

    callers: int
    seconds: float
    times: tuple[float, ...]
    refused: int

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.times) / self.seconds

    def within(self, share: float) -> float:
        """The milliseconds in which this share of the answers came."""
        return self.times[min(int(share * len(self.times)), len(self.times) - 1)] * 1000 if self.times else 0.0


def render_body(channel: str) -> Callable[[int], bytes]:
    """The body of the request that renders the appointment of the customer `number`."""

    def body(number: int) -> bytes:
        wanted = {"template": TEMPLATE, "channels": [channel], "data": appointment(number)}
        return json.dumps(wanted).encode()

    return body


def echo_body(number: int) -> bytes:
    return json.dumps(appointment(number)).encode()


@contextmanager
def server(kind: str, home: Path) -> Iterator[int]:
    """Run a server of `benchmarks.api_server` as a process of its own; its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "benchmarks.api_server", kind, str(port)]
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment(home)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _await(port, process)
            yield port
        finally:
            process.terminate()
            process.wait()


def key(home: Path, ability: str = "render") -> str:
    """An API key for one ability."""
    command = engine("key", "create", "--name", "benchmark", "--for", ability, "--as", OPERATOR)
    made = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment(home)}, capture_output=True, text=True, check=True
    )
    return made.stdout.split()[-1]


def load(
    port: int, path: str, secret: str, body: Callable[[int], bytes], callers: int, seconds: float = SECONDS
) -> Load:
    """Ask for so many seconds with so many callers at once, each with a connection of its own."""
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {secret}"}
    times: list[list[float]] = [[] for _ in range(callers)]
    refused = [0] * callers
    begin = threading.Barrier(callers + 1)
    until = [0.0]

    def ask(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        begin.wait()
        customer = number
        while time.perf_counter() < until[0]:
            asked = time.perf_counter()
            connection.request("POST", path, body(customer), headers)
            answer = connection.getresponse()
            content = answer.read()
            if answer.status == 200:
                times[number].append(time.perf_counter() - asked)
            elif answer.status in (429, 503):
                refused[number] += 1
            else:
                raise RuntimeError(f"{answer.status}: {content[:500]!r}")
            customer += callers
        connection.close()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(callers)]
    for thread in threads:
        thread.start()
    until[0] = time.perf_counter() + seconds
    started = time.perf_counter()
    begin.wait()
    for thread in threads:
        thread.join()
    taken = time.perf_counter() - started
    return Load(callers, taken, tuple(sorted(one for each in times for one in each)), sum(refused))


class Paper:
    """A job that makes PDFs, on the same machine. It stands still when it is told to, and goes on."""

    def __init__(self, process: "subprocess.Popen[str]", home: Path) -> None:
        self.process = process
        self.home = home

    def stand_still(self) -> None:
        """Stop every process of it where none of them holds what the server needs."""
        self._tell(signal.SIGSTOP)
        while _is_locked(self.home / "ccm.db"):
            self._tell(signal.SIGCONT)
            time.sleep(0.05)
            self._tell(signal.SIGSTOP)

    def go_on(self) -> None:
        """Raises RuntimeError when the job has ended, and nothing can be measured beside it."""
        if self.process.poll() is not None:
            raise RuntimeError("the job with paper was done before it was measured beside; give it more records")
        self._tell(signal.SIGCONT)

    def _tell(self, what: signal.Signals) -> None:
        for number in family(self.process.pid):
            with suppress(ProcessLookupError):
                os.kill(number, what)


def _is_locked(path: Path) -> bool:
    """Whether somebody is writing to a database."""
    connection = sqlite3.connect(path, timeout=0.2, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return True
    finally:
        connection.close()
    return False


@contextmanager
def paper(home: Path, records: int) -> Iterator[Paper]:
    """A job that makes PDFs, as long as the context; it is stopped with it."""
    data = home / "paper.jsonl"
    write_appointments(data, records)
    command = engine(
        "batch", "run", TEMPLATE, "--data", str(data), "--channel", "pdf", "--out", str(home / "paper"), "--json"
    )
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment(home)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            for line in process.stdout:  # wait for its workers to have done something
                if '"working"' in line and json.loads(line)["chunks_done"]:
                    break
            job = Paper(process, home)
            yield job
            job.go_on()
        finally:
            process.terminate()
            process.communicate()


def beside(home: Path, records: int, ask: Callable[[], Load], phases: int) -> tuple[Load, Load]:
    """What is asked for alone and beside a job with paper, in turn, so that whatever else the machine does meets both.

    The job stands still while the others are alone.
    """
    alone: list[Load] = []
    together: list[Load] = []
    with paper(home, records) as job:
        for _ in range(phases):
            job.stand_still()
            alone.append(ask())
            job.go_on()
            together.append(ask())
    return merged(alone), merged(together)


def merged(loads: Sequence[Load]) -> Load:
    """Several loads of the same kind as one."""
    times = tuple(sorted(one for load in loads for one in load.times))
    seconds, refused = sum(load.seconds for load in loads), sum(load.refused for load in loads)
    return Load(loads[0].callers, seconds, times, refused)


def _await(port: int, process: "subprocess.Popen[Any]") -> None:
    """Return when somebody listens at `port`."""
    while True:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
