"""Who holds a job: one process on one machine, named so that others there can see whether it is still alive."""

import os
import socket
from pathlib import Path


def holder(pid: int | None = None) -> str:
    """The name of a process: machine, its namespace of processes, number, and when it began.

    A number alone would be given to another process in time.
    """
    number = os.getpid() if pid is None else pid
    return "|".join((socket.gethostname(), _namespace(), str(number), _began(number)))


def is_gone(name: str) -> bool:
    """Whether the process called `name` has certainly ended. Of other machines nothing is certain."""
    parts = name.split("|")
    if len(parts) != 4 or parts[:2] != [socket.gethostname(), _namespace()] or not parts[2].isdigit():
        return False
    number = int(parts[2])
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return _began(number) != parts[3]


def told(name: str) -> str:
    """A holder in words."""
    parts = name.split("|")
    return f"process {parts[2]} on {parts[0]}" if len(parts) == 4 else name or "nobody"


def _namespace() -> str:
    """Two containers may have one name, and each a process of the same number."""
    try:
        return os.readlink("/proc/self/ns/pid")
    except OSError:
        return ""


def _began(pid: int) -> str:
    """When a process began, in ticks since the machine did; a dead one that waits for its parent has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in ("Z", "X") else fields[19]
