"""A submission as plain fields, and back. What is nested in it is canonical JSON."""

import json
from collections.abc import Mapping
from typing import Any

from approval.digests import canonical, digest_of
from approval.gate import GateResult
from approval.moments import moment, read_moment
from approval.subject_data import read_subject, subject_data
from approval.submission import Roster, Submission
from approval.workflow import Workflow


def submission_data(submission: Submission) -> dict[str, Any]:
    """The fields of a submission, all texts and numbers; its workflow is named by digest."""
    return {
        "id": submission.id,
        "kind": submission.subject.kind,
        "key": submission.subject.key,
        "version": submission.subject.version,
        "digest": submission.digest,
        "workflow": submission.workflow.digest,
        "submitter": submission.submitter,
        "at": moment(submission.at),
        "changes": submission.changes,
        "subject": canonical(subject_data(submission.subject)),
        "followers": canonical([subject_data(follower) for follower in submission.followers]),
        "authors": canonical(sorted(submission.authors)),
        "rosters": canonical(
            [{"step": roster.step, "members": sorted(roster.members)} for roster in submission.rosters]
        ),
        "gates": canonical([vars(result) for result in submission.gates]),
    }


def pinned_digest(submission: Submission) -> str:
    """The digest of everything that a submission pins: its subject, workflow, authors and gates, and who is asked."""
    return digest_of(submission_data(submission))


def read_submission(fields: Mapping[str, Any], workflow: Workflow) -> Submission:
    """The submission that `submission_data` gave `fields` for; `workflow` is the one that they name.

    Raises what `Submission` raises, and ValueError, TypeError, KeyError, AttributeError or RecursionError, for fields
    that are none, ValueError too where they contradict each other.
    """
    submission = Submission(
        id=fields["id"],
        subject=read_subject(json.loads(fields["subject"])),
        workflow=workflow,
        submitter=fields["submitter"],
        authors=frozenset(json.loads(fields["authors"])),
        rosters=tuple(Roster(one["step"], frozenset(one["members"])) for one in json.loads(fields["rosters"])),
        gates=tuple(GateResult(**one) for one in json.loads(fields["gates"])),
        at=read_moment(fields["at"]),
        changes=fields["changes"],
        followers=tuple(read_subject(one) for one in json.loads(fields["followers"])),
    )
    subject = submission.subject
    said = {"kind": subject.kind, "key": subject.key, "version": subject.version, "digest": submission.digest}
    for name, value in said.items():
        if fields[name] != value:
            raise ValueError(f"{name} is {fields[name]!r}, where the subject says {value!r}")
    return submission
