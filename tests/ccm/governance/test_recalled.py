"""What was called back stays back: nobody's routine brings it out again, and its authors stay its authors."""

import pytest

from approval.refusals import AuthorDecidesError, EditedMeanwhileError
from approval.submission import SubmissionError
from ccm.governance.books import Books
from ccm.governance.recalling import recall_release, recall_subject
from ccm.sending import NotSendableError, release_in_force
from tests.ccm.governance.copies import BLOCK, ITALIAN, ITALIAN_WORDS, LETTER, THANKS, WORDS
from tests.ccm.governance.office import MONDAY, Office

TODAY = MONDAY.date()


def recalled(office: Office, what: str) -> None:
    for person in ("gina", "hugo"):
        acting = office.by(person)
        with office.database.writing() as session:
            if "#" in what:
                recall_release(Books(session), acting, what, "the rate is wrong")
            else:
                recall_subject(Books(session), acting, *what.split(":"), None, "the rate is wrong")  # type: ignore[call-arg, arg-type]


def test_an_approved_block_does_not_release_a_recalled_letter_anew(office: Office) -> None:
    """Whoever approves a block judges the block; the letter was called back for what it says itself."""
    office.released()
    recalled(office, "order-letter#1")
    office.edit("fritz", *WORDS)
    office.edit("fritz", *ITALIAN_WORDS)
    submitted = office.submit("anna", BLOCK, ITALIAN, with_followers=True)
    assert [one.followers for one in submitted.submissions] == [(), ()]
    for person, name in (("bruno", BLOCK), ("dora", BLOCK), ("bruno", ITALIAN), ("carla", ITALIAN)):
        assert office.approve(person, name).released == ()
    with office.database.reading() as session, pytest.raises(NotSendableError, match="recalled"):
        release_in_force(session, "order-letter", TODAY)


def test_a_letter_that_was_recalled_meanwhile_is_not_released_with_its_block(office: Office) -> None:
    """What would be released is no longer what the approvers were shown, so they are asked anew, without the letter."""
    office.released()
    office.edit("fritz", *WORDS)
    office.edit("fritz", *ITALIAN_WORDS)
    office.submit("anna", BLOCK, ITALIAN, with_followers=True)
    for person, name in (("bruno", BLOCK), ("dora", BLOCK), ("bruno", ITALIAN)):
        office.approve(person, name)
    recalled(office, "order-letter#1")
    with pytest.raises(EditedMeanwhileError):
        office.approve("carla", ITALIAN)
    assert office.submit("anna", ITALIAN, with_followers=True).submissions[0].followers == ()
    office.approve("bruno", ITALIAN)
    assert office.approve("carla", ITALIAN).released == ()
    with office.database.reading() as session, pytest.raises(NotSendableError, match="recalled"):
        release_in_force(session, "order-letter", TODAY)


def test_authors_of_what_was_recalled_do_not_approve_it_the_second_time(office: Office) -> None:
    """A recalled approval settles nothing: whose words they are is whose they were before it."""
    office.released()
    office.edit("dora", *THANKS)
    office.submit("anna", LETTER)
    office.approve("emil", LETTER)
    recalled(office, LETTER)
    office.submit("anna", LETTER)
    with pytest.raises((AuthorDecidesError, SubmissionError), match="dora"):
        office.approve("dora", LETTER)


def test_a_new_version_of_a_recalled_block_releases_its_letters(office: Office) -> None:
    """The block is what was called back, so what puts the block right brings its letters back."""
    office.released()
    recalled(office, BLOCK)
    office.edit("fritz", *WORDS)
    office.edit("fritz", *ITALIAN_WORDS)
    office.submit("anna", BLOCK, ITALIAN, with_followers=True)
    for person, name in (("bruno", BLOCK), ("dora", BLOCK), ("bruno", ITALIAN), ("carla", ITALIAN)):
        outcome = office.approve(person, name)
    assert [stored.name for stored in outcome.released] == ["order-letter#2"]
    with office.database.reading() as session:
        assert release_in_force(session, "order-letter", TODAY).name == "order-letter#2"
