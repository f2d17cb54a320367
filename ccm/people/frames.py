"""The frame of a template or block: everything in it that an edit of some kind must leave as it is.

Two versions with the same frame differ only in what such an edit may change. A frame is made of everything there
is, and what may change is taken out of it; what nobody thought of is in the frame, and needs the right to change
everything.

The marks of nodes (``editing``) count as they are written down. A node marked ``locked`` is in the frame with all
that is in it, and so is a reference to a block. Of every other node the words may be changed. Where edits of regions
are allowed, a node marked ``free`` keeps its own id, conditions and channels, and is otherwise the editor's, but for
what is marked ``locked`` or ``text`` in it and the references to blocks, which stay where they are.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from pydantic import BaseModel

from ccm.people.rights import EditKind
from ccm.people.words import signature
from content_blocks.structure import (
    AnySourceNode,
    BlockReference,
    Choose,
    List,
    SourceNode,
    SourceNodes,
    inner_nodes,
)
from content_blocks.texts import is_translatable

Frame = Mapping[str, object]
Zone = Literal["locked", "words", "region"]

# What decides whether, where and how often a node is shown; no region may change it in its own node.
_OWN = ("id", "condition", "channels", "only", "rows", "row_name")


def mark(node: SourceNode) -> str | None:
    """How a node is marked; None, when it is not: what is not written down opens no region."""
    return node.editing if "editing" in node.model_fields_set else None


def model_frame(model: BaseModel, kind: EditKind, leave_out: Iterable[str] = ()) -> Frame:
    """The frame of a definition for edits of `kind`, without the fields to `leave_out`."""
    return {
        name: _value(getattr(model, name), kind, words=is_translatable(field) or name == "values")
        for name, field in type(model).model_fields.items()
        if name not in leave_out
    }


def zones(nodes: SourceNodes, kind: EditKind, around: Zone = "words") -> Iterator[tuple[AnySourceNode, Zone]]:
    """Every node of `nodes` and below with what edits of `kind` may do to it: nothing, its words, or anything."""
    for node in nodes:
        zone = _zone(node, kind, around)
        yield node, zone
        for inner in inner_nodes(node):
            yield from zones(inner, kind, zone)


def _zone(node: SourceNode, kind: EditKind, around: Zone) -> Zone:
    if around == "locked" or mark(node) == "locked" or isinstance(node, BlockReference):
        return "locked"
    if mark(node) == "free" and kind == "regions":
        return "region"
    return "words" if mark(node) == "text" else around


def _value(value: object, kind: EditKind, *, words: bool = False) -> object:
    if isinstance(value, str):
        return _words(value) if words else value
    if isinstance(value, SourceNode):
        return _node(value, kind)
    if isinstance(value, BaseModel):
        return model_frame(value, kind)
    if isinstance(value, Mapping):
        return {key: _value(each, kind, words=words) for key, each in value.items()}
    if isinstance(value, tuple | list):
        if value and all(isinstance(each, SourceNode) for each in value):
            return _named([_node(each, kind) for each in value])
        return [_value(each, kind) for each in value]
    return value if value is None or isinstance(value, bool | int) else str(value)


def _words(text: str) -> object:
    """A text without its words; one that cannot be read stays as it is."""
    known = signature(text)
    return text if known is None else {"shown": known.shown, "plain": known.plain, "addresses": known.addresses}


def _node(node: SourceNode, kind: EditKind) -> Frame:
    if mark(node) == "locked" or isinstance(node, BlockReference):
        return {"id": node.id, "editing": mark(node), "whole": _whole(node)}
    if mark(node) == "free" and kind == "regions":
        return _own(node) | {"kept": _kept_in(node, kind)}
    return {"kind": node.kind, "editing": mark(node), **model_frame(node, kind, ("editing",))}


def _own(node: SourceNode) -> dict[str, object]:
    """What even the free edit of a node leaves as it is."""
    fields = {name: _value(getattr(node, name), "nothing") for name in _OWN if hasattr(node, name)}
    ruled = [rule for rule, _ in _parts(node)] if isinstance(node, Choose) else []
    return {"kind": node.kind, "editing": mark(node), **fields, "ruled": ruled}


def _kept_in(node: SourceNode, kind: EditKind) -> list[object]:
    """What is not the editor's of what is in `node`, by the part of it that it stands in."""
    kept = [(rule, _kept(part, kind)) for rule, part in _parts(node)]
    return [[rule, _named(frames)] for rule, frames in kept if frames]


def _kept(nodes: SourceNodes, kind: EditKind) -> list[Frame]:
    """Of the nodes in a region, those that are not the editor's, each with the nodes that lead to it."""
    frames: list[Frame] = []
    for node in nodes:
        if mark(node) in ("locked", "text") or isinstance(node, BlockReference):
            frames.append(_node(node, kind))
        elif inner := _kept_in(node, kind):
            frames.append(_own(node) | {"kept": inner})
    return frames


def _parts(node: SourceNode) -> list[tuple[list[object], SourceNodes]]:
    """The lists of nodes inside a node, each with what names it and rules whether it is shown."""
    if isinstance(node, List):
        return [([item.id, item.condition], item.content) for item in node.items]
    if isinstance(node, Choose):
        return [([n, branch.when, branch.otherwise], branch.content) for n, branch in enumerate(node.branches)]
    return [([n], nodes) for n, nodes in enumerate(inner_nodes(node))]


def _named(frames: list[Frame]) -> Frame:
    """Frames of nodes by the nodes' ids, in their order."""
    return {"nodes": [frame["id"] for frame in frames], "each": {str(frame["id"]): frame for frame in frames}}


def _whole(value: object) -> object:
    """Everything a node says, with the marks that are written down in it."""
    if isinstance(value, BaseModel):
        fields = {name: _whole(getattr(value, name)) for name in type(value).model_fields}
        return fields | ({"kind": value.kind, "editing": mark(value)} if isinstance(value, SourceNode) else {})
    if isinstance(value, Mapping):
        return {key: _whole(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_whole(each) for each in value]
    return value if value is None or isinstance(value, bool | int) else str(value)
