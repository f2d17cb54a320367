"""From the gates to the release, through the API: what is submitted, decided on exactly what was seen, and released."""

from collections.abc import Callable
from typing import Any

from fastapi.testclient import TestClient

from tests.ccm.api.office_api import Served

Somebody = Callable[..., TestClient]

BLOCK, ITALIAN, LETTER, BRAND = (
    "block:privacy-notice", "translation:privacy-notice/it", "template:order-letter", "brand:ginepro",
)  # fmt: skip


def submitted(server: Served, client: TestClient, *subjects: str, **more: Any) -> dict[str, str]:
    """Submit; return the number of the submission of each."""
    done = server.settled(client, client.post("/v1/submissions", json={"subjects": list(subjects) or None, **more}))
    assert done["state"] == "done", done
    return {f"{one['kind']}:{one['key']}": one["id"] for one in done["result"]["submissions"]}


def decided(client: TestClient, submission: str, verdict: str = "approve", **words: Any) -> Any:
    """Decide on what the submission is about; return the answer."""
    seen = client.get(f"/v1/submissions/{submission}").headers["ETag"]
    return client.post(
        f"/v1/submissions/{submission}/decisions", json={"verdict": verdict, **words}, headers={"If-Match": seen}
    )


def test_a_submission_goes_all_the_way(server: Served, client_as: Somebody) -> None:
    anna, bruno, carla, dora = (client_as(person) for person in ("anna", "bruno", "carla", "dora"))
    everything = submitted(server, anna)
    assert {BLOCK, ITALIAN, LETTER, BRAND} <= everything.keys()
    assert {one["id"] for one in anna.get("/v1/submissions", params={"status": "open"}).json()["items"]} == set(
        everything.values()
    )
    waiting = [one["submission"] for one in bruno.get("/v1/queue").json()["items"]]
    assert everything[BLOCK] in waiting
    assert everything[LETTER] not in waiting
    for name, number in everything.items():
        if name.startswith(("block:", "translation:")):
            assert decided(bruno, number).status_code == 201
        second = decided(carla if name.startswith("translation:") else dora, number)
        assert second.json()["submission"]["status"] == "approved", second.text
    released = dora.post("/v1/releases", json={"template": "order-letter"})
    assert released.status_code == 201, released.text
    assert released.json()["status"] == "in-force"
    shown = anna.get(f"/v1/submissions/{everything[LETTER]}").json()
    assert shown["status"] == "approved"
    assert [one["name"] for one in shown["released"]] == ["order-letter#1"]
    assert {one["gate"] for one in shown["gates"]} >= {"check", "proof", "wcag"}
    assert [one["person"] for one in shown["decisions"]] == ["dora"]
    assert client_as("gina").get("/v1/queue").json() == {"items": [], "next": None}


def test_nobody_decides_on_what_they_have_not_seen(server: Served, client_as: Somebody) -> None:
    anna, dora = client_as("anna"), client_as("dora")
    number = submitted(server, anna, LETTER)[LETTER]
    path = f"/v1/submissions/{number}/decisions"
    without = dora.post(path, json={"verdict": "approve"})
    assert (without.status_code, without.json()["type"]) == (428, "/problems/if-match")
    anything = dora.post(path, json={"verdict": "approve"}, headers={"If-Match": "*"})
    assert anything.status_code == 428
    another = dora.post(path, json={"verdict": "approve"}, headers={"If-Match": '"' + "0" * 64 + '"'})
    assert another.status_code == 412
    assert decided(dora, number).status_code == 201
    again = decided(dora, number)
    assert again.status_code == 409
    assert "which is final" in again.json()["detail"]


def test_an_edit_voids_what_was_seen(server: Served, client_as: Somebody) -> None:
    """A later submission of the same subject is never decided by an act on the one before."""
    anna, dora = client_as("anna"), client_as("dora")
    first = submitted(server, anna, LETTER)[LETTER]
    seen = dora.get(f"/v1/submissions/{first}").headers["ETag"]
    server.office.edit("fritz", "templates/order-letter/template.yaml", "Thank you", "Many thanks")
    second = submitted(server, anna, LETTER)[LETTER]
    stale = dora.post(f"/v1/submissions/{first}/decisions", json={"verdict": "approve"}, headers={"If-Match": seen})
    assert (stale.status_code, "is voided" in stale.json()["detail"]) == (409, True)
    assert dora.get(f"/v1/submissions/{second}").json()["status"] == "open"
    crossed = dora.post(f"/v1/submissions/{second}/decisions", json={"verdict": "approve"}, headers={"If-Match": seen})
    assert crossed.status_code == 412


