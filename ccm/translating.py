"""Bringing the catalogs of a template up to date with its texts."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from ccm.library import Library
from content_blocks.catalog import updated, write_catalog
from templates_repo.units import template_units


@dataclass(frozen=True)
class CatalogState:
    """A catalog after its update: how many of its texts are translated, missing and stale."""

    path: Path
    translated: int
    missing: int
    stale: int


def update_catalogs(library: Path, key: str) -> tuple[CatalogState, ...]:
    """Rewrite ``locales/*.po`` of a template. Raises LibraryError, FolderError and OSError."""
    shelf = Library(library)
    template = shelf.template(key)
    folder = Path(key) if Path(key).is_dir() else shelf.template_folders[key]
    units = tuple(template_units(template.definition))
    states: list[CatalogState] = []
    for locale, catalog in template.catalogs.items():
        new = updated(catalog, units)
        path = folder / "locales" / f"{locale}.po"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(write_catalog(new))
        count = Counter(new.state(unit) for unit in units)
        states.append(CatalogState(path, count["translated"], count["missing"], count["stale"]))
    return tuple(states)
