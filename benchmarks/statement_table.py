"""The table of one statement, step by step; it needs the peers that the statement is measured beside."""

from rich.table import Table

from benchmarks import statement
from benchmarks.measure import middle, slow
from benchmarks.tables import milliseconds, new_table


def statement_table(steps: list[tuple[statement.Step, list[float]]], customers: int) -> Table:
    """A row a step: its median, its 90th percentile, and what it is to keep to."""
    table = new_table(f"A statement of {statement.ROWS} transactions, {customers} customers, time of one core")
    for name in ("", "median", "p90", "target", ""):
        table.add_column(name, justify="left" if not name else "right")
    by_hand = next(middle(times) for step, times in steps if step.name == statement.BY_HAND)
    for step, times in steps:
        taken, late = middle(times), slow(times, 0.9)
        target, remark = step.target, step.remark
        if step.name == statement.PDF:
            target = statement.PDF_TARGET * by_hand
            remark += f"; {taken / by_hand:.2f} times the page by hand, at most {statement.PDF_TARGET}"
        style = None if target is None else "green" if taken <= target else "red"
        shown = "" if target is None else milliseconds(target)
        table.add_row(step.name, milliseconds(taken), milliseconds(late), shown, remark, style=style)
    return table
