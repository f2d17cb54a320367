"""A server that is told to stop ends what it began, and leaves nothing behind."""

import os
import select
import signal
from pathlib import Path

import pytest

from benchmarks.processes import family
from tests.ccm.api.real_server import running


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_told_to_stop_ends_its_processes_and_says_nothing(
    tmp_path: Path, told: signal.Signals
) -> None:
    with running(tmp_path, "") as (_, process):
        begun = family(process.pid)
        process.send_signal(told)
        assert process.wait(60) == 0
    assert len(begun) > 1
    assert all(map(_ends, begun))
    assert "leaked" not in (tmp_path / "server.log").read_text()


def _ends(process: int) -> bool:
    """Whether a process ends, soon."""
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], 30)[0])
    finally:
        os.close(handle)
