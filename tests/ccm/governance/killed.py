"""A process that approves, and is killed at a point: before a statement that writes, at the commit, or after it.

    python killed.py DATABASE-URL POINT MOMENT

POINT is the number of a statement that writes, `log` (before the act is told), `commit` or `after`.
"""

import os
import signal
import sys
from datetime import datetime
from itertools import count

from sqlalchemy import event, make_url

from approval.audit import Where
from ccm.db.session import Database
from ccm.governance.acting import Acting
from tests.ccm.governance.copies import approving


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(url: str, point: str, moment: str) -> None:
    database = Database(make_url(url))
    written = count(1)

    def before(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT"):
            return
        number = next(written)
        if str(number) == point or (point == "log" and statement.startswith("INSERT INTO audit_log")):
            die()

    event.listen(database.engine, "before_cursor_execute", before)
    if point == "commit":
        event.listen(database.engine, "commit", die)
    approving(database, Acting("carla", datetime.fromisoformat(moment), Where("test", "office")))
    die()


if __name__ == "__main__":
    main(*sys.argv[1:])
