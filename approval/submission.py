"""The submission: one subject put before its approvers, with everything pinned that decides how it goes.

It pins the subject by digest, a copy of the workflow, who the authors are, who is asked in each step, and the gates
that passed. Neither a changed workflow nor a new member of a group nor an edit reaches a submission under way.

A subject can be put forward with its followers: what has it in it, as that would be with it (a block, and the templates
that follow the block). They are one package under one digest, and whoever approves, approves all of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from approval.digests import digest_of
from approval.gate import GateResult, GatesClosedError, missing_for_package
from approval.people import Directory
from approval.subject import Subject
from approval.workflow import Workflow


class SubmissionError(ValueError):
    """The subject cannot be submitted so; the message says why and what to do."""


def package_digest(subject: Subject, followers: Iterable[Subject] = ()) -> str:
    """The digest of what is approved together: that of `subject` alone, or of it and all its `followers`.

    The order of the followers is no matter.
    """
    digests = sorted({follower.digest for follower in followers})
    return digest_of({"subject": subject.digest, "followers": digests}) if digests else subject.digest


@dataclass(frozen=True)
class Roster:
    """Who is asked in a step: the members of its group when it was submitted, without authors."""

    step: str
    members: frozenset[str]


@dataclass(frozen=True)
class Submission:
    """A subject under approval, or after it. What has been decided stands in its decisions.

    `changes` is the number of the newest change of the subject that it covers (see `authors.Change`).
    However it comes about, by `submit` or read from a store, it exists only with every gate passed for its digest and
    for that of every follower, with enough people asked, and with no author among them.
    Raises GatesClosedError, SubmissionError.
    """

    id: str
    subject: Subject
    workflow: Workflow
    submitter: str
    authors: frozenset[str]
    rosters: tuple[Roster, ...]
    gates: tuple[GateResult, ...]
    at: datetime
    changes: int = 0
    followers: tuple[Subject, ...] = ()

    def __post_init__(self) -> None:
        if missing := missing_for_package(self.subject, self.followers, self.gates, self.workflow.gates):
            raise GatesClosedError(self.subject, missing)
        if self.at.tzinfo is None:
            raise SubmissionError(f"{self.subject}: the time of submission needs its time zone")
        if self.subject.kind != self.workflow.scope.kind:
            raise SubmissionError(
                f"{self.subject}: {self.workflow} is for a {self.workflow.scope.kind}; choose another"
            )
        if self.submitter not in self.authors:
            raise SubmissionError(f"{self.subject}: {self.submitter}, who submits, counts among the authors; add them")
        if self.changes < 0:
            raise SubmissionError(f"{self.subject}: it covers {self.changes} changes; count from 0")
        self._check_followers()
        self._check_people()

    def _check_followers(self) -> None:
        """A package holds the subject and what has it in it: nothing else is approved along with it."""
        if len({follower.digest for follower in self.followers}) != len(self.followers):
            raise SubmissionError(f"{self.subject}: a follower stands twice in its package; name each once")
        for follower in self.followers:
            if follower.digest == self.subject.digest or self.subject.digest not in {p.digest for p in follower.walk()}:
                raise SubmissionError(
                    f"{self.subject}: {follower} does not have it in it and is no follower; submit that by itself"
                )

    def _check_people(self) -> None:
        steps = [step for _, step in self.workflow.steps_for(self.subject)]
        if not steps:
            raise SubmissionError(f"{self.subject}: {self.workflow} asks nobody; give it a step without a condition")
        if [roster.step for roster in self.rosters] != [step.key for step in steps]:
            raise SubmissionError(f"{self.subject}: the people asked are not those of the steps of {self.workflow}")
        for step, roster in zip(steps, self.rosters, strict=True):
            if authors := sorted(roster.members & self.authors):
                raise SubmissionError(f"{self.subject}: {authors[0]} is an author and cannot be asked in {step.key}")
            needed = max(step.needed(len(roster.members)), 1)
            if len(roster.members) < needed:
                raise SubmissionError(
                    f"{self.subject}: step {step.key} of {self.workflow} needs {needed} of group {step.group}, and "
                    f"{len(roster.members)} can approve (authors never do); add somebody to the group"
                )
        if self.needs_two_people and len(self.asked) < 2:
            raise SubmissionError(
                f"{self.subject}: two different people must approve it, and only {', '.join(self.asked)} is asked; "
                f"add somebody to the groups of {self.workflow}"
            )

    @cached_property
    def digest(self) -> str:
        """What is approved: the digest of the subject, or of the whole package where it has followers."""
        return package_digest(self.subject, self.followers)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Everything that is approved with it: the subject, and its followers."""
        return (self.subject, *self.followers)

    @property
    def needs_two_people(self) -> bool:
        return any(self.workflow.needs_two_people(subject) for subject in self.subjects)

    @cached_property
    def asked(self) -> frozenset[str]:
        """Everybody who is asked in any step."""
        return frozenset[str]().union(*(roster.members for roster in self.rosters))

    @cached_property
    def members(self) -> dict[str, frozenset[str]]:
        """Who is asked in each step, by the step's key."""
        return {roster.step: roster.members for roster in self.rosters}


def submit(
    subject: Subject,
    workflow: Workflow,
    *,
    submission: str,
    submitter: str,
    authors: Iterable[str],
    gates: Iterable[GateResult],
    people: Directory,
    at: datetime,
    changes: int = 0,
    followers: Iterable[Subject] = (),
) -> Submission:
    """Put `subject`, with its `followers` if any, before the people `workflow` asks, under the id `submission`.

    `authors` are those of every change since the last approval (see `authors_since`), and `changes` is the number of
    the last of them; who submits counts as an author. `gates` are the results for the subject and for every follower.
    Raises GatesClosedError when a gate has not passed for exactly this digest; SubmissionError when nobody is asked, a
    group has too few members besides the authors, or two different people cannot be found where they are needed.
    """
    if not people.knows(submitter):
        raise SubmissionError(f"{subject}: {submitter} is nobody who can submit; sign in as an active user")
    everyone = frozenset(authors) | {submitter}
    rosters = tuple(Roster(step.key, people.members(step.group) - everyone) for _, step in workflow.steps_for(subject))
    return Submission(
        id=submission,
        subject=subject,
        workflow=workflow,
        submitter=submitter,
        authors=everyone,
        rosters=rosters,
        gates=tuple(gates),
        at=at,
        changes=changes,
        followers=tuple(followers),
    )