def test_who_may_not_decide_is_told_why(server: Served, client_as: Somebody) -> None:
    anna, otto, bruno = client_as("anna"), client_as("otto"), client_as("bruno")
    number = submitted(server, anna, LETTER)[LETTER]
    for client, words in (
        (anna, "anna cannot decide template order-letter"),
        (otto, "otto is an administrator"),
        (bruno, "bruno cannot approve template order-letter"),
    ):
        refused = decided(client, number)
        assert refused.status_code == 403
        assert words in refused.json()["detail"]
    wordless = decided(client_as("dora"), number, "reject")
    assert wordless.status_code == 422
    assert "without words" in wordless.json()["detail"]


def test_everybody_is_told_what_part_they_have(server: Served, client_as: Somebody) -> None:
    """What it says is what a decision would be answered; who can decide is named for those who cannot."""
    number = submitted(server, client_as("anna"), LETTER)[LETTER]

    def part(person: str) -> Any:
        return client_as(person).get(f"/v1/submissions/{number}").json()["part"]

    dora, anna, bruno, otto = (part(person) for person in ("dora", "anna", "bruno", "otto"))
    [step] = dora["steps"]
    assert step["seats"] == ["dora"]
    assert (dora["may_refuse"], dora["may_withdraw"], dora["code"], dora["why"]) == (True, False, None, "")
    assert (anna["steps"], anna["may_withdraw"], anna["code"]) == ([], True, "right")
    assert (bruno["code"], "bruno was not of" in bruno["why"]) == ("not-asked", True)
    assert (otto["code"], "otto is an administrator" in otto["why"]) == ("right", True)
    assert "dora" in anna["who_can"]
    assert "bruno" not in anna["who_can"]
    decided(client_as("dora"), number)
    assert (part("dora")["code"], part("dora")["who_can"]) == ("closed", [])


def test_an_author_who_decides_elsewhere_is_told_why_not_here(server: Served, client_as: Somebody) -> None:
    server.office.edit("dora", "blocks/privacy-notice/block.yaml", "version: 1", "version: 2")
    number = submitted(server, client_as("anna"), BLOCK)[BLOCK]
    part = client_as("dora").get(f"/v1/submissions/{number}").json()["part"]
    assert (part["steps"], part["code"], part["may_withdraw"]) == ([], "author", True)
    assert "dora made some of the change" in part["why"]


def test_what_somebody_submitted_is_found_by_them(server: Served, client_as: Somebody) -> None:
    anna, fritz = client_as("anna"), client_as("fritz")
    mine = submitted(server, anna, LETTER)[LETTER]
    theirs = submitted(server, fritz, BRAND)[BRAND]
    for query, found in (({"submitter": "anna"}, mine), ({"submitter": "fritz"}, theirs), ({"kind": "brand"}, theirs)):
        assert [one["id"] for one in anna.get("/v1/submissions", params=query).json()["items"]] == [found]


def test_comments_hang_on_nodes_and_decide_nothing(server: Served, client_as: Somebody) -> None:
    anna, dora = client_as("anna"), client_as("dora")
    number = submitted(server, anna, LETTER)[LETTER]
    path = f"/v1/submissions/{number}/comments"
    nowhere = dora.post(path, json={"text": "Which one?", "node": "nowhere"})
    assert nowhere.status_code == 422
    assert "has no node 'nowhere'" in nowhere.json()["detail"]
    node = nowhere.json()["detail"].partition("there are ")[2].split(",")[0]
    said = dora.post(path, json={"text": "Which one?", "node": node})
    assert (said.status_code, said.json()["node"], said.json()["verdict"]) == (201, node, "comment")
    for n in range(3):
        anna.post(path, json={"text": f"As on page {n}"})
    page = anna.get(path, params={"limit": 3}).json()
    assert [one["person"] for one in page["items"]] == ["dora", "anna", "anna"]
    rest = anna.get(path, params={"limit": 3, "cursor": page["next"]}).json()
    assert ([one["reason"] for one in rest["items"]], rest["next"]) == (["As on page 2"], None)
    assert [one["reason"] for one in anna.get(path, params={"node": node}).json()["items"]] == ["Which one?"]
    assert anna.get(f"/v1/submissions/{number}").json()["status"] == "open"


