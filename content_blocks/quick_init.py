"""Frozen dataclasses that are made by the million.

The ``__init__`` of a frozen dataclass goes through ``object.__setattr__`` for every field. A statement has a
thousand nodes, so theirs sets the slots directly, which takes a third less time. Nothing else changes: the
classes stay frozen, compare and hash as before.
"""

from dataclasses import MISSING, fields
from typing import Any, TypeVar

Class = TypeVar("Class")


def quick_init(cls: type[Class]) -> type[Class]:
    """Give `cls`, a frozen dataclass with slots and without factories, an ``__init__`` that sets its slots."""
    names: dict[str, Any] = {}
    parameters: list[str] = []
    body: list[str] = []
    keyword_only = False
    for field in fields(cls):  # type: ignore[arg-type]
        names[f"set_{field.name}"] = getattr(cls, field.name).__set__
        if field.kw_only and not keyword_only:
            parameters.append("*")
            keyword_only = True
        if field.default is MISSING:
            parameters.append(field.name)
        else:
            names[f"default_{field.name}"] = field.default
            parameters.append(f"{field.name}=default_{field.name}")
        body.append(f"    set_{field.name}(self, {field.name})\n")
    source = f"def __init__(self, {', '.join(parameters)}):\n{''.join(body) or '    pass'}"
    exec(source, names)  # noqa: S102 - names of fields of our own classes, as dataclasses itself does it
    made = names["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    cls.__init__ = made  # type: ignore[method-assign]
    return cls
