"""The description of the API is OpenAPI 3.1, shows an example of every operation, and says how things go wrong."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import URL

from ccm.api.app import create_app
from ccm.api.context import Context
from ccm.api.routes.listing import ROUTERS
from ccm.db.session import Database


@pytest.fixture(scope="module")
def app() -> Iterator[FastAPI]:
    database = Database(URL.create("sqlite"))
    yield create_app(Context(database))
    database.close()


@pytest.fixture(scope="module")
def described(app: FastAPI) -> dict[str, Any]:
    return app.openapi()


def operations(described: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        f"{method.upper()} {path}": operation
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    }


def has_example(described: dict[str, Any], content: dict[str, Any]) -> bool:
    """Whether a body, or what its schema refers to, has an example."""
    if "example" in content or "examples" in content:
        return True
    schema = content.get("schema", {})
    while "$ref" in schema:
        schema = described["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return "example" in schema or "examples" in schema


def test_it_is_openapi_3_1(described: dict[str, Any]) -> None:
    assert described["openapi"] == "3.1.0"
    assert described["components"]["securitySchemes"]["apiKey"]["scheme"] == "bearer"


def test_every_operation_shows_an_example_of_what_is_sent_or_of_what_is_answered(described: dict[str, Any]) -> None:
    without = []
    for name, operation in operations(described).items():
        if "requestBody" in operation:
            bodies = operation["requestBody"]["content"].values()
        else:
            answers = [answer for status, answer in operation["responses"].items() if status[0] == "2"]
            if not any(answer.get("content") for answer in answers):
                continue
            bodies = [body for answer in answers for body in answer.get("content", {}).values()]
        binary = [body for body in bodies if body.get("schema", {}).get("format") == "binary"]
        if binary and len(binary) == len(list(bodies)):
            continue
        if not any(has_example(described, body) for body in bodies):
            without.append(name)
    assert without == []


def test_every_operation_has_a_name_words_and_problems_and_says_who_may_call_it(described: dict[str, Any]) -> None:
    names = [operation["operationId"] for operation in operations(described).values()]
    assert len(names) == len(set(names))
    for name, operation in operations(described).items():
        assert operation["operationId"].replace("_", "").isalnum(), name
        assert operation.get("summary"), name
        assert operation.get("description"), name
        for status in ("4XX", "5XX"):
            assert "application/problem+json" in operation["responses"][status]["content"], name
        assert ("security" in operation) != ("open" in operation["tags"]), name


def test_every_operation_bounds_what_an_api_key_is_for(app: FastAPI) -> None:
    """Each route names the ability that a key must be for; those that do not are known."""
    unbounded = {"whoami", "set_preferences", "show_session", "sign_out", "change_password"}
    found = set()
    for name, operation in operations(app.openapi()).items():
        if "open" not in operation["tags"] and operation["operationId"] not in unbounded:
            found.add(name)
    scoped = set()
    for route in (route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)):
        calls = {each.call.__name__ for each in flat(route.dependant) if each.call is not None}
        if any(call.startswith("scoped_") for call in calls):
            path = re.sub(r":\w+}", "}", route.path)
            scoped |= {f"{method} {path}" for method in route.methods or ()}
    assert sorted(found - scoped) == []


def flat(dependant: Any) -> Iterator[Any]:
    for each in dependant.dependencies:
        yield each
        yield from flat(each)
