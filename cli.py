"""The command line: ``ccm``. It parses arguments and prints; the engine does the work.

Exit codes: 0 when all went well, 1 when a check or a record failed, 2 for wrong usage.
"""

import json
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ccm.commands import (
    access,
    approval,
    discuss,
    draft,
    editing,
    folders,
    impact,
    people,
    periods,
    release,
    review,
    rule,
    serve,
    store,
    verify,
    worker,
    workflow,
)
from ccm.commands.archive import archive_app
from ccm.commands.audit import audit_app
from ccm.commands.batch import batch_app
from ccm.commands.identity import AsOption, acting
from ccm.console import FAILED, console, plain_errors, print_table

if TYPE_CHECKING:
    from ccm.rendering import Rendering
    from ccm.run import Keep, Outcome

app = typer.Typer(
    name="ccm",
    help="Customer communications: one template, every channel, every word accounted for.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

LibraryOption = Annotated[
    Path, typer.Option("--library", help="The folder with your own templates/, blocks/ and brands/.")
]
TemplateArgument = Annotated[str, typer.Argument(metavar="TEMPLATE", help="A template's key, or its folder.")]
DataOption = Annotated[Path, typer.Option("--data", help="The file with the customers' data.")]
SourceOption = Annotated[
    str | None,
    typer.Option("--source", help="The kind of data file (see docs/data.md); guessed from the file when left out."),
]
LocaleOption = Annotated[
    str | None,
    typer.Option(
        "--locale", help="The language of every document, such as it or de-AT; each record's own when left out."
    ),
]

CHANNELS = ("pdf", "email", "sms", "mobile", "all")
MAX_LISTED = 20


def main() -> None:
    """Run the command line."""
    app(args=repeat_channels(sys.argv[1:]))


def repeat_channels(arguments: list[str]) -> list[str]:
    """``--channel pdf sms`` as ``--channel pdf --channel sms``, which is what an option of many values is to Typer.

    Only the names of built-in channels are taken, so that what follows can be a template.
    """
    spread: list[str] = []
    listing = False
    for argument in arguments:
        if listing and argument in CHANNELS and spread[-1] != "--channel":
            spread.append("--channel")
        elif spread and spread[-1] != "--channel":
            listing = False
        listing = listing or argument == "--channel"
        spread.append(argument)
    return spread


@app.command()
def templates(library: LibraryOption = Path()) -> None:
    """List the templates there are."""
    from ccm.library import Library

    with plain_errors():
        shelf = Library(library)
        rows = [shelf.template(key).definition for key in shelf.template_folders]
    print_table(
        ("template", "title", "brand", "channels", "languages"),
        [(row.template, row.title, row.brand, ", ".join(row.channels), ", ".join((row.language, *row.locales)))
         for row in rows],
    )  # fmt: skip


@app.command()
def blocks(library: LibraryOption = Path()) -> None:
    """List the content blocks there are."""
    from ccm.library import Library

    with plain_errors():
        rows = Library(library).blocks().values()
    print_table(
        ("block", "version", "lock", "owner", "title", "slots", "languages"),
        [(row.key, str(row.version), row.definition.lock, row.definition.owner, row.definition.title,
          ", ".join(row.definition.slots), ", ".join(row.locales)) for row in rows],
    )  # fmt: skip


@app.command()
def check(
    keys: Annotated[
        list[str] | None, typer.Argument(metavar="[TEMPLATE]...", help="All of them when left out.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
    library: LibraryOption = Path(),
) -> None:
    """Check templates: expressions, blocks, translations, samples and every channel's findings."""
    from ccm.check import check_templates

    reports = []
    with plain_errors(), console(stderr=True).status("Checking"):
        for report in check_templates(library, tuple(keys or ())):
            reports.append(report)
            if not as_json:
                _print_report(report.template, report.summary, [(one.severity, one.text) for one in report.problems])
    if as_json:
        typer.echo(json.dumps([report.as_data() for report in reports], ensure_ascii=False, indent=2))
    if any(not report.ok for report in reports):
        raise typer.Exit(FAILED)


_STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}


def _print_report(title: str, summary: str, problems: list[tuple[str, str]]) -> None:
    from rich.text import Text

    out = console()
    worst = next((style for severity, style in _STYLES.items() if any(one[0] == severity for one in problems)), "green")
    out.print(Text.assemble((title, "bold"), "  ", (summary, worst)))
    for severity, text in problems:
        out.print(Text.assemble("  ", (f"{severity:8}", _STYLES[severity]), text), soft_wrap=True)


@app.command()
def render(
    template: TemplateArgument,
    data: DataOption,
    out: Annotated[Path, typer.Option("--out", help="The folder to write to; one folder a record.")],
    source: SourceOption = None,
    channel: Annotated[
        list[str] | None, typer.Option("--channel", help="The channels to render, such as pdf sms, or all.")
    ] = None,
    locale: LocaleOption = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Stop after so many records.")] = None,
    day: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], help="Render what is in force on this day; today when left out."),
    ] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="Render a folder as a draft: every page and message is marked as one.")
    ] = False,
    library: Annotated[
        Path | None, typer.Option("--library", help="With --draft: the folder with templates/, blocks/ and brands/.")
    ] = None,
    as_: AsOption = None,
) -> None:
    """Render the release of a template that is in force for every record of a data file, and keep it in the archive.

    Nothing that was not approved and released gets out this way; see --draft for what has not been.
    """
    from ccm.run import render_file

    if library is not None and not draft:
        raise typer.BadParameter("a folder is rendered as a draft only; give --draft too")
    if draft and day is not None:
        raise typer.BadParameter("a draft is not in force on any day; leave out --on or --draft")
    channels = None if not channel or "all" in channel else channel
    with plain_errors():
        made = _draft(template, library, channels) if draft else _released(template, as_, day, channels)
        with made as (rendering, keep):
            outcomes = render_file(rendering, data, out, kind=source, locale=locale, limit=limit, keep=keep)
            failed = _follow(outcomes, f"Rendering {template}")
    if failed:
        raise typer.Exit(FAILED)


