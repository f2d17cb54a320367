"""Rendering is a pure function of release and record: nothing around it, and nothing before it, is in the bytes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# A chart, a barcode, a table over several pages, letters of the brand's families and letters of none of them.
PROGRAM = """
import json, os, sys
os.umask(int(sys.argv[2], 8))
from ccm.library import Library
from ccm.release import seal_draft
from ccm.rendering import Rendering
from content_blocks.digest import digest_bytes

def renamed(value):
    if isinstance(value, dict):
        return {key: renamed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [renamed(item) for item in value]
    plain = isinstance(value, str) and value[:1].isupper() and " " in value and not any(map(str.isdigit, value))
    return value + " \\u76f4\\u9aa8 \\ud55c\\uae00 \\u0e44\\u0e17\\u0e22" if plain else value

library = Library()
wanted = [("account-statement", "elena-october"), ("invoice", "bolzano-credit-note"), ("appointment-reminder", None)]
if sys.argv[1] == "backwards":
    wanted.reverse()
made = {}
for key, sample in wanted:
    rendering = Rendering(seal_draft(library.template(key), library))
    record = rendering.release.template.samples.get(sample)
    if record is None:
        record = renamed(next(iter(rendering.release.template.samples.values())))
    rendered = rendering.render(record)
    assert rendered.ok, (rendered.faults, rendered.failures)
    for artifact in rendered.artifacts.values():
        for part in artifact.parts:
            made[f"{key}/{part.name}"] = digest_bytes(part.body)
print(json.dumps(made))
"""

HERE = {"PYTHONHASHSEED": "1", "TZ": "Europe/Rome", "LANG": "C.UTF-8"}
# LANGUAGE and FC_LANG choose fonts where Pango is left to it, SOURCE_DATE_EPOCH dates files where tools are.
ELSEWHERE = {
    "PYTHONHASHSEED": "2",
    "TZ": "Pacific/Kiritimati",
    "LANG": "ja_JP.UTF-8",
    "LC_ALL": "C",
    "LANGUAGE": "zh:ko",
    "FC_LANG": "ja",
    "SOURCE_DATE_EPOCH": "86400",
}


def _start(order: str, umask: str, variables: dict[str, str], folder: Path) -> "subprocess.Popen[bytes]":
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "SYSTEMROOT")}
    environment = {**kept, "PYTHONPATH": str(ROOT), **variables}
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, order, umask], cwd=folder, env=environment, stdout=subprocess.PIPE
    )


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], dict[str, str]]:
    """What two processes made of the same records: one here, one elsewhere, in another order."""
    started = (
        _start("forwards", "022", HERE, ROOT),
        _start("backwards", "077", ELSEWHERE, tmp_path_factory.mktemp("elsewhere")),
    )
    here, elsewhere = (json.loads(process.communicate()[0]) for process in started)
    assert [process.returncode for process in started] == [0, 0]
    return here, elsewhere


@pytest.mark.parametrize(
    "part", ["document.pdf", "email.eml", "email.html", "email.txt", "sms.txt", "mobile.html"]
)  # fmt: skip
def test_the_same_record_gives_the_same_bytes_everywhere(
    runs: tuple[dict[str, str], dict[str, str]], part: str
) -> None:
    here, elsewhere = runs
    made = [name for name in here if name.endswith(part)]
    assert made
    assert {name: elsewhere[name] for name in made} == {name: here[name] for name in made}
