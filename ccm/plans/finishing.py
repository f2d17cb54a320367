"""The end of a job: its print streams, the index from document to file, and the report whose counts add up.

Everything is made from what the chunks left in the spool, a chunk at a time, and made anew it is the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ccm.objects.store import ObjectStore
from ccm.plans.chunk_rows import MadeRows, columns_of, read_rows, rows_name
from ccm.plans.delivered import Row
from ccm.plans.index import IndexFiles
from ccm.plans.plan import Plan, Print
from ccm.plans.printing import Press
from ccm.plans.report import Counts, Report
from ccm.plans.report_page import markdown
from ccm.plans.tally import Tally


@dataclass(frozen=True)
class Finished:
    """What finishing made: the objects below ``<out>/<job>/`` by name, and the report."""

    objects: tuple[str, ...]
    report: Report


def finish(
    job_id: str,
    plan: Plan,
    out: ObjectStore,
    spool: ObjectStore,
    counts: Counts,
    chunks: Iterable[int],
    mended: Sequence[Iterable[int]] = (),
) -> Finished:
    """Write what a job ends with to `out`, from the rows of its `chunks`, in their order.

    `mended` are the chunks of each run of mended records after it: what is printed of them stands in streams of their
    own, since the others may be in the post. Raises CountsError when what was made is not what the job counted, and
    then writes no index and no report; PrintError and ObjectStoreError.
    """
    runs = [tuple(run) for run in (chunks, *mended)]
    tally = Tally()
    with TemporaryDirectory(prefix="ccm-finish-") as name, ExitStack() as stack:
        folder = Path(name)
        presses = {
            channel: stack.enter_context(closing(Press(job_id, channel, output, out, spool, folder)))
            for channel, output in plan.outputs.items()
            if isinstance(output, Print)
        }
        for press in presses.values():
            for run, numbers in enumerate(runs):
                for stream in press.print(_letters(job_id, spool, numbers, press.channel), run):
                    tally.add_stream(stream)
        with IndexFiles(folder, job_id, columns_of(plan)) as files:
            for found in _rows(job_id, spool, (number for numbers in runs for number in numbers)):
                if isinstance(found, MadeRows):
                    tally.add_counted(found.counted)
                    files.add_lines(found.table, found.objects)
                    continue
                rows = [presses[row["channel"]].placed(row) if "pack" in row else row for row in found]
                for row in rows:
                    tally.add(row)
                files.add(rows)
        report = Report(job_id, plan.digest, counts, tally)
        report.check()
        for file, path in files.paths.items():
            out.put_file(f"{job_id}/{file}", path)
    texts = {"report.json": report.json_bytes(), "report.md": markdown(report).encode()}
    for file, body in texts.items():
        out.put(f"{job_id}/{file}", body)
    return Finished((*(stream.file for stream in tally.streams), *files.paths, *texts), report)


def _rows(job_id: str, spool: ObjectStore, chunks: Iterable[int]) -> Iterator[MadeRows | list[Row]]:
    for number in chunks:
        yield read_rows(spool.get(f"{job_id}/{rows_name(number)}"))


def _letters(job_id: str, spool: ObjectStore, chunks: Iterable[int], channel: str) -> Iterator[Row]:
    """The rows of what is to be printed of a channel."""
    for found in _rows(job_id, spool, chunks):
        if isinstance(found, list):
            yield from (row for row in found if "pack" in row and row["channel"] == channel)
