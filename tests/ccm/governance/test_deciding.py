"""A decision, what it voids and what it releases are one act."""

from datetime import date

import pytest

from approval.decision import Verdict
from approval.refusals import AuthorDecidesError, EditedMeanwhileError, RefusedError, SawAnotherError
from approval.state import Status
from ccm.governance.books import Books
from ccm.governance.deciding import NodeNotThereError, NothingOpenError
from ccm.governance.recalling import recall_release, recall_subject
from ccm.governance.releasing import ReleaseRefusedError
from ccm.people.rights import ForbiddenError
from ccm.release_store import ReleaseStore
from ccm.sending import NotSendableError, release_in_force, release_to_verify
from tests.ccm.governance.office import MONDAY, Office

TODAY = MONDAY.date()
BLOCK = "block:privacy-notice"
WORDS = ("blocks/privacy-notice/block.yaml", "**Your data.**", "**Your personal data.**")
ITALIAN = ("blocks/privacy-notice/locales/it.po", "**Your data.**", "**Your personal data.**")


def statuses(office: Office, kind: str, key: str) -> list[Status]:
    with office.database.reading() as session:
        approvals = Books(session).approvals
        return [approvals.state(one).status for one in approvals.submissions_of(kind, key)]  # type: ignore[arg-type]


def test_a_locked_block_takes_two_people_and_none_of_them_its_author(office: Office) -> None:
    office.released()
    office.edit("bruno", *WORDS)
    office.submit("anna", BLOCK)
    with pytest.raises(AuthorDecidesError, match="bruno made some of the change"):
        office.approve("bruno", BLOCK)
    assert office.approve("dora", BLOCK).state.status is Status.OPEN
    with pytest.raises(RefusedError):
        office.approve("dora", BLOCK)
    assert office.approve("carla", BLOCK).state.status is Status.APPROVED


def test_an_administrator_decides_nothing(office: Office) -> None:
    office.submit("anna", BLOCK)
    for verdict in Verdict:
        if verdict is not Verdict.VOID:
            with pytest.raises(ForbiddenError):
                office.decide("otto", verdict, BLOCK, "because")


def test_one_decides_on_what_one_was_shown(office: Office) -> None:
    office.submit("anna", BLOCK)
    with pytest.raises(SawAnotherError):
        office.approve("bruno", BLOCK, seen=f"sha256:{'0' * 64}")


def test_nothing_open_is_said_with_what_to_do(office: Office) -> None:
    with pytest.raises(NothingOpenError, match="'ccm submit block:privacy-notice'"):
        office.approve("bruno", BLOCK)


def test_an_edit_between_voids_and_says_so(office: Office) -> None:
    office.submit("anna", BLOCK)
    office.edit("anna", *WORDS)  # by the store alone: the acts of editing void at once
    with pytest.raises(EditedMeanwhileError, match="submit it anew"):
        office.approve("bruno", BLOCK)
    office.submit("anna", BLOCK)
    assert statuses(office, "block", "privacy-notice") == [Status.VOIDED, Status.OPEN]


def test_a_changed_source_makes_its_translations_stale_until_approved_again(office: Office) -> None:
    office.released()
    office.edit("anna", *WORDS)
    office.submit("anna", BLOCK)
    office.approve("bruno", BLOCK)
    office.approve("dora", BLOCK)
    with office.database.reading() as session:
        books = Books(session)
        italian = books.subjects.newest("translation", "privacy-notice/it")
        assert not books.approved([italian.digest])
        assert books.subjects.composition("order-letter").blocks["privacy-notice"].version == 1


def test_a_mended_translation_leaves_the_source_approved(office: Office) -> None:
    office.released()
    office.edit("anna", "blocks/privacy-notice/locales/it.po", "I suoi dati", "I dati suoi")
    with office.database.reading() as session:
        books = Books(session)
        source = books.subjects.newest("block", "privacy-notice")
        italian = books.subjects.newest("translation", "privacy-notice/it")
        assert books.approved([source.digest, italian.digest]) == {source.digest}


def test_followers_are_released_by_the_act_that_approves_the_last_of_a_change(office: Office) -> None:
    first = office.released()
    office.edit("fritz", *WORDS)
    submission = office.submit("anna", BLOCK, with_followers=True).submissions[0]
    assert [(one.kind, one.key) for one in submission.followers] == [("template", "order-letter")]
    assert submission.digest != submission.subject.digest
    office.approve("bruno", BLOCK)
    outcome = office.approve("dora", BLOCK)
    assert outcome.state.status is Status.APPROVED
    assert outcome.released == (), "its Italian is not approved yet"
    with office.database.reading() as session:
        assert release_in_force(session, "order-letter", TODAY).digest == first.digest
    office.submit("anna", "translation:privacy-notice/it")
    office.approve("bruno", "translation:privacy-notice/it")
    outcome = office.approve("carla", "translation:privacy-notice/it")
    assert [stored.name for stored in outcome.released] == ["order-letter#2"]
    with office.database.reading() as session:
        release = release_in_force(session, "order-letter", TODAY)
        by_submission = ReleaseStore(session).by_submission(submission.id)
    assert release.blocks["privacy-notice"].version == 2
    assert by_submission == outcome.released
    assert [approval.kind for approval in release.approvals].count("template") == 2, "its own approval stands beside"
    assert [entry.act for entry in office.log()][-2:] == ["release", "approve"]


