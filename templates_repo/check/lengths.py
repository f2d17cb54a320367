"""The longest SMS a template can make, worked out from the limits of its contract."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from jinja2 import nodes

from content_blocks import structure as source
from content_blocks.block import ContentBlock
from content_blocks.catalog import Catalog
from content_blocks.markup import Anchor, Break, Markup, Placeholder, Span, Words, parse_markup, parse_plain
from content_blocks.texts import TextUnit
from templates_repo.check.inference import infer
from templates_repo.check.scope import Scope, proven, record_scope
from templates_repo.contract import slot_types
from templates_repo.expressions import parse_expression
from templates_repo.filter_arguments import bind_arguments
from templates_repo.template import Template
from templates_repo.types import DataType, FieldType, ListType, ObjectType, TextType
from templates_repo.widths import locale_width

SMS = "sms"


@dataclass(frozen=True, slots=True)
class TextLength:
    """A text of the SMS at its longest.

    `context` is the node's id, `words` what the template itself says, `data` how many characters the data adds
    at most, and `times` how often the text can stand there. `unbounded` names the field without a limit, when
    there is one; then `data` and `times` count only what is known.
    """

    context: str
    words: str
    data: int = 0
    times: int = 1
    unbounded: str = ""

    @property
    def characters(self) -> int | None:
        """The most characters the text can have; None when there is no limit."""
        return None if self.unbounded else (len(self.words) + self.data) * self.times


def worst_case_lengths(
    template: Template, blocks: Mapping[str, ContentBlock], locale: str | None = None
) -> tuple[TextLength, ...]:
    """The texts of the longest SMS of `template` in `locale` (its source language by default), in order.

    Every condition is taken to hold, and of the branches of a choice the longest is taken. A node's short form
    stands for the node; tables, charts, images and barcodes are not carried. The template must have passed
    `check_template`: an expression that does not fit the contract raises ExpressionError or UnfitExpressionError.
    """
    if SMS not in template.definition.channels:
        return ()
    scope = _fullest(template.contract.type)
    measure = _Measure(_catalog(template.catalogs, locale), blocks, locale or template.definition.language)
    return tuple(measure.nodes(template.definition.content, scope))


def _fullest(record: ObjectType) -> Scope:
    """The scope of a record that has everything its contract allows: the one with the longest message."""
    return record_scope(ObjectType({name: replace(each, type=_full(each.type), required=True, nullable=False)
                                    for name, each in record.fields.items()}))  # fmt: skip


def _full(value: DataType) -> DataType:
    if isinstance(value, ObjectType):
        return ObjectType(_fullest(value).names)
    if isinstance(value, ListType):
        return replace(value, item=_full(value.item), min_items=max(value.min_items, 1))
    return value


def _catalog(catalogs: Mapping[str, Catalog], locale: str | None) -> Catalog | None:
    """The catalog that serves `locale`: of the same tag, or the same language."""
    if locale is None or locale in catalogs:
        return None if locale is None else catalogs[locale]
    language = locale.split("-")[0]
    return next((catalog for tag, catalog in catalogs.items() if tag.split("-")[0] == language), None)


@dataclass(frozen=True)
class _Measure:
    catalog: Catalog | None
    blocks: Mapping[str, ContentBlock]
    locale: str

    def nodes(self, nodes: source.SourceNodes, scope: Scope) -> Iterator[TextLength]:
        for node in nodes:
            if not node.channels or SMS in node.channels:
                yield from self.node(node, _inside(scope, node.condition))

    def node(self, node: source.SourceNode, scope: Scope) -> Iterator[TextLength]:
        if isinstance(node, source.BlockReference):
            yield from self.block(node, scope)
        elif node.short is not None:
            yield self.text(f"{node.id}.short", node.short, scope)
        elif isinstance(node, source.Heading | source.Paragraph):
            yield self.text(node.id, node.text, scope)
        elif isinstance(node, source.List):
            for item in node.items:
                inside = _inside(scope, item.condition)
                if item.text is not None:
                    yield self.text(f"{node.id}.items.{item.id}", item.text, inside)
                yield from self.nodes(item.content, inside)
        elif isinstance(node, source.Facts):
            for fact in node.items:
                context = f"{node.id}.items.{fact.id}"
                inside = _inside(scope, fact.condition)
                yield self.text(f"{context}.label", fact.label, inside)
                yield self.text(f"{context}.value", fact.value, inside)
        elif isinstance(node, source.Action):
            yield self.text(node.id, node.label, scope)
            yield self.length(node.id, parse_plain(node.url), scope)
        else:
            yield from self.container(node, scope)

    def container(self, node: source.SourceNode, scope: Scope) -> Iterator[TextLength]:
        if isinstance(node, source.Section | source.Notice):
            if node.title is not None:
                yield self.text(f"{node.id}.title", node.title, scope)
            yield from self.nodes(node.content, scope)
        elif isinstance(node, source.Columns):
            for column in node.columns:
                yield from self.nodes(column, scope)
        elif isinstance(node, source.Only):
            if SMS in node.only:
                yield from self.nodes(node.content, scope)
        elif isinstance(node, source.Choose):
            yield from max(self.branches(node, scope), key=_weight)
        elif isinstance(node, source.Repeat):
            yield from self.repeat(node, scope)

    def branches(self, node: source.Choose, scope: Scope) -> Iterator[tuple[TextLength, ...]]:
        before = scope
        for branch in node.branches:
            yield tuple(self.nodes(branch.content, _inside(before, branch.when)))
            before = _inside(before, branch.when, truth=False)

    def repeat(self, node: source.Repeat, scope: Scope) -> Iterator[TextLength]:
        rows = infer(parse_expression(node.rows).tree, scope).type
        if not isinstance(rows, ListType):
            return
        for length in self.nodes(node.content, scope.having(node.row_name, rows.item)):
            unbounded = length.unbounded or ("" if rows.max_items is not None else node.rows)
            yield replace(length, times=length.times * (rows.max_items or 1), unbounded=unbounded)

    def block(self, node: source.BlockReference, scope: Scope) -> Iterator[TextLength]:
        """A block's short form, or its texts, or the link that stands for it."""
        block = self.blocks.get(node.key)
        if block is None:
            return
        definition = block.definition
        inner = _Measure(_catalog(block.catalogs, self.locale), {}, self.locale)
        slots = _fullest(slot_types(definition.slots))
        for name, expression in node.slots.items():
            if name in slots.names:
                given = infer(parse_expression(expression).tree, scope).type
                slots = replace(slots, names={**slots.names, name: FieldType(given)})
        if definition.short is not None:
            yield replace(inner.text("short", definition.short, slots), context=node.id)
        elif _only_texts(definition.content):
            for length in inner.nodes(definition.content, slots):
                yield replace(length, context=f"{node.id}.{length.context}")
        elif definition.link is not None:
            yield TextLength(node.id, f"{definition.title}: {definition.link}")

    def text(self, context: str, text: str, scope: Scope) -> TextLength:
        translation = None if self.catalog is None else self.catalog.text(TextUnit(context, text))
        return self.length(context, parse_markup(translation or text), scope)

    def length(self, context: str, markup: Markup, scope: Scope) -> TextLength:
        words: list[str] = []
        data = 0
        unbounded = ""
        for node in _flat(markup):
            if isinstance(node, str):
                words.append(node)
                continue
            most, field = self.most(node.expression, scope)
            data += most or 0
            unbounded = unbounded or field
        return TextLength(context, "".join(words), data, unbounded=unbounded)

    def most(self, source: str, scope: Scope) -> tuple[int | None, str]:
        """How many characters an expression gives at most, or the field that has no limit."""
        tree = parse_expression(source).tree
        inferred = infer(tree, scope)
        if isinstance(tree, nodes.Filter):
            exact = locale_width(tree.name, bind_arguments(tree), self.locale)
            if exact is not None:
                return exact, ""
        most = inferred.type.max_length if isinstance(inferred.type, TextType) else None
        return most, "" if most is not None else inferred.unbounded or source


