"""Who may look at what is in the store, and what those who may not are told: nothing, whatever they try."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from ccm.api.depend import Caller, Reading, Writing
from ccm.api.problems import ApiError
from ccm.errors import EXPECTED_ERRORS
from ccm.governance.rules import require_ruling
from ccm.operations.pool import Operations
from ccm.people.rights import ForbiddenError
from ccm.people.store import PeopleStore


def looking(session: Reading, caller: Caller) -> Session:
    PeopleStore(session).require_anywhere(caller.person, "view")
    return session


Looking = Annotated[Session, Depends(looking)]
"""A transaction that changes nothing, for who may look at what is in the store. Answers 403 to all others."""


def looking_everywhere(session: Reading, caller: Caller) -> Session:
    PeopleStore(session).require(caller.person, "view")
    return session


LookingEverywhere = Annotated[Session, Depends(looking_everywhere)]
"""As `Looking`, for who may look at everything there is, in whichever folder it stands."""


def trying(session: Writing, caller: Caller) -> Iterator[Session]:
    """Whoever may not look is refused alike, whether what they named is there or not."""
    refusal = None
    try:
        PeopleStore(session).require_anywhere(caller.person, "view")
    except ForbiddenError as error:
        refusal = error
    try:
        yield session
    except (ApiError, *EXPECTED_ERRORS):
        if refusal is not None:
            raise refusal from None
        raise


Trying = Annotated[Session, Depends(trying)]
"""The transaction of a request that changes something. What goes wrong tells those who may not look nothing."""


def managing(session: Trying, caller: Caller) -> Session:
    people = PeopleStore(session)
    people.hold()
    people.require(caller.person, "manage")
    return session


Managing = Annotated[Session, Depends(managing)]
"""As `Trying`, for who manages people and workflows; they are asked before anything else is looked at."""


def ruling(session: Trying, caller: Caller) -> Session:
    require_ruling(session, caller)
    return session


Ruling = Annotated[Session, Depends(ruling)]
"""As `Trying`, for who says which communications carry which block."""


def operations_of(request: Request) -> Operations:
    operations: Operations = request.app.state.operations
    return operations


OperationsOf = Annotated[Operations, Depends(operations_of)]
"""The pool of what takes its time."""
