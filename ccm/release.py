"""The release: everything a communication is made of, sealed under one digest.

This module alone makes a `Release`. Until an approval workflow seals them, releases come from folders and are
drafts, and say so in every manifest: nothing here claims that anybody approved anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ccm.library import Library
from content_blocks.block import ContentBlock
from content_blocks.digest import digest
from content_blocks.document import Asset
from content_blocks.folders import BrandFolder
from content_blocks.structure import BlockReference, walk_source
from templates_repo.template import Template


class ReleaseError(ValueError):
    """A release cannot be sealed; the message names template, node, what is wrong and what to do."""


@dataclass(frozen=True)
class Release:
    """A template with the exact blocks and brand it is rendered with."""

    template: Template
    blocks: Mapping[str, ContentBlock]
    brand: BrandFolder
    status: Literal["draft", "approved"] = "draft"

    @cached_property
    def lock(self) -> dict[str, object]:
        """What the release is made of, by digest: readable, and enough to tell two releases apart."""
        return {
            "status": self.status,
            "template": {"key": self.template.key, "digest": self.template.digest},
            "brand": {"key": self.brand.brand.brand, "digest": self.brand.digest},
            "blocks": {
                key: {"version": block.version, "digest": block.digest, "locked": block.locked}
                for key, block in sorted(self.blocks.items())
            },
        }

    @cached_property
    def digest(self) -> str:
        return digest(self.lock)

    @cached_property
    def assets(self) -> Mapping[str, Asset]:
        """Every image of the release: the template's and brand's by name, a block's by ``<block>/<name>``."""
        own = {f"{key}/{name}": asset for key, block in self.blocks.items() for name, asset in block.assets.items()}
        return {**own, **self.brand.assets, **self.template.assets}


def seal_draft(template: Template, library: Library) -> Release:
    """Seal `template` with the blocks and the brand of `library`, as a draft.

    Raises ReleaseError when a block is pinned to a version the library does not have or an image of the
    template hides one of the brand, LibraryError and FolderError when something cannot be found or read.
    """
    blocks: dict[str, ContentBlock] = {}
    for node in walk_source(template.definition.content):
        if not isinstance(node, BlockReference):
            continue
        block = blocks.setdefault(node.key, library.block(node.key))
        if node.version is not None and node.version != block.version:
            raise ReleaseError(
                f"template {template.key}: {node.id}: pins version {node.version} of the block {node.key}, and the "
                f"library has version {block.version}; review the new version and pin it, or follow without a pin"
            )
    brand = library.brand(template.definition.brand)
    hidden = set(brand.assets) & set(template.assets)
    if hidden:
        raise ReleaseError(
            f"template {template.key}: the image {min(hidden)} has the name of one of the brand's; rename it"
        )
    return Release(template, blocks, brand)
