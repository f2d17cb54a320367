"""The queue: as `tasks` would list it, a page at a time."""

from dataclasses import replace

from approval.people import Delegation
from approval.queue import tasks
from approval.store import ApprovalStore
from ccm.db.session import Database
from tests.approval.examples import (
    DAY,
    HOUR,
    LEGAL_ANY,
    LEGAL_THEN_COMPLIANCE,
    MONDAY,
    block,
    directory,
    stage,
    step,
    submitted,
    workflow_of,
)
from tests.approval.stores import decide, keep


def fill(database: Database, count: int) -> None:
    """Blocks that wait for Legal, some of them with a time by which they are due, and one by one more urgent."""
    with database.writing() as session:
        for number in range(1, count + 1):
            workflow = workflow_of(stage("a", step("legal", due=number))) if number % 3 else LEGAL_ANY
            keep(session, submitted(workflow, replace(block(), key=f"block-{number}"), submission=str(number)))


def test_what_is_most_urgent_comes_first_a_page_at_a_time(database: Database) -> None:
    fill(database, 12)
    with database.reading() as session:
        store = ApprovalStore(session)
        states = store.states(str(number) for number in range(1, 13)).values()
        every = tasks("bruno", states, directory(), MONDAY + 3 * DAY)
        assert len(every) == 12
        for limit in (1, 5, 12, 50):
            assert store.queue("bruno", directory(), MONDAY + 3 * DAY, limit) == every[:limit]
        assert [task.overdue for task in every[:3]] == [True, True, False]
        for nobody in ("anna", "dora", "fritz", "unknown"):
            assert store.queue(nobody, directory(), MONDAY) == ()


def test_what_only_looks_as_if_it_waited_does_not_shorten_the_page(database: Database) -> None:
    """Carla stands in for Bruno and is asked herself: his right is of no use to her, in all that is most urgent."""
    people = directory(Delegation("bruno", "carla", MONDAY, MONDAY + DAY))
    with database.writing() as session:
        for number in range(1, 7):
            due = workflow_of(stage("a", step("legal", due=number), step("everybody", due=9)), four_eyes=True)
            keep(session, submitted(due, replace(block(), key=f"block-{number}"), submission=str(number)))
            decide(session, str(number), "carla", step="legal")
            if number < 5:
                decide(session, str(number), "carla", step="everybody")
    with database.reading() as session:
        store = ApprovalStore(session)
        states = store.states(str(number) for number in range(1, 7)).values()
        every = tasks("carla", states, people, MONDAY)
        assert {task.submission.id for task in every} == {"5", "6"}
        assert store.queue("carla", people, MONDAY, limit=2) == every


def test_who_joined_or_left_the_group_is_not_asked(database: Database) -> None:
    fill(database, 2)
    with database.reading() as session:
        store = ApprovalStore(session)
        assert store.queue("bruno", directory(legal={"carla"}), MONDAY) == ()
        assert store.queue("fritz", directory(legal={"bruno", "fritz"}), MONDAY) == ()
        assert store.queue("bruno", directory(without="bruno"), MONDAY) == ()


def test_a_stand_in_sees_what_awaits_whom_they_stand_in_for(database: Database) -> None:
    fill(database, 2)
    people = directory(Delegation("bruno", "fritz", MONDAY, MONDAY + DAY))
    with database.reading() as session:
        store = ApprovalStore(session)
        assert [task.seats for task in store.queue("fritz", people, MONDAY)] == [("bruno",), ("bruno",)]
        assert store.queue("fritz", people, MONDAY + DAY) == ()


def test_the_queue_moves_on_with_the_submission(database: Database) -> None:
    with database.writing() as session:
        store = ApprovalStore(session)
        keep(session, submitted(LEGAL_THEN_COMPLIANCE, block(locked=True)))
        assert [task.step for task in store.queue("bruno", directory(), MONDAY)] == ["legal"]
        assert store.queue("dora", directory(), MONDAY) == ()
        decide(session, "s1", "bruno")
        assert store.queue("carla", directory(), MONDAY) == ()
        (task,) = store.queue("dora", directory(), MONDAY)
        assert (task.step, task.due) == ("compliance", MONDAY + 2 * DAY)
        decide(session, "s1", "dora", at=MONDAY + HOUR)
        assert store.queue("emil", directory(), MONDAY) == ()


def test_the_second_person_for_locked_words_is_asked(database: Database) -> None:
    with database.writing() as session:
        store = ApprovalStore(session)
        keep(session, submitted(LEGAL_ANY, block(locked=True)))
        decide(session, "s1", "bruno")
        assert store.queue("bruno", directory(), MONDAY) == ()
        assert [task.step for task in store.queue("carla", directory(), MONDAY)] == ["legal"]


def test_the_queue_goes_on_behind_a_place_whatever_was_decided_since(database: Database) -> None:
    fill(database, 12)
    with database.reading() as session:
        store = ApprovalStore(session)
        every = store.awaiting("bruno", directory(), MONDAY, limit=50)
        listed = [task.submission.id for _, tasks_ in every for task in tasks_]
        assert listed == [task.submission.id for task in store.queue("bruno", directory(), MONDAY)]
        paged: list[str] = []
        after = None
        while page := store.awaiting("bruno", directory(), MONDAY, limit=5, after=after):
            paged += [place[1] for place, _ in page]
            after = page[-1][0]
        assert paged == listed
        first = store.awaiting("bruno", directory(), MONDAY, limit=4)
    with database.writing() as session:
        decide(session, listed[0], "bruno", step="legal")
    with database.reading() as session:
        later = ApprovalStore(session).awaiting("bruno", directory(), MONDAY, limit=4, after=first[-1][0])
        assert [place[1] for place, _ in later] == listed[4:8]
