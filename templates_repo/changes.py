"""What changed between two templates: words, structure, rules, and what the contract asks of the data."""

from collections.abc import Iterator, Mapping
from typing import Any

from content_blocks.changes import (
    Change,
    What,
    asset_changes,
    catalog_changes,
    mapping_changes,
    model_changes,
    node_changes,
)
from content_blocks.digest import digest
from templates_repo.template import Template

_RULES = frozenset(
    ["archive", "brand", "channels", "condition", "issued", "key", "language", "locale", "locales", "online",
     "recipient", "sms", "tags"]
)  # fmt: skip
_UPPER = frozenset(["maximum", "exclusiveMaximum", "maxLength", "maxItems"])
_LOWER = frozenset(["minimum", "exclusiveMinimum", "minLength", "minItems"])
_LIMITS = ("type", "format", "pattern", "const", "enum", "multipleOf", "uniqueItems", *sorted(_UPPER | _LOWER))
_NOTES = ("title", "description", "x-personal")


def template_changes(before: Template, after: Template) -> Iterator[Change]:
    """What changed, in the views ``text`` and ``rules``."""
    yield from model_changes(before.definition, after.definition, "", _RULES, frozenset(["content"]))
    yield from node_changes(before.definition.content, after.definition.content)
    yield from catalog_changes(before.catalogs, after.catalogs)
    yield from asset_changes(before.assets, after.assets)
    yield from contract_changes(before.contract.schema, after.contract.schema)
    old, new = ({name: digest(sample) for name, sample in one.samples.items()} for one in (before, after))
    yield from mapping_changes(old, new, "samples/", "rules")


def contract_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """What changed in a contract, by field: added, removed, tightened (records may now fail), loosened, changed."""
    old, new = dict(_fields(before, "contract", True)), dict(_fields(after, "contract", True))
    for path in dict.fromkeys((*old, *new)):
        if path not in new:
            yield Change("rules", "removed", path, before=_described(old[path]))
        elif path not in old:
            yield Change("rules", "added", path, after=_described(new[path]))
        else:
            yield from _field_changes(path, old[path], new[path])


def _fields(schema: Mapping[str, Any], path: str, required: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of a schema by its path, ``[]`` for the items of a list, with the keywords that rule it."""
    yield path, {"required": required, **{key: schema[key] for key in (*_LIMITS, *_NOTES) if key in schema}}
    needed = schema.get("required", ())
    for name, inner in schema.get("properties", {}).items():
        yield from _fields(inner, f"{path}.{name}", name in needed)
    if isinstance(schema.get("items"), Mapping):
        yield from _fields(schema["items"], f"{path}[]", True)


def _field_changes(path: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for keyword in dict.fromkeys((*old, *new)):
        before, after = old.get(keyword), new.get(keyword)
        if before != after:
            yield Change("rules", _effect(keyword, before, after), f"{path} {keyword}", _text(before), _text(after))


def _effect(keyword: str, before: Any, after: Any) -> What:
    """Whether a record that kept the contract may break it now, can only have become easier, or neither is plain."""
    if keyword in _NOTES:
        return "changed"
    if keyword == "required":
        return "tightened" if after else "loosened"
    if before is None or after is None:
        return "tightened" if before is None else "loosened"
    if keyword in _UPPER or keyword in _LOWER:
        return "tightened" if (after < before) == (keyword in _UPPER) else "loosened"
    if keyword in ("enum", "type"):
        old, new = (value if isinstance(value, list | tuple) else [value] for value in (before, after))
        if all(value in old for value in new):
            return "tightened"
        if all(value in new for value in old):
            return "loosened"
    return "changed"


def _described(field: Mapping[str, Any]) -> str:
    kind = _text(field.get("format", field.get("type"))) or "value"
    return f"{'required' if field['required'] else 'optional'} {kind}"


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
