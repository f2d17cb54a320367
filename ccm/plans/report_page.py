"""The report of a job for people, in Markdown."""

from collections.abc import Iterable, Iterator

from ccm.plans.report import Report


def markdown(report: Report) -> str:
    """``report.md``. There is nothing of a customer in it."""
    counts = report.counts
    return "\n".join((
        f"# Job {report.job}",
        "",
        *_table(("records", ""), (
            ("in the data", counts.input),
            ("delivered", counts.delivered),
            ("of these, mended", counts.mended),
            ("rejected", counts.rejected),
            ("unreadable", counts.unreadable),
        )),
        "",
        *_table(("channel", "documents", "files", "pages", "bytes", "why"), (
            (name, tally.documents, tally.files, tally.pages or "", tally.bytes, _counted(tally.why))
            for name, tally in sorted(report.tally.channels.items())
        )),
        "",
        *_print(report),
        "What adds up:",
        "",
        *(f"- {what}: {left:,} = {right:,}" for what, left, right in report.checks),
        "",
    ))  # fmt: skip


def _print(report: Report) -> Iterator[str]:
    streams = report.tally.streams
    if not streams:
        return
    yield from _table(("print stream", "documents", "envelopes", "shared", "sheets", "pages", "bytes", "weights"), (
        (one.file, one.documents, one.envelopes, one.shared, one.sheets, one.pages, one.bytes, _counted(one.weights))
        for one in streams
    ))  # fmt: skip
    yield ""
    yield "An envelope is shared when several documents are in it; pages count blank backs too."
    yield ""


def _table(header: tuple[str, ...], rows: Iterable[tuple[str | int, ...]]) -> Iterator[str]:
    """A table whose columns but the first stand to the right."""
    yield f"| {' | '.join(header)} |"
    yield f"| {' | '.join(['---', *['---:'] * (len(header) - 1)])} |"
    for row in rows:
        yield f"| {' | '.join(f'{cell:,}' if isinstance(cell, int) else cell for cell in row)} |"


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items()))
