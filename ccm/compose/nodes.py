"""Nodes as functions: each source node, compiled for a locale, makes its composed nodes from a record.

One small method a kind of node; conditions, channels, short forms and ids are common to all and are dealt with
in `NodeCompiler.node`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, ClassVar

from ccm.binding.evaluate import EvaluationError, Evaluator, Scope, condition
from ccm.compose.charts import chart_maker
from ccm.compose.errors import CompileError, ComposeError
from ccm.compose.observe import Observer, watched, watched_otherwise, watched_rows
from ccm.compose.tables import table_maker
from ccm.compose.texts import Texts, inlines_text
from content_blocks import document as composed
from content_blocks import structure as source
from content_blocks.document import BlockNode, Nodes
from templates_repo.expressions import ExpressionError, parse_expression

Maker = Callable[[Scope, str], Nodes]
"""Makes nodes of a scope; the text is added to ids, so that repeated nodes have ids of their own."""

Attributes = dict[str, Any]
Build = Callable[[Scope, Attributes, str], BlockNode]


@dataclass(frozen=True)
class NodeCompiler:
    """Compiles nodes of one template or block. `blocks` makes the content of references to blocks.

    An `observer` is told what every condition and list of them decides.
    """

    texts: Texts
    blocks: "Callable[[source.BlockReference, NodeCompiler], Build]"
    prefix: str = ""
    asset_prefix: str = ""
    channels: tuple[str, ...] = ()
    observer: Observer | None = None

    def nodes(self, nodes: source.SourceNodes) -> Maker:
        makers = [self.node(node) for node in nodes]

        def make(scope: Scope, suffix: str) -> Nodes:
            made: list[BlockNode] = []
            for maker in makers:
                made.extend(maker(scope, suffix))
            return tuple(made)

        return make

    def node(self, node: source.SourceNode) -> Maker:
        """Compile one node. Raises CompileError."""
        wanted = self._condition(node.condition, node.id)
        make = self._control(node)
        place = self.prefix + node.id

        def run(scope: Scope, suffix: str) -> Nodes:
            try:
                return make(scope, suffix) if wanted is None or wanted(scope) else ()
            except EvaluationError as error:
                raise ComposeError(place + suffix, str(error)) from error

        return run

    def _control(self, node: source.SourceNode) -> Maker:
        if isinstance(node, source.Repeat):
            return self._repeat(node)
        if isinstance(node, source.Choose):
            return self._choose(node)
        if isinstance(node, source.Only):
            return replace(self, channels=self._within(node.only, node.id)).nodes(node.content)
        build = self._build(node)
        channels = self._within(node.channels, node.id) if node.channels else self.channels
        short = self.texts.optional(f"{node.id}.short", node.short)
        place = self.prefix + node.id

        def make(scope: Scope, suffix: str) -> Nodes:
            attributes: Attributes = {"id": place + suffix}
            if channels:
                attributes["channels"] = channels
            if short is not None:
                attributes["short"] = short(scope)
            made = build(scope, attributes, suffix)
            # What holds nothing on this record is not there: no empty list, no title over nothing.
            return () if isinstance(made, _HOLDERS) and not holds(made) else (made,)

        return make

    def _within(self, channels: tuple[str, ...], place: str) -> tuple[str, ...]:
        """The channels of `channels` that the nodes around allow."""
        allowed = tuple(channel for channel in channels if not self.channels or channel in self.channels)
        if not allowed:
            raise CompileError(f"{self.texts.owner}: {place}: no channel is left; its parent shows only "
                               f"{', '.join(self.channels)}")  # fmt: skip
        return allowed

    def _condition(self, expression: str | None, place: str) -> Callable[[Scope], bool] | None:
        if expression is None:
            return None
        try:
            decide = condition(parse_expression(expression), self.texts.formats)
        except (ExpressionError, EvaluationError) as error:
            raise CompileError(f"{self.texts.owner}: {place}: {error}") from error
        return watched(decide, self.observer, self.prefix + place, expression)

    def _rows(self, expression: str, place: str) -> Evaluator:
        return watched_rows(
            self.texts.evaluator(place, expression), self.observer, f"{self.prefix}{place}.rows", expression
        )

    def _repeat(self, node: source.Repeat) -> Maker:
        rows = self._rows(node.rows, node.id)
        content = self.nodes(node.content)
        name = node.row_name

        def make(scope: Scope, suffix: str) -> Nodes:
            made: list[BlockNode] = []
            for number, row in enumerate(as_list(rows(scope), node.rows), 1):
                made.extend(content({**scope, name: row}, f"{suffix}.{number}"))
            return tuple(made)

        return make

    def _choose(self, node: source.Choose) -> Maker:
        branches = [
            (self._branch(branch, f"{node.id}.{number}"), self.nodes(branch.content))
            for number, branch in enumerate(node.branches, 1)
        ]
        if self.observer is not None and self.observer.forced("condition", f"{self.prefix}{node.id}.1") is not None:
            return _forced_choice(branches)

        def make(scope: Scope, suffix: str) -> Nodes:
            for wanted, content in branches:
                if wanted is None or wanted(scope):
                    return content(scope, suffix)
            return ()

        return make

    def _branch(self, branch: source.Branch, place: str) -> Callable[[Scope], bool] | None:
        if branch.when is None:
            return watched_otherwise(self.observer, self.prefix + place)
        return self._condition(branch.when, place)

    def _build(self, node: source.SourceNode) -> Build:
        build: Build = self._BUILDERS[type(node)](self, node)
        return build

    def _heading(self, node: source.Heading) -> Build:
        content = self.texts.inlines(node.id, node.text)
        return lambda scope, attributes, _: composed.Heading(level=node.level, content=content(scope), **attributes)

    def _paragraph(self, node: source.Paragraph) -> Build:
        content = self.texts.inlines(node.id, node.text)
        return lambda scope, attributes, _: composed.Paragraph(content=content(scope), role=node.role, **attributes)

    def _list(self, node: source.List) -> Build:
        items = [
            (self._condition(item.condition, f"{node.id}.items.{item.id}"), self._item(node.id, item))
            for item in node.items
        ]

        def build(scope: Scope, attributes: Attributes, suffix: str) -> BlockNode:
            made = tuple(make(scope, suffix) for wanted, make in items if wanted is None or wanted(scope))
            return composed.List(ordered=node.ordered, items=made, **attributes)

        return build

    def _item(self, list_id: str, item: source.ListItem) -> Maker:
        content = self.nodes(item.content)
        if item.text is None:
            return content
        text = self.texts.inlines(f"{list_id}.items.{item.id}", item.text)
        place = f"{self.prefix}{list_id}.{item.id}"
        return lambda scope, suffix: (
            composed.Paragraph(id=place + suffix, content=text(scope)), *content(scope, suffix)
        )  # fmt: skip

    def _facts(self, node: source.Facts) -> Build:
        items = [
            (
                self._condition(item.condition, f"{node.id}.items.{item.id}"),
                self.texts.inlines(f"{node.id}.items.{item.id}.label", item.label),
                self.texts.inlines(f"{node.id}.items.{item.id}.value", item.value),
                item.strong,
            )
            for item in node.items
        ]

        def build(scope: Scope, attributes: Attributes, _: str) -> BlockNode:
            facts = tuple(
                composed.Fact(label=label(scope), value=value(scope), strong=strong)
                for wanted, label, value, strong in items
                if wanted is None or wanted(scope)
            )
            return composed.Facts(items=facts, style=node.style, **attributes)

        return build

    def _columns(self, node: source.Columns) -> Build:
        columns = [self.nodes(column) for column in node.columns]
        equal = Decimal(100) / len(columns)
        widths = node.widths or tuple(equal for _ in columns)
        return lambda scope, attributes, suffix: composed.Columns(
            columns=tuple(column(scope, suffix) for column in columns), widths=widths, **attributes
        )

    def _section(self, node: source.Section) -> Build:
        content = self.nodes(node.content)
        title = self.texts.optional(f"{node.id}.title", node.title)
        return lambda scope, attributes, suffix: composed.Section(
            content=content(scope, suffix), title=title and title(scope), level=node.level, keep=node.keep,
            style=node.style, **attributes
        )  # fmt: skip

    def _notice(self, node: source.Notice) -> Build:
        content = self.nodes(node.content)
        title = self.texts.optional(f"{node.id}.title", node.title)
        return lambda scope, attributes, suffix: composed.Notice(
            content=content(scope, suffix), tone=node.tone, title=title and title(scope), **attributes
        )

    def _image(self, node: source.Image) -> Build:
        alt = self.texts.optional(f"{node.id}.alt", node.alt)
        return lambda scope, attributes, _: composed.Image(
            asset=self.asset_prefix + node.asset,
            alt="" if alt is None else inlines_text(alt(scope)),
            width=node.width,
            **attributes,
        )

    def _barcode(self, node: source.Barcode) -> Build:
        payload = self.texts.literal(node.id, node.payload)
        alt = self.texts.inlines(f"{node.id}.alt", node.alt)
        caption = self.texts.optional(f"{node.id}.caption", node.caption)
        return lambda scope, attributes, _: composed.Barcode(
            symbology=node.symbology, payload=payload(scope).rstrip("\n"), alt=inlines_text(alt(scope)),
            caption=caption and caption(scope), **attributes
        )  # fmt: skip

    def _action(self, node: source.Action) -> Build:
        label = self.texts.inlines(node.id, node.label)
        url = self.texts.url(node.id, node.url)
        return lambda scope, attributes, _: composed.Action(label=label(scope), url=url(scope), **attributes)

    def _divider(self, node: source.Divider) -> Build:
        return lambda scope, attributes, _: composed.Divider(**attributes)

    def _page_break(self, node: source.PageBreak) -> Build:
        return lambda scope, attributes, _: composed.PageBreak(**attributes)

    def _table(self, node: source.Table) -> Build:
        return table_maker(node, self.texts, self._condition, self._rows)

    def _chart(self, node: source.Chart) -> Build:
        return chart_maker(node, self.texts, self._rows)

    def _block(self, node: source.BlockReference) -> Build:
        return self.blocks(node, self)

    _BUILDERS: ClassVar[dict[type[source.SourceNode], Callable[..., Build]]] = {
        source.Heading: _heading,
        source.Paragraph: _paragraph,
        source.List: _list,
        source.Facts: _facts,
        source.Columns: _columns,
        source.Section: _section,
        source.Notice: _notice,
        source.Image: _image,
        source.Barcode: _barcode,
        source.Action: _action,
        source.Divider: _divider,
        source.PageBreak: _page_break,
        source.Table: _table,
        source.Chart: _chart,
        source.BlockReference: _block,
    }  # fmt: skip


def _forced_choice(branches: list[tuple[Callable[[Scope], bool] | None, Maker]]) -> Maker:
    """A choice that is forced: every branch is asked, so that the observer is told what the data say."""

    def make(scope: Scope, suffix: str) -> Nodes:
        taken = [content for wanted, content in branches if wanted is None or wanted(scope)]
        return taken[0](scope, suffix) if taken else ()

    return make


_HOLDERS = (composed.List, composed.Facts, composed.Section, composed.Notice, composed.Columns)


def holds(node: composed.List | composed.Facts | composed.Section | composed.Notice | composed.Columns) -> bool:
    """Whether a node that holds others has anything in it."""
    if isinstance(node, composed.Section | composed.Notice):
        return bool(node.content)
    return bool(node.items) if isinstance(node, composed.List | composed.Facts) else any(node.columns)


def as_list(value: Any, expression: str) -> list[Any]:
    if type(value) is not list:
        raise EvaluationError(expression, "is not a list; tables, charts and repeats go over lists")
    return value
