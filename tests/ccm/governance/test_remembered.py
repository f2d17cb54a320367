"""What may be sent is remembered, and never longer than it is true."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import event

from approval.audit import AuditSubject
from ccm.governance.acting import record_all, told
from ccm.people.acts import grant, revoke
from ccm.people.rights import ForbiddenError
from ccm.release_store import StoredRelease
from ccm.remembered import Remembered
from ccm.sending import NotSendableError, sendable
from tests.ccm.governance.office import Office
from tests.ccm.jobs.shop import recall

Ask = Callable[[], StoredRelease]


@pytest.fixture
def remembered() -> Remembered:
    return Remembered()


@pytest.fixture
def ask(office: Office, remembered: Remembered) -> Ask:
    """What Ida is given of the letter today."""
    office.released()

    def asked() -> StoredRelease:
        with office.database.reading() as session:
            return remembered.release_for(session, "ida", date(2026, 12, 24), "order-letter", "")

    return asked


def questions(office: Office, act: Callable[[], object]) -> int:
    """How many questions `act` puts to the database."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(office.database.engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(office.database.engine, "before_cursor_execute", note)
    return sum(statement.lstrip().upper().startswith("SELECT") for statement in asked)


def rendered(office: Office, times: int = 1) -> None:
    with office.database.writing() as session:
        subject = AuditSubject("release", "order-letter", 1, "sha256:" + "0" * 64)
        record_all(session, [told(office.by("ida"), "render", subject) for _ in range(times)])


def test_a_second_answer_takes_one_question_however_much_was_rendered_since(office: Office, ask: Ask) -> None:
    first = ask()
    rendered(office, 40)
    assert questions(office, lambda: ask()) == 1
    assert ask() == first


@pytest.mark.parametrize("between", [0, 600], ids=["at once", "behind many renderings"])
def test_a_right_that_is_taken_back_is_gone_at_once(office: Office, ask: Ask, between: int) -> None:
    ask()
    rendered(office, between)
    with office.database.writing() as session:
        revoke(session, office.by("otto"), "ida", "operator")
    rendered(office, between)
    for _ in range(2):
        with pytest.raises(ForbiddenError):
            ask()
    with office.database.writing() as session:
        grant(session, office.by("otto"), "ida", "operator")
    assert ask().name == "order-letter#1"


def test_a_recall_is_known_at_once_to_who_asks_for_a_release_and_to_who_keeps(
    office: Office, ask: Ask, remembered: Remembered
) -> None:
    digest = ask().digest

    def keep() -> None:
        with office.database.writing() as session:
            remembered.refuse_recalled(session, digest)

    keep()
    recall(office)
    for _ in range(2):
        with pytest.raises(NotSendableError, match="recalled"):
            ask()
        with pytest.raises(NotSendableError, match="recalled"):
            keep()


def test_a_new_release_takes_the_place_of_the_one_that_was_remembered(office: Office, ask: Ask) -> None:
    assert ask().name == "order-letter#1"
    office.edit("fritz", "templates/order-letter/template.yaml", "is packed", "is wrapped up")
    office.released()
    assert ask().name == "order-letter#2"


def test_an_answer_that_was_on_its_way_while_something_was_done_is_not_remembered(
    office: Office, ask: Ask, remembered: Remembered, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another thread reads of the recall before the first has put down what it found before it."""

    def slowly(*args: object, **more: object) -> StoredRelease:
        found = sendable(*args, **more)  # type: ignore[arg-type]
        monkeypatch.setattr("ccm.remembered.sendable", sendable)
        recall(office)
        with pytest.raises(NotSendableError), office.database.reading() as session:
            remembered.release_for(session, "ida", date(2026, 12, 24), "", found.name)
        return found

    monkeypatch.setattr("ccm.remembered.sendable", slowly)
    ask()
    with pytest.raises(NotSendableError, match="recalled"):
        ask()
