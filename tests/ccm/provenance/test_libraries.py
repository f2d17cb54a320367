"""Libraries by version and digest: none is forgotten, and a digest is that of what a wheel brought."""

import subprocess
import sys
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest

from ccm.provenance.engine import engine_version
from ccm.provenance.libraries import LIBRARIES, altered_files, engine_versions, library_digests, record_digest

# What a rendering loads and no output shows: types, and a parser of C declarations.
SILENT = {"annotated-types", "pycparser", "setuptools", "typing-extensions", "typing-inspection"}

PROGRAM = """
import sys
from ccm.library import Library
from ccm.release import seal_draft
from ccm.rendering import Rendering
library = Library()
rendering = Rendering(seal_draft(library.template("invoice"), library))
assert rendering.render(rendering.release.template.samples["bolzano-credit-note"]).ok
print(*{name.partition(".")[0] for name, module in sys.modules.items() if getattr(module, "__file__", None)})
"""


def test_every_library_that_rendering_loads_is_listed() -> None:
    output = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True, text=True).stdout
    owners = packages_distributions()
    loaded = {owner.lower().replace("_", "-") for name in output.split() for owner in owners.get(name, ())}
    assert "weasyprint" in loaded
    assert loaded - SILENT - {"ccm-engine"} <= {*LIBRARIES}


def test_each_has_the_version_and_a_digest() -> None:
    found = library_digests()
    assert found.keys() == set(LIBRARIES)
    for name, known in found.items():
        assert known["version"] == distribution(name).version
        assert known["digest"] is not None


def test_the_versions_of_a_release_begin_with_the_engine() -> None:
    versions = engine_versions()
    assert versions["ccm-engine"] == engine_version()
    assert versions["weasyprint"] == distribution("weasyprint").version


RECORD = "a/b.py,sha256=one,3\na/c.py,sha256=two,4\na-1.dist-info/METADATA,sha256=three,5\na-1.dist-info/RECORD,,\n"


@pytest.mark.parametrize(
    "installed",
    [
        "a/c.py,sha256=two,4\na/b.py,sha256=one,3\n",
        RECORD + "a/__pycache__/b.cpython-311.pyc,,\n",
        RECORD + "a/__pycache__/b.cpython-311.pyc,sha256=x,9\n",
        RECORD + "../../../bin/a,sha256=path-in-it,99\na-1.dist-info/INSTALLER,sha256=pip,4\n",
    ],
)
def test_the_same_wheel_has_one_digest_however_it_was_installed(installed: str) -> None:
    assert record_digest(installed) == record_digest(RECORD)


@pytest.mark.parametrize("before", ["one", "a/b.py"])
def test_another_file_makes_another_digest(before: str) -> None:
    assert record_digest(RECORD.replace(before, "other")) != record_digest(RECORD)


def test_an_installation_without_hashes_has_no_digest() -> None:
    assert record_digest("a/b.py,,\n") is None


def test_a_library_that_is_not_there_is_left_out() -> None:
    assert library_digests(("no-such-library",)).keys() == set(LIBRARIES)
    assert altered_files("no-such-library") == ()


def test_an_altered_file_of_a_library_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tmp_path / "odd_library-1.dist-info"
    info.mkdir()
    (tmp_path / "odd_library.py").write_bytes(b"x = 1\n")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: odd-library\nVersion: 1\n")
    mark = "sha256=" + "4UdB9Nd5GeOvVjC1tfE7mTgMYQaR1kGeZf4iw7Tuk3c"
    (info / "RECORD").write_text(f"odd_library.py,{mark},6\nodd_gone.py,{mark},6\nodd_library-1.dist-info/RECORD,,\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert altered_files("odd-library") == ("odd_library.py", "odd_gone.py")
    assert altered_files("pyphen") == ()
