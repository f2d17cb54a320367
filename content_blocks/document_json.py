"""A composed document as plain data: readable, comparable, and ready for a digest or a golden file.

A node is a mapping that begins with its kind, ``{"node": "paragraph", "id": "intro", "content": [...]}``;
attributes that have their default are left out. Words are text as it stands, other inline nodes are mappings
named after what they are: ``{"strong": [...]}``, ``{"field": "12.50 €", "source": "total | money"}``.
The brand stands by its key and assets by their digests, because they are files of their own.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from content_blocks import inline
from content_blocks.brand import Brand
from content_blocks.document import Asset, Document, Node

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]


class NotPlainError(TypeError):
    """The value is no part of a composed document."""


def as_data(document_or_node: object) -> Plain:
    """Return a Document, or any part of one, as mappings, lists, text, integers and booleans.

    Decimals are text with all their digits, dates are ISO 8601. Equal parts give equal data, different parts
    different data. Raises NotPlainError for what cannot stand in a document.
    """
    value = document_or_node
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [as_data(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): as_data(item) for key, item in value.items()}
    if isinstance(value, Brand):
        return value.brand
    if isinstance(value, Asset):
        return value.digest
    if isinstance(value, inline.Inline):
        return _inline(value)
    if isinstance(value, Document | Node):
        return {"node": _kind(value), **_attributes(value)}
    if is_dataclass(value):
        return _attributes(value)
    raise NotPlainError(f"a {type(value).__name__} is no part of a composed document")


def _inline(value: inline.Inline) -> Plain:
    if isinstance(value, inline.Text):
        return value.text
    if isinstance(value, inline.LineBreak):
        return {"break": True}
    kind = type(value).__name__.lower()
    data = _attributes(value)
    main = data.pop("text" if isinstance(value, inline.Field) else "content")
    return {kind: main, **data}


def _kind(value: object) -> str:
    name = type(value).__name__
    return name[0].lower() + "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in name[1:])


def _attributes(value: Any) -> dict[str, Plain]:
    return {
        each.name: as_data(attribute)
        for each in fields(value)
        if (attribute := getattr(value, each.name)) != _default(each)
    }


def _default(each: Field[Any]) -> object:
    if each.default_factory is not MISSING:
        return each.default_factory()
    return each.default
