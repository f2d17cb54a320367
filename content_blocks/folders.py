"""Reading blocks and brands from their folders.

<block>/block.yaml  <block>/locales/it.po  <block>/assets/seal.svg
<brand>/brand.yaml  <brand>/assets/logo.svg
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from content_blocks.block import BlockDefinition, ContentBlock
from content_blocks.brand import Brand
from content_blocks.catalog import CatalogError, check_locale, read_catalogs
from content_blocks.digest import digest, digest_bytes
from content_blocks.document import Asset
from content_blocks.source_ids import with_ids
from content_blocks.strict_yaml import Path_, YamlError, YamlFile, load_file
from content_blocks.structure import kind_of

LIBRARY = Path(__file__).parent / "library"
BLOCKS = LIBRARY / "blocks"
BRANDS = LIBRARY / "brands"

_MEDIA_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}
_MAX_ASSET = 5_000_000

Model = TypeVar("Model", bound=BaseModel)


class FolderError(ValueError):
    """A folder does not hold what it should; the message names file, line, what is wrong and what to do."""


@dataclass(frozen=True)
class BrandFolder:
    """A brand and its files."""

    brand: Brand
    assets: Mapping[str, Asset]

    @cached_property
    def digest(self) -> str:
        return digest(
            {
                "brand": self.brand.model_dump(mode="json", exclude_defaults=True),
                "assets": {name: asset.digest for name, asset in self.assets.items()},
            }
        )


def read_block(folder: Path) -> ContentBlock:
    """Read one block. Raises FolderError."""
    file = load_yaml(folder / "block.yaml")
    if isinstance(file.data, dict) and "content" in file.data:
        file.data["content"] = with_ids(file.data["content"])
    definition = parse_model(BlockDefinition, file)
    check_name(folder, definition.block, file)
    try:
        for locale in (definition.language, *definition.locales):
            check_locale(locale)
        catalogs = read_catalogs(folder / "locales", definition.locales)
    except CatalogError as error:
        raise FolderError(str(error) if ".po" in str(error) else f"{file.name}: {error}") from error
    return ContentBlock(definition, catalogs, read_assets(folder / "assets"))


def read_brand(folder: Path) -> BrandFolder:
    """Read one brand. Raises FolderError."""
    file = load_yaml(folder / "brand.yaml")
    brand = parse_model(Brand, file)
    check_name(folder, brand.brand, file)
    assets = read_assets(folder / "assets")
    for logo in (brand.letterhead.logo, brand.letterhead.logo_dark):
        if logo is not None and logo not in assets:
            raise FolderError(f"{file.where(('letterhead', 'logo'))}: there is no file {logo!r} in the brand's assets")
    return BrandFolder(brand, assets)


def read_assets(folder: Path) -> dict[str, Asset]:
    """Read the images of an ``assets`` folder, by file name; a folder that does not exist has none."""
    assets: dict[str, Asset] = {}
    if not folder.is_dir():
        return assets
    for path in sorted(folder.iterdir()):
        media_type = _MEDIA_TYPES.get(path.suffix)
        if media_type is None or path.is_symlink() or not path.is_file():
            raise FolderError(f"{path}: is not an image; assets are .svg, .png and .jpg files")
        if path.stat().st_size > _MAX_ASSET:
            raise FolderError(f"{path}: is larger than 5 MB; make it smaller")
        body = path.read_bytes()
        assets[path.name] = Asset(name=path.name, media_type=media_type, body=body, digest=digest_bytes(body))
    return assets


def parse_model(model: type[Model], file: YamlFile) -> Model:
    """Check `file` against `model`. Raises FolderError with a line for every fault."""
    if not isinstance(file.data, dict):
        raise FolderError(f"{file.name}: is empty or no mapping; see docs/templates.md for what it holds")
    try:
        return model.model_validate(file.data)
    except ValidationError as error:
        faults = [
            f"{file.where(_data_path(file, fault['loc']))}: {_place(fault['loc'])}{fault['msg']}"
            for fault in error.errors(include_url=False)
        ]
        raise FolderError("\n".join(faults)) from error


def _data_path(file: YamlFile, location: tuple[int | str, ...]) -> Path_:
    """The path in the file of a fault; pydantic's location also has the kinds of nodes in it.

    Of ``content, 0, heading, level`` the third is the kind of the node and the fourth its attribute, though
    ``heading`` is an attribute of the node too.
    """
    path: Path_ = ()
    data: object = file.data
    for before, part in zip((None, *location), location, strict=False):
        if isinstance(before, int) and part == kind_of(data):
            continue
        if isinstance(data, dict) and part in data:
            data = data[part]
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            continue
        path = (*path, part)
    return path


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) + ": " if location else ""


def load_yaml(path: Path) -> YamlFile:
    """Read a file of the strict subset of YAML. Raises FolderError."""
    try:
        return load_file(path)
    except YamlError as error:
        raise FolderError(str(error)) from error


def check_name(folder: Path, key: str, file: YamlFile) -> None:
    """Hold a key against the name of its folder. Raises FolderError."""
    if folder.name != key:
        raise FolderError(f"{file.name}: says it is {key!r}, but its folder is {folder.name!r}; give both one name")
