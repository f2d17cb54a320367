"""The same job on a cluster: a real scheduler, workers as processes of their own, and one of them killed."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from ccm.jobs.cluster import ClusterError, ClusterExecutor
from tests.ccm.jobs.copying import copied
from tests.ccm.jobs.killing import ROOT, running
from tests.ccm.jobs.shop import Shop, broken, order, tree, write

ORDERS = [broken(n) if n == 7 else order(n) for n in range(24)]


@contextmanager
def dask(words: list[str], environment: Mapping[str, str], ready: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A program of the cluster, once it has said `ready`; with what that says, and ended in the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *words], cwd=ROOT,
        env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if match := re.search(ready, line):
                yield process, match[0]
                break
        else:
            raise AssertionError("it never was ready")
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


@pytest.mark.parametrize("first_shop", ["postgresql"], indirect=True)
def test_a_job_on_a_cluster_whose_worker_is_killed_makes_the_same(shop: Shop) -> None:
    data = write(shop.folder / "orders.jsonl", ORDERS)
    (shop.folder / "copy").mkdir()
    with copied(shop.database, shop.folder / "copy") as database:
        same = Shop(database, shop.folder / "copy", shop.release).run_file(data, chunk=2)
    url = shop.database.engine.url.render_as_string(hide_password=False)
    ours = {"CCM_HOME": str(shop.folder), "CCM_DATABASE_URL": url, "CCM_USER": "ida", "PYTHONPATH": str(ROOT)}
    environment = {**os.environ, **ours}
    out = shop.folder / "out"
    with ExitStack() as stack:
        scheduler = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        _, address = stack.enter_context(dask(scheduler, environment, r"tcp://127\.0\.0\.1:\d+"))
        worker = ["worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"]
        workers = [stack.enter_context(dask(worker, environment, r"Registered to")) for _ in range(2)]
        command = [
            "run", "order-letter", "--data", str(data), "--channel", "sms", "--out", str(out), "--chunk", "2",
            "--cluster", address,
        ]  # fmt: skip
        with running(command, environment) as run:
            assert run.until(lambda: len(run.seen) >= 3), run.ended()
            workers[0][0].send_signal(signal.SIGKILL)
            said = run.ended()
    assert run.seen, said
    assert run.seen[-1]["event"] == "done", said
    assert run.seen[-1]["job"] == same.id
    assert tree(out / same.id) == tree(Path(same.spec.out) / same.id)
    assert len(shop.kept(same.id)) == len(set(shop.kept(same.id))) == len(ORDERS) - 1


def test_a_cluster_that_is_not_there_is_told() -> None:
    with pytest.raises(ClusterError, match="does not answer"):
        ClusterExecutor("tcp://127.0.0.1:9", patience=0.5)
