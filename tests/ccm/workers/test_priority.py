"""Work that nobody waits for gives way, and what others wait for does not."""

import os
import subprocess
import sys

import pytest

from ccm.workers.priority import Usual

_SAID = """
import os, threading
from concurrent.futures import ThreadPoolExecutor
from ccm.workers.priority import Usual, only_when_idle

usual = Usual()
session = os.getsid(0)
only_when_idle()
later = ThreadPoolExecutor(1).submit(os.sched_getscheduler, 0).result()
print(os.sched_getscheduler(0), later, usual.do(lambda: os.sched_getscheduler(0)), os.getsid(0) != session)
print(open("/proc/self/autogroup").read().strip() if os.path.exists("/proc/self/autogroup") else "none")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a priority below all others")
def test_a_process_gives_way_but_for_the_thread_that_was_there_before() -> None:
    said = subprocess.run((sys.executable, "-c", _SAID), capture_output=True, text=True, check=True).stdout.splitlines()
    policies, group = said
    own, later, usual, moved = policies.split()
    assert (own, later, usual) == (str(os.SCHED_IDLE), str(os.SCHED_IDLE), str(os.SCHED_OTHER))
    if group != "none":
        assert moved == "True"
        assert group.split()[-1] == "19"


def test_what_the_usual_thread_cannot_do_is_told_to_who_asked() -> None:
    def fail() -> None:
        raise LookupError("there is none")

    with pytest.raises(LookupError, match="there is none"):
        Usual().do(fail)
