"""Whatever is done to the rows behind dropped guards is noticed when they are read, and approves nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import URL, Connection, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from approval.history import BrokenHistoryError
from approval.rebuild_store import check_projection, rebuild_projection
from approval.sealed_store import ApprovalDamagedError, seal_of
from approval.state import Status
from approval.store import ApprovalStore
from approval.tables import ApprovalBase
from ccm.db.session import Database
from tests.approval.examples import LEGAL_ANY, LEGAL_BOTH, MONDAY, block, letter, submitted
from tests.approval.stores import call_back, decide, drop_guards, keep, package
from tests.databases import KINDS, new_database

NOTICED = (ApprovalDamagedError, BrokenHistoryError)
SEALED = ("submission", "decision", "recall", "workflow_version", "workflow_definition", "gate_result", "evidence")
# What a gate found about other content is nothing to the submission, which holds its own copy of the results.
COLUMNS = [
    (table, column.name)
    for table in SEALED
    for column in ApprovalBase.metadata.tables[table].c
    if (table, column.name) != ("gate_result", "digest")
]


@pytest.fixture(scope="module", params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A company's books: an approved package that was called back, one under way; the guards are gone."""
    cluster: URL | None = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    folder: Path = tmp_path_factory.mktemp("books")
    with new_database(request.param, folder, cluster) as opened:
        opened.upgrade()
        with opened.writing() as session:
            store = ApprovalStore(session)
            store.add_workflow(LEGAL_ANY, "otto", MONDAY)
            keep(session, package(LEGAL_ANY, [letter("invoice", block())]))
            decide(session, "s1", "bruno")
            call_back(session, "s1", "gina", "hugo")
            keep(session, submitted(LEGAL_BOTH, submission="s2"))
            decide(session, "s2", "carla")
        drop_guards(opened.engine)
        yield opened


def read_everything(session: Session) -> None:
    """Read every row that something could be approved by."""
    store = ApprovalStore(session)
    store.workflows()
    for submission in ("s1", "s2"):
        state = store.state(submission)
        store.recalls(submission)
        store.check_on_record(state.submission.gates)
        for result in state.submission.gates:
            store.evidence(result.evidence)
    if wrong := check_projection(store):
        raise ApprovalDamagedError(wrong[0])


def tampered(database: Database, statement: str, values: dict[str, object]) -> bool:
    """Whether the database let `statement` be done; if so, reading must have noticed."""
    with database.writing() as session:
        try:
            with session.begin_nested():
                session.execute(text(statement), values)
        except DatabaseError:  # a foreign key, a key that is taken, a type
            session.rollback()
            return False
        with pytest.raises(NOTICED):
            read_everything(session)
        session.rollback()
    return True


def test_untouched_books_are_read(database: Database) -> None:
    with database.reading() as session:
        read_everything(session)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), place=st.sampled_from(COLUMNS))
def test_every_altered_byte_is_noticed(database: Database, data: st.DataObject, place: tuple[str, str]) -> None:
    table, column = place
    with database.reading() as session:
        every = session.execute(text(f'SELECT * FROM "{table}"')).mappings().all()  # noqa: S608 - of the list above
    row = data.draw(st.sampled_from([dict(row) for row in every]))
    keys = [key.name for key in ApprovalBase.metadata.tables[table].primary_key]
    where = " AND ".join(f'"{key}" = :old_{key}' for key in keys)
    old = bool(row[column]) if column == "passed" else row[column]
    values = {f"old_{key}": row[key] for key in keys} | {"new": data.draw(other(old))}
    tampered(database, f'UPDATE "{table}" SET "{column}" = :new WHERE {where}', values)  # noqa: S608 - as above


