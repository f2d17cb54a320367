"""Each version says what its approval is worth today."""

from approval.standing import Standing
from approval.subject import Kind
from ccm.governance.books import Books
from ccm.governance.editing import roll_back
from ccm.governance.standings import version_standings
from tests.ccm.governance.office import Office

BLOCK = "right-to-complain"


def standings(office: Office, kind: Kind, key: str) -> list[Standing]:
    with office.database.reading() as session:
        return [one.standing for one in version_standings(Books(session), kind, key)]


def test_an_edit_leaves_the_approved_version_approved_and_is_void_itself(office: Office) -> None:
    assert standings(office, "block", BLOCK) == [Standing.NOT_APPROVED]
    office.approve_all()
    assert standings(office, "block", BLOCK) == [Standing.APPROVED]
    office.edit("fritz", f"blocks/{BLOCK}/block.yaml", "title: ", "title: New ")
    assert standings(office, "block", BLOCK) == [Standing.APPROVED, Standing.VOID]
    # The words of the translation are as they were, and what they translate is not.
    assert standings(office, "translation", f"{BLOCK}/it") == [Standing.APPROVED, Standing.VOID]
    with office.database.writing() as session:
        roll_back(session, office.by("fritz"), "block", BLOCK, 1)
    assert standings(office, "block", BLOCK) == [Standing.APPROVED, Standing.NOT_APPROVED, Standing.VOID]
