"""What a job rejected is mended and sent, once; the counts go on adding up."""

import json

import pytest

from ccm.jobs.data_file import read_data_file
from ccm.jobs.hold import me
from ccm.jobs.job import Job, JobError
from ccm.jobs.mending import mend
from ccm.jobs.staging import DataRefusedError
from tests.ccm.governance.office import Office
from tests.ccm.jobs.shop import IDA, Shop, broken, order, write

ORDERS = [order(1), broken(2), "{bad", broken(4), order(5)]


def mended(shop: Shop, job: Job, records: list[object]) -> Job:
    path = write(shop.folder / "mended.jsonl", records)
    held = me()
    return shop.work(mend(shop.database, shop.settings, IDA, job.id, lambda: read_data_file(path), held), held=held)


def counts(shop: Shop, job: Job) -> tuple[int, ...]:
    told = json.loads(shop.out(job, "job.json"))["counts"]
    return tuple(told[name] for name in ("input", "delivered", "rejected", "unreadable", "mended"))


def test_mended_records_are_sent_and_counted_in_the_job_they_belong_to(office: Office, shop: Shop) -> None:
    job = shop.run(ORDERS)
    assert counts(shop, job) == (5, 2, 2, 1, 0)
    before = shop.out(job, "documents/sms/000001.jsonl")

    again = mended(shop, job, [order(2), broken(4)])
    assert (again.id, again.state) == (job.id, "done")
    assert counts(shop, job) == (5, 3, 1, 1, 1)
    assert [one["key"] for one in shop.lines(job, "rejects.jsonl")] == ["", "A-4"]
    assert len(shop.lines(job, "rejected.jsonl")) == 1

    mended(shop, job, [order(4), order(3)])  # the third is the one that could not be read
    assert counts(shop, job) == (5, 5, 0, 0, 3)
    assert shop.out(job, "documents/sms/000001.jsonl") == before
    assert sorted(shop.kept(job.id)) == ["A-1", "A-2", "A-3", "A-4", "A-5"]
    assert shop.out(job, "rejected.jsonl") == b""
    index = json.loads(shop.out(job, "index.json"))["documents"]
    assert sorted(row["key"] for row in index) == ["A-1", "A-2", "A-3", "A-4", "A-5"]
    assert len({row["record"] for row in index}) == 5
    assert [entry.act for entry in office.log() if entry.kind == "job"] == [
        "job-start", "job-done", "job-mend", "job-done", "job-mend", "job-done",
    ]  # fmt: skip


def test_nobody_gets_anything_twice_by_mending(shop: Shop) -> None:
    job = shop.run([order(1), broken(2)])
    refused: list[tuple[list[object], str]] = [
        ([order(1)], "'A-1' was delivered already"),
        ([order(2), order(9)], "'A-9' is none of this job's"),
        ([order(2), order(2)], "the same key"),
        ([order(2), "{"], "cannot be read"),
    ]
    for records, words in refused:
        with pytest.raises(DataRefusedError, match=words):
            mended(shop, job, records)
    mended(shop, job, [order(2)])
    with pytest.raises(DataRefusedError, match="'A-2' was delivered already"):
        mended(shop, job, [order(2)])
    assert sorted(shop.kept(job.id)) == ["A-1", "A-2"]


def test_only_a_job_that_is_done_is_mended(shop: Shop) -> None:
    job = shop.start([order(1), broken(2)])
    with pytest.raises(JobError, match="mended when it is done"):
        mended(shop, job, [order(2)])
