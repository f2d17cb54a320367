"""What goes to a worker and what comes back: plain data, small, the same for every kind of executor."""

from dataclasses import dataclass
from typing import Literal

Trouble = Literal["lost", "stop", "sent"]


@dataclass(frozen=True, slots=True)
class Task:
    """A chunk to do. `token` says that it is this worker's; `shared` is the digest of what all manifests share."""

    job: str
    number: int
    token: str
    shared: str


@dataclass(frozen=True, slots=True)
class Done:
    """A chunk that is done."""

    task: Task
    delivered: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A chunk that is not done: it was lost to somebody else, or the job must stop, because of `message`; for good,
    when it holds what was sent already."""

    task: Task
    trouble: Trouble
    message: str


@dataclass(frozen=True, slots=True)
class Died:
    """A chunk whose worker ended before it: killed, out of memory, or stuck for too long."""

    task: Task
    message: str


Ended = Done | Failed | Died
