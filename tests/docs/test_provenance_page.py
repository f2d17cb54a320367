"""docs/provenance.md cannot go stale: it has every field and code, and its way of checking is the engine's."""

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from ccm.verify.manifest_file import Approval, Approver, Block, Channel, Finding, Manifest, Output, ReleaseSection
from ccm.verify.verification import Code
from tests.ccm.verify.communications import communication

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "provenance.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `([^`]+)` \| (.+) \|$", TEXT, re.MULTILINE))
PROGRAM = re.search(r"^```python\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


def fields(model: type[BaseModel], path: str = "") -> set[str]:
    """The fields of the manifest as the page writes them: two levels, a star for a name."""
    found: set[str] = set()
    for name, field in model.model_fields.items():
        inner = field.annotation
        is_mapping = str(inner).startswith("dict")
        if isinstance(inner, type) and issubclass(inner, BaseModel) and not path:
            found |= fields(inner, f"{name}.")
        else:
            found.add(f"{path}{name}{'.*' if is_mapping and f'{path}{name}' != 'release.engine' else ''}")
    return found


def test_every_field_and_code_has_a_row_and_no_other() -> None:
    assert ROWS.keys() == fields(Manifest) | set(get_args(Code))


@pytest.mark.parametrize(
    ("row", "model"),
    [
        ("release.blocks.*", Block),
        ("release.approvals", Approval),
        ("release.approvals", Approver),
        ("channels.*", Channel),
        ("outputs.*", Output),
    ],
)
def test_what_is_inside_is_named(row: str, model: type[BaseModel]) -> None:
    assert [name for name in model.model_fields if f"`{name}`" not in ROWS[row]] == []


def test_the_rest_is_named() -> None:
    assert [name for name in Finding.model_fields if f"`{name}`" not in TEXT] == []
    assert ReleaseSection.model_fields.keys() >= {"name", "digest", "approvals"}


def test_its_way_of_checking_is_the_engine_s(tmp_path: Path) -> None:
    assert PROGRAM is not None
    known: dict[str, Any] = {}
    exec(PROGRAM[1], known)  # noqa: S102 - the page's own example
    one = communication(tmp_path, ("sms",))
    manifest = json.loads((one.folder / "manifest.json").read_bytes())
    assert known["release_digest"](manifest) == manifest["release"]["digest"]
    assert known["record_digest"]((one.folder / "data.json").read_bytes()) == manifest["data"]["digest"]
