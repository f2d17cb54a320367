"""A shop with a released letter, orders to send it about, and the places that jobs need, all in one folder."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from ccm.archive.store import ArchiveStore, Search
from ccm.auditing import here
from ccm.db.session import Database
from ccm.governance.acting import Acting
from ccm.governance.books import Books
from ccm.governance.recalling import recall_release
from ccm.jobs.data_file import read_data_file
from ccm.jobs.executors import Executor, HereExecutor
from ccm.jobs.job import Job
from ccm.jobs.running import Progress, work_on
from ccm.jobs.starting import Asked, start
from ccm.jobs.store import Held
from ccm.jobs.work import Workshop
from ccm.release_store import StoredRelease
from ccm.sending import is_recalled
from ccm.settings import Settings, settings
from ccm.sources.record import Record, SourceFault
from tests.ccm.governance.office import Office

IDA = Acting("ida", datetime.now(UTC), here("cli"))


def order(number: int, **more: object) -> dict[str, Any]:
    """An order, about which a letter can be sent in every channel."""
    return {
        "customer": {
            "name": f"Anna Ferri {number}", "address": ["Via Roma 1"], "phone": f"+3933300{number:05}",
            "email": f"anna{number}@example.com",
        },
        "order": {
            "number": f"A-{number}", "placed_on": "2026-03-01", "arrives_on": "2026-03-04", "gift": number % 2 == 0,
            "lines": [{"article": "Tea", "quantity": 1, "amount": {"amount": "12.50", "currency": "EUR"}}], **more,
        },
    }  # fmt: skip


def broken(number: int) -> dict[str, Any]:
    """An order that the contract refuses: its lines are missing."""
    return order(number, lines=[])


def json_lines(records: Iterable[object]) -> str:
    """Records as JSON Lines; a text stands as it is, for lines that cannot be read."""
    lines = (one if isinstance(one, str) else json.dumps(one) for one in records)
    return "".join(f"{line}\n" for line in lines)


def write(path: Path, records: Iterable[object]) -> Path:
    """Records as a file of JSON Lines; a text stands as it is, for lines that cannot be read."""
    path.write_text(json_lines(records), encoding="utf-8")
    return path


def tree(folder: Path) -> dict[str, str]:
    """Every file below `folder`, with the digest of its bytes."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class Shop:
    """Jobs about a letter with a `release`; they are worked on in this process unless an executor is given."""

    def __init__(self, database: Database, folder: Path, release: StoredRelease) -> None:
        self.database = database
        self.folder = folder
        self.release = release
        self.settings: Settings = settings({"CCM_HOME": str(folder)})
        self.workshop = Workshop(database, self.settings)
        self.progress: list[Progress] = []

    def asked(self, **more: Any) -> Asked:
        usual: dict[str, Any] = {
            "template": "order-letter", "day": IDA.at.date(), "out": str(self.folder / "out"), "channels": ("sms",),
            "chunk": 2,
        }  # fmt: skip
        return Asked(**{**usual, **more})

    def records(self, path: Path) -> Iterator[Record | SourceFault]:
        return read_data_file(path)

    def start(self, records: Iterable[object], **more: Any) -> Job:
        return self.start_file(write(self.folder / "data.jsonl", records), **more)

    def start_file(self, path: Path, held: Held | None = None, **more: Any) -> Job:
        asked = self.asked(**more)
        # A hold runs out: it begins now, however long ago this module was imported.
        ida = replace(IDA, at=datetime.now(UTC))
        return start(self.database, self.settings, ida, asked, lambda: read_data_file(path), held=held)

    def run_file(self, path: Path, **more: Any) -> Job:
        return self.work(self.start_file(path, **more))

    def work(self, job: Job, executor: Executor | None = None, held: Held | None = None) -> Job:
        chosen = executor or HereExecutor(self.workshop)
        return work_on(self.database, self.settings, IDA, job.id, lambda: chosen, self.progress.append, held)

    def run(self, records: Iterable[object], **more: Any) -> Job:
        return self.work(self.start(records, **more))

    def kept(self, job: str) -> list[str]:
        """The keys of the records that the archive has of a job."""
        with self.database.reading() as session:
            return [one.record_key for one in ArchiveStore(session).find(Search(job=job), limit=10_000)]

    def out(self, job: Job, name: str) -> bytes:
        return (Path(job.spec.out) / job.id / name).read_bytes()

    def lines(self, job: Job, name: str) -> list[Any]:
        return [json.loads(line) for line in self.out(job, name).splitlines()]


def opened(database: Database, folder: Path) -> Shop:
    """A shop with a letter that was released an hour ago."""
    office = Office(database, folder)
    office.at = datetime.now(UTC) - timedelta(hours=1)
    return Shop(database, folder, office.released())


def recall(office: Office) -> None:
    """The letter is recalled, by as many as it takes."""
    for person in ("gina", "hugo"):
        with office.database.writing() as session:
            books = Books(session)
            newest = books.releases.of("order-letter")[-1]
            if not is_recalled(session, newest):
                recall_release(books, office.by(person), newest.name, "the address is wrong")
