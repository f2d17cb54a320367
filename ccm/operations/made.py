"""What comes of an operation, and whom it tells meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Made:
    """What came of an operation: plain data, and an HTML page or a PDF where there is one, under its name."""

    result: Mapping[str, Any] = field(default_factory=dict)
    page: str | None = None
    file: bytes | None = None
    file_name: str | None = None
