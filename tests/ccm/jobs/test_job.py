"""The model of a job: how many errors are allowed, how large chunks are, who holds one, and a broken connection."""

import os
import subprocess
import sys

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from ccm.db.session import Database
from ccm.jobs.holder import holder, is_gone, told
from ccm.jobs.job import JobError, Spec, chunk_size, errors_allowed
from ccm.jobs.steady import steadily


@pytest.mark.parametrize(
    ("said", "records", "allowed"),
    [("", 10, None), ("0", 10, 0), ("3", 10, 3), ("10%", 30, 3), ("0.5%", 1000, 5), ("0.1%", 999, 0), ("100%", 7, 7)],
)
def test_errors_allowed(said: str, records: int, allowed: int | None) -> None:
    assert errors_allowed(said, records) == allowed


@pytest.mark.parametrize("said", ["many", "-1", "1.5", "%", "1e3", "5 %%"])
def test_errors_allowed_is_a_number_or_a_share(said: str) -> None:
    with pytest.raises(JobError, match="neither a number nor a share"):
        errors_allowed(said, 10)


def test_chunks_are_smaller_where_documents_cost_more() -> None:
    assert chunk_size(("sms", "email")) == 1_000
    assert chunk_size(("sms", "pdf")) == 50


def test_what_was_asked_for_is_read_as_it_was_written_and_place_and_errors_change_no_identity() -> None:
    spec = Spec("letter", "sha256:1", "letter#1", ("sms",), {"plan": 1}, "sha256:2", None, 50, 1, "/out")
    assert Spec.from_text(spec.text()) == spec
    other = Spec("letter", "sha256:1", "letter#1", ("sms",), {"plan": 1}, "sha256:2", None, 50, 1, "/in", "5%", "x")
    assert other.identity("sha256:3") == spec.identity("sha256:3")
    assert other.identity("sha256:4") != spec.identity("sha256:3")


def test_a_holder_is_gone_when_its_process_is_and_never_for_sure_on_another_machine() -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    name = holder(process.pid)
    assert not is_gone(name)
    assert not is_gone(holder())
    process.kill()
    assert process.stdin is not None
    process.stdin.close()
    process.wait()
    assert is_gone(name)
    assert told(name).startswith(f"process {process.pid} on ")
    machine, namespace, pid, _ = holder().split("|")
    assert is_gone(f"{machine}|{namespace}|{pid}|1")  # the number is another process's now
    assert not is_gone(f"elsewhere|{namespace}|999999|1")
    assert not is_gone("")
    assert str(os.getpid()) == pid


def test_a_transaction_is_done_again_when_its_connection_breaks(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ccm.jobs.steady.PAUSES", (0.0, 0.0))
    tries: list[int] = []

    def act(session: Session) -> str:
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError("", {}, Exception("the connection broke"))
        return "done"

    assert steadily(database, act) == "done"
    tries.clear()

    def never(session: Session) -> None:
        tries.append(1)
        raise OperationalError("", {}, Exception("gone"))

    with pytest.raises(OperationalError):
        steadily(database, never)
    assert len(tries) == 3
