"""What awaits whom, and what is late."""

from approval.people import Delegation
from approval.queue import overdue, tasks
from tests.approval.examples import DAY, HOUR, LEGAL_ANY, LEGAL_BOTH, MONDAY, Desk, block, directory, submitted


def test_what_awaits_whom() -> None:
    desk = Desk(submitted())
    (task,) = tasks("bruno", [desk.state()], desk.people, MONDAY)
    assert (task.step, task.seats, task.asked, task.due) == ("legal", ("bruno",), MONDAY, MONDAY + 3 * DAY)
    for nobody in ("anna", "dora", "fritz", "unknown"):
        assert tasks(nobody, [desk.state()], desk.people, MONDAY) == ()
    desk.approve("bruno")
    assert tasks("carla", [desk.state()], desk.people, desk.at) == ()
    (task,) = tasks("dora", [desk.state()], desk.people, desk.at)
    assert (task.step, task.asked, task.due) == ("compliance", desk.at, desk.at + 2 * DAY)


def test_a_stand_in_sees_what_awaits_whom_they_stand_in_for() -> None:
    desk = Desk(submitted(LEGAL_BOTH), directory(Delegation("bruno", "fritz", MONDAY, MONDAY + DAY)))
    assert [task.seats for task in tasks("fritz", [desk.state()], desk.people, MONDAY)] == [("bruno",)]
    assert tasks("fritz", [desk.state()], desk.people, MONDAY + DAY) == ()


def test_the_second_person_for_locked_words_is_asked() -> None:
    desk = Desk(submitted(LEGAL_ANY, block(locked=True)))
    desk.approve("bruno")
    assert tasks("bruno", [desk.state()], desk.people, desk.at) == ()
    assert [task.step for task in tasks("carla", [desk.state()], desk.people, desk.at)] == ["legal"]


def test_what_is_due_first_comes_first() -> None:
    people = directory(compliance={"carla", "dora"})
    first, third = Desk(submitted()), Desk(submitted(LEGAL_BOTH))
    second = Desk(submitted(people=people), people)
    second.approve("bruno")
    listed = tasks("carla", [third.state(), first.state(), second.state()], people, MONDAY)
    assert [(task.step, task.due) for task in listed] == [
        ("compliance", MONDAY + HOUR + 2 * DAY),
        ("legal", MONDAY + 3 * DAY),
        ("legal", None),
    ]


def test_what_is_overdue() -> None:
    desk = Desk(submitted())
    assert overdue([desk.state()], MONDAY + 3 * DAY) == ()
    (late,) = overdue([desk.state()], MONDAY + 3 * DAY + HOUR)
    assert (late.step, late.group, late.due, late.missing) == ("legal", "legal", MONDAY + 3 * DAY, 1)
    (task,) = tasks("bruno", [desk.state()], desk.people, MONDAY + 4 * DAY)
    assert task.overdue
    desk.approve("bruno")
    desk.approve("dora")
    assert overdue([desk.state()], MONDAY + 400 * DAY) == ()
