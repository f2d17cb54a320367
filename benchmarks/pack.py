"""Letters in one file, and a line about each in another. Reading them loads nothing that renders."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Pack:
    folder: Path

    @property
    def bodies(self) -> Path:
        return self.folder / "letters.pack"

    @property
    def lines(self) -> Path:
        return self.folder / "letters.jsonl"

    def rows(self) -> Iterator[dict[str, Any]]:
        """What a print document has, and where its body starts and how long it is."""
        with self.lines.open(encoding="utf-8") as file:
            yield from map(json.loads, file)
