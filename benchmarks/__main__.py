"""``python -m benchmarks``: measure and print. One process on one core; every figure is taken in this one run."""

import argparse

from rich import box
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from benchmarks import growth, statement
from benchmarks.measure import exponent, middle, one_core


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--customers", type=int, default=30, help="how many different customers (default: 30)")
    parser.add_argument("--no-growth", action="store_true", help="leave out how time grows")
    options = parser.parse_args()
    one_core()
    console = Console()
    if not console.is_terminal:
        console = Console(width=110)
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("One statement, many customers", total=2 * options.customers)
        steps = statement.measure(options.customers, lambda count: progress.advance(task, count))
    console.print(statement_table(steps, options.customers))
    if options.no_growth:
        return
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("Longer statements", total=len(growth.ROWS))
        sizes, times = growth.by_rows(lambda: progress.advance(task))
    console.print(rows_table(sizes, times))
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("More templates", total=len(growth.TEMPLATES))
        loads = list(growth.by_templates(lambda: progress.advance(task)))
    console.print(templates_table(loads))


def statement_table(steps: list[tuple[statement.Step, list[float]]], customers: int) -> Table:
    """A row a step: its median, its 90th percentile, and what it is to keep to."""
    table = _table(f"A statement of {statement.ROWS} transactions, {customers} customers, time of one core")
    for name in ("", "median", "p90", "target", ""):
        table.add_column(name, justify="left" if not name else "right")
    by_hand = next(middle(times) for step, times in steps if step.name == statement.BY_HAND)
    for step, times in steps:
        taken, slow = middle(times), sorted(times)[int(0.9 * len(times))] * 1000
        target, remark = step.target, step.remark
        if step.name == statement.PDF:
            target = statement.PDF_TARGET * by_hand
            remark += f"; {taken / by_hand:.2f} times the page by hand, at most {statement.PDF_TARGET}"
        style = None if target is None else "green" if taken <= target else "red"
        shown = "" if target is None else _milliseconds(target)
        table.add_row(step.name, _milliseconds(taken), _milliseconds(slow), shown, remark, style=style)
    return table


def rows_table(sizes: tuple[int, ...], times: dict[str, list[float]]) -> Table:
    """A row a channel, a column a number of rows, and the exponent of the curve through them."""
    table = _table("Rows of a statement; time grows as rows to the power of the last column")
    table.add_column("")
    for size in sizes:
        table.add_column(f"{size:,}", justify="right")
    table.add_column("exponent", justify="right")
    for name, taken in times.items():
        cells = [_milliseconds(seconds * 1000) for seconds in taken]
        table.add_row(name, *cells, f"{exponent(sizes, taken):.2f}")
    return table


def templates_table(loads: list[tuple[int, float, float]]) -> Table:
    """A row a number of templates: loading them all, loading one of them, composing with them loaded."""
    table = _table("Templates loaded: read, checked, sealed and compiled")
    for name in ("templates", "all of them", "each", "compose then"):
        table.add_column(name, justify="right")
    for count, loaded, composed in loads:
        row = (f"{count:,}", *(_milliseconds(1000 * taken) for taken in (loaded, loaded / count, composed)))
        table.add_row(*row)
    power = exponent([count for count, _, _ in loads], [loaded for _, loaded, _ in loads])
    table.caption = f"Loading grows as templates to the power of {power:.2f}"
    return table


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, caption_justify="left")


def _milliseconds(value: float) -> str:
    return f"{value:,.2f} ms" if value < 10 else f"{value:,.0f} ms"


if __name__ == "__main__":
    main()
