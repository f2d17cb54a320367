"""What is done when a transaction is committed, and not otherwise."""

from collections.abc import Callable

from sqlalchemy import event
from sqlalchemy.orm import Session


def when_committed(session: Session, act: Callable[[], None]) -> None:
    """Call `act` once the transaction of `session` is committed; never, when it is rolled back.

    `act` must raise nothing: what was committed is done.
    """

    def committed(settled: Session) -> None:
        if not settled.in_nested_transaction():  # a savepoint settles nothing
            act()

    event.listen(session, "after_commit", committed)
