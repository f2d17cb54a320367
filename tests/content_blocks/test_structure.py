from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from content_blocks.source_ids import with_ids
from content_blocks.structure import KINDS, NODE_CLASSES, SourceNodes, inner_nodes, kind_of, walk_source

NODES = TypeAdapter(SourceNodes)

COLUMNS = [
    {"id": "date", "header": "Date", "value": "{{ row.d }}"},
    {"id": "sum", "header": "Sum", "value": "{{ row.s }}"},
]
EXAMPLES: list[dict[str, Any]] = [
    {"heading": "A", "level": 1},
    {"paragraph": "A", "role": "lead", "if": "x is defined", "channels": ["pdf"], "short": "B", "editing": "locked"},
    {"list": ["A", {"text": "B", "if": "x"}, {"content": [{"paragraph": "C"}]}], "ordered": True},
    {
        "table": "rows",
        "as": "entry",
        "columns": COLUMNS,
        "group": {"by": "entry.d", "label": "Day", "subtotal": {"label": "Sum of the day", "values": {"sum": "1"}}},
        "footer": [{"id": "total", "label": "Total", "values": {"sum": "2"}}],
        "carry": "{{ entry.balance | money }}",
        "empty": "Nothing",
    },
    {"facts": [{"label": "Due", "value": "{{ due }}", "strong": True}], "style": "cards"},
    {"columns": [[{"paragraph": "A"}], [{"paragraph": "B"}]], "widths": [60, 40]},
    {"section": [{"paragraph": "A"}], "title": "B", "keep": True, "style": "card"},
    {"image": "seal.svg", "alt": "Seal", "width": 20},
    {"chart": "rows", "label": "{{ row.m }}", "series": [{"name": "A", "value": "row.v", "shown": "B"}], "alt": "C"},
    {"barcode": "{{ id }}", "symbology": "code128", "alt": "Your number"},
    {"action": "Pay now", "url": "https://x.example/{{ id }}"},
    {"divider": True},
    {"page_break": True},
    {"notice": "Mind this", "tone": "warning", "title": "A"},
    {"block": "privacy-notice", "slots": {"days": "14"}, "version": 2},
    {"repeat": "rows", "as": "entry", "content": [{"paragraph": "{{ entry }}"}]},
    {"choose": [{"when": "x", "content": [{"paragraph": "A"}]}, {"otherwise": True, "content": [{"paragraph": "B"}]}]},
    {"only": ["sms", "mobile"], "content": [{"paragraph": "A"}]},
]


def read(*raw: object) -> SourceNodes:
    return NODES.validate_python(with_ids(list(raw)))


@pytest.mark.parametrize("raw", EXAMPLES, ids=lambda raw: str(next(iter(raw))))
def test_every_node_reads_as_it_is_written(raw: dict[str, Any]) -> None:
    (node,) = read(raw)
    assert node.kind == kind_of(raw) == next(iter(raw))
    assert NODES.validate_python([node.model_dump(by_alias=True)]) == (node,)
    assert NODES.validate_json(NODES.dump_json((node,), by_alias=True)) == (node,)


def test_there_is_an_example_of_every_kind() -> None:
    assert [node.kind for node in NODE_CLASSES] == list(KINDS) == [next(iter(raw)) for raw in EXAMPLES]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ({"paragraf": "A"}, "is no node; it needs one of the keys heading, paragraph"),
        ("A", "is no node"),
        ({"paragraph": ""}, "at least 1 character"),
        ({"paragraph": 5}, "valid string"),
        ({"paragraph": "A", "colour": "red"}, "Extra inputs are not permitted"),
        ({"paragraph": "A", "id": "Intro"}, "String should match pattern"),
        ({"heading": "A", "level": 5}, "less than or equal to 4"),
        ({"list": []}, "at least 1 item"),
        ({"list": [{"text": "A", "content": [{"paragraph": "B"}]}]}, "either a text or content"),
        ({"list": [{"id": "a"}]}, "either a text or content"),
        ({"list": [{"id": "a", "text": "A"}, {"id": "a", "text": "B"}]}, "the id 'a' stands twice"),
        ({"table": "rows", "columns": []}, "at least 1 item"),
        ({"table": "rows", "columns": [COLUMNS[0], COLUMNS[0]]}, "the id 'date' stands twice"),
        (
            {"table": "rows", "columns": COLUMNS, "footer": [{"id": "t", "label": "T", "values": {"amount": "1"}}]},
            "t: there is no column 'amount' to total; there are date, sum",
        ),
        ({"table": "rows", "columns": [{**COLUMNS[0], "width": 60}, {**COLUMNS[1], "width": 60}]}, "more than 100"),
        ({"columns": [[{"paragraph": "A"}]]}, "at least 2 items"),
        ({"columns": [[{"paragraph": "A"}], [{"paragraph": "B"}]], "widths": [100]}, "2 columns and 1 widths"),
        ({"columns": [[{"paragraph": "A"}], [{"paragraph": "B"}]], "widths": [90, 20]}, "together at most 100"),
        ({"image": "../logo.svg", "alt": "A"}, "String should match pattern"),
        ({"image": "https://x.example/a.png", "alt": "A"}, "String should match pattern"),
        ({"image": "a.png"}, "either an alt text that says what it shows, or decorative: true"),
        ({"divider": False}, "Input should be True"),
        ({"choose": [{"otherwise": True}, {"when": "x"}]}, "'otherwise' is the last branch"),
        ({"choose": [{"content": [{"paragraph": "A"}]}]}, "either 'when: condition' or 'otherwise: true'"),
        ({"only": [], "content": [{"paragraph": "A"}]}, "at least 1 item"),
        ({"section": [{"section": [{"paragraph": ""}]}]}, "at least 1 character"),
    ],
)
def test_what_is_no_node_is_refused_with_the_reason(raw: object, message: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        read(raw)
    assert message in str(refusal.value)


def test_a_walk_meets_every_node_parents_first() -> None:
    nodes = read(*EXAMPLES)
    walked = list(walk_source(nodes))
    assert [node for node in walked if node in nodes] == list(nodes)
    for node in walked:
        for inner in inner_nodes(node):
            for child in inner:
                assert walked.index(child) > walked.index(node)


def test_columns_of_a_table_are_not_the_node_columns() -> None:
    assert kind_of({"columns": [], "table": "rows"}) == "table"
    assert kind_of({"columns": []}) == "columns"
    assert kind_of({"nothing": 1}) is None
