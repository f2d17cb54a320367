"""What is released is what was approved, all of it, and nothing else gets out."""

from datetime import date

import pytest

from approval.audit_chain import verify
from approval.decision import Verdict
from approval.state import Status
from ccm.governance.books import Books
from ccm.governance.releasing import ReleaseRefusedError
from ccm.people.rights import ForbiddenError
from ccm.sending import NotSendableError, release_in_force, release_to_verify
from tests.ccm.governance.office import MONDAY, Office

TODAY = MONDAY.date()


def test_what_was_approved_is_released_and_sent(office: Office) -> None:
    stored = office.released()
    assert stored.name == "order-letter#1"
    with office.database.reading() as session:
        release = release_in_force(session, "order-letter", TODAY)
    assert (release.status, release.digest, release.name) == ("approved", stored.digest, "order-letter#1")
    approvers = {
        (approval.kind, approval.key): [one.person for one in approval.approved_by] for approval in release.approvals
    }
    assert approvers["template", "order-letter"] == ["dora"]
    assert approvers["block", "privacy-notice"] == ["bruno", "dora"]
    assert approvers["translation", "privacy-notice/it"] == ["bruno", "carla"]
    assert approvers["brand", "ginepro"] == ["dora"]
    assert set(release.approvals[0].gates) == {"check", "proof", "pdf-ua", "wcag", "mandatory-blocks"}
    assert release.lock["template"] == {"key": "order-letter", "version": 1, "digest": release.template.digest}


def test_nothing_is_sent_of_what_is_not_released(office: Office) -> None:
    office.approve_all()
    with office.database.reading() as session, pytest.raises(NotSendableError, match="nothing of the template"):
        release_in_force(session, "order-letter", TODAY)


def test_a_release_needs_every_part_approved_and_names_what_is_missing(office: Office) -> None:
    office.submit("anna", "template:order-letter", "brand:ginepro", "block:privacy-notice")
    office.approve("dora", "template:order-letter")
    office.approve("dora", "brand:ginepro")
    office.approve("bruno", "block:privacy-notice")
    with pytest.raises(ReleaseRefusedError) as refused:
        office.release("dora", "order-letter")
    assert "block privacy-notice, version 1: is before its approvers" in str(refused.value)
    assert "'ccm submit translation:privacy-notice/it'" in str(refused.value)
    assert "brand" not in str(refused.value)


def test_only_some_may_release(office: Office) -> None:
    office.approve_all()
    with pytest.raises(ForbiddenError, match="anna cannot release template order-letter"):
        office.release("anna", "order-letter")
    with pytest.raises(ForbiddenError, match="otto is an administrator"):
        office.release("otto", "order-letter")


def test_what_is_edited_after_its_approval_is_not_released(office: Office) -> None:
    office.approve_all()
    office.edit("anna", "templates/order-letter/template.yaml", "Thank you", "Many thanks")
    with pytest.raises(ReleaseRefusedError, match=r"was edited since template order-letter, version 1 was approved"):
        office.release("dora", "order-letter")


def test_the_old_release_is_sent_until_the_new_one_is(office: Office) -> None:
    first = office.released()
    office.edit("anna", "templates/order-letter/template.yaml", "Thank you", "Many thanks")
    office.submit("anna", "template:order-letter")
    office.approve("emil", "template:order-letter")
    second = office.release("dora", "order-letter", starts=date(2027, 1, 1))
    with office.database.reading() as session:
        assert release_in_force(session, "order-letter", date(2026, 12, 31)).digest == first.digest
        assert release_in_force(session, "order-letter", date(2027, 1, 1)).digest == second.digest


def test_a_letter_for_a_season_gives_way_again(office: Office) -> None:
    first = office.released()
    office.edit("anna", "templates/order-letter/template.yaml", "Thank you", "Merry Christmas, and thank you")
    office.submit("anna", "template:order-letter")
    office.approve("emil", "template:order-letter")
    season = office.release("dora", "order-letter", starts=date(2026, 12, 1), ends=date(2026, 12, 26))
    with office.database.reading() as session:
        sent = [release_in_force(session, "order-letter", date(2026, 12, day)).digest for day in (1, 26, 27)]
    assert sent == [season.digest, season.digest, first.digest]


def test_releasing_the_same_again_finds_the_release_there_is(office: Office) -> None:
    first = office.released()
    assert office.release("dora", "order-letter") == first


def test_every_act_is_in_the_log_and_the_log_is_whole(office: Office) -> None:
    office.released()
    log = office.log()
    assert verify(log) == ()
    acts = [entry.act for entry in log]
    assert acts[-1] == "release"
    assert acts.count("submit") == 8
    assert (log[-1].kind, log[-1].key, log[-1].version) == ("release", "order-letter", 1)
    assert {entry.who for entry in log if entry.act == "approve"} == {"bruno", "carla", "dora"}


def test_a_release_is_found_by_its_digest_for_verifying(office: Office) -> None:
    stored = office.released()
    with office.database.reading() as session:
        assert release_to_verify(session, stored.digest).lock == stored.lock
        assert release_to_verify(session, stored.digest[:20]).name == stored.name


def test_an_author_does_not_approve(office: Office) -> None:
    office.submit("anna", "template:order-letter")
    from approval.refusals import AuthorDecidesError, NotAskedError

    with pytest.raises((AuthorDecidesError, ForbiddenError, NotAskedError)):
        office.approve("anna", "template:order-letter")
    with office.database.reading() as session:
        (open_id,) = Books(session).approvals.open_of("template", "order-letter")
        assert Books(session).approvals.state(open_id).status is Status.OPEN
    assert office.decide("dora", Verdict.REJECT, "template:order-letter", "the tone").state.status is Status.REJECTED


def test_what_was_sent_in_the_past_is_not_changed_afterwards(office: Office) -> None:
    office.approve_all()
    with pytest.raises(ReleaseRefusedError, match="cannot be in force from 2026-11-22"):
        office.release("dora", "order-letter", starts=date(2026, 11, 22))


def test_what_takes_effect_later_is_not_said_to_do_so_earlier(office: Office) -> None:
    """A release has one day from which it is sent; what would be in force before is not told otherwise."""
    office.approve_all()
    office.release("dora", "order-letter", starts=date(2027, 1, 1))
    with pytest.raises(ReleaseRefusedError, match="order-letter#1 says exactly this, and is effective from 2027-01-01"):
        office.release("dora", "order-letter", ends=date(2026, 12, 31))
