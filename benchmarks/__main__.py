"""``python -m benchmarks``: measure and print. Every figure is taken in this one run."""

import argparse
from collections.abc import Callable

from rich.console import Console
from rich.progress import Progress

from benchmarks import api, governance, growth, jobs, print_streams, refresh, statement, views
from benchmarks.company import Company
from benchmarks.measure import one_core
from benchmarks.scale_tables import (
    Served,
    beside_line,
    compared_table,
    grown_table,
    million_line,
    served_table,
)
from benchmarks.statement_table import statement_table
from benchmarks.tables import governance_table, rows_table, templates_table
from tests.postgresql import postgresql_programs

TRIES = 40
"""How often each question about governance is asked."""

COMPARED = (("sms", 20_000), ("email", 5_000), ("pdf", 500))
"""The channels in which a job is held against a bare loop, and with how many records."""

GROWN = (("sms", 1_000), ("sms", 100_000), ("email", 1_000), ("email", 10_000))
"""The jobs whose memory is watched."""

CALLERS_BESIDE = (1, 2, 8)
PAPER = 5_000
PHASES = 10
SECONDS_BESIDE = 4.0


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--customers", type=int, default=30, help="how many different customers (default: 30)")
    parser.add_argument("--letters", type=int, default=print_streams.LETTERS, help="to merge (default: %(default)s)")
    parser.add_argument("--records", type=int, default=1_000_000, help="of the large job (default: %(default)s)")
    parser.add_argument("--only", choices=PARTS, action="append", help="measure this, and what else is named so")
    parser.add_argument("--without", choices=PARTS, action="append", default=[], help="leave this out")
    options = parser.parse_args()
    console = Console()
    if not console.is_terminal:
        console = Console(width=120)
    for part in options.only or PARTS:
        if part not in options.without:
            PARTS[part](console, options)


def show_statement(console: Console, options: argparse.Namespace) -> None:
    customers = options.customers
    with one_core(), Progress(console=console, transient=True) as progress:
        task = progress.add_task("One statement, many customers", total=2 * customers)
        steps = statement.measure(customers, lambda count: progress.advance(task, count))
    console.print(statement_table(steps, customers))


def show_growth(console: Console, _: argparse.Namespace) -> None:
    with one_core(), Progress(console=console, transient=True) as progress:
        task = progress.add_task("Longer statements", total=len(growth.ROWS))
        sizes, times = growth.by_rows(lambda: progress.advance(task))
    console.print(rows_table(sizes, times))
    with one_core(), Progress(console=console, transient=True) as progress:
        task = progress.add_task("More templates", total=len(growth.TEMPLATES))
        loads = list(growth.by_templates(lambda: progress.advance(task)))
    console.print(templates_table(loads))


def show_governance(console: Console, _: argparse.Namespace) -> None:
    company = Company()
    console.print(
        f"{company.templates:,} templates with {company.templates * company.versions:,} versions, "
        f"{company.blocks:,} blocks, {company.open:,} open submissions"
    )
    with console.status("Governance") as status:
        for figures in governance.measure(company, TRIES, status.update):
            console.print(governance_table(figures))
    if postgresql_programs() is None:
        console.print("There is no PostgreSQL to measure: install Debian's postgresql package")


def show_print_streams(console: Console, options: argparse.Namespace) -> None:
    with console.status("Print streams") as status:
        mergings = list(print_streams.measure(options.letters, status.update))
    console.print(print_streams.print_table(mergings))


def show_jobs(console: Console, _: argparse.Namespace) -> None:
    with jobs.place() as home, console.status("Jobs") as status:
        console.print(compared_table([jobs.compared(home, *one, status.update) for one in COMPARED]))
        status.update("The memory of jobs")
        console.print(grown_table([jobs.grown(home, *one) for one in GROWN]))


def show_million(console: Console, options: argparse.Namespace) -> None:
    with jobs.place() as home, console.status(f"{options.records:,} text messages"):
        grown = jobs.grown(home, "sms", options.records)
    console.print(million_line(options.records, grown.run), highlight=False)


def show_api(console: Console, _: argparse.Namespace) -> None:
    with jobs.place() as home, console.status("The API") as status:
        secret = api.key(home)
        with api.server("echo", home) as port:
            measured = [Served("echo", [api.load(port, "/echo", secret, api.echo_body, one) for one in api.LOADS])]
        with api.server("api", home) as port:
            for channel in ("sms", "email"):
                status.update(f"The API: {channel}")
                body = api.render_body(channel)
                api.load(port, RENDER, secret, body, 1)
                measured.append(Served(channel, [api.load(port, RENDER, secret, body, one) for one in api.LOADS]))
            console.print(served_table(measured))
            status.update("The API beside a job with paper")
            body = api.render_body("sms")
            api.load(port, RENDER, secret, body, CALLERS_BESIDE)
            for callers in CALLERS_BESIDE:

                def ask(many: int = callers) -> api.Load:
                    return api.load(port, RENDER, secret, body, many, SECONDS_BESIDE)

                alone, together = api.beside(home, PAPER + callers, ask, PHASES)
                console.print(beside_line(alone, together), highlight=False)


def show_views(console: Console, _: argparse.Namespace) -> None:
    with jobs.place() as home, console.status("Typing") as status:
        secret = api.key(home, "view")
        with api.server("api", home) as port:
            console.print(views.views_table(list(views.measure(port, secret, status.update))))


def show_refresh(console: Console, _: argparse.Namespace) -> None:
    with console.status("Typing beside the preview") as status:
        console.print(refresh.refresh_table(list(refresh.measure(status.update))))


RENDER = "/v1/render"
PARTS: dict[str, Callable[[Console, argparse.Namespace], None]] = {
    "statement": show_statement,
    "growth": show_growth,
    "governance": show_governance,
    "print-streams": show_print_streams,
    "jobs": show_jobs,
    "million": show_million,
    "api": show_api,
    "views": show_views,
    "refresh": show_refresh,
}
"""What there is to measure, in the order in which it is."""


if __name__ == "__main__":
    main()
