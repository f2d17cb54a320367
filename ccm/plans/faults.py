"""What is wrong with a plan, in words: place, fault and remedy."""

from collections.abc import Callable, Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from content_blocks.strict_yaml import Path_

_REMEDY = "see docs/output-plans.md"
_SAID = {
    "missing": "is missing; add it, " + _REMEDY,
    "extra_forbidden": "is nothing that stands here; check how it is spelt, or take it out, " + _REMEDY,
    "union_tag_not_found": "does not say as what; write as: files, lines, shards or print",
    "bool_type": "is neither true nor false; write one of them",
    "int_type": "is no whole number; write one without quotes",
    "bool_parsing": "is neither true nor false; write one of them",
    "int_parsing": "is no whole number; write one",
    "int_from_float": "is no whole number; write one",
    "decimal_parsing": "is no number; write one",
    "string_type": "is no text; write it in quotes",
    "tuple_type": "is no list; write it as [one, two]",
    "dict_type": "is no mapping; write a line 'name: value' for each",
    "model_type": "is no mapping; write a line 'name: value' for each",
    "model_attributes_type": "is no mapping; write it as {as: files}",
    "too_short": "is empty; name one at least",
}
_DATUM = "is no place in a record; write names with dots between them, such as customer.email"
_CHANNEL = "is no channel; write small letters, such as email"


def fault_lines(error: ValidationError, data: object, where: Callable[[Path_], str]) -> Iterator[str]:
    """A line for each fault of `data`: ``plan.yaml:4: outputs.pdf.sheets: is no whole number; ...``."""
    for detail in error.errors(include_url=False):
        path = _path(detail["loc"], data)
        if detail["type"] in ("missing", "extra_forbidden") and path[-1:] != detail["loc"][-1:]:
            shown: Path_ = (*path, detail["loc"][-1])
        else:
            shown = path
        place = ".".join(str(part) for part in shown)
        yield f"{where(path)}: {place + ': ' if place else ''}{_said(detail)}"


def _path(location: tuple[int | str, ...], data: object) -> Path_:
    """The path in the data of a fault; pydantic's location also has the kinds of outputs in it."""
    path: Path_ = ()
    for part in location:
        if isinstance(data, dict) and part in data:
            data = data[part]
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            continue
        path = (*path, part)
    return path


def _said(detail: ErrorDetails) -> str:
    kind, given = detail["type"], detail["input"]
    context = detail.get("ctx", {})
    if kind == "value_error":  # a rule of our own, which says what to do itself
        return str(context["error"])
    if kind == "string_pattern_mismatch":
        return f"{given!r} {_CHANNEL if '.' not in str(context['pattern']) else _DATUM}"
    if kind == "literal_error":
        return f"is {given!r}; write {context['expected']}"
    if kind == "union_tag_invalid":
        return f"is {context['tag']!r}; write as: files, lines, shards or print"
    if kind in ("greater_than_equal", "less_than_equal", "greater_than"):
        limit = next(iter(context.values()))
        words = {"greater_than_equal": "at least", "less_than_equal": "at most", "greater_than": "more than"}[kind]
        return f"is {given}; write {words} {limit}"
    return _SAID.get(kind) or f"{detail['msg']}; {_REMEDY}"