@contextmanager
def _draft(template: str, library: Path | None, channels: list[str] | None) -> "Iterator[tuple[Rendering, None]]":
    from ccm.run import draft_rendering

    yield draft_rendering(library or Path(), template, channels), None


@contextmanager
def _released(
    template: str, as_: str | None, day: "datetime | None", channels: list[str] | None
) -> "Iterator[tuple[Rendering, Keep]]":
    from ccm.archive.archive import open_archive
    from ccm.db.session import open_database
    from ccm.run import keeping, release_rendering
    from ccm.settings import settings

    who = acting(as_)
    with open_database() as database:
        archive = open_archive(settings())
        rendering = release_rendering(database, who, template, (day or who.at).date(), channels)
        yield rendering, keeping(database, archive)


def _follow(outcomes: "Iterable[Outcome]", title: str) -> int:
    """Show progress, say what failed, and return how many records did."""
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    errors = console(stderr=True)
    done = failed = 0
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed} records"))
    with Progress(*columns, TimeElapsedColumn(), console=errors, transient=True) as progress:
        task = progress.add_task(title, total=None)
        for outcome in outcomes:
            done += 1
            progress.advance(task)
            if not outcome.ok:
                failed += 1
                for error in outcome.errors[:MAX_LISTED]:
                    errors.print(f"ccm: {error}", style="red", markup=False, highlight=False, soft_wrap=True)
                if len(outcome.errors) > MAX_LISTED:
                    errors.print(f"ccm: ... and {len(outcome.errors) - MAX_LISTED} more of this record", style="red")
    typer.echo(f"{done - failed} of {done} records rendered" + (f", {failed} failed" if failed else ""))
    if done == 0:
        errors.print("ccm: the file has no records", style="yellow")
    return failed