def test_an_author_takes_back_what_was_submitted(server: Served, client_as: Somebody) -> None:
    anna, ida = client_as("anna"), client_as("ida")
    number = submitted(server, anna, LETTER)[LETTER]
    seen = {"If-Match": anna.get(f"/v1/submissions/{number}").headers["ETag"]}
    path = f"/v1/submissions/{number}/withdrawal"
    assert ida.post(path, json={"reason": "no"}, headers=seen).status_code == 403
    taken = anna.post(path, json={"reason": "The rates change"}, headers=seen)
    assert taken.json()["submission"]["status"] == "withdrawn"
    decisions = anna.get(f"/v1/submissions/{number}/decisions").json()["items"]
    assert [(one["verdict"], one["reason"]) for one in decisions] == [("withdraw", "The rates change")]


def test_what_changed_since_the_last_approval_is_shown(server: Served, client_as: Somebody) -> None:
    anna, dora = client_as("anna"), client_as("dora")
    first = submitted(server, anna, LETTER)[LETTER]
    assert dora.get(f"/v1/submissions/{first}/changes").json() == {
        "before": None, "after": "template:order-letter@1", "changes": [],
    }  # fmt: skip
    decided(dora, first)
    server.office.edit("fritz", "templates/order-letter/template.yaml", "Thank you", "Many thanks")
    second = submitted(server, anna, LETTER)[LETTER]
    found = dora.get(f"/v1/submissions/{second}/changes").json()
    assert (found["before"], found["after"]) == ("template:order-letter@1", "template:order-letter@2")
    assert any("Many thanks" in (one["after"] or "") for one in found["changes"])


def test_what_the_gates_found_is_shown_and_kept(server: Served, client_as: Somebody) -> None:
    anna = client_as("anna")
    before = anna.get("/v1/gates", params={"subject": BRAND}).json()
    assert (before["passed"], before["gates"]) == (False, [])
    submitted(server, anna, BRAND)
    after = anna.get("/v1/gates", params={"subject": BRAND}).json()
    assert after["passed"] is True
    report = anna.get(f"/v1/evidence/{after['gates'][0]['evidence']}")
    assert report.json()["gate"] == after["gates"][0]["gate"]
    assert anna.get("/v1/evidence/sha256:" + "0" * 64).status_code == 404


def test_a_submission_is_made_once_for_one_key(server: Served, client_as: Somebody) -> None:
    anna = client_as("anna")
    asked, key = {"subjects": [LETTER]}, {"Idempotency-Key": "f3b1"}
    first, second = (anna.post("/v1/submissions", json=asked, headers=key) for _ in range(2))
    assert first.json()["id"] == second.json()["id"]
    assert second.headers["Location"] == first.headers["Location"]
    assert len(anna.get("/v1/operations").json()["items"]) == 1


def test_submissions_are_listed_a_page_at_a_time(server: Served, client_as: Somebody) -> None:
    anna = client_as("anna")
    numbers = sorted(map(int, submitted(server, anna).values()), reverse=True)
    found: list[int] = []
    cursor = None
    while True:
        page = anna.get("/v1/submissions", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        found += [int(one["id"]) for one in page["items"]]
        if (cursor := page["next"]) is None:
            break
    assert found == numbers
    [one] = anna.get("/v1/submissions", params={"subject": BLOCK}).json()["items"]
    assert one["key"] == "privacy-notice"
    assert anna.get("/v1/submissions", params={"cursor": "bm9uc2Vuc2U"}).status_code == 422
    assert anna.get("/v1/submissions/99999").status_code == 404
