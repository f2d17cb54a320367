"""docs/api.md and docs/jobs.md on jobs over the API: the example is sent, the figures are those of the code."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ccm.jobs.uploads import KEPT
from ccm.settings import UPLOAD_BYTES
from tests.ccm.api.mill import Mill, mill
from tests.ccm.api.office_api import served
from tests.ccm.governance.copies import built
from tests.ccm.jobs.shop import order

DOCS = Path(__file__).resolve().parents[2] / "docs"
API = " ".join((DOCS / "api.md").read_text(encoding="utf-8").split())
JOBS = (DOCS / "jobs.md").read_text(encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Mill]:
    with built("sqlite", tmp_path, None) as office:
        for server in served(office):
            yield mill(office, server)


def test_the_job_of_the_page_is_taken_and_done(place: Mill) -> None:
    (example,) = re.findall(r"^```json\n(.*?)^```$", JOBS, re.MULTILINE | re.DOTALL)
    wanted = json.loads(example)
    ida = place.server.client_as("ida")
    wanted["upload"] = place.upload(ida, [order(1), order(2)])
    job = ida.post("/v1/jobs", json=wanted)
    assert job.status_code == 201, job.text
    assert place.work() == {job.json()["id"]: "done"}


def test_the_figures_of_the_page_are_those_of_the_code() -> None:
    assert f"is kept for {KEPT.days * 24} hours" in API
    assert UPLOAD_BYTES == 1024**3
    assert "1 GB unless it says otherwise" in API
