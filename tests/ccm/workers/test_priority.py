"""Work that nobody waits for gives way, and what others wait for does not."""

import subprocess
import sys

import pytest

from ccm.workers.priority import Usual

_SAID = """
import os
from concurrent.futures import ThreadPoolExecutor
from ccm.workers.priority import USUAL_NICE, Usual, give_way, leave_group

def now():
    return os.sched_getscheduler(0), os.getpriority(os.PRIO_PROCESS, 0)

before = now()
usual = Usual()
session = os.getsid(0)
leave_group()
give_way()
assert usual.do(now) == before, usual.do(now)
gave = os.SCHED_BATCH, min(before[1] + USUAL_NICE, 19)
assert now() == gave, now()
assert ThreadPoolExecutor(1).submit(now).result() == gave
if os.path.exists("/proc/self/autogroup"):
    assert os.getsid(0) != session
    assert int(open("/proc/self/autogroup").read().split()[-1]) == USUAL_NICE
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is nice as a whole, if that")
def test_a_process_gives_way_but_for_the_thread_that_was_there_before() -> None:
    said = subprocess.run((sys.executable, "-c", _SAID), capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr


def test_what_the_usual_thread_cannot_do_is_told_to_who_asked() -> None:
    def fail() -> None:
        raise LookupError("there is none")

    with pytest.raises(LookupError, match="there is none"):
        Usual().do(fail)
