"""The office behind a server: its clients, one for each person, and what they hold."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from ccm.access.keys import KeyStore
from ccm.api.app import create_app
from ccm.api.context import Context
from ccm.archive.archive import Archive
from ccm.archive.master_key import MasterKey
from ccm.objects.folder import FolderStore
from ccm.operations.work import work
from ccm.people.roles import ALL_ABILITIES
from ccm.people.store import PeopleStore
from ccm.settings import settings
from ccm.workers.keeping import Keeper
from ccm.workers.lanes import SIZES, Lanes, LaneSize
from ccm.workers.slot import Setup
from tests.ccm.governance.copies import built
from tests.ccm.governance.office import Office


class Served:
    """An office and the application that serves it, on the office's clock."""

    def __init__(self, office: Office, **more: Any) -> None:
        self.office = office
        more = {"run_operation": lambda database, task: work(database, task, self.tick)} | more
        more.setdefault("settings", settings({"CCM_HOME": str(office.shelf.parent)}))
        self.context = Context(office.database, clock=self.tick, **more)
        self.app: FastAPI = create_app(self.context)
        self.clients: list[TestClient] = []

    def tick(self) -> Any:
        """Every request is a minute later."""
        self.office.at += timedelta(minutes=1)
        return self.office.at

    def client(self, **headers: str) -> TestClient:
        """A client without credentials."""
        client = TestClient(self.app, base_url="https://testserver", headers=headers, raise_server_exceptions=False)
        self.clients.append(client)
        return client

    def client_as(self, person: str, *abilities: str) -> TestClient:
        """A client with an API key of `person`, for everything unless `abilities` are named."""
        at = self.office.at
        with self.office.database.writing() as session:
            for_what = abilities or ALL_ABILITIES
            _, secret = KeyStore(session).add(person, "tests", for_what, at + timedelta(days=90), person, at)
        return self.client(Authorization=f"Bearer {secret}")

    def settled(self, client: TestClient, answer: Response) -> dict[str, Any]:
        """The operation that was answered, once it has ended."""
        assert answer.status_code == 202, answer.text
        self.app.state.operations.settle()
        operation: dict[str, Any] = client.get(answer.headers["Location"]).json()
        return operation

    def close(self) -> None:
        self.app.state.operations.close()
        for client in self.clients:
            client.close()
        if self.context.lanes is not None:
            self.context.lanes.close()
        if self.context.keeper is not None:
            self.context.keeper.close()


def press(folder: Path, **more: Any) -> Iterator[Served]:
    """An office on SQLite with a released letter, behind a server that renders and keeps."""
    with built("sqlite", folder, None) as office:
        office.released()
        with office.database.writing() as session:
            people = PeopleStore(session)
            people.add_person("portal", at=office.at)
            people.grant("portal", "api-client", at=office.at)
        url = office.database.engine.url.render_as_string(hide_password=False)
        archive = Archive(FolderStore(folder / "archive", private=True), MasterKey(folder / "archive.key"))
        lanes = Lanes(Setup(url), {lane: LaneSize(1, 8, 60) for lane in SIZES})
        yield from served(office, lanes=lanes, keeper=Keeper(office.database, archive), **more)


def served(office: Office, **more: Any) -> Iterator[Served]:
    """Serve an office while a test runs."""
    made = Served(office, **more)
    try:
        yield made
    finally:
        made.close()
