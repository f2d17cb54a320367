"""The server as a process of its own, as ``ccm serve`` starts it."""

import os
import re
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PEERS = Path(sys.executable).parent.parent / "peers" / "bin"


@contextmanager
def running(home: Path, database: str, **environment: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run ``ccm serve`` on a free port of this machine; give its address and the process, and stop it again."""
    known = {
        **os.environ, "CCM_HOME": str(home), "CCM_DATABASE_URL": database, "PYTHONPATH": str(ROOT), **environment,
    }  # fmt: skip
    command = [sys.executable, "-m", "cli", "serve", "--port", "0", "--workers", "1"]
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=known, stdout=log, stderr=subprocess.PIPE)
    try:
        yield _address(process), process
    finally:
        process.terminate()
        _, rest = process.communicate(timeout=60)
        with (home / "server.log").open("ab") as log:
            log.write(rest)


def _address(process: subprocess.Popen[bytes]) -> str:
    """Where it listens, as its log says."""
    assert process.stderr is not None
    seen = b""
    while select.select([process.stderr], [], [], 60)[0]:
        chunk = os.read(process.stderr.fileno(), 65536)
        if not chunk:
            break
        seen += chunk
        if found := re.search(rb"http://127\.0\.0\.1:[0-9]+", seen):
            return found[0].decode()
    raise AssertionError(f"the server did not start: {seen.decode(errors='replace')}")
