"""Working on a job: what it makes, what stops it, and that it goes on from there as if nothing had been."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from ccm.archive.archive import Archive
from ccm.archive.destroying import Proof, erase
from ccm.archive.looking import need_index
from ccm.archive.store import ArchiveStore, Kept, Search
from ccm.governance.acting import Acting
from ccm.jobs.changing import allow_resuming, cancel
from ccm.jobs.executors import HereExecutor
from ccm.jobs.hold import holding
from ccm.jobs.job import Job, JobBusyError, JobError, JobStoppedError
from ccm.jobs.store import JobStore, LostError
from ccm.jobs.tables import ChunkRow, JobRow
from ccm.jobs.task import Died, Ended, Task
from ccm.jobs.work import Workshop
from ccm.objects.opening import open_store
from ccm.record_file import read_record
from ccm.sending import NotSendableError
from content_blocks.document import Document
from renderers.base import Artifact, Finding, RenderError
from renderers.sms.renderer import SmsRenderer
from tests.ccm.governance.office import Office
from tests.ccm.jobs.shop import IDA, Shop, broken, order, recall, tree

ORDERS = [order(1), broken(2), "{bad", order(4), order(5), order(6)]


def kept(shop: Shop, job: Job) -> int:
    return len(shop.kept(job.id))


def found(shop: Shop, job: Job) -> Job:
    with shop.database.reading() as session:
        return JobStore(session).find(job.id)


def test_every_record_is_delivered_or_told_of_and_the_counts_add_up(office: Office, shop: Shop) -> None:
    job = shop.run(ORDERS)
    assert job.state == "done"
    assert (job.total, job.tally.delivered, job.tally.rejected, job.unreadable) == (6, 4, 1, 1)
    messages = [shop.lines(job, f"documents/sms/{number:06}.jsonl") for number in (1, 2, 3)]
    assert [[one["key"] for one in chunk] for chunk in messages] == [["A-1"], ["A-4", "A-5"], ["A-6"]]
    rejects = shop.lines(job, "rejects.jsonl")
    assert [(one["record"], one["key"], one["path"]) for one in rejects] == [(2, "A-2", "order.lines"), (3, "", "")]
    assert all("data.jsonl, record" in one["where"] and one["reason"] for one in rejects)
    assert read_record(shop.out(job, "rejected.jsonl")) == broken(2)
    told = json.loads(shop.out(job, "job.json"))
    assert told["counts"] == {"input": 6, "delivered": 4, "rejected": 1, "unreadable": 1, "mended": 0}
    assert told["release"]["digest"] == shop.release.digest
    assert kept(shop, job) == 4
    acts = [(entry.act, entry.who, entry.key) for entry in office.log() if entry.kind == "job"]
    assert acts == [("job-start", "ida", job.id), ("job-done", "ida", job.id)]
    assert [one.delivered + one.rejected for one in shop.progress][-1] == 6


def test_all_of_a_record_is_delivered_or_nothing(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no text message for the second order, so there is no mobile page either."""
    finding = Finding("greeting", "sms.too-long", "error", "is too long; make it shorter")
    render = SmsRenderer.render

    def sometimes(self: SmsRenderer, document: Document) -> Artifact:
        if document.key == "A-2":
            raise RenderError("sms", [finding])
        return render(self, document)

    monkeypatch.setattr(SmsRenderer, "render", sometimes)
    job = shop.run([order(1), order(2)], channels=("mobile", "sms"))
    (reject,) = shop.lines(job, "rejects.jsonl")
    assert (reject["key"], reject["channel"], reject["path"]) == ("A-2", "sms", "greeting")
    assert {row["key"] for row in json.loads(shop.out(job, "index.json"))["documents"]} == {"A-1"}
    assert not any("A-2" in name for name in tree(Path(job.spec.out) / job.id))
    assert shop.kept(job.id) == ["A-1"]


