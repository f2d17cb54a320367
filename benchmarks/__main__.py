"""``python -m benchmarks``: measure and print. Every figure is taken in this one run."""

import argparse
from collections.abc import Callable

from rich.console import Console
from rich.progress import Progress

from benchmarks import governance, growth, print_streams, statement
from benchmarks.company import Company
from benchmarks.measure import one_core
from benchmarks.statement_table import statement_table
from benchmarks.tables import governance_table, rows_table, templates_table
from tests.postgresql import postgresql_programs

PARTS = ("statement", "growth", "governance", "print-streams")
TRIES = 40
"""How often each question about governance is asked."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--customers", type=int, default=30, help="how many different customers (default: 30)")
    parser.add_argument("--only", choices=PARTS, help="measure nothing else")
    parser.add_argument("--no-growth", action="store_true", help="leave out how time grows")
    parser.add_argument("--no-governance", action="store_true", help="leave out what asks databases")
    parser.add_argument("--no-print-streams", action="store_true", help="leave out the merging of letters")
    parser.add_argument("--letters", type=int, default=print_streams.LETTERS, help="to merge (default: %(default)s)")
    options = parser.parse_args()
    left_out = {
        "growth": options.no_growth,
        "governance": options.no_governance,
        "print-streams": options.no_print_streams,
    }
    console = Console()
    if not console.is_terminal:
        console = Console(width=110)
    shown: dict[str, Callable[[Console], None]] = {
        "statement": lambda console: show_statement(console, options.customers),
        "growth": show_growth,
        "governance": show_governance,
        "print-streams": lambda console: show_print_streams(console, options.letters),
    }
    for part in (options.only,) if options.only else PARTS:
        if not left_out.get(part):
            shown[part](console)


def show_statement(console: Console, customers: int) -> None:
    with one_core(), Progress(console=console, transient=True) as progress:
        task = progress.add_task("One statement, many customers", total=2 * customers)
        steps = statement.measure(customers, lambda count: progress.advance(task, count))
    console.print(statement_table(steps, customers))


def show_growth(console: Console) -> None:
    with one_core(), Progress(console=console, transient=True) as progress:
        task = progress.add_task("Longer statements", total=len(growth.ROWS))
        sizes, times = growth.by_rows(lambda: progress.advance(task))
    console.print(rows_table(sizes, times))
    with one_core(), Progress(console=console, transient=True) as progress:
        task = progress.add_task("More templates", total=len(growth.TEMPLATES))
        loads = list(growth.by_templates(lambda: progress.advance(task)))
    console.print(templates_table(loads))


def show_governance(console: Console) -> None:
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


def show_print_streams(console: Console, letters: int) -> None:
    with console.status("Print streams") as status:
        mergings = list(print_streams.measure(letters, status.update))
    console.print(print_streams.print_table(mergings))


if __name__ == "__main__":
    main()
