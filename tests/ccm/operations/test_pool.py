"""What takes its time: begun when it is committed, seen by who asked, and never silent about how it ended."""

import os
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest

from approval.audit import Where
from ccm.db.session import Database
from ccm.governance.acting import Acting
from ccm.operations import pool as pools
from ccm.operations.made import Made
from ccm.operations.pool import Operations, OperationsBusyError
from ccm.operations.store import Kind, Operation, OperationNotFoundError, OperationStore
from ccm.operations.work import Task, keep_alive, work
from ccm.people.acts import add_user

NOTHING: dict[str, list[str]] = {"heads": []}


@pytest.fixture
def staffed(database: Database) -> Database:
    with database.writing() as session:
        add_user(session, Acting("otto", datetime.now(UTC), Where("api", "office")), "otto", "", "administrator")
    return database


@pytest.fixture
def made(staffed: Database) -> Iterator[Callable[..., Operations]]:
    """Makes pools, and closes them."""
    pools_: list[Operations] = []

    def make(run: pools.Runner | None = work) -> Operations:
        pools_.append(Operations(staffed, run))
        return pools_[-1]

    yield make
    for pool in pools_:
        pool.close()


def asked(database: Database, pool: Operations, person: str = "otto", kind: Kind = "audit") -> Operation:
    acting = Acting(person, datetime.now(UTC), Where("api", "office"))
    with database.writing() as session:
        return pool.ask(session, acting, kind, NOTHING)


def found(database: Database, operation: str, person: str = "otto", at: datetime | None = None) -> Operation:
    with database.reading() as session:
        return OperationStore(session).find(operation, person, at or datetime.now(UTC))


def ended(pool: Operations, database: Database, operation: str) -> Operation:
    """The operation when there is nothing more to be done."""
    pool._threads.shutdown(wait=True)
    return found(database, operation)


def test_it_is_done_and_says_what_came_of_it(staffed: Database, made: Callable[..., Operations]) -> None:
    pool = made()
    operation = asked(staffed, pool)
    assert (operation.state, operation.kind, operation.asked, operation.result) == ("waiting", "audit", NOTHING, None)
    done = ended(pool, staffed, operation.id)
    assert (done.state, done.failure) == ("done", None)
    assert done.result is not None
    assert done.result["ok"] is True
    assert done.started_at is not None
    assert done.ended_at is not None


def test_what_the_engine_refuses_is_told_to_who_asked_and_nobody_else(
    staffed: Database, made: Callable[..., Operations]
) -> None:
    pool = made()
    operation = asked(staffed, pool, "zoe").id
    pool._threads.shutdown(wait=True)
    failed = found(staffed, operation, "zoe")
    assert failed.state == "failed"
    assert failed.failure is not None
    assert failed.failure.kinds[0] == "ForbiddenError"
    assert "zoe cannot view" in failed.failure.detail
    with pytest.raises(OperationNotFoundError, match=r"no operation .* of yours"):
        found(staffed, operation, "otto")


