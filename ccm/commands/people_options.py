"""What the commands about people and rights share: their options, and how they open the register."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from ccm.commands.identity import viewing
from ccm.console import plain_errors

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ccm.people.store import PeopleStore

HolderArgument = Annotated[str, typer.Argument(metavar="HOLDER", help="The key of a user or a group.")]
FolderOption = Annotated[
    str, typer.Option("--folder", help="The folder, such as retail/credit; everywhere when left out.")
]
WhyOption = Annotated[str, typer.Option("--why", help="Why, in a sentence. It stays in the audit log: no names.")]


@contextmanager
def people_writing() -> "Iterator[Session]":
    """A transaction that writes, for an act; what goes wrong is said in a sentence, and nothing is written."""
    from ccm.db.session import open_database

    with plain_errors(), open_database() as opened, opened.writing() as session:
        yield session


@contextmanager
def people_reading(as_: str | None) -> "Iterator[PeopleStore]":
    """The register, to be read by whoever may look at what is in the database."""
    from ccm.people.store import PeopleStore

    with viewing(as_) as session:
        yield PeopleStore(session)


def where(folder: str) -> str:
    """A folder in words."""
    return f"in {folder.strip('/')}" if folder.strip("/") else "everywhere"
