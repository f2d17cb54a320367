"""Operations on the archive: reading all of it, and destroying what is due."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from ccm.archive.archive import open_archive
from ccm.archive.expiring import expire_all
from ccm.archive.sweeping import sweep, unfinished_jobs
from ccm.archive.verifying import Verified, verify_archive
from ccm.db.session import Database
from ccm.governance.acting import Acting
from ccm.operations.made import Made, Tell
from ccm.people.store import PeopleStore
from ccm.settings import settings

MAX_FAULTS = 1000


def do_verify(database: Database, acting: Acting, asked: Mapping[str, Any], tell: Tell) -> Made:
    """Hold everything in the archive, or all that ``job`` sent, against its digests."""
    archive, found = open_archive(settings()), Verified()
    with database.reading() as session:
        PeopleStore(session).require_anywhere(acting.person, "view")
        for found in verify_archive(session, archive, asked["job"]):
            tell(f"{found.read} communications read")
    said = {**asdict(found), "faults": found.faults[:MAX_FAULTS]}
    return Made({"ok": found.ok, **said})


def do_expire(database: Database, acting: Acting, asked: Mapping[str, Any], tell: Tell) -> Made:
    """Destroy what was kept as long as it was to be; with ``dry_run``, count it."""
    templates = []
    for template, count, held in expire_all(database, acting, look_only=asked["dry_run"]):
        tell(f"{template}: {count}")
        templates.append({"template": template, "destroyed": count, "held": held})
    return Made({"dry_run": asked["dry_run"], "templates": templates})


def do_sweep(database: Database, acting: Acting, asked: Mapping[str, Any], tell: Tell) -> Made:
    """Take packs away in which nothing can be read any more; with ``dry_run``, count them."""
    tell("Looking for packs in which nothing is readable")
    with database.reading() as session:
        running = unfinished_jobs(session)
    swept = sweep(database, open_archive(settings()), acting, running, look_only=asked["dry_run"])
    return Made({"dry_run": asked["dry_run"], "packs": len(swept.packs), "bytes": swept.size, "left": swept.left})
