"""The commands of jobs: run, list, status, resume, cancel, report, mend; see docs/jobs.md."""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ccm.commands.identity import AsOption, acting, viewing
from ccm.console import FAILED, console, plain_errors, print_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from ccm.db.session import Database
    from ccm.jobs.executors import Executor
    from ccm.jobs.job import Job
    from ccm.jobs.store import Held

JobArgument = Annotated[str, typer.Argument(metavar="JOB", help="Such as order-letter-3f9a2c81.")]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", min=1, max=256, help="Processes to render with; one per core when left out.")
]
ClusterOption = Annotated[
    str | None,
    typer.Option("--cluster", metavar="ADDRESS", help="Render on a dask cluster: its scheduler, tcp://host:8786."),
]
MaxErrorsOption = Annotated[
    str | None, typer.Option("--max-errors", metavar="N|P%", help="Stop when more records fail; never when left out.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Say everything as JSON, a line each.")]


def run(
    template: Annotated[str, typer.Argument(metavar="TEMPLATE", help="A template with a release.")],
    data: Annotated[
        str, typer.Option("--data", help="The customers' data: a file, https:// or s3://, postgresql:// or sqlite://.")
    ],
    query: Annotated[
        str | None, typer.Option("--query", metavar="SELECT", help="What to ask the database that --data names.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", help="The kind of data (see docs/data.md); guessed when left out.")
    ] = None,
    channel: Annotated[
        list[str] | None, typer.Option("--channel", help="The channels to render, such as pdf sms, or all.")
    ] = None,
    out: Annotated[
        str | None, typer.Option("--out", help="A folder or s3://bucket/prefix; $CCM_JOBS_OUT when left out.")
    ] = None,
    plan: Annotated[
        Path | None, typer.Option("--plan", help="What becomes of the documents (see docs/output-plans.md).")
    ] = None,
    locale: Annotated[
        str | None, typer.Option("--locale", help="The language of every document; each record's own when left out.")
    ] = None,
    day: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], help="Send what is in force on this day; today when left out."),
    ] = None,
    workers: WorkersOption = None,
    cluster: ClusterOption = None,
    chunk: Annotated[
        int | None,
        typer.Option("--chunk", min=1, max=100_000, help="Records done as one; as suits the channels when left out."),
    ] = None,
    max_errors: MaxErrorsOption = None,
    again: Annotated[
        str, typer.Option("--again", metavar="REASON", help="Do a job that was done before once more, and say why.")
    ] = "",
    as_json: JsonOption = False,
    as_: AsOption = None,
) -> None:
    """Render the release of a template that is in force for every record of the data, as a job that can be resumed."""
    _begin_reading(cluster, channel)
    from ccm.db.session import open_database
    from ccm.jobs.data_file import read_data
    from ccm.jobs.hold import me
    from ccm.jobs.starting import Asked, start
    from ccm.plans.plan import read_plan
    from ccm.settings import settings
    from ccm.sources.places import shown

    who = acting(as_)
    with plain_errors(), open_database() as database:
        asked = Asked(
            template=template, day=(day or who.at).date(), out=_address(out or settings().jobs_out),
            channels=tuple(dict.fromkeys(channel)) if channel and "all" not in channel else None,
            plan=read_plan(plan) if plan else None, locale=locale, max_errors=max_errors or "",
            again=again, source=shown(data), kind=source or "", chunk=chunk,
        )  # fmt: skip
        with console(stderr=True).status("Reading the data") as status:

            def told(count: int) -> None:
                status.update(f"Reading the data: {count:,} records")

            held = me()
            job = start(database, settings(), who, asked, lambda: read_data(data, query, source), told, held)
        _work(database, job, as_, executor_of(database, workers, cluster), as_json, held)


def resume(
    job: JobArgument,
    workers: WorkersOption = None,
    cluster: ClusterOption = None,
    max_errors: MaxErrorsOption = None,
    as_json: JsonOption = False,
    as_: AsOption = None,
) -> None:
    """Go on with a job that stopped, or whose process ended, from where it was."""
    _begin_reading(cluster)
    from ccm.db.session import open_database
    from ccm.jobs.changing import allow_resuming

    with plain_errors(), open_database() as database:
        with database.writing() as session:
            found = allow_resuming(session, acting(as_), job, max_errors)
        _work(database, found, as_, executor_of(database, workers, cluster), as_json)


def mend(
    job: JobArgument,
    data: Annotated[str, typer.Option("--data", help="The mended records: rejected.jsonl, put right.")],
    source: Annotated[
        str | None, typer.Option("--source", help="The kind of data (see docs/data.md); guessed when left out.")
    ] = None,
    workers: WorkersOption = None,
    cluster: ClusterOption = None,
    as_json: JsonOption = False,
    as_: AsOption = None,
) -> None:
    """Send what a job rejected, once it is put right. What the job delivered is not sent again."""
    _begin_reading()
    from ccm.db.session import open_database
    from ccm.jobs.data_file import read_data
    from ccm.jobs.hold import me
    from ccm.jobs.mending import mend as mend_it
    from ccm.settings import settings

    held = me()
    with plain_errors(), open_database() as database:
        found = mend_it(database, settings(), acting(as_), job, lambda: read_data(data, None, source), held)
        _work(database, found, as_, executor_of(database, workers, cluster), as_json, held)


