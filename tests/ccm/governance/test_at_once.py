"""Two people at the same moment, in two threads and two connections: one consistent outcome, and books that agree."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import URL
from sqlalchemy.orm import Session

from approval.decision import Verdict
from approval.refusals import AlreadySubmittedError, RefusedError, StepNotOpenError
from approval.state import Status
from ccm.errors import EXPECTED_ERRORS
from ccm.governance.acting import Acting
from ccm.governance.books import Books
from ccm.governance.deciding import NothingOpenError, Outcome, Words, decide
from ccm.governance.editing import import_library
from ccm.governance.recalling import recall_subject
from ccm.governance.releasing import release
from ccm.governance.submitting import submit
from ccm.library import Shelf
from ccm.release_store import ReleaseStore
from ccm.sending import NotSendableError, release_in_force
from tests.ccm.governance.agreement import assert_books_agree
from tests.ccm.governance.copies import (
    BLOCK,
    ITALIAN,
    ITALIAN_WORDS,
    LETTER,
    THANKS,
    WORDS,
    built,
    copied,
)
from tests.ccm.governance.office import MONDAY, Office
from tests.databases import KINDS

TODAY = MONDAY.date()
Act = Callable[[], Any]


@dataclass(frozen=True)
class Offices:
    approved: Office
    proposed: Office


@pytest.fixture(scope="module", params=KINDS)
def offices(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Offices]:
    """An office in which all is approved, and one in which a block, its Italian and a letter are before people."""
    cluster: URL | None = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    folder = tmp_path_factory.mktemp("offices")
    with built(request.param, folder, cluster) as office:
        office.approve_all()
        with copied(office, folder) as further:
            further.release("dora", "order-letter")
            further.edit("fritz", *THANKS)
            further.submit("anna", LETTER)
            further.edit("fritz", *WORDS)
            further.edit("fritz", *ITALIAN_WORDS)
            further.submit("anna", BLOCK, ITALIAN, with_followers=True)
            yield Offices(office, further)


@pytest.fixture
def approved(offices: Offices, tmp_path: Path) -> Iterator[Office]:
    with copied(offices.approved, tmp_path) as office:
        yield office


@pytest.fixture
def office(offices: Offices, tmp_path: Path) -> Iterator[Office]:
    with copied(offices.proposed, tmp_path) as office:
        yield office


def at_once(office: Office, *acts: Act) -> list[Any]:
    """Begin all `acts` in the same moment; what each gave, or was refused with in words for people. No other error."""
    barrier = Barrier(len(acts))

    def run(act: Act) -> object:
        barrier.wait()
        try:
            return act()
        except EXPECTED_ERRORS as refusal:
            return refusal

    with ThreadPoolExecutor(len(acts)) as threads:
        outcomes = list(threads.map(run, acts))
    assert_books_agree(office.database)
    return outcomes


def within(office: Office, person: str, act: Callable[[Session, Acting], Any]) -> Act:
    """An act of somebody, in a transaction of its own."""
    acting = office.by(person)

    def run() -> object:
        with office.database.writing() as session:
            return act(session, acting)

    return run


def decides(office: Office, person: str, name: str, verdict: Verdict = Verdict.APPROVE) -> Act:
    kind, _, key = name.partition(":")

    def act(session: Session, acting: Acting) -> Outcome:
        return decide(Books(session), acting, verdict, kind, key, Words("because"))  # type: ignore[arg-type]

    return within(office, person, act)


def edits(office: Office, person: str, path: str, before: str, after: str) -> Act:
    """Change a file on disk now, and import it then."""
    change(office, path, before, after)
    shelf = Shelf.at(office.shelf)
    return within(office, person, lambda session, acting: import_library(session, acting, shelf))


def change(office: Office, path: str, before: str, after: str) -> None:
    """Change a file on disk; a block gets its next number."""
    file = office.shelf / path
    file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    if path.startswith("blocks/"):
        source = file.parents[0 if file.name == "block.yaml" else 1] / "block.yaml"
        words = source.read_text(encoding="utf-8")
        number = int(words.partition("version: ")[2].split()[0])
        source.write_text(words.replace(f"version: {number}", f"version: {number + 1}"), encoding="utf-8")


def released(office: Office) -> list[str]:
    with office.database.reading() as session:
        return [stored.name for stored in ReleaseStore(session).of("order-letter")]


def sent(office: Office) -> str:
    with office.database.reading() as session:
        return release_in_force(session, "order-letter", TODAY).name


def status(office: Office, name: str) -> Status:
    kind, _, key = name.partition(":")
    with office.database.reading() as session:
        approvals = Books(session).approvals
        return approvals.state(approvals.submissions_of(kind, key)[-1]).status  # type: ignore[arg-type]


def kinds(outcomes: list[Any]) -> set[object]:
    return {
        type(one) if isinstance(one, Exception) else one.state.status if isinstance(one, Outcome) else "done"
        for one in outcomes
    }


def test_two_approvers_of_one_step_are_one(office: Office) -> None:
    outcomes = at_once(office, decides(office, "bruno", BLOCK), decides(office, "carla", BLOCK))
    assert kinds(outcomes) == {Status.OPEN, StepNotOpenError}


def test_two_approvers_of_two_steps_complete_it_once(office: Office) -> None:
    outcomes = at_once(office, decides(office, "bruno", BLOCK), decides(office, "dora", BLOCK))
    assert kinds(outcomes) == {Status.OPEN, Status.APPROVED}
    assert released(office) == ["order-letter#1"], "its Italian is not approved yet"


def test_the_last_approval_releases_also_when_two_are_the_last(office: Office) -> None:
    """The block and its language are approved at one moment; the letter waits for both, and one of them releases it."""
    office.approve("bruno", BLOCK)
    office.approve("bruno", ITALIAN)
    outcomes = at_once(office, decides(office, "dora", BLOCK), decides(office, "carla", ITALIAN))
    assert kinds(outcomes) == {Status.APPROVED}
    assert released(office) == ["order-letter#1", "order-letter#2"]
    assert sent(office) == "order-letter#2"
    assert sorted(len(one.released) for one in outcomes) == [0, 1]
    assert status(office, LETTER) is Status.VOIDED


def test_a_yes_and_a_no_end_in_one_of_them(office: Office) -> None:
    office.approve("bruno", BLOCK)
    outcomes = at_once(office, decides(office, "dora", BLOCK), decides(office, "emil", BLOCK, Verdict.REJECT))
    assert kinds(outcomes) in ({Status.APPROVED, NothingOpenError}, {Status.REJECTED, NothingOpenError}) or (
        any(isinstance(one, RefusedError) for one in outcomes) and status(office, BLOCK) is not Status.OPEN
    )


@pytest.mark.parametrize("last", [True, False])
def test_an_approval_and_an_edit_end_in_one_of_them(office: Office, last: bool) -> None:
    """Either it was approved before the edit, or the edit voided it; never both, and the new words are not approved."""
    if last:
        office.approve("bruno", BLOCK)
    edited = edits(office, "fritz", WORDS[0], "**Your personal data.**", "**Your own data.**")
    approval, edit = at_once(office, decides(office, "dora", BLOCK), edited)
    assert not isinstance(edit, Exception)
    if last and status(office, BLOCK) is Status.APPROVED:
        assert approval.state.status is Status.APPROVED
    else:
        assert status(office, BLOCK) is Status.VOIDED
        assert isinstance(approval, Outcome | RefusedError | NothingOpenError)
    with office.database.reading() as session:
        books = Books(session)
        assert not books.approved([books.subjects.newest("block", "privacy-notice").digest])
    assert sent(office) == "order-letter#1"


def test_an_approval_that_releases_and_an_edit_of_what_it_releases(office: Office) -> None:
    """The one holds the submission and wants the letter, the other the letter and then what is open of it."""
    for person, name in (("bruno", BLOCK), ("dora", BLOCK), ("bruno", ITALIAN)):
        office.approve(person, name)
    change(office, THANKS[0], "Many thanks", "Very many thanks")
    edited = edits(office, "fritz", WORDS[0], "**Your personal data.**", "**Your own data.**")
    approval, edit = at_once(office, decides(office, "carla", ITALIAN), edited)
    assert not isinstance(edit, Exception)
    if isinstance(approval, Outcome):
        assert sent(office) == "order-letter#2"
    else:
        assert isinstance(approval, RefusedError | NothingOpenError)
        assert sent(office) == "order-letter#1"
    assert status(office, LETTER) is Status.VOIDED


def test_an_approval_and_a_recall_of_what_it_rests_on(office: Office) -> None:
    """Nothing that holds a recalled block is sent, whichever came first."""
    for person, name in (("bruno", BLOCK), ("dora", BLOCK), ("bruno", ITALIAN)):
        office.approve(person, name)

    def recalls(person: str) -> Act:
        return within(
            office, person,
            lambda session, acting: recall_subject(Books(session), acting, "block", "privacy-notice", None, "wrong"),
        )  # fmt: skip

    recalls("gina")()
    outcomes = at_once(office, decides(office, "carla", ITALIAN), recalls("hugo"))
    assert kinds(outcomes) == {Status.APPROVED, "done"}
    if len(released(office)) == 1:
        assert sent(office) == "order-letter#1"
    else:
        with pytest.raises(NotSendableError, match="recalled"):
            sent(office)


def test_two_who_release_make_one_release(approved: Office) -> None:
    def releases(person: str) -> Act:
        return within(approved, person, lambda session, acting: release(Books(session), acting, "order-letter"))

    first, second = at_once(approved, releases("dora"), releases("emil"))
    assert first == second
    assert released(approved) == ["order-letter#1"]


def test_two_who_release_for_different_days_are_one_after_the_other(approved: Office) -> None:
    def releases(person: str, starts: date) -> Act:
        return within(
            approved, person, lambda session, acting: release(Books(session), acting, "order-letter", starts=starts)
        )

    at_once(approved, releases("dora", date(2026, 11, 24)), releases("emil", date(2026, 12, 24)))
    assert released(approved) == ["order-letter#1"]
    with approved.database.reading() as session:
        assert release_in_force(session, "order-letter", date(2026, 12, 31)).name == "order-letter#1"


def test_of_two_who_submit_one_does(office: Office) -> None:
    office.edit("fritz", THANKS[0], "Many thanks", "So many thanks")

    def submits(person: str) -> Act:
        acting = office.by(person)
        return lambda: submit(office.database, acting, [("template", "order-letter")])

    outcomes = at_once(office, submits("anna"), submits("fritz"))
    assert kinds(outcomes) == {"done", AlreadySubmittedError}


def test_two_who_submit_different_things_both_do(office: Office) -> None:
    office.edit("fritz", THANKS[0], "Many thanks", "So many thanks")
    office.edit("fritz", "brands/ginepro/brand.yaml", "name: Banca Ginepro", "name: La Banca Ginepro")

    def submits(person: str, *subjects: tuple[Any, str]) -> Act:
        acting = office.by(person)
        return lambda: submit(office.database, acting, subjects)

    outcomes = at_once(
        office, submits("anna", ("template", "order-letter")), submits("fritz", ("brand", "ginepro"))
    )  # fmt: skip
    assert kinds(outcomes) == {"done"}
    assert len({one.submissions[0].id for one in outcomes}) == 2


def test_two_who_import_the_same_make_one_version(office: Office) -> None:
    once = edits(office, "fritz", THANKS[0], "Many thanks", "So many thanks")
    again = within(
        office, "fritz", lambda session, acting: import_library(session, acting, Shelf.at(office.shelf))
    )  # fmt: skip
    outcomes = at_once(office, once, again)
    assert sorted(sum(one.new for one in edited) for edited in outcomes) == [0, 1]
    assert status(office, LETTER) is Status.VOIDED
