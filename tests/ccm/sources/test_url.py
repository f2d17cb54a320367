"""Data at an address: read as a whole before its first record, named by its address, and never more than allowed."""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from ccm.sources.data import open_data
from ccm.sources.record import Record, SourceError, SourceFault
from ccm.sources.url import open_url
from tests.s3 import s3_server

LINES = b'{"id": "A-1"}\n{"id": \n{"id": "A-3"}\n'
BODIES = {"/customers.jsonl": LINES, "/empty.csv": b"", "/some.csv": b"id;name\n1;Ada\n"}
MOVED = {"/moved": "/some.csv", "/away": "http://example.org/some.csv", "/round": "/round"}


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path in MOVED:
            self.send_response(302)
            self.send_header("Location", MOVED[path])
            self.end_headers()
            return
        body = BODIES.get(path)
        self.send_response(200 if body is not None else 404)
        if path != "/customers.jsonl":  # no length: it is only known when it ends
            self.send_header("Content-Length", str(len(body or b"") + (10 if path == "/cut" else 0)))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answers) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_records_and_faults_are_named_by_the_address(server: str, folder: Path) -> None:
    first, second, third = open_data(f"{server}/customers.jsonl?token=hush")
    assert isinstance(first, Record)
    assert isinstance(second, SourceFault)
    assert isinstance(third, Record)
    assert (first.data, third.data) == ({"id": "A-1"}, {"id": "A-3"})
    assert second.message.startswith(f"{server}/customers.jsonl, record 2, line 2: is not JSON")
    assert list(folder.iterdir()) == []


def test_the_temporary_file_goes_even_when_nobody_reads_it(server: str, folder: Path) -> None:
    records = open_url(f"{server}/some.csv")
    assert len(list(folder.iterdir())) == 1
    with closing(records):  # type: ignore[type-var]
        pass
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/gone.csv", "is answered with 404"),
        ("/empty.csv", r"empty\.csv: is empty; give a file that holds records"),
        ("/away", "leads to a place that is not encrypted"),
        ("/round", "cannot be fetched"),
    ],
)
def test_what_cannot_be_fetched_is_refused_at_once(server: str, path: str, words: str, folder: Path) -> None:
    with pytest.raises(SourceError, match=words) as caught:
        open_url(f"{server}{path}?token=hush")
    assert "hush" not in str(caught.value)
    assert str(folder) not in str(caught.value)
    assert list(folder.iterdir()) == []


def test_a_place_it_is_moved_to_is_followed(server: str) -> None:
    (record,) = open_url(f"{server}/moved")
    assert isinstance(record, Record)
    assert record.data == {"id": "1", "name": "Ada"}


@pytest.mark.parametrize("path", ["/some.csv", "/customers.jsonl"])
def test_what_is_too_long_is_refused_whether_it_says_so_or_not(server: str, path: str) -> None:
    with pytest.raises(SourceError, match="is longer than 10 bytes"):
        open_url(f"{server}{path}", most=10)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://example.org/customers.csv", "is not encrypted on its way; give https://"),
        ("ftp://ada:hush@example.org/customers.csv", "ftp://example.org/customers.csv: is no address that data"),
        ("https://ada:hush@127.0.0.1:1/customers.csv", r"https://127\.0\.0\.1:1/customers\.csv: cannot be fetched"),
        ("https://127.0.0.1:hush/customers.csv", "is no address"),
        ("s3:///customers.csv", "names no object"),
        ("file://elsewhere/customers.csv", "is no address that data is read from"),
    ],
)
def test_an_address_that_is_none_is_refused_without_what_is_secret(address: str, words: str) -> None:
    with pytest.raises(SourceError, match=words) as caught:
        open_data(address)
    assert "hush" not in str(caught.value)


def test_a_file_by_its_address(tmp_path: Path) -> None:
    (tmp_path / "my customers.csv").write_bytes(b"id\n1\n")
    (record,) = open_data(f"file://{tmp_path}/my%20customers.csv")
    assert isinstance(record, Record)
    assert record.file == str(tmp_path / "my customers.csv")


def test_an_object_of_a_bucket(monkeypatch: pytest.MonkeyPatch) -> None:
    from ccm.objects.opening import open_store

    with s3_server(monkeypatch) as bucket:
        open_store(bucket).put("in/customers.jsonl", LINES)
        first, *_ = open_data(f"{bucket}/in/customers.jsonl")
        assert isinstance(first, Record)
        assert first.where == f"{bucket}/in/customers.jsonl, record 1, line 1"
        with pytest.raises(SourceError, match="cannot be fetched"):
            open_data(f"{bucket}/in/gone.jsonl")
        with pytest.raises(SourceError, match="is longer than 5 bytes"):
            open_url(f"{bucket}/in/customers.jsonl", most=5)
