"""What was measured, as tables to print."""

from rich import box
from rich.table import Table

from benchmarks import governance
from benchmarks.measure import exponent, middle, slow


def rows_table(sizes: tuple[int, ...], times: dict[str, list[float]]) -> Table:
    """A row a channel, a column a number of rows, and the exponent of the curve through them."""
    table = new_table("Rows of a statement; time grows as rows to the power of the last column")
    table.add_column("")
    for size in sizes:
        table.add_column(f"{size:,}", justify="right")
    table.add_column("exponent", justify="right")
    for name, taken in times.items():
        cells = [milliseconds(seconds * 1000) for seconds in taken]
        table.add_row(name, *cells, f"{exponent(sizes, taken):.2f}")
    return table


def templates_table(loads: list[tuple[int, float, float]]) -> Table:
    """A row a number of templates: loading them all, loading one of them, composing with them loaded."""
    table = new_table("Templates loaded: read, checked, sealed and compiled")
    for name in ("templates", "all of them", "each", "compose then"):
        table.add_column(name, justify="right")
    for count, loaded, composed in loads:
        row = (f"{count:,}", *(milliseconds(1000 * taken) for taken in (loaded, loaded / count, composed)))
        table.add_row(*row)
    power = exponent([count for count, _, _ in loads], [loaded for _, loaded, _ in loads])
    table.caption = f"Loading grows as templates to the power of {power:.2f}"
    return table


def governance_table(figures: governance.Figures) -> Table:
    """A row a question: what most answers take and what the slow ones do, by the clock and by the processors."""
    table = new_table(
        f"Governance on {figures.database}, with a load of {figures.load:.1f} on {figures.processors} cores"
    )
    for name in ("", "median", "p95", "processor", "p95", "target", "", ""):
        table.add_column(name, justify="right" if name else "left")
    for answers in figures.answers:
        question = answers.question
        times = (middle(answers.wall), slow(answers.wall), middle(answers.cpu), slow(answers.cpu))
        met, style = _verdict(question.target, slow(answers.wall), slow(answers.cpu))
        target = "" if question.target is None else f"{question.target:.0f} ms"
        table.add_row(question.name, *map(milliseconds, times), target, met, question.remark, style=style)
    table.caption = (
        "processor: for how long this process and the database's kept a core busy\n"
        "met: by the clock, at the p95; busy: by the processor, which other work kept from it\n"
        f"the log and the seals verified: {figures.verified:.0f} s for {figures.acts:,} acts; making the data: "
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


def new_table(title: str) -> Table:
    return Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, caption_justify="left")


def milliseconds(value: float) -> str:
    return f"{value:,.2f} ms" if value < 10 else f"{value:,.0f} ms"
