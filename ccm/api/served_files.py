"""Files of a version or of the draft, listed and served as they are."""

import mimetypes

from starlette.responses import Response

from ccm.api.etags import etag_of
from ccm.api.models.texts import FileList, FileShown
from ccm.content.reading import State
from content_blocks.digest import digest_bytes
from content_blocks.subject_rows import NotInStoreError

# What is shown on its own does nothing: an SVG could hold a script, and these are people's own files.
HEADERS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}


def file_list(state: State, folder: str) -> FileList:
    """The files in a folder of a version or of the draft, samples without ``.json``."""
    found = [
        FileShown(
            name=name.removeprefix(f"{folder}/").removesuffix(".json"), media_type=media_type(name), size=len(body),
            digest=digest_bytes(body),
        )
        for name, body in state.files.items()
        if name.startswith(f"{folder}/")
    ]  # fmt: skip
    return FileList(name=state.name, files=found)


def file_response(state: State, name: str) -> Response:
    """One file, with the digest of its bytes as its ETag. Raises NotInStoreError."""
    body = state.files.get(name)
    if body is None:
        raise NotInStoreError(f"{state.name} has no file {name[:100]!r}")
    return Response(body, media_type=media_type(name), headers={**HEADERS, "ETag": etag_of(digest_bytes(body))})


def media_type(name: str) -> str:
    """What kind of file it is, by its name."""
    return mimetypes.guess_type(name, strict=True)[0] or "application/octet-stream"
