"""Where the published examples are that some tests read: `corpora` beside the checkout, or $CCM_CORPORA."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CORPORA = Path(os.environ.get("CCM_CORPORA", ROOT.parent / "shared" / "corpora"))

needs_corpora = pytest.mark.skipif(
    not CORPORA.is_dir(), reason=f"there are no published examples at {CORPORA}; $CCM_CORPORA can name another place"
)