def test_what_nobody_expected_says_nothing_about_itself(
    staffed: Database, made: Callable[..., Operations], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("4711 is secret")

    monkeypatch.setattr("ccm.operations.work.WORKS", {"audit": broken})
    pool = made()
    failed = ended(pool, staffed, asked(staffed, pool).id)
    assert failed.failure is not None
    assert "its log says more" in failed.failure.detail
    assert "4711" not in failed.failure.detail


def test_what_is_rolled_back_never_begins(staffed: Database, made: Callable[..., Operations]) -> None:
    begun: list[Task] = []
    pool = made(lambda _, task: begun.append(task))
    acting = Acting("otto", datetime.now(UTC), Where("api", "office"))
    with staffed.writing() as session:
        operation = pool.ask(session, acting, "audit", NOTHING)
        session.rollback()
    assert pool._people == {}
    pool._threads.shutdown(wait=True)
    assert begun == []
    with pytest.raises(OperationNotFoundError):
        found(staffed, operation.id)


def test_so_many_wait_and_no_more(
    staffed: Database, made: Callable[..., Operations], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "WAITING", 6 - pools.AT_ONCE)
    go = Event()
    pool = made(lambda *_: go.wait() and None)
    for _ in range(pools.OF_ONE_PERSON):
        asked(staffed, pool)
    with pytest.raises(OperationsBusyError, match="otto has 4 operations under way"):
        asked(staffed, pool)
    for person in ("anna", "bruno"):
        asked(staffed, pool, person)
    with pytest.raises(OperationsBusyError, match="6 operations are under way or waiting; try again"):
        asked(staffed, pool, "carla")
    go.set()


def killed(_url: str, _task: Task) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_of_its_own_does_it(staffed: Database, made: Callable[..., Operations]) -> None:
    pool = made(None)
    done = ended(pool, staffed, asked(staffed, pool).id)
    assert (done.state, done.failure) == ("done", None)


def test_a_process_that_is_killed_is_told(
    staffed: Database, made: Callable[..., Operations], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "work_alone", killed)
    pool = made(None)
    failed = ended(pool, staffed, asked(staffed, pool).id)
    assert failed.failure is not None
    assert failed.failure.kinds == ("OperationLostError",)
    assert "ended by signal 9 before it was done" in failed.failure.detail


def stuck(_url: str, _task: Task) -> None:
    signal.pause()


def test_a_server_that_is_stopped_ends_the_processes_it_began(
    staffed: Database, made: Callable[..., Operations], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "work_alone", stuck)
    pool = made(None)
    operation = asked(staffed, pool).id
    while not pool._processes:
        os.sched_yield()
    [process] = pool._processes.values()
    pool.close()
    assert process.exitcode == -signal.SIGKILL
    lost = found(staffed, operation)
    assert (lost.state, lost.failure is not None) == ("lost", True)


def test_a_process_says_that_it_is_alive_until_it_is_done(staffed: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    at = datetime.now(UTC)
    with staffed.writing() as session:
        operation = OperationStore(session).add("audit", "otto", NOTHING, at - timedelta(hours=1))
    assert found(staffed, operation.id).state == "lost"
    told, done = Event(), Event()

    def mine() -> list[str]:
        if told.is_set():
            done.set()
        told.set()
        return [operation.id]

    monkeypatch.setattr("ccm.operations.work.LEASE", timedelta(0))
    keep_alive(staffed, mine, done)
    assert found(staffed, operation.id).state == "waiting"


def test_what_nobody_is_at_work_on_is_lost(staffed: Database) -> None:
    """A server that was killed writes nothing down; its operations say so once it has not been heard of."""
    at = datetime.now(UTC)
    with staffed.writing() as session:
        store = OperationStore(session)
        operation = store.add("submit", "otto", {}, at)
        store.start(operation.id, at)
        assert store.find(operation.id, "otto", at).state == "running"
        lost = store.find(operation.id, "otto", at + timedelta(minutes=1))
        assert lost.state == "lost"
        assert lost.failure is not None
        assert "ask for it again" in lost.failure.detail
        store.keep_alive([operation.id], at + timedelta(minutes=1))
        assert store.find(operation.id, "otto", at + timedelta(minutes=1)).state == "running"
        store.finish(operation.id, Made({"submissions": []}, "<p>"), at)
        assert store.find(operation.id, "otto", at + timedelta(days=1)).state == "done"
        assert store.page(operation.id, "otto") == "<p>"


def test_a_server_that_is_stopped_says_what_is_lost(staffed: Database, made: Callable[..., Operations]) -> None:
    begun, go = Event(), Event()

    def waiting(*_: object) -> None:
        begun.set()
        go.wait()

    pool = made(waiting)
    operation = asked(staffed, pool).id
    begun.wait()
    go.set()
    pool.close()
    assert found(staffed, operation).state == "lost"


def test_what_somebody_asked_for_is_listed_a_page_at_a_time(staffed: Database) -> None:
    at = datetime.now(UTC)
    with staffed.writing() as session:
        store = OperationStore(session)
        for number in range(5):
            store.add("audit", "otto", {"number": number}, at + timedelta(seconds=number // 2))
        store.add("audit", "anna", {}, at)
        every = store.of("otto", at)
        assert len(every) == 5
        last = every[1]
        assert store.of("otto", at, limit=2) == every[:2]
        assert store.of("otto", at, after=(last.asked_at, last.id)) == every[2:]
        store.finish(every[0].id, Made(), at)
        store.add("audit", "anna", {}, at + timedelta(days=31))
        assert len(store.of("otto", at)) == 4
