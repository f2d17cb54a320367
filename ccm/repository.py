"""The repository: whole libraries moved between folders and the database, without loss.

A library is a folder with ``templates/``, ``blocks/`` and ``brands/`` in it. What goes in comes out byte for byte.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import rmtree

from sqlalchemy.orm import Session

from ccm.library import Shelf, folders_in
from content_blocks.digest import digest_bytes
from content_blocks.files import Files, read_files, write_files
from content_blocks.folders import FolderError
from content_blocks.store import BlockStore, BrandStore, Version
from content_blocks.subject_rows import ContentKind, StoreError
from templates_repo.store import TemplateStore


class RepositoryError(ValueError):
    """A library cannot be imported or exported; the message has a line for everything that is wrong."""


@dataclass(frozen=True)
class Moved:
    """One subject that was imported or exported, and whether that changed anything."""

    kind: ContentKind
    version: Version
    new: bool


AnyStore = TemplateStore | BlockStore | BrandStore


def stores(session: Session) -> tuple[tuple[str, AnyStore], ...]:
    """The store of each kind with the name of its folder, what is used before what uses it."""
    return ("brands", BrandStore(session)), ("blocks", BlockStore(session)), ("templates", TemplateStore(session))


Check = Callable[[AnyStore, str, Files], None]
"""Looks at the files of a key before they are added to its store; raises FolderError or StoreError against them."""


def import_folder(
    session: Session, shelf: Shelf, author: str, at: datetime, message: str = "", check: Check | None = None
) -> tuple[Moved, ...]:
    """Import every brand, block and template of `shelf`; content that is the newest already makes no version.

    It asks nobody and tells nobody: that is for `ccm.governance.editing`, whose `check` sees everything first.
    Raises RepositoryError with everything that is wrong; then nothing may be committed.
    """
    moved: list[Moved] = []
    wrong: list[str] = []
    for name, store in stores(session):
        for key, folder in folders_in([getattr(shelf, name)], f"{store.kind}.yaml").items():
            try:
                files = read_files(folder)
                if check is not None:
                    check(store, key, files)
                moved.append(Moved(store.kind, *store.add(key, files, author, at, message)))
            except FolderError as error:
                wrong.extend(_in_folder(line, folder) for line in str(error).splitlines())
            except StoreError as error:
                wrong.append(str(error))
    if wrong:
        raise RepositoryError("\n".join(wrong))
    if not moved:
        raise RepositoryError("there is nothing to import: the folder has no templates/, blocks/ or brands/ in it")
    return tuple(moved)


def export_folder(session: Session, folder: Path, *, replace: bool = False) -> tuple[Moved, ...]:
    """Write the newest version of everything that is not retired into `folder`.

    What is there already and the same is left alone. Raises RepositoryError when something there differs; with
    `replace`, it is made to be what the store has, and files the store does not know are removed from the folders
    of these subjects.
    """
    found = [(folder / name / version.key, store, version) for name, store, version in _newest(session)]
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
    except OSError as error:
        raise RepositoryError(f"{error.filename or folder}: cannot be written: {error.strerror}") from error
    return tuple(moved)


def _in_folder(line: str, folder: Path) -> str:
    """A line of a FolderError that names a file from the key on, made to name the file that was read."""
    return f"{folder.parent}/{line}" if line.startswith(f"{folder.name}/") else line


def _newest(session: Session) -> Iterator[tuple[str, AnyStore, Version]]:
    for name, store in stores(session):
        for key in store.subjects():
            yield name, store, store.version(key)


def _differs(path: Path, version: Version) -> bool:
    """Whether there is a folder at `path` whose files are not those of `version`."""
    if not path.exists():
        return False
    return {name: digest_bytes(body) for name, body in read_files(path).items()} != version.files
