"""Whoever owns the database can write anything into it, seals that fit included; nothing unapproved is sent for that.

Each attack is done to an office in which a letter is released and another text of it waits. After it, either what was
approved is sent, or nothing is, for a reason in words.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, insert, select, text, update
from sqlalchemy.orm import Session

from approval.decision import Decision, Verdict
from approval.decision_data import decision_data
from approval.digests import canonical, digest_of
from approval.history import BrokenHistoryError
from approval.rebuild_store import rebuild_projection
from approval.sealed_store import ApprovalDamagedError, seal_of
from approval.store import ApprovalStore
from ccm.db.migrate import METADATA
from ccm.errors import EXPECTED_ERRORS
from ccm.governance.books import Books
from ccm.governance.recalling import recall_release
from ccm.release_store import ReleaseDamagedError, ReleaseStore
from ccm.sending import NotSendableError, release_in_force
from content_blocks.digest import canonical_bytes, digest, digest_bytes
from content_blocks.file_bodies import StoreDamagedError
from content_blocks.subject_rows import StoreError
from tests.ccm.governance.copies import LETTER, built, copied
from tests.ccm.governance.ledger import Words, words_in
from tests.ccm.governance.office import MONDAY, Office

TODAY = MONDAY.date()
NOTICED = (
    ReleaseDamagedError,
    ApprovalDamagedError,
    BrokenHistoryError,
    StoreDamagedError,
    NotSendableError,
    StoreError,
)
OTHER = ("templates/order-letter/template.yaml", "Thank you", "Thank you 7 times")
Attack = Callable[[Office, Session], None]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Released is what the library began with; Fritz wrote another text, which waits for its approvers."""
    with built("sqlite", tmp_path_factory.mktemp("tampered"), None) as office:
        office.released()
        office.edit("fritz", *OTHER)
        office.submit("anna", LETTER)
        yield office


@pytest.fixture
def office(ready: Office, tmp_path: Path) -> Iterator[Office]:
    """A copy of it from which somebody has taken every guard."""
    with copied(ready, tmp_path) as office:
        with office.database.writing() as session:
            for name in session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
                session.execute(text(f'DROP TRIGGER "{name}"'))
        yield office


def table(name: str) -> Table:
    return next(metadata.tables[name] for metadata in METADATA if name in metadata.tables)


def reseal(session: Session, name: str, where: str, **values: object) -> None:
    """Change rows of approval's history, with a seal that fits."""
    rows = session.execute(select(table(name)).where(text(where))).mappings().all()
    assert rows
    for row in rows:
        fields = {key: value for key, value in {**row, **values}.items() if key != "seal"}
        keys = [column == row[column.name] for column in table(name).primary_key]
        session.execute(update(table(name)).where(*keys).values(**fields, seal=seal_of(name, fields)))


def add_sealed(session: Session, name: str, fields: dict[str, Any]) -> None:
    session.execute(insert(table(name)).values(**fields, seal=seal_of(name, fields)))


def waiting(session: Session) -> str:
    return ApprovalStore(session).open_of("template", "order-letter")[0]


def approve_as(session: Session, person: str) -> None:
    """A decision of somebody that nobody's rules were asked about, and the lists brought up to it where they can be."""
    store = ApprovalStore(session)
    state = store.state(waiting(session))
    step = state.steps[0].step.key
    decision = Decision(
        state.submission.id, state.decisions + 1, Verdict.APPROVE, person, state.submission.digest, MONDAY, step
    )
    add_sealed(session, "decision", decision_data(decision))
    session.execute(
        text("UPDATE submission_state SET status = 'approved', decisions = 1, closed = :at WHERE submission = :id"),
        {"at": "2026-11-23T09:00:00.000000Z", "id": state.submission.id},
    )
    session.execute(text("DELETE FROM submission_task WHERE submission = :id"), {"id": state.submission.id})


# The attacks


def an_author_approves(office: Office, session: Session) -> None:
    approve_as(session, "fritz")


def somebody_who_was_not_asked_approves(office: Office, session: Session) -> None:
    approve_as(session, "gina")


def somebody_who_was_asked_never_approved(office: Office, session: Session) -> None:
    """A decision that could have been made, and was not."""
    approve_as(session, "dora")


