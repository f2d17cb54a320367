"""The commands of the store: ``ccm db upgrade``, ``ccm export``, ``ccm diff``."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ccm.commands.identity import AsOption, acting, viewing
from ccm.console import console, plain_errors

if TYPE_CHECKING:
    from ccm.diff.compare import Comparison

database_app = typer.Typer(no_args_is_help=True, help="Look after the database.")

_SIGNS = {"added": "+", "removed": "-", "changed": "~", "moved": ">", "tightened": "!", "loosened": "<"}
_STYLES = {"added": "green", "removed": "red", "tightened": "bold yellow"}


@database_app.callback()
def database() -> None:
    """Look after the database."""


@database_app.command("upgrade")
def upgrade() -> None:
    """Bring the tables of the database up to date. CCM_DATABASE_URL names it; unset, it is the file ccm.db."""
    from ccm.db.session import open_database

    with plain_errors(), open_database(check=False) as opened:
        before, after = opened.upgrade()
    typer.echo(f"up to date at {after}" if before == after else f"upgraded from {before or 'empty'} to {after}")


def export_library(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write to.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Overwrite what is there and differs, and remove stray files of it.")
    ] = False,
    as_: AsOption = None,
) -> None:
    """Export the newest version of every template, block and brand, byte for byte as it came in."""
    from ccm.repository import export_folder

    with viewing(as_) as session:
        moved = export_folder(session, folder, replace=replace)
    new = sum(one.new for one in moved)
    typer.echo(f"{new} written, {len(moved) - new} there already, in {folder}")


def diff(
    before: Annotated[str, typer.Argument(metavar="A", help="A folder, or KEY or KEY@N in the store.")],
    after: Annotated[str, typer.Argument(metavar="B", help="Another one of the same kind.")],
    sample: Annotated[str | None, typer.Option("--sample", help="The sample to render; every one if not.")] = None,
    render: Annotated[bool, typer.Option(help="Compare what is rendered, in every channel.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print the changes as JSON.")] = False,
    as_: AsOption = None,
) -> None:
    """Say what changed: text and structure, rules and contract, and what readers get to see."""
    from ccm.diff.compare import compare

    with plain_errors():
        comparison = compare(before, after, sample, render=render, viewer=acting(as_).person)
    if as_json:
        typer.echo(json.dumps(comparison.as_data(), ensure_ascii=False, indent=2))
    else:
        _print(comparison)


def _print(comparison: "Comparison") -> None:
    from rich.text import Text

    from ccm.diff.compare import TITLES

    out = console()
    if not comparison.changes:
        same = "the same" if len(set(comparison.digests)) == 1 else "different in digest, and in nothing shown here"
        out.print(f"{comparison.before} and {comparison.after} are {same}", markup=False, highlight=False)
    for name, parts in zip((comparison.before, comparison.after), comparison.made_of, strict=True):
        if parts:
            out.print(Text(f"{name} is rendered with {', '.join(parts)}", "dim"), soft_wrap=True)
    for view, title in TITLES.items():
        changes = comparison.in_view(view)
        if not changes:
            continue
        out.print(Text(title, "bold"))
        place = ""
        for change in changes:
            if view != "rendered" or change.place != place:
                sign = _SIGNS[change.what] if view != "rendered" else " "
                what = change.what if view != "rendered" else ""
                out.print(
                    Text(f"  {sign} {change.place}  {what}".rstrip(), _STYLES.get(change.what, "")), soft_wrap=True
                )
            place = change.place
            for sign, lines, style in (("-", change.before, "red"), ("+", change.after, "green")):
                for line in (lines or "").splitlines():
                    out.print(Text(f"      {sign} {line}", style), soft_wrap=True)


def register(app: typer.Typer) -> None:
    """Put the commands into `app`."""
    app.add_typer(database_app, name="db")
    app.command("export")(export_library)
    app.command("diff")(diff)
