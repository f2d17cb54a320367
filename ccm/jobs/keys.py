"""The key of a record before it is rendered, for finding two records of one key among a million."""

from collections.abc import Callable
from typing import Any

from jinja2 import nodes

from ccm.binding.bind import BindingError, binder
from ccm.binding.evaluate import EvaluationError, evaluator
from ccm.binding.formats import formats_for
from ccm.compose.program import locale_chooser
from ccm.release import Release
from ccm.rendering import MAX_PROGRAMS
from templates_repo.expressions import parse_expression


def key_reader(release: Release) -> Callable[[object], str]:
    """A function from a plain record to the key its document will have; "" where there is none to be told yet.

    A key that is simply a datum, which most are, is read as it stands in the record. Any other is evaluated as the
    program would, with typed values and in the template's language. A document that gets another key in the end, by a
    filter of its own locale, is rejected when it is rendered (`ccm.jobs.work`), so that no key is used unseen.
    """
    definition = release.template.definition
    expression = parse_expression(definition.key)
    if path := _path(expression.tree):
        return lambda record: _at(record, path)
    read = datum_reader(release, definition.key)

    def key(record: object) -> str:
        try:
            value = read(record)
        except (BindingError, EvaluationError):
            return ""
        return value if isinstance(value, str) else ""

    return key


def datum_reader(release: Release, text: str, locale: str | None = None) -> Callable[[object], Any]:
    """A function from a plain record to what an expression of the template gives for it, with typed values.

    In `locale`, or in the record's own. The function raises BindingError and EvaluationError.
    """
    expression = parse_expression(text)
    chosen = locale_chooser(release)
    evaluators: dict[str, Callable[[Any], Any]] = {}
    bind = binder(release.template.contract.type)

    def read(record: object) -> Any:
        own = locale or chosen(record)
        if own not in evaluators:
            if len(evaluators) >= MAX_PROGRAMS:  # records name their locale, as many as they like
                evaluators.clear()
            evaluators[own] = evaluator(expression, formats_for(own))
        return evaluators[own](bind(record))

    return read


def _path(tree: nodes.Node) -> tuple[str, ...]:
    """The names that lead to a datum (``order.number``); none for any other expression."""
    names: list[str] = []
    while isinstance(tree, nodes.Getattr):
        names.append(tree.attr)
        tree = tree.node
    return (tree.name, *reversed(names)) if isinstance(tree, nodes.Name) else ()


def _at(record: object, path: tuple[str, ...]) -> str:
    value = record
    for name in path:
        if type(value) is not dict or name not in value:
            return ""
        value = value[name]
    return value if type(value) is str else ""
