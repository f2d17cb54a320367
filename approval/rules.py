"""The rules every decision keeps, judged from the submission and its history alone.

They are judged twice: when somebody decides, and whenever the decisions are read again. So a row put into a store by
another way than the transitions approves nothing.
"""

from approval.decision import Decision, Verdict
from approval.digests import short
from approval.refusals import (
    AlreadyDecidedError,
    AuthorDecidesError,
    BadTimeError,
    EditedMeanwhileError,
    NotAskedError,
    NotYoursError,
    ReasonMissingError,
    SamePersonError,
    SawAnotherError,
    StepNotOpenError,
    StepUnclearError,
    SubmissionClosedError,
)
from approval.state import State, Status, StepState, eyes

_VOTES = (Verdict.APPROVE, Verdict.REJECT, Verdict.REQUEST_CHANGES)


def check(state: State, decision: Decision) -> None:
    """Raise the one of `refusals` that says why `decision` cannot follow on `state`; return when it can."""
    check_open(state, decision.person, decision.verdict)
    if decision.at.tzinfo is None:
        raise BadTimeError(f"{_who(state, decision)}: the time has no time zone; pass an aware one")
    if decision.verdict is Verdict.VOID:
        return _check_void(state, decision)
    _check_seen(state, decision)
    if decision.verdict is not Verdict.APPROVE and not decision.reason.strip():
        raise ReasonMissingError(f"{_who(state, decision)} without words; say why, for those who read it later")
    if decision.verdict is Verdict.WITHDRAW and decision.person not in state.submission.authors:
        raise NotYoursError(f"{_who(state, decision)}: only its authors withdraw it; reject it, or ask for changes")
    if decision.verdict in _VOTES:
        check_authors(state, decision)
        _check_vote(state, decision)
    return None


def check_open(state: State, person: str, verdict: Verdict) -> None:
    """Raise SubmissionClosedError unless the submission is open."""
    if state.status is not Status.OPEN:
        raise SubmissionClosedError(
            f"{person} cannot {verdict} {state.submission.subject}: submission {state.submission.id} is "
            f"{state.status}, which is final; submit the subject anew"
        )


def check_authors(state: State, decision: Decision) -> None:
    """Raise AuthorDecidesError if the person, or whom they stand in for, made any of the change."""
    authors = state.submission.authors
    who = _who(state, decision)
    remedy = "leave it to another member of the group"
    if decision.person in authors:
        own = f", though on behalf of {decision.on_behalf_of}" if decision.on_behalf_of else ""
        raise AuthorDecidesError(
            f"{who}: {decision.person} made some of the change since the last approval{own}; {remedy}, or withdraw it"
        )
    if decision.seat in authors:
        raise AuthorDecidesError(
            f"{who}: {decision.seat}, for whom {decision.person} stands in, made some of the change since the last "
            f"approval; {remedy}"
        )


def _check_void(state: State, decision: Decision) -> None:
    if decision.seen == state.submission.digest:
        raise SawAnotherError(f"{_who(state, decision)}: its content is still what was submitted; withdraw it instead")


def _check_seen(state: State, decision: Decision) -> None:
    if decision.seen != state.submission.digest:
        raise SawAnotherError(
            f"{_who(state, decision)}: {decision.person} had {short(decision.seen)} in view, and "
            f"{short(state.submission.digest)} was submitted; open it again, read it, and decide"
        )


def _check_vote(state: State, decision: Decision) -> None:
    step = next((step for step in state.steps if step.step.key == decision.step), None)
    who = _who(state, decision)
    if step is None:
        asked = ", ".join(step.step.key for step in state.steps)
        raise StepUnclearError(f"{who}: no step {decision.step!r} is asked about it; these are: {asked}")
    if decision.seat not in state.submission.members[step.step.key]:
        raise NotAskedError(
            f"{who}: {decision.seat} was not of group {step.step.group} when it was submitted, and step "
            f"{step.step.key} asks that group alone; ask one of {', '.join(_names(state, step))}"
        )
    if step.opened is None:
        raise StepNotOpenError(f"{who}: step {step.step.key} begins when the stages before {step.stage} are done; wait")
    if decision.verdict is Verdict.APPROVE:  # a no counts from everyone who has been asked, as long as it is open
        _check_counts(state, step, decision)


def _check_counts(state: State, step: StepState, decision: Decision) -> None:
    """Refuse an approval that adds nobody.

    Who is asked decides in their own name: on behalf of another they would use up a place that is not theirs.
    """
    who, key = _who(state, decision), step.step.key
    if decision.person != decision.seat and decision.person in state.submission.members[key]:
        raise SamePersonError(
            f"{who} on behalf of {decision.seat}: {decision.person} is asked in step {key} too, and one person counts "
            f"once; decide in your own name, and leave the place of {decision.seat} to another"
        )
    if earlier := next((a for a in step.approvals if a.person == decision.person), None):
        if earlier.seat == decision.seat:
            raise AlreadyDecidedError(f"{who}: {decision.person} has approved in step {key}; others must now")
        raise SamePersonError(
            f"{who} on behalf of {decision.seat}: {decision.person} has approved in step {key} on behalf of "
            f"{earlier.seat}, and one person counts once; another must decide"
        )
    if state.awaits_second_person:
        if eyes((*state.approvals, decision)) < 2:
            raise SamePersonError(f"{who}: two different people must approve it, each in their own right; ask another")
        return
    if earlier := next((a for a in step.approvals if a.seat == decision.seat), None):
        raise AlreadyDecidedError(
            f"{who}: {earlier.person} has approved in step {key} on behalf of {decision.seat}; others must now"
        )
    if step.done:
        raise StepNotOpenError(f"{who}: step {key} has the {step.needed} it needs; others are asked now")


def _names(state: State, step: StepState) -> list[str]:
    return sorted(state.submission.members[step.step.key])


def _who(state: State, decision: Decision) -> str:
    return f"{decision.person} cannot {decision.verdict} {state.submission.subject}"


def check_current(state: State, decision: Decision, current: str) -> None:
    """Raise EditedMeanwhileError unless `current`, the subject's digest now, is the one that was submitted."""
    if current != state.submission.digest:
        raise EditedMeanwhileError(
            f"{_who(state, decision)}: it was edited meanwhile, from {short(state.submission.digest)} to "
            f"{short(current)}, which voids submission {state.submission.id}; submit it anew"
        )
