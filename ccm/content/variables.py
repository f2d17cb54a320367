"""The variables of a template: what its contract lets a text name, for people who have never seen a schema."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ccm.gates.example_values import example_value
from templates_repo.contract import Contract
from templates_repo.types import DataType, FieldType, ListType, ObjectType, TextType, described


@dataclass(frozen=True)
class Variable:
    """A value that a record has.

    `path` is how an expression names it (``customer.name``); what stands in a list is named from its item on, after
    the list and ``[]`` (``rows[].amount``). `name` is what people call it, `kind` what it is, `type` that in words.
    """

    path: str
    name: str
    description: str
    kind: str
    type: str
    format: str
    required: bool
    nullable: bool
    personal: bool
    options: tuple[str, ...]
    max_length: int | None
    example: Any
    examples: tuple[Any, ...]


def variables(contract: Contract) -> tuple[Variable, ...]:
    """Every variable of a contract, in its order; an object or list before what is in it."""
    return tuple(_fields(contract.type, contract.schema, "", personal=False))


def _fields(of: ObjectType, schema: Any, before: str, *, personal: bool) -> Iterator[Variable]:
    for name, field in of.fields.items():
        path = f"{before}.{name}" if before else name
        inner = schema["properties"][name]
        hidden = personal or field.personal
        yield _variable(path, name, field, inner, hidden)
        yield from _inside(field.type, inner, path, hidden)


def _inside(kind: DataType, schema: Any, path: str, personal: bool) -> Iterator[Variable]:
    if isinstance(kind, ObjectType):
        yield from _fields(kind, schema, path, personal=personal)
    elif isinstance(kind, ListType):
        yield from _inside(kind.item, schema["items"], f"{path}[]", personal)


def _variable(path: str, name: str, field: FieldType, schema: Any, personal: bool) -> Variable:
    kind = field.type
    text = kind if isinstance(kind, TextType) else None
    whole = not isinstance(kind, ObjectType | ListType)
    return Variable(
        path=path,
        name=field.title or name.replace("_", " ").capitalize(),
        description=field.description,
        kind=kind.kind,
        type=described(kind.kind),
        format=(text.format or "") if text else "",
        required=field.required,
        nullable=field.nullable,
        personal=personal,
        options=text.enum if text else (),
        max_length=text.max_length if text else None,
        example=_plain(example_value(schema)) if whole else None,
        examples=tuple(map(_plain, field.examples)),
    )


def _plain(value: Any) -> Any:
    """A value as JSON has it. A number with a point stays exact, as the text that contracts take for it."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
