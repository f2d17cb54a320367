"""A disk that is full, wherever a job writes: it stops and says so, and goes on to the same end when there is room."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from ccm.jobs.executors import HereExecutor
from ccm.jobs.job import Job, JobStoppedError
from ccm.jobs.store import JobStore
from ccm.jobs.work import Workshop
from ccm.objects.folder import FolderStore
from ccm.objects.store import ObjectStoreError
from tests.ccm.jobs.shop import Shop, broken, order, tree

ORDERS = [order(1), broken(2), "{bad", order(4), order(5), order(6)]


class Filling(FolderStore):
    """A folder on a disk that is full after so many objects."""

    def __init__(self, folder: Path, room: int, *, private: bool = True) -> None:
        super().__init__(folder, private=private)
        self._room = room

    def put(self, name: str, body: bytes) -> None:
        self._room -= 1
        if self._room < 0:
            raise ObjectStoreError(28, f"{self.folder}: cannot be written: No space left on device; make room")
        super().put(name, body)


def results(job: Job) -> dict[str, str]:
    """What a job made, but for what names the run."""
    without = ("job.json", "report.json", "report.md", "index.json")
    made = tree(Path(job.spec.out) / job.id)
    return {name: digest for name, digest in made.items() if name not in without}


def stopped(shop: Shop, job: Job) -> Job:
    with shop.database.reading() as session:
        found = JobStore(session).find(job.id)
    assert found.state == "stopped"
    assert "No space left" in found.reason
    return found


@pytest.mark.parametrize("place", ["results", "spool", "archive"])
@pytest.mark.parametrize("room", [0, 2])
def test_a_full_disk_stops_a_job_and_it_goes_on_when_there_is_room(shop: Shop, place: str, room: int) -> None:
    undisturbed = shop.run(ORDERS, again="as it should be")
    job = shop.start(ORDERS, out=str(shop.folder / "full"), again="with a disk that is full")
    out = Filling(Path(job.spec.out), room if place == "results" else 1_000, private=False)
    workshop = Workshop(shop.database, shop.settings, lambda _: out)
    if place == "spool":
        workshop.spool = Filling(Path(shop.settings.spool), room)
    if place == "archive":
        workshop.archive.store = Filling(Path(shop.settings.archive), room)
    with pytest.raises(JobStoppedError, match="No space left"):
        shop.work(job, HereExecutor(workshop))
    done = stopped(shop, job).tally.delivered
    assert len(shop.kept(job.id)) == done < 4
    assert results(shop.work(job)) == results(undisturbed)
    assert len(shop.kept(job.id)) == 4


def test_a_spool_that_is_full_before_a_job_is_written_down_leaves_no_job(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Filling(Path(shop.settings.spool), 1)  # there is room for the probe
    monkeypatch.setattr("ccm.jobs.starting.open_store", lambda address, **more: _opened(shop, full, address, **more))
    with pytest.raises(ObjectStoreError, match="No space left"):
        shop.start(ORDERS)
    with shop.database.reading() as session:
        assert JobStore(session).all() == ()
    monkeypatch.undo()
    assert shop.run(ORDERS).tally.delivered == 4


def _opened(shop: Shop, full: Filling, address: str, *, private: bool = False) -> FolderStore:
    return full if address == shop.settings.spool else FolderStore(Path(address), private=private)


@pytest.mark.parametrize("place", ["results", "spool", "archive"])
def test_a_disk_that_is_really_full(shop: Shop, tmp_path: Path, place: str) -> None:
    """As above, on a file system of its own with room for the beginning and no more."""
    orders = [order(number) for number in range(1, 61)]
    undisturbed = shop.run(orders, again="as it should be", chunk=5)
    with small_disk(tmp_path / "small") as disk:
        if place != "results":
            spool = place == "spool"
            shop.settings = (
                replace(shop.settings, spool=str(disk)) if spool else replace(shop.settings, archive=str(disk))
            )
        out = disk if place == "results" else shop.folder / "elsewhere"
        job = shop.start(orders, out=str(out), again="with a disk that is full", chunk=5)
        with pytest.raises(JobStoppedError, match="No space left"):
            shop.work(job, HereExecutor(Workshop(shop.database, shop.settings)))
        assert 0 < stopped(shop, job).tally.done < 12
        grow(disk)
        done = shop.work(job, HereExecutor(Workshop(shop.database, shop.settings)))
        assert results(done) == results(undisturbed)
        assert sorted(shop.kept(job.id)) == sorted(shop.kept(undisturbed.id))


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk with room for 80 KiB. Skips where none can be made: that takes Linux, and the rights of root."""
    folder.mkdir()
    if sys.platform != "linux" or _mount("-t", "tmpfs", "-o", "size=80k", "none", str(folder)):
        pytest.skip("only root can mount a disk, on Linux")
    try:
        yield folder
    finally:
        subprocess.run(("umount", str(folder)), check=True)


def grow(disk: Path) -> None:
    assert not _mount("-o", "remount,size=16m", str(disk))


def _mount(*options: str) -> int:
    return subprocess.run(("mount", *options), capture_output=True, check=False).returncode
