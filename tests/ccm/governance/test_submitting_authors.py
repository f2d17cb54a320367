"""Whoever's words may be in what is submitted is an author of it, and is not asked."""

from ccm.governance.books import Books
from ccm.governance.editing import publish, save_draft
from ccm.governance.submitting import authors
from ccm.people.store import PeopleStore
from content_blocks.files import read_files
from tests.ccm.governance.office import Office

KEY = "order-letter"


def test_who_drafted_before_an_approval_is_an_author_of_what_comes_of_it(office: Office) -> None:
    with office.database.writing() as session:
        people = PeopleStore(session)
        people.add_person("greta")
        people.grant("greta", "designer")
    files = read_files(office.shelf / "templates" / KEY)
    with office.database.writing() as session:
        save_draft(session, office.by("fritz"), "template", KEY, {**files, "notes.txt": b"Fritz"}, 0, base=1)
    office.approve_all()
    with office.database.writing() as session:
        publish(session, office.by("greta"), "template", KEY, 1)
    with office.database.reading() as session:
        assert authors(Books(session), "template", KEY)[0] == {"fritz", "greta"}
        # The brand was approved with nothing left open: nobody is an author of it until it is changed.
        assert authors(Books(session), "brand", "ginepro")[0] == frozenset()
