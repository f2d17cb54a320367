"""What a server does by itself now and then: it takes away what is in the spool and has expired."""

import asyncio
import logging

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from ccm.api.context import Context
from ccm.jobs.tidying import EVERY_SECONDS
from ccm.jobs.tidying import tidy as tidy_spool
from ccm.objects.store import ObjectStoreError

_log = logging.getLogger(__name__)


async def tidy_always(context: Context) -> None:
    """Take away what has expired, now and every hour, until the task is cancelled."""
    while True:
        await run_in_threadpool(tidy, context)
        await asyncio.sleep(EVERY_SECONDS)


def tidy(context: Context) -> None:
    """Take away what has expired; what cannot be now is taken away the next time."""
    try:
        tidy_spool(context.database, context.settings, context.clock())
    except (ObjectStoreError, SQLAlchemyError) as error:
        _log.warning("the spool cannot be tidied: %s", type(error).__name__)
