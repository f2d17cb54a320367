"""Random workflows, people, delegations, edits and decisions: what is approved was approved as it must be.

The machine keeps books of its own (who changed what, who was of which group when) and judges by them alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from approval.condition import Condition, Has, IsLocked, Not
from approval.decision import Decision, Verdict
from approval.digests import digest_of
from approval.history import BrokenHistoryError, state_of
from approval.people import Delegation, Directory, Group, Person
from approval.queue import Task, tasks
from approval.refusals import EditedMeanwhileError, RefusedError, SubmissionClosedError
from approval.state import State, Status
from approval.subject import Subject
from approval.submission import Submission, SubmissionError, package_digest, submit
from approval.transitions import Act, World, approve, comment, reject, request_changes, void, withdraw
from approval.workflow import Quorum, RecallRule, Scope, Stage, Step, Workflow
from tests.approval.examples import DAY, HOUR, MONDAY, passed

PEOPLE = ("a", "b", "c", "d", "e", "f")
GROUPS = ("g", "h", "i")
WHENS: dict[str, Condition | None] = {
    "always": None,
    "credit": Has("tag", "credit"),
    "no credit": Not(Has("tag", "credit")),
    "locked": IsLocked(True),
}
ACTS = {approve: 6, reject: 1, request_changes: 1, comment: 1, withdraw: 1}

person = st.sampled_from(PEOPLE)
members = st.frozensets(person, min_size=2, max_size=4)
quorum: st.SearchStrategy[Quorum] = st.sampled_from(["any", "all", 1, 2])
step_shape = st.tuples(st.sampled_from(GROUPS), quorum, st.sampled_from(["always", "always", *WHENS]))
shapes = st.lists(st.lists(step_shape, min_size=1, max_size=2), min_size=1, max_size=3)
Shape = list[list[tuple[str, Quorum, str]]]


def workflow_of(shape: Shape, four_eyes: bool) -> Workflow:
    stages = tuple(
        Stage(
            f"stage-{row}",
            tuple(Step(f"step-{row}-{i}", group, q, WHENS[when]) for i, (group, q, when) in enumerate(steps)),
        )
        for row, steps in enumerate(shape)
    )
    return Workflow("w", "W", Scope("block"), stages, RecallRule("g"), four_eyes=four_eyes)


@dataclass
class Book:
    """What the machine knows of a submission, written down as it happens."""

    submission: Submission
    shape: Shape
    authors: frozenset[str]
    two_people: bool
    credit: bool
    groups: dict[str, frozenset[str]]
    decisions: list[Decision] = field(default_factory=list)
    entitled: list[bool] = field(default_factory=list)
    edited: bool = False
    final: State | None = None

    @property
    def state(self) -> State:
        return state_of(self.submission, self.decisions)

    def asked(self) -> dict[str, tuple[str, Quorum]]:
        """Group and quorum of each step that must have been asked, by its key."""
        holds = {"always": True, "credit": self.credit, "no credit": not self.credit}
        holds["locked"] = self.submission.subject.locked
        return {
            f"step-{row}-{i}": (group, q)
            for row, steps in enumerate(self.shape)
            for i, (group, q, when) in enumerate(steps)
            if holds[when]
        }


def assert_sound(book: Book, decisions: list[Decision]) -> None:
    """Whatever `decisions` are, if they approve, then with every quorum of the people who may."""
    approvals = [decision for decision in decisions if decision.verdict is Verdict.APPROVE]
    for decision in approvals:
        assert decision.seen == book.submission.digest
        assert decision.person not in book.authors
        assert decision.seat not in book.authors
    for key, (group, q) in book.asked().items():
        here = [decision for decision in approvals if decision.step == key]
        able = book.groups[group] - book.authors
        seats = {decision.seat for decision in here}
        assert seats <= able
        assert len({decision.person for decision in here}) == len(here), "somebody counted twice"
        needed = {"any": 1, "all": len(able)}[q] if isinstance(q, str) else q
        assert len(seats) >= needed >= 1
    if book.two_people:
        assert len({decision.person for decision in approvals}) >= 2
        assert len({decision.seat for decision in approvals}) >= 2
    assert approvals


class Approval(RuleBasedStateMachine):
    @initialize(shape=shapes, four_eyes=st.booleans(), locked=st.booleans(), data=st.data())
    def begin(self, shape: Shape, four_eyes: bool, locked: bool, data: st.DataObject) -> None:
        self.groups = {group: data.draw(members) for group in GROUPS}
        self.delegations: list[Delegation] = []
        self.books: list[Book] = []
        self.at = MONDAY
        self.edits, self.letter_edits, self.letters = 1, 1, data.draw(st.integers(0, 2))
        self.locked, self.credit = locked, data.draw(st.booleans())
        self.authors: set[str] = set()
        self.shape, self.four_eyes = shape, four_eyes
        self.delegate_some(data.draw(st.lists(st.tuples(person, person), max_size=6)))
        self.submit(data.draw(person))

    @property
    def subject(self) -> Subject:
        tags = frozenset({"credit"} if self.credit else ())
        return Subject("block", "x", self.edits, digest_of(self.edits), locked=self.locked, tags=tags)

    @property
    def followers(self) -> tuple[Subject, ...]:
        """The letters that go with the subject, as they are now."""
        parts = (self.subject,)
        return tuple(
            Subject("template", f"letter-{number}", 1, digest_of([number, self.letter_edits]), parts=parts)
            for number in range(self.letters)
        )

    @property
    def people(self) -> Directory:
        groups = tuple(Group(key, people) for key, people in self.groups.items())
        return Directory(tuple(Person(name, name) for name in PEOPLE), groups, tuple(self.delegations))

    @property
    def world(self) -> World:
        return World(self.people, package_digest(self.subject, self.followers))

    @property
    def book(self) -> Book:
        return self.books[-1]

    @property
    def book_is_busy(self) -> bool:
        """Whether something has been decided that a change around it could spoil."""
        return bool(self.books) and len(self.book.decisions) > 0

    def append(self, book: Book, decision: Decision) -> None:
        may = decision.verdict is not Verdict.APPROVE or self.entitles(book, decision)
        book.decisions.append(decision)
        event(f"{decision.verdict} by {'another' if decision.on_behalf_of else 'right'}")
        book.entitled.append(may)
        if book.state.status is not Status.OPEN:
            book.final = book.state
            if book.final.status is Status.APPROVED:
                event("approved")
                self.authors = set()  # of any change since the last approval

    def entitles(self, book: Book, decision: Decision) -> bool:
        group = book.asked()[decision.step or ""][0]
        lent = decision.person == decision.seat or any(
            (d.giver, d.taker) == (decision.seat, decision.person) and d.starts <= decision.at < d.ends
            for d in self.delegations
        )
        return lent and decision.seat in self.groups[group]

    # What happens around the submissions

    @precondition(lambda self: self.book_is_busy)
    @rule(who=person, recorded=st.booleans(), lock=st.none() | st.booleans(), a_letter=st.booleans())
    def edit(self, who: str, recorded: bool, lock: bool | None, a_letter: bool) -> None:
        """Somebody edits; if it was not `recorded`, the void is lost, as if a machine had stopped in between."""
        if a_letter and self.letters:
            event("edit of a follower")
            self.letter_edits += 1
        else:
            event("edit")
            self.edits += 1
        self.authors.add(who)
        if lock is not None:
            self.locked, self.credit = lock, not self.credit
        for book in self.books:
            book.edited = True
            if recorded and book.final is None:
                self.append(book, void(book.submission, book.decisions, who, self.world.current, self.at))

    @precondition(lambda self: self.book_is_busy)
    @rule(group=st.sampled_from(GROUPS), now=members, givers=st.lists(st.tuples(person, person), max_size=3))
    def reorganise(self, group: str, now: frozenset[str], givers: list[tuple[str, str]]) -> None:
        """People change groups, and name who stands in for them."""
        self.groups[group] = now
        self.delegate_some(givers)

    def delegate_some(self, pairs: list[tuple[str, str]]) -> None:
        for number, (giver, taker) in enumerate(pairs):
            if giver != taker:
                starts = self.at + (number % 3 // 2) * DAY - DAY
                self.delegations.append(Delegation(giver, taker, starts, starts + (number % 2 + 1) * 2 * DAY))

    @rule(hours=st.integers(1, 24))
    def wait(self, hours: int) -> None:
        self.at += timedelta(hours=hours)

    # What people do

    @precondition(lambda self: not self.books or self.book.final is not None or self.book.edited)
    @rule(who=person, shape=shapes, four_eyes=st.booleans(), letters=st.integers(0, 2))
    def submit_under_a_new_workflow(self, who: str, shape: Shape, four_eyes: bool, letters: int) -> None:
        self.shape, self.four_eyes, self.letters = shape, four_eyes, letters
        self.submit(who)

    def submit(self, who: str) -> None:
        subject, workflow = self.subject, workflow_of(self.shape, self.four_eyes)
        authors = frozenset(self.authors) | {who}
        two = self.locked or self.four_eyes
        try:
            submission = submit(
                subject,
                workflow,
                submission=f"s{len(self.books)}",
                submitter=who,
                authors=self.authors,
                gates=[result for one in (subject, *self.followers) for result in passed(one, workflow)],
                people=self.people,
                at=self.at,
                followers=self.followers,
            )
        except SubmissionError:
            return
        event(f"submit with {len(submission.followers)} followers")
        self.books.append(Book(submission, self.shape, authors, two, self.credit, dict(self.groups)))

    @rule(
        data=st.data(),
        verb=st.sampled_from([verb for verb, weight in ACTS.items() for _ in range(weight)]),
        who=person,
        giver=st.none() | person,
        honest=st.integers(0, 5).map(bool),
    )
    def decide(
        self, data: st.DataObject, verb: Callable[..., Decision], who: str, giver: str | None, honest: bool
    ) -> None:
        """Anybody tries anything. What was not refused is written down."""
        if not self.books:
            return
        book = data.draw(st.sampled_from(self.books))
        step = data.draw(st.none() | st.sampled_from([*book.asked(), "step-9-9"]))
        seen = book.submission.digest if honest else digest_of("something else")
        act = Act(who, seen, self.at, "because", step, giver)
        try:
            decision = verb(book.submission, book.decisions, act, self.world)
        except (EditedMeanwhileError, SubmissionClosedError):
            assert book.edited or book.final
            return
        except RefusedError:
            return
        assert not book.edited, "an edit had voided it"
        assert book.final is None, "a closed submission took another decision"
        self.append(book, decision)

    @rule(data=st.data())
    def work_the_queue(self, data: st.DataObject) -> None:
        """Somebody does what awaits them, which is never refused."""
        if not self.books or self.book.final or self.book.edited:
            return
        self.do(data, self.waiting())

    @precondition(lambda self: self.books and self.book.final is None and not self.book.edited)
    @rule(data=st.data())
    def work_until_done(self, data: st.DataObject) -> None:
        """Whatever the order, those who are asked can always bring it to its end, if they are still there."""
        book = self.book
        self.groups = {group: people | book.groups[group] for group, people in self.groups.items()}
        for _ in range(len(book.asked()) * len(PEOPLE)):
            if book.final is None:
                waiting = self.waiting()
                assert waiting, "nobody can go on"
                self.do(data, waiting)
        assert book.final is not None
        assert book.final.status is Status.APPROVED

    def waiting(self) -> list[tuple[str, Task]]:
        return [(who, task) for who in PEOPLE for task in tasks(who, [self.book.state], self.people, self.at)]

    def do(self, data: st.DataObject, waiting: list[tuple[str, Task]]) -> None:
        if not waiting:
            return
        standing_in = [(who, task) for who, task in waiting if who not in task.seats]
        lend: bool = data.draw(st.booleans())
        who, task = data.draw(st.sampled_from(standing_in if standing_in and lend else waiting))
        seat = data.draw(st.sampled_from(task.seats))
        act = Act(who, self.book.submission.digest, self.at, step=task.step, on_behalf_of=seat)
        self.append(self.book, approve(self.book.submission, self.book.decisions, act, self.world))
        self.at += HOUR

    @rule(who=person)
    def look_at_the_queue(self, who: str) -> None:
        """What can be approved stands in the queue, and nothing else does."""
        if not self.books or self.book.edited:
            return
        book = self.book
        listed = {(t.step, seat) for t in tasks(who, [book.state], self.people, self.at) for seat in t.seats}
        accepted = set()
        for key in book.asked():
            for seat in PEOPLE:
                act = Act(who, book.submission.digest, self.at, step=key, on_behalf_of=seat)
                try:
                    approve(book.submission, book.decisions, act, self.world)
                except RefusedError:
                    continue
                accepted.add((key, seat))
        assert listed == accepted

    @rule(data=st.data(), who=person, giver=st.none() | person, spoilt=st.sampled_from(["who", "seen", "step", "all"]))
    def forge(self, data: st.DataObject, who: str, giver: str | None, spoilt: str) -> None:
        """A row that came into the store by another way: it breaks the history, or approves nothing it should not."""
        if not self.books or self.book.edited:
            return
        book = self.book
        waiting = self.waiting()
        asker, task = data.draw(st.sampled_from(waiting)) if waiting else (who, None)
        seat = task.seats[0] if task else giver
        step = task.step if task else next(iter(book.asked()))
        row = Decision(
            submission=book.submission.id,
            number=len(book.decisions) + 1,
            verdict=Verdict.APPROVE,
            person=who if spoilt in ("who", "all") else asker,
            seen=digest_of("other") if spoilt in ("seen", "all") else book.submission.digest,
            at=self.at,
            step=data.draw(st.sampled_from(list(book.asked()))) if spoilt in ("step", "all") else step,
            on_behalf_of=giver if spoilt in ("who", "all") else seat,
        )
        try:
            state = state_of(book.submission, [*book.decisions, row])
        except BrokenHistoryError:
            return
        event("forged a row that could have been")
        assert book.final is None
        assert row.seen == book.submission.digest
        assert row.seat in book.groups[book.asked()[row.step or ""][0]] - book.authors
        if state.status is Status.APPROVED:
            assert_sound(book, [*book.decisions, row])

    # What always holds

    @invariant()
    def what_is_approved_was_approved_as_it_must_be(self) -> None:
        for book in self.books:
            if book.state.status is Status.APPROVED:
                assert_sound(book, book.decisions)
                assert all(book.entitled), "somebody without the right"

    @invariant()
    def what_is_closed_never_changes(self) -> None:
        for book in self.books:
            assert book.final is None or book.state == book.final

    @invariant()
    def the_same_decisions_give_the_same_state(self) -> None:
        for book in self.books:
            assert state_of(book.submission, iter(book.decisions)) == state_of(book.submission, tuple(book.decisions))
            if len(book.decisions) > 1:
                self.breaks(book, book.decisions[::-1])
                self.breaks(book, book.decisions[1:])
                self.breaks(book, [*book.decisions, book.decisions[-1]])
                self.breaks(book, [replace(book.decisions[0], submission="other"), *book.decisions[1:]])

    def breaks(self, book: Book, decisions: list[Decision]) -> None:
        try:
            state_of(book.submission, decisions)
        except BrokenHistoryError:
            return
        raise AssertionError("another order was taken for a history")


TestApproval = Approval.TestCase
TestApproval.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
