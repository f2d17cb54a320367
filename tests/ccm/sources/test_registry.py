import sys
from pathlib import Path

import pytest

from ccm.sources.detect import KINDS
from ccm.sources.record import SourceError
from ccm.sources.registry import SOURCES, open_source, source
from tests.ccm.sources.reading import data_of, written


def test_every_kind_has_its_source_and_every_source_reads() -> None:
    assert tuple(known.kind for known in SOURCES) == KINDS
    assert all(callable(source(kind).read) for kind in KINDS)


def test_the_kind_is_found_or_given(tmp_path: Path) -> None:
    path = written(tmp_path / "data", "id,name\n1,Elena\n")
    assert data_of(path) == data_of(path, "csv") == [{"id": "1", "name": "Elena"}]


@pytest.mark.parametrize("kind", [None, *KINDS])
def test_what_cannot_be_opened_is_refused_at_once(tmp_path: Path, kind: str | None) -> None:
    for path in (tmp_path, tmp_path / "absent.json"):
        with pytest.raises(SourceError) as caught:
            open_source(path, kind)
        assert str(path) in str(caught.value)


def test_a_kind_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no source called 'xls'; name one of json, jsonl"):
        open_source(written(tmp_path / "a", "x"), "xls")


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_another_kind_is_a_fault_not_a_traceback(tmp_path: Path, kind: str) -> None:
    for content in (b"", b"\x00\x01\x02", b"<a/>", b"{}", b"PAR1", b"\xff\xfe\x00", b'"', b"a,b\n1\n"):
        for item in open_source(written(tmp_path / "data", content), kind):
            assert item.where.startswith(str(tmp_path))


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    import subprocess

    code = (
        "import sys, ccm.sources.registry; print([name for name in ('lxml', 'polars', 'babel') if name in sys.modules])"
    )
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
