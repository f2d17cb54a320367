"""Several examinations at once, in processes of their own, handed over as bytes."""

import io
import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import MappingProxyType
from typing import Any

from ccm.gates.examination import Examination
from ccm.gates.unavailable import GateUnavailableError
from ccm.gates.worker import Examined, examined
from templates_repo.contract import Contract

Work = tuple[Examination, tuple[str, ...]]


def examined_all(work: Sequence[Work], workers: int) -> Iterator[Examined]:
    """Examine everything, in the order of `work`; in this process when one worker is enough.

    Raises GateUnavailableError, also when a process ends before its work does.
    """
    workers = min(workers, len(work))
    if workers <= 1:
        yield from (examined(examination, gates) for examination, gates in work)
        return
    # Started anew rather than forked: whoever calls may have threads, and a browser is about to be started.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        try:
            yield from pool.map(_examined, [_packed(one) for one in work])
        except BrokenProcessPool as error:
            raise GateUnavailableError(
                "a process that ran gates ended too early, perhaps for want of memory; run them with one worker"
            ) from error


def _examined(packed: bytes) -> Examined:
    examination, gates = pickle.loads(packed)  # noqa: S301 - packed by this module, a moment ago
    return examined(examination, gates)


def _read_only(content: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(content)


class _Packer(pickle.Pickler):
    """Packs what pickle does not: read-only mappings, and contracts, which keep validators that are made anew."""

    def reducer_override(self, item: Any) -> Any:
        if isinstance(item, MappingProxyType):
            return _read_only, (dict(item),)
        if isinstance(item, Contract):
            return Contract, (item.name, item.schema, item.type)
        return NotImplemented


def _packed(work: Work) -> bytes:
    buffer = io.BytesIO()
    _Packer(buffer).dump(work)
    return buffer.getvalue()
