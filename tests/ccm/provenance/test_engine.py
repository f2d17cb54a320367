"""The digest of the engine: that of its files, whatever Python keeps beside them."""

import re
from pathlib import Path

import pytest

from ccm.provenance import engine
from ccm.provenance.system import system_versions


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, text in {
        "ccm/run.py": "run",
        "renderers/pdf/page.css": "css",
        "content_blocks/library/x.yaml": "x",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    monkeypatch.setattr(engine, "_ROOT", tmp_path)
    return tmp_path


def fresh() -> str:
    return engine.engine_digest.__wrapped__()


def test_any_change_to_source_or_data_makes_another_digest(copy: Path) -> None:
    seen = {fresh()}
    (copy / "renderers/pdf/page.css").write_text("other css")
    seen.add(fresh())
    (copy / "ccm/run.py").rename(copy / "ccm/walk.py")
    seen.add(fresh())
    (copy / "ccm/new.py").write_text("")
    seen.add(fresh())
    assert len(seen) == 4


@pytest.mark.parametrize(
    "path", ["ccm/__pycache__/run.pyc", "ccm/.run.py.swp", "content_blocks/library/x.yaml", "docs/x"]
)
def test_what_is_no_part_of_the_engine_is_left_out(copy: Path, path: str) -> None:
    before = fresh()
    (copy / path).parent.mkdir(parents=True, exist_ok=True)
    (copy / path).write_text("other")
    assert fresh() == before


def test_the_engine_itself_has_one() -> None:
    assert re.fullmatch("sha256:[0-9a-f]{64}", engine.engine_digest())


def test_the_machine_says_what_it_brings() -> None:
    assert system_versions().keys() >= {"python", "machine", "zlib", "fontconfig", "freetype", "harfbuzz", "pango"}
    assert all(re.match(r"[0-9]+\.[0-9]+", version) for name, version in system_versions().items() if name != "machine")
