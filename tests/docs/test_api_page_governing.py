"""docs/api.md, where it is about governance: every address it names is one, and the figures are those of the code."""

import re
from pathlib import Path

from fastapi import FastAPI

from ccm.api.app import create_app
from ccm.api.context import Context
from ccm.db.session import open_database
from ccm.operations.pool import OF_ONE_PERSON
from ccm.operations.store import KEPT
from ccm.operations.work import SECONDS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


def described(folder: Path) -> FastAPI:
    with open_database({"CCM_HOME": str(folder)}) as database:
        return create_app(Context(database))


def test_every_address_on_the_page_is_one(tmp_path: Path) -> None:
    there = described(tmp_path).openapi()["paths"].keys() | {"/v1/openapi.json"}
    named = set(re.findall(r"`(?:GET |POST |PUT |DELETE )?(/v1/[^`?]*)", PAGE))
    assert len(named) > 25
    assert sorted(named - there) == []


def test_the_bounds_of_operations_are_those_of_the_page() -> None:
    words = " ".join(PAGE.split())
    assert f"{SECONDS // 60} minutes; {OF_ONE_PERSON} operations of one person" in words
    assert f"kept for {KEPT.days} days" in words
