"""Work for worker processes that behaves well, and badly."""

import os
import signal
import time
from pathlib import Path


def who(number: int = 0) -> tuple[int, int]:
    """Which process did which work."""
    return number, os.getpid()


def wait_for(path: str) -> int:
    """Wait until somebody makes a file, as work does that takes its time."""
    while not Path(path).exists():
        time.sleep(0.005)
    return os.getpid()


def begin_and_stay(path: str) -> None:
    """Say that it began, and never end."""
    Path(path).touch()
    while True:
        time.sleep(1)


def kill_itself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def take(megabytes: int) -> int:
    return len(bytearray(megabytes * 1024 * 1024))


def grow(megabytes: int) -> int:
    """Keep what it took, as a leak does."""
    _kept.append(b"x" * (megabytes * 1024 * 1024))
    return os.getpid()


def fail(words: str) -> None:
    raise ValueError(words)


_kept: list[bytes] = []
