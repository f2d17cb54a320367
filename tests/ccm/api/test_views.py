"""What a person sees of a draft in every channel, node by node."""

import asyncio
import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx2 import ASGITransport, AsyncClient

from ccm.api.models.views import ConditionModel, Views
from tests.ccm.api.office_api import Served, press
from tests.ccm.workers import works


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from press(tmp_path_factory.mktemp("views"))


def asked(server: Served, **wanted: Any) -> Any:
    return server.client_as("anna", "view").post("/v1/views", json={"template": "order-letter", **wanted})


def seen(server: Served, **wanted: Any) -> Views:
    answer = asked(server, **wanted)
    assert answer.status_code == 200, answer.text
    return Views.model_validate(answer.json())


def typed(server: Served, before: str, after: str) -> dict[str, Any]:
    """The files of the letter, not saved, with other words in them."""
    place = server.office.shelf / "templates" / "order-letter"
    texts = {path.relative_to(place).as_posix(): path.read_text() for path in place.rglob("*") if path.is_file()}
    assert before in texts["template.yaml"]
    texts["template.yaml"] = texts["template.yaml"].replace(before, after)
    return {name: {"text": text} for name, text in texts.items()}


def marks(html: str) -> set[str]:
    return set(re.findall(r'data-node="([^"]*)"', html))


def of(views: Views, key: str) -> ConditionModel:
    (found,) = [one for one in views.conditions if one.key == key]
    return found


def test_every_channel_says_which_node_each_part_came_from(server: Served) -> None:
    views = seen(server, sample="first", locale="en-GB")
    assert views.pdf
    assert views.email
    assert views.sms
    assert views.mobile
    assert (views.record, views.locale, views.company) == ("A-1042", "en-GB", "Banca Ginepro")
    shown = {"title", "greeting", "lines", "follow", "privacy"}
    assert shown <= marks(views.email.html)
    assert shown <= marks(views.mobile.html)
    assert shown <= {area.node for area in views.pdf.areas}
    assert {run.node for run in views.sms.runs} >= {"greeting", "follow", "privacy"}
    (block,) = [area for area in views.pdf.areas if area.whole]
    assert (block.node, block.locked) == ("privacy", True)
    assert block.block
    assert block.block.startswith("privacy-notice@")
    assert {run.block for run in views.sms.runs if run.node == "privacy"} == {block.block}


def test_a_mail_is_shown_with_its_head_and_its_pictures(server: Served) -> None:
    email = seen(server, sample="first", locale="en-GB", channels=["email"]).email
    assert email
    assert email.subject == "[DRAFT] Your order A-1042 is on its way"
    assert email.preheader.startswith("It arrives on")
    assert "@" in email.sender
    assert 'src="data:image/png;base64,' in email.html
    assert "cid:" not in email.html


def test_a_text_message_costs_what_it_will_cost(server: Served) -> None:
    sms = seen(server, sample="first", locale="en-GB", channels=["sms"]).sms
    assert sms
    assert "".join(run.text for run in sms.runs).startswith("DRAFT: Thank you for your order")
    counted = "".join(run.text for run in sms.runs[1:])
    assert (sms.encoding, sms.characters) == ("GSM-7", len(counted))
    assert sms.segments == max(run.segment for run in sms.runs)
    assert sms.left == sms.segments * (160 if sms.segments == 1 else 153) - len(counted)


def test_pages_are_pictured_as_far_as_they_are_asked_for(server: Served) -> None:
    long = "table: order.lines\n    as: line"
    files = typed(server, long, "page_break: true\n    id: turn\n\n  - " + long)
    wanted = {"files": files, "sample": "first", "channels": ["pdf"]}
    whole = seen(server, **wanted).pdf
    assert whole
    assert [page.number for page in whole.pages] == [1, 2]
    assert {area.page for area in whole.areas} == {1, 2}
    second = seen(server, **wanted, pages={"first": 2, "limit": 1, "scale": 0.5}).pdf
    assert second
    assert second.count == 2
    assert [page.number for page in second.pages] == [2]
    assert base64.b64decode(second.pages[0].source.partition(",")[2])[8:12] == b"WEBP"
    assert len(second.pages[0].source) < len(whole.pages[1].source)
    assert second.areas == whole.areas
    assert (round(second.pages[0].width), round(second.pages[0].height)) == (595, 842)


def test_the_board_says_how_each_decision_came_out(server: Served) -> None:
    choice = of(seen(server, sample="first", channels=["sms"]), "gift-or-not")
    assert (choice.kind, choice.outcome, choice.own, choice.forced) == ("choice", 2, 2, None)
    assert choice.branches == ["order.gift", "otherwise"]
    assert of(seen(server, sample="gift", channels=["sms"]), "gift-or-not").outcome == 1