def a_status_is_written_over(office: Office, session: Session) -> None:
    session.execute(text("UPDATE submission_state SET status = 'approved', closed = '2026-11-23T09:00:00.000000Z'"))


def an_author_is_struck_out(office: Office, session: Session) -> None:
    """Whose words they are is taken out of the submission, and asked; then he approves, by the rules."""
    rosters = canonical([{"step": "compliance-1", "members": ["dora", "emil", "fritz"]}])
    reseal(session, "submission", f"id = '{waiting(session)}'", authors=canonical(["anna"]), rosters=rosters)
    approve_as(session, "fritz")


def fewer_are_needed(office: Office, session: Session) -> None:
    """The definition that approved what is sent is made to ask another group."""
    session.execute(text("""UPDATE workflow_definition SET data = replace(data, '"compliance"', '"incident"')"""))


def another_workflow_is_put_under_it(office: Office, session: Session) -> None:
    data = json.loads(session.scalar(text("SELECT data FROM workflow_definition WHERE data LIKE '%template%'")) or "")
    data["stages"][0]["steps"][0]["group"] = "incident"
    session.execute(insert(table("workflow_definition")).values(digest=digest_of(data), data=canonical(data)))
    rosters = canonical([{"step": "compliance-1", "members": ["gina"]}])
    reseal(session, "submission", f"id = '{waiting(session)}'", workflow=digest_of(data), rosters=rosters)
    approve_as(session, "gina")


def decisions_are_taken_away(office: Office, session: Session) -> None:
    session.execute(text("DELETE FROM decision"))


def decisions_and_what_tells_of_them_are_taken_away(office: Office, session: Session) -> None:
    session.execute(text("DELETE FROM decision WHERE submission != '8'"))
    rebuild_projection(ApprovalStore(session))


def a_release_is_forged(office: Office, session: Session) -> None:
    """The lock of the release there is, said to be of the new text."""
    stored = ReleaseStore(session).find("order-letter#1")
    version = Books(session).subjects.templates.version("order-letter", 2)
    lock = json.loads(json.dumps(stored.lock))
    lock["template"] |= {"version": 2, "digest": version.digest}
    put(session, lock, 2)


def a_release_is_forged_with_an_approval(office: Office, session: Session) -> None:
    """One that names the submission which waits as if it had been approved."""
    stored = ReleaseStore(session).find("order-letter#1")
    state = ApprovalStore(session).state(waiting(session))
    subject = state.submission.subject
    lock = json.loads(json.dumps(stored.lock))
    lock["template"] |= {"version": 2, "digest": subject.content}
    entry = next(one for one in lock["approvals"] if one["kind"] == "template")
    entry |= {"version": 2, "digest": subject.digest, "submission": state.submission.id}
    put(session, lock, 2, submission=state.submission.id)


def put(session: Session, lock: Any, version: int, submission: str = "8") -> None:
    body = canonical_bytes(lock)
    row = {"template": "order-letter", "number": 2, "version": version, "digest": digest_bytes(body)}
    more = {"submission": submission, "effective": TODAY, "released_by": "dora", "released_at": MONDAY}
    session.execute(insert(table("release")).values(**row, lock=body.decode(), **more))
    session.execute(update(table("template_period")).values(number=version))


def a_release_is_no_release(office: Office, session: Session) -> None:
    put(session, {"approvals": ["none"]}, 1)


def a_release_says_nothing(office: Office, session: Session) -> None:
    put(session, [], 1)


def a_release_is_said_to_be_of_another_version(office: Office, session: Session) -> None:
    session.execute(text("UPDATE release SET version = 2"))
    session.execute(text("UPDATE template_period SET number = 2"))


def another_version_is_put_in_force(office: Office, session: Session) -> None:
    session.execute(text("UPDATE template_period SET number = 2"))


def the_bytes_of_a_file_are_others(office: Office, session: Session) -> None:
    session.execute(
        text("UPDATE template_file SET body = CAST(replace(CAST(body AS TEXT), 'Thank', 'Do not thank') AS BLOB)")
    )


