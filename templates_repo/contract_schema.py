"""Reading a contract's schema: into plain JSON Schema, and into the types expressions see."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from content_blocks.strict_yaml import Path_
from templates_repo.schema_values import SHAPES, Shape, shape_name, value_type
from templates_repo.suggest import did_you_mean
from templates_repo.types import MAX_INTEGER_DIGITS, DataType, FieldType, ListType, ObjectType
from templates_repo.value_checks import DECIMAL_PATTERN

MAX_SCHEMAS = 5_000
MAX_DEPTH = 24
MOST = 10**MAX_INTEGER_DIGITS - 1

_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_RESERVED = frozenset(["and", "or", "not", "if", "else", "in", "is", "true", "false", "none"])
_ROOT_ONLY = frozenset(("$schema", "$id", "$defs"))
_ANNOTATIONS = frozenset(("type", "title", "description", "examples", "format", "x-personal", "$comment"))


class ContractError(ValueError):
    """The contract itself is wrong; the message names file, line, what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A schema, read: its plain form, its type, and whether null is allowed."""

    plain: dict[str, Any]
    type: DataType
    nullable: bool


class SchemaReader:
    """Reads one contract. `where` gives the ``file:line`` of a path in it."""

    def __init__(self, data: object, where: Callable[[Path_], str]) -> None:
        self.data = data
        self.where = where
        self.read = 0

    def root(self) -> tuple[dict[str, Any], ObjectType]:
        """The plain schema and the type of the whole record. Raises ContractError."""
        if not isinstance(self.data, Mapping):
            raise ContractError(f"{self.where(())}: is empty or no mapping; a contract begins with 'type: object'")
        if self.data.get("type") != "object":
            raise ContractError(f"{self.where(())}: a contract describes an object; begin it with 'type: object'")
        whole = self.schema({key: value for key, value in self.data.items() if key not in _ROOT_ONLY}, (), ())
        if not isinstance(whole.type, ObjectType):
            raise self.error((), "a contract describes an object", "begin it with 'type: object' and 'properties'")
        plain = {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole.plain}
        return plain, whole.type

    def schema(self, raw: object, path: Path_, seen: tuple[str, ...], personal: bool = False) -> _Read:
        self.read += 1
        if self.read > MAX_SCHEMAS or len(path) > 4 * MAX_DEPTH:
            raise self.error(path, "the contract is too large or nested too deep", "split it, or use fewer $refs")
        if not isinstance(raw, Mapping):
            raise self.error(path, "is no schema", "write a mapping with a type, such as {type: string}")
        if "$ref" in raw:
            return self.reference(raw, path, seen, personal)
        name, nullable = self.shape_of(raw, path)
        shape = SHAPES[name]
        self.keywords(raw, shape, path)
        personal = personal or raw.get("x-personal") is True
        plain = {key: value for key, value in raw.items() if key in shape.keywords or key in _ANNOTATIONS}
        if name == "object":
            return self.object(raw, plain, path, seen, nullable, personal)
        if name == "list":
            return self.list(raw, plain, path, seen, nullable, personal)
        self.check_limits(raw, shape, path)
        return _Read(_plain_value(name, plain, nullable), value_type(name, raw), nullable)

    def reference(self, raw: Mapping[str, Any], path: Path_, seen: tuple[str, ...], personal: bool) -> _Read:
        target = raw["$ref"]
        definitions = self.data.get("$defs") if isinstance(self.data, Mapping) else None
        name = target.removeprefix("#/$defs/") if isinstance(target, str) else ""
        if not isinstance(definitions, Mapping) or name not in definitions:
            known = did_you_mean(name, definitions) if isinstance(definitions, Mapping) else ""
            raise self.error((*path, "$ref"), f"there is no {target!r}", f"write '#/$defs/<name>' of this file{known}")
        if name in seen:
            raise self.error((*path, "$ref"), f"{name!r} contains itself", "data of a letter has a fixed depth")
        definition = definitions[name]
        if isinstance(definition, Mapping):
            definition = {**definition, **{key: value for key, value in raw.items() if key in _ANNOTATIONS}}
        return self.schema(definition, ("$defs", name), (*seen, name), personal)

    def shape_of(self, raw: Mapping[str, Any], path: Path_) -> tuple[str, bool]:
        """Which shape a schema is of (text, money, list ...), and whether null is allowed."""
        declared = raw.get("type", ())
        types = {declared} if isinstance(declared, str) else set(declared if isinstance(declared, list) else ())
        nullable = "null" in types
        try:
            return shape_name(types - {"null"}, raw.get("format")), nullable
        except ValueError as error:
            raise ContractError(f"{self.where(path)}: {_name_of(path)}{error}") from error

    def keywords(self, raw: Mapping[str, Any], shape: Shape, path: Path_) -> None:
        allowed = shape.keywords | _ANNOTATIONS
        for key in raw:
            if key not in allowed:
                raise self.error(
                    (*path, key),
                    f"{shape.described} has no keyword {key!r}",
                    "take it out" + did_you_mean(key, allowed),
                )
        if not isinstance(raw.get("x-personal", False), bool):
            raise self.error((*path, "x-personal"), "is neither true nor false", "write 'x-personal: true'")
        if not isinstance(raw.get("examples", []), list):
            raise self.error((*path, "examples"), "is no list", "write the examples as a list")
        for key in ("title", "description"):
            if not isinstance(raw.get(key, ""), str):
                raise self.error((*path, key), "is no text", "put it in quotes")

    def check_limits(self, raw: Mapping[str, Any], shape: Shape, path: Path_) -> None:
        for key in shape.keywords & set(raw):
            wrong = shape.fault(key, raw[key])
            if wrong:
                raise self.error((*path, key), f"{key} is {str(raw[key])[:40]!r}", wrong)

    def object(
        self,
        raw: Mapping[str, Any],
        plain: dict[str, Any],
        path: Path_,
        seen: tuple[str, ...],
        nullable: bool,
        personal: bool,
    ) -> _Read:
        properties = raw.get("properties", {})
        if not isinstance(properties, Mapping) or not properties:
            raise self.error(path, "names no properties", "list the fields of the object under 'properties'")
        required = raw.get("required", [])
        if not isinstance(required, list) or not all(isinstance(name, str) for name in required):
            raise self.error((*path, "required"), "is no list of names", "write it as [id, name]")
        for name in required:
            if name not in properties:
                raise self.error(
                    (*path, "required"), f"{name!r} is no property", f"take it out{_near(name, properties)}"
                )
        if not isinstance(raw.get("additionalProperties", True), bool):
            raise self.error((*path, "additionalProperties"), "is neither true nor false", "take it out")
        fields: dict[str, FieldType] = {}
        plain["properties"] = {}
        for name, inner in properties.items():
            inner_path = (*path, "properties", name)
            if not _NAME.match(name) or name in _RESERVED or len(name) > 64:
                raise self.error(
                    inner_path, f"{name!r} is no name", "use a to z, digits and _, and no word of expressions"
                )
            read = self.schema(inner, inner_path, seen, personal)
            fields[name] = _field(read, name in required, personal)
            plain["properties"][name] = read.plain
        plain["type"] = ["object", "null"] if nullable else "object"
        return _Read(plain, ObjectType(MappingProxyType(fields)), nullable)

    def list(
        self,
        raw: Mapping[str, Any],
        plain: dict[str, Any],
        path: Path_,
        seen: tuple[str, ...],
        nullable: bool,
        personal: bool,
    ) -> _Read:
        if "items" not in raw:
            raise self.error(path, "is a list without 'items'", "say what its items are")
        self.check_limits(raw, SHAPES["list"], path)
        read = self.schema(raw["items"], (*path, "items"), seen, personal)
        if read.nullable:
            raise self.error((*path, "items"), "the items of a list may not be null", "take 'null' out of their type")
        plain["items"] = read.plain
        plain["type"] = ["array", "null"] if nullable else "array"
        return _Read(plain, ListType(read.type, raw.get("maxItems"), raw.get("minItems", 0)), nullable)

    def error(self, path: Path_, wrong: str, remedy: str) -> ContractError:
        return ContractError(f"{self.where(path)}: {_name_of(path)}{wrong}; {remedy}")


def _field(read: _Read, required: bool, personal: bool) -> FieldType:
    plain = read.plain
    return FieldType(
        type=read.type,
        required=required,
        nullable=read.nullable,
        title=plain.get("title", ""),
        description=plain.get("description", ""),
        personal=personal or plain.get("x-personal") is True,
        examples=tuple(plain.get("examples", ())),
    )


def _plain_value(name: str, plain: dict[str, Any], nullable: bool) -> dict[str, Any]:
    """`plain` with the type spelt out; money and decimals become what other tools know."""
    types = SHAPES[name].json_types
    limits: dict[str, Any] = {key: plain.pop(key) for key in ("minimum", "maximum", "multipleOf") if key in plain}
    if name == "money":
        plain.pop("format")
        amount = _plain_value("decimal", {"format": "decimal", **limits}, nullable=False)
        currency = {"type": "string", "format": "currency"}
        plain["required"] = ["amount", "currency"]
        plain["properties"] = {"amount": amount, "currency": currency}
        limits = {}
    if name == "integer":
        limits = {"minimum": -MOST, "maximum": MOST, **limits}
    if name == "decimal":
        plain["pattern"] = DECIMAL_PATTERN
    if nullable and "enum" in plain:
        plain["enum"] = [*plain["enum"], None]
    all_types = [*types, "null"] if nullable else list(types)
    return {**plain, **limits, "type": all_types if len(all_types) > 1 else all_types[0]}


def _near(name: object, names: Mapping[str, Any]) -> str:
    return did_you_mean(str(name), names)


def _name_of(path: Path_) -> str:
    """``customer.name: `` for the path of its schema; nothing for the root."""
    names = [str(part) for index, part in enumerate(path) if index and path[index - 1] in ("properties", "$defs")]
    return ".".join(names) + ": " if names else ""
