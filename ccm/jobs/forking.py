"""Worker processes of this machine begin as copies of one process that has read the engine.

Reading it takes seconds, so that process is begun as soon as it is clear that there will be work, and reads while this
one reads and checks what it needs itself. Nothing that takes long to import is imported here.
"""

import multiprocessing
from collections.abc import Iterable
from typing import Any

_RENDERERS = ("pdf", "email", "sms", "mobile")
_ALL_NEED = ("ccm.jobs.executors", "pebble")


def read_ahead(channels: Iterable[str] | None = None) -> None:
    """Begin the process that workers are copies of, with the renderers of these channels; of all when None."""
    context = processes(channels)
    if context.get_start_method() == "forkserver":
        from multiprocessing.forkserver import ensure_running

        ensure_running()


def processes(channels: Iterable[str] | None = None) -> Any:
    """How workers are begun: never as copies of this process, which has threads and connections.

    What is to be read counts for the first who asks; a process that runs already is taken as it is.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    wanted = _RENDERERS if channels is None else [channel for channel in _RENDERERS if channel in set(channels)]
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*_ALL_NEED, *(f"renderers.{channel}.renderer" for channel in wanted)])
    return context
