"""What a server does by itself now and then: uploads that have expired are taken away, whoever still uploads or not."""

import asyncio
import logging

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from ccm.api.context import Context
from ccm.jobs.uploads import sweep_uploads
from ccm.objects.opening import open_store
from ccm.objects.store import ObjectStoreError

EVERY_SECONDS = 3600.0

_log = logging.getLogger(__name__)


async def tidy_always(context: Context) -> None:
    """Take away what has expired, now and every hour, until the task is cancelled."""
    while True:
        await run_in_threadpool(tidy, context)
        await asyncio.sleep(EVERY_SECONDS)


def tidy(context: Context) -> None:
    """Take away what has expired; what cannot be now is taken away the next time."""
    try:
        sweep_uploads(context.database, open_store(context.settings.spool, private=True), context.clock())
    except (ObjectStoreError, SQLAlchemyError) as error:
        _log.warning("uploads cannot be swept: %s", type(error).__name__)
