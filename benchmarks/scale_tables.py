"""What was measured of jobs and of the API, as tables to print."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.table import Table

from benchmarks.api import Load
from benchmarks.jobs import Compared, Grown
from benchmarks.processes import Run
from benchmarks.tables import milliseconds, new_table


def compared_table(measured: Sequence[Compared]) -> Table:
    """A row a channel: the bare loop, and a job of one worker and of two."""
    table = new_table("A job beside a bare loop of the same renders in one process")
    for name in ("", "records", "bare loop", "one worker", "two workers", "added", "processor added", "gained by two"):
        table.add_column(name, justify="right" if name else "left")
    for one in measured:
        walls = (f"{each.wall:.1f} s" for each in (one.bare, one.one, one.two))
        spent = one.one.cpu / one.bare.cpu - 1
        row = (one.channel, f"{one.records:,}", *walls, f"{one.added:.0%}", f"{spent:.0%}", f"{one.gained:.2f}")
        table.add_row(*row)
    table.caption = (
        "the bare loop renders and forgets; the job stages its data, writes files, manifests, index and report, and\n"
        "keeps everything encrypted in the archive. Both start from nothing: interpreter, database, release"
    )
    return table


def grown_table(measured: Sequence[Grown]) -> Table:
    """A row a number of records: the peak memory of each process."""
    table = new_table("Peak memory of the processes of a job with two workers, the largest first")
    for name in ("", "records", "seconds", "MiB of each process"):
        table.add_column(name, justify="left" if name in ("", "MiB of each process") else "right")
    for one in measured:
        peaks = ", ".join(f"{peak:.0f}" for peak in one.run.memory)
        table.add_row(one.channel, f"{one.records:,}", f"{one.run.wall:.0f}", peaks)
    return table


def million_line(records: int, run: Run) -> str:
    """How a large job went, in a sentence."""
    return (
        f"{records:,} text messages, from a file to shards, index, report and archive: {run.wall:,.0f} s, "
        f"{records / run.wall:,.0f} a second; the largest process had {run.peak:.0f} MiB, all together at most "
        f"{sum(run.memory):.0f}"
    )


@dataclass(frozen=True)
class Served:
    """What was asked of a server, under each load."""

    what: str
    loads: Sequence[Load]


def served_table(measured: Sequence[Served]) -> Table:
    """A row a load: answers a second, and how long half of them and nearly all of them took."""
    table = new_table("The API under load, beside a bare echo")
    for name in ("", "callers", "a second", "p50", "p99", "refused"):
        table.add_column(name, justify="right" if name else "left")
    for one in measured:
        for load in one.loads:
            times = (milliseconds(load.within(share)) for share in (0.5, 0.99))
            table.add_row(one.what, str(load.callers), f"{load.rate:,.0f}", *times, f"{load.refused:,}")
    table.caption = (
        "a render is asked for, checked against release, recalls and rights, rendered in another process, archived\n"
        "and written into the audit log before it is answered; the echo does nothing. The callers share the machine"
    )
    return table


def beside_line(alone: Load, beside: Load) -> str:
    """What a job with paper does to text messages, in a sentence."""
    ratio = beside.within(0.99) / alone.within(0.99) if alone.within(0.99) else 0.0
    return (
        f"text messages asked for by {alone.callers} callers, p99: {milliseconds(alone.within(0.99))} alone, "
        f"{milliseconds(beside.within(0.99))} beside a job that makes PDFs: {ratio:.1f} times"
    )
