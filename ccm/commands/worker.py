"""The command of workers: ``ccm worker``; see docs/jobs.md."""

import signal
import threading
from typing import Annotated

import typer

from ccm.commands.batch import ClusterOption, JsonOption, WorkersOption, executor_of
from ccm.commands.batch_progress import watching
from ccm.console import plain_errors


def worker(
    workers: WorkersOption = None,
    cluster: ClusterOption = None,
    once: Annotated[bool, typer.Option("--once", help="End when there is no job left to take.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Take the jobs that were submitted, and those whose process ended, and work on them.

    Each is done in the name of the person who asked for it.
    """
    from ccm.db.session import open_database
    from ccm.jobs.worker import work_always
    from ccm.settings import settings

    end = threading.Event()

    def ended(*_: object) -> None:
        end.set()
        raise SystemExit(0)  # the job that is under way is let go, and another worker takes it from there

    signal.signal(signal.SIGTERM, ended)
    with plain_errors(), open_database() as database, watching(as_json) as watch:

        def tell(job: str, what: str) -> None:
            typer.echo(f"{job}: {what}", err=as_json)

        work_always(database, settings(), executor_of(database, workers, cluster), watch, tell, once=once, end=end)


def register(app: typer.Typer) -> None:
    """Put the command into `app`."""
    app.command()(worker)
