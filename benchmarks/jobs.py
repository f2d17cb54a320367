"""Jobs: what the engine of jobs adds to a bare loop, what a second worker brings, and how memory grows."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.appointments import write_appointments
from benchmarks.processes import Run, engine, run
from benchmarks.released import installation

TEMPLATE = "appointment-reminder"
OPERATOR = "ida"
ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Compared:
    """The same renderings, as a bare loop and as a job of one worker and of two."""

    channel: str
    records: int
    bare: Run
    one: Run
    two: Run

    @property
    def added(self) -> float:
        """What the job of one worker takes beyond the bare loop by the clock, as a share of it."""
        return self.one.wall / self.bare.wall - 1

    @property
    def gained(self) -> float:
        """How many times as fast two workers are as one."""
        return self.one.wall / self.two.wall


@dataclass(frozen=True)
class Grown:
    """The peak memory of each process of a job of so many records, in MiB."""

    channel: str
    records: int
    run: Run


@contextmanager
def place() -> Iterator[Path]:
    """A folder with an installation in which the template is released."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        installation(home, TEMPLATE)
        yield home


def compared(home: Path, channel: str, records: int, told: Callable[[str], object]) -> Compared:
    """Measure a channel, the three ways one after the other."""
    data = home / f"{records}.jsonl"
    write_appointments(data, records)
    told(f"{records:,} {channel}: a bare loop")
    bare = run((sys.executable, "-m", "benchmarks.bare_loop", TEMPLATE, str(data), channel), environment(home), ROOT)
    assert bare.output.split()[-1] == str(records), bare.output
    told(f"{records:,} {channel}: a job, one worker")
    one = job(home, data, channel, 1)
    told(f"{records:,} {channel}: a job, two workers")
    return Compared(channel, records, bare, one, job(home, data, channel, 2))


def grown(home: Path, channel: str, records: int, workers: int = 2) -> Grown:
    """Measure the memory of a job of so many records."""
    data = home / f"{records}.jsonl"
    write_appointments(data, records)
    return Grown(channel, records, job(home, data, channel, workers))


def job(home: Path, data: Path, channel: str, workers: int) -> Run:
    """Run a job from nothing: in a copy of the installation, which is forgotten afterwards."""
    with tempfile.TemporaryDirectory(dir=home) as folder:
        shutil.copyfile(home / "ccm.db", Path(folder) / "ccm.db")
        command = engine(
            "batch", "run", TEMPLATE, "--data", str(data), "--channel", channel, "--out", str(Path(folder) / "out"),
            "--workers", str(workers), "--json",
        )  # fmt: skip
        return run(command, environment(Path(folder)), ROOT)


def environment(home: Path) -> dict[str, str]:
    """The environment of an installation in `home`, whose operator acts."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return {"CCM_HOME": str(home), "CCM_USER": OPERATOR, "CCM_DATABASE_URL": "", "PYTHONPATH": path}
