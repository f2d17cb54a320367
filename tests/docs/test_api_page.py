"""docs/api.md and docs/server.md: the commands are run, the examples sent, the figures those of the code."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ccm.access.browser import IDLE, LONGEST
from ccm.access.keys import MAX_DAYS
from ccm.access.passwords import FREE_GUESSES
from ccm.api.limits import Limits
from ccm.people.roles import ALL_ABILITIES
from ccm.workers.lanes import SIZES
from ccm.workers.slot import Setup
from cli import app
from tests.ccm.api.office_api import Served, press

DOCS = Path(__file__).resolve().parents[2] / "docs"
API = (DOCS / "api.md").read_text(encoding="utf-8")
SERVER = (DOCS / "server.md").read_text(encoding="utf-8")
EXAMPLES: list[Any] = [json.loads(text) for text in re.findall(r"^```json\n(.*?)^```$", API, re.MULTILINE | re.DOTALL)]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from press(tmp_path_factory.mktemp("page"))


def test_the_commands_of_the_page_can_be_typed_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CCM_HOME", str(tmp_path))
    monkeypatch.delenv("CCM_DATABASE_URL", raising=False)
    before = ["user add otto --role administrator", "user add anna --role author --as otto"]
    commands = re.findall(r"^    ccm (.*)$", API, re.MULTILINE)
    assert len(commands) == 5
    for command in (*before, *commands):
        result = CliRunner().invoke(app, shlex.split(command))
        assert result.exit_code == 0, (command, result.output)
        if command.startswith("key create"):
            assert re.search(r"^ccmk_\S{43}$", result.output, re.MULTILINE)


def test_the_examples_of_the_page_are_answered_as_it_says(served: Served) -> None:
    render, preview, views, problem = EXAMPLES
    sent = served.client_as("portal", "render").post("/v1/render", json=render)
    assert sent.status_code == 200, sent.text
    for field in re.findall(r"^\| `([a-z_]+)`(?:, `([a-z_]+)`)? \| (?:each|what|its)", API, re.MULTILINE):
        assert set(field) - {""} <= sent.json().keys()
    shown = served.client_as("anna", "view").post("/v1/preview", json=preview)
    assert shown.json()["parts"][0]["text"].startswith("BOZZA: ")
    seen = served.client_as("anna", "view").post("/v1/views", json=views).json()
    assert seen["sms"]["runs"]
    (choice,) = [one for one in seen["conditions"] if one["key"] == "gift-or-not"]
    assert (choice["outcome"], choice["own"], choice["forced"]) == (1, 2, 1)
    refused = served.client_as("anna").post("/v1/render", json=render, headers={"X-Request-ID": problem["request_id"]})
    assert refused.json() == problem


def test_the_figures_of_the_pages_are_those_of_the_code() -> None:
    limits = Limits()
    for said in (
        f"after {MAX_DAYS} days",
        f"after {IDLE.seconds // 60} minutes without a request, after {LONGEST.seconds // 3600} hours",
        f"| {limits.body // 1024**2} MB, nested {limits.depth} deep, {limits.tokens:,} fields and items, arriving "
        f"within {limits.body_seconds} seconds |",
        f"| {limits.per_second} a second, {limits.burst} at once |",
        f"| requests under way | {limits.requests} |",
        f"| {SIZES['quick'].seconds} seconds for messages, {SIZES['pages'].seconds} for pages; "
        f"{Setup().memory // 1024} GB |",
    ):
        assert said in " ".join(API.split()), said
    assert FREE_GUESSES == 5
    assert f"after {Setup().works:,} renders" in SERVER
    named = API[API.index("is **for** abilities") :].partition(")")[0]
    assert set(re.findall(r"`([a-z]+)`", named)) == set(ALL_ABILITIES) | {"archive"}
