"""The server: the routes, and what stands around every one of them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from anyio import CapacityLimiter
from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from ccm.api.anonymous import AT_ONCE, BURST, PER_SECOND
from ccm.api.bounds import Bounds
from ccm.api.context import Context
from ccm.api.idempotency import ReplayError
from ccm.api.job_metrics import JobFigures
from ccm.api.metrics import Metrics
from ccm.api.openapi import describe
from ccm.api.problems import problem, request_id_of, say_problems
from ccm.api.rates import Rates
from ccm.api.requests import Requests
from ccm.api.routes.listing import ROUTERS
from ccm.api.tidying import tidy_always
from ccm.api.transactions import Transactions
from ccm.api.uploading import Receiving
from ccm.api.waiting import Waiting
from ccm.api.web import router as web_router
from ccm.operations.pool import Operations


def create_app(context: Context) -> FastAPI:
    """The application (ASGI 3) that serves the API of `context`."""
    operations = Operations(context.database, context.run_operation, context.clock)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        tidying = asyncio.create_task(tidy_always(context))
        yield
        tidying.cancel()
        await run_in_threadpool(operations.close)

    app = FastAPI(
        title="ccm",
        lifespan=lifespan,
        version=version("ccm-engine"),
        summary="Customer communications: one template, every channel, every word accounted for.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
        separate_input_output_schemas=True,
    )
    metrics = Metrics(context.lanes)
    metrics.registry.register(JobFigures(context.database))
    app.state.context = context
    app.state.metrics = metrics
    app.state.operations = operations
    app.state.rates = Rates(context.limits.per_second, context.limits.burst)
    app.state.strangers = Rates(PER_SECOND, BURST)
    app.state.receiving = Receiving(context.limits.uploads, context.limits.uploads_of_one)
    app.state.waiting = Waiting()
    app.state.hashing = CapacityLimiter(AT_ONCE)
    for router in ROUTERS:
        app.include_router(router)
    app.include_router(web_router)  # the last: it takes every address that is left
    say_problems(app)
    app.add_exception_handler(ReplayError, _replay)
    # The last is the outermost.
    app.add_middleware(Transactions, context=context)
    app.add_middleware(Bounds, context=context)
    app.add_middleware(Requests, metrics=metrics)
    describe(app)
    return app


async def _replay(request: Request, error: Exception) -> Response:
    return error.response if isinstance(error, ReplayError) else problem(error, request_id_of(request))
