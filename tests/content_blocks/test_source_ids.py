from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from content_blocks.source_ids import DERIVED_ID_PREFIX, with_ids
from content_blocks.structure import SourceNodes, walk_source

NODES = TypeAdapter(SourceNodes)


def test_missing_ids_are_derived_from_kind_and_position() -> None:
    raw = [{"heading": "A"}, {"paragraph": "B", "id": "intro"}, {"page_break": True}, {"paragraph": "C"}]
    assert with_ids(raw) == [
        {"id": "auto-heading-1", "heading": "A"},
        {"paragraph": "B", "id": "intro"},
        {"id": "auto-page-break-1", "page_break": True},
        {"id": "auto-paragraph-1", "paragraph": "C"},
    ]


def test_numbers_run_on_through_the_nodes_inside() -> None:
    raw = [
        {"section": [{"paragraph": "A"}]},
        {"columns": [[{"paragraph": "B"}], [{"paragraph": "C"}]]},
        {"choose": [{"when": "x", "content": [{"paragraph": "D"}]}, {"otherwise": True, "content": []}]},
        {"repeat": "rows", "content": [{"only": "sms", "content": [{"paragraph": "E"}]}]},
        {"list": [{"id": "one", "content": [{"paragraph": "F"}]}, "G"]},
        {"notice": [{"paragraph": "H"}]},
    ]
    ids = [node.id for node in walk_source(NODES.validate_python(with_ids(raw)))]
    assert [i for i in ids if "paragraph" in i] == [f"{DERIVED_ID_PREFIX}paragraph-{number}" for number in range(1, 8)]
    assert len(ids) == len(set(ids))


def test_short_spellings_are_written_out() -> None:
    assert with_ids([{"list": ["A", {"text": "B", "id": "b"}], "id": "l"}]) == [
        {"list": [{"id": "auto-1", "text": "A"}, {"text": "B", "id": "b"}], "id": "l"}
    ]
    assert with_ids([{"notice": "Mind this", "id": "n"}]) == [
        {"notice": [{"paragraph": "Mind this", "id": "n-text"}], "id": "n"}
    ]
    assert with_ids([{"only": "sms", "id": "o", "content": []}]) == [{"only": ["sms"], "id": "o", "content": []}]


def test_the_parts_of_a_table_get_ids_of_their_own() -> None:
    table = {
        "table": "rows",
        "id": "t",
        "columns": [{"header": "A", "value": "{{ row.a }}"}],
        "footer": [{"label": "Total", "values": {"auto-1": "1"}}],
        "group": {"by": "row.a", "subtotal": {"label": "Subtotal", "values": {}}},
    }
    (node,) = NODES.validate_python(with_ids([table]))
    dumped = node.model_dump()
    assert dumped["columns"][0]["id"] == "auto-1"
    assert dumped["footer"][0]["id"] == "auto-1"
    assert dumped["group"]["subtotal"]["id"] == "subtotal"


def test_the_input_is_left_as_it_was() -> None:
    raw = [
        {"section": [{"notice": "A"}, {"list": ["B"]}]},
        {"table": "rows", "columns": [{"header": "A", "value": "B"}]},
    ]
    before = deepcopy(raw)
    with_ids(raw)
    assert raw == before


leaf = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
keys = st.sampled_from(
    [
        "section",
        "paragraph",
        "list",
        "table",
        "columns",
        "choose",
        "notice",
        "facts",
        "chart",
        "series",
        "group",
        "content",
        "id",
        "footer",
        "only",
    ]
)
anything = st.recursive(leaf, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4))


@given(anything)
def test_any_data_passes_through_and_twice_is_as_once(raw: object) -> None:
    once = with_ids(raw)
    assert with_ids(once) == once
