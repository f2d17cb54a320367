"""Releases carried to another process.

A contract holds a compiled validator, and its types read-only views; neither can be pickled, and both are made anew.
"""

import io
import pickle
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from templates_repo.contract import Contract


def packed(value: object) -> bytes:
    """`value` as bytes, for `unpacked` in a process of our own: they are trusted, and never leave the machine."""
    body = io.BytesIO()
    _Pickler(body, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return body.getvalue()


def unpacked(body: bytes) -> Any:
    return pickle.loads(body)  # noqa: S301 - made by `packed`, in the process that started this one


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: object) -> Any:
        if isinstance(value, MappingProxyType):
            return _read_only, (dict(value),)
        if isinstance(value, Contract):
            return Contract, (value.name, value.schema, value.type)
        return NotImplemented


def _read_only(values: dict[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(values)