@app.command()
def preview(
    template: TemplateArgument,
    data: Annotated[Path | None, typer.Option("--data", help="Customers' data; the samples when left out.")] = None,
    out: Annotated[Path, typer.Option("--out", help="The HTML file to write.")] = Path("preview.html"),
    source: SourceOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=50, help="Show at most so many records.")] = 5,
    library: LibraryOption = Path(),
) -> None:
    """Show every channel of a template side by side, in one HTML page."""
    from ccm.preview.write import write_preview

    with plain_errors():
        failed = write_preview(library, template, out, data=data, kind=source, limit=limit)
    typer.echo(f"{out}")
    if failed:
        for error in failed:
            console(stderr=True).print(f"ccm: {error}", style="red", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(FAILED)


@app.command()
def new(
    template: Annotated[str, typer.Argument(metavar="TEMPLATE", help="The key of the new template.")],
    library: LibraryOption = Path(),
) -> None:
    """Make a first template of your own, ready to check and preview."""
    from ccm.scaffold.new_template import new_template

    with plain_errors():
        folder = new_template(template, library)
    typer.echo(f"Made {folder}. Now try:")
    typer.echo(f"  ccm check {template}")
    typer.echo(f"  ccm preview {template} --out {template}.html")
    typer.echo(f"  ccm render {template} --draft --data {folder / 'samples' / 'first.json'} --out out")


@app.command()
def translations(
    key: Annotated[str, typer.Argument(metavar="KEY", help="A template or a block.")],
    library: LibraryOption = Path(),
) -> None:
    """Bring the catalogs of a template or block up to date: new texts added, changed ones marked, gone ones dropped."""
    from ccm.translating import update_catalogs

    with plain_errors():
        catalogs = update_catalogs(library, key)
    for catalog in catalogs:
        update = catalog.update
        typer.echo(
            f"{catalog.path}: {update.translated} translated, {update.missing} missing, {update.stale} to be looked at "
            f"again, {update.dropped} dropped{'' if catalog.changed else '; nothing to change'}"
        )


@app.command()
def demo(
    out: Annotated[Path, typer.Option("--out", help="The folder to write to.")] = Path("out/demo"),
) -> None:
    """Have the starter library approved and released, render it in every channel, and change a locked block."""
    from rich.status import Status

    from ccm.demo.marker import PASSWORD
    from ccm.demo.run import run_demo

    with plain_errors(), Status("Importing the starter library", console=console(stderr=True)) as status:
        started = time.perf_counter()
        made = run_demo(out, status.update)
        taken = time.perf_counter() - started
    print_table(
        ("rendered", "artifacts", "pages", "segments", "findings", "seconds"),
        [
            (part.name, *map(str, (part.documents, part.pages, part.segments, part.findings)), f"{part.seconds:.1f}")
            for part in made.parts
        ],
    )
    errors = [error for part in made.parts for error in part.errors]
    for error in errors:
        console(stderr=True).print(f"ccm: {error}", style="red", markup=False, highlight=False, soft_wrap=True)
    typer.echo("How a locked block is changed:")
    for number, line in enumerate(made.story, 1):
        typer.echo(f"{number:4}. {line}")
    total = sum(part.documents for part in made.parts)
    sent = made.job.tally
    typer.echo(f"The job {made.job.id}: {sent.delivered} of {made.job.total} delivered, {sent.rejected} rejected")
    typer.echo(f"{total} artifacts in {taken:.0f} s. Open {out / 'index.html'}")
    typer.echo(
        "Or see all of it at work: 'make serve', and sign in as anna (author), dora (compliance), ida (operator) or "
        f"otto (administrator); everybody's password is '{PASSWORD}'"
    )
    if errors:
        raise typer.Exit(FAILED)


@app.command()
def version() -> None:
    """Print the version of the engine."""
    from importlib.metadata import version as installed

    typer.echo(installed("ccm-engine"))


store.register(app)
editing.register(app)
draft.register(app)
discuss.register(app)
approval.register(app)
review.register(app)
release.register(app)
periods.register(app)
impact.register(app)
people.register(app)
folders.register(app)
rule.register(app)
verify.register(app)
access.register(app)
worker.register(app)
serve.register(app)
workflow.register(app)
app.add_typer(audit_app(), name="audit")
app.add_typer(batch_app(), name="batch")
app.add_typer(archive_app(), name="archive")

if __name__ == "__main__":
    main()
