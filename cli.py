"""The command line: ``ccm``. It parses arguments and prints; the engine does the work."""

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(
    name="ccm",
    help="Customer communications: one template, every channel, every word accounted for.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

LibraryOption = Annotated[
    Path,
    typer.Option("--library", help="The folder with your own templates/, blocks/ and brands/.", show_default="."),
]
TemplateArgument = Annotated[str, typer.Argument(help="A template's key, or the path of its folder.")]
DataOption = Annotated[Path, typer.Option("--data", help="The file with the customers' data.")]
SourceOption = Annotated[
    str | None,
    typer.Option(
        "--source",
        help="What the data file is: json, jsonl, csv, parquet, camt053, ubl, cii or fatturapa. Guessed when left out.",
    ),
]

FAILED = 1
WRONG_USAGE = 2


def main() -> None:
    """Run the command line; exit with 0 (all well), 1 (a check or a record failed) or 2 (wrong usage)."""
    app()


def _clear_errors(command: Callable[..., Any]) -> Callable[..., Any]:
    """Print what the engine says is wrong, without a traceback."""

    @wraps(command)
    def run(*arguments: Any, **options: Any) -> Any:
        from ccm.errors import EXPECTED_ERRORS

        try:
            return command(*arguments, **options)
        except EXPECTED_ERRORS as error:
            typer.secho(f"ccm: {error}", err=True, fg="red")
            raise typer.Exit(WRONG_USAGE) from error
        except BrokenPipeError:
            sys.stderr.close()
            raise typer.Exit(FAILED) from None

    return run


@app.command()
@_clear_errors
def templates(library: LibraryOption = Path()) -> None:
    """List the templates there are."""
    from ccm.listing import list_templates

    list_templates(library)


@app.command()
@_clear_errors
def blocks(library: LibraryOption = Path()) -> None:
    """List the content blocks there are."""
    from ccm.listing import list_blocks

    list_blocks(library)
