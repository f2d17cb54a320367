"""The commands ``ccm discuss``: what people say to each other about templates, blocks and brands."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from ccm.commands.identity import AsOption, acting, viewing
from ccm.console import plain_errors, print_table

if TYPE_CHECKING:
    from ccm.comments.comment import Comment, Thread

discuss_app = typer.Typer(
    no_args_is_help=True, help="Talk about templates, blocks and brands, node by node, from version to version."
)

SubjectArgument = Annotated[
    str, typer.Argument(metavar="SUBJECT", help="A template, block or brand: invoice, block:vat-note, brand:ginepro.")
]
NumberArgument = Annotated[int, typer.Argument(metavar="NUMBER", help="The number of a comment.")]
TextArgument = Annotated[str, typer.Argument(metavar="TEXT", help="What there is to say; @anna turns to a person.")]


@discuss_app.command("list")
def list_threads(
    subject: SubjectArgument,
    all_: Annotated[bool, typer.Option("--all", help="Also what is resolved.")] = False,
    as_: AsOption = None,
) -> None:
    """List what was said about SUBJECT, thread by thread."""
    from ccm.comments.store import CommentStore
    from ccm.governance.names import parse_content_name
    from ccm.people.store import PeopleStore

    with viewing(as_) as session:
        kind, key, _ = parse_content_name(session, subject)
        PeopleStore(session).require(acting(as_).person, "view", kind, key)
        found = CommentStore(session).threads(kind, key, open_=None if all_ else True)
    _print_threads(found)


@discuss_app.command("say")
def say(
    subject: SubjectArgument,
    text: TextArgument,
    node: Annotated[str | None, typer.Option("--node", help="The id of the node it is about.")] = None,
    answers: Annotated[int | None, typer.Option("--to", metavar="NUMBER", help="The comment it answers.")] = None,
    as_: AsOption = None,
) -> None:
    """Say something about SUBJECT, about one node of it, or in answer to a comment."""
    from ccm.db.session import open_database
    from ccm.governance.commenting import About, comment_on
    from ccm.governance.names import parse_content_name

    with plain_errors(), open_database() as database, database.writing() as session:
        kind, key, _ = parse_content_name(session, subject)
        said = comment_on(session, acting(as_), About(kind, key, node, answers), text)
    typer.echo(f"comment {said.number} on {kind} {key}")


@discuss_app.command("resolve")
def resolve(subject: SubjectArgument, number: NumberArgument, as_: AsOption = None) -> None:
    """Say that nothing is left of a thread. The next answer opens it again."""
    _settle(subject, number, as_, resolved=True)


@discuss_app.command("reopen")
def reopen(subject: SubjectArgument, number: NumberArgument, as_: AsOption = None) -> None:
    """Open a resolved thread again."""
    _settle(subject, number, as_, resolved=False)


@discuss_app.command("mentions")
def mentions(as_: AsOption = None) -> None:
    """List where you are mentioned in threads that are open, the newest first."""
    from ccm.comments.store import CommentStore

    with viewing(as_) as session:
        found = CommentStore(session).mentioning(acting(as_).person, open_=True)
    print_table(
        ("number", "about", "node", "by", "at", "said"),
        ((*_row(one)[:1], f"{one.kind} {one.key}", *_row(one)[1:]) for one, _ in found),
    )


def _settle(subject: str, number: int, as_: str | None, *, resolved: bool) -> None:
    from ccm.db.session import open_database
    from ccm.governance.commenting import reopen_comment, resolve_comment
    from ccm.governance.names import parse_content_name

    with plain_errors(), open_database() as database, database.writing() as session:
        kind, key, _ = parse_content_name(session, subject)
        thread = (resolve_comment if resolved else reopen_comment)(session, acting(as_), kind, key, number)
    typer.echo(f"comment {thread.first.number} is {'resolved' if resolved else 'open again'}")


def _print_threads(threads: "Iterable[Thread]") -> None:
    print_table(
        ("number", "node", "by", "at", "said", ""),
        (
            (*_row(one), "" if one is not thread.first else "resolved" if thread.resolved else "open")
            for thread in threads
            for one in (thread.first, *thread.replies)
        ),
    )


def _row(one: "Comment") -> tuple[str, str, str, str, str]:
    said = one.text if one.thread is None else f"↳ {one.text}"
    return str(one.number), one.node or "", one.person, f"{one.at:%Y-%m-%d %H:%M}", said


def register(app: typer.Typer) -> None:
    """Add the group to the command line."""
    app.add_typer(discuss_app, name="discuss")
