"""Random people, workflows, edits, approvals, recalls and roll backs in the real stores: nothing unapproved is sent.

The model keeps books of its own (`ledger`), and holds what may be sent against those after every act.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy.orm import Session

from approval.audit import Where
from approval.audit_store import head
from approval.decision import Verdict
from approval.people import PeopleError
from approval.state import Status
from approval.subject import Kind
from approval.submission import Submission
from approval.workflow_data import read_workflow
from ccm.errors import EXPECTED_ERRORS
from ccm.governance.acting import Acting
from ccm.governance.books import Books
from ccm.governance.deciding import Words as Said
from ccm.governance.deciding import decide
from ccm.governance.editing import import_library, roll_back
from ccm.governance.recalling import recall_release, recall_subject
from ccm.governance.releasing import release
from ccm.governance.submitting import submit
from ccm.governance.workflows import add_workflow
from ccm.library import Shelf
from ccm.people import acts
from ccm.sending import NotSendableError, release_in_force
from content_blocks.digest import digest
from tests.ccm.governance.agreement import assert_books_agree
from tests.ccm.governance.copies import built, copied
from tests.ccm.governance.ledger import DECIDING, KEYS, LETTER, Book, Rules, Words, Yes, home_of, words_in, write
from tests.ccm.governance.office import GROUPS, ROLES, Office, passed

PEOPLE = tuple(sorted(ROLES.keys() - {"otto", "ida"}))
HOMES = ("block", "template", "brand")
WHENS: dict[str, dict[str, Any]] = {
    "always": {}, "locked": {"when": {"locked": True}}, "free": {"when": {"locked": False}}
}  # fmt: skip

person = st.sampled_from(PEOPLE)
writer = st.sampled_from(["fritz", "fritz", "fritz", "anna", "anna", *PEOPLE])
kind = st.sampled_from(tuple(KEYS))
group = st.sampled_from(tuple(GROUPS))
step = st.tuples(group, st.sampled_from(["any", "any", "all", 1, 2]), st.sampled_from(["always", "always", *WHENS]))
shapes = st.lists(st.lists(step, min_size=1, max_size=2), min_size=1, max_size=2)
rules = st.builds(Rules, shapes, st.booleans(), st.integers(1, 2))


@pytest.fixture(scope="module", autouse=True)
def released(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Every example begins with the same office, in which everything is approved and the letter is released."""
    with built("sqlite", tmp_path_factory.mktemp("model"), None) as office:
        office.released()
        Governance.office = office
        yield


