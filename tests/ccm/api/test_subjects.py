"""Templates, blocks and brands through the API: listed, shown, rolled back, retired."""

from tests.ccm.api.office_api import Served

LETTER = "/v1/templates/order-letter"
BLOCK = "/v1/blocks/privacy-notice"


def test_what_there_is_is_listed_a_page_at_a_time(server: Served) -> None:
    anna = server.client_as("anna")
    [letter] = anna.get("/v1/templates").json()["items"]
    assert (letter["key"], letter["title"], letter["version"], letter["language"], letter["draft"]) == (
        "order-letter", "First letter", 1, "en-GB", None,
    )  # fmt: skip
    first = anna.get("/v1/blocks?limit=1").json()
    rest = anna.get(f"/v1/blocks?limit=1&cursor={first['next']}").json()
    keys = [one["key"] for page in (first, rest) for one in page["items"]]
    assert (keys, rest["next"]) == (["privacy-notice", "right-to-complain"], None)
    [brand] = anna.get("/v1/brands").json()["items"]
    assert (brand["key"], brand["owner"], brand["locales"]) == ("ginepro", "", [])
    for missing in (
        "/v1/templates/nothing",
        "/v1/brands/privacy-notice",
        f"{LETTER}/versions/9",
        "/v1/blocks/x/draft",
    ):
        answer = anna.get(missing)
        assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found"), missing
    assert anna.get("/v1/templates/No Key").status_code == 422


def test_what_a_version_says_is_shown_as_json(server: Served) -> None:
    anna = server.client_as("anna")
    shown = anna.get(f"{LETTER}/definition?of=1").json()
    assert (shown["name"], shown["definition"]["template"]) == ("order-letter@1", "order-letter")
    assert shown["contract"]["properties"]
    assert shown["digest"] == anna.get(f"{LETTER}/versions/1").json()["digest"]
    assert anna.get(f"{BLOCK}/definition").json()["contract"] is None
    assert anna.get("/v1/brands/ginepro/definition").json()["definition"]["brand"] == "ginepro"
    assert anna.get(f"{LETTER}/definition?of=first").status_code == 422


def test_a_version_is_gone_back_to_on_top_of_what_was_seen(server: Served) -> None:
    server.office.edit("fritz", "templates/order-letter/template.yaml", "Thank you", "Many thanks")
    fritz = server.client_as("fritz")
    seen = fritz.get(LETTER).headers["ETag"]
    listed = fritz.get(f"{LETTER}/versions?limit=1").json()
    assert [(one["number"], one["standing"]) for one in listed["items"]] == [(2, "not-approved")]
    older = fritz.get(f"{LETTER}/versions?limit=1&cursor={listed['next']}").json()
    assert ([one["number"] for one in older["items"]], older["next"]) == ([1], None)
    back = fritz.post(f"{LETTER}/roll-back", json={"to": 1, "message": "Too warm"}, headers={"If-Match": seen})
    assert (back.status_code, back.json()["version"], back.json()["new"]) == (200, 3, True)
    stale = fritz.post(f"{LETTER}/roll-back", json={"to": 1}, headers={"If-Match": seen})
    assert stale.status_code == 412
    same = fritz.post(f"{LETTER}/roll-back", json={"to": 1}, headers={"If-Match": back.headers["ETag"]})
    assert same.json()["new"] is False


def test_what_is_retired_is_listed_when_asked_for(server: Served) -> None:
    fritz = server.client_as("fritz")
    headers = {"If-Match": fritz.get(LETTER).headers["ETag"]}
    answer = fritz.post(f"{LETTER}/retire", json={"on": "2027-09-01", "message": "Replaced"}, headers=headers)
    assert (answer.status_code, answer.json()["retired_on"]) == (200, "2027-09-01")
    assert fritz.get("/v1/templates").json()["items"] == []
    [letter] = fritz.get("/v1/templates?retired=true").json()["items"]
    assert letter["retired_on"] == "2027-09-01"
    assert fritz.get(LETTER).headers["ETag"] != headers["If-Match"]


def test_somebody_who_renders_only_learns_nothing(server: Served) -> None:
    from ccm.people.store import PeopleStore

    with server.office.database.writing() as session:
        people = PeopleStore(session)
        people.add_person("portal", at=server.office.at)
        people.grant("portal", "api-client", at=server.office.at)
    portal = server.client_as("portal")
    told = {portal.get(path).json()["detail"] for path in (LETTER, "/v1/templates/nothing", f"{BLOCK}/draft")}
    assert len(told) == 1
    assert portal.get(LETTER).status_code == 403