@pytest.mark.parametrize(("branch", "there"), [(1, {"gift"}), (2, {"invoice-enclosed"}), (0, set())])
def test_a_choice_is_forced_to_a_branch(server: Served, branch: int, there: set[str]) -> None:
    views = seen(server, sample="first", channels=["email"], conditions={"gift-or-not": branch})
    assert views.email
    assert marks(views.email.html) & {"gift", "invoice-enclosed"} == there
    choice = of(views, "gift-or-not")
    assert (choice.outcome, choice.forced, choice.own) == (branch, branch, 2)


def test_a_condition_is_forced_either_way_whatever_the_data_say(server: Served) -> None:
    files = typed(server, "    id: invoice-enclosed", "    id: invoice-enclosed\n            if: order.number == 'B'")
    for forced in (True, False):
        views = seen(server, files=files, channels=["email"], conditions={"invoice-enclosed": forced})
        assert views.email
        assert ("invoice-enclosed" in marks(views.email.html)) is forced
        decided = of(views, "invoice-enclosed")
        assert (decided.kind, decided.outcome, decided.own, decided.forced) == ("condition", forced, False, forced)
        assert decided.expression == "order.number == 'B'"


def test_a_list_is_forced_to_be_empty(server: Served) -> None:
    views = seen(server, channels=["email"], conditions={"lines.rows": False})
    rows = of(views, "lines.rows")
    assert (rows.kind, rows.node, rows.outcome, rows.own) == ("rows", "lines", False, True)
    assert views.email
    assert "Wool blanket" not in views.email.html


def test_a_record_that_does_not_fit_fails_in_every_channel_and_says_why(server: Served) -> None:
    views = seen(server, data={"order": {}}, channels=["sms", "email"])
    assert views.sms
    assert views.email
    assert views.sms.failed
    assert any("customer" in one.path for one in views.email.findings)


def test_what_is_typed_is_shown_and_what_cannot_be_read_is_told(server: Served) -> None:
    files = typed(server, 'short: "Your order', 'short: "Look: your order')
    sms = seen(server, files=files, channels=["sms"], locale="en-GB").sms
    assert sms
    assert any("Look: your order" in run.text for run in sms.runs)
    files["template.yaml"] = {"text": "template: [order-letter"}
    broken = asked(server, files=files)
    assert broken.status_code == 422
    assert broken.json()["detail"].startswith("order-letter/template.yaml:")


def test_what_was_typed_goes_over_what_is_in_the_store(server: Served) -> None:
    changes = {"template.yaml": typed(server, 'short: "Your order', 'short: "Look: your order')["template.yaml"]}
    sms = seen(server, changes=changes, channels=["sms"], locale="en-GB").sms
    assert sms
    assert any("Look: your order" in run.text for run in sms.runs)
    gone = asked(server, changes={"samples/gift.json": None}, sample="gift", channels=["sms"])
    assert "there is no sample 'gift'" in gone.json()["detail"]
    both = asked(server, files=typed(server, "Follow", "Follow"), changes=changes)
    assert (both.status_code, both.json()["detail"]) == (422, "send files or changes, and not both")


def test_a_newer_request_of_a_window_takes_the_place_of_one_that_waits(server: Served, tmp_path: Path) -> None:
    assert server.context.lanes
    held = server.context.lanes.submit("drafts", works.wait_for, str(tmp_path / "go"))
    answers = asyncio.run(_all_at_once(server, tmp_path / "go", ["tab-1", "tab-2", "tab-1", "tab-1"]))
    assert held.result(60)
    assert [answer.status_code for answer in answers] == [409, 200, 409, 200]
    assert answers[0].json()["type"] == "/problems/superseded"


async def _all_at_once(server: Served, go: Path, windows: list[str]) -> list[Any]:
    """Ask in this order while the lane is held, and let it go once all of them wait."""
    headers = dict(server.client_as("anna", "view").headers)
    transport = ASGITransport(app=server.app)
    async with AsyncClient(transport=transport, base_url="https://testserver", headers=headers, timeout=60) as client:
        tasks = []
        for window in windows:
            wanted = {"template": "order-letter", "channels": ["sms"], "session": window}
            waiting = set(server.app.state.waiting.futures)
            tasks.append(asyncio.create_task(client.post("/v1/views", json=wanted)))
            while set(server.app.state.waiting.futures) == waiting:
                await asyncio.sleep(0)
        go.touch()
        return list(await asyncio.gather(*tasks))


def test_what_is_looked_at_is_kept_nowhere(server: Served) -> None:
    before = len(server.office.log())
    seen(server, channels=["sms"])
    assert len(server.office.log()) == before
    assert server.client_as("portal").post("/v1/views", json={"template": "order-letter"}).status_code == 403