@pytest.mark.parametrize(("allowed", "enough"), [("1", "2"), ("20%", "40%")])
def test_too_many_errors_stop_a_job_and_it_goes_on_when_more_are_allowed(shop: Shop, allowed: str, enough: str) -> None:
    job = shop.start([order(1), broken(2), broken(3), order(4), order(5), order(6)], max_errors=allowed)
    with pytest.raises(JobStoppedError, match=r"2 records failed, and --max-errors .* allows 1"):
        shop.work(job)
    stopped = found(shop, job)
    assert (stopped.state, stopped.tally.done < stopped.tally.chunks) == ("stopped", True)
    with shop.database.writing() as session:
        allow_resuming(session, IDA, job.id, enough)
    assert shop.work(job).tally.delivered == 4


def test_a_recall_stops_a_job_for_good_and_what_was_done_stays_done(office: Office, shop: Shop) -> None:
    job = shop.start([order(number) for number in range(6)])
    with pytest.raises(JobStoppedError, match="was recalled"):
        shop.work(job, Between(shop, 1, lambda: recall(office)))
    assert (found(shop, job).state, found(shop, job).tally.done, kept(shop, job)) == ("stopped", 1, 2)
    with pytest.raises(NotSendableError, match="was recalled"), shop.database.writing() as session:
        allow_resuming(session, IDA, job.id)
    with pytest.raises(NotSendableError):
        shop.work(job)
    assert not (Path(job.spec.out) / job.id / "job.json").exists()


def test_a_job_goes_on_with_the_release_that_it_began_with(office: Office, shop: Shop) -> None:
    job = shop.start([order(1)])
    office.edit("fritz", "templates/order-letter/template.yaml", "is packed", "is wrapped up")
    office.released()
    message = shop.lines(shop.work(job), "documents/sms/000001.jsonl")
    assert json.loads(shop.out(job, "job.json"))["release"]["digest"] == shop.release.digest
    assert message[0]["key"] == "A-1"


def test_a_job_that_is_cancelled_takes_nothing_more(office: Office, shop: Shop) -> None:
    job = shop.start([order(number) for number in range(6)])

    def give_up() -> None:
        with shop.database.writing() as session:
            cancel(session, IDA, job.id, "the wrong file")

    with pytest.raises(LostError):
        shop.work(job, Between(shop, 1, give_up))
    cancelled = found(shop, job)
    assert (cancelled.state, cancelled.reason, cancelled.tally.done) == ("cancelled", "the wrong file", 1)
    with pytest.raises(JobError, match="is cancelled"):
        shop.work(job)
    assert [entry.why for entry in office.log() if entry.act == "job-cancel"] == ["the wrong file"]


def test_one_at_a_time_works_on_a_job(shop: Shop) -> None:
    job = shop.start([order(1)])
    with holding(shop.database, job.id), pytest.raises(JobBusyError, match="is being worked on by process"):
        shop.work(job)
    assert shop.work(job).state == "done"
    with pytest.raises(JobError, match="is done"):
        shop.work(job)


def test_what_a_worker_does_for_a_chunk_that_is_no_longer_its_own_is_not_taken(shop: Shop) -> None:
    job = shop.start([order(1), order(2)])
    late: list[Task] = []

    class Overtaken(HereExecutor):
        """The chunk is given to another while its first worker writes its results."""

        def submit(self, task: Task) -> None:
            late.append(task)
            with shop.database.writing() as session:
                JobStore(session).take_chunk(task.job, task.number, "another")
            super().submit(task)

    with pytest.raises(LostError, match="somebody else's"):
        shop.work(job, Overtaken(shop.workshop))
    assert (kept(shop, job), found(shop, job).tally.done) == (0, 0)
    assert shop.work(job).tally.delivered == 2
    ended = shop.workshop.do(late[0])
    assert "somebody else's" in getattr(ended, "message", "")
    assert kept(shop, job) == 2


def test_a_chunk_that_kills_its_worker_every_time_is_named(shop: Shop) -> None:
    job = shop.start([order(1), order(2), order(3)])

    class Deadly(HereExecutor):
        def ended(self, patience: float) -> Ended | None:
            task = self._tasks.popleft()
            return Died(task, "its worker ended") if task.number == 2 else self.workshop.do(task)

    with pytest.raises(JobStoppedError, match=r"chunk 2 of job .* ended its worker 3 times"):
        shop.work(job, Deadly(shop.workshop))
    assert found(shop, job).tally.done == 1
    assert shop.work(job).state == "done"


