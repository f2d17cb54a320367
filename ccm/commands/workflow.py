"""The commands ``ccm workflow``: who is asked for what, before anything may be sent."""

from pathlib import Path
from typing import Annotated

import typer

from ccm.commands.identity import AsOption, acting, viewing
from ccm.console import WRONG_USAGE, plain_errors, print_table

workflow_app = typer.Typer(no_args_is_help=True, help="Say who is asked before something may be sent.")

KeyArgument = Annotated[str, typer.Argument(metavar="KEY", help="The workflow's key.")]


@workflow_app.command("add")
def add(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help="Workflows, a YAML file each.")
    ] = None,
    starter: Annotated[bool, typer.Option("--starter", help="Add the workflows that come with ccm.")] = False,
    as_: AsOption = None,
) -> None:
    """Add workflows, or new versions of them: all or, if anything is wrong, none. It changes nothing under way."""
    from ccm.db.session import open_database
    from ccm.governance.workflows import add_workflow, read_workflow_file, starter_workflows

    if not files and not starter:
        typer.echo("ccm: name the files to add, or give --starter", err=True)
        raise typer.Exit(WRONG_USAGE)
    with plain_errors():
        workflows = [*(starter_workflows() if starter else ()), *(read_workflow_file(path) for path in files or ())]
        with open_database() as opened, opened.writing() as session:
            added = [(one, *add_workflow(session, acting(as_), one)) for one in workflows]
    for workflow, number, new in added:
        typer.echo(f"workflow {workflow.key}@{number}  {workflow.digest}{'' if new else '  unchanged'}")


@workflow_app.command("list")
def list_workflows(as_: AsOption = None) -> None:
    """List the workflows in use."""
    from approval.store import ApprovalStore

    with viewing(as_) as session:
        store = ApprovalStore(session)
        rows = [(one, *store.workflow(one.key)[:1]) for one in store.workflows()]
    print_table(
        ("workflow", "version", "for", "folders", "tags", "asks", "title"),
        [
            (one.key, str(number), one.scope.kind, ", ".join(one.scope.folders), ", ".join(sorted(one.scope.tags)),
             ", then ".join(" and ".join(step.group for step in stage.steps) for stage in one.stages), one.title)
            for one, number in rows
        ],
    )  # fmt: skip


@workflow_app.command("show")
def show(key: KeyArgument, as_: AsOption = None) -> None:
    """Print a workflow as YAML that 'ccm workflow add' takes back."""
    from approval.store import ApprovalStore
    from ccm.governance.workflows import workflow_text

    with viewing(as_) as session:
        _, workflow = ApprovalStore(session).workflow(key)
    typer.echo(workflow_text(workflow), nl=False)


@workflow_app.command("drop")
def drop(key: KeyArgument, as_: AsOption = None) -> None:
    """Take a workflow out of use. Nothing new is submitted under it; it stays on record."""
    from ccm.db.session import open_database
    from ccm.governance.workflows import drop_workflow

    with plain_errors(), open_database() as opened, opened.writing() as session:
        drop_workflow(session, acting(as_), key)
    typer.echo(f"workflow {key} dropped")


def register(app: typer.Typer) -> None:
    """Put the commands into `app`."""
    app.add_typer(workflow_app, name="workflow")
