"""``ccm serve``: everything that a server needs, opened, served and closed again."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

import uvicorn

from ccm.access.oidc import Provider, client_of
from ccm.api.app import create_app
from ccm.api.context import Context
from ccm.api.limits import Limits, limits
from ccm.api.logs import configure
from ccm.api.telemetry import trace
from ccm.archive.archive import open_archive
from ccm.db.session import Database, open_database
from ccm.settings import settings
from ccm.workers.keeping import Keeper
from ccm.workers.lanes import SIZES, Lanes
from ccm.workers.slot import Setup

STOP_SECONDS = 30


def serve(host: str, port: int, *, workers: int | None = None, behind: str = "") -> None:
    """Serve the API until the process is told to stop; requests under way are answered first.

    `workers` is how many processes render pages. `behind` names the address of a proxy whose word about where requests
    come from is taken. Raises SettingsError, DatabaseError, TelemetryError and ArchiveKeyError.
    """
    configure()
    bounds = limits()
    # The server stops by itself when it is told to; told once more, as it does in the end, it is to go on and close
    # what is open here, the worker processes above all.
    signal.signal(signal.SIGTERM, lambda _number, _frame: None)
    with open_database() as database, opened(database, workers, bounds) as context:
        app = create_app(context)
        trace(app)
        app.openapi()  # takes seconds, which nobody who asks for it is to wait, and nobody else then
        uvicorn.run(
            app, host=host, port=port, log_config=None, access_log=False, server_header=False,
            proxy_headers=bool(behind), forwarded_allow_ips=behind or "127.0.0.1", timeout_keep_alive=15,
            timeout_graceful_shutdown=STOP_SECONDS, limit_concurrency=bounds.requests * 4, backlog=512, ws="none",
        )  # fmt: skip


@contextmanager
def opened(database: Database, workers: int | None = None, limits: Limits | None = None) -> Iterator[Context]:
    """The context of a server on `database`: its worker processes, already starting, and its archive."""
    places = settings()
    sizes = dict(SIZES)
    if workers is not None:
        sizes["pages"] = replace(sizes["pages"], processes=workers)
    with ExitStack() as ending:
        client = client_of()
        provider = None if client is None else Provider(client)
        lanes = Lanes(Setup(database.engine.url.render_as_string(hide_password=False)), sizes)
        ending.callback(lanes.close)
        keeper = Keeper(database, open_archive(places))
        ending.callback(keeper.close)
        lanes.warm()
        yield Context(database, places, limits or Limits(), lanes=lanes, keeper=keeper, provider=provider)