def test_what_was_staged_and_is_something_else_now_is_not_sent(shop: Shop) -> None:
    job = shop.start([order(1)])
    spool = open_store(shop.settings.spool)
    name = f"{job.id}/in/000001.jsonl"
    spool.put(name, spool.get(name).replace(b"Anna", b"Emma"))
    with pytest.raises(JobStoppedError, match="is not what was staged"):
        shop.work(job)
    assert kept(shop, job) == 0


def test_a_key_that_the_data_did_not_show_is_not_delivered(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ccm.jobs.starting.key_reader", lambda release: lambda record: "same for all"[:0])
    job = shop.run([order(1)])
    assert "make the template's key a datum" in shop.lines(job, "rejects.jsonl")[0]["reason"]


def test_said_twice_that_a_chunk_is_done_is_said_once(shop: Shop) -> None:
    """The connection broke after the commit: the worker does not know, and says it again."""
    job = shop.run([order(1)])
    with shop.database.writing() as session:
        store = JobStore(session)
        store.cancel(job.id, IDA.at, "")
        session.execute(working(job))
        row = store.chunks(job.id)[0]
        assert row.done
        token = token_of(shop, job)
        assert not store.finish_chunk(
            job.id, 1, token, now=IDA.at, delivered=1, rejected=0, outputs=row.outputs
        )  # fmt: skip


def test_a_customer_who_is_erased_while_a_chunk_is_sealed_gets_another_key(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = shop.start([order(1), order(2)])
    write = Archive.write
    erased: list[Proof] = []
    dora = Acting("dora", IDA.at, IDA.where)

    def and_then_erased(self: Archive, *arguments: Any) -> Kept:
        kept = write(self, *arguments)
        if not erased:
            with shop.database.writing() as session:
                erased.append(erase(session, need_index(session, self), dora, "record order-letter/A-1", "Asked for"))
        return kept

    monkeypatch.setattr(Archive, "write", and_then_erased)
    done = shop.work(job)
    assert (done.state, done.tally.delivered, len(erased)) == ("done", 2, 1)
    with shop.database.reading() as session:
        found = ArchiveStore(session).find(Search(job=job.id))
    assert all(one.readable for one in found)
    assert len(found) == 2


def working(job: Job) -> Any:
    return update(JobRow).where(JobRow.id == job.id).values(state="working")


def token_of(shop: Shop, job: Job) -> str:
    with shop.database.reading() as session:
        row = session.get(ChunkRow, (job.id, 1))
        assert row is not None
        assert row.token is not None
        return row.token


class Between(HereExecutor):
    """Something happens after so many chunks."""

    def __init__(self, shop: Shop, after: int, what: Callable[[], None]) -> None:
        super().__init__(shop.workshop)
        self._left = after
        self._what = what

    def ended(self, patience: float) -> Ended | None:
        if self._left == 0:
            self._what()
        self._left -= 1
        return super().ended(patience)


def test_the_same_job_in_another_place_makes_the_same_bytes(shop: Shop) -> None:
    """What is asked for beside the content of a job is in no file: not where, not by whom, not when."""
    job = shop.start(ORDERS)
    first = shop.work(job)
    made = tree(Path(first.spec.out) / first.id)
    moved = replace(first.spec, out=str(shop.folder / "other"), max_errors="99", source="elsewhere")
    with shop.database.writing() as session:
        session.execute(working(job))
        session.execute(update(JobRow).where(JobRow.id == job.id).values(spec=moved.text()))
        session.execute(update(ChunkRow).where(ChunkRow.job == job.id).values(state="open"))
    again = shop.work(job, HereExecutor(Workshop(shop.database, shop.settings)))
    assert tree(Path(again.spec.out) / again.id) == made
    assert kept(shop, job) == 4
