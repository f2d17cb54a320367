"""What the server works with: made once, given to every request."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ccm.access.oidc import Provider
from ccm.api.limits import Limits
from ccm.db.session import Database
from ccm.operations.pool import Runner
from ccm.remembered import Remembered
from ccm.settings import Settings, settings
from ccm.workers.keeping import Keeper
from ccm.workers.lanes import Lanes


def now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Context:
    """The open database, the places of the installation, the limits, and the clock.

    `lanes` are the worker processes; a server without them renders nothing. `keeper` keeps what is rendered for
    customers; without one nothing is kept, which is for tests. `provider` is where people sign in
    otherwise than with a password.
    `remembered` is what was asked of the database before and is still true.
    `run_operation` does what takes its time; None does each in a process of its own.
    """

    database: Database
    settings: Settings = field(default_factory=settings)
    limits: Limits = field(default_factory=Limits)
    clock: Callable[[], datetime] = now
    lanes: Lanes | None = None
    keeper: Keeper | None = None
    provider: Provider | None = None
    run_operation: Runner | None = None
    remembered: Remembered = field(default_factory=Remembered)
