"""Transactions that outlive a broken connection: done again, on a new one, a few times."""

import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from ccm.db.session import Database

Result = TypeVar("Result")

PAUSES = (0.1, 0.5, 2.0, 5.0)
"""How long to wait before each further try, in seconds: a database that is restarted is back within them."""


def steadily(database: Database, act: Callable[[Session], Result]) -> Result:
    """Do `act` in a transaction that writes; once more when the connection breaks, or the database is busy.

    `act` must be such that doing it twice changes nothing: a connection may break after the commit. Raises what `act`
    raises, and SQLAlchemy's OperationalError or InterfaceError when the database stays away.
    """
    for pause in PAUSES:
        try:
            with database.writing() as session:
                return act(session)
        except (OperationalError, InterfaceError):
            time.sleep(pause)
    with database.writing() as session:
        return act(session)
