"""References to content blocks as functions: slots are filled, and nothing else of the record gets in."""

from collections.abc import Mapping

from ccm.binding.evaluate import Scope
from ccm.binding.formats import Formats
from ccm.compose.errors import CompileError, ComposeError
from ccm.compose.nodes import Attributes, Build, NodeCompiler
from ccm.compose.texts import Texts
from content_blocks.block import ContentBlock
from content_blocks.document import Block, BlockNode
from content_blocks.structure import BlockReference


class BlockCompiler:
    """Compiles references to the blocks of one release for one locale. Raises CompileError."""

    def __init__(self, blocks: Mapping[str, ContentBlock], language: str, formats: Formats) -> None:
        self._blocks = blocks
        self._language = language
        self._formats = formats
        self.untranslated: list[str] = []

    def __call__(self, node: BlockReference, around: NodeCompiler) -> Build:
        block = self._blocks.get(node.key)
        if block is None:
            raise CompileError(f"{around.texts.owner}: {node.id}: there is no block {node.key!r}; see ccm blocks")
        texts = self._texts(block)
        # What stands inside a block is shown wherever the block is; channels narrow the reference, not its parts.
        inside = NodeCompiler(
            texts,
            _refuse_blocks,
            prefix=f"{around.prefix}{node.id}.",
            asset_prefix=f"{block.key}/",
            observer=around.observer,
        )
        content = inside.nodes(block.definition.content)
        short = texts.optional("short", block.definition.short)
        slots = {name: around.texts.evaluator(f"{node.id}.slots.{name}", value) for name, value in node.slots.items()}
        self.untranslated.extend(f"{block.key}: {context}" for context in texts.untranslated)
        definition = block.definition

        def build(scope: Scope, attributes: Attributes, suffix: str) -> BlockNode:
            filled = {name: value(scope) for name, value in slots.items()}
            try:
                if short is not None:
                    attributes["short"] = short(filled)
                made = content(filled, suffix)
            except ComposeError as error:
                raise ComposeError(error.node, f"{error.reason} (in the block {block.key})") from error
            return Block(
                key=block.key,
                version=block.version,
                digest=block.digest,
                locked=block.locked,
                content=made,
                title=definition.title,
                url=definition.link,
                fallback=definition.fallback,
                **attributes,
            )

        return build if slots else _made_once(build)

    def _texts(self, block: ContentBlock) -> Texts:
        """The block's words in the language of the program, which it must speak when it is locked."""
        owner = f"block {block.key}"
        language = nearest(self._language, block.locales)
        if language is None:
            if block.locked:
                raise CompileError(
                    f"{owner}: is locked and does not speak {self._language}, only {', '.join(block.locales)}; "
                    "have it translated and approved"
                )
            language = block.definition.language
            self.untranslated.append(f"{block.key}: the whole block")
        catalog = None if language == block.definition.language else block.catalogs[language]
        return Texts(owner, catalog, self._formats, locked=block.locked)


def _made_once(build: Build) -> Build:
    """A block without slots is the same in every document of a program; only one inside a repeat has other ids."""
    made: list[BlockNode] = []

    def once(scope: Scope, attributes: Attributes, suffix: str) -> BlockNode:
        if suffix:
            return build(scope, attributes, suffix)
        if not made:
            made.append(build(scope, attributes, suffix))
        return made[0]

    return once


def nearest(wanted: str, offered: tuple[str, ...]) -> str | None:
    """The one of `offered` that serves a reader of `wanted`: the same tag, or the same language.

    ``de-AT`` is served by ``de``, ``en-US`` by ``en-GB``; a tag without region goes before one with another.
    """
    if wanted in offered:
        return wanted
    language = wanted.split("-")[0]
    if language in offered:
        return language
    return next((tag for tag in offered if tag.split("-")[0] == language), None)


def _refuse_blocks(node: BlockReference, around: NodeCompiler) -> Build:
    raise CompileError(f"{around.texts.owner}: {node.id}: a block cannot contain another block")
