"""A command with the processes it starts: how long they take, and how much memory each of them ever had."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

_EVERY = 0.2


@dataclass
class Process:
    """A process as it was last seen: its peak memory in KiB, and its processor time in seconds."""

    peak: int = 0
    cpu: float = 0.0


@dataclass(frozen=True)
class Run:
    """What a command took: seconds by the clock and of the processors, and the peak memory of each process in MiB,
    the largest first. Processor time is that last seen of each process, so short ones may be missing."""

    wall: float
    cpu: float
    memory: tuple[float, ...]
    output: str

    @property
    def peak(self) -> float:
        """The peak of the largest process, in MiB."""
        return self.memory[0] if self.memory else 0.0


def run(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> Run:
    """Run `command` in `folder` to its end. Raises RuntimeError with what it said when it fails."""
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env={**os.environ, **environment}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True,
    ) as process:  # fmt: skip
        seen: dict[int, Process] = {}
        over = Event()
        watcher = Thread(target=_watch, args=(process.pid, seen, over), daemon=True)
        watcher.start()
        output, _ = process.communicate()
        over.set()
        watcher.join()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {output[-2000:]}")
    memory = tuple(sorted((one.peak / 1024 for one in seen.values()), reverse=True))
    return Run(time.perf_counter() - started, sum(one.cpu for one in seen.values()), memory, output)


def engine(*arguments: str) -> tuple[str, ...]:
    """The command line of the engine, as it stands in this checkout."""
    return (sys.executable, str(Path(__file__).parent.parent / "cli.py"), *arguments)


def _watch(root: int, seen: dict[int, Process], over: Event) -> None:
    while not over.wait(_EVERY):
        for number in family(root):
            process = seen.setdefault(number, Process())
            process.peak = max(process.peak, _high_water(number))
            process.cpu = max(process.cpu, _processor_seconds(number))


def family(root: int) -> list[int]:
    """`root` and every process below it."""
    parents: dict[int, int] = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                stat = Path(entry.path, "stat").read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue  # it has ended
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    members, grown = {root}, True
    while grown:
        found = {child for child, parent in parents.items() if parent in members}
        grown = not found <= members
        members |= found
    return sorted(members)


def _high_water(process: int) -> int:
    """The most resident memory a process had, in KiB; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


def _processor_seconds(process: int) -> float:
    """The time of the processors that a process took until now; 0 when it has ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
