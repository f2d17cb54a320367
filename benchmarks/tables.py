"""What was measured, as tables to print."""

from rich import box
from rich.table import Table

from benchmarks import governance, statement
from benchmarks.measure import exponent, middle, slow


def statement_table(steps: list[tuple[statement.Step, list[float]]], customers: int) -> Table:
    """A row a step: its median, its 90th percentile, and what it is to keep to."""
    table = _table(f"A statement of {statement.ROWS} transactions, {customers} customers, time of one core")
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
        shown = "" if target is None else _milliseconds(target)
        table.add_row(step.name, _milliseconds(taken), _milliseconds(late), shown, remark, style=style)
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


def governance_table(figures: governance.Figures) -> Table:
    """A row a question: what most answers take and what the slow ones do, by the clock and by the processors."""
    table = _table(f"Governance on {figures.database}, with a load of {figures.load:.1f} on {figures.processors} cores")
    for name in ("", "median", "p95", "processor", "p95", "target", "", ""):
        table.add_column(name, justify="right" if name else "left")
    for answers in figures.answers:
        question = answers.question
        times = (middle(answers.wall), slow(answers.wall), middle(answers.cpu), slow(answers.cpu))
        met, style = _verdict(question.target, slow(answers.wall), slow(answers.cpu))
        target = "" if question.target is None else f"{question.target:.0f} ms"
        table.add_row(question.name, *map(_milliseconds, times), target, met, question.remark, style=style)
    table.caption = (
        "processor: for how long this process and the database's kept a core busy\n"
        "met: by the clock, at the p95; busy: by the processor, which other work kept from it\n"
        f"'ccm audit verify': {figures.verified:.0f} s for {figures.acts:,} acts; making the data: "
        f"{figures.filled:.0f} s"
    )
    return table


def _verdict(target: float | None, wall: float, cpu: float) -> tuple[str, str | None]:
    """Whether a target is met, or would be but for the other work of the machine; and the colour to say so in."""
    if target is None:
        return "", None
    if wall <= target:
        return "met", "green"
    return ("busy", "yellow") if cpu <= target else ("missed", "red")


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, caption_justify="left")


def _milliseconds(value: float) -> str:
    return f"{value:,.2f} ms" if value < 10 else f"{value:,.0f} ms"
