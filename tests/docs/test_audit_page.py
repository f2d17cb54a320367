"""The recipe of docs/audit.md computes the hashes that the log holds."""

import re
from dataclasses import asdict
from pathlib import Path

from tests.approval.audit_logs import log_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "audit.md"


def test_the_recipe_computes_the_hash() -> None:
    (recipe,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    names: dict[str, object] = {}
    exec(recipe, names)  # noqa: S102 - the page is the project's own
    hash_of = names["hash_of"]
    assert callable(hash_of)
    for row in log_of(["asked by Legal", "perché è “nuovo” 🎉", "", "", ""]):
        assert hash_of(asdict(row)) == row.hash
