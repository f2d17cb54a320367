"""What the command line's parts share: exit codes, the console, errors in plain words."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

FAILED = 1
WRONG_USAGE = 2


@contextmanager
def plain_errors() -> Iterator[None]:
    """Say what the engine finds wrong in its own words, without a traceback."""
    try:
        yield
    except Exception as error:
        # The list of errors brings the database's libraries along; most commands never need it.
        from ccm.errors import EXPECTED_ERRORS

        if not isinstance(error, EXPECTED_ERRORS):
            raise
        console(stderr=True).print(f"ccm: {error}", style="red", markup=False, highlight=False)
        raise typer.Exit(WRONG_USAGE) from error


def console(*, stderr: bool = False) -> "Console":
    from rich.console import Console

    return Console(stderr=stderr)


def print_table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Print rows of plain text under a header; what is no terminal is given room for whole rows."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(header[0], *header[1:], box=box.SIMPLE_HEAD, header_style="bold")
    table.columns[0].no_wrap = True
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    out = console()
    if not out.is_terminal:
        out.width = 160  # a file or a pipe has no width of its own
    out.print(table)
