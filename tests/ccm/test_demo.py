"""The demo makes what its index page links to."""

import json
import re
from pathlib import Path

import pytest

from ccm.demo.run import DemoPart, run_demo


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[DemoPart], list[str]]:
    """The demo of the smallest template, and the statements."""
    out = tmp_path_factory.mktemp("demo")
    told: list[str] = []
    return out, run_demo(out, told.append, only=("appointment-reminder",)), told


def test_every_link_of_the_index_leads_to_a_file(demo: tuple[Path, list[DemoPart], list[str]]) -> None:
    out, parts, told = demo
    assert [part.name for part in parts] == ["appointment-reminder", "camt053"]
    assert not [error for part in parts for error in part.errors]
    assert len(told) == 2
    index = (out / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="([^"]+)"', index)
    assert len(links) == 1 + 6 * sum(len(part.folders) for part in parts)
    assert all((out / link).is_file() for link in links)


def test_the_statements_are_those_of_four_customers(demo: tuple[Path, list[DemoPart], list[str]]) -> None:
    out, parts, _ = demo
    assert len(parts[-1].folders) == 4
    assert parts[-1].documents == 16
    manifests = [json.loads(path.read_bytes()) for path in (out / "camt053").glob("*/manifest.json")]
    assert {manifest["release"]["status"] for manifest in manifests} == {"draft"}
    files = {"document.pdf", "email.eml", "email.html", "email.txt", "sms.txt", "mobile.html", "data.json"}
    assert all(set(manifest["outputs"]) == files for manifest in manifests)
