"""Checking nodes: each kind's expressions and texts, in the scope where they stand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from content_blocks import structure as source
from content_blocks.document import Asset
from templates_repo.check.scope import Scope, proven
from templates_repo.check.texts import Desk
from templates_repo.expressions import Expression
from templates_repo.types import Kind, ListType

BlockCheck = Callable[[source.BlockReference, Scope], None]


@dataclass(frozen=True)
class NodeCheck:
    """Checks the nodes of one template or block. `block` checks references to blocks."""

    desk: Desk
    assets: Mapping[str, Asset]
    block: BlockCheck

    def nodes(self, nodes: source.SourceNodes, scope: Scope) -> None:
        for node in nodes:
            self.node(node, scope)

    def node(self, node: source.SourceNode, scope: Scope) -> None:
        inside = self.guarded(node.id, node.condition, scope)
        self.desk.text(f"{node.id}.short", node.short, inside)
        check = self._CHECKS.get(type(node))
        if check is not None:
            check(self, node, inside)

    def guarded(self, context: str, condition: str | None, scope: Scope) -> Scope:
        """Check a condition; return the scope where it holds."""
        expression = self.desk.condition(context, condition, scope)
        return scope if expression is None else scope.given(proven(expression.tree, True))

    def rows(self, context: str, expression: str, scope: Scope) -> ListType | None:
        """The list that a table, chart or repeat goes over; None when it is none."""
        inferred = self.desk.value(context, expression, scope, "list")
        return inferred.type if inferred is not None and isinstance(inferred.type, ListType) else None

    def _heading(self, node: source.Heading | source.Paragraph, scope: Scope) -> None:
        self.desk.text(node.id, node.text, scope)

    def _list(self, node: source.List, scope: Scope) -> None:
        for item in node.items:
            context = f"{node.id}.items.{item.id}"
            inside = self.guarded(context, item.condition, scope)
            self.desk.text(context, item.text, inside)
            self.nodes(item.content, inside)

    def _facts(self, node: source.Facts, scope: Scope) -> None:
        for item in node.items:
            context = f"{node.id}.items.{item.id}"
            inside = self.guarded(context, item.condition, scope)
            self.desk.text(f"{context}.label", item.label, inside)
            self.desk.text(f"{context}.value", item.value, inside)

    def _columns(self, node: source.Columns, scope: Scope) -> None:
        for column in node.columns:
            self.nodes(column, scope)

    def _titled(self, node: source.Section | source.Notice, scope: Scope) -> None:
        self.desk.text(f"{node.id}.title", node.title, scope)
        self.nodes(node.content, scope)

    def _image(self, node: source.Image, scope: Scope) -> None:
        if node.asset not in self.assets:
            known = f"; there are {', '.join(self.assets)}" if self.assets else "; put the file there"
            self.desk.add("error", node.id, "missing-asset", f"there is no file {node.asset!r} in assets{known}")
        self.desk.text(f"{node.id}.alt", node.alt, scope)

    def _barcode(self, node: source.Barcode, scope: Scope) -> None:
        self.desk.literal(node.id, node.payload, scope)
        self.desk.text(f"{node.id}.alt", node.alt, scope)
        self.desk.text(f"{node.id}.caption", node.caption, scope)

    def _action(self, node: source.Action, scope: Scope) -> None:
        self.desk.text(node.id, node.label, scope)
        self.desk.address(node.id, node.url, scope)

    def _repeat(self, node: source.Repeat, scope: Scope) -> None:
        rows = self.rows(node.id, node.rows, scope)
        if rows is not None:
            self.nodes(node.content, scope.having(node.row_name, rows.item))

    def _choose(self, node: source.Choose, scope: Scope) -> None:
        before = scope
        for branch in node.branches:
            expression = self.desk.condition(node.id, branch.when, before)
            self.nodes(branch.content, _where(expression, before, True))
            before = _where(expression, before, False)

    def _only(self, node: source.Only, scope: Scope) -> None:
        self.nodes(node.content, scope)

    def _chart(self, node: source.Chart, scope: Scope) -> None:
        for name in ("title", "alt", "category_label", "value_label"):
            self.desk.text(f"{node.id}.{name}", getattr(node, name), scope)
        rows = self.rows(node.id, node.rows, scope)
        inside = None if rows is None else scope.having(node.row_name, rows.item)
        if inside is not None:
            self.desk.text(f"{node.id}.label", node.label, inside)
        for series in node.series:
            context = f"{node.id}.series.{series.id}"
            self.desk.text(f"{context}.name", series.name, scope)
            if inside is not None:
                self.desk.value(context, series.value, inside, "integer", "decimal", "money")
                self.desk.text(f"{context}.shown", series.shown, inside)

    def _table(self, node: source.Table, scope: Scope) -> None:
        self.desk.text(f"{node.id}.caption", node.caption, scope)
        self.desk.text(f"{node.id}.empty", node.empty, scope)
        for column in node.columns:
            self.desk.text(f"{node.id}.columns.{column.id}.header", column.header, scope)
        rows = self.rows(node.id, node.rows, scope)
        if rows is None:
            return
        row = scope.having(node.row_name, rows.item)
        for column in node.columns:
            context = f"{node.id}.columns.{column.id}"
            self.desk.text(f"{context}.value", column.value, row)
            if column.sort is not None:
                self.desk.value(f"{context}.sort", column.sort, row, *_SORTED, may_miss=True)
        self.desk.text(f"{node.id}.carry", node.carry, row)
        surely = rows.min_items > 0
        for total in node.footer:
            self._total(f"{node.id}.footer.{total.id}", total, scope.having("rows", rows, items=surely))
        if node.group is not None:
            self._group(node.id, node.group, row, rows)

    def _group(self, table: str, group: source.TableGroup, row: Scope, rows: ListType) -> None:
        self.desk.value(f"{table}.group", group.by, row, "text", "integer", "date", "boolean")
        inside = row.having("rows", rows, items=True)
        self.desk.text(f"{table}.group.label", group.label, inside)
        if group.subtotal is not None:
            self._total(f"{table}.group.subtotal", group.subtotal, inside)

    def _total(self, context: str, total: source.TotalRow, scope: Scope) -> None:
        inside = self.guarded(context, total.condition, scope)
        self.desk.text(f"{context}.label", total.label, inside)
        for column, text in total.values.items():
            self.desk.text(f"{context}.values.{column}", text, inside)

    def _reference(self, node: source.BlockReference, scope: Scope) -> None:
        self.block(node, scope)

    _CHECKS: ClassVar[Mapping[type[source.SourceNode], Callable[..., None]]] = MappingProxyType(
        {
            source.Heading: _heading,
            source.Paragraph: _heading,
            source.List: _list,
            source.Facts: _facts,
            source.Columns: _columns,
            source.Section: _titled,
            source.Notice: _titled,
            source.Image: _image,
            source.Barcode: _barcode,
            source.Action: _action,
            source.Repeat: _repeat,
            source.Choose: _choose,
            source.Only: _only,
            source.Chart: _chart,
            source.Table: _table,
            source.BlockReference: _reference,
        }
    )


_SORTED: tuple[Kind, ...] = ("text", "integer", "decimal", "money", "date", "datetime", "time")


def _where(expression: Expression | None, scope: Scope, truth: bool) -> Scope:
    return scope if expression is None else scope.given(proven(expression.tree, truth))
