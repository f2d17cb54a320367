"""The archive through the API: who finds and sees what was sent, to the byte, and how it is kept and destroyed."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from fastapi.testclient import TestClient

from ccm.archive.entry import Entry, digest_of
from ccm.archive.store import Communication
from ccm.workers.keeping import Keeper
from renderers.base import Part
from tests.ccm.api.office_api import Served, served
from tests.ccm.archive.kept import archive_in, entry, keep
from tests.ccm.governance.copies import built
from tests.ccm.governance.office import Office

Somebody = Callable[..., TestClient]
HOSTILE = Part("page.html", "text/html", b"<script>alert(1)</script>")


class Shelf:
    """A server with letters in its archive: two to one customer, one to another, one to nobody in particular."""

    def __init__(self, server: Served, folder: Path) -> None:
        self.server = server
        self.archive = archive_in(folder)
        object.__setattr__(server.context, "keeper", Keeper(server.office.database, self.archive))
        made = [
            entry(self.archive, key, customer, template="order-letter", **more)
            for key, customer, more in (
                ("A-1", "C-1", {}), ("A-2", "C-1", {"job": "order-letter-3f9a2c81"}), ("B-1", "C-2", {}),
                ("../B\r\n2", "", {}),
            )
        ]  # fmt: skip
        self.letters: tuple[Communication, ...] = keep(server.office.database, self.archive, made[:1])
        for one in made[1:]:
            self.letters += keep(server.office.database, self.archive, [one])


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    folder = tmp_path_factory.mktemp("shelf")
    with built("sqlite", folder, None) as office:
        for server in served(office):
            yield Shelf(server, folder)


def test_what_was_sent_is_found_a_page_at_a_time_and_asking_is_on_record(shelf: Shelf) -> None:
    ida = shelf.server.client_as("ida")
    page = ida.get("/v1/communications", params={"limit": 3}).json()
    rest = ida.get("/v1/communications", params={"limit": 3, "cursor": page["next"]}).json()
    keys = [one["record"] for one in (*page["items"], *rest["items"])]
    assert keys == ["../B\r\n2", "B-1", "A-2", "A-1"]
    assert rest["next"] is None
    theirs = ida.post("/v1/communications/search", json={"customer": "C-1", "channel": "sms"}).json()["items"]
    assert [(one["record"], one["holder"]) for one in theirs] == [("A-2", "customer C-1"), ("A-1", "customer C-1")]
    for search, count in (
        ({"key": "B-1"}, 1), ({"period": "2026"}, 4), ({"period": "2025"}, 0), ({"job": "order-letter-3f9a2c81"}, 1),
        ({"channel": "pdf"}, 0), ({"first": "2026-11-21"}, 0), ({"last": "2026-11-20"}, 4), ({"customer": "C-9"}, 0),
        ({"template": "order-letter"}, 4), ({"period": "%"}, 0),
    ):  # fmt: skip
        assert len(ida.post("/v1/communications/search", json=search).json()["items"]) == count, search
    row = next(one for one in reversed(shelf.server.office.log()) if "customer" in one.why)
    assert (row.act, row.who, row.origin) == ("archive-find", "ida", "api")
    assert "C-1" not in str(shelf.server.office.log())


def test_a_communication_is_shown_with_its_files_and_each_is_given_to_the_byte(shelf: Shelf) -> None:
    dora, letter = shelf.server.client_as("dora"), shelf.letters[0]
    whole = dora.get(f"/v1/communications/{letter.id[:10]}").json()
    assert (whole["id"], whole["record"], whole["holder"]) == (letter.id, "A-1", "customer C-1")
    assert [(one["name"], one["channel"], one["size"]) for one in whole["files"]] == [
        ("data.json", None, 33), ("message.txt", "sms", 4),
    ]  # fmt: skip
    message = dora.get(f"/v1/communications/{letter.id}/files/message.txt")
    assert (message.content, message.headers["content-type"]) == (b"Ciao", "text/plain; charset=utf-8")
    assert message.headers["content-disposition"] == 'inline; filename="message.txt"'
    assert "sandbox" in message.headers["content-security-policy"]
    manifest = dora.get(f"/v1/communications/{letter.id}/manifest")
    assert json.loads(manifest.content)["outputs"].keys() == {"data.json", "message.txt"}
    acts = [row for row in shelf.server.office.log() if row.key == letter.id]
    assert [row.why.partition(": ")[2] for row in acts][-3:] == ["", "the file message.txt", "the manifest"]


def test_a_page_that_would_do_something_does_nothing(shelf: Shelf) -> None:
    page = _page(entry(shelf.archive, "H-1", "C-8", template="order-letter"))
    (letter,) = keep(shelf.server.office.database, shelf.archive, [page])
    answer = shelf.server.client_as("ida").get(f"/v1/communications/{letter.id}/files/page.html")
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_reprint_is_a_zip_of_everything_and_the_same_every_time(shelf: Shelf) -> None:
    ida, letter = shelf.server.client_as("ida", "render"), shelf.letters[3]
    first = ida.get(f"/v1/communications/{letter.id}/reprint")
    assert first.headers["content-disposition"] == f'attachment; filename="{letter.id}.zip"'
    with ZipFile(BytesIO(first.content)) as file:
        folders = {name.partition("/")[0] for name in file.namelist()}
        assert len(folders) == 1
        assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]*", folders.pop()), "whatever the record calls itself"
        assert {name.partition("/")[2] for name in file.namelist()} == {"data.json", "manifest.json", "message.txt"}
    assert ida.get(f"/v1/communications/{letter.id}/reprint").content == first.content


def test_who_may_see_what_was_sent(shelf: Shelf) -> None:
    at = f"/v1/communications/{shelf.letters[1].id}"
    for person, sees, reprints in (
        ("ida", 200, 200), ("dora", 200, 403), ("anna", 403, 403), ("gina", 403, 403), ("otto", 403, 403),
        ("fritz", 403, 403),
    ):  # fmt: skip
        client = shelf.server.client_as(person)
        for path in ("", "/files/data.json", "/manifest"):
            assert client.get(at + path).status_code == sees, (person, path)
        assert client.get(f"{at}/reprint").status_code == reprints, person
        found = client.get("/v1/communications").json()["items"]
        assert bool(found) == (sees == 200), person
        assert client.get("/v1/communications?template=order-letter").status_code == sees, person


@pytest.mark.parametrize(
    "path",
    ["00000000", "f" * 32, "0", "zzzzzzzz", "..%2F..%2Fetc", "A" * 40, "%00" * 8],
)
def test_what_is_no_communication_is_not_there(shelf: Shelf, path: str) -> None:
    assert shelf.server.client_as("ida").get(f"/v1/communications/{path}").status_code in (404, 422)


@pytest.mark.parametrize(
    "name", ["nothing.txt", "..%2Fdata.json", "manifest.json", "data.json%00", ".hidden", "sms/../x"]
)
def test_a_file_is_one_that_the_communication_has(shelf: Shelf, name: str) -> None:
    answer = shelf.server.client_as("ida").get(f"/v1/communications/{shelf.letters[0].id}/files/{name}")
    assert answer.status_code in (404, 422)


def test_a_hold_keeps_and_its_end_lets_go_and_then_a_customer_is_erased_with_proof(
    office: Office, server: Served, tmp_path: Path
) -> None:
    shelf = Shelf(server, tmp_path)
    dora, ida = server.client_as("dora"), server.client_as("ida")
    hold = dora.post("/v1/holds", json={"customer": "C-1", "why": "Case 17"})
    assert hold.status_code == 201, hold.text
    number = hold.json()["number"]
    wanted = {"customer": "C-1", "why": "Asked for in writing"}
    held = dora.post("/v1/erasures", json=wanted)
    assert (held.status_code, "hold" in held.json()["detail"]) == (409, True)
    single = dora.post("/v1/holds", json={"communication": shelf.letters[2].id, "why": "Case 18"}).json()
    assert [one["number"] for one in dora.get("/v1/holds").json()["items"]] == [number, single["number"]]
    assert dora.get(f"/v1/communications/{shelf.letters[0].id}").json()["holds"][0]["why"] == "Case 17"
    ended = dora.post(f"/v1/holds/{number}/release", json={"why": "Case 17 is closed"}).json()
    assert ended["ended_why"] == "Case 17 is closed"
    assert dora.post(f"/v1/holds/{number}/release", json={"why": "Again"}).status_code == 409
    key = {"Idempotency-Key": "once"}
    proof = dora.post("/v1/erasures", json=wanted, headers=key)
    assert proof.status_code == 201, proof.text
    assert {one["id"] for one in proof.json()["communications"]} == {shelf.letters[0].id, shelf.letters[1].id}
    assert dora.post("/v1/erasures", json=wanted, headers=key).json() == proof.json()
    assert dora.post("/v1/erasures", json=wanted).status_code == 409
    gone = ida.get(f"/v1/communications/{shelf.letters[0].id}").json()
    assert (gone["destroyed"], gone["record"], gone["holder"], gone["files"]) == (True, None, None, [])
    assert gone["destroyed_by"]["digest"] == proof.json()["digest"]
    for path in ("files/message.txt", "manifest", "reprint"):
        assert ida.get(f"/v1/communications/{shelf.letters[0].id}/{path}").status_code == 410
    assert ida.get(f"/v1/communications/{shelf.letters[2].id}/files/message.txt").status_code == 200
    assert "C-1" not in str(office.log())


def test_retention_is_said_on_top_of_what_was_seen_and_what_is_due_is_destroyed(
    office: Office, server: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCM_HOME", str(tmp_path))
    shelf = Shelf(server, tmp_path)
    dora = server.client_as("dora")
    path, wanted = "/v1/retention/order-letter", {"period": "1d", "why": "Only a test"}
    seen = dora.get(path)
    assert seen.json()["period"] is None
    assert dora.put(path, json=wanted).status_code == 428
    bad = dora.put(path, json=wanted | {"period": "soon"}, headers={"If-Match": seen.headers["etag"]})
    assert (bad.status_code, "is no period of retention" in bad.json()["detail"]) == (422, True)
    said = dora.put(path, json=wanted, headers={"If-Match": seen.headers["etag"]})
    assert said.json()["period"] == "1d"
    assert dora.put(path, json=wanted, headers={"If-Match": seen.headers["etag"]}).status_code == 412
    assert dora.get(path).headers["etag"] == said.headers["etag"]
    assert [one["template"] for one in dora.get("/v1/retention").json()["items"]] == ["order-letter"]
    assert dora.get("/v1/retention/nothing").status_code == 404
    dry = server.settled(dora, dora.post("/v1/archive/expiries", json={"dry_run": True}))
    assert dry["result"]["templates"] == [{"template": "order-letter", "destroyed": 4, "held": 0}]
    due = server.settled(dora, dora.post("/v1/archive/expiries", json={}))
    assert due["result"]["templates"][0]["destroyed"] == 4
    gone = dora.get(f"/v1/communications/{shelf.letters[0].id}").json()
    assert gone["destroyed_by"]["kind"] == "expiry"
    swept = server.settled(dora, dora.post("/v1/archive/sweeps", json={}))
    assert (swept["state"], swept["result"]["packs"]) == ("done", 4)


def test_the_archive_is_read_and_held_against_its_digests(
    server: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCM_HOME", str(tmp_path))
    shelf = Shelf(server, tmp_path)
    ida = server.client_as("ida")
    whole = server.settled(ida, ida.post("/v1/archive/verifications", json={}))
    assert (whole["result"]["ok"], whole["result"]["read"]) == (True, 4)
    name = next(iter(shelf.archive.store.names("packs/")))
    body = shelf.archive.store.get(name)
    shelf.archive.store.put(name, body[:-1] + bytes([body[-1] ^ 1]))
    damaged = server.settled(ida, ida.post("/v1/archive/verifications", json={}))
    assert (damaged["result"]["ok"], bool(damaged["result"]["faults"])) == (False, True)


def _page(letter: Entry) -> Entry:
    """The letter as a page that would do something."""
    outputs = {**letter.own_manifest["outputs"], HOSTILE.name: {"digest": digest_of(HOSTILE.body)}}
    del outputs["message.txt"]
    return replace(letter, own_manifest={**letter.own_manifest, "outputs": outputs}, parts=(("mobile", HOSTILE),))
