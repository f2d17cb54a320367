"""``python -m benchmarks.merge_letters FOLDER COUNT SHEETS OUT``: merge that many letters of a pack, in this process.

With ``--plainly`` they are appended page by page with pikepdf, as most programs do it: no marks, nothing sorted,
nothing shared. Prints what it made as JSON.
"""

import argparse
import json
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pikepdf

from benchmarks.pack import Pack
from ccm.printing.document import PrintDocument
from ccm.printing.printing import print_streams
from ccm.printing.rules import PrintRules

JOB = "account-statement-1a2b3c4d"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("sheets", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--plainly", action="store_true")
    options = parser.parse_args()
    pack = Pack(options.folder)
    if options.plainly:
        made = plainly(pack, options.count, options.out)
    else:
        made = merged(pack, options.count, options.sheets, options.out)
    print(json.dumps(made))


def merged(pack: Pack, count: int, sheets: int, out: Path) -> dict[str, int]:
    places: dict[int, tuple[int, int]] = {}
    made = {"files": 0, "sheets": 0, "pages": 0, "bytes": 0}

    def documents() -> Iterator[PrintDocument]:
        for row in islice(pack.rows(), count):
            places[row["number"]] = row.pop("start"), row.pop("length")
            yield PrintDocument(**{**row, "address": tuple(row["address"])})

    with pack.bodies.open("rb") as bodies:

        def body_of(document: PrintDocument) -> bytes:
            start, length = places[document.number]
            bodies.seek(start)
            return bodies.read(length)

        for printed in print_streams(JOB, documents(), PrintRules(sheets=sheets, household=True), body_of):
            shutil.move(printed.path, out / printed.name)
            made["files"] += 1
            made["sheets"] += printed.merged.sheets
            made["pages"] += printed.merged.pages
            made["bytes"] += printed.merged.bytes
    return made


def plainly(pack: Pack, count: int, out: Path) -> dict[str, int]:
    with pikepdf.new() as whole, pack.bodies.open("rb") as bodies:
        for row in islice(pack.rows(), count):
            bodies.seek(row["start"])
            one = out / "one.pdf"
            one.write_bytes(bodies.read(row["length"]))
            with pikepdf.open(one) as pdf:
                whole.pages.extend(pdf.pages)
        whole.save(out / "plain.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate)
        pages = len(whole.pages)
    return {"files": 1, "sheets": 0, "pages": pages, "bytes": (out / "plain.pdf").stat().st_size}


if __name__ == "__main__":
    main()
