"""Random workflows, subjects, followers and decisions: kept, and read back equal, with the same state."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from approval.decision import Decision
from approval.history import state_of
from approval.people import Delegation, Directory, Group, Person
from approval.queue import tasks
from approval.rebuild_store import check_projection
from approval.refusals import RefusedError
from approval.state import Status
from approval.store import ApprovalStore
from approval.subject import Subject
from approval.subject_data import read_subject, subject_data
from approval.submission import Submission, SubmissionError, submit
from approval.transitions import Act, World, approve, comment, reject, request_changes, withdraw
from ccm.db.session import Database
from tests.approval.examples import DAY, MONDAY
from tests.approval.stores import REPORT, results
from tests.approval.strategies import GROUPS, PEOPLE, keys, subjects, words, workflows

person = st.sampled_from(PEOPLE)
members = st.frozensets(person, min_size=4)
eagerness = st.sampled_from([True, True, True, False])
VERBS = (approve, approve, approve, comment, reject, request_changes, withdraw)


@st.composite
def directories(draw: st.DrawFn) -> Directory:
    groups = tuple(Group(key, draw(members)) for key in GROUPS)
    pairs = draw(st.lists(st.tuples(person, person), max_size=3))
    lent = tuple(Delegation(one, other, MONDAY, MONDAY + DAY) for one, other in pairs if one != other)
    return Directory(tuple(Person(name, name) for name in PEOPLE), groups, lent)


@st.composite
def submissions(draw: st.DrawFn, people: Directory) -> Submission:
    subject = draw(subjects())
    followers = draw(st.lists(subjects("template", subject), max_size=2, unique_by=lambda one: one.digest))
    workflow = draw(workflows("block"))
    try:
        return submit(
            subject,
            workflow,
            submission=draw(keys),
            submitter="a",
            authors=draw(st.frozensets(person, max_size=1)),
            gates=results(workflow, subject, *followers),
            people=people,
            at=MONDAY + timedelta(microseconds=draw(st.integers(0, 10**9))),
            changes=draw(st.integers(0, 99)),
            followers=followers,
        )
    except SubmissionError:
        assume(False)
        raise


@given(subjects())
def test_a_subject_is_read_back_with_all_its_parts(subject: Subject) -> None:
    assert read_subject(subject_data(subject)) == subject


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data(), people=directories())
def test_whatever_is_decided_is_read_back_with_the_same_state(
    database: Database, data: st.DataObject, people: Directory
) -> None:
    submission = data.draw(submissions(people))
    with database.writing() as session:
        store = ApprovalStore(session)
        store.add_gate_results(submission.gates, {one.evidence: REPORT for one in submission.gates}, MONDAY)
        store.add_submission(submission)
        decisions: list[Decision] = []
        for _ in range(data.draw(st.integers(0, 8))):
            if decision := decided(data, submission, decisions, people):
                decisions.append(decision)
                assert store.add_decision(decision) == state_of(submission, decisions)
        read_back(session, submission, decisions, people)
        session.rollback()


def decided(
    data: st.DataObject, submission: Submission, decisions: list[Decision], people: Directory
) -> Decision | None:
    """The next decision of somebody, on most days one who is asked; None when it is refused."""
    state, at = state_of(submission, decisions), MONDAY + timedelta(hours=len(decisions))
    waiting = [(who, task) for who in PEOPLE for task in tasks(who, [state], people, at)]
    act = Act(data.draw(person), submission.digest, at, data.draw(words), node=data.draw(st.none() | words))
    verb = data.draw(st.sampled_from(VERBS))
    eager: bool = data.draw(eagerness)
    if waiting and eager:
        who, task = data.draw(st.sampled_from(waiting))
        act = replace(act, person=who, step=task.step, on_behalf_of=data.draw(st.sampled_from(task.seats)))
    try:
        return verb(submission, decisions, act, World(people, submission.digest))
    except RefusedError:
        return None


def read_back(session: Session, submission: Submission, decisions: list[Decision], people: Directory) -> None:
    store, state = ApprovalStore(session), state_of(submission, decisions)
    event(f"{state.status} with {min(len(submission.followers), 1)} followers")
    assert store.submission(submission.id) == submission
    assert store.decisions(submission.id) == tuple(decisions)
    assert store.state(submission.id) == state
    assert store.gate_results(submission.subject.digest)[-1] in submission.gates
    assert check_projection(store) == ()

    approved = {one.digest: state for one in submission.subjects} if state.status is Status.APPROVED else {}
    assert store.approved(one.digest for one in submission.subjects) == approved
    subject = submission.subject
    assert store.submissions_of(subject.kind, subject.key) == (submission.id,)
    assert store.open_of(subject.kind, subject.key) == ((submission.id,) if state.status is Status.OPEN else ())
    (summary,) = store.list_submissions()
    assert (summary.status, summary.digest, summary.closed) == (state.status, submission.digest, state.closed)
    later = MONDAY + timedelta(hours=len(decisions))
    for who in PEOPLE:
        assert store.queue(who, people, later) == tasks(who, [state], people, later)
