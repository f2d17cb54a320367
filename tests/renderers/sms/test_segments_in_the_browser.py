"""The page counts segments as the renderer does: both are held against `web/src/format/sms.cases.json`.

Run this file as a program to write the cases anew.
"""

import json
from pathlib import Path
from random import Random
from typing import Any

from renderers.sms.gsm7 import BASIC, EXTENSION
from renderers.sms.segments import count

CASES = Path(__file__).parents[3] / "web" / "src" / "format" / "sms.cases.json"
ALPHABETS = (
    sorted(BASIC),
    [*sorted(BASIC), *sorted(EXTENSION)],
    sorted(EXTENSION),
    ["a", "ę", "’", "Ω", "\f", "א", "漢"],
    ["a", "😀", "👩", "\u200d", "𝒜"],
)
LENGTHS = (1, 69, 70, 71, 134, 135, 153, 159, 160, 161, 200, 306, 307, 500)


def cases() -> list[list[Any]]:
    """Texts with what they count: encoding, characters, units, segments, remaining."""
    random = Random(338)  # noqa: S311
    texts = ["", *("".join(random.choices(alphabet, k=length)) for alphabet in ALPHABETS for length in LENGTHS)]
    counts = ((text, count(text)) for text in texts)
    return [[text, one.encoding, one.characters, one.units, one.segments, one.remaining] for text, one in counts]


def written() -> str:
    return "[\n" + ",\n".join(f"  {json.dumps(case)}" for case in cases()) + "\n]\n"


def test_the_cases_are_what_the_renderer_counts() -> None:
    assert CASES.read_text() == written(), f"write them anew: python {Path(__file__).name}"


if __name__ == "__main__":
    CASES.write_text(written())