def other(value: object) -> st.SearchStrategy[object]:
    """What somebody might write instead of `value`: another one of its type, one character of it changed."""
    if isinstance(value, bool):
        return st.just(not value)
    if isinstance(value, int):
        return st.integers(0, 9).filter(lambda new: new != value)
    if isinstance(value, bytes):
        return st.integers(0, len(value) - 1).map(lambda at: value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :])
    if value is None:
        return st.sampled_from(["carla", "s1", ""])
    old = str(value)
    changed = st.tuples(st.integers(0, len(old)), st.sampled_from(["", "x", "0", " ", '"'])).map(
        lambda change: old[: change[0]] + change[1] + old[change[0] + 1 :]
    )
    return changed.filter(lambda new: new.rstrip() != old)  # PostgreSQL cuts blanks at the end of a column's length


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM decision WHERE submission = 's1'",
        "DELETE FROM decision WHERE submission = 's2'",
        "DELETE FROM recall WHERE number = 2",
        "DELETE FROM recall WHERE number = 1",
        "UPDATE decision SET person = 'dora' WHERE submission = 's1'",
        "UPDATE submission_state SET status = 'approved' WHERE submission = 's2'",
        "UPDATE submission_state SET recalls = 0",
        "DELETE FROM submission_state WHERE submission = 's1'",
        "DELETE FROM submission_task",
        "UPDATE submission_task SET seat = 'anna'",
        "DELETE FROM submission_subject WHERE place = 1",
        "UPDATE submission_subject SET kind = 'template'",
    ],
)
def test_what_was_removed_or_written_over_is_noticed(database: Database, statement: str) -> None:
    assert tampered(database, statement, {})


def test_a_forged_row_with_a_fitting_seal_is_judged_by_the_rules(database: Database) -> None:
    """Whoever knows how seals are made still approves nothing that could not have been approved."""
    for person, seen in (("anna", None), ("dora", None), ("carla", None), ("bruno", "sha256:" + "0" * 64)):
        with database.writing() as session:
            digest = ApprovalStore(session).submission("s2").digest
            forge(session.connection(), vote(person, seen or digest))
            with pytest.raises(BrokenHistoryError, match="submission s2, decision 2: cannot have been made"):
                ApprovalStore(session).state("s2")
            session.rollback()


def vote(person: str, seen: str) -> dict[str, object]:
    return {
        "submission": "s2",
        "number": 2,
        "verdict": "approve",
        "person": person,
        "on_behalf_of": None,
        "step": "legal",
        "seen": seen,
        "at": "2026-11-23T12:00:00.000000Z",
        "reason": "",
        "node": None,
    }


def forge(connection: Connection, row: dict[str, object]) -> None:
    table = ApprovalBase.metadata.tables["decision"]
    connection.execute(table.insert().values({**row, "seal": seal_of("decision", row)}))


def test_a_forged_approval_that_could_have_been_is_not_counted_and_noticed(database: Database) -> None:
    with database.writing() as session:
        store = ApprovalStore(session)
        digest = store.submission("s2").digest
        forge(session.connection(), vote("bruno", digest))
        with pytest.raises(ApprovalDamagedError, match="submission s2: status is 'approved' by its rows, 'open' in"):
            store.approved([block().digest])
        session.rollback()


def test_bytes_that_are_no_text_are_noticed(database: Database) -> None:
    if database.engine.dialect.name == "sqlite":  # PostgreSQL keeps nothing but text in a text
        assert tampered(database, "UPDATE decision SET reason = CAST(x'ff00fe' AS TEXT)", {})
        assert tampered(database, "UPDATE submission SET subject = x'ff00'", {})
        assert tampered(database, "UPDATE workflow_definition SET data = CAST(x'ff' AS TEXT)", {})


def test_where_submissions_stand_is_written_anew_from_their_rows(database: Database) -> None:
    with database.writing() as session:
        store = ApprovalStore(session)
        before = store.state("s1"), store.state("s2"), store.list_submissions()
        for statement in (
            "UPDATE submission_state SET status = 'withdrawn', decisions = 7",
            "DELETE FROM submission_state WHERE submission = 's1'",
            "DELETE FROM submission_task",
        ):
            session.execute(text(statement))
        assert check_projection(store)
        assert rebuild_projection(store) == 2
        assert check_projection(store) == ()
        assert (store.state("s1"), store.state("s2"), store.list_submissions()) == before
        assert rebuild_projection(store) == 0
        assert store.state("s2").status is Status.OPEN
        session.execute(text("UPDATE submission_subject SET key = 'other' WHERE place = 0"))
        with pytest.raises(ApprovalDamagedError, match="is not what its rows say, and cannot be put right"):
            rebuild_projection(store)
        session.rollback()
