"""The commands ``ccm draft``: what is being written in the store, saved, shown, published or discarded."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ccm.commands.editing import MessageOption, print_edited
from ccm.commands.identity import AsOption, acting, viewing
from ccm.console import plain_errors, print_table

if TYPE_CHECKING:
    from content_blocks.drafts import Draft

draft_app = typer.Typer(no_args_is_help=True, help="Write on the draft of a template, block or brand in the store.")

SubjectArgument = Annotated[
    str, typer.Argument(metavar="SUBJECT", help="Such as invoice, block:vat-note; a new one as template:KEY.")
]
RevisionOption = Annotated[
    int, typer.Option("--revision", min=0, help="The revision you have seen, as 'ccm draft show' has it.")
]


@draft_app.command("save")
def save(
    subject: SubjectArgument,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the template, block or brand.")],
    revision: Annotated[
        int, typer.Option("--revision", min=0, help="The revision it was written on; 0 to begin a draft.")
    ] = 0,
    base: Annotated[int, typer.Option("--base", min=0, help="The version it was made from; left out, as it was.")] = 0,
    as_: AsOption = None,
) -> None:
    """Save a folder as the draft of something. Nothing that is sent changes, and whoever saved meanwhile is kept."""
    from ccm.db.session import open_database
    from ccm.governance import editing
    from ccm.governance.names import parse_draft_name
    from content_blocks.files import read_folder_files

    with plain_errors(), open_database() as opened:
        files = read_folder_files(folder)
        with opened.writing() as session:
            kind, key = parse_draft_name(session, subject)
            draft = editing.save_draft(session, acting(as_), kind, key, files, revision, base)
    typer.echo(_told(f"{kind} {key}", draft))


@draft_app.command("show")
def show(
    subject: SubjectArgument,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write its files into this folder, which is not there.")
    ] = None,
    as_: AsOption = None,
) -> None:
    """Say who saved the draft of something and when, and list its files, or write them."""
    from ccm.governance.drafts import draft_of, write_draft
    from ccm.governance.names import parse_draft_name

    with viewing(as_) as session:
        kind, key = parse_draft_name(session, subject)
        draft = draft_of(session, kind, key)
        if out is not None:
            write_draft(draft, out)
    typer.echo(_told(f"{kind} {key}", draft))
    if out is None:
        print_table(("file", "bytes"), [(name, str(len(body))) for name, body in draft.files.items()])


@draft_app.command("publish")
def publish(
    subject: SubjectArgument, revision: RevisionOption, message: MessageOption = "", as_: AsOption = None
) -> None:
    """Make the draft the newest version, as strictly read as a folder. It is approved like any other."""
    from ccm.db.session import open_database
    from ccm.governance import editing
    from ccm.governance.names import parse_draft_name

    with plain_errors(), open_database() as opened, opened.writing() as session:
        kind, key = parse_draft_name(session, subject)
        edited = editing.publish(session, acting(as_), kind, key, revision, message)
    print_edited([edited])
    if not edited.new:
        typer.echo(f"{edited.kind} {edited.version.name} says that already")


@draft_app.command("discard")
def discard(
    subject: SubjectArgument, revision: RevisionOption, message: MessageOption = "", as_: AsOption = None
) -> None:
    """Discard the draft. Who saved it stays on record."""
    from ccm.db.session import open_database
    from ccm.governance import editing
    from ccm.governance.names import parse_draft_name

    with plain_errors(), open_database() as opened, opened.writing() as session:
        kind, key = parse_draft_name(session, subject)
        draft = editing.discard_draft(session, acting(as_), kind, key, revision, message)
    typer.echo(f"the draft of the {kind} {key}, revision {draft.revision}, is discarded")


def _told(what: str, draft: "Draft") -> str:
    base = f", made from version {draft.base}" if draft.base else ""
    return f"draft of the {what}: revision {draft.revision}, saved by {draft.author}{base}"


def register(app: typer.Typer) -> None:
    """Put the commands into `app`."""
    app.add_typer(draft_app, name="draft")
