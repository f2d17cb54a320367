"""Whatever goes wrong in what people do is said in a sentence: no error of these packages ends in a traceback."""

import ast
import importlib
from pathlib import Path

import pytest

from ccm.errors import EXPECTED_ERRORS

ROOT = Path(__file__).resolve().parents[2]
MODULES = [
    path
    for place in ("approval", "ccm/gates", "ccm/governance", "ccm/people", "ccm/impact", "ccm/release.py",
                  "ccm/release_store.py", "ccm/sending.py")
    for path in (sorted((ROOT / place).glob("*.py")) if (ROOT / place).is_dir() else [ROOT / place])
]  # fmt: skip

# Those the code answers itself, or that only a fault of the program can cause.
INNER = {"NoTransactionError", "GateError"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_error_is_expected(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [node.name for node in tree.body if isinstance(node, ast.ClassDef) and node.name.endswith("Error")]
    if not names:
        return
    module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for name in names:
        assert name in INNER or issubclass(getattr(module, name), EXPECTED_ERRORS), f"{name} ends in a traceback"
