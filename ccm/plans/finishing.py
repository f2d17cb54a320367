"""The end of a job: its print streams, the index from document to file, and the report whose counts add up.

Everything is made from what the chunks left in the spool, a chunk at a time, and made anew it is the same.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ccm.objects.store import ObjectStore
from ccm.plans.delivered import Row
from ccm.plans.index import COLUMNS, IndexFiles
from ccm.plans.plan import Plan, Print
from ccm.plans.printing import COLUMNS as PRINT_COLUMNS
from ccm.plans.printing import Press
from ccm.plans.report import Counts, Report, Tally
from ccm.plans.report_page import markdown
from ccm.plans.writing import rows_name


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
                rows = (row for row in _rows(job_id, spool, numbers) if row["channel"] == press.channel)
                for stream in press.print(rows, run):
                    tally.add_stream(stream)
        with IndexFiles(folder, job_id, COLUMNS + (PRINT_COLUMNS if presses else ())) as files:
            for row in _rows(job_id, spool, (number for numbers in runs for number in numbers)):
                placed = presses[row["channel"]].placed(row) if row["channel"] in presses else row
                tally.add(placed)
                files.add(placed)
        report = Report(job_id, plan.digest, counts, tally)
        report.check()
        for file, path in files.paths.items():
            out.put_file(f"{job_id}/{file}", path)
    texts = {"report.json": report.json_bytes(), "report.md": markdown(report).encode()}
    for file, body in texts.items():
        out.put(f"{job_id}/{file}", body)
    return Finished((*(stream.file for stream in tally.streams), *files.paths, *texts), report)


def _rows(job_id: str, spool: ObjectStore, chunks: Iterable[int]) -> Iterator[Row]:
    for number in chunks:
        for line in spool.get(f"{job_id}/{rows_name(number)}").splitlines():
            row: dict[str, Any] = json.loads(line)
            yield row
