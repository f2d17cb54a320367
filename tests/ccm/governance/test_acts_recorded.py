"""Every act is in the audit log, and one that is refused leaves no row of anything anywhere."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from sqlalchemy.orm import Session

import ccm.governance
from approval.decision import Verdict
from ccm.errors import EXPECTED_ERRORS
from ccm.gates.rules import MandatoryRule
from ccm.governance import commenting, deciding, editing, periods, recalling, releasing, rules, submitting, workflows
from ccm.governance.acting import Acting
from ccm.governance.books import Books
from ccm.governance.review import newest_submission
from ccm.library import Shelf
from ccm.people import acts
from content_blocks.files import read_files
from tests.ccm.governance.agreement import assert_books_agree
from tests.ccm.governance.copies import built
from tests.ccm.governance.office import Office, workflow
from tests.ccm.governance.studio import rows_of

PARTS = {
    "part_of", "record", "record_release", "record_voided", "release_followers", "require_ruling", "told",
    "void_edited", "void_stale", "void_templates",
}  # fmt: skip
"""What acts are made of; whoever calls one of these writes the row."""

LETTER = "order-letter"
Call = Callable[[Office, Session, Acting], Any]


def letter_files(office: Office, words: str) -> dict[str, bytes]:
    files = read_files(office.shelf / "templates" / LETTER)
    return {**files, "template.yaml": files["template.yaml"].replace(b"Many thanks", words.encode())}


def imported(office: Office, session: Session, by: Acting) -> object:
    file = office.shelf / "templates" / LETTER / "template.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Thank you", "Many thanks"), encoding="utf-8")
    return editing.import_library(session, by, Shelf.at(office.shelf))


def decided(_: Office, session: Session, by: Acting) -> object:
    return deciding.decide(Books(session), by, Verdict.APPROVE, "template", LETTER, deciding.Words())


def remarked(_: Office, session: Session, by: Acting) -> object:
    books = Books(session)
    newest = newest_submission(books, "template", LETTER)
    return deciding.decide_submission(books, by, Verdict.COMMENT, newest, deciding.Words("Well said"))


ACTS: dict[str, tuple[str, str, Call]] = {
    # the act: by whom it is done, by whom it is refused, and how it is done; in an order in which each can be
    "import_library": ("fritz", "ida", imported),
    "submit": ("anna", "ida", lambda o, s, by: submitting.submit(o.database, by, [("template", LETTER)])),
    "decide_submission": ("dora", "ida", remarked),
    "decide": ("dora", "bruno", decided),
    "release": ("dora", "anna", lambda _o, s, by: releasing.release(Books(s), by, LETTER)),
    "recall_release": (
        "gina", "dora", lambda _o, s, by: recalling.recall_release(Books(s), by, f"{LETTER}#1", "wrong")),
    "recall_subject": (
        "gina", "dora", lambda _o, s, by: recalling.recall_subject(Books(s), by, "brand", "ginepro", None, "wrong")),
    "save_draft": (
        "fritz", "ida",
        lambda o, s, by: editing.save_draft(s, by, "template", LETTER, letter_files(o, "A thousand thanks"), 0, 2)),
    "publish": ("fritz", "gina", lambda _o, s, by: editing.publish(s, by, "template", LETTER, 1)),
    "discard_draft": ("fritz", "gina", lambda _o, s, by: editing.discard_draft(s, by, "template", LETTER, 2)),
    "roll_back": ("fritz", "otto", lambda _o, s, by: editing.roll_back(s, by, "template", LETTER, 1)),
    "comment_on": (
        "anna", "otto",
        lambda _o, s, by: commenting.comment_on(s, by, commenting.About("template", LETTER, "title"), "Shorter?")),
    "resolve_comment": (
        "dora", "ida", lambda _o, s, by: commenting.resolve_comment(s, by, "template", LETTER, 1)),
    "reopen_comment": (
        "anna", "ida", lambda _o, s, by: commenting.reopen_comment(s, by, "template", LETTER, 1)),
    "add_rule": (
        "otto", "fritz",
        lambda _o, s, by: rules.add_rule(s, by, MandatoryRule("credit", ("credit",), (), "privacy-notice", "the law"))),
    "drop_rule": ("bruno", "gina", lambda _o, s, by: rules.drop_rule(s, by, "credit")),
    "add_workflow": (
        "otto", "dora", lambda _o, s, by: workflows.add_workflow(s, by, workflow("brand", (("legal", "all"),)))),
    "drop_workflow": ("otto", "dora", lambda _o, s, by: workflows.drop_workflow(s, by, "brands")),
    "add_group": ("otto", "dora", lambda _o, s, by: acts.add_group(s, by, "linguists")),
    "add_user": ("otto", "dora", lambda _o, s, by: acts.add_user(s, by, "lia", "Lia", "approver")),
    "join_group": ("otto", "lia", lambda _o, s, by: acts.join_group(s, by, "linguists", "lia")),
    "leave_group": ("otto", "lia", lambda _o, s, by: acts.leave_group(s, by, "linguists", "lia")),
    "grant": ("otto", "lia", lambda _o, s, by: acts.grant(s, by, "lia", "compliance")),
    "revoke": ("otto", "lia", lambda _o, s, by: acts.revoke(s, by, "lia", "compliance")),
    "place": ("otto", "lia", lambda _o, s, by: acts.place(s, by, "template", LETTER, "retail")),
    "end_period": (
        "dora", "anna", lambda _o, s, by: periods.end_period(Books(s), by, LETTER, date(2026, 11, 23), by.at.date())),
    "call_off_period": (
        "dora", "anna", lambda _o, s, by: periods.call_off_period(Books(s), by, LETTER, by.at.date(), "a mistake")),
    "set_edit_kind": ("otto", "fritz", lambda _o, s, by: acts.set_edit_kind(s, by, LETTER, "fritz", "nothing")),
    "delegate": (
        "dora", "otto", lambda _o, s, by: acts.delegate(s, by, "lia", by.at, by.at + timedelta(days=1))),
    "end_delegation": ("dora", "otto", lambda _o, s, by: acts.end_delegation(s, by, "lia")),
    "deactivate_user": ("otto", "dora", lambda _o, s, by: acts.deactivate_user(s, by, "lia")),
    "retire": (
        "carla", "anna", lambda _o, s, by: editing.retire(s, by, "block", "right-to-complain", date(2027, 1, 1))),
}  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with built("sqlite", tmp_path_factory.mktemp("acts"), None) as office:
        office.released()
        yield office


def attempted(office: Office, person: str, call: Call) -> None:
    acting = office.by(person)
    if call is ACTS["submit"][2]:  # its own transactions
        with office.database.reading() as session:
            call(office, session, acting)
        return
    with office.database.writing() as session:
        call(office, session, acting)


def test_every_act_is_tried_here() -> None:
    modules = [import_module(f"ccm.governance.{one.name}") for one in pkgutil.iter_modules(ccm.governance.__path__)]
    found = {
        name
        for module in (*modules, acts)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and "acting" in inspect.signature(function).parameters
    }
    assert {name for name in found if not name.startswith("_")} == ACTS.keys() | PARTS


def test_every_act_is_in_the_log_and_a_refused_one_nowhere(office: Office) -> None:
    letter = office.shelf / "templates" / LETTER / "template.yaml"
    for name, (person, stranger, call) in ACTS.items():
        for somebody in (stranger, "nobody"):
            before = rows_of(office.database)
            text = letter.read_text(encoding="utf-8")
            with pytest.raises(EXPECTED_ERRORS):
                attempted(office, somebody, call)
            letter.write_text(text, encoding="utf-8")
            assert rows_of(office.database) == before, f"{name} by {somebody} was refused, and left something"
        log = len(office.log())
        attempted(office, person, call)
        told = office.log()[log:]
        assert told, f"{name} is not in the log"
        assert {entry.who for entry in told} == {person}
    assert_books_agree(office.database)
