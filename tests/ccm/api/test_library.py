"""The library through the API: out as a zip file, in on top of what was exported; and periods, checks and diffs."""

import zipfile
from io import BytesIO

from tests.ccm.api.office_api import Served

LETTER = "/v1/templates/order-letter"


def repacked(body: bytes, name: str, before: bytes, after: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(body)) as old, zipfile.ZipFile(packed, "w") as new:
        for one in old.namelist():
            content = old.read(one)
            assert one != name or before in content
            new.writestr(one, content.replace(before, after) if one == name else content)
    return packed.getvalue()


def test_an_import_loses_nobodys_update(server: Served) -> None:
    fritz = server.client_as("fritz")
    exported = fritz.get("/v1/library")
    assert exported.headers["content-type"] == "application/zip"
    name = "templates/order-letter/template.yaml"
    mine = repacked(exported.content, name, b"Thank you", b"Many thanks")
    headers = {"If-Match": exported.headers["ETag"], "Content-Type": "application/zip"}
    path = "/v1/library/import?message=Warmer"
    assert fritz.post(path, content=mine).status_code == 428
    refused = server.client_as("ida").post(path, content=mine, headers=headers)
    assert refused.status_code == 403
    made = fritz.post(path, content=mine, headers=headers)
    assert made.status_code == 200, made.text
    assert made.json()["new"] == 1
    assert made.headers["ETag"] == fritz.get("/v1/library").headers["ETag"] != exported.headers["ETag"]
    yours = repacked(exported.content, name, b"Thank you", b"A thousand thanks")
    lost = fritz.post(path, content=yours, headers=headers)
    assert (lost.status_code, lost.json()["type"]) == (412, "/problems/stale")
    assert "order-letter was exported at version 1, and order-letter@2 by fritz has come since" in lost.json()["detail"]
    # What is unchanged in a file that is behind is left alone.
    behind = fritz.post(path, content=exported.content, headers=headers).json()
    assert (behind["new"], [one["key"] for one in behind["subjects"] if one["behind"]]) == (0, ["order-letter"])
    assert fritz.post(path, content=yours, headers={**headers, "If-Match": "*"}).json()["new"] == 1
    for bad in (b"", b"PK", b"x" * 100):
        answer = fritz.post(path, content=bad, headers=headers)
        assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid")


def test_a_period_is_ended_on_top_of_what_was_seen(server: Served) -> None:
    office = server.office
    office.released()
    today = office.at.date()
    dora = server.client_as("dora")
    shown = dora.get(f"{LETTER}/periods")
    assert shown.json() == {"periods": [{"number": 1, "starts": str(today), "ends": None}]}
    headers = {"If-Match": shown.headers["ETag"]}
    path = f"{LETTER}/periods/{today}"
    ended = dora.post(f"{path}/end", json={"last": "2027-03-31", "why": "New terms"}, headers=headers)
    assert (ended.status_code, ended.json()["periods"][0]["ends"]) == (200, "2027-03-31")
    assert dora.post(f"{path}/end", json={"last": "2027-03-30"}, headers=headers).status_code == 412
    headers = {"If-Match": ended.headers["ETag"]}
    late = dora.post(f"{path}/end", json={"last": "2027-04-30"}, headers=headers)
    assert (late.status_code, late.json()["type"]) == (409, "/problems/conflict")
    gone = dora.delete(path, headers=headers)
    assert (gone.status_code, gone.json()["periods"]) == (200, [])


def test_a_draft_is_checked_and_compared_before_it_is_published(server: Served) -> None:
    fritz = server.client_as("fritz")
    assert fritz.get(f"{LETTER}/check").json()["ok"] is True
    source = fritz.get(f"{LETTER}/versions/1/files").json()["files"]["template.yaml"]["text"]
    words = source.replace("Thank you", "Many thanks").replace("brand: ginepro", "brand: gone")
    fritz.put(f"{LETTER}/draft/files/template.yaml", json={"text": words}, headers={"If-Match": '"0"'})
    found = fritz.get(f"{LETTER}/check?of=draft").json()
    assert (found["name"], found["ok"], found["renderings"]) == ("order-letter@draft", False, 0)
    assert found["problems"][0]["place"].startswith("order-letter/template.yaml:")
    compared = fritz.get(f"{LETTER}/diff?before=1&after=draft").json()
    assert (compared["before"]["name"], compared["after"]["name"]) == ("order-letter@1", "order-letter@draft")
    assert any("Many thanks" in (one["after"] or "") for one in compared["changes"])
    assert {one["view"] for one in compared["changes"]} == {"text", "rules"}
    for path in (f"{LETTER}/check?rendered=true", f"{LETTER}/diff/rendered?before=1"):
        assert fritz.get(path).status_code == 503  # this server renders nothing
