"""``ccm translations``: the catalogs of a template or block, brought up to date with its texts."""

from dataclasses import dataclass
from pathlib import Path

from ccm.library import Library
from ccm.outputs import OutputError
from templates_repo.translations import CatalogUpdate, block_updates, template_updates, write_updates


@dataclass(frozen=True, slots=True)
class UpdatedCatalog:
    """A catalog after its update, and whether its file has changed."""

    path: Path
    update: CatalogUpdate
    changed: bool


def update_catalogs(library: Path, key: str) -> tuple[UpdatedCatalog, ...]:
    """Rewrite ``locales/*.po`` of a template, or of the block of that key where there is no such template.

    Raises LibraryError, FolderError and OutputError.
    """
    shelf = Library(library)
    if key in shelf.block_folders and key not in shelf.template_folders:
        folder, updates = shelf.block_folders[key], tuple(block_updates(shelf.block(key)))
    else:
        updates = tuple(template_updates(shelf.template(key)))
        folder = shelf.template_folders.get(key, Path(key))
    try:
        changed = write_updates(folder, updates)
    except OSError as error:
        raise OutputError(f"{error.filename or folder}: cannot be written: {error.strerror}") from error
    paths = [folder / "locales" / f"{update.catalog.locale}.po" for update in updates]
    return tuple(UpdatedCatalog(path, update, path in changed) for path, update in zip(paths, updates, strict=True))
