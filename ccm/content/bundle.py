"""A template of the store with everything it takes, as the bytes of their files.

It is what a worker process is given: it opens it without a database, and does with it what takes long.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from ccm.diff.parts import PartsThen
from ccm.diff.subject import DRAFT, Side, Which
from ccm.governance.drafts import draft_of
from ccm.library import LibraryError
from content_blocks.block import ContentBlock
from content_blocks.files import Files, read_content
from content_blocks.folders import BrandFolder, FolderError, read_block, read_brand
from templates_repo.folders import read_stored_template
from templates_repo.store import TemplateStore
from templates_repo.template import Template


@dataclass(frozen=True)
class Bundle:
    """The files of a template, and of the blocks and brands it takes by key.

    `name` is what people call it; `made_of` names the versions of what it takes.
    """

    key: str
    name: str
    files: Files
    blocks: Mapping[str, Files]
    brands: Mapping[str, Files]
    made_of: tuple[str, ...] = ()


def bundle_of(session: Session, key: str, which: Which = None) -> Bundle:
    """The bundle of a template in the store: a version, the newest for None, or the draft, taking what it would take.

    A draft that is half written takes nothing. Raises StoreError when there is none, StoreDamagedError.
    """
    store = TemplateStore(session)
    until = None
    if which == DRAFT:
        draft = draft_of(session, "template", key)
        name, files = f"{key}@{DRAFT}", draft.files
    else:
        version = store.version(key, which)
        name, files = version.name, store.files(version)
        until = next((other.created_at for other in store.versions(key) if other.number > version.number), None)
    try:
        template = store.parse(key, files)
    except FolderError:
        return Bundle(key, name, files, {}, {})
    parts = PartsThen(session, template, until)
    taken = {(one.kind, version.key): one.files(version) for one, version in parts.versions}
    blocks, brands = (
        {key: files for (kind, key), files in taken.items() if kind == wanted} for wanted in ("block", "brand")
    )
    return Bundle(key, name, files, blocks, brands, parts.names)


class Opened:
    """A bundle, read. Serves as the `Parts` that `ccm.release` seals. What is read raises FolderError."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle

    @cached_property
    def template(self) -> Template:
        return read_content(self.bundle.files, self.bundle.key, read_stored_template)

    @cached_property
    def blocks(self) -> Mapping[str, ContentBlock]:
        return {key: read_content(files, key, read_block) for key, files in self.bundle.blocks.items()}

    def block(self, key: str) -> ContentBlock:
        """Raises LibraryError when the store had none."""
        if key not in self.bundle.blocks:
            raise LibraryError(f"there is no block {key!r} in the store")
        return self.blocks[key]

    def brand(self, key: str) -> BrandFolder:
        """Raises LibraryError when the store had none."""
        if key not in self.bundle.brands:
            raise LibraryError(f"there is no brand {key!r} in the store")
        return read_content(self.bundle.brands[key], key, read_brand)

    @property
    def side(self) -> Side:
        """The bundle as a side of a comparison."""
        return Side(self.bundle.name, self.template, self, self.bundle.made_of)
