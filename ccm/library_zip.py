"""A library as one zip file, out of the store and into it: the folders of an export, and what it was exported from.

A zip file from outside is not believed: its names lead nowhere but into the three folders, and what it unpacks to is
counted while it is unpacked, whatever it says of itself. The same store gives the same bytes.
"""

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from ccm.governance.acting import Acting
from ccm.governance.editing import Edited, import_library
from ccm.library import Shelf
from ccm.library_base import BASE_FILE, Base, LostUpdateError, parse_base
from ccm.people.store import PeopleStore
from ccm.repository import RepositoryError, newest_base, newest_versions
from content_blocks.files import check_path
from content_blocks.folders import FolderError

MAX_ENTRIES = 20_000
MAX_UNPACKED = 200_000_000

_FOLDERS = ("templates", "blocks", "brands")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 20
_KEY = re.compile(r"[a-z][a-z0-9\-]{0,63}\Z")


def export_zip(session: Session) -> tuple[bytes, Base]:
    """The newest version of everything that is not retired, and its base, which is in the file too."""
    base, packed = newest_base(session), BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        _add(file, BASE_FILE, base.body)
        for folder, store, version in newest_versions(session):
            for name, body in store.files(version).items():
                _add(file, f"{folder}/{version.key}/{name}", body)
    return packed.getvalue(), base


def import_zip(
    session: Session, acting: Acting, body: bytes, message: str = "", exported: str | None = None
) -> tuple[Edited, ...]:
    """Import a zip file of templates/, blocks/ and brands/, as an exported folder is imported.

    `exported` is the digest of the base that it was made from: that of the store as it is, or the one in the file; None
    takes the file as it stands, whatever has come since. Raises RepositoryError, ForbiddenError, LostUpdateError.
    """
    PeopleStore(session).require_anywhere(acting.person, "edit")
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        found = unpack(body, folder)
        base = None if exported is None else _base(session, found, exported)
        try:
            return import_library(session, acting, Shelf.at(folder), message, base)
        except RepositoryError as error:
            raise RepositoryError(str(error).replace(f"{temporary}/", "")) from error


def unpack(body: bytes, folder: Path) -> Base | None:
    """Unpack a zip file into `folder`, and return what it says it was exported from.

    Hidden files, and what is in none of the three folders, are left out, as they are of a folder. Raises
    RepositoryError for what is no zip file, leads out of the folder, or is too much; BaseError.
    """
    try:
        if body.count(b"PK\x01\x02") > MAX_ENTRIES:
            raise RepositoryError(
                f"the zip file has more than {MAX_ENTRIES} files in it; import a part of it at a time"
            )
        with zipfile.ZipFile(BytesIO(body)) as file:
            return _unpack(file, folder)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OverflowError, ValueError) as error:
        if isinstance(error, RepositoryError):
            raise
        raise RepositoryError(f"this is no zip file that can be read: {error}; export makes one") from error
    except OSError as error:
        raise RepositoryError(f"the zip file cannot be unpacked: {error.strerror}; has it a file and a folder of one "
                              "name?") from error  # fmt: skip


def _base(session: Session, found: Base | None, exported: str) -> Base:
    """The base of this digest: the file's own, or that of the store. Raises LostUpdateError."""
    for base in (found, newest_base(session)):
        if base is not None and base.digest == exported:
            return base
    raise LostUpdateError(
        "the library has changed since it was exported, and the zip file does not say what it was exported from "
        f"({BASE_FILE}); export anew, and make the change on top of that"
    )


def _unpack(file: zipfile.ZipFile, folder: Path) -> Base | None:
    base, left, seen = None, MAX_UNPACKED, set[str]()
    for entry in file.infolist():
        _check(entry)
        if entry.filename in seen:
            raise RepositoryError(f"the zip file has {entry.filename[:100]!r} in it twice; keep one")
        seen.add(entry.filename)
        wanted = _wanted(entry.filename)
        if not wanted:
            continue
        body = b"".join(_bounded(file, entry, left))
        left -= len(body)
        if entry.filename == BASE_FILE:
            base = parse_base(body)
            continue
        path = folder / entry.filename
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    return base


def _check(entry: zipfile.ZipInfo) -> None:
    """Raises RepositoryError for a name that is none, and for what is no file or folder."""
    shown = repr(entry.filename[:100])
    parts = entry.filename.removesuffix("/").split("/")
    if any(part in ("", ".", "..") for part in parts) or re.search(r"[\\:\x00-\x1f\x7f]", entry.filename):
        raise RepositoryError(f"the zip file has {shown} in it, which is no path; name files as templates/KEY/FILE")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise RepositoryError(f"the zip file has {shown} in it, which is a link or no file; put the file itself there")
    if entry.flag_bits & 1 or entry.compress_type not in _METHODS:
        raise RepositoryError(f"the zip file has {shown} in it encrypted or packed unusually; pack it plainly")


def _wanted(name: str) -> bool:
    """Whether a file of this name is to be imported. Raises RepositoryError for a path that no folder can have."""
    if name == BASE_FILE:
        return True
    top, *rest = name.split("/")
    if name.endswith("/") or top not in _FOLDERS or len(rest) < 2 or any(part.startswith(".") for part in rest):
        return False
    if not _KEY.match(rest[0]):
        raise RepositoryError(f"the zip file has the folder {rest[0][:80]!r} in {top}, which is no key")
    try:
        check_path("/".join(rest[1:]))
    except FolderError as error:
        raise RepositoryError(f"the zip file: {top}/{rest[0]}: {error}") from error
    return True


def _bounded(file: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> Iterator[bytes]:
    """What a file unpacks to, as long as it is within bounds. Raises RepositoryError."""
    with file.open(entry) as packed:
        while chunk := packed.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise RepositoryError(
                    f"the zip file unpacks to more than {MAX_UNPACKED // 1_000_000} MB; import a part of it at a time"
                )
            yield chunk


def _add(file: zipfile.ZipFile, name: str, body: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    file.writestr(entry, body)