def list_jobs(
    template: Annotated[str | None, typer.Argument(metavar="[TEMPLATE]", help="All of them when left out.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="The newest so many.")] = 50,
    as_json: JsonOption = False,
    as_: AsOption = None,
) -> None:
    """List jobs, the newest first."""
    from ccm.jobs.starting import summary
    from ccm.jobs.store import JobStore

    with viewing(as_) as session:
        jobs = [summary(job) for job in JobStore(session).all(template=template, limit=limit)]
    if as_json:
        for one in jobs:
            typer.echo(json.dumps(one, ensure_ascii=False))
        return
    columns = ("job", "release", "state", "input", "delivered", "rejected", "unreadable", "created_by", "created_at")
    print_table(
        ("job", "release", "state", "records", "delivered", "rejected", "unreadable", "by", "at"),
        [tuple(str(job[column])[:19] if column == "created_at" else str(job[column]) for column in columns)
         for job in jobs],
    )  # fmt: skip


def status(job: JobArgument, as_json: JsonOption = False, as_: AsOption = None) -> None:
    """Say how far a job is."""
    from ccm.jobs.holder import told
    from ccm.jobs.starting import summary
    from ccm.jobs.store import JobStore

    with viewing(as_) as session:
        found = JobStore(session).find(job)
    content = summary(found)
    if as_json:
        typer.echo(json.dumps(content, ensure_ascii=False))
        return
    if found.holder:
        content["worked on by"] = told(found.holder)
    for name, value in content.items():
        if value != "":
            typer.echo(f"{name.replace('_', ' '):14} {value}")


def cancel(
    job: JobArgument,
    reason: Annotated[str, typer.Option("--reason", "-m", help="Why, in a sentence; it stays for good.")],
    as_: AsOption = None,
) -> None:
    """Give up a job for good. What it delivered so far stays delivered, and is in its report no more."""
    from ccm.db.session import open_database
    from ccm.jobs.changing import cancel as cancel_it

    with plain_errors(), open_database() as database, database.writing() as session:
        found = cancel_it(session, acting(as_), job, reason)
    typer.echo(f"{found.id}: cancelled with {found.tally.done} of {found.tally.chunks} chunks done")


def report(job: JobArgument, as_json: JsonOption = False, as_: AsOption = None) -> None:
    """Print the report of a job that is done; of one that is not, what failed so far."""
    from ccm.jobs.reporting import report_of
    from ccm.settings import settings

    with viewing(as_) as session:
        typer.echo(report_of(session, settings(), job, as_json=as_json), nl=False)


def _address(address: str) -> str:
    """A folder by its whole path, so that a job is resumed from wherever; other addresses as they are."""
    return address if "://" in address else str(Path(address).absolute())


def executor_of(database: "Database", workers: int | None, cluster: str | None) -> "Callable[[], Executor]":
    """What does the chunks: a cluster where one is named, else processes of this machine."""
    from ccm.settings import settings

    def executor() -> "Executor":
        if cluster is not None:
            from ccm.jobs.cluster import ClusterExecutor

            return ClusterExecutor(cluster)
        from ccm.jobs.executors import LocalExecutor

        url = database.engine.url.render_as_string(hide_password=False)
        return LocalExecutor(url, settings(), workers or os.cpu_count() or 1)

    return executor


def _work(
    database: "Database",
    job: "Job",
    as_: str | None,
    executor: "Callable[[], Executor]",
    as_json: bool,
    held: "Held | None" = None,
) -> None:
    from ccm.commands.batch_progress import watching
    from ccm.jobs.running import work_on
    from ccm.settings import settings

    with watching(as_json) as watch:
        done = work_on(database, settings(), acting(as_), job.id, executor, watch, held)
    _say_done(done, as_json)


def _begin_reading(cluster: str | None = None, channel: list[str] | None = None) -> None:
    """Have the process that workers are copies of read the engine while this one does, where there are to be some."""
    from ccm.jobs.forking import read_ahead

    if cluster is None:
        read_ahead(None if not channel or "all" in channel else channel)


def _say_done(job: "Job", as_json: bool) -> None:
    from ccm.jobs.starting import summary

    tally = job.tally
    failed = job.failed
    if as_json:
        typer.echo(json.dumps({"event": "done", **summary(job)}, ensure_ascii=False))
    else:
        typer.echo(
            f"{job.id}: {tally.delivered} of {job.total} records delivered"
            + (f", {failed} rejected (see rejects.jsonl)" if failed else "")
            + f"; {job.spec.out}/{job.id}"
        )
    if failed:
        raise typer.Exit(FAILED)


def batch_app() -> typer.Typer:
    """The commands under ``ccm batch``."""
    app = typer.Typer(help="Jobs: a file of data by the million, sent once each.", no_args_is_help=True)
    app.command()(run)
    app.command("list")(list_jobs)
    app.command()(status)
    app.command()(resume)
    app.command()(cancel)
    app.command()(report)
    app.command()(mend)
    return app
