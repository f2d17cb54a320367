"""What can be submitted, and what a submission pins."""

from dataclasses import replace
from datetime import datetime

import pytest

from approval.authors import Change, authors_since
from approval.subject import Subject
from approval.submission import Roster, SubmissionError
from approval.workflow import Workflow
from tests.approval.examples import LEGAL_ANY, LEGAL_BOTH, Desk, block, directory, stage, step, submitted, workflow_of


def test_everybody_who_changed_it_since_the_last_approval_is_an_author() -> None:
    changes = [Change(1, "anna"), Change(2, "bruno"), Change(3, "carla"), Change(4, "anna")]
    assert authors_since(changes) == {"anna", "bruno", "carla"}
    assert authors_since(changes, approved=2) == {"carla", "anna"}
    assert authors_since(changes, approved=4) == frozenset()


def test_who_submits_counts_as_an_author() -> None:
    assert submitted(authors="bruno").authors == {"anna", "bruno"}


def test_authors_are_not_asked() -> None:
    submission = submitted(LEGAL_BOTH, authors="bruno")
    assert submission.asked == {"carla"}
    desk = Desk(submission)
    desk.approve("carla")
    assert desk.state().status == "approved", "all means all who can"


@pytest.mark.parametrize(
    ("workflow", "subject", "authors", "says"),
    [
        (LEGAL_ANY, block(), "bruno carla", "step legal of workflow words needs 1 of group legal, and 0 can approve"),
        (LEGAL_BOTH, block(), "bruno carla", "needs 1 of group legal, and 0 can approve"),
        (workflow_of(stage("a", step("legal", quorum=3))), block(), "", "needs 3 of group legal, and 2 can approve"),
        (workflow_of(stage("a", step("office"))), block(), "", "needs 1 of group office, and 0 can approve"),
        (LEGAL_ANY, block(locked=True), "bruno", "two different people must approve it, and only carla is asked"),
        (
            workflow_of(stage("a", step("legal", when={"tag": "credit"}))),
            block(),
            "",
            "workflow words asks nobody; give it a step without a condition",
        ),
        (LEGAL_ANY, block(kind="brand"), "", "workflow words is for a block; choose another"),
    ],
)
def test_what_nobody_could_approve_is_not_submitted(
    workflow: Workflow, subject: Subject, authors: str, says: str
) -> None:
    with pytest.raises(SubmissionError, match=says):
        submitted(workflow, subject, authors)


def test_who_has_left_does_not_submit() -> None:
    with pytest.raises(SubmissionError, match="anna is nobody who can submit"):
        submitted(people=directory(without="anna"))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"authors": frozenset()}, "counts among the authors"),
        ({"authors": frozenset({"anna", "bruno"})}, "bruno is an author and cannot be asked in legal"),
        ({"rosters": ()}, "are not those of the steps"),
        ({"rosters": (Roster("legal", frozenset()),)}, "0 can approve"),
        ({"at": datetime(2026, 11, 23)}, "needs its time zone"),
    ],
)
def test_a_submission_cannot_be_made_by_hand_against_the_rules(change: dict[str, object], says: str) -> None:
    with pytest.raises(SubmissionError, match=says):
        replace(submitted(LEGAL_ANY), **change)  # type: ignore[arg-type]
