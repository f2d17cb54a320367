"""The API under load: how long renders take beside a bare echo, and what a job with paper does to text messages."""

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.appointments import appointment, write_appointments
from benchmarks.jobs import OPERATOR, ROOT, TEMPLATE, environment
from benchmarks.processes import engine

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


def load(port: int, path: str, secret: str, body: Callable[[int], bytes], callers: int) -> Load:
    """Ask for `SECONDS` with so many callers at once, each with a connection of its own."""
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
    until[0] = time.perf_counter() + SECONDS
    started = time.perf_counter()
    begin.wait()
    for thread in threads:
        thread.join()
    taken = time.perf_counter() - started
    return Load(callers, taken, tuple(sorted(one for each in times for one in each)), sum(refused))


@contextmanager
def paper(home: Path, records: int) -> Iterator[None]:
    """A job that makes PDFs, on the same machine, as long as the context; it is stopped with it."""
    data = home / "paper.jsonl"
    write_appointments(data, records)
    command = engine(
        "batch", "run", TEMPLATE, "--data", str(data), "--channel", "pdf", "--out", str(home / "paper"), "--json"
    )
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **environment(home)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True,
    ) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            for line in process.stdout:  # wait for its workers to be at it
                if '"working"' in line:
                    break
            yield
            if process.poll() is not None:
                raise RuntimeError("the job with paper was done before it was measured beside; give it more records")
        finally:
            process.terminate()
            process.communicate()


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
