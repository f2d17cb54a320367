"""``ccm impact``: what a new version of a block or a brand does to everything made with it, before it is approved."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ccm.commands.identity import AsOption, acting, viewing
from ccm.console import FAILED, console, plain_errors

if TYPE_CHECKING:
    from ccm.impact.folder import Proposed


def impact(
    subject: Annotated[
        str, typer.Argument(metavar="SUBJECT", help="A block or brand in the store (block:vat-note@3), or its folder.")
    ],
    out: Annotated[Path | None, typer.Option("--out", help="The HTML page to write, with pictures.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    template: Annotated[list[str] | None, typer.Option("--template", help="Only this template; repeatable.")] = None,
    samples: Annotated[
        int | None, typer.Option("--samples", min=1, help="Look at so many samples of each template; all if not.")
    ] = None,
    library: Annotated[
        Path, typer.Option("--library", help="For a folder: where the templates and the version in use are.")
    ] = Path(),
    as_: AsOption = None,
) -> None:
    """Show every template, channel and language that a new version touches, before and after.

    Exits with 1 when something that is sent now could not be sent any more.
    """
    from rich.progress import Progress as Bar

    from ccm.impact.data import impact_data
    from ccm.impact.measure import measure
    from ccm.impact.page import impact_page
    from ccm.impact.text import impact_lines
    from ccm.outputs import write_page

    with plain_errors():
        found = _proposed(subject, library, tuple(template or ()), as_)
        with Bar(console=console(stderr=True), transient=True) as bar:
            task = bar.add_task("Rendering before and after", total=None)
            measured = measure(
                found.touched, found.name, proposed=found.proposed, present=found.present, samples=samples,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )  # fmt: skip
        if out is not None:
            write_page(out, impact_page(measured))
    if as_json:
        typer.echo(json.dumps(impact_data(measured), ensure_ascii=False, indent=2))
    else:
        for line in impact_lines(measured):
            typer.echo(line)
        if out is not None:
            typer.echo(f"{out}")
    if measured.failing:
        raise typer.Exit(FAILED)


def _proposed(subject: str, library: Path, templates: tuple[str, ...], as_: str | None) -> "Proposed":
    """What is proposed, and what it touches: from a folder where there is one by that name, else from the store."""
    from ccm.governance.books import Books
    from ccm.governance.names import parse_name
    from ccm.impact.folder import touched_by_folder
    from ccm.impact.stored import touched_in_store

    if Path(subject).is_dir():
        return touched_by_folder(Path(subject), library, templates)
    with viewing(as_) as session:
        name = parse_name(session, subject)
        today = acting(as_).at.date()
        return touched_in_store(Books(session), name.kind, name.key, today, name.version, templates)


def register(app: typer.Typer) -> None:
    """Put the command into `app`."""
    app.command("impact")(impact)
