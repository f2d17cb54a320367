"""Transitions: each returns the one new decision, to be appended, or raises why it is refused.

They read the world as it is passed in: who is who, what the subject's digest is now. Nothing is changed here; two that
are made at once carry the same number, and the store keeps the first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from approval.decision import Decision, Verdict
from approval.history import state_of
from approval.people import Directory
from approval.refusals import NoDelegationError, NotAskedError, StepUnclearError
from approval.rules import check, check_authors, check_current, check_open
from approval.state import State
from approval.submission import Submission


@dataclass(frozen=True)
class Act:
    """Who acts, when, and what they had before them.

    `seen` is the digest of what the person was shown; `step` may be left out where only one is open to them;
    `on_behalf_of` names whom they stand in for; `node` the node a comment hangs on.
    """

    person: str
    seen: str
    at: datetime
    reason: str = ""
    step: str | None = None
    on_behalf_of: str | None = None
    node: str | None = None


@dataclass(frozen=True)
class World:
    """What is the case now: the people, and the digest the subject has."""

    people: Directory
    current: str


def approve(submission: Submission, decisions: Iterable[Decision], act: Act, world: World) -> Decision:
    """The person approves in a step, by their own right or that of whom they stand in for."""
    return _vote(Verdict.APPROVE, submission, decisions, act, world)


def reject(submission: Submission, decisions: Iterable[Decision], act: Act, world: World) -> Decision:
    """The person refuses, with a reason, which closes the submission. Whoever has been asked can, until it closes."""
    return _vote(Verdict.REJECT, submission, decisions, act, world)


def request_changes(submission: Submission, decisions: Iterable[Decision], act: Act, world: World) -> Decision:
    """The person asks for changes, with a reason, which closes the submission: what is changed is submitted anew."""
    return _vote(Verdict.REQUEST_CHANGES, submission, decisions, act, world)


def comment(submission: Submission, decisions: Iterable[Decision], act: Act, world: World) -> Decision:
    """Anybody says something, perhaps about one node. It decides nothing."""
    return _other(Verdict.COMMENT, submission, decisions, act, world)


def withdraw(submission: Submission, decisions: Iterable[Decision], act: Act, world: World) -> Decision:
    """An author takes the submission back, with a reason."""
    return _other(Verdict.WITHDRAW, submission, decisions, act, world)


def void(submission: Submission, decisions: Iterable[Decision], person: str, current: str, at: datetime) -> Decision:
    """`person` has edited the subject, whose digest is `current` now: what was open on the old one is void.

    Made in the same breath as the edit. Raises SawAnotherError when the content is still what was submitted.
    """
    state = state_of(submission, decisions)
    reason = "the subject was edited"
    decision = Decision(submission.id, state.decisions + 1, Verdict.VOID, person, current, at, reason=reason)
    check(state, decision)
    return decision


def _other(verdict: Verdict, submission: Submission, decisions: Iterable[Decision], act: Act, world: World) -> Decision:
    state = state_of(submission, decisions)
    decision = _decision(state, verdict, act, None)
    check_open(state, act.person, verdict)
    _check_known(state, decision, world)
    if act.on_behalf_of is not None:
        raise NoDelegationError(f"{act.person} cannot {verdict} for {act.on_behalf_of}; do so in your own name")
    check_current(state, decision, world.current)
    check(state, decision)
    return decision


def _vote(verdict: Verdict, submission: Submission, decisions: Iterable[Decision], act: Act, world: World) -> Decision:
    state = state_of(submission, decisions)
    decision = _decision(state, verdict, act, act.step)
    check_open(state, act.person, verdict)
    _check_known(state, decision, world)
    check_current(state, decision, world.current)
    check_authors(state, decision)
    _check_delegation(state, decision, world.people)
    if act.step is None:
        decision = _decision(state, verdict, act, _only_step(state, decision))
    check(state, decision)
    _check_member(state, decision, world.people)
    return decision


def _decision(state: State, verdict: Verdict, act: Act, step: str | None) -> Decision:
    return Decision(
        submission=state.submission.id,
        number=state.decisions + 1,
        verdict=verdict,
        person=act.person,
        seen=act.seen,
        at=act.at,
        step=step,
        on_behalf_of=None if act.on_behalf_of == act.person else act.on_behalf_of,
        reason=act.reason.strip(),
        node=act.node,
    )


def _check_known(state: State, decision: Decision, world: World) -> None:
    if not world.people.knows(decision.person):
        raise NotAskedError(
            f"{decision.person} cannot {decision.verdict} {state.submission.subject}: there is no active user "
            f"{decision.person}; sign in as one"
        )


def _only_step(state: State, decision: Decision) -> str:
    """The step meant when none is named: the one open step that asks the person, or whom they stand in for."""
    members = state.submission.members
    asked = [step for step in state.steps if step.opened is not None and decision.seat in members[step.step.key]]
    steps = [step for step in asked if step in state.open_steps] or asked
    who = f"{decision.person} cannot {decision.verdict} {state.submission.subject}"
    if not steps:
        groups = ", ".join(sorted({step.step.group for step in state.open_steps}))
        raise NotAskedError(f"{who}: {groups} is asked now, and {decision.seat} was not of it at the submission")
    if len(steps) > 1 and decision.verdict is Verdict.APPROVE:
        names = ", ".join(step.step.key for step in steps)
        raise StepUnclearError(f"{who}: {decision.seat} is asked in several steps ({names}); say which")
    return steps[0].step.key


def _check_member(state: State, decision: Decision, people: Directory) -> None:
    """Refuse who was of the group at the submission and is no longer."""
    group = next(step.step.group for step in state.steps if step.step.key == decision.step)
    if decision.seat not in people.members(group):
        raise NotAskedError(
            f"{decision.person} cannot {decision.verdict} {state.submission.subject}: {decision.seat} is no longer of "
            f"group {group}; another member must decide, or it is withdrawn and submitted anew"
        )


def _check_delegation(state: State, decision: Decision, people: Directory) -> None:
    giver = decision.on_behalf_of
    if giver is None:
        return
    who = f"{decision.person} cannot {decision.verdict} {state.submission.subject} on behalf of {giver}"
    delegations = people.delegations_between(giver, decision.person)
    if not delegations:
        raise NoDelegationError(
            f"{who}: {giver} has not named {decision.person}; ask {giver} to, or decide in one's own name"
        )
    if not any(delegation.runs(decision.at) for delegation in delegations):
        ends = max(delegation.ends for delegation in delegations)
        when = f"ended {ends:%Y-%m-%d %H:%M %Z}" if ends <= decision.at else "has not begun"
        raise NoDelegationError(f"{who}: the delegation {when}; ask {giver} for a new one")
    if not people.knows(giver):
        raise NoDelegationError(f"{who}: {giver} is no longer an active user; another member must decide")
