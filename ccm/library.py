"""Where templates, blocks and brands are found.

A library is a list of shelves, folders with ``templates/``, ``blocks/`` and ``brands/`` in them; a key on an
earlier shelf goes before the same key on a later one. The starter library is always the last shelf. Nothing is
read before it is asked for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from content_blocks.block import ContentBlock
from content_blocks.folders import BLOCKS, BRANDS, BrandFolder, read_block, read_brand
from templates_repo.folders import TEMPLATES, read_template
from templates_repo.template import Template


class LibraryError(LookupError):
    """There is nothing of this key; the message names what there is."""


@dataclass(frozen=True)
class Shelf:
    """Three folders; any of them may be missing."""

    templates: Path
    blocks: Path
    brands: Path

    @classmethod
    def at(cls, folder: Path) -> "Shelf":
        return cls(folder / "templates", folder / "blocks", folder / "brands")


STARTER = Shelf(TEMPLATES, BLOCKS, BRANDS)


class Library:
    """The templates, blocks and brands of `folders`, and of the starter library after them."""

    def __init__(self, *folders: Path) -> None:
        self.shelves = (*(Shelf.at(folder) for folder in folders), STARTER)
        self._templates: dict[str, Template] = {}
        self._blocks: dict[str, ContentBlock] = {}
        self._brands: dict[str, BrandFolder] = {}

    @cached_property
    def template_folders(self) -> Mapping[str, Path]:
        return folders_in([shelf.templates for shelf in self.shelves], "template.yaml")

    @cached_property
    def block_folders(self) -> Mapping[str, Path]:
        return folders_in([shelf.blocks for shelf in self.shelves], "block.yaml")

    @cached_property
    def brand_folders(self) -> Mapping[str, Path]:
        return folders_in([shelf.brands for shelf in self.shelves], "brand.yaml")

    def template(self, key: str) -> Template:
        """The template `key`, or the one in the folder `key` names. Raises LibraryError and FolderError."""
        if key not in self._templates:
            path = Path(key)
            folder = path if "/" in key and path.is_dir() else _find("template", key, self.template_folders)
            self._templates[key] = read_template(folder)
        return self._templates[key]

    def block(self, key: str) -> ContentBlock:
        """Raises LibraryError and FolderError."""
        if key not in self._blocks:
            self._blocks[key] = read_block(_find("block", key, self.block_folders))
        return self._blocks[key]

    def brand(self, key: str) -> BrandFolder:
        """Raises LibraryError and FolderError."""
        if key not in self._brands:
            self._brands[key] = read_brand(_find("brand", key, self.brand_folders))
        return self._brands[key]

    def blocks(self) -> Mapping[str, ContentBlock]:
        """Every block, by key. Raises FolderError."""
        return {key: self.block(key) for key in self.block_folders}


def folders_in(places: list[Path], file: str) -> dict[str, Path]:
    """The folders of `places` that have `file` in them, by name; the earlier place wins."""
    found: dict[str, Path] = {}
    for folder in _subfolders(places):
        if (folder / file).is_file():
            found.setdefault(folder.name, folder)
    return dict(sorted(found.items()))


def _subfolders(places: list[Path]) -> Iterator[Path]:
    for place in places:
        if place.is_dir():
            yield from sorted(path for path in place.iterdir() if path.is_dir())


def _find(kind: str, key: str, folders: Mapping[str, Path]) -> Path:
    if key not in folders:
        raise LibraryError(f"there is no {kind} {key!r}; there are {', '.join(folders) or 'none'}")
    return folders[key]
