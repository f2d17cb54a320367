"""Every operation is described with an example, and no example says what could not be."""

from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest

from ccm.api.app import create_app
from ccm.api.context import Context
from ccm.api.examples import contents, example_of, operations
from ccm.db.session import open_database


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    home = {"CCM_HOME": str(tmp_path_factory.mktemp("home"))}
    with open_database(home) as database:
        yield create_app(Context(database)).openapi()


def test_what_is_sent_and_answered_has_an_example_that_fits(described: dict[str, Any]) -> None:
    missing, wrong = [], []
    for operation in operations(described):
        name = operation["operationId"]
        for content in contents(operation):
            for kind, media in content.items():
                shown = [media["example"]] if "example" in media else []
                shown += [one["value"] for one in media.get("examples", {}).values()]
                if kind == "application/json":
                    missing += [] if shown else [name]
                    schema = {**media.get("schema", {}), "components": described["components"]}
                    judge = jsonschema_rs.validator_for(schema)
                    wrong += [f"{name}: {error.message}" for one in shown for error in judge.iter_errors(one)]
    assert missing == []
    assert wrong == []


def test_every_parameter_that_is_needed_has_an_example(described: dict[str, Any]) -> None:
    missing = [
        f"{operation['operationId']}: {one['name']}"
        for operation in operations(described)
        for one in operation.get("parameters", ())
        if one["required"]
        and not {"example", "examples"} & one.keys()
        and not {"example", "examples", "default", "enum", "const", "$ref"} & one["schema"].keys()
        and one["schema"].get("type") not in ("integer", "boolean")
    ]
    assert missing == []


def test_an_example_is_made_of_those_of_its_parts() -> None:
    schemas = {"Name": {"type": "string", "examples": ["anna"]}}
    schema = {
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": {"$ref": "#/components/schemas/Name"}},
            "next": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": None},
            "on": {"type": "string", "format": "date"},
            "files": {"type": "object", "additionalProperties": {"type": "string"}},
            "count": {"type": "integer", "minimum": 3},
        },
    }
    assert example_of(schema, schemas) == {
        "items": ["anna"], "next": None, "on": "2027-01-01", "files": {"name": "text"}, "count": 3,
    }  # fmt: skip
