"""The versions of templates, blocks and brands: who made each, when and why, where it stands, and its files."""

from fastapi import APIRouter, Response

from ccm.api.content_kinds import Key, Number, on_each
from ccm.api.depend import Page, scoped
from ccm.api.etags import etag_of
from ccm.api.looking import Looking
from ccm.api.models.subjects import FilesShown, VersionShown
from ccm.api.paging import Listing
from ccm.content.reading import state_of
from ccm.governance.books import Books
from ccm.governance.standings import version_standings
from content_blocks.subject_rows import ContentKind

router = APIRouter()

_LAST = 10**9


@on_each(router, "GET", "/versions", dependencies=[scoped("view")])
def list_content_versions(kind: ContentKind, key: Key, session: Looking, page: Page) -> Listing[VersionShown]:
    """List its versions, the newest first, with what their approval is worth today."""
    books = Books(session)
    store = books.content(kind)
    store.version(key)
    # What comes meanwhile is newer than every page, and shifts nothing.
    cut = page.cut([one.number for one in reversed(store.versions(key))], lambda number: f"{_LAST - number:010}")
    found = version_standings(books, kind, key, cut.items)
    return Listing(items=[VersionShown.of(one) for one in reversed(found)], next=cut.next)


@on_each(router, "GET", "/versions/{number}", dependencies=[scoped("view")])
def show_content_version(kind: ContentKind, key: Key, number: Number, session: Looking) -> VersionShown:
    """One version, with what its approval is worth today."""
    books = Books(session)
    books.content(kind).version(key, number)
    [found] = version_standings(books, kind, key, (number,))
    return VersionShown.of(found)


@on_each(router, "GET", "/versions/{number}/files", dependencies=[scoped("view")], response_model_exclude_none=True)
def show_content_version_files(
    kind: ContentKind, key: Key, number: Number, session: Looking, response: Response
) -> FilesShown:
    """The files of a version, byte for byte. They never change."""
    state = state_of(session, kind, key, number)
    response.headers["ETag"] = etag_of(state.files_digest)
    return FilesShown.of(state)
