import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from renderers.registry import CHANNELS, RegistryError, load_plugins, renderer

ROOT = Path(__file__).parents[2]

PLUGIN = """
from renderers.base import Artifact, Part

class FaxRenderer:
    channel = "fax"

    def check(self, document):
        return ()

    def render(self, document):
        return Artifact("fax", (Part("fax.txt", "text/plain", document.title.encode()),))
"""

PROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "{name}"
version = "1.0"

[project.entry-points."ccm.renderers"]
{channel} = "{target}"

[tool.hatch.build.targets.wheel]
packages = ["{package}"]
"""

USE = """
import json
from types import SimpleNamespace
from renderers.registry import load_plugins, renderer
channels = load_plugins()
artifact = renderer("fax").render(SimpleNamespace(title="Hello, fax"))
print(json.dumps([channels, artifact.parts[0].body.decode()]))
"""


def installed(folder: Path, name: str, channel: str, target: str, source: str) -> Path:
    """Install a small outside package into `folder`, as a developer would, without a network."""
    package = name.replace("-", "_")
    project = folder / f"{name}-source"
    (project / package).mkdir(parents=True)
    (project / package / "__init__.py").write_text(source)
    (project / "pyproject.toml").write_text(PROJECT.format(name=name, channel=channel, target=target, package=package))
    site = folder / "site"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--target", str(site), str(project)], check=True, timeout=120)
    return site


def distribution(site: Path, name: str, channel: str, target: str) -> None:
    """What an installer leaves behind of a package's entry points."""
    info = site / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[ccm.renderers]\n{channel} = {target}\n")


def test_an_installed_package_adds_a_channel(tmp_path: Path) -> None:
    site = installed(tmp_path, "ccm-fax", "fax", "ccm_fax:FaxRenderer", PLUGIN)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(site)))}
    run = subprocess.run(
        [sys.executable, "-c", USE], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert json.loads(run.stdout) == [["fax"], "Hello, fax"]


def test_two_renderers_of_one_channel_are_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    distribution(tmp_path, "first-fax", "fax", "first:Fax")
    distribution(tmp_path, "second-fax", "fax", "second:Fax")
    (tmp_path / "first.py").write_text(PLUGIN.replace("FaxRenderer", "Fax"))
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(RegistryError, match=r"'fax' is claimed twice: by first-fax .* and by second-fax"):
        load_plugins()


def test_a_built_in_channel_cannot_be_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    distribution(tmp_path, "better-sms", "sms", "better:Sms")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(RegistryError, match=r"'sms' is claimed twice: by ccm-engine .* and by better-sms"):
        load_plugins()


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("raise OSError('no modem')", "no modem"),
        ("Fax = object", "needs the methods check and render"),
        (PLUGIN.replace("FaxRenderer", "Fax").replace('"fax"', '"telex"', 1), "says its channel is 'telex'"),
        ("", "cannot be loaded"),
    ],
)
def test_a_broken_package_is_named(source: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    distribution(tmp_path, "broken-fax", "fax", "broken_fax:Fax")
    (tmp_path / "broken_fax.py").write_text(source)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "broken_fax", raising=False)
    with pytest.raises(RegistryError, match=message) as caught:
        load_plugins()
    assert "broken-fax" in str(caught.value)


def test_knowing_the_channels_imports_no_engine() -> None:
    heavy = ("weasyprint", "lxml", "vl_convert", "mrml", "css_inline", "babel")
    code = f"import sys, renderers.registry; print([name for name in {heavy!r} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.strip() == "[]"


def test_an_unknown_channel() -> None:
    assert CHANNELS == ("pdf", "email", "sms", "mobile")
    with pytest.raises(KeyError):
        renderer("telex")
