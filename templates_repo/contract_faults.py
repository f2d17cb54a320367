"""What is wrong with a record, in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jsonschema_rs

SHOWN = 48
MAX_DEPTH = 100

_TYPES = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object with fields",
    "null": "null",
}


@dataclass(frozen=True, slots=True)
class ContractFault:
    """`path` is the place in the record (``transactions[3].amount``, "" for the whole), `message` what to do."""

    path: str
    message: str


def fault_of(error: jsonschema_rs.ValidationError, record: object, schema: Mapping[str, Any]) -> ContractFault:
    """Say what `error`, found in `record`, means. Values are shortened; personal data is not shown at all."""
    place = list(error.instance_path)
    kind = error.kind.as_dict()
    broken = type(error.kind).__name__
    if broken == "Required":
        name = kind["property"]
        return ContractFault(
            path_text([*place, name]), "is missing; add the field, or make it optional in the contract"
        )
    fragment, personal = _fragment(schema, error.schema_path)
    value = _shown(_at(record, place), personal)
    return ContractFault(path_text(place), f"{value} {_wrong(broken, kind, fragment, error.message)}")


def _wrong(broken: str, kind: Mapping[str, Any], fragment: Mapping[str, Any], message: str) -> str:
    """The end of the sentence that begins with the value."""
    if broken == "Custom":
        return message
    if broken == "Type":
        expected = " or ".join(_TYPES[name] for name in kind["types"])
        return f"is not {expected}; the contract asks for {expected}{_example(fragment)}"
    if broken in ("Enum", "Constant"):
        allowed = kind.get("options", [kind.get("expected_value")])
        return "is not allowed; allowed are " + ", ".join(str(option) for option in allowed if option is not None)
    if broken == "Pattern":
        return f"does not have the form the contract asks for{_example(fragment) or ': ' + str(kind['pattern'])}"
    if broken == "AdditionalProperties":
        names = ", ".join(str(name)[:SHOWN] for name in kind["unexpected"][:5])
        return f"has fields the contract does not know: {names}; take them out"
    limit = kind.get("limit")
    known = {
        "MaxLength": f"is longer than {limit} characters; shorten it",
        "MinLength": f"is shorter than {limit} characters; give the whole text",
        "MaxItems": f"has more than {limit} items; give fewer",
        "MinItems": f"has fewer than {limit} items; give more",
        "Maximum": f"is more than {limit}, the most the contract allows",
        "Minimum": f"is less than {limit}, the least the contract allows",
        "UniqueItems": "has the same item twice; keep one",
    }
    return known.get(broken, "does not keep the contract")


def _example(fragment: Mapping[str, Any]) -> str:
    examples = fragment.get("examples")
    return f", such as {str(examples[0])[:SHOWN]!r}" if examples else ""


def _fragment(schema: Mapping[str, Any], path: Sequence[str | int]) -> tuple[Mapping[str, Any], bool]:
    """The part of `schema` that holds the broken keyword, and whether it describes personal data."""
    at: Any = schema
    personal = False
    for part in list(path)[:-1]:
        at = at[part]
        personal = personal or (isinstance(at, Mapping) and at.get("x-personal") is True)
    return at, personal


def _at(record: object, place: Sequence[str | int]) -> object:
    value: Any = record
    for part in place:
        value = value[part]
    return value


def _shown(value: object, personal: bool) -> str:
    if isinstance(value, str):
        if personal:
            return f"the text of {len(value)} characters"
        return ascii_safe(value if len(value) <= SHOWN else value[: SHOWN - 3] + "...")
    if isinstance(value, Mapping):
        return "the object"
    if isinstance(value, list | tuple):
        return f"the list of {len(value)} items"
    if value is None:
        return "null"
    return "the value" if personal else str(value)[:SHOWN]


def ascii_safe(text: str) -> str:
    """`text` in quotes, with control and direction characters written as escapes."""
    return repr(text)


def path_text(place: Sequence[object]) -> str:
    """``transactions[3].amount`` for ``["transactions", 3, "amount"]``."""
    text = ""
    for part in place:
        text += f"[{part}]" if isinstance(part, int) else f"{'.' if text else ''}{str(part)[:SHOWN]}"
    return text


def unreadable(record: object, error: Exception) -> ContractFault:
    """The fault of a record that is no JSON at all: the first value in it that cannot be."""
    if isinstance(error, RecursionError) or "ecursion" in str(error):
        return ContractFault("", "the record is nested too deep; give flatter data")
    pending: list[tuple[object, tuple[object, ...]]] = [(record, ())]
    while pending:
        value, place = pending.pop()
        wrong = _unreadable(value)
        if wrong:
            return ContractFault(path_text(place), wrong)
        if isinstance(value, Mapping) and len(place) < MAX_DEPTH:
            pending.extend((item, (*place, key)) for key, item in value.items())
        elif isinstance(value, list | tuple) and len(place) < MAX_DEPTH:
            pending.extend((item, (*place, index)) for index, item in enumerate(value))
    return ContractFault("", "the record is not JSON data; give texts, numbers, lists and objects only")


def _unreadable(value: object) -> str | None:
    if isinstance(value, str):
        if any(0xD800 <= ord(character) < 0xE000 for character in value):
            return "the text has half of a character in it (a lone surrogate); repair the encoding of the source"
        return None
    if isinstance(value, Mapping):
        if all(isinstance(key, str) and not _unreadable(key) for key in value):
            return None
        return "the object has a name that is no text; names of fields are texts"
    if value is None or isinstance(value, bool | int | list | tuple) or type(value).__name__ in ("Decimal", "float"):
        return None
    return f"is a {type(value).__name__}, which is no JSON data; give a text or a number"
