"""What people say about a draft: on its node, over versions, to each other."""

from collections.abc import Iterator
from typing import Any

import pytest
from typer.testing import CliRunner

from cli import app
from tests.ccm.api.office_api import Served, served
from tests.ccm.governance.copies import built

AT = "/v1/templates/order-letter/comments"


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with built("sqlite", tmp_path_factory.mktemp("comments"), None) as office:
        yield from served(office)


def say(server: Served, person: str, text: str, at: str = AT, **more: Any) -> dict[str, Any]:
    answer = server.client_as(person).post(at, json={"text": text, **more})
    assert answer.status_code == 201, answer.text
    said: dict[str, Any] = answer.json()
    return said


def threads(server: Served, **asked: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = server.client_as("bruno").get(AT, params=asked).json()["items"]
    return found


def test_a_conversation_hangs_on_its_node(server: Served) -> None:
    first = say(server, "anna", "  Warmer?  ", node="greeting")
    assert (first["text"], first["node"], first["person"]) == ("Warmer?", "greeting", "anna")
    say(server, "dora", "As warm as the law lets us", answers=first["number"])
    say(server, "anna", "A second matter")
    whole, other = threads(server)
    assert [one["text"] for one in whole["replies"]] == ["As warm as the law lets us"]
    assert whole["replies"][0]["node"] == "greeting"
    assert (other["first"]["node"], other["replies"]) == (None, [])
    assert [one["first"]["text"] for one in threads(server, node="greeting")] == ["Warmer?"]


def test_an_answer_to_an_answer_is_in_the_same_thread(server: Served) -> None:
    first = say(server, "anna", "One")
    second = say(server, "dora", "Two", answers=first["number"])
    say(server, "anna", "Three", answers=second["number"])
    (thread,) = threads(server)
    assert [one["text"] for one in thread["replies"]] == ["Two", "Three"]


def test_a_thread_is_resolved_and_opened_by_the_next_answer(server: Served) -> None:
    number = say(server, "anna", "One")["number"]
    dora = server.client_as("dora")
    done = dora.post(f"{AT}/{number}/resolution").json()
    assert (done["resolved"], done["resolved_by"]) == (True, "dora")
    again = dora.post(f"{AT}/{number}/resolution")
    assert (again.status_code, again.json()["detail"]) == (422, f"the comment {number} is resolved already")
    assert threads(server, state="open") == []
    assert len(threads(server, state="resolved")) == 1
    say(server, "anna", "Not quite", answers=number)
    assert len(threads(server, state="open")) == 1
    dora.post(f"{AT}/{number}/resolution")
    assert dora.delete(f"{AT}/{number}/resolution").json()["resolved"] is False


def test_who_is_mentioned_finds_it_until_it_is_resolved(server: Served) -> None:
    first = say(server, "anna", "What does the law say, @dora? And @bruno: (@dora again) or write to me@dora.example")
    assert first["mentions"] == ["bruno", "dora"]
    say(server, "bruno", "@anna nothing", answers=first["number"])
    dora = server.client_as("dora")
    (found,) = dora.get("/v1/mentions").json()["items"]
    assert (found["kind"], found["key"], found["comment"]["number"]) == ("template", "order-letter", first["number"])
    assert found["resolved"] is False
    (answered,) = server.client_as("anna").get("/v1/mentions").json()["items"]
    assert answered["comment"]["text"] == "@anna nothing"
    dora.post(f"{AT}/{first['number']}/resolution")
    assert dora.get("/v1/mentions").json()["items"] == []
    assert dora.get("/v1/mentions", params={"state": "all"}).json()["items"][0]["resolved"] is True


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        ({"text": " \n "}, 422, "says nothing"),
        ({"text": "x", "node": "no id!"}, 422, "is no id of a node"),
        ({"text": "Look, @nobody"}, 422, "there is no active user 'nobody' to turn to"),
        ({"text": "x", "answers": 4711}, 404, "there is no comment 4711"),
        ({"text": "x" * 10_001}, 422, "text"),
    ],
)
def test_what_cannot_be_said_is_told_in_words(server: Served, sent: dict[str, Any], status: int, words: str) -> None:
    answer = server.client_as("anna").post(AT, json=sent)
    assert answer.status_code == status, answer.text
    assert words in answer.json()["detail"]


def test_nobody_turns_to_who_may_not_look(server: Served) -> None:
    with server.office.database.writing() as session:
        from ccm.people.store import PeopleStore

        PeopleStore(session).add_person("zoe", at=server.office.at)
    answer = server.client_as("anna").post(AT, json={"text": "@zoe"})
    assert "zoe may not look at the template order-letter" in answer.json()["detail"]


def test_there_is_no_talking_about_what_is_not_there_or_elsewhere(server: Served) -> None:
    anna = server.client_as("anna")
    assert anna.post("/v1/templates/nothing/comments", json={"text": "x"}).status_code == 404
    number = say(server, "anna", "About the letter")["number"]
    assert anna.post(f"/v1/blocks/privacy-notice/comments/{number}/resolution").status_code == 404


def test_comments_stay_when_a_version_is_published(server: Served) -> None:
    say(server, "anna", "One", node="greeting")
    fritz = server.client_as("fritz")
    files = fritz.get("/v1/templates/order-letter/versions/1/files").json()["files"]
    files["template.yaml"]["text"] = files["template.yaml"]["text"].replace("Thank you", "Many thanks")
    saved = fritz.put("/v1/templates/order-letter/draft", json={"files": files, "base": 1}, headers={"If-Match": "*"})
    published = fritz.post(
        "/v1/templates/order-letter/draft/publish", json={}, headers={"If-Match": saved.headers["ETag"]}
    )
    assert published.status_code in (200, 201), published.text
    assert [one["first"]["text"] for one in threads(server)] == ["One"]


def test_pages_of_threads_follow_each_other(server: Served) -> None:
    for number in range(5):
        say(server, "anna", f"Number {number}")
    dora = server.client_as("dora")
    seen, cursor = [], None
    while True:
        page = dora.get(AT, params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        seen += [one["first"]["text"] for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == [f"Number {number}" for number in range(5)]


def test_the_log_says_who_spoke_and_not_what(server: Served) -> None:
    say(server, "anna", "Something private about Mr Rossi")
    row = server.office.log()[-1]
    assert (row.who, row.act, row.kind, row.key) == ("anna", "comment-draft", "template", "order-letter")
    assert "Rossi" not in row.why


def test_the_same_by_command(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    url = server.office.database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("CCM_DATABASE_URL", url)

    def ccm(*arguments: str) -> str:
        result = CliRunner().invoke(app, ["discuss", *arguments])
        assert result.exit_code == 0, result.output
        return result.output

    assert "comment 1 on template order-letter" in ccm(
        "say", "order-letter", "Warmer, @dora?", "--node", "greeting", "--as", "anna"
    )
    ccm("say", "order-letter", "Yes", "--to", "1", "--as", "dora")
    listed = ccm("list", "order-letter", "--as", "bruno")
    assert "Warmer, @dora?" in listed
    assert "↳ Yes" in listed
    assert "template order-letter" in ccm("mentions", "--as", "dora")
    assert "is resolved" in ccm("resolve", "order-letter", "1", "--as", "dora")
    assert "Warmer" not in ccm("list", "order-letter", "--as", "bruno")
    assert "open again" in ccm("reopen", "order-letter", "1", "--as", "anna")
