"""The command ``ccm serve``."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Annotated

import typer

from ccm.console import WRONG_USAGE, console, plain_errors


def serve(
    host: Annotated[
        str, typer.Option("--host", help="The address to listen on; only this machine reaches the default.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port to listen on.")] = 8000,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, max=64, help="How many processes render pages.")
    ] = None,
    behind: Annotated[
        str, typer.Option("--behind", metavar="ADDRESS", help="The proxy whose X-Forwarded headers are believed.")
    ] = "",
    with_worker: Annotated[
        bool, typer.Option("--with-worker", help="Take submitted jobs too, in a process beside the server.")
    ] = False,
) -> None:
    """Serve the API and the web application, until it is stopped. See docs/server.md."""
    try:
        from ccm.api.serving import serve as run
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("ccm"):
            raise
        console(stderr=True).print(
            f"ccm: {error.name} is not installed, which the server needs; install ccm-engine[api]",
            style="red", markup=False, highlight=False,
        )  # fmt: skip
        raise typer.Exit(WRONG_USAGE) from error
    with plain_errors(), _worker() if with_worker else nullcontext():
        _say_where(host, port)
        run(host, port, workers=workers, behind=behind)


@contextmanager
def _worker() -> Iterator[None]:
    """A worker of its own process group, so that Ctrl+C ends it through the server and not before it."""
    worker = subprocess.Popen([sys.executable, "-m", "cli", "worker"], start_new_session=True)
    try:
        yield
    finally:
        worker.terminate()
        worker.wait()


def _say_where(host: str, port: int) -> None:
    """The address to open; at a demo, as whom."""
    from ccm.demo.marker import PASSWORD, demo_people
    from ccm.settings import settings

    say = console(stderr=True)
    if port:
        shown = f"[{host}]" if ":" in host else host
        say.print(f"Open http://{shown}:{port}", style="bold", highlight=False)
    if people := demo_people(settings().home):
        say.print(f"Sign in as one of these, with the password '{PASSWORD}':", highlight=False)
        for one in people:
            say.print(f"  {one.key:8} {one.name}", markup=False, highlight=False)


def register(app: typer.Typer) -> None:
    """Put the command into `app`."""
    app.command()(serve)
