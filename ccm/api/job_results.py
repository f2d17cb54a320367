"""What jobs made, given out as a stream: only what stands below the job's own folder, by the names it has there."""

from collections.abc import Iterator

from starlette.responses import StreamingResponse

from ccm.api.models.jobs import JobFile
from ccm.api.paging import Cut, Paging
from ccm.api.problems import ApiError
from ccm.api.served_files import HEADERS
from ccm.jobs.job import Job
from ccm.jobs.starting import store_of
from ccm.objects.store import ObjectStore, check_name

_AT_ONCE = 1024 * 1024
UNKNOWN = "application/octet-stream"
MEDIA_TYPES = {
    ".json": "application/json", ".jsonl": "application/jsonl", ".csv": "text/csv; charset=utf-8",
    ".md": "text/markdown; charset=utf-8", ".pdf": "application/pdf", ".tar": "application/x-tar",
    ".zip": "application/zip",
}  # fmt: skip


def file_page(job: Job, page: Paging) -> Cut[JobFile]:
    """A page of the files that a job made, by name. Raises ObjectStoreError."""
    store, folder = store_of(job), f"{job.id}/"
    cut = page.cut((name.removeprefix(folder) for name in store.names(folder)), lambda name: name)
    return Cut(tuple(JobFile(name=name, size=store.size(folder + name)) for name in cut.items), cut.next)


def file_response(job: Job, name: str) -> StreamingResponse:
    """One of the files that a job made. Raises ApiError (404) for what is none of them, ObjectStoreError."""
    store = store_of(job)
    whole = _listed(store, job, name)
    size = store.size(whole)
    plain = name.rpartition("/")[2]
    media_type = MEDIA_TYPES.get(f".{plain.rpartition('.')[2]}", UNKNOWN)
    headers = {
        **HEADERS, "Content-Length": str(size), "Content-Disposition": f'attachment; filename="{plain}"',
    }  # fmt: skip
    return StreamingResponse(_pieces(store, whole, size), media_type=media_type, headers=headers)


def _listed(store: ObjectStore, job: Job, name: str) -> str:
    """The object of this name, if the listing of the job's own folder has it."""
    whole = f"{job.id}/{name}"
    try:
        found = next(iter(store.names(check_name(whole))), None)
    except ValueError:
        found = None
    if found != whole:
        raise ApiError(
            404, "not-found", f"the job {job.id} has made no such file; its files are listed", title="Not there"
        )
    return whole


def _pieces(store: ObjectStore, name: str, size: int) -> Iterator[bytes]:
    for start in range(0, size, _AT_ONCE):
        yield store.get_range(name, start, min(_AT_ONCE, size - start))
