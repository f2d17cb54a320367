"""Jobs that wait: submitted with their data, and worked on by whoever comes by."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from ccm.jobs.executors import HereExecutor
from ccm.jobs.hold import me
from ccm.jobs.job import Job, SameJobError
from ccm.jobs.prepared import Prepared, prepare
from ccm.jobs.store import JobStore
from ccm.jobs.submitting import submit
from ccm.jobs.worker import work_always
from ccm.people.rights import ForbiddenError
from ccm.people.store import PeopleStore
from tests.ccm.governance.office import Office
from tests.ccm.jobs.shop import IDA, Shop, broken, order, tree, write


def submitted(shop: Shop, records: list[object], **more: object) -> Job:
    path = write(shop.folder / "upload", records)
    job = submit(shop.database, shop.settings, IDA, shop.asked(source="orders.jsonl", **more), path)
    path.unlink()
    return job


def work(shop: Shop) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []

    def tell(job: str, what: str) -> None:
        told.append((job, what))

    work_always(
        shop.database, shop.settings, lambda: HereExecutor(shop.workshop), shop.progress.append, tell, once=True
    )
    return told


def found(shop: Shop, job: Job) -> Job:
    with shop.database.reading() as session:
        return JobStore(session).find(job.id)


def test_a_job_waits_until_a_worker_comes_and_makes_what_it_would_have_made_at_once(office: Office, shop: Shop) -> None:
    first = submitted(shop, [order(1), broken(2), "{", order(3)])
    second = submitted(shop, [order(4)])
    assert (first.state, first.identity) == ("waiting", None)
    assert sorted(work(shop)) == sorted([(first.id, "done"), (second.id, "done")])
    done = found(shop, first)
    assert (done.total, done.tally.delivered, done.tally.rejected, done.unreadable) == (4, 2, 1, 1)
    assert shop.lines(done, "rejects.jsonl")[0]["where"] == "orders.jsonl, record 2, line 2"
    acts = [(entry.act, entry.who) for entry in office.log() if entry.kind == "job" and entry.key == first.id]
    assert acts == [("job-submit", "ida"), ("job-start", "ida"), ("job-done", "ida")]
    assert work(shop) == []


def test_a_job_whose_data_is_none_is_refused_and_says_why(shop: Shop) -> None:
    job = submitted(shop, [order(1), order(1)])
    work(shop)
    refused = found(shop, job)
    assert refused.state == "refused"
    assert "'A-1': orders.jsonl, record 1, line 1 and orders.jsonl, record 2, line 2" in refused.reason


def test_the_same_is_submitted_once_and_more_often_only_on_purpose(shop: Shop) -> None:
    job = submitted(shop, [order(1)])
    with pytest.raises(SameJobError, match=rf"{job.id}, submitted by ida .* is waiting"):
        submitted(shop, [order(1)])
    assert work(shop) == [(job.id, "done")]
    again = submitted(shop, [order(1)], again="the first was lost in the mail")
    assert again.id != job.id
    assert work(shop) == [(again.id, "done")]
    assert found(shop, again).spec.run == 2


def test_what_was_started_otherwise_is_the_same_job(shop: Shop) -> None:
    done = shop.run([order(1)])
    job = submitted(shop, [order(1)])
    work(shop)
    assert found(shop, job).state == "refused"
    assert done.id in found(shop, job).reason


def test_who_may_not_render_may_not_submit(office: Office, shop: Shop) -> None:
    path = write(shop.folder / "upload", [order(1)])
    with pytest.raises(ForbiddenError):
        submit(shop.database, shop.settings, office.by("anna"), shop.asked(), path)


def test_a_worker_takes_what_a_dead_process_left_and_nothing_of_a_living_one(shop: Shop) -> None:
    living = shop.start([order(1)], held=me())
    dead = shop.start([order(2)])
    assert work(shop) == [(dead.id, "done")]
    assert found(shop, living).state == "working"


def test_staged_again_after_a_worker_died_in_the_middle_it_is_the_same(shop: Shop) -> None:
    job = submitted(shop, [order(1), order(2), order(3)])
    with shop.database.writing() as session:
        held = me()
        JobStore(session).claim(job.id, held.token, "dead|0|1|0", IDA.at)
        JobStore(session).set(job.id, held.token, IDA.at, state="staging")
        JobStore(session).let_go(job.id, held.token)
    assert work(shop) == [(job.id, "done")]
    assert found(shop, job).tally.delivered == 3
    spool = Path(shop.settings.spool)
    assert not [name for name in tree(spool) if "submitted" in name]


def test_who_may_no_longer_send_costs_their_job_and_no_worker(office: Office, shop: Shop) -> None:
    job, other = submitted(shop, [order(1)]), submitted(shop, [order(2)])
    with shop.database.writing() as session:
        people = PeopleStore(session)
        people.revoke("ida", "operator")
    assert all(what != "done" for _, what in work(shop))
    assert work(shop) == [], "neither is taken again"
    for one in (job, other):
        assert found(shop, one).state == "refused"
        assert "ida cannot render template order-letter" in found(shop, one).reason


def test_a_job_that_breaks_the_engine_stops_and_the_next_is_done(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    job, other = submitted(shop, [order(1)]), submitted(shop, [order(2)])

    def broken_for_one(session: Session, one: Job) -> Prepared:
        if one.id == job.id:
            raise ZeroDivisionError("with the name of a customer")
        return prepare(session, one)

    monkeypatch.setattr("ccm.jobs.running.prepare", broken_for_one)
    assert dict(work(shop))[other.id] == "done"
    stopped = found(shop, job)
    assert stopped.state == "stopped"
    assert stopped.reason == f"job {job.id} broke (ZeroDivisionError); report it as a fault"


def test_a_job_that_waited_is_refused_when_another_has_sent_its_letters_meanwhile(shop: Shop) -> None:
    job = submitted(shop, [order(1), order(2)])
    first = shop.run([order(2, gift=False)])
    ((name, said),) = work(shop)
    assert name == job.id
    assert f"1 of 2 records were sent before, by the job {first.id}" in said
    with shop.database.reading() as session:
        assert JobStore(session).find(job.id).state == "refused"
    assert shop.kept(job.id) == []
