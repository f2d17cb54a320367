"""The commands ``ccm folder`` and ``ccm rights``: what stands where, and who may make which edits in a template."""

from typing import TYPE_CHECKING, Annotated

import typer

from ccm.commands.identity import AsOption, acting
from ccm.commands.people_options import WhyOption, people_reading, people_writing
from ccm.console import print_table

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

folder_app = typer.Typer(no_args_is_help=True, help="Put templates, blocks and brands into folders.")
rights_app = typer.Typer(no_args_is_help=True, help="Say who may make which kinds of edit in a template.")

TemplateArgument = Annotated[str, typer.Argument(metavar="TEMPLATE", help="A template's key.")]

AS_ROLES_SAY = "default"


@folder_app.command("place")
def place(
    subject: Annotated[
        str, typer.Argument(metavar="SUBJECT", help="template:KEY, block:KEY or brand:KEY; it may be still to come.")
    ],
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="Such as retail/credit; / takes it out of any.")],
    why: WhyOption = "",
    as_: AsOption = None,
) -> None:
    """Put a template, block or brand into a folder. Roles that were given for the folder count for it from now on."""
    from ccm.people import acts

    with people_writing() as session:
        kind, key = _named(session, subject)
        acts.place(session, acting(as_), kind, key, folder, why)
    typer.echo(f"{kind} {key} stands in {folder.strip('/') or 'no folder'}")


@folder_app.command("show")
def show_folder(
    folder: Annotated[str, typer.Argument(metavar="[FOLDER]", help="This one, and those below it.")] = "",
    as_: AsOption = None,
) -> None:
    """List what stands in a folder, and who holds which roles in it."""
    from ccm.people.rights import check_folder, within

    with people_reading(as_) as people:
        path = check_folder(folder)
        rows = [(at, f"{kind}:{key}", "") for at, kind, key in people.placements() if within(at, path)]
        rows += [(one.folder, one.holder, one.role) for one in people.grants() if within(one.folder, path)]
    print_table(("folder", "what", "role"), sorted(rows))


@rights_app.command("set")
def set_rights(
    template: TemplateArgument,
    holder: Annotated[str, typer.Option("--holder", metavar="HOLDER", help="The key of a user or a group.")],
    edit: Annotated[
        str,
        typer.Option("--edit", help=f"nothing, text, regions or everything; {AS_ROLES_SAY}: as their roles say."),
    ],
    why: WhyOption = "",
    as_: AsOption = None,
) -> None:
    """Say up to which kind of edits a user or a group makes in a template, whatever their roles say."""
    from ccm.people import acts
    from ccm.people.rights import check_edit_kind

    with people_writing() as session:
        edits = None if edit == AS_ROLES_SAY else check_edit_kind(edit)
        acts.set_edit_kind(session, acting(as_), template, holder, edits, why)
    typer.echo(f"{template}: {holder} edits {edits or 'as their roles say'}")


@rights_app.command("show")
def show_rights(template: TemplateArgument, as_: AsOption = None) -> None:
    """Say who may make which edits in a template: what was set, and what it comes to for each user."""
    with people_reading(as_) as people:
        known = people.edit_kinds(template)
        folder = people.folder_of("template", template)
        rows = [(holder, edits, "set for this template") for holder, edits in known.items()]
        rows += [
            (person.id, people.edit_kind(person.id, "template", template), "may edit")
            for person in people.people()
            if "edit" in people.abilities(person.id, folder)
        ]
    typer.echo(f"{template} stands in {folder or 'no folder'}")
    print_table(("holder", "edits", ""), rows)


def _named(session: "Session", subject: str) -> tuple[str, str]:
    """The kind and key of what is named. With its kind before it, it need not be there yet."""
    from ccm.governance.names import parse_name

    kind, colon, key = subject.partition(":")
    if colon:
        return kind, key
    name = parse_name(session, subject)
    return name.kind, name.key


def register(app: typer.Typer) -> None:
    """Put the commands into `app`."""
    app.add_typer(folder_app, name="folder")
    app.add_typer(rights_app, name="rights")
