"""docs/data.md cannot go stale: it lists every kind of file and every option, and its examples are read."""

import json
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from ccm.sources.detect import KINDS
from ccm.sources.options import DELIMITERS, NAMES
from tests.ccm.sources.reading import data_of, written

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data.md"
TEXT = PAGE.read_text(encoding="utf-8")
FENCES = re.findall(r"^```(.+?)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
EXAMPLES = [(kind, file, record) for (kind, file), (said, record) in pairwise(FENCES) if said == "json record"]


@pytest.mark.parametrize(("kind", "file", "record"), EXAMPLES)
def test_an_example_gives_the_record_that_follows(tmp_path: Path, kind: str, file: str, record: str) -> None:
    expected = json.loads(record, parse_float=Decimal)
    assert data_of(written(tmp_path / f"data.{kind}", file))[-1] == expected


def test_the_page_names_every_kind_and_option() -> None:
    assert len(EXAMPLES) == 4
    for word in (*KINDS, *NAMES, *DELIMITERS):
        assert f"`{word}`" in TEXT, word
