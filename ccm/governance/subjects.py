"""The subjects of approval that the store holds: what exactly is put before people, and what it is made of.

- A block's source: its words in the source language and all that rules them. Its number is that of the first version
  that says exactly this, so that a version which only adds or mends a translation leaves it as it was approved.
- A block's translation into one language. The source is a part of it: a changed source makes it another subject, stale
  until it is approved again.
- A brand.
- A template with its own translations. Its parts are the sources and translations of its blocks, and its brand.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy.orm import Session

from approval.subject import Kind, Subject
from ccm.release import languages_needed
from content_blocks.block import ContentBlock
from content_blocks.folders import BrandFolder
from content_blocks.store import BlockStore, BrandStore, Version
from content_blocks.structure import BlockReference, walk_source
from content_blocks.subject_rows import StoreError
from templates_repo.store import TemplateStore
from templates_repo.template import Template

Approved = Callable[[Iterable[str]], Collection[str]]
"""Says which of the digests it is given are those of approved subjects."""

Content = TypeVar("Content", ContentBlock, BrandFolder, Template)


@dataclass(frozen=True)
class Composition:
    """A version of a template with the blocks and the brand it takes now, and the subject all of that makes.

    It serves as the `Parts` that `ccm.release` seals.
    """

    subject: Subject
    version: Version
    template: Template
    blocks: Mapping[str, ContentBlock]
    brand_folder: BrandFolder
    pinned: frozenset[str] = field(default=frozenset())

    def block(self, key: str) -> ContentBlock:
        return self.blocks[key]

    def brand(self, key: str) -> BrandFolder:
        return self.brand_folder


class Subjects:
    """The subjects of one state of the store, read once each.

    A block that a template does not pin is taken at its newest version that is approved with the languages the
    template needs, at its newest version while none is; so is the brand. Everything raises StoreError for what is not
    there, StoreDamagedError for what is not as it was stored.
    """

    def __init__(self, session: Session, approved: Approved, proposed: Mapping[tuple[Kind, str], int] | None = None):
        """`proposed` names versions of blocks and brands to take as if they were approved, by kind and key."""
        self.blocks, self.brands, self.templates = BlockStore(session), BrandStore(session), TemplateStore(session)
        self._approved = approved
        self._proposed = proposed or {}
        self._contents: dict[tuple[str, str, int], object] = {}

    def newest(self, kind: Kind, key: str, number: int | None = None) -> Subject:
        """The subject that the newest version of something makes now, or its version `number`.

        The key of a translation is that of its block and the language, ``right-to-complain/it``.
        """
        if kind == "template":
            return self.composition(key, number).subject
        if kind == "brand":
            return self.brand_subject(self.brands.version(key, number))
        block, _, locale = key.partition("/")
        version = self.blocks.version(block, number)
        return self.translation_subject(version, locale) if kind == "translation" else self.source_subject(version)

    def source_subject(self, version: Version) -> Subject:
        """The source of a version of a block."""
        block = self.block(version)
        first = self._first_saying(version, lambda content: content.source_digest)
        definition = block.definition
        return Subject(
            "block",
            version.key,
            first,
            block.source_digest,
            locked=block.locked,
            tags=frozenset(definition.tags),
            jurisdictions=frozenset(definition.jurisdictions),
        )

    def translation_subject(self, version: Version, locale: str) -> Subject:
        """One language of a version of a block. Raises StoreError when the block does not speak it."""
        block = self.block(version)
        if locale not in block.catalogs:
            spoken = ", ".join(sorted(block.catalogs)) or "no other language"
            raise StoreError(f"the block {version.name} is not translated into {locale!r}; it speaks {spoken}")
        source = self.source_subject(version)
        first = self._first_saying(version, lambda content: (content.source_digest, _translation(content, locale)))
        return Subject(
            "translation",
            f"{version.key}/{locale}",
            first,
            block.translation_digest(locale),
            tags=source.tags,
            jurisdictions=source.jurisdictions,
            parts=(source,),
        )

    def block_subjects(self, version: Version, locales: Iterable[str]) -> tuple[Subject, ...]:
        """The source of a version of a block, and its translations into `locales`."""
        return (self.source_subject(version), *(self.translation_subject(version, locale) for locale in locales))

    def brand_subject(self, version: Version) -> Subject:
        return Subject("brand", version.key, version.number, self.brand(version).digest)

    def composition(self, key: str, number: int | None = None) -> Composition:
        """A version of a template, the newest when left out, with what it takes now."""
        version = self.templates.version(key, number)
        template = self._content(self.templates, version, Template)
        taken = {node.key: self._taken(node, template) for node in _references(template)}
        brand = self._taken_brand(template.definition.brand)
        parts = [
            subject
            for used in taken.values()
            for subject in self.block_subjects(used, languages_needed(template, self.block(used)))
        ]
        subject = Subject(
            "template",
            key,
            version.number,
            template.digest,
            tags=frozenset(template.definition.tags),
            jurisdictions=frozenset(template.definition.jurisdictions),
            parts=(*parts, self.brand_subject(brand)),
        )
        pinned = frozenset(node.key for node in _references(template) if node.version is not None)
        blocks = {block: self.block(used) for block, used in taken.items()}
        return Composition(subject, version, template, blocks, self.brand(brand), pinned)

    def block(self, version: Version) -> ContentBlock:
        return self._content(self.blocks, version, ContentBlock)

    def brand(self, version: Version) -> BrandFolder:
        return self._content(self.brands, version, BrandFolder)

    def _taken(self, node: BlockReference, template: Template) -> Version:
        if node.version is not None:
            return self.blocks.version(node.key, node.version)
        if ("block", node.key) in self._proposed:
            return self.blocks.version(node.key, self._proposed["block", node.key])
        versions = self.blocks.versions(node.key)
        for version in reversed(versions):
            languages = languages_needed(template, self.block(version))
            digests = {subject.digest for subject in self.block_subjects(version, languages)}
            if digests <= set(self._approved(digests)):
                return version
        return self.blocks.version(node.key)

    def _taken_brand(self, key: str) -> Version:
        if ("brand", key) in self._proposed:
            return self.brands.version(key, self._proposed["brand", key])
        for version in reversed(self.brands.versions(key)):
            if self._approved([self.brand_subject(version).digest]):
                return version
        return self.brands.version(key)

    def _first_saying(self, version: Version, says: Callable[[ContentBlock], object]) -> int:
        """The number of the first of the versions up to `version`, without a gap, that say the same."""
        said, first = says(self.block(version)), version.number
        for earlier in reversed(self.blocks.versions(version.key)):
            if earlier.number < first:
                if says(self.block(earlier)) != said:
                    break
                first = earlier.number
        return first

    def _content(
        self, store: BlockStore | BrandStore | TemplateStore, version: Version, kind: type[Content]
    ) -> Content:
        place = (store.kind, version.key, version.number)
        if place not in self._contents:
            self._contents[place] = store.content(version)
        content = self._contents[place]
        assert isinstance(content, kind)  # noqa: S101 - each store gives its own kind
        return content


def _translation(block: ContentBlock, locale: str) -> str | None:
    return block.translation_digest(locale) if locale in block.catalogs else None


def _references(template: Template) -> Iterator[BlockReference]:
    return (node for node in walk_source(template.definition.content) if isinstance(node, BlockReference))
