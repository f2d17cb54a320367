"""A server that speaks S3, as a process of its own: moto, from the environment of the peers."""

import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SERVER = Path(sys.prefix) / "peers/bin/moto_server"


@contextmanager
def s3_server(environment: pytest.MonkeyPatch, bucket: str = "letters") -> Iterator[str]:
    """Run a server with an empty bucket, point ``AWS_*`` to it, and give the bucket's address."""
    if not SERVER.exists():
        pytest.skip(f"there is no {SERVER}: 'make test' installs it")
    command = [str(SERVER), "--host", "127.0.0.1", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stderr is not None
            found = None
            while found is None and (line := server.stderr.readline()):
                found = re.search(r"http://127\.0\.0\.1:\d+", line)
            assert found, "the server did not say where it listens"
            environment.setenv("AWS_ENDPOINT_URL", found[0])
            for name, value in {
                "AWS_ACCESS_KEY_ID": "test",
                "AWS_SECRET_ACCESS_KEY": "test",
                "AWS_REGION": "us-east-1",
            }.items():
                environment.setenv(name, value)
            make = urllib.request.Request(f"{found[0]}/{bucket}", method="PUT")  # noqa: S310 - loopback
            urllib.request.urlopen(make, timeout=10).close()  # noqa: S310 - loopback
            yield f"s3://{bucket}"
        finally:
            server.terminate()
