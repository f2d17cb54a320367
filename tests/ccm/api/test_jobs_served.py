"""Jobs submitted to a server that is killed are done by a worker of their own, and another server tells of them."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx2

from ccm.access.keys import KeyStore
from tests.ccm.api.real_server import ROOT, running
from tests.ccm.governance.copies import built
from tests.ccm.jobs.shop import broken, json_lines, order

LARGE = 64 * 1024 * 1024


def test_a_job_outlives_the_server_that_took_it(tmp_path: Path) -> None:
    with built("sqlite", tmp_path, None) as office:
        office.at = datetime.now(UTC) - timedelta(days=1)  # servers have clocks of their own
        office.released()
        with office.database.writing() as session:
            later = office.at + timedelta(days=90)
            _, key = KeyStore(session).add("ida", "tests", ("view", "render"), later, "ida", office.at)
        url = office.database.engine.url.render_as_string(hide_password=False)
    with running(tmp_path, url) as (address, process):
        cut_off(address, key)
        with asking(address, key) as ida:
            assert ida.get("/v1/uploads").json()["items"] == [], "half an upload is none"
            takes_a_large_upload_in_little_memory(ida, process.pid)
            job = submitted(ida)
        process.kill()
    with worker(tmp_path, url) as working, running(tmp_path, url) as (address, _), asking(address, key) as ida:
        said, _ = working.communicate(timeout=120)
        assert f"{job}: done" in said.decode(), said
        made_whole(ida, job)
    spool = tmp_path / "spool" / "uploads"
    assert len(list(spool.iterdir())) == 2, "the large one and the orders; of what was cut off there is nothing"


def cut_off(address: str, key: str) -> None:
    """Begin an upload, and hang up in the middle."""
    place = urlsplit(address)
    head = f"POST /v1/uploads?name=half HTTP/1.1\r\nHost: {place.netloc}\r\nAuthorization: Bearer {key}\r\n"
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=60) as line:
        line.sendall(f"{head}Content-Length: 3000000\r\n\r\n".encode() + b"x" * 2_000_000)


def takes_a_large_upload_in_little_memory(ida: httpx2.Client, pid: int) -> None:
    before = peak(pid)
    piece = b"x" * (1024 * 1024)
    answer = ida.post("/v1/uploads?name=large", content=(piece for _ in range(LARGE // len(piece))))
    assert (answer.status_code, answer.json()["size"]) == (201, LARGE)
    assert peak(pid) - before < LARGE / 3


def submitted(ida: httpx2.Client) -> str:
    """A job of three letters, one of which cannot be sent, and a channel for each."""
    upload = ida.post("/v1/uploads?name=orders.jsonl", content=json_lines([order(1), broken(2), order(3)]).encode())
    job = ida.post("/v1/jobs", json={"template": "order-letter", "upload": upload.json()["id"], "channels": ["sms"]})
    assert job.status_code == 201, job.text
    assert job.json()["state"] == "waiting"
    name: str = job.json()["id"]
    return name


def made_whole(ida: httpx2.Client, job: str) -> None:
    """The job is done, what it delivered is in the archive, and both have the same bytes."""
    done = ida.get(f"/v1/jobs/{job}").json()
    assert (done["state"], done["progress"]["delivered"], done["progress"]["rejected"]) == ("done", 2, 1)
    lines = ida.get(f"/v1/jobs/{job}/files/documents/sms/000001.jsonl").text.splitlines()
    sent = [json.dumps(json.loads(line)) for line in lines]
    kept = ida.get("/v1/communications", params={"job": job}).json()["items"]
    assert sorted(one["record"] for one in kept) == ["A-1", "A-3"]
    for one in kept:
        text = ida.get(f"/v1/communications/{one['id']}/files/sms.txt").text
        assert any(json.dumps(text) in line for line in sent), text


@contextmanager
def asking(address: str, key: str) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=address, headers={"Authorization": f"Bearer {key}"}, timeout=60) as client:
        yield client


@contextmanager
def worker(home: Path, database: str) -> Iterator[subprocess.Popen[bytes]]:
    """``ccm worker``, until there is nothing left to do."""
    known = {**os.environ, "CCM_HOME": str(home), "CCM_DATABASE_URL": database, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-m", "cli", "worker", "--once", "--workers", "1"], cwd=ROOT, env=known,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait(60)


def peak(pid: int) -> int:
    """The most memory that a process has had, in bytes."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024
