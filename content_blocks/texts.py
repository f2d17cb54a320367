"""The texts of nodes that translators see, and the context each is known by."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from content_blocks.structure import Action, Branch, SourceNode, SourceNodes, Translatable, inner_nodes

_PLACEHOLDER = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_LITERAL = re.compile(r"'[^']*'|\"[^\"]*\"")
_OPTIONS = re.compile(r"\|\s*(?!(?:plural|default|join)\b)\w+\s*\((?:'[^']*'|\"[^\"]*\"|[^()'\"])*\)|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class TextUnit:
    """A text that is translated: `context` (``intro``, ``transactions.columns.date.header``) and source."""

    context: str
    text: str


def text_units(model: BaseModel, context: str) -> Iterator[TextUnit]:
    """The translatable texts of a node or a part, in reading order, without those of nodes inside it.

    The main text of a node has the node's id for its context; every other has the field's name after it.
    Texts without a letter outside their placeholders (``{{ row.date | date }}``) are the same in all languages
    and are left out.
    """
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if isinstance(value, str):
            if is_translatable(field) and has_words(value):
                yield TextUnit(context if _is_main(model, name) else f"{context}.{name}", value)
        elif isinstance(value, Mapping):
            if name == "values":
                yield from (TextUnit(f"{context}.{name}.{key}", text) for key, text in value.items() if has_words(text))
        elif isinstance(value, BaseModel):
            if not isinstance(value, SourceNode):
                yield from text_units(value, f"{context}.{name}")
        elif isinstance(value, tuple):
            for part in value:
                if isinstance(part, BaseModel) and not isinstance(part, SourceNode | Branch):
                    yield from text_units(part, f"{context}.{name}.{getattr(part, 'id', '')}")


def has_words(text: str) -> bool:
    """Whether a text has words a translator has something to do with.

    They are letters outside the placeholders, and in the placeholders the words a reader gets to see: plural
    forms, defaults and the sides of an ``if`` (``{{ n | plural(one='# day', other='# days') }}``). The options
    of other filters (``date(style='long')``) are no words.
    """
    outside = _PLACEHOLDER.sub("", text)
    shown = (
        literal
        for placeholder in _PLACEHOLDER.findall(text)
        for literal in _LITERAL.findall(_OPTIONS.sub("", placeholder))
    )
    return any(character.isalpha() for part in (outside, *shown) for character in part)


def is_translatable(field: FieldInfo) -> bool:
    """Whether a field of a model is a text that translators see."""
    marks = [
        *field.metadata,
        *(mark for option in get_args(field.annotation) for mark in getattr(option, "__metadata__", ())),
    ]
    return any(isinstance(mark, Translatable) for mark in marks)


def _is_main(model: BaseModel, name: str) -> bool:
    return name == "text" or (isinstance(model, Action) and name == "label")


def nodes_units(nodes: SourceNodes) -> Iterator[TextUnit]:
    """Every translatable text of `nodes` and below, in reading order."""
    for node in nodes:
        yield from text_units(node, node.id)
        for inner in inner_nodes(node):
            yield from nodes_units(inner)
