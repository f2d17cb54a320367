"""Operations on jobs: mended records are read and held against what the job rejected, which takes its time."""

from collections.abc import Mapping
from typing import Any

from ccm.db.session import Database
from ccm.governance.acting import Acting
from ccm.jobs.data_file import read_copy
from ccm.jobs.hold import me
from ccm.jobs.mending import mend
from ccm.jobs.store import JobStore
from ccm.jobs.submitting import fetched
from ccm.jobs.uploads import UploadStore
from ccm.objects.opening import open_store
from ccm.operations.made import Made, Tell
from ccm.settings import settings


def do_mend(database: Database, acting: Acting, asked: Mapping[str, Any], tell: Tell) -> Made:
    """Add the records of ``upload``, of the ``kind`` it is, to the ``job`` that rejected them, for a worker to take."""
    tell("Reading the records")
    places = settings()
    with database.reading() as session:
        upload = UploadStore(session).find(asked["upload"], acting.person, acting.at)
    held = me()
    with fetched(open_store(places.spool, private=True), upload.object, upload.name) as path:

        def records() -> Any:
            return read_copy(path, asked["kind"] or None, upload.name)

        job = mend(database, places, acting, asked["job"], records, held)
    with database.writing() as session:
        JobStore(session).let_go(job.id, held.token)
    return Made({"job": job.id, "state": job.state, "chunks": job.tally.chunks})
