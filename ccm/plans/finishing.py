"""The end of a job: the index from document to file, and the report whose counts add up.

Everything is made from what the chunks left in the spool, a chunk at a time, and made anew it is the same.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ccm.objects.store import ObjectStore
from ccm.plans.delivered import Row
from ccm.plans.index import IndexFiles
from ccm.plans.plan import Plan
from ccm.plans.report import Counts, Report, Tally
from ccm.plans.writing import rows_name


@dataclass(frozen=True)
class Finished:
    """What finishing made: the objects below ``<out>/<job>/`` by name, and the report."""

    objects: tuple[str, ...]
    report: Report


def finish(
    job_id: str, plan: Plan, out: ObjectStore, spool: ObjectStore, counts: Counts, chunks: Iterable[int]
) -> Finished:
    """Write what a job ends with to `out`, from the rows of its `chunks`, in their order.

    Raises CountsError when what was made is not what the job counted, before anything is written, and
    ObjectStoreError.
    """
    tally = Tally()
    with TemporaryDirectory(prefix="ccm-finish-") as folder:
        files = IndexFiles(Path(folder), job_id)
        with files:
            for row in _rows(job_id, spool, chunks):
                tally.add(row)
                files.add(row)
        report = Report(job_id, plan.digest, counts, tally)
        report.check()
        made = {**files.paths}
        for name, path in made.items():
            out.put_file(f"{job_id}/{name}", path)
    texts = {"report.json": report.json_bytes(), "report.md": report.markdown_bytes()}
    for name, body in texts.items():
        out.put(f"{job_id}/{name}", body)
    return Finished((*made, *texts), report)


def _rows(job_id: str, spool: ObjectStore, chunks: Iterable[int]) -> Iterator[Row]:
    for number in chunks:
        for line in spool.get(f"{job_id}/{rows_name(number)}").splitlines():
            row: dict[str, Any] = json.loads(line)
            yield row
