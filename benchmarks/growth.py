"""How time grows: with the rows of a statement, and with the templates that are loaded."""

import itertools
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.customers import statement
from benchmarks.engine import TEMPLATE, Engine
from benchmarks.measure import seconds
from ccm.library import Library

ROWS = (60, 200, 600, 2000, 6000)
TEMPLATES = (1, 10, 50, 200)
STARTER = Path(__file__).resolve().parent.parent / "templates_repo" / "library" / TEMPLATE


def by_rows(done: Callable[[], object]) -> tuple[tuple[int, ...], dict[str, list[float]]]:
    """The seconds of composing and of each channel, for each number of `ROWS`; big statements are tried less often."""
    engine = Engine()
    times: dict[str, list[float]] = {}
    for rows in ROWS:
        record = statement(0, rows)
        document = engine.compose(record)
        ways: dict[str, Callable[[], object]] = {"compose": partial(engine.compose, record)}
        ways |= {channel: partial(engine.render, channel, document) for channel in engine.renderers}
        tries = max(1, min(5, 1200 // rows))
        for name, way in ways.items():
            times.setdefault(name, []).append(_typical(way, tries))
        done()
    return ROWS, times


def by_templates(done: Callable[[], object]) -> Iterator[tuple[int, float, float]]:
    """For each number of `TEMPLATES`: that number, the seconds to load them all, and to compose one document then."""
    record = statement(0, ROWS[0])
    for count in TEMPLATES:
        with tempfile.TemporaryDirectory() as folder:
            library = Path(folder)
            names = [_copy(library, number) for number in range(count)]
            start = time.process_time()
            shelf = Library(library)
            engines = [Engine(shelf, name) for name in names]
            loaded = time.process_time() - start
        in_rotation = itertools.cycle(engines)
        composed = _typical(partial(_compose_with_next, in_rotation, record), 30)
        done()
        yield count, loaded, composed


def _compose_with_next(engines: Iterator[Engine], record: dict[str, Any]) -> None:
    next(engines).compose(record)


def _typical(way: Callable[[], object], tries: int) -> float:
    """The median of the seconds that `way` takes, after a first time that does not count when there are several."""
    if tries > 1:
        way()
    return median(seconds(lambda _: way(), 0) for _ in range(tries))


def _copy(library: Path, number: int) -> str:
    """Put a copy of the starter template into `library` under a key of its own."""
    name = f"{TEMPLATE}-{number}"
    folder = library / "templates" / name
    shutil.copytree(STARTER, folder)
    file = folder / "template.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f"template: {TEMPLATE}\n", f"template: {name}\n", 1), encoding="utf-8")
    return name
