"""A fuzzer on the API: no failure of the server, and no answer that the description does not describe.

Everything is asked as people who may do it and as people who may not, in an office that may come out as it likes.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from ccm.api.limits import Limits
from ccm.api.routes.listing import ROUTERS
from tests.ccm.api.office_api import Served, press

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
PLACES = sorted({route.path.split("/")[-1 if route.path.count("/") < 2 else 2] for router in ROUTERS for route in
                 router.routes if isinstance(route, APIRoute)})  # fmt: skip
EXAMPLES = 3
# A gate's browser may be missing; and the fuzzer stops the application after each call, which takes no operations then.
ELSEWHERE = ("/problems/unavailable", "/problems/busy")


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from press(tmp_path_factory.mktemp("fuzz"), limits=Limits(per_second=1e6, burst=1_000_000))


@pytest.fixture(scope="module")
def operations(fuzzed: Served) -> dict[str, list[Any]]:
    """Every operation, by what its path begins with."""
    found: dict[str, list[Any]] = {place: [] for place in PLACES}
    for result in schemathesis.openapi.from_asgi("/v1/openapi.json", fuzzed.app).get_all_operations():
        operation: Any = result.ok()  # type: ignore[union-attr]
        if "application/zip" in operation.definition.raw.get("requestBody", {}).get("content", {}):
            continue  # the fuzzer writes no archives; tests/ccm/api/test_library.py sends bad ones
        parts = operation.path.split("/")
        found[parts[-1 if len(parts) < 3 else 2]].append(operation)
    return found


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("place", PLACES)
def test_nothing_that_is_asked_makes_the_server_fail(
    place: str, operations: dict[str, list[Any]], fuzzed: Served
) -> None:
    keys = [fuzzed.client_as(person).headers["authorization"] for person in ("fritz", "otto", "ida")]
    wrong = []
    for operation in operations[place]:
        try:
            fuzz(operation, keys)
        except Exception as error:
            wrong.append(f"{operation.label}: {error}")
    assert not wrong, "\n\n".join(wrong)


def fuzz(operation: Any, keys: list[str]) -> None:
    """Ask for one operation in a few ways that its description allows."""
    asked = 0

    @settings(
        max_examples=EXAMPLES, phases=(Phase.explicit, Phase.generate), deadline=None, database=None,
        suppress_health_check=list(HealthCheck), derandomize=True,
    )  # fmt: skip
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        nonlocal asked
        asked += 1
        headers = {"Authorization": keys[asked % len(keys)]}
        response = case.call(headers=headers, base_url="https://testserver")
        if response.status_code == 503 and response.json()["type"] in ELSEWHERE:
            return
        case.validate_response(response, checks=CHECKS)

    ask()
