"""An example for every operation of the description: what is sent, and what is answered.

A model that shows an example of itself is taken at its word; what is made of models is made of their examples.
"""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

_JSON = "application/json"
_DEEPEST = 12
_FORMATS = {"date": "2027-01-01", "date-time": "2027-01-01T09:00:00Z", "uri": "https://example.com/"}


def give_examples(described: dict[str, Any]) -> None:
    """Give each body of JSON, asked or answered, an example where it has none."""
    schemas = described["components"]["schemas"]
    for schema in schemas.values():
        if "examples" in schema:
            schema["examples"] = [_with_nulls(one, schema, schemas) for one in schema["examples"]]
    for operation in operations(described):
        for content in contents(operation):
            media = content.get(_JSON)
            if not media or "schema" not in media or "examples" in media:
                continue
            if "example" in media:
                media["example"] = _with_nulls(media["example"], media["schema"], schemas)
            else:
                media["example"] = example_of(media["schema"], schemas)


def operations(described: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every operation of a description."""
    for path in described["paths"].values():
        yield from (operation for method, operation in path.items() if method != "parameters")


def contents(operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What an operation takes, and what it answers when it does what was asked, by media type."""
    if "requestBody" in operation:
        yield operation["requestBody"]["content"]
    for status, answer in operation["responses"].items():
        if status.startswith("2") and "content" in answer:
            yield answer["content"]


def example_of(schema: Schema, schemas: dict[str, Schema], depth: int = 0) -> Any:
    """A value that `schema` allows, out of the examples in it and in the `schemas` it refers to."""
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].rpartition("/")[2]], schemas, depth)
    if schema.get("examples"):
        return schema["examples"][0]
    for name in ("example", "const", "default"):
        if name in schema:
            return schema[name]
    if "enum" in schema:
        return schema["enum"][0]
    if options := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
        return example_of(options[0], schemas, depth)
    if depth > _DEEPEST:
        return None
    return _of_type(schema, schemas, depth + 1)


def _of_type(schema: Schema, schemas: dict[str, Schema], depth: int) -> Any:
    kind = schema.get("type")
    if kind == "object":
        named = {
            name: example_of(inner, schemas, depth)
            for name, inner in schema.get("properties", {}).items()
            if depth < _DEEPEST or name in schema.get("required", ())
        }
        others = schema.get("additionalProperties")
        return named or ({"name": example_of(others, schemas, depth)} if isinstance(others, dict) and others else {})
    if kind == "array":
        return [example_of(schema["items"], schemas, depth)] if "items" in schema else []
    if kind == "string":
        return _FORMATS.get(schema.get("format", ""), "text")
    if kind in ("integer", "number"):
        return schema.get("minimum", 1)
    return {"boolean": False, "null": None}.get(str(kind), {})


def _with_nulls(example: Any, schema: Schema, schemas: dict[str, Schema]) -> Any:
    """An example with the nulls in it that were left out on the way, as FastAPI leaves out whatever is none."""
    if "$ref" in schema:
        return _with_nulls(example, schemas[schema["$ref"].rpartition("/")[2]], schemas)
    options = schema.get("anyOf", ())
    if options and example is not None:
        return _with_nulls(example, options[0], schemas)
    if isinstance(example, list) and "items" in schema:
        return [_with_nulls(one, schema["items"], schemas) for one in example]
    if not isinstance(example, dict) or "properties" not in schema:
        return example
    whole = {}
    for name, inner in schema["properties"].items():
        if name in example:
            whole[name] = _with_nulls(example[name], inner, schemas)
        elif name in schema.get("required", ()) and {"type": "null"} in inner.get("anyOf", ()):
            whole[name] = None
    return {**whole, **{name: value for name, value in example.items() if name not in whole}}
