"""A change is told by the id of its node, once, whatever stands around it."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from content_blocks.catalog import Catalog, Translation
from content_blocks.changes import Change, catalog_changes, node_changes
from content_blocks.structure import SourceNodes

NODES: TypeAdapter[Any] = TypeAdapter(SourceNodes)


def paragraph(key: str, text: str = "Words.", **more: Any) -> dict[str, Any]:
    return {"paragraph": text, "id": key, **more}


def changes(before: list[Any], after: list[Any]) -> list[Change]:
    return list(node_changes(NODES.validate_python(before), NODES.validate_python(after)))


THREE = [paragraph("a"), paragraph("b"), paragraph("c")]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (THREE, THREE, []),
        (THREE, THREE[1:], [Change("text", "removed", "a", before="paragraph: Words.")]),
        (THREE, [paragraph("new", "Hello"), *THREE], [Change("text", "added", "new", after="paragraph: Hello")]),
        (THREE, [THREE[2], THREE[0], THREE[1]], [Change("text", "moved", "c", "content", "content")]),
        (
            THREE,
            [paragraph("a"), {"section": [paragraph("b")], "id": "box"}, paragraph("c")],
            [
                Change("text", "added", "box", after="section"),
                Change("text", "moved", "b", "content", "box"),
            ],
        ),
        ([paragraph("a", "Old")], [paragraph("a", "New")], [Change("text", "changed", "a.text", "Old", "New")]),
        ([paragraph("a")], [paragraph("a", role="lead")], [Change("text", "added", "a.role", None, "lead")]),
        (
            [paragraph("a")],
            [paragraph("a", channels=["pdf", "sms"], **{"if": "x"})],
            [
                Change("rules", "added", "a.condition", None, "x"),
                Change("rules", "added", "a.channels", None, "pdf, sms"),
            ],
        ),
        (
            [{"block": "tax-note", "id": "tax", "slots": {"days": "14"}}],
            [{"block": "tax-note", "id": "tax", "slots": {"days": "30"}, "version": 2}],
            [
                Change("rules", "changed", "tax.slots.days", "14", "30"),
                Change("rules", "added", "tax.version", None, "2"),
            ],
        ),
        (
            [{"table": "rows", "id": "t", "columns": [{"id": "one", "header": "One", "value": "{{ row.a }}"}]}],
            [{"table": "rows", "id": "t", "columns": [{"id": "two", "header": "Two", "value": "{{ row.b }}"},
                                                      {"id": "one", "header": "Uno", "value": "{{ row.a }}"}]}],
            [
                Change("text", "changed", "t.columns.one.header", "One", "Uno"),
                Change("text", "added", "t.columns.two.header", None, "Two"),
                Change("text", "added", "t.columns.two.value", None, "{{ row.b }}"),
            ],
        ),
    ],
    ids=["same", "removed", "added", "moved", "into-a-box", "words", "look", "rules", "slots", "columns"],
)  # fmt: skip
def test_what_changed_in_the_nodes(before: list[Any], after: list[Any], expected: list[Change]) -> None:
    assert changes(before, after) == expected


def test_what_changed_in_the_translations() -> None:
    before = {"it": Catalog("it", {"a": Translation("Yes", "Sì"), "b": Translation("No", "No")})}
    after = {
        "it": Catalog("it", {"a": Translation("Yes", "Sì", fuzzy=True)}),
        "de": Catalog("de", {"a": Translation("Yes", "Ja")}),
    }
    assert list(catalog_changes(before, after)) == [
        Change("text", "added", "de: a", None, "Ja"),
        Change("text", "changed", "it: a", "Sì", "(fuzzy) Sì"),
        Change("text", "removed", "it: b", "No", None),
    ]
