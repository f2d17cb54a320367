"""Uploads: taken as they come, under names of our own choosing, for who sent them, and for a day."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from ccm.jobs.uploads import sweep_uploads
from ccm.objects.opening import open_store
from ccm.settings import SettingsError, settings
from tests.ccm.api.office_api import Served

Somebody = Callable[..., TestClient]
BODY = b'{"order": 1}\n' * 1000


def stored(server: Served) -> list[str]:
    return list(open_store(server.context.settings.spool).names("uploads/"))


def pieces(body: bytes) -> Iterator[bytes]:
    for start in range(0, len(body), 1000):
        yield body[start : start + 1000]


def test_an_upload_is_told_by_size_and_digest_and_is_the_callers_own(server: Served, client_as: Somebody) -> None:
    ida, other = client_as("ida", "render"), client_as("anna")
    made = ida.post("/v1/uploads", params={"name": "orders.jsonl"}, content=pieces(BODY))
    assert made.status_code == 201, made.text
    upload = made.json()
    assert (upload["name"], upload["size"]) == ("orders.jsonl", len(BODY))
    assert upload["digest"] == f"sha256:{hashlib.sha256(BODY).hexdigest()}"
    assert stored(server) == [f"uploads/{upload['id']}"]
    assert open_store(server.context.settings.spool).get(f"uploads/{upload['id']}") == BODY
    assert ida.get("/v1/uploads").json()["items"] == [upload]
    assert other.get(f"/v1/uploads/{upload['id']}").status_code == 403
    row = server.office.log()[-1]
    assert (row.act, row.who, row.digest, row.why) == ("upload", "ida", upload["digest"], f"{len(BODY)} bytes")
    assert ida.delete(f"/v1/uploads/{upload['id']}").status_code == 200
    assert stored(server) == []
    assert ida.get(f"/v1/uploads/{upload['id']}").status_code == 404


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "C:\\data.csv", "https://example.com/x", "..", ".hidden", "a\x00b", "a\nb",
     "a/b.csv", "x" * 201, ""],
)  # fmt: skip
def test_a_name_is_no_path_and_no_address(server: Served, client_as: Somebody, name: str) -> None:
    answer = client_as("ida").post("/v1/uploads", params={"name": name}, content=BODY)
    assert answer.status_code == 422
    assert stored(server) == []


def test_the_server_takes_no_more_than_it_says(server: Served, client_as: Somebody) -> None:
    small = settings({"CCM_HOME": str(server.context.settings.home), "CCM_UPLOAD_BYTES": "5000"})
    object.__setattr__(server.context, "settings", small)
    ida = client_as("ida")
    said = ida.post("/v1/uploads?name=a", content=BODY)
    assert (said.status_code, said.json()["type"]) == (413, "/problems/too-large")
    streamed = ida.post("/v1/uploads?name=a", content=pieces(BODY))
    assert streamed.status_code == 413
    assert ida.post("/v1/uploads?name=a", content=b"").status_code == 422
    for _ in range(4):
        assert ida.post("/v1/uploads?name=a", content=BODY[:5000]).status_code == 201
    assert "delete those that are done with" in ida.post("/v1/uploads?name=a", content=b"x").json()["detail"]
    with pytest.raises(SettingsError, match="no number of bytes"):
        settings({"CCM_UPLOAD_BYTES": "much"})


def test_sent_twice_with_one_key_it_is_one_upload(server: Served, client_as: Somebody) -> None:
    ida, headers = client_as("ida"), {"Idempotency-Key": "one"}
    first = ida.post("/v1/uploads?name=a", content=BODY, headers=headers)
    again = ida.post("/v1/uploads?name=a", content=pieces(BODY), headers=headers)
    assert (again.json(), again.headers["idempotency-replayed"]) == (first.json(), "true")
    assert len(stored(server)) == 1
    other = ida.post("/v1/uploads?name=a", content=BODY + b"x", headers=headers)
    assert (other.status_code, other.json()["type"]) == (422, "/problems/idempotency-key")
    assert len(stored(server)) == 1


def test_what_cannot_be_written_down_leaves_nothing_behind(
    server: Served, client_as: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    ida = client_as("ida")
    monkeypatch.setattr("ccm.api.routes.uploads._add", fail)
    assert ida.post("/v1/uploads?name=a", content=BODY).status_code == 500
    assert stored(server) == []
    monkeypatch.undo()
    monkeypatch.setattr("ccm.api.uploading._Taking.add", fail)
    full = ida.post("/v1/uploads?name=a", content=BODY)
    assert (full.status_code, full.json()["type"]) == (507, "/problems/full")
    monkeypatch.undo()
    assert ida.post("/v1/uploads?name=a", content=BODY).status_code == 201


def test_uploads_go_after_a_day_and_with_them_what_nobody_wrote_down(
    server: Served, client_as: Somebody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ccm.jobs.uploads.OF_ONE_PERSON", 3)
    ida = client_as("ida")
    spool = open_store(server.context.settings.spool, private=True)
    for number in range(3):
        assert ida.post(f"/v1/uploads?name={number}", content=b"x").status_code == 201
    full = ida.post("/v1/uploads?name=more", content=b"x")
    assert (full.status_code, "has 3 uploads of 3 bytes already" in full.json()["detail"]) == (409, True)
    page = ida.get("/v1/uploads", params={"limit": 2}).json()
    assert len(page["items"]) == 2
    assert len(ida.get("/v1/uploads", params={"cursor": page["next"]}).json()["items"]) == 1
    orphan = f"uploads/{server.office.at:%Y%m%dt%H%M%S}-{'0' * 24}"
    spool.put(orphan, b"x")
    assert sweep_uploads(server.office.database, spool, server.office.at) == 0
    assert sweep_uploads(server.office.database, spool, server.office.at + timedelta(days=2)) == 4
    assert stored(server) == []


def test_uploads_are_private_to_the_engine(server: Served, client_as: Somebody) -> None:
    client_as("ida").post("/v1/uploads?name=a", content=BODY)
    path = Path(server.context.settings.spool) / stored(server)[0]
    assert path.stat().st_mode & 0o077 == 0
