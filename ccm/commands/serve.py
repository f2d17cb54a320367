"""The command ``ccm serve``."""

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
) -> None:
    """Serve the API, until it is stopped. See docs/server.md."""
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
    with plain_errors():
        run(host, port, workers=workers, behind=behind)


def register(app: typer.Typer) -> None:
    """Put the command into `app`."""
    app.command()(serve)