def the_bytes_of_a_block_are_others(office: Office, session: Session) -> None:
    session.execute(
        text("UPDATE content_file SET body = CAST(replace(CAST(body AS TEXT), 'Your data.', 'Your data, 7.') AS BLOB)")
    )


def a_version_is_made_to_hold_the_files_of_another(office: Office, session: Session) -> None:
    """Every digest of the version is made to fit, too."""
    new = Books(session).subjects.templates.version("order-letter", 2)
    session.execute(
        update(table("template_version"))
        .where(table("template_version").c.number == 1)
        .values(digest=new.digest, files_digest=digest(new.files), files=new.files)
    )


def a_version_is_taken_away(office: Office, session: Session) -> None:
    session.execute(text("DELETE FROM template_version WHERE number = 1"))
    session.execute(text("DELETE FROM block_version"))


ATTACKS: tuple[Attack, ...] = (
    an_author_approves, somebody_who_was_not_asked_approves, somebody_who_was_asked_never_approved,
    a_status_is_written_over, an_author_is_struck_out, fewer_are_needed, another_workflow_is_put_under_it,
    decisions_are_taken_away, decisions_and_what_tells_of_them_are_taken_away, a_release_is_forged,
    a_release_is_forged_with_an_approval, a_release_is_no_release, a_release_says_nothing,
    a_release_is_said_to_be_of_another_version, another_version_is_put_in_force, the_bytes_of_a_file_are_others,
    the_bytes_of_a_block_are_others, a_version_is_made_to_hold_the_files_of_another, a_version_is_taken_away,
)  # fmt: skip


def assert_nothing_unapproved_is_sent(office: Office) -> None:
    with office.database.reading() as session:
        try:
            sent = release_in_force(session, "order-letter", TODAY)
        except NOTICED:
            return
        assert words_in(sent) == Words(), "words are sent that nobody approved"


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_nothing_unapproved_is_sent_whatever_is_done_to_the_rows(office: Office, attack: Attack) -> None:
    with office.database.writing() as session:
        attack(office, session)
    assert_nothing_unapproved_is_sent(office)
    with suppress(*EXPECTED_ERRORS):  # somebody who knows nothing of it, and may, releases what seems to be approved
        office.release("emil", "order-letter")
    assert_nothing_unapproved_is_sent(office)


def test_acts_that_the_log_does_not_know_send_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Approved and released by the engine's own code, every seal and list right; only the log was left out."""
    for module in ("deciding", "releasing", "submitting"):
        monkeypatch.setattr(f"ccm.governance.{module}.record", lambda *_, **__: None)
    office.approve("dora", LETTER)
    office.release("emil", "order-letter")
    assert_nothing_unapproved_is_sent(office)


def test_a_recall_that_was_taken_away_is_a_recall(office: Office) -> None:
    for person in ("gina", "hugo"):
        acting = office.by(person)
        with office.database.writing() as session:
            recall_release(Books(session), acting, "order-letter#1", "the rate is wrong")
    with office.database.writing() as session:
        session.execute(text("DELETE FROM recall"))
        rebuild_projection(ApprovalStore(session))
    with office.database.reading() as session, pytest.raises(NOTICED):
        release_in_force(session, "order-letter", TODAY)


@pytest.mark.parametrize("column", ["number", "submission", "released_by", "lock", "digest", "template"])
def test_a_release_is_sent_as_it_was_sealed_or_not_at_all(office: Office, column: str) -> None:
    values: dict[str, object] = {"number": 7, "submission": "1", "released_by": "otto", "lock": "{}", "digest": "x"}
    with office.database.writing() as session:
        session.execute(update(table("release")).values({column: values.get(column, "order-letter-too")}))
    with office.database.reading() as session, pytest.raises(NOTICED):
        release_in_force(session, "order-letter", TODAY)


def test_what_was_not_touched_is_sent(office: Office) -> None:
    with office.database.reading() as session:
        assert words_in(release_in_force(session, "order-letter", TODAY)) == Words()
    office.approve("dora", LETTER)
    assert office.release("emil", "order-letter").name == "order-letter#2"
    with office.database.reading() as session:
        assert words_in(release_in_force(session, "order-letter", TODAY)).letter == 7
