"""What changed between two versions, told by the ids of nodes, so that an edit is one line and not a page.

A change stands in one of three views: ``text`` (words and structure), ``rules`` (who sees what, and what is asked
of the data) and ``rendered`` (what a reader gets to see).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from pydantic import BaseModel

from content_blocks.catalog import Catalog
from content_blocks.document import Asset
from content_blocks.structure import AnySourceNode, List, SourceNode, SourceNodes, inner_nodes

View = Literal["text", "rules", "rendered"]
What = Literal["added", "removed", "changed", "moved", "tightened", "loosened"]

# The attributes of nodes that rule rather than speak. All others are words or looks.
_RULES = frozenset(
    ["by", "channels", "condition", "editing", "key", "only", "otherwise", "payload", "row_name", "rows", "slots",
     "sort", "url", "version", "when"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One change: in which view, what happened where, and what stood there before and stands there now."""

    view: View
    what: What
    place: str
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class _Placed:
    """A node with where it stands: inside which part of which node."""

    node: AnySourceNode
    parent: str


def node_changes(before: SourceNodes, after: SourceNodes) -> Iterator[Change]:
    """What changed in a tree of nodes, in the reading order of `after`; what is gone comes first."""
    old, new = dict(_placed(before, "")), dict(_placed(after, ""))
    for key in old:
        if key in new:
            continue
        yield Change("text", "removed", key, before=_summary(old[key].node))
    moved = _moved(old, new)
    for key, place in new.items():
        if key not in old:
            yield Change("text", "added", key, after=_summary(place.node))
            continue
        if key in moved:
            yield Change("text", "moved", key, old[key].parent or "content", place.parent or "content")
        if old[key].node.kind != place.node.kind:
            yield Change("text", "changed", f"{key}.kind", old[key].node.kind, place.node.kind)
        yield from model_changes(old[key].node, place.node, key, _RULES)


def model_changes(
    before: BaseModel, after: BaseModel, place: str, rules: frozenset[str], leave_out: frozenset[str] = frozenset()
) -> Iterator[Change]:
    """What changed in the fields of a model, without the nodes inside it; fields named in `rules` are rules."""
    old, new = dict(_leaves(before, "")), dict(_leaves(after, ""))
    for path in dict.fromkeys((*old, *new)):
        names = path.split(".")
        if old.get(path) == new.get(path) or names[0] in leave_out:
            continue
        view: View = "rules" if rules.intersection(names) else "text"
        where = ".".join(part for part in (place, path) if part)
        yield Change(view, _what(old.get(path), new.get(path)), where, old.get(path), new.get(path))


def catalog_changes(before: Mapping[str, Catalog], after: Mapping[str, Catalog]) -> Iterator[Change]:
    """What changed in the translations, by language and context."""
    for locale in sorted({*before, *after}):
        old, new = (_translations(catalogs.get(locale)) for catalogs in (before, after))
        yield from mapping_changes(old, new, f"{locale}: ")


def asset_changes(before: Mapping[str, Asset], after: Mapping[str, Asset]) -> Iterator[Change]:
    """Which files came, went or changed, by their digests."""
    old, new = ({name: asset.digest for name, asset in assets.items()} for assets in (before, after))
    yield from mapping_changes(old, new, "assets/")


def mapping_changes(
    before: Mapping[str, str], after: Mapping[str, str], prefix: str = "", view: View = "text"
) -> Iterator[Change]:
    """What changed between two mappings of texts."""
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield Change(
                view, _what(before.get(name), after.get(name)), prefix + name, before.get(name), after.get(name)
            )


def _what(before: str | None, after: str | None) -> What:
    if before is None:
        return "added"
    return "removed" if after is None else "changed"


def _translations(catalog: Catalog | None) -> dict[str, str]:
    entries = catalog.entries if catalog else {}
    return {context: ("(fuzzy) " if entry.fuzzy else "") + entry.text for context, entry in entries.items()}


def _placed(nodes: SourceNodes, parent: str) -> Iterator[tuple[str, _Placed]]:
    for node in nodes:
        yield node.id, _Placed(node, parent)
        inner = inner_nodes(node)
        # Items of lists have names of their own; an item that comes first does not move those after it.
        names = [item.id for item in node.items] if isinstance(node, List) else [str(n + 1) for n in range(len(inner))]
        for name, content in zip(names, inner, strict=True):
            yield from _placed(content, f"{node.id}.{name}" if len(inner) > 1 else node.id)


def _moved(old: Mapping[str, _Placed], new: Mapping[str, _Placed]) -> set[str]:
    """The nodes with another parent, and the fewest whose order among their siblings changed."""
    both = [key for key in old if key in new]
    moved = {key for key in both if old[key].parent != new[key].parent}
    for parent in {place.parent for place in new.values()}:
        before = [key for key in both if key not in moved and old[key].parent == parent]
        after = [key for key in new if key in old and key not in moved and new[key].parent == parent]
        stayed: set[str] = set()
        for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
            stayed.update(before[block.a : block.a + block.size])
        moved |= set(after) - stayed
    return moved


def _summary(node: AnySourceNode) -> str:
    """A node in one line: its kind, and what it says."""
    said = [value for path, value in _leaves(node, "") if path in ("text", "label", "title", "key", "rows")]
    return " ".join((f"{node.kind}:", *said[:1])) if said else node.kind


def _leaves(value: object, path: str) -> Iterator[tuple[str, str]]:
    """The fields of a model that are not left at their defaults, as dotted path and text, without nodes inside."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            inner = getattr(value, name)
            default = type(value).model_fields[name].default
            if name != "id" and inner is not None and inner != default:
                yield from _leaves(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(inner, f"{path}.{name}")
    elif isinstance(value, tuple | list):
        yield from _items(value, path)
    else:
        yield path, str(value)


def _items(values: Iterable[object], path: str) -> Iterator[tuple[str, str]]:
    plain = [value for value in values if not isinstance(value, BaseModel)]
    if plain and not any(isinstance(value, tuple | list | Mapping) for value in plain):
        yield path, ", ".join(map(str, plain))
    for number, value in enumerate(values, 1):
        if isinstance(value, BaseModel) and not isinstance(value, SourceNode):
            yield from _leaves(value, f"{path}.{getattr(value, 'id', number)}")
