"""Every route, tried by everybody: by somebody of each role, by somebody known who has none, and by nobody.

A route that is in no table fails, so that nobody adds one without saying who may use it.
"""

from collections.abc import Iterable, Iterator

import pytest
from fastapi.testclient import TestClient
from starlette.routing import BaseRoute, Route

from ccm.people.store import PeopleStore
from tests.ccm.api import who_may_archive, who_may_content, who_may_govern, who_may_jobs, who_may_serve
from tests.ccm.api.office_api import Served, served
from tests.ccm.api.who_may import PEOPLE, Try
from tests.ccm.governance.copies import built

LOOKING: tuple[Try, ...] = (*who_may_govern.TRIES, *who_may_content.TRIES, *who_may_jobs.TRIES, *who_may_archive.TRIES)
TRIES = (*who_may_serve.TRIES, *LOOKING)


# What one asks is what the next finds: they are tried in the order of the tables, by one process.
pytestmark = pytest.mark.xdist_group("every-route")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An office in which the letter is before its approvers."""
    with built("sqlite", tmp_path_factory.mktemp("routes"), None) as office:
        with office.database.writing() as session:
            people = PeopleStore(session)
            for person in ("portal", "zoe"):
                people.add_person(person, at=office.at)
            people.grant("portal", "api-client", at=office.at)
        office.submit("anna", "template:order-letter")
        yield from served(office)


@pytest.fixture(scope="module")
def clients(server: Served) -> dict[str, TestClient]:
    return {person: server.client_as(person) for person in PEOPLE}


@pytest.fixture(scope="module")
def seen(clients: dict[str, TestClient]) -> str:
    return clients["dora"].get("/v1/submissions/1").headers["ETag"]


def asked(client: TestClient, one: Try, seen: str, person: str = "") -> tuple[int, str]:
    """The status of the answer, and why. What is new is new from each `person`: the same once more is no change."""
    path = (
        (one.path or one.route).replace("/new.svg", f"/new{person}.svg").replace("samples/new", f"samples/new{person}")
    )
    headers = {name: seen if value == "seen" else value for name, value in one.headers.items()}
    answer = client.request(one.method, path, json=one.json, headers=headers)
    if one.route == "/readyz":
        return answer.status_code, ""
    # This office has no worker processes: who may verify is told so, after it was seen that they may.
    idle = one.route == "/v1/verifications" and answer.status_code == 503 and "renders nothing" in answer.text
    assert answer.status_code < 500 or idle, (str(one), answer.text)
    assert answer.status_code != 405, f"{one} is no way to ask for it"
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["detail"] if answer.status_code >= 400 else ""


def routes_of(routes: Iterable[BaseRoute]) -> Iterator[tuple[str, str]]:
    """Every method and path there is, also of the routers that were included."""
    for route in routes:
        if isinstance(route, Route):
            path = route.path.replace(":path}", "}")
            yield from ((method, path) for method in (route.methods or ()) if method != "HEAD")
        else:
            included = getattr(route, "original_router", None)
            assert included is not None, f"{route} is no route that is known here"
            yield from routes_of(included.routes)


def test_every_route_is_tried(server: Served) -> None:
    routes = set(routes_of(server.app.routes))
    tried = [one.name for one in TRIES]
    assert sorted(routes - set(tried)) == [], "say in the tables who may use these"
    assert sorted(set(tried) - routes) == [], "there are no such routes any more"
    assert len(tried) == len(set(tried))


@pytest.mark.parametrize("one", TRIES, ids=str)
def test_who_may_does_and_nobody_else(server: Served, clients: dict[str, TestClient], seen: str, one: Try) -> None:
    for person, role in PEOPLE.items():
        status, why = asked(clients[person], one, seen, person)
        if role in one.may:
            assert status not in (401, 403), (str(one), person, why)
        else:
            assert status == 403, (str(one), person, status, why)
    status, _ = asked(server.client(), one, seen)
    assert (status == 401) is not one.open_, (str(one), "nobody", status)


@pytest.mark.parametrize("person", ["portal", "zoe"])
def test_who_may_not_look_is_told_nothing_of_what_there_is(
    clients: dict[str, TestClient], seen: str, person: str
) -> None:
    """Whether what they name is there or not, and whatever state it is in, they are refused with the same words."""
    for one in LOOKING:
        if PEOPLE[person] not in one.may:
            _, why = asked(clients[person], one, seen)
            assert why.startswith(f"{person} cannot view: "), (str(one), why)


def test_a_key_for_little_does_little(server: Served, seen: str) -> None:
    """A key that is not for it is refused, whoever holds it."""
    clients = {narrow: server.client_as("otto", narrow) for narrow in sorted({one.narrow for one in TRIES})}
    for one in TRIES:
        if not one.open_ and not one.unscoped and one.route != "/v1/render":
            status, why = asked(clients[one.narrow], one, seen)
            assert (status, why.startswith(f"this API key is for {one.narrow}")) == (403, True), str(one)
