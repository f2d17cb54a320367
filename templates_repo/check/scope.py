"""The names an expression sees, and what is known about them where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from jinja2 import nodes

from templates_repo.expression_rules import dotted, filtered
from templates_repo.filter_arguments import bind_arguments
from templates_repo.types import DataType, FieldType, ObjectType

Path = tuple[str, ...]

# Stands at the end of a path whose list is known to have an item.
ITEMS = "[]"


@dataclass(frozen=True, slots=True)
class Scope:
    """`names` by what they are; `defined` are the paths conditions around have shown to have a value."""

    names: Mapping[str, FieldType]
    defined: frozenset[Path] = frozenset()

    def given(self, facts: frozenset[Path]) -> "Scope":
        """The scope where these paths are known to have a value."""
        return replace(self, defined=self.defined | facts) if facts else self

    def having(self, name: str, value: DataType, *, items: bool = False) -> "Scope":
        """The scope with one name more, which hides another of the same spelling.

        `items`: it is a list and known to have an item.
        """
        defined = frozenset(path for path in self.defined if path[0] != name)
        if items:
            defined |= {(name, ITEMS)}
        return Scope({**self.names, name: FieldType(value)}, defined)


def record_scope(record: ObjectType) -> Scope:
    """The scope of a record (or of a block's slots): its fields."""
    return Scope(record.fields)


def path_of(node: nodes.Node) -> Path | None:
    """The path that facts about `node` are known by: a path into the data, or one part of a list of the data
    (``lines | where('kind', 'fee')``); None for everything else."""
    if isinstance(node, nodes.Filter) and node.name == "where":
        path = path_of(filtered(node))
        wanted = tuple(sorted((name, repr(value)) for name, value in bind_arguments(node).items()))
        return None if path is None else (*path, f"where{wanted}")
    return dotted(node)


def proven(node: nodes.Node, truth: bool) -> frozenset[Path]:
    """The paths that have a value when the condition `node` came out as `truth`."""
    if isinstance(node, nodes.Not):
        return proven(node.node, not truth)
    if isinstance(node, nodes.And | nodes.Or):
        left, right = proven(node.left, truth), proven(node.right, truth)
        return left | right if truth == isinstance(node, nodes.And) else left & right
    if isinstance(node, nodes.Test):
        path = path_of(node.node)
        if path is None or truth != (node.name == "defined") or node.name in ("even", "odd"):
            return frozenset()
        return _with_parents((*path, ITEMS) if node.name == "empty" else path)
    if isinstance(node, nodes.Compare):
        return _counted(node, truth)
    return frozenset()


def _counted(node: nodes.Compare, truth: bool) -> frozenset[Path]:
    """``lines | count > 0`` shows that there are lines."""
    counting, [step] = node.expr, node.ops
    if not isinstance(counting, nodes.Filter) or counting.name != "count":
        return frozenset()
    path = path_of(filtered(counting))
    least = step.expr.value if isinstance(step.expr, nodes.Const) else None
    if path is None or not isinstance(least, int):
        return frozenset()
    shows = {"gt": least >= 0, "gteq": least >= 1, "eq": least >= 1, "ne": least == 0} if truth else {"eq": least == 0}
    return _with_parents((*path, ITEMS)) if shows.get(step.op) else frozenset()


def _with_parents(path: Path) -> frozenset[Path]:
    return frozenset(path[:end] for end in range(1, len(path) + 1))
