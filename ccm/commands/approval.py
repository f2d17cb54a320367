"""The commands of approval: submit, decide, recall, and look at what is under way."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ccm.commands.identity import AsOption, acting
from ccm.console import FAILED, console, plain_errors

if TYPE_CHECKING:
    from ccm.governance.deciding import Outcome

SUBJECT_HELP = "Such as invoice, block:vat-note, brand:ginepro, translation:vat-note/it."
SubjectArgument = Annotated[str, typer.Argument(metavar="SUBJECT", help=SUBJECT_HELP)]
ReasonOption = Annotated[str, typer.Option("--reason", "-m", help="Why, in a sentence; it stays for good.")]
StepOption = Annotated[str | None, typer.Option("--step", help="The step, where you are asked in several.")]
BehalfOption = Annotated[
    str | None, typer.Option("--for", metavar="USER", help="Whom you stand in for, if not yourself.")
]
SeenOption = Annotated[
    str | None,
    typer.Option("--digest", help="The digest you were shown; refused if another is before you by now."),
]


def submit(
    subjects: Annotated[list[str] | None, typer.Argument(metavar="SUBJECT...", help=SUBJECT_HELP)] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Everything that is neither approved nor before its approvers.")
    ] = False,
    with_followers: Annotated[
        bool,
        typer.Option("--followers", help="Release every template that takes it, in the act that approves it."),
    ] = False,
    as_: AsOption = None,
) -> None:
    """Run the gates on the newest version and, when all have passed, put it before its approvers."""
    from approval.gate import GatesClosedError
    from ccm.db.session import open_database
    from ccm.governance.books import Books
    from ccm.governance.names import parse_name
    from ccm.governance.submitting import submit as submit_all
    from ccm.governance.submitting import unsubmitted

    if bool(subjects) == everything:
        raise typer.BadParameter("name one or more subjects, or give --all")
    with plain_errors(), open_database() as database:
        with database.reading() as session:
            names = [parse_name(session, subject) for subject in subjects or ()]
            wanted = unsubmitted(Books(session)) if everything else tuple((name.kind, name.key) for name in names)
        try:
            with console(stderr=True).status("Running the gates") as status:
                submitted = submit_all(
                    database, acting(as_), wanted, with_followers=with_followers, progress=status.update
                )
        except GatesClosedError as closed:
            console(stderr=True).print(f"ccm: {closed}", style="red", markup=False, highlight=False, soft_wrap=True)
            typer.echo("The reports of the gates are kept: 'ccm gates SUBJECT' prints them.", err=True)
            raise typer.Exit(FAILED) from closed
    for report in submitted.reports:
        typer.echo(f"  {report.result.gate}: {report.summary}")
    for submission in submitted.submissions:
        typer.echo(f"submission {submission.id}: {submission.subject}, {submission.digest}")
        for follower in submission.followers:
            typer.echo(f"  with it: {follower}, {follower.digest}")
        for roster in submission.rosters:
            typer.echo(f"  {roster.step}: {', '.join(sorted(roster.members))}")


def _verdict(verdict: str, told: str) -> Callable[..., None]:
    """The command of a verdict that those give who are asked: they differ in nothing but the verdict."""

    def command(
        subject: SubjectArgument,
        reason: ReasonOption = "",
        step: StepOption = None,
        on_behalf_of: BehalfOption = None,
        seen: SeenOption = None,
        as_: AsOption = None,
    ) -> None:
        _decide(verdict, subject, as_, reason=reason, step=step, on_behalf_of=on_behalf_of, seen=seen)

    command.__doc__ = told
    return command


_VERDICTS = {
    "approve": "Approve what is open of SUBJECT, in your step.",
    "reject": "Refuse what is open of SUBJECT, with a reason.",
    "request-changes": "Ask for changes to what is open of SUBJECT, with a reason.",
}


def comment(
    subject: SubjectArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What there is to say.")],
    node: Annotated[str | None, typer.Option("--node", help="The id of the node it is about.")] = None,
    as_: AsOption = None,
) -> None:
    """Say something about what is open of SUBJECT, perhaps about one node. It decides nothing."""
    _decide("comment", subject, as_, reason=text, node=node)


def withdraw(subject: SubjectArgument, reason: ReasonOption = "", as_: AsOption = None) -> None:
    """Take back what you submitted."""
    _decide("withdraw", subject, as_, reason=reason)


def _decide(verdict: str, subject: str, as_: str | None, **words: Any) -> None:
    from approval.decision import Verdict
    from ccm.db.session import open_database
    from ccm.governance.books import Books
    from ccm.governance.deciding import Words, decide
    from ccm.governance.names import parse_name

    with plain_errors(), open_database() as database, database.writing() as session:
        name = parse_name(session, subject)
        outcome = decide(Books(session), acting(as_), Verdict(verdict), name.kind, name.key, Words(**words))
    _print_outcome(outcome)


def _print_outcome(outcome: "Outcome") -> None:
    from approval.state import Status

    state = outcome.state
    typer.echo(f"submission {state.submission.id}: {state.submission.subject} is {state.status}")
    if state.status is Status.OPEN:
        for step in state.open_steps:
            typer.echo(f"  {step.step.key} of {step.step.group}: {len(step.approvals)} of {step.needed} have approved")
        if state.awaits_second_person:
            typer.echo("  another person must approve it")
    for stored in outcome.released:
        typer.echo(f"  released {stored.name}, {stored.digest}")
    for submission in outcome.voided:
        typer.echo(f"  void by this: submission {submission.id}, {submission.subject}; submit it anew")


def recall(
    what: Annotated[
        str, typer.Argument(metavar="RELEASE", help="A release (invoice#3), or a subject (block:vat-note@2).")
    ],
    reason: ReasonOption,
    as_: AsOption = None,
) -> None:
    """Call back a release, or all that was approved of a subject. Nothing is sent from it once enough people have."""
    from ccm.db.session import open_database
    from ccm.governance.books import Books
    from ccm.governance.names import parse_name
    from ccm.governance.recalling import recall_release, recall_subject

    with plain_errors(), open_database() as database, database.writing() as session:
        books = Books(session)
        if "#" in what:
            recalled = recall_release(books, acting(as_), what, reason)
        else:
            name = parse_name(session, what)
            recalled = recall_subject(books, acting(as_), name.kind, name.key, name.version, reason)
    if recalled.stopped:
        typer.echo(f"{what} is recalled: nothing is sent from it any more")
    else:
        typer.echo(f"{what}: your call is noted; {recalled.missing} more must call before it is recalled")


def register(app: typer.Typer) -> None:
    """Put the commands into `app`."""
    app.command("submit")(submit)
    for verdict, told in _VERDICTS.items():
        app.command(verdict)(_verdict(verdict, told))
    for command in (comment, withdraw, recall):
        app.command(command.__name__)(command)
