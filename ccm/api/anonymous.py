"""Requests of somebody who is nobody yet: who signs in, or sets a password with a link."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Annotated, ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request

from ccm.api.cookies import check_origin
from ccm.api.problems import busy
from ccm.api.rates import Rates

PER_SECOND = 0.5
BURST = 30
# One look at a password takes 64 MB and a core for a third of a second: that is what makes guessing dear.
AT_ONCE = 2
WAITING = 20

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Stranger:
    """From where they come, and the threads in which passwords are looked at."""

    address: str
    limiter: CapacityLimiter

    async def hashing(
        self, function: Callable[Arguments, Result], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> Result:
        """Do what looks at a password, few at once. Raises ApiError (503) when too many wait for that."""
        if self.limiter.statistics().tasks_waiting >= WAITING:
            raise busy("too many are signing in at once; try again in a moment", 2)
        return await to_thread.run_sync(partial(function, *args, **kwargs), limiter=self.limiter)


def anonymous(request: Request) -> Stranger:
    """Let a stranger in, slowly, and from no other server's page. Raises ApiError (403, 429)."""
    check_origin(request)
    address = request.client.host if request.client else "unknown"
    rates: Rates = request.app.state.strangers
    if wait := rates.take(address, time.monotonic()):
        raise busy("there were too many attempts from your address; slow down", wait, 429)
    return Stranger(address, request.app.state.hashing)


Anonymous = Annotated[Stranger, Depends(anonymous)]
"""Who is nobody yet."""
