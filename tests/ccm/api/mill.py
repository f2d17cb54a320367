"""An office whose letter is released, behind a server, with a worker that is called when it is wanted."""

from collections.abc import Iterable
from typing import Any

from fastapi.testclient import TestClient

from ccm.jobs.executors import HereExecutor
from ccm.jobs.work import Workshop
from ccm.jobs.worker import work_always
from ccm.people.store import PeopleStore
from ccm.release_store import StoredRelease
from tests.ccm.api.office_api import Served
from tests.ccm.governance.office import Office
from tests.ccm.jobs.shop import json_lines


class Mill:
    """Jobs are submitted to `server`, and worked on by `work`."""

    def __init__(self, server: Served, release: StoredRelease) -> None:
        self.server = server
        self.release = release
        self.places = server.context.settings
        self.workshop = Workshop(server.office.database, self.places)

    def work(self) -> dict[str, str]:
        """What became of every job that there was to take."""
        told: dict[str, str] = {}
        work_always(
            self.server.office.database, self.places, lambda: HereExecutor(self.workshop), lambda _: None,
            told.__setitem__, once=True,
        )  # fmt: skip
        return told

    def upload(self, client: TestClient, records: Iterable[object]) -> str:
        made = client.post("/v1/uploads?name=orders.jsonl", content=json_lines(records))
        assert made.status_code == 201, made.text
        return str(made.json()["id"])

    def submit(self, client: TestClient, records: Iterable[object], **more: Any) -> dict[str, Any]:
        wanted = {"template": "order-letter", "upload": self.upload(client, records), "channels": ["sms"], "chunk": 2}
        made = client.post("/v1/jobs", json=wanted | more)
        assert made.status_code == 201, made.text
        job: dict[str, Any] = made.json()
        return job


def mill(office: Office, server: Served) -> Mill:
    """Release the letter, and let the portal in."""
    made = Mill(server, office.released())
    with office.database.writing() as session:
        people = PeopleStore(session)
        people.add_person("portal", at=office.at)
        people.grant("portal", "api-client", at=office.at)
    return made
