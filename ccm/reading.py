"""How easy a template or block is to read, with the values of its first sample in the place of placeholders."""

from collections.abc import Iterator, Mapping
from typing import Any

from ccm.binding.bind import BindingError, binder
from ccm.binding.evaluate import EvaluationError, Scope, evaluator, text_evaluator
from ccm.binding.formats import formats_for
from content_blocks.block import ContentBlock
from content_blocks.structure import BlockReference, Repeat, walk_source
from templates_repo.check.reading import STAND_IN, Fill, Reading, block_reading, template_reading
from templates_repo.expressions import ExpressionError, parse_expression
from templates_repo.template import Template


def template_readings(template: Template, blocks: Mapping[str, ContentBlock]) -> Iterator[Reading]:
    """The readings of `template`, one for each of its languages that has a formula."""
    for locale in template.locales:
        scope = _sample_scope(template, locale)

        def slots(node: BlockReference, locale: str = locale, scope: Scope = scope) -> Fill:
            given = {name: _value(expression, scope, locale) for name, expression in node.slots.items()}
            return _fill({name: value for name, value in given.items() if value is not None}, locale)

        if reading := template_reading(template, blocks, locale, _fill(scope, locale), slots):
            yield reading


def block_readings(block: ContentBlock) -> Iterator[Reading]:
    """The readings of `block`, one for each of its languages that has a formula; a block has no sample."""
    for locale in block.locales:
        if reading := block_reading(block, locale, lambda _: STAND_IN):
            yield reading


def _sample_scope(template: Template, locale: str) -> Scope:
    """The values of the first sample that keeps the contract, and of the first row of each repeat."""
    kept = (record for record in template.samples.values() if not template.contract.validate(record))
    try:
        scope: Scope = dict(binder(template.contract.type)(next(kept, {})))
    except BindingError:
        return {}
    for node in walk_source(template.definition.content):
        if isinstance(node, Repeat):
            rows = _value(node.rows, scope, locale)
            if isinstance(rows, list) and rows:
                scope = {node.row_name: rows[0], **scope}
    return scope


def _fill(scope: Scope, locale: str) -> Fill:
    formats = formats_for(locale)

    def fill(expression: str) -> str:
        try:
            return text_evaluator(parse_expression(expression), formats)(scope)
        except (ExpressionError, EvaluationError):
            return STAND_IN

    return fill


def _value(expression: str, scope: Scope, locale: str) -> Any:
    """The value of an expression; None when it has none."""
    try:
        return evaluator(parse_expression(expression), formats_for(locale))(scope)
    except (ExpressionError, EvaluationError):
        return None
