"""Finding submissions, and what a digest was approved by."""

from dataclasses import replace

from approval.digests import digest_of
from approval.state import Status
from approval.store import ApprovalStore
from ccm.db.session import Database
from tests.approval.examples import DAY, HOUR, LEGAL_ANY, MONDAY, block, letter, submitted, workflow_of
from tests.approval.stores import call_back, decide, keep, package

INVOICE = letter("invoice", block())
LETTERS = workflow_of({"stage": "a", "steps": [{"step": "legal", "group": "legal", "due": 3}]}, kind="template")


def test_what_is_open_and_what_there_was(database: Database) -> None:
    with database.writing() as session:
        store = ApprovalStore(session)
        assert store.open_of("block", "right-to-complain") == ()
        keep(session, package(LEGAL_ANY, [INVOICE]))
        assert store.open_of("block", "right-to-complain") == ("s1",)
        assert store.open_of("template", "invoice") == ()
        assert store.open_of("template", "invoice", following=True) == ("s1",)
        decide(session, "s1", "bruno")
        keep(session, submitted(LETTERS, INVOICE, submission="s2"))
        assert store.open_of("block", "right-to-complain") == ()
        assert store.open_of("template", "invoice", following=True) == ("s2",)
        assert store.submissions_of("template", "invoice") == ("s2",)
        assert store.submissions_of("template", "invoice", following=True) == ("s1", "s2")


def test_submissions_are_listed_the_newest_first(database: Database) -> None:
    with database.writing() as session:
        store = ApprovalStore(session)
        for number in range(1, 12):
            keep(session, submitted(LETTERS, replace(INVOICE, key=f"letter-{number}"), submission=str(number)))
        decide(session, "2", "bruno", at=MONDAY + HOUR)
        assert [one.id for one in store.list_submissions(limit=3)] == ["11", "10", "9"]
        assert [one.number for one in store.list_submissions(limit=3, before=9)] == [8, 7, 6]
        assert [one.id for one in store.list_submissions(status=Status.OPEN, before=4)] == ["3", "1"]
        (one,) = store.list_submissions(status=Status.APPROVED)
        assert (one.id, one.key, one.version, one.submitter) == ("2", "letter-2", 7, "anna")
        assert (one.at, one.due, one.closed) == (MONDAY, None, MONDAY + HOUR)
        assert [one.due for one in store.list_submissions(kind="template", key="letter-3")] == [MONDAY + 3 * DAY]
        assert store.list_submissions(kind="block") == ()


def test_a_digest_is_approved_by_the_last_submission_that_approved_it(database: Database) -> None:
    with database.writing() as session:
        store = ApprovalStore(session)
        wanted = [block().digest, INVOICE.digest, digest_of("other")]
        keep(session, package(LEGAL_ANY, [INVOICE]))
        assert store.approved(wanted) == {}
        _, first = decide(session, "s1", "bruno")
        assert store.approved(wanted) == {block().digest: first, INVOICE.digest: first}
        assert store.approved([INVOICE.digest]) == {INVOICE.digest: first}

        keep(session, submitted(LETTERS, INVOICE, submission="s2"))
        assert store.approved(wanted)[INVOICE.digest] == first
        _, second = decide(session, "s2", "carla", at=MONDAY + HOUR)
        assert store.approved(wanted) == {block().digest: first, INVOICE.digest: second}


def test_what_was_recalled_is_not_approved_until_it_is_again(database: Database) -> None:
    with database.writing() as session:
        store = ApprovalStore(session)
        keep(session, package(LEGAL_ANY, [INVOICE]))
        _, first = decide(session, "s1", "bruno")
        call_back(session, "s1", "gina", "hugo", release=digest_of("release 1"))
        assert store.approved([block().digest]) == {block().digest: first}
        call_back(session, "s1", "gina", "hugo")
        assert store.approved([block().digest, INVOICE.digest]) == {}

        keep(session, submitted(LEGAL_ANY, submission="s2"))
        _, second = decide(session, "s2", "bruno", at=MONDAY + HOUR)
        assert store.approved([block().digest, INVOICE.digest]) == {block().digest: second}


def test_an_older_approval_does_not_come_back_when_a_later_one_is_recalled(database: Database) -> None:
    with database.writing() as session:
        keep(session, submitted(LEGAL_ANY))
        decide(session, "s1", "bruno")
        keep(session, submitted(LEGAL_ANY, submission="s2"))
        decide(session, "s2", "carla", at=MONDAY + HOUR)
        call_back(session, "s2", "gina", "hugo")
        assert ApprovalStore(session).approved([block().digest]) == {}


def test_the_last_to_be_approved_counts_not_the_last_to_be_submitted(database: Database) -> None:
    """The template waits on its own while it is approved, and recalled, as a follower."""
    with database.writing() as session:
        store = ApprovalStore(session)
        keep(session, submitted(LETTERS, INVOICE))
        keep(session, package(LEGAL_ANY, [INVOICE], "s2"))
        decide(session, "s2", "bruno")
        call_back(session, "s2", "gina", "hugo")
        assert store.approved([INVOICE.digest]) == {}
        _, state = decide(session, "s1", "carla", at=MONDAY + HOUR)
        assert store.approved([INVOICE.digest]) == {INVOICE.digest: state}
