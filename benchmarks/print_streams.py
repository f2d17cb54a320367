"""Print streams: what merging thousands of letters takes in time and memory, and what it saves in bytes."""

import json
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from rich.table import Table

from benchmarks.letters import write_pack
from benchmarks.pack import Pack
from benchmarks.processes import Run, run
from benchmarks.tables import new_table

RENDERINGS = 50
LETTERS = 10_000
SHEETS = 2_000
ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Merging:
    """One way of merging so many letters: what it took, what it made, and the bytes of the single files."""

    name: str
    letters: int
    run: Run
    files: int
    sheets: int
    pages: int
    bytes: int
    single: int


def measure(letters: int, told: Callable[[str], object]) -> Iterator[Merging]:
    """Merge a tenth of `letters` and all of them, in files of 2,000 sheets and in one, and a tenth plainly."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        through = iter(range(1, RENDERINGS + letters + 1))
        told(f"Making {letters:,} letters")
        pack = write_pack(folder, RENDERINGS, letters, lambda: _say(next(through), told))
        tenth = max(1, letters // 10)
        for name, count, sheets, plain in (
            ("files of 2,000 sheets", tenth, SHEETS, ()),
            ("files of 2,000 sheets", letters, SHEETS, ()),
            ("one file", letters, 100_000, ()),
            ("one file, page by page", tenth, 0, ("--plainly",)),
        ):
            told(f"{count:,} letters: {name}")
            yield _merging(pack, name, count, (str(sheets), *plain))


def _say(number: int, told: Callable[[str], object]) -> None:
    if number % 500 == 0:
        told(f"Making letters: {number:,}")


def _merging(pack: Pack, name: str, count: int, options: tuple[str, ...]) -> Merging:
    sheets, *plain = options
    with tempfile.TemporaryDirectory(dir=pack.folder) as out:
        command = (
            sys.executable, "-m", "benchmarks.merge_letters", str(pack.folder), str(count), sheets, out, *plain,
        )  # fmt: skip
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        ran = run(command, {"PYTHONPATH": path, "TMPDIR": str(pack.folder)}, ROOT)
        made = json.loads(ran.output.splitlines()[-1])
        rows = list(islice(pack.rows(), count))
        assert made["pages"] >= sum(row["pages"] for row in rows)
        if not plain:
            _look(Path(out), made["pages"])
    return Merging(name, count, ran, **made, single=sum(row["length"] for row in rows))


def _look(out: Path, pages: int) -> None:
    """That the files open, have their pages, and that a page of the first, picked at random, has something on it."""
    import pypdfium2

    counted = 0
    for path in sorted(out.glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as pdf:
            counted += len(pdf)
    assert counted == pages
    with pypdfium2.PdfDocument(next(iter(sorted(out.glob("*.pdf"))))) as pdf:
        page = 2 * random.Random(pages).randrange(len(pdf) // 2)  # noqa: S311 - any front will do
        assert pdf[page].render(scale=0.5).to_pil().convert("L").getextrema() != (255, 255)


def print_table(mergings: list[Merging]) -> Table:
    """A row a way."""
    table = new_table(f"Letters merged into print streams; {RENDERINGS} renderings, varied in every figure")
    for name in ("letters", "", "time", "a letter", "peak memory", "files", "sheets", "size", "of the single files"):
        table.add_column(name, justify="right" if name else "left")
    for each in mergings:
        table.add_row(
            f"{each.letters:,}", each.name, f"{each.run.cpu:.0f} s", f"{1000 * each.run.cpu / each.letters:.1f} ms",
            f"{each.run.peak:.0f} MiB", f"{each.files}", f"{each.sheets:,}" if each.sheets else "",
            f"{each.bytes / 1e6:,.0f} MB", f"{each.bytes / each.single:.0%}",
        )  # fmt: skip
    table.caption = (
        "time: of the processor; page by page: appended with pikepdf, unsorted, without marks, nothing shared"
    )
    return table
