"""Jobs through the API: submitted, done by a worker, reported, mended, stopped, resumed; and who gets what of them."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.ccm.api.mill import Mill
from tests.ccm.api.mill import mill as released
from tests.ccm.api.office_api import Served, served
from tests.ccm.governance.copies import built
from tests.ccm.governance.office import Office
from tests.ccm.jobs.shop import broken, order


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mill]:
    with built("sqlite", tmp_path_factory.mktemp("mill"), None) as office:
        for server in served(office):
            yield released(office, server)


def test_a_job_waits_for_a_worker_and_all_it_made_is_there_to_be_taken(office: Office, server: Served) -> None:
    mill = released(office, server)
    ida = server.client_as("ida")
    job = mill.submit(ida, [order(1), broken(2), "{", order(3)], max_errors="3")
    at = f"/v1/jobs/{job['id']}"
    assert (job["state"], job["release"], job["source"]) == ("waiting", "order-letter#1", "orders.jsonl")
    assert job["progress"]["rate"] is None
    assert mill.work() == {job["id"]: "done"}
    done = ida.get(at).json()
    assert done["state"] == "done"
    assert {name: done["progress"][name] for name in ("records", "delivered", "rejected", "unreadable")} == {
        "records": 4, "delivered": 2, "rejected": 2, "unreadable": 1,
    }  # fmt: skip
    report = ida.get(f"{at}/report").json()
    assert report["records"]["delivered"] == 2
    markdown = ida.get(f"{at}/report", headers={"Accept": "text/markdown"})
    assert markdown.headers["content-type"].startswith("text/markdown")
    assert job["id"] in markdown.text
    first = ida.get(f"{at}/rejects", params={"limit": 1}).json()
    second = ida.get(f"{at}/rejects", params={"limit": 1, "cursor": first["next"]}).json()
    assert [(one["record"], one["key"]) for one in (*first["items"], *second["items"])] == [(2, "A-2"), (3, "")]
    assert second["next"] is None
    files = {one["name"]: one["size"] for one in ida.get(f"{at}/files").json()["items"]}
    assert {"job.json", "index.csv", "rejects.jsonl", "report.md"} <= files.keys()
    name = next(one for one in files if "sms" in one)
    body = ida.get(f"{at}/files/{name}")
    assert len(body.content) == files[name] == int(body.headers["content-length"])
    assert body.headers["content-disposition"] == f'attachment; filename="{name.rpartition("/")[2]}"'
    assert "A-1" in body.text
    acts = [(row.act, row.who) for row in office.log() if row.key == job["id"]]
    assert acts[:3] == [("job-submit", "ida"), ("job-start", "ida"), ("job-done", "ida")]
    assert ("job-read", "ida") in acts
    assert "Ferri" not in str(office.log())


def test_what_a_job_rejected_is_put_right_and_sent_and_nothing_twice(
    mill: Mill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCM_HOME", str(mill.places.home))
    ida = mill.server.client_as("ida", "render", "view")
    job = mill.submit(ida, [order(11), broken(12), order(13)])
    at = f"/v1/jobs/{job['id']}"
    early = mill.server.settled(ida, ida.post(f"{at}/mendings", json={"upload": mill.upload(ida, [order(12)])}))
    assert (early["problem"]["status"], "is waiting; records are mended" in early["problem"]["detail"]) == (409, True)
    mill.work()
    strange = {"upload": mill.upload(ida, [order(11), order(12)])}
    refused = mill.server.settled(ida, ida.post(f"{at}/mendings", json=strange))
    assert "'A-11' was delivered already" in refused["problem"]["detail"]
    assert ida.get(at).json()["state"] == "done"
    mended = mill.server.settled(ida, ida.post(f"{at}/mendings", json={"upload": mill.upload(ida, [order(12)])}))
    assert (mended["state"], mended["result"]["job"]) == ("done", job["id"])
    assert mill.work() == {job["id"]: "done"}
    assert ida.get(f"{at}/report").json()["records"]["delivered"] == 3
    assert ida.get(f"{at}/rejects").json()["items"] == []


def test_the_same_is_refused_and_once_more_needs_a_reason(mill: Mill) -> None:
    ida = mill.server.client_as("ida")
    job = mill.submit(ida, [order(21)])
    wanted = {"template": "order-letter", "upload": mill.upload(ida, [order(21)]), "channels": ["sms"], "chunk": 2}
    same = ida.post("/v1/jobs", json=wanted)
    assert same.status_code == 409
    assert f"this is the job {job['id']}, submitted by ida" in same.json()["detail"]
    again = ida.post("/v1/jobs", json=wanted | {"again": "Lost in the mail"}, headers={"Idempotency-Key": "k1"})
    replayed = ida.post("/v1/jobs", json=wanted | {"again": "Lost in the mail"}, headers={"Idempotency-Key": "k1"})
    assert again.status_code == 201
    assert (replayed.json(), replayed.headers["idempotency-replayed"]) == (again.json(), "true")
    assert again.json()["run"] == 2
    assert again.json()["again"] == "Lost in the mail"
    mill.work()


def test_a_job_that_stopped_goes_on_and_one_that_is_cancelled_does_not(mill: Mill) -> None:
    ida = mill.server.client_as("ida")
    job = mill.submit(ida, [broken(31), broken(32), order(33)], max_errors="1")
    at = f"/v1/jobs/{job['id']}"
    working = ida.post(f"{at}/resumption", json={})
    assert (working.status_code, "did not stop" in working.json()["detail"]) == (409, True)
    assert "allows 1" in mill.work()[job["id"]]
    stopped = ida.get(at).json()
    assert (stopped["state"], "allows 1" in stopped["reason"]) == ("stopped", True)
    page = ida.get(f"{at}/rejects", params={"limit": 1}).json()
    rest = ida.get(f"{at}/rejects", params={"limit": 1, "cursor": page["next"]}).json()
    assert [one["key"] for one in (*page["items"], *rest["items"])] == ["A-31", "A-32"]
    assert mill.work() == {}
    resumed = ida.post(f"{at}/resumption", json={"max_errors": "2"}).json()
    assert (resumed["state"], resumed["reason"], resumed["max_errors"]) == ("working", "", "2")
    assert mill.work() == {job["id"]: "done"}
    assert ida.post(f"{at}/cancellation", json={"reason": "Too late"}).status_code == 409
    other = mill.submit(ida, [order(34)])
    cancelled = ida.post(f"/v1/jobs/{other['id']}/cancellation", json={"reason": "Wrong prices"}).json()
    assert (cancelled["state"], cancelled["reason"]) == ("cancelled", "Wrong prices")
    assert mill.work() == {}


def test_who_only_sends_sees_their_own_jobs_and_who_only_looks_gets_no_content(mill: Mill) -> None:
    ida, portal = mill.server.client_as("ida"), mill.server.client_as("portal", "render")
    theirs, own = mill.submit(ida, [order(41)]), mill.submit(portal, [order(42)])
    mill.work()
    assert [one["id"] for one in portal.get("/v1/jobs").json()["items"]] == [own["id"]]
    assert portal.get(f"/v1/jobs/{own['id']}/files/report.json").status_code == 200
    hidden, missing = portal.get(f"/v1/jobs/{theirs['id']}"), portal.get("/v1/jobs/order-letter-0000000000000000")
    assert hidden.status_code == missing.status_code == 404
    for person, status in (("anna", 403), ("otto", 403), ("gina", 403), ("dora", 200), ("ida", 200)):
        client = mill.server.client_as(person)
        assert client.get(f"/v1/jobs/{theirs['id']}").status_code == 200
        for what in ("report", "rejects", "files", "files/job.json"):
            assert client.get(f"/v1/jobs/{theirs['id']}/{what}").status_code == status, (person, what)
    elsewhere = {"template": "order-letter", "upload": mill.upload(ida, [order(43)])}
    assert portal.post("/v1/jobs", json=elsewhere).status_code == 404, "an upload is of who sent it"


@pytest.mark.parametrize(
    "name",
    ["../job.json", "..%2F..%2Farchive.key", "%2e%2e/x", "/etc/passwd", "sms", "sms/", "index.csv/", "nothing.json",
     "job.json%00", "a//b", "job.jso", "JOB.JSON"],
)  # fmt: skip
def test_a_file_is_one_that_the_job_made(mill: Mill, name: str) -> None:
    ida = mill.server.client_as("ida")
    done = ida.get("/v1/jobs", params={"state": "done", "limit": 1}).json()["items"]
    job = done[0] if done else mill.submit(ida, [order(51)])
    mill.work()
    assert ida.get(f"/v1/jobs/{job['id']}/files/{name}").status_code == 404


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"template": "nothing"}, 409, "nothing"),
        ({"channels": ["fax"]}, 422, "fax"),
        ({"kind": "spreadsheet"}, 422, "there is no source called 'spreadsheet'"),
        ({"kind": "csv:path=/etc/passwd"}, 422, "the options of csv are"),
        ({"plan": {"plan": 1, "outputs": {"sms": {"as": "print"}}}}, 422, "only pdf is printed"),
        ({"plan": {"plan": 1, "channels": {"order": ["sms"], "prefer": "no.where"}}}, 422, "has no field 'no'"),
        ({"max_errors": "many"}, 422, "neither a number nor a share"),
        ({"locale": "xx"}, 422, "xx"),
        ({"upload": "../../etc/passwd"}, 422, "upload"),
        ({"upload": "https://example.com/data"}, 422, "upload"),
        ({"upload": "20261123t090000-" + "0" * 24}, 404, "ida has no upload"),
        ({"again": "one line\nand another"}, 422, "control character"),
        ({"again": "x" * 1500}, 422, "again"),
        ({"out": "/srv/elsewhere"}, 422, "out"),
        ({"source": "/etc/passwd"}, 422, "source"),
        ({"day": "2020-01-01"}, 409, "no release of the template order-letter"),
    ],
)
def test_what_cannot_be_a_job_is_told_before_anything_is_made(
    mill: Mill, change: dict[str, Any], status: int, words: str
) -> None:
    ida = mill.server.client_as("ida")
    wanted = {"template": "order-letter", "upload": mill.upload(ida, [order(61)]), "channels": ["sms"], **change}
    answer = ida.post("/v1/jobs", json=wanted)
    assert (answer.status_code, words in answer.json()["detail"]) == (status, True), answer.text
    assert ida.get("/v1/jobs", params={"state": "waiting"}).json()["items"] == []


def test_data_that_is_none_refuses_the_job_and_not_the_worker(mill: Mill) -> None:
    ida = mill.server.client_as("ida")
    twice = mill.submit(ida, [order(71), order(71)])
    made = ida.post("/v1/uploads?name=data.zip", content=b"PK\x03\x04 no data at all")
    strange = {"template": "order-letter", "upload": made.json()["id"], "channels": ["sms"]}
    odd = ida.post("/v1/jobs", json=strange).json()
    mill.work()
    refused = {one["id"]: one["reason"] for one in ida.get("/v1/jobs", params={"state": "refused"}).json()["items"]}
    assert "'A-71'" in refused[twice["id"]]
    assert "data.zip" in refused[odd["id"]]
    assert "ccm-data-" not in refused[odd["id"]]


def test_jobs_are_listed_a_page_at_a_time(mill: Mill) -> None:
    ida = mill.server.client_as("ida")
    made = [mill.submit(ida, [order(80 + number)])["id"] for number in range(3)]
    page = ida.get("/v1/jobs", params={"limit": 2}).json()
    assert [one["id"] for one in page["items"]] == [made[2], made[1]]
    rest = ida.get("/v1/jobs", params={"limit": 1, "cursor": page["next"]}).json()
    assert [one["id"] for one in rest["items"]] == [made[0]]
    assert ida.get("/v1/jobs", params={"cursor": "bm90aGluZw"}).status_code == 422
    mill.work()


def test_a_plan_is_the_one_that_a_file_would_say(mill: Mill) -> None:
    ida = mill.server.client_as("ida")
    plan = {"plan": 1, "outputs": {"sms": {"as": "files"}}}
    job = mill.submit(ida, [order(91)], plan=plan)
    assert job["plan"]["outputs"] == {"sms": {"as": "files"}}
    mill.work()
    told = json.loads(ida.get(f"/v1/jobs/{job['id']}/files/job.json").content)
    assert told["plan"]["content"] == job["plan"]
