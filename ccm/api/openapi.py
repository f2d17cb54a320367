"""The description of the API (OpenAPI 3.1), good enough to generate a client from."""

import re
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from pydantic.json_schema import models_json_schema

from ccm.api.examples import give_examples
from ccm.api.problems import MEDIA_TYPE, Problem

BEARER = "apiKey"
COOKIE = "session"

_REFERENCE = "#/components/schemas/{model}"


def describe(app: FastAPI) -> None:
    """Have `app` describe itself: problems for whatever goes wrong, and how one says who one is."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _description(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def operation_id(route: APIRoute) -> str:
    """A plain name for the operation: that of its function, which is different for each."""
    return re.sub(r"[^a-z0-9_]", "_", route.name.lower())


def _description(app: FastAPI) -> dict[str, Any]:
    described = get_openapi(
        title=app.title, version=app.version, summary=app.summary, routes=app.routes, openapi_version="3.1.0",
        separate_input_output_schemas=app.separate_input_output_schemas,
    )  # fmt: skip
    components = described.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    _, definitions = models_json_schema([(Problem, "serialization")], ref_template=_REFERENCE)
    schemas.update(definitions["$defs"])
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    components["securitySchemes"] = {
        BEARER: {"type": "http", "scheme": "bearer", "description": "An API key, of 'ccm key create'."},
    }
    for path in described["paths"].values():
        for operation in path.values():
            responses = operation["responses"]
            responses.pop("422", None)
            for status in ("4XX", "5XX"):
                responses[status] = {
                    "description": "A problem (RFC 9457).",
                    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
                }
            if "open" not in operation.get("tags", ()):
                operation.setdefault("security", [{BEARER: []}])
    give_examples(described)
    described["paths"] = dict(sorted(described["paths"].items()))
    return described
