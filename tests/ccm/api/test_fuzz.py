"""A fuzzer on the API: no failure of the server, and no answer that the description does not describe.

It asks as somebody who may do everything but manage, in an office whose database may come out as it likes.
"""

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.ccm.api.office_api import Served, press

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
PEOPLE = ("ida", "otto", "fritz", "dora")


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    from ccm.api.limits import Limits

    limits = Limits(per_second=1e6, burst=1_000_000)
    yield from press(tmp_path_factory.mktemp("fuzz"), limits=limits)


@pytest.fixture
def api_schema(fuzzed: Served) -> object:
    return schemathesis.openapi.from_asgi("/v1/openapi.json", fuzzed.app)


schema = schemathesis.pytest.from_fixture("api_schema")


@pytest.mark.filterwarnings("ignore")
@schema.parametrize()
@settings(
    max_examples=4, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck), deadline=None
)
def test_nothing_that_is_asked_makes_the_server_fail(case: schemathesis.Case, fuzzed: Served) -> None:
    for person in PEOPLE[:1] if case.method == "GET" else PEOPLE[:2]:
        secret = SECRETS.setdefault(person, fuzzed.client_as(person).headers["authorization"])
        response = case.call(headers={"Authorization": secret}, base_url="https://testserver")
        case.validate_response(response, checks=list(CHECKS))


SECRETS: dict[str, str] = {}
