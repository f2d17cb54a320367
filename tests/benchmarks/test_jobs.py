"""What jobs and the API are measured with: records as they should be, processes watched, loads counted right."""

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from benchmarks import api
from benchmarks.appointments import appointments, write_appointments
from benchmarks.processes import run
from ccm.library import Library
from ccm.record_file import record_bytes


def test_every_appointment_is_another_and_fits_the_contract(tmp_path: Path) -> None:
    contract = Library().template("appointment-reminder").contract
    made = list(appointments(500))
    assert [contract.validate(one) for one in made] == [()] * 500
    assert len({record_bytes(one) for one in made}) == len({one["id"] for one in made}) == 500
    write_appointments(tmp_path / "data.jsonl", 500)
    lines = (tmp_path / "data.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == made


_FAMILY = """
import subprocess, sys
held = bytearray(60_000_000)
child = "held = bytearray(150_000_000); print(sum(number * number for number in range(4_000_000)))"
print(subprocess.run([sys.executable, "-c", child], capture_output=True, text=True).stdout)
"""


def test_a_command_is_watched_with_the_processes_it_starts(tmp_path: Path) -> None:
    seen = run((sys.executable, "-c", _FAMILY), {}, tmp_path)
    assert seen.output.split() == [str(sum(number * number for number in range(4_000_000)))]
    assert 140 < seen.memory[0] < 260
    assert 55 < seen.memory[1] < 140
    assert 0 < seen.cpu <= seen.wall * 2 + 0.1


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"ended with 3: no paper"):
        run((sys.executable, "-c", "print('no paper'); raise SystemExit(3)"), {}, tmp_path)


class _Refusing(BaseHTTPRequestHandler):
    """Answers, and refuses every third request as overloaded."""

    protocol_version = "HTTP/1.1"
    asked: list[bytes] = []  # noqa: RUF012 - shared on purpose

    def do_POST(self) -> None:
        self.asked.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(503 if len(self.asked) % 3 == 0 else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: the server of a test has nothing to tell."""


@contextmanager
def refusing() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Refusing) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def test_answers_and_refusals_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "SECONDS", 0.3)
    _Refusing.asked.clear()
    with refusing() as port:
        load = api.load(port, "/echo", "secret", api.echo_body, 3)
    assert len(load.times) + load.refused == len(_Refusing.asked)
    assert load.refused == len(_Refusing.asked) // 3
    assert load.times == tuple(sorted(load.times))
    assert load.within(0) <= load.within(0.5) <= load.within(1)
    customers = [json.loads(body)["id"] for body in _Refusing.asked]
    assert len(set(customers)) == len(customers)
