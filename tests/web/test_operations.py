"""A job with rejects, from its data to the archive: run by a real worker, put right, sent again, found, reprinted."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from ccm.demo.mailing import appointments
from tests.web.people import PageAs, violations

Screen = Callable[[Page, str], None]
FEW = 12


@pytest.fixture
def worker(home: Path, site: str) -> Iterator[None]:
    """``ccm worker``, beside the site."""
    environment = {**os.environ, "CCM_HOME": str(home)}
    command = [sys.executable, "-m", "cli", "worker", "--workers", "1", "--json"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        yield
        process.terminate()


def test_a_job_with_rejects_is_put_right_and_everything_it_sent_is_found(
    page_as: PageAs, screen: Screen, worker: None
) -> None:
    page = page_as("ida", "/jobs/new?template=appointment-reminder")
    lines = [json.dumps(record) for _, record in zip(range(FEW), appointments(), strict=False)]
    page.locator("input[type=file]").set_input_files(
        {"name": "visits.jsonl", "mimeType": "application/jsonl", "buffer": "\n".join(lines).encode()}
    )
    expect(page.get_by_text("visits.jsonl", exact=True)).to_be_visible()
    page.get_by_role("radio", name="One for each customer, by preference").check()
    for channel in ("Letter (PDF)", "Phone page"):
        box = page.get_by_role("checkbox", name=channel)
        if box.count():
            box.uncheck()
    page.get_by_role("textbox", name="What SMS needs").fill("customer.phone")
    page.get_by_role("textbox", name="What Email needs").fill("customer.email")
    expect(page.get_by_text("Fits", exact=True).first).to_be_visible()
    assert violations(page) == []
    screen(page, "job-new")
    page.get_by_role("button", name="Start the job").click()

    rejected = page.get_by_role("tab", name="Rejected (1)")
    expect(rejected).to_be_visible(timeout=90_000)
    expect(page.get_by_text("Everything is written, and the report adds up.")).to_be_visible(timeout=90_000)
    address = page.url
    screen(page, "job-rejects")
    page.get_by_role("button", name="Put right and send again").click()
    editor = page.get_by_role("textbox", name="Record TV-261207")
    mended = json.loads(editor.input_value())
    mended["customer"]["email"] = "luca.greco@example.com"
    editor.fill(json.dumps(mended, indent=2))
    assert violations(page) == []
    screen(page, "job-mend")
    page.get_by_role("button", name="Send 1 record").click()
    page.get_by_role("button", name="All right").click(timeout=90_000)
    expect(page.get_by_role("tab", name="Rejected", exact=True)).to_be_visible(timeout=90_000)
    expect(page.get_by_text("Everything is written, and the report adds up.")).to_be_visible(timeout=90_000)

    page.get_by_role("tab", name="Report").click()
    expect(page.get_by_text("It adds up")).to_be_visible()
    assert violations(page) == []
    screen(page, "job-report")

    page.goto("/jobs/new?template=appointment-reminder")
    page.get_by_role("button", name="visits.jsonl").first.click()
    page.get_by_role("radio", name="One for each customer, by preference").check()
    for channel in ("Letter (PDF)", "Phone page"):
        box = page.get_by_role("checkbox", name=channel)
        if box.count():
            box.uncheck()
    page.get_by_role("textbox", name="What SMS needs").fill("customer.phone")
    page.get_by_role("textbox", name="What Email needs").fill("customer.email")
    page.get_by_role("button", name="Start the job").click()
    refused = page.get_by_role("alert").filter(has_text="This job was started before")
    expect(refused).to_be_visible()
    expect(refused.get_by_role("link", name="Open that job")).to_have_attribute(
        "href", address[address.index("/jobs/") :]
    )

    page.goto("/archive")
    page.get_by_label("Customer number").fill("70010007")
    page.get_by_role("button", name="Search").last.click()
    expect(page.get_by_text("Everything sent to customer 70010007")).to_be_visible()
    assert "70010007" not in page.url
    screen(page, "archive")
    page.get_by_role("link", name="appointment-reminder · TV-261207").first.click()
    expect(page.frame_locator("iframe").get_by_text("Luca Greco").first).to_be_visible()
    assert violations(page) == []
    screen(page, "communication")
    page.get_by_role("button", name="Render it again and compare").click()
    expect(page.get_by_text("Identical, byte for byte")).to_be_visible(timeout=90_000)
    with page.expect_download() as download:
        page.get_by_role("link", name="Reprint").click()
    reprint = ZipFile(BytesIO(Path(download.value.path()).read_bytes()))
    page.get_by_role("tab", name="Files").click()
    page.get_by_role("button", name="Check the digests in this browser").click()
    shown = page.get_by_role("table", name="Files and digests")
    names = [name for name in reprint.namelist() if not name.endswith("manifest.json")]
    expect(shown.get_by_text("matches", exact=True)).to_have_count(len(names))
    for name in names:
        row = shown.get_by_role("row").filter(has_text=name.rpartition("/")[2])
        expect(row.first).to_contain_text(hashlib.sha256(reprint.read(name)).hexdigest())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_screens_are_for_everybody(page_as: PageAs, screen: Screen, scheme: str) -> None:
    page = page_as("dora", "/jobs", color_scheme=scheme)
    for name, address, sign in (
        ("jobs", "/jobs", "Jobs"), ("archive-all", "/archive", "Customer number"),
        ("holds", "/archive/care", "Holds"), ("retention", "/archive/care?tab=retention", "invoice"),
        ("checks", "/archive/care?tab=checks", "Verify the archive"),
    ):  # fmt: skip
        page.goto(address)
        expect(page.get_by_role("main").get_by_text(sign).first).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert violations(page) == [], name
        screen(page, f"{name}-{scheme}")
