"""Governance under strain: how long a database with 100,000 versions of templates takes to answer."""

import gc
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, text

from approval.rebuild_store import check_projection
from approval.store import ApprovalStore
from benchmarks.approval_rows import Made, submissions
from benchmarks.company import Company
from benchmarks.filling import directory, fill
from benchmarks.questions import Question, questions
from ccm.auditing import verify_log
from ccm.db.session import Database
from tests.postgresql import create_database, postgresql_cluster, postgresql_programs

WARM_UP = 3


@dataclass(frozen=True)
class Answers:
    """The seconds that each answer took: by the clock, and by the processors, the database server's share included."""

    question: Question
    wall: list[float]
    cpu: list[float]


@dataclass(frozen=True)
class Figures:
    """What was measured of one database, and the machine's load then.

    `filled` and `verified` are the seconds of making the data, and of verifying the log, of `acts`, and the seals of
    approval.
    """

    database: str
    answers: list[Answers]
    filled: float
    verified: float
    acts: int
    load: float
    processors: int


def measure(company: Company, tries: int, told: Callable[[str], object]) -> Iterator[Figures]:
    """The figures of SQLite, and of PostgreSQL where it is installed. `told` is told what is being done."""
    told("Making submissions")
    made = submissions(company, directory(company))
    with _settled(), tempfile.TemporaryDirectory() as folder:
        url = URL.create("sqlite", database=str(Path(folder) / "ccm.db"))
        yield _figures("SQLite", url, company, made, tries, told)
    if postgresql_programs() is not None:
        with _settled(), postgresql_cluster() as cluster:
            yield _figures("PostgreSQL", create_database(cluster), company, made, tries, told)


@contextmanager
def _settled() -> Iterator[None]:
    """Keep the collection of garbage from going through what is there already: a command does not hold all that."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _figures(
    name: str, url: URL, company: Company, made: list[Made], tries: int, told: Callable[[str], object]
) -> Figures:
    with closing(Database(url)) as database:
        told(f"{name}: making the data")
        start = time.perf_counter()
        fill(database, company, made)
        filled = time.perf_counter() - start
        told(f"{name}: asking")
        answers = [_answers(database, question, tries) for question in questions(company)]
        load = os.getloadavg()[0]
        told(f"{name}: verifying the log and the seals")
        start = time.perf_counter()
        acts = _verified(database)
        return Figures(name, answers, filled, time.perf_counter() - start, acts, load, os.cpu_count() or 1)


def _answers(database: Database, question: Question, tries: int) -> Answers:
    """Ask again and again, in a transaction of its own each time, as a command does."""
    answers = Answers(question, [], [])
    busy = _clock(database)
    for number in range(-WARM_UP, tries):
        wall, cpu = time.perf_counter(), busy()
        with database.reading() as session:
            found = len(question.ask(session, number))
        if number >= 0:
            answers.wall.append(time.perf_counter() - wall)
            answers.cpu.append(busy() - cpu)
        if found != question.expected:
            raise AssertionError(f"{question.name}: {found} found where {question.expected} are")
    return answers


def _clock(database: Database) -> Callable[[], float]:
    """Tells the seconds for which this process, and the server's that answers it, kept the processors busy."""
    if database.engine.dialect.name != "postgresql":
        return time.process_time
    with database.reading() as session:  # its connection goes back to the pool, and is the next one's
        server = Path(f"/proc/{session.scalar(text('SELECT pg_backend_pid()'))}/schedstat")
    if not server.exists():  # another system than Linux
        return time.process_time
    return lambda: time.process_time() + int(server.read_text().split()[0]) / 1e9


def _verified(database: Database) -> int:
    """Verify the log and the seals of approval, and return how many acts the log holds; all of it must be whole.

    The rest of what ``ccm audit verify`` compares, people and contents, comes in bulk here, without acts of its own.
    """
    report = verify_log(database.engine)
    with database.reading() as session:
        wrong = [*report.lines[:-1], *check_projection(ApprovalStore(session))]
    if wrong:
        raise AssertionError(f"the data was not made as it should be: {wrong[0]}")
    return report.rows
