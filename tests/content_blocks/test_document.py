from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given, settings

from content_blocks.document import BlockNode, Nodes, Paragraph, Row, RowGroup, Section, Table, children, visible, walk
from content_blocks.inline import Text
from tests.content_blocks.strategies import nodes


def paragraph(text: str, channels: tuple[str, ...] = ()) -> Paragraph:
    return Paragraph(id=text, content=(Text(text),), channels=channels)


@settings(max_examples=30)
@given(nodes())
def test_a_walk_meets_every_node_once_parents_first(content: Nodes) -> None:
    walked = list(walk(content))
    places = {id(node): place for place, node in enumerate(walked)}

    def expect(inside: Nodes, after: int) -> int:
        count = 0
        for node in inside:
            assert places[id(node)] > after
            count += 1 + sum(expect(inner, places[id(node)]) for inner in children(node))
        return count

    assert expect(content, -1) == len(walked)


def test_a_channel_shows_what_is_for_it_or_for_all() -> None:
    every, paper, small = paragraph("a"), paragraph("b", ("pdf",)), paragraph("c", ("sms", "mobile"))
    assert visible((every, paper, small), "pdf") == (every, paper)
    assert visible((every, paper, small), "sms") == (every, small)
    assert visible((every, paper, small), "email") == (every,)


def test_only_the_list_given_is_looked_at() -> None:
    section = Section(id="s", content=(paragraph("b", ("pdf",)),))
    assert visible((section,), "sms") == (section,)


def test_a_table_counts_the_rows_of_all_groups() -> None:
    row = Row(cells=())
    assert Table(id="t", columns=(), groups=(RowGroup(rows=(row, row)), RowGroup(rows=(row,)))).row_count == 3


def test_a_node_cannot_be_changed() -> None:
    node: BlockNode = paragraph("a")
    with pytest.raises(FrozenInstanceError):
        node.id = "b"  # type: ignore[misc]
