"""The blocks and the brand that a stored version of a template was rendered with while it was the newest."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from functools import cached_property

from sqlalchemy.orm import Session

from content_blocks.block import ContentBlock
from content_blocks.folders import BrandFolder
from content_blocks.store import BlockStore, BrandStore, Version
from content_blocks.structure import BlockReference, walk_source
from content_blocks.subject_rows import StoreError
from templates_repo.template import Template


class PartsThen:
    """What `template` takes from the store: a block it pins at that version, everything else at the newest there was
    before `until`, when the next version of the template came; None for the newest of today.

    Everything raises StoreError for what is not in the store.
    """

    def __init__(self, session: Session, template: Template, until: datetime | None) -> None:
        self.blocks, self.brands = BlockStore(session), BrandStore(session)
        self._template = template
        self._until = until

    def block(self, key: str) -> ContentBlock:
        return self.blocks.content(self.block_version(key))

    def brand(self, key: str) -> BrandFolder:
        return self.brands.content(self.brand_version(key))

    def block_version(self, key: str) -> Version:
        """The version of a block that is taken."""
        pinned = self._pins.get(key)
        return self._newest(self.blocks, key) if pinned is None else self.blocks.version(key, pinned)

    def brand_version(self, key: str) -> Version:
        """The version of a brand that is taken."""
        return self._newest(self.brands, key)

    @property
    def versions(self) -> tuple[tuple[BlockStore | BrandStore, Version], ...]:
        """The versions of all of it, with the store of each; what is not in the store is left out."""
        found: list[tuple[BlockStore | BrandStore, Version]] = []
        for key in sorted(self._pins):
            with suppress(StoreError):
                found.append((self.blocks, self.block_version(key)))
        with suppress(StoreError):
            found.append((self.brands, self.brand_version(self._template.definition.brand)))
        return tuple(found)

    @property
    def names(self) -> tuple[str, ...]:
        """The versions of all of it, as vat-note@3; what is not in the store is left out."""
        return tuple(version.name for _, version in self.versions)

    @cached_property
    def _pins(self) -> Mapping[str, int | None]:
        nodes = walk_source(self._template.definition.content)
        return {node.key: node.version for node in nodes if isinstance(node, BlockReference)}

    def _newest(self, store: BlockStore | BrandStore, key: str) -> Version:
        """The newest version before the time was over; the first, where there was none yet."""
        if self._until is None:
            return store.version(key)
        versions = store.versions(key)
        before = [version for version in versions if version.created_at < self._until]
        return before[-1] if before else versions[0] if versions else store.version(key)
