"""The content block: words with an owner, written once and used by many templates.

A locked block belongs to Legal or Compliance: templates place it and fill its slots, and can change nothing in
it. Every channel carries it word for word, in its full or its approved short form, or by the link its fallback
allows; a channel that can do none of these fails.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from content_blocks.brand import Line, Url
from content_blocks.catalog import Catalog
from content_blocks.digest import digest
from content_blocks.document import Asset
from content_blocks.structure import BlockReference, Name, PageBreak, SourceNodes, Words, repeated, walk_source
from content_blocks.texts import TextUnit, has_words, nodes_units


class BlockDefinition(BaseModel):
    """What ``block.yaml`` says.

    `slots` declares what a template has to give, each as a JSON Schema with the keywords of contracts.
    `short` is the short form for small channels; `link` is where the full text can be read; `fallback` rules
    for a channel that can carry neither form: ``link`` to the full text, or ``fail``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    block: str = Field(pattern=r"^[a-z][a-z0-9\-]*$")
    version: int = Field(ge=1)
    title: Line
    owner: Line
    language: str
    locales: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    lock: Literal["locked", "text", "free"] = "free"
    slots: dict[Name, dict[str, Any]] = {}
    content: SourceNodes = Field(min_length=1)
    short: Words | None = None
    link: Url | None = None
    fallback: Literal["link", "fail"] = "fail"

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.fallback == "link" and self.link is None:
            raise ValueError("fallback is 'link', but there is no link; give the address of the full text")
        if twice := repeated(node.id for node in walk_source(self.content)):
            raise ValueError(f"the id {twice!r} stands twice; every node has its own")
        for node in walk_source(self.content):
            if isinstance(node, BlockReference | PageBreak):
                raise ValueError(f"a block cannot contain a {node.kind}; only templates can")
            if self.lock == "locked" and node.channels:
                raise ValueError(f"{node.id}: a locked block is for every channel; take out channels")
            if self.lock == "locked" and node.kind == "only":
                raise ValueError(f"{node.id}: a locked block is for every channel; take out 'only'")
        return self


@dataclass(frozen=True)
class ContentBlock:
    """One version of a block: its definition, its translations and its files."""

    definition: BlockDefinition
    catalogs: Mapping[str, Catalog]
    assets: Mapping[str, Asset]

    @property
    def key(self) -> str:
        return self.definition.block

    @property
    def version(self) -> int:
        return self.definition.version

    @property
    def locked(self) -> bool:
        return self.definition.lock == "locked"

    @cached_property
    def digest(self) -> str:
        """The digest of everything the block is: definition, translations, files (canonical, see `digest`)."""
        return digest(
            {
                "definition": self.definition.model_dump(mode="json", by_alias=True, exclude_defaults=True),
                "catalogs": {locale: catalog.content() for locale, catalog in self.catalogs.items()},
                "assets": {name: asset.digest for name, asset in self.assets.items()},
            }
        )

    @cached_property
    def source_digest(self) -> str:
        """The digest of the words in the source language, and of all that rules them: what is approved first.

        The number of the version and the list of languages are no part of it, nor are the translations, each of which
        is approved by itself: a new translation leaves the source as it was approved.
        """
        definition = self.definition.model_dump(
            mode="json", by_alias=True, exclude_defaults=True, exclude={"version", "locales"}
        )
        return digest({"definition": definition, "assets": {name: asset.digest for name, asset in self.assets.items()}})

    def translation_digest(self, locale: str) -> str:
        """The digest of the translation into `locale`, one of the block's. Raises KeyError for another."""
        return digest(self.catalogs[locale].content())

    @property
    def locales(self) -> tuple[str, ...]:
        """Every locale the block speaks, the source language first."""
        return (self.definition.language, *self.definition.locales)


def block_units(definition: BlockDefinition) -> Iterator[TextUnit]:
    """Every translatable text of a block, its short form last."""
    yield from nodes_units(definition.content)
    if definition.short is not None and has_words(definition.short):
        yield TextUnit("short", definition.short)