def _inside(scope: Scope, condition: str | None, *, truth: bool = True) -> Scope:
    """What is known where `condition` came out as `truth`."""
    return scope if condition is None else scope.given(proven(parse_expression(condition).tree, truth))


def _only_texts(nodes: source.SourceNodes) -> bool:
    texts = (source.Heading, source.Paragraph, source.List, source.Facts, source.Action, source.Divider)
    around = (source.Section, source.Notice, source.Columns, source.Choose, source.Repeat)
    return all(isinstance(node, texts + around) for node in source.walk_source(nodes))


def _weight(lengths: tuple[TextLength, ...]) -> tuple[bool, int]:
    known = sum((len(length.words) + length.data) * length.times for length in lengths)
    return any(length.unbounded for length in lengths), known


def _flat(markup: Markup) -> Iterator[str | Placeholder]:
    """The words and placeholders of a text as SMS shows them: a link with its address after it, in brackets."""
    for node in markup:
        if isinstance(node, Words):
            yield node.text
        elif isinstance(node, Placeholder):
            yield node
        elif isinstance(node, Break):
            yield "\n"
        elif isinstance(node, Span):
            yield from _flat(node.content)
        elif isinstance(node, Anchor):
            yield from _flat(node.content)
            yield " ("
            yield from (part.text if isinstance(part, Words) else part for part in node.url)
            yield ")"