def test_approving_a_block_voids_what_is_open_of_its_templates(office: Office) -> None:
    office.released()
    office.edit("anna", "templates/order-letter/template.yaml", "Thank you", "Many thanks")
    office.submit("anna", "template:order-letter")
    office.edit("anna", *WORDS)
    office.edit("anna", *ITALIAN)
    office.submit("anna", BLOCK, "translation:privacy-notice/it")
    office.approve("bruno", BLOCK)
    office.approve("dora", BLOCK)
    office.approve("bruno", "translation:privacy-notice/it")
    outcome = office.approve("carla", "translation:privacy-notice/it")
    assert [str(one.subject) for one in outcome.voided] == ["template order-letter, version 2"]
    assert statuses(office, "template", "order-letter") == [Status.APPROVED, Status.VOIDED]
    assert "void" in [entry.act for entry in office.log()]


def test_a_recalled_release_is_not_sent_and_nothing_older_takes_its_place(office: Office) -> None:
    office.released()
    office.edit("fritz", *WORDS)
    office.submit("anna", BLOCK, "translation:privacy-notice/it", with_followers=True)
    for person, name in (("bruno", BLOCK), ("dora", BLOCK), ("bruno", "translation:privacy-notice/it"),
                         ("carla", "translation:privacy-notice/it")):  # fmt: skip
        office.approve(person, name)
    for person, stopped in (("gina", False), ("hugo", True)):
        acting = office.by(person)
        with office.database.writing() as session:
            outcome = recall_release(Books(session), acting, "order-letter#2", "the rate is wrong")
            assert outcome.stopped is stopped
    with office.database.reading() as session:
        with pytest.raises(NotSendableError, match=r"order-letter#2 was recalled on .* by hugo: the rate is wrong"):
            release_in_force(session, "order-letter", TODAY)
        assert release_to_verify(session, "order-letter#2").status == "approved", "what was sent can be proved"


def test_a_recalled_block_stops_every_release_that_holds_it(office: Office) -> None:
    office.released()
    for person in ("gina", "hugo"):
        acting = office.by(person)
        with office.database.writing() as session:
            recall_subject(Books(session), acting, "block", "privacy-notice", None, "not what was agreed")
    with office.database.reading() as session, pytest.raises(NotSendableError, match="not what was agreed"):
        release_in_force(session, "order-letter", TODAY)


def test_one_person_does_not_recall_for_two(office: Office) -> None:
    office.released()
    for expected in (None, RefusedError):
        acting = office.by("gina")
        with office.database.writing() as session:
            if expected is None:
                recall_release(Books(session), acting, "order-letter#1", "wrong")
            else:
                with pytest.raises(expected):
                    recall_release(Books(session), acting, "order-letter#1", "wrong")


def test_the_version_of_next_year_follows_too(office: Office) -> None:
    office.released()
    office.edit("fritz", "templates/order-letter/template.yaml", "Thank you", "Many thanks")
    office.submit("anna", "template:order-letter")
    office.approve("dora", "template:order-letter")
    office.release("dora", "order-letter", starts=date(2027, 1, 1))
    office.edit("fritz", *WORDS)
    names = (BLOCK, "translation:privacy-notice/it")
    submission = office.submit("anna", *names, with_followers=True).submissions[0]
    assert [(one.key, one.version) for one in submission.followers] == [("order-letter", 1), ("order-letter", 2)]
    for person, name in (("bruno", BLOCK), ("dora", BLOCK), ("bruno", names[1]), ("carla", names[1])):
        outcome = office.approve(person, name)
    assert [(stored.name, stored.version) for stored in outcome.released] == [
        ("order-letter#3", 1),
        ("order-letter#4", 2),
    ]
    with office.database.reading() as session:
        for day, name in ((TODAY, "order-letter#3"), (date(2027, 1, 1), "order-letter#4")):
            release = release_in_force(session, "order-letter", day)
            assert (release.name, release.blocks["privacy-notice"].version) == (name, 2)


def test_a_recalled_release_does_not_come_back_by_being_released_again(office: Office) -> None:
    office.released()
    for person in ("gina", "hugo"):
        acting = office.by(person)
        with office.database.writing() as session:
            recall_release(Books(session), acting, "order-letter#1", "wrong")
    with pytest.raises(ReleaseRefusedError, match="order-letter#1 says exactly this, and was recalled"):
        office.release("dora", "order-letter")
    office.submit("anna", "brand:ginepro")
    office.approve("emil", "brand:ginepro")
    with pytest.raises(ReleaseRefusedError, match="order-letter#1 says exactly this, and was recalled"):
        office.release("dora", "order-letter")  # in another lock, for the brand has another approval
    office.submit("anna", "template:order-letter")
    office.approve("emil", "template:order-letter")
    assert office.release("dora", "order-letter").name == "order-letter#2"


def test_a_comment_hangs_on_a_node_that_is_there(office: Office) -> None:
    office.submit("anna", BLOCK, "template:order-letter", "brand:ginepro")
    assert office.decide("emil", Verdict.COMMENT, BLOCK, "Ten years?", node="rights").decision.node == "rights"
    office.decide("emil", Verdict.COMMENT, "template:order-letter", "In euro?", node="amount")  # a column of a table
    with pytest.raises(NodeNotThereError, match="privacy-notice has no node 'right'; there are rights"):
        office.decide("emil", Verdict.COMMENT, BLOCK, "Ten years?", node="right")
    with pytest.raises(NodeNotThereError, match="it has none"):
        office.decide("emil", Verdict.COMMENT, "brand:ginepro", "Darker", node="rights")


def test_a_package_whose_followers_changed_is_void(office: Office) -> None:
    """What the approvers saw before and after is no longer what would be released."""
    office.released()
    office.edit("fritz", *WORDS)
    office.submit("anna", BLOCK, with_followers=True)
    office.edit("fritz", "templates/order-letter/template.yaml", "Thank you", "Many thanks")
    office.submit("anna", "template:order-letter")
    office.approve("dora", "template:order-letter")
    office.release("dora", "order-letter")
    with pytest.raises(EditedMeanwhileError):
        office.approve("bruno", BLOCK)
