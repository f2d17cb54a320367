"""A job is killed again and again, at random moments: what it makes is what it makes when nobody disturbs it.

Killed are the workers, the process that gives out the work, all of them at once, and the connections of the database.
"""

import json
import os
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from ccm.db.session import Database
from tests.ccm.jobs.copying import copied
from tests.ccm.jobs.killing import Blow, Run, kill_all, kill_coordinator, running, worker_killer
from tests.ccm.jobs.shop import Shop, broken, order, tree, write

SEEDS = (1,)
ENDING = (kill_coordinator, kill_all)


def connection_killer(database: Database) -> Blow:
    """A blow that ends every connection of a PostgreSQL database."""

    def kill(run: Run) -> None:
        own = create_engine(database.engine.url)
        query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name AND pid <> :own"
        with own.connect() as connection:
            me = connection.scalar(text("SELECT pg_backend_pid()"))
            connection.execute(text(query), {"name": database.engine.url.database, "own": me})
        own.dispose()

    return kill


class Killing:
    """A job of the command line, and everything random about how it is disturbed."""

    def __init__(self, shop: Shop, data: Path, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - it is to be the same every time
        self.shop = shop
        self.out = shop.folder / "disturbed"
        url = shop.database.engine.url.render_as_string(hide_password=False)
        self.environment = {"CCM_HOME": str(shop.folder), "CCM_DATABASE_URL": url, "CCM_USER": "ida"}
        self.started = [
            "run", "order-letter", "--data", str(data), "--channel", "sms", "--out", str(self.out), "--chunk", "3",
            "--workers", "2",
        ]  # fmt: skip
        self.blows: list[Blow] = [*ENDING, worker_killer(self.chance), worker_killer(self.chance)]
        if url.startswith("postgresql"):
            self.blows.append(connection_killer(shop.database))
        self.kills: Counter[str] = Counter()

    def until_done(self, most: int) -> str:
        """Disturb the job, at most `most` times, and resume it until it is done. The name of the job."""
        arguments, job = self.started, ""
        for _ in range(3 * most):
            with running(arguments, self.environment) as run:
                ended = self._disturb(run, most)
                said = run.ended() if ended else ""
            job = str(run.seen[-1]["job"]) if run.seen else job
            if ended and run.seen and run.seen[-1]["event"] == "done":
                return job
            if "this is the job " in said:  # it was killed when it was written down, and had not said so yet
                job = said.split("this is the job ")[1].split(",")[0]
            arguments = ["resume", job, "--workers", "2"] if job else self.started
        raise AssertionError(f"the job {job} is not done: {said}")

    def _disturb(self, run: Run, most: int) -> bool:
        """Strike until the process that gives out the work is dead, which is False, or will come to its end."""
        while sum(self.kills.values()) < most and run.until(self._moment(run)):
            blow = self.chance.choice(self.blows)
            blow(run)
            self.kills[blow.__name__] += 1
            if blow in ENDING:
                return False
        return True

    def _moment(self, run: Run) -> Callable[[], bool]:
        """Something that happens soon: so many lines said, or so many files in the results, the spool, the archive."""
        place = self.chance.choice((None, self.out, self.shop.folder / "spool", self.shop.folder / "archive"))
        more = self.chance.randint(0, 6)
        if place is None:
            wanted = len(run.seen) + more // 2
            return lambda: len(run.seen) >= wanted
        wanted = files(place) + more
        return lambda: files(place) >= wanted


def files(folder: Path) -> int:
    return sum(len(names) for _, _, names in os.walk(folder))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_job_that_is_killed_makes_what_an_undisturbed_one_makes(shop: Shop, seed: int) -> None:
    kill_and_compare(shop, seed, records=30, most=5)


def kill_and_compare(shop: Shop, seed: int, records: int, most: int) -> Counter[str]:
    """Kill a job of so many records at `most` moments; the kills there were."""
    orders = [broken(n) if n % 17 == 3 else "{bad" if n % 29 == 5 else order(n) for n in range(records)]
    data = write(shop.folder / "orders.jsonl", orders)
    (shop.folder / "copy").mkdir()
    with copied(shop.database, shop.folder / "copy") as database:
        same = Shop(database, shop.folder / "copy", shop.release).run_file(data, chunk=3)
    killing = Killing(shop, data, seed)
    job = killing.until_done(most)
    assert job == same.id
    kept = shop.kept(job)
    told = json.loads((killing.out / job / "job.json").read_bytes())
    good = [one for one in orders if isinstance(one, dict) and one["order"]["lines"]]
    assert told["counts"]["delivered"] == len(kept) == len(set(kept)) == len(good)
    assert told["counts"]["input"] == len(orders)
    assert tree(killing.out / job) == tree(Path(same.spec.out) / job)
    return killing.kills