class Governance(RuleBasedStateMachine):
    office: ClassVar[Office]

    @initialize(asked=st.fixed_dictionaries(dict.fromkeys(KEYS, rules)))
    def begin(self, asked: dict[Kind, Rules]) -> None:
        self.folder = Path(mkdtemp(prefix="ccm-model-"))
        self.opened = copied(self.office, self.folder)
        self.here = self.opened.__enter__()
        self.database, self.at = self.here.database, self.here.at
        shelf = self.here.shelf
        self.base = {str(p.relative_to(shelf)): p.read_text() for p in shelf.rglob("*") if p.suffix in (".yaml", ".po")}
        self.seen_head: object = None
        self.groups = {key: frozenset(members) for key, members in GROUPS.items()}
        self.roles = {person: {role} for person, role in ROLES.items()}
        self.lent: list[tuple[str, str]] = []
        self.words = Words()
        self.made = {home: [Words()] for home in HOMES}
        self.changes: dict[str, list[str]] = {home: ["fritz"] for home in HOMES}
        self.books: dict[str, Book] = {}
        self.asked_for: dict[Kind, Rules] = {}
        self._remember()
        for one, wanted in asked.items():
            self.ask(one, wanted)

    def _remember(self) -> None:
        """What was approved before the model began."""
        with self.database.reading() as session:
            approvals = Books(session).approvals
            for one in approvals.list_submissions():
                if one.key not in KEYS.values():
                    continue
                state = approvals.state(one.id)
                rules = Rules([], False, 2)
                book = self._book(state.submission, Words(), rules)
                book.approved = book.closed = True
                book.yes = [Yes(a.person, a.seat, a.step or "", a.seen) for a in state.approvals]
                self.books[one.id] = book

    def teardown(self) -> None:
        if hasattr(self, "opened"):
            self.opened.__exit__(None, None, None)
            shutil.rmtree(self.folder)

    # Acting

    def by(self, who: str) -> Acting:
        self.at += timedelta(minutes=7)
        return Acting(who, self.at, Where("test", "model"))

    def attempt(self, who: str, act: Callable[[Session, Acting], Any]) -> Any:
        """What the act gives, or None when it is refused in words."""
        acting = self.by(who)
        try:
            with self.database.writing() as session:
                return act(session, acting)
        except EXPECTED_ERRORS as refusal:
            event(f"refused: {type(refusal).__name__}")
            return None

    # People

    @rule(who=person, key=group, joins=st.booleans())
    def reorganise(self, who: str, key: str, joins: bool) -> None:
        act = acts.join_group if joins else acts.leave_group
        try:
            with self.database.writing() as session:
                act(session, self.by("otto"), key, who)
        except PeopleError:
            return
        self.groups[key] = self.groups[key] | {who} if joins else self.groups[key] - {who}

    @rule(who=person, role=st.sampled_from(["author", "compliance", "approver", "designer"]), given=st.booleans())
    def change_roles(self, who: str, role: str, given: bool) -> None:
        act = acts.grant if given else acts.revoke
        try:
            with self.database.writing() as session:
                act(session, self.by("otto"), who, role)
        except PeopleError:
            return
        self.roles[who] = self.roles[who] | {role} if given else self.roles[who] - {role}

    @rule(giver=person, taker=person)
    def delegate(self, giver: str, taker: str) -> None:
        def lend(session: Session, acting: Acting) -> object:
            return acts.delegate(session, acting, taker, acting.at, acting.at + timedelta(days=9))

        if self.attempt(giver, lend):
            self.lent.append((giver, taker))

    @rule(one=kind, wanted=rules)
    def ask(self, one: Kind, wanted: Rules) -> None:
        """Another workflow for what is submitted from now on."""
        workflow = read_workflow({
            "workflow": f"{one}s", "title": "Any", "for": {"kind": one}, "four_eyes": wanted.four_eyes,
            "recall": {"group": "incident", "people": wanted.recalling},
            "stages": [
                {"stage": f"stage-{row}", "steps": [
                    {"step": f"step-{row}-{place}", "group": group, "quorum": quorum, **WHENS[when]}
                    for place, (group, quorum, when) in enumerate(steps)]}
                for row, steps in enumerate(wanted.shape)
            ],
        })  # fmt: skip
        with self.database.writing() as session:
            add_workflow(session, self.by("otto"), workflow)
        self.asked_for[one] = wanted

    # Words

    @rule(who=writer, one=kind)
    def edit(self, who: str, one: Kind) -> None:
        edition = sum(map(len, self.made.values()))
        field = {"block": "source", "translation": "italian", "template": "letter", "brand": "brand"}[one]
        words = replace(self.words, **{field: edition})
        number = len(self.made["block"]) + (home_of(one) == "block")
        write(self.here.shelf, self.base, words, number)
        shelf = Shelf.at(self.here.shelf)
        if self.attempt(who, lambda session, acting: import_library(session, acting, shelf)):
            self.edited(who, home_of(one), words)

    @rule(data=st.data(), who=writer, home=st.sampled_from(HOMES))
    def go_back(self, data: st.DataObject, who: str, home: Any) -> None:
        number = data.draw(st.integers(1, len(self.made[home])))
        key = KEYS[home]
        edited = self.attempt(who, lambda session, acting: roll_back(session, acting, home, key, number))
        if edited and edited.new:
            self.edited(who, home, self.words.taking(home, self.made[home][number - 1]))

    def edited(self, who: str, home: str, words: Words) -> None:
        self.words = words
        self.made[home].append(words)
        self.changes[home].append(who)

    # Approval

    @rule(who=writer, names=st.lists(kind, min_size=1, max_size=2, unique=True), with_followers=st.booleans())
    def submit(self, who: str, names: list[Kind], with_followers: bool) -> None:
        subjects = [(one, KEYS[one]) for one in names]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("ccm.governance.submitting.run_gates", passed)
            try:
                made = submit(self.database, self.by(who), subjects, with_followers=with_followers)
            except EXPECTED_ERRORS as refusal:
                event(f"not submitted: {type(refusal).__name__}")
                return
        for submission in made.submissions:
            event(f"submitted with {len(submission.followers)} followers")
            found = submission.subject.kind
            book = self._book(submission, self.words, self.asked_for[found])
            book.authors = self.authors(found) | {who}
            self.books[submission.id] = book

    def _book(self, submission: Submission, words: Words, rules: Rules) -> Book:
        found = submission.subject.kind
        return Book(
            found, submission.digest, frozenset(one.digest for one in submission.subjects), words,
            frozenset(), rules, dict(self.groups), len(self.changes[home_of(found)]), found in ("block", "translation"),
        )  # fmt: skip

    def authors(self, one: Kind) -> frozenset[str]:
        """Who changed it since it was approved last, by an approval that still counts."""
        counts = [
            book.changes for book in self.books.values() if book.kind == one and book.approved and not book.recalled()
        ]
        return frozenset(self.changes[home_of(one)][max(counts, default=0) :])

    def open_books(self) -> dict[str, Book]:
        return {key: book for key, book in self.books.items() if not book.closed}

    @rule(
        data=st.data(),
        one=kind,
        who=person,
        verdict=st.sampled_from([*[Verdict.APPROVE] * 5, Verdict.REJECT, Verdict.WITHDRAW, Verdict.COMMENT]),
        giver=st.none() | person,
        honest=st.integers(0, 4).map(bool),
    )
    def decide(
        self, data: st.DataObject, one: Kind, who: str, verdict: Verdict, giver: str | None, honest: bool
    ) -> None:
        """Anybody tries anything."""
        self.say(one, who, verdict, giver, None, None if honest else digest("another"))

    @rule(data=st.data(), one=kind)
    def work(self, data: st.DataObject, one: Kind) -> None:
        """Those who are asked approve, until it is done or nobody can go on."""
        for _ in range(6):
            with self.database.reading() as session:
                books = Books(session)
                waiting = [
                    (who, task)
                    for who in PEOPLE
                    for task in books.approvals.queue(who, books.people.directory(), self.at)
                    if (task.submission.subject.kind, task.submission.subject.key) == (one, KEYS[one])
                ]
            if not waiting:
                return
            who, task = data.draw(st.sampled_from(waiting))
            self.say(one, who, Verdict.APPROVE, task.seats[0], task.step, None)

    @rule(data=st.data(), who=writer, one=kind, with_followers=st.booleans(), edits=st.booleans())
    def carry(self, data: st.DataObject, who: str, one: Kind, with_followers: bool, edits: bool) -> None:
        """Something goes all the way, from its words to its approval, if those who are asked can bring it there."""
        if edits:
            self.edit(who, one)
        names: list[Kind] = ["block", "translation"] if one in ("block", "translation") else [one]
        self.submit("anna", names, with_followers)
        for name in names:
            self.work(data, name)

    def say(self, one: Kind, who: str, verdict: Verdict, giver: str | None, step: str | None, seen: str | None) -> None:
        giver = None if giver == who else giver
        said = Said("because", step, giver, None, seen)
        outcome = self.attempt(who, lambda s, acting: decide(Books(s), acting, verdict, one, KEYS[one], said))
        if outcome is None:
            return
        assert self.roles[who] & (DECIDING if verdict is Verdict.APPROVE else self.roles[who])
        book = self.books[outcome.state.submission.id]
        assert not book.closed, "it was closed, or edited since"
        assert book.words.of(one) == self.words.of(one), "other words than those that were submitted"
        assert giver is None or (giver, who) in self.lent
        if verdict is Verdict.APPROVE:
            book.yes.append(Yes(who, giver or who, outcome.decision.step, outcome.decision.seen))
        book.closed = outcome.state.status is not Status.OPEN
        if outcome.state.status is Status.APPROVED:
            book.approved = True
            book.assert_sound()
            event(f"approved, releasing {len(outcome.released)}")

    # Releases

    @rule(who=person, data=st.data())
    def release(self, who: str, data: st.DataObject) -> None:
        number = data.draw(st.none() | st.integers(1, len(self.made["template"])))
        stored = self.attempt(who, lambda session, acting: release(Books(session), acting, LETTER, number))
        if stored is None:
            return
        event("released")
        assert self.roles[who] & DECIDING
        books = [self.books[entry["submission"]] for entry in stored.lock["approvals"]]
        if not any(book.recalled(stored.digest) for book in books):
            with self.database.reading() as session:
                assert release_in_force(session, LETTER, self.at.date()).digest == stored.digest

    @rule(who=person, one=kind, a_release=st.booleans(), everybody=st.booleans())
    def recall(self, who: str, one: Kind, a_release: bool, everybody: bool) -> None:
        for caller in sorted(self.groups["incident"]) if everybody else [who]:
            self.call_back(caller, one, a_release)

    def call_back(self, who: str, one: Kind, a_release: bool) -> None:
        def act(session: Session, acting: Acting) -> Any:
            if not a_release:
                return recall_subject(Books(session), acting, one, KEYS[one], None, "wrong")
            newest = Books(session).releases.of(LETTER)[-1]
            return recall_release(Books(session), acting, newest.name, "wrong")

        outcome = self.attempt(who, act)
        if outcome is not None:
            assert who in self.groups["incident"]
            book = self.books[outcome.call.submission]
            book.calls.append((who, outcome.call.release))
            assert outcome.stopped is book.recalled(outcome.call.release)
            event("recalled" if outcome.stopped else "called back")

    # What always holds

    @invariant()
    def only_what_was_approved_is_sent(self) -> None:
        if not hasattr(self, "database"):
            return
        with self.database.reading() as session:
            now = head(session.connection())
            if now == self.seen_head:
                return
            self.seen_head = now
            try:
                sent = release_in_force(session, LETTER, self.at.date())
            except NotSendableError:
                event("nothing is sent")
                sent = None
            self._close_what_is_void(session)
        if sent is not None:
            entries = sent.lock["approvals"]
            assert isinstance(entries, list)
            for entry in entries:
                book = self.books[entry["submission"]]
                assert book.approved
                assert entry["digest"] in book.digests
                assert not book.recalled(sent.digest)
                said = {(yes.person, yes.step) for yes in book.yes}
                assert {(by["person"], by["step"]) for by in entry["approved_by"]} == said
            words = words_in(sent)
            for one in KEYS:
                read = {book.words.of(one) for book in self.books.values() if book.kind == one and book.approved}
                assert words.of(one) in read, f"words of the {one} are sent that nobody approved"
        assert_books_agree(self.database)

    def _close_what_is_void(self, session: Session) -> None:
        """An edit voids what is open on it; what is open still is what people were shown."""
        approvals = Books(session).approvals
        for key, book in self.open_books().items():
            status = approvals.state(key).status
            assert status in (Status.OPEN, Status.VOIDED)
            book.closed = status is Status.VOIDED
            if not book.closed:
                assert book.words.of(book.kind) == self.words.of(book.kind), "an edit did not void what was open"


Governance.TestCase.settings = settings(
    max_examples=10,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
TestGovernance = Governance.TestCase
