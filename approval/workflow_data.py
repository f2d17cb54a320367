"""Reading a workflow from plain data, such as a YAML file holds. Every error names the place and the remedy."""

from collections.abc import Mapping
from typing import Any

from approval.condition import ConditionError, read_condition
from approval.subject import KINDS
from approval.workflow import Quorum, RecallRule, Scope, Stage, Step, Workflow, WorkflowError


def read_workflow(data: object) -> Workflow:
    """Return the workflow that `data` says.

    Raises WorkflowError for a key that is missing or unknown, a value of the wrong type, and whatever
    `Workflow` itself refuses.
    """
    top = _mapping(data, "workflow", ("workflow", "title", "for", "stages", "recall"), ("gates", "four_eyes"))
    key = _text(top, "workflow", "workflow")
    where = f"workflow {key}"
    scope = _mapping(top["for"], f"{where}, for", ("kind",), ("folders", "tags"))
    kind = _text(scope, "kind", f"{where}, for")
    if kind not in KINDS:
        raise WorkflowError(f"{where}, for: there is no kind {kind!r}; there are {', '.join(KINDS)}")
    four_eyes = top.get("four_eyes", False)
    if not isinstance(four_eyes, bool):
        raise WorkflowError(f"{where}: four_eyes is true or false, not {four_eyes!r}")
    recall = _mapping(top["recall"], f"{where}, recall", ("group",), ("people",))
    stages = _list(top, "stages", where)
    return Workflow(
        key=key,
        title=_text(top, "title", where),
        scope=Scope(
            kind=next(known for known in KINDS if known == kind),
            folders=_texts(scope, "folders", f"{where}, for"),
            tags=frozenset(_texts(scope, "tags", f"{where}, for")),
        ),
        stages=tuple(_stage(item, f"{where}, stage {number}") for number, item in enumerate(stages, start=1)),
        recall=RecallRule(
            _text(recall, "group", f"{where}, recall"), _number(recall.get("people", 2), "people", f"{where}, recall")
        ),
        gates=_texts(top, "gates", where),
        four_eyes=four_eyes,
    )


def _stage(data: object, where: str) -> Stage:
    stage = _mapping(data, where, ("stage", "steps"))
    key = _text(stage, "stage", where)
    steps = _list(stage, "steps", where)
    return Stage(key, tuple(_step(item, f"{where} ({key}), step {number}") for number, item in enumerate(steps, 1)))


def _step(data: object, where: str) -> Step:
    step = _mapping(data, where, ("step", "group"), ("quorum", "when", "due"))
    try:
        when = read_condition(step["when"]) if "when" in step else None
    except ConditionError as error:
        raise WorkflowError(f"{where}, when: {error}") from error
    due = _number(step["due"], "due", where) if "due" in step else None
    quorum = _quorum(step.get("quorum", "any"), where)
    return Step(_text(step, "step", where), _text(step, "group", where), quorum, when, due)


def _quorum(value: object, where: str) -> Quorum:
    if value == "any":
        return "any"
    if value == "all":
        return "all"
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise WorkflowError(f"{where}: quorum is any, all or a number of people, not {value!r}")


def _mapping(data: object, where: str, needed: tuple[str, ...], other: tuple[str, ...] = ()) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise WorkflowError(f"{where}: is a mapping with {', '.join(needed)}, not {data!r}")
    if unknown := [str(key) for key in data if key not in (*needed, *other)]:
        raise WorkflowError(f"{where}: there is no {unknown[0]!r} here; there are {', '.join((*needed, *other))}")
    if missing := [key for key in needed if key not in data]:
        raise WorkflowError(f"{where}: {missing[0]!r} is missing")
    return data


def _text(data: Mapping[str, Any], key: str, where: str) -> str:
    value = data[key]
    if not isinstance(value, str) or not value.strip():
        raise WorkflowError(f"{where}: {key!r} is a text, not {value!r}")
    return value


def _texts(data: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise WorkflowError(f"{where}: {key!r} is a list of texts, not {value!r}")
    return tuple(value)


def _list(data: Mapping[str, Any], key: str, where: str) -> list[object]:
    value = data[key]
    if not isinstance(value, list) or not value:
        raise WorkflowError(f"{where}: {key!r} is a list with at least one entry, not {value!r}")
    return value


def _number(value: object, key: str, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise WorkflowError(f"{where}: {key!r} is a whole number, not {value!r}")
    return value
