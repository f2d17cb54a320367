"""Files of any length need the memory of their largest record, in the parser's own memory as in Python's."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ccm.sources.camt053.messages import entry, message, statement

ROOT = Path(__file__).resolve().parents[3]
COUNT = 300
PADDING = "x" * 100_000
READ = """
import resource, sys
from itertools import islice
from pathlib import Path
from ccm.sources.registry import open_source

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

records = open_source(Path(sys.argv[1]), sys.argv[2])
first = sum(1 for _ in islice(records, 20))
before = peak()
print(first + sum(1 for _ in records), peak() - before)
"""


def json_file() -> Iterator[str]:
    yield "["
    yield from (json.dumps({"id": str(number), "text": PADDING}) + "," for number in range(COUNT - 1))
    yield json.dumps({"id": "last", "text": PADDING}) + "]"


def jsonl_file() -> Iterator[str]:
    yield from (json.dumps({"id": str(number), "text": PADDING}) + "\n" for number in range(COUNT))


def csv_file() -> Iterator[str]:
    yield "id,text,items[].x\n"
    yield from (f"{number},{PADDING},1\n{number},,2\n" for number in range(COUNT))


def camt_file() -> Iterator[str]:
    start, end = message("@").split("@")
    note = f"<AddtlNtryInf>{PADDING}</AddtlNtryInf>"
    yield start
    yield from (statement(entry("1.00", rest=note), number=f"S{number}") for number in range(COUNT))
    yield end


@pytest.mark.parametrize(
    ("kind", "write"), [("json", json_file), ("jsonl", jsonl_file), ("csv", csv_file), ("camt053", camt_file)]
)
def test_memory_does_not_grow_with_the_file(tmp_path: Path, kind: str, write: Callable[[], Iterator[str]]) -> None:
    path = tmp_path / "data"
    with path.open("w") as stream:
        stream.writelines(write())
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path), kind], cwd=ROOT, capture_output=True, text=True, check=True
    )
    count, growth = (int(number) for number in done.stdout.split())
    assert count == COUNT
    assert growth < 10_000_000 < path.stat().st_size / 2.5
