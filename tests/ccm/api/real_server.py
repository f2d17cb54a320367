"""The server as a process of its own, as ``ccm serve`` starts it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread

ROOT = Path(__file__).resolve().parents[3]
PEERS = Path(sys.executable).parent.parent / "peers" / "bin"


SERVE = ("-m", "cli", "serve", "--port", "0", "--workers", "1")


@contextmanager
def running(
    home: Path, database: str, program: Sequence[str] = SERVE, **environment: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run ``ccm serve`` on a free port of this machine; give its address and the process, and stop it again.

    `program` is what Python is to run in its place.
    """
    known = {
        **os.environ, "CCM_HOME": str(home), "CCM_DATABASE_URL": database, "PYTHONPATH": str(ROOT), **environment,
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, *program], cwd=ROOT, env=known, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    address: Queue[str] = Queue()
    reader = Thread(target=_follow, args=(process, home / "server.log", address))
    reader.start()
    try:
        found = address.get(timeout=120)
        assert found, (home / "server.log").read_text()
        yield found, process
    finally:
        process.terminate()
        process.wait(60)
        reader.join()


def _follow(process: subprocess.Popen[bytes], log: Path, address: "Queue[str]") -> None:
    """Write the server's log into a file, and tell where it listens once the log says so; "" if it never does."""
    assert process.stderr is not None
    with log.open("wb") as file, process.stderr as lines:
        for line in lines:
            file.write(line)
            file.flush()
            if found := re.search(rb"http://127\.0\.0\.1:[0-9]+", line):
                address.put(found[0].decode())
    address.put("")
