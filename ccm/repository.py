"""The repository: whole libraries moved between folders and the database, without loss.

A library is a folder with ``templates/``, ``blocks/`` and ``brands/`` in it. What goes in comes out byte for byte.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import rmtree

from sqlalchemy.orm import Session

from ccm.library import Shelf, folders_in
from ccm.library_base import Base, LostUpdateError, write_base
from content_blocks.digest import digest, digest_bytes
from content_blocks.file_bodies import listing
from content_blocks.files import Files, read_files, write_files
from content_blocks.folders import FolderError
from content_blocks.store import BlockStore, BrandStore, Version
from content_blocks.subject_rows import ContentKind, StoreError
from templates_repo.store import TemplateStore


class RepositoryError(ValueError):
    """A library cannot be imported or exported; the message has a line for everything that is wrong."""


@dataclass(frozen=True)
class Moved:
    """One subject that was imported or exported, and whether that changed anything.

    `behind` says that the folder has what was exported, and the store something newer, which stays.
    """

    kind: ContentKind
    version: Version
    new: bool
    behind: bool = False


AnyStore = TemplateStore | BlockStore | BrandStore


def stores(session: Session) -> tuple[tuple[str, AnyStore], ...]:
    """The store of each kind with the name of its folder, what is used before what uses it."""
    return ("brands", BrandStore(session)), ("blocks", BlockStore(session)), ("templates", TemplateStore(session))


Check = Callable[[AnyStore, str, Files], None]
"""Looks at the files of a key before they are added to its store; raises FolderError or StoreError against them."""


def import_folder(
    session: Session,
    shelf: Shelf,
    author: str,
    at: datetime,
    message: str = "",
    check: Check | None = None,
    base: Base | None = None,
) -> tuple[Moved, ...]:
    """Import every brand, block and template of `shelf`; content that is the newest already makes no version.

    With the `base` it was exported from, what was not changed since makes none either, and what was changed both in
    `shelf` and in the store is refused. It asks nobody and tells nobody: that is for `ccm.governance.editing`, whose
    `check` sees everything first. Raises RepositoryError with everything that is wrong, LostUpdateError when only
    updates would be lost; then nothing may be committed.
    """
    moved: list[Moved] = []
    wrong: list[str] = []
    lost: list[str] = []
    for name, store in stores(session):
        for key, folder in folders_in([getattr(shelf, name)], f"{store.kind}.yaml").items():
            try:
                files = read_files(folder)
                if base is not None and (newer := _newer(base, store, key, files)) is not None:
                    moved.append(Moved(store.kind, newer, new=False, behind=True))
                    continue
                if check is not None:
                    check(store, key, files)
                moved.append(Moved(store.kind, *store.add(key, files, author, at, message)))
            except FolderError as error:
                wrong.extend(_in_folder(line, folder) for line in str(error).splitlines())
            except StoreError as error:
                wrong.append(str(error))
            except LostUpdateError as error:
                lost.append(str(error))
    if wrong:
        raise RepositoryError("\n".join((*wrong, *lost)))
    if lost:
        raise LostUpdateError("\n".join(lost))
    if not moved:
        raise RepositoryError("there is nothing to import: the folder has no templates/, blocks/ or brands/ in it")
    return tuple(moved)


def export_folder(session: Session, folder: Path, *, replace: bool = False) -> tuple[Moved, ...]:
    """Write the newest version of everything that is not retired into `folder`, and what it was exported from.

    What is there already and the same is left alone. Raises RepositoryError when something there differs; with
    `replace`, it is made to be what the store has, and files the store does not know are removed from the folders
    of these subjects.
    """
    found = [(folder / name / version.key, store, version) for name, store, version in newest_versions(session)]
    if not replace and (differing := [str(path) for path, _, version in found if _differs(path, version)]):
        raise RepositoryError(
            f"{', '.join(differing[:5])}{' and more' if len(differing) > 5 else ''}: there already, and not what the "
            "store has; export to another folder, or give --replace to overwrite"
        )
    moved: list[Moved] = []
    try:
        for path, store, version in found:
            same = path.is_dir() and not _differs(path, version)
            if not same:
                files = store.files(version)
                if path.is_dir():
                    rmtree(path)
                write_files(files, path)
            moved.append(Moved(store.kind, version, not same))
        folder.mkdir(parents=True, exist_ok=True)
        write_base(newest_base(session), folder)
    except OSError as error:
        raise RepositoryError(f"{error.filename or folder}: cannot be written: {error.strerror}") from error
    return tuple(moved)


def newest_base(session: Session) -> Base:
    """The base of an export as the store is now."""
    return Base.of((store.kind, version) for _, store, version in newest_versions(session))


def rebase(folder: Path, base: Base, imported: Iterable[tuple[ContentKind, Version]]) -> None:
    """Note in `folder` what was imported from it, so that it can be gone on from. Raises RepositoryError."""
    try:
        write_base(base.now(imported), folder)
    except OSError as error:
        raise RepositoryError(
            f"{error.filename or folder}: cannot be written: {error.strerror}; everything was imported, but the next "
            "import from this folder will not know; export anew before it"
        ) from error


def _newer(base: Base, store: AnyStore, key: str, files: Files) -> Version | None:
    """The newest version, where it came since the export and `files` are what was exported; None to go on.

    Raises LostUpdateError when both were changed.
    """
    version = store.version(key) if store.hold(key) else None
    held, exported = digest(listing(files)), base.subjects.get((store.kind, key))
    if version is None or version.files_digest in (held, exported and exported.files_digest):
        return None
    if exported is not None and exported.files_digest == held:
        return version
    was = f"exported at version {exported.version}" if exported else "not there at the export"
    raise LostUpdateError(
        f"the {store.kind} {key} was {was}, and {version.name} by {version.author} has come since; export to another "
        "folder, take over what that says, and import from there"
    )


def _in_folder(line: str, folder: Path) -> str:
    """A line of a FolderError that names a file from the key on, made to name the file that was read."""
    return f"{folder.parent}/{line}" if line.startswith(f"{folder.name}/") else line


def newest_versions(session: Session) -> Iterator[tuple[str, AnyStore, Version]]:
    """The newest version of everything that is not retired, with its store and the name of its folder."""
    for name, store in stores(session):
        for key in store.subjects():
            yield name, store, store.version(key)


def _differs(path: Path, version: Version) -> bool:
    """Whether there is a folder at `path` whose files are not those of `version`."""
    if not path.exists():
        return False
    return {name: digest_bytes(body) for name, body in read_files(path).items()} != version.files
