"""Which kind of edit leads from one version to another: words, regions, or everything.

It is told from what the versions say and not from what an editor claims. An edit of words leaves the frame for words
as it is (`ccm.people.frames`), an edit of regions the frame for regions; every other edit needs everything.
"""

from collections.abc import Mapping

from ccm.people.catalog_edits import catalogs_beyond
from ccm.people.frames import mark, model_frame, zones
from ccm.people.rights import EditKind
from content_blocks.block import ContentBlock
from content_blocks.digest import canonical_bytes, digest
from content_blocks.folders import BrandFolder
from content_blocks.structure import Image, SourceNodes, walk_source
from templates_repo.template import Template

Content = Template | ContentBlock | BrandFolder

_SPOKEN_OF = {"nodes": "its parts, or their order", "editing": "who may edit it", "condition": "if"}
_PASSED_OVER = frozenset(["definition", "content", "whole", "kept"])


def kind_of_edit(before: Content | None, after: Content) -> tuple[EditKind, str]:
    """The smallest kind of edit that allows to go from `before` to `after`, and what needed it, for messages.

    `before` is None for what is new. That needs everything, as does every change to a brand and to a locked block.
    Versions that say the same, and differ in comments at most, need the right to change words: never nothing.
    """
    if before is None:
        return "everything", "it is new"
    if isinstance(before, BrandFolder) or isinstance(after, BrandFolder):
        return ("text", "") if before.digest == after.digest else ("everything", "a brand is changed as a whole")
    if type(before) is not type(after) or before.key != after.key:
        return "everything", "it is something else"
    if isinstance(before, ContentBlock) and isinstance(after, ContentBlock) and (before.locked or after.locked):
        return ("text", "") if before.digest == after.digest else ("everything", "the block is locked")
    needed_by = ""
    for kind in _kinds(before):
        beyond = _beyond(before, after, kind)
        if not beyond:
            return kind, needed_by
        needed_by = beyond
    return "everything", needed_by


def has_regions(content: Template | ContentBlock) -> bool:
    """Whether a node is marked as one that may be edited."""
    return any(mark(node) in ("text", "free") for node in walk_source(content.definition.content))


def _kinds(before: Template | ContentBlock) -> tuple[EditKind, ...]:
    only_words = isinstance(before, ContentBlock) and before.definition.lock == "text"
    return ("text",) if only_words else ("text", "regions")


def _beyond(before: Template | ContentBlock, after: Template | ContentBlock, kind: EditKind) -> str:
    """The first thing that an edit of `kind` may not have changed; nothing, when there is none."""
    return (
        _difference(_frame(before, kind), _frame(after, kind), "")
        or catalogs_beyond(before, after, kind)
        or _assets_beyond(before, after, kind)
    )


def _frame(content: Template | ContentBlock, kind: EditKind) -> Mapping[str, object]:
    if isinstance(content, ContentBlock):  # every version of a block has another number
        return {"definition": model_frame(content.definition, kind, ("version",))}
    return {
        "definition": model_frame(content.definition, kind),
        "contract": digest(content.contract.schema),
        "samples": {name: digest(sample) for name, sample in content.samples.items()},
    }


def _assets_beyond(before: Template | ContentBlock, after: Template | ContentBlock, kind: EditKind) -> str:
    """The first file that changed, unless regions alone show it."""
    old, new = ({name: asset.digest for name, asset in each.assets.items()} for each in (before, after))
    inside, outside = set[str](), set[str]()
    for each in (before, after):
        for name, in_region in _images(each.definition.content, kind):
            (inside if in_region else outside).add(name)
    free = inside - outside
    changed = sorted(name for name in {*old, *new} if old.get(name) != new.get(name) and name not in free)
    return f"the file assets/{changed[0]}" if changed else ""


def _images(nodes: SourceNodes, kind: EditKind) -> list[tuple[str, bool]]:
    return [(node.asset, zone == "region") for node, zone in zones(nodes, kind) if isinstance(node, Image)]


def _difference(before: object, after: object, place: str) -> str:
    """The first place where two frames differ, in words; nothing, when they are the same."""
    if canonical_bytes(before) == canonical_bytes(after):
        return ""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in dict.fromkeys((*before, *after)):
            if found := _difference(before.get(name), after.get(name), _place(place, name)):
                return found
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return next(filter(None, (_difference(*pair, place) for pair in zip(before, after, strict=True))), place)
    return place


def _place(place: str, name: str) -> str:
    """The place of what stands under `name`; a node is its own place, wherever it stands."""
    if name in _PASSED_OVER:
        return place
    if name == "each":
        return ""
    said = _SPOKEN_OF.get(name, name)
    return f"{place}: {said}" if place else said
