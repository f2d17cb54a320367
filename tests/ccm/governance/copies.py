"""An office that is built once and copied for every test: building one takes a second, a copy next to nothing."""

import copy
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import URL, create_engine, text

from approval.decision import Verdict
from ccm.db.session import Database
from ccm.governance.acting import Acting
from ccm.governance.books import Books
from ccm.governance.deciding import Outcome, Words, decide
from tests.ccm.governance.office import Office, passed
from tests.databases import new_database

BLOCK, ITALIAN, LETTER = "block:privacy-notice", "translation:privacy-notice/it", "template:order-letter"
WORDS = ("blocks/privacy-notice/block.yaml", "**Your data.**", "**Your personal data.**")
ITALIAN_WORDS = ("blocks/privacy-notice/locales/it.po", "**Your data.**", "**Your personal data.**")
THANKS = ("templates/order-letter/template.yaml", "Thank you", "Many thanks")


@contextmanager
def built(kind: str, folder: Path, cluster: URL | None) -> Iterator[Office]:
    """An office on a database of `kind`, in which gates pass as long as the context lasts."""
    with pytest.MonkeyPatch.context() as patch, new_database(kind, folder, cluster) as database:
        patch.setattr("ccm.governance.submitting.run_gates", passed)
        database.upgrade()
        yield Office(database, folder)


@contextmanager
def copied(office: Office, folder: Path) -> Iterator[Office]:
    """The office as it is now, on a database of its own."""
    another = copy.copy(office)
    another.shelf = folder / f"library-{uuid4().hex}"
    shutil.copytree(office.shelf, another.shelf)
    another.database = Database(_copy(office.database, folder))
    try:
        yield another
    finally:
        another.database.close()


def changed(office: Office) -> None:
    """One approval short of a new release: the words of a locked block were changed, in both languages.

    Carla's approval of the Italian releases the letter that follows the block, and voids the one that was submitted
    with another text of its own.
    """
    office.released()
    office.edit("fritz", *THANKS)
    office.submit("anna", LETTER)
    office.edit("fritz", *WORDS)
    office.edit("fritz", *ITALIAN_WORDS)
    office.submit("anna", BLOCK, ITALIAN, with_followers=True)
    office.approve("bruno", BLOCK)
    office.approve("dora", BLOCK)
    office.approve("bruno", ITALIAN)


def approving(database: Database, acting: Acting) -> Outcome:
    """Whoever acts approves the Italian of the block."""
    with database.writing() as session:
        return decide(Books(session), acting, Verdict.APPROVE, "translation", "privacy-notice/it", Words())


def _copy(database: Database, folder: Path) -> URL:
    url = database.engine.url
    database.close()  # SQLite then keeps everything in the one file, and PostgreSQL copies only what nobody uses
    name = f"ccm_{uuid4().hex}"
    if url.get_backend_name() == "sqlite":
        target = folder / f"{name}.db"
        shutil.copyfile(str(url.database), target)
        return url.set(database=str(target))
    engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE {name} TEMPLATE "{url.database}"'))
    engine.dispose()
    return url.set(database=name)
