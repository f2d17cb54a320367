"""The spool holds customers' data no longer than it is needed, and as long as it is."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ccm.jobs.changing import cancel
from ccm.jobs.hold import holding, me
from ccm.jobs.job import Job, JobError
from ccm.jobs.mending import mend
from ccm.jobs.reporting import report_of
from ccm.jobs.store import JobStore
from ccm.jobs.tidying import sweep_spool, tidy
from ccm.objects.opening import open_store
from ccm.settings import SettingsError, settings
from tests.ccm.jobs.shop import IDA, Shop, broken, order, write


def spooled(shop: Shop, job: Job) -> int:
    return len(list(open_store(shop.settings.spool).names(f"{job.id}/")))


def swept(shop: Shop, days: float) -> tuple[str, ...]:
    """What is taken away when it is so many days later."""
    return sweep_spool(shop.database, shop.settings, datetime.now(UTC) + timedelta(days=days))


def mended(shop: Shop, job: Job, records: Iterable[object]) -> Job:
    path, held = write(shop.folder / "mended.jsonl", records), me()
    found = mend(shop.database, shop.settings, IDA, job.id, lambda: shop.records(path), held)
    return shop.work(found, held=held)


def test_a_job_can_be_mended_for_so_many_days_and_then_its_records_are_gone(shop: Shop) -> None:
    done, other = shop.run([order(1), broken(2)]), shop.run([order(3)])
    assert swept(shop, 29) == ()
    assert mended(shop, done, [order(2)]).tally.delivered == 2
    assert sorted(swept(shop, 31)) == sorted((done.id, other.id))
    assert spooled(shop, done) == spooled(shop, other) == 0
    with pytest.raises(JobError, match=r"is kept for 30 days after a job has ended; start another job"):
        mended(shop, done, [order(2)])
    with shop.database.reading() as session:
        assert report_of(session, shop.settings, done.id, as_json=False).startswith("# ")
        assert JobStore(session).find(done.id).state == "done"
    assert swept(shop, 31) == ()


def test_what_can_be_resumed_stays_for_however_long(shop: Shop) -> None:
    job = shop.start([order(1), broken(2), broken(3)], max_errors="0")
    assert swept(shop, 1_000) == ()
    with pytest.raises(JobError, match="--max-errors 0 allows 0"):
        shop.work(job)
    assert swept(shop, 1_000) == ()
    assert spooled(shop, job) > 0
    with shop.database.writing() as session:
        cancel(session, IDA, job.id, "the wrong file")
    assert swept(shop, 29) == ()
    assert swept(shop, 31) == (job.id,)
    with shop.database.reading() as session:
        assert "cancelled" in report_of(session, shop.settings, job.id, as_json=False)


def test_a_job_that_somebody_holds_is_left_alone(shop: Shop) -> None:
    job = shop.run([order(1), broken(2)])
    with holding(shop.database, job.id):
        assert swept(shop, 31) == ()
    assert spooled(shop, job) > 0


def test_how_long_is_a_setting_and_nothing_of_others_is_touched(shop: Shop) -> None:
    job = shop.run([order(1)])
    spool = open_store(shop.settings.spool, private=True)
    spool.put("somebody/else", b"not a job's")
    shop.settings = replace(shop.settings, spool_days=0)
    tidy(shop.database, shop.settings, datetime.now(UTC))
    assert spooled(shop, job) == 0
    assert list(spool.names()) == ["somebody/else"]
    assert settings({"CCM_SPOOL_DAYS": "7"}).spool_days == 7
    with pytest.raises(SettingsError, match="CCM_SPOOL_DAYS is 'a week'"):
        settings({"CCM_SPOOL_DAYS": "a week"})
    assert Path(shop.settings.spool).exists()
