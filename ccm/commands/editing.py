"""The commands of editing: ``ccm import``, ``ccm roll-back``, ``ccm retire``, ``ccm versions``."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ccm.commands.identity import AsOption, acting, viewing
from ccm.console import plain_errors, print_table

if TYPE_CHECKING:
    from ccm.governance.editing import Edited

MessageOption = Annotated[str, typer.Option("--message", "-m", help="Why, in a sentence; it stays for good.")]


def import_library(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="A folder with templates/, blocks/ and brands/.")
    ] = None,
    starter: Annotated[bool, typer.Option("--starter", help="The library that comes with ccm, to begin with.")] = False,
    as_it_stands: Annotated[
        bool, typer.Option("--as-it-stands", help="Whatever has come into the store since DIR was exported.")
    ] = False,
    message: MessageOption = "",
    as_: AsOption = None,
) -> None:
    """Import a folder of templates, blocks and brands: all of it or, if anything is wrong or not allowed, none.

    Of an exported folder, only what was changed since is imported; what was changed in the store meanwhile is refused.
    """
    from ccm.db.session import open_database
    from ccm.governance import editing
    from ccm.library import STARTER, Shelf
    from ccm.library_base import read_base
    from ccm.repository import rebase

    if (folder is None) != starter:
        raise typer.BadParameter("name a folder, or give --starter")
    shelf = STARTER if folder is None else Shelf.at(folder)
    with plain_errors(), open_database() as opened:
        base = read_base(folder) if folder else None
        with opened.writing() as session:
            edited = editing.import_library(session, acting(as_), shelf, message, None if as_it_stands else base)
        if folder and base:
            rebase(folder, base, ((one.kind, one.version) for one in edited if not one.behind))
    print_edited(edited)
    new, behind = sum(one.new for one in edited), sum(one.behind for one in edited)
    typer.echo(
        f"{new} new, {len(edited) - new} unchanged" + (f", {behind} of them newer in the store" if behind else "")
    )


def roll_back(
    subject: Annotated[str, typer.Argument(metavar="SUBJECT@N", help="The version to go back to, such as invoice@2.")],
    message: MessageOption = "",
    as_: AsOption = None,
) -> None:
    """Make a new version that says what an old one said. It is approved like any other."""
    from ccm.db.session import open_database
    from ccm.governance import editing
    from ccm.governance.names import parse_content_name

    with plain_errors(), open_database() as opened, opened.writing() as session:
        kind, key, number = parse_content_name(session, subject)
        if number is None:
            raise typer.BadParameter(f"say which version to go back to, such as {subject}@1")
        edited = editing.roll_back(session, acting(as_), kind, key, number, message)
    print_edited([edited])
    if not edited.new:
        typer.echo(f"{edited.kind} {edited.version.name} says that already")


def retire(
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="Such as invoice, block:vat-note, brand:ginepro.")],
    on: Annotated[
        datetime, typer.Option("--on", metavar="DATE", formats=["%Y-%m-%d"], help="The first day without it.")
    ],
    message: MessageOption = "",
    as_: AsOption = None,
) -> None:
    """From a day on, let no version of it be in force, and take no new ones. Nothing is deleted."""
    from ccm.db.session import open_database
    from ccm.governance import editing
    from ccm.governance.names import parse_content_name

    with plain_errors(), open_database() as opened, opened.writing() as session:
        kind, key, number = parse_content_name(session, subject)
        if number is not None:
            raise typer.BadParameter(f"a {kind} is retired with all its versions; write {kind}:{key}")
        editing.retire(session, acting(as_), kind, key, on.date(), message)
    typer.echo(f"{kind} {key} is retired from {on.date()}")


def versions(
    subject: Annotated[
        str, typer.Argument(metavar="SUBJECT", help="Such as invoice, block:vat-note, translation:vat-note/it.")
    ],
    as_: AsOption = None,
) -> None:
    """List the versions of something: who made them, when and why, and what their approval is worth today."""
    from approval.digests import short
    from ccm.governance.books import Books, home
    from ccm.governance.names import parse_name
    from ccm.governance.standings import version_standings

    with viewing(as_) as session:
        name, books = parse_name(session, subject), Books(session)
        rows = version_standings(books, name.kind, name.key)
        kind, key = home(name.kind, name.key)
        draft, retired = books.content(kind).draft(key), books.content(kind).retired_on(key)
    print_table(
        ("version", "standing", "author", "made (UTC)", "digest", "message"),
        [
            (one.version.name, one.standing, one.version.author, f"{one.version.created_at:%Y-%m-%d %H:%M}",
             short(one.version.digest), one.version.message)
            for one in rows
        ],
    )  # fmt: skip
    if draft is not None:
        base = f", made from version {draft.base}" if draft.base else ""
        typer.echo(f"There is a draft: revision {draft.revision}, saved by {draft.author}{base}")
    if retired is not None:
        typer.echo(f"The {kind} {key} is retired from {retired}")


def print_edited(edited: "Iterable[Edited]") -> None:
    """Print the versions that an act made, and what it voided."""
    for one in edited:
        if one.new:
            typer.echo(f"{one.kind} {one.version.name}  {one.version.digest}")
        for submission in one.voided:
            typer.echo(f"  submission {submission.id} of {submission.subject} is void: what it was about was edited")


def register(app: typer.Typer) -> None:
    """Put the commands into `app`."""
    app.command("import")(import_library)
    app.command("roll-back")(roll_back)
    app.command("retire")(retire)
    app.command("versions")(versions)
