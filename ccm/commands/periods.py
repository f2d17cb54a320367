"""The commands ``ccm periods``: on which days which version of a template is in force, and ending that."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from ccm.commands.identity import AsOption, acting, viewing
from ccm.commands.people_options import WhyOption
from ccm.console import plain_errors, print_table

if TYPE_CHECKING:
    from ccm.governance.books import Books
    from templates_repo.store import Period

periods_app = typer.Typer(no_args_is_help=True, help="Say on which days which version of a template is in force.")

TemplateArgument = Annotated[str, typer.Argument(metavar="TEMPLATE", help="A template's key.")]
StartsArgument = Annotated[
    datetime, typer.Argument(metavar="FROM", formats=["%Y-%m-%d"], help="The first day of the period.")
]


@periods_app.command("list")
def list_periods(template: TemplateArgument, as_: AsOption = None) -> None:
    """List the periods of a template that count, by time."""
    from ccm.governance.names import parse_name
    from templates_repo.store import TemplateStore

    with viewing(as_) as session:
        key = parse_name(session, f"template:{template.removeprefix('template:')}").key
        found = TemplateStore(session).periods(key)
    _print(key, found)


@periods_app.command("end")
def end(
    template: TemplateArgument,
    starts: StartsArgument,
    last: Annotated[datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="The last day of it.")],
    why: WhyOption = "",
    as_: AsOption = None,
) -> None:
    """End a period earlier than it would. What was sent until now stays as it was."""
    from ccm.governance.periods import end_period

    with _releasing(template) as (books, key):
        left = end_period(books, acting(as_), key, starts.date(), last.date(), why)
    _print(key, left)


@periods_app.command("call-off")
def call_off(template: TemplateArgument, starts: StartsArgument, why: WhyOption = "", as_: AsOption = None) -> None:
    """Call off a period of which no day is over. It stays on record, and counts no more."""
    from ccm.governance.periods import call_off_period

    with _releasing(template) as (books, key):
        left = call_off_period(books, acting(as_), key, starts.date(), why)
    _print(key, left)


@contextmanager
def _releasing(template: str) -> "Iterator[tuple[Books, str]]":
    from ccm.db.session import open_database
    from ccm.governance.books import Books

    with plain_errors(), open_database() as database, database.writing() as session:
        yield Books(session), template.removeprefix("template:")


def _print(key: str, found: "tuple[Period, ...]") -> None:
    rows = [(str(one.starts), str(one.ends) if one.ends else "further notice", f"{key}@{one.number}") for one in found]
    print_table(("from", "to", "version"), rows)


def register(app: typer.Typer) -> None:
    """Put the commands into `app`."""
    app.add_typer(periods_app, name="periods")
