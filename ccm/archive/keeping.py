"""Keeping what is rendered for customers, before anybody is given it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from ccm.archive.archive import Archive, CustomerKeys
from ccm.archive.entry import Entry
from ccm.archive.store import ArchiveStore, ErasedMeanwhileError
from ccm.db.session import Database
from content_blocks.document import Document
from renderers.base import Artifact


def entry_of(
    document: Document,
    artifacts: Mapping[str, Artifact],
    *,
    record: bytes,
    own_manifest: Mapping[str, Any],
    release: str,
    shared: str,
    job: str = "",
) -> Entry:
    """What the archive keeps of a document that was rendered.

    `record` is the bytes of ``data.json``, `release` the digest of the release, `shared` what
    `Archive.keep_shared` gave for the shared part of the manifest.
    """
    return Entry(
        record_key=document.key,
        customer=document.customer,
        period=document.period,
        template=document.template,
        release=release,
        job=job,
        locale=document.locale,
        issued=document.issued,
        record=record,
        own_manifest=own_manifest,
        shared=shared,
        parts=tuple((channel, part) for channel, artifact in artifacts.items() for part in artifact.parts),
    )


def keep(database: Database, archive: Archive, entries: Iterable[Entry], at: datetime | None = None) -> tuple[str, ...]:
    """Keep `entries`, in transactions of its own, and return their ids, in order.

    Raises ArchiveKeyError and ObjectStoreError; then nothing of them is kept.
    """
    chosen = tuple(entries)
    try:
        return _keep(database, archive, chosen, at)
    except ErasedMeanwhileError:  # they get a new key, as whoever is written to after they were erased does
        return _keep(database, archive, chosen, at)


def keys_for(database: Database, archive: Archive, entries: Sequence[Entry]) -> CustomerKeys:
    """The keys of everybody whom `entries` are about, in transactions of its own; only for who has none yet in one that
    writes. Raises ArchiveKeyError."""
    with database.reading() as session:
        keys = archive.known_keys(session, entries)
    if keys is None:
        with database.writing() as session:
            keys = archive.customer_keys(session, entries)
    return keys


def _keep(database: Database, archive: Archive, entries: tuple[Entry, ...], at: datetime | None) -> tuple[str, ...]:
    keys = keys_for(database, archive, entries)
    kept = archive.write(entries, keys)
    with database.writing() as session:
        ArchiveStore(session).add(kept, at or datetime.now(UTC))
    return kept.ids
