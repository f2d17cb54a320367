"""Uploads: the data of jobs to come, in the spool under names of our own choosing, for whoever put it there.

What people call the file is a word in messages, and never a path. An upload is kept for a day; whoever wants to use it
later uploads it again.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from ccm.db.session import Database
from ccm.governance.acting import Acting
from ccm.jobs.tables import UploadRow
from ccm.objects.store import ObjectStore, ObjectStoreError

KEPT = timedelta(days=1)
OF_ONE_PERSON = 200
FULL_ONES = 4
"""How many uploads of the largest size there is room for in those of one person."""

MAX_NAME = 200

_FOLDER = "uploads/"
_ID = re.compile(r"[0-9]{8}t[0-9]{6}-[0-9a-f]{24}\Z")


class UploadError(ValueError):
    """A file cannot be uploaded as it is asked for; the message says why."""


class UploadNotFoundError(LookupError):
    """There is no such upload of this person's, or there is none any more."""


class UploadsFullError(RuntimeError):
    """Somebody has as many uploads as anybody may; the message says what to do."""


@dataclass(frozen=True)
class Upload:
    """A file that `person` put into the spool; `name` is what they call it."""

    id: str
    person: str
    name: str
    size: int
    digest: str
    made_at: datetime
    expires_at: datetime

    @property
    def object(self) -> str:
        """The object of the spool with its bytes."""
        return _FOLDER + self.id


def check_name(name: str) -> str:
    """Return what people call a file. Raises UploadError for what could be taken for more than a name."""
    if not 0 < len(name) <= MAX_NAME or not name.isprintable() or set("/\\:") & set(name) or name.startswith("."):
        raise UploadError(
            f"{name[:60]!r} is no name of a file; give one of up to {MAX_NAME} letters without slashes and colons, "
            "such as orders.jsonl"
        )
    return name


def put_upload(spool: ObjectStore, acting: Acting, name: str, path: Path, size: int, digest: str) -> Upload:
    """Put the bytes of `path` into the spool; the row that names them is for `UploadStore.add`. Raises UploadError,
    ObjectStoreError."""
    check_name(name)
    if not size:
        raise UploadError("the file is empty; send the data as the body of the request")
    upload = Upload(
        f"{acting.at.astimezone(UTC):%Y%m%dt%H%M%S}-{token_hex(12)}", acting.person, name, size, digest, acting.at,
        acting.at + KEPT,
    )  # fmt: skip
    spool.put_file(upload.object, path)
    return upload


class UploadStore:
    """The uploads there are. Works in the session it is given and never commits."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def refuse_more(self, person: str, now: datetime, largest: int, size: int = 0) -> None:
        """Go on if `person` may have another upload of `size` bytes, where one has at most `largest`.

        Raises UploadsFullError.
        """
        row = UploadRow
        query = select(func.count(), func.sum(row.size)).where(row.person == person, row.expires_at > now)
        count, total = self.session.execute(query).one()
        if count >= OF_ONE_PERSON or (total or 0) + size > FULL_ONES * largest:
            raise UploadsFullError(
                f"{person} has {count} uploads of {total or 0} bytes already, and there is room for {OF_ONE_PERSON} of "
                f"{FULL_ONES * largest}; delete those that are done with"
            )

    def add(self, upload: Upload, largest: int) -> None:
        """Add an upload whose bytes are in the spool. Raises UploadsFullError."""
        self.refuse_more(upload.person, upload.made_at, largest, upload.size)
        self.session.execute(insert(UploadRow).values(**vars(upload)))

    def find(self, name: str, person: str, now: datetime) -> Upload:
        """The upload of this id. Raises UploadNotFoundError; also when it is somebody else's, or has expired."""
        row = self.session.get(UploadRow, name) if _ID.match(name) else None
        if row is None or row.person != person or row.expires_at <= now:
            raise UploadNotFoundError(f"{person} has no upload {name[:60]!r}; upload the file, it is kept for a day")
        return _upload(row)

    def of(self, person: str, now: datetime, after: str | None, limit: int) -> tuple[Upload, ...]:
        """The uploads of `person`, the oldest first; those after the one with the id `after`, when it is given."""
        query = select(UploadRow).where(UploadRow.person == person, UploadRow.expires_at > now)
        if after is not None:
            query = query.where(UploadRow.id > after)
        return tuple(_upload(row) for row in self.session.scalars(query.order_by(UploadRow.id).limit(limit)))

    def drop(self, upload: Upload) -> None:
        """Take the row of an upload away; its bytes go after that is committed."""
        self.session.execute(delete(UploadRow).where(UploadRow.id == upload.id))

    def drop_expired(self, now: datetime) -> None:
        self.session.execute(delete(UploadRow).where(UploadRow.expires_at <= now))

    def all_ids(self) -> frozenset[str]:
        return frozenset(self.session.scalars(select(UploadRow.id)))


def sweep_uploads(database: Database, spool: ObjectStore, now: datetime) -> int:
    """Take away uploads that have expired, and what was put there and never named by a row; return how many bodies.

    Raises ObjectStoreError.
    """
    stored = list(spool.names(_FOLDER))
    with database.writing() as session:
        UploadStore(session).drop_expired(now)
        kept = UploadStore(session).all_ids()
    gone = [name for name in stored if (name.removeprefix(_FOLDER) not in kept and _is_old(name, now))]
    for name in gone:
        spool.delete(name)
    return len(gone)


def forget(spool: ObjectStore, upload: Upload) -> None:
    """Take the bytes of a dropped upload away; what cannot be now goes with the next sweep."""
    with suppress(ObjectStoreError):
        spool.delete(upload.object)


def _is_old(name: str, now: datetime) -> bool:
    """Whether nobody can be about to add the row of an object."""
    upload = name.removeprefix(_FOLDER)
    if not _ID.match(upload):
        return False
    made = datetime.strptime(upload.partition("-")[0], "%Y%m%dt%H%M%S").replace(tzinfo=UTC)
    return now - made >= KEPT


def _upload(row: UploadRow) -> Upload:
    return Upload(row.id, row.person, row.name, row.size, row.digest, row.made_at, row.expires_at)
