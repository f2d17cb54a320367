"""``python -m ccm.api.described``: the description of the API without a server, and without its examples.

It is what the web application's types are made from; ``make openapi`` keeps it in ``web/openapi.json``.
"""

import json
import sys
from typing import Any

from sqlalchemy import URL

from ccm.api.app import create_app
from ccm.api.context import Context
from ccm.db.session import Database

_EXAMPLES = ("example", "examples")


def described() -> str:
    """The OpenAPI document as JSON (UTF-8), a line a value, the same for the same routes."""
    database = Database(URL.create("sqlite"))
    try:
        description = create_app(Context(database)).openapi()
    finally:
        database.close()
    description["info"]["version"] = ""  # a new version changes nothing of the types
    return json.dumps(_without_examples(description), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _without_examples(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_examples(one) for one in value]
    if not isinstance(value, dict):
        return value
    left = {}
    for name, inner in value.items():
        if name == "properties":  # what a model calls its fields is its own business
            left[name] = {field: _without_examples(schema) for field, schema in inner.items()}
        elif name not in _EXAMPLES:
            left[name] = _without_examples(inner)
    return left


if __name__ == "__main__":
    sys.stdout.write(described())
