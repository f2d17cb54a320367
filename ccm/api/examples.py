"""Examples in the description of the API, put together from those of what an answer is made of."""

from typing import Any

_LARGEST_DEPTH = 8
_PLAIN: dict[str, Any] = {
    "date": "2026-11-23", "date-time": "2026-11-23T09:00:00Z", "integer": 1, "number": 1.5, "boolean": True,
    "string": "text",
}  # fmt: skip


class NoExampleError(LookupError):
    """Nothing shows what this looks like."""


def give_examples(described: dict[str, Any]) -> None:
    """Give each success without an example of its own the one that its schema's parts make, where they all have one."""
    schemas = described.get("components", {}).get("schemas", {})
    for path in described["paths"].values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                content = answer.get("content", {}).get("application/json", {})
                if status.startswith("2") and "schema" in content and not {"example", "examples"} & content.keys():
                    try:
                        content["example"] = example_of(content["schema"], schemas)
                    except NoExampleError:
                        continue


def example_of(schema: dict[str, Any], schemas: dict[str, Any], depth: int = 0) -> Any:
    """What something of this schema looks like. Raises NoExampleError."""
    if depth > _LARGEST_DEPTH:
        raise NoExampleError
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].rpartition("/")[2]], schemas, depth + 1)
    for given in ("example", "const", "default"):
        if given in schema:
            return schema[given]
    for listed in ("examples", "enum"):
        if schema.get(listed):
            return schema[listed][0]
    for choice in (*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())):
        return example_of(choice, schemas, depth + 1)
    return _made(schema, schemas, depth + 1)


def _made(schema: dict[str, Any], schemas: dict[str, Any], depth: int) -> Any:
    """What something of this type looks like."""
    match schema.get("type"):
        case "array":
            return [example_of(schema["items"], schemas, depth)]
        case "object":
            return {
                name: example_of(part, schemas, depth)
                for name, part in schema.get("properties", {}).items()
                if name in schema.get("required", ()) or "default" in part
            }
        case "null":
            return None
        case kind:
            plain = _PLAIN.get(schema.get("format", ""), _PLAIN.get(kind or ""))
            if plain is None:
                raise NoExampleError
            return plain
