from hypothesis import given, settings
from hypothesis import strategies as st

from content_blocks.document import Cell, Column, Row, RowGroup, Table
from content_blocks.inline import Field, Inlines, Text
from renderers.plain_text import inline_text
from renderers.text_table import WIDEST, display_width, facts_lines, table_lines

WORD = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20)


def table(rows: list[list[str]], **more: object) -> Table:
    columns = tuple(
        Column(id=f"c{index}", header=(Text(head),), align="start" if index == 0 else "end")
        for index, head in enumerate(("What", "Price", "Sum"))
    )
    return Table(id="t", columns=columns, groups=(RowGroup(rows=tuple(map(row, rows))),), **more)  # type: ignore[arg-type]


def row(texts: list[str]) -> Row:
    return Row(cells=tuple(Cell(content=(Field(text),)) for text in texts))


def text(inlines: Inlines) -> str:
    return inline_text(inlines)


def test_columns_are_aligned_and_totals_stand_apart() -> None:
    total = Row(cells=(Cell(content=(Text("Total"),), span=2), Cell(content=(Field("12,50 €"),))))
    lines = table_lines(
        table([["Bread", "2,00 €", "2,00 €"], ["日本茶", "10,50 €", "10,50 €"]], footer=(total,)), text, 76
    )
    assert lines == [
        "What      Price      Sum",
        "Bread    2,00 €   2,00 €",
        "日本茶  10,50 €  10,50 €",
        "",
        "Total            12,50 €",
    ]


def test_a_long_text_is_wrapped_in_its_column() -> None:
    lines = table_lines(table([["word " * 30, "2,00 €", "2,00 €"]]), text, 76)
    assert len(lines) > 2
    assert max(map(display_width, lines)) <= WIDEST


def test_whole_cells_are_never_broken() -> None:
    sentence = " ".join(f"word{index}" for index in range(30))
    lines = table_lines(table([[sentence, "2,00 €", "3,00 €"]]), text, 76, whole_cells=True)
    assert sentence in " ".join(" ".join(lines).split())


def test_no_rows_are_told_in_words() -> None:
    nothing = Table(id="t", columns=(Column(id="a", header=(Text("What"),)),), groups=(), empty=(Text("Nothing."),))
    assert table_lines(nothing, text, 76) == ["What", "Nothing."]


def test_facts_stand_below_each_other_when_they_are_long() -> None:
    assert facts_lines([("To pay", "12,50 €"), ("By", "3 May")], 76) == ["To pay  12,50 €", "By      3 May"]
    assert facts_lines([("To pay", "x" * 80)], 76) == ["To pay", "  " + "x" * 80]


@settings(max_examples=50)
@given(st.lists(st.lists(WORD, min_size=3, max_size=3), min_size=1, max_size=5))
def test_every_cell_is_there_in_order(rows: list[list[str]]) -> None:
    lines = table_lines(table(rows), text, 76)
    assert ["".join(line.split()) for line in lines[1:]] == ["".join("".join(cells).split()) for cells in rows]
    assert {display_width(line) for line in lines} == {display_width(lines[0])}


def test_marks_take_no_room_and_wide_characters_two_columns() -> None:
    assert display_width("Nguyễn") == display_width("Nguye\u0302\u0303n") == 6
    assert display_width("日本") == 4
