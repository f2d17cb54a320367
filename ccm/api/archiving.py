"""The archive of the server, and who answers for what is in it."""

from typing import Annotated

from fastapi import Depends, Path
from sqlalchemy.orm import Session

from ccm.api.depend import Caller, ContextOf
from ccm.api.looking import Trying
from ccm.archive.archive import Archive, open_archive
from ccm.people.store import PeopleStore


def archive_of(context: ContextOf) -> Archive:
    """The archive that renders are kept in, or that of the installation."""
    return context.keeper.archive if context.keeper is not None else open_archive(context.settings)


ArchiveOf = Annotated[Archive, Depends(archive_of)]
"""The archive."""


def answering(session: Trying, caller: Caller) -> Session:
    PeopleStore(session).require_anywhere(caller.person, "archive")
    return session


Answering = Annotated[Session, Depends(answering)]
"""As `Trying`, for who answers for what was sent, in some folder at least; that is asked before anything else."""

CommunicationId = Annotated[
    str,
    Path(pattern=r"^[0-9a-f]{8,32}$", description="32 digits, or the first 8 or more.",
         examples=["5c1f3a9be2d04c1f9d3f0b8d1f6f7a10"]),
]  # fmt: skip
