"""Who acts at the command line: ``--as``, else CCM_USER, else the user of the operating system."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from typing import TYPE_CHECKING, Annotated

import typer

from ccm.console import plain_errors

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ccm.governance.acting import Acting

AsOption = Annotated[
    str | None,
    typer.Option("--as", metavar="USER", help="Who acts; $CCM_USER, or you at this machine, when left out."),
]


def acting(as_: str | None) -> "Acting":
    """The person acts now, coming in by the command line.

    People are known by keys of small letters, so the name is taken in small letters. Whether there is such a person,
    and what they may, is asked where the act is done.
    """
    from ccm.governance.acting import acting_now

    return acting_now((as_ or os.environ.get("CCM_USER") or getuser()).lower(), "cli")


@contextmanager
def viewing(as_: str | None) -> "Iterator[Session]":
    """The database, to be read by a person who may look at what is in it. What goes wrong is said plainly."""
    from ccm.db.session import open_database
    from ccm.people.store import PeopleStore

    with plain_errors(), open_database() as database, database.reading() as session:
        PeopleStore(session).require_anywhere(acting(as_).person, "view")
        yield session
