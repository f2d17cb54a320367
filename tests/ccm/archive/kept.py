"""Invented communications, and an archive to keep them in."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ccm.archive.archive import Archive
from ccm.archive.entry import Entry
from ccm.archive.master_key import MasterKey
from ccm.archive.store import ArchiveStore, Communication, Search
from ccm.db.session import Database
from ccm.manifest import shared_bytes
from ccm.objects.folder import FolderStore
from content_blocks.digest import digest_bytes
from renderers.base import Part

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SHARED = shared_bytes({"release": {"name": "invoice#3"}, "engine": {"version": "1"}})


def archive_in(folder: Path) -> Archive:
    """An archive of its own, in `folder`."""
    return Archive(FolderStore(folder / "archive", private=True), MasterKey(folder / "archive.key"))


def entry(archive: Archive, key: str, customer: str = "C-1", *, text: str = "Ciao", **more: Any) -> Entry:
    """A text message about the record `key` of a customer."""
    record = f'{{"id": "{key}", "customer": "{customer}"}}\n'.encode("utf-8", "backslashreplace")
    body = text.encode()
    issued = more.get("issued", date(2026, 11, 20))
    files = {"data.json": record, "message.txt": body}
    own = {
        "format": 2, "record": key, "locale": "it-IT", "issued": issued.isoformat(),
        "data": {"digest": digest_bytes(record)},
        "channels": {"sms": {"parts": ["message.txt"], "facts": {"segments": 1}, "findings": []}},
        "failures": {}, "notes": [],
        "outputs": {name: {"digest": digest_bytes(one), "bytes": len(one)} for name, one in files.items()},
    }  # fmt: skip
    said = {
        "record_key": key, "customer": customer, "period": "2026-11", "template": "invoice",
        "release": "sha256:" + "3" * 64, "job": "", "locale": "it-IT", "issued": issued, "record": record,
        "own_manifest": own, "shared": archive.keep_shared(SHARED),
        "parts": (("sms", Part("message.txt", "text/plain; charset=utf-8", body)),),
    }  # fmt: skip
    return Entry(**{**said, **more})


def keep(
    database: Database, archive: Archive, entries: Iterable[Entry], at: datetime = NOON
) -> tuple[Communication, ...]:
    """Keep `entries`, as `ccm render` and jobs do; return their rows, in the order they were given."""
    chosen = tuple(entries)
    with database.writing() as session:
        keys = archive.customer_keys(session, chosen)
    kept = archive.write(chosen, keys, at)
    with database.writing() as session:
        ArchiveStore(session).add(kept, at)
        found = ArchiveStore(session).communications(kept.ids)
    return tuple(found[name] for name in kept.ids)


def all_of(database: Database, **search: Any) -> tuple[Communication, ...]:
    """Everything that is found by `search`."""
    with database.reading() as session:
        return ArchiveStore(session).find(Search(**search), 1000)
