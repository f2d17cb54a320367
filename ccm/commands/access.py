"""The commands of access: ``ccm key``, ``ccm user password``, ``ccm user link``."""

from typing import Annotated

import typer

from ccm.commands.identity import AsOption, acting, viewing
from ccm.commands.people import UserArgument, user_app
from ccm.commands.people_options import WhyOption, people_writing
from ccm.console import console, print_table

key_app = typer.Typer(no_args_is_help=True, help="Make and revoke the API keys with which programs act for somebody.")


@key_app.command("create")
def create(
    name: Annotated[str, typer.Option("--name", help="What uses the key, such as 'portal'. It is shown in lists.")],
    ability: Annotated[
        list[str],
        typer.Option("--for", metavar="ABILITY", help="What the key is for, such as render; may be repeated."),
    ],
    person: Annotated[
        str | None, typer.Option("--person", metavar="USER", help="Whom the key acts as; you when left out.")
    ] = None,
    days: Annotated[int, typer.Option("--days", min=1, help="After how many days it expires.")] = 90,
    why: WhyOption = "",
    as_: AsOption = None,
) -> None:
    """Make an API key. It is printed this once, and nobody can find it out again."""
    from ccm.access import acts

    who = acting(as_)
    with people_writing() as session:
        key, secret = acts.create_key(session, who, person or who.person, name, ability, days, why)
    console(stderr=True).print(
        f"{key.id}: acts as {key.person}, for {', '.join(sorted(key.abilities))}, until {key.expires_at:%Y-%m-%d}. "
        "Keep it like a password; this is the only time it is shown:",
        markup=False, highlight=False, soft_wrap=True,
    )  # fmt: skip
    typer.echo(secret)


@key_app.command("list")
def list_keys(as_: AsOption = None) -> None:
    """List your API keys; an administrator sees everybody's."""
    from ccm.access import acts

    who = acting(as_)
    with viewing(as_) as session:
        rows = [
            (key.id, key.person, key.name, ", ".join(sorted(key.abilities)), f"{key.expires_at:%Y-%m-%d}",
             "revoked" if key.revoked_at else "" if key.opens(who.at) else "expired")
            for key in acts.keys_for(session, who.person)
        ]  # fmt: skip
    print_table(("key", "acts as", "used by", "for", "until", ""), rows)


@key_app.command("revoke")
def revoke(
    key: Annotated[str, typer.Argument(metavar="KEY", help="The id of a key, such as k-2f9a11c07b3e.")],
    why: WhyOption = "",
    as_: AsOption = None,
) -> None:
    """Let an API key open nothing any more, from this moment."""
    from ccm.access import acts

    with people_writing() as session:
        acts.revoke_key(session, acting(as_), key, why)
    typer.echo(f"{key} is revoked")


def password(user: UserArgument, why: WhyOption = "", as_: AsOption = None) -> None:
    """Make a one-time token with which a user sets a password of their own."""
    from ccm.access import signing_in

    with people_writing() as session:
        token, ends = signing_in.link_for_password(session, acting(as_), user, why)
    console(stderr=True).print(
        f"With this token {user} sets a password, once, before {ends:%Y-%m-%d %H:%M} UTC. Give it to nobody else:",
        markup=False, highlight=False, soft_wrap=True,
    )  # fmt: skip
    typer.echo(token)


def link(
    user: UserArgument,
    issuer: Annotated[str, typer.Option("--issuer", help="The identity provider, as it calls itself.")],
    subject: Annotated[str, typer.Option("--subject", help="The account, as the provider calls it (sub).")],
    why: WhyOption = "",
    as_: AsOption = None,
) -> None:
    """Let a user sign in with an account of an identity provider."""
    from ccm.access import accounts

    with people_writing() as session:
        accounts.link(session, acting(as_), user, issuer, subject, why)
    typer.echo(f"{user} signs in with the account {subject} of {issuer}")


def unlink(user: UserArgument, why: WhyOption = "", as_: AsOption = None) -> None:
    """Let a user sign in with none of their accounts of identity providers any more."""
    from ccm.access import accounts

    with people_writing() as session:
        number = accounts.unlink(session, acting(as_), user, why)
    typer.echo(f"{user} signs in with none of {number} accounts any more")


def register(app: typer.Typer) -> None:
    """Put the commands into `app`."""
    user_app.command("link")(link)
    user_app.command("unlink")(unlink)
    user_app.command("password")(password)
    app.add_typer(key_app, name="key")
