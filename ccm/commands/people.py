"""The commands ``ccm user`` and ``ccm group``: who there is, and who may do what."""

from datetime import datetime
from typing import Annotated

import typer

from ccm.commands.identity import AsOption, acting
from ccm.commands.people_options import FolderOption, HolderArgument, WhyOption, people_reading, people_writing, where
from ccm.console import print_table

user_app = typer.Typer(no_args_is_help=True, help="Say who there is, and what they may do.")
group_app = typer.Typer(no_args_is_help=True, help="Say who is asked together, and holds roles together.")

UserArgument = Annotated[str, typer.Argument(metavar="USER", help="A user's key.")]
GroupArgument = Annotated[str, typer.Argument(metavar="GROUP", help="A group's key.")]
RoleArgument = Annotated[
    str,
    typer.Argument(
        metavar="ROLE", help="author, designer, compliance, approver, operator, administrator or api-client."
    ),
]


@user_app.command("add")
def add_user(
    user: UserArgument,
    name: Annotated[str, typer.Option("--name", help="The name to show; the key when left out.")] = "",
    role: Annotated[str, typer.Option("--role", help="A role to begin with.")] = "",
    folder: FolderOption = "",
    why: WhyOption = "",
    as_: AsOption = None,
) -> None:
    """Add somebody, or bring back who had left. The first of all is an administrator."""
    from ccm.people import acts

    with people_writing() as session:
        acts.add_user(session, acting(as_), user, name, role, folder, why)
    typer.echo(f"user {user} added" + (f", {role} {where(folder)}" if role else ""))


@user_app.command("list")
def list_users(as_: AsOption = None) -> None:
    """List everybody, with their groups and roles."""
    with people_reading(as_) as people:
        rows = [
            (one.id, one.name, "active" if one.active else "left", ", ".join(people.groups_of(one.id)),
             ", ".join(f"{grant.role} {where(grant.folder)}" for grant in people.grants_for(one.id)))
            for one in people.people()
        ]  # fmt: skip
    print_table(("user", "name", "", "groups", "roles"), rows)


@user_app.command("show")
def show_user(holder: HolderArgument, as_: AsOption = None) -> None:
    """Say what a user or group has, had and will have: when it began, and when it ended."""
    with people_reading(as_) as people:
        if all(group.key != holder for group in people.groups()):
            people.person(holder)
        rows = [
            (held.what, held.of, held.where, f"{held.starts:%Y-%m-%d %H:%M}",
             f"{held.ends:%Y-%m-%d %H:%M}" if held.ends else "")
            for held in people.history(holder)
        ]  # fmt: skip
    print_table(("what", "of", "where", "from (UTC)", "to"), rows)


@user_app.command("deactivate")
def deactivate(user: UserArgument, why: WhyOption = "", as_: AsOption = None) -> None:
    """Let somebody leave. Their roles, memberships and delegations end."""
    from ccm.people import acts

    with people_writing() as session:
        acts.deactivate_user(session, acting(as_), user, why)
    typer.echo(f"user {user} has left")


@user_app.command("grant")
def grant(
    holder: HolderArgument, role: RoleArgument, folder: FolderOption = "", why: WhyOption = "", as_: AsOption = None
) -> None:
    """Give a user or a group a role, in a folder and below it."""
    from ccm.people import acts

    with people_writing() as session:
        acts.grant(session, acting(as_), holder, role, folder, why)
    typer.echo(f"{holder} is {role} {where(folder)}")


@user_app.command("revoke")
def revoke(
    holder: HolderArgument, role: RoleArgument, folder: FolderOption = "", why: WhyOption = "", as_: AsOption = None
) -> None:
    """Take a role back, in the folder that it was given in."""
    from ccm.people import acts

    with people_writing() as session:
        acts.revoke(session, acting(as_), holder, role, folder, why)
    typer.echo(f"{holder} is no longer {role} {where(folder)}")


@user_app.command("delegate")
def delegate(
    taker: Annotated[str, typer.Argument(metavar="USER", help="Who stands in for you.")],
    until: Annotated[
        datetime | None, typer.Option("--until", formats=["%Y-%m-%d"], help="The last day, by UTC.")
    ] = None,
    start: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day, by UTC; now if not given.")
    ] = None,
    end: Annotated[bool, typer.Option("--end", help="Take it back.")] = False,
    why: WhyOption = "",
    as_: AsOption = None,
) -> None:
    """Let somebody stand in for you, up to and including a day. Nobody can do so in your name."""
    from datetime import UTC, timedelta

    from ccm.people import acts

    if (until is None) is not end or (end and start is not None):
        raise typer.BadParameter("give the last day with --until, or --end to take it back")
    who = acting(as_)
    with people_writing() as session:
        if until is None:
            acts.end_delegation(session, who, taker, why)
        else:
            starts = who.at if start is None else start.replace(tzinfo=UTC)
            acts.delegate(session, who, taker, starts, until.replace(tzinfo=UTC) + timedelta(days=1), why)
    typer.echo(
        f"{taker} no longer stands in for {who.person}"
        if until is None
        else f"{taker} stands in for {who.person} up to and including {until:%Y-%m-%d}"
    )


@group_app.command("add")
def add_group(group: GroupArgument, why: WhyOption = "", as_: AsOption = None) -> None:
    """Add a group."""
    from ccm.people import acts

    with people_writing() as session:
        acts.add_group(session, acting(as_), group, why)
    typer.echo(f"group {group} added")


@group_app.command("list")
def list_groups(as_: AsOption = None) -> None:
    """List the groups, with their members and roles."""
    with people_reading(as_) as people:
        rows = [
            (group.key, ", ".join(sorted(group.members)),
             ", ".join(f"{grant.role} {where(grant.folder)}" for grant in people.grants(group.key)))
            for group in people.groups()
        ]  # fmt: skip
    print_table(("group", "members", "roles"), rows)


@group_app.command("join")
def join(group: GroupArgument, user: UserArgument, why: WhyOption = "", as_: AsOption = None) -> None:
    """Make a user a member of a group."""
    from ccm.people import acts

    with people_writing() as session:
        acts.join_group(session, acting(as_), group, user, why)
    typer.echo(f"{user} is a member of {group}")


@group_app.command("leave")
def leave(group: GroupArgument, user: UserArgument, why: WhyOption = "", as_: AsOption = None) -> None:
    """End the membership of a user in a group."""
    from ccm.people import acts

    with people_writing() as session:
        acts.leave_group(session, acting(as_), group, user, why)
    typer.echo(f"{user} is no longer a member of {group}")


def register(app: typer.Typer) -> None:
    """Put the commands into `app`."""
    app.add_typer(user_app, name="user")
    app.add_typer(group_app, name="group")
