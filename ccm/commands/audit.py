"""``ccm audit``: is the log of who did what still the one that was written?"""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ccm.console import FAILED, plain_errors

if TYPE_CHECKING:
    from sqlalchemy import Engine


@contextmanager
def database_engine() -> "Iterator[Engine]":
    """The engine of the database that the environment names; what goes wrong with it is said plainly."""
    from ccm.db.session import open_database

    with plain_errors(), open_database() as database:
        yield database.engine


def _told(books: tuple[str, ...] | None) -> tuple[str, ...]:
    """What was found in the books of approval, in words."""
    if books is None:
        return ()
    if books:
        return (*books, "The books of approval cannot be trusted.")
    return ("The books of approval are whole, and tell of the same acts.",)


def audit_app(open_engine: "Callable[[], AbstractContextManager[Engine]]" = database_engine) -> typer.Typer:
    """Return the commands ``verify`` and ``head``, on the database that `open_engine` opens.

    What goes wrong is raised inside that context, which may so report it: `approval.audit.AuditError` for what is no
    head, `ccm.auditing.AuditLogError` where there is no log or the file of heads cannot be read.
    """
    app = typer.Typer(help="Prove that the audit log is as it was written.", no_args_is_help=True)

    @app.command()
    def verify(
        head: Annotated[
            list[str] | None,
            typer.Option("--head", help="A head kept from an earlier 'ccm audit head'; as often as wanted."),
        ] = None,
        heads: Annotated[
            Path | None, typer.Option("--heads", help="A file of kept heads, one a line.", dir_okay=False)
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    ) -> None:
        """Find altered, removed, inserted or moved rows; with kept heads, a log that was cut or rewritten too.

        The books of approval are read too, and must tell of the same acts.
        """
        from approval.audit import Head
        from ccm.auditing import read_heads, verify_log
        from ccm.governance.agreement import verify_books_in

        with open_engine() as engine:
            kept = [Head.parse(text) for text in head or ()] + list(read_heads(heads) if heads else ())
            report = verify_log(engine, kept)
            books = verify_books_in(engine)
        ok = report.ok and not books
        if as_json:
            typer.echo(json.dumps({**report.as_data(), "ok": ok, "books": list(books or ())}, indent=2))
        else:
            for line in (*report.lines, *_told(books)):
                typer.echo(line)
        if not ok:
            raise typer.Exit(FAILED)

    @app.command(name="head")
    def print_head() -> None:
        """Print the head of the log. Kept elsewhere, it proves every row up to it."""
        from ccm.auditing import log_head

        with open_engine() as engine:
            typer.echo(str(log_head(engine)))

    return app
