"""The commands of releases: make them, list them, print the lock of one; and where a block is used."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from ccm.commands.identity import AsOption, acting, viewing
from ccm.console import plain_errors, print_table

ReleaseArgument = Annotated[str, typer.Argument(metavar="RELEASE", help="Such as invoice#3, or its digest.")]


def release(
    template: Annotated[str, typer.Argument(metavar="TEMPLATE", help="A template, or one version: invoice@2.")],
    starts: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day; today when left out.")
    ] = None,
    ends: Annotated[
        datetime | None,
        typer.Option("--to", formats=["%Y-%m-%d"], help="The last day; until further notice when left out."),
    ] = None,
    as_: AsOption = None,
) -> None:
    """Seal what is approved of a template as a release, and put it in force."""
    from ccm.db.session import open_database
    from ccm.governance.books import Books
    from ccm.governance.names import parse_name
    from ccm.governance.releasing import release as release_it

    with plain_errors(), open_database() as database, database.writing() as session:
        name = parse_name(session, f"template:{template.removeprefix('template:')}")
        first, last = (day.date() if day else None for day in (starts, ends))
        stored = release_it(Books(session), acting(as_), name.key, name.version, first, last)
    until = f" to {last}" if last else " until further notice"
    typer.echo(f"{stored.name}, {stored.digest}: in force from {first or stored.effective}{until}")


def releases(
    template: Annotated[str | None, typer.Argument(metavar="[TEMPLATE]", help="All of them when left out.")] = None,
    as_: AsOption = None,
) -> None:
    """List the releases, and which of them are sent today."""
    from ccm.release_store import ReleaseStore
    from ccm.sending import is_recalled

    today = datetime.now(UTC).date()
    rows = []
    with viewing(as_) as session:
        store = ReleaseStore(session)
        for key in [template] if template else store.templates():
            in_force = store.in_force(key, today)
            for one in store.of(key):
                status = "recalled" if is_recalled(session, one) else "in force" if one == in_force else ""
                rows.append((one.name, str(one.version), status, str(one.effective), one.released_by, one.digest[:19]))
    print_table(("release", "version", "status", "effective", "released by", "digest"), rows)


def lock(name: ReleaseArgument, as_: AsOption = None) -> None:
    """Print what a release is made of and who approved it, as YAML that is good to keep and to compare."""
    import yaml

    from ccm.sending import release_to_verify

    with viewing(as_) as session:
        sealed = release_to_verify(session, name)
    typer.echo(f"# {sealed.name}\n# {sealed.digest}")
    typer.echo(yaml.safe_dump(sealed.lock, sort_keys=False, allow_unicode=True, width=120), nl=False)


def where_used(
    block: Annotated[str, typer.Argument(metavar="BLOCK", help="The key of a block.")],
    every: Annotated[bool, typer.Option("--all", help="Earlier versions of templates too.")] = False,
    as_: AsOption = None,
) -> None:
    """List the templates that use a block, and whether they pin it, follow it, or are released with it."""
    from ccm.content.where_used import uses_of
    from ccm.governance.names import parse_name

    with viewing(as_) as session:
        uses = uses_of(session, parse_name(session, f"block:{block.removeprefix('block:')}").key, every_version=every)
    rows = [
        (
            f"{use.template}@{use.number}",
            f"pins {use.pinned}" if use.pinned else "follows",
            f"{use.released} holds version {use.holds}" if use.released else "",
        )
        for use in uses
    ]
    print_table(("template", "block", "released"), rows)


def register(app: typer.Typer) -> None:
    """Put the commands into `app`."""
    app.command()(release)
    app.command()(releases)
    app.command()(lock)
    app.command("where-used")(where_used)
